"""What all address books in CSV have in common: a row becomes a person, and people get keys.

Keys. No such file names its people, so a person is known by the first e-mail address (``mailto:ada@example.org``), else the first
phone number (``tel:…``), else ``name:ada okafor|northwind labs`` (folded name and company). What people of different names share
(a household's address) is nobody's key; several people of one key are numbered ``|2``, ``|3`` ….
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.names import clean_name, greeting_name
from reconnect_tui.core.text import fold
from reconnect_tui.interchange.address_entry import Entry, answers
from reconnect_tui.interchange.birthdays import Birthdays
from reconnect_tui.interchange.records import FoundPerson, Problem, Reading
from reconnect_tui.interchange.tables import Table, listed, numbered
from reconnect_tui.interchange.unreadable import readable

MOST_PEOPLE = 200_000
"""Google ends at 25,000 contacts and Outlook not much later; a file with more rows than this is no address book."""

MOST_BYTES = 64 << 20
LONGEST_NAME = 20_000
"""In characters; as in ``linkedin_connections``."""

Progress = Callable[[int, int], None]
"""Called now and then with bytes read and bytes in all; may raise to stop the reading."""

_EVERY = 500
_LONGEST_KEY = 500
_FEWEST_DIGITS = 5
_NARROW = 8
_DISPLAYED_EMAIL = re.compile(r"\s*[(<\[][^()<>\[\]]*@[^()<>\[\]]*[)>\]]\s*$")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


def load(path: Path) -> bytes:
    """Return a file's bytes. Raises ``FileProblem`` where they cannot be had, or are more than any address book has."""
    with readable(path), path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise FileProblem(
            str(path), 0, f"It holds more than {MOST_BYTES >> 20} MB, far more than an address book has; nothing was read."
        )
    return data


def ticker(progress: Progress | None, table: Table) -> Callable[[], None]:
    """Return what tells ``progress`` how far the reading of ``table`` is."""
    if progress is None:
        return lambda: None
    return lambda: progress(min(table.done, table.size), table.size)


class Book:
    """One address book while it is read: ``rows`` gives what can be read, ``add`` takes who is in it, ``reading`` ends it.

    ``day_first`` says how days such as 4/5/84 are read where no other cell shows it.
    """

    def __init__(self, table: Table, source: str, today: date, tick: Callable[[], None], *, day_first: bool) -> None:
        self._table = table
        self._source = source
        self._today = today
        self._tick = tick
        self._day_first = day_first or table.delimiter == ";"  # Windows writes it where commas are in numbers, and days first
        self._entries: list[Entry] = []
        self._skipped = 0

    def rows(self) -> Iterator[tuple[Entry, list[str]]]:
        """Yield each row with an entry for it; a row that is none is a problem."""
        table = self._table
        for count, (line, row) in enumerate(table, 1):
            if not count % _EVERY:
                self._tick()
                if count > MOST_PEOPLE:
                    raise FileProblem(
                        table.file, line, f"It has more than {MOST_PEOPLE:,} rows, so it is no address book; nothing was read."
                    )
            if line in table.wide:
                reason = f"The row has {table.wide[line]} cells where the header has {len(table.columns)}: a comma may need quotes around it."
                table.problems.append(Problem(table.file, line, reason))
            elif line in table.tall and _swallows(table, row):
                reason = f"A quote opens here and is closed much later; lines {line} to {table.tall[line]} could not be read."
                table.problems.append(Problem(table.file, line, reason))
            else:
                yield Entry(line), row

    def add(self, entry: Entry) -> None:
        """Take a row's person; a row of nobody is a problem if it says anything, and counted if not."""
        length = sum(len(entry.fields.get(field, "")) for field in _NAMES)
        if length > LONGEST_NAME:
            reason = f"The name is longer than {LONGEST_NAME:,} characters, so it is none."
            self._table.problems.append(Problem(self._table.file, entry.line, reason))
        elif _name(entry)[0]:
            self._entries.append(entry)
        elif entry.words or entry.contacts or entry.relations or entry.fields:
            self._table.problems.append(Problem(self._table.file, entry.line, "The row names nobody."))
        else:
            self._skipped += 1

    def reading(self, more: tuple[str, ...] = ()) -> Reading:
        """Return all that was read; ``more`` are notes. Raises ``FileProblem`` where that is nobody."""
        table = self._table
        if not self._entries:
            count = len(table.problems)
            rows = f" {count} {'row' if count == 1 else 'rows'} could not be read." if count else ""
            raise FileProblem(table.file, 0, f"There is nobody in it.{rows} The columns seen are: {listed(table.columns)}.")
        cells = [cell for one in self._entries for cell in (one.fields.get("birthday"), *(cell for _, cell in one.days)) if cell]
        birthdays = Birthdays(self._today.isoformat(), cells, day_first=self._day_first)
        connected = (one.fields["connected"] for one in self._entries if "connected" in one.fields)
        met = Birthdays(self._today.isoformat(), connected, day_first=self._day_first)
        unread: list[int] = []
        nameless: list[int] = []
        found: dict[FoundPerson, None] = {}
        lines: list[int] = []
        for entry in self._entries:
            person = _person(entry, birthdays, met, unread)._replace(file=table.file)
            if person in found:
                continue
            found[person] = None
            lines.append(entry.line)
            if person.name.casefold() in {point.value.casefold() for point in person.contacts}:
                nameless.append(entry.line)
        keys = _keys(list(found))
        people = [one._replace(key=key, line=line) for one, key, line in zip(found, keys, lines, strict=True)]
        repeats = len(self._entries) - len(people)
        rounded = [entry.line for entry in self._entries if entry.rounded]
        notes = [*table.notes, *more, *_notes(self._skipped, repeats, unread, nameless, rounded, birthdays.mixed + met.mixed)]
        return Reading(
            self._source,
            (table.file,),
            None,
            people,
            [],
            list(table.problems),
            notes,
            people_skipped=self._skipped,
            repeats=repeats,
        )


_NAMES = ("first", "middle", "last", "suffix", "whole", "display", "file as", "nickname", "company")


def _swallows(table: Table, row: list[str]) -> bool:
    """Say whether an unclosed quote made this row so long that other rows are inside it.

    Then a cell has as many delimiters as that many whole rows. In tables of a few columns prose has as many.
    """
    between = len(table.columns) - 1
    return between >= _NARROW and any(
        cell.count(table.delimiter) == between * cell.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        for cell in row
        if "\n" in cell
    )


def _name(entry: Entry) -> tuple[str, str]:
    """Return the name to show, and what it is: ``person``, ``organisation`` or ``address``."""
    fields = entry.fields
    name = clean_name(" ".join(fields.get(field, "") for field in ("first", "middle", "last")))
    if name:
        name = clean_name(f"{name} {fields.get('suffix', '')}")
        company = fields.get("company", "")
        return name, "organisation" if len(company) < _LONGEST_KEY and fold(company) == fold(name[:_LONGEST_KEY]) else "person"
    for field in ("whole", "display", "file as", "nickname"):
        said = clean_name(fields.get(field, ""))
        said = clean_name(_DISPLAYED_EMAIL.sub("", said).strip("'\"")) if len(said) < 300 else said
        if said and "@" not in said:
            return said, "organisation" if said == clean_name(fields.get("company", "")) else "person"
    if name := clean_name(fields.get("company", "")):
        return name, "organisation"
    for kind in ("email", "phone", "linkedin"):
        for point in entry.contacts.values():
            if point.kind == kind:
                return clean_name(point.normalised if kind == "linkedin" else point.value), "address"
    return "", "address"


def _person(entry: Entry, birthdays: Birthdays, met: Birthdays, unread: list[int]) -> FoundPerson:
    fields = entry.fields
    name, what = _name(entry)
    first, nickname = fields.get("first", ""), fields.get("nickname", "")
    given = first or ("" if fields.get("last") else nickname)
    birthday = _day(entry, "Birthday", fields.get("birthday", ""), birthdays, unread)
    connected = _day(entry, "Connected on", fields.get("connected", ""), met, unread)
    if connected and connected.startswith("--"):
        entry.say("Connected on", fields["connected"])
        connected = None
    for label, cell in entry.days:
        day = birthdays[cell]
        if day != "":
            entry.say(label, day or cell)
    language = fields.get("language", "")
    if language and not _LANGUAGE.fullmatch(language):
        entry.say("Language", language)
        language = ""
    return FoundPerson(
        "", name, first, fields.get("last", ""), nickname,
        greeting_name(given, organisation=what != "person") if given else None,
        fields.get("company", ""), fields.get("position", ""), fields.get("location", "") or entry.home,
        "\n".join(dict.fromkeys(entry.words)), birthday, connected,
        tuple(sorted(entry.contacts.values(), key=lambda point: not answers(point))), tuple(entry.tags.values()), tuple(entry.relations),
        headline=fields.get("headline", ""), language=language[:2],
    )  # fmt: skip


def _day(entry: Entry, label: str, cell: str, days: Birthdays, unread: list[int]) -> str | None:
    day = days[cell] if cell else ""
    if day is None:
        unread.append(entry.line)
        entry.say(label, cell)
    return day or None


def _keys(people: list[FoundPerson]) -> list[str]:
    folded = [fold(one.name[:_LONGEST_KEY]) or one.name[:_LONGEST_KEY] for one in people]
    offered = [_offered(one, name) for one, name in zip(people, folded, strict=True)]
    holders: dict[str, set[str]] = {}
    for name, keys in zip(folded, offered, strict=True):
        for key in keys:
            holders.setdefault(key, set()).add(name)
    taken: dict[str, int] = {}
    chosen: list[str] = []
    for keys in offered:
        key = next((key for key in keys if len(holders[key]) == 1), keys[-1])
        taken[key] = taken.get(key, 0) + 1
        chosen.append(f"{key}|{taken[key]}" if taken[key] > 1 else key)
    return chosen


def _offered(one: FoundPerson, folded: str) -> list[str]:
    """Return what may name a person, best first; the last always may."""
    emails = [point for point in one.contacts if point.kind == "email"]
    phones = [
        point for point in one.contacts if point.kind == "phone" and len(point.normalised) >= _FEWEST_DIGITS and answers(point)
    ]
    emails.sort(key=lambda point: not point.preferred)
    phones.sort(key=lambda point: not point.preferred)
    keys = [f"mailto:{emails[0].normalised}"] if emails else []
    if phones:
        keys.append(f"tel:{phones[0].normalised}")
    return [*keys, f"name:{folded.replace('|', '/')}|{fold(one.company[:_LONGEST_KEY]).replace('|', '/')}"]


def _notes(skipped: int, repeats: int, unread: list[int], nameless: list[int], rounded: list[int], mixed: int) -> list[str]:
    notes: list[str] = []
    if skipped:
        notes.append(f"{skipped} {'row has' if skipped == 1 else 'rows have'} nobody in {'it' if skipped == 1 else 'them'}.")
    if repeats:
        notes.append(f"{repeats} {'row says' if repeats == 1 else 'rows say'} again what another says; the first counts.")
    if unread:
        days = "One day" if len(unread) == 1 else f"{len(unread)} days"
        notes.append(
            f"{days} could not be read, and {'is' if len(unread) == 1 else 'are'} kept as words (line {numbered(unread)})."
        )
    if nameless:
        whom, go = ("One has", "goes") if len(nameless) == 1 else (f"{len(nameless)} have", "go")
        notes.append(f"{whom} no name in the file and {go} by e-mail address, phone or profile (line {numbered(nameless)}).")
    if rounded:
        notes.append(
            f"A spreadsheet has rounded phone numbers, such as 2.34803E+12: they are lost and kept as words (line {numbered(rounded)})."
        )
    if mixed:
        notes.append(f"Some days have the day first and some the month; {mixed} that can be read both ways may be wrong.")
    return notes
