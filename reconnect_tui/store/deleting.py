"""A person goes, with all that hangs on them, and stays gone. Runs inside ``history.action``, so undo brings everything back."""

from __future__ import annotations

from reconnect_tui.store.database import Store
from reconnect_tui.store.people import insert
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS

LINKEDIN = "linkedin"

_HANGING = tuple(
    table
    for table, columns in (COLUMNS | LOOSE_COLUMNS).items()
    if "person_id" in columns and table not in ("moment_person", "relation")
)
"""Whatever is a person's alone. What they share with others is looked at before it goes."""
_OF_A_MOMENT = tuple(table for table, columns in COLUMNS.items() if "moment_id" in columns)


def moments_of_nobody_else(store: Store, person_id: int) -> int:
    """How many moments are this person's alone, and would go with them."""
    return len(_own_moments(store, person_id))


def remove(store: Store, person_id: int, uid: str, day: str) -> None:
    """Remove a person. A moment with others stays theirs.

    Their tombstones keep them away: one for the uid, one for each record they were read from, and one for each profile they had.
    """
    connection = store.connection
    keys = dict.fromkeys(
        connection.execute("SELECT source, key FROM source_record WHERE person_id = ? ORDER BY id", (person_id,)).fetchall()
    )
    profiles = connection.execute(
        "SELECT normalised FROM contact_point WHERE person_id = ?1 AND kind = ?2 AND normalised <> '' UNION ALL "
        "SELECT slug FROM former_slug WHERE person_id = ?1",
        (person_id, LINKEDIN),
    ).fetchall()
    keys.update(dict.fromkeys((LINKEDIN, slug) for (slug,) in profiles))
    own = _own_moments(store, person_id)
    connection.execute(
        "DELETE FROM edit WHERE subject = ? OR subject IN (SELECT uid FROM follow_up WHERE person_id = ?)", (uid, person_id)
    )
    connection.execute("DELETE FROM not_same WHERE ? IN (uid, other_uid)", (uid,))
    connection.execute("DELETE FROM relation WHERE ? IN (person_id, other_id)", (person_id,))
    connection.execute("DELETE FROM moment_person WHERE person_id = ?", (person_id,))
    for number, moment_uid in own:
        for table in _OF_A_MOMENT:
            connection.execute(f"DELETE FROM {table} WHERE moment_id = ?", (number,))
        connection.execute("DELETE FROM edit WHERE subject = ?", (moment_uid,))
        connection.execute("DELETE FROM moment WHERE id = ?", (number,))
    for table in _HANGING:
        connection.execute(f"DELETE FROM {table} WHERE person_id = ?", (person_id,))
    connection.execute("DELETE FROM person WHERE id = ?", (person_id,))
    insert(store, "tombstone", uid=uid, deleted_on=day)
    for source, key in keys:
        insert(store, "tombstone", uid=uid, source=source, key=key, deleted_on=day)


def _own_moments(store: Store, person_id: int) -> list[tuple[int, str]]:
    return store.connection.execute(
        "SELECT m.id, m.uid FROM moment_person mp JOIN moment m ON m.id = mp.moment_id WHERE mp.person_id = ?1 AND NOT EXISTS ("
        "SELECT 1 FROM moment_person o WHERE o.moment_id = m.id AND o.person_id <> ?1) ORDER BY m.id",
        (person_id,),
    ).fetchall()
