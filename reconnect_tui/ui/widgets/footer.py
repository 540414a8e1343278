"""The keys that can be pressed here, in one line. Each can also be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from reconnect_tui.keymap import Action, key_names, shown_key
from reconnect_tui.ui.content import KEY, QUIET
from reconnect_tui.ui.widgets.lines import Lines

WIDE = 90
"""Columns from which there is room for more air between two keys."""


class Drawn(NamedTuple):
    """The keys in one line. ``places`` are (first column, column after the last, action id)."""

    line: Content
    places: tuple[tuple[int, int, str], ...] = ()


def footer(actions: Sequence[Action], width: int, *, labels: Mapping[str, str] | None = None) -> Drawn:
    """The keys that can be pressed here, from left to right in the order of use; what does not fit is left to help."""
    kept = sorted(actions, key=lambda action: action.footer_order)
    named = {a.id: (shown_key(key_names(a.keys)[0]), (labels or {}).get(a.id, a.label)) for a in kept}

    def needed(gap: int) -> int:
        return sum(cell_len(named[a.id][0]) + 1 + cell_len(named[a.id][1]) for a in kept) + gap * (len(kept) - 1)

    gap = 3 if width >= WIDE else 2
    while len(kept) > 1 and needed(gap) > width:
        kept.remove(max(kept, key=lambda action: action.drop_order))
    parts: list[tuple[str, str] | str] = []
    places: list[tuple[int, int, str]] = []
    column = 0
    for action in kept:
        key, label = named[action.id]
        if parts:
            parts.append(" " * gap)
            column += gap
        parts += [(key, KEY), (" " + label, QUIET)]
        places.append((column, column := column + cell_len(key) + 1 + cell_len(label), action.id))
    return Drawn(Content.assemble(*parts), tuple(places))


class KeyLine(Lines):
    """The footer of a screen: shows as many of its keys as fit, and posts ``Pressed`` for a click on one."""

    DEFAULT_CSS = "KeyLine { height: 1; }"

    class Pressed(Message):
        """A key of the footer was clicked."""

        def __init__(self, action_id: str) -> None:
            super().__init__()
            self.action_id = action_id

    def __init__(self, actions: Sequence[Action] = (), *, id: str | None = None) -> None:
        super().__init__(self._lines, id=id)
        self._actions: tuple[Action, ...] = tuple(actions)
        self._labels: dict[str, str] = {}
        self._drawn = Drawn(Content())

    def show(self, actions: Sequence[Action], labels: Mapping[str, str] | None = None) -> None:
        """Show these keys; ``labels`` are words for some of them that fit here better than the registry's."""
        fresh = (tuple(actions), dict(labels or {}))
        if fresh != (self._actions, self._labels):
            self._actions, self._labels = fresh
            self.remake()

    def _lines(self, width: int) -> Sequence[Content]:
        self._drawn = footer(self._actions, width, labels=self._labels)
        return (self._drawn.line,)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, action_id in self._drawn.places:
            if start <= offset.x < end:
                event.stop()
                self.post_message(self.Pressed(action_id))
