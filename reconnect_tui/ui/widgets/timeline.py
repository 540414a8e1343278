"""One friendship through the years: a line a year, a mark a month, and a cursor that goes from mark to mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from reconnect_tui.core.when import month_year, short_date
from reconnect_tui.services.keeping import KeptLine
from reconnect_tui.services.looking_back import NOTED, TOGETHER, WAS_WRITTEN, WROTE, Friendship, Month
from reconnect_tui.ui.content import DIRECTION, HOLE, LABEL, QUIET, paragraph
from reconnect_tui.ui.widgets.lines import ScrolledLines

_YEAR = 11
"""Columns of the year, or of some years, before the months."""
_CELL = 3
QUIET_YEARS = 3
"""So many years in a row without a mark are one line."""
LEGEND = f"{WROTE} you wrote   {WAS_WRITTEN} they wrote   {TOGETHER} both, or together   {NOTED} noted"


class Timeline(ScrolledLines, can_focus=True):
    """Draws a friendship; ``month`` is the one under the cursor. ``Moved`` tells of another one."""

    BINDINGS: ClassVar = [
        Binding("left,h", "move(1)", "before", id="timeline-before", tooltip="The month before", show=False),
        Binding("right,l", "move(-1)", "after", id="timeline-after", tooltip="The month after", show=False),
        Binding("down,j", "year(1)", "year before", id="timeline-year-before", tooltip="The year before", show=False),
        Binding("up,k", "year(-1)", "year after", id="timeline-year-after", tooltip="The year after", show=False),
        Binding("pagedown,space", "scroll_by(8)", "on", id="timeline-on", tooltip="Further down", show=False),
        Binding("pageup", "scroll_by(-8)", "back", id="timeline-up", tooltip="Further up", show=False),
    ]

    class Moved(Message):
        """The cursor is at another month."""

    def __init__(self, friendship: Friendship, kept: Sequence[KeptLine] = (), *, id: str | None = None) -> None:
        super().__init__(self._drawn, id=id)
        self._friendship = friendship
        self._kept = tuple(kept)
        self._at = 0
        self._rows: dict[int, int] = {}
        """Year → its line."""

    @property
    def month(self) -> Month | None:
        """The month under the cursor."""
        months = self._friendship.months
        return months[self._at] if months else None

    def action_move(self, by: int) -> None:
        self._go_to(self._at + by)

    def action_year(self, way: int) -> None:
        """To the nearest mark in the next year that has one."""
        months, here = self._friendship.months, self.month
        if here is None:
            return
        years = list(dict.fromkeys(month.year for month in months))
        place = years.index(here.year) + way
        if not 0 <= place < len(years):
            self.action_scroll_by(way * 4)
            return
        beside = [at for at, month in enumerate(months) if month.year == years[place]]
        self._go_to(min(beside, key=lambda at: abs(months[at].month - here.month)))

    def action_scroll_by(self, by: int) -> None:
        self.scroll_lines(by)

    def _go_to(self, at: int) -> None:
        at = max(0, min(at, len(self._friendship.months) - 1))
        if at != self._at and self.month is not None:
            self._at = at
            self.remake()
            row = self._rows.get(self._friendship.months[at].year, 0)
            self.show_lines(0 if row < 3 else row, row + 1)
            self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.focus()
        row = event.y + self.top
        year = next((year for year, at in self._rows.items() if at == row), None)
        month = (event.x - _YEAR) // _CELL + 1
        beside = [at for at, one in enumerate(self._friendship.months) if one.year == year]
        if beside and 1 <= month <= 12:
            self._go_to(min(beside, key=lambda at: abs(self._friendship.months[at].month - month)))

    def _drawn(self, width: int) -> list[Content]:
        friendship, here = self._friendship, self.month
        self._rows = {}
        lines: list[Content] = []
        if here is not None:
            lines.append(Content.styled(" " * _YEAR + "".join(f" {letter} " for letter in "JFMAMJJASOND"), QUIET))
        marks = {(month.year, month.month): month.mark for month in friendship.months}
        known = {month.year for month in friendship.months}
        first = min([*known, *([friendship.connected.year] if friendship.connected else [])], default=0)
        run = range(max(known, default=first), first - 1, -1) if known else range(0)
        for told, years in groupby(run, key=known.__contains__):
            several = list(years)
            if not told and len(several) >= QUIET_YEARS:
                lines.append(Content.styled(f"{several[-1]}–{several[0]}  ", QUIET))
                continue
            for year in several:
                self._rows[year] = len(lines)
                lines.append(self._row(year, marks, here))
        if friendship.connected:
            lines += [Content(), Content.styled(f"connected in {month_year(friendship.connected)}", QUIET)]
        if here is not None:
            lines += paragraph(LEGEND, width, QUIET)
        if self._kept:
            lines += [Content(), Content.styled("lines you kept", LABEL)]
            for line in self._kept:
                lines += paragraph(f"“{line.text}”", min(width, 66), indent=2)
                lines.append(Content.styled(f"    {short_date(line.day)}", QUIET))
        return lines or [Content.styled("Nothing is written down here yet.", QUIET)]

    def _row(self, year: int, marks: dict[tuple[int, int], str], here: Month | None) -> Content:
        parts: list[tuple[str, str]] = [(f"{year:<{_YEAR}}", QUIET)]
        for month in range(1, 13):
            mark = marks.get((year, month))
            if mark is None:
                parts.append(("   ", ""))
            elif here is not None and (here.year, here.month) == (year, month):
                parts.append((f"‹{mark}›", HOLE))
            else:
                parts.append((f" {mark} ", DIRECTION))
        return Content.assemble(*parts)
