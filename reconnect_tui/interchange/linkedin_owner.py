"""Whose export it is, and what the owner did when: Profile.csv, Positions.csv, and what the other tables tell of it.

The owner is a slug: the one the user gave, else Profile.csv's address, else the inviter of the outgoing invitations, else whoever takes
part in most conversations. A name never makes anybody the owner; it only decides between those who take part in equally many.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from reconnect_tui.core.names import full_name
from reconnect_tui.core.text import clean_line
from reconnect_tui.interchange.dates import month
from reconnect_tui.interchange.linkedin_names import LONGEST, folded
from reconnect_tui.interchange.linkedin_url import slug
from reconnect_tui.interchange.records import FoundRole, Problem
from reconnect_tui.interchange.tables import Table

MOST_ROLES = 1_000


class Profile(NamedTuple):
    """The owner as Profile.csv tells of them; ``""`` where it does not."""

    name: str = ""
    slug: str = ""


def read_profile(table: Table) -> Profile:
    """Read the first row that names somebody; exports have only one."""
    pick = table.picker("first", "last", "url")
    for _, row in table:
        first, last, url = pick(row)
        name = full_name(first[:LONGEST], last[:LONGEST])
        if name:
            return Profile(name, slug(url))
    return Profile()


def read_positions(table: Table) -> tuple[list[FoundRole], list[Problem]]:
    """Read the owner's positions in the file's order, each once; one whose dates cannot be read is a ``Problem``.

    A position began on the first day of what the file says (``Mar 2015``, ``2015``), and ended on the last.
    """
    pick = table.picker("company", "position", "started", "finished")
    roles: dict[FoundRole, None] = {}
    for line, row in table:
        company, position, started, finished = (clean_line(cell).strip() for cell in pick(row))
        if not company and not position:
            continue
        if len(roles) >= MOST_ROLES or len(table.problems) >= MOST_ROLES:
            break
        began, ended = month(started), month(finished)
        if line in table.wide or (started and not began) or (finished and not ended):
            table.problems.append(Problem(table.file, line, "The dates of this position could not be read."))
            continue
        roles[FoundRole(company, position, began and began[0], ended and ended[1])] = None
    return list(roles), table.problems


def owner_in_invitations(table: Table) -> str | None:
    """Return the slug of whoever sent all outgoing and got all incoming invitations; ``None`` where that is not one person."""
    pick = table.picker("direction", "inviter", "invitee")
    count: Counter[str] = Counter()
    for _, row in table:
        direction, inviter, invitee = pick(row)
        direction = direction.strip().casefold()
        if direction in ("outgoing", "incoming"):
            count[slug(inviter if direction == "outgoing" else invitee)] += 1
    count.pop("", None)
    return next(iter(count)) if len(count) == 1 else None


def owner_in_conversations(
    threads: dict[str, set[str]], connected: frozenset[str], whole: bool, names: dict[str, str], owner_name: str
) -> str | None:
    """Return who takes part in most conversations, if one person does: nobody is their own connection, and a tie is no answer.

    ``threads`` are the slugs of each conversation, ``whole`` that recipients are among them. Before 2023 they are not, so the owner
    is seen only where they wrote: there, twice as often as anybody else, and with two people at least. Where that gives no answer,
    one of those who take part most is the owner if nobody else in the file has ``owner_name`` (``names`` are as the file shows them).
    """
    count = Counter(person for there in threads.values() for person in there if person not in connected)
    (best, most), (_, second) = [*count.most_common(2), ("", 0), ("", 0)][:2]
    if whole:
        if most > second and most * 2 > len(threads):
            return best
    elif most > second and most >= 2 * second:
        met = {person for there in threads.values() if best in there for person in there if person != best}
        if len(met) > 1:
            return best
    wanted = folded(owner_name)
    called = [person for person, name in names.items() if wanted and folded(name) == wanted]
    return called[0] if len(called) == 1 and most and count[called[0]] == most else None
