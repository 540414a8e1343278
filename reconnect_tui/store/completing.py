"""Names to complete what somebody types, whoever was talked with last first. The silent are in none of them."""

from __future__ import annotations

from reconnect_tui.store.database import Store

_HEARD = "p.status NOT IN ('never', 'died')"
_LATEST = "ORDER BY s.last_contact IS NULL, s.last_contact DESC, p.name, p.id LIMIT ?"


def names(store: Store, words: tuple[str, ...], *, limit: int) -> list[tuple[int, str]]:
    """(id, name) of the people of whose names a word begins with each of these folded words; of everybody where there are none."""
    if not words:
        query = f"SELECT p.id, p.name FROM standing s JOIN person p ON p.id = s.person_id WHERE {_HEARD} {_LATEST}"
        return store.connection.execute(query, (limit,)).fetchall()
    match = "name : (" + " ".join('"' + word.replace('"', '""') + '" *' for word in words) + ")"
    return store.connection.execute(
        "SELECT p.id, p.name FROM person_search f JOIN person p ON p.id = f.rowid LEFT JOIN standing s ON s.person_id = p.id "
        f"WHERE person_search MATCH ? AND {_HEARD} {_LATEST}",
        (match, limit),
    ).fetchall()
