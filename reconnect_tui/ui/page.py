"""A person's page in the app: opened, changed row by row, each change one decision and one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import ContactPoint, Person
from reconnect_tui.core.text import shown_line
from reconnect_tui.keymap import FROM_THE_CARD_TOO
from reconnect_tui.services import editing, page_rows
from reconnect_tui.services.editing import Bond
from reconnect_tui.services.page_rows import CONTACT, DEED, DELETE, FIELD, MERGE, RELATION, TAG, Row
from reconnect_tui.services.recording import Done
from reconnect_tui.store import people
from reconnect_tui.ui import outside, page_lines, page_people
from reconnect_tui.ui.screens.kept_lines import KeptLines
from reconnect_tui.ui.screens.line import Ask
from reconnect_tui.ui.screens.page import PageSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.unsaved import Unsaved

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting


class Pages:
    """The deeds of the page, of whoever's it is: the one open, else the card's."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.sheet: PageSheet | None = None
        self.unsaved = Unsaved(sitting.desk.home)
        self._person_id = 0

    def act(self, action_id: str) -> None:
        """Do what an action of the page does that was chosen by its name: to the page that is open, else from the card."""
        if self.sheet is not None:
            self.sheet.act(action_id)
        elif action_id in ("page-undo", "page-redo", "page-mask", "page-leave", "page-help"):
            self.sitting.decide(action_id.removeprefix("page-"))
        elif action_id in FROM_THE_CARD_TOO:
            self._with_card(lambda: self._act(action_id, None))
        else:
            self.open()

    # The page itself

    @property
    def person(self) -> Person:
        """Whose page it is, as stored now."""
        return people.get(self.sitting.desk.store, self._person_id)

    @property
    def name(self) -> str:
        """Their name, for a title."""
        return shown_line(self.person.name, 60)

    @property
    def person_id(self) -> int:
        """Whose page it is: the row id."""
        return self._person_id

    def _with_card(self, deed: Callable[[], None]) -> None:
        card = self.sitting.card
        if card is not None and not self.sitting.refuses_masked():
            self._person_id = card.person.id
            deed()

    def open(self) -> None:
        """Open the page of the card's person."""
        card = self.sitting.card
        if card is None or self.sheet is not None or self.sitting.refuses_masked():
            return
        self._person_id = card.person.id
        person = self.person
        sheet = PageSheet(person.name, self._rows(), self.sitting.app.actions, self._pressed, follow=self._follow)
        self.sheet = sheet

        def closed(_: None) -> None:
            self.sheet = None

        self.sitting.app.push_screen(sheet, closed)

    def _rows(self) -> tuple[Row, ...]:
        return page_rows.rows_of(editing.page_of(self.sitting.desk, self._person_id), self.person)

    def refresh(self, at: str = "") -> None:
        """Show the page as it is stored now; whoever is gone takes their page along."""
        if self.sheet is None:
            return
        if not people.several(self.sitting.desk.store, [self._person_id]):
            self.close()
            return
        self.sheet.show(self.person.name, self._rows(), at=at)

    def turn_to(self, person_id: int) -> None:
        """Let the page that is open be somebody else's."""
        self._person_id = person_id
        self.refresh()

    def close(self) -> None:
        """Close the page, if it is open."""
        if self.sheet is not None and self.sitting.app.screen is self.sheet:
            self.sheet.dismiss(None)

    def _follow(self) -> None:
        """Another program wrote, perhaps: the page and the card behind it say so."""
        if self.sitting.desk.store.changed_outside():
            self.refresh()
            self.sitting.attempt(lambda: self.sitting.show(anew=True))

    def _pressed(self, action_id: str, row: Row | None) -> None:
        if action_id in ("page-mask", "page-help"):
            self.sitting.decide(action_id.removeprefix("page-"))
        elif not self.sitting.refuses_masked():
            self.sitting.attempt(lambda: self._act(action_id, row))

    def _act(self, action_id: str, row: Row | None) -> None:
        if action_id in ("page-undo", "page-redo"):
            self.sitting.decide(action_id.removeprefix("page-"))
            self.refresh()
        elif action_id in ("page-contact", "page-tag", "page-relation"):
            self._add_one(action_id.removeprefix("page-"))
        elif action_id == "page-merge":
            page_people.merge(self)
        elif action_id == "page-delete":
            page_people.delete(self)
        elif row is not None and action_id == "page-change":
            self._change(row)
        elif row is not None and action_id == "page-add":
            self._add(row)
        elif row is not None and action_id == "page-remove":
            self._remove(row)
        elif row is not None and action_id == "page-prefer":
            self._prefer(row)

    def done(self, done: Done | None, at: str = "") -> None:
        """Something was decided (``None``: nothing is different): show it on the page and on the card, and say how to take it back."""
        if done is None:
            self.sitting.say("Nothing was changed.")
            return
        self.sitting.show(anew=True)
        self.refresh(at)
        self.sitting.say_done(done.sentence)

    # What a row does

    def _change(self, row: Row) -> None:
        if row.kind == FIELD:
            page_lines.field(self, row.field)
        elif row.kind == CONTACT and isinstance(row.item, ContactPoint):
            page_lines.contact(self, row.item)
        elif row.kind == TAG and isinstance(row.item, str):
            page_lines.tag(self, row.item)
        elif row.kind == RELATION and isinstance(row.item, Bond):
            page_people.relation(self, row.item)
        elif row.kind == DEED:
            {MERGE: page_people.merge, DELETE: page_people.delete}[row.field](self)
        else:
            self._add(row)

    def _add(self, row: Row) -> None:
        what = row.field if row.kind not in (FIELD, DEED) and row.field else row.kind
        if what in (CONTACT, TAG, RELATION):
            self._add_one(what)
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self._act(name, None)

        choices = [
            ("w", "a way to reach them", "page-contact"), ("t", "a tag", "page-tag"), ("r", "who they are to somebody", "page-relation"),
        ]  # fmt: skip
        self.sitting.app.push_screen(ChoiceSheet("add…", choices), lambda name: self.sitting.attempt(lambda: chosen(name)))

    def _add_one(self, what: str) -> None:
        if what == CONTACT:
            page_lines.contact(self, None)
        elif what == TAG:
            page_lines.tag(self)
        else:
            page_people.relation(self, None)

    def _remove(self, row: Row) -> None:
        desk = self.sitting.desk
        now = editing.page_of(desk, self._person_id)
        if row.kind == FIELD:
            self.done(editing.edit_person(desk, self._person_id, **{row.field: ""}), row.name)
        elif row.kind == TAG and isinstance(row.item, str):
            self.done(editing.tag(desk, self._person_id, [row.item], remove=True))
        elif row.kind == CONTACT and isinstance(row.item, ContactPoint):
            left = editing.without_contact(now, row.item.kind, row.item.value)
            self.done(editing.change(desk, self._person_id, now, left), row.name)
        elif row.kind == RELATION and isinstance(row.item, Bond):
            self.done(page_people.unrelate(self, row.item), row.name)

    def _prefer(self, row: Row) -> None:
        if row.kind != CONTACT or not isinstance(row.item, ContactPoint):
            self.sitting.say("Only a way to reach them can be preferred.")
            return
        desk, chosen = self.sitting.desk, row.item
        now = editing.page_of(desk, self._person_id)
        if chosen.preferred:
            after = now._replace(contacts=tuple(one._replace(preferred=False) if one == chosen else one for one in now.contacts))
        else:
            after = editing.prefer(now, chosen.value)
        done = editing.change(desk, self._person_id, now, after)
        self.done(done, self.row_of(chosen.kind, chosen.value))

    def row_of(self, kind: str, value: str) -> str:
        """The name of the row of this way to reach them."""
        contacts = editing.page_of(self.sitting.desk, self._person_id).contacts
        return next((f"contact:{at}" for at, one in enumerate(contacts) if (one.kind, one.value) == (kind, value)), "")

    # Lines to fill in

    def ask(
        self,
        about: str,
        title: str,
        asks: tuple[Ask, ...],
        write: Callable[[dict[str, str]], Done | None],
        *,
        at: str | Callable[[], str] = "",
        words: str | None = None,
        words_label: str = "",
        changed: Callable[[str, str], None] | None = None,
        of: int = 0,
    ) -> None:
        """Ask for lines, and perhaps for a text, and ``write`` what is typed: where that cannot be done, the sheet says why and stays.

        ``about`` names them in the file that has the words meanwhile; ``at`` is the row to go to then, ``of``
        whose lines they are, if not the person's.
        """
        result: list[Done | None] = []

        def answered(answer: dict[str, str] | None) -> None:
            if answer is not None:
                self.sitting.attempt(lambda: self.done(result[0], at if isinstance(at, str) else at()))

        sheet = KeptLines(
            title,
            asks,
            words=words,
            words_label=words_label,
            actions=self.sitting.app.actions,
            keep=partial(self.unsaved.keep, f"{about}-{abs(of) or self._person_id}"),
            act=lambda _: self.sitting.decide("mask"),
            edit=self.in_editor,
            changed=changed,
            check=partial(self.written, result, write),
            about=of or self._person_id,
        )
        self.begin(sheet, answered)

    def begin(self, sheet: KeptLines, answered: Callable[[dict[str, str] | None], None]) -> None:
        """Open these lines; where something was typed into them before and left by Esc, it is asked first what becomes of it."""
        left = sheet.left_in(self.sitting.app)

        def chosen(answer: str | None) -> None:
            if answer == "drop":
                left.clear()
            if answer is not None:
                self.sitting.app.push_screen(sheet, answered)

        if not left:
            self.sitting.app.push_screen(sheet, answered)
            return
        choices = [("g", "go on with it", "on"), ("d", "drop it, and begin from what is stored", "drop")]
        words = f"Typed before, and not saved yet: “{shown_line(' · '.join(filter(None, left.values())), 160)}”"
        self.sitting.app.push_screen(ChoiceSheet(sheet.title_words, choices, words_above=words), chosen)

    @staticmethod
    def written(result: list[Done | None], write: Callable[[dict[str, str]], Done | None], answer: dict[str, str]) -> str:
        """Write it down; returns why it cannot be, or ``""``."""
        try:
            result[:] = [write(answer)]
        except ReconnectError as error:
            return str(error)
        return ""

    def in_editor(self, text: str) -> str:
        """Go on with a text in $EDITOR; returns what came back."""
        sitting = self.sitting
        try:
            edited = outside.edit(sitting, text)
        except ReconnectError as error:
            sitting.say(str(error), trouble=True)
            return text
        self.unsaved.keep("editor", edited.text)  # until the sheet has it, and its own file
        edited.done()
        self.unsaved.keep("editor", "")
        if edited.problem:
            sitting.say(edited.problem, trouble=True)
        return edited.text
