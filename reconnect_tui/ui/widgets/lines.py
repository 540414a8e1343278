"""Lines that were wrapped for exactly the width they are drawn at, so that an indent survives wrapping.

A layout of the screen costs as much as ten of these (and Textual makes a second one for whatever changed its size), so another text
asks for one only where it has another number of lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

BAR = 2
"""Columns kept free for the bar that tells where one is, and for the air before it."""
FAINT = "$faint"

Make = Callable[[int], Sequence[Content]]


def no_lines(_width: int) -> Sequence[Content]:
    return ()


class Lines(Widget):
    """Draws what ``make(width)`` returns, a ``Content`` a line, and at least ``least`` lines. No line may be wider than asked for."""

    DEFAULT_CSS = "Lines { height: auto; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self, make: Make = no_lines, *, least: int = 0, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Lines.auto_links, False)  # there are none, and looking for them takes a tenth of a frame
        self._make = make
        self.least = least
        self._made: tuple[int, tuple[Content, ...]] | None = None

    def update(self, make: Make) -> None:
        """Draw something else."""
        self._make = make
        self.remake()

    def remake(self) -> None:
        """Ask for the lines again: what they are made of has changed. Only what is not as it was is drawn."""
        before, self._made = self._made, None
        height = self.styles.height
        width = self.content_size.width
        fixed = height is not None and not height.is_auto
        if width and (len(self.lines(width)) == self.content_size.height or fixed):
            if before is None or not self._as(*before):
                self.refresh()
        elif fixed:
            self.refresh()
        else:
            self.clear_cached_dimensions()
            self.refresh(layout=True)

    def _as(self, width: int, lines: Sequence[Content]) -> bool:
        """Whether these are the lines that are made."""
        if self._made is None or (self._made[0], len(self._made[1])) != (width, len(lines)):
            return False
        return all(one.is_same(other) for one, other in zip(self._made[1], lines, strict=True))

    def lines(self, width: int) -> tuple[Content, ...]:
        """The lines at a width, made once."""
        if self._made is None or self._made[0] != width:
            made = tuple(self._make(width))
            self._made = (width, made + (Content(),) * (self.least - len(made)))
        return self._made[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))


class Wheeled(Lines):
    """Lines of which some may be out of sight: the wheel moves them. Subclasses say how, by ``scroll_lines``."""

    def scroll_lines(self, by: int) -> None:
        """Move down (or, by a negative number, up) as far as there is something."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-3)


class ScrolledLines(Wheeled):
    """Lines of which some may be out of sight: the wheel moves them, and a quiet bar in the last column tells where one is.

    Not Textual's scrolling, whose size and bars cost two layouts at every change.
    """

    def __init__(self, make: Make = no_lines, *, id: str | None = None) -> None:
        super().__init__(make, id=id)
        self._top = 0

    @property
    def top(self) -> int:
        """The first line in sight."""
        return max(0, min(self._top, len(self.lines(self.content_size.width)) - self.content_size.height))

    def scroll_lines(self, by: int) -> None:
        """Move down (or, by a negative number, up) as far as there is something."""
        self._top = self.top + by
        self._top = self.top
        self.refresh()

    def show_lines(self, first: int, end: int) -> None:
        """Bring these lines into sight, the first of them in any case."""
        height = self.content_size.height
        if first < self.top or end > self.top + height:
            self._top = first if first < self.top else min(first, end - height)
            self.refresh()

    def to_start(self) -> None:
        if self._top:
            self._top = 0
            self.refresh()

    def lines(self, width: int) -> tuple[Content, ...]:
        return super().lines(width - BAR)

    def render(self) -> Content:
        width, height = self.content_size
        every, bar = self.lines(width), self._bar()
        if not bar:
            return Content("\n").join(every)
        return Content("\n").join(with_bar(every[self.top : self.top + height], bar, width))

    @property
    def _count(self) -> int:
        """How many lines there are, in sight or not."""
        return len(self.lines(self.content_size.width))

    def _bar(self) -> range:
        """The rows beside which the bar is; none where all is in sight."""
        return bar_rows(self._count, self.content_size.height, self.top)


def bar_rows(count: int, height: int, top: int) -> range:
    """The rows of the bar beside ``height`` of ``count`` lines, of which ``top`` is the first in sight; none where all are."""
    if count <= height:
        return range(0)
    length = max(1, height * height // count)
    start = min((height - length) * top // max(1, count - height), height - length)
    return range(start, start + length)


def with_bar(lines: Sequence[Content], bar: range, width: int) -> list[Content]:
    """The lines in sight with a quiet bar beside some rows of them, in the last column."""
    drawn = list(lines)
    for row in range(bar.start, min(bar.stop, len(drawn))):
        air = width - 1 - drawn[row].cell_length
        drawn[row] = Content.assemble(drawn[row], " " * air, ("▐", FAINT)) if air >= 0 else drawn[row]
    return drawn
