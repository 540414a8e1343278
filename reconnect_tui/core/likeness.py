"""How alike two letters are in their own words: what is left of them without the template's skeleton, the greeting and the names.

Each letter's own words are taken as pairs of neighbours, so that "how was Turin" is "how was" and "was turin"; two letters are as
alike as the pairs they share are many (Dice: twice what they share, by what they have together). Pairs see through another order
of the sentences, another greeting and a word changed here and there, and tell apart letters that only share a subject.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

SAME = 0.65
"""From this share on, two letters say nearly the same. Measured by ``python -m tests.likeness`` on 200 invented hellos
(``tests/data/hellos.py``): of the near-copies 97 % are caught, of the honest ones none is stopped; at 0.5 it is 100 % and 4 %."""
FEWEST = 4
"""Letters with fewer words of their own are too short to tell: "Happy birthday" is nobody's copy."""

# A word, or one sign of a script that is written without blanks.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’][^\W_]+)*")
_OPEN = re.compile(r"\{\{[^{}\n]*\}\}|\[\[[^\n]*?\]\]")
_GREETING = re.compile(
    r"\s*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten (?:morgen|tag|abend)|servus|moin|bonjour"
    r"|bonsoir|salut|coucou|ch[eè]re?s?)\b(?:[ \t]+[^\s,!.:;?]+){0,4}[ \t]*(?:[,!.:;?]|(?=\n)|$)|[^\s,]+(?: [^\s,]+)?,[ \t]*(?=\n))",
    re.IGNORECASE,
)


class Letter(NamedTuple):
    """A letter that went to somebody. ``facts`` are texts about that person (names, company …) that are no words of one's own."""

    person_id: int
    name: str
    day: str
    text: str
    template: str = ""
    facts: tuple[str, ...] = ()


class Alike(NamedTuple):
    """What nearly the same went to: ``mine[start:end]`` is the line of the new letter that says most of it again."""

    person_id: int
    name: str
    day: str
    text: str
    start: int
    end: int
    share: float
    """How much of their own words the two have in common, 0 to 1."""


class Word(NamedTuple):
    """One word of a letter and where it stands."""

    word: str
    start: int
    end: int


Pairs = frozenset[tuple[str, str]]
NO_BODIES: Mapping[str, str] = MappingProxyType({})


def skeleton(body: str) -> Pairs:
    """The neighbours that a template's own text brings along; what fills its fields and holes is not among them."""
    return frozenset(pair for piece in _OPEN.split(body) for line in piece.split("\n") for pair in _pairs(_plain_words(line)))


def own_words(text: str, bones: Pairs, facts: Iterable[str]) -> list[Word]:
    """The words of a letter that are its writer's own: without the greeting, the skeleton's, and the names in ``facts``."""
    greeting = _GREETING.match(text)
    begin = greeting.end() if greeting else 0
    words = [Word(_key(m[0]), m.start(), m.end()) for m in _WORD.finditer(text, begin)]
    bare = [word.word for word in words]
    gone = {place for place, pair in enumerate(_pairs(bare)) if pair in bones}
    gone |= {place + 1 for place in gone}
    known = {word for fact in facts for word in _plain_words(fact)}
    return [word for place, word in enumerate(words) if place not in gone and word.word.removesuffix("'s") not in known]


def share(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """Say how alike two letters are by their own words, 0 (nothing in common) to 1."""
    if min(len(mine), len(theirs)) < FEWEST:
        return 0.0
    ours, others = set(_pairs(mine)), set(_pairs(theirs))
    return 2 * len(ours & others) / (len(ours) + len(others))


def likest(
    text: str,
    letters: Iterable[Letter],
    *,
    template: str = "",
    facts: Sequence[str] = (),
    bodies: Mapping[str, str] = NO_BODIES,
    least: float = SAME,
) -> Alike | None:
    """Find the letter that ``text`` says most of again, if one says nearly the same; of several as alike the first.

    ``template`` is the name of the template that ``text`` began from, ``facts`` what is known of the person it goes to, and
    ``bodies`` the bodies of the templates by name: one that is not there (any more) has no skeleton to take off.
    """
    best: tuple[float, Letter, list[Word], list[str]] | None = None
    bones = {template: skeleton(bodies.get(template, ""))}
    mine_beside: dict[str, _Mine] = {}
    for letter in letters:
        if letter.template not in mine_beside:
            bones[letter.template] = skeleton(bodies.get(letter.template, ""))
            mine_beside[letter.template] = _Mine(own_words(text, bones[template] | bones[letter.template], facts))
        mine = mine_beside[letter.template]
        if not mine.may_be_in(letter.text, least):
            continue
        both = bones[template] | bones[letter.template]
        theirs = [word.word for word in own_words(letter.text, both, letter.facts)]
        found = share(mine.bare, theirs)
        if found >= least and (best is None or found > best[0]):
            best = found, letter, mine.words, theirs
    if best is None:
        return None
    found, letter, words, theirs = best
    start, end = _line_to_change(text, words, set(_pairs(theirs)))
    return Alike(letter.person_id, letter.name, letter.day, letter.text, start, end, found)


class _Mine:
    """The own words of the new letter, ready to be looked for in many others."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.bare = [word.word for word in words]
        self.pairs = set(_pairs(self.bare))
        self.each = set(self.bare)

    def may_be_in(self, text: str, least: float) -> bool:
        """Say, five times as fast as counting, whether so many of the pairs can be in ``text`` that the share reaches ``least``."""
        there = text.casefold().replace("’", "'")
        missing = {word for word in self.each if word not in there}
        if not missing:
            return True
        possible = sum(one not in missing and two not in missing for one, two in self.pairs)
        # The other letter has at least the pairs that the two share.
        return possible * (2 - least) >= least * len(self.pairs)


def _line_to_change(text: str, mine: Sequence[Word], theirs: Container[tuple[str, str]]) -> tuple[int, int]:
    """The line of ``text`` that shares most of its own words with the other letter."""
    best, most = (0, len(text)), 0
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [word.word for word in mine if start <= word.start < end]
        shared = sum(pair in theirs for pair in _pairs(here))
        if shared > most:
            best, most = (start + len(line) - len(line.lstrip()), start + len(line.rstrip())), shared
        start = end + 1
    return best


def _plain_words(text: str) -> list[str]:
    return [_key(word) for word in _WORD.findall(text)]


def _key(word: str) -> str:
    return word.casefold().replace("’", "'")


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))
