"""The ways of handing over, one key each, with the address that each would open; and the letter as it is on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reconnect_tui.services.handing import COPY, Way
from reconnect_tui.ui import cells
from reconnect_tui.ui.content import QUIET, plain
from reconnect_tui.ui.screens.sheet import Choices, ChoiceSheet, keyed
from reconnect_tui.ui.widgets.lines import Lines


class HandOverSheet(ChoiceSheet):
    """Gives the key of the way chosen. The first is the usual one, which Enter takes."""

    DEFAULT_CSS = "HandOverSheet OptionList { max-height: 18; }"

    def __init__(self, name: str, ways: Sequence[Way], *, invitation: str = "") -> None:
        written = any(way.key == COPY for way in ways)
        super().__init__(
            f"hand over to {name}" if written else f"reach {name}",
            [(way.key, way.label, way.key) for way in ways],
            words_above=f"The invitation to go with it: {invitation}" if invitation else "",
            hint="enter the first, or the key of another · esc back",
        )
        self._ways = ways

    def body(self) -> Iterable[Widget]:
        for part in super().body():
            if isinstance(part, OptionList):
                yield Choices(*(Option(self._told(way), id=way.key) for way in self._ways), markup=False)
            else:
                yield part

    @staticmethod
    def _told(way: Way) -> Content:
        first = keyed(way.key, way.label)
        return Content.assemble(first, "\n   ", plain(way.shown, QUIET, 400)) if way.url else first


class PaperScreen(ModalScreen[None]):
    """Address and letter, and nothing else: to be copied by hand, or printed by the terminal. Any key but the arrows goes on."""

    DEFAULT_CSS = """
    PaperScreen { background: $background; }
    PaperScreen VerticalScroll { padding: 1 4; scrollbar-size-vertical: 0; }
    PaperScreen Lines { color: $text; }
    """
    AUTO_FOCUS = ""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Lines(self._lines)

    def _lines(self, width: int) -> list[Content]:
        drawn: list[Content] = []
        for line in cells.text(self._page, 200_000).split("\n"):
            drawn += Content(line).wrap(max(1, min(width, 72))) if line else [Content()]
        return drawn

    def on_key(self, event: events.Key) -> None:
        page = self.query_one(VerticalScroll)
        event.stop()
        if event.key in ("down", "j"):
            page.scroll_down(animate=False)
        elif event.key in ("up", "k"):
            page.scroll_up(animate=False)
        elif event.key in ("pagedown", "space"):
            page.scroll_page_down(animate=False)
        elif event.key == "pageup":
            page.scroll_page_up(animate=False)
        elif event.key in ("enter", "escape", "q"):
            self.dismiss(None)
