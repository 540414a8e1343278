"""Who is next, and why: one function a rule, each with one sentence that names a true fact and stops there.

Pure: facts, history and today come in; nothing here reads a clock or a database. Rules and their limits: DESIGN.md, "Who is next".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zlib import crc32

from reconnect_tui.core import when
from reconnect_tui.core.person import ACTIVE, Because

QUIET_DAYS = 14
"""Nobody comes within so many days of a contact, save for a follow-up, a promise or a birthday."""
SILENCE_DAYS = 180
"""How long a real conversation has to lie still before silence is a reason."""
BIRTHDAY_DAYS = 10
"""How many days after it a birthday is still a reason."""
NEWS_DAYS = 60
ANNIVERSARIES = (5, 10, 20)


class Facts(NamedTuple):
    """What choosing needs to know of one person; dates are ISO days, counts are of contacts."""

    id: int
    uid: str
    name: str
    greeting: str | None
    company: str
    status: str
    birthday: str | None
    connected_on: str | None
    later_until: str | None
    last_contact: str | None
    wrote_last: str | None
    pace: int | None
    next_due: str | None
    times_in: int
    times_out: int
    talks: int
    first_contact: str | None
    lot: int
    circle: str = ""


class News(NamedTuple):
    """A change of role that an import noticed; the files' dates are ISO days or unknown."""

    field: str
    earlier: str
    later: str
    earlier_file: str | None
    later_file: str | None
    noticed_on: str


class Due(NamedTuple):
    """An open follow-up or promise whose day has come."""

    due: str
    what: str
    promise: bool


class Reason(NamedTuple):
    """Why this person, today. A higher ``weight`` comes first; ``detail`` is the arithmetic in words."""

    rule: str
    weight: float
    sentence: str
    detail: str

    @property
    def because(self) -> Because:
        return Because(self.rule, self.weight, self.detail)


class Candidate(NamedTuple):
    """A person with what hangs on them, as the rules see them."""

    facts: Facts
    due: Due | None = None
    news: News | None = None


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _ended(words: str) -> str:
    return words if words.rstrip().endswith((".", "!", "?", "…")) else words.rstrip() + "."


def _lateness(days: int) -> str:
    return f"due {days} days ago" if days else "due today"


def _called(facts: Facts) -> str:
    return facts.greeting or facts.name


def follow_up(who: Candidate, today: date) -> Reason | None:
    """A follow-up whose day has come."""
    if who.due is None or who.due.promise:
        return None
    late = (today - _day(who.due.due)).days
    return Reason(
        "follow-up", 100 + min(late, 90) / 10, f"You wanted to come back to this: {_ended(who.due.what)}", _lateness(late)
    )


def promise(who: Candidate, today: date) -> Reason | None:
    """A promise whose day has come."""
    if who.due is None or not who.due.promise:
        return None
    late = (today - _day(who.due.due)).days
    return Reason("promise", 95 + min(late, 40) / 10, f"You promised: {_ended(who.due.what)}", _lateness(late))


def birthday(who: Candidate, today: date) -> Reason | None:
    """A birthday today, or up to ten days past; 29 February is kept on the 28th in other years."""
    stored = who.facts.birthday
    if not stored:
        return None
    month, day_of_month = int(stored[-5:-3]), int(stored[-2:])
    for year in (today.year, today.year - 1):
        try:
            day = date(year, month, day_of_month)
        except ValueError:
            day = date(year, 2, 28)
        past = (today - day).days
        if 0 <= past <= BIRTHDAY_DAYS:
            told = (
                "is today"
                if past == 0
                else "was yesterday"
                if past == 1
                else f"was on {day.day} {when.month_year(day).split()[0]}"
            )
            return Reason("birthday", 90 - past, f"{_called(who.facts)}’s birthday {told}.", f"{past} days past")
    return None


def wrote_last(who: Candidate, today: date) -> Reason | None:
    """They wrote last, in an exchange where each has written at least once."""
    if not who.facts.wrote_last:
        return None
    day = _day(who.facts.wrote_last)
    days = (today - day).days
    if days < QUIET_DAYS:
        return None
    return Reason(
        "wrote-last",
        70 + 10 / (1 + days / 365),
        f"{_called(who.facts)} wrote last, in {when.month_year(day)}.",
        f"{days} days ago",
    )


def news(who: Candidate, today: date) -> Reason | None:
    """A new role that an import noticed; fades over sixty days."""
    if who.news is None:
        return None
    age = (today - _day(who.news.noticed_on)).days
    if not 0 <= age < NEWS_DAYS:
        return None
    change = f"New role: {who.news.later}" if who.news.field == "position" else f"Now at {who.news.later}"
    if who.news.field == "position" and who.facts.company:
        change += f" at {who.facts.company}"
    files = [when.month_year(_day(day)) for day in (who.news.earlier_file, who.news.later_file) if day]
    between = f", between your files of {files[0]} and {files[1]}" if len(files) == 2 and files[0] != files[1] else ""
    return Reason("news", 60 - age / 6, f"{change}{between}.", f"noticed {age} days ago, was: {who.news.earlier or 'nothing'}")


def anniversary(who: Candidate, today: date) -> Reason | None:
    """Five, ten or twenty years since they connected, within the seven days up to today."""
    if not who.facts.connected_on:
        return None
    start = _day(who.facts.connected_on)
    for years in ANNIVERSARIES:
        try:
            day = start.replace(year=start.year + years)
        except ValueError:
            day = date(start.year + years, 2, 28)
        past = (today - day).days
        if 0 <= past < 7:
            return Reason(
                "anniversary",
                50 - past,
                f"{when.span(start, day).capitalize()} since you connected, this week.",
                f"{past} days past",
            )
    return None


def pace(who: Candidate, today: date) -> Reason | None:
    """The pace of the circle or the person asks for a hello: by (days since - pace) / pace."""
    facts = who.facts
    if facts.pace is None or facts.last_contact is None:
        return None
    day = _day(facts.last_contact)
    days = (today - day).days
    if days < facts.pace:
        return None
    overdue = (days - facts.pace) / facts.pace
    return Reason(
        "pace",
        40 + min(overdue, 4) * 2,
        f"You last talked in {when.month_year(day)}.",
        f"{days} days since, the pace is {facts.pace}: ({days} - {facts.pace}) / {facts.pace} = {overdue:.2f}",
    )


def silence(who: Candidate, today: date) -> Reason | None:
    """Long silence after a real conversation: each has spoken, and it lies still."""
    facts = who.facts
    if facts.last_contact is None or not (facts.times_in and facts.times_out):
        return None
    day = _day(facts.last_contact)
    days = (today - day).days
    if days < SILENCE_DAYS:
        return None
    return Reason(
        "silence",
        30 + min(facts.talks, 20) / 4,
        f"You used to talk; it has been {when.span(day, today)}.",
        f"{facts.talks} conversations, the last {days} days ago",
    )


def new(who: Candidate, today: date) -> Reason | None:
    """Connected, never spoken."""
    if who.facts.last_contact is not None:
        return None
    if who.facts.connected_on:
        told = f"You connected in {when.month_year(_day(who.facts.connected_on))} and have not spoken yet."
    else:
        told = "You have not spoken yet."
    return Reason("new", 20, told, "no contact is written down")


def wild(who: Candidate, today: date) -> Reason | None:
    """By chance: anybody."""
    facts = who.facts
    if facts.last_contact is not None:
        told = f"By chance. You last talked in {when.month_year(_day(facts.last_contact))}."
    elif facts.connected_on:
        told = f"By chance. You connected in {when.month_year(_day(facts.connected_on))}; nothing is written down here."
    else:
        told = "By chance. Nothing is written down here yet."
    return Reason("wild", 10, told, "the day's lot")


RULES = {
    "follow-up": follow_up, "promise": promise, "birthday": birthday, "wrote-last": wrote_last, "news": news, "anniversary": anniversary,
    "pace": pace, "silence": silence, "new": new, "wild": wild,
}  # fmt: skip
"""Every rule by its name, in the order of their weights."""

ANY_TIME = ("follow-up", "promise", "birthday")
"""Rules that may bring somebody within a fortnight of a contact."""
OFTEN = ("follow-up", "promise")
"""Rules that may give several of a day's people."""


def reasons(who: Candidate, today: date, *, off: Sequence[str] = ()) -> list[Reason]:
    """All that speaks for this person today, the weightiest first; nothing for whoever is resting, put off, never or dead."""
    facts = who.facts
    if facts.status != ACTIVE or (facts.later_until and facts.later_until > today.isoformat()):
        return []
    since = (today - _day(facts.last_contact)).days if facts.last_contact is not None else QUIET_DAYS
    allowed = tuple(RULES) if since >= QUIET_DAYS else ANY_TIME if since > 0 else OFTEN
    found = [
        reason for name, rule in RULES.items() if name in allowed and name not in off and (reason := rule(who, today)) is not None
    ]
    return sorted(found, key=lambda reason: -reason.weight)


def lot_today(uid: str, today: date) -> int:
    """A number fixed by the day and the uid: the order of those whom nothing else tells apart."""
    return crc32(f"{today.isoformat()} {uid}".encode("utf-8", "replace"))


def reason_by(who: Candidate, rule: str, today: date) -> Reason | None:
    """The sentence of one rule for one person; ``None`` when it no longer holds."""
    return RULES[rule](who, today) if rule in RULES else None


def choose(
    candidates: Iterable[Candidate],
    today: date,
    count: int,
    *,
    taken: Mapping[int, str] | None = None,
    off: Sequence[str] = (),
    last_company: str = "",
) -> list[tuple[Candidate, Reason]]:
    """Choose up to ``count`` people for the places left of a day.

    ``taken``: {person id: rule} of the day's other places (they are not chosen again and their rules count as used); ``off``: rules
    that the user turned off. The order of ``candidates`` never matters.
    """
    taken = taken or {}
    used = {rule for rule in taken.values() if rule not in OFTEN and rule != "new"}
    pool: list[tuple[Candidate, list[Reason]]] = []
    for who in candidates:
        if who.facts.id not in taken:
            because = reasons(who, today, off=off)
            if because:
                pool.append((who, because))
    pool.sort(key=lambda entry: (lot_today(entry[0].facts.uid, today), entry[0].facts.uid))

    ordinary = tuple(name for name in RULES if name != "wild")
    chosen: list[tuple[Candidate, Reason]] = []
    company = last_company.casefold()
    while len(chosen) < count:
        last_of_several = count > 1 and len(chosen) == count - 1
        turns = (ANY_TIME, ("wild",), ordinary) if last_of_several else (ordinary, ("wild",))
        best = None
        for skip_company in (company, ""):
            for rules in turns:
                best = best or _best(pool, [rule for rule in rules if rule not in used], skip_company)
        if best is None:
            break
        who, reason = best
        chosen.append(best)
        company = who.facts.company.casefold()
        if reason.rule not in OFTEN and reason.rule != "new":
            used.add(reason.rule)
        pool = [entry for entry in pool if entry[0].facts.id != who.facts.id]
    return chosen


def _best(pool: Sequence[tuple[Candidate, list[Reason]]], rules: Sequence[str], company: str) -> tuple[Candidate, Reason] | None:
    """The weightiest reason by one of these rules, whoever comes first by the day's lot; nobody of ``company``."""
    best: tuple[Candidate, Reason] | None = None
    for who, because in pool:
        if company and who.facts.company.casefold() == company:
            continue
        for reason in because:
            if reason.rule in rules and (best is None or reason.weight > best[1].weight):
                best = (who, reason)
    return best
