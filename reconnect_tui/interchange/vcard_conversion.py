"""A line of a card of any version as a line of vCard 4.0 (RFC 6350), for the properties that go out as they came in.

Quoted-printable and character sets are gone already (``vcard_cards``). Base64 becomes a ``data:`` address, TYPEs go to small letters,
TYPE=pref becomes PREF=1. What begins with X- keeps its value and its parameters.
"""

from __future__ import annotations

import re

from reconnect_tui.interchange.vcard_cards import TEXTS, Head, Line
from reconnect_tui.interchange.vcard_values import basic, day_of, escape, one_line, split, unescape

_TEXTS = ("FN", "NOTE", "TITLE", "ROLE", "LABEL", "NAME", "MAILER", "SORT-STRING", "LANG")
_ADDRESSES = ("URL", "SOURCE", "FBURL", "CALURI", "CALADRURI", "IMPP", "MEMBER", "PHOTO", "LOGO", "SOUND", "KEY")
_MEDIA = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}
_FORMATS = {
    "jpg": "jpeg", "wave": "wav", "pgp": "pgp-keys", "x509": "pkix-cert", "pcm": "basic",
    **{name: name for name in ("jpeg", "png", "gif", "bmp", "tiff", "webp", "heic", "svg+xml", "wav", "basic", "ogg", "mpeg", "aiff")},
}  # fmt: skip
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_WIDTH = 75  # octets of a line, its break not counted


def converted(line: Line, group: str = "") -> str:
    """Return ``line`` as one line of vCard 4.0, not yet folded; ``group`` replaces its own."""
    params, value = _converted(line)
    name = line.head.written if line.head.name.startswith("X-") else line.head.name
    return property_line(group or line.head.group, name, params, value)


def components(line: Line) -> list[str]:
    """Return the components of N or ORG, each escaped as vCard 4.0 wants it."""
    return split(_converted(line)[1], ";")


def _converted(line: Line) -> tuple[dict[str, list[str]], str]:
    head, value = line.head, line.value
    name = head.name
    params = _params(head)
    if head.encoding == "b" and name in _MEDIA:
        params.pop("VALUE", None)
        value = f"data:{_media_type(head)};base64,{''.join(value.split())}"
    elif head.encoding == "b" and name not in TEXTS:
        params["ENCODING"] = ["b"]
        value = "".join(value.split())
    elif name in ("BDAY", "ANNIVERSARY", "DEATHDATE"):
        day = day_of(value, head.param("X-APPLE-OMIT-YEAR"))
        if day is not None:
            value = basic(day, value)
            params.pop("X-APPLE-OMIT-YEAR", None)
        elif "VALUE" not in params and not value.strip().replace("-", "").isdigit():
            params["VALUE"] = ["text"]
        value = one_line(value)
    elif name in _TEXTS:
        value = escape(unescape(value))
    elif name in _ADDRESSES:
        value = one_line(value.replace("\\:", ":").replace("\\,", ",").replace("\\;", ";"))
    elif name == "CATEGORIES":
        value = ",".join(escape(unescape(part)) for comma in split(value, ",") for part in split(comma, ";"))
    elif name == "ORG":
        value = ";".join(escape(unescape(part)) for part in split(value, ";"))
    elif name in ("N", "ADR"):
        value = ";".join(map(_component, split(value, ";")))
    else:
        value = one_line(value)
    return params, value


def property_line(group: str, name: str, params: dict[str, list[str]], value: str) -> str:
    """Put a line together; ``value`` is escaped already."""
    words = "".join(f";{key}={','.join(map(_param, values))}" for key, values in params.items())
    return f"{group}.{name}{words}:{value}" if group else f"{name}{words}:{value}"


def folded(line: str) -> str:
    """Fold at 75 octets, never within a character; with the line's break."""
    if len(line) * 4 <= _WIDTH:
        return line + "\r\n"
    data = line.encode("utf-8", "replace")
    parts: list[bytes] = []
    start, width = 0, _WIDTH
    while len(data) - start > width:
        end = start + width
        while data[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(data[start:end])
        start, width = end, _WIDTH - 1  # the space that opens a folded line counts
    parts.append(data[start:])
    return b"\r\n ".join(parts).decode() + "\r\n"


def _params(head: Head) -> dict[str, list[str]]:
    params: dict[str, list[str]] = {}
    own = head.name.startswith("X-")
    for key, value in head.params:
        if key in ("ENCODING", "CHARSET"):
            continue
        if key == "VALUE":
            value = {"url": "uri", "content-id": "uri", "cid": "uri"}.get(value.lower(), value.lower())
            if value in ("inline", "binary"):
                continue
        elif key == "TYPE" and not own:
            value = value.lower()
            if value == "pref":
                params.setdefault("PREF", ["1"])
                continue
            if head.name in _MEDIA and (value in _FORMATS or "/" in value):
                if head.encoding != "b":
                    params["MEDIATYPE"] = [_media_type(head)]
                continue
        elif key == "PREF":
            params["PREF"] = [value]
            continue
        values = params.setdefault(key, [])
        if value not in values:
            values.append(value)
    return params


def _media_type(head: Head) -> str:
    said = (head.param("MEDIATYPE").lower(), *head.types)
    whole = next((word for word in said if _MEDIA_TYPE.fullmatch(word)), "")
    form = next((_FORMATS[word] for word in said if word in _FORMATS), "")
    return whole or (f"{_MEDIA[head.name]}/{form}" if form else "application/octet-stream")


def _component(value: str) -> str:
    """A component of N or ADR: values side by side stay a list, a comma of the text itself is escaped."""
    first, *others = split(value, ",")
    return escape(unescape(first)) + "".join(
        ("\\," if other.startswith(" ") else ",") + escape(unescape(other)) for other in others
    )


def _param(value: str) -> str:
    value = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{value}"' if any(sign in value for sign in ",;:") else value
