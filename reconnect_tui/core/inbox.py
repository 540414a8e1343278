"""The inbox: a text file of capture lines that another device writes and a program of its own keeps in step.

A line that was taken gets a sign of it in the file and stays there; every other byte stays as it is, a BOM, line ends and bytes that are
no UTF-8 included. Lists are read as they are written on phones: ``- line``, ``* line``, ``- [ ] line``. Empty lines and headings
(``# Ideas``) are no capture lines.
"""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.core.text import clean_line

BOM = b"\xef\xbb\xbf"
SIGN = "✓ "
_TAKEN = ("✓", "✔", "☑", "[x]")
_BULLETS = ("- ", "* ", "+ ", "• ")
_OPEN = "[ ]"


class Entry(NamedTuple):
    """One line that waits: what it says, and the line itself, without its end, as it stands in the file."""

    text: str
    raw: bytes


def entries(data: bytes) -> tuple[Entry, ...]:
    """The lines of a file that are not taken yet, in their order."""
    found = []
    for line in _lines(data):
        raw = line.rstrip(b"\r\n")
        text = _waiting(raw)
        if text:
            found.append(Entry(text, raw))
    return tuple(found)


def marked(data: bytes, raw: bytes) -> bytes | None:
    """The file with the first line that is ``raw`` marked as taken; ``None`` where no such line waits (any more)."""
    lines = _lines(data)
    for place, line in enumerate(lines):
        if line.rstrip(b"\r\n") == raw and _waiting(raw):
            box = raw.find(_OPEN.encode())
            boxed = box >= 0 and _without_bullet(raw.decode("utf-8", "replace").strip()).startswith(_OPEN)
            lines[place] = line[:box] + b"[x]" + line[box + 3 :] if boxed else SIGN.encode() + line
            return (BOM if data.startswith(BOM) else b"") + b"".join(lines)
    return None


def _lines(data: bytes) -> list[bytes]:
    return data.removeprefix(BOM).splitlines(keepends=True)


def _waiting(raw: bytes) -> str:
    """What a line says that waits; ``""`` for one that is taken, empty or a heading."""
    text = clean_line(raw.decode("utf-8", "replace")).strip()
    bare = _without_bullet(text)
    if text.startswith("# ") or text.lower().startswith(_TAKEN) or bare.lower().startswith(_TAKEN):
        return ""
    text = bare.removeprefix(_OPEN).strip()
    return text if any(c.isalnum() for c in text) else ""


def _without_bullet(text: str) -> str:
    return text[2:].lstrip() if text.startswith(_BULLETS) else text
