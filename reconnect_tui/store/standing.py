"""How things stand with each person: what ``who is next`` and the search read, all of it derived.

Never in history. ``refresh(people)`` runs at the end of every action, undo and merge; ``doctor`` compares it with a computation afresh.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from reconnect_tui.core.moment import CONTACT_KINDS
from reconnect_tui.core.text import STROKES, fold

_POLITE = "m.kind = 'message' AND length(m.text) <= 40 AND is_courtesy(m.text)"
_MOST = 2**24 - 1
_SPOKEN = f"CASE m.direction WHEN 'in' THEN 1 WHEN 'out' THEN {2**24} WHEN 'both' THEN {2**24 + 1} ELSE 0 END"
"""Both counts in one sum, so that a message is asked only twice whether it is a courtesy: in the low 24 bits those who spoke to the
user, above them the user."""
KINDS = ", ".join(f"'{kind}'" for kind in CONTACT_KINDS)

COMPUTED = f"""
    SELECT p.id AS person_id, substr(t.last_at, 1, 10) AS last_contact, t.last_in, t.last_out, coalesce(t.spoken, 0) & {_MOST} AS times_in,
        coalesce(t.spoken, 0) >> 24 AS times_out, coalesce(t.talks, 0) AS talks, substr(t.first_at, 1, 10) AS first_contact,
        CASE WHEN t.last_word LIKE '%|in' AND t.spoken & {_MOST} AND t.spoken >> 24 THEN substr(t.last_word, 1, 10) END AS wrote_last,
        coalesce(p.pace, c.days) AS pace,
        CASE WHEN p.status = 'active' AND t.last_at IS NOT NULL AND coalesce(p.pace, c.days) IS NOT NULL
            THEN date(substr(t.last_at, 1, 10), '+' || coalesce(p.pace, c.days) || ' days') END AS next_due,
        lot_of(p.uid) AS lot, coalesce(t.months, 0) AS months
    FROM person p LEFT JOIN circle c ON c.id = p.circle_id LEFT JOIN (
        SELECT mp.person_id AS who, max(m.at) AS last_at, min(m.at) AS first_at, count(*) AS talks,
            max(CASE WHEN m.direction = 'in' THEN m.at END) AS last_in, max(CASE WHEN m.direction = 'out' THEN m.at END) AS last_out,
            sum(CASE WHEN {_POLITE} THEN 0 ELSE {_SPOKEN} END) AS spoken,
            max(CASE WHEN NOT ({_POLITE}) THEN m.at || '|' || coalesce(m.direction, '') END) AS last_word,
            count(DISTINCT substr(m.at, 1, 7)) AS months
        FROM moment_person mp JOIN moment m ON m.id = mp.moment_id
        WHERE m.kind IN ({KINDS}) AND m.outcome <> 'no-answer' AND m.group_thread = 0 {{talks}}
        GROUP BY mp.person_id) t ON t.who = p.id {{people}}
"""
"""A pure SELECT of what ``standing`` should hold. ``times_in`` and ``times_out`` leave courtesies out: they open no exchange.

In ``last_word`` a day without a time sorts after the same day's messages: '|' > 'T'."""

SEARCHED = """
    SELECT p.id AS rowid, p.name || ' ' || CASE WHEN p.name GLOB '*[^ -~]*' THEN plain_letters(p.name) ELSE '' END || ' ' ||
            p.nickname || ' ' || coalesce(p.greeting, '') || ' ' ||
            coalesce((SELECT group_concat(n.name, ' ') FROM nickname n WHERE n.person_id = p.id), '') AS name,
        p.position || ' ' || p.company || ' ' || p.headline ||
            CASE WHEN p.position || p.company || p.headline GLOB '*[^ -~]*'
            THEN bare_twin(p.position || ' ' || p.company || ' ' || p.headline) ELSE '' END AS work,
        p.location || CASE WHEN p.location GLOB '*[^ -~]*' THEN bare_twin(p.location) ELSE '' END AS place,
        coalesce((SELECT group_concat(g.name, ' ') || bare_twin(group_concat(g.name, ' ')) FROM tag g WHERE g.person_id = p.id
            HAVING count(*)), '') || ' ' || p.about || ' ' || p.how_met ||
            CASE WHEN p.about || p.how_met GLOB '*[^ -~]*' THEN bare_twin(p.about || ' ' || p.how_met) ELSE '' END AS words
    FROM person p {people}
"""

STANDS_ON = frozenset(("person", "circle", "moment", "moment_person"))
SEARCHES_IN = frozenset(("person", "nickname", "tag"))
"""The tables that ``COMPUTED`` and ``SEARCHED`` read."""

_STANDING_COLUMNS = "person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot, months"


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the computed columns use."""
    connection.create_function("lot_of", 1, lot_of, deterministic=True)
    connection.create_function("is_courtesy", 1, is_courtesy, deterministic=True)
    connection.create_function("plain_letters", 1, plain_letters, deterministic=True)
    connection.create_function("bare_twin", 1, bare_twin, deterministic=True)


def plain_letters(name: str) -> str:
    """The name without accents where that differs, so that "soren" finds Søren; FTS5 itself folds only what decomposes."""
    if name.isascii():
        return ""
    # names are made of the same words again and again; what does not print is for the whole rule to judge
    return " ".join(filter(None, map(_plain_word, name.split()))) if name.isprintable() else fold(name)


def _plain_word(word: str) -> str:
    plain = _PLAIN_WORDS.get(word)
    if plain is None:
        if len(_PLAIN_WORDS) >= _MOST_PLAIN_WORDS:
            _PLAIN_WORDS.clear()
        plain = _PLAIN_WORDS[word] = fold(word)
    return plain


_PLAIN_WORDS: dict[str, str] = {}
_MOST_PLAIN_WORDS = 10_000


def bare_twin(text: str) -> str:
    """A blank and the text without its strokes, where it has any, to stand behind it: "orsted" finds Ørsted. ``moment_words`` does so in SQL."""
    return "" if text.isascii() or _STROKED.isdisjoint(text) else f" {text.translate(_BARE)}"


_BARE = {ord(sign): bare for letter, bare in STROKES.items() for sign in (letter, letter.upper()) if not sign.isascii()} | {
    0x1E9E: "ss"
}
_STROKED = frozenset(map(chr, _BARE))


def lot_of(uid: str) -> int:
    """A number fixed by the uid alone, spread evenly over 0…2³²-1: the order in which strangers take their turns."""
    global _crc32
    if _crc32 is None:  # importing it takes a third of a millisecond, or of each of 30,000 calls
        from zlib import crc32

        _crc32 = crc32
    return _crc32(uid.encode("utf-8", "replace"))


_crc32: Callable[[bytes], int] | None = None


def refresh(connection: sqlite3.Connection, people: Iterable[int], *, standing: bool = True, search: bool = True) -> None:
    """Recompute what is derived for these people: how things stand, and what they are found by."""
    numbers = ", ".join(str(int(person)) for person in sorted(people))
    if standing:
        connection.execute(f"DELETE FROM standing WHERE person_id IN ({numbers})")
        _stand(connection, f"WHERE p.id IN ({numbers})", f"AND mp.person_id IN ({numbers})")
    if search:
        connection.execute(f"DELETE FROM person_search WHERE rowid IN ({numbers})")
        _search(connection, f"WHERE p.id IN ({numbers})")


def refresh_all(connection: sqlite3.Connection) -> None:
    """Recompute what is derived for everybody, after an import or its undo."""
    # without its indexes, and with them made afresh behind it: two of them are in an order of their own
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'standing' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("DELETE FROM standing")
    _stand(connection)
    for _, sql in indexes:
        connection.execute(sql)
    connection.execute("DELETE FROM person_search")
    _search(connection)


def _stand(connection: sqlite3.Connection, people: str = "", talks: str = "") -> None:
    connection.execute(f"INSERT INTO standing({_STANDING_COLUMNS}) {COMPUTED.format(people=people, talks=talks)}")


def _search(connection: sqlite3.Connection, people: str = "") -> None:
    connection.execute(f"INSERT INTO person_search(rowid, name, work, place, words) {SEARCHED.format(people=people)}")


def differing(connection: sqlite3.Connection) -> list[int]:
    """People whose stored standing is not what it should be: for ``doctor``; empty when all is well."""
    computed = COMPUTED.format(people="", talks="")
    rows = connection.execute(
        f"SELECT person_id FROM (SELECT * FROM ({computed}) EXCEPT SELECT {_STANDING_COLUMNS} FROM standing) UNION "
        f"SELECT person_id FROM (SELECT {_STANDING_COLUMNS} FROM standing EXCEPT SELECT * FROM ({computed}))"
    )
    return [row[0] for row in rows]


def is_courtesy(text: str | None) -> bool:
    """Say whether a message is only a courtesy ("Congrats!", "Thanks!"): it neither opens nor closes an exchange (DESIGN.md)."""
    if not text or len(text) > 40:
        return False
    words = "".join(letter if letter.isalpha() else " " for letter in text.casefold()).split()
    return bool(words) and len(words) <= 5 and words[0] in COURTESIES and not text.rstrip().endswith("?")


COURTESIES = frozenset(
    (
        "congrats", "congratulations", "thanks", "thank", "thx", "ty", "cheers", "welcome", "gratulation", "glückwunsch", "danke",
        "merci", "félicitations", "gracias", "felicidades", "obrigado", "obrigada", "parabéns", "grazie", "complimenti", "bedankt",
        "gefeliciteerd", "tack", "grattis",
    )
)  # fmt: skip
