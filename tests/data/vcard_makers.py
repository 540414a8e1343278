"""How the invented vCards of the corpus are put together."""

from __future__ import annotations

import base64
from typing import NamedTuple

UUID = "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
PHOTO = base64.b64encode(bytes(range(256)) * 3).decode()


class CorpusCard(NamedTuple):
    """One file with one person in it, the name to be read, and facts: a field of ``FoundPerson`` → its value.

    Contacts are (kind, value[, label[, preferred]]), all of them, in order; relations (kind, name[, key]).
    """

    point: str
    data: bytes
    name: str
    facts: dict[str, object]


def lines(*given: str, version: str = "3.0", eol: str = "\r\n", end: str = "END:VCARD") -> str:
    """A card of these lines."""
    first = ["BEGIN:VCARD", *([f"VERSION:{version}"] if version else [])]
    return eol.join([*first, *given, *([end] if end else []), ""])


def card(
    point: str,
    name: str,
    *given: str,
    version: str = "3.0",
    eol: str = "\r\n",
    end: str = "END:VCARD",
    enc: str = "utf-8",
    **facts: object,
) -> CorpusCard:
    """A corpus card of these lines, in this encoding."""
    return CorpusCard(point, lines(*given, version=version, eol=eol, end=end).encode(enc), name, facts)
