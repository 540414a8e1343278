"""What was read from where, and who is known by what: all that finding out who is whom has to look up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reconnect_tui.core.sameness import Known
from reconnect_tui.store.database import Store

MERGED = "merged"
"""The source of a tombstone that says: this uid is somebody else's now (whose uid is the key)."""

_AT_ONCE = 5_000
"""How many people are named in one query; SQLite takes 32,766 values."""


MOMENT = "moment"
"""The source of a tombstone that stands for a moment: its key is the moment's own ``source_key``."""


class Record(NamedTuple):
    """One source record: the person it became and its fields as last read (JSON)."""

    id: int
    key: str
    person_id: int
    fields: str
    absent_since: str | None


def records(store: Store, source: str) -> dict[str, Record]:
    """All records of a source by key."""
    rows = store.connection.execute(
        "SELECT id, key, person_id, fields, absent_since FROM source_record WHERE source = ?", (source,)
    )
    return {row[1]: Record(*row) for row in rows}


def people_by_contact(store: Store, kind: str) -> dict[str, set[int]]:
    """Normalised contact → the people who have it."""
    found: dict[str, set[int]] = {}
    for normalised, person_id in store.connection.execute(
        "SELECT normalised, person_id FROM contact_point WHERE kind = ? AND normalised <> ''", (kind,)
    ):
        found.setdefault(normalised, set()).add(person_id)
    return found


def former_slugs(store: Store) -> dict[str, int]:
    """Former slug → person."""
    return dict(store.connection.execute("SELECT slug, person_id FROM former_slug").fetchall())


def tombstones(store: Store, source: str) -> set[str]:
    """Keys of records whose person was deleted here and stays deleted."""
    return {row[0] for row in store.connection.execute("SELECT key FROM tombstone WHERE source = ?", (source,))}


def uids(store: Store) -> dict[str, int]:
    """Uid → person, of everybody; the uids of those who were merged into somebody lead to whom they became."""
    found: dict[str, int] = dict(store.connection.execute("SELECT uid, id FROM person").fetchall())
    merged = store.connection.execute("SELECT uid, key FROM tombstone WHERE source = ?", (MERGED,)).fetchall()
    return {uid: found[kept] for uid, kept in merged if kept in found} | found


def deleted_uids(store: Store) -> set[str]:
    """Uids of the people who were deleted here, or merged into somebody who was."""
    rows = store.connection.execute(
        "SELECT uid FROM tombstone WHERE source <> ? OR key NOT IN (SELECT uid FROM person)", (MERGED,)
    )
    return {row[0] for row in rows}


def not_same(store: Store) -> dict[int, set[int]]:
    """Person → those of whom the user said that they are somebody else; told from both sides."""
    found: dict[int, set[int]] = {}
    for one, other in store.connection.execute(
        "SELECT a.id, b.id FROM not_same n JOIN person a ON a.uid = n.uid JOIN person b ON b.uid = n.other_uid"
    ):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def names(store: Store) -> dict[int, str]:
    """Person → name, of everybody."""
    return dict(store.connection.execute("SELECT id, name FROM person").fetchall())


def name_and_company(store: Store) -> list[tuple[int, str, str]]:
    """(person, name, company) of everybody."""
    return store.connection.execute("SELECT id, name, company FROM person ORDER BY id").fetchall()


def origins(store: Store) -> dict[int, frozenset[str]]:
    """Person → the sources they were read from; who was added by hand is not in it."""
    found: dict[int, frozenset[str]] = {}
    for number, source in store.connection.execute("SELECT person_id, source FROM source_record"):
        known = found.get(number)
        found[number] = frozenset((source,)) if known is None else known | {source}
    return found


def contacts_of_kind(store: Store, kind: str) -> list[tuple[int, str]]:
    """(person, normalised) of every contact of a kind."""
    return store.connection.execute(
        "SELECT person_id, normalised FROM contact_point WHERE kind = ? AND normalised <> '' ORDER BY person_id", (kind,)
    ).fetchall()


def known(store: Store, people: Iterable[int]) -> dict[int, Known]:
    """What the rules of likeness look at, of these people."""
    ids = sorted(people)
    found: dict[int, Known] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        hung: dict[tuple[int, str], set[str]] = {}
        for number, kind, value in store.connection.execute(
            f"SELECT person_id, kind, normalised FROM contact_point WHERE person_id IN ({marks}) AND normalised <> '' UNION ALL "
            f"SELECT person_id, 'source', source FROM source_record WHERE person_id IN ({marks}) UNION ALL "
            f"SELECT person_id, 'linkedin', slug FROM former_slug WHERE person_id IN ({marks})",
            (*some, *some, *some),
        ):
            hung.setdefault((number, kind), set()).add(value)
        for number, *fields in store.connection.execute(
            f"SELECT id, name, company, location, birthday, status FROM person WHERE id IN ({marks})", some
        ):
            sets = (frozenset(hung.get((number, kind), ())) for kind in ("email", "phone", "linkedin", "source"))
            found[number] = Known(number, *fields, *sets)
    return found


class SourceFile(NamedTuple):
    """A file that was read before; dates are ISO days."""

    name: str
    dated: str | None
    owner: str | None
    read_on: str


def last_file(store: Store, source: str) -> SourceFile | None:
    """The newest export of that source that was read, by its own date."""
    row = store.connection.execute(
        "SELECT name, dated, owner, read_on FROM source_file WHERE source = ? ORDER BY coalesce(dated, read_on) DESC, id DESC",
        (source,),
    ).fetchone()
    return SourceFile(*row) if row else None


def moment_keys(store: Store) -> set[str]:
    """Keys of all imported moments, and of those that were removed here and stay so."""
    rows = store.connection.execute(
        "SELECT source_key FROM moment WHERE source_key IS NOT NULL UNION ALL SELECT key FROM tombstone WHERE source = ? AND key <> ''",
        (MOMENT,),
    )
    return {row[0] for row in rows}


def moment_uids(store: Store) -> set[str]:
    """Uids of all moments, and of those that were removed here and stay so."""
    rows = store.connection.execute("SELECT uid FROM moment UNION ALL SELECT uid FROM tombstone WHERE source = ?", (MOMENT,))
    return {row[0] for row in rows}


def mark_absent(store: Store, source: str, missing: Iterable[int], back: Iterable[int], day: str) -> None:
    """Note which records are not in the newest file any more, and which are in it again."""
    store.connection.executemany("UPDATE source_record SET absent_since = ? WHERE id = ?", [(day, number) for number in missing])
    store.connection.executemany("UPDATE source_record SET absent_since = NULL WHERE id = ?", [(number,) for number in back])
