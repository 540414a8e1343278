"""Writing a person as a card of vCard 4.0 (RFC 6350): what came in goes out again, what the user changed goes out as it is now.

A property that the program has no field for comes back out of the raw card. One that it has a field for goes out as it came if the
field still says what the card says, as it is now if it says something else, and not at all if it is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reconnect_tui.core.contact import normalised_contact
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.core.text import fold
from reconnect_tui.interchange.linkedin_url import profile
from reconnect_tui.interchange.records import FoundRelation
from reconnect_tui.interchange.vcard_cards import Line, cards_in, lines_of
from reconnect_tui.interchange.vcard_contacts import label_of, types_of
from reconnect_tui.interchange.vcard_conversion import components, converted, folded, property_line
from reconnect_tui.interchange.vcard_person import HEADLINE, LOCATION, RELATION_UID, Taken, read_person, read_uid
from reconnect_tui.interchange.vcard_values import basic, escape

_PROPERTIES = {"email": "EMAIL", "phone": "TEL", "linkedin": "URL", "url": "URL", "address": "ADR", "other": "IMPP"}
_TEXTS = {
    "nickname": "NICKNAME", "position": "TITLE", "headline": HEADLINE, "location": LOCATION, "language": "LANG",
}  # fmt: skip
_ONCE = ("KIND", "REV", "PRODID", "GENDER")


_SECOND_BEST = {"TITLE": "position", "ROLE": "position", "ORG": "company", "LANG": "language"}
"""Property → the field that is read from another line of a card where the best one has gone."""


class CardPerson(NamedTuple):
    """A person as a card is written of. Texts are clean; an unknown one is ``""``."""

    uid: str
    """Goes out only where no raw card has a UID of its own: see ``uid_of``."""
    name: str
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    company: str = ""
    position: str = ""
    headline: str = ""
    location: str = ""
    about: str = ""
    birthday: str | None = None
    """``1984-03-14`` or ``--03-14``."""
    language: str = ""
    contacts: tuple[ContactPoint, ...] = ()
    tags: tuple[str, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()
    """(kind, name, the UID that the other's card is written with, or ``""``)."""
    raws: tuple[str, ...] = ()
    """The raw cards that were read of this person, the one that counts most first."""


def write_card(person: CardPerson, *, today: date = date.max) -> str:
    """Return one card, BEGIN to END, with CRLF and folded. ``today`` as it was given to ``vcard.read``."""
    return _Writing(person, today).text()


def uid_of(uid: str, raws: tuple[str, ...]) -> str:
    """Return the UID that ``write_card`` gives a person, as ``vcard.read`` will name them by it."""
    for raw in raws:
        for card in cards_in(raw):
            for line in lines_of(card)[0]:
                if line.head.name == "UID" and (own := read_uid(line.value)):
                    return own
    return read_uid(escape(uid))


class _Out(NamedTuple):
    """One line that goes out."""

    text: str
    name: str
    group: str = ""


class _Writing:
    """Writes one card."""

    def __init__(self, person: CardPerson, today: date) -> None:
        self.person = person
        self.cards = [
            (lines, read_person(lines, today)) for raw in person.raws for one in cards_in(raw) for lines in [lines_of(one)[0]]
        ]
        self.rest, self.kept = _about(person.about, [taken for _, taken in self.cards])
        self.points = {_which(point): point for point in person.contacts}
        self.read_points = [{(one.kind, one.normalised): one for one in taken.contacts} for _, taken in self.cards]
        self.tags = set(person.tags)
        self.relations = dict.fromkeys(person.relations)
        self.related: dict[tuple[str, str, bool], list[tuple[str, str, str]]] = {}
        for relation in self.relations:
            kind, name, uid = relation
            self.related.setdefault((kind, fold(name), False), []).append(relation)
            self.related.setdefault((kind, uid, True), []).append(relation)
        self.groups = {line.head.group.lower() for lines, _ in self.cards for line in lines}
        self.items = 0
        self.out: list[_Out] = []
        self.done: dict[object, int] = {}
        """What has gone out as it came, and from which of the cards."""
        self.changed = False

    def text(self) -> str:
        for number, (lines, taken) in enumerate(self.cards):
            self._as_they_came(number, lines, taken)
        came = len(self.out)
        self._name()
        self._texts()
        self._contacts()
        self._hanging()
        if self.changed:  # a day of the last change that is no longer true helps nobody
            self.out[:came] = [one for one in self.out[:came] if one.name != "REV"]
        body = "".join(folded(one.text) for one in self.out)
        return f"BEGIN:VCARD\r\nVERSION:4.0\r\n{body}END:VCARD\r\n"

    def _as_they_came(self, number: int, lines: list[Line], taken: Taken) -> None:
        before = {one.text for one in self.out}
        names = {one.name for one in self.out}
        out: list[_Out] = []
        for place, line in enumerate(lines):
            name, group = line.head.name, line.head.group
            if name in ("VERSION", "BEGIN", "END"):  # those of something else, in a file that is damaged
                continue
            owned = taken.owners.get(place)
            if (owned is not None and not self._stays(owned, place, taken, number)) or (
                owned is None and self._would_refill(name, taken)
            ):
                self.changed = True
                continue
            text = converted(line, f"card{number + 1}-{group}" if group and number else "")
            if number and (text in before or (name in _ONCE and name in names)):
                continue
            out.append(_Out(text, name, group.lower()))
        owners = {line.head.group.lower() for line in lines if line.head.name != "X-ABLABEL"}
        staying = {one.group for one in out if one.name != "X-ABLABEL"}
        self.out += [one for one in out if one.name != "X-ABLABEL" or one.group in staying or one.group not in owners]

    def _would_refill(self, name: str, taken: Taken) -> bool:
        """Whether a line would be read for a field that the user has emptied, now that the line it was read from is gone."""
        field = _SECOND_BEST.get(name)
        return field is not None and bool(getattr(taken, field)) and not getattr(self.person, field)

    def _stays(self, field: str, place: int, taken: Taken, number: int) -> bool:
        """Whether a line that we have a field for goes out as it came."""
        person = self.person
        if field == "contacts":
            which = taken.reached[place]
            point = self.points.get(which)
            was = self.read_points[number][which]
            same = point is not None and (point.value, point.label, point.preferred) == (was.value, was.label, was.preferred)
            return same and self._once(which, number)
        if field == "about":
            return (number, place) in self.kept
        if field == "notes":
            return self.rest == taken.notes and self._once(field, number)
        if field == "names":
            same = (person.first_name, person.last_name) == (taken.first_name, taken.last_name)
            return same and self._once(field, number)
        if field == "company":
            whole = place not in taken.derived or (number, place) in self.kept
            return person.company == taken.company and whole and self._once(field, number)
        if field == "tags":
            return self.tags.issuperset(taken.tags) and self._once(field, number)
        if field == "relations":
            return self._still_related(taken.related[place])
        if field == "uid":
            return self._once(field, number)
        return getattr(person, field) == getattr(taken, field) and self._once(field, number)

    def _once(self, what: object, number: int) -> bool:
        """A field goes out from one card alone, though perhaps in several lines."""
        return self.done.setdefault(what, number) == number

    def _still_related(self, was: FoundRelation) -> bool:
        by_uid = self.related.get((was.kind, was.key, True), []) if was.key else []
        by_name = self.related.get((was.kind, fold(was.name), False), []) if was.name else []
        for relation in (*by_uid, *by_name):
            if relation in self.relations:
                del self.relations[relation]
                return True
        # Somebody known by a UID alone, whose card was never read, has no field with us.
        return bool(was.key) and not was.name

    def _add(self, name: str, value: str, params: dict[str, list[str]] | None = None, label: str = "") -> None:
        """Write a property as it is now; a ``label`` is one that no TYPE says."""
        if name not in ("FN", "UID"):
            self.changed = True
        group = ""
        if label:
            while not group or group in self.groups:
                self.items += 1
                group = f"item{self.items}"
            self.groups.add(group)
        self.out.append(_Out(property_line(group, name, params or {}, value), name))
        if label:
            self.out.append(_Out(property_line(group, "X-ABLabel", {}, escape(label)), "X-ABLABEL"))

    def _name(self) -> None:
        person = self.person
        if "uid" not in self.done and person.uid:
            self._add("UID", escape(person.uid))
        if "name" not in self.done:
            self._add("FN", escape(person.name))
        if "names" not in self.done and (person.first_name or person.last_name):
            # Middle names, titles and suffixes are no field of ours: they stay.
            parts = next((components(line) for line in self._lines("names")), [])[2:]
            self._add("N", ";".join([escape(person.last_name), escape(person.first_name), *parts, *[""] * (3 - len(parts))]))

    def _lines(self, field: str) -> Iterator[Line]:
        for lines, taken in self.cards:
            yield from (lines[place] for place, owner in taken.owners.items() if owner == field)

    def _texts(self) -> None:
        person = self.person
        for field, name in _TEXTS.items():
            if field not in self.done and (value := getattr(person, field)):
                self._add(name, escape(value))
        if "company" not in self.done:
            departments = [
                part
                for number, (lines, taken) in enumerate(self.cards)
                for place, field in taken.owners.items()
                if field == "company" and (number, place) in self.kept
                for part in components(lines[place])[1:]
            ]
            if person.company or departments:
                self._add("ORG", ";".join([escape(person.company), *departments]))
        if "birthday" not in self.done and person.birthday:
            self._add("BDAY", basic(person.birthday))
        if "notes" not in self.done and self.rest:
            self._add("NOTE", escape(self.rest))

    def _contacts(self) -> None:
        for which, point in self.points.items():
            if which in self.done or not point.value:
                continue
            params: dict[str, list[str]] = {"VALUE": ["text"]} if point.kind == "other" else {}
            types = types_of(point.label) if point.label else ()
            if types:
                params["TYPE"] = list(types)
            if point.preferred:
                params["PREF"] = ["1"]
            if point.kind in ("url", "linkedin"):
                value = point.value.replace("\\", "\\\\")
            else:
                value = f";;{escape(point.value)};;;;" if point.kind == "address" else escape(point.value)
            self._add(_PROPERTIES[point.kind], value, params, "" if types else point.label)

    def _hanging(self) -> None:
        said = set() if "tags" not in self.done else set(self.cards[self.done["tags"]][1].tags)
        tags = [tag for tag in self.person.tags if tag not in said]
        if tags:
            self._add("CATEGORIES", ",".join(map(escape, tags)))
        for kind, name, uid in self.relations:
            plain = kind.replace("-", "").isalnum() and kind.isascii() and label_of((kind,)) == kind
            params = {"VALUE": ["text"]} | ({"TYPE": [kind]} if plain else {}) | ({RELATION_UID: [uid]} if uid else {})
            self._add("RELATED", escape(name), params, "" if plain else kind)


def _which(point: ContactPoint) -> tuple[str, str]:
    if point.normalised:
        return point.kind, point.normalised
    return point.kind, profile(point.value)[1] if point.kind == "linkedin" else normalised_contact(point.kind, point.value)


def _about(about: str, cards: list[Taken]) -> tuple[str, set[tuple[int, int]]]:
    """Part ``about`` into the words of a NOTE and the (card, place) of those lines whose properties it still tells."""
    lines: list[str | None] = list(about.split("\n"))
    places: dict[str | None, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(line, []).append(number)
    kept: set[tuple[int, int]] = set()
    for number in reversed(range(len(cards))):
        for place, derived in reversed(cards[number].derived.items()):
            if at := places.get(derived):
                lines[at.pop()] = None
                kept.add((number, place))
    return "\n".join(line for line in lines if line is not None).strip(), kept
