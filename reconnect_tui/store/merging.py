"""Two people become one: every row that hangs on the other goes over. Runs inside ``history.action``, so undo brings both back.

Rows are moved where that is all. Contacts and drafts are taken away and put in anew, so that those of the person who is kept stay the
first ones, and so that undo never puts an old text over words typed since.
"""

from __future__ import annotations

from reconnect_tui.store import moments
from reconnect_tui.store.database import Store
from reconnect_tui.store.people import insert, update
from reconnect_tui.store.sources import MERGED

_SETS = {
    "tag": ("name",),
    "nickname": ("name",),
    "former_slug": ("slug",),
    "skip": ("day",),
    "news": ("field", "earlier", "later", "earlier_file", "later_file"),
}
"""What hangs on a person once: a second row with the same of these goes."""
_SAME_MOMENT = ("at", "kind", "direction", "channel", "text", "outcome", "group_thread")


def absorb(store: Store, keep: int, other: int) -> None:
    """Hang on ``keep`` whatever hangs on ``other``, but for the other's own fields. Nothing is lost; what both have is kept once."""
    connection = store.connection
    for table, columns in _SETS.items():
        same = " AND ".join(f"k.{column} IS {table}.{column}" for column in columns)
        connection.execute(
            f"DELETE FROM {table} WHERE person_id = ? AND EXISTS (SELECT 1 FROM {table} k WHERE k.person_id = ? AND {same})",
            (other, keep),
        )
        if table != "tag":
            _move(store, table, keep, other)
    _tags(store, keep, other)
    _contacts(store, keep, other)
    _moments(store, keep, other)
    _relations(store, keep, other)
    _drafts(store, keep, other)
    for table in ("follow_up", "source_record"):
        _move(store, table, keep, other)


def remove(store: Store, other_id: int, other_uid: str, uid: str, day: str) -> None:
    """Remove the other person, who has become the one with ``uid``, and remember that for good.

    What was said not to be the same as the other is not the same as who is kept; that the two are not the same is taken back.
    """
    connection = store.connection
    said = connection.execute(
        "SELECT id, CASE uid WHEN ?1 THEN other_uid ELSE uid END FROM not_same WHERE ?1 IN (uid, other_uid) ORDER BY id",
        (other_uid,),
    ).fetchall()
    for number, third in said:
        connection.execute("DELETE FROM not_same WHERE id = ?", (number,))
        if third != uid and not are_not_same(store, uid, third):
            say_not_same(store, uid, third)
    for (number,) in connection.execute("SELECT id FROM tombstone WHERE source = ? AND key = ?", (MERGED, other_uid)).fetchall():
        update(store, "tombstone", number, key=uid)
    insert(store, "tombstone", uid=other_uid, source=MERGED, key=uid, deleted_on=day)
    connection.execute("DELETE FROM edit WHERE subject = ?", (other_uid,))
    connection.execute("DELETE FROM person WHERE id = ?", (other_id,))


def are_not_same(store: Store, uid: str, other_uid: str) -> bool:
    """Whether the user has said that these two are not the same person."""
    pair = tuple(sorted((uid, other_uid)))
    query = "SELECT 1 FROM not_same WHERE (uid, other_uid) IN (VALUES (?, ?), (?, ?))"
    return store.connection.execute(query, (*pair, *reversed(pair))).fetchone() is not None


def say_not_same(store: Store, uid: str, other_uid: str) -> None:
    """Remember that these two are not the same person."""
    first, second = sorted((uid, other_uid))
    insert(store, "not_same", uid=first, other_uid=second)


def nicknames(store: Store, person_id: int) -> tuple[str, ...]:
    """What the user calls a person."""
    rows = store.connection.execute("SELECT name FROM nickname WHERE person_id = ? ORDER BY name", (person_id,))
    return tuple(row[0] for row in rows)


def own_words(store: Store, person_id: int) -> int:
    """How much of the user's own hangs on a person: what they noted, promised, typed or called them."""
    row = store.connection.execute(
        "SELECT (SELECT count(*) FROM moment_person mp JOIN moment m ON m.id = mp.moment_id "
        "WHERE mp.person_id = ?1 AND m.source_key IS NULL) + (SELECT count(*) FROM follow_up WHERE person_id = ?1) + "
        "(SELECT count(*) FROM draft WHERE person_id = ?1) + (SELECT count(*) FROM nickname WHERE person_id = ?1) + "
        "(SELECT (how_met <> '') + (salutation <> '') + (pace IS NOT NULL) FROM person WHERE id = ?1)",
        (person_id,),
    ).fetchone()
    return int(row[0])


def sources_of(store: Store, person_id: int) -> tuple[str, ...]:
    """The sources that a person was read from; empty for somebody added by hand."""
    rows = store.connection.execute("SELECT DISTINCT source FROM source_record WHERE person_id = ? ORDER BY source", (person_id,))
    return tuple(row[0] for row in rows)


def is_called(store: Store, name: str, but: tuple[int, int]) -> bool:
    """Whether anybody else than these two has exactly this name."""
    row = store.connection.execute(
        "SELECT 1 FROM person WHERE name = ? COLLATE NOCASE AND id NOT IN (?, ?)", (name, *but)
    ).fetchone()
    return row is not None


def _move(store: Store, table: str, keep: int, other: int) -> None:
    store.connection.execute(f"UPDATE {table} SET person_id = ? WHERE person_id = ?", (keep, other))


def _tags(store: Store, keep: int, other: int) -> None:
    # put on anew, as one that was taken off before has to be
    tags = [row[0] for row in store.connection.execute("SELECT name FROM tag WHERE person_id = ? ORDER BY id", (other,))]
    store.connection.execute("DELETE FROM tag WHERE person_id = ?", (other,))
    for name in tags:
        insert(store, "tag", person_id=keep, name=name)


def _contacts(store: Store, keep: int, other: int) -> None:
    query = (
        "SELECT id, kind, value, normalised, label, preferred FROM contact_point WHERE person_id = ? ORDER BY preferred DESC, id"
    )
    have: dict[tuple[str, str], tuple[int, str]] = {}
    favoured: set[str] = set()
    for number, kind, value, normalised, label, preferred in store.connection.execute(query, (keep,)).fetchall():
        have.setdefault((kind, normalised or value), (number, label))
        favoured |= {kind} if preferred else set()
    theirs = store.connection.execute(query, (other,)).fetchall()
    store.connection.execute("DELETE FROM contact_point WHERE person_id = ?", (other,))
    for _, kind, value, normalised, label, preferred in theirs:
        number, known_label = have.get((kind, normalised or value), (0, ""))
        if not number:
            number = insert(
                store, "contact_point", person_id=keep, kind=kind, value=value, normalised=normalised, label=label,
                preferred=int(preferred and kind not in favoured),
            )  # fmt: skip
            have[kind, normalised or value] = (number, label)
        elif label and not known_label:
            update(store, "contact_point", number, label=label)
            have[kind, normalised or value] = (number, label)


def _moments(store: Store, keep: int, other: int) -> None:
    connection = store.connection
    connection.execute(
        "DELETE FROM moment_person WHERE person_id = ? AND moment_id IN (SELECT moment_id FROM moment_person WHERE person_id = ?)",
        (other, keep),
    )
    moved = [
        row[0]
        for row in connection.execute("SELECT moment_id FROM moment_person WHERE person_id = ? ORDER BY moment_id", (other,))
    ]
    _move(store, "moment_person", keep, other)
    for number in moved:
        for twin, gone in _twins(store, keep, number):
            if twin not in moved and _people_of(store, number) == _people_of(store, twin):
                stays = twin if gone == number else number
                store.connection.execute("UPDATE OR IGNORE kept_line SET moment_id = ? WHERE moment_id = ?", (stays, gone))
                moments.remove(store, gone)
                break


def _twins(store: Store, keep: int, number: int) -> list[tuple[int, int]]:
    """(moment that says the same, the one of the two that may go) among a person's moments.

    Two that came from files stay two, as the next import would bring the second one back.
    """
    same = " AND ".join(f"t.{column} IS m.{column}" for column in _SAME_MOMENT)
    rows = store.connection.execute(
        "SELECT t.id, m.source_key IS NULL, t.source_key IS NULL, t.thread, t.template, m.thread, m.template FROM moment m "
        "JOIN moment_person mp ON mp.person_id = ? AND mp.at = m.at AND mp.moment_id <> m.id JOIN moment t ON t.id = mp.moment_id "
        f"WHERE m.id = ? AND {same} ORDER BY t.id",
        (keep, number),
    ).fetchall()
    found: list[tuple[int, int]] = []
    for twin, is_own, twin_is_own, *words in rows:
        stays, goes = (words[:2], words[2:]) if is_own else (words[2:], words[:2])
        if (is_own or twin_is_own) and all(its in ("", mine) for mine, its in zip(stays, goes, strict=True)):
            found.append((twin, number if is_own else twin))
    return found


def _people_of(store: Store, moment_id: int) -> set[int]:
    return {row[0] for row in store.connection.execute("SELECT person_id FROM moment_person WHERE moment_id = ?", (moment_id,))}


def _relations(store: Store, keep: int, other: int) -> None:
    connection = store.connection
    connection.execute("DELETE FROM relation WHERE person_id IN (?1, ?2) AND other_id IN (?1, ?2)", (keep, other))
    _move(store, "relation", keep, other)
    connection.execute("UPDATE relation SET other_id = ? WHERE other_id = ?", (keep, other))
    connection.execute(
        "DELETE FROM relation WHERE id IN (SELECT b.id FROM relation a JOIN relation b ON b.id > a.id AND b.person_id = a.person_id "
        "AND b.other_id IS a.other_id AND b.kind = a.kind AND b.other_name = a.other_name WHERE ?1 IN (a.person_id, a.other_id))",
        (keep,),
    )


def _drafts(store: Store, keep: int, other: int) -> None:
    columns = "kind, text, template, subject, saved_at, handed_over, channel"
    connection = store.connection
    if connection.execute("SELECT 1 FROM draft WHERE person_id = ?", (other,)).fetchone() is None:
        return
    rows = connection.execute(
        f"SELECT {columns} FROM draft WHERE person_id IN (?1, ?2) ORDER BY person_id = ?1, id", (keep, other)
    ).fetchall()
    connection.execute("DELETE FROM draft WHERE person_id IN (?, ?)", (keep, other))
    connection.executemany(
        f"INSERT INTO draft(person_id, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [(keep, *row) for row in rows]
    )
