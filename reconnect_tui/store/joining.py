"""Writing what two homes are together: only what differs from what is here. Runs inside ``history.action``.

Whoever goes by another uid from now on is renamed in place; what is gone or moved is deleted row by row, what is new comes in bulk
(``store.bulk``), and what changed is updated in place: an undone import that leaves somebody alone must find their rows again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from reconnect_tui.core.everything import (
    AT,
    CIRCLE,
    CONTACT_FIELDS,
    DRAFT_FIELDS,
    FILE_FIELDS,
    FOLLOW_UP_FIELDS,
    MOMENT_FIELDS,
    NEWS_FIELDS,
    PERSON_FIELDS,
    ROLE_FIELDS,
    Everything,
    MomentRow,
    PersonRow,
    PlainRow,
    Row,
    Value,
)
from reconnect_tui.store.bulk import Bulk, bulk
from reconnect_tui.store.database import Store

_PERSON = tuple("circle_id" if field == "circle" else field for field in PERSON_FIELDS)
_FOLLOW_UP = tuple("person_id" if field == "person" else field for field in FOLLOW_UP_FIELDS)
_DRAFT = tuple("person_id" if field == "person" else field for field in DRAFT_FIELDS)
_HANGING: dict[str, tuple[str, ...]] = {
    "nickname": ("name",),
    "tag": ("name",),
    "contact_point": CONTACT_FIELDS,
    "former_slug": ("slug",),
    "news": NEWS_FIELDS,
    "skip": ("day",),
}
_PLAIN: dict[str, tuple[str, ...]] = {
    "not_same": ("uid", "other_uid"),
    "tombstone": ("uid", "source", "key", "deleted_on"),
    "own_role": ROLE_FIELDS,
    "source_file": FILE_FIELDS,
}

Told = Callable[[int, int], None]
_Thing = TypeVar("_Thing", PersonRow, MomentRow, PlainRow)
_People = Sequence[tuple[PersonRow | None, PersonRow | None]]
_Moments = Sequence[tuple[MomentRow | None, MomentRow | None]]
_Plains = Sequence[tuple[PlainRow | None, PlainRow | None]]
"""(before, after) of what differs; ``None`` for what was not there, or is no more."""


class Renaming(NamedTuple):
    """Old uid → new uid of those whose row stays and gets another name."""

    people: Mapping[str, str]
    moments: Mapping[str, str]


def version(store: Store) -> int:
    """A number that is another one as soon as anybody else has written (``PRAGMA data_version``)."""
    return int(store.connection.execute("PRAGMA data_version").fetchone()[0])


def write(store: Store, action: int, before: Everything, after: Everything, renamed: Renaming, told: Told) -> None:
    """Make ``after`` of what is here. ``before`` is what is here, by the new names. ``told(done, of)`` hears how far it is."""
    _Writer(store, action, before, after).write(renamed, told)


class _Writer:
    def __init__(self, store: Store, action: int, before: Everything, after: Everything) -> None:
        self.connection = store.connection
        self.action = action
        self.before = before
        self.after = after
        self.people: dict[str, int] = {}
        self.circles: dict[str, int] = {}

    def write(self, renamed: Renaming, told: Told) -> None:
        self.connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, names in (("person", renamed.people), ("moment", renamed.moments)):
            for old, new in names.items():
                self.connection.execute(f"UPDATE {table} SET uid = ? WHERE uid = ?", (new, old))
                self.connection.execute("UPDATE edit SET subject = ? WHERE subject = ?", (new, old))
        self.people = dict(self.connection.execute("SELECT uid, id FROM person").fetchall())
        people = _changed(self.before.people, self.after.people)
        moments = _changed(self.before.moments, self.after.moments)
        follow_ups = _changed(self.before.follow_ups, self.after.follow_ups)
        told(1, 6)
        self._take_away(people, moments, follow_ups)
        self._circles()
        told(2, 6)
        with bulk(self.connection, self.action) as many:
            self._new_people(many, [new for old, new in people if old is None and new is not None])
            self._new_hanging(many, people)
            told(3, 6)
            self._new_moments(many, moments)
            told(4, 6)
            self._new_rest(many, follow_ups)
        self._change(people, moments, follow_ups)
        self._edits([*people, *moments, *follow_ups])
        self._drafts()
        told(5, 6)

    def _take_away(
        self,
        people: _People,
        moments: _Moments,
        follow_ups: _Plains,
    ) -> None:
        """Delete what is no more, the small before what it hangs on."""
        delete = self.connection.execute
        for old, new in moments:
            if old is not None:
                here = set(new.people) if new else set()
                for person in old.people:
                    if person not in here:
                        delete(
                            "DELETE FROM moment_person WHERE person_id = ? AND moment_id = (SELECT id FROM moment WHERE uid = ?)",
                            (self.people[person], old.uid),
                        )
                if new is None:
                    delete("DELETE FROM edit WHERE subject = ?", (old.uid,))
                    delete("DELETE FROM moment WHERE uid = ?", (old.uid,))
        for one, other in follow_ups:
            if other is None and one is not None:
                delete("DELETE FROM edit WHERE subject = ?", (one.uid,))
                delete("DELETE FROM follow_up WHERE uid = ?", (one.uid,))
        for row in (self.before.drafts - self.after.drafts).elements():
            self._delete_row("draft", _DRAFT, (self._person(row[0]), *row[1:]))
        for row in (self.before.relations - self.after.relations).elements():
            self._delete_row("relation", ("person_id", "other_id", "kind", "other_name"), self._relation(row))
        for table, columns in _PLAIN.items():
            for row in (_plain(self.before, table) - _plain(self.after, table)).elements():
                self._delete_row(table, columns, row)
        for source, key in self.before.records.keys() - self.after.records.keys():
            delete("DELETE FROM source_record WHERE source = ? AND key = ?", (source, key))
        for headings in self.before.mappings.keys() - self.after.mappings.keys():
            delete("DELETE FROM mapping WHERE headings = ?", (headings,))
        for uid, words in self.before.kept_lines.keys() - self.after.kept_lines.keys():
            delete("DELETE FROM kept_line WHERE text = ? AND moment_id = (SELECT id FROM moment WHERE uid = ?)", (words, uid))
        for was, now in people:
            if was is not None:
                for table, columns in _HANGING.items():
                    for row in _lost(table, was, now).elements():
                        self._delete_row(table, ("person_id", *columns), (self.people[was.uid], *row))
                if now is None:
                    delete("DELETE FROM edit WHERE subject = ?", (was.uid,))
        gone = [(was.uid,) for was, now in people if was is not None and now is None]
        self.connection.executemany("DELETE FROM person WHERE uid = ?", gone)  # a record that moves still names them: deferred

    def _delete_row(self, table: str, columns: Sequence[str], row: Sequence[Value]) -> None:
        same = " AND ".join(f"{column} IS ?" for column in columns)
        self.connection.execute(
            f"DELETE FROM {table} WHERE id = (SELECT id FROM {table} WHERE {same} ORDER BY id DESC LIMIT 1)", tuple(row)
        )

    def _circles(self) -> None:
        before, after = self.before.circles, self.after.circles
        for name in before.keys() - after.keys():
            self.connection.execute("DELETE FROM circle WHERE name = ?", (name,))
        for name, circle in after.items():
            if name not in before:
                self.connection.execute("INSERT INTO circle(name, days) VALUES (?, ?)", (name, circle.fields[0]))
            elif circle.fields != before[name].fields:
                self.connection.execute("UPDATE circle SET days = ? WHERE name = ?", (circle.fields[0], name))
        self.circles = dict(self.connection.execute("SELECT name, id FROM circle").fetchall())

    def _new_people(self, many: Bulk, new: list[PersonRow]) -> None:
        first = many.insert("person", ("uid", *_PERSON), [(person.uid, *self._fields(person)) for person in new])
        self.people.update((person.uid, number) for number, person in enumerate(new, first))

    def _fields(self, person: PersonRow) -> Row:
        values = person.fields
        return (*values[:CIRCLE], self.circles.get(str(values[CIRCLE])), *values[CIRCLE + 1 :])

    def _new_hanging(self, many: Bulk, people: _People) -> None:
        for table, columns in _HANGING.items():
            rows = [
                (self.people[new.uid], *row)
                for old, new in people
                if new is not None
                for row in (_hung(table, new) if old is None else _gained(table, old, new))
            ]
            many.insert(table, ("person_id", *columns), rows)

    def _new_moments(self, many: Bulk, moments: _Moments) -> None:
        new = [moment for old, moment in moments if old is None and moment is not None]
        first = many.insert("moment", ("uid", *MOMENT_FIELDS), [(moment.uid, *moment.fields) for moment in new])
        links = [
            (number, self.people[person], moment.fields[AT])
            for number, moment in enumerate(new, first)
            for person in moment.people
        ]
        for old, moment in moments:
            if old is not None and moment is not None and old.people != moment.people:
                number = self._moment(moment.uid)
                links += [
                    (number, self.people[person], moment.fields[AT]) for person in moment.people if person not in old.people
                ]
        many.insert("moment_person", ("moment_id", "person_id", "at"), links)

    def _moment(self, uid: str) -> int:
        return int(self.connection.execute("SELECT id FROM moment WHERE uid = ?", (uid,)).fetchone()[0])

    def _new_rest(self, many: Bulk, follow_ups: _Plains) -> None:
        before, after = self.before, self.after
        many.insert(
            "follow_up",
            ("uid", *_FOLLOW_UP),
            [
                (row.uid, self._person(row.fields[0]), *row.fields[1:])
                for old, row in follow_ups
                if old is None and row is not None
            ],
        )
        many.insert(
            "relation",
            ("person_id", "other_id", "kind", "other_name"),
            [self._relation(row) for row in (after.relations - before.relations).elements()],
        )
        for table, columns in _PLAIN.items():
            many.insert(table, columns, list((_plain(after, table) - _plain(before, table)).elements()))
        new = [(*key, self._person(row[0]), *row[1:]) for key, row in after.records.items() if key not in before.records]
        many.insert("source_record", ("source", "key", "person_id", "fields", "raw", "absent_since"), new)
        many.insert(
            "mapping", ("headings", "fields"), [pair for pair in after.mappings.items() if pair[0] not in before.mappings]
        )
        kept = [(self._moment(key[0]), key[1], day) for key, day in after.kept_lines.items() if key not in before.kept_lines]
        many.insert("kept_line", ("moment_id", "text", "kept_on"), kept)

    def _change(
        self,
        people: _People,
        moments: _Moments,
        follow_ups: _Plains,
    ) -> None:
        for was, now in people:
            if was is not None and now is not None:
                self._set("person", now.uid, _PERSON, self._fields(was), self._fields(now))
        for old, moment in moments:
            if old is not None and moment is not None:
                self._set("moment", moment.uid, MOMENT_FIELDS, old.fields, moment.fields)
                if old.fields[AT] != moment.fields[AT]:
                    self.connection.execute(
                        "UPDATE moment_person SET at = ?1 WHERE moment_id = ?2 AND at <> ?1",
                        (moment.fields[AT], self._moment(moment.uid)),
                    )
        for one, other in follow_ups:
            if one is not None and other is not None:
                was_of, is_of = self.people.get(str(one.fields[0])), self._person(other.fields[0])
                self._set("follow_up", other.uid, _FOLLOW_UP, (was_of, *one.fields[1:]), (is_of, *other.fields[1:]))
        for key, row in self.after.records.items():
            known = self.before.records.get(key)
            if known is not None and known != row:
                self.connection.execute(
                    "UPDATE source_record SET person_id = ?, fields = ?, raw = ?, absent_since = ? WHERE source = ? AND key = ?",
                    (self._person(row[0]), *row[1:], *key),
                )
        for headings, fields in self.after.mappings.items():
            if self.before.mappings.get(headings, fields) != fields:
                self.connection.execute("UPDATE mapping SET fields = ? WHERE headings = ?", (fields, headings))
        for (uid, words), day in self.after.kept_lines.items():
            if self.before.kept_lines.get((uid, words), day) != day:
                self.connection.execute(
                    "UPDATE kept_line SET kept_on = ? WHERE text = ? AND moment_id = ?", (day, words, self._moment(uid))
                )

    def _set(self, table: str, uid: str, columns: Sequence[str], old: Row, new: Row) -> None:
        different = [(column, value) for column, was, value in zip(columns, old, new, strict=True) if was != value]
        if different:
            sets = ", ".join(f"{column} = ?" for column, _ in different)
            self.connection.execute(f"UPDATE {table} SET {sets} WHERE uid = ?", (*(value for _, value in different), uid))

    def _edits(
        self, rows: Iterable[tuple[PersonRow | MomentRow | PlainRow | None, PersonRow | MomentRow | PlainRow | None]]
    ) -> None:
        circles = _changed(self.before.circles, self.after.circles)
        subjects = [(old, new, "") for old, new in rows] + [(old, new, "circle:") for old, new in circles]
        stamps = (
            (prefix + new.uid, field, at)
            for old, new, prefix in subjects
            if new is not None and new.edited
            for field, at in new.edited.items()
            if old is None or old.edited.get(field) != at
        )
        self.connection.executemany(
            "INSERT INTO edit(subject, field, at) VALUES (?, ?, ?) ON CONFLICT(subject, field) DO UPDATE SET at = excluded.at",
            stamps,
        )

    def _drafts(self) -> None:
        marks = ", ".join("?" * len(_DRAFT))
        new: list[Row] = [(self._person(row[0]), *row[1:]) for row in (self.after.drafts - self.before.drafts).elements()]
        new.sort(key=lambda row: str(row[5]))
        self.connection.executemany(f"INSERT INTO draft({', '.join(_DRAFT)}) VALUES ({marks})", new)

    def _person(self, uid: Value) -> int | None:
        return None if uid is None else self.people[str(uid)]

    def _relation(self, row: Row) -> Row:
        return (self._person(row[0]), self._person(row[1]), *row[2:])


def _changed(before: dict[str, _Thing], after: dict[str, _Thing]) -> list[tuple[_Thing | None, _Thing | None]]:
    """(before, after) of all that differ; ``None`` for what was not there, or is no more."""
    found: list[tuple[_Thing | None, _Thing | None]] = [(row, None) for uid, row in before.items() if uid not in after]
    for uid, row in after.items():
        old = before.get(uid)
        if old is not row and old != row:
            found.append((old, row))
    return found


def _plain(everything: Everything, table: str) -> Counter[Row]:
    return {
        "not_same": everything.not_same,
        "tombstone": everything.tombstones,
        "own_role": everything.own_roles,
        "source_file": everything.source_files,
    }[table]


def _hung(table: str, person: PersonRow) -> Sequence[Row]:
    if table == "contact_point":
        return person.contacts
    if table == "news":
        return person.news
    names: dict[str, tuple[str, ...]] = {
        "nickname": person.nicknames, "tag": person.tags, "former_slug": person.former_slugs, "skip": person.skipped_on,
    }  # fmt: skip
    return [(value,) for value in names[table]]


def _lost(table: str, old: PersonRow, new: PersonRow | None) -> Counter[Row]:
    was = _hung(table, old)
    if new is None or (table == "contact_point" and not _goes_on(old, new)):
        return Counter(was)
    return Counter(was) - Counter(_hung(table, new))


def _gained(table: str, old: PersonRow, new: PersonRow) -> Iterable[Row]:
    if table == "contact_point":
        return new.contacts[len(old.contacts) :] if _goes_on(old, new) else new.contacts
    return (Counter(_hung(table, new)) - Counter(_hung(table, old))).elements()


def _goes_on(old: PersonRow, new: PersonRow) -> bool:
    """Whether the contacts of old are the first of the new ones: their order is the order of their rows."""
    return new.contacts[: len(old.contacts)] == old.contacts
