"""Help, themes and history: sheets that look, and change little."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.services import history
from reconnect_tui.ui.content import plain

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting


class Looking:
    """The deeds about the program itself."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"help": self.help, "ahead": self.ahead, "themes": self.themes, "history": self.history, "about": self.about}

    def help(self) -> None:
        from reconnect_tui.ui.screens.help import HelpSheet

        self.sitting.app.push_screen(HelpSheet(self.sitting.app.actions))

    def about(self) -> None:
        """The idea, and the research with its limits."""
        from reconnect_tui.ui.screens.about import AboutSheet

        self.sitting.app.push_screen(AboutSheet())

    def ahead(self) -> None:
        """What the coming weeks hold; one of them opens its card."""
        from reconnect_tui.services import agenda, farewell
        from reconnect_tui.ui.screens.ahead import AheadSheet

        coming = agenda.ahead(self.sitting.desk, farewell.AHEAD_DAYS)
        self.sitting.app.push_screen(AheadSheet(coming, mask=self.sitting.mask), self.sitting.open_card)

    def themes(self) -> None:
        """Choose a theme with the card as the preview; the choice is kept in the app's own settings."""
        from reconnect_tui.services import settings
        from reconnect_tui.ui.screens.themes import ThemeSheet

        names, problems = self._load_themes()

        def chosen(name: str | None) -> None:
            if name is None:
                return
            told = settings.remember(self.sitting.desk.home, "theme", name)
            self.sitting.say(told or f"The theme is {name}.")

        self.sitting.app.push_screen(
            ThemeSheet(names, self.sitting.app.theme, problems), lambda name: self.sitting.attempt(lambda: chosen(name))
        )

    def _load_themes(self) -> tuple[list[str], int]:
        """Register the themes of the user and of the program; returns their names and how many could not be read."""
        from reconnect_tui.services.themes import load_themes, shipped_folder
        from reconnect_tui.ui.themes import to_textual

        loaded, failed = load_themes((shipped_folder(), self.sitting.desk.home.themes))
        for theme in loaded.values():
            self.sitting.app.register_theme(to_textual(theme))
        return list(loaded), len(failed)

    def history(self) -> None:
        """List what was done; the chosen action is taken back after asking."""
        from reconnect_tui.ui.screens.history import HistorySheet
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        if self.sitting.refuses_masked():
            return
        steps = {step.id: step for step in history.listing(self.sitting.desk, 200)}

        def chosen(number: int | None) -> None:
            if number is None:
                return

            def sure(answer: str | None) -> None:
                if answer == "report":
                    self._report(number)
                elif answer == "yes":
                    self.sitting.attempt(lambda: self.sitting.taken_back(history.undo_step(self.sitting.desk, number)))

            choices = [("y", "yes, take it back", "yes"), ("n", "no, leave it", "no")]
            if steps[number].kind == history.IMPORT:
                choices.append(("r", "read what it did", "report"))
            self.sitting.app.push_screen(ChoiceSheet(f"take back: {steps[number].sentence}?", choices), sure)

        self.sitting.app.push_screen(HistorySheet(tuple(steps.values())), chosen)

    def _report(self, number: int) -> None:
        """What an import told, to be read again."""
        from reconnect_tui.ui.content import paragraph
        from reconnect_tui.ui.screens.sheet import WordsSheet

        told = history.report(self.sitting.desk, number).split("\n")
        self.sitting.app.push_screen(
            WordsSheet("what it did", lambda width: [part for one in told for part in paragraph(one, width) or [plain("")]])
        )
