"""Text from files and fingers: what is stored of it, what is shown of it, and what it is found by.

The rules are SAFETY.md's, "Text". Cleaning happens twice: ``clean_*`` before storing, ``shown_*`` before drawing. Every function
takes any string at all and never raises.
"""

from __future__ import annotations

import unicodedata

MARKS_PER_BASE = 8
"""Marks drawn on one letter: real words of Hebrew, Thai and Vietnamese need up to four, and towers of hundreds smear."""

# Tables, not patterns: compiling those takes longer than a whole note may.
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embeddings and overrides, isolates
_UNSTORED = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), *_BIDI} - {0x09, 0x0A, 0x0D})
_TAG_FIRST, _TAG_LAST = "\U000e0020", "\U000e007f"
_FIRST_MARK = "\u0300"
"""Below it nothing that prints joins what is before it: most of the names and words of Europe need no second look."""
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs"))
_VARIATIONS = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F))

STROKES = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ĸ": "k",
    "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ß": "ss",
}  # fmt: skip
"""Letters that NFKD leaves whole although people leave off their strokes, and what they type for them."""

# Those, and typographic twins of ASCII signs.
_PLAIN = {
    ord(letter): plain
    for letter, plain in (
        STROKES
        | {
            "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "′": "'",
            "‐": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        }
    ).items()
}  # fmt: skip


def clean_line(value: str) -> str:
    """Return ``value`` as one line to be stored: a break or tab becomes a space, what SAFETY.md forbids goes, nothing else.

    Edge and double spaces stay (``names.clean_name`` is the one that tidies). LRM, RLM and ALM stay too: right-to-left people
    type them on purpose, and unlike overrides and isolates they cannot turn the words of others around; ``shown_line`` drops
    them. Idempotent.
    """
    if value.isprintable():  # nothing in Cc, Cf or Cs: the way of nearly every field of an import
        return value
    return _unbroken(_storable(value))


def clean_text(value: str) -> str:
    r"""Return ``value`` as lines to be stored: as ``clean_line``, but tabs stay and every kind of break becomes ``\n``."""
    if value.isprintable():
        return value
    return _newlines(_storable(value))


def shown_line(value: str, limit: int = 300) -> str:
    """Return ``value`` as one line that is safe to draw, at most ``limit`` code points long, "…" included.

    Beyond ``clean_line`` it loses private use and format characters (but ZWJ, ZWNJ and the tags of a valid flag) and marks
    beyond ``MARKS_PER_BASE``; U+2028 and U+2029 become a space, so that the words they parted stay apart.
    """
    if value.isascii() and value.isprintable():
        return value if len(value) <= limit else _cut(value, limit)
    return _shown(_unbroken(value[: _scanned(limit)]), len(value) > _scanned(limit), limit, " ")


def shown_text(value: str, limit: int = 100_000) -> str:
    """Return ``value`` as lines that are safe to draw: as ``shown_line``, but breaks and tabs stay (U+2028/2029 are breaks)."""
    return _shown(_newlines(value[: _scanned(limit)]), len(value) > _scanned(limit), limit, "\n")


def fold(value: str) -> str:
    """Return the key that ``value`` is searched by: no case, no accents, single spaces, plain quotes and dashes.

    NFKD, so that ``ﬁ`` is found by ``fi``; letters such as ``ß ø ł đ æ œ`` become what people type for them. Idempotent.
    """
    if value.isascii():
        return " ".join(value.lower().replace("`", "'").split())
    bare = _without_marks(unicodedata.normalize("NFKD", value)).casefold().translate(_PLAIN)
    # Case folding can bring back what decomposes (U+0345 becomes an iota), hence once more.
    return " ".join(_without_marks(unicodedata.normalize("NFKD", bare)).split())


def _storable(value: str) -> str:
    # A surrogate is the one thing that UTF-8 cannot write.
    return value.translate(_UNSTORED).encode("utf-8", "ignore").decode("utf-8")


def _newlines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _unbroken(value: str) -> str:
    return _newlines(value).replace("\n", " ").replace("\t", " ")


def _without_marks(value: str) -> str:
    # Only marks with a combining class: the vowel signs of Indic scripts have none, and without them words become others.
    return "".join(
        c
        for c in value.translate(_VARIATIONS)
        if (not unicodedata.combining(c) and unicodedata.category(c) not in _HIDDEN) or c in "\n\t\r"
    )


def _scanned(limit: int) -> int:
    # Ten megabytes of marks on one letter must not cost ten megabytes of looking.
    return 8 * max(limit, 0) + 1_000


def _cut(value: str, limit: int) -> str:
    return "" if limit < 1 else value[: limit - 1].rstrip(" " + _ZWJ + _ZWNJ) + "…"


def _shown(value: str, more: bool, limit: int, break_as: str) -> str:
    if value.isprintable() and (value.isascii() or max(value) < _FIRST_MARK):
        kept = value
    elif not value.isascii():
        value = value.replace("\u2028", break_as).replace("\u2029", break_as)
        kept = _drawable(value, _tag_places(value))
    else:
        kept = value.translate(_UNSTORED)
    return _cut(kept, limit) if more or len(kept) > limit else kept


def _tag_places(value: str) -> frozenset[int]:
    if max(value) < _TAG_FIRST:
        return frozenset()
    import re

    # An emoji tag sequence (UTS #51, ED-14a): a black flag, a region of 3 to 7 tag letters or digits, the cancel tag.
    flags = re.finditer("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,7}\U000e007f", value)
    return frozenset(place for flag in flags for place in range(flag.start(), flag.end()))


def _drawable(value: str, flags: frozenset[int]) -> str:
    kept: list[str] = []
    marks = 0
    category = unicodedata.category
    for place, c in enumerate(value):
        if c < "\x7f":
            if c >= " " or c in "\n\t":
                kept.append(c)
                marks = 0
            continue
        kind = category(c)
        if kind[0] == "M" or c in (_ZWJ, _ZWNJ):
            marks += 1
            if marks <= MARKS_PER_BASE:
                kept.append(c)
        elif kind not in _HIDDEN:
            kept.append(c)
            marks = 0
        elif _TAG_FIRST <= c <= _TAG_LAST and place in flags:
            kept.append(c)
    return "".join(kept)
