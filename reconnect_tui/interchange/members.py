"""The tables an export is made of, whether they lie in a zip, in a folder or alone; and what a file is that holds none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core.errors import FileProblem

MOST_MEMBERS = 10_000
MOST_BYTES = {"messages": 256 << 20}
OTHER_BYTES = 64 << 20
"""LinkedIn ends at 30,000 connections (5 MB); 100,000 messages are some 50 MB."""

_SUFFIXES = (".csv", ".tsv", ".txt")
_COPY = re.compile(r"(?:_\d+|[ _]?\(\d+\))+$")
_DATED = re.compile(r"LinkedInDataExport[ _]?(\d\d)-(\d\d)-(\d{4})(?!\d)", re.IGNORECASE | re.ASCII)


class Member(NamedTuple):
    """One table of an export. ``load`` reads its bytes and raises ``FileProblem`` where they cannot be had."""

    role: str
    """The name of its shape in ``linkedin_columns.SHAPES``: ``connections``, ``messages``, ``invitations`` …"""
    label: str
    """Its own name, for reports."""
    load: Callable[[], bytes]


class Found(NamedTuple):
    """What a path holds."""

    source: str
    """``linkedin``: so far the only one."""
    path: Path
    members: dict[str, Member]
    """Role → member; never empty."""
    dated: str | None
    """The day of the export by its file name, else by the newest of these members of the zip."""
    uploads: tuple[str, ...] = ()
    """Names of address books that were once uploaded to LinkedIn and lie beside the members; they are not read."""


def fold_member(name: str) -> str:
    """Return a member's basename as it is matched: no folder, suffix, case, spaces, ``_``, and no ``_123`` or `` (1)`` of a copy."""
    base = re.split(r"[/\\]", name)[-1]
    stem, dot, suffix = base.rpartition(".")
    if not dot or dot + suffix.casefold() not in _SUFFIXES:
        return ""
    return _COPY.sub("", stem).replace(" ", "").replace("_", "").casefold()


def day_in_name(*names: str) -> str | None:
    """Return the day in a name such as ``Basic_LinkedInDataExport_11-22-2026.zip`` (month first), from the first that has one."""
    from datetime import date

    for name in names:
        if found := _DATED.search(name):
            try:
                day = date(int(found[3]), int(found[1]), int(found[2]))
            except ValueError:
                continue
            if 2003 <= day.year < 2100:
                return day.isoformat()
    return None


def no_table(start: bytes) -> str:
    """Say what a file is that can be no CSV, by its first bytes; ``""`` for anything that may be one."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, reason in _SIGNS:
        if text.startswith(sign):
            return reason
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    wide = start.count(b"\0") > len(start) // 5
    controls = sum(byte < 32 and byte not in b"\0\t\n\r\x0b\x0c\x1b" for byte in start)
    return "This is no text file." if not wide and controls > max(len(start) // 20, 8) else ""


def too_large(path: str, role: str) -> FileProblem:
    """Return the error for a table that is larger than any export's."""
    most = MOST_BYTES.get(role, OTHER_BYTES) >> 20
    return FileProblem(path, 0, f"It holds more than {most} MB, far more than LinkedIn exports; nothing was read.")


_SIGNS = (
    (b"%pdf", "This is a PDF."),
    (b"<", "This is a web page, not the export: perhaps the link had run out and the page was saved in its place."),
    (b"{\\rtf", "This is a word processor's document."),
    (b"begin:vcard", "This is an address book (vCard), not a LinkedIn export."),
    (b"{", "This is JSON, not a LinkedIn export."),
    (b"\xd0\xcf\x11\xe0", "This is an Excel workbook: open it, save it as “CSV UTF-8”, and import that."),
    (b"\x1f\x8b", "This is a packed file (gzip): unpack it first."),
    (b"7z\xbc\xaf", "This is a packed file (7z): unpack it first."),
    (b"rar!", "This is a packed file (rar): unpack it first."),
    (b"sqlite format 3", "This is a database, not an export."),
)
