"""A line that another device left in the inbox: what it says and how it is read; a key takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

from textual import events
from textual.content import Content
from textual.widget import Widget

from reconnect_tui.ui.content import PROMISE, QUIET, paragraph, plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.lines import Lines

TAKE, CHANGE, LATER = "take", "change", "later"


class InboxSheet(Sheet[str]):
    """Gives ``TAKE``, ``CHANGE`` or ``LATER``; ``None``: no more of them now. ``problem()`` says why the line cannot be taken as it is.

    It comes by itself, so for a moment it is deaf: no key that was meant for the card takes a line.
    """

    AUTO_FOCUS = ""
    DEAF = 0.4
    """Seconds."""
    DEFAULT_CSS = "InboxSheet Lines { height: auto; margin-bottom: 1; }"

    def __init__(self, text: str, reading: str, place: tuple[int, int], problem: Callable[[], str]) -> None:
        number, count = place
        super().__init__(
            "a line from your inbox" if count == 1 else f"a line from your inbox, {number} of {count}",
            "enter take · e change · x later · esc stop",
        )
        self._text = text
        self._told = reading
        self._problem = problem
        self._trouble = ""
        self._since = monotonic()

    def body(self) -> Iterable[Widget]:
        yield Lines(lambda width: paragraph(self._text, width, most=6), classes="line")
        yield Lines(self._reading, id="reading")

    def _reading(self, width: int) -> list[Content]:
        told = paragraph(self._told, width, QUIET, most=4)
        return [*told, *paragraph(self._trouble, width, PROMISE, most=4)] if self._trouble else told or [plain("")]

    def on_key(self, event: events.Key) -> None:
        if event.key not in ("enter", "e", "x"):
            return
        event.stop()
        if monotonic() - self._since < self.DEAF:
            return
        if event.key == "enter":
            self._trouble = self._problem()
            if self._trouble:
                self._trouble += " e changes the line."
                self.query_one("#reading", Lines).remake()
                return
        self.dismiss({"enter": TAKE, "e": CHANGE, "x": LATER}[event.key])
