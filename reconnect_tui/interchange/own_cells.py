"""How our own CSV is laid out: one row a person, one row a moment, and nothing lost on the way out and back in.

Several values stand in numbered columns (``E-mail 1``, ``E-mail 1 label``, ``E-mail 2`` …), as many as the data needs. Short lists
(tags, other names) share a cell: ``; `` between them, ``\\`` before a ``;`` or ``\\`` of their own. People are named by their uid.

The guard. For a spreadsheet, a cell that it would take for a formula or another number gets an apostrophe in front (OWASP, "CSV
Injection"). A text that itself begins with apostrophes before such a beginning gets one more in *every* file of ours, so that taking
one away on the way in is right whichever kind of file it is.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reconnect_tui.core.person import ContactPoint

KEY = "reconnect:"
"""What the key of a person or moment of ours begins with; the rest is the uid."""

FIELDS = {
    "id": "uid", "Name": "name", "First name": "first_name", "Last name": "last_name", "Nickname": "nickname", "Greeting": "greeting",
    "Salutation": "salutation", "Language": "language", "Headline": "headline", "Company": "company", "Position": "position",
    "Location": "location", "About": "about", "Circle": "circle", "Pace": "pace", "Status": "status", "Birthday": "birthday",
    "How met": "how_met", "Connected on": "connected_on", "Later until": "later_until", "Last contact": "last_contact",
}  # fmt: skip
"""Heading → field of a person, in this order. A lower-case ``id``: Excel takes a file that begins with ``ID`` for another format."""

LISTS = {"Tags": "tags", "Other names": "nicknames", "Former profiles": "former_slugs"}
PREFERRED = "Preferred"
"""The headings of the contacts that are preferred, as one list."""

CONTACTS = {
    "email": "E-mail", "phone": "Phone", "linkedin": "LinkedIn", "url": "Website", "address": "Address", "other": "Other contact",
}  # fmt: skip
RELATION = "Relation"

MOMENT_FIELDS = {
    "id": "uid", "At": "at", "Kind": "kind", "Direction": "direction", "Channel": "channel", "Text": "text", "Outcome": "outcome",
    "Thread": "thread", "Group thread": "group_thread", "Imported as": "source_key", "People ids": "people", "People": "names",
}  # fmt: skip

YES = "yes"

# White space in front is no protection, and East Asian spreadsheets take the full-width signs for the plain ones. Numbers that
# would not stay what they are: a leading 0, more digits than a float holds, an id that reads as 12 times ten to the 345.
_WOULD_ACT = re.compile(r"'*(?:\s*[=+\-@\t\r\n＝＋－＠]|[0-9]+[eE][0-9]+\Z|0[0-9]+\Z|[0-9]{12,}\Z)")
_PARTING = re.compile(r"((?:[^;\\]|\\.|\\\Z)*)(?:;|\Z)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class OwnPerson(NamedTuple):
    """One person as they go out. ``fields`` has the values of ``FIELDS``; what is missing or None there is an empty cell."""

    fields: Mapping[str, object]
    lists: Mapping[str, Sequence[str]]
    """The values of ``LISTS``."""
    contacts: Sequence[ContactPoint] = ()
    relations: Sequence[tuple[str, str, str]] = ()
    """(kind, name, uid or ``""``)."""


def people_rows(people: Iterable[OwnPerson], most: Mapping[str, int]) -> Iterator[list[str]]:
    """The header and the rows. ``most``: how many contacts of a kind, and how many ``relation``, anybody has."""
    yield [*FIELDS, *LISTS, PREFERRED, *_numbered(most)]
    for person in people:
        yield _row(person, most)


def _numbered(most: Mapping[str, int]) -> Iterator[str]:
    for kind, heading in CONTACTS.items():
        for number in range(1, most.get(kind, 0) + 1):
            yield f"{heading} {number}"
            yield f"{heading} {number} label"
    for number in range(1, most.get("relation", 0) + 1):
        yield from (f"{RELATION} {number}", f"{RELATION} {number} name", f"{RELATION} {number} id")


def _row(person: OwnPerson, most: Mapping[str, int]) -> list[str]:
    by_kind: dict[str, list[ContactPoint]] = {}
    preferred: list[str] = []
    for point in person.contacts:
        kind = point.kind if point.kind in CONTACTS else "other"
        here = by_kind.setdefault(kind, [])
        here.append(point)
        if point.preferred:
            preferred.append(f"{CONTACTS[kind]} {len(here)}")
    row = [_text(person.fields.get(field)) for field in FIELDS.values()]
    row += [joined(person.lists.get(field, ())) for field in LISTS.values()]
    row.append(joined(preferred))
    for kind in CONTACTS:
        points = by_kind.get(kind, ())
        row += [cell for point in points for cell in (point.value, point.label)]
        row += [""] * 2 * (most.get(kind, 0) - len(points))
    row += [cell for relation in person.relations for cell in relation]
    row += [""] * 3 * (most.get("relation", 0) - len(person.relations))
    return row


def moment_rows(moments: Iterable[tuple[Mapping[str, object], Sequence[str], Sequence[str]]]) -> Iterator[list[str]]:
    """The header and the rows of (fields of a moment, uids of its people, their names)."""
    yield list(MOMENT_FIELDS)
    for fields, uids, names in moments:
        told = {
            **fields,
            "group_thread": YES if fields.get("group_thread") else "",
            "people": joined(uids),
            "names": joined(names),
        }
        yield [_text(told.get(field)) for field in MOMENT_FIELDS.values()]


def lines(rows: Iterable[Sequence[str]], *, spreadsheet: bool = False) -> Iterator[str]:
    """Rows as RFC 4180 has them, CRLF at the end of each. ``spreadsheet``: the BOM first, and guarded cells."""
    if spreadsheet:
        yield "\ufeff"
    guarded = guard if spreadsheet else spare
    write = csv.writer(_Given(), lineterminator="\r\n").writerow
    for row in rows:
        yield write([guarded(cell) if cell else cell for cell in row])


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for anything but text; ``unguard`` gives it back."""
    return f"'{cell}" if _WOULD_ACT.match(cell) else cell


def spare(cell: str) -> str:
    """The cell as it is, but for a text that looks guarded already; ``unguard`` gives it back."""
    return f"'{cell}" if cell[:1] == "'" and _WOULD_ACT.match(cell) else cell


def unguard(cell: str) -> str:
    """What a cell was before ``guard`` or ``spare``; every other cell as it is."""
    return cell[1:] if cell[:1] == "'" and _WOULD_ACT.match(cell) else cell


def joined(items: Iterable[str]) -> str:
    """A list in one cell; ``parted`` gives it back (an empty item is left out)."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items if item)


def parted(cell: str) -> list[str]:
    """The list in a cell. Typed by hand, ``a;b`` is two items as ``a; b`` is."""
    pieces = [found[1] for found in _PARTING.finditer(cell)]
    items = [pieces[0], *(piece.removeprefix(" ") for piece in pieces[1:])] if pieces else []
    return [item for item in (_ESCAPED.sub(r"\1", piece) for piece in items) if item]


def companion(path: str) -> str:
    """Where the moments stand beside the file of the people: ``people.csv`` has ``people-moments.csv``."""
    stem, ending = os.path.splitext(path)
    return f"{stem}-moments{ending or '.csv'}"


def _text(value: object) -> str:
    return "" if value is None else str(value)


class _Given:
    """A file for the csv writer that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text
