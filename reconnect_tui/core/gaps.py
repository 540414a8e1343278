"""What is still open in a letter: holes, fields without a value, placeholders of other tools, a greeting to nobody.

[[what made you think of them]]     a hole: one line, at most 200 characters, only the user can fill it
{{company|the old place}}           a field: filled in from what is known, else by what stands after the bar
{FIRST_NAME} %FNAME% *|FNAME|*      what other tools write; only words that are known for it, never any bracket

What a letter says of the person it goes to is looked at by ``core.meaning``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reconnect_tui.core.text import shown_line

LONGEST_HINT = 200

# A hint may hold single brackets, so it ends at the first "]]"; "[[[x]]" is a bracket before a hole.
HOLE = re.compile(r"\[\[(?!\[)((?:(?!\[\[|\]\])[^\n\r])*)\]\]")
FIELD = re.compile(r"\{\{(?!\{)([^{}\n\r|]*)(?:\|([^{}\n\r]*))?\}\}")

_OURS = {
    "firstname": "first_name", "fname": "first_name", "givenname": "first_name", "recipientname": "first_name",
    "contactname": "first_name", "name": "name", "fullname": "name", "lastname": "", "lname": "", "surname": "",
    "familyname": "", "company": "company", "companyname": "company", "currentcompany": "company",
    "organisation": "company", "organization": "company", "employer": "company", "position": "position",
    "currentposition": "position", "jobtitle": "position", "location": "location", "city": "location",
    "salutation": "salutation", "greeting": "salutation", "myname": "my_name", "yourname": "my_name", "sendername": "my_name",
    "insertname": "name", "insertfirstname": "first_name", "theirname": "name", "nickname": "first_name",
}  # fmt: skip
_WORD = r"(?:[!$#]?(?:contact|person|recipient|lead|user|prospect)\.)?([A-Za-z][A-Za-z _-]{2,24})"
_FOREIGN = (
    rf"(?<!\{{)[$#]?\{{\s*{_WORD}\s*\}}(?!\}})|(?<!\[)\[\s*{_WORD}\s*\](?!\])|%%?{_WORD}%%?|\*\|{_WORD}\|\*"
    rf"|<<\s*{_WORD}\s*>>|<\s*{_WORD}\s*>|«\s*{_WORD}\s*»"
)
"""Compiled when the first letter is checked: it takes a fiftieth of the way to the first card."""

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SEEN = {ord(sign): None for sign in _UNSEEN}
GREETINGS = (
    "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening",
    "hallo", "liebe", "lieber", "guten morgen", "guten tag", "guten abend", "moin", "servus",
    "bonjour", "bonsoir", "salut", "coucou", "cher", "chère", "chere",
)  # fmt: skip
GREETING = re.compile(rf"[\s{_UNSEEN}]*({'|'.join(GREETINGS)})\b(?!')", re.IGNORECASE)
"""The word that a letter begins with, where it greets."""
_COMMAS = ",\u060c\uff0c"
# "Hi ," lost its name; so did "Hi," and "Dear:" alone on a line. "Hi! …" and "Hello there" are the writer's own words.
_TO_NOBODY = re.compile(rf"[\s{_UNSEEN}]+[{_COMMAS}]|[{_COMMAS}][\s{_UNSEEN}]*$")


EMPTY, HOLE_LEFT, FIELD_LEFT, NOBODY = "empty", "hole", "field", "nobody"


class Hole(NamedTuple):
    """A ``[[hint]]`` of a text: ``text[start:end]`` is all of it, ``hint`` what stands inside."""

    start: int
    end: int
    hint: str


class Blank(NamedTuple):
    """A placeholder nobody filled in; ``field`` is its name, for a foreign one the field of ours that means the same, or ``""``."""

    start: int
    end: int
    field: str


class Obstacle(NamedTuple):
    """Why this letter cannot be handed over yet: ``text[start:end]`` is the place, ``reason`` one plain sentence."""

    start: int
    end: int
    reason: str
    kind: str = ""
    """``EMPTY``, ``HOLE_LEFT``, ``FIELD_LEFT`` (ours, or another program's) or ``NOBODY``."""


def holes(text: str) -> list[Hole]:
    """Find the holes of a text, from first to last. A hint longer than 200 characters is not a hole."""
    return [Hole(m.start(), m.end(), m[1].strip()) for m in HOLE.finditer(text) if len(m[1]) <= LONGEST_HINT]


def unresolved(text: str) -> list[Blank]:
    """Find the ``{{…}}`` left in a text, known to us or not, from first to last."""
    return [Blank(m.start(), m.end(), m[1].strip()) for m in FIELD.finditer(text)]


def foreign(text: str) -> list[Blank]:
    """Find placeholders of other tools (mail merges, outreach programs): exact known words only, never any bracket."""
    found = []
    for m in re.finditer(_FOREIGN, text, re.IGNORECASE):
        word = next(group for group in m.groups() if group is not None)
        plain = re.sub(r"[\s_-]", "", word).casefold()
        if plain in _OURS:
            found.append(Blank(m.start(), m.end(), _OURS[plain]))
    return found


def obstacles(text: str, *, greeting: str | None) -> list[Obstacle]:
    """Find everything that must stop a hand-over, in the order of the text; an empty list lets it go.

    ``greeting`` is the name that this person is greeted by. A place has one obstacle: a field inside a hole is part of the hole.
    """
    if _is_blank(text):
        return [Obstacle(0, len(text), "The letter is empty.", EMPTY)]
    found: list[Obstacle] = []
    for obstacle in sorted(_gaps(text), key=lambda o: (o.start, -o.end)):
        if not found or obstacle.start >= found[-1].end:
            found.append(obstacle)
    start, end = first_line(text)
    if not any(o.start < end and start < o.end for o in found):
        found += _greeting_trouble(text, start, end, greeting)
    return sorted(found)


def first_line(text: str) -> tuple[int, int]:
    """Where the first line with anything on it stands, without the blanks before it."""
    start = len(text) - len(text.lstrip("\n\r\t " + _UNSEEN))
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end


def _gaps(text: str) -> Iterator[Obstacle]:
    for m in HOLE.finditer(text):
        hint = m[1].strip()
        reason = f"A hole is left: “{shown_line(hint, 60)}”." if hint else "An empty hole is left."
        yield Obstacle(m.start(), m.end(), reason, HOLE_LEFT)
    start = 0
    for line in HOLE.sub(lambda m: " " * len(m[0]), text).split("\n"):
        opened, closed = line.find("[["), line.rfind("]]")
        if opened >= 0:
            yield Obstacle(start + opened, start + opened + 2, "“[[” opens a hole that is not closed on its line.", HOLE_LEFT)
        elif closed >= 0 and line.count("[") < line.count("]"):
            yield Obstacle(start + closed, start + closed + 2, "“]]” is left over from a hole.", HOLE_LEFT)
        start += len(line) + 1
    for blank in unresolved(text):
        what = f"“{shown_line(blank.field, 40)}” is not known here" if blank.field else "a field without a name"
        yield Obstacle(blank.start, blank.end, f"A field is left open: {what}.", FIELD_LEFT)
    for blank in foreign(text):
        reason = f"“{text[blank.start : blank.end]}” is a placeholder from another program."
        yield Obstacle(blank.start, blank.end, reason, FIELD_LEFT)


def _greeting_trouble(text: str, start: int, end: int, greeting: str | None) -> list[Obstacle]:
    hello = GREETING.match(text[start:end].rstrip("\r"))
    if hello is None:
        return []
    after = text[start:end].rstrip("\r")[hello.end() :]
    if _TO_NOBODY.match(after) or (hello[1].casefold() == "dear" and not after.strip(" :.!" + _UNSEEN)):
        goes = f"; this goes to {shown_line(greeting, 60)}" if greeting else ""
        return [Obstacle(start, end, f"The greeting names nobody{goes}.", NOBODY)]
    if _is_blank(text[end:]) and after.rstrip().endswith(tuple(_COMMAS)):
        return [Obstacle(start, end, "There is only a greeting so far.", EMPTY)]
    return []


def _is_blank(text: str) -> bool:
    return not text.translate(_SEEN).strip()
