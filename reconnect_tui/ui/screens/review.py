"""Two pages that may be one person's, side by side, and the question whether they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from reconnect_tui.ui.content import NAME, QUIET, paragraph
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.widgets.lines import Lines

SAME, NOT_SAME, LATER = "same", "not-same", "later"
GAP = 4
NARROW = 64
"""Columns below which the two pages stand one below the other."""


class Page(NamedTuple):
    """One of the two, in lines: the name first. ``kept`` is whether it is the one that stays when they become one."""

    lines: tuple[str, ...]
    kept: bool


class ReviewSheet(ChoiceSheet):
    """Gives ``same``, ``not-same`` or ``later``; ``None`` stops the review."""

    DEFAULT_CSS = """
    ReviewSheet > .sheet { width: 96; max-height: 100%; }
    ReviewSheet .above { margin-bottom: 0; }
    ReviewSheet .pages { height: auto; margin-bottom: 1; }
    """

    def __init__(self, reason: str, pages: tuple[Page, Page]) -> None:
        choices = [
            ("s", "the same person: make one of them (undo parts them again)", SAME),
            ("n", "not the same: never ask again", NOT_SAME),
            ("l", "later", LATER),
        ]
        super().__init__("one person or two?", choices, words_above=reason, hint="esc enough for now")
        self._pages = pages

    def body(self) -> Iterable[Widget]:
        above, *rest = super().body()
        yield above
        yield Lines(self._side_by_side, classes="pages")
        yield from rest

    def _side_by_side(self, width: int) -> list[Content]:
        one, other = self._pages
        if width < NARROW:
            return [Content(""), *_page(one, width), Content(""), *_page(other, width)]
        column = (width - GAP) // 2
        left, right = _page(one, column), _page(other, column)
        blank = Content("")
        left += [blank] * (len(right) - len(left))
        right += [blank] * (len(left) - len(right))
        gap = " " * GAP
        rows = [
            Content.assemble(first.pad_right(max(0, column - first.cell_length)), gap, second)
            for first, second in zip(left, right, strict=True)
        ]
        return [blank, *rows]


def _page(page: Page, width: int) -> list[Content]:
    name, *facts = page.lines
    told = paragraph(name, width, NAME)
    if page.kept:
        mark = Content.styled("this one stays", QUIET)
        beside = told[-1].cell_length + 2 + mark.cell_length <= width
        told[-1:] = [Content.assemble(told[-1], "  ", mark)] if beside else [told[-1], mark]
    for fact in facts:
        told += paragraph(fact, width, indent=2)
    return [*told, Content("")]
