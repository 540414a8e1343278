"""Before a letter is handed over: is it whole, is it to this person, is what it says of them still so?

What is open (``core.gaps``) has to be filled. A name or a firm that does not fit may be meant after all: those of ``MAY_PASS`` are
asked once, pointed at, and a deliberate second step lets the letter go. Whether nearly the same went to somebody else is asked by
``core.likeness``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reconnect_tui.core.gaps import GREETING, first_line, obstacles
from reconnect_tui.core.text import fold, shown_line

OTHER_NAME, LEFT_COMPANY = "other-name", "left-company"
MAY_PASS = (OTHER_NAME, LEFT_COMPANY)
"""Kinds of concern that only ask whether it is meant; every other has to be put right."""


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_ANYBODY = _folded(
    "there again all everybody everyone folks friend friends team you both guys mate mates pal buddy love darling stranger "
    "neighbour neighbor world sunshine boss chef captain coach colleague colleagues sir madam ladies gentlemen mum mom mam dad papa "
    "mama mamma maman granny grandma grandpa oma opa nan uncle aunt auntie tante onkel tonton tata sis bro brother sister cousin "
    "zusammen alle ihr euch freund freunde freundin nachbar nachbarin kollege kollegin kollegen team schwester bruder "
    "toi vous tous toutes monde ami amie amis amies collègue voisin voisine docteur doctor professor prof"
)
_TITLES = _folded(
    "mr mrs ms mx miss dr prof professor doctor sir dame my our old dear dearest herr frau fräulein liebe lieber liebes mein meine "
    "werte werter geehrte geehrter sehr m mme mlle monsieur madame mademoiselle cher chère chere mon ma très"
)
_AND = re.compile(r"\s*(?:[&+/]|\b(?:and|und|et|or|oder|ou)\b)\s*", re.IGNORECASE)
# A full stop ends the name unless it is that of a title.
_NAME_ENDS = re.compile(
    "[,\u060c\uff0c!:;?–—(]|(?<!\\bMr)(?<!\\bMrs)(?<!\\bMs)(?<!\\bMx)(?<!\\bDr)(?<!\\bProf)(?<!\\bSt)(?<!\\bM)\\.(?=\\s|$)",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(r"([^\W\d_][^\n,!?.:;]{0,40}),[ \t\r]*")
_MOST_WORDS = 3

# A sentence with one of these speaks of what was: "remember the days at Northwind?"
_PAST = re.compile(
    r"\b(?:was|were|been|had|did|left|leave|leaving|after|since|before|used to|back|remember|old|former|formerly|ex|days?|years?|then|when"
    r"|once|worked|met|moved|miss|ago|until|from|no longer|goodbye|farewell|together"
    r"|war|warst|waren|wart|hatte\w*|damals|früher|ehemalig\w*|verlassen|verließ\w*|nach|seit|vor|als|erinner\w*|zeit|tage|jahre"
    r"|einst|abschied|étai\w*|était|étiez|avai\w*|quitt\w*|ancien\w*|époque|avant|après|depuis|souvenir\w*|rappel\w*|ans|années|jours"
    r"|autrefois|départ|quand)\b",
    re.IGNORECASE,
)
_STILL = re.compile(r"\b(?:still|toujours)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?…](?=\s|$)|\n")
_FIRM = re.compile(
    r"[\s,]+(?:inc|ltd|llc|llp|plc|gmbh|ag|kg|se|sa|sas|sarl|bv|nv|ab|as|oy|co|corp|corporation|company|limited)\.?$",
    re.IGNORECASE,
)


class Concern(NamedTuple):
    """What is not as it should be: ``text[start:end]`` is the place, ``sentence`` says what and, where it helps, to whom it goes."""

    kind: str
    """A kind of ``core.gaps`` (``empty`` ``hole`` ``field`` ``nobody``), or one of ``MAY_PASS``."""
    start: int
    end: int
    sentence: str


class Addressee(NamedTuple):
    """What is known of the one a letter goes to, as far as it can be said wrongly."""

    name: str
    greeting: str | None = None
    names: tuple[str, ...] = ()
    """Whatever else they go by: nicknames, what earlier letters greeted them as."""
    salutation: str = ""
    company: str = ""
    former: tuple[str, ...] = ()
    """Where they worked before, as imports noticed it."""


class Greeted(NamedTuple):
    """The name that a letter greets; ``sure``: a greeting word stands before it (else it is a bare ``Name,``)."""

    name: str
    start: int
    end: int
    sure: bool


def concerns(text: str, to: Addressee, *, others: Sequence[str] = ()) -> list[Concern]:
    """Find everything that speaks against handing this letter over now, in the order of the text.

    ``others``: names by which somebody else is greeted; only what ``greeted`` finds in the text is looked for among them.
    """
    found = [Concern(one.kind, one.start, one.end, one.reason) for one in obstacles(text, greeting=to.greeting or to.name)]
    start, end = first_line(text)
    if not any(one.start < end and start < one.end for one in found):
        found += _wrong_name(text, to, others)
    found += [
        one for one in _left_companies(text, to) if not any(other.start < one.end and one.start < other.end for other in found)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def greeted(text: str) -> Greeted | None:
    """Find the name in a letter's first line: after a greeting word (``Hi Bob,`` ``Liebe Ada!``), or alone before a comma."""
    start, end = first_line(text)
    line = text[start:end].rstrip()
    hello = GREETING.match(line)
    if hello is None:
        bare = _BARE_NAME.fullmatch(line)
        return _named(bare[1], start, sure=False) if bare else None
    after = line[hello.end() :]
    if not after[:1].isspace():
        return None
    ends = _NAME_ENDS.search(after)
    return _named(after[: ends.start()] if ends else after, start + hello.end(), sure=True)


def _named(said: str, start: int, *, sure: bool) -> Greeted | None:
    name = said.strip()
    begin = start + len(said) - len(said.lstrip())
    if not name or len(_words(name)) > _MOST_WORDS + 2:
        return None
    return Greeted(name, begin, begin + len(name), sure)


def _wrong_name(text: str, to: Addressee, others: Sequence[str]) -> list[Concern]:
    hello = greeted(text)
    if hello is None or (to.salutation and text.lstrip().startswith(to.salutation)):
        return []
    own = {word for name in (to.name, to.greeting or "", to.salutation, *to.names) for word in _words(name)}
    known = {fold(name) for name in others}
    parts = [_without_titles(part) for part in _AND.split(hello.name)]
    for part in parts:
        words = _words(part)
        if not words or all(word in own for word in words) or words[0] in _ANYBODY:
            return []
    said = " ".join(_words(" ".join(parts)))
    another = said in known or any(" ".join(_words(part)) in known for part in parts)
    if not another and not (hello.sure and _is_a_name(parts, own)):
        return []
    goes = to.greeting or to.name
    sentence = f"The greeting says {shown_line(hello.name, 60)}; this goes to {shown_line(goes, 60)}."
    return [Concern(OTHER_NAME, hello.start, hello.end, sentence)]


def _is_a_name(parts: Sequence[str], own: set[str]) -> bool:
    """Say whether this can only be a name, and no short or long form of one of their own."""
    words = [word for part in parts for word in part.split()]
    if not words or len(words) > _MOST_WORDS or not all(word[0].isupper() or not word[0].isascii() for word in words):
        return False
    plain = [word for part in parts for word in _words(part)]
    if any(word in own for word in plain):
        return False
    if not any(word.isascii() for word in own) and all(word.isascii() for word in plain):
        return False  # a name of another script, spelt out
    return not any(_short_form(one, two) for one in plain for two in own)


def _short_form(one: str, two: str) -> bool:
    fewest = min(len(one), len(two), 3)
    return fewest >= 2 and one[:fewest] == two[:fewest]


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s.\-,'’]+", fold(text)) if word]


def _without_titles(part: str) -> str:
    words = part.split()
    while words and fold(words[0]).strip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)


# A company they have left


def _left_companies(text: str, to: Addressee) -> Iterator[Concern]:
    present = _firm(to.company)
    if not present:
        return
    for former in dict.fromkeys(to.former):
        firm = _firm(former)
        if len(firm) < 2 or _within(firm, present) or _within(present, firm):
            continue
        # As it is written: "apple" is no firm.
        written = re.escape(_FIRM.sub("", former.strip()).strip())
        for m in re.finditer(rf"(?<!\w){written}(?!\w)", text):
            sentence = _sentence_around(text, m.start(), m.end())
            if not _STILL.search(sentence) and (_PAST.search(sentence.replace(m[0], " ")) or to.company in sentence):
                continue
            who = to.greeting or to.name
            said = f"{shown_line(who, 60)} has left {shown_line(former, 60)}; now it is {shown_line(to.company, 60)}."
            yield Concern(LEFT_COMPANY, m.start(), m.end(), said)
            break


def _firm(company: str) -> str:
    return _FIRM.sub("", fold(company)).strip()


def _within(one: str, two: str) -> bool:
    return f" {one} " in f" {two} "


def _sentence_around(text: str, start: int, end: int) -> str:
    begin = max((m.end() for m in _SENTENCE_ENDS.finditer(text, 0, start)), default=0)
    after = _SENTENCE_ENDS.search(text, end)
    return text[begin : after.start() if after else len(text)]
