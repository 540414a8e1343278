"""The search over everything: names, work, places, tags, what you know of people, notes and messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.query import excerpt, words_in
from reconnect_tui.core.text import fold
from reconnect_tui.store.database import Store
from reconnect_tui.store.search import FROM, LATEST, ROW, Row

MOST_APART = 2_000
"""People that are looked at where each word is known of them, but in different places."""
NEWEST = "ORDER BY s.last_contact IS NULL, s.last_contact DESC LIMIT ?"


class Narrow(NamedTuple):
    """What else has to be true of the people found; an empty field asks for nothing."""

    circles: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    """Of each of these sets, one tag has to be there."""
    company: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    since: str = ""
    silent_since: str = ""
    waiting: bool = False
    nobody: bool = False
    """What was asked for cannot be (a tag that is nobody's)."""


Terms = tuple[str, ...]
"""One word as FTS5 may have it, other spellings and the shared beginning of its forms included; each is a quoted prefix, so nothing
that a user types is syntax."""


def latest(store: Store, limit: int) -> list[Row]:
    """Those with the latest contact; people who died or are left alone are not offered unasked."""
    return _rows(
        store,
        store.connection.execute(
            "SELECT s.person_id FROM standing s JOIN person p ON p.id = s.person_id WHERE s.last_contact IS NOT NULL "
            "AND p.status IN ('active', 'resting') ORDER BY s.last_contact DESC, p.name LIMIT ?",
            (limit,),
        ),
    )


def all_tags(store: Store) -> list[str]:
    """Every tag that somebody has, once."""
    return [row[0] for row in store.connection.execute("SELECT DISTINCT name FROM tag")]


def narrowed(store: Store, narrow: Narrow, limit: int) -> list[Row]:
    """Everybody of whom that is true, the latest contact first."""
    condition, values = _condition(store, narrow)
    return _rows(store, store.connection.execute(f"SELECT p.id{FROM}WHERE {condition} {NEWEST}", (*values, limit)))


def count_narrowed(store: Store, narrow: Narrow) -> int:
    condition, values = _condition(store, narrow)
    return int(store.connection.execute(f"SELECT count(*){FROM}WHERE {condition}", values).fetchone()[0])


def in_people(store: Store, words: Sequence[Terms], stems: Sequence[str], narrow: Narrow, limit: int) -> list[Row]:
    """People in whose name, or whose work, place, tags, what you know of them and how you met, all the words stand; names come first,
    and recent contact before long ago. ``stems`` are the beginnings looked for in running text."""
    condition, values = _condition(store, narrow)
    query = (
        "SELECT f.rowid FROM person_search f JOIN standing s ON s.person_id = f.rowid "
        + ("" if condition == "1" else "JOIN person p ON p.id = f.rowid ")
        + f"WHERE person_search MATCH ? AND {condition} {NEWEST}"
    )
    named = _ids(store.connection.execute(query, (f"name : ({_all(words)})", *values, limit)))
    rows = _rows(store, named)
    if len(rows) < limit:
        known = set(named)
        found = _ids(store.connection.execute(query, (_anywhere(words, stems), *values, limit)))
        others = [one for one in found if one not in known][: limit - len(rows)]
        rows += _with_words(_rows(store, others), _of_people(store, others), _beginnings(words, stems))
    return rows


def in_moments(store: Store, stems: Sequence[Terms], narrow: Narrow, limit: int, without: Set[int]) -> list[Row]:
    """People of whose notes and messages one has all the words, the newest moments first; never ORDER BY rank (260 ms at a million)."""
    condition, values = _condition(store, narrow)
    said: dict[int, int] = {}
    for moment, person in store.connection.execute(
        "SELECT f.rowid, mp.person_id FROM moment_search f CROSS JOIN moment_person mp ON mp.moment_id = f.rowid "
        + ("" if condition == "1" else "JOIN person p ON p.id = mp.person_id LEFT JOIN standing s ON s.person_id = p.id ")
        + f"WHERE moment_search MATCH ? AND {condition} ORDER BY f.rowid DESC",
        (_all(stems), *values),
    ):
        if person not in without and person not in said:
            said[person] = moment
            if len(said) >= limit:
                break
    return _with_words(_rows(store, list(said)), _of_moments(store, said), _beginnings(stems))


def count(store: Store, words: Sequence[Terms], stems: Sequence[Terms], narrow: Narrow) -> int:
    """How many people ``in_people`` and ``in_moments`` find together, without a limit."""
    return len(_everybody(store, words, stems, narrow))


def _everybody(store: Store, words: Sequence[Terms], stems: Sequence[Terms], narrow: Narrow) -> set[int]:
    condition, values = _condition(store, narrow)
    match = _anywhere(words, [one[-1] for one in stems] if len(stems) == len(words) else [])
    found = _ids(store.connection.execute("SELECT rowid FROM person_search WHERE person_search MATCH ?", (match,)))
    people = set(found)
    if stems:
        people |= set(
            _ids(
                store.connection.execute(
                    "SELECT DISTINCT mp.person_id FROM moment_search f JOIN moment_person mp ON mp.moment_id = f.rowid "
                    "WHERE moment_search MATCH ?",
                    (_all(stems),),
                )
            )
        )
    if condition != "1":
        people &= set(_ids(store.connection.execute(f"SELECT p.id{FROM}WHERE {condition}", values)))
    return people


def apart(store: Store, words: Sequence[Terms], stems: Sequence[Terms], narrow: Narrow, limit: int) -> list[Row]:
    """People of whom each word is known, but not in one place: the name here, a word of a note there."""
    left: set[int] | None = None
    for word, its_stem in zip(words, stems, strict=True):
        people = _everybody(store, [word], [its_stem], narrow)
        left = people if left is None else left & people
        if not left:
            return []
    rows = by_ids(store, sorted(left or ())[:MOST_APART], Narrow())
    rows.sort(key=lambda row: row.last_contact or "", reverse=True)
    rows = rows[:limit]
    told: dict[int, str] = {}
    for its_stem in stems:
        said = _newest(store, its_stem, [row.id for row in rows if row.id not in told])
        told.update(_of_moments(store, said))
    others = [row.id for row in rows if row.id not in told]
    return _with_words(rows, _of_people(store, others) | told, _beginnings(words, stems))


def _newest(store: Store, term: Terms, people: Sequence[int]) -> dict[int, int]:
    """The newest moment of each of these people that has this word, by person."""
    marks = ", ".join("?" * len(people))
    return dict(
        store.connection.execute(
            "SELECT mp.person_id, max(f.rowid) FROM moment_search f CROSS JOIN moment_person mp ON mp.moment_id = f.rowid "
            f"WHERE moment_search MATCH ? AND mp.person_id IN ({marks}) GROUP BY mp.person_id",
            (_all([term]), *people),
        ).fetchall()
    )


def vocabulary(store: Store) -> dict[str, list[str]]:
    """Every word that stands in each column of ``person_search``, folded as FTS5 folds."""
    # in the temporary schema: nothing of it reaches the file
    store.connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.person_terms USING fts5vocab('main', 'person_search', 'col')"
    )
    found: dict[str, list[str]] = {}
    for term, column in store.connection.execute(
        "SELECT term, col FROM temp.person_terms WHERE length(CAST(term AS BLOB)) < 200"
    ):
        found.setdefault(column, []).append(term)
    return found


def of_terms(store: Store, terms: Sequence[Terms], narrow: Narrow, limit: int, *, column: str) -> list[Row]:
    """People in whose ``column`` one of each of these sets of whole words stands."""
    condition, values = _condition(store, narrow)
    each = " AND ".join("(" + " OR ".join(_quoted(one) for one in words) + ")" for words in terms)
    return _rows(
        store,
        store.connection.execute(
            "SELECT f.rowid FROM person_search f JOIN person p ON p.id = f.rowid LEFT JOIN standing s ON s.person_id = p.id "
            f"WHERE person_search MATCH ? AND {condition}{LATEST}",
            (f"{column} : ({each})", *values, limit),
        ),
    )


def every_name(store: Store) -> list[tuple[int, str]]:
    """(id, name) of everybody."""
    return store.connection.execute("SELECT id, name FROM person").fetchall()


def by_ids(store: Store, ids: Sequence[int], narrow: Narrow) -> list[Row]:
    """These people, in their order, as far as ``narrow`` is true of them."""
    condition, values = _condition(store, narrow)
    if condition != "1":
        allowed = set(_ids(store.connection.execute(f"SELECT p.id{FROM}WHERE {condition}", values)))
        ids = [one for one in ids if one in allowed]
    return _rows(store, ids)


def _ids(rows: Iterable[tuple[int, ...]]) -> list[int]:
    return [row[0] for row in rows]


def _rows(store: Store, ids: Iterable[int | tuple[int, ...]]) -> list[Row]:
    """The rows of these ids, in their order."""
    numbers = [one if isinstance(one, int) else one[0] for one in ids]
    marks = ", ".join("?" * len(numbers))
    found = {row[0]: Row(*row) for row in store.connection.execute(ROW + FROM + f"WHERE p.id IN ({marks})", numbers)}
    return [found[one] for one in numbers if one in found]


def _of_people(store: Store, ids: Sequence[int]) -> dict[int, str]:
    """What running text there is about these people, beside their names and their work."""
    marks = ", ".join("?" * len(ids))
    rows = store.connection.execute(
        "SELECT p.id, p.location, (SELECT group_concat(g.name, ' ') FROM tag g WHERE g.person_id = p.id), p.about, p.how_met, p.headline "
        f"FROM person p WHERE p.id IN ({marks})",
        tuple(ids),
    )
    return {number: " · ".join(filter(None, said)) for number, *said in rows}


def _of_moments(store: Store, said: Mapping[int, int]) -> dict[int, str]:
    """The words of these moments (person → moment), by person."""
    marks = ", ".join("?" * len(said))
    texts = dict(store.connection.execute(f"SELECT id, text FROM moment WHERE id IN ({marks})", tuple(said.values())).fetchall())
    return {person: texts.get(moment, "") for person, moment in said.items()}


def _beginnings(*terms: Sequence[Terms | str]) -> tuple[str, ...]:
    every = (one for each in terms for word in each for one in ((word,) if isinstance(word, str) else word))
    return tuple(dict.fromkeys(fold(one) for one in every))


def _with_words(rows: list[Row], texts: Mapping[int, str], beginnings: tuple[str, ...]) -> list[Row]:
    """The rows, each with the words of its text in which what was looked for stands."""
    told = []
    for row in rows:
        words, marks = excerpt(texts.get(row.id, ""), beginnings)
        told.append(row._replace(match=words, marks=marks))
    return told


def _condition(store: Store, narrow: Narrow) -> tuple[str, tuple[object, ...]]:
    """A condition on ``p`` and ``s`` with its values; "1" where nothing is asked."""
    if narrow == Narrow():
        return "1", ()
    conditions: list[str] = ["0"] if narrow.nobody else []
    values: list[object] = []

    def one_of(condition: str, given: Sequence[str]) -> None:
        conditions.append(condition.format(", ".join("?" * len(given))))
        values.extend(given)

    if narrow.circles:
        from reconnect_tui.core.person import WIDE

        bare = " OR p.circle_id IS NULL" if WIDE in narrow.circles else ""
        one_of("(p.circle_id IN (SELECT id FROM circle WHERE name IN ({}))" + bare + ")", narrow.circles)
    for names in narrow.tags:
        one_of("p.id IN (SELECT person_id FROM tag WHERE name IN ({}))", names)
    if narrow.statuses:
        one_of("p.status IN ({})", narrow.statuses)
    for what in narrow.has:
        if what == "birthday":
            conditions.append("p.birthday IS NOT NULL")
        else:
            one_of("EXISTS (SELECT 1 FROM contact_point c WHERE c.person_id = p.id AND c.kind = {})", (what,))
    for column, its, words in (
        ("company", "work", narrow.company),
        ("position", "work", narrow.position),
        ("", "place", narrow.place),
    ):
        if words:
            terms = [tuple(dict.fromkeys((fold(word), word.lower()))) for word in words]
            one_of("p.id IN (SELECT rowid FROM person_search WHERE person_search MATCH {})", (f"{its} : ({_all(terms)})",))
        if words and column:
            store.connection.create_function("words_begin", 2, _words_begin, deterministic=True)
            one_of(f"words_begin(p.{column}, {{}})", (" ".join(fold(word) for word in words),))
    if narrow.since:
        one_of("max(coalesce(s.last_contact, ''), coalesce(p.connected_on, '')) >= {}", (narrow.since,))
    if narrow.silent_since:
        one_of("s.last_contact <= {}", (narrow.silent_since,))
    if narrow.waiting:
        conditions.append("s.wrote_last IS NOT NULL")
    return " AND ".join(conditions), tuple(values)


def _words_begin(text: str, beginnings: str) -> bool:
    """Whether each of the folded beginnings begins a word of the text."""
    its = [fold(word) for word in words_in(text)]
    return all(any(word.startswith(one) for word in its) for one in beginnings.split())


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _all(words: Sequence[Terms]) -> str:
    return " AND ".join("(" + " OR ".join(f"{_quoted(one)} *" for one in terms) + ")" for terms in words)


def _anywhere(words: Sequence[Terms], stems: Sequence[str]) -> str:
    """Each word in whatever column, and its stem where running text stands."""
    each = []
    for number, terms in enumerate(words):
        ways = [f"{_quoted(one)} *" for one in terms]
        if number < len(stems) and stems[number] not in terms:
            ways.append(f"words : {_quoted(stems[number])} *")
        each.append("(" + " OR ".join(ways) + ")")
    return " AND ".join(each)
