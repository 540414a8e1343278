"""Reading Google Contacts in CSV, as it was until 2024 and as it is since (FORMATS.md, "Google, Outlook, others")."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from reconnect_tui.interchange.address_book import Book, Progress, load, ticker
from reconnect_tui.interchange.address_columns import GOOGLE, GOOGLE_GROUP, GOOGLE_SHAPE
from reconnect_tui.interchange.address_entry import Entry, join_address, several
from reconnect_tui.interchange.records import Reading
from reconnect_tui.interchange.tables import Table, fold_heading, open_table

SHAPES = (GOOGLE_SHAPE,)

_SYSTEM = frozenset(("mycontacts", "starred", "othercontacts"))
_Group = dict[str, str]
"""What a column of a group is → its cell: ``value``, ``label`` (``type`` in old files), ``street`` …"""


def read(path: Path, *, progress: Progress | None = None, today: date | None = None) -> Reading:
    """Read the Google Contacts CSV at ``path``. Raises ``FileProblem`` where it is none or nobody is in it."""
    table = open_table(path.name, load(path), SHAPES)
    return read_google(table, today or date.today(), ticker(progress, table))


def read_google(table: Table, today: date, tick: Callable[[], None]) -> Reading:
    """Read everybody of ``table``; no birthday may be after ``today``. ``tick`` is called now and then."""
    book = Book(table, "google", today, tick, day_first=False)
    single: list[tuple[int, str]] = []
    groups: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for place, heading in enumerate(table.columns):
        folded = fold_heading(heading)
        if found := GOOGLE_GROUP.fullmatch(folded):
            part = "label" if found[3] == "type" else found[3]
            groups.setdefault((found[1], int(found[2])), []).append((place, part))
        else:
            single.append((place, GOOGLE.get(folded, f"+{heading}")))
    ordered = [(_KEPT[name], columns) for (name, _), columns in sorted(groups.items(), key=lambda group: group[0][1])]
    for entry, row in book.rows():
        for place, field in single:
            if field and row[place].strip():
                _single(entry, field, row[place])
        for keep, columns in ordered:
            group = {part: row[place] for place, part in columns if row[place].strip()}
            if group:
                keep(entry, group)
        book.add(entry)
    return book.reading()


def _single(entry: Entry, field: str, cell: str) -> None:
    if field.startswith("+"):
        entry.say(field[1:], cell)
    elif field == "prefix":
        entry.say("Title", cell)
    elif field == "department":
        entry.say("Department", cell)
    elif field == "notes":
        entry.note(cell)
    elif field == "tags":
        for label in several(cell):
            name = label.removeprefix("* ")
            if label == name or fold_heading(name) not in _SYSTEM:
                entry.tag(name)
    elif field in ("company", "position"):
        first, *others = several(cell)
        entry.set(field, first)
        for other in others:
            entry.say("Also at" if field == "company" else "Also", other)
    else:
        entry.set(field, cell)


def _labelled(group: _Group) -> tuple[str, str, bool]:
    """Return a group's value and label, and whether it is the one to be used first: then Google writes ``* `` before the label."""
    label = group.get("label", "")
    return group.get("value", ""), label.removeprefix("*").strip(), label.startswith("* ")


def _email(entry: Entry, group: _Group) -> None:
    entry.email(*_labelled(group))


def _phone(entry: Entry, group: _Group) -> None:
    entry.phone(*_labelled(group))


def _website(entry: Entry, group: _Group) -> None:
    entry.url(*_labelled(group))


def _relation(entry: Entry, group: _Group) -> None:
    name, kind, _ = _labelled(group)
    entry.relation(kind, name)


def _event(entry: Entry, group: _Group) -> None:
    day, label, _ = _labelled(group)
    for value in several(day):
        entry.day(label or "Day", value)


def _custom(entry: Entry, group: _Group) -> None:
    value, label, _ = _labelled(group)
    entry.say(label, value)


def _messenger(entry: Entry, group: _Group) -> None:
    value, label, _ = _labelled(group)
    entry.other(value, group.get("service", "").strip() or label or "IM")


def _address(entry: Entry, group: _Group) -> None:
    _, label, preferred = _labelled(group)
    parts = {part: several(group.get(part, "")) for part in ("formatted", *_PARTS)}
    for number in range(max(map(len, parts.values()))):
        one = {part: values[number] if number < len(values) else "" for part, values in parts.items()}
        whole = one["formatted"] or join_address(*(one[part] for part in _PARTS))
        entry.address(whole, label, preferred)
        if not entry.home and label.casefold() in ("home", ""):
            entry.home = join_address(city=one["city"], country=one["country"])


_PARTS = ("street", "extendedaddress", "pobox", "city", "region", "postalcode", "country")


def _organisation(entry: Entry, group: _Group) -> None:
    parts = {part: several(group.get(part, "")) for part in ("name", "title", "department")}
    for number in range(max(map(len, parts.values()))):
        name, title, department = (values[number] if number < len(values) else "" for values in parts.values())
        if "company" not in entry.fields and "position" not in entry.fields:
            entry.set("company", name)
            entry.set("position", title)
            entry.say("Department", department)
        else:
            entry.say("Also at", ", ".join(part for part in (name, title, department) if part))
    entry.say("Office", group.get("location", ""))
    entry.say("Job description", group.get("jobdescription", ""))


def _identity(entry: Entry, group: _Group) -> None:
    value, label, _ = _labelled(group)
    entry.say(label or "Number", value)


_KEPT: dict[str, Callable[[Entry, _Group], None]] = {
    "email": _email,
    "phone": _phone,
    "website": _website,
    "relation": _relation,
    "event": _event,
    "customfield": _custom,
    "im": _messenger,
    "address": _address,
    "organization": _organisation,
    "externalid": _identity,
    "jot": _custom,
}
