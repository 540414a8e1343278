"""The card: all that is shown of one person at once."""

from __future__ import annotations

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import Because, ContactPoint, Draft, FollowUp, Person, ThatWeek


class Card(NamedTuple):
    """One person with everything the card needs; made by ``services.session`` and drawn by ``ui``."""

    person: Person
    reason: str
    """Why now: one true sentence."""
    because: tuple[Because, ...] = ()
    promises: tuple[FollowUp, ...] = ()
    """Open promises and follow-ups, the due ones first."""
    moments: tuple[Moment, ...] = ()
    """Newest first; the store gives the newest fifty, and ``more_moments`` says whether there are older ones."""
    more_moments: bool = False
    contacts: tuple[ContactPoint, ...] = ()
    tags: tuple[str, ...] = ()
    that_week: ThatWeek = ThatWeek()
    draft: Draft | None = None
    place: tuple[int, int] | None = None
    """(2, 3) for "2 of 3"; ``None`` when the card was opened by name."""
