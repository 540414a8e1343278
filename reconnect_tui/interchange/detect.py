"""What a path holds: a LinkedIn export as a zip (zipped twice, too), an unpacked folder, or one file of it.

Nothing is unpacked to disk: members are read into memory, so a name inside a zip is never a path. Sizes are counted in bytes as
they come out, not as a zip's header promises them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.linkedin_columns import ADVICE, ALONE, ENOUGH, KNOWN, ROLES, UPLOADS
from reconnect_tui.interchange.members import (
    MOST_BYTES,
    MOST_MEMBERS,
    OTHER_BYTES,
    Found,
    Member,
    day_in_name,
    fold_member,
    no_table,
    too_large,
)
from reconnect_tui.interchange.tables import listed, open_table
from reconnect_tui.interchange.unreadable import BEGINNING, beginning, readable

_DEEPEST = 3
_BEGINNING = 1 << 16
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_EXPORT = re.compile(r"(?:basic|complete)_?linkedin_?data_?export.*|connections.*\.csv", re.IGNORECASE | re.DOTALL)


def detect(path: Path) -> Found:
    """Say what ``path`` holds; raise ``FileProblem`` that says what it is instead, with the columns seen, and what to do."""
    with readable(path):
        start = beginning(path)
        if start is None:
            return _folder(path)
        if start.startswith(_ZIP):
            from reconnect_tui.interchange.zips import zipped

            return zipped(path)
        if not start:
            raise FileProblem(str(path), 0, "The file is empty. " + ADVICE)
        if reason := no_table(start):
            raise FileProblem(str(path), 0, f"{reason} {ADVICE}")
        return _single(path)


def looks_like(path: Path) -> bool:
    """Say whether ``path`` is LinkedIn's, be it only a file of an export that says nothing alone: ``detect`` tells what is missing.

    Goes by names inside a zip or folder, and by the beginning of a file. Never raises.
    """
    try:
        if path.is_dir():
            return any(fold_member(file.name) in ROLES for file in _files(path))
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(_BEGINNING)
        if start.startswith(_ZIP):
            from reconnect_tui.interchange.zips import holds_tables

            return holds_tables(path)
        return not no_table(start[:BEGINNING]) and bool(open_table(str(path), start, KNOWN))
    except (FileProblem, OSError, ValueError):
        return False


def exports_in(folder: Path) -> list[Path]:
    """Return the LinkedIn exports that lie in ``folder`` (Downloads, say), newest first, going by their names alone.

    Of a zip and the folder unpacked from it only the zip is given. A folder that cannot be read has none.
    """
    found: dict[str, tuple[int, float, Path]] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name.casefold()
                if not _EXPORT.fullmatch(entry.name) or not (name.endswith((".zip", ".csv")) or entry.is_dir()):
                    continue
                stem = re.sub(r"(\.zip)+$", "", name)
                rank = (1 if name.endswith(".zip") else 0, entry.stat().st_mtime, folder / entry.name)
                found[stem] = max(found.get(stem, rank), rank)
    except OSError:
        return []
    return [path for _, _, path in sorted(found.values(), key=lambda rank: (-rank[1], rank[2]))]


def _load(path: Path, role: str) -> bytes:
    most = MOST_BYTES.get(role, OTHER_BYTES)
    with readable(path), path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise too_large(str(path), role)
    return data


def _single(path: Path) -> Found:
    data = _load(path, "messages")
    try:
        role = open_table(str(path), data, KNOWN).shape
    except FileProblem as problem:
        reason = f"This does not look like a LinkedIn export. {problem.reason} {ADVICE}"
        raise FileProblem(problem.path, problem.line, reason) from problem
    if role in ALONE:
        raise FileProblem(str(path), 0, f"{ALONE[role]} {ADVICE}")
    member = Member(role, path.name, lambda: data)
    return Found("linkedin", path, {role: member}, day_in_name(path.name, path.absolute().parent.name))


def _folder(path: Path) -> Found:
    names: list[str] = []
    found: dict[str, list[Path]] = {}
    uploads: set[str] = set()
    for file in _files(path):
        names.append(file.name)
        folded = fold_member(file.name)
        if role := ROLES.get(folded):
            found.setdefault(role, []).append(file)
        elif folded in UPLOADS:
            uploads.add(file.name)
    if not found.keys() & ENOUGH:
        zips = [name for name in names if name.casefold().endswith(".zip") and _EXPORT.fullmatch(name)]
        if zips:
            raise FileProblem(str(path), 0, f"Name the export itself; this folder holds {listed(sorted(zips))}.")
        what = f"It holds {listed(sorted(names))}." if names else "It is empty."
        raise FileProblem(str(path), 0, f"There is no Connections.csv in this folder. {what} {ADVICE}")
    homes = {file.parent for file in found.get("connections", [])}
    if len(homes) > 1:
        several = listed(sorted(str(home.relative_to(path)) for home in homes))
        raise FileProblem(str(path), 0, f"Several exports lie in this folder: name one of {several}.")
    # Of "Connections.csv" and "Connections (1).csv" the one downloaded last is meant.
    chosen = {role: max(files, key=lambda file: (file.stat().st_mtime, -len(file.name))) for role, files in found.items()}
    members = {role: Member(role, file.name, _loader(file, role)) for role, file in chosen.items()}
    return Found("linkedin", path, members, day_in_name(path.absolute().name), tuple(sorted(uploads)))


def _loader(path: Path, role: str) -> Callable[[], bytes]:
    return lambda: _load(path, role)


def _files(folder: Path) -> Iterator[Path]:
    waiting = [(folder, 1)]
    count = 0
    while waiting:
        here, depth = waiting.pop(0)
        try:
            with os.scandir(here) as entries:
                children = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if here == folder:
                raise
            continue
        for entry in children:
            count += 1
            if count > MOST_MEMBERS:
                raise FileProblem(str(folder), 0, "This folder holds too much to look through: name the export itself.")
            if entry.name.startswith(".") or entry.name == "__MACOSX":
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    waiting.append((Path(entry.path), depth + 1))
            elif entry.is_file():
                yield Path(entry.path)
