"""The capture line: names are completed while they are typed, and how the line is read stands under it in the same frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services.capture import MOST_COMPLETIONS, Completion
from reconnect_tui.ui.content import KEY, NAME, PROMISE, QUIET, paragraph, plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.line_input import LineInput
from reconnect_tui.ui.widgets.lines import Lines

PLACEHOLDER = "yesterday coffee: @ada is moving to Turin > in 2 weeks ask how it went"
READING_LINES = 3


class Reader(Protocol):
    """What the sheet asks and tells (``services.capture`` behind it)."""

    def read(self, line: str) -> str:
        """How the line is understood, in words."""

    def complete(self, line: str, cursor: int) -> tuple[Completion, ...]:
        """Whose name is being typed."""

    def sure(self, line: str, cursor: int) -> bool:
        """Whether the name being typed is one person's already."""

    def typed(self, line: str) -> None:
        """A keystroke: on its way to the disk."""

    def problem(self, line: str) -> str:
        """Why the line cannot be taken; ``""`` where it can."""


class CaptureLine(LineInput):
    """Tells its sheet of every change, and of every move of the cursor, at once."""

    def watch_value(self, value: str) -> None:
        if self.is_mounted and isinstance(self.screen, CaptureSheet):
            self.screen.look(value, self.cursor_position)
            self.screen.typed(value)

    def watch_selection(self, _selection: Selection) -> None:
        # Input moves its cursor only after it has changed its value
        if self.is_mounted and isinstance(self.screen, CaptureSheet):
            self.screen.suggest(self.value, self.cursor_position)

    async def _on_key(self, event: events.Key) -> None:
        if isinstance(self.screen, CaptureSheet) and self.screen.heard(event.key):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class Completions(Lines):
    """Names to choose from, a line each; a click takes one."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, CaptureSheet):
            self.screen.complete(event.y)


class CaptureSheet(Sheet[str]):
    """Gives the line as it was typed when it can be taken, or ``None``."""

    DEFAULT_CSS = f"""
    CaptureSheet #reading {{ height: {READING_LINES}; margin-top: 1; }}
    CaptureSheet #names {{ height: {MOST_COMPLETIONS}; }}
    """
    AUTO_FOCUS = "CaptureLine"

    def __init__(
        self,
        reader: Reader,
        value: str = "",
        *,
        title: str = "note something",
        hint: str = "@name · #tag · > when, what then · enter save · esc back",
    ) -> None:
        super().__init__(title, hint)
        self._reader = reader
        self._value = value
        self._names: tuple[Completion, ...] = ()
        self._at = 0
        self._moved = False
        self._told = ""
        self._trouble = ""

    def body(self) -> Iterable[Widget]:
        yield CaptureLine(self._value, placeholder=PLACEHOLDER, select_on_focus=False, id="line-0")
        yield Lines(self._reading, id="reading")
        yield Completions(self._choices, id="names")

    def on_mount(self) -> None:
        line = self.line
        line.cursor_position = len(line.value)
        self.look(line.value, len(line.value))
        self.call_after_refresh(self.query_one(".sheet").scroll_home, animate=False)

    @property
    def line(self) -> CaptureLine:
        return self.query_one(CaptureLine)

    def look(self, value: str, cursor: int) -> None:
        """Read the line again, and see whose name is being typed."""
        self._trouble = ""
        try:
            self._told = self._reader.read(value) if value.strip() else ""
        except ReconnectError as error:
            self._told, self._trouble = "", str(error)
        self.query_one("#reading", Lines).remake()
        self.suggest(value, cursor)

    def suggest(self, value: str, cursor: int) -> None:
        """See whose name is being typed at the cursor."""
        self._names = self._reader.complete(value, cursor)
        self._at, self._moved = 0, False
        self.query_one(Completions).remake()

    def typed(self, value: str) -> None:
        """What is typed is on its way to the disk."""
        self._reader.typed(value)

    def _reading(self, width: int) -> list[Content]:
        if self._trouble:
            return paragraph(self._trouble, width, PROMISE, most=READING_LINES)
        return paragraph(self._told, width, QUIET, most=READING_LINES) if self._told else []

    def _choices(self, width: int) -> list[Content]:
        return [
            Content.assemble(("› " if at == self._at else "  ", KEY), plain(one.name, NAME if at == self._at else QUIET, 60))
            for at, one in enumerate(self._names)
        ]

    def heard(self, key: str) -> bool:
        """Whether a key was for the names."""
        if not self._names:
            return key == "tab"
        if key in ("down", "up", "ctrl+n", "ctrl+p"):
            self._at = (self._at + (1 if key in ("down", "ctrl+n") else -1)) % len(self._names)
            self._moved = True
            self.query_one(Completions).remake()
            return True
        if key == "tab" or (
            key == "enter" and (self._moved or not self._reader.sure(self.line.value, self.line.cursor_position))
        ):
            self.complete(self._at)
            return True
        return False

    def complete(self, at: int) -> None:
        """Put that name into the line."""
        if at >= len(self._names):
            return
        taken = self._names[at]
        self.line.value = taken.line
        self.line.cursor_position = taken.cursor
        self.line.focus()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        event.stop()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        event.stop()
        value = self.line.value
        self._trouble = self._reader.problem(value) if value.strip() else "Write something, or esc goes back."
        if self._trouble:
            self.query_one("#reading", Lines).remake()
        else:
            self.dismiss(value)
