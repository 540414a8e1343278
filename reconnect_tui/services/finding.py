"""Finding people: WHO on the command line, and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence

from reconnect_tui.core.errors import UsageError, WhoError
from reconnect_tui.core.light import TYPE_CHECKING, NamedTuple
from reconnect_tui.core.query import Query, read_query, stem
from reconnect_tui.core.text import clean_line, fold
from reconnect_tui.services.contacts import normalise_contact
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import everywhere, search
from reconnect_tui.store.database import open_store
from reconnect_tui.store.everywhere import Narrow, Terms
from reconnect_tui.store.search import Row

if TYPE_CHECKING:
    from reconnect_tui.core.person import Person

__all__ = ["Found", "Row", "find", "find_apart", "glance", "label", "one", "recent", "rows_of", "who", "words_of"]

MOST_ROWS = 200
MOST_APART = 4
"""Words that are looked for one by one, in all that is known of a person."""
SMALL_WORDS = frozenset(
    (
        "a", "an", "the", "in", "at", "on", "of", "to", "for", "from", "with", "about", "is", "are", "was", "were", "has", "have",
        "had", "and", "or", "who", "whose", "whom", "that", "their", "does", "do", "did", "my",
    )
)  # fmt: skip
"""Left out where nobody fits with them: "who has a boat in Genoa?"."""


class Found(NamedTuple):
    """What a search found: at most 200 rows, and how many people there are in all."""

    rows: tuple[Row, ...] = ()
    total: int = 0
    problems: tuple[str, ...] = ()
    """Sentences about filters that could not be understood; the rest was searched for."""
    nearly: bool = False
    """Whether nobody was called that, and these are called nearly that."""
    words: tuple[str, ...] = ()
    """What was looked for, to be marked where it stands."""


def words_of(text: str) -> tuple[str, ...]:
    """The words to search for: folded, without the signs that FTS5 drops from what it indexes."""
    kept = "".join(letter if letter.isalnum() or letter in "'’" else " " for letter in fold(clean_line(text)))
    return tuple(word for word in kept.replace("'", " ").replace("’", " ").split() if word)[:12]


def recent(desk: Desk, limit: int = MOST_ROWS) -> Found:
    """Whom you were in touch with last: what an empty search shows."""
    rows = everywhere.latest(desk.store, limit)
    return Found(tuple(rows), len(rows))


def glance(desk: Desk, text: str, limit: int) -> Found:
    """The first rows of ``find``, at once: not counted (``total`` is how many rows there are), and no guessing where nothing fits."""
    query, narrow, problems = _understood(desk, text)
    if not query.words:
        rows = everywhere.narrowed(desk.store, narrow, limit) if narrow != Narrow() else []
        return Found(tuple(rows), len(rows), problems)
    rows = _exactly(desk, query.words, narrow, limit)
    return Found(tuple(rows), len(rows), problems, words=query.words)


def find(desk: Desk, text: str, limit: int = MOST_ROWS) -> Found:
    """People in whose name, work, place, tags, notes or messages the words stand (``core.query`` reads them, and the filters): names
    first, those that are the very words before those that begin so, then the latest contact. Where nobody fits: those of whom the
    words are known in several places, then names that are nearly so. People who died or are left alone are found like all others."""
    query, narrow, problems = _understood(desk, text)
    store = desk.store
    if not query.words:
        rows = everywhere.narrowed(store, narrow, limit) if narrow != Narrow() else []
        return Found(tuple(rows), everywhere.count_narrowed(store, narrow) if rows else 0, problems)
    rows = _of_contact(desk, text, narrow) or _exactly(desk, query.words, narrow, limit)
    words = query.words
    if not rows and (fewer := tuple(word for word in words if word.casefold() not in SMALL_WORDS)) != words:
        words = fewer or words
        rows = _exactly(desk, words, narrow, limit)
    if len(rows) >= limit:
        return Found(tuple(rows), everywhere.count(store, *_terms(words), narrow), problems, words=words)
    if 1 < len(words) <= MOST_APART and not rows:
        rows = everywhere.apart(store, [(*one,) for one in _terms(words)[0]], [_forms(word) for word in words], narrow, limit)
    if not rows:
        from reconnect_tui.services import nearly

        rows = nearly.find(store, words, narrow, limit)
        return Found(tuple(rows), len(rows), problems, nearly=bool(rows), words=words)
    return Found(tuple(rows), len(rows), problems, words=words)


def find_apart(desk: Desk, text: str) -> Found:
    """``find`` over a connection of its own: for a thread beside the one that draws."""
    store = open_store(desk.store.path, backups=desk.store.backups)
    try:
        return find(Desk(desk.home, store, desk.config, environ=desk.environ), text)
    finally:
        store.close()


def _exactly(desk: Desk, words: tuple[str, ...], narrow: Narrow, limit: int) -> list[Row]:
    terms, stems = _terms(words)
    rows = everywhere.in_people(desk.store, terms, [stem(fold(word)) for word in words], narrow, limit)
    rows.sort(key=lambda row: not _called(row, terms))
    if len(rows) < limit and stems:
        rows += everywhere.in_moments(desk.store, stems, narrow, limit - len(rows), {row.id for row in rows})
    return rows


def _called(row: Row, terms: list[Terms]) -> bool:
    """Whether each word is one of their name's own, not only how one begins: "ada" is Ada before it is Adaeze."""
    name = fold(row.name).split()
    return all(any(form in name for form in forms) for forms in terms)


def _terms(words: tuple[str, ...]) -> tuple[list[Terms], list[Terms]]:
    """Each word as it may be spelt where people stand, and where notes do; a single letter is not looked for in notes."""
    terms: list[Terms] = [tuple(dict.fromkeys((fold(word), word.lower()))) for word in words]
    spoken = [_forms(word) for word in words if len(word) > 1 or not word.isascii()]
    return terms, spoken


def _forms(word: str) -> Terms:
    """FTS5 folds only what decomposes: "søren" stands in a note as it was typed. The shared beginning of its forms comes last."""
    return tuple(dict.fromkeys((word.lower(), stem(fold(word)))))


def _of_contact(desk: Desk, text: str, narrow: Narrow) -> list[Row]:
    """Whom an e-mail, phone number or address belongs to, if the text is one."""
    if "@" not in text and "://" not in text and sum(c.isdigit() for c in text) < 6:
        return []
    return everywhere.by_ids(desk.store, [row.id for row in search.by_contact(desk.store, _as_contact(text))], narrow)


def _understood(desk: Desk, text: str) -> tuple[Query, Narrow, tuple[str, ...]]:
    """The search as typed, with the circles and tags that are meant by what was typed of them."""
    query = read_query(text, desk.today)
    if not query.filtered:
        return query, Narrow(), query.problems
    problems = list(query.problems)
    circles: list[str] = []
    if query.circles:
        from reconnect_tui.store import people

        known = [name for name, _ in people.circles(desk.store)]
        for typed in query.circles:
            meant = _meant(typed, known)
            circles += meant
            if not meant:
                problems.append(f"There is no circle “{typed[:40]}”; there are {', '.join(known)}.")
    tags = everywhere.all_tags(desk.store) if query.tags else []
    narrow = Narrow(
        circles=tuple(circles),
        tags=tuple(tuple(_meant(typed, tags)) for typed in query.tags),
        company=query.company,
        position=query.position,
        place=query.place,
        statuses=query.statuses,
        has=query.has,
        since=query.since.isoformat() if query.since else "",
        silent_since=query.silent_since.isoformat() if query.silent_since else "",
        waiting=query.waiting,
    )
    return query, narrow._replace(nobody=not all(narrow.tags)), tuple(problems)


def _meant(typed: str, known: Sequence[str]) -> list[str]:
    """The names that are what was typed, whatever their case and accents; else those that begin with it."""
    key = fold(typed)
    folded = [(fold(name), name) for name in known]
    return [name for its, name in folded if its == key] or [name for its, name in folded if its.startswith(key)]


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
        from shlex import quote  # what was typed may be anybody's words, and a command in a sentence is copied

        raise WhoError(
            f"Nobody here fits “{shown}”. `reconnect find {quote(shown)}` searches everything; `reconnect add` adds a person."
        )
    raise WhoError(
        f"“{shown}” fits {len(rows)} people. Say it with more of the name, or with the id:",
        tuple((row.uid, label(row)) for row in rows[:20]),
    )
