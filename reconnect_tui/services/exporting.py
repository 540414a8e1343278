"""Writing everything into one JSON file: what a user takes along, and what two laptops meet by.

``{format, version, people, moments, circles, relations, follow_ups, drafts, not_same, tombstones, source_records, own_roles,
source_files, mappings, kept_lines}``, each list a record a line, sorted by uid. No row ids, nothing derived and no clock: the same data gives the
same bytes. ``edited`` says which fields of a person, moment, follow-up or circle were edited after they came here, and when: of two
homes the newer edit wins (``core.joining``).
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

_TABLES = {
    "circles": "circle",
    "relations": "relation",
    "follow_ups": "follow_up",
    "drafts": "draft",
    "not_same": "not_same",
    "tombstones": "tombstone",
    "source_records": "source_record",
    "own_roles": "own_role",
    "source_files": "source_file",
    "mappings": "mapping",
    "kept_lines": "kept_line",
}
_YES_OR_NO = ("preferred", "group_thread", "promise", "dropped")


def lines(desk: Desk, *, ascii_only: bool = False) -> Generator[str, None, None]:
    """The export's lines, each with its end. ``ascii_only``: for a stream that can write no more."""
    with listing.snapshot(desk.store):
        yield f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION}'
        for name, records in sections(desk):
            yield f',\n"{name}": ['
            between = "\n"
            for record in map(_record, records) if name == "source_records" else records:
                yield between + json_text(record, ascii_only=ascii_only)
                between = ",\n"
            yield "]" if between == "\n" else "\n]"
        yield "\n}\n"


def sections(desk: Desk) -> Iterator[tuple[str, Iterable[Row]]]:
    """Everything by section, as plain values; a source record's fields are the text that is stored."""
    edits = listing.edits(desk.store)
    yield "people", _people(desk, edits)
    yield "moments", _moments(desk, edits)
    for name, table in _TABLES.items():
        found = map(_truth, listing.rows(desk.store, table))
        if name == "circles":
            yield name, ({**row, "edited": edits.get(f"circle:{row['name']}", {})} for row in found)
        elif name == "follow_ups":
            yield name, ({**row, "edited": edits.get(str(row["id"]), {})} for row in found)
        else:
            yield name, found


_Edits = dict[str, dict[str, str]]


def _people(desk: Desk, edits: _Edits) -> Iterator[Row]:
    hanging = {
        table: listing.hanging(desk.store, table) for table in ("nickname", "contact_point", "former_slug", "tag", "news", "skip")
    }
    for number, fields in listing.people_rows(desk.store):
        here = {table: found.get(number, []) for table, found in hanging.items()}
        uid = fields.pop("uid")
        yield {
            "id": uid,
            **fields,
            "nicknames": [one["name"] for one in here["nickname"]],
            "tags": [one["name"] for one in here["tag"]],
            "contacts": [_truth(one) for one in here["contact_point"]],
            "former_slugs": [one["slug"] for one in here["former_slug"]],
            "news": here["news"],
            "skipped_on": [one["day"] for one in here["skip"]],
            "edited": edits.get(str(uid), {}),
        }


def _moments(desk: Desk, edits: _Edits) -> Iterator[Row]:
    for fields, people in listing.moment_rows(desk.store):
        uid = fields.pop("uid")
        yield {"id": uid, **_truth(fields), "people": people, "edited": edits.get(str(uid), {})}


def _truth(row: Row) -> Row:
    return {name: bool(value) if name in _YES_OR_NO else value for name, value in row.items()}


def _record(row: Row) -> Row:
    """The fields as last read are JSON themselves: a list as such where that loses nothing, else as the text they are."""
    text = str(row["fields"])
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return row
    exact = isinstance(fields, list) and json.dumps(fields, ensure_ascii=False, separators=(",", ":")) == text
    return {**row, "fields": fields} if exact else row


def write(desk: Desk, path: str, *, force: bool = False) -> None:
    """Write the export to ``path``, whole or not at all, 0600. Raises ``ReconnectError`` where something is there (but for ``force``)."""
    write_whole(path, lines(desk), force=force, such_as="reconnect.json")
