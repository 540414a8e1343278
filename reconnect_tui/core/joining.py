"""How two homes become one: how two laptops meet.

One pure rule, ``join``: it gives the same whichever side comes first, and joining again what was joined changes nothing. So two homes
that each take the other's export agree, however far they had diverged.

- Who is who: the same uid; a uid that was merged into another; and, of people who have never met (neither home knows the other's
  uid), the same record of the same source. Never a name alone. Moments: the same uid, or the same message of the same source. The
  smaller uid stays, and the larger one of a person leaves a ``MERGED`` tombstone that leads to it.
- A field: the newer edit; of two equally old, what says something, and then the larger value (so that both sides choose the same).
- ``died`` and ``never`` win over every edit, and ``died`` over ``never``: nobody is woken by a file. Resting or active: the newer edit.
- A tombstone wins over whom or what it names on the other side, unless its own home has them again.
- Tags and ways to reach somebody: united, but for those that one side took away later than the other put them there (``edited`` has
  ``tag:NAME`` and ``contact:KIND:WHAT`` for that). Nicknames, former addresses, news, skips, relations, files, kept lines: united.
- Drafts: the letter saved last stays the letter; another one becomes a loose line, unless all of its words stand in the first. A draft
  that is gone on one side because its words went there as a moment does not come back.
- A source record: as the home that read the newer file of that source has it.

Known limit: what is undone after it was handed on comes back from the other side, which cannot know that it was undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from reconnect_tui.core.everything import (
    MERGED,
    REMOVED_MOMENT,
    SOURCE_KEY,
    TEXT,
    Everything,
    MomentRow,
    PersonRow,
    PlainRow,
    Row,
    Value,
    nothing,
    order,
    pristine,
)
from reconnect_tui.core.identity import Names, Renamed, names_of, relabelled
from reconnect_tui.core.newer import of_circles, of_drafts, of_follow_ups, of_moments, of_people
from reconnect_tui.core.person import LOOSE

_Named = TypeVar("_Named", PersonRow, MomentRow, PlainRow)


class Joined(NamedTuple):
    """What two homes are together."""

    everything: Everything
    names: Names
    gone: frozenset[str]
    """People whom a tombstone of one side takes away from the other, by the uid they go by now."""


def join(ours: Everything, theirs: Everything) -> Joined:
    """Join two homes. A home in which nothing was written down yet becomes the other one exactly."""
    ours, theirs = (nothing() if pristine(side) else side for side in (ours, theirs))
    names = names_of(ours, theirs)
    if names.people or names.moments:
        ours, theirs = (relabelled(side, names.people, names.moments) for side in (ours, theirs))
    gone = _gone(ours, theirs, names) | _gone(theirs, ours, names)
    removed = _removed(ours, theirs, names) | _removed(theirs, ours, names)
    # each side is rid of them before the two meet: nothing of whoever is gone has a say in what becomes of the rest
    ours, theirs = (_without(side, gone, removed) for side in (ours, theirs))
    moments = _both(ours.moments, theirs.moments, of_moments)
    tombstones = _straight(ours.tombstones, names.people) | _straight(theirs.tombstones, names.people)
    tombstones.update((uid, MERGED, kept, "") for uid, kept in names.merged)
    everything = Everything(
        _both(ours.people, theirs.people, of_people),
        moments,
        _both(ours.circles, theirs.circles, of_circles),
        ours.relations | theirs.relations,
        _both(ours.follow_ups, theirs.follow_ups, of_follow_ups),
        of_drafts(_not_sent(ours, theirs, moments), _not_sent(theirs, ours, moments)),
        ours.not_same | theirs.not_same,
        tombstones,
        _records(ours, theirs),
        _roles(ours.own_roles, theirs.own_roles),
        ours.source_files | theirs.source_files,
        {**theirs.mappings, **{key: max(text, theirs.mappings.get(key, "")) for key, text in ours.mappings.items()}},
        _kept_lines(ours, theirs, moments),
    )
    return Joined(everything, names, gone)


def _straight(tombstones: Counter[Row], people: Renamed) -> Counter[Row]:
    """The tombstones, those of a merged person leading to whoever is left: two homes may have merged a pair in opposite directions."""
    if not people:
        return tombstones
    straight: Counter[Row] = Counter()
    for row, times in tombstones.items():
        uid, source, key, day = row
        if source == MERGED:
            kept = people.get(str(key), str(key))
            if uid == kept:
                continue
            row = (uid, source, kept, day)
        straight[row] = max(straight[row], times)
    return straight


def _both(ours: dict[str, _Named], theirs: dict[str, _Named], join_two: Callable[[_Named, _Named], _Named]) -> dict[str, _Named]:
    if not ours or not theirs:
        return ours or theirs
    joined = dict(ours)
    for uid, row in theirs.items():
        here = joined.get(uid)
        joined[uid] = row if here is None else here if here == row else join_two(here, row)
    return joined


def _gone(side: Everything, other: Everything, names: Names) -> frozenset[str]:
    """People of the other side whom ``side`` deleted, by uid or by the record they were read from, and has not got again."""
    uids: set[str] = set()
    keys: set[tuple[str, str]] = set()
    for uid, source, key, _ in side.tombstones:
        if source in (MERGED, REMOVED_MOMENT):
            continue
        uids.add(names.people.get(str(uid), str(uid)))
        if source and key and (str(source), str(key)) not in side.records:
            keys.add((str(source), str(key)))
    uids.update(str(other.records[key][0]) for key in keys if key in other.records)
    return frozenset(uid for uid in uids if uid in other.people and uid not in side.people)


def _removed(side: Everything, other: Everything, names: Names) -> frozenset[str]:
    """Moments of the other side that ``side`` removed, by uid or by the message they were read from, and has not got again."""
    stones = [(names.moments.get(str(uid), str(uid)), key) for uid, source, key, _ in side.tombstones if source == REMOVED_MOMENT]
    if not stones:
        return frozenset()
    uids = {uid for uid, _ in stones}
    keys = {key for _, key in stones if key}
    if keys:
        keys -= {row.fields[SOURCE_KEY] for row in side.moments.values()}
        uids.update(uid for uid, row in other.moments.items() if row.fields[SOURCE_KEY] in keys)
    return frozenset(uid for uid in uids if uid not in side.moments)


def _without(side: Everything, gone: frozenset[str], removed: frozenset[str]) -> Everything:
    """A home without these people and moments. A moment with nobody else goes along; words written to somebody gone stay, as a loose line."""
    if removed:
        side = side._replace(moments={uid: moment for uid, moment in side.moments.items() if uid not in removed})
    if not gone:
        return side
    return side._replace(
        people={uid: person for uid, person in side.people.items() if uid not in gone},
        moments=_moments_without(side.moments, gone),
        relations=Counter({row: times for row, times in side.relations.items() if gone.isdisjoint(row[:2])}),
        follow_ups={uid: row for uid, row in side.follow_ups.items() if row.fields[0] not in gone},
        drafts=_loosened(side.drafts, gone),
        records={key: row for key, row in side.records.items() if row[0] not in gone},
    )


def _moments_without(moments: dict[str, MomentRow], gone: frozenset[str]) -> dict[str, MomentRow]:
    found = {}
    for uid, moment in moments.items():
        if gone.isdisjoint(moment.people):
            found[uid] = moment
        elif left := tuple(person for person in moment.people if person not in gone):
            found[uid] = moment._replace(people=left)
    return found


def _not_sent(side: Everything, other: Everything, moments: Mapping[str, MomentRow]) -> Counter[Row]:
    """The drafts of a side less those that the other has no more, and whose words have become a moment of that person that is new here."""
    waiting = {(draft[0], str(draft[2]).strip()) for draft in side.drafts.keys() - other.drafts.keys() if draft[0] is not None}
    if not waiting:
        return side.drafts
    words = {text for _, text in waiting}
    went = _said(moments, words) - _said(side.moments, words)
    return Counter(
        {
            draft: times
            for draft, times in side.drafts.items()
            if draft in other.drafts or (draft[0], str(draft[2]).strip()) not in went
        }
    )


def _said(moments: Mapping[str, MomentRow], words: set[str]) -> set[tuple[Value, str]]:
    """(person, words) of the moments in which nothing but these words stands."""
    return {
        (person, text)
        for moment in moments.values()
        if (text := str(moment.fields[TEXT]).strip()) in words
        for person in moment.people
    }


def _loosened(drafts: Counter[Row], gone: frozenset[str]) -> Counter[Row]:
    loosened: Counter[Row] = Counter()
    for draft, times in drafts.items():
        loosened[(None, LOOSE, draft[2], "", "", draft[5], None, "") if draft[0] in gone else draft] += times
    return loosened


def _records(ours: Everything, theirs: Everything) -> dict[tuple[str, str], Row]:
    """Each record as the home that read the newer file of its source has it; of two equally new the larger."""
    joined = {**theirs.records, **ours.records}
    newest: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {}
    for key in ours.records.keys() & theirs.records.keys():
        mine, yours = ours.records[key], theirs.records[key]
        if mine == yours:
            continue
        source = key[0]
        if source not in newest:
            newest[source] = (_newest_file(ours, source), _newest_file(theirs, source))
        here, there = newest[source]
        joined[key] = max((here, order(mine), mine), (there, order(yours), yours), key=lambda one: one[:2])[2]
    return joined


def _newest_file(side: Everything, source: str) -> tuple[str, str]:
    return max(
        ((str(dated or read_on), str(read_on)) for of, _, dated, _, read_on in side.source_files if of == source),
        default=("", ""),
    )


def _kept_lines(ours: Everything, theirs: Everything, moments: Mapping[str, MomentRow]) -> dict[tuple[str, str], str]:
    """United, each by the day it was kept first; a line goes with its moment."""
    joined = {**theirs.kept_lines, **{key: min(day, theirs.kept_lines.get(key, day)) for key, day in ours.kept_lines.items()}}
    return {key: day for key, day in joined.items() if key[0] in moments}


def _roles(ours: Counter[Row], theirs: Counter[Row]) -> Counter[Row]:
    """Positions of the owner's own; one that has ended on either side has ended."""
    mine, yours = _by_begin(ours), _by_begin(theirs)
    joined: Counter[Row] = Counter()
    for begin in mine.keys() | yours.keys():
        here, there = mine.get(begin, Counter()), yours.get(begin, Counter())
        joined += Counter([max((*here, *there), key=order)]) if here.total() == there.total() == 1 else here | there
    return joined


def _by_begin(roles: Mapping[Row, int]) -> dict[tuple[Value, ...], Counter[Row]]:
    found: dict[tuple[Value, ...], Counter[Row]] = {}
    for role, times in roles.items():
        found.setdefault(role[:3], Counter())[role] += times
    return found
