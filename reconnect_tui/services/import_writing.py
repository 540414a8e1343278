"""The writing half of an import, inside its action: what was read and matched becomes rows.

A field is updated only if its source record's own value changed and the person's current value is what an import wrote (DESIGN.md).
The same holds for what hangs on a person: a tag or an address that the record had before, and that is gone here, was taken away by
the user and does not come back.
"""

from __future__ import annotations

import json
import os
from operator import attrgetter, itemgetter

from reconnect_tui.core.names import name_words
from reconnect_tui.core.person import STATUSES, WIDE, ContactPoint, Person
from reconnect_tui.interchange.records import FoundMoment, FoundPerson, FoundRelation, Kept, Reading
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.matching import LATER_TRACKED, OWN_KEY, TRACKED, Match, Update, fields_from, fields_of
from reconnect_tui.store import imported, people, sources
from reconnect_tui.store.bulk import bulk
from reconnect_tui.store.people import insert, update

PERSON_COLUMNS = (
    "uid", "name", "first_name", "last_name", "nickname", "greeting", "company", "position", "location", "about", "birthday",
    "connected_on", "headline", "language", "circle_id", "salutation", "pace", "status", "how_met", "later_until",
)  # fmt: skip

ALWAYS_FOUND = ("name", "first_name", "last_name", "greeting", "company", "position", "birthday", "connected_on")
SOMETIMES_FOUND = ("nickname", "location", "about", "headline", "language")
"""Those of them that any file may fill; where all of the latter are empty, the table's own default is the same."""

_NOTHING_KEPT = Kept("")


class Writer:
    """Writes one reading. ``people`` first, then ``relations``, ``roles`` and ``moments``."""

    def __init__(self, desk: Desk, action: int, reading: Reading, matched: Match, before: sources.SourceFile | None) -> None:
        self.desk = desk
        self.action = action
        self.reading = reading
        self.matched = matched
        self.before = before
        self.connection = desk.store.connection
        self.person_of = dict(matched.person_of)

    def people(self) -> None:
        """Add and update the people of the reading, and mark who is not in the file any more."""
        for one in self.matched.updates:
            self._update(one)
        sources.mark_absent(self.desk.store, self.reading.source, self.matched.missing, self.matched.back, self.desk.day)
        self._insert(self.matched.new)

    def _insert(self, found_people: list[FoundPerson]) -> None:
        if not found_people:
            return
        random = os.urandom(6 * len(found_people)).hex()
        # in order, so that the index of uids grows at its end
        uids = sorted(random[start : start + 12] for start in range(0, len(random), 12))
        source = self.reading.source
        with bulk(self.connection, self.action) as many:
            first = many.insert("person", *self._rows(found_people, uids))
            numbered = list(enumerate(found_people, first))
            self.person_of.update((one.key, number) for number, one in numbered)
            many.insert(
                "contact_point",
                ("person_id", "kind", "value", "normalised", "label", "preferred"),
                [(number, *point[:4], int(point.preferred)) for number, one in numbered for point in one.contacts],
            )
            many.insert(
                "tag",
                ("person_id", "name"),
                [(number, tag) for number, one in numbered for tag in dict.fromkeys(one.tags)],
            )
            for table, column, field in (("nickname", "name", "nicknames"), ("former_slug", "slug", "former_slugs")):
                named = [(number, one) for number, who in numbered if who.kept for one in dict.fromkeys(getattr(who.kept, field))]
                many.insert(table, ("person_id", column), named)
            records = [(source, one.key, number, fields_of(one), one.raw) for number, one in numbered]
            records.sort(key=itemgetter(1))  # the unique index of keys grows at its end, too
            many.insert("source_record", ("source", "key", "person_id", "fields", "raw"), records)

    def _rows(self, found_people: list[FoundPerson], uids: list[str]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        """The columns and rows of new people. What no file but our own fills is left to the table's defaults: half the columns."""
        wide = people.circle_id(self.desk.store, WIDE)
        if any(one.kept for one in found_people):
            return PERSON_COLUMNS, [self._row(one, uid, wide) for uid, one in zip(uids, found_people, strict=True)]
        used = (*ALWAYS_FOUND, *(field for field in SOMETIMES_FOUND if any(map(attrgetter(field), found_people))))
        fields = attrgetter(*used)
        return ("uid", "circle_id", *used), [(uid, wide, *fields(one)) for uid, one in zip(uids, found_people, strict=True)]

    def _row(self, one: FoundPerson, uid: str, wide: int | None) -> tuple[object, ...]:
        kept = one.kept or _NOTHING_KEPT
        circle = people.circle_id(self.desk.store, kept.circle) if one.kept else wide
        return (
            kept.uid or uid, one.name, one.first_name, one.last_name, one.nickname, one.greeting, one.company, one.position,
            one.location, one.about, one.birthday, one.connected_on, one.headline, one.language, circle,
            kept.salutation, kept.pace, kept.status, kept.how_met, kept.later_until,
        )  # fmt: skip

    def _update(self, one: Update) -> None:
        """Bring one known person up to date."""
        store, found = self.desk.store, one.found
        person = people.get(store, one.person_id)
        was = fields_from(one.record.fields) if one.record else {}
        changes: dict[str, object] = {}
        for field in TRACKED + LATER_TRACKED:
            new, old, present = getattr(found, field) or "", was.get(field, ""), getattr(person, field) or ""
            if new and new != old and (present == old or not present) and new != present:
                changes[field] = new
        if found.kept is not None:
            changes |= _kept(person, found.kept)
        if "first_name" in changes and found.greeting and _greeting_was_imported(person):
            changes["greeting"] = found.greeting
        if changes:
            update(store, "person", person.id, **changes)
        self._remember_news(person, was, changes)
        had, had_tags = _hung(one.record.fields) if one.record else (set(), set())
        have = {(point.kind, point.normalised) for point in people.contacts(store, person.id)}
        for point in found.contacts:
            if (point.kind, point.normalised) not in have and (point.kind, point.value) not in had:
                people.add_contact(store, person.id, ContactPoint(*point))
        tagged = had_tags.union(people.tags(store, person.id))
        for tag in dict.fromkeys(found.tags):
            if tag not in tagged:
                insert(store, "tag", person_id=person.id, name=tag)
        if one.record is None:
            insert(
                store,
                "source_record",
                source=self.reading.source,
                key=found.key,
                person_id=person.id,
                fields=fields_of(found),
                raw=found.raw,
            )
            return
        update(store, "source_record", one.record.id, key=found.key, fields=fields_of(found), raw=found.raw, absent_since=None)
        if one.former_key and "|" not in one.former_key and "@" not in one.former_key and self.reading.source == "linkedin":
            insert(store, "former_slug", person_id=person.id, slug=one.former_key)
            people.remove_contact(store, person.id, "linkedin", one.former_key)

    def _remember_news(self, person: Person, was: dict[str, str], changes: dict[str, object]) -> None:
        """A new role or company is a reason to write; it names its two files' dates."""
        for field in ("position", "company"):
            if was.get(field) and changes.get(field):
                insert(
                    self.desk.store, "news", person_id=person.id, field=field, earlier=was[field], later=changes[field],
                    earlier_file=(self.before.dated or self.before.read_on) if self.before else None,
                    later_file=self.reading.dated or self.desk.day, noticed_on=self.desk.day,
                )  # fmt: skip

    def relations(self) -> None:
        """Tie the people whom new or changed records name as related: by record, by the only one of that name here, else by name alone."""
        named = [
            (self.person_of[one.key], one.relations) for one in self._written() if one.relations and one.key in self.person_of
        ]
        if not named:
            return
        by_name = imported.only_ones(self.desk.store)
        for person_id, related in named:
            have = imported.related(self.desk.store, person_id)
            for one in related:
                other = (self.person_of.get(one.key) if one.key else None) or by_name.get(name_words(one.name))
                if other != person_id and (one.kind, other) not in have and (one.kind, one.name) not in have:
                    self._relate(person_id, other, one)
                    have.add((one.kind, other or one.name))

    def _relate(self, person_id: int, other: int | None, one: FoundRelation) -> None:
        if other is not None or one.name:
            name = "" if other is not None else one.name
            insert(self.desk.store, "relation", person_id=person_id, other_id=other, kind=one.kind, other_name=name)

    def _written(self) -> list[FoundPerson]:
        return [*self.matched.new, *(one.found for one in self.matched.updates)]

    def roles(self) -> int:
        """Bring the owner's own positions up to date; returns how many are new or changed."""
        here = {(role.company, role.position, role.started_on): role for role in imported.own_roles(self.desk.store)}
        changed = 0
        for role in dict.fromkeys(self.reading.roles):
            known = here.get((role.company, role.position, role.started_on))
            if known is None:
                insert(self.desk.store, "own_role", **role._asdict())
            elif known.ended_on != role.ended_on:
                update(self.desk.store, "own_role", known.id, ended_on=role.ended_on)
            changed += known is None or known.ended_on != role.ended_on
        return changed

    def moments(self, found_moments: list[FoundMoment], prefix: str) -> tuple[int, int]:
        """Add the moments whose people are here; returns how many were added and how many left out."""
        if not found_moments:
            return 0, 0
        rows: list[tuple[object, ...]] = []
        with_people: list[tuple[list[int], str]] = []
        seen: set[str] = set()
        left_out = 0
        random = os.urandom(6 * len(found_moments)).hex()
        for number, moment in enumerate(found_moments):
            here = list(dict.fromkeys(self.person_of[key] for key in moment.people if key in self.person_of))
            if not here or moment.key in seen:
                left_out += 1
                continue
            seen.add(moment.key)
            own = moment.key.startswith(OWN_KEY)
            rows.append(
                (
                    moment.key.removeprefix(OWN_KEY) if own else random[number * 12 : number * 12 + 12],
                    moment.at, moment.kind, moment.direction, moment.channel, moment.text, moment.outcome,
                    moment.thread, int(moment.group_thread), moment.imported_as or (None if own else prefix + moment.key),
                )
            )  # fmt: skip
            with_people.append((here, moment.at))
        with bulk(self.connection, self.action) as many:
            first = many.insert(
                "moment",
                ("uid", "at", "kind", "direction", "channel", "text", "outcome", "thread", "group_thread", "source_key"),
                rows,
            )
            many.insert(
                "moment_person",
                ("moment_id", "person_id", "at"),
                [(number, person, at) for number, (here, at) in enumerate(with_people, first) for person in here],
            )
        return len(rows), left_out

    def directions(self, known: list[FoundMoment], prefix: str) -> int:
        """Give messages that were read without a direction the one that is known now (``--me``); returns how many."""
        if not known:
            return 0
        without = imported.without_direction(self.desk.store)
        told = [
            (moment.direction, int(moment.group_thread), without[prefix + moment.key])
            for moment in known
            if moment.direction is not None and prefix + moment.key in without
        ]
        if told:
            with bulk(self.connection, self.action) as many:
                many.update("moment", ("direction", "group_thread"), told)
        return len(told)


def _kept(person: Person, kept: Kept) -> dict[str, object]:
    """What one of our own files fills in of the user's decisions: what is open here; and silence wins."""
    changes: dict[str, object] = {
        field: value
        for field, value in kept._asdict().items()
        if field in ("salutation", "pace", "how_met", "later_until") and value and not getattr(person, field)
    }
    if STATUSES.index(kept.status) > STATUSES.index(person.status):
        changes["status"] = kept.status
    return changes


def _hung(fields: str) -> tuple[set[tuple[str, str]], set[str]]:
    """The (kind, value) of the contacts, and the tags, that a stored record had."""
    values = json.loads(fields)
    contacts, tags = values[len(TRACKED) : len(TRACKED) + 2]
    return {(kind, value) for kind, value, _ in contacts}, set(tags)


def _greeting_was_imported(person: Person) -> bool:
    from reconnect_tui.core.names import greeting_name

    return person.greeting is None or person.greeting == greeting_name(person.first_name)
