"""What a new letter is held against: the letters that went out lately, what others are called, where this person worked before."""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.store.database import Store

_NAMESAKES = 200


class Sent(NamedTuple):
    """A letter that went to somebody, with what is known of them."""

    person_id: int
    name: str
    at: str
    text: str
    template: str
    facts: tuple[str, ...]
    """Their name, name to greet by, nickname, company, position and location."""


def sent_since(store: Store, day: str, *, but: int, limit: int) -> list[Sent]:
    """Letters and messages of the user's own, with words in them, since that day and to anybody but ``but``; the newest first.

    A group's are left out (it is no copying to say one thing to several at once), and so is who died or is left alone since: their
    names come up nowhere. The cross join keeps SQLite from beginning with a hundred thousand moments rather than with the few people
    to whom something went since.
    """
    rows = store.connection.execute(
        "SELECT p.id, p.name, m.at, m.text, m.template, p.greeting, p.nickname, p.company, p.position, p.location "
        "FROM standing s CROSS JOIN moment_person mp ON mp.person_id = s.person_id AND mp.at >= ?1 JOIN moment m ON m.id = mp.moment_id "
        "JOIN person p ON p.id = s.person_id WHERE s.last_out >= ?1 AND s.person_id <> ?2 AND p.status NOT IN ('never', 'died') "
        "AND m.direction = 'out' AND m.kind IN ('message', 'letter') AND m.text <> '' AND m.group_thread = 0 "
        "ORDER BY mp.at DESC, mp.moment_id DESC LIMIT ?3",
        (day, but, limit),
    )
    return [
        Sent(number, name, at, text, template, tuple(value for value in (name, *facts) if value))
        for number, name, at, text, template, *facts in rows
    ]


def texts_to(store: Store, person_id: int, *, limit: int) -> list[str]:
    """The texts that went to one person, the newest first."""
    rows = store.connection.execute(
        "SELECT m.text FROM moment_person mp JOIN moment m ON m.id = mp.moment_id WHERE mp.person_id = ? AND m.direction = 'out' "
        "AND m.kind IN ('message', 'letter') AND m.text <> '' ORDER BY mp.at DESC, mp.moment_id DESC LIMIT ?",
        (person_id, limit),
    )
    return [row[0] for row in rows]


def nicknames(store: Store, person_id: int) -> list[str]:
    """What "always" means this person."""
    rows = store.connection.execute("SELECT name FROM nickname WHERE person_id = ? ORDER BY id", (person_id,))
    return [row[0] for row in rows]


def called(store: Store, words: str, *, but: int) -> list[str]:
    """Names and names to greet by of others in whose names these words stand side by side (folded as the search folds)."""
    quoted = words.replace('"', " ").strip()
    if not quoted:
        return []
    rows = store.connection.execute(
        "SELECT p.name, coalesce(p.greeting, '') FROM person_search f JOIN person p ON p.id = f.rowid "
        "WHERE person_search MATCH ? AND p.id <> ? LIMIT ?",
        (f'name : "{quoted}"', but, _NAMESAKES),
    )
    return [name for row in rows for name in row if name]


def former_companies(store: Store, person_id: int) -> list[str]:
    """Where this person worked before, as imports noticed it, the latest first."""
    rows = store.connection.execute(
        "SELECT earlier FROM news WHERE person_id = ? AND field = 'company' AND earlier <> '' ORDER BY id DESC", (person_id,)
    )
    return [row[0] for row in rows]
