"""What there was, over the years: read for looking back, never for counting. Nothing here writes."""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.core.moment import CONTACT_KINDS, NO_ANSWER
from reconnect_tui.core.person import SILENT
from reconnect_tui.store.database import Store

MOST_STAMPS = 20_000
"""Of one person; there is no friendship so long."""

_KINDS = ", ".join(f"'{kind}'" for kind in CONTACT_KINDS)
_SILENT = ", ".join(f"'{status}'" for status in SILENT)
_CONTACT = f"m.kind IN ({_KINDS}) AND m.group_thread = 0 AND m.outcome <> '{NO_ANSWER}'"


class Stamp(NamedTuple):
    """When something was, and of what kind. ``contact``: whether it was being in touch (DESIGN.md, "The data")."""

    at: str
    kind: str
    direction: str | None
    contact: bool


def stamps(store: Store, person_id: int) -> list[Stamp]:
    """Everything of one person, the newest first."""
    rows = store.connection.execute(
        f"SELECT mp.at, m.kind, m.direction, {_CONTACT} FROM moment_person mp JOIN moment m ON m.id = mp.moment_id "
        "WHERE mp.person_id = ? ORDER BY mp.at DESC, mp.moment_id DESC LIMIT ?",
        (person_id, MOST_STAMPS),
    )
    return [Stamp(at, kind, direction, bool(contact)) for at, kind, direction, contact in rows]


def in_touch(store: Store, since: str, until: str) -> list[tuple[str, int]]:
    """(at, person) of every contact from ``since`` to before ``until``, the oldest first; silent people are left out."""
    return store.connection.execute(
        f"SELECT mp.at, mp.person_id FROM moment m JOIN moment_person mp ON mp.moment_id = m.id JOIN person p ON p.id = mp.person_id "
        f"WHERE mp.at >= ? AND mp.at < ? AND {_CONTACT} AND p.status NOT IN ({_SILENT}) ORDER BY mp.at, mp.moment_id",
        (since, until),
    ).fetchall()


def first_and_last(store: Store) -> tuple[str, str] | None:
    """When the first and the last contact with anybody was; ``None`` where there was none."""
    row = store.connection.execute(
        "SELECT min(s.first_contact), max(s.last_contact) FROM standing s JOIN person p ON p.id = s.person_id "
        f"WHERE s.last_contact IS NOT NULL AND p.status NOT IN ({_SILENT})"
    ).fetchone()
    return (row[0], row[1]) if row and row[0] else None


def met_last(store: Store, circle: str, limit: int) -> list[tuple[int, str | None]]:
    """(person, day of the last contact) of a circle, the latest first, then those not in touch yet by name; no silent people."""
    return store.connection.execute(
        "SELECT p.id, s.last_contact FROM person p JOIN circle c ON c.id = p.circle_id LEFT JOIN standing s ON s.person_id = p.id "
        f"WHERE c.name = ? AND p.status NOT IN ({_SILENT}) "
        "ORDER BY s.last_contact IS NULL, s.last_contact DESC, p.name, p.id LIMIT ?",
        (circle, limit),
    ).fetchall()
