"""Two pages of one person: the other one is found by typing, and both are looked at before they become one."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.containers import Vertical
from textual.widget import Widget

from reconnect_tui.ui.screens.find import Finder, FindSheet
from reconnect_tui.ui.screens.review import SAME, Page, ReviewSheet

SWAP = "swap"
LOW = 36
"""Rows below which the two pages scroll between the question and its answers."""


class WhoElse(FindSheet):
    """Finds the other one; whoever is not here is nobody to merge with."""

    def __init__(self, finder: Finder, title: str) -> None:
        super().__init__(finder)
        self._title, self._hint = title, "enter look at both · ↑ ↓ choose · esc back"

    @property
    def _newcomer(self) -> str:
        return ""


class MergeSheet(ReviewSheet):
    """Gives ``same``, or ``swap``: the other one stays; ``None`` leaves them two."""

    DEFAULT_CSS = """
    MergeSheet .both {
        height: auto; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-background: $sheet; scrollbar-color: $faint;
    }
    MergeSheet.low > .sheet { height: 92%; padding: 1 4 0 4; }
    MergeSheet.low .both { height: 1fr; }
    MergeSheet.low .above { display: none; }
    MergeSheet.low .sheet-title { margin-bottom: 0; }
    MergeSheet.low .hint { margin-top: 0; }
    """

    def __init__(self, reason: str, pages: tuple[Page, Page]) -> None:
        super().__init__(reason, pages)
        self._title, self._hint = "one person or two?", "enter choose · page down reads on · esc leave them two"
        self._words_above = (reason + " " if reason else "") + (
            "All comes together on one page. Where both have something in the same field, that of the page that stays is kept."
        )
        self._choices = [
            ("s", "the same person: make one page of them (undo parts them again)", SAME),
            ("o", "the other one should stay", SWAP),
        ]

    def body(self) -> Iterable[Widget]:
        above, pages, *rest = super().body()
        yield above
        yield Vertical(pages, classes="both")
        yield from rest

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.set_class(self.app.size.height < LOW, "low")

    def on_key(self, event: events.Key) -> None:
        both = self.query_one(".both", Vertical)
        if event.key in ("pagedown", "space"):
            event.stop()
            both.scroll_page_down(animate=False)
        elif event.key == "pageup":
            event.stop()
            both.scroll_page_up(animate=False)
