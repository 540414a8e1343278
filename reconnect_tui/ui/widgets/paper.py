"""The sheet of paper on the desk: the letter, to look at or to write on.

A draft is shown, not focused: a key pressed on a card must not end up in a letter. The text area itself is imported and mounted when
the card has been painted, because it is a tenth of the way to the first card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from reconnect_tui.core.card import Card
from reconnect_tui.core.when import short_date
from reconnect_tui.keymap import Action
from reconnect_tui.ui import content
from reconnect_tui.ui.widgets.lines import Lines, ScrolledLines

if TYPE_CHECKING:
    from reconnect_tui.ui.widgets.letter import LetterArea

SAVED, NOT_SAVED = "draft, saved", "NOT SAVED"


class Paper(Vertical):
    """One person's letter. ``text`` is what is on the sheet, saved or not."""

    class Touched(Message):
        """The sheet was clicked while nobody was writing."""

    def __init__(self, actions: Iterable[Action], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions = tuple(actions)
        self._head = Lines(self._head_lines, id="paper-head")
        self._view = ScrolledLines(self._view_lines, id="draft")
        self._area: LetterArea | None = None
        self._card: Card | None = None
        self._mask = False
        self._hints: tuple[Content, ...] = ()
        self._unsaved: dict[int, str] = {}
        self._trouble = False
        self._head_shown: tuple[str, bool, Card | None] = ("", False, None)
        self.text = ""
        self.writing = False

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._view

    @property
    def area(self) -> LetterArea:
        """The text area, made when it is first needed."""
        if self._area is None:
            from reconnect_tui.ui.widgets.letter import LetterArea

            self._area = LetterArea(self._actions)
            self._area.display = False
            self.mount(self._area)
        return self._area

    def prepare(self) -> None:
        """Make the text area ready: when there is time, so that writing begins at once."""
        _ = self.area

    def rebind(self, actions: Iterable[Action]) -> None:
        """Answer to these keys in the text from now on."""
        self._actions = tuple(actions)
        if self._area is not None:
            self._area.rebind(self._actions)

    def show(self, card: Card, *, mask: bool, hints: Sequence[Content]) -> None:
        """Show a person's draft; ``hints`` stand on an empty sheet.

        Text that is not on disk wins over what the card brings: a save that failed keeps its words on the screen, and what was typed a
        moment ago may be newer than what was read.
        """
        same = self._card is not None and self._card.person.id == card.person.id
        self._card, self._mask, self._hints = card, mask, tuple(hints)
        stored = card.draft.text if card.draft else ""
        if not (same and self.writing):
            self.text = self._unsaved.get(card.person.id, stored)
            self._trouble = self._trouble and card.person.id in self._unsaved
        if self.writing and (mask or not same):
            self.stop_writing()
        if not same:
            self._view.to_start()
        self._redraw()

    def write(self) -> None:
        """Let the user write: the text area takes the place of the view, with the cursor where it was."""
        if self._card is None or self._mask:
            return
        area = self.area
        if area.person_id != self._card.person.id or area.text != self.text:
            area.load(self.text, self._card.person.id)
        self.writing = True
        self._view.display = False
        area.display = True
        self.screen.set_focus(area)
        self.call_after_refresh(area.scroll_cursor_visible)

    def stop_writing(self) -> None:
        """Back to looking at it; the text stays, with its cursor and its undo."""
        self.writing = False
        if self._area is not None:
            if self._area.display and self.screen.focused is self._area:
                self.screen.set_focus(None)
            self._area.display = False
        self._view.display = True
        self._redraw()

    def edited(self, person_id: int, text: str) -> None:
        """The text changed. It counts as unsaved until ``saved`` is called for this person."""
        self._unsaved[person_id] = text
        if self._card and person_id == self._card.person.id:
            self.text = text

    def saved(self, person_id: int) -> None:
        """What was typed to this person is on disk, or has gone out."""
        self._unsaved.pop(person_id, None)
        if self._card and person_id == self._card.person.id:
            self._trouble = False
            self._redraw_head()

    def failed(self, person_id: int) -> None:
        """What was typed to this person is not on disk."""
        if self._card and person_id == self._card.person.id:
            self._trouble = True
            self._redraw_head()

    def on_click(self, event: events.Click) -> None:
        if not self.writing:
            event.stop()
            self.post_message(self.Touched())

    def _redraw(self) -> None:
        self._view.remake()
        self._redraw_head()

    def _redraw_head(self) -> None:
        now = (self._status(), self._trouble, self._card)
        if now != self._head_shown:
            self._head_shown = now
            self._head.remake()

    def _status(self) -> str:
        if self._trouble:
            return NOT_SAVED
        if not self.text.strip() or self._card is None:
            return ""
        draft = self._card.draft
        if draft and draft.handed_over and draft.text == self.text:
            return f"handed over {short_date(date.fromisoformat(draft.handed_over[:10]))}"
        return SAVED

    def _head_lines(self, width: int) -> Sequence[Content]:
        if self._card is None:
            return ()
        return (content.sheet_head(self._card, self._status(), width, trouble=self._trouble),)

    def _view_lines(self, width: int) -> Sequence[Content]:
        if not self.text:
            return (Content("       ").join(self._hints),) if self._hints else ()
        if self._mask:
            return (Content(content.MASK),)
        # As wide as in the text area, whose last column is the cursor's: nothing may jump when writing begins.
        return content.letter(self.text, width, brackets=self.app.no_color)
