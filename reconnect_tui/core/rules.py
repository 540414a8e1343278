"""The rules of who is next: one function each, with one sentence that names a true fact and stops there.

Pure: facts, history and today come in; nothing here reads a clock or a database. Rules and their limits: DESIGN.md, "Who is next".
"""

from __future__ import annotations

from datetime import date, timedelta

from reconnect_tui.core import when
from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.person import Because

QUIET_DAYS = 14
"""Nobody comes within so many days of a contact, save for a follow-up, a promise or a birthday."""
SILENCE_DAYS = 180
"""How long a real conversation has to lie still before silence is a reason."""
BIRTHDAY_DAYS = 10
"""How many days after it a birthday is still a reason."""
NEWS_DAYS = 60
ANNIVERSARIES = (5, 10, 20)
ANNIVERSARY_DAYS = 7
"""How many days an anniversary is a reason, its own day among them."""
UNDATED_DAYS = 30
"""A promise without a day asks for a card of its own only so long after the last contact; before that it waits on theirs."""
LONG_AGO_DAYS = 365
"""Beyond a year (or two paces) nobody grows more overdue: else an import of old messages would stand before everybody for years."""
_LONG_AGO_TURNS = (4, -4, 0)
"""What whoever is beyond it gains or loses by the day: a backlog and those met lately each have days of their own."""


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
    months: int = 0
    """In how many months there was contact."""


class News(NamedTuple):
    """A change of role that an import noticed; the files' dates are ISO days or unknown."""

    field: str
    earlier: str
    later: str
    earlier_file: str | None
    later_file: str | None
    noticed_on: str


class Due(NamedTuple):
    """An open follow-up or promise whose day has come; ``due`` is ``None`` for a promise without a day."""

    due: str | None
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
    passed: int = 0
    """On how many days of the last fortnight they had a place, or were told "not today", and nothing came of it."""
    noted: bool = False
    """Whether anything at all is written down of them."""


def day_of(text: str) -> date:
    return date.fromisoformat(text[:10])


def follow_up(who: Candidate, today: date) -> Reason | None:
    """A follow-up whose day has come."""
    if who.due is None or who.due.promise or who.due.due is None:
        return None
    late = (today - day_of(who.due.due)).days
    what = _as_said(who.due.what)
    told = f"You said you’d {what}" if _is_a_deed(what) else f"You wanted to come back to this: {what}"
    return Reason("follow-up", 100 + min(late, 90) / 10, _ended(told), _lateness(late))


def promise(who: Candidate, today: date) -> Reason | None:
    """A promise whose day has come, or one without a day that has waited for a month without contact."""
    if who.due is None or not who.due.promise:
        return None
    what = _as_said(who.due.what)
    told = _ended(f"You promised to {what}" if _is_a_deed(what) else f"You promised: {what}")
    if who.due.due is not None:
        late = (today - day_of(who.due.due)).days
        return Reason("promise", 95 + min(late, 40) / 10, told, _lateness(late))
    since = _days_since(who.facts.last_contact, today)
    if since is None:
        return Reason("promise", 61, told, "promised for no day; no contact is written down")
    return Reason("promise", 61, told, f"promised for no day; last contact {_days(since)} ago") if since >= UNDATED_DAYS else None


def birthday(who: Candidate, today: date) -> Reason | None:
    """A birthday today, or up to ten days past, with no contact since; 29 February is kept on the 28th in other years."""
    stored = who.facts.birthday
    if not stored:
        return None
    month, day_of_month = int(stored[-5:-3]), int(stored[-2:])
    for year in (today.year, today.year - 1):
        try:
            day = date(year, month, day_of_month)
        except ValueError:
            if (month, day_of_month) != (2, 29):
                return None
            day = date(year, 2, 28)
        past = (today - day).days
        if 0 <= past <= BIRTHDAY_DAYS and (who.facts.last_contact or "") < day.isoformat():
            on = f"was on {day.day} {when.MONTHS[day.month - 1]}"
            told = {0: "is today", 1: "was yesterday"}.get(past, on)
            detail = "today" if past == 0 else f"{_days(past)} past"
            less = 0
            if who.facts.last_contact is None:
                less, detail = 10, f"{detail}; no contact is written down: −10"
            elif who.facts.pace is None:
                less, detail = 5, f"{detail}; without a pace: −5"
            return Reason("birthday", 90 - past - less, f"{_called(who.facts)}’s birthday {told}.", detail)
    return None


def wrote_last(who: Candidate, today: date) -> Reason | None:
    """They wrote last, in an exchange where each has written at least once."""
    days = _days_since(who.facts.wrote_last, today)
    if days is None or days < QUIET_DAYS:
        return None
    day = today - timedelta(days)
    sentence = f"{_called(who.facts)} wrote last, in {when.month_year(day)}."
    return Reason("wrote-last", 64 + 4 / (1 + days / 365), sentence, f"{_days(days)} ago")


def news(who: Candidate, today: date) -> Reason | None:
    """A new role that an import noticed, with no contact since; fades over sixty days."""
    if who.news is None:
        return None
    age = _days_since(who.news.noticed_on, today)
    if age is None or not 0 <= age < NEWS_DAYS or (who.facts.last_contact or "") >= who.news.noticed_on[:10]:
        return None
    if who.news.field == "company":
        change = f"Now at {who.news.later}"
    else:
        change = f"New role at {who.facts.company}" if who.facts.company else f"New role: {who.news.later}"
    detail = f"noticed {_days(age)} ago: {who.news.earlier or 'nothing'} → {who.news.later}"
    return Reason("news", 62 + 4 * (1 - age / NEWS_DAYS), f"{change}{_between(who.news, today)}.", detail)


def anniversary(who: Candidate, today: date) -> Reason | None:
    """Five, ten or twenty years since they connected, within the seven days up to today."""
    if not who.facts.connected_on:
        return None
    start = day_of(who.facts.connected_on)
    for years in ANNIVERSARIES:
        past = (today - when.add_months(start, 12 * years)).days if start.year + years <= today.year else -1
        if 0 <= past < ANNIVERSARY_DAYS:
            return Reason(
                "anniversary",
                62 + (2 if who.facts.last_contact else 0) - past / 4,
                f"{when.number(years).capitalize()} years since you connected, this week.",
                "today" if past == 0 else f"{_days(past)} past",
            )
    return None


def pace(who: Candidate, today: date) -> Reason | None:
    """The pace of the circle or the person asks for a hello: by (days since - pace) / pace.

    However many have been silent for more than a year, every third day puts those first who have not, and every third day those who have.
    """
    facts = who.facts
    days = _days_since(facts.last_contact, today)
    if facts.pace is None or days is None or days < facts.pace:
        return None
    most = max(LONG_AGO_DAYS, 2 * facts.pace)
    overdue = (days - facts.pace) / facts.pace
    counted = (min(days, most) - facts.pace) / facts.pace
    detail = f"{_days(days)} since, the pace is {facts.pace}: ({days} − {facts.pace}) / {facts.pace} = {overdue:.2f}"
    # the thousandths keep the order of those who are equally late by the rule
    weight = 60 + 4 * counted / (1 + counted) + min(overdue, 100) / 1000
    if days > most:
        detail += f"; beyond {_days(most)} it counts as {counted:.2f}"
        if turn := _LONG_AGO_TURNS[today.toordinal() % 3]:
            weight += turn
            detail += f"; such as these come {'first' if turn > 0 else 'last'} today: {'+' if turn > 0 else '−'}{abs(turn)}"
    return Reason("pace", weight, f"You last talked in {when.month_year(today - timedelta(days))}.", detail)


def silence(who: Candidate, today: date) -> Reason | None:
    """Long silence after a real conversation: each has spoken, more than a courtesy, and it lies still."""
    facts = who.facts
    days = _days_since(facts.last_contact, today)
    if days is None or days < SILENCE_DAYS or not (facts.times_in and facts.times_out):
        return None
    last = today - timedelta(days)
    often = rhythm(day_of(facts.first_contact), last, facts.months) if facts.first_contact else ""
    since = when.span(last, today)
    if often == "every month":
        since = since.removesuffix(" months")
    detail = f"{facts.talks} conversation{'s' if facts.talks != 1 else ''}"
    if often and facts.first_contact:
        detail += f" in {facts.months} months between {when.month_year(day_of(facts.first_contact))} and {when.month_year(last)}"
    return Reason(
        "silence",
        58 + min(facts.talks, 20) / 5,
        f"You used to talk{' ' if often else ''}{often}; it has been {since}.",
        f"{detail}, the last {_days(days)} ago",
    )


def rhythm(first: date, last: date, months: int) -> str:
    """Say how often two people talked who did so in ``months`` different months, in words; ``""`` where it was too seldom to be one.

    Months, not moments: forty messages of one evening are no rhythm.
    """
    of = (last.year - first.year) * 12 + last.month - first.month + 1
    if months < 3 or months > of:
        return ""
    share = months / of
    for least, words in _RHYTHMS:
        if share >= least and (months >= 4 or least < 0.5):
            return words
    return ""


_RHYTHMS = (
    (0.8, "every month"),
    (0.55, "most months"),
    (0.4, "every other month"),
    (0.25, "every few months"),
    (0.14, "twice a year or so"),
    (0.07, "about once a year"),
)


def new(who: Candidate, today: date) -> Reason | None:
    """Connected, never spoken."""
    if who.facts.last_contact is not None:
        return None
    told = "no conversation is written down here yet"
    if who.facts.connected_on:
        told = f"You connected in {when.month_year(day_of(who.facts.connected_on))}; {told}"
    return Reason("new", 20, _capital(f"{told}."), "no contact is written down; the day’s lot")


def wild(who: Candidate, today: date) -> Reason | None:
    """By chance: anybody."""
    facts = who.facts
    written = "no conversation is written down here" if who.noted else "nothing is written down here"
    if facts.last_contact is not None:
        told = f"You last talked in {when.month_year(day_of(facts.last_contact))}"
    elif facts.connected_on:
        told = f"You connected in {when.month_year(day_of(facts.connected_on))}; {written}"
    else:
        told = _capital(f"{written} yet")
    return Reason("wild", 10, f"By chance. {told}.", "the day’s lot")


RULES = {
    "follow-up": follow_up, "promise": promise, "birthday": birthday, "wrote-last": wrote_last, "news": news, "anniversary": anniversary,
    "pace": pace, "silence": silence, "new": new, "wild": wild,
}  # fmt: skip
"""Every rule by its name."""


def _days_since(day: str | None, today: date) -> int | None:
    return (today - day_of(day)).days if day else None


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _ended(words: str) -> str:
    words = words.rstrip()
    return words if words.endswith((".", "!", "?", "…")) else words + "."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lateness(days: int) -> str:
    return f"due {_days(days)} ago" if days else "due today"


def _called(facts: Facts) -> str:
    return facts.greeting or facts.name


def _between(news: News, today: date) -> str:
    """The two files that a change was seen between, by their months; the year is said where it is not this one."""
    if not news.earlier_file or not news.later_file:
        return ""
    one, two = day_of(news.earlier_file), day_of(news.later_file)
    month_of = when.MONTHS[one.month - 1]
    if (one.year, one.month) == (two.year, two.month):
        return f", between your files of {one.day} and {two.day} {when.month_year(two)}" if one != two else ""
    if one.year != two.year:
        return f", between your files of {when.month_year(one)} and {when.month_year(two)}"
    return f", between your files of {month_of} and {when.MONTHS[two.month - 1]}" + (
        f" {two.year}" if two.year != today.year else ""
    )


def _as_said(what: str) -> str:
    """The words of a follow-up as they stand inside a sentence: "to ask @ben" is "ask Ben"."""
    words = [
        word[1:2].upper() + word[2:] if word[:1] == "@" and word[1:2].isalpha() else word
        for word in what.strip().removeprefix("to ").split(" ")
    ]
    said = " ".join(words).strip()
    return said[:1].lower() + said[1:] if _is_a_deed(said) else said


def _is_a_deed(words: str) -> bool:
    """Whether the words begin with something one does, as they have to after "you promised to"."""
    return words.split(maxsplit=1)[0].lower() in _VERBS if words.split() else False


_VERBS = frozenset(
    (
        "answer", "arrange", "ask", "book", "bring", "build", "buy", "call", "catch", "check", "come", "congratulate", "cook", "do",
        "draft", "email", "explain", "find", "finish", "fix", "follow", "forward", "get", "give", "go", "have", "hear", "help", "invite",
        "introduce", "join", "keep", "lend", "let", "listen", "look", "mail", "make", "meet", "mention", "message", "offer", "order",
        "organise", "organize", "pass", "pay", "phone", "pick", "plan", "play", "post", "prepare", "print", "put", "read", "recommend",
        "remind", "repair", "reply", "return", "ring", "say", "see", "send", "share", "show", "sign", "speak", "suggest", "take", "talk",
        "teach", "tell", "text", "thank", "translate", "try", "visit", "watch", "wish", "write",
    )
)  # fmt: skip
"""How a follow-up usually begins; with any other word the sentence quotes it as it is ("the book" promises nothing by itself)."""
