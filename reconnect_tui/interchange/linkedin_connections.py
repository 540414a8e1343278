"""Reading Connections.csv of any era and whatever a spreadsheet made of it: FORMATS.md, "Connections.csv".

Keys. A person is named by the slug of the profile address. Exports of before 2023 have none: then the key is
``mailto:ada@example.org``, and without an e-mail address ``name:ada okafor|2019-01-02`` (folded name, day of connecting), followed by
``|2``, ``|3`` … for others of the same name and day. Slugs hold no colon, so the kinds of key never meet.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.names import full_name, greeting_name
from reconnect_tui.core.text import clean_line, fold
from reconnect_tui.interchange.dates import days
from reconnect_tui.interchange.linkedin_url import PROFILE, decoded, given
from reconnect_tui.interchange.records import FoundContact, FoundPerson, Problem
from reconnect_tui.interchange.tables import Table, numbered

MOST_PEOPLE = 200_000
"""LinkedIn ends at 30,000 connections; a file with more rows than this is no export."""

_EVERY = 2_000
_PHONES = ("mobile", "work", "home", "phone")


class Connections(NamedTuple):
    """What Connections.csv holds."""

    people: list[FoundPerson]
    hidden: int
    """Rows with nothing but a date: people who have hidden or closed their profile."""
    repeats: int
    notes: list[str]
    problems: list[Problem]


class _Cells(dict[str, str]):
    """Cells as they are stored; companies, roles and first names come again and again, and are cleaned once."""

    def __missing__(self, cell: str) -> str:
        cleaned = self[cell] = clean_line(cell).strip()
        return cleaned


class _Greetings(dict[str, str | None]):
    def __missing__(self, first: str) -> str | None:
        greeting = self[first] = greeting_name(first) if first else None
        return greeting


def read_connections(table: Table, latest: str, tick: Callable[[], None]) -> Connections:
    """Read all people of ``table``; no day of connecting may be after ``latest``. ``tick`` is called every 2,000 rows.

    Raises ``FileProblem`` for what cannot be a Connections.csv.
    """
    rows = _rows(table, tick)
    swallowed = _swallowed(table, rows)
    place = table.place
    on = place("on")
    dates = days((row[on] for _, row in rows), latest)
    at_first, at_middle, at_last, at_url = place("first"), place("middle"), place("last"), place("url")
    at_email, at_company, at_position = place("email"), place("company"), place("position")
    more = _more_columns(table)
    clean, greet, unkeyed = _Cells(), _Greetings(), _Unkeyed()
    seen: set[str] = set()
    people: list[FoundPerson] = []
    undated: list[int] = []
    nameless: list[int] = []
    hidden = repeats = 0
    for line, row in rows:
        day = dates.of[row[on]]
        if line in swallowed or (line in table.wide and day is None):
            table.problems.append(Problem(table.file, line, swallowed.get(line) or _too_wide(table, line)))
            continue
        first = f"{row[at_first]} {row[at_middle]}" if row[at_middle] else row[at_first]
        name = full_name(first, row[at_last])
        spelt = given(row[at_url])
        key = decoded(spelt)
        if not key and (not name or name == "LinkedIn Member"):
            if row[at_email].strip() or row[at_company].strip() or row[at_position].strip():
                table.problems.append(Problem(table.file, line, "The row names nobody."))
            elif row[on].strip():
                hidden += 1
            continue
        email, company, position = clean[row[at_email]], clean[row[at_company]], clean[row[at_position]]
        if "@" not in email:
            email = ""
        contacts: tuple[FoundContact, ...] = ()
        if key:
            if key in seen:
                repeats += 1
                continue
            seen.add(key)
            contacts = (FoundContact("linkedin", PROFILE + spelt, key),)
        else:
            key = unkeyed.key(name, email, day or "", company, position)
            if not key:
                repeats += 1
                continue
        if not name:
            nameless.append(line)
            name = full_name(key, "")
        if day is None and row[on].strip():
            undated.append(line)
        if email:
            contacts += (FoundContact("email", email, email.lower()),)
        if more:
            contacts += _more_contacts(row, more, email)
        first = clean[row[at_first]]
        people.append(
            FoundPerson(
                key, name, first, clean[row[at_last]], "", greet[first], company, position,
                "", "", None, day, contacts, (), (), "", table.file, line,
            )
        )  # fmt: skip
    tick()
    notes = _notes(table, hidden, repeats, undated, nameless, dates.mixed)
    return Connections(people, hidden, repeats, notes, table.problems)


def _rows(table: Table, tick: Callable[[], None]) -> list[tuple[int, list[str]]]:
    # All rows before the first person: whether 4/5/18 is in April or in May is told by the other rows.
    rows: list[tuple[int, list[str]]] = []
    for found in table:
        rows.append(found)
        if not len(rows) % _EVERY:
            tick()
            if len(rows) > MOST_PEOPLE:
                reason = f"It has more than {MOST_PEOPLE:,} rows, so it is no LinkedIn export; nothing was read."
                raise FileProblem(table.file, found[0], reason)
    return rows


def _too_wide(table: Table, line: int) -> str:
    return f"The row has {table.wide[line]} cells where the header has {len(table.columns)}: a comma may need quotes around it."


class _Unkeyed:
    """Keys for people without a profile address: see the module's docstring."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._names: dict[tuple[str, str], set[tuple[str, str, str]]] = {}

    def key(self, name: str, email: str, day: str, company: str, position: str) -> str:
        """Return the key, or ``""`` for a repeat of a row that was there."""
        folded = fold(name) or name
        email = email.lower()
        if email:
            holder = self._addresses.setdefault(email, "")
            if not holder:
                self._addresses[email] = folded
                return f"mailto:{email}"
            if holder == folded:
                return ""
            # An address that two people share names only the first of them.
        rows = self._names.setdefault((folded, day), set())
        if (email, company, position) in rows:
            return ""
        rows.add((email, company, position))
        return f"name:{folded}|{day}" + (f"|{len(rows)}" if len(rows) > 1 else "")


def _more_columns(table: Table) -> list[tuple[int, str, str]]:
    """Columns of 2012 beyond name, work and first e-mail: (place, kind of contact, label)."""
    known = (("email2", "email", ""), ("email3", "email", ""), ("web", "url", ""), ("web2", "url", ""))
    phones = tuple((field, "phone", "" if field == "phone" else field) for field in _PHONES)
    return [(table.place(field), kind, label) for field, kind, label in known + phones if field in table]


def _more_contacts(row: list[str], columns: list[tuple[int, str, str]], email: str) -> tuple[FoundContact, ...]:
    found: dict[tuple[str, str], FoundContact] = {}
    for place, kind, label in columns:
        value = clean_line(row[place]).strip()
        if kind == "email":
            normalised = value.lower() if "@" in value and value.lower() != email.lower() else ""
        elif kind == "phone":
            normalised = "".join(c for c in value if c.isdecimal())
        else:
            normalised = value.casefold()
        if normalised:
            found.setdefault((kind, normalised), FoundContact(kind, value, normalised, label))
    return tuple(found.values())


def _swallowed(table: Table, rows: list[tuple[int, list[str]]]) -> dict[int, str]:
    """Find rows that an unclosed quote made so long that other rows are inside them: line → what to say of it.

    Only physical against parsed lines show it (FORMATS.md, "Reading CSV"). They are not taken apart: who may write a company's
    name could otherwise write rows.
    """
    found: dict[int, str] = {}
    after = table.last_line + 1 if table.last_line else 0
    for (line, row), (following, _) in pairwise([*rows, (after, [])]):
        if following - line < 2:
            continue
        inside = sum(part.count(table.delimiter) >= len(table.columns) - 1 for cell in row for part in cell.split("\n")[1:])
        if inside:
            found[line] = f"A quote opens here and is closed much later; lines {line} to {following - 1} could not be read."
    return found


def _notes(table: Table, hidden: int, repeats: int, undated: list[int], nameless: list[int], mixed: int) -> list[str]:
    notes = list(table.notes)
    if hidden:
        rows, people = ("row holds", "a person who has") if hidden == 1 else ("rows hold", "people who have")
        notes.append(f"{hidden} {rows} only a date: {people} hidden or closed the profile.")
    if repeats:
        rows = "row names" if repeats == 1 else "rows name"
        notes.append(f"{repeats} {rows} somebody a second time; the first row counts.")
    if undated:
        whom = "One person is" if len(undated) == 1 else f"{len(undated)} people are"
        notes.append(f"{whom} kept without the day you connected: it could not be read or cannot be (line {numbered(undated)}).")
    if mixed:
        notes.append(
            f"Some dates have the day first and some the month; {mixed} that can be read both ways were read month first."
        )
    if nameless:
        whom = "One person has" if len(nameless) == 1 else f"{len(nameless)} people have"
        notes.append(f"{whom} no name in the file and go by the profile address (line {numbered(nameless)}).")
    if "url" not in table:
        notes.append("This export has no profile addresses: people are known by e-mail, or by name and day of connecting.")
    return notes
