"""Of two versions of one person, moment, follow-up or circle: what stays of each.

Every rule chooses the largest by one fixed order, so it matters neither which of the two comes first nor how often they meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from reconnect_tui.core.everything import (
    CIRCLE_FIELDS,
    FOLLOW_UP_FIELDS,
    MOMENT_FIELDS,
    PERSON_FIELDS,
    UNEDITED,
    Edited,
    MomentRow,
    PersonRow,
    PlainRow,
    Row,
    Value,
    order,
    ordered,
    preferred_first,
)
from reconnect_tui.core.person import DIED, LOOSE, NEVER, WIDE

_SILENCE = {DIED: 2, NEVER: 1}


def of_people(one: PersonRow, other: PersonRow) -> PersonRow:
    """What two homes know of one person."""
    if one == other:
        return one
    fields, edited = _fields(PERSON_FIELDS, one.fields, one.edited, other.fields, other.edited)
    return PersonRow(
        min(one.uid, other.uid),
        fields,
        edited,
        _most(one.nicknames, other.nicknames),
        _tags(one, other),
        _contacts(one, other),
        _most(one.former_slugs, other.former_slugs),
        ordered((Counter(one.news) | Counter(other.news)).elements()),
        _most(one.skipped_on, other.skipped_on),
    )


def of_moments(one: MomentRow, other: MomentRow) -> MomentRow:
    """What two homes know of one moment: everybody who is in it on either side is in it."""
    if one == other:
        return one
    fields, edited = _fields(MOMENT_FIELDS, one.fields, one.edited, other.fields, other.edited)
    return MomentRow(min(one.uid, other.uid), fields, edited, tuple(sorted({*one.people, *other.people})))


def of_follow_ups(one: PlainRow, other: PlainRow) -> PlainRow:
    """What two homes know of one follow-up: done or dropped on one side is so on both, unless that was edited later."""
    fields, edited = _fields(FOLLOW_UP_FIELDS, one.fields, one.edited, other.fields, other.edited)
    return PlainRow(one.uid, fields, edited)


def of_circles(one: PlainRow, other: PlainRow) -> PlainRow:
    """The pace of a circle that both homes have."""
    fields, edited = _fields(CIRCLE_FIELDS, one.fields, one.edited, other.fields, other.edited)
    return PlainRow(one.uid, fields, edited)


def _fields(names: tuple[str, ...], one: Row, one_edited: Edited, other: Row, other_edited: Edited) -> tuple[Row, Edited]:
    """The newer edit of each field, and when each was edited; stamps of what is no field (a tag taken away) stay, the newer one."""
    edited = {**one_edited, **{field: max(at, one_edited.get(field, "")) for field, at in other_edited.items()}}
    values: list[Value] = []
    for name, mine, yours in zip(names, one, other, strict=True):
        at, other_at = one_edited.get(name, ""), other_edited.get(name, "")
        value = mine
        if (at, mine) != (other_at, yours) and _rank(name, other_at, yours) > _rank(name, at, mine):
            at, value = other_at, yours
        values.append(value)
        if at:
            edited[name] = at
        else:
            edited.pop(name, None)
    return tuple(values), {name: edited[name] for name in sorted(edited)} or UNEDITED


def _rank(name: str, stamp: str, value: Value) -> tuple[object, ...]:
    """What decides between two values of a field, the most important first: silence, the edit, saying something, the value itself."""
    silence = _SILENCE.get(str(value), 0) if name == "status" else 0
    if name == "days":  # the shorter pace, and any pace rather than none
        return silence, stamp, value is not None, -int(value or 0)
    says = bool(value) and not (name == "circle" and value == WIDE)
    return silence, stamp, says, *order((value,))


def _most(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return one if one == other else tuple(sorted((Counter(one) | Counter(other)).elements()))


def _stays(sign: str, here: bool, edited: Edited, there: bool, other_edited: Edited) -> bool:
    """Whether what one side has and the other has not stays: the later of putting there and taking away; if equal, it stays."""
    if here == there:
        return here
    mine, yours = edited.get(sign, ""), other_edited.get(sign, "")
    return here if (mine, here) > (yours, there) else there


def _tags(one: PersonRow, other: PersonRow) -> tuple[str, ...]:
    if one.tags == other.tags:
        return one.tags
    return tuple(
        tag
        for tag in sorted({*one.tags, *other.tags})
        if _stays(f"tag:{tag}", tag in one.tags, one.edited, tag in other.tags, other.edited)
    )


def _contacts(one: PersonRow, other: PersonRow) -> tuple[Row, ...]:
    if one.contacts == other.contacts:
        return one.contacts
    mine, yours = _by_sign(one.contacts), _by_sign(other.contacts)
    wanted: Counter[Row] = Counter()
    for sign in mine.keys() | yours.keys():
        here, there = mine.get(sign, Counter()), yours.get(sign, Counter())
        if _stays(sign, bool(here), one.edited, bool(there), other.edited):
            wanted |= _versions(here, there)
    listed = [contacts for contacts in (one.contacts, other.contacts) if Counter(contacts) == wanted]
    # whoever has all of it already keeps their order; else there is none that both could know
    return listed[0] if len(listed) == 1 else preferred_first(ordered(wanted.elements()))


def _by_sign(contacts: Iterable[Row]) -> dict[str, Counter[Row]]:
    found: dict[str, Counter[Row]] = {}
    for contact in contacts:
        found.setdefault(contact_sign(contact[0], contact[2] or contact[1]), Counter())[contact] += 1
    return found


def contact_sign(kind: Value, what: Value) -> str:
    """How a way to reach somebody is named among the edits: by what matching compares of it."""
    return f"contact:{kind}:{what}"


def _versions(here: Counter[Row], there: Counter[Row]) -> Counter[Row]:
    """One address that differs in its label or spelling is one address; where a home has it several times, so have both."""
    if here.total() == there.total() == 1:
        return Counter([max((*here, *there), key=lambda contact: (bool(contact[4]), order(contact[:4])))])
    return here | there


def of_drafts(one: Counter[Row], other: Counter[Row]) -> Counter[Row]:
    """All drafts of two homes: nothing that was typed is lost (rows are ``DRAFT_FIELDS``: person, kind, text, …)."""
    mine, yours = _by_place(one), _by_place(other)
    found: Counter[Row] = Counter()
    loose: dict[Value, Counter[Row]] = {}
    for place in mine.keys() | yours.keys():
        here, there = mine.get(place, Counter()), yours.get(place, Counter())
        if place[1] == LOOSE or here == there or not here or not there:
            found += here if here == there else _one_or_all(here, there)
            continue
        first = max((*here, *there), key=_saved)
        found[first] += 1
        for draft in {*here, *there}:
            if str(draft[2]).strip() not in str(first[2]):
                loose.setdefault(draft[2], Counter())[(None, LOOSE, draft[2], "", "", draft[5], None, "")] += 1
    for text, drafts in loose.items():
        # the same words once, wherever they come from
        kept = max((*drafts, *(draft for draft in found if draft[:3] == (None, LOOSE, text))), key=_saved)
        found = Counter({draft: times for draft, times in found.items() if draft[:3] != kept[:3]})
        found[kept] = 1
    return found


def _one_or_all(here: Counter[Row], there: Counter[Row]) -> Counter[Row]:
    return Counter([max((*here, *there), key=_saved)]) if here and there else here or there


def _saved(draft: Row) -> tuple[object, ...]:
    return str(draft[5]), order(draft)


def _by_place(drafts: Mapping[Row, int]) -> dict[tuple[Value, ...], Counter[Row]]:
    """There is one draft of a kind to a person; of loose lines there is one of the same words."""
    found: dict[tuple[Value, ...], Counter[Row]] = {}
    for draft, times in drafts.items():
        place = draft[:3] if draft[1] == LOOSE else draft[:2]
        found.setdefault(place, Counter())[draft] += times
    return found
