"""Keys are heard in turn: each when all that the one before it did has been done.

Textual hands every key that has arrived to whoever has the focus at that moment. What comes in one piece, over a slow line or from fast
fingers, would all go to the card, even where its first key opens a line to type into: ``/ada`` marked a promise as done.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    _Base = App[None]
else:
    _Base = object

PATIENCE = 5.0
"""Seconds after which whoever is slow to hear a key no longer keeps the next one waiting. Half a second was too short on a machine with
much else to do: what was typed behind an ``n`` went to the card, and each letter of it did something there."""


class InTurn(_Base):
    """To be put before ``App``. A key with nothing before it goes on at once; a sign typed into a text behind another, too."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._typed_ahead: deque[events.Key | events.Paste] = deque()
        self._hearing: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.MouseDown) and self._screen_stack and self._is_gone(event):
            return
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded or not self._screen_stack:
            await super().on_event(event)
        elif self._typed_ahead or self._hearing is not None:
            self._typed_ahead.append(event)
        elif self._is_typing(event):
            await super().on_event(event)
        else:
            await self._give(event)

    def _is_gone(self, event: events.MouseDown) -> bool:
        """Whether what is pressed has just been taken away and is still drawn, as a toast may be: Textual 8.2 asks its parent where it
        is, and ends with the app where it has none."""
        pressed, place = self.screen.get_widget_and_offset_at(event.x, event.y)
        return pressed is not None and place is not None and pressed is not self.screen and pressed.parent is None

    def _is_typing(self, event: events.Event) -> bool:
        focused = self.screen.focused
        if focused is None or not isinstance(event, events.Key) or not event.is_printable:
            return False
        # Not before there is a text: the text area is a tenth of the way to the first card (SPEED.md).
        from textual.widgets import Input, TextArea

        return isinstance(focused, (Input, TextArea))

    async def _give(self, event: events.Event) -> None:
        """Give a key to whoever has the focus now, and see in a task of its own when it has been heard."""
        self._hearing = asyncio.create_task(self._until_heard(self._hearers()))
        await super().on_event(event)

    async def _until_heard(self, heard_by: list[MessagePump]) -> None:
        try:
            await _have_heard(heard_by)
            # What they did about it: other screens, another focus, and messages of theirs on the way up.
            if self._screen_stack:
                await _have_heard(self._hearers())
        finally:
            self._hearing = None
        if self._typed_ahead:
            self.call_later(self._go_on)

    async def _go_on(self) -> None:
        while self._typed_ahead and self._hearing is None:
            event = self._typed_ahead.popleft()
            if self._is_typing(event):
                await super().on_event(event)
            else:
                await self._give(event)

    def _hearers(self) -> list[MessagePump]:
        """Whoever hears a key now, in the order in which it comes to them."""
        screen = self.screen
        return [*screen.focused.ancestors_with_self] if screen.focused is not None else [screen, self]


async def _have_heard(pumps: list[MessagePump]) -> None:
    for pump in pumps:
        heard = asyncio.Event()
        if pump.is_running and pump.call_later(heard.set):
            try:
                await asyncio.wait_for(heard.wait(), PATIENCE)
            except TimeoutError:
                return
