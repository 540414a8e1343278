"""Who is who when two homes meet, and everything called by the names that this gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reconnect_tui.core.everything import MERGED, SOURCE_KEY, Everything, MomentRow, PlainRow, Row, Value
from reconnect_tui.core.newer import of_moments, of_people

Renamed = Mapping[str, str]
"""A uid → the uid it goes by from now on; whoever keeps theirs is not in it."""


class Names(NamedTuple):
    """Who goes by another uid from now on."""

    people: Renamed
    moments: Renamed
    merged: frozenset[tuple[str, str]]
    """(uid, uid) of those people for whom no tombstone leads from the one to the other yet."""


def names_of(ours: Everything, theirs: Everything) -> Names:
    """Find out who and which moments are the same on both sides; the same whichever side comes first."""
    redirected = _redirections(ours, theirs)
    groups = _Groups()
    for uid, kept in redirected:
        groups.tie(uid, kept)
    pairs = {(str(ours.records[key][0]), str(theirs.records[key][0])) for key in ours.records.keys() & theirs.records.keys()}
    # who knows of both has kept them apart: an address of one is somebody else's by now
    strangers = [
        (mine, yours)
        for mine, yours in pairs
        if not any(uid in theirs.people for uid in groups.of(mine)) and not any(uid in ours.people for uid in groups.of(yours))
    ]
    for mine, yours in strangers:
        groups.tie(mine, yours)
    away = {uid for uid, _ in redirected}
    people: dict[str, str] = {}
    merged: set[tuple[str, str]] = set()
    for members in groups.all():
        kept = min([uid for uid in members if uid not in away] or members)
        people.update((uid, kept) for uid in members if uid != kept)
        merged.update(
            (uid, kept) for uid in members if uid != kept and uid not in away and (uid in ours.people or uid in theirs.people)
        )
    return Names(people, _moments(ours, theirs), frozenset(merged))


def _redirections(ours: Everything, theirs: Everything) -> set[tuple[str, str]]:
    """(uid, uid it was merged into), unless the home that says so has that person again."""
    return {
        (str(uid), str(key))
        for side in (ours, theirs)
        for uid, source, key, _ in side.tombstones
        if source == MERGED and key and uid != key and uid not in side.people
    }


def _moments(ours: Everything, theirs: Everything) -> dict[str, str]:
    if not ours.moments or not theirs.moments:
        return {}
    here = {row.fields[SOURCE_KEY]: uid for uid, row in ours.moments.items() if row.fields[SOURCE_KEY]}
    groups = _Groups()
    for uid, row in theirs.moments.items():
        other = here.get(row.fields[SOURCE_KEY])
        if other is not None and other != uid:
            groups.tie(uid, other)
    return {uid: min(members) for members in groups.all() for uid in members if uid != min(members)}


class _Groups:
    """Uids that are the same, in groups."""

    def __init__(self) -> None:
        self._group: dict[str, set[str]] = {}

    def tie(self, one: str, other: str) -> None:
        first, second = self._group.setdefault(one, {one}), self._group.setdefault(other, {other})
        if first is second:
            return
        if len(first) < len(second):
            first, second = second, first
        first |= second
        for uid in second:
            self._group[uid] = first

    def of(self, uid: str) -> set[str]:
        return self._group.get(uid, {uid})

    def all(self) -> Iterable[set[str]]:
        return {id(members): members for members in self._group.values()}.values()


def relabelled(everything: Everything, people: Renamed, moments: Renamed) -> Everything:
    """Everything by its new names; two people, or moments, of one home that are one from now on are joined. Tombstones stay as they are."""
    if people.keys().isdisjoint(everything.people):
        people_too = everything.people
    else:
        people_too = {}
        for uid, person in everything.people.items():
            kept = people.get(uid, uid)
            renamed = person if kept == uid else person._replace(uid=kept)
            people_too[kept] = of_people(people_too[kept], renamed) if kept in people_too else renamed
    return everything._replace(
        people=people_too,
        moments=_relabelled_moments(everything.moments, people, moments),
        relations=_counted(everything.relations, people, (0, 1)),
        follow_ups={uid: _follow_up(row, people) for uid, row in everything.follow_ups.items()},
        drafts=_counted(everything.drafts, people, (0,)),
        not_same=Counter(
            {row: times for row, times in _counted(everything.not_same, people, (0, 1)).items() if row[0] != row[1]}
        ),
        records={key: _named(row, people, (0,)) for key, row in everything.records.items()},
        kept_lines=_kept_lines(everything.kept_lines, moments),
    )


def _kept_lines(found: dict[tuple[str, str], str], moments: Renamed) -> dict[tuple[str, str], str]:
    named: dict[tuple[str, str], str] = {}
    for (uid, words), day in found.items():
        key = (moments.get(uid, uid), words)
        named[key] = min(day, named.get(key, day))
    return named


def _relabelled_moments(found: dict[str, MomentRow], people: Renamed, moments: Renamed) -> dict[str, MomentRow]:
    if not people and moments.keys().isdisjoint(found):
        return found
    named: dict[str, MomentRow] = {}
    for uid, moment in found.items():
        kept = moments.get(uid, uid)
        if kept != uid or not people.keys().isdisjoint(moment.people):
            everybody = tuple(sorted({people.get(person, person) for person in moment.people}))
            moment = MomentRow(kept, moment.fields, moment.edited, everybody)
        named[kept] = of_moments(named[kept], moment) if kept in named else moment
    return named


def _follow_up(row: PlainRow, people: Renamed) -> PlainRow:
    fields = _named(row.fields, people, (0,))
    return row if fields is row.fields else row._replace(fields=fields)


def _counted(rows: Counter[Row], people: Renamed, places: tuple[int, ...]) -> Counter[Row]:
    named: Counter[Row] = Counter()
    for row, times in rows.items():
        named[_named(row, people, places)] += times
    return named


def _named(row: Row, people: Renamed, places: tuple[int, ...]) -> Row:
    if not any(row[place] in people for place in places):
        return row
    values: list[Value] = list(row)
    for place in places:
        values[place] = people.get(str(values[place]), values[place]) if values[place] is not None else None
    return tuple(values)
