"""Before the first card and after the last: the welcome of an empty home, and good-bye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconnect_tui.keymap import ON_THE_LAST_TOO, Action
from reconnect_tui.services import keeping, recording
from reconnect_tui.store import people

if TYPE_CHECKING:
    from pathlib import Path

    from reconnect_tui.ui.screens.last import LastScreen
    from reconnect_tui.ui.screens.welcome import WelcomeScreen
    from reconnect_tui.ui.sitting import Sitting


_GOES_FIRST = {"mask": 5, "looking-back": 4, "note-anyone": 3, "ahead": 2, "find": 1}
"""Where the foot of the last screen is too narrow: the highest goes first."""


class Ends:
    """The screens that stand in front of the card where there is none to show."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._last: LastScreen | None = None
        self._welcome: WelcomeScreen | None = None

    def show(self) -> None:
        """The last screen; the welcome, where there is nobody yet."""
        if not people.anybody(self.sitting.desk.store):
            self._show_welcome()
            return
        from reconnect_tui.services.farewell import farewell
        from reconnect_tui.ui.screens.last import LastScreen

        if self._welcome is not None:
            self.leave()
        desk, new = self.sitting.desk, self._last is None
        line = keeping.line_of_the_day(desk)
        if self._last is None:
            self._last = LastScreen(self.sitting, self._wrote_back)
        self._last.show(farewell(desk), desk.today, self._offered(line is not None), line=line, mask=self.sitting.mask)
        if new:
            self.sitting.app.push_screen(self._last)

    def _offered(self, line: bool) -> list[Action]:
        """The keys of the last screen; the one that answers where today ends with a line."""
        names = [*(["answer-line"] if line else []), *ON_THE_LAST_TOO, "quit"]
        return [
            self.sitting.action(name)._replace(footer_order=place, drop_order=_GOES_FIRST.get(name, 0))
            for place, name in enumerate(names, 1)
        ]

    def _wrote_back(self, person_id: int) -> None:
        """Somebody wrote back, told by a digit on the last screen."""

        def told() -> None:
            done = recording.wrote_back(self.sitting.desk, person_id)
            self.show()
            self.sitting.say_done(done.sentence)

        self.sitting.attempt(told)

    @property
    def last_in_front(self) -> bool:
        """Whether the last screen is what the user looks at."""
        return self._last is not None and self.sitting.app.screen is self._last

    def say(self, sentence: str) -> bool:
        """Say a sentence on the last screen; returns whether it is in front."""
        if self._last is None or not self.last_in_front:
            return False
        self._last.say(sentence)
        return True

    def _show_welcome(self) -> None:
        if self._welcome is not None:
            return
        from reconnect_tui.services import importing
        from reconnect_tui.ui.screens.welcome import WelcomeScreen

        self.leave()
        self._welcome = WelcomeScreen(self._begin, importing.offered(self.sitting.desk))
        self.sitting.app.push_screen(self._welcome)

    def _begin(self, what: str, path: Path | None) -> None:
        """One of the ways to begin was chosen on the welcome screen."""
        if what == "import":
            self.sitting.attempt(lambda: self.sitting.bringing.bring(str(path) if path else ""))
        elif what == "people":
            self.sitting.remembering.add_people()
        elif what == "help":
            self.sitting.looking.help()
        else:
            self.sitting.wants_demo = True
            self.sitting.app.exit()

    def leave(self) -> None:
        """Take the last screen or the welcome away, where one of them is in front of the card."""
        for screen in (self._last, self._welcome):
            if screen is not None and screen in self.sitting.app.screen_stack:
                while self.sitting.app.screen is not self.sitting.screen:
                    self.sitting.app.pop_screen()
        self._last = self._welcome = None
