"""Finding people: WHO on the command line, and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reconnect_tui.core.errors import UsageError, WhoError
from reconnect_tui.core.person import Person
from reconnect_tui.core.text import clean_line, fold
from reconnect_tui.services.contacts import normalise_contact
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import search
from reconnect_tui.store.search import Row

__all__ = ["Found", "Row", "find", "label", "one", "rows_of", "who", "words_of"]

MOST_ROWS = 200


class Found(NamedTuple):
    """What a search found: at most 200 rows, and how many people there are in all."""

    rows: tuple[Row, ...]
    total: int


def words_of(text: str) -> tuple[str, ...]:
    """The words to search for: folded, without the signs that FTS5 drops from what it indexes."""
    kept = "".join(letter if letter.isalnum() or letter in "'’" else " " for letter in fold(clean_line(text)))
    return tuple(word for word in kept.replace("'", " ").replace("’", " ").split() if word)[:12]


def find(desk: Desk, text: str, limit: int = MOST_ROWS) -> Found:
    """People in whose name, work, place, tags, notes or messages the words stand; names first, then the latest contact."""
    words = words_of(text)
    if not words:
        return Found((), 0)
    rows, total = search.anywhere(desk.store, words, limit=limit)
    return Found(tuple(rows), total)


def who(desk: Desk, text: str) -> tuple[Row, ...]:
    """Whom WHO means (DESIGN.md): id; e-mail, phone, profile URL or slug; full name or nickname; else word prefixes in any order.

    The first level with a match decides, so the result may hold several people.
    """
    text = clean_line(text).strip()
    if not text:
        return ()
    store = desk.store
    rows = search.by_uid(store, text)
    if not rows:
        rows = search.by_contact(store, _as_contact(text))
    words = words_of(text)
    if not rows and words:
        rows = search.by_nickname(store, text) or [row for row in search.by_name(store, words) if fold(row.name) == fold(text)]
    if not rows and words:
        rows = search.by_name(store, words)
    return tuple(rows)


def _as_contact(text: str) -> tuple[str, ...]:
    """What a contact point would compare equal to, if the text were one."""
    normalised = [fold(text), normalise_contact("email", text)[1], normalise_contact("url", text)[1]]
    digits = normalise_contact("phone", text)[1]
    if len(digits) >= 6:
        normalised.append(digits)
    return tuple(dict.fromkeys(value for value in normalised if value))


def rows_of(found: Sequence[Person]) -> tuple[Row, ...]:
    """These people as rows, those with the latest contact first."""
    rows = [Row(one.id, one.uid, one.name, one.company, one.position, one.last_contact) for one in found]
    return tuple(sorted(rows, key=lambda row: row.last_contact or "", reverse=True))


def label(row: Row) -> str:
    """How a person is told from another of the same name."""
    work = " · ".join(part for part in (row.position, row.company) if part)
    return f"{row.name}, {work}" if work else row.name


def one(desk: Desk, text: str) -> Row:
    """The one person whom WHO means; a ``WhoError`` with the candidates where there are several or none."""
    if not text.strip():
        raise UsageError("Say who is meant: an id, an e-mail, a name or the beginnings of its words.")
    rows = who(desk, text)
    if len(rows) == 1:
        return rows[0]
    shown = clean_line(text).strip()
    if not rows:
        raise WhoError(
            f"Nobody here fits “{shown}”. `reconnect find {shown}` searches everything; `reconnect add` adds a person."
        )
    raise WhoError(
        f"“{shown}” fits {len(rows)} people. Say it with more of the name, or with the id:",
        tuple((row.uid, label(row)) for row in rows[:20]),
    )
