"""What is searched for: words, and filters that narrow down whom they may find.

    sailing "two kids" circle:friends #family company:kumo since:2024 silent:2y waiting has:phone

Every word has to begin a word of what is known; words in quotes stand together. A filter's value may stand in quotes, too. A word with
a colon that is no filter (``9:30``, ``re:invent``, an address) is a word like any other, and so is ``"waiting"`` in quotes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.text import clean_line, fold
from reconnect_tui.core.when import add_months, parse_date

MOST_WORDS = 12
LONGEST = 1_000
"""Characters that are read; nobody types more, and a pasted file is no search."""

LONGEST_TEXT = 20_000
"""Characters of a text in which words are looked for to be shown."""

HAS = ("email", "phone", "linkedin", "birthday", "address", "url")
_HAS_TOO = {"mail": "email", "e-mail": "email", "telephone": "phone", "website": "url", "profile": "linkedin"}
_STATUSES = ("active", "resting", "never", "died")  # core.person's, which costs a tenth of a find to import
_STATUS_TOO = {"rest": "resting", "dead": "died"}
FILTERS = ("circle", "tag", "company", "position", "place", "since", "silent", "has", "status")
KNOWN = "circle: #tag company: position: place: since: silent: waiting has: status:"
"""The filters, as the help and every sentence about them name them."""

_QUOTES = {'"': '"”“', "“": '”"', "„": '“”"', "«": "»", "»": "«"}
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_QUESTION = ("who", "whose", "whom")


class Query(NamedTuple):
    """A search, understood. ``words`` are as typed, those of a phrase with single spaces; of ``circles`` and ``statuses`` one has to
    fit, of everything else all. ``problems`` are sentences about filters that could not be understood and were left out."""

    words: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    since: date | None = None
    """The last contact, or connecting, was on that day or later."""
    silent_since: date | None = None
    """There was contact, and the last of it was on that day or before."""
    waiting: bool = False
    """They wrote last."""
    problems: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether anything but words was asked for."""
        return self._replace(words=(), problems=()) != Query()


def read_query(text: str, today: date) -> Query:
    """Read what was typed; never raises. "Who gardens?" asks for ``gardens``."""
    words: list[str] = []
    found: dict[str, list[str]] = {name: [] for name in FILTERS}
    problems: list[str] = []
    waiting = False
    for name, value, quoted in _parts(clean_line(text[:LONGEST])):
        if name in FILTERS:
            values = [value] if name in ("since", "silent") or quoted else value.split(",")
            found[name] += [one for one in (" ".join(one.split()) for one in values) if one]
            if not value.strip():
                problems.append(f"{name}: wants a word right after it, such as {_EXAMPLES[name]}.")
        elif name:
            problems.append(f"There is no filter “{name}:”. The filters are {KNOWN}")
        elif not quoted and value[:1] == "#" and value[1:2].isalpha():
            found["tag"].append(value[1:].rstrip(".,;:!?"))
        elif not quoted and value.casefold() == "waiting":
            waiting = True
        elif quoted:
            words += [" ".join(parted)] if (parted := words_in(value)) else []
        else:
            words += words_in(value)
    if len(words) > 1 and words[0].casefold() in _QUESTION:
        words = words[1:]

    def each(name: str, read: Callable[[str], str], wanted: str) -> tuple[str, ...]:
        kept = []
        for one in found[name]:
            if read(one):
                kept.append(read(one))
            else:
                problems.append(f"{name}: knows {wanted}, not “{one[:40]}”.")
        return tuple(dict.fromkeys(kept))

    since = silent = None
    for one in found["since"]:
        since = _since(one, today) or since
        if _since(one, today) is None:
            problems.append(f"since: wants a year or a day, such as since:2024 or since:2024-03-12, not “{one[:40]}”.")
    for one in found["silent"]:
        silent = _before(one, today) or silent
        if _before(one, today) is None:
            problems.append(f"silent: wants a length of time, such as silent:90d, silent:6m or silent:2y, not “{one[:40]}”.")
    return Query(
        words=tuple(dict.fromkeys(words))[:MOST_WORDS],
        circles=tuple(found["circle"]),
        tags=tuple(found["tag"]),
        company=tuple(word for value in found["company"] for word in words_in(value)),
        position=tuple(word for value in found["position"] for word in words_in(value)),
        place=tuple(word for value in found["place"] for word in words_in(value)),
        statuses=each("status", lambda one: _one_of(one, _STATUSES, _STATUS_TOO), ", ".join(_STATUSES)),
        has=each("has", lambda one: _one_of(one, HAS, _HAS_TOO), ", ".join(HAS)),
        since=since,
        silent_since=silent,
        waiting=waiting,
        problems=tuple(problems),
    )


_EXAMPLES = {
    "circle": "circle:friends", "tag": "tag:family", "company": "company:kumo", "position": "position:teacher", "place": "place:turin",
    "since": "since:2024", "silent": "silent:2y", "has": "has:phone", "status": "status:resting",
}  # fmt: skip


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as a search knows them: letters, digits and their marks; every other sign parts them."""
    if text.isascii() and text.isalnum():
        return (text,)
    kept = "".join(c if c.isalnum() or (not c.isascii() and unicodedata.category(c)[0] == "M") else " " for c in text)
    return tuple(word for word in kept.split() if any(c.isalnum() for c in word))


def stem(word: str) -> str:
    """The beginning that an English word's other forms share, at least four letters of it: ``gardens`` and ``gardening`` give
    ``garden``; whatever has no such ending comes back as it is. What begins with it is a superset of what begins with the word."""
    for ending, keep in (("ies", 0), ("ings", 0), ("ing", 0), ("ed", 0), ("es", 1), ("s", 0)):
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")):
            left = word[: len(word) - len(ending) + keep]
            if len(left) >= 4:
                # running → run
                return (
                    left[:-1] if ending[:3] == "ing" and len(left) > 4 and left[-1] == left[-2] and left[-1] not in "ls" else left
                )
    return word


def marked(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where words of ``text`` begin with one of ``words``, whatever their case and accents: (start, end) of each such word."""
    wanted = tuple(folded for word in words for part in word.split() if (folded := fold(part)))
    places: list[tuple[int, int]] = []
    begin = 0
    for word in words_in(text) if wanted else ():
        begin = text.index(word, begin)
        if fold(word).startswith(wanted):
            places.append((begin, begin + len(word)))
        begin += len(word)
    return tuple(places)


def excerpt(text: str, beginnings: tuple[str, ...], most: int = 14) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words round the first one that begins with one of ``beginnings`` (folded), on one line, and where such words stand in it;
    ``("", ())`` where there is none."""
    pieces = clean_line(text[:LONGEST_TEXT]).split()
    wanted = tuple(part for one in beginnings for part in one.split())
    at = next((at for at, piece in enumerate(pieces) if any(fold(word).startswith(wanted) for word in words_in(piece))), -1)
    if at < 0 or not wanted:
        return "", ()
    first = 0 if at < most // 2 or len(pieces) <= most else min(at - 4, len(pieces) - most)
    told = " ".join(pieces[first : first + most])
    told = ("… " if first else "") + told.strip("· ") + (" …" if first + most < len(pieces) else "")
    return told, marked(told, wanted)


def _parts(text: str) -> list[tuple[str, str, bool]]:
    """(filter, value, quoted) of each part; the filter is empty for words, and no known one where it is nearly one."""
    parts: list[tuple[str, str, bool]] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        end = place
        name = ""
        while end < len(text) and not text[end].isspace():
            if text[end] == ":" and not name:
                name = _filter(text[place:end])
                place = end + 1 if name else place
            if text[end] in _QUOTES and end == place:
                break
            end += 1
        if end == place and end < len(text) and text[end] in _QUOTES:
            close = next((at for at in range(end + 1, len(text)) if text[at] in _QUOTES[text[end]]), len(text))
            parts.append((name, text[end + 1 : close], True))
            place = close + 1
        else:
            parts.append((name, text[place:end], False))
            place = end
    return parts


def no_filter(text: str) -> str:
    """A sentence about what looks like a filter and is none (``colour:red``), for where nothing was found; ``""`` where nothing does."""
    for name, value, quoted in _parts(clean_line(text[:LONGEST])):
        word, colon, rest = value.partition(":")
        if not name and not quoted and colon and word.isalpha() and rest[:1].isalnum():
            return f"“{word[:40]}:” is no filter, and was looked for as a word. The filters are {KNOWN}"
    return ""


def _filter(word: str) -> str:
    """The filter that this is, or is one slip of the finger away from; else ``""``."""
    name = word.casefold()
    name = {"tags": "tag", "circles": "circle", "places": "place"}.get(name, name)
    if name in FILTERS:
        return name
    return name if len(name) > 3 and name.isalpha() and any(len(one) > 4 and _one_slip(name, one) for one in FILTERS) else ""


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too many or wrong, or two beside each other changed places."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1:
        return False
    at = next(
        (at for at, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), min(len(typed), len(meant))
    )
    swapped = typed[:at] + typed[at + 1 : at + 2] + typed[at : at + 1] + typed[at + 2 :]
    return swapped == meant or typed[at + 1 :] in (meant[at + 1 :], meant[at:]) or typed[at:] == meant[at + 1 :]


def _one_of(value: str, known: tuple[str, ...], others: dict[str, str]) -> str:
    value = value.casefold()
    value = others.get(value, value)
    return value if value in known else ""


def _since(value: str, today: date) -> date | None:
    year, dash, month = value.partition("-")
    if value.isascii() and len(year) == 4 and year.isdigit() and (not dash or (month.isdigit() and len(month) <= 2)):
        try:
            return date(int(year), int(month) if dash else 1, 1)
        except ValueError:
            return None
    return parse_date(value, today, past=True)


def _before(value: str, today: date) -> date | None:
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    unit = value[len(digits) :].strip().casefold()
    if not digits or len(digits) > 4:
        return None
    name = _UNITS.get(unit) or next((name for name in _UNITS.values() if unit in (name, f"{name}s")), "")
    try:
        if name in ("month", "year"):
            return add_months(today, -int(digits) * (12 if name == "year" else 1))
        return today - timedelta(int(digits) * (7 if name == "week" else 1)) if name else None
    except OverflowError:
        return date.min
