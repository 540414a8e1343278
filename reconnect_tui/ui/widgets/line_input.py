"""One line of text that keeps what is typed."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from reconnect_tui.core.text import clean_line
from reconnect_tui.ui import cells


class LineInput(Input):
    """Textual's Input, but a typed no-break space, joiner or thin space stays, and a paste brings no control characters along.

    A paste of several lines becomes one line: nothing of it is lost.
    """

    def validate_value(self, value: str) -> str:
        """Whatever sets the line, a stored text or the name of a file: no control character of it reaches the terminal."""
        return clean_line(value)

    @property
    def _value(self) -> Text:
        # What is stored keeps private use, tags and direction marks; what is drawn does not (SAFETY.md, "Text").
        return Text(cells.in_place(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        # Textual asks the text as it is stored, of which some signs are drawn narrower: the cursor would stand beyond the last one,
        # and the end of a long line out of sight.
        return cell_len(cells.in_place(self.value)[:position].replace("\t", "    "))

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        return Strip(cells.thinned(strip), strip.cell_length)

    def on_resize(self) -> None:
        """Keep the cursor in sight: Textual scrolls to it when it moves, and a line may open with many words in it, or get them by a
        first paste."""
        self.call_after_refresh(self._to_cursor)

    def _to_cursor(self) -> None:
        # Where it is then, not where it was: a burst may have been typed in between.
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    async def _on_key(self, event: events.Key) -> None:
        if event.key.startswith("alt+"):
            # Esc and a letter within 100 ms arrive as alt+letter: it was Esc
            event.stop()
            event.prevent_default()
            return
        typed = event.character
        if typed and not typed.isprintable() and clean_line(typed) == typed and typed not in "\t\r\n":
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(typed)
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        pasted = clean_line(event.text.strip("\r\n"))
        if pasted:
            self.replace(pasted, *self.selection)
            self.on_resize()
