"""Lines that were wrapped for exactly the width they are drawn at, so that an indent survives wrapping."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Make = Callable[[int], Sequence[Content]]


def no_lines(_width: int) -> Sequence[Content]:
    return ()


class Lines(Widget):
    """Draws what ``make(width)`` returns, a ``Content`` a line. No line may be wider than it is asked to be."""

    DEFAULT_CSS = "Lines { height: auto; }"

    def __init__(self, make: Make = no_lines, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._make = make
        self._made: tuple[int, tuple[Content, ...]] | None = None

    def update(self, make: Make) -> None:
        """Draw something else."""
        self._make = make
        self.remake()

    def remake(self) -> None:
        """Ask for the lines again: what they are made of has changed."""
        self._made = None
        self.clear_cached_dimensions()
        self.refresh(layout=True)

    def lines(self, width: int) -> tuple[Content, ...]:
        """The lines at a width, made once."""
        if self._made is None or self._made[0] != width:
            self._made = (width, tuple(self._make(width)))
        return self._made[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))
