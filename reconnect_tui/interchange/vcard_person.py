"""What a card says of a person, and which of its lines said it: what is ours when it is written again, and what is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from reconnect_tui.core.names import clean_name
from reconnect_tui.interchange.records import FoundContact, FoundRelation
from reconnect_tui.interchange.vcard_cards import Line
from reconnect_tui.interchange.vcard_contacts import NAMES as CONTACT_NAMES
from reconnect_tui.interchange.vcard_contacts import label_of, labels_of, read_contacts
from reconnect_tui.interchange.vcard_values import component, day_of, line_of, name_of, split, text_of

HEADLINE, LOCATION, RELATION_UID = "X-RECONNECT-HEADLINE", "X-RECONNECT-LOCATION", "X-RECONNECT-UID"
"""Our own properties, and our own parameter of RELATED: what vCard has no place for."""

_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
_DAYS = {
    "ANNIVERSARY": "Anniversary", "X-ANNIVERSARY": "Anniversary", "X-EVOLUTION-ANNIVERSARY": "Anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "Anniversary", "X-ABDATE": "Date", "DEATHDATE": "Died",
}  # fmt: skip
_RELATIONS = {
    "RELATED": "", "X-ABRELATEDNAMES": "", "X-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse", "X-MS-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse", "X-MANAGER": "manager", "X-EVOLUTION-MANAGER": "manager", "X-MS-MANAGER": "manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager", "X-ASSISTANT": "assistant", "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant", "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant", "X-MS-CHILD": "child", "X-CHILD": "child",
    "X-PARTNER": "partner", "X-FRIEND": "friend",
}  # fmt: skip
_ANDROID = (
    "", "assistant", "brother", "child", "domestic partner", "father", "friend", "manager", "mother", "parent", "partner",
    "referred by", "relative", "sister", "spouse",
)  # fmt: skip
_ITEM = "vnd.android.cursor.item/"
_UUID = re.compile(
    r"(?:urn:uuid:|uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?::ABPerson|:ABGroup)?)", re.I
)
_LONGEST_UID = 500
_LONGEST_WORD = 1_000


class Taken(NamedTuple):
    """What one card says; an unknown text is ``""``. ``owners`` is the place of a line → the field that was read from it."""

    owners: dict[int, str]
    uid: str
    name: str
    """``""`` where the card has neither FN nor N, organisation, e-mail or anything else to go by."""
    first_name: str
    last_name: str
    nickname: str
    company: str
    position: str
    headline: str
    location: str
    notes: str
    """All NOTEs, an empty line between."""
    derived: dict[int, str]
    """Place → line of ``about`` for what has no field of its own: ``Birthday: 1984``, ``Department: Research``."""
    birthday: str | None
    language: str
    contacts: tuple[FoundContact, ...]
    reached: dict[int, tuple[str, str]]
    """Place → (kind, normalised) of its contact."""
    tags: tuple[str, ...]
    related: dict[int, FoundRelation]
    organisation: bool
    group: bool
    members: tuple[str, ...]
    """Of a group: the UIDs of its members, or their e-mail addresses (``mailto:``)."""

    @property
    def about(self) -> str:
        """NOTEs, then a line for each thing that has no field of its own."""
        return "\n".join((*((self.notes,) if self.notes else ()), *self.derived.values()))


def read_uid(value: str) -> str:
    """The UID of a card as it is compared: a UUID in small letters without ``urn:uuid:``, anything else cleaned."""
    uid = name_of(value)
    if found := _UUID.fullmatch(uid):
        return found[1].lower()
    if len(uid) > _LONGEST_UID:
        from hashlib import sha256

        return "sha256:" + sha256(uid.encode("utf-8", "replace")).hexdigest()
    return uid


def read_person(lines: list[Line], today: date) -> Taken:
    """Read what a card says; no birthday after ``today`` is believed."""
    by_name: dict[str, list[int]] = {}
    reaching: list[tuple[int, Line]] = []
    for place, line in enumerate(lines):
        by_name.setdefault(line.head.name, []).append(place)
        if line.head.name in CONTACT_NAMES:
            reaching.append((place, line))
    return _Reader(lines, by_name, today).read(reaching)


class _Reader:
    """Reads one card."""

    def __init__(self, lines: list[Line], by_name: dict[str, list[int]], today: date) -> None:
        self.lines = lines
        self.by_name = by_name
        self.today = today
        self.owners: dict[int, str] = {}
        self.derived: dict[int, str] = {}
        self.labels = labels_of(lines) if "X-ABLABEL" in by_name else {}

    def read(self, reaching: list[tuple[int, Line]]) -> Taken:
        reached = read_contacts(reaching, self.labels)
        self.owners.update(dict.fromkeys(reached.places, "contacts"))
        uid = self._best("uid", read_uid, "UID")
        given = self._names()
        nickname = self._best("nickname", _nicknames, "NICKNAME") or self._android_nickname()
        company = self._company()
        position = self._best("position", line_of, "TITLE") or self._best("position", line_of, "ROLE")
        notes = self._notes()
        birthday = self._days()
        kind = self._said(*_KINDS)
        name = self._best("name", name_of, "FN") or given[2]
        organisation = kind in ("org", "organization", "location", "device", "application") or (
            self._said("X-ABSHOWAS") == "company"
        )
        if not name:
            name = clean_name(nickname or company)
            organisation = organisation or (bool(company) and not nickname)
        name = name or next((clean_name(point.value) for kind in ("email", "phone", "linkedin", "url", "other", "address")
                             for point in reached.contacts if point.kind == kind), "")  # fmt: skip
        return Taken(
            self.owners, uid, name, given[0], given[1], nickname, company, position,
            self._best("headline", line_of, HEADLINE), self._best("location", line_of, LOCATION), notes, self.derived, birthday,
            self._best("language", line_of, "LANG"), reached.contacts, reached.places, self._tags(), self._related(),
            organisation, kind == "group",
            tuple(self._member(place) for member in _MEMBERS for place in self.by_name.get(member, ())) if kind == "group" else (),
        )  # fmt: skip

    def _best(self, field: str, read: Callable[[str], str], name: str) -> str:
        """The value of the most preferred line of that name which has one; that line is the field's."""
        best: tuple[int, int, str] | None = None
        for place in self.by_name.get(name, ()):
            value = read(self.lines[place].value)
            if value and (best is None or (self.lines[place].head.pref or 101) < best[0]):
                best = (self.lines[place].head.pref or 101, place, value)
        if best is None:
            return ""
        self.owners[best[1]] = field
        return best[2]

    def _said(self, *names: str) -> str:
        return next((line_of(self.lines[place].value).lower() for name in names for place in self.by_name.get(name, ())), "")

    def _names(self) -> tuple[str, str, str]:
        """Given name, family name, and the whole that N makes."""
        for place in self.by_name.get("N", ()):
            parts = [component(part) for part in split(self.lines[place].value, ";")]
            if any(parts):
                family, given, additional, prefix, suffix = (*parts, "", "", "", "", "")[:5]
                self.owners[place] = "names"
                glue = "" if _is_east_asian(family) and _is_east_asian(given) else " "
                inner = f"{family}{given}" if not glue else f"{given} {additional} {family}"
                return given, family, clean_name(f"{prefix} {inner} {suffix}")
        return "", "", ""

    def _company(self) -> str:
        for place in self.by_name.get("ORG", ()):
            company, *more = (line_of(part) for part in split(self.lines[place].value, ";"))
            department = ", ".join(part for part in more if part)
            if company or department:
                self.owners[place] = "company"
                if department:
                    self.derived[place] = f"Department: {department}"
                return company
        return ""

    def _notes(self) -> str:
        notes: list[str] = []
        for place in self.by_name.get("NOTE", ()):
            if note := text_of(self.lines[place].value):
                self.owners[place] = "notes"
                notes.append(note)
        return "\n\n".join(notes)

    def _days(self) -> str | None:
        """The birthday; whatever of it is no day with a month goes into ``about`` as it is, and so do other days."""
        birthday: str | None = None
        for place in self.by_name.get("BDAY", ()):
            line = self.lines[place]
            said = line_of(line.value)
            day = day_of(said, line.head.param("X-APPLE-OMIT-YEAR"))
            if day and birthday is None and day <= self.today.isoformat():
                birthday = day
                self.owners[place] = "birthday"
            elif said:
                self._derive(place, "Birthday", day or said)
        for name, word in _DAYS.items() if not self.by_name.keys().isdisjoint(_DAYS) else ():
            for place in self.by_name.get(name, ()):
                line = self.lines[place]
                if said := line_of(line.value):
                    label = (
                        self.labels.get(line.head.group.lower(), "") or label_of(line.head.types) if name == "X-ABDATE" else ""
                    )
                    day = day_of(said, line.head.param("X-APPLE-OMIT-YEAR"))
                    self._derive(place, label[:1].upper() + label[1:] or word, day or said)
        for place, kind, values in self._android():
            if kind == "contact_event" and values[0]:
                label = (
                    (values[2] or "Date", "Anniversary", "Date", "Birthday")[int(values[1])]
                    if values[1] in tuple("0123")
                    else "Date"
                )
                self._derive(place, label, day_of(values[0]) or values[0])
        return birthday

    def _derive(self, place: int, word: str, said: str) -> None:
        self.owners[place] = "about"
        self.derived[place] = f"{word}: {said}"

    def _tags(self) -> tuple[str, ...]:
        tags: dict[str, None] = {}
        for place in self.by_name.get("CATEGORIES", ()):
            self.owners[place] = "tags"
            tags.update(dict.fromkeys(tags_of(self.lines[place].value)))
        return tuple(tags)

    def _related(self) -> dict[int, FoundRelation]:
        related: dict[int, FoundRelation] = {}
        for name, kind in _RELATIONS.items() if not self.by_name.keys().isdisjoint(_RELATIONS) else ():
            for place in self.by_name.get(name, ()):
                relation = self._relation(self.lines[place], kind)
                if (relation.name or relation.key) and len(relation.name) <= _LONGEST_WORD:
                    related[place] = relation
        for place, kind, values in self._android():
            if kind == "relation" and 0 < len(values[0]) <= _LONGEST_WORD:
                number = int(values[1]) if values[1].isascii() and values[1].isdigit() and len(values[1]) < 4 else 0
                word = _ANDROID[number] if 0 < number < len(_ANDROID) else values[2]
                related[place] = FoundRelation(word, clean_name(values[0]))
        self.owners.update(dict.fromkeys(related, "relations"))
        return dict(sorted(related.items()))

    def _relation(self, line: Line, kind: str) -> FoundRelation:
        kind = kind or self.labels.get(line.head.group.lower(), "") or label_of(line.head.types)
        value = name_of(line.value)
        if own := line.head.param(RELATION_UID):
            return FoundRelation(kind, value, read_uid(own))
        if _UUID.fullmatch(value):
            return FoundRelation(kind, "", read_uid(value))
        if value[:4].lower() == "uid:":
            return FoundRelation(kind, "", read_uid(value[4:]))
        return FoundRelation(kind, value[7:] if value[:7].lower() == "mailto:" else value)

    def _member(self, place: int) -> str:
        value = name_of(self.lines[place].value)
        return value.lower() if value[:7].lower() == "mailto:" else read_uid(value.removeprefix("uid:"))

    def _android_nickname(self) -> str:
        for place, kind, values in self._android():
            if kind == "nickname" and values[0]:
                self.owners[place] = "nickname"
                return values[0]
        return ""

    def _android(self) -> list[tuple[int, str, list[str]]]:
        """Android's own properties: (place, what it is, at least three values: what, type, label)."""
        found: list[tuple[int, str, list[str]]] = []
        for place in self.by_name.get("X-ANDROID-CUSTOM", ()):
            kind, *values = split(self.lines[place].value, ";")
            if kind.startswith(_ITEM):
                found.append((place, kind.removeprefix(_ITEM), [*map(line_of, values), "", "", ""]))
        return found


def tags_of(value: str) -> list[str]:
    """The tags of one CATEGORIES line. Google's ``myContacts`` is its own name for everybody, and no tag."""
    tags = [name_of(part) for comma in split(value, ",") for part in split(comma, ";")]
    return [tag for tag in tags if 0 < len(tag) <= _LONGEST_WORD and tag != "myContacts"]


def _nicknames(value: str) -> str:
    return ", ".join(name for name in map(name_of, split(value, ",")) if name)


def _is_east_asian(word: str) -> bool:
    return bool(word) and all("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in word)
