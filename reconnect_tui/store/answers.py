"""Who has not written back, and who was told "not today" again and again. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence

from reconnect_tui.core.moment import CONTACT_KINDS, NO_ANSWER, NOTHING_EXPECTED
from reconnect_tui.core.person import SILENT
from reconnect_tui.store.database import Store

_SILENT = ", ".join(f"'{status}'" for status in SILENT)
_KINDS = ", ".join(f"'{kind}'" for kind in CONTACT_KINDS)


def unanswered(store: Store, since: str, day: str) -> list[tuple[int, str]]:
    """(row id, day) of those whose last contact is a letter that went from ``since`` to ``day`` and may be answered, newest first.

    Of one day's contacts the one written down last counts as the later; silent people are left out.
    """
    rows = store.connection.execute(
        f"""
        SELECT s.person_id, substr(m.at, 1, 10) AS went FROM standing s JOIN person p ON p.id = s.person_id
        JOIN moment m ON m.id = (
            SELECT l.id FROM moment_person mp JOIN moment l ON l.id = mp.moment_id
            WHERE mp.person_id = s.person_id AND mp.at >= :since AND l.kind IN ({_KINDS}) AND l.outcome <> '{NO_ANSWER}'
            AND l.group_thread = 0 ORDER BY l.at || '|' DESC, l.id DESC LIMIT 1)
        WHERE s.last_out >= :since AND p.status NOT IN ({_SILENT}) AND m.kind IN ('message', 'letter') AND m.direction = 'out'
        AND m.outcome <> '{NOTHING_EXPECTED}' AND went <= :day ORDER BY m.at || '|' DESC, m.id DESC
        """,
        {"since": since, "day": day},
    )
    return rows.fetchall()


def skips_since(store: Store, person_id: int, deciding: Sequence[str]) -> int:
    """On how many days in a row "not today" was said of a person: since the last contact, and the last action of one of these kinds."""
    marks = ", ".join("?" * len(deciding))
    row = store.connection.execute(
        "SELECT count(DISTINCT day) FROM skip WHERE person_id = ? "
        "AND day > coalesce((SELECT last_contact FROM standing WHERE person_id = skip.person_id), '') "
        f"AND day > coalesce((SELECT max(a.day) FROM action a WHERE a.person_id = skip.person_id AND a.undone IS NULL AND a.kind IN ({marks})), '')",
        (person_id, *deciding),
    ).fetchone()
    return int(row[0])
