"""Whom a file's rows are: decided before anything is written.

Identity (FORMATS.md): the record's own key; an alias (a former slug); the same profile or e-mail, where only one person has it; then
full name and connection date, where the old key is gone and exactly one person fits. Never a name alone.
"""

from __future__ import annotations

import json
from operator import attrgetter
from typing import NamedTuple

from reconnect_tui.core.names import name_words
from reconnect_tui.interchange.records import FoundPerson, Reading
from reconnect_tui.store import sources
from reconnect_tui.store.database import Store

TRACKED = ("first_name", "last_name", "name", "nickname", "company", "position", "location", "about", "birthday", "connected_on")
"""Fields of a person that an import writes and may write again."""


_TRACKED_OF = attrgetter(*TRACKED)
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
    return _ENCODE(
        [
            *(value or "" for value in _TRACKED_OF(found)),
            [[point.kind, point.value, point.label] for point in found.contacts],
            list(found.tags),
        ]
    )


def fields_from(text: str) -> dict[str, str]:
    """The tracked fields of a stored record."""
    return dict(zip(TRACKED, json.loads(text), strict=False))


def match(store: Store, reading: Reading) -> Match:
    """Match every person of a reading; nothing is written."""
    known = sources.records(store, reading.source)
    deleted_keys = sources.tombstones(store, reading.source)
    in_file = {found.key for found in reading.people}
    aliases = sources.former_slugs(store) if reading.source == "linkedin" else {}
    key_of_person = {record.person_id: record for record in known.values()}
    by_slug = sources.people_by_contact(store, "linkedin")
    by_email = sources.people_by_contact(store, "email")
    by_name = _names_and_dates(known)
    names = sources.names(store)
    claimed: set[int] = set()
    twins: dict[tuple[str, str], int] = {}
    for found in reading.people:
        if found.connected_on:
            pair = (found.name, found.connected_on)
            twins[pair] = twins.get(pair, 0) + 1

    new: list[FoundPerson] = []
    updates: list[Update] = []
    back: list[int] = []
    person_of = aliases | {key: record.person_id for key, record in known.items()}
    unchanged = deleted = renamed = 0
    for found in reading.people:
        record = known.get(found.key)
        if record is not None:
            if record.absent_since:
                back.append(record.id)
            if record.fields == fields_of(found):
                unchanged += 1
            else:
                updates.append(Update(record.person_id, found, record, None))
            continue
        if found.key in deleted_keys:
            deleted += 1
            person_of.pop(found.key, None)
            continue
        person_id = _by_alias(found, aliases, key_of_person, in_file)
        if person_id is None:
            person_id = _somebody_here(found, by_slug, by_email, by_name, twins, in_file, key_of_person, names)
        if person_id is None or person_id in claimed:
            person_of.pop(found.key, None)
            new.append(found)
            continue
        claimed.add(person_id)
        person_of[found.key] = person_id
        old = key_of_person.get(person_id)
        renamed += old is not None
        updates.append(Update(person_id, found, old, old.key if old else None))
    kept = {update.record.id for update in updates if update.record}
    missing = [
        record.id for key, record in known.items() if key not in in_file and not record.absent_since and record.id not in kept
    ]
    return Match(new, updates, unchanged, deleted, missing if reading.people else [], back, person_of, renamed)


def _names_and_dates(known: dict[str, sources.Record]) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """(name, connected on) as the file last had them → (person, key): what the user made of the name does not matter."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for record in known.values():
        fields = fields_from(record.fields)
        if fields["connected_on"]:
            found.setdefault((fields["name"], fields["connected_on"]), []).append((record.person_id, record.key))
    return found


def _by_alias(
    found: FoundPerson, aliases: dict[str, int], key_of_person: dict[int, sources.Record], in_file: set[str]
) -> int | None:
    """Whoever had this address before, unless they are in the file under their present one: then it is somebody else's now."""
    person_id = aliases.get(found.key)
    if person_id is None:
        return None
    record = key_of_person.get(person_id)
    return None if record is not None and record.key in in_file else person_id


def _same_name(one: str, other: str) -> bool:
    """Whether two names agree in all words of the shorter one; an e-mail address alone may be a household's."""
    first, second = set(name_words(one)), set(name_words(other))
    return bool(first and second) and (first <= second or second <= first)


def _somebody_here(
    found: FoundPerson,
    by_slug: dict[str, set[int]],
    by_email: dict[str, set[int]],
    by_name: dict[tuple[str, str], list[tuple[int, str]]],
    twins: dict[tuple[str, str], int],
    in_file: set[str],
    key_of_person: dict[int, sources.Record],
    names: dict[int, str],
) -> int | None:
    for point in found.contacts:
        people = (by_slug if point.kind == "linkedin" else by_email if point.kind == "email" else {}).get(point.normalised, set())
        if len(people) == 1:
            person_id = next(iter(people))
            if point.kind == "email" and not _same_name(found.name, names.get(person_id, "")):
                continue
            record = key_of_person.get(person_id)
            if record is None or record.key not in in_file:
                return person_id
    if found.connected_on and twins[found.name, found.connected_on] == 1:
        fits = by_name.get((found.name, found.connected_on), [])
        if len(fits) == 1 and fits[0][1] not in in_file:
            return fits[0][0]
    return None
