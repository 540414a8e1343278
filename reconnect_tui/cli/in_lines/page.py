"""What hangs on a page, in lines: tags, ways to reach somebody, who is what to whom; and two pages that are one, or one that goes."""

from __future__ import annotations

from collections.abc import Callable

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.core.person import ContactPoint, Person
from reconnect_tui.core.relation import FROM, phrase
from reconnect_tui.core.text import clean_line, fold, shown_line
from reconnect_tui.services import deleting, editing, finding, merging, relating
from reconnect_tui.services.editing import Bond
from reconnect_tui.services.recording import Done
from reconnect_tui.store import people

KINDS = (
    Choice("e", "e-mail", "email"),
    Choice("p", "phone", "phone"),
    Choice("l", "LinkedIn profile", "linkedin"),
    Choice("u", "web page", "url"),
    Choice("a", "postal address", "address"),
    Choice("o", "something else", "other"),
)
_WITH_ONE = (
    Choice("c", "change it", "change"),
    Choice("l", "say what it is for: home, work", "label"),
    Choice("t", "take it away", "take away"),
)
_NEW = Choice("n", "a new one", "new")


class Page(Deeds):
    """The deeds about what hangs on the person shown."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "tags": self.tags,
            "ways": self.ways,
            "relations": self.relations,
            "merge": self.merge,
            "delete": self.delete,
        }

    @property
    def person(self) -> Person:
        return self.card.person

    def done(self, done: Done | None) -> None:
        """Say what was changed, on the same card."""
        if done is None:
            self.voice.say("Nothing was changed.")
        else:
            self.sitting.noted(done.sentence)

    # Tags

    def tags(self) -> None:
        """Tags to add, and with a minus tags to take away."""
        desk, page = self.desk, editing.page_of(self.desk, self.person.id)
        if page.tags:
            self.voice.say(f"Their tags: {', '.join(shown_line(one, 60) for one in page.tags)}.")
        words = self.voice.ask(
            "Tags to add, blanks between; with a - before it one is taken away, such as: boats -work. Enter for none."
        )
        given = words.replace(",", " ").split()
        gone = [word[1:] for word in given if word.startswith("-")]
        new = [word for word in given if not word.startswith("-")]
        if gone and new:
            known = {fold(one) for one in page.tags}
            away = {fold(editing.clean_tag(one)) for one in gone}
            kept = tuple(one for one in page.tags if fold(one) not in away)
            added = [tag for tag in map(editing.clean_tag, new) if fold(tag) not in known]
            self.done(editing.change(desk, self.person.id, page, page._replace(tags=(*kept, *added))))
        else:
            self.done(editing.tag(desk, self.person.id, gone or new, remove=bool(gone)) if given else None)

    # Ways to reach them

    def ways(self) -> None:
        """One of the ways to reach somebody, or a new one."""
        page = editing.page_of(self.desk, self.person.id)
        listed = [Choice(str(number), told.way(one)) for number, one in enumerate(page.contacts, 1)]
        key = self.voice.choose("Which? Enter for none.", [*listed, _NEW])
        if key is None:
            return
        if key == _NEW.key:
            self._new_way(page)
            return
        point = page.contacts[int(key) - 1]
        prefer = Choice("p", "prefer it no more" if point.preferred else "prefer it", "prefer")
        what = self.voice.choose("What with it? A letter; Enter for nothing.", [prefer, *_WITH_ONE])
        if what == "p" and point.preferred:
            self._instead(page, point, point._replace(preferred=False))
        elif what == "p":
            self._change(page, editing.prefer(page, point.value))
        elif what == "t":
            self._change(page, page._replace(contacts=tuple(one for one in page.contacts if one is not point)))
        elif what == "l":
            words = self.voice.ask("What is it for? Such as: home, work. Enter leaves it as it is, - takes the words away.")
            if words:
                self._instead(page, point, point._replace(label="" if words == "-" else clean_line(words)))
        elif what == "c":
            new = self._value(point.kind, "Its new value? Enter leaves it as it is.")
            if new is not None:
                self._instead(page, point, new._replace(label=point.label, preferred=point.preferred))

    def _new_way(self, page: editing.Page) -> None:
        kind = self.voice.choose("What is it? A letter; Enter for none.", KINDS)
        if kind is None:
            return
        words = next(one.words for one in KINDS if one.key == kind)
        point = self._value(next(one.word for one in KINDS if one.key == kind), f"The {words}? Enter for none.")
        if point is not None:
            label = self.voice.ask("What is it for? Such as: home, work. Enter for nothing in particular.")
            self._change(page, page._replace(contacts=(*page.contacts, point._replace(label=clean_line(label)))))

    def _value(self, kind: str, question: str) -> ContactPoint | None:
        return self.voice.read(question, lambda answer: editing.contact(kind, answer))

    def _instead(self, page: editing.Page, point: ContactPoint, new: ContactPoint) -> None:
        self._change(page, page._replace(contacts=tuple(new if one is point else one for one in page.contacts)))

    def _change(self, before: editing.Page, after: editing.Page) -> None:
        self.done(editing.change(self.desk, self.person.id, before, after))

    # Who is what to whom

    def relations(self) -> None:
        """One of their relations, to be taken back, or a new one."""
        page = editing.page_of(self.desk, self.person.id)
        listed = [Choice(str(number), self._bond(one)) for number, one in enumerate(page.relations, 1)]
        key = self.voice.choose("Which? Enter for none.", [*listed, _NEW])
        if key is None:
            return
        if key == _NEW.key:
            self._relate()
        elif self.voice.yes("Take it back? y for yes, Enter leaves it."):
            gone = page.relations[int(key) - 1]
            self._change(page, page._replace(relations=tuple(one for one in page.relations if one is not gone)))

    def _bond(self, bond: Bond) -> str:
        return phrase(shown_line(bond.kind, 100), shown_line(bond.name, 120), told.called(self.person)).replace(FROM, "")

    def _relate(self) -> None:
        name = told.called(self.person)
        words = self.voice.ask(f"{name} is … Such as: sister of, introduced by, works with. Enter for none.")
        if not words:
            return
        self.voice.say(f"{name}, {shown_line(words, 100)} …")
        other = self.somebody("Who? A name; Enter for nobody.", or_by_name=True)
        if other is None:
            self.voice.say("Nothing was changed.")
        else:
            number, by_name = other
            self.done(relating.relate(self.desk, self.person.id, words, other_id=number or None, other_name=by_name))

    def somebody(self, question: str, *, or_by_name: bool = False) -> tuple[int, str] | None:
        """Ask for somebody: (row id, their name), or (0, the name as it was said) where they need not be here; ``None`` for nobody."""
        while answer := self.voice.ask(question):
            rows = tuple(row for row in finding.who(self.desk, answer) if row.id != self.person.id)
            if rows:
                number = (
                    rows[0].id
                    if len(rows) == 1
                    else self.sitting.remembering.pick(rows, "Who is meant? A number; Enter for nobody.")
                )
                return (number, next(row.name for row in rows if row.id == number)) if number else None
            self.voice.say(f"Nobody else here is called “{shown_line(answer, 60)}”.")
            if or_by_name and self.voice.yes("Keep the name alone? y for yes, Enter asks again."):
                return 0, answer
        return None

    # One page of two, or none of one

    def merge(self) -> None:
        """Somebody else is the same person: this page is kept, with all of the other."""
        desk, person = self.desk, self.person
        found = self.somebody(f"Who else is {told.called(person)}? A name or an e-mail; Enter for nobody.")
        if found is None:
            self.voice.say("Nobody was merged.")
            return
        for one in (person, people.get(desk.store, found[0])):
            self.voice.say(_described(one), "  ")
        self.voice.say("The first is kept, and gets all that is written down of the second.")
        if self.voice.yes("Are they one person? y for yes, Enter for no."):
            self.done(merging.merge(desk, person.id, found[0]))
        else:
            self.voice.say("Nobody was merged.")

    def delete(self) -> None:
        """Delete the person; a copy of the page is offered first."""
        desk, person = self.desk, self.person
        proposed = deleting.file_name(desk, person.id)
        self.voice.say(f"“{self.sitting.letter('rest')}” lets somebody rest, or never come up, and keeps the page.")
        answer = self.voice.ask(f"Keep a copy of the page first? Enter for {proposed}, another name, n for none, - goes back.")
        if answer == "-":
            self.voice.say("Nothing was deleted.")
            return
        if answer.casefold() not in ("n", "no"):
            path = proposed if answer.casefold() in ("", "y", "yes") else answer
            deleting.keep_copy(desk, person.id, path)
            self.voice.say("The page is in")
            self.voice.name(path)
        many = deleting.what_goes(desk, person.id)
        what = " with all that was between you alone" if many else ""
        if fold(self.voice.ask(f"Delete {told.name_of(person, mask=False)}{what}? “yes” deletes, Enter does not.")) != "yes":
            self.voice.say("Nothing was deleted.")
            return
        self.sitting.gone(deleting.delete(desk, person.id).sentence)


def _described(person: Person) -> str:
    last = f"last talked on {told.day(person.last_contact)}" if person.last_contact else "no contact written down"
    return ", ".join(
        part for part in (told.name_of(person, mask=False), told.work(person), shown_line(person.location, 60), last) if part
    )
