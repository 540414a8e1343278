"""Reading any CSV the way people's files really are: FORMATS.md, "Reading CSV".

The caller says which tables it would know (``Shape``); ``open_table`` settles encoding and delimiter, finds the header wherever it
stands, and gives back a ``Table`` whose rows stream with the physical line each starts on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple, Protocol

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.text import shown_line
from reconnect_tui.interchange.encoding import Encoded, settle
from reconnect_tui.interchange.records import Problem

HEADER_ROWS = 15
"""How many parsed rows are looked at for a header (FORMATS.md): LinkedIn's preamble is three lines, Excel may add some."""

DELIMITERS = (",", ";", "\t", "|")

_HEAD_BYTES = 1 << 18
_FIELD_LIMIT = 16 << 20
"""Longest cell, in characters. A longer one is an unclosed quote or no text; the csv module's own 128 kB is too short for mail."""

_MOST_BROKEN = 2_000
_MOST_SKIPPED = 20_000
"""Rows, and lines in one go, that may be out of order before a file is given up."""

_DROPPED = str.maketrans("", "", " _-.\t\u00a0\u200b\ufeff")


class _Rows(Protocol):
    """The csv module's reader, which its stubs do not name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


class Shape(NamedTuple):
    """A table the caller would know: its columns under the names that files use for them."""

    name: str
    fields: dict[str, str]
    """Heading, folded by ``fold_heading`` → field."""
    fits: Callable[[frozenset[str]], bool]
    """Given all folded headings of a row: whether that row is the header of this table."""
    most_lines: int = 1_000_000
    """A file of more physical lines is none of these; going through millions of empty ones would take minutes."""


def fold_heading(heading: str) -> str:
    """Return a column's heading without case, spaces, ``_``, ``-`` and ``.``: ``E-mail Address`` is ``emailaddress``."""
    return heading[:100].translate(_DROPPED).casefold()


class Table:
    """One table of one file. Iterate for (physical line, cells); every row has one cell more than ``columns``, an empty one.

    Each iteration starts afresh. While it goes on grow ``problems``; ``wide``, the lines of rows with text beyond the last column
    (which is cut off) and how many cells they had; ``tall``, the lines of rows of several lines and their last lines; ``done``, in
    bytes of ``size``. ``notes`` are complete after it.
    """

    def __init__(self, file: str, text: Encoded, delimiter: str, header: list[str], line: int, shape: Shape) -> None:
        self.file = file
        self.shape = shape.name
        self.columns = tuple(header)
        self.size = len(text.data)
        self.header_line = line
        self.problems: list[Problem] = []
        self.notes: list[str] = [f"{file} {note}" for note in text.notes]
        self.wide: dict[int, int] = {}
        self.tall: dict[int, int] = {}
        self._text = text
        self.delimiter = delimiter
        self._bytes = io.BytesIO(text.data)
        self._fields: dict[str, int] = {}
        for place, heading in enumerate(header):
            field = shape.fields.get(fold_heading(heading))
            if field is not None:
                self._fields.setdefault(field, place)

    def __contains__(self, field: str) -> bool:
        return field in self._fields

    @property
    def done(self) -> int:
        """How many bytes were read so far."""
        return self.size if self._bytes.closed else self._bytes.tell()

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        del self.notes[len(self._text.notes) :]
        self.problems.clear()
        self.wide.clear()
        self.tall.clear()
        spare = [""] * (len(self.columns) + 1)
        wanted = len(spare)
        stream = self._lines()
        for _ in range(self.header_line):
            next(stream, "")
        reader = self._reader(stream)
        start = self.header_line + 1
        try:
            for row in reader:
                after = self.header_line + 1 + reader.line_num
                missing = wanted - len(row)
                if missing == 1:  # the usual row: as wide as the header
                    row.append("")
                elif missing == wanted:  # an empty line
                    start = after
                    continue
                elif missing > 0:
                    row += spare[:missing]
                else:
                    self._narrow(start, row)
                if after - start > 1:
                    self.tall[start] = after - 1
                yield start, row
                start = after
        except csv.Error:
            for line, row in self._mended(start - 1):
                row += spare[: max(wanted - len(row), 0)]
                self._narrow(line, row)
                yield line, row

    def picker(self, *fields: str) -> Callable[[list[str]], tuple[str, ...]]:
        """Return a function from a row to the cells of ``fields``, empty ones for fields the file has not."""
        places = [self._fields.get(field, len(self.columns)) for field in fields]
        if len(places) == 1:  # itemgetter of one place gives no tuple
            place = places[0]
            return lambda row: (row[place],)
        return itemgetter(*places)

    def _narrow(self, line: int, row: list[str]) -> None:
        # The cell beyond the header is the empty one that picker() takes for a column the file has not.
        columns = len(self.columns)
        if any(cell.strip() for cell in row[columns:]):
            self.wide[line] = len(row)
        row[columns:] = [""]

    def _lines(self) -> io.TextIOWrapper:
        # newline="" leaves \r\n and U+2028 inside cells to the csv reader; str.splitlines would cut at both.
        self._bytes = io.BytesIO(self._text.data)
        return io.TextIOWrapper(self._bytes, encoding=self._text.encoding, errors=self._text.errors, newline="")

    def _reader(self, lines: Iterator[str], *, strict: bool = True) -> _Rows:
        return csv.reader(lines, delimiter=self.delimiter, strict=strict)

    def _mended(self, broken: int) -> Iterator[tuple[int, list[str]]]:
        """Go on after a quote that is out of place: ``broken`` is the index of the line its row starts on.

        The line is read alone, leniently; where that gives no whole row it is a problem, and reading goes on at the next line
        that starts one. So an unclosed quote costs its own row and not all that follow.
        """
        lines = list(self._lines())
        columns = len(self.columns)
        read_anyway: list[int] = []
        while broken < len(lines):
            cells = self._alone(lines[broken])
            start = broken + 1
            if len(cells) == columns:
                read_anyway.append(broken + 1)
                yield broken + 1, cells
            else:
                while start < len(lines) and start - broken <= _MOST_SKIPPED and len(self._row_at(lines, start)) != columns:
                    start += 1
                if len(self.problems) > _MOST_BROKEN or start - broken > _MOST_SKIPPED:
                    raise FileProblem(
                        self.file, broken + 1, "From here on quotes are out of place and rows cannot be told apart."
                    )
                self.problems.append(Problem(self.file, broken + 1, _unclosed(broken + 1, start)))
            reader = self._reader(_from(lines, start))
            broken = start
            try:
                for row in reader:
                    if row:
                        yield broken + 1, row
                    broken = start + reader.line_num
            except csv.Error:
                continue
            break
        if read_anyway:
            rows = "A row was" if len(read_anyway) == 1 else f"{len(read_anyway)} rows were"
            self.notes.append(f"{rows} read although a quote is out of place ({self.file}, line {numbered(read_anyway)}): check.")

    def _alone(self, line: str) -> list[str]:
        try:
            return next(iter(self._reader(iter([line]), strict=False)), [])
        except csv.Error:
            return []

    def _row_at(self, lines: list[str], start: int) -> list[str]:
        try:
            return next(iter(self._reader(_from(lines, start))), [])
        except csv.Error:
            return []


def open_table(file: str, data: bytes, shapes: Sequence[Shape]) -> Table:
    """Return the table in ``data`` that is one of ``shapes``; ``file`` is what reports call it.

    Of several rows and delimiters the one with the most known columns wins. Raises ``FileProblem`` with the columns that were
    seen where no row is the header of any of them, and where the file is empty.
    """
    if csv.field_size_limit() != _FIELD_LIMIT:
        csv.field_size_limit(_FIELD_LIMIT)
    text = settle(data)
    if not text.data.strip():
        raise FileProblem(file, 0, "The file is empty.")
    best, seen = _header(text, shapes)
    if text.encoding == "cp1252":
        # Nothing but its words tells a file of Windows-1250 (Polish, Czech, Hungarian …) from one of Windows-1252.
        central = text._replace(encoding="cp1250", notes=tuple(note.replace("1252", "1250") for note in text.notes))
        found, _ = _header(central, shapes)
        if found is not None and (best is None or found.rank > best.rank):
            text, best = central, found
    if best is None:
        raise FileProblem(file, 0, f"No known columns. The columns seen are: {listed(seen)}.")
    _, delimiter, header, line, shape = best
    lines = text.data.count(b"\n") or text.data.count(b"\r")
    if lines > shape.most_lines:
        raise FileProblem(file, 0, f"It has {lines:,} lines, far more than such a file ever has; nothing was read.")
    return Table(file, text, delimiter, header, line, shape)


class _Header(NamedTuple):
    rank: tuple[int, int]
    """How many columns are known, and where none is, how many there are."""
    delimiter: str
    cells: list[str]
    line: int
    shape: Shape


def _header(text: Encoded, shapes: Sequence[Shape]) -> tuple[_Header | None, list[str]]:
    """Return the best header of any of ``shapes`` there is, and the columns of the row that has most."""
    head = text.data[:_HEAD_BYTES].decode(text.encoding, "replace")
    best: _Header | None = None
    seen: list[str] = []
    for delimiter in _delimiters(head):
        for line, row in _first_rows(head, delimiter):
            cells = [cell.strip() for cell in row]
            headings = frozenset(map(fold_heading, cells))
            for shape in shapes:
                known = len(headings & shape.fields.keys())
                rank = (known, 0 if known else len(cells))
                if shape.fits(headings) and (best is None or rank > best.rank):
                    best = _Header(rank, delimiter, cells, line, shape)
            if len(headings - {""}) > len(seen):
                seen = [cell for cell in cells if cell]
    return best, seen


def listed(names: Sequence[str], most: int = 20) -> str:
    """Return names of columns or files as one line for a sentence, cleaned, at most ``most`` of them."""
    shown = [shown_line(name, 40) for name in names[:most]]
    return ", ".join(shown) + (f" and {len(names) - most} more" if len(names) > most else "") if shown else "none"


def numbered(lines: Sequence[int], most: int = 5) -> str:
    """Return line numbers for a sentence: ``3, 8, 21`` or, of many, ``3, 8, 21, 40, 56 and 12 more``."""
    return ", ".join(map(str, lines[:most])) + (f" and {len(lines) - most} more" if len(lines) > most else "")


def _from(lines: list[str], start: int) -> Iterator[str]:
    # islice would walk over all lines before start, once for every broken row.
    return (lines[number] for number in range(start, len(lines)))


def _delimiters(head: str) -> tuple[str, ...]:
    start = head.lstrip("\"'")[:5]
    if start[:4].casefold() == "sep=" and len(start) == 5 and start[4] not in '"\r\n':
        return (start[4], *DELIMITERS)
    return DELIMITERS


def _first_rows(head: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the last physical line, row) of the first rows, and then of each first line taken alone.

    The second round finds a header that stands below a quote somebody left open.
    """
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        for row in islice(reader, HEADER_ROWS):
            yield reader.line_num, row
    except csv.Error:
        pass
    for number, line in enumerate(islice(io.StringIO(head, newline=""), HEADER_ROWS), 1):
        try:
            yield number, next(iter(csv.reader([line], delimiter=delimiter)), [])
        except csv.Error:
            continue


def _unclosed(line: int, start: int) -> str:
    if start == line:
        return "A quote is out of place, so this row could not be read."
    return f"A quote opens here and is not closed in its place; lines {line} to {start} could not be read."
