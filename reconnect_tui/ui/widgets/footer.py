"""The keys that can be pressed here, in one line. Each can also be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from reconnect_tui.keymap import Action
from reconnect_tui.ui import content
from reconnect_tui.ui.widgets.lines import Lines


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
        self._drawn = content.Footer(Content())

    def show(self, actions: Sequence[Action], labels: Mapping[str, str] | None = None) -> None:
        """Show these keys; ``labels`` are words for some of them that fit here better than the registry's."""
        fresh = (tuple(actions), dict(labels or {}))
        if fresh != (self._actions, self._labels):
            self._actions, self._labels = fresh
            self.remake()

    def _lines(self, width: int) -> Sequence[Content]:
        self._drawn = content.footer(self._actions, width, labels=self._labels)
        return (self._drawn.line,)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, action_id in self._drawn.places:
            if start <= offset.x < end:
                event.stop()
                self.post_message(self.Pressed(action_id))
