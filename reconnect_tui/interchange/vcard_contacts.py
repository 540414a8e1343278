"""The lines of a card by which somebody can be reached, and what they are called (home, work, mobile, or the user's own word)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reconnect_tui.core.contact import normalised_contact
from reconnect_tui.interchange.linkedin_url import PROFILE, profile
from reconnect_tui.interchange.records import FoundContact
from reconnect_tui.interchange.vcard_cards import Head, Line
from reconnect_tui.interchange.vcard_values import line_of, split, text_of

TYPES = {
    "home": "home",
    "work": "work",
    "mobile": "cell",
    "fax": "fax",
    "pager": "pager",
    "main": "main",
    "other": "other",
    "car": "car",
}
"""Word of a label → the TYPE that says it; every other label goes by a name of its own (X-ABLabel)."""

_WORDS = {type_: word for word, type_ in TYPES.items()} | {"mobile": "mobile"}
_SILENT = frozenset((
    "voice", "internet", "pref", "msg", "text", "textphone", "video", "isdn", "bbs", "modem", "pcs", "x400", "dom", "intl", "postal",
    "parcel", "tlx", "smtp", "uri", "http", "https", "ftp", "profile", "personal", "jpeg",
))  # fmt: skip
_BUILT_IN = re.compile(r"_\$!<(.*)>!\$_")
_MESSENGERS = {
    "X-AIM": "aim", "X-ICQ": "icq", "X-JABBER": "jabber", "X-GTALK": "google talk", "X-GOOGLE-TALK": "google talk", "X-MSN": "msn",
    "X-YAHOO": "yahoo", "X-SKYPE": "skype", "X-SKYPE-USERNAME": "skype", "X-QQ": "qq", "X-GADUGADU": "gadu-gadu",
    "X-GROUPWISE": "groupwise", "X-TWITTER": "twitter", "X-TELEGRAM": "telegram", "X-SIGNAL": "signal", "X-WHATSAPP": "whatsapp",
    "X-MATRIX": "matrix", "X-MASTODON": "mastodon", "X-THREEMA": "threema", "X-WECHAT": "wechat", "X-FACEBOOK": "facebook",
}  # fmt: skip
_SOCIAL = ("X-SOCIALPROFILE", "SOCIALPROFILE")
_OTHERS = ("IMPP", "X-IMPP", *_MESSENGERS)
NAMES = frozenset(("EMAIL", "TEL", "ADR", "URL", *_SOCIAL, *_OTHERS))


class Reached(NamedTuple):
    """The contacts of a card as they are kept, and which lines say them."""

    contacts: tuple[FoundContact, ...]
    places: dict[int, tuple[str, str]]
    """Place of a line → (kind, normalised) of its contact."""


def read_contacts(lines: list[tuple[int, Line]], labels: dict[str, str]) -> Reached:
    """Read all lines of ``NAMES`` (with their places in the card). ``labels`` are the groups' own, as ``labels_of`` gives them.

    The same address twice is one contact. Of each kind the one with the lowest PREF is preferred, if any has one.
    """
    found: dict[tuple[str, str], FoundContact] = {}
    places: dict[int, tuple[str, str]] = {}
    best: dict[str, tuple[int, tuple[str, str]]] = {}
    for place, line in lines:
        contact = _contact(line, labels)
        if contact is None:
            continue
        which = (contact.kind, contact.normalised)
        places[place] = which
        found.setdefault(which, contact)
        pref = line.head.pref
        if pref and (contact.kind not in best or pref < best[contact.kind][0]):
            best[contact.kind] = (pref, which)
    for _, which in best.values():
        found[which] = found[which]._replace(preferred=True)
    return Reached(tuple(found.values()), places)


def labels_of(lines: list[Line]) -> dict[str, str]:
    """Group → what its X-ABLabel calls it: ``_$!<Home>!$_`` is one of Apple's own, in small letters; any other is the user's word."""
    labels: dict[str, str] = {}
    for line in lines:
        if line.head.name == "X-ABLABEL" and line.head.group:
            label = line_of(line.value)
            own = _BUILT_IN.fullmatch(label)
            labels.setdefault(line.head.group.lower(), own[1].strip().lower() if own else label)
    return labels


@lru_cache(maxsize=256)
def label_of(types: tuple[str, ...]) -> str:
    """The label that TYPEs make: home or work first, what says nothing left out."""
    if not types:
        return ""
    words = [_WORDS.get(type_, type_.removeprefix("x-")) for type_ in types if type_ not in _SILENT]
    return line_of(" ".join(sorted(dict.fromkeys(words), key=lambda word: word not in ("home", "work"))))


def types_of(label: str) -> tuple[str, ...]:
    """The TYPEs that say ``label``, or ``()`` where none do."""
    types = tuple(TYPES.get(word, "") for word in label.split(" "))
    return types if all(types) and label_of(types) == label else ()


def address_of(value: str) -> str:
    """A postal address as people read it: what there is of post-office box to country, with commas between."""
    return ", ".join(part for part in map(_component, split(value, ";")) if part)


def _component(value: str) -> str:
    text = text_of(value)
    if "\\" not in text and text.isprintable():
        return text.rstrip(", ")
    return ", ".join(part for line in text.split("\n") if (part := line_of(line).rstrip(", ")))


def _contact(line: Line, labels: dict[str, str]) -> FoundContact | None:
    head = line.head
    label = labels.get(head.group.lower(), "") if head.group else ""
    label = label or label_of(head.types)
    if head.name == "ADR":
        value = address_of(line.value)
        return _made("address", value, label)
    value = line_of(line.value)
    if not value:
        return None
    if head.name == "EMAIL":
        value = value[7:] if value[:7].lower() == "mailto:" else value
        return _made("email" if "@" in value else "other", value, label)
    if head.name == "TEL":
        value = _number(value)
        return _made("phone" if normalised_contact("phone", value) else "other", value, label)
    if head.name == "URL":
        return _page(value, label)
    if head.name in _SOCIAL:
        return _social(head, value, label)
    service = _MESSENGERS.get(head.name) or (head.param("X-SERVICE-TYPE") or head.param("SERVICE-TYPE")).lower()
    return _made("other", value, label if head.name not in _MESSENGERS and label else service or label)


def _made(kind: str, value: str, label: str) -> FoundContact | None:
    return FoundContact(kind, value, normalised_contact(kind, value) or value.casefold(), label) if value else None


def _number(value: str) -> str:
    """A phone number out of what may be a ``tel:`` address (RFC 3966)."""
    if value[:4].lower() != "tel:":
        return value
    number, *params = value[4:].split(";")
    extension = next((part[4:] for part in params if part.lower().startswith("ext=")), "")
    return f"{number} ext. {extension}".strip() if extension else number.strip()


def _page(value: str, label: str) -> FoundContact | None:
    spelt, slug = profile(value) if "linkedin." in value.lower() else ("", "")
    return FoundContact("linkedin", PROFILE + spelt, slug, label) if slug else _made("url", value, label)


def _social(head: Head, value: str, label: str) -> FoundContact | None:
    service = (head.param("SERVICE-TYPE") or head.param("X-SERVICE-TYPE")).lower() or label
    user = line_of(head.param("X-USER") or head.param("USERNAME"))
    if "linkedin" in service and "linkedin." not in value.lower():
        user = user or value.removeprefix("x-apple:")
        made = _page(PROFILE + user, "") if user and "/" not in user else None
        if made is not None:
            return made
    if "://" not in value:
        return _made("other", value.removeprefix("x-apple:") or user, service)
    made = _page(value, service)
    return made._replace(label="") if made is not None and made.kind == "linkedin" and made.label == "linkedin" else made
