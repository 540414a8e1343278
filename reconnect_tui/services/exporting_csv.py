"""Writing people as a CSV, one row each with every field of theirs, and the moments in a file beside it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

from reconnect_tui.core.person import ContactPoint
from reconnect_tui.interchange import own_cells
from reconnect_tui.interchange.own_cells import CONTACTS, OwnPerson
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.files import Lines, write_together
from reconnect_tui.store import listing, reading_out
from reconnect_tui.store.reading_out import Related


def people_lines(desk: Desk, *, spreadsheet: bool = False) -> Generator[str, None, None]:
    """The people's rows, by uid. ``spreadsheet``: guarded, as ``interchange.own_cells`` says."""
    with listing.snapshot(desk.store):
        yield from _people(desk, spreadsheet)


def any_moment(desk: Desk) -> bool:
    """Say whether there is anything for a second file."""
    return reading_out.any_moment(desk.store)


def write(desk: Desk, path: str, *, spreadsheet: bool = False, force: bool = False) -> str:
    """Write the people to ``path`` and the moments beside it, both or neither; returns where the moments are, ``""`` without any.

    Raises ``ReconnectError`` as ``files.write_whole``.
    """
    import os

    beside = own_cells.companion(path)
    with listing.snapshot(desk.store):
        files: list[tuple[str, Lines]] = [(path, _people(desk, spreadsheet))]
        # An older export's moments must not lie beside these people.
        if any_moment(desk) or (force and os.path.lexists(beside)):
            files.append((beside, own_cells.lines(own_cells.moment_rows(_moments(desk)), spreadsheet=spreadsheet)))
        write_together(files, force=force, such_as="people.csv")
    return beside if len(files) > 1 else ""


def _people(desk: Desk, spreadsheet: bool) -> Iterator[str]:
    store = desk.store
    contacts, relations = reading_out.contacts(store), reading_out.relations(store)
    lists = {
        "tags": reading_out.tags(store),
        "nicknames": reading_out.nicknames(store),
        "former_slugs": reading_out.former_slugs(store),
    }
    last = reading_out.last_contacts(store)
    people = (
        OwnPerson(
            {**fields, "last_contact": last.get(number)},
            {field: here.get(number, ()) for field, here in lists.items()},
            contacts.get(number, ()),
            relations.get(number, ()),
        )
        for number, fields in listing.people_rows(store)
    )
    return own_cells.lines(own_cells.people_rows(people, _most(contacts, relations)), spreadsheet=spreadsheet)


def _most(contacts: Mapping[int, Sequence[ContactPoint]], relations: Mapping[int, Sequence[Related]]) -> dict[str, int]:
    """How many contacts of each kind, and relations, anybody has."""
    most = {"relation": max(map(len, relations.values()), default=0)}
    for points in contacts.values():
        here: dict[str, int] = {}
        for point in points:
            kind = point.kind if point.kind in CONTACTS else "other"
            here[kind] = here.get(kind, 0) + 1
        for kind, count in here.items():
            most[kind] = max(count, most.get(kind, 0))
    return most


def _moments(desk: Desk) -> Iterator[tuple[Mapping[str, object], Sequence[str], Sequence[str]]]:
    names = reading_out.names(desk.store)
    for fields, uids in listing.moment_rows(desk.store):
        yield fields, uids, [names[uid] for uid in uids]
