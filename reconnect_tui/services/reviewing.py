"""Likely duplicates, a pair at a time, and what the user says of each: the same person, not the same, or later.

Which pairs there are is looked for anew each time, in one pass over everybody; nothing of it is stored but the answers.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.names import name_words
from reconnect_tui.core.person import ContactPoint, Person
from reconnect_tui.core.sameness import company_key, likeness, name_key, phone_key
from reconnect_tui.services import merging
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, decision
from reconnect_tui.store import merging as merged
from reconnect_tui.store import moments, people, sources

MOST_OF_A_NAME = 12
"""Of more people of one name, whatever their sources, only those who have something else in common are asked about."""
MOST_OF_A_KIND = 40
"""Of more people who have the very same in common, the first: what they become is looked at next."""
MOST_OF_A_PHONE = 8
"""A number of more people is a switchboard: among them the name has to be the same as well."""

BY_HAND = "added by hand"

_BY_HAND = frozenset(("",))

Two = tuple[int, int]


AT_ONCE = 50
"""Pairs that a ``Review`` looks for in one go."""


class Pair(NamedTuple):
    """Two people who may be one; ``keep`` is the row id of the one who is kept if they are."""

    one: Person
    other: Person
    reason: str
    keep: int

    @property
    def kept(self) -> Person:
        return self.one if self.keep == self.one.id else self.other

    @property
    def merged(self) -> Person:
        return self.other if self.keep == self.one.id else self.one

    @property
    def uids(self) -> frozenset[str]:
        """What names the pair, as ``pairs(later=…)`` takes it."""
        return frozenset((self.one.uid, self.other.uid))


def pairs(desk: Desk, limit: int | None = None, *, later: Collection[frozenset[str]] = ()) -> list[Pair]:
    """The likeliest pairs first, in an order that stays; those of whom it was said that they are not the same are left out.

    ``later``: the ``uids`` of pairs that were put off in this sitting.
    """
    store = desk.store
    two, only_ones = _candidates(desk)
    denied = sources.not_same(store)
    known = sources.known(store, {number for both in two for number in both})
    found: list[tuple[int, Two, str]] = []
    for one, other in two:
        if other in denied.get(one, ()):
            continue
        like = likeness(known[one], known[other], only_ones=(one, other) in only_ones)
        if like is not None:
            found.append((-like.strength, (one, other), like.reason))
    found.sort()
    chosen: list[Pair] = []
    for _, both, reason in found:
        if limit is not None and len(chosen) >= limit:
            break
        pair = _pair(desk, both, reason)
        if pair.uids not in later:
            chosen.append(pair)
    return chosen


class Review:
    """A sitting of the review: pair after pair, each asked about once.

    Looking for pairs takes a second among 35,000 people, so some are found at a time; a merge changes what there is to ask.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.put_off: set[frozenset[str]] = set()
        """The ``uids`` of pairs to be asked about another time."""
        self._waiting: list[Pair] = []
        self._more = True

    def next(self) -> Pair | None:
        """The next pair to ask about; ``None`` when there is none left."""
        if not self._waiting and self._more:
            self._waiting = pairs(self.desk, AT_ONCE, later=self.put_off)
            self._more = len(self._waiting) == AT_ONCE
        return self._waiting.pop(0) if self._waiting else None

    def later(self, pair: Pair) -> None:
        """Not now: it comes again in another sitting."""
        self.put_off.add(pair.uids)

    def same(self, pair: Pair) -> Done:
        """They are one person."""
        self._waiting, self._more = [], True
        return same(self.desk, pair)

    def not_same(self, pair: Pair) -> Done:
        """They are two people."""
        return not_same(self.desk, pair)


def pair_of(desk: Desk, one_id: int, other_id: int) -> Pair:
    """Any two people as a pair, whether or not anything speaks for it. Raises ``UsageError`` for one person twice."""
    if one_id == other_id:
        raise UsageError("That is one and the same person already; name two.")
    known = sources.known(desk.store, (one_id, other_id))
    like = likeness(known[one_id], known[other_id]) if len(known) == 2 else None
    return _pair(desk, (one_id, other_id), like.reason if like else "")


def same(desk: Desk, pair: Pair) -> Done:
    """They are one person: merged, in one step of undo."""
    return merging.merge(desk, pair.keep, pair.merged.id)


def not_same(desk: Desk, pair: Pair) -> Done:
    """They are two people, for good: no import joins them by itself, and nobody asks again."""
    one, other = people.get(desk.store, pair.one.id), people.get(desk.store, pair.other.id)
    names = f"{one.name} and {other.name}" if one.name != other.name else f"The two called {one.name}"
    sentence = f"{names} are not the same person"
    if merged.are_not_same(desk.store, one.uid, other.uid):
        raise ReconnectError(f"{sentence}: that was said before.")
    with decision(desk, "not-same", sentence, one) as number:
        merged.say_not_same(desk.store, one.uid, other.uid)
    return Done(number, sentence, one)


def where_from(desk: Desk, person: Person) -> str:
    """Where a person comes from, in words: ``LinkedIn, Google``, or ``added by hand``."""
    names = {"linkedin": "LinkedIn", "google": "Google", "outlook": "Outlook", "vcard": "a vCard", "csv": "a CSV file"}
    return ", ".join(names.get(source, source) for source in merged.sources_of(desk.store, person.id)) or BY_HAND


def ways_to_reach(desk: Desk, person: Person) -> tuple[ContactPoint, ...]:
    """The ways to reach one of a pair, preferred ones first."""
    return people.contacts(desk.store, person.id)


def moments_of(desk: Desk, person: Person) -> tuple[int, date | None]:
    """How many moments one of a pair has, and the day of the latest."""
    count, latest = moments.count_of(desk.store, person.id)
    return count, date.fromisoformat(latest[:10]) if latest else None


def _pair(desk: Desk, both: Two, reason: str) -> Pair:
    one, other = (people.get(desk.store, number) for number in both)
    return Pair(one, other, reason, min((-merged.own_words(desk.store, number), number) for number in both)[1])


def _candidates(desk: Desk) -> tuple[set[Two], set[Two]]:
    """Pairs worth looking at, and those among them of whose name neither source has anybody else."""
    everybody = sources.name_and_company(desk.store)
    origin = sources.origins(desk.store)
    by_name: dict[tuple[str, ...], list[int]] = {}
    company: dict[int, str] = {}
    initials: list[tuple[int, tuple[str, ...]]] = []
    for number, name, works_at in everybody:
        key = name_key(name)
        by_name.setdefault(key, []).append(number)
        company[number] = works_at
        if works_at and any(len(word) == 1 for word in key):
            initials.append((number, key))
    two: set[Two] = set()
    only_ones: set[Two] = set()
    for numbers in by_name.values():
        if len(numbers) < 2:
            continue
        two.update(_within((company_key(company[number]), number) for number in numbers))
        if len(numbers) <= MOST_OF_A_NAME:
            only_ones.update(_only_ones([(number, origin.get(number, _BY_HAND)) for number in numbers]))
    for kind in ("email", "linkedin"):
        two.update(_within((value, number) for number, value in sources.contacts_of_kind(desk.store, kind)))
    name_of: dict[int, tuple[str, ...]] = {}
    for numbers in _groups((phone_key(digits), number) for number, digits in sources.contacts_of_kind(desk.store, "phone")):
        if len(numbers) <= MOST_OF_A_PHONE:
            two.update(combinations(numbers, 2))
        else:
            name_of = name_of or {number: key for key, called in by_name.items() for number in called}
            two.update(_within((name_of[number], number) for number in numbers))
    two.update(_with_initials(initials, everybody))
    return two | only_ones, only_ones


def _only_ones(namesakes: Sequence[tuple[int, frozenset[str]]]) -> Iterator[Two]:
    """Of people who are called the same, those two of different sources of whom neither source has a third."""
    for (one, mine), (other, its) in combinations(namesakes, 2):
        theirs = mine | its
        if mine.isdisjoint(its) and all(theirs.isdisjoint(more) for number, more in namesakes if number not in (one, other)):
            yield one, other


def _with_initials(initials: list[tuple[int, tuple[str, ...]]], everybody: list[tuple[int, str, str]]) -> Iterator[Two]:
    """Pairs of somebody with an initial for a name ("A. Okafor") and whoever at the same company has a word of that name."""
    words = {word for _, key in initials for word in key if len(word) > 1}
    if not words:
        return
    found: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    companies = {number: company_key(company) for number, _, company in everybody if company}
    for number, name, company in everybody:
        for word in words.intersection(name_words(name)) if company else ():
            found.setdefault((word, companies[number]), []).append(number)
    for number, key in initials:
        for word in key:
            for other in found.get((word, companies[number]), ())[:MOST_OF_A_KIND]:
                if other != number:
                    yield min(number, other), max(number, other)


def _within(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[Two]:
    """All pairs of people who have the same key."""
    for numbers in _groups(keyed):
        yield from combinations(numbers[:MOST_OF_A_KIND], 2)


def _groups(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[list[int]]:
    """Those who have a key in common, by id; an empty key is nothing in common."""
    found: dict[Hashable, set[int]] = {}
    for key, number in keyed:
        if key:
            found.setdefault(key, set()).add(number)
    return (sorted(numbers) for numbers in found.values() if len(numbers) > 1)
