"""Text that takes up exactly the cells that are counted for it.

``core.text.shown_*`` makes text harmless; this makes it straight. A terminal and Textual's table of widths disagree about a few signs,
and each disagreement pushes the rest of its row aside (rich 15 counts ``a ZWJ b`` as one cell, every terminal draws two). What they
disagree about is replaced for the screen alone; what is stored and handed over keeps every sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment

from reconnect_tui.core.text import MARKS_PER_BASE, shown_line, shown_text

# ZWJ and variation selectors change widths in some terminals only; Hangul fillers count as nothing and are drawn two cells wide;
# a skin tone without a face before it is drawn on its own; a regional indicator without its twin is two cells instead of one.
_UNEVEN = re.compile(
    "[\u200d\ufe0e\ufe0f]|[\u115f\u1160\u3164\uffa0]"
    "|(?<![\u261d\u26f9\u270a-\u270d\U0001f300-\U0001f3fa\U0001f400-\U0001faff])[\U0001f3fb-\U0001f3ff]"
    "|[\U0001f1e6-\U0001f1ff]{1,2}"
)
_FIRST_INDICATOR = 0x1F1E6
_NOTHING = "\u200c"
"""No width in any table and nothing to draw: stands in where a place in a text must stay a place."""


def line(value: str, limit: int = 300) -> str:
    """Return ``value`` as one harmless line whose width is what ``cell_len`` says."""
    return _even(shown_line(value, limit))


def text(value: str, limit: int = 20_000) -> str:
    """Return ``value`` as harmless lines whose widths are what ``cell_len`` says; a tab is two spaces."""
    return _even(shown_text(value, limit)).replace("\t", "  ")


@lru_cache(maxsize=512)
def in_place(value: str) -> str:
    """Return one line of a text that is being edited, harmless and of the same length: each place stays where it is.

    Nothing is taken out, because the cursor counts places; a sign that may not be drawn becomes one that draws nothing, or a dot
    where it counts as a cell.
    """
    if value.isascii() and (value.isprintable() or value.replace("\t", " ").isprintable()):
        return value
    places: list[str] = []
    marks = 0
    for sign in value:
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind[0] == "M" else 0
        if marks > MARKS_PER_BASE or (sign != "\t" and (kind in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") or sign in "\u3164\uffa0")):
            places.append("·" if get_character_cell_size(sign) else _NOTHING)
        else:
            places.append(_NOTHING if sign in "\ufe0e\ufe0f" else sign)
    return "".join(places)


def thinned(segments: Iterable[Segment]) -> list[Segment]:
    """Return one drawn line of a text that is being edited without most of its towers: of signs that take no cell, no more in a row than
    one letter may carry. For what is drawn already, where no place has to stay one."""
    kept: list[Segment] = []
    marks = 0
    for segment in segments:
        words = segment.text
        if words.isascii():
            marks = 0 if words else marks
            kept.append(segment)
            continue
        signs: list[str] = []
        for sign in words:
            marks = 0 if get_character_cell_size(sign) else marks + 1
            if marks <= MARKS_PER_BASE:
                signs.append(sign)
        kept.append(segment if len(signs) == len(words) else Segment("".join(signs), segment.style, segment.control))
    return kept


def cut(value: str, width: int) -> str:
    """Return ``value`` in at most ``width`` cells, "…" included where something had to go."""
    if cell_len(value) <= width:
        return value
    kept, used = [], 1
    for sign in value:
        used += get_character_cell_size(sign)
        if used > width:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def _even(value: str) -> str:
    return value if value.isascii() else _UNEVEN.sub(_levelled, value)


def _levelled(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in "\u115f\u1160\u3164\uffa0":
        return " "
    if ord(sign[0]) >= _FIRST_INDICATOR and ord(sign[0]) <= _FIRST_INDICATOR + 25:
        return sign if len(sign) == 2 else chr(ord("A") + ord(sign) - _FIRST_INDICATOR)
    return ""
