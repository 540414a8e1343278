"""Reading Connections.csv of any era and whatever a spreadsheet made of it: FORMATS.md, "Connections.csv".

Keys. A person is named by the slug of the profile address. Exports of before 2023 have none: then the key is
``mailto:ada@example.org``, and without an e-mail address ``name:ada okafor|2019-01-02`` (folded name, day of connecting), followed by
``|2``, ``|3`` … for others of the same name and day. Slugs hold no colon, so the kinds of key never meet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.names import clean_name, greeting_name
from reconnect_tui.core.text import clean_line, fold
from reconnect_tui.interchange.dates import Days, Numbers
from reconnect_tui.interchange.linkedin_url import PROFILE, profile
from reconnect_tui.interchange.records import FoundContact, FoundPerson, Problem
from reconnect_tui.interchange.tables import Table, numbered

MOST_PEOPLE = 200_000
"""LinkedIn ends at 30,000 connections; a file with more rows than this is no export."""

LONGEST_NAME = 20_000
"""In characters; towers of marks cost the square of their height to compare (NFKD: 6 ms at 10,000, a minute at a million)."""

_EVERY = 2_000
_MORE = (
    ("email2", "email", ""),
    ("email3", "email", ""),
    ("mobile", "phone", "mobile"),
    ("work", "phone", "work"),
    ("home", "phone", "home"),
    ("phone", "phone", ""),
    ("web", "url", ""),
    ("web2", "url", ""),
)


class Connections(NamedTuple):
    """What Connections.csv holds."""

    people: list[FoundPerson]
    hidden: int
    """Rows with nothing but a date: people who have hidden or closed their profile."""
    repeats: int
    notes: list[str]
    problems: list[Problem]


class _Cells(dict[str, str]):
    """Cells as they are stored; companies and roles come again and again, and are cleaned once."""

    def __missing__(self, cell: str) -> str:
        cleaned = self[cell] = clean_line(cell).strip()
        return cleaned


class _Names(dict[str, tuple[str, str]]):
    """A cell of a name → as it is stored, and as it stands in the whole name."""

    def __missing__(self, cell: str) -> tuple[str, str]:
        part = clean_name(cell)
        found = self[cell] = (clean_line(cell).strip() if part else "", part)
        return found


class _Greetings(dict[str, str | None]):
    def __missing__(self, first: str) -> str | None:
        greeting = self[first] = greeting_name(first) if first else None
        return greeting


def read_connections(table: Table, latest: str, tick: Callable[[], None]) -> Connections:
    """Read all people of ``table``; no day of connecting may be after ``latest``. ``tick`` is called now and then.

    Raises ``FileProblem`` for what cannot be a Connections.csv.
    """
    try:
        return _read(table, Days(latest), tick)
    except Numbers:
        pick = table.picker("on")
        return _read(table, Days(latest, (pick(row)[0] for _, row in table)), tick)


def _read(table: Table, day_of: Days, tick: Callable[[], None]) -> Connections:
    pick = table.picker("first", "middle", "last", "url", "email", "company", "position", "on")
    more = table.picker(*(field for field, _, _ in _MORE)) if any(field in table for field, _, _ in _MORE) else None
    clean, names, greet, unkeyed = _Cells(), _Names(), _Greetings(), _Unkeyed()
    file, problems, wide, tall = table.file, table.problems, table.wide, table.tall
    seen: set[str] = set()
    people: list[FoundPerson] = []
    undated: list[int] = []
    nameless: list[int] = []
    hidden = repeats = 0
    for number, (line, row) in enumerate(table, 1):
        if not number % _EVERY:
            tick()
            if number > MOST_PEOPLE:
                reason = f"It has more than {MOST_PEOPLE:,} rows, so it is no LinkedIn export; nothing was read."
                raise FileProblem(file, line, reason)
        first, middle, last, url, email, company, position, on = pick(row)
        day = day_of[on]
        if (line in tall and _swallows(table, row)) or (line in wide and day is None):
            problems.append(Problem(file, line, _not_a_row(table, line)))
            continue
        if len(first) + len(middle) + len(last) > LONGEST_NAME:
            problems.append(Problem(file, line, f"The name is longer than {LONGEST_NAME:,} characters, so it is none."))
            continue
        first, first_part = names[f"{first} {middle}" if middle else first]
        last, last_part = names[last]
        name = f"{first_part} {last_part}" if first_part and last_part else first_part or last_part
        if name == "LinkedIn Member":  # what LinkedIn calls those who left, and nobody's name
            name = first = last = ""
        spelt, key = profile(url)
        email, company, position = clean[email], clean[company], clean[position]
        if not key and not name:
            if email or company or position:
                problems.append(Problem(file, line, "The row names nobody."))
            elif on.strip():
                hidden += 1
            continue
        if "@" not in email:
            email = ""
        contacts: tuple[FoundContact, ...] = ()
        if key:
            contacts = (FoundContact("linkedin", PROFILE + spelt, key),)
        else:
            key = unkeyed.key(name, email, day or "", company, position)
        if not key or key in seen:
            repeats += 1
            continue
        seen.add(key)
        if not name:
            nameless.append(line)
            name = clean_name(key) or key
        if day is None and on.strip():
            undated.append(line)
        if email:
            contacts += (FoundContact("email", email, email.lower()),)
        if more is not None:
            contacts += _more_contacts(more(row), email)
        people.append(
            FoundPerson(
                key, name, first, last, "", greet[first], company, position,
                "", "", None, day, contacts, (), (), "", file, line,
            )
        )  # fmt: skip
    notes = _notes(table, hidden, repeats, undated, nameless, day_of.mixed)
    return Connections(people, hidden, repeats, notes, problems)


def _swallows(table: Table, row: list[str]) -> bool:
    """Say whether an unclosed quote made this row so long that other rows are inside it.

    Only physical against parsed lines show it (FORMATS.md, "Reading CSV"). Such rows are not taken apart: whoever may write a
    company's name could otherwise write rows.
    """
    # From where the quote opens in one row to the same column of another there are as many delimiters as in a whole row.
    return any(("\n" in cell or "\r" in cell) and cell.count(table.delimiter) >= len(table.columns) - 1 for cell in row)


def _not_a_row(table: Table, line: int) -> str:
    if line in table.tall:
        return f"A quote opens here and is closed much later; lines {line} to {table.tall[line]} could not be read."
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


def _more_contacts(cells: tuple[str, ...], email: str) -> tuple[FoundContact, ...]:
    """Read what the export of 2012 had beyond one e-mail address."""
    found: dict[str, FoundContact] = {}
    for (_, kind, label), cell in zip(_MORE, cells, strict=True):
        value = clean_line(cell).strip()
        if kind == "email":
            normalised = value.lower() if "@" in value and value.lower() != email.lower() else ""
        elif kind == "phone":
            normalised = "".join(c for c in value if c.isdecimal())
        else:
            normalised = value.casefold()
        if normalised:
            found.setdefault(normalised, FoundContact(kind, value, normalised, label))
    return tuple(found.values())


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
        whom, go = ("One person has", "goes") if len(nameless) == 1 else (f"{len(nameless)} people have", "go")
        notes.append(f"{whom} no name in the file and {go} by the profile address (line {numbered(nameless)}).")
    if "url" not in table:
        notes.append("This export has no profile addresses: people are known by e-mail, or by name and day of connecting.")
    return notes
