"""Reading our own CSV back: the people, and the moments that lie in the file beside them.

Whoever wrote a row in by hand, without an id, is a new person: their key is ``row:`` and their name and first e-mail address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core import moment as kinds
from reconnect_tui.core.contact import normalised_contact
from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.person import ACTIVE, STATUSES
from reconnect_tui.core.text import clean_line, clean_text, fold, shown_line
from reconnect_tui.interchange.linkedin_url import slug
from reconnect_tui.interchange.own_cells import (
    CONTACTS,
    FIELDS,
    KEY,
    LISTS,
    MOMENT_FIELDS,
    PREFERRED,
    RELATION,
    YES,
    companion,
    parted,
    unguard,
)
from reconnect_tui.interchange.records import FoundContact, FoundMoment, FoundPerson, FoundRelation, Kept, Problem, Reading
from reconnect_tui.interchange.tables import Shape, Table, fold_heading, listed, open_table
from reconnect_tui.interchange.unreadable import readable

Progress = Callable[[int, int], None]
"""(bytes read, bytes in all)."""

MOST_BYTES = 1 << 30
LONGEST_NAME = 20_000
_EVERY = 2_000
_MANY_LINES = ("about", "how_met", "salutation")
_KIND_OF = {fold_heading(heading): kind for kind, heading in CONTACTS.items()}
_NUMBERED = re.compile(rf"({'|'.join(_KIND_OF)}|{fold_heading(RELATION)})([0-9]{{1,5}})(label|name|id)?")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARLESS = re.compile(r"--\d\d-\d\d", re.ASCII)


_PERSON_SIGNS = frozenset(("id", "name", "howmet", "lateruntil"))
_MOMENT_SIGNS = frozenset(("id", "at", "kind", "direction", "peopleids"))


def _is_ours(headings: frozenset[str]) -> bool:
    return headings >= _PERSON_SIGNS or headings >= _MOMENT_SIGNS


OWN = Shape(
    "own",
    {fold_heading(heading): field for heading, field in {**FIELDS, **LISTS, PREFERRED: "preferred", **MOMENT_FIELDS}.items()},
    _is_ours,
    50_000_000,  # each line of a text counts as one
)
"""How ``interchange.tables`` knows either of our two files."""


class _Unfit(Exception):
    """One row cannot be taken; its words say why."""


def read(path: Path, *, progress: Progress | None = None) -> Reading:
    """Read a file that ``export --format csv`` wrote; beside the people's the moments' is read too, where it lies there.

    People have the key ``own_cells.KEY`` + uid and a ``kept``. Raises ``FileProblem`` where the file cannot be read or is none of ours.
    """
    told = progress or (lambda done, total: None)
    table = _open(path)
    if "at" in table and "name" not in table:
        return _reading((path.name,), _People(table), _Moments(table).read(told), [], told)
    people = _People(table).read(told)
    beside = Path(companion(str(path)))
    if not beside.is_file():
        return _reading((path.name,), people, None, [], told)
    moments = _Moments(_open(beside)).read(told)
    note = f"{beside.name}, which lies beside it, was read too."
    return _reading((path.name, beside.name), people, moments, [note], told)


def _open(path: Path) -> Table:
    with readable(path):
        if path.stat().st_size > MOST_BYTES:
            raise FileProblem(str(path), 0, f"It holds more than {MOST_BYTES >> 20:,} MB; nothing was read.")
        data = path.read_bytes()
    return open_table(path.name, data, (OWN,))


def _reading(files: tuple[str, ...], people: _People, moments: _Moments | None, notes: list[str], told: Progress) -> Reading:
    parts: list[_People | _Moments] = [people, *([moments] if moments else [])]
    tables = dict.fromkeys(part.table for part in parts)
    told(1, 1)
    return Reading(
        "csv",
        files,
        None,
        people.found,
        moments.found if moments else [],
        [problem for table in tables for problem in table.problems],
        [*notes, *(note for table in tables for note in table.notes), *people.notes()],
        repeats=people.repeats,
        moments_repeated=moments.repeats if moments else 0,
        names=moments.names if moments else {},
    )


def _each(table: Table, take: Callable[[int, list[str]], None], told: Progress) -> None:
    """Hand each row that is not empty to ``take``; one that it finds ``_Unfit`` is a problem, and the next is read."""
    for number, (line, row) in enumerate(table, 1):
        if not number % _EVERY:
            told(table.done, table.size)
        if not any(row):
            continue
        try:
            if line in table.wide:
                raise _Unfit(f"The row has {table.wide[line]} cells where the header has {len(table.columns)}.")
            take(line, row)
        except _Unfit as unfit:
            table.problems.append(Problem(table.file, line, str(unfit)))


class _Group(NamedTuple):
    """Where the cells of one numbered contact or relation stand: value or kind, label or name, id."""

    kind: str
    heading: str
    first: int
    second: int
    third: int


class _People:
    """The people of one table. ``found`` is complete after ``read``."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.found: list[FoundPerson] = []
        self.repeats = 0
        self._seen: set[str] = set()
        self._unknown: list[str] = []
        self._groups = self._numbered()

    def read(self, told: Progress) -> _People:
        table = self.table
        pick = table.picker(*FIELDS.values())
        pick_lists = table.picker(*LISTS.values(), "preferred")

        def take(line: int, row: list[str]) -> None:
            self._add(self._person(line, row, dict(zip(FIELDS.values(), pick(row), strict=True)), pick_lists(row)))

        _each(table, take, told)
        return self

    def notes(self) -> list[str]:
        return [f"Columns that are not known, and were not read: {listed(self._unknown)}."] if self._unknown else []

    def _add(self, person: FoundPerson) -> None:
        if person.key in self._seen:
            self.repeats += 1
            return
        self._seen.add(person.key)
        self.found.append(person)

    def _person(self, line: int, row: list[str], cells: dict[str, str], lists: tuple[str, ...]) -> FoundPerson:
        text = {
            field: (clean_text if field in _MANY_LINES else clean_line)(unguard(cell)) if cell else ""
            for field, cell in cells.items()
        }
        uid, name = text["uid"].strip(), text["name"]
        if not name.strip():
            raise _Unfit("The row has no name.")
        if len(name) > LONGEST_NAME:
            raise _Unfit(f"The name is longer than {LONGEST_NAME:,} characters, so it is none.")
        status = text["status"].strip().lower() or ACTIVE
        if status not in STATUSES:
            raise _Unfit(f"The status “{shown_line(status, 40)}” is none of {', '.join(STATUSES)}.")
        tags, other_names, former, preferred = (tuple(map(clean_line, parted(unguard(cell)))) for cell in lists)
        contacts, relations = self._hanging(row, frozenset(map(fold_heading, preferred)))
        kept = Kept(
            uid,
            text["salutation"],
            text["circle"],
            _pace(text["pace"]),
            status,
            text["how_met"],
            _day("later until", text["later_until"]),
            other_names,
            former,
        )
        return FoundPerson(
            KEY + uid if uid else _key_of_row(name, contacts),
            name,
            text["first_name"],
            text["last_name"],
            text["nickname"],
            text["greeting"] or None,
            text["company"],
            text["position"],
            text["location"],
            text["about"],
            _birthday(text["birthday"]),
            _day("connected on", text["connected_on"]),
            contacts,
            tuple(dict.fromkeys(tags)),
            relations,
            file=self.table.file,
            line=line,
            headline=text["headline"],
            language=text["language"],
            kept=kept,
        )

    def _numbered(self) -> list[_Group]:
        """The numbered columns, by kind and number; any other column that is not known is remembered for a note."""
        places: dict[tuple[str, int], dict[str, int]] = {}
        headings: dict[tuple[str, int], str] = {}
        for place, heading in enumerate(self.table.columns):
            folded = fold_heading(heading)
            found = _NUMBERED.fullmatch(folded)
            if found:
                key = (_KIND_OF.get(found[1], "relation"), int(found[2]))
                places.setdefault(key, {}).setdefault(found[3] or "", place)
                headings[key] = f"{found[1]}{found[2]}"
            elif folded and folded not in OWN.fields:
                self._unknown.append(heading)
        spare = len(self.table.columns)  # every row has an empty cell there
        order = [*CONTACTS, "relation"]
        return [
            _Group(
                key[0],
                headings[key],
                here.get("", spare),
                here.get("name" if key[0] == "relation" else "label", spare),
                here.get("id", spare),
            )
            for key, here in sorted(places.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
        ]

    def _hanging(self, row: list[str], preferred: frozenset[str]) -> tuple[tuple[FoundContact, ...], tuple[FoundRelation, ...]]:
        contacts: list[FoundContact] = []
        relations: list[FoundRelation] = []
        for kind, heading, first, second, third in self._groups:
            if not (row[first] or row[second] or row[third]):
                continue
            value, label = unguard(row[first]), clean_line(unguard(row[second]))
            if kind == "relation":
                uid = clean_line(unguard(row[third])).strip()
                relations.append(FoundRelation(clean_line(value), label, KEY + uid if uid else ""))
                continue
            value = clean_text(value) if kind == "address" else clean_line(value)
            if value.strip():
                contacts.append(FoundContact(kind, value, normalised(kind, value), label, heading in preferred))
        # As they are kept: the preferred ones first, else in their order.
        return tuple(sorted(contacts, key=lambda point: not point.preferred)), tuple(relations)


class _Moments:
    """The moments of one table, and the names of the people in them. Complete after ``read``."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.found: list[FoundMoment] = []
        self.names: dict[str, str] = {}
        self.repeats = 0

    def read(self, told: Progress) -> _Moments:
        table = self.table
        pick = table.picker(
            "uid",
            "at",
            "kind",
            "direction",
            "channel",
            "text",
            "outcome",
            "thread",
            "group_thread",
            "source_key",
            "people",
            "names",
        )
        seen: set[str] = set()

        def take(line: int, row: list[str]) -> None:
            moment = self._moment(line, *map(unguard, pick(row)))
            if moment.key in seen:
                self.repeats += 1
                return
            seen.add(moment.key)
            self.found.append(moment)

        _each(table, take, told)
        return self

    def _moment(
        self,
        line: int,
        uid: str,
        at: str,
        kind: str,
        direction: str,
        channel: str,
        text: str,
        outcome: str,
        thread: str,
        group_thread: str,
        imported_as: str,
        people: str,
        names: str,
    ) -> FoundMoment:
        uid = clean_line(uid).strip()
        keys = tuple(KEY + clean_line(one).strip() for one in parted(people))
        if not uid or not keys:
            raise _Unfit("The row has no id." if not uid else "The row names nobody by id.")
        if not (_STAMP.fullmatch(at) and _is_day(at[:10])) and not (_DAY.fullmatch(at) and _is_day(at)):
            raise _Unfit(f"“{shown_line(at, 40)}” is no date; it should be like 2026-11-22, or 2026-11-22T18:30:00Z.")
        if kind not in kinds.KINDS:
            raise _Unfit(f"The kind “{shown_line(kind, 40)}” is none of {', '.join(kinds.KINDS)}.")
        if direction not in ("", kinds.OUT, kinds.IN, kinds.BOTH):
            raise _Unfit(f"The direction “{shown_line(direction, 40)}” is none of out, in and both.")
        self.names.update(zip(keys, map(clean_line, parted(names)), strict=False))
        return FoundMoment(
            KEY + uid,
            at,
            kind,
            keys,
            direction or None,
            clean_line(channel),
            clean_text(text),
            clean_line(thread),
            group_thread.strip().lower() == YES,
            self.table.file,
            line,
            outcome=clean_line(outcome),
            imported_as=clean_line(imported_as),
        )


def normalised(kind: str, value: str) -> str:
    """What matching compares of a contact (``core.contact``), a LinkedIn profile by its slug."""
    return (slug(value) if kind == "linkedin" else "") or normalised_contact(kind, value)


def _key_of_row(name: str, contacts: tuple[FoundContact, ...]) -> str:
    email = next((point.normalised for point in contacts if point.kind == "email"), "")
    return f"row:{fold(name) or name}|{email}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(column: str, text: str) -> str | None:
    text = text.strip()
    if text and not (_DAY.fullmatch(text) and _is_day(text)):
        raise _Unfit(f"“{shown_line(text, 40)}” in “{column}” is no date; it should be like 2026-11-22.")
    return text or None


def _birthday(text: str) -> str | None:
    text = text.strip()
    if _YEARLESS.fullmatch(text) and _is_day(f"2000{text[1:]}"):
        return text
    if text and not (_DAY.fullmatch(text) and _is_day(text)):
        raise _Unfit(f"“{shown_line(text, 40)}” is no birthday; it should be like 1984-03-14, or --03-14 without a year.")
    return text or None


def _pace(text: str) -> int | None:
    text = text.strip()
    if text and not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 7):
        raise _Unfit(f"“{shown_line(text, 40)}” is no pace; it should be a number of days.")
    return int(text) if text else None
