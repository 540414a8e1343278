"""Reading messages.csv of 2018, which has names in place of addresses: FORMATS.md, "messages.csv".

A message is tied to a connection only where its other party's whole name is that of exactly one of them; all others are counted. The
direction is the file's own column. The time is in no zone that anybody knows, and is kept as if it were UTC.

A message's key is a hash of its minute, direction, the name as the file has it, and text: nothing that Connections.csv says, so that
it stays the same when a name comes to be tied to somebody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.text import clean_line
from reconnect_tui.interchange.dates import Minutes
from reconnect_tui.interchange.linkedin_messages import MOST_PROBLEMS, MOST_ROWS, Messages, left_out, plain, unwanted
from reconnect_tui.interchange.linkedin_names import ByName, digest, folded, letters
from reconnect_tui.interchange.records import FoundMoment, Problem
from reconnect_tui.interchange.tables import Table

DIRECTIONS = {"outgoing": "out", "incoming": "in"}
"""The Direction column, folded → a moment's direction."""

_EVERY = 2_000
_MOST_NAMES = 50


class _Parties(NamedTuple):
    people: tuple[str, ...]
    named: str
    """The other party as the file names it, folded."""
    thread: str
    group: bool


_NOBODY = _Parties((), "", "", False)


class _Tie:
    """Who the other party of a message is."""

    def __init__(self, by_name: ByName, own: str) -> None:
        self._by_name = by_name
        self._own = own
        self._found: dict[tuple[str, str, str | None], _Parties] = {}

    def parties(self, sender: str, to: str, direction: str | None) -> _Parties:
        asked = (sender, to, direction)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._parties(sender, to, direction)
        return found

    def _parties(self, sender: str, to: str, direction: str | None) -> _Parties:
        if direction == "in":
            return self._from(sender, to)
        if direction == "out":
            return self._to(to)
        # Without a direction the one who is a connection is the other party; of two nobody can say.
        one, other = self._by_name.one(sender), self._by_name.one(to)
        if bool(one) == bool(other):
            return _NOBODY
        return _Parties((one or other,), f"{folded(sender)}\0{folded(to)}", one or other, False)

    def _from(self, sender: str, to: str) -> _Parties:
        one = self._by_name.one(sender)
        if not one:
            return _NOBODY
        names = [] if to == self._own else to.split(",")[:_MOST_NAMES]
        others = [name for name in map(str.strip, names) if name and name != self._own]
        if len(names) < 2 or not others:
            return _Parties((one,), folded(sender), one, False)
        people = (one, *filter(None, map(self._by_name.one, others)))
        return _Parties(tuple(dict.fromkeys(people)), folded(sender), _thread([sender, *others]), True)

    def _to(self, to: str) -> _Parties:
        one = self._by_name.one(to)
        if one:
            return _Parties((one,), folded(to), one, False)
        names = [name for name in map(str.strip, to.split(",")[:_MOST_NAMES]) if name]
        people = tuple(dict.fromkeys(map(self._by_name.one, names)))
        # "Ada Okafor, PhD" may be another Ada Okafor than the one without it: all names or none.
        if len(people) < 2 or "" in people:
            return _NOBODY
        return _Parties(people, folded(to), _thread(names), True)


def read_old_messages(table: Table, by_name: ByName, latest: str, tick: Callable[[], None]) -> Messages:
    """Read all messages of a ``table`` without addresses; none may be of a later day than ``latest``.

    Moments come oldest first: several of one minute stay in the order in which they were written. Raises ``FileProblem`` for what
    cannot be a messages.csv.
    """
    dates, own = _survey(table)
    instants, tie = Minutes(latest, dates), _Tie(by_name, own)
    pick = table.picker("from", "to", "date", "subject", "content", "direction", "folder", "attachments")
    moments: list[FoundMoment] = []
    seen: set[str] = set()
    dropped: Counter[str] = Counter()
    untied = repeats = 0
    file, problems = table.file, table.problems
    for number, (line, row) in enumerate(table, 1):
        if not number % _EVERY:
            tick()
        if number > MOST_ROWS or len(problems) > MOST_PROBLEMS:
            raise FileProblem(file, line, "Too many rows, or too many that cannot be read: this is no LinkedIn export.")
        sender, to, date, subject, content, way, folder, attachments = pick(row)
        if reason := unwanted(sender, sender.strip(), content, folder, "", ""):
            dropped[reason] += 1
            continue
        if line in table.wide:
            problems.append(Problem(file, line, "The row has more cells than the header: a comma may need quotes."))
            continue
        at = instants[date]
        if at is None:
            problems.append(Problem(file, line, "The date of this message could not be read, or cannot be."))
            continue
        direction = DIRECTIONS.get(way.strip().casefold())
        people, named, thread, group = tie.parties(sender, to, direction)
        if not people:
            untied += 1
            continue
        text = plain(content)
        key = digest("2018", at, direction or "", named, letters(text))
        if key in seen:
            repeats += 1
            continue
        seen.add(key)
        if subject and (subject := clean_line(subject).strip()):
            text = f"{subject}\n\n{text}".strip()
        if not text and attachments.strip():
            text = "(attachment)"
        moments.append(FoundMoment(key, at, "message", people, direction, "linkedin", text, thread, group, file, line))
    tick()
    if moments and moments[0].at > moments[-1].at:
        moments.reverse()
    moments.sort(key=lambda moment: moment.at)
    notes = [*table.notes]
    if moments or untied:
        notes.append(f"{file} is of before 2019 and has names in place of profile addresses: {_tied(len(moments), untied)}.")
    if dropped:
        notes.append(left_out(dropped))
    return Messages(moments, dropped.total() + untied, repeats, {}, None, notes, problems)


def _survey(table: Table) -> tuple[set[str], str]:
    """Return the different dates, and the owner's name: who sends what goes out, or else is sent what comes in."""
    pick = table.picker("from", "to", "date", "direction")
    dates: set[str] = set()
    senders: Counter[str] = Counter()
    recipients: Counter[str] = Counter()
    for _, row in table:
        sender, to, date, way = pick(row)
        dates.add(date)
        direction = DIRECTIONS.get(way.strip().casefold())
        if direction == "out":
            senders[sender] += 1
        elif direction == "in":
            recipients[to] += 1
    own = (senders or recipients).most_common(1)
    return dates, own[0][0] if own else ""


def _thread(names: list[str]) -> str:
    return "group: " + ", ".join(sorted({folded(name) for name in names}))


def _tied(tied: int, untied: int) -> str:
    if not tied:
        return "its one message cannot be tied to anybody" if untied == 1 else f"its {untied} messages cannot be tied to anybody"
    parts = f"{tied} {'message was' if tied == 1 else 'messages were'} tied to the one connection of that name"
    return f"{parts}, {untied} cannot be tied to anybody" if untied else parts
