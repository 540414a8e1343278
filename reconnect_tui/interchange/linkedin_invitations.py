"""Reading Invitations.csv: the note that came with an invitation is the first thing two people ever said.

Only invitations with a note are moments; the others say no more than Connections.csv does. LinkedIn repeats the note of an accepted
invitation as the first message of the conversation. That is one moment: it keeps the message's key, instant and thread, so that
whoever imported the message before gets nothing twice, and its kind is ``invitation``.

The key of a note that is no message is a hash of its day, direction, the other's name as the file has it (exports of before 2023 have
nothing else) and text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reconnect_tui.core.names import clean_name
from reconnect_tui.interchange.dates import Days
from reconnect_tui.interchange.linkedin_messages import plain
from reconnect_tui.interchange.linkedin_names import LONGEST, ByName, digest, folded, letters
from reconnect_tui.interchange.linkedin_old_messages import DIRECTIONS
from reconnect_tui.interchange.linkedin_url import slug
from reconnect_tui.interchange.records import FoundMoment, Problem
from reconnect_tui.interchange.tables import Table

MOST_ROWS = 200_000
MOST_PROBLEMS = 1_000


class Beside(NamedTuple):
    """What a table beside the messages adds to them."""

    moments: list[FoundMoment]
    untied: int
    """Rows whose name is not that of exactly one connection."""
    repeats: int
    names: dict[str, str]
    """Key → name as the file shows it."""
    problems: list[Problem]


class Note(NamedTuple):
    """A row that holds words of a day."""

    line: int
    day: str
    text: str
    cells: tuple[str, ...]
    """Those of the fields asked for."""


def notes(table: Table, what: str, latest: str, fields: tuple[str, ...], *, most: int) -> Iterator[Note]:
    """Yield the rows of ``table`` with a text; none may be of a later day than ``latest``, or come after the ``most``-th row.

    Whatever cannot be read goes to the table's problems; ``what`` is what they call such a row.
    """
    pick_date = table.picker("date")
    days = Days(latest, {pick_date(row)[0][:LONGEST] for _, row in table})
    pick = table.picker("date", "content", *fields)
    file, problems = table.file, table.problems
    for number, (line, row) in enumerate(table, 1):
        if number > most or len(problems) > MOST_PROBLEMS:
            problems.append(Problem(file, line, "Too many rows, or too many that cannot be read: nothing was read from here on."))
            return
        on, content, *cells = pick(row)
        text = plain(content)
        if not text:
            continue
        if line in table.wide:
            problems.append(Problem(file, line, "The row has more cells than the header: a comma may need quotes."))
            continue
        day = days[on[:LONGEST]]
        if day is None:
            problems.append(Problem(file, line, f"The date of this {what} could not be read, or cannot be."))
            continue
        yield Note(line, day, text, tuple(cells))


def read_invitations(table: Table, by_name: ByName, owner: str | None, latest: str) -> Beside:
    """Read the invitations of ``table`` that have a note; none may be of a later day than ``latest``.

    The other is told by the address beside the name, else by a name that only one connection has. ``owner`` is the slug of the
    owner, where it is known: the direction of a row whose column does not say it.
    """
    fields = ("from", "to", "direction", "inviter", "invitee")
    moments: dict[str, FoundMoment] = {}
    names: dict[str, str] = {}
    people: tuple[str, ...]
    untied = repeats = 0
    for line, day, text, (sender, to, way, inviter, invitee) in notes(table, "invitation", latest, fields, most=MOST_ROWS):
        first, second = slug(inviter), slug(invitee)
        direction = DIRECTIONS.get(way.strip().casefold())
        if direction is None and owner:
            direction = "out" if first == owner else "in" if second == owner else None
        if direction is None:
            # It is not known which of the two is the owner, so both are in it.
            people = (first, second) if first and second and first != second else ()
            named = sender + to
        else:
            named = to if direction == "out" else sender
            found = second if direction == "out" else first
            if not found or not by_name.addressed:
                found = by_name.one(named) or found
            people = (found,) if found and found != owner else ()
            if found and (name := clean_name(named[:LONGEST])):
                names.setdefault(found, name)
        if not people:
            untied += 1
            continue
        key = digest("invitation", day, direction or "", folded(named) or " ".join(people), letters(text))
        if key in moments:
            repeats += 1
            continue
        moments[key] = FoundMoment(key, day, "invitation", people, direction, "linkedin", text, file=table.file, line=line)
    return Beside(list(moments.values()), untied, repeats, names, table.problems)


def joined(messages: list[FoundMoment], invitations: list[FoundMoment]) -> list[FoundMoment]:
    """Return messages and invitations together; a message that is an invitation's note becomes that invitation.

    It is one where person, direction and text are the same and the days are at most one apart (an invitation's day is of no known
    zone). ``messages`` is changed in place.
    """
    waiting: dict[str, list[FoundMoment]] = {}
    for invitation in invitations:
        for person in invitation.people:
            waiting.setdefault(person, []).append(invitation)
    repeated: set[str] = set()
    if waiting:
        # From the end, where the oldest are: should the note have been sent twice, the first one was the invitation.
        for place in range(len(messages) - 1, -1, -1):
            message = messages[place]
            for invitation in _asked(message, waiting):
                if invitation.key not in repeated and _is_note(message, invitation):
                    repeated.add(invitation.key)
                    messages[place] = message._replace(kind="invitation")
                    if invitation.direction:  # the column knows it even where the owner is unknown
                        messages[place] = messages[place]._replace(people=invitation.people, direction=invitation.direction)
                    break
    messages.extend(invitation for invitation in invitations if invitation.key not in repeated)
    return messages


def _asked(message: FoundMoment, waiting: dict[str, list[FoundMoment]]) -> Iterator[FoundMoment]:
    if not message.group_thread:
        for person in message.people:
            yield from waiting.get(person, ())


def _is_note(message: FoundMoment, invitation: FoundMoment) -> bool:
    if message.direction and invitation.direction and message.direction != invitation.direction:
        return False
    apart = date.fromisoformat(message.at[:10]) - date.fromisoformat(invitation.at)
    if abs(apart.days) > 1:
        return False
    said = letters(invitation.text)
    return letters(message.text) == said or letters(message.text.partition("\n\n")[2]) == said  # below a subject
