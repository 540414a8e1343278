"""Whom an import brought, and nobody has put into a circle yet."""

from __future__ import annotations

from reconnect_tui.store.database import Store


def next_unsorted(store: Store, circle: str, kind: str, passed: frozenset[int]) -> int | None:
    """The first active person of an import's ``circle`` about whom no action of that ``kind`` stands, but for those ``passed`` over."""
    rows = store.connection.execute(
        "SELECT p.id FROM person p JOIN circle c ON c.id = p.circle_id JOIN standing s ON s.person_id = p.id "
        "WHERE c.name = ? AND p.status = 'active' AND p.id IN (SELECT person_id FROM source_record) AND p.id NOT IN ("
        "SELECT person_id FROM action WHERE kind = ? AND undone IS NULL AND person_id IS NOT NULL) "
        "ORDER BY s.last_contact IS NULL, s.last_contact DESC, p.connected_on DESC, p.id",
        (circle, kind),
    )
    return next((number for (number,) in rows if number not in passed), None)
