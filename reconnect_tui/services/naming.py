"""Names while they are typed: what completes one, and how somebody is named in a capture line so that nobody else is meant."""

from __future__ import annotations

from reconnect_tui.core.text import clean_line, fold, shown_line
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import completing, search

MOST = 20
_MOST_NAMES = 200
_OPENERS = " \t([{\"'“‘«/&+,;:–—"
_QUOTES = '"“”„'


def mention(desk: Desk, person_id: int, name: str) -> str:
    """How to name this person behind an @: the first name where it is theirs alone, else the whole name, quoted where it has to be."""
    name = " ".join(clean_line(name).split())
    first = name.split(" ")[0]
    if first != name and _is_word(first) and search.called(desk.store, first) == [person_id]:
        return f"@{first}"
    if len(name.split()) <= 6 and all(_is_word(word) for word in name.split()):
        return f"@{name}"
    return f'@"{name.translate(dict.fromkeys(map(ord, _QUOTES)))}"'


def _is_word(word: str) -> bool:
    return word.replace("-", "").isalpha()


def completed(desk: Desk, line: str) -> list[str]:
    """What the line may become when the name at its end, behind an @, is completed: the latest contact first, at most ``MOST``."""
    at = line.rfind("@")
    if at < 0 or (at and line[at - 1] not in _OPENERS):
        return []
    typed = line[at + 1 :].lstrip(_QUOTES)
    words = _words(typed)
    if typed.strip() and not words:
        return []
    found = completing.names(desk.store, words, limit=MOST)
    return [line[:at] + mention(desk, number, name) for number, name in found]


def beginning(desk: Desk, typed: str) -> list[str]:
    """The names that begin with what was typed, accents and case apart, as a shell may show them."""
    start = fold(typed)
    found = completing.names(desk.store, _words(typed), limit=_MOST_NAMES)
    names = (" ".join(shown_line(name).split()) for _, name in found)
    return [name for name in dict.fromkeys(names) if name and fold(name).startswith(start)]


def _words(typed: str) -> tuple[str, ...]:
    kept = "".join(letter if letter.isalnum() else " " for letter in fold(clean_line(typed)))
    return tuple(kept.split()[:12])
