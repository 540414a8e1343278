"""Writing everything into one JSON file: what a user takes along, and what two laptops meet by.

``{format, version, people, moments, circles, relations, follow_ups, drafts, not_same, tombstones, source_records, own_roles,
source_files}``, each list a record a line, sorted by uid. No row ids, nothing derived and no clock: the same data gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator

from reconnect_tui.services.desk import Desk
from reconnect_tui.services.files import write_whole
from reconnect_tui.services.telling import json_text
from reconnect_tui.store import listing
from reconnect_tui.store.listing import Row

FORMAT, VERSION = "reconnect", 1

_SIMPLE = {
    "circles": "circle",
    "relations": "relation",
    "follow_ups": "follow_up",
    "drafts": "draft",
    "not_same": "not_same",
    "tombstones": "tombstone",
}
_LAST = {"own_roles": "own_role", "source_files": "source_file"}
_YES_OR_NO = ("preferred", "group_thread", "promise", "dropped")


def lines(desk: Desk, *, ascii_only: bool = False) -> Generator[str, None, None]:
    """The export's lines, each with its end. ``ascii_only``: for a stream that can write no more."""
    with listing.snapshot(desk.store):
        yield f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION}'
        for name, records in _sections(desk):
            yield f',\n"{name}": ['
            between = "\n"
            for record in records:
                yield between + json_text(record, ascii_only=ascii_only)
                between = ",\n"
            yield "]" if between == "\n" else "\n]"
        yield "\n}\n"


def _sections(desk: Desk) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "people", _people(desk)
    yield "moments", _moments(desk)
    for name, table in _SIMPLE.items():
        yield name, map(_truth, listing.rows(desk.store, table))
    yield "source_records", map(_record, listing.rows(desk.store, "source_record"))
    for name, table in _LAST.items():
        yield name, listing.rows(desk.store, table)


def _people(desk: Desk) -> Iterator[Row]:
    hanging = {
        table: listing.hanging(desk.store, table) for table in ("nickname", "contact_point", "former_slug", "tag", "news", "skip")
    }
    for number, fields in listing.people_rows(desk.store):
        here = {table: found.get(number, []) for table, found in hanging.items()}
        yield {
            "id": fields.pop("uid"),
            **fields,
            "nicknames": [one["name"] for one in here["nickname"]],
            "tags": [one["name"] for one in here["tag"]],
            "contacts": [_truth(one) for one in here["contact_point"]],
            "former_slugs": [one["slug"] for one in here["former_slug"]],
            "news": here["news"],
            "skipped_on": [one["day"] for one in here["skip"]],
        }


def _moments(desk: Desk) -> Iterator[Row]:
    for fields, people in listing.moment_rows(desk.store):
        yield {"id": fields.pop("uid"), **_truth(fields), "people": people}


def _truth(row: Row) -> Row:
    return {name: bool(value) if name in _YES_OR_NO else value for name, value in row.items()}


def _record(row: Row) -> Row:
    """The fields as last read are JSON themselves: as such where that loses nothing, else as the text they are."""
    text = str(row["fields"])
    try:
        fields = json.loads(text)
    except ValueError:
        return row
    return {**row, "fields": fields} if json.dumps(fields, ensure_ascii=False, separators=(",", ":")) == text else row


def write(desk: Desk, path: str, *, force: bool = False) -> None:
    """Write the export to ``path``, whole or not at all, 0600. Raises ``ReconnectError`` where something is there (but for ``force``)."""
    write_whole(path, lines(desk), force=force, such_as="reconnect.json")
