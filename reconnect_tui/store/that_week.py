"""Who else was connected when somebody was, for asking how you met them. Nothing here writes."""

from __future__ import annotations

from reconnect_tui.core.person import SILENT, Person
from reconnect_tui.store.database import Store

DAYS = 3
_SILENT = ", ".join(f"'{status}'" for status in SILENT)


def others(store: Store, person: Person, *, limit: int) -> list[tuple[int, str]]:
    """(row id, name) of others connected within three days of whom it is not written how you met, nearest first.

    Silent people are not among them.
    """
    if not person.connected_on:
        return []
    rows = store.connection.execute(
        f"SELECT id, name FROM person WHERE connected_on BETWEEN date(?1, ?2) AND date(?1, ?3) AND id <> ?4 AND how_met = '' "
        f"AND status NOT IN ({_SILENT}) ORDER BY abs(julianday(connected_on) - julianday(?1)), id LIMIT ?5",
        (person.connected_on, f"-{DAYS} days", f"+{DAYS} days", person.id, limit),
    )
    return rows.fetchall()
