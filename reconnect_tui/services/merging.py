"""Two people who are one: merged in one decision, one step of undo. Nothing of either is lost."""

from __future__ import annotations

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.person import ACTIVE, DIED, NEVER, RESTING, WIDE, Person
from reconnect_tui.core.sameness import company_key
from reconnect_tui.core.text import fold
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, decision
from reconnect_tui.store import merging, people
from reconnect_tui.store.people import insert, update

_QUIETEST = (DIED, NEVER, RESTING, ACTIVE)
_PLAIN = ("first_name", "last_name", "greeting", "salutation", "language", "headline", "location", "pace", "birthday")
"""Fields of which the kept person's own wins, and the other's fills an empty one."""
_BOTH = ("about", "how_met")
"""Texts of which both are kept."""


def merge(desk: Desk, keep_id: int, other_id: int) -> Done:
    """Make one person of two: the first is kept, with all that hung on the other.

    A field of the kept person wins where it is set; texts about them are kept both; the more silent of the two ways they stand wins,
    so nobody is woken. Raises ``UsageError`` where the two are one already.
    """
    if keep_id == other_id:
        raise UsageError("That is one and the same person already; name two to be merged.")
    keep, other = people.get(desk.store, keep_id), people.get(desk.store, other_id)
    sentence = _sentence(keep, other)
    with decision(desk, "merge", sentence, keep) as number:
        changes = _fields(keep, other)
        if changes.pop("circle", None):
            changes["circle_id"] = people.circle_id(desk.store, other.circle)
        names = _names(desk, keep, other)
        merging.absorb(desk.store, keep_id, other_id)
        for name in names:
            insert(desk.store, "nickname", person_id=keep_id, name=name)
        merging.remove(desk.store, other_id, other.uid, keep.uid, desk.day)
        if changes:
            update(desk.store, "person", keep_id, **changes)
    return Done(number, sentence, people.get(desk.store, keep_id))


def _sentence(keep: Person, other: Person) -> str:
    return f"Merged {keep.name} with {f'another {other.name}' if fold(keep.name) == fold(other.name) else other.name}"


def _fields(keep: Person, other: Person) -> dict[str, object]:
    """The kept person's fields that change."""
    merged: dict[str, object] = {field: getattr(keep, field) or getattr(other, field) for field in _PLAIN}
    if keep.first_name or keep.last_name:
        merged |= {"first_name": keep.first_name, "last_name": keep.last_name}  # both of one name, or neither
    merged |= {field: _texts(getattr(keep, field), getattr(other, field)) for field in _BOTH}
    merged["status"] = min(keep.status, other.status, key=_QUIETEST.index)
    merged["connected_on"] = min(filter(None, (keep.connected_on, other.connected_on)), default=None)
    merged["later_until"] = max(filter(None, (keep.later_until, other.later_until)), default=None)
    merged["nickname"] = keep.nickname or other.nickname
    merged["circle"] = other.circle if keep.circle in ("", WIDE) and other.circle not in ("", WIDE) else keep.circle
    merged |= _work(keep, other)
    if keep.birthday and other.birthday and keep.birthday.startswith("--") and other.birthday.endswith(keep.birthday[1:]):
        merged["birthday"] = other.birthday  # the same day, with its year
    return {field: value for field, value in merged.items() if value != getattr(keep, field)}


def _work(keep: Person, other: Person) -> dict[str, object]:
    """Company and position are one fact: a position of one company is not put beside the name of another."""
    if not keep.company and not keep.position:
        return {"company": other.company, "position": other.position}
    company = keep.company or (other.company if fold(keep.position) == fold(other.position) else "")
    same = company_key(company) == company_key(other.company)
    return {"company": company, "position": keep.position or (other.position if same else "")}


def _texts(one: str, other: str) -> str:
    if not one.strip() or one.strip() in other:
        return other or one
    return one if other.strip() in one else f"{one}\n\n{other}"


def _names(desk: Desk, keep: Person, other: Person) -> list[str]:
    """What the kept person shall be found by as well: the other's names, unless somebody else is called exactly so."""
    known = {fold(keep.name), fold(keep.nickname)}
    known |= {fold(name) for one in (keep, other) for name in merging.nicknames(desk.store, one.id)}
    found: list[str] = []
    for name in (other.name, other.nickname if keep.nickname else ""):
        if name and fold(name) not in known and not merging.is_called(desk.store, name, (keep.id, other.id)):
            known.add(fold(name))
            found.append(name)
    return found
