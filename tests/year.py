"""A year of days over an invented home: how often each rule and each circle was met, and how late.

``python -m tests.year`` prints a table for three homes (a few minutes); ``tests/services/test_choosing_year.py`` runs a month of it.

The simulated user opens three days of four, is away for three weeks, writes to two of three, lets the others wait, rest or come later,
and goes home early now and then; a third of the letters are answered, and some people are talked with outside the program.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from reconnect_tui.core.person import WIDE
from reconnect_tui.core.rules import QUIET_DAYS, RULES
from reconnect_tui.paths import Home
from reconnect_tui.services import recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.session import Session
from reconnect_tui.store.bulk import bulk
from reconnect_tui.store.people import circle_id, insert, update

BEGINS = date(2026, 1, 5)
PACES = {"close": 21, "friends": 60, "work": 120}


class Kind(NamedTuple):
    """A home to live in for a year."""

    name: str
    people: int
    talked: int
    """With how many there was ever contact."""
    circles: tuple[tuple[str, int], ...] = ()
    paced_at: int = 0
    """On which day the circle "old" (a third of those talked with) is given a pace of 180 days: as an import of messages would; 0: never."""


HOMES = (
    Kind("500 people with a history", 500, 500, (("close", 8), ("friends", 40), ("work", 80))),
    Kind("2,400 bare names", 2_400, 0),
    Kind("30,000 mixed", 30_000, 3_000, (("close", 8), ("friends", 40), ("work", 80)), paced_at=120),
)


class Met(NamedTuple):
    """One place of one day, and what became of it."""

    day: int
    rule: str
    circle: str
    person_id: int
    done: bool
    days_since: int | None
    pace: int | None


class Lived(NamedTuple):
    """What a simulated year left behind."""

    kind: Kind
    days: int
    opened: int
    met: list[Met]
    overdue: dict[str, list[float]]
    """Circle → how relatively late each of its people is at the end."""
    slowest: float
    """The longest that choosing and storing a day took, in milliseconds."""
    due_at_once: int
    """How many were due on the day their circle got its pace."""


def build(desk: Desk, kind: Kind, r: random.Random) -> None:
    """Fill an empty home: names, companies, days of connecting, and years of contact with some of them."""
    circles = [name for name, count in kind.circles for _ in range(count)]
    people: list[tuple[object, ...]] = []
    moments: list[tuple[object, ...]] = []
    tied: list[tuple[int, str]] = []
    today = desk.today
    numbers = {name: circle_id(desk.store, name) for name in (*PACES, WIDE)}
    with recording.decision(desk, "import", "An invented home") as action:
        numbers["old"] = insert(desk.store, "circle", name="old", days=None)
        for number in range(kind.people):
            connected = today - timedelta(r.randrange(30, 6000))
            talked = number < kind.talked
            circle = circles[number] if number < len(circles) else "old" if talked and number % 3 == 0 else WIDE
            born = f"--{r.randrange(1, 13):02}-{r.randrange(1, 29):02}" if talked and r.random() < 0.25 else None
            people.append(
                (
                    f"{r.randrange(16**12):012x}", f"Person {number}", f"Person{number}", f"Firm {r.randrange(max(20, kind.people // 12))}",
                    numbers[circle], born, connected.isoformat(),
                )
            )  # fmt: skip
            if talked:
                for place, at in enumerate(_history(circle, today, r)):
                    way = r.choice(("in", "out")) if circle not in PACES or place else "out"
                    moments.append((f"{r.randrange(16**12):012x}", at, "message", way, "words " * r.randrange(3, 20)))
                    tied.append((number, at))
        columns = ("uid", "name", "greeting", "company", "circle_id", "birthday", "connected_on")
        with bulk(desk.store.connection, action) as many:
            first = many.insert("person", columns, people)
            one = many.insert("moment", ("uid", "at", "kind", "direction", "text"), moments)
            rows = [(one + place, first + number, at) for place, (number, at) in enumerate(tied)]
            many.insert("moment_person", ("moment_id", "person_id", "at"), rows)


def _history(circle: str, today: date, r: random.Random) -> list[str]:
    """Days of contact, newest first: those of the paced circles lately, the others years ago."""
    last = r.randrange(1, PACES[circle] * 2) if circle in PACES else r.randrange(15, 4000)
    apart = r.choice((10, 30, 60, 200))
    count = r.choice((2, 4, 8, 30, 90))
    found, day = [], last
    for _ in range(count):
        found.append((today - timedelta(day)).isoformat())
        day += r.randrange(1, 2 * apart)
    return found


class Life:
    """The user's days."""

    def __init__(self, desk: Desk, environ: dict[str, str], kind: Kind, r: random.Random) -> None:
        self.desk, self.environ, self.kind, self.r = desk, environ, kind, r
        self.met: list[Met] = []
        self.answers: dict[int, list[int]] = defaultdict(list)
        self.opened = 0
        self.slowest = 0.0
        self.due_at_once = 0
        rows = desk.store.connection.execute(
            "SELECT p.id, c.name FROM person p JOIN circle c ON c.id = p.circle_id ORDER BY p.id"
        )
        self.circle: dict[int, str] = dict(rows.fetchall())
        self.kin = [number for number, name in self.circle.items() if name in PACES]

    def live(self, days: int) -> Lived:
        for day in range(days):
            self.environ["RECONNECT_TODAY"] = (BEGINS + timedelta(day)).isoformat()
            if day and day == self.kind.paced_at:
                with recording.decision(self.desk, "circle", "old: every 180 days"):
                    number = circle_id(self.desk.store, "old")
                    assert number is not None
                    update(self.desk.store, "circle", number, days=180)
                due = "SELECT count(*) FROM standing WHERE pace = 180 AND next_due <= ?"
                self.due_at_once = self.desk.store.connection.execute(due, (self.desk.day,)).fetchone()[0]
            self.outside(day)
            away = 190 <= day < 211
            if not away and self.r.random() < 0.75:
                self.sitting(day)
        overdue: dict[str, list[float]] = defaultdict(list)
        for circle, pace, since in self.desk.store.connection.execute(
            "SELECT c.name, s.pace, julianday(?) - julianday(s.last_contact) FROM standing s JOIN person p ON p.id = s.person_id "
            "JOIN circle c ON c.id = p.circle_id WHERE s.pace IS NOT NULL AND s.last_contact IS NOT NULL AND p.status = 'active'",
            (self.desk.day,),
        ):
            overdue[circle].append((since - pace) / pace)
        return Lived(self.kind, days, self.opened, self.met, overdue, self.slowest, self.due_at_once)

    def outside(self, day: int) -> None:
        """What happens without the program having asked: answers, calls, people who write, an import with new roles."""
        for person in self.answers.pop(day, []):
            recording.record(self.desk, person, "replied")
            if self.r.random() < 0.5:
                recording.record(self.desk, person, "wrote")
        for person in self.kin:
            if self.r.random() < 1 / (3 * PACES[self.circle[person]]):
                recording.record(self.desk, person, "talked")
        if self.kind.talked and self.r.random() < 0.1:
            recording.record(self.desk, self.r.randrange(1, self.kind.talked + 1), "replied")
        if day % 90 == 45:
            changed = self.r.sample(range(1, self.kind.people + 1), self.kind.people // 25)
            earlier = (self.desk.today - timedelta(90)).isoformat()
            rows = [(person, "position", "Engineer", "Lead", earlier, self.desk.day, self.desk.day) for person in changed]
            columns = ("person_id", "field", "earlier", "later", "earlier_file", "later_file", "noticed_on")
            with recording.decision(self.desk, "import", "New roles") as action, bulk(self.desk.store.connection, action) as many:
                many.insert("news", columns, rows)

    def sitting(self, day: int) -> None:
        """One day with it."""
        began = perf_counter()
        today = Session(self.desk)
        card = today.begin()
        self.slowest = max(self.slowest, (perf_counter() - began) * 1000)
        self.opened += 1
        seen: set[int] = set()
        while card is not None:
            person = card.person
            place = next(place for place in today.state.places if place.person_id == person.id)
            since = (self.desk.today - date.fromisoformat(person.last_contact)).days if person.last_contact else None
            assert person.id not in seen, "nobody twice a day"
            assert person.status == "active"
            assert not person.later_until or person.later_until <= self.desk.day
            assert since is None or since >= QUIET_DAYS or place.rule in ("follow-up", "promise", "birthday")
            seen.add(person.id)
            done = self.r.random() < 2 / 3
            pace = person.pace or person.circle_days
            self.met.append(Met(day, place.rule, self.circle[person.id], person.id, done, since, pace))
            if done:
                recording.went(
                    self.desk, person.id, text="Hello", channel="linkedin",
                    follow_up=(self.desk.today + timedelta(self.r.randrange(7, 40)), "ask how it went") if self.r.random() < 0.1 else None,
                )  # fmt: skip
                if self.r.random() < 1 / 3:
                    self.answers[day + self.r.randrange(1, 12)].append(person.id)
                if self.r.random() < 0.05:
                    recording.add_follow_up(self.desk, person.id, None, "send the book", promise=True)
                if place.rule in ("follow-up", "promise") and self.r.random() < 0.9:
                    for follow in card.promises:
                        if not follow.due or follow.due <= self.desk.day:
                            recording.finish(self.desk, follow.uid)
                card = today.after("went", person.id)
                continue
            how = self.r.random()
            if how < 0.25:
                return  # enough for today; whoever is left leaves no debt
            kind, put = (
                ("skip", recording.skip)
                if how < 0.6
                else ("later", recording.later)
                if how < 0.8
                else ("unknown", recording.unknown)
                if person.last_contact is None
                else ("rest", recording.rest)
                if how > 0.95
                else ("skip", recording.skip)
            )
            put(self.desk, person.id)
            card = today.after(kind, person.id)


def live(kind: Kind, folder: Path, days: int = 365, seed: int = 1) -> Lived:
    """Build a home in ``folder`` and live in it for so many days."""
    r = random.Random(f"{kind.name} {seed}")
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    desk = open_desk(Home(str(folder), str(folder)), environ)
    desk.store.connection.execute("PRAGMA synchronous = OFF")
    try:
        build(desk, kind, r)
        return Life(desk, environ, kind, r).live(days)
    finally:
        desk.close()


def most_in_a_week(days: Sequence[int]) -> int:
    """The most that fell into any seven days."""
    return max((sum(day <= other < day + 7 for other in days) for day in days), default=0)


def table(lived: Lived) -> list[str]:
    """What a year was like, in lines."""
    met = lived.met
    lines = [
        f"{lived.kind.name}: {lived.opened} of {lived.days} days opened, {len(met)} cards, {len({one.person_id for one in met})} people, "
        f"slowest day {lived.slowest:.0f} ms",
        f"  {'rule':<12}{'cards':>6}{'written':>8}{'people':>7}{'most in 7 days':>15}",
    ]
    for rule in RULES:
        mine = [one for one in met if one.rule == rule]
        lines.append(
            f"  {rule:<12}{len(mine):>6}{sum(one.done for one in mine):>8}{len({one.person_id for one in mine}):>7}"
            f"{most_in_a_week([one.day for one in mine]):>15}"
        )
    bare = [one for one in met if one.days_since is None]
    dormant = [one for one in met if one.days_since is not None and one.days_since > 365]
    lines.append(
        f"  never spoken with: {len(bare)} cards, {len({one.person_id for one in bare})} people; silent for a year or more: "
        f"{len(dormant)} cards, {len({one.person_id for one in dormant})} people"
    )
    if lived.due_at_once:
        since = [one for one in met if one.rule == "pace" and one.day >= lived.kind.paced_at]
        old = [one for one in since if one.circle == "old"]
        lines.append(
            f"  day {lived.kind.paced_at}: a pace made {lived.due_at_once} people due at once; {len(since)} cards by pace since, "
            f"{len(old)} of them theirs, at most {max(Counter(one.day for one in since).values())} a day"
        )
    lines.append(
        f"  {'circle':<12}{'people':>6}{'cards':>8}{'written':>8}{'late at a card: median, 95%':>29}{'late at the end':>19}"
    )
    for circle in (*PACES, "old", WIDE):
        mine = [one for one in met if one.circle == circle]
        if not mine:
            continue
        late = sorted((one.days_since or 0) / one.pace - 1 for one in mine if one.rule == "pace" and one.pace)
        told = f"{median(late):.1f}, {late[int(len(late) * 0.95)]:.1f} paces" if late else ""
        end = lived.overdue.get(circle, [])
        at_end = f"{sum(one > 0 for one in end)} of {len(end)}, {median(end):+.1f}" if end else ""
        lines.append(
            f"  {circle:<12}{len({one.person_id for one in mine}):>6}{len(mine):>8}{sum(one.done for one in mine):>8}{told:>29}{at_end:>19}"
        )
    return lines


def main() -> None:
    for kind in HOMES:
        with tempfile.TemporaryDirectory() as folder:
            began = perf_counter()
            lived = live(kind, Path(folder))
        print("\n".join(table(lived)))
        print(f"  ({perf_counter() - began:.0f} s)\n", flush=True)


if __name__ == "__main__":
    main()
