"""A person's page in the app: opened, changed row by row, each change one decision and one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.languages import language_name, read_language
from reconnect_tui.core.person import CONTACT_KINDS, ContactPoint, Person
from reconnect_tui.core.text import clean_line, clean_text, shown_line
from reconnect_tui.services import agenda, circles, editing, page_rows
from reconnect_tui.services.editing import LABELS, SEVERAL_LINES, Bond
from reconnect_tui.services.page_rows import CONTACT, DEED, DELETE, FIELD, MERGE, RELATION, TAG, Row
from reconnect_tui.services.recording import Done
from reconnect_tui.store import people
from reconnect_tui.ui import page_people
from reconnect_tui.ui.screens.kept_lines import WORDS, KeptLines
from reconnect_tui.ui.screens.line import Ask
from reconnect_tui.ui.screens.page import PageSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.unsaved import Unsaved

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting

_ASKED = {
    "name": "the whole name, as it is shown",
    "greeting": "the name to greet by; empty: it is asked for when you write",
    "salutation": "a whole opening such as “Liebe Ada,”, if it is always the same",
    "language": "the language of your letters: a code or a name, such as de, pt-BR or Italian",
    "pace": "about every how many days? Empty: the circle's pace",
    "birthday": "14 March, or 14 March 1984",
}
_SUCH_AS = {"pace": "30, 6 weeks, 3 months", "birthday": "14 March 1984", "language": "de"}


class Pages:
    """The deeds of the page, of whoever's it is: the one open, else the card's."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.sheet: PageSheet | None = None
        self.unsaved = Unsaved(sitting.desk.home)
        self._person_id = 0

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What the registry's actions do where no page is open."""
        return {
            "edit": self.open,
            **{f"page-{what}": self.open for what in ("change", "add", "remove", "prefer")},
            "page-contact": partial(self._with_card, self._add_contact),
            "page-tag": partial(self._with_card, self._add_tag),
            "page-relation": partial(self._with_card, self._add_relation),
            "page-merge": partial(self._with_card, lambda: page_people.merge(self)),
            "page-delete": partial(self._with_card, lambda: page_people.delete(self)),
            "page-undo": lambda: self.sitting.decide("undo"),
            "page-redo": lambda: self.sitting.decide("redo"),
            "page-mask": lambda: self.sitting.decide("mask"),
            "page-leave": lambda: self.sitting.decide("leave"),
        }

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
        if card is None or self.sitting.refuses_masked():
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
        if self.sheet is not None:
            self.sheet.dismiss(None)

    def _follow(self) -> None:
        """Another program wrote, perhaps: the page and the card behind it say so."""
        if self.sitting.desk.store.changed_outside():
            self.refresh()
            self.sitting.attempt(lambda: self.sitting.show(anew=True))

    def _pressed(self, action_id: str, row: Row | None) -> None:
        if action_id == "page-mask":
            self.sitting.decide("mask")
        elif not self.sitting.refuses_masked():
            self.sitting.attempt(lambda: self._act(action_id, row))

    def _act(self, action_id: str, row: Row | None) -> None:
        adds = {"page-contact": self._add_contact, "page-tag": self._add_tag, "page-relation": self._add_relation}
        if action_id in ("page-undo", "page-redo"):
            self.sitting.decide(action_id.removeprefix("page-"))
            self.refresh()
        elif action_id in adds:
            adds[action_id]()
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
            self._change_field(row.field)
        elif row.kind == CONTACT and isinstance(row.item, ContactPoint):
            self._ask_contact(row.item)
        elif row.kind == TAG and isinstance(row.item, str):
            self._ask_tag(row.item)
        elif row.kind == RELATION and isinstance(row.item, Bond):
            page_people.relation(self, row.item)
        elif row.kind == DEED:
            {MERGE: page_people.merge, DELETE: page_people.delete}[row.field](self)
        else:
            self._add(row)

    def _add(self, row: Row) -> None:
        what = row.field if row.kind not in (FIELD, DEED) and row.field else row.kind
        add = {CONTACT: self._add_contact, TAG: self._add_tag, RELATION: self._add_relation}.get(what)
        if add is not None:
            add()
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self._act(name, None)

        choices = [
            ("w", "a way to reach them", "page-contact"), ("t", "a tag", "page-tag"), ("r", "who they are to somebody", "page-relation"),
        ]  # fmt: skip
        self.sitting.app.push_screen(ChoiceSheet("add…", choices), lambda name: self.sitting.attempt(lambda: chosen(name)))

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
        self.done(done, self._row_of(chosen.kind, chosen.value))

    def _row_of(self, kind: str, value: str) -> str:
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
    ) -> None:
        """Ask for lines, and perhaps for a text, and ``write`` what is typed: where that cannot be done, the sheet says why and stays.

        ``about`` names them in the file that has the words meanwhile; ``at`` is the row to go to then.
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
            keep=partial(self.unsaved.keep, about),
            act=lambda _: self.sitting.decide("mask"),
            edit=self.in_editor,
            changed=changed,
            check=partial(self.written, result, write),
        )
        self.sitting.app.push_screen(sheet, answered)

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
        from reconnect_tui.handoff import editor

        sitting = self.sitting
        try:
            command = editor.editor_command(sitting.desk.config.editor, sitting.desk.environ)
            with sitting.app.suspend():
                edited = editor.edit(text, folder=sitting.desk.home.drafts, command=command)
        except ReconnectError as error:
            sitting.say(str(error), trouble=True)
            return text
        sitting.app.refresh(layout=True)
        self.unsaved.keep("editor", edited.text)  # until the sheet has it, and its own file
        edited.done()
        self.unsaved.keep("editor", "")
        if edited.problem:
            sitting.say(edited.problem, trouble=True)
        return edited.text

    def _change_field(self, field: str) -> None:
        if field == "circle":
            self._choose_circle()
            return
        desk, person_id = self.sitting.desk, self._person_id
        stored = getattr(editing.page_of(desk, person_id), field)
        text = page_rows.birthday_words(stored) if field == "birthday" else "" if stored is None else str(stored)

        def write(answer: dict[str, str]) -> Done | None:
            typed = answer[WORDS if field in SEVERAL_LINES else field]
            if clean_text(typed) == clean_text(text):
                return None
            if field == "pace":
                return circles.set_own_pace(desk, person_id, circles.read_pace(typed))
            return editing.edit_person(desk, person_id, **{field: typed})

        title = f"{self.name}: {LABELS[field]}"
        if field in SEVERAL_LINES:
            self.ask(field, title, (), write, words=text)
            return
        reads = {"language": _told_language, "birthday": _told_birthday, "pace": _told_pace}
        ask = Ask(
            field,
            _ASKED.get(field, ""),
            value=text,
            placeholder=_SUCH_AS.get(field, ""),
            read=reads.get(field),
            needed=field == "name",
        )
        self.ask(field, title, (ask,), write)

    def _choose_circle(self) -> None:
        desk, person_id = self.sitting.desk, self._person_id
        choices = [
            (str(number) if number < 10 else "", f"{name}, {circles.pace_words(days)}", f"+{name}")
            for number, (name, days) in enumerate(agenda.circles(desk), 1)
        ]
        choices.append(("0", "no circle", "+"))

        def chosen(name: str | None) -> None:
            if name is not None:
                self.done(circles.place(desk, person_id, name[1:]))

        sheet = ChoiceSheet("which circle?", choices, words_above=f"now {circles.how_it_is(self.person)}")
        self.sitting.app.push_screen(sheet, lambda name: self.sitting.attempt(lambda: chosen(name)))

    def _add_contact(self) -> None:
        self._ask_contact(None)

    def _ask_contact(self, given: ContactPoint | None) -> None:
        desk, person_id = self.sitting.desk, self._person_id
        typed = {"value": given.value if given else "", "kind": given.kind if given else ""}

        def point() -> ContactPoint:
            kind = _kind(typed["kind"]) or page_rows.contact_kind(typed["value"])
            return editing.contact(kind, typed["value"], typed.get("label", ""), preferred=given.preferred if given else False)

        def told(_text: str) -> str:
            return "" if typed["kind"].strip() else {"url": "a web page", "other": "another way"}.get(point().kind, point().kind)

        def changed(name: str, text: str) -> None:
            typed[name] = text

        def write(answer: dict[str, str]) -> Done | None:
            typed.update(answer)
            new, now = point(), editing.page_of(desk, person_id)
            if any(_same(one, new) for one in now.contacts if one != given):
                raise UsageError("That is on the page already.")
            contacts = [new if one == given else one for one in now.contacts]
            if given not in now.contacts:
                contacts.append(new)
            return editing.change(desk, person_id, now, now._replace(contacts=tuple(contacts)))

        asks = (
            Ask("value", "an address, a number, a page", value=typed["value"], read=told),
            Ask(
                "kind",
                "its kind, if it is not what it looks like",
                placeholder=", ".join(CONTACT_KINDS),
                value=typed["kind"],
                read=_told_kind,
                needed=False,
            ),
            Ask("label", "a label, if you like: work, home, until June", value=given.label if given else "", needed=False),
        )
        title = f"{self.name}: {'a way to reach them' if given is None else 'this way to reach them'}"
        self.ask("contact", title, asks, write, changed=changed, at=lambda: self._row_of(point().kind, point().value))

    def _add_tag(self) -> None:
        self._ask_tag("")

    def _ask_tag(self, given: str) -> None:
        desk, person_id = self.sitting.desk, self._person_id

        names: list[str] = []

        def write(answer: dict[str, str]) -> Done | None:
            names[:] = _tags(answer["tag"])
            if not given:
                return editing.tag(desk, person_id, names)
            now = editing.page_of(desk, person_id)
            left = [name for name in now.tags if name != given]
            return editing.change(desk, person_id, now, now._replace(tags=(*left, *(one for one in names if one not in left))))

        ask = Ask("tag", "a word or a few; several behind commas", value=given, placeholder="family", read=_told_tags)
        self.ask(
            "tag", f"{self.name}: {'a tag' if not given else f'the tag #{given}'}", (ask,), write, at=lambda: f"tag:{names[-1]}"
        )

    def _add_relation(self) -> None:
        page_people.relation(self, None)


def _same(one: ContactPoint, other: ContactPoint) -> bool:
    return (one.kind, one.normalised or one.value) == (other.kind, other.normalised or other.value)


def _tags(text: str) -> list[str]:
    return [editing.clean_tag(part) for part in text.split(",") if part.strip(" #")] or [editing.clean_tag(text)]


def _told_tags(text: str) -> str:
    return " ".join(f"#{name}" for name in _tags(text))


def _told_language(text: str) -> str:
    return language_name(read_language(text))


def _told_birthday(text: str) -> str:
    return (
        "no year, which is fine"
        if editing.read_birthday(text).startswith("--")
        else page_rows.birthday_words(editing.read_birthday(text))
    )


def _told_pace(text: str) -> str:
    days = circles.read_pace(text)
    return circles.pace_words(days) if days else "the circle's pace"


def _kind(text: str) -> str:
    words = clean_line(text).strip().casefold().replace("e-mail", "email")
    words = {"mail": "email", "telephone": "phone", "mobile": "phone", "page": "url", "web": "url", "website": "url"}.get(
        words, words
    )
    if words and words not in CONTACT_KINDS:
        raise UsageError(f"“{clean_line(text).strip()}” is no kind; there are {', '.join(CONTACT_KINDS)}.")
    return words


def _told_kind(text: str) -> str:
    _kind(text)
    return ""
