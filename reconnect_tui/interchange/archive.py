"""Reading the program's own JSON export: checked, cleaned, and as rows that can be joined with what is here.

Whoever wrote the file, nothing of it is trusted: every value has its type and its bounds, texts are cleaned for storing, and the first
thing that is wrong refuses the whole file with its line. What a newer program of the same format version added is left out, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core import everything as parts
from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.everything import CIRCLE, Everything
from reconnect_tui.core.text import shown_line
from reconnect_tui.interchange.archive_values import SHAPES, Shape, Wrong
from reconnect_tui.interchange.json_stream import JsonStream
from reconnect_tui.interchange.unreadable import readable

FORMAT, VERSION = "reconnect", 1
MOST_BYTES = 512 << 20
"""A home of 30,000 people and 100,000 messages exports to a tenth of this."""

Progress = Callable[[int, int], None]
"""(bytes read, of how many)."""


class Archive(NamedTuple):
    """What a file held, and what is to be said about it."""

    everything: Everything
    notes: tuple[str, ...]


def read(path: Path, progress: Progress | None = None) -> Archive:
    """Read an export of ours. Raises ``FileProblem`` with the line and what to do."""
    with readable(path):
        if not path.is_file():
            raise FileProblem(str(path), 0, "This is not a file." if path.exists() else "There is no such file.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FileProblem(str(path), 0, f"With {size >> 20:,} MB it is too large to be an export of reconnect's.")
        told = progress or (lambda done, total: None)
        with path.open("rb") as file:
            return _Reader(JsonStream(file, str(path), lambda done: told(min(done, size), size))).read()


class _Reader:
    def __init__(self, stream: JsonStream) -> None:
        self.stream = stream
        self.found = parts.nothing()
        self.unknown: dict[str, None] = {}
        self.lines: dict[str, int] = {}
        self.named: list[tuple[int, str, str]] = []

    def read(self) -> Archive:
        marks: dict[str, object] = {"format": None, "version": None}
        for name, value in self.stream.sections():
            if name in marks:
                marks[name] = value
                self._check(name, value)
            elif name in SHAPES:
                if value is not None:
                    raise self.stream.problem(f"“{name}” should be a list.")
                self._section(name, SHAPES[name])
            else:
                self.unknown[f"“{shown_line(name, 60)}”"] = None
                if value is None:
                    for _ in self.stream.records():
                        pass
        if None in marks.values():
            raise self.stream.problem("This JSON is not an export of reconnect's: it does not say so at its beginning.")
        self._check_names()
        return Archive(self.found, self._notes())

    def _check(self, name: str, value: object) -> None:
        if name == "format" and value != FORMAT:
            raise self.stream.problem("This JSON is not an export of reconnect's.")
        if name == "version" and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            raise self.stream.problem("This export does not say which version of its format it has.")
        if name == "version" and isinstance(value, int) and value > VERSION:
            raise self.stream.problem(
                f"A newer version of reconnect wrote this export (its format is {value}, this one knows {VERSION}). "
                "Update reconnect to read it; nothing was changed."
            )

    def _section(self, section: str, shape: Shape) -> None:
        ids: set[object] = set()
        for record in self.stream.records():
            try:
                row = self._row(record, shape, section)
                key = shape.key(row) if shape.key else None
                if key is not None and key in ids:
                    raise Wrong(f"this is in “{section}” twice")
                ids.add(key)
                self._note_names(section, row)
            except Wrong as wrong:
                raise self.stream.problem(f"In “{section}”, {wrong}.") from wrong
            parts.add(self.found, section, row)

    def _row(self, record: object, shape: Shape, where: str) -> dict[str, object]:
        if not isinstance(record, dict):
            raise Wrong("this should be a record with named fields")
        row: dict[str, object] = {}
        for name, check in shape.fields:
            if name in record:
                value = record[name]
                try:
                    row[name] = self._list(value, check, f"{where}.{name}") if isinstance(check, Shape) else check(value)
                except Wrong as wrong:
                    raise Wrong(f"{name}: {wrong}" if not str(wrong).startswith("in ") else str(wrong)) from None
            elif name in shape.defaults:
                default = shape.defaults[name]
                row[name] = default.copy() if isinstance(default, (list, dict)) else default
            else:
                raise Wrong(f"“{name}” is missing")
        if record.keys() - row.keys():
            for name in record.keys() - row.keys():
                self.unknown.setdefault(f"“{shown_line(str(name), 60)}” of “{where}”")
        return row

    def _list(self, value: object, shape: Shape, where: str) -> list[dict[str, object]]:
        if not isinstance(value, list):
            raise Wrong("this should be a list")
        return [self._row(one, shape, where) for one in value]

    def _note_names(self, section: str, row: Mapping[str, object]) -> None:
        """Remember whom a record names; whether they are there is known only at the end."""
        if section in ("people", "moments", "follow_ups"):
            uid = str(row["id"])
            if uid in self.lines:
                raise Wrong(f"the id {uid} is somebody else's, or something else's, already")
            self.lines[uid] = self.stream.line
        for name in ("person", "other"):
            if isinstance(row.get(name), str) and section != "not_same":
                self.named.append((self.stream.line, section, str(row[name])))
        if section == "relations" and row["other"] is None and not row["other_name"]:
            raise Wrong("a relation is to somebody, by id or by name")

    def _check_names(self) -> None:
        people, circles = self.found.people, self.found.circles
        for line, section, uid in self.named:
            if uid not in people:
                raise self._at(line, f"In “{section}”, nobody in this export has the id {shown_line(uid, 40)}.")
        for uid, moment in self.found.moments.items():
            if any(person not in people for person in moment.people):
                raise self._at(self.lines[uid], "In “moments”, somebody is named who is not in this export.")
        for uid, person in people.items():
            circle = person.fields[CIRCLE]
            if circle and circle not in circles:
                raise self._at(self.lines[uid], f"There is no circle “{shown_line(str(circle), 60)}” in this export.")
        for uid, _ in self.found.kept_lines:
            if uid not in self.found.moments:
                raise self._at(0, f"In “kept_lines”, no moment in this export has the id {shown_line(uid, 40)}.")
        keys = [moment.fields[parts.SOURCE_KEY] for moment in self.found.moments.values()]
        if len(keys) != len(set(keys)) + max(keys.count(None) - 1, 0):
            raise self._at(0, "One imported moment is in “moments” twice.")

    def _at(self, line: int, reason: str) -> FileProblem:
        self.stream.line = line
        return self.stream.problem(reason)

    def _notes(self) -> tuple[str, ...]:
        if not self.unknown:
            return ()
        named = ", ".join(list(self.unknown)[:8]) + (" and more" if len(self.unknown) > 8 else "")
        return (f"Left out, because this version of reconnect does not know it: {named}.",)
