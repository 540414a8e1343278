"""The circles' settings: names and paces, and one plain line on what the paces ask for and what a day holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reconnect_tui.ui.content import QUIET, paragraph, plain
from reconnect_tui.ui.screens.sheet import Choices, Sheet
from reconnect_tui.ui.widgets.lines import Lines

ADD, RENAME, PACE, REMOVE, UNDO = "add", "rename", "pace", "remove", "undo"
_KEYS = {"a": ADD, "r": RENAME, "delete": REMOVE, "u": UNDO}


class CirclesSheet(Sheet[tuple[str, str]]):
    """Gives (what to do, the circle under the cursor), or ``None``. ``circles`` are (name, pace in words).

    ``asked`` is the one line; ``told`` says what was just done, ``at`` is where the cursor stands.
    """

    DEFAULT_CSS = """
    CirclesSheet .asked { height: auto; margin-top: 1; }
    CirclesSheet .told { height: auto; margin-top: 1; }
    """

    def __init__(self, circles: Sequence[tuple[str, str]], asked: str, *, at: str = "", told: str = "") -> None:
        super().__init__("circles and paces", "enter its pace · a add · r rename · del remove · esc back")
        self._circles = circles
        self._asked = asked
        self._at = at
        self._told = told

    def body(self) -> Iterable[Widget]:
        wide = max((cell_len(plain(name).plain) for name, _ in self._circles), default=0)
        options = Choices(*(Option(_row(name, pace, wide)) for name, pace in self._circles), markup=False)
        names = [name.casefold() for name, _ in self._circles]
        options.highlighted = names.index(self._at.casefold()) if self._at.casefold() in names else 0
        yield options
        yield Lines(lambda width: paragraph(self._asked, width, QUIET), classes="asked")
        if self._told:
            yield Lines(lambda width: paragraph(self._told, width), classes="told")

    @property
    def _under(self) -> str:
        at = self.query_one(OptionList).highlighted
        return self._circles[at][0] if at is not None and at < len(self._circles) else ""

    def on_key(self, event: events.Key) -> None:
        what = _KEYS.get(event.key)
        if what is not None:
            event.stop()
            self.dismiss((what, self._under))

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss((PACE, self._circles[event.option_index][0]))


def _row(name: str, pace: str, wide: int) -> Content:
    shown = plain(name)
    return Content.assemble(shown, " " * (wide - cell_len(shown.plain) + 3), (pace, QUIET))
