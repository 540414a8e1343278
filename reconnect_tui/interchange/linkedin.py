"""Reading a LinkedIn export of any era: FORMATS.md, "LinkedIn"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from reconnect_tui.core.errors import FileProblem, UsageError
from reconnect_tui.core.text import shown_line
from reconnect_tui.interchange.detect import detect
from reconnect_tui.interchange.linkedin_columns import ADVICE, CONNECTIONS, MESSAGES, SHAPES
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
    (by default the clock's; the export's own date where that is later) are not believed. Every row of Connections.csv and
    messages.csv is a person or a moment, is counted as skipped or repeated, or is a ``Problem``; in the other tables every row
    with words in it. Where the owner is unknown, messages have no direction and the owner is among their people. Raises
    ``FileProblem`` where nothing can be taken from the file, and ``UsageError`` where ``me`` is no profile.
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
    notes += map(_upload, found.uploads)
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
    if loaded:
        tables = _other_tables(found, loaded, problems)
        messages = tables.pop("messages", None)
        tick = _progress(progress, done, size, messages) if messages is not None else lambda: None
        reading = _with_the_rest(reading, messages, tables, latest, tick)
        if not people.people:
            if not reading.moments:
                seen = listed(messages.columns) if messages is not None else "none"
                raise FileProblem(str(path), 0, f"There is nobody in it to import. The columns seen are: {seen}. {ADVICE}")
            notes.append("There is no Connections.csv in it, so nobody is added by it: only messages.")
    if progress is not None:
        progress(size, size)
    return reading


def _with_the_rest(
    reading: Reading, messages: Table | None, tables: dict[str, Table], latest: str, tick: Callable[[], None]
) -> Reading:
    """Add to the people and the ``owner`` that the user gave what is in the other tables."""
    from reconnect_tui.interchange.linkedin_aside import Aside
    from reconnect_tui.interchange.linkedin_messages import Messages, read_messages
    from reconnect_tui.interchange.linkedin_names import ByName
    from reconnect_tui.interchange.linkedin_old_messages import read_old_messages

    aside, by_name = Aside(tables, reading.problems), ByName(reading.people)
    profile = aside.profile()
    owner = reading.owner or profile.slug or aside.inviter()
    told = Messages([], 0, 0, {}, owner, [], [])
    if messages is not None and "sender" in messages:
        connected = frozenset(person.key for person in reading.people)
        told = read_messages(messages, owner, bool(reading.owner), profile.name, connected, by_name, latest, tick)
    elif messages is not None:
        told = read_old_messages(messages, by_name, latest, tick)
    owner = told.owner or owner
    reading.notes.extend(told.notes)
    reading.problems.extend(told.problems)
    roles = aside.roles()
    moments = aside.moments(told.moments, by_name, owner, latest)
    reading.notes.extend(aside.notes)
    return reading._replace(
        moments=moments,
        moments_skipped=told.skipped + aside.skipped,
        moments_repeated=told.repeats + aside.repeats,
        owner=owner,
        names=aside.names | told.names,
        roles=roles,
        owner_name=profile.name,
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


def _other_tables(found: Found, loaded: dict[str, bytes], problems: list[Problem]) -> dict[str, Table]:
    """Open what is not needed for the people: one that is not as known is a problem, and no reason to take nothing."""
    tables: dict[str, Table] = {}
    for shape in SHAPES:
        data = loaded.pop(shape.name, None)
        if data is None or data.lstrip(b"\xef\xbb\xbf").lower().startswith(b"no conversations found"):
            continue
        label = found.members[shape.name].label
        try:
            tables[shape.name] = open_table(label, data, (shape,))
        except FileProblem as problem:
            if "connections" not in found.members and shape is MESSAGES:
                raise FileProblem(str(found.path), 0, f"It is not as LinkedIn writes it. {problem.reason} {ADVICE}") from problem
            problems.append(Problem(label, 0, f"It was left out: it is not as LinkedIn writes it. {problem.reason}"))
    return tables


def _upload(name: str) -> str:
    return f"{shown_line(name, 60)} is an address book that was once uploaded to LinkedIn, not your connections: it was not read."


def _nobody(table: Table, people: Connections) -> str:
    hidden = f" {people.hidden} rows hold only a date." if people.hidden else ""
    return f"There is nobody in {table.file}.{hidden} The columns seen are: {listed(table.columns)}. {ADVICE}"
