"""Finding people by who they are: WHO of the command line, and the names of a capture line."""

from __future__ import annotations

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.text import fold
from reconnect_tui.store.database import Store


class Row(NamedTuple):
    """One found person; ``match`` is the sentence or field in which the words stood."""

    id: int
    uid: str
    name: str
    company: str
    position: str
    last_contact: str | None
    match: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    """Where in ``match`` the words stand that were looked for: (start, end)."""


ROW = "SELECT p.id, p.uid, p.name, p.company, p.position, s.last_contact"
FROM = " FROM person p LEFT JOIN standing s ON s.person_id = p.id "
LATEST = " ORDER BY s.last_contact IS NULL, s.last_contact DESC, p.name, p.id LIMIT ?"


def by_uid(store: Store, uid: str) -> list[Row]:
    return [Row(*row) for row in store.connection.execute(ROW + FROM + "WHERE p.uid = ?", (uid,))]


def by_contact(store: Store, normalised: tuple[str, ...]) -> list[Row]:
    """People with an e-mail, phone or LinkedIn slug (a former one too) that compares equal to one of these."""
    marks = ", ".join("?" * len(normalised))
    rows = store.connection.execute(
        ROW + FROM + f"WHERE p.id IN (SELECT person_id FROM contact_point WHERE normalised IN ({marks}) "
        f"UNION SELECT person_id FROM former_slug WHERE slug IN ({marks}))" + LATEST,
        (*normalised, *normalised, 50),
    )
    return [Row(*row) for row in rows]


def by_name(store: Store, words: tuple[str, ...], *, limit: int = 200) -> list[Row]:
    """People whose name (nicknames and greeting too) has a word beginning with each of these, in any order."""
    rows = store.connection.execute(
        ROW + " FROM person_search f JOIN person p ON p.id = f.rowid LEFT JOIN standing s ON s.person_id = p.id "
        "WHERE person_search MATCH ?" + LATEST,
        ("name : (" + _prefixes(words) + ")", limit),
    )
    return [Row(*row) for row in rows]


def by_nickname(store: Store, name: str) -> list[Row]:
    """People whom the user (or "always") calls exactly that."""
    rows = store.connection.execute(
        ROW + FROM + "WHERE p.id IN (SELECT person_id FROM nickname WHERE name = ? COLLATE NOCASE)" + LATEST, (name, 50)
    )
    return [Row(*row) for row in rows]


def called(store: Store, name: str) -> list[int]:
    """Ids of the people whom the user may mean by exactly this name: a nickname; the whole name or how it begins; a first name;
    ``first.l``; a last name. The first of these with a match decides. Accents and case do not matter."""
    words = fold(name).split()
    if not words:
        return []
    nicknamed = [row.id for row in by_nickname(store, name)]
    if nicknamed:
        return nicknamed
    first, dot, initial = words[0].partition(".")
    if dot and len(words) == 1 and first:
        rows = _name_rows(store, (first,))
        short = [number for number, its in rows if its[0] == first and any(word.startswith(initial) for word in its[1:])]
        if short:
            return list(dict.fromkeys(short))
    rows = _name_rows(store, tuple(words))
    for fits in (
        lambda its: its == words,
        lambda its: its[: len(words)] == words,
        lambda its: len(words) == 1 and words[0] in its,
    ):
        found = list(dict.fromkeys(number for number, its in rows if fits(its)))
        if found:
            return found
    return []


def _name_rows(store: Store, words: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """(id, folded words) of the names and greetings in which all these words stand."""
    query = "name : (" + " ".join('"' + word.replace('"', '""') + '"' for word in words) + ")"
    rows = store.connection.execute(
        "SELECT p.id, p.name, p.nickname, p.greeting FROM person_search f JOIN person p ON p.id = f.rowid "
        "WHERE person_search MATCH ? LIMIT 500",
        (query,),
    )
    return [(number, fold(one).split()) for number, *names in rows for one in names if one]


def _prefixes(words: tuple[str, ...]) -> str:
    """An FTS5 query in which every word is a quoted prefix: nothing a user types is syntax."""
    return " ".join('"' + word.replace('"', '""') + '" *' for word in words)
