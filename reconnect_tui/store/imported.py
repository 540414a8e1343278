"""What earlier imports left behind, as the next one needs to know it. Nothing here writes."""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.core.names import name_words
from reconnect_tui.store.database import Store


class OwnRole(NamedTuple):
    """A position of the owner's own, as stored."""

    id: int
    company: str
    position: str
    started_on: str | None
    ended_on: str | None


def own_roles(store: Store) -> list[OwnRole]:
    """All positions of the owner's own."""
    return [OwnRole(*row) for row in store.connection.execute("SELECT id, company, position, started_on, ended_on FROM own_role")]


def without_direction(store: Store) -> dict[str, int]:
    """Source key → row id of the imported messages of which it is not known who wrote them."""
    return dict(
        store.connection.execute(
            "SELECT source_key, id FROM moment WHERE direction IS NULL AND source_key IS NOT NULL AND kind = 'message'"
        ).fetchall()
    )


def related(store: Store, person_id: int) -> set[tuple[str, int | str]]:
    """(kind, person or name) of those whom a person is related to: both where both are known."""
    found: set[tuple[str, int | str]] = set()
    for kind, other, name, other_name in store.connection.execute(
        "SELECT r.kind, r.other_id, p.name, r.other_name FROM relation r LEFT JOIN person p ON p.id = r.other_id WHERE r.person_id = ?",
        (person_id,),
    ):
        found |= {(kind, one) for one in (other, name, other_name) if one}
    return found


def only_ones(store: Store) -> dict[tuple[str, ...], int]:
    """Words of a name → the one person here who is called so; names of several are not in it."""
    found: dict[tuple[str, ...], int] = {}
    several: set[tuple[str, ...]] = set()
    for number, name in store.connection.execute("SELECT id, name FROM person"):
        words = name_words(name)
        if found.setdefault(words, number) != number:
            several.add(words)
    return {words: number for words, number in found.items() if words not in several}
