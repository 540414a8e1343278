"""Who wrote back lately. Nothing here writes."""

from __future__ import annotations

from reconnect_tui.core.moment import NO_ANSWER
from reconnect_tui.core.person import SILENT
from reconnect_tui.store.database import Store

_SILENT = ", ".join(f"'{status}'" for status in SILENT)


def lately(store: Store, since: str, day: str, limit: int) -> list[tuple[int, str]]:
    """(row id, day) of those who wrote from ``since`` to ``day``, after a letter of the user's own; newest first, silent people left out."""
    rows = store.connection.execute(
        f"""
        SELECT s.person_id, substr(s.last_in, 1, 10) AS wrote FROM standing s JOIN person p ON p.id = s.person_id
        WHERE s.last_in >= :since AND wrote <= :day AND p.status NOT IN ({_SILENT}) AND EXISTS (
            SELECT 1 FROM moment_person mp JOIN moment m ON m.id = mp.moment_id
            WHERE mp.person_id = s.person_id AND m.kind IN ('message', 'letter') AND m.direction = 'out'
            AND m.outcome <> '{NO_ANSWER}' AND m.group_thread = 0 AND substr(mp.at, 1, 10) <= wrote)
        ORDER BY s.last_in DESC, s.person_id LIMIT :limit
        """,
        {"since": since, "day": day, "limit": limit},
    )
    return rows.fetchall()
