"""How the bytes of a file are to be read: FORMATS.md, "Reading CSV", first sentence."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_CHUNK = 1 << 20
_SAMPLE = 4 << 20
_HEAD = 4096
_BEYOND_ASCII = re.compile("[^\x00-\x7f\ufffd]")


class Encoded(NamedTuple):
    """Bytes without BOM and NULs, the codec to read them with, and what a user should know of it."""

    data: bytes
    encoding: str
    errors: str
    """``strict``, or ``replace`` where some bytes fit no character."""
    notes: tuple[str, ...] = ()
    """Each the rest of a sentence that begins with the file's name."""


def settle(data: bytes) -> Encoded:
    """Decide how to read ``data``: its BOM, else UTF-16 by its NULs, else UTF-8, else Windows-1252.

    A file that is UTF-8 but for a few broken bytes (cut off in a download, one cell pasted in by another program) stays UTF-8:
    read as Windows-1252 every accent in it would be wrong. Takes any bytes and never raises.
    """
    notes: list[str] = []
    wide = _utf16(data)
    if wide:
        data = data.decode(wide, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    nuls = data.count(b"\0")
    if nuls:
        data = data.replace(b"\0", b"")
        notes.append(f"had {nuls} NUL {'byte' if nuls == 1 else 'bytes'}, now left out.")
    if data.isascii() or _is_utf8(data):
        return Encoded(data, "utf-8", "strict", tuple(notes))
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    if len(_BEYOND_ASCII.findall(sample)) > broken:
        notes.append("has bytes that are not UTF-8 and show as \ufffd: it may be damaged.")
        return Encoded(data, "utf-8", "replace", tuple(notes))
    notes.append("was read as Windows-1252: check accents.")
    return Encoded(data, "cp1252", "replace", tuple(notes))


def _utf16(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Latin text in UTF-16 has a NUL in nearly every second byte, always on the same side.
    if odd > len(head) // 5 and even < odd // 10:
        return "utf-16-le"
    if even > len(head) // 5 and odd < even // 10:
        return "utf-16-be"
    return ""


def _is_utf8(data: bytes) -> bool:
    # In chunks: one emoji would make a single str four times as large as the file.
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True
