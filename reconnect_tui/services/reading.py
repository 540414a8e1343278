"""Reading any file that people bring: say what it is, then hand it to the one importer for it. The database is only asked for
how the columns of such a CSV were mapped before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from reconnect_tui.core.errors import FileProblem, UsageError
from reconnect_tui.interchange.records import Reading
from reconnect_tui.interchange.unreadable import beginning
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import mappings

SOURCES = ("linkedin", "google", "outlook", "vcard", "csv", "json")
"""What ``--as`` takes."""

OWN = "own"
"""What ``kind_of`` calls a CSV that this program wrote."""
_BYTES = Callable[[int, int], None]


def kind_of(path: Path) -> str:
    """Say which of ``SOURCES`` (or ``OWN``) a path holds, by its own first bytes, never by its name alone; a CSV nobody knows is ``csv``.

    Raises ``FileProblem`` for what is none of them, with what it is instead.
    """
    start = beginning(path)
    if start is None:
        return "vcard" if _is_folder_of_cards(path) else "linkedin"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "linkedin"
    from reconnect_tui.interchange.vcard import is_vcard

    if is_vcard(start):
        return "vcard"
    if _is_json(start):
        return "json"
    from reconnect_tui.interchange.detect import detect
    from reconnect_tui.interchange.members import no_table

    if no_table(start) or not start:
        detect(path)  # says what it is
    return _shape(path) or "csv"


def settled(path: Path, kind: str | None) -> str:
    """The kind that a path is read as: the one asked for (``--as``), else what it holds; a CSV of our own is read as one in any case."""
    if kind not in (None, "csv", OWN, *SOURCES):
        raise UsageError(f"--as takes one of {', '.join(SOURCES)}.")
    seen = kind_of(path) if kind in (None, "csv") else ""
    return seen if kind is None or seen == OWN else kind


def read(
    desk: Desk,
    path: Path,
    *,
    kind: str,
    me: str | None = None,
    mapping: Sequence[str] = (),
    progress: _BYTES | None = None,
) -> Reading:
    """Read a file, folder or zip of any kind but our own JSON; nothing is written. ``kind`` is as ``settled`` gives it.

    ``mapping`` are ``field=Column`` words for a CSV that nobody knows; without them the mapping that was confirmed for such columns
    before is used, and without that ``other_csv.MappingNeeded`` says what was seen.
    """
    if kind == "linkedin":
        from reconnect_tui.interchange import linkedin

        return linkedin.read(path, me=me, progress=progress, today=desk.today)
    if kind == "vcard":
        from reconnect_tui.interchange import vcard

        return vcard.read(path, progress=progress, today=desk.today)
    if kind == "google":
        from reconnect_tui.interchange import google

        return google.read(path, progress=progress, today=desk.today)
    if kind == "outlook":
        from reconnect_tui.interchange import outlook

        return outlook.read(path, progress=progress, today=desk.today)
    if kind == OWN:
        from reconnect_tui.interchange import own_csv

        return own_csv.read(path, progress=progress)
    return _csv(desk, path, mapping, progress)


def _csv(desk: Desk, path: Path, words: Sequence[str], progress: _BYTES | None) -> Reading:
    from reconnect_tui.interchange import other_csv

    columns = other_csv.columns_of(path)
    chosen: Mapping[str, Sequence[str]]
    if words:
        chosen = other_csv.parse_map(words, columns)
    elif (known := mappings.known(desk.store, other_csv.headings_key(columns))) is not None:
        chosen = known
    else:
        raise other_csv.needed(path)
    reading = other_csv.read_mapped(path, chosen, progress=progress, today=desk.today)
    headings = other_csv.headings_key(columns)
    # Two lists may have rows of one name and company: whether these are one person is for the review to ask.
    people = [one._replace(key=f"{crc32(headings.encode('utf-8', 'replace')):08x}/{one.key}") for one in reading.people]
    return reading._replace(people=people, mapping=(headings, {field: tuple(names) for field, names in chosen.items()}))


def _is_json(start: bytes) -> bool:
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _is_folder_of_cards(path: Path) -> bool:
    """Whether a folder holds vCards and no table: an address book kept as files (vdir)."""
    try:
        names = [entry.name.casefold() for entry in path.iterdir()]
    except OSError:
        return False
    return any(name.endswith((".vcf", ".vcard")) for name in names) and not any(name.endswith((".csv", ".zip")) for name in names)


def _shape(path: Path) -> str:
    """Which of the sources a CSV is of, or ``""`` where no table of theirs is in it."""
    from reconnect_tui.interchange import own_csv
    from reconnect_tui.interchange.address_columns import address_shapes
    from reconnect_tui.interchange.linkedin_columns import KNOWN
    from reconnect_tui.interchange.tables import open_table

    with path.open("rb") as file:
        head = file.read(1 << 18)
    try:
        shape = open_table(path.name, head, (own_csv.OWN, *KNOWN, *address_shapes())).shape
    except FileProblem:
        return ""
    return "linkedin" if shape in {one.name for one in KNOWN} else shape
