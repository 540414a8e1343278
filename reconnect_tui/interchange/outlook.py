"""Reading the contacts that Outlook for Windows, in eight languages, and Outlook.com write as CSV (FORMATS.md)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from reconnect_tui.interchange.address_book import Book, Progress, load, ticker
from reconnect_tui.interchange.address_columns import ENGLISH, OUTLOOK, OUTLOOK_SHAPE
from reconnect_tui.interchange.address_entry import Entry, join_address
from reconnect_tui.interchange.records import Reading
from reconnect_tui.interchange.tables import Table, fold_heading, open_table

SHAPES = (OUTLOOK_SHAPE,)

_CATEGORIES = re.compile(r"[;\n\r]")


def read(path: Path, *, progress: Progress | None = None, today: date | None = None) -> Reading:
    """Read the Outlook CSV at ``path``. Raises ``FileProblem`` where it is none or nobody is in it."""
    table = open_table(path.name, load(path), SHAPES)
    return read_outlook(table, today or date.today(), ticker(progress, table))


def read_outlook(table: Table, today: date, tick: Callable[[], None]) -> Reading:
    """Read everybody of ``table``; no birthday may be after ``today``. ``tick`` is called now and then.

    Days such as 4/5/84 are read as the user's Windows wrote them: by the language of the headings where no cell shows it.
    """
    folded = [fold_heading(heading) for heading in table.columns]
    book = Book(table, "outlook", today, tick, day_first=not ENGLISH.issuperset(_plain_words(folded)))
    columns = _columns(table.columns, folded)
    for entry, row in book.rows():
        parts: dict[str, dict[str, str]] = {}
        for place, field in columns:
            cell = row[place]
            if cell and not cell.isspace():
                if field.startswith("address "):
                    _, label, part = field.split(" ")
                    parts.setdefault(label, {})[part] = cell
                else:
                    _keep(entry, field, cell)
        for label, address in parts.items():
            _address(entry, label, address)
        book.add(entry)
    return book.reading()


def _plain_words(folded: list[str]) -> set[str]:
    return {heading for heading in folded if OUTLOOK.get(heading) in ("first", "last", "position", "birthday", "notes")}


def _columns(headings: tuple[str, ...], folded: list[str]) -> list[tuple[int, str]]:
    """Return the place and the field of each column that is kept; one that nobody knows is kept under its own heading."""
    found: list[tuple[int, str]] = []
    seen: set[str] = set()
    for place, (heading, known) in enumerate(zip(headings, folded, strict=True)):
        field = OUTLOOK.get(known, f"+{heading}")
        if known == "titre" and known in seen:
            field = "position"  # French files have two such columns
        elif known == "aniversário" and "birthday" not in map(OUTLOOK.get, folded):
            field = "birthday"  # a wedding in Portugal, where it stands beside "Data de nascimento"; a birthday in Brazil
        seen.add(known)
        if field:
            found.append((place, field))
    return found


def _keep(entry: Entry, field: str, cell: str) -> None:
    kind, _, label = field.partition(" ")
    if field.startswith("+"):
        entry.say(field[1:], cell)
    elif kind == "phone":
        entry.phone(cell, label)
    elif kind == "other":
        entry.other(cell, label)
    elif kind == "relation":
        entry.relation(label, cell)
    elif kind == "date":
        entry.day(label, cell)
    elif field == "email":
        entry.email(cell)
    elif field == "url":
        entry.url(cell)
    elif field == "notes":
        entry.note(cell)
    elif field == "tags":
        for name in _CATEGORIES.split(cell) if ";" in cell else cell.split(","):
            entry.tag(name)
    elif field in ("prefix", "department"):
        entry.say("Title" if field == "prefix" else "Department", cell)
    else:
        entry.set(field, cell)


def _address(entry: Entry, label: str, parts: dict[str, str]) -> None:
    streets = ", ".join(parts[part] for part in ("street", "street2", "street3") if part in parts)
    city, country = parts.get("city", ""), parts.get("country", "")
    whole = join_address(streets, "", parts.get("box", ""), city, parts.get("state", ""), parts.get("code", ""), country)
    # "Home Address" beside its parts is the same once more.
    entry.address(whole if any(part in parts for part in ("street", "city", "code")) else parts.get("whole", "") or whole, label)
    if label == "home":
        entry.home = join_address(city=city, country=country)
