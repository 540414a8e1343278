"""Whom a file's records are: decided before anything is written, and the same whatever order the records come in.

Identity (FORMATS.md): the record's own key; a key that somebody had before or that is their uid; the same profile, then the same e-mail,
where one person here and one record of the file have it; then full name and day of connecting, where the old key is gone and exactly
one person fits. Never a name or a phone alone: those are asked about (``services.reviewing``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import NamedTuple
from zlib import crc32

from reconnect_tui.core.names import name_words
from reconnect_tui.interchange.records import FoundPerson, Reading
from reconnect_tui.store import sources
from reconnect_tui.store.database import Store

TRACKED = ("first_name", "last_name", "name", "nickname", "company", "position", "location", "about", "birthday", "connected_on")
"""Fields of a person that an import writes and may write again."""


LINKEDIN = "linkedin"
OWN_SOURCES = ("csv", "vcard")
"""Sources whose files may be ours: their keys may be uids."""
OWN_KEY = "reconnect:"
"""What stands before the uid in the keys of a CSV that we wrote."""

LATER_TRACKED = ("headline", "language")
"""Tracked since they are read at all. They stand behind contacts and tags, and only where there are any, so that the records of earlier
imports stay what they were."""

_TRACKED_OF = attrgetter(*TRACKED)
_PART = '","'
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Update(NamedTuple):
    """A record known before, with what is different in it now."""

    person_id: int
    found: FoundPerson
    record: sources.Record | None
    former_key: str | None
    """The key that the record had before, where it changed."""


class Match(NamedTuple):
    """What a reading would do to the people here."""

    new: list[FoundPerson]
    updates: list[Update]
    unchanged: int
    deleted: int
    """Rows of people who were deleted here, and stay so."""
    missing: list[int]
    """Ids of records that the file no longer has."""
    back: list[int]
    """Ids of records that are in the file again."""
    person_of: dict[str, int]
    """Key → person, for everybody here: by the key of a record, or by one they had before."""
    renamed: int
    """How many keys changed (a new profile address)."""


def fields_of(found: FoundPerson) -> str:
    """The fields of a record as one JSON text: two readings of an unchanged row give the same bytes."""
    tracked = [value or "" for value in _TRACKED_OF(found)]
    reached = [part for point in found.contacts for part in (point.kind, point.value, point.label)]
    whole = "".join(tracked) + "".join(reached)
    more: tuple[object, ...] = ()
    if found.headline or found.language or found.raw:
        # of a card all counts that it holds, a photo too
        more = (found.headline, found.language, crc32(found.raw.encode("utf-8", "replace")))
    if more or found.tags:
        whole += "".join((*found.tags, found.headline, found.language))
    if whole.isprintable() and '"' not in whole and "\\" not in whole:  # nothing that JSON would write in another way
        contacts = ",".join(f'["{kind}","{value}","{label}"]' for kind, value, _, label, _ in found.contacts)
        tags = f'"{_PART.join(found.tags)}"' if found.tags else ""
        rest = ',"{}","{}",{}'.format(*more) if more else ""
        return f'["{_PART.join(tracked)}",[{contacts}],[{tags}]{rest}]'
    fields: list[object] = [
        *tracked,
        [[point.kind, point.value, point.label] for point in found.contacts],
        list(found.tags),
        *more,
    ]
    return _ENCODE(fields)


def fields_from(text: str) -> dict[str, str]:
    """The tracked fields of a stored record."""
    values = json.loads(text)
    return dict(zip(TRACKED, values, strict=False)) | dict(zip(LATER_TRACKED, values[len(TRACKED) + 2 :], strict=False))


def match(store: Store, reading: Reading) -> Match:
    """Match every person of a reading; nothing is written."""
    here = _Here(store, reading)
    new: list[FoundPerson] = []
    updates: list[Update] = []
    back: list[int] = []
    person_of = {key: number for key, number in here.aliases.items() if key not in here.known}
    person_of |= {key: record.person_id for key, record in here.known.items()}
    unchanged = deleted = renamed = 0
    unknown = [found for found in reading.people if found.key not in here.known and not here.is_deleted(found)]
    joined = _joined(here, unknown)
    continued = _continued(here, unknown, joined)
    for found in reading.people:
        record = here.known.get(found.key)
        if record is not None:
            if record.absent_since:
                back.append(record.id)
            if record.fields == fields_of(found):
                unchanged += 1
            else:
                updates.append(Update(record.person_id, found, record, None))
        elif found.key in joined:
            person_of[found.key] = joined[found.key]
            old = continued.get(found.key)
            renamed += old is not None and _is_slug(old.key)
            updates.append(Update(joined[found.key], found, old, old.key if old else None))
        else:
            person_of.pop(found.key, None)
            if here.is_deleted(found) or here.has_deleted_profile(found):
                deleted += 1
            else:
                new.append(found)
    kept = {update.record.id for update in updates if update.record}
    missing = [
        record.id
        for key, record in here.known.items()
        if key not in here.in_file and not record.absent_since and record.id not in kept
    ]
    # an address book is read in parts (a card, a label): only LinkedIn's export is the whole of it
    whole = reading.source == LINKEDIN and bool(reading.people)
    return Match(new, updates, unchanged, deleted, missing if whole else [], back, person_of, renamed)


class _Here:
    """Everybody here, as one reading needs to know them."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self.source = reading.source
        self.known = sources.records(store, reading.source)
        self.in_file = {found.key for found in reading.people}
        self.deleted_keys = sources.tombstones(store, reading.source)
        self.deleted_slugs = sources.tombstones(store, LINKEDIN)
        former = sources.former_slugs(store)
        self.aliases = former if reading.source == LINKEDIN else {}
        own = any(_uid_in(found.key) for found in reading.people) and reading.source in OWN_SOURCES
        self.uids = sources.uids(store) if own else {}
        self.deleted_uids = sources.deleted_uids(store) if own else set()
        self.names = sources.names(store)
        self.others = sources.not_same(store)
        self.by_contact = {kind: sources.people_by_contact(store, kind) for kind in ("linkedin", "email")}
        for slug, number in former.items():
            self.by_contact["linkedin"].setdefault(slug, {number})
        # who is alone here, as before a first import, needs nothing looked up of 30,000 records
        self.times = {kind: _times(reading.people, kind) if people else {} for kind, people in self.by_contact.items()}
        self.records_of: dict[int, list[sources.Record]] = {}
        for record in sorted(self.known.values(), key=lambda record: record.key):
            self.records_of.setdefault(record.person_id, []).append(record)
        self.by_name = _names_and_dates(self.known)
        self.twins: dict[tuple[str, str], int] = {}
        for found in reading.people if self.by_name else ():
            if found.connected_on:
                pair = (found.name, found.connected_on)
                self.twins[pair] = self.twins.get(pair, 0) + 1
        self.grounds: list[Callable[[FoundPerson], set[int]]] = []
        """What may show that a record is somebody here, the surest first, as far as there is anything here to compare with."""
        self.grounds += [self.by_profile] if self.by_contact[LINKEDIN] else []
        self.grounds += [self.by_email] if self.by_contact["email"] else []
        self.grounds += [self.by_name_and_date] if self.by_name else []
        self.nobody_deleted = not (self.deleted_keys or self.deleted_uids)

    def is_deleted(self, found: FoundPerson) -> bool:
        """Whether this record, or the person whose uid its key is, was deleted here."""
        if self.nobody_deleted:
            return False
        if found.key in self.deleted_keys:
            return True
        uid = _uid_in(found.key)
        return uid in self.deleted_uids and uid not in self.uids

    def has_deleted_profile(self, found: FoundPerson) -> bool:
        """Whether the profile of somebody whom nobody here is was deleted with whoever had it."""
        if not self.deleted_slugs:
            return False
        slugs = {point.normalised for point in found.contacts if point.kind == LINKEDIN}
        return bool(slugs & self.deleted_slugs) and not any(slug in self.by_contact[LINKEDIN] for slug in slugs)

    def absent(self, person_id: int) -> list[sources.Record]:
        """This person's records of the source that the file does not have: one of them may go on under a new key."""
        return [record for record in self.records_of.get(person_id, ()) if record.key not in self.in_file]

    def by_key(self, found: FoundPerson) -> set[int]:
        """Whoever had this address before, unless it is somebody else's now; or whose uid the key is."""
        person_id = self.aliases.get(found.key)
        if person_id is None:
            person_id = self.uids.get(_uid_in(found.key)) if self.source in OWN_SOURCES else None
            return {person_id} if person_id is not None else set()
        records = self.records_of.get(person_id, [])
        absent = self.absent(person_id)
        if len(absent) < len(records):  # of two records in one, the other may go on
            absent = [record for record in absent if _same_name(fields_from(record.fields)["name"], found.name)]
        return {person_id} if absent or not records else set()

    def by_profile(self, found: FoundPerson) -> set[int]:
        """Whoever alone has the profile that this record alone names."""
        return self._by_contact(found, LINKEDIN)

    def by_email(self, found: FoundPerson) -> set[int]:
        """Whoever alone has the e-mail that this record alone has, and is called the same: an e-mail may be a household's."""
        return {number for number in self._by_contact(found, "email") if _same_name(found.name, self.names.get(number, ""))}

    def _by_contact(self, found: FoundPerson, kind: str) -> set[int]:
        people: set[int] = set()
        for point in found.contacts:
            if point.kind == kind and self.times[kind].get(point.normalised) == 1:
                holders = self.by_contact[kind].get(point.normalised, set())
                if len(holders) == 1:
                    people |= holders
        return {number for number in people if not self._is_in_file(number) and not self._denied(found, number)}

    def by_name_and_date(self, found: FoundPerson) -> set[int]:
        """The one person of this name and day of connecting whose record the file does not have any more."""
        if not found.connected_on or self.twins[found.name, found.connected_on] > 1:
            return set()
        fits = self.by_name.get((found.name, found.connected_on), [])
        return {fits[0][0]} if len(fits) == 1 and fits[0][1] not in self.in_file else set()

    def _is_in_file(self, person_id: int) -> bool:
        """Whether the file has this person under a key of their own: what else is in it is somebody else, or to be asked about."""
        return any(record.key in self.in_file for record in self.records_of.get(person_id, ()))

    def _denied(self, found: FoundPerson, person_id: int) -> bool:
        """Whether the record speaks as much for somebody who, as the user said, is not this person."""
        return any(
            any(other in self.by_contact.get(point.kind, {}).get(point.normalised, ()) for point in found.contacts)
            or any(_same_name(fields_from(record.fields)["name"], found.name) for record in self.absent(other))
            for other in self.others.get(person_id, ())
        )


def _joined(here: _Here, unknown: list[FoundPerson]) -> dict[str, int]:
    """Key → person, of the records that are sure to be somebody here, the surest grounds first.

    By a key several records may be one person. By anything else a record and a person must fit each other and nobody else; those who
    fit several are joined on no lesser grounds either.
    """
    joined: dict[str, int] = {}
    for found in unknown if here.aliases or here.uids else ():
        for person_id in here.by_key(found):
            joined[found.key] = person_id
    taken = set(joined.values())
    left = [found for found in unknown if found.key not in joined]
    for fitting in here.grounds:
        fits = {found.key: fitting(found) - taken for found in left}
        wanted: dict[int, int] = {}
        for people in fits.values():
            for person_id in people:
                wanted[person_id] = wanted.get(person_id, 0) + 1
        for key, people in fits.items():
            if len(people) == 1 and all(wanted[person_id] == 1 for person_id in people):
                joined[key] = next(iter(people))
        taken |= wanted.keys()
        left = [found for found in left if not fits[found.key]]
    return joined


def _continued(here: _Here, unknown: list[FoundPerson], joined: dict[str, int]) -> dict[str, sources.Record]:
    """Key → the record that goes on under it. LinkedIn's addresses change, and a person has one; who is in two address books has two
    records."""
    if here.source != LINKEDIN:
        return {}
    continued: dict[str, sources.Record] = {}
    gone: set[int] = set()
    for found in sorted((found for found in unknown if found.key in joined), key=lambda found: found.key):
        absent = [record for record in here.absent(joined[found.key]) if record.id not in gone]
        called = [record for record in absent if _same_name(fields_from(record.fields)["name"], found.name)]
        if absent:
            continued[found.key] = (called or absent)[0]
            gone.add(continued[found.key].id)
    return continued


def _uid_in(key: str) -> str:
    """The uid of a person of ours that a key may be: our own files write it."""
    for prefix in (OWN_KEY, "urn:uuid:"):
        key = key.removeprefix(prefix)
    return key


def _is_slug(key: str) -> bool:
    return ":" not in key  # LinkedIn's own rule for what is no slug


def _times(people: Iterable[FoundPerson], kind: str) -> dict[str, int]:
    """Normalised contact → in how many records it stands."""
    times: dict[str, int] = {}
    for found in people:
        for value in {point.normalised for point in found.contacts if point.kind == kind and point.normalised}:
            times[value] = times.get(value, 0) + 1
    return times


def _names_and_dates(known: dict[str, sources.Record]) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """(name, connected on) as the file last had them → (person, key): what the user made of the name does not matter."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for record in known.values():
        fields = fields_from(record.fields)
        if fields["connected_on"]:
            found.setdefault((fields["name"], fields["connected_on"]), []).append((record.person_id, record.key))
    return found


def _same_name(one: str, other: str) -> bool:
    """Whether two names agree in all words of the shorter one; an e-mail address alone may be a household's."""
    first, second = set(name_words(one)), set(name_words(other))
    return bool(first and second) and (first <= second or second <= first)
