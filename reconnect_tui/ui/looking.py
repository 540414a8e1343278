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

        def clicked(name: str | None) -> None:
            if name:
                self.sitting.app.act(name)

        self.sitting.app.push_screen(HelpSheet(self.sitting.app.actions), clicked)

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
            told = self._keep(settings.remember(self.sitting.desk.home, "theme", name))
            self.sitting.say(told or f"The theme is {name}.")

        self.sitting.app.push_screen(
            ThemeSheet(names, self.sitting.app.theme, problems), lambda name: self.sitting.attempt(lambda: chosen(name))
        )

    def follow_terminal(self) -> None:
        """Where no theme was chosen, ask the terminal whether it is light or dark, and remember the answer for the next start.

        It is asked when the first card has long been painted, and most terminals answer within a frame.
        """
        sitting = self.sitting
        desk = sitting.desk
        ask = getattr(sitting.app._driver, "ask_ground", None)
        said = desk.config.theme or desk.environ.get("COLORFGBG") or "terminal" in self._written()
        if ask is not None and not said and not desk.environ.get("TERM", "").startswith(("linux", "vt", "dumb")):
            ask(lambda answer: sitting.from_thread(self._terminal_told, answer))

    def _written(self) -> dict[str, int]:
        from reconnect_tui.services import settings

        return settings.written_by_user(self.sitting.desk.home)

    def _terminal_told(self, answer: str) -> None:
        from reconnect_tui.services import settings, themes
        from reconnect_tui.services.theme_defaults import DEFAULTS
        from reconnect_tui.ui.themes import to_textual

        sitting = self.sitting
        told = themes.light_or_dark(answer)
        if not told or told == (sitting.desk.config.terminal or "dark") or sitting.desk.config.theme:
            return
        theme = DEFAULTS[themes.default_name({}, told)]
        sitting.app.register_theme(to_textual(theme))
        sitting.app.theme = theme.name

        def keep() -> None:
            self._keep(settings.remember(sitting.desk.home, "terminal", told))

        sitting.attempt(keep)

    def _keep(self, told: str) -> str:
        """Let what was just remembered hold from now on."""
        from reconnect_tui.services import settings

        self.sitting.desk.config = settings.load(self.sitting.desk.home)[0]
        return told

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
                    self.sitting.attempt(lambda: self.sitting.taking_back.take_back(steps[number]))

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
