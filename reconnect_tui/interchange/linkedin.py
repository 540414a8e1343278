"""Reading a LinkedIn export of any era: FORMATS.md, "LinkedIn"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from reconnect_tui.core.errors import FileProblem, UsageError
from reconnect_tui.interchange.detect import detect
from reconnect_tui.interchange.linkedin_columns import ADVICE, CONNECTIONS, INVITATIONS, MESSAGES
from reconnect_tui.interchange.linkedin_connections import Connections, read_connections
from reconnect_tui.interchange.linkedin_url import decoded, slug
from reconnect_tui.interchange.members import Found
from reconnect_tui.interchange.records import Problem, Reading
from reconnect_tui.interchange.tables import Shape, Table, listed, open_table

__all__ = ["Progress", "read", "slug"]

Progress = Callable[[int, int], None]
"""Called now and then with bytes read and bytes in all; may raise to stop the reading, and the exception comes out of ``read``."""


_WRITTEN = "2026-11-22"
"""This program was written then: a clock that says less is wrong, and must not cost anybody their dates."""


def read(path: Path, *, me: str | None = None, progress: Progress | None = None, today: date | None = None) -> Reading:
    """Read the LinkedIn export at ``path``: a zip, an unpacked folder, Connections.csv or messages.csv.

    ``me`` is the owner's own profile address or slug; without it the owner is worked out, or unknown. Dates later than ``today``
    (by default the clock's; the export's own date where that is later) are not believed. Every row of the file is a person or a
    moment, is counted as skipped or repeated, or is a ``Problem``. Where the owner is unknown, moments have no direction and the
    owner is among their people. Raises ``FileProblem`` where nothing can be taken from the file,
    and ``UsageError`` where ``me`` is no profile.
    """
    import gc

    # A million small tuples that all stay: looking for cycles among them takes as long as making them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(path, me, progress, today or date.today())
    finally:
        if collecting:
            gc.enable()


def _read(path: Path, me: str | None, progress: Progress | None, today: date) -> Reading:
    owner = _owner_named(me)
    found = detect(path)
    latest = max(today.isoformat(), found.dated or "", _WRITTEN)
    latest = (date.fromisoformat(latest) + timedelta(days=1)).isoformat()  # somebody's today is our tomorrow
    loaded = {role: member.load() for role, member in found.members.items()}
    size = sum(map(len, loaded.values()))
    notes: list[str] = []
    problems: list[Problem] = []

    people = Connections([], 0, 0, [], [])
    done = 0
    if "connections" in found.members:
        table = _table(found, "connections", CONNECTIONS, loaded.pop("connections"))
        people = read_connections(table, latest, _progress(progress, done, size, table))
        done = table.size
        notes += people.notes
        problems += people.problems
        if not people.people:
            raise FileProblem(str(path), 0, _nobody(table, people))
    newest = max((person.connected_on or "" for person in people.people), default="")
    reading = Reading(
        "linkedin",
        tuple(member.label for member in found.members.values()),
        found.dated or newest or None,
        people.people,
        [],
        problems,
        notes,
        people_skipped=people.hidden,
        repeats=people.repeats,
        owner=owner,
    )
    if "messages" not in found.members:
        if progress is not None:
            progress(size, size)
        return reading

    from reconnect_tui.interchange.linkedin_messages import owner_in_invitations, read_messages

    if owner is None and "invitations" in found.members:
        invitations = _other_table(found, "invitations", INVITATIONS, loaded.pop("invitations"), problems)
        owner = owner_in_invitations(invitations) if invitations is not None else None
    messages = _other_table(found, "messages", MESSAGES, loaded.pop("messages"), problems)
    if messages is None:
        return reading
    connected = frozenset(person.key for person in people.people)
    result = read_messages(messages, owner, bool(me), connected, latest, _progress(progress, done, size, messages))
    if progress is not None:
        progress(size, size)
    notes += result.notes
    problems += result.problems
    if not people.people:
        if not result.moments:
            raise FileProblem(
                str(path), 0, f"There is nobody in it to import. The columns seen are: {listed(messages.columns)}. {ADVICE}"
            )
        notes.append("There is no Connections.csv in it, so nobody is added by it: only messages.")
    return reading._replace(
        moments=result.moments,
        moments_skipped=result.skipped,
        moments_repeated=result.repeats,
        owner=result.owner,
        names=result.names,
    )


def _owner_named(me: str | None) -> str | None:
    if not me:
        return None
    owner = slug(me) or ("" if set(me.strip()) & set("/:. \t\n@") else decoded(me.strip()))
    if not owner:
        raise UsageError("Give your own profile address, such as https://www.linkedin.com/in/ada-okafor.")
    return owner


def _progress(progress: Progress | None, done: int, size: int, table: Table) -> Callable[[], None]:
    if progress is None:
        return lambda: None
    return lambda: progress(min(done + table.done, size), size)


def _table(found: Found, role: str, shape: Shape, data: bytes) -> Table:
    label = found.members[role].label
    try:
        return open_table(label, data, (shape,))
    except FileProblem as problem:
        where = str(found.path) if found.path.name == label else f"{found.path}, {label}"
        raise FileProblem(where, 0, f"It is not as LinkedIn writes it. {problem.reason} {ADVICE}") from problem


def _other_table(found: Found, role: str, shape: Shape, data: bytes, problems: list[Problem]) -> Table | None:
    """Open what is not needed for the people: where it is not as known, that is one problem and no reason to take nothing."""
    label = found.members[role].label
    if data.lstrip(b"\xef\xbb\xbf").lower().startswith(b"no conversations found"):
        return None
    try:
        return open_table(label, data, (shape,))
    except FileProblem as problem:
        if "connections" not in found.members:
            raise FileProblem(str(found.path), 0, f"It is not as LinkedIn writes it. {problem.reason} {ADVICE}") from problem
        problems.append(Problem(label, 0, f"It was left out: it is not as LinkedIn writes it. {problem.reason}"))
        return None


def _nobody(table: Table, people: Connections) -> str:
    hidden = f" {people.hidden} rows hold only a date." if people.hidden else ""
    return f"There is nobody in {table.file}.{hidden} The columns seen are: {listed(table.columns)}. {ADVICE}"
