"""The letter: a text area that keeps every sign that is typed, and in which a hole is one thing.

A hole (``[[what made you think of them]]``) is drawn without its brackets, as a warm highlight. Whatever is typed on it takes its place
as a whole; deleting a part of it deletes all of it; Tab goes from one to the next. All edits by keys and pastes come through two
methods of Textual's TextArea, and both are widened to whole holes here.

The news comes up as messages, each with the person whose letter it is: by the time one is read, another card may be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Self

from rich.text import Text
from textual import events
from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

from reconnect_tui.core.gaps import Hole, holes
from reconnect_tui.core.text import clean_text
from reconnect_tui.keymap import ACTIONS, TEXT, Action, by_key
from reconnect_tui.ui import cells, content

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HOLE_CLASS = "letter-area--hole"


def clean_letter(text: str) -> str:
    r"""Return a text as a letter can hold it: cleaned for storing, and ``\n`` for each sign at which TextArea breaks lines."""
    return clean_text(_BREAKS.sub("\n", text))


class LetterArea(TextArea, inherit_bindings=True):
    """Where a letter is written. ``load`` gives it a person's draft; ``insert_template`` is one step of undo."""

    DEFAULT_CSS = """
    LetterArea {
        height: 1fr; border: none; padding: 0; background: $sheet; color: $ink;
        scrollbar-size-vertical: 1; scrollbar-background: $sheet; scrollbar-color: $faint;
        &:focus { border: none; }
        & .letter-area--hole { background: $hole; color: $hole-ink; }
        & .text-area--selection { background: $selection; color: $ink; }
        &:dark .text-area--cursor, &:light .text-area--cursor { background: $ink; color: $sheet; }
        &:ansi .text-area--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
        &:ansi .text-area--selection { background: $hole; color: $hole-ink; }
    }
    """
    COMPONENT_CLASSES = {_HOLE_CLASS}
    _styled = False
    """Whether the styles are worked out that the style sheet has for the parts of a text area."""
    _gathering = _gathered = False
    """Whether what asks for the whole to be drawn waits until it is known how much has changed, and whether something did ask."""
    BINDING_GROUP_TITLE = "in a text"

    class News(Message):
        """Something about the letter to ``person_id``; ``text`` is all of it."""

        def __init__(self, person_id: int, text: str) -> None:
            super().__init__()
            self.person_id = person_id
            self.text = text

    class Edited(News):
        """The text changed, in whatever way: save it."""

    class Finished(News):
        """Done with this text: hand it over."""

    class EditorWanted(News):
        """Go on in $EDITOR; ``insert_template`` takes what comes back."""

    class Asked(News):
        """Something else was asked for by its key: ``action_id``. ``insert_words`` takes what comes of it."""

        def __init__(self, person_id: int, text: str, action_id: str) -> None:
            super().__init__(person_id, text)
            self.action_id = action_id

    class MaskToggled(News):
        """Hide what is private, or show it again."""

    class Left(News):
        """One step back, to the card. ``key`` is the key that came with Esc too fast to be told apart, or ""."""

        def __init__(self, person_id: int, text: str, key: str = "") -> None:
            super().__init__(person_id, text)
            self.key = key

    def __init__(self, actions: Iterable[Action] = ACTIONS, *, id: str | None = None) -> None:
        super().__init__(id=id, soft_wrap=True, highlight_cursor_line=False)
        self.person_id = 0
        self._keys: Mapping[str, Action] = by_key(actions, TEXT)
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def rebind(self, actions: Iterable[Action]) -> None:
        """Answer to these keys from now on."""
        self._keys = by_key(actions, TEXT)

    @property
    def wrap_width(self) -> int:
        """Columns of a line: no more than can be read with ease."""
        return min(super().wrap_width, content.WIDEST)

    @property
    def has_holes(self) -> bool:
        """Whether a hole is left."""
        return any(holes(line) for line in self.document.lines)

    def load(self, text: str, person_id: int) -> None:
        """Show another letter, without news of it; the cursor goes into its first hole, or to its end."""
        self.person_id = person_id
        with self.prevent(TextArea.Changed):
            self.load_text(clean_letter(text))
        self._to_first_hole()

    def insert_template(self, text: str) -> None:
        """Put ``text`` in the place of all that is there, as one step of undo, and go into its first hole."""
        self.history.checkpoint()
        self.replace(clean_letter(text), (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self._to_first_hole()

    def insert_words(self, words: str, *, on_its_own: bool = False) -> None:
        """Put words at the cursor, or in the place of the hole it is in, as one step of undo.

        ``on_its_own``: on lines of their own, with the cursor on the line after them.
        """
        start, end = self._whole_holes(*self.selection, at_start=True)
        if on_its_own:
            words = ("\n" if start[1] else "") + words + "\n"
        self.history.checkpoint()
        done = self.replace(clean_letter(words), start, end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.move_cursor(done.end_location)

    def point_at(self, start: int, end: int) -> None:
        """Show the place ``text[start:end]`` of an obstacle: the cursor goes into a hole, anything else is selected."""
        first, last = self._location(start), self._location(end)
        found = self._hole_at(first, at_start=True)
        if found:
            self.move_cursor((first[0], found.end - 2))
        else:
            self.selection = Selection(first, last)
        self.call_after_refresh(self.scroll_cursor_visible, center=True)

    def edit(self, edit: Edit) -> EditResult:
        result = super().edit(edit)
        self._tell()
        return result

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        super()._undo_batch(edits)
        self._tell()

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        super()._redo_batch(edits)
        self._tell()

    def _tell(self) -> None:
        # At once and not on Changed, which is read when another person's letter may have been loaded.
        self.post_message(self.Edited(self.person_id, self.text))

    def get_line(self, line_index: int) -> Text:
        line = cells.in_place(self.document.get_line(line_index))
        found = holes(line)
        # Without colours a hole would be lost among the words, so there its brackets stay.
        drawn = Text(line if self.app.no_color else content.without_brackets(line), end="", no_wrap=True)
        if found:
            style = self.get_component_rich_style(_HOLE_CLASS)
            for hole in found:
                drawn.stylize(style, hole.start, hole.end)
        return drawn

    def notify_style_update(self) -> None:
        self._styled = False
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        # TextArea works out its six styles anew for each frame, a tenth of a key's time.
        styled, self._styled = self._styled, True
        return ScrollView.render_lines(self, crop) if styled else super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        return Strip(cells.thinned(strip), strip.cell_length)

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.focused is not self:
            # Left a moment ago: this key is the card's, and bubbles up to it.
            event.prevent_default()
            return
        action = self._keys.get(event.key)
        if action is not None:
            self.act(action.id)
        elif event.key.startswith("alt+") and len(event.key.rpartition("+")[2]) == 1:
            self._alt(event.key.rpartition("+")[2])
        elif event.key == "tab":  # moved elsewhere by the user; a tab nobody sees would still go out with the letter
            pass
        elif event.character and not event.is_printable and (kept := clean_letter(event.character)) and kept not in "\n\t":
            # TextArea takes what Python calls printable, which no-break space, ZWJ, ZWNJ and thin space are not.
            self._replace_via_keyboard(kept, *self.selection)
        else:
            return
        event.stop()
        event.prevent_default()

    def act(self, action_id: str) -> None:
        """Do what the key of an action in a text does."""
        if action_id == "next-hole":
            self._to_hole_beside(1)
        elif action_id == "previous-hole":
            self._to_hole_beside(-1)
        elif action_id == "text-leave":
            self._leave()
        elif action_id == "text-done":
            self.post_message(self.Finished(self.person_id, self.text))
        elif action_id == "text-editor":
            self.post_message(self.EditorWanted(self.person_id, self.text))
        elif action_id == "text-mask":
            self.post_message(self.MaskToggled(self.person_id, self.text))
        elif action_id in ("text-quote", "text-times", "text-keep"):
            self.post_message(self.Asked(self.person_id, self.text, action_id))

    def _alt(self, letter: str) -> None:
        """Esc and a letter, come together; the word moves of the shell's line editor are taken as meant."""
        if letter == "b":
            self.action_cursor_word_left()
        elif letter == "f":
            self.action_cursor_word_right()
        else:
            self._leave(letter)

    def _leave(self, key: str = "") -> None:
        # The focus goes now, so that a key right behind this one is not typed into the letter.
        self.screen.set_focus(None)
        self.post_message(self.Left(self.person_id, self.text, key))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        pasted = clean_letter(event.text)
        if pasted and self.screen.focused is self and (result := self._replace_via_keyboard(pasted, *self.selection)):
            self.move_cursor(result.end_location)

    def action_paste(self) -> None:
        if pasted := clean_letter(self.app.clipboard):
            self._replace_via_keyboard(pasted, *self.selection)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        if self._gathering and not (regions or layout or recompose):
            self._gathered = True
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        # A line can still be broken before a hole; anything else typed there is for the hole.
        start, end = self._whole_holes(start, end, at_start=insert != "\n")
        with self._in_its_rows(start, end, insert):
            return super()._replace_via_keyboard(insert, start, end)

    def _delete_via_keyboard(self, start: Location, end: Location) -> EditResult | None:
        start, end = self._whole_holes(start, end, at_start=False)
        with self._in_its_rows(start, end):
            return super()._delete_via_keyboard(start, end)

    @contextmanager
    def _in_its_rows(self, start: Location, end: Location, insert: str = "") -> Iterator[None]:
        """Draw afresh only the rows of the line that is changed: Textual draws the whole sheet at each key, two thirds of its time."""
        row = end[0]
        alone = (
            start[0] == self.selection.start[0] == self.selection.end[0] == row < self.document.line_count and "\n" not in insert
        )
        before = (self._rows_of(row), self.scroll_offset) if alone else None
        self._gathering, self._gathered = alone, False
        try:
            yield
        finally:
            self._gathering = False
            if before and self._gathered and (self._rows_of(row), self.scroll_offset) == before:
                self.refresh_lines(before[0].start, len(before[0]))
            elif self._gathered:
                self.refresh()

    def _rows_of(self, line: int) -> range:
        """The rows that a line of the document takes, as it is wrapped."""
        first = self.wrapped_document.location_to_offset((line, 0)).y
        return range(first, first + len(self.wrapped_document.get_offsets(line)) + 1)

    def get_cursor_left_location(self) -> Location:
        row, column = self.cursor_location
        for hole in holes(self.document[row]):
            if hole.start < column <= hole.end:
                return row, hole.end - 2 if column == hole.end else hole.start
        return super().get_cursor_left_location()

    def get_cursor_right_location(self) -> Location:
        row, column = self.cursor_location
        for hole in holes(self.document[row]):
            if hole.start <= column < hole.end:
                return row, hole.end - 2 if column == hole.start else hole.end
        return super().get_cursor_right_location()

    def _whole_holes(self, start: Location, end: Location, *, at_start: bool) -> tuple[Location, Location]:
        top, bottom = sorted((start, end))
        first = self._hole_at(top, at_start=at_start and top == bottom)
        last = self._hole_at(bottom, at_start=at_start and top == bottom)
        return (top[0], first.start) if first else top, (bottom[0], last.end) if last else bottom

    def _hole_at(self, location: Location, *, at_start: bool) -> Hole | None:
        row, column = location
        if row >= self.document.line_count:
            return None
        for hole in holes(self.document[row]):
            if hole.start < column < hole.end or (at_start and column == hole.start):
                return hole
        return None

    def _to_hole_beside(self, way: int) -> None:
        row, column = self.cursor_location
        found = [(at, hole) for at, line in enumerate(self.document.lines) for hole in holes(line)]
        if not found:
            self.move_cursor(self.document.end)
            return
        if way > 0:
            beside = next((one for one in found if (one[0], one[1].start) > (row, column)), found[0])
        else:
            beside = next((one for one in reversed(found) if (one[0], one[1].end) <= (row, column)), found[-1])
        self.move_cursor((beside[0], beside[1].end - 2))

    def _to_first_hole(self) -> None:
        first = next(((row, found[0]) for row, line in enumerate(self.document.lines) if (found := holes(line))), None)
        self.move_cursor((first[0], first[1].end - 2) if first else self.document.end)

    def _location(self, offset: int) -> Location:
        before = self.text[: max(0, offset)]
        return before.count("\n"), len(before) - (before.rfind("\n") + 1)
