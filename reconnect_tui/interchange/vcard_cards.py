r"""From an address book's bytes to cards, and from a card to its lines: FORMATS.md, "vCard 2.1, 3.0, 4.0".

A file is cut where a line begins with BEGIN:VCARD. That nests only after an AGENT line; otherwise it closes the open card, so a
missing END costs nobody anything. A card's text is kept as it is, and ``lines_of`` reads it again at any time.
"""

from __future__ import annotations

import base64
import binascii
import re
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from reconnect_tui.interchange.vcard_decoding import Decoder, codec_named, unquote
from reconnect_tui.interchange.vcard_values import escape

MOST_BYTES = 8 << 20
"""Of one card: a photograph of a few megabytes is within it."""

TEXTS = frozenset((
    "FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "LABEL", "EMAIL", "TEL", "URL", "CATEGORIES", "BDAY", "X-ABLABEL",
))  # fmt: skip
"""Properties that are text even where somebody wrote them in base64."""

_BEGIN = re.compile(rb"begin[ \t]*:[ \t]*vcard", re.IGNORECASE)
_END = re.compile(rb"(?:^|[\r\n])[ \t]*(?:[\w-]+\.)?end[ \t]*:[ \t]*vcard", re.IGNORECASE)
_AFTER_END = re.compile(rb"[\r\n](?:[\w-]+\.)?end[ \t]*:[ \t]*vcard\s*$", re.IGNORECASE)
_AGENT = re.compile(rb"(?:^|[\r\n])(?:[\w-]+\.)?agent[^:\r\n]*:[ \t\r\n]*$", re.IGNORECASE)
_QUOTED_HEAD = re.compile(r'(?:[^":]|"[^"]*")*+:')
_QUOTED_PRINTABLE = re.compile(r';\s*(?:ENCODING\s*=\s*)?"?(?:QUOTED-PRINTABLE|(?<==)Q)"?\s*(?:;|$)')
_BARE = {
    "QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING", "7BIT": "ENCODING", "B": "ENCODING",
    "INLINE": "VALUE", "URL": "VALUE", "CONTENT-ID": "VALUE", "CID": "VALUE",
}  # fmt: skip
_ENCODINGS = {"quoted-printable": "q", "q": "q", "base64": "b", "b": "b"}
_TURNS = ("BEGIN", "END", "AGENT")
_CARET = {"^n": "\n", "^N": "\n", "^^": "^", "^'": '"'}
_WIDTH = 70  # octets: whoever folds at a fixed width does it at 72 or more
_MOST_HEADS = 5_000
_LONGEST_HEAD = 10_000


class Head(NamedTuple):
    """What stands before the colon of a line."""

    group: str
    name: str
    """In capitals."""
    params: tuple[tuple[str, str], ...] = ()
    """(NAME, value) in the order of the line; a list is several pairs, and a bare 2.1 type is a TYPE."""
    types: tuple[str, ...] = ()
    """The TYPEs in small letters."""
    encoding: str = ""
    """``q`` quoted-printable, ``b`` base64, else ``""``."""
    charset: str = ""
    pref: int = 0
    """1 (best) to 100; 0 where nothing is said. TYPE=pref is 1."""
    written: str = ""
    """The name as the file spells it."""

    def param(self, name: str) -> str:
        """The first value of a parameter, or ``""``."""
        return next((value for key, value in self.params if key == name), "")


class Line(NamedTuple):
    """One content line: unfolded, without quoted-printable; backslash escapes are still there, and base64 blobs are as they came."""

    head: Head
    value: str


class RawCard(NamedTuple):
    """One card of a file. ``raw`` is ``""`` where it is larger than ``MOST_BYTES``."""

    line: int
    """The physical line of its BEGIN, 1-based."""
    raw: str
    upto: int
    """How many bytes of the file are read with it."""


def raw_cards(data: bytes, decoder: Decoder) -> Iterator[RawCard]:
    """Cut a file into cards; ``data`` is as ``plain_bytes`` gives it."""
    starts = array("q", _starts(data))  # a file of BEGINs alone has millions
    starts.append(len(data))
    line = 1 + _breaks(data[: starts[0]])
    at = 0
    while at < len(starts) - 1:
        first, begun = at, line
        depth = 0
        while True:
            piece = data[starts[at] : starts[at + 1]]
            line += _breaks(piece)
            at += 1
            if at == len(starts) - 1 or not _AGENT.search(piece[-200:].rstrip()):
                break
            depth += 1 - len(_END.findall(piece))
            if depth < 1:  # the AGENT line stands outside any card
                break
        start, end = starts[first], starts[at]
        raw = "" if end - start > MOST_BYTES else decoder.text(data[start:end]).rstrip("\r\n")
        yield RawCard(begun, raw, end)


def stray_before(data: bytes) -> bool:
    """Whether something that is in no card stands before the first of them."""
    return bool(data[: next(_starts(data), 0)].strip())


def cards_in(raw: str) -> list[str]:
    """Cut a text of one or several raw cards into them: what was kept of a person may come from more cards than one."""
    data = raw.encode("utf-8", "replace")
    return [card.raw for card in raw_cards(data, Decoder(data)) if card.raw]


def lines_of(raw: str, heads: dict[str, Head] | None = None) -> tuple[list[Line], int]:
    """Read a raw card: its lines without BEGIN and END, and how many lines of text stand after its END (they are in no card).

    A nested AGENT is one line whose value is the whole card, escaped. A line that is none goes on with the one before it. Takes any
    text. ``heads`` may be shared by the cards of a file, whose lines begin alike.
    """
    heads = {} if heads is None else heads
    text = raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw
    if "=\n" in text or ("\n " in text and "VERSION:2" in text.upper()):
        logical = _unfolded(text)
    else:
        logical = text.replace("\n ", "").replace("\n\t", "").split("\n")
    lines: list[Line] = []
    more: dict[int, list[str]] = {}
    nested: list[str] = []
    depth = 0
    for number, whole in enumerate(logical):
        before, colon, value = whole.partition(":")
        head = heads.get(before) if colon else None
        if head is None:
            if not whole.strip():
                continue
            if before.count('"') % 2 and (quoted := _QUOTED_HEAD.match(whole)):
                before, value = whole[: quoted.end() - 1], whole[quoted.end() :]
            head = _head(before) if colon else None
            if head is not None and len(heads) < _MOST_HEADS:
                heads[before] = head
        if head is not None and not nested and head.name not in _TURNS:
            lines.append(Line(head, value if not head.encoding else _decoded(head, value)))
        elif nested:
            nested.append(whole)
            if head is not None and head.name in ("BEGIN", "END") and _is_card(value):
                depth += 1 if head.name == "BEGIN" else -1
                if not depth:
                    lines[-1] = lines[-1]._replace(value=escape("\n".join(nested)))
                    nested = []
        elif head is None:
            if lines:
                more.setdefault(len(lines) - 1, []).append(whole)
        elif head.name == "BEGIN":
            if lines and lines[-1].head.name == "AGENT" and not lines[-1].value.strip():
                nested, depth = [whole], 1
        elif head.name == "END" and _is_card(value):
            return _whole(lines, more), sum(bool(line.strip().strip("\ufeff")) for line in logical[number + 1 :])
        elif head.name == "AGENT" and _is_card(value.strip().upper().removeprefix("BEGIN:")):
            lines.append(Line(head, ""))
            nested, depth = [value.strip()], 1
        else:
            lines.append(Line(head, value if not head.encoding else _decoded(head, value)))
    if nested:  # an AGENT that nobody closed
        lines[-1] = lines[-1]._replace(value=escape("\n".join(nested)))
    return _whole(lines, more), 0


def _is_card(value: str) -> bool:
    return value.strip().upper() == "VCARD"


def _whole(lines: list[Line], more: dict[int, list[str]]) -> list[Line]:
    for place, parts in more.items():
        line = lines[place]
        # Some phones write base64 without indenting it; of a text, whatever it is, nothing is lost.
        sign = "" if line.head.encoding == "b" else "\n"
        lines[place] = line._replace(value=sign.join([line.value, *parts]))
    return lines


def _starts(data: bytes) -> Iterator[int]:
    for found in _BEGIN.finditer(data):
        at = found.start()
        before = data[max(at - 60, 0) : at]
        if before.endswith(b".") and before[:-1].rpartition(b"\n")[2].rpartition(b"\r")[2].isalnum():
            at -= len(before.rpartition(b"\n")[2].rpartition(b"\r")[2])
            before = data[max(at - 60, 0) : at]
        # Files put one after the other may lack the line break between them, or have a BOM or blanks there.
        before = before.removesuffix(b"\xef\xbb\xbf")
        if not before or before.endswith((b"\n", b"\r")) or _AFTER_END.search(before):
            yield at


def _breaks(data: bytes) -> int:
    lone = data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else 0
    return data.count(b"\n") + lone


def _unfolded(text: str) -> list[str]:
    """Unfold a card with quoted-printable (a line that ends with ``=`` goes on), or one of version 2.1.

    2.1 folds at white space, which stays; but many writers of it fold at a fixed width as 3.0 does, where it goes.
    """
    old = "VERSION:2" in text.upper()
    logical: list[tuple[bool, list[str]]] = []
    kind = ""
    soft = False
    for line in text.split("\n"):
        if soft and line and not line.strip().upper().startswith(("END:VCARD", "BEGIN:VCARD")):
            logical[-1][1][-1] = logical[-1][1][-1].rstrip(" \t")[:-1]
            logical[-1][1].append(line)
        elif line[:1] in (" ", "\t") and logical:
            parts = logical[-1][1]
            keeps = old and not kind and len(parts[-1].encode("utf-8", "replace")) < _WIDTH and ":" in parts[0]
            parts.append(" " + line[1:] if keeps else line[1:])
        else:
            head = line.partition(":")[0].upper()
            kind = "q" if _QUOTED_PRINTABLE.search(head) else "b" if "BASE64" in head or "ENCODING=B" in head else ""
            logical.append((kind == "q", [line]))
        soft = kind == "q" and line.rstrip(" \t").endswith("=")
    return ["".join(_not_indented(parts) if quoted and len(parts) > 2 else parts) for quoted, parts in logical]


def _not_indented(parts: list[str]) -> list[str]:
    # Where every line after the first is indented the white space is a fold's, else it is the text's.
    return [parts[0], *(part[1:] for part in parts[1:])] if all(part[:1] in (" ", "\t") for part in parts[1:]) else parts


def _decoded(head: Head, value: str) -> str:
    if head.encoding == "q":
        return unquote(value, head.charset)
    if head.name not in TEXTS:
        return value
    try:
        data = base64.b64decode("".join(value.split()).encode("ascii", "replace"), validate=True)
        return data.decode(codec_named(head.charset) or "utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return value


def _head(text: str) -> Head | None:
    if len(text) > _LONGEST_HEAD:
        return None
    name, *rest = _parts(text, ";")
    group, _, name = name.strip().rpartition(".")
    if not _is_token(name) or not _is_token(group or "x"):
        return None
    params: list[tuple[str, str]] = []
    for part in rest:
        key, equals, value = part.partition("=")
        key = key.strip().upper()
        if not equals:
            value, key = key if key in _BARE else part.strip(), _BARE.get(key, "TYPE")
        # A list of TYPEs may be within quotes as a whole (RFC 6350, 5.6).
        ones = value.replace('"', "").split(",") if key == "TYPE" else _parts(value, ",")
        params.extend((key, _bare_value(one)) for one in ones if one.strip() and _is_token(key))
    types = tuple(value.lower() for key, value in params if key == "TYPE")
    said = dict(reversed(params))
    encoding = _ENCODINGS.get(said.get("ENCODING", "").lower(), "")
    number = said.get("PREF", "")
    pref = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    return Head(
        group, name.upper(), tuple(params), types, encoding, said.get("CHARSET", ""),
        1 if "pref" in types else min(pref, 100) if pref else 0, name,
    )  # fmt: skip


def _is_token(word: str) -> bool:
    return word.isascii() and word.replace("-", "").replace("_", "").isalnum()


def _parts(text: str, sign: str) -> list[str]:
    """Split at each ``sign`` that is not within double quotes."""
    if '"' not in text:
        return text.split(sign)
    parts = [""]
    for number, piece in enumerate(text.split('"')):
        if number % 2:
            parts[-1] += f'"{piece}"'
        else:
            first, *others = piece.split(sign)
            parts[-1] += first
            parts.extend(others)
    return parts


def _bare_value(value: str) -> str:
    value = value.strip().strip('"')
    # RFC 6868: what a parameter cannot hold as it is.
    return re.sub(r"\^[nN^']", lambda found: _CARET[found[0]], value) if "^" in value else value
