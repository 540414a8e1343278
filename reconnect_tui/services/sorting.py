"""After a first import: who belongs into which circle. Optional, pausable, one decision a person."""

from __future__ import annotations

from collections.abc import Collection

from reconnect_tui.core.person import WIDE
from reconnect_tui.services.circles import place
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done
from reconnect_tui.store import people
from reconnect_tui.store import sorting as waiting

KIND = "sort"
"""The kind of action by which somebody counts as sorted, also when the circle is the one that imports use."""


def unsorted(desk: Desk, left_open: Collection[int] = ()) -> int | None:
    """The next person whom an import brought and nobody sorted: those you have talked with first, then the newest connection.

    ``left_open`` are passed over; ``None`` when there is nobody.
    """
    return waiting.next_unsorted(desk.store, WIDE, KIND, frozenset(left_open))


def circles(desk: Desk) -> list[str]:
    """The names of the circles, in their order: nine at most, one a digit."""
    return [name for name, _ in people.circles(desk.store)][:9]


def into(desk: Desk, person_id: int, circle: str) -> Done:
    """Sort somebody into a circle, or into none (``""``)."""
    return place(desk, person_id, circle, kind=KIND)
