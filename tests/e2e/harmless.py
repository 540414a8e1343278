"""What may reach a terminal, and what may not: nobody's name, note or letter acts on it."""

from __future__ import annotations

import re
import unicodedata

from tests.e2e.terminal import sequences

# All that Textual's driver and compositor write: modes, keyboard protocol, queries, places and colours.
_OURS = re.compile(
    "\x1b\\[(?:"
    "[0-9;:]*m"
    "|[0-9;]*H"
    "|\\?[0-9;]+[hl]"
    "|\\?(?:2026|2048)\\$p"
    "|>[0-9]*u|<u"
    ")"
    "|\x1b\\]22;[a-z-]*\x07"  # the shape of the mouse pointer
    "|\x1b\\]11;\\?\x1b\\\\"  # is the terminal light or dark?
)
MOST_MARKS = 8
"""Marks on one letter (core.text.MARKS_PER_BASE)."""

_BIDI = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_BREAKS = frozenset("\u2028\u2029\x85\x0b\x0c")
_JOINERS = frozenset("\u200c\u200d")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,7}\U000e007f")


def harm_in_app(raw: bytes | bytearray) -> list[str]:
    """What there is in the output of the app that is none of its own; empty where all is well."""
    found: list[str] = []
    for part in sequences(raw):
        if part.startswith("\x1b"):
            found += [] if _OURS.fullmatch(part) else [repr(part[:60])]
        else:
            found += harm_in_text(part.replace("\r\n", "\n"))
    return found


def harm_in_text(text: str, *, towers: bool = False) -> list[str]:
    """What there is in plain output that acts on a terminal, misleads its reader, or smears over other lines.

    ``towers`` allows for marks without end: JSON is for reading back what there is.
    """
    if text.isascii() and not _CONTROLS.search(text):
        return []
    text = _FLAG.sub("", text)
    found = [f"U+{ord(sign):04X} in {text[max(0, at - 20) : at + 20]!r}" for at, sign in enumerate(text) if _harms(sign)]
    marks = 0
    for at, sign in enumerate(text):
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" or sign in _JOINERS else 0
        if marks == MOST_MARKS + 1 and not towers:
            found.append(f"a tower of marks in {text[max(0, at - 30) : at + 10]!a}")
    return found


def _harms(sign: str) -> bool:
    if sign < "\x7f":
        return sign < " " and sign not in "\n\t"
    if sign in _BIDI or sign in _BREAKS:
        return True
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co") and sign not in _JOINERS
