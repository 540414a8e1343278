"""Importing: read and match first, then write all of it in one short transaction, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.interchange.records import FoundMoment, FoundPerson, Problem, Reading
from reconnect_tui.services import reading as reading_files
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.import_writing import Writer
from reconnect_tui.services.matching import OWN_KEY, Match, match
from reconnect_tui.services.reading import SOURCES
from reconnect_tui.services.recording import decision
from reconnect_tui.store import history, mappings, sources
from reconnect_tui.store.people import insert

__all__ = ["SOURCES", "Cancelled", "Counts", "Progress", "Report", "offered", "run", "write"]

Progress = Callable[[str, int, int], None]
"""(what is being done, how much of it, of how much)."""


class Counts(NamedTuple):
    """How many records had which fate; each record counts once."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0


class Report(NamedTuple):
    """What an import did, or would do. ``action`` is ``None`` where nothing changed or it was a rehearsal."""

    source: str
    people: Counts
    moments: Counts
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    action: int | None = None
    dry_run: bool = False
    owner_unknown: bool = False
    """There are messages, and it is not known who wrote which: ``me`` would tell."""
    named: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(what became of them, who) of those added, updated, joined and left deleted; a line each."""

    def lines(self) -> list[str]:
        """The report in words, one line each, the skipped rows last."""
        would = "would be " if self.dry_run else ""
        told = [
            f"People: {self.people.added:,} {would}added, {self.people.updated:,} {would}updated, {self.people.unchanged:,} unchanged, "
            f"{self.people.skipped:,} skipped."
        ]
        if any(self.moments):
            told.append(
                f"Moments: {self.moments.added:,} {would}added, {self.moments.unchanged:,} unchanged, {self.moments.skipped:,} skipped."
            )
        told.extend(self.notes)
        told.extend(
            f"{problem.file}, line {problem.line}: {problem.reason}" if problem.line else f"{problem.file}: {problem.reason}"
            for problem in self.problems
        )
        return told

    def whole(self) -> str:
        """The report with everybody named, to be kept with its action and read again later."""
        parts = ["\n".join(self.lines())]
        for what, who in self.named:
            more = f"\n… and {len(who) - MOST_NAMED:,} more" if len(who) > MOST_NAMED else ""
            parts.append(f"{what}:\n" + "\n".join(f"  {one}" for one in who[:MOST_NAMED]) + more)
        return "\n\n".join(parts)


WHOLE = ("linkedin",)
"""Sources whose file always holds everybody, so that whoever is not in it has gone; an address book may be one of several."""
MOST_NAMED = 2_000
"""How many of each kind a kept report names."""


class Cancelled(ReconnectError):
    """The user stopped an import; nothing of it was kept."""


class _Rehearsed(Exception):
    """Ends a dry run inside its transaction, so that nothing of it stays."""


def offered(desk: Desk) -> list[Path]:
    """LinkedIn exports lying in the folder for downloads, the newest first."""
    from reconnect_tui.interchange.detect import exports_in

    folder = Path(os.path.expanduser("~")) / "Downloads"
    home = desk.environ.get("HOME")
    if home:
        folder = Path(home) / "Downloads"
    return exports_in(folder)


def run(
    desk: Desk,
    path: Path,
    *,
    kind: str | None = None,
    me: str | None = None,
    mapping: Sequence[str] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Import one path; all or nothing. ``me`` is the owner's own profile URL, ``mapping`` are ``field=Column`` words for any CSV.

    Raises ``Cancelled`` where ``cancelled()`` said so, and ``other_csv.MappingNeeded`` for a CSV that nobody knows.
    """

    def told(what: str, done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("Stopped; nothing of the import was kept.")
        if progress is not None:
            progress(what, done, total)

    kind = "csv" if mapping else reading_files.settled(path, kind)
    if kind == "json":
        from reconnect_tui.services import joining

        return joining.join(desk, path, dry_run=dry_run, progress=told)
    reading = reading_files.read(
        desk,
        path,
        kind=kind,
        me=me or desk.config.me or None,
        mapping=mapping,
        progress=lambda done, total: told("reading", done, total),
    )
    return write(desk, reading, name=path.name, dry_run=dry_run, progress=told)


def write(desk: Desk, reading: Reading, *, name: str, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Write a reading; all or nothing, and nothing at all where nothing is new."""
    told = progress or (lambda what, done, total: None)
    told("matching", 0, 1)
    before = sources.last_file(desk.store, reading.source)
    older = bool(before and before.dated and reading.dated and reading.dated < before.dated)
    matched = match(desk.store, reading)
    if reading.source not in WHOLE:
        matched = matched._replace(missing=[])
    if older:
        matched = matched._replace(
            updates=[one for one in matched.updates if one.record is None],
            missing=[],
            unchanged=matched.unchanged + _known(matched),
        )
    prefix = f"{reading.source}:"
    fresh, known = _parted(desk, reading.moments, prefix)
    notes = _notes(reading, matched, before, older)
    report = Report(
        reading.source, Counts(), Counts(), tuple(reading.problems), tuple(notes), None, dry_run,
        bool(reading.moments) and reading.owner is None and reading.source == "linkedin", _named(reading, matched),
    )  # fmt: skip
    of_people = _problems_of_people(reading)
    skipped_people = of_people + reading.people_skipped + matched.deleted
    counts = Counts(len(matched.new), len(matched.updates), matched.unchanged + reading.repeats, skipped_people)
    try:
        with desk.store.roomy(), decision(desk, "import", f"Imported {name}") as number:
            writer = Writer(desk, number, reading, matched, before)
            told("writing", 0, 3)
            writer.people()
            writer.relations()
            told("writing", 1, 3)
            added, left_out = writer.moments(fresh, prefix)
            directed = writer.directions(known, prefix)
            roles = writer.roles()
            mapped = bool(reading.mapping and mappings.remember(desk.store, *reading.mapping))
            told("writing", 2, 3)  # the last moment to stop it: after this it is kept
            skipped = left_out + reading.moments_skipped + len(reading.problems) - of_people
            moments = Counts(added, 0, len(known) + reading.moments_repeated, skipped)
            notes += _later_notes(left_out, directed, roles)
            report = report._replace(people=counts, moments=moments, notes=tuple(notes))
            sentence = f"Imported {name}: {counts.added:,} added, {counts.updated:,} updated"
            sentence += f", {added:,} moment{'s' if added != 1 else ''}" if added else ""
            changed = counts.added or counts.updated or added or directed or roles or mapped or matched.missing or matched.back
            if not changed or dry_run:
                raise _Rehearsed
            insert(
                desk.store,
                "source_file",
                source=reading.source,
                name=name,
                dated=reading.dated,
                owner=reading.owner,
                read_on=desk.day,
            )
            history.sentence_of(desk.store, number, sentence, report.whole())
            report = report._replace(action=number)
    except _Rehearsed:
        pass  # the report is told all the same
    return report


def _parted(desk: Desk, found: list[FoundMoment], prefix: str) -> tuple[list[FoundMoment], list[FoundMoment]]:
    """The moments that are new here, and those that were read before."""
    if not found:
        return [], []
    here = sources.moment_keys(desk.store)
    if any(moment.key.startswith(OWN_KEY) for moment in found):
        here |= {f"{prefix}{OWN_KEY}{uid}" for uid in sources.moment_uids(desk.store)}
    fresh = [moment for moment in found if prefix + moment.key not in here and moment.imported_as not in here]
    if len(fresh) == len(found):
        return fresh, []
    new = {moment.key for moment in fresh}
    return fresh, [moment for moment in found if moment.key not in new]


def _problems_of_people(reading: Reading) -> int:
    """How many of the rows that could not be read would have been people: in a LinkedIn archive, those of Connections.csv."""
    if reading.source != "linkedin":
        return len(reading.problems)
    from reconnect_tui.interchange.members import fold_member

    others = ("messages", "invitations", "recommendations", "positions", "profile")
    return sum(not fold_member(one.file).startswith(others) for one in reading.problems)


def _known(matched: Match) -> int:
    return sum(one.record is not None for one in matched.updates)


def _named(reading: Reading, matched: Match) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who is added, updated and joined, a line each."""
    lists = (
        ("Added", [_told(one) for one in matched.new]),
        ("Updated", [_told(one.found) for one in matched.updates if one.record is not None]),
        ("Joined with somebody here", [_told(one.found) for one in matched.updates if one.record is None]),
        ("Skipped", [f"{one.file}, line {one.line}: {one.reason}" if one.line else f"{one.file}: {one.reason}" for one in reading.problems]),
    )  # fmt: skip
    return tuple((what, tuple(who)) for what, who in lists if who)


def _told(one: FoundPerson) -> str:
    return f"{one.name} · {one.company}" if one.company and one.company != one.name else one.name


def _notes(reading: Reading, matched: Match, before: sources.SourceFile | None, older: bool) -> list[str]:
    notes = list(reading.notes)
    if reading.owner_name or reading.owner:
        profile = f" (linkedin.com/in/{reading.owner})" if reading.owner and reading.owner_name else ""
        notes.insert(0, f"This is the export of {reading.owner_name or reading.owner}{profile}.")
    if before and before.owner and reading.owner and before.owner != reading.owner:
        notes.insert(1, f"Look twice: the last one was the export of {before.owner}. Is this one yours?")
    if older:
        notes.append("This export is older than the one read last: it adds people, and changes nothing of those who are here.")
    joined = len(matched.updates) - _known(matched)
    if joined:
        notes.append(f"{joined:,} joined with somebody who was here already.")
    if matched.renamed:
        notes.append(
            f"{matched.renamed:,} profile address{'es' if matched.renamed != 1 else ''} changed; the old ones are remembered."
        )
    if matched.deleted:
        notes.append(f"{matched.deleted:,} deleted here before: left deleted.")
    if matched.missing:
        notes.append(f"{len(matched.missing):,} not in this file any more: kept, and marked.")
    return notes


def _later_notes(left_out: int, directed: int, roles: int) -> list[str]:
    notes = []
    if left_out:
        were = "moment was" if left_out == 1 else "moments were"
        notes.append(f"{left_out:,} {were} left out: with people who are not among your connections.")
    if directed:
        messages = "message that was here has" if directed == 1 else "messages that were here have"
        notes.append(f"{directed:,} {messages} a direction now.")
    if roles:
        notes.append(f"{roles} {'position' if roles == 1 else 'positions'} of your own {'was' if roles == 1 else 'were'} read.")
    return notes
