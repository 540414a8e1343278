"""The rows of SPEED.md, and how they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One thing that was measured: ``got`` against ``goal``, both in ``unit`` (at most the goal is met)."""

    what: str
    goal: float
    got: float | None
    """``None``: it could not be measured here; ``floor`` says why."""
    floor: str
    """What it was measured against, and what that took."""
    unit: str = "×"

    @property
    def met(self) -> str:
        """``met``, ``NOT MET``, or ``-`` where nothing was measured."""
        if self.got is None:
            return "-"
        return "met" if self.got <= self.goal else "NOT MET"


HEADINGS = ("what", "goal", "measured", "", "beside it, in the same run")


def table(rows: Sequence[Row]) -> str:
    """All rows as a table in plain text."""
    cells = [HEADINGS, *((row.what, f"≤ {_told(row.goal, row)}", _told(row.got, row), row.met, row.floor) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _told(value: float | None, row: Row) -> str:
    if value is None:
        return "not measured"
    number = f"{value:.0f}" if value == int(value) and row.unit != "×" else f"{value:.3g}" if value < 1 else f"{value:.2f}"
    return f"{number.rstrip('0').rstrip('.') if '.' in number and 'e' not in number else number} {row.unit}"
