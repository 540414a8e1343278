"""Everything that a home holds, as plain values without row ids: what an export writes, and what two homes are joined as.

Who and what is named by uid, a circle by its name. Sets are kept as ``Counter``: what was written down twice stays there twice, so that
what goes out comes back the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

Value = str | int | None
Row = tuple[Value, ...]
Edited = Mapping[str, str]
"""Field → when it was edited last (``YYYY-MM-DDTHH:MM:SSZ``); never edited: not in it."""

PERSON_FIELDS = (
    "name", "first_name", "last_name", "nickname", "greeting", "salutation", "language", "headline", "company", "position", "location",
    "about", "circle", "pace", "status", "birthday", "how_met", "connected_on", "later_until",
)  # fmt: skip
MOMENT_FIELDS = ("at", "kind", "direction", "channel", "text", "outcome", "thread", "group_thread", "template", "source_key")
FOLLOW_UP_FIELDS = ("person", "due", "what", "promise", "done_on", "dropped")
CIRCLE_FIELDS = ("days",)
CONTACT_FIELDS = ("kind", "value", "normalised", "label", "preferred")
NEWS_FIELDS = ("field", "earlier", "later", "earlier_file", "later_file", "noticed_on")
DRAFT_FIELDS = ("person", "kind", "text", "template", "subject", "saved_at", "handed_over", "channel")
RELATION_FIELDS = ("person", "other", "kind", "other_name")
TOMBSTONE_FIELDS = ("id", "source", "key", "deleted_on")
RECORD_FIELDS = ("person", "fields", "raw", "absent_since")
ROLE_FIELDS = ("company", "position", "started_on", "ended_on")
FILE_FIELDS = ("source", "name", "dated", "owner", "read_on")

AT, TEXT, SOURCE_KEY = (MOMENT_FIELDS.index(name) for name in ("at", "text", "source_key"))
NAME, CIRCLE, STATUS = (PERSON_FIELDS.index(name) for name in ("name", "circle", "status"))

MERGED = "merged"
"""The source of a tombstone that says: this uid is somebody else's now, whose uid is the key."""
REMOVED_MOMENT = "moment"
"""The source of a tombstone of a moment that the user removed; its key is the moment's ``source_key``, or ``""``."""

DEFAULT_CIRCLES: Mapping[str, int | None] = {"close": 21, "friends": 60, "work": 120, "wide": None}
"""The circles that every home begins with."""

UNEDITED: Edited = {}


class PersonRow(NamedTuple):
    """One person with all that hangs on them. ``fields`` are those of ``PERSON_FIELDS``; contacts are in the user's order."""

    uid: str
    fields: Row
    edited: Edited
    nicknames: tuple[str, ...]
    tags: tuple[str, ...]
    contacts: tuple[Row, ...]
    former_slugs: tuple[str, ...]
    news: tuple[Row, ...]
    skipped_on: tuple[str, ...]


class MomentRow(NamedTuple):
    """One moment; ``fields`` are those of ``MOMENT_FIELDS``, ``people`` the uids of everybody in it, sorted."""

    uid: str
    fields: Row
    edited: Edited
    people: tuple[str, ...]


class PlainRow(NamedTuple):
    """A follow-up (``FOLLOW_UP_FIELDS``, by uid) or a circle (``CIRCLE_FIELDS``, by name)."""

    uid: str
    fields: Row
    edited: Edited


class Everything(NamedTuple):
    """All of a home. ``records`` are by (source, key), ``mappings`` by the headings of the file, the other dicts by uid or name."""

    people: dict[str, PersonRow]
    moments: dict[str, MomentRow]
    circles: dict[str, PlainRow]
    relations: Counter[Row]
    follow_ups: dict[str, PlainRow]
    drafts: Counter[Row]
    not_same: Counter[Row]
    tombstones: Counter[Row]
    records: dict[tuple[str, str], Row]
    own_roles: Counter[Row]
    source_files: Counter[Row]
    mappings: dict[str, str]
    kept_lines: dict[tuple[str, str], str]
    """(moment, words) → the day they were kept."""


def nothing() -> Everything:
    """An empty one, to be filled by ``add``."""
    return Everything({}, {}, {}, Counter(), {}, Counter(), Counter(), Counter(), {}, Counter(), Counter(), {}, {})


def pristine(everything: Everything) -> bool:
    """Say whether nothing has been written down yet: no more than the circles that every home begins with."""
    return {name: row.fields[0] for name, row in everything.circles.items()} == dict(DEFAULT_CIRCLES) and not any(
        part for name, part in everything._asdict().items() if name != "circles"
    )


def add(everything: Everything, section: str, record: Mapping[str, object]) -> None:
    """Add one record of an export's section; its values have the right types already."""
    _ADD[section](everything, record)


def _values(record: Mapping[str, object], fields: Iterable[str]) -> Row:
    return tuple([record[field] for field in fields])  # type: ignore[misc]


def _edited(record: Mapping[str, object]) -> Edited:
    edited = record["edited"]
    assert isinstance(edited, dict)
    return edited or UNEDITED


def ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows in the one order that depends on nothing but their values; what is unknown comes first."""
    return tuple(sorted(rows, key=order))


def order(row: Row) -> tuple[tuple[bool, bool, Value], ...]:
    """The key that rows of mixed values are sorted by."""
    return tuple((value is not None, isinstance(value, str), 0 if value is None else value) for value in row)


def _texts(record: Mapping[str, object], name: str) -> tuple[str, ...]:
    values = record[name]
    assert isinstance(values, list)
    return tuple(sorted(values)) if values else ()


def _rows(record: Mapping[str, object], name: str, fields: tuple[str, ...]) -> tuple[Row, ...]:
    values = record[name]
    assert isinstance(values, list)
    return tuple([_values(value, fields) for value in values]) if values else ()


def _person(everything: Everything, record: Mapping[str, object]) -> None:
    uid = str(record["id"])
    contacts = _rows(record, "contacts", CONTACT_FIELDS)
    news = _rows(record, "news", NEWS_FIELDS)
    everything.people[uid] = PersonRow(
        uid,
        _values(record, PERSON_FIELDS),
        _edited(record),
        _texts(record, "nicknames"),
        _texts(record, "tags"),
        preferred_first(contacts) if len(contacts) > 1 else contacts,
        _texts(record, "former_slugs"),
        ordered(news) if len(news) > 1 else news,
        _texts(record, "skipped_on"),
    )


def preferred_first(contacts: Iterable[Row]) -> tuple[Row, ...]:
    """Ways to reach a person in the order the program keeps them in: preferred ones first, otherwise as they stand."""
    return tuple(sorted(contacts, key=lambda contact: not contact[4]))


def _moment(everything: Everything, record: Mapping[str, object]) -> None:
    uid = str(record["id"])
    everything.moments[uid] = MomentRow(uid, _values(record, MOMENT_FIELDS), _edited(record), _texts(record, "people"))


def _follow_up(everything: Everything, record: Mapping[str, object]) -> None:
    uid = str(record["id"])
    everything.follow_ups[uid] = PlainRow(uid, _values(record, FOLLOW_UP_FIELDS), _edited(record))


def _circle(everything: Everything, record: Mapping[str, object]) -> None:
    name = str(record["name"])
    everything.circles[name] = PlainRow(name, _values(record, CIRCLE_FIELDS), _edited(record))


def _record(everything: Everything, record: Mapping[str, object]) -> None:
    everything.records[str(record["source"]), str(record["key"])] = _values(record, RECORD_FIELDS)


def _mapping(everything: Everything, record: Mapping[str, object]) -> None:
    everything.mappings[str(record["headings"])] = str(record["fields"])


def _kept_line(everything: Everything, record: Mapping[str, object]) -> None:
    everything.kept_lines[str(record["moment"]), str(record["text"])] = str(record["kept_on"])


_Adder = Callable[[Everything, Mapping[str, object]], None]


def _counted(part: str, fields: tuple[str, ...]) -> _Adder:
    def adder(everything: Everything, record: Mapping[str, object]) -> None:
        getattr(everything, part)[_values(record, fields)] += 1

    return adder


_ADD: dict[str, _Adder] = {
    "people": _person,
    "moments": _moment,
    "circles": _circle,
    "relations": _counted("relations", RELATION_FIELDS),
    "follow_ups": _follow_up,
    "drafts": _counted("drafts", DRAFT_FIELDS),
    "not_same": _counted("not_same", ("person", "other")),
    "tombstones": _counted("tombstones", TOMBSTONE_FIELDS),
    "source_records": _record,
    "own_roles": _counted("own_roles", ROLE_FIELDS),
    "source_files": _counted("source_files", FILE_FIELDS),
    "mappings": _mapping,
    "kept_lines": _kept_line,
}
SECTIONS = tuple(_ADD)
"""The sections of an export, in their order."""
