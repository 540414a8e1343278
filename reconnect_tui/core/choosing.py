"""Who is next: all that speaks for a person, and who of the candidates makes the day.

Pure, and the order of the candidates never matters. The rules themselves are in ``core.rules``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zlib import crc32

from reconnect_tui.core.person import ACTIVE
from reconnect_tui.core.rules import QUIET_DAYS, RULES, Candidate, Due, Facts, News, Reason

__all__ = ["QUIET_DAYS", "RULES", "Candidate", "Due", "Facts", "News", "Reason"]

ANY_TIME = ("follow-up", "promise", "birthday")
"""Rules that may bring somebody within a fortnight of a contact."""
OFTEN = ("follow-up", "promise")
"""Rules that may give several of a day's people."""
FILLER = "new"
"""The rule that fills the places left, however many there are."""
DATED = 90
"""A follow-up or promise that weighs as much has a day of its own; only those come several a day, and within the fortnight."""
PRESSING = 70
"""What weighs as much takes the last place too, which is else the wild card's."""
TURNS = {"birthday": 9, "wrote-last": 5, "news": 10, "pace": 2, "silence": 8}
"""The rules take turns: each place that one had in the last seven days takes so much off its weight, so that none floods a week and
none is starved by another. A follow-up or a promise is the user's own word, and waits for nobody."""
MOST_PASSED = 4


def reasons(who: Candidate, today: date, *, off: Sequence[str] = (), had: Mapping[str, int] | None = None) -> list[Reason]:
    """All that speaks for this person today, the weightiest first; nothing for whoever is resting, put off, never or dead.

    ``off``: rules that the user turned off; ``had``: how many places each rule had in the last seven days.
    """
    facts = who.facts
    if facts.status != ACTIVE or (facts.later_until and facts.later_until > today.isoformat()):
        return []
    quiet = facts.last_contact is not None and (today - date.fromisoformat(facts.last_contact)).days < QUIET_DAYS
    found = []
    for name in ANY_TIME if quiet else RULES:
        reason = RULES[name](who, today) if name not in off else None
        if reason is not None and not (quiet and name in OFTEN and reason.weight < DATED):
            found.append(_in_turn(reason, who.passed, (had or {}).get(name, 0)))
    return sorted(found, key=lambda reason: -reason.weight)


def _in_turn(reason: Reason, passed: int, had: int) -> Reason:
    """The reason with what its rule's turn, and the person's own, take off its weight."""
    weight, detail = reason.weight, reason.detail
    turn = TURNS.get(reason.rule, 0) * had
    if turn:
        weight -= turn
        detail += f"; the rule had {had} place{'s' if had != 1 else ''} in seven days: −{turn}"
    less = min(passed, MOST_PASSED)
    if less:
        weight -= less
        detail += f"; came up on {passed} day{'s' if passed != 1 else ''} of the last fortnight: −{less}"
    return reason._replace(weight=weight, detail=detail) if turn or less else reason


def lot_today(uid: str, today: date) -> int:
    """A number fixed by the day and the uid: the order of those whom nothing else tells apart."""
    return crc32(f"{today.isoformat()} {uid}".encode("utf-8", "replace"))


def round_starts(today: date) -> int:
    """Where the round by lot begins today (0…2³²-1): whoever's lot comes next after it is the day's first by chance."""
    return lot_today("", today)


_Entry = tuple[Candidate, list[Reason]]
_BY_CHANCE = ("wild",)
_ORDINARY = tuple(name for name in RULES if name != "wild")


def choose(
    candidates: Iterable[Candidate],
    today: date,
    count: int,
    *,
    taken: Mapping[int, str] | None = None,
    off: Sequence[str] = (),
    last_company: str = "",
    had: Mapping[str, int] | None = None,
) -> list[tuple[Candidate, Reason]]:
    """Choose up to ``count`` people for the places left of a day.

    ``taken``: {person id: rule} of the day's other places (they are not chosen again and their rules count as used); ``off``: rules
    that the user turned off; ``had``: how many places each rule had in the seven days before.
    """
    taken = taken or {}
    had = had or {}
    if had.get("anniversary"):
        off = (*off, "anniversary")  # one a week, over all people
    used = {rule for rule in taken.values() if rule not in OFTEN and rule != FILLER}
    pool = [
        (who, because)
        for who in candidates
        if who.facts.id not in taken and (because := reasons(who, today, off=off, had=had))
    ]  # fmt: skip
    start = round_starts(today)
    by_day = sorted(pool, key=lambda entry: (lot_today(entry[0].facts.uid, today), entry[0].facts.uid))
    by_round = sorted(pool, key=lambda entry: ((entry[0].facts.lot - start) % 2**32, entry[0].facts.uid))

    chosen: list[tuple[Candidate, Reason]] = []
    company = last_company.casefold()
    gone: set[int] = set()
    while len(chosen) < count:
        last_of_several = count > 1 and len(chosen) == count - 1
        turns = (ANY_TIME, _BY_CHANCE, _ORDINARY) if last_of_several else (_ORDINARY, _BY_CHANCE)
        best = None
        for skip_company in (company, ""):
            for rules in turns:
                entries = by_round if rules is _BY_CHANCE else by_day
                least = PRESSING if rules is ANY_TIME else 0
                best = best or _best(entries, [rule for rule in rules if rule not in used], skip_company, gone, least)
        if best is None:
            break
        who, reason = best
        chosen.append(best)
        company = who.facts.company.casefold()
        gone.add(who.facts.id)
        if reason.rule != FILLER and (reason.rule not in OFTEN or reason.weight < DATED - MOST_PASSED):
            used.add(reason.rule)
    return chosen


def _best(
    entries: Sequence[_Entry], rules: Sequence[str], company: str, gone: set[int], least: float
) -> tuple[Candidate, Reason] | None:
    """The weightiest reason by one of these rules, whoever comes first in the order given; nobody of ``company``."""
    best: tuple[Candidate, Reason] | None = None
    for who, because in entries:
        if who.facts.id in gone or (company and who.facts.company.casefold() == company):
            continue
        for reason in because:
            if reason.rule in rules and (best is None or reason.weight > best[1].weight) and reason.weight >= least:
                best = (who, reason)
    return best
