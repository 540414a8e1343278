"""A QR code in half-block signs, to go on with on the phone: dark on light, with the empty margin that cameras look for.

Two rows of a code share one row of the terminal, whose cells are about twice as high as they are wide.
"""

from __future__ import annotations

from collections.abc import Sequence

MARGIN = 4
"""Modules kept light around a code (ISO/IEC 18004)."""
NARROW_MARGIN = 2
"""What cameras still read on a light screen; taken where a code with the whole margin does not fit."""

_SIGNS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def rows(text: str, *, width: int, height: int) -> list[str] | None:
    """Return the code of ``text`` as lines of half blocks, dark as ink; ``None`` where it does not fit ``width`` by ``height`` cells.

    The least error correction is taken, which keeps the code small: a screen has no scratches. ASCII goes in as it is; other text as
    UTF-8, which the cameras of phones recognise.
    """
    import segno

    try:
        code = segno.make(text, error="l", micro=False, boost_error=False, encoding=None if text.isascii() else "utf-8")
    except ValueError:  # more than any code can hold (segno.DataOverflowError), or nothing
        return None
    modules = [[bool(one) for one in row] for row in code.matrix]
    for margin in (MARGIN, NARROW_MARGIN):
        side = len(modules) + 2 * margin
        if side <= width and (side + 1) // 2 <= height:
            return _drawn(modules, margin)
    return None


def _drawn(modules: Sequence[Sequence[bool]], margin: int) -> list[str]:
    side = len(modules) + 2 * margin
    beside = [False] * margin
    empty = [[False] * side for _ in range(margin)]
    every = [*empty, *([*beside, *row, *beside] for row in modules), *empty]
    if len(every) % 2:
        every.append([False] * side)
    return [
        "".join(_SIGNS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(every[::2], every[1::2], strict=True)
    ]
