"""A person you know, and what hangs on them."""

from __future__ import annotations

from reconnect_tui.core.light import NamedTuple

ACTIVE, RESTING, NEVER, DIED = "active", "resting", "never", "died"
STATUSES = (ACTIVE, RESTING, NEVER, DIED)
SILENT = (NEVER, DIED)
"""Statuses that appear on no surface that suggests, reminds or completes."""

WIDE = "wide"
"""The circle that an import puts people into; without a pace of its own it says nothing, and is not shown."""

CONTACT_KINDS = ("email", "phone", "linkedin", "url", "address", "other")


class Person(NamedTuple):
    """One person as stored. Dates are ISO text; an unknown text is ``""`` and an unknown date or number is ``None``."""

    id: int
    """Row id, for the store alone; ``uid`` is the name that leaves the program."""
    uid: str
    name: str
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    greeting: str | None = None
    """The name to greet by; ``None`` means unknown: ask once, never guess."""
    salutation: str = ""
    """A whole opening such as ``Liebe Ada,``; wins over ``greeting``."""
    language: str = ""
    headline: str = ""
    company: str = ""
    position: str = ""
    location: str = ""
    about: str = ""
    circle: str = ""
    circle_days: int | None = None
    pace: int | None = None
    """This person's own pace in days; wins over ``circle_days``."""
    status: str = ACTIVE
    birthday: str | None = None
    """``1984-03-14``, or ``--03-14`` where no year is known."""
    how_met: str = ""
    connected_on: str | None = None
    later_until: str | None = None
    last_contact: str | None = None
    """Day of the last contact (derived)."""
    next_due: str | None = None
    """Day on which the pace asks for a hello (derived); ``None`` without a pace or a contact."""


class ContactPoint(NamedTuple):
    """A way to reach a person. ``normalised`` is what matching compares: lower-case e-mail, digits of a phone, LinkedIn slug."""

    kind: str
    value: str
    normalised: str = ""
    label: str = ""
    preferred: bool = False


class FollowUp(NamedTuple):
    """Something to come back to. A promise may have no date; a follow-up always has one."""

    id: int
    uid: str
    person_id: int
    due: str | None
    what: str
    promise: bool = False
    done_on: str | None = None
    dropped: bool = False


LETTER, NOTE, LINE, LOOSE = "letter", "note", "line", "loose"


class Draft(NamedTuple):
    """Words not yet in their place: a letter not yet sent, a note or capture line being typed, or a line that found nobody.

    ``handed_over`` is the day a letter was handed over and not yet answered with "it went".
    """

    id: int
    person_id: int | None
    kind: str
    text: str
    template: str = ""
    subject: str = ""
    saved_at: str = ""
    handed_over: str | None = None
    channel: str = ""


class ThatWeek(NamedTuple):
    """What was going on when the two connected: others connected within three days, and the owner's own role then."""

    names: tuple[str, ...] = ()
    role: str = ""


class Because(NamedTuple):
    """One rule's arithmetic for one person: what ``i`` and ``next --json`` show."""

    rule: str
    weight: float
    detail: str
