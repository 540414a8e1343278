"""Names: as they are kept, as they are found, and the one to greet by."""

from __future__ import annotations

import unicodedata

from reconnect_tui.core.text import clean_line, fold

# Zero-width space, LRM, RLM, ALM, word joiner and its kin, BOM, soft hyphen, Mongolian vowel separator.
_UNSEEN = dict.fromkeys((0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF))
_JOINERS = "\u200c\u200d"


def clean_name(value: str) -> str:
    """Return a display name as it is kept: one line, single spaces, no zero-width or bidi marks; nothing cleverer than that.

    ZWJ and ZWNJ stay inside words of the scripts that need them and inside emoji. Idempotent.
    """
    if not value.isprintable():
        value = without_loose_joiners(clean_line(value).translate(_UNSEEN))
    return " ".join(value.split())


def full_name(first: str, last: str) -> str:
    """Join the two fields of an export to one clean display name; either may be empty."""
    return clean_name(f"{first} {last}")


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are matched: folded, without apostrophes, split at hyphens and full stops.

    ``Seán O'Brien-Díaz`` gives ``sean obrien diaz``, and ``ada.o`` gives ``ada o``. A name of signs alone keeps its signs.
    """
    folded = fold(name)
    plain = folded.replace("'", "")
    if plain.isascii():
        words = "".join(c if c.isalnum() else " " for c in plain).split()
    else:
        words = "".join(" " if unicodedata.category(c)[0] in "PSZC" else c for c in plain).split()
    return tuple(words or folded.split())


def greeting_name(first_name: str, *, organisation: bool = False) -> str | None:
    """Return the name to greet somebody by, from the First Name field (never from the joined name), or ``None``: make no guess.

    The rules are FORMATS.md's, "A name to greet by", and live in ``core.greeting``. ``None`` for organisations, for Chinese,
    Japanese and Korean writing (which part is the given name, and whether to use it alone, is not for us to say), for one letter
    or initials alone, and for more words than a name has.
    """
    if organisation:
        return None
    from reconnect_tui.core.greeting import read_greeting  # its tables cost more than a whole note has

    return read_greeting(first_name)


def without_loose_joiners(value: str) -> str:
    """Keep ZWJ and ZWNJ only between what they can join: letters beyond Latin and Greek, emoji, or after a virama."""
    if not any(joiner in value for joiner in _JOINERS):
        return value
    kept: list[str] = []
    for place, c in enumerate(value):
        if c in _JOINERS:
            before = kept[-1] if kept else ""
            after = value[place:].lstrip(_JOINERS)[:1]
            between = before >= "\u0600" and after >= "\u0600" and not before.isspace() and not after.isspace()
            if not between and not (before and unicodedata.combining(before) == 9):
                continue
        kept.append(c)
    return "".join(kept)
