"""The people a search found, a row or two each: only those in sight are made, so that a key and its answer are one frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reconnect_tui.core import when
from reconnect_tui.core.query import marked
from reconnect_tui.services.finding import Row
from reconnect_tui.ui.cells import cut, line
from reconnect_tui.ui.content import GUTTER, KEY, MASK, NAME, NOBODY, QUIET

HIT = "bold $ink"
CHOSEN = "$chosen-style on $chosen"
MOST_OF_NAME = 40


class FoundList(Widget, can_focus=True):
    """Rows, one of them chosen. ``show`` changes them, ``move`` the choice; a click or Enter sends ``Chosen``."""

    DEFAULT_CSS = "FoundList { height: 1fr; margin-top: 1; text-wrap: nowrap; text-overflow: clip; }"
    BINDINGS: ClassVar = [
        Binding("j,down", "move(1)", "down", id="found-down", tooltip="The next one", show=False),
        Binding("k,up", "move(-1)", "up", id="found-up", tooltip="The one before", show=False),
        Binding("g,home", "move(-1000)", "first", id="found-first", tooltip="The first one", show=False),
        Binding("G,end", "move(1000)", "last", id="found-last", tooltip="The last one", show=False),
        Binding("ctrl+d,pagedown", "page(1)", "page down", id="found-page-down", tooltip="A page down", show=False),
        Binding("ctrl+u,pageup", "page(-1)", "page up", id="found-page-up", tooltip="A page up", show=False),
        Binding("enter", "take", "open", id="found-take", tooltip="Open their card", show=False),
    ]

    class Chosen(Message):
        """A person was chosen."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, mask: bool = False) -> None:
        super().__init__()
        self.set_reactive(FoundList.auto_links, False)  # as in Lines
        self._mask = mask
        self._rows: tuple[Row, ...] = ()
        self._words: tuple[str, ...] = ()
        self._at = 0
        self._top = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def chosen(self) -> Row | None:
        """The row that Enter would open."""
        return self._rows[self._at] if self._rows else None

    def show(self, rows: Sequence[Row], words: tuple[str, ...] = (), *, anew: bool = True) -> None:
        """Show these; ``words`` are marked where they stand. ``anew``: the first one is chosen, else the choice stays where it was."""
        chosen = self.chosen
        self._rows, self._words = tuple(rows), words
        if anew or chosen is None:
            self._at = self._top = 0
        else:
            self._at = next((at for at, row in enumerate(self._rows) if row.id == chosen.id), 0)
        self._into_sight()
        self.refresh()

    def action_move(self, by: int) -> None:
        """Choose another one, so many rows down or up."""
        self._at = max(0, min(self._at + by, len(self._rows) - 1))
        self._into_sight()
        self.refresh()

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self._fitting(self._top) - 1))

    def action_take(self) -> None:
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))

    def _height(self, row: Row) -> int:
        return 2 if row.match and not self._mask else 1

    def _fitting(self, first: int) -> int:
        """How many rows fit whole, from that one on."""
        left, count = self.content_size.height, 0
        for row in self._rows[first:]:
            left -= self._height(row)
            if left < 0:
                break
            count += 1
        return count

    def _into_sight(self) -> None:
        self._top = min(self._top, self._at)
        while self.content_size.height and self._top < self._at and self._at >= self._top + max(1, self._fitting(self._top)):
            self._top += 1

    def render(self) -> Content:
        width, height = self.content_size
        lines: list[Content] = []
        for at in range(self._top, len(self._rows)):
            if len(lines) >= height:
                break
            lines += self._drawn(self._rows[at], width, at == self._at)
        return Content("\n").join(lines[:height])

    def _drawn(self, row: Row, width: int, chosen: bool) -> list[Content]:
        name = line(row.name, 120).strip() or NOBODY
        if self._mask:
            drawn = [Content.assemble(self._sign(chosen), (cut(name.split(" ")[0], MOST_OF_NAME), NAME), (f" {MASK}", QUIET))]
        else:
            day = _day(row.last_contact)
            room = width - GUTTER - (len(day) + 2 if day else 0)
            name = cut(name, min(room, MOST_OF_NAME))
            parts = (line(row.position, 80).strip(), line(row.company, 80).strip())
            work = cut(" · ".join(part for part in parts if part), max(0, room - cell_len(name) - 2))
            first = Content.assemble(self._sign(chosen), (name, NAME), "  " if work else "", _with_hits(work, self._words))
            air = width - first.cell_length - len(day)
            drawn = [Content.assemble(first, " " * max(1, air), (day, QUIET)) if day else first]
            if row.match:
                told = cut(line(row.match, 400), width - GUTTER - 2)
                same = told.rstrip("…") == row.match[: len(told.rstrip("…"))]
                hits = (
                    [(begin, min(end, len(told))) for begin, end in row.marks if begin < len(told)]
                    if same
                    else marked(told, self._words)
                )
                drawn.append(Content.assemble(" " * (GUTTER + 2), _hits(told, hits)))
        return [one.pad_right(max(0, width - one.cell_length)).stylize(CHOSEN) for one in drawn] if chosen else drawn

    def _sign(self, chosen: bool) -> tuple[str, str]:
        return ("›".ljust(GUTTER), KEY) if chosen else (" " * GUTTER, "")

    def _row_at(self, y: int) -> int | None:
        for at in range(self._top, len(self._rows)):
            y -= self._height(self._rows[at])
            if y < 0:
                return at
        return None

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = self._row_at(event.y)
        if at is not None:
            self._at = at
            self.refresh()
            self.action_take()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-3)

    def on_resize(self) -> None:
        self._into_sight()


def _day(last_contact: str | None) -> str:
    try:
        return when.short_date(when.day_of_stamp(last_contact)) if last_contact else ""
    except ValueError:
        return ""


def _with_hits(words: str, wanted: tuple[str, ...]) -> Content:
    return _hits(words, marked(words, wanted))


def _hits(words: str, places: Sequence[tuple[int, int]]) -> Content:
    drawn = Content.styled(words, QUIET)
    for begin, end in places:
        drawn = drawn.stylize(HIT, begin, end)
    return drawn
