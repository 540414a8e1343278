"""The signs of a capture line: ``@name``, ``#tag`` and the backslash that makes them plain (DESIGN.md, "The capture line").

Patterns are avoided on purpose: compiling them would take a tenth of all the time that a note has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.text import fold

Names = Callable[[str], Sequence[int]]
"""Given a name as typed (``ada``, ``ada okafor``, ``ada.o``), the ids of the people it may mean, none if there are none.

Several words should match whole words of a name: ``@ada a friend`` is no beginning of Ada Abel.
"""

FIELDS = ("promised:", "bday:", "birthday:", "how we met:")
MOST_WORDS = 6
"""Words of an unquoted name: the one at the ``@`` and five after it."""
MOST_MENTIONS = 100
"""Names of one line; any ``@`` after that is text, so that a pasted file is no flood of look-ups."""

_OPENERS = "([{<\"'“”‘’«»„‚‹›¿¡,;–—…。、，：；！？（「『《·•*"
_CLOSERS = {'"': '"”“', "“": '”“"', "„": '“”"', "«": "»", "»": "«", "'": "'’", "‘": "’'", "「": "」", "『": "』"}
_INSIDE_NAME = "._-'’ʼ·\u200c\u200d"
_INSIDE_TAG = "_-\u200c\u200d"
_APOSTROPHES = "'’ʼ"
_ABBREVIATED = frozenset(("dr", "prof", "mr", "mrs", "ms", "st", "ma"))
_LONGEST_QUOTED = 100


class Mention(NamedTuple):
    """A name in a line. One id is sure, none is unknown (or ``new``: ``@+"New Person"``), several are ambiguous."""

    typed: str
    ids: tuple[int, ...]
    new: bool


def read_mentions(text: str, names: Names) -> tuple[Mention, ...]:
    """Return everybody whom ``text`` names, each once, in the order of the text."""
    found: dict[object, Mention] = {}
    known: dict[str, tuple[int, ...]] = {}

    def look_up(name: str) -> tuple[int, ...]:
        if name not in known:
            known[name] = tuple(dict.fromkeys(names(name)))
        return known[name]

    end = tried = 0
    at = text.find("@")
    while at >= 0 and tried < MOST_MENTIONS:
        beside = 0 < end == at - 1 and text[end] in "/&+"  # "@ada/@bob"
        if beside or _starts_word(text, at):
            mention, end = _mention(text, at, look_up)
            if mention:
                tried += 1
                found.setdefault(mention.ids[0] if len(mention.ids) == 1 else fold(mention.typed), mention)
        at = text.find("@", max(at + 1, end))
    return tuple(found.values())


def being_typed(text: str, cursor: int) -> tuple[int, str] | None:
    """The name that is being typed at ``cursor``: where its ``@`` stands, and what there is of it; ``None`` where no name is.

    An unquoted name may have several words, so this says what may be one: whether there is such a person is for others to know.
    """
    at = text.rfind("@", 0, cursor)
    while at > 0 and not (_starts_word(text, at) or (text[at - 1] in "/&+" and _named_before(text, at))):
        at = text.rfind("@", 0, at)
    if at < 0 or text[at + 1 : at + 2] == "+":
        return None
    typed = text[at + 1 : cursor]
    if typed[:1] in _CLOSERS:
        closed = "\n" in typed or _quoted(text[:cursor], at + 1)[0]
        return None if closed or len(typed) > _LONGEST_QUOTED else (at, typed[1:])
    words = typed.split(" ")
    fits = all(_is_letter(c) or c in _INSIDE_NAME or c == " " for c in typed)
    return (
        (at, typed)
        if fits and len(words) <= MOST_WORDS and not any(word.endswith((".", "·")) and len(word) > 4 for word in words)
        else None
    )


def _named_before(text: str, at: int) -> bool:
    """Whether the word in which this ``@`` stands begins with a name: "@ada/@bob"."""
    before = text.rfind("@", 0, at)
    return before >= 0 and _starts_word(text, before) and not any(c.isspace() for c in text[before:at])


def quoted_name(name: str) -> str:
    """A whole name as it stands in a line: ``@Ximena``, ``@"Ada Okafor"``, in other quotes where it has some itself; ``""`` where it is
    too long to be read again."""
    if all(_is_letter(c) or c == "-" for c in name) and name[:1].isalpha():
        return f"@{name}"
    for opener, closer in (('"', '"'), ("“", "”"), ("«", "»")):
        if not any(c in _CLOSERS[opener] for c in name) and len(name) < _LONGEST_QUOTED - 1:
            return f"@{opener}{name}{closer}"
    return ""


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags of ``text`` as typed, each once (case apart): ``#family``, ``tag:family``, ``tag: family``."""
    places = [at + 1 for at in _places(text, "#") if _starts_word(text, at)]
    named = [at + 4 for at in _places(lower_in_place(text), "tag:") if _starts_word(text, at)]
    places += [at + 1 if text[at : at + 1] == " " else at for at in named]
    found: dict[str, str] = {}
    for begin in sorted(places):
        end = begin
        if not text[begin : begin + 1].isalpha():
            continue
        while end < len(text) and (_is_letter(text[end]) or text[end] in _INSIDE_TAG):
            end += 1
        tag = text[begin:end].rstrip(_INSIDE_TAG)
        found.setdefault(fold(tag), tag)
    return tuple(found.values())


def plain(text: str) -> str:
    r"""Take away each backslash that made a sign plain: ``\@`` ``\#`` ``\>`` at a word's start, ``\:`` at a word's end."""
    if "\\" not in text:
        return text
    kept: list[str] = []
    for place, c in enumerate(text):
        if c == "\\":
            rest = text[place + 1 : place + 14].lower()
            if rest[:1] == ":" and (len(rest) == 1 or rest[1].isspace()):
                continue
            if rest.startswith(("@", "#", ">", "next:", "tag:", *FIELDS)) and _starts_word(text, place):
                continue
        kept.append(c)
    return "".join(kept)


def lower_in_place(text: str) -> str:
    """Return ``text`` in lower case with every letter at its old place (İ has two letters in lower case and stays)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def without_last_signs(text: str) -> str:
    """Drop the mentions and tags that trail behind a sentence: "send the book @ada #books" is a promise to send the book."""
    words = text.split(" ")
    while len(words) > 1 and words[-1][:1] in ("@", "#") and words[-1][1:2].isalpha():
        words.pop()
    return " ".join(words)


def _places(text: str, sign: str) -> list[int]:
    places = []
    at = text.find(sign)
    while at >= 0:
        places.append(at)
        at = text.find(sign, at + 1)
    return places


def _starts_word(text: str, at: int) -> bool:
    if at == 0 or text[at - 1].isspace():
        return True
    if text[at - 1] not in _OPENERS:
        return False
    before = text[max(0, at - 200) : at].rsplit(maxsplit=1)
    return not before or "://" not in before[-1]


def _mention(text: str, at: int, look_up: Callable[[str], tuple[int, ...]]) -> tuple[Mention | None, int]:
    """Read the mention whose ``@`` stands at ``at``; returns it, and the place where the reading may go on."""
    new = text[at + 1 : at + 2] == "+"
    begin = at + 2 if new else at + 1
    quoted, end = _quoted(text, begin)
    if quoted:
        return Mention(quoted, () if new else look_up(quoted), new), end
    words = _name_words(text, begin)
    if not words or text[words[0][1] : words[0][1] + 1] == "@":  # "@ada@example.social" is an address
        return None, at + 1
    first = text[begin : words[0][0]]
    if new:
        return Mention(first, (), True), words[0][0]
    for count in range(len(words), 0, -1):
        name = " ".join(text[begin : words[count - 1][0]].split())
        if ids := look_up(name):
            return Mention(name, ids, False), words[count - 1][0]
    for cut in range(min(len(first), 24) - 1, 1, -1) if _runs_on(first) else ():
        if ids := look_up(first[:cut]):
            return Mention(first[:cut], ids, False), begin + cut
    return Mention(first, (), False), words[0][0]


def _quoted(text: str, begin: int) -> tuple[str, int]:
    closers = _CLOSERS.get(text[begin : begin + 1], "")
    for end in range(begin + 1, min(len(text), begin + _LONGEST_QUOTED) if closers else 0):
        if text[end] == "\n":
            break
        if text[end] in closers and not (text[end] in _APOSTROPHES and text[end + 1 : end + 2].isalnum()):
            name = " ".join(text[begin + 1 : end].split())
            return (name, end + 1) if any(c.isalnum() for c in name) else ("", begin)
    return "", begin


def _name_words(text: str, begin: int) -> list[tuple[int, int]]:
    """Return where the word at ``begin`` and the words that may belong to it end: without, and with, what trails behind them."""
    ends: list[tuple[int, int]] = []
    while len(ends) < MOST_WORDS and text[begin : begin + 1].isalpha():
        raw = begin
        while raw < len(text) and (_is_letter(text[raw]) or text[raw] in _INSIDE_NAME):
            raw += 1
        name = text[begin:raw].rstrip(_INSIDE_NAME)
        if len(name) > 2 and name[-1] in "sS" and name[-2] in _APOSTROPHES:
            name = name[:-2].rstrip(_INSIDE_NAME)
        ends.append((begin + len(name), raw))
        # "J. Robert" and "Dr. Ada" go on after the full stop; after any other sign, and after 's, the name is over.
        short = text[begin + len(name) : raw] == "." and (len(name) == 1 or name.lower() in _ABBREVIATED)
        if begin + len(name) < raw and not short:
            break
        begin = raw
        while text[begin : begin + 1] in (" ", "\t", "\u00a0"):
            begin += 1
        if begin == raw:
            break
    return ends


def _is_letter(c: str) -> bool:
    return c.isalnum() or (not c.isascii() and unicodedata.category(c)[0] == "M")


def _runs_on(word: str) -> bool:
    """Say whether the word is written in a script that puts no space after a name (Chinese, Japanese, Korean, Thai, …)."""
    return any(c >= "\u2e80" or "\u0e00" <= c <= "\u0eff" or "\u1000" <= c <= "\u109f" or "\u1780" <= c <= "\u17ff" for c in word)
