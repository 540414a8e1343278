"""Looking into a zip somebody gave us, without unpacking it to disk and without trusting its header."""

from __future__ import annotations

import errno
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.linkedin_columns import ADVICE, ENOUGH, ROLES, UPLOADS
from reconnect_tui.interchange.members import (
    MOST_BYTES,
    MOST_MEMBERS,
    OTHER_BYTES,
    Found,
    Member,
    day_in_name,
    fold_member,
    too_large,
)
from reconnect_tui.interchange.tables import listed

_CHUNK = 1 << 20
_FIRST_YEAR = 2003

# What zipfile raises on damaged bytes, found by flipping them.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, NotImplementedError, RuntimeError)

_OFFICE = (
    ("xl/workbook.xml", "This is an Excel workbook: open it, save it as “CSV UTF-8”, and import that."),
    ("index/document.iwa", "This is a Numbers sheet: export it as CSV (Unicode UTF-8), and import that."),
    ("content.xml", "This is an office document: save the sheet as CSV (UTF-8), and import that."),
    ("word/document.xml", "This is a word processor's document."),
)


def zipped(path: Path) -> Found:
    """Return the LinkedIn tables in the zip at ``path``, or in a zip inside it (one level), or raise ``FileProblem``."""
    infos = _infos(path, path)
    found = _tables(infos)
    opening: Callable[[], Path | io.BytesIO] = lambda: path  # noqa: E731
    if not found.keys() & ENOUGH:
        inner = [info for info in infos if info.filename.casefold().endswith(".zip")]
        inner.sort(key=lambda info: ("linkedin" not in info.filename.casefold(), info.filename))
        if inner:
            data = _read(path, path, inner[0], "messages")
            infos = _infos(path, io.BytesIO(data))
            found = _tables(infos)
            opening = lambda: io.BytesIO(data)  # noqa: E731
    if not found.keys() & ENOUGH:
        raise FileProblem(str(path), 0, _what_instead(infos))
    members = {role: Member(role, _base(info.filename), _loader(path, opening, info, role)) for role, info in found.items()}
    uploads = tuple(sorted({_base(info.filename) for info in infos if fold_member(info.filename) in UPLOADS}))
    return Found("linkedin", path, members, day_in_name(path.name) or _newest(found.values()), uploads)


def holds_tables(path: Path) -> bool:
    """Say whether the zip at ``path`` has tables of LinkedIn's, or an export of it inside, by their names. Raises ``FileProblem``."""
    infos = _infos(path, path)
    names = (info.filename.casefold() for info in infos)
    return bool(_tables(infos)) or any("linkedin" in name and name.endswith(".zip") for name in names)


def _infos(path: Path, file: Path | io.BytesIO) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except _DAMAGE as error:
        raise _damaged(path) from error
    if len(infos) > MOST_MEMBERS:
        raise FileProblem(str(path), 0, f"The zip holds {len(infos)} files, far more than LinkedIn exports; nothing was read.")
    return [info for info in infos if _is_file(info.filename)]


def _is_file(name: str) -> bool:
    # What macOS adds to a zip is named like the files it goes with.
    return not name.endswith("/") and not _base(name).startswith(".") and "__MACOSX" not in name


def _tables(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    # The member nearest the root, and of two there the one with the shorter name.
    for info in sorted(infos, key=lambda info: (info.filename.count("/"), len(info.filename), info.filename)):
        if role := ROLES.get(fold_member(info.filename)):
            found.setdefault(role, info)
    return found


def _loader(path: Path, opening: Callable[[], Path | io.BytesIO], info: zipfile.ZipInfo, role: str) -> Callable[[], bytes]:
    return lambda: _read(path, opening(), info, role)


def _read(path: Path, file: Path | io.BytesIO, info: zipfile.ZipInfo, role: str) -> bytes:
    if info.flag_bits & 1:
        raise FileProblem(str(path), 0, "The zip is locked with a password: unpack it yourself and import the folder.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Python's bz2 and lzma readers unpack a whole chunk at once, however large it turns out.
        raise FileProblem(
            str(path), 0, "The zip is packed in a way LinkedIn does not use: unpack it yourself and import the folder."
        )
    most = MOST_BYTES.get(role, OTHER_BYTES)
    chunks: list[bytes] = []
    size = 0
    try:
        with zipfile.ZipFile(file) as archive, archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise too_large(f"{path}, {_base(info.filename)}", role)
                chunks.append(chunk)
    except OSError as error:
        if error.errno in (None, errno.EINVAL):  # a place before the file's beginning
            raise _damaged(path) from error
        raise FileProblem(str(path), 0, "It cannot be read: the disk or the connection to it gave an error.") from error
    except _DAMAGE as error:
        raise _damaged(path) from error
    return b"".join(chunks)


def _base(name: str) -> str:
    return re.split(r"[/\\]", name)[-1]


def _newest(infos: Iterable[zipfile.ZipInfo]) -> str | None:
    days: list[str] = []
    for info in infos:
        year, month, day = info.date_time[:3]
        if year >= _FIRST_YEAR:
            try:
                days.append(date(year, month, day).isoformat())
            except ValueError:
                continue
    return max(days, default=None)


def _damaged(path: Path) -> FileProblem:
    return FileProblem(str(path), 0, "The zip is damaged or not complete: download it again. Nothing was read.")


def _what_instead(infos: list[zipfile.ZipInfo]) -> str:
    names = [info.filename for info in infos]
    folded = {name.casefold() for name in names}
    for sign, reason in _OFFICE:
        if sign in folded:
            return f"{reason} {ADVICE}"
    what = f"It holds {listed(sorted({_base(name) for name in names}))}." if names else "It is empty."
    return f"There is no Connections.csv in this zip. {what} {ADVICE}"
