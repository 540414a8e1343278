"""Nearly the same words went to somebody else: the two letters beside each other, and the line to change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import events
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reconnect_tui.core.when import short_date
from reconnect_tui.services.meaning import Alike
from reconnect_tui.ui.content import HOLE, QUIET, letter, paragraph, plain
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.widgets.lines import Lines

CHANGE, PASS = "change", "pass"
SIDE_BY_SIDE = 100


class AlikeSheet(ChoiceSheet):
    """Gives ``change`` (what Enter does) or ``pass``: to send it all the same takes its own key. ``None`` is one step back."""

    DEFAULT_CSS = """
    AlikeSheet > .sheet { width: 116; }
    AlikeSheet .pair { height: auto; max-height: 22; margin-bottom: 1; }
    AlikeSheet .half { width: 1fr; height: auto; }
    AlikeSheet .words { height: auto; max-height: 20; background: $background; padding: 0 2; color: $text; scrollbar-size-vertical: 1; }
    AlikeSheet .gap { width: 3; height: 1; }
    AlikeSheet.narrow .pair { layout: vertical; max-height: 12; }
    AlikeSheet.narrow .half { width: 100%; }
    AlikeSheet.narrow .words { max-height: 5; }
    AlikeSheet.narrow .gap { display: none; }
    """

    def __init__(self, mine: str, alike: Alike) -> None:
        day = date.fromisoformat(alike.day[:10])
        super().__init__(
            f"nearly the same went to {alike.name} on {short_date(day)}",
            [("c", "change the line that is marked", CHANGE), ("y", "send it all the same", PASS)],
            hint="enter change it · y send it all the same · esc back",
        )
        self._mine, self._alike = mine, alike

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            self._half("this one", Lines(self._marked)),
            Static("", classes="gap"),
            self._half(f"to {self._alike.name}", Lines(lambda width: letter(self._alike.text, width))),
            classes="pair",
        )
        yield from super().body()

    @staticmethod
    def _half(label: str, words: Lines) -> Vertical:
        head = Static(Content.styled(plain(label, limit=60).plain, QUIET), markup=False)
        return Vertical(head, VerticalScroll(words, classes="words", can_focus=False), classes="half")

    def _marked(self, width: int) -> list[Content]:
        """This letter with the line that is nearly the same as a warm highlight."""
        start, end = self._alike.start, self._alike.end
        before, line, after = self._mine[:start], self._mine[start:end], self._mine[end:]
        lines = letter(before, width)[:-1] if before else []
        return [*lines, *paragraph(line, width, HOLE), *letter(after.removeprefix("\n"), width)]

    def on_mount(self) -> None:
        self.set_class(self.app.size.width < SIDE_BY_SIDE, "narrow")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < SIDE_BY_SIDE, "narrow")
