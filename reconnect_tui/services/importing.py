"""Importing: read and match first, then write all of it in one short transaction, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.person import WIDE, ContactPoint, Person
from reconnect_tui.interchange.records import FoundMoment, FoundPerson, Problem, Reading
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.matching import TRACKED, Match, Update, fields_from, fields_of, match
from reconnect_tui.services.recording import decision
from reconnect_tui.store import history, people, sources
from reconnect_tui.store.people import insert, update

Progress = Callable[[str, int, int], None]
"""(what is being done, how much of it, of how much)."""

SOURCES = ("linkedin", "google", "outlook", "vcard", "csv", "json")


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

    def lines(self) -> list[str]:
        """The report in words, one line each, the skipped rows last."""
        would = "would be " if self.dry_run else ""
        told = [
            f"People: {self.people.added:,} {would}added, {self.people.updated:,} {would}updated, {self.people.unchanged:,} unchanged, "
            f"{self.people.skipped:,} skipped."
        ]
        if any(self.moments):
            told.append(
                f"Messages: {self.moments.added:,} {would}added, {self.moments.unchanged:,} unchanged, {self.moments.skipped:,} skipped."
            )
        told.extend(self.notes)
        told.extend(
            f"{problem.file}, line {problem.line}: {problem.reason}" if problem.line else f"{problem.file}: {problem.reason}"
            for problem in self.problems
        )
        return told


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


def read(path: Path, *, kind: str | None = None, me: str | None = None, progress: Progress | None = None) -> Reading:
    """Read a file, folder or zip without touching the database."""
    if kind not in (None, "linkedin"):
        if kind not in SOURCES:
            raise UsageError(f"--as takes one of {', '.join(SOURCES)}.")
        raise ReconnectError(f"Reading {kind} files is not built yet; LinkedIn exports are (a zip, a folder or Connections.csv).")
    from reconnect_tui.interchange import linkedin

    def told(done: int, total: int) -> None:
        if progress is not None:
            progress("reading", done, total)

    return linkedin.read(path, me=me, progress=told)


def run(
    desk: Desk,
    path: Path,
    *,
    kind: str | None = None,
    me: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Import one path; all or nothing. ``me`` is the owner's own profile URL. Raises ``Cancelled`` where ``cancelled()`` said so."""

    def told(what: str, done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("Stopped; nothing of the import was kept.")
        if progress is not None:
            progress(what, done, total)

    reading = read(path, kind=kind, me=me or desk.config.me or None, progress=told)
    return write(desk, reading, name=path.name, dry_run=dry_run, progress=told)


def write(desk: Desk, reading: Reading, *, name: str, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Write a reading; all or nothing, and nothing at all where nothing is new."""
    told = progress or (lambda what, done, total: None)
    told("matching", 0, 1)
    before = sources.last_file(desk.store, reading.source)
    older = bool(before and before.dated and reading.dated and reading.dated < before.dated)
    matched = match(desk.store, reading)
    if older:
        matched = matched._replace(
            updates=[one for one in matched.updates if one.record is None],
            missing=[],
            unchanged=matched.unchanged + _known(matched),
        )
    old_keys = sources.moment_keys(desk.store) if reading.moments else set()
    prefix = f"{reading.source}:"
    fresh_moments = [moment for moment in reading.moments if prefix + moment.key not in old_keys]
    notes = _notes(reading, matched, before, older)
    report = Report(reading.source, Counts(), Counts(), tuple(reading.problems), tuple(notes), None, dry_run)
    skipped_people = len(reading.problems) + reading.people_skipped + matched.deleted
    counts = Counts(len(matched.new), len(matched.updates), matched.unchanged + reading.repeats, skipped_people)
    try:
        with desk.store.roomy(), decision(desk, "import", f"Imported {name}") as number:
            writer = _Writer(desk, number, reading, matched, before)
            told("writing", 0, 3)
            writer.people()
            told("writing", 1, 3)
            added, left_out = writer.moments(fresh_moments, prefix)
            told("writing", 2, 3)  # the last moment to stop it: after this it is kept
            moments = Counts(
                added, 0, len(reading.moments) - len(fresh_moments) + reading.moments_repeated, left_out + reading.moments_skipped
            )
            if left_out:
                notes.append(
                    f"{left_out:,} message{'s' if left_out != 1 else ''} with people who are not among your connections "
                    f"{'were' if left_out != 1 else 'was'} left out."
                )
            report = report._replace(people=counts, moments=moments, notes=tuple(notes))
            sentence = f"Imported {name}: {counts.added:,} added, {counts.updated:,} updated"
            history.sentence_of(desk.store, number, sentence + (f", {added:,} messages" if added else ""))
            if not (counts.added or counts.updated or added or matched.missing or matched.back) or dry_run:
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
            report = report._replace(action=number)
    except _Rehearsed:
        pass  # the report is told all the same
    return report


def _known(matched: Match) -> int:
    return sum(one.record is not None for one in matched.updates)


def _notes(reading: Reading, matched: Match, before: sources.SourceFile | None, older: bool) -> list[str]:
    notes = list(reading.notes)
    if older:
        notes.append("This export is older than the one read last: it adds people, and changes nothing of those who are here.")
    if matched.renamed:
        notes.append(
            f"{matched.renamed:,} profile address{'es' if matched.renamed != 1 else ''} changed; the old ones are remembered."
        )
    if matched.deleted:
        notes.append(f"{matched.deleted:,} deleted here before: left deleted.")
    if matched.missing:
        notes.append(f"{len(matched.missing):,} not in this file any more: kept, and marked.")
    if before and before.owner and reading.owner and before.owner != reading.owner:
        notes.append(f"This export belongs to {reading.owner}; the last one belonged to {before.owner}.")
    return notes


PERSON_COLUMNS = (
    "uid", "name", "first_name", "last_name", "nickname", "greeting", "company", "position", "location", "about", "birthday",
    "connected_on", "circle_id",
)  # fmt: skip


class _Writer:
    """The writing half of one import, inside its action."""

    def __init__(self, desk: Desk, action: int, reading: Reading, matched: Match, before: sources.SourceFile | None) -> None:
        self.desk = desk
        self.action = action
        self.reading = reading
        self.matched = matched
        self.before = before
        self.connection = desk.store.connection
        self.person_of = dict(matched.person_of)

    def people(self) -> None:
        for one in self.matched.updates:
            self._update(one)
        sources.mark_absent(self.desk.store, self.reading.source, self.matched.missing, self.matched.back, self.desk.day)
        self._insert(self.matched.new)

    def _insert(self, found_people: list[FoundPerson]) -> None:
        if not found_people:
            return
        wide = people.circle_id(self.desk.store, WIDE)
        random = os.urandom(6 * len(found_people)).hex()
        uids = [random[start : start + 12] for start in range(0, len(random), 12)]
        sources.triggers_off(self.connection, True)
        first = sources.insert_many(
            self.connection,
            self.action,
            "person",
            PERSON_COLUMNS,
            [
                (
                    uid, one.name, one.first_name, one.last_name, one.nickname, one.greeting, one.company, one.position, one.location,
                    one.about, one.birthday, one.connected_on, wide,
                )
                for uid, one in zip(uids, found_people, strict=True)
            ],
        )  # fmt: skip
        numbered = list(enumerate(found_people, first))
        self.person_of.update((one.key, number) for number, one in numbered)
        sources.insert_many(
            self.connection,
            self.action,
            "contact_point",
            ("person_id", "kind", "value", "normalised", "label", "preferred"),
            [(number, *point[:4], int(point.preferred)) for number, one in numbered for point in one.contacts],
        )
        sources.insert_many(
            self.connection,
            self.action,
            "tag",
            ("person_id", "name"),
            [(number, tag) for number, one in numbered for tag in dict.fromkeys(one.tags)],
        )
        source = self.reading.source
        sources.insert_many(
            self.connection,
            self.action,
            "source_record",
            ("source", "key", "person_id", "fields", "raw"),
            [(source, one.key, number, fields_of(one), one.raw) for number, one in numbered],
        )
        sources.triggers_off(self.connection, False)

    def _update(self, one: Update) -> None:
        """Bring one known person up to date: only where the record itself changed and the person still has what an import wrote."""
        store, found = self.desk.store, one.found
        person = people.get(store, one.person_id)
        was = fields_from(one.record.fields) if one.record else {}
        changes: dict[str, object] = {}
        for field in TRACKED:
            new, old, present = getattr(found, field) or "", was.get(field, ""), getattr(person, field) or ""
            if new and new != old and (present == old or not present) and new != present:
                changes[field] = new
        if "first_name" in changes and found.greeting and _greeting_was_imported(person):
            changes["greeting"] = found.greeting
        if changes:
            update(store, "person", person.id, **changes)
        self._remember_news(person, was, changes)
        have = {(point.kind, point.normalised) for point in people.contacts(store, person.id)}
        for point in found.contacts:
            if (point.kind, point.normalised) not in have:
                people.add_contact(store, person.id, ContactPoint(*point))
        if one.record is None:
            insert(
                store,
                "source_record",
                source=self.reading.source,
                key=found.key,
                person_id=person.id,
                fields=fields_of(found),
                raw=found.raw,
            )
            return
        update(store, "source_record", one.record.id, key=found.key, fields=fields_of(found), raw=found.raw, absent_since=None)
        if one.former_key and "|" not in one.former_key and "@" not in one.former_key and self.reading.source == "linkedin":
            insert(store, "former_slug", person_id=person.id, slug=one.former_key)
            people.remove_contact(store, person.id, "linkedin", one.former_key)

    def _remember_news(self, person: Person, was: dict[str, str], changes: dict[str, object]) -> None:
        """A new role or company is a reason to write; it names its two files' dates."""
        for field in ("position", "company"):
            if was.get(field) and changes.get(field):
                insert(
                    self.desk.store, "news", person_id=person.id, field=field, earlier=was[field], later=changes[field],
                    earlier_file=(self.before.dated or self.before.read_on) if self.before else None,
                    later_file=self.reading.dated or self.desk.day, noticed_on=self.desk.day,
                )  # fmt: skip

    def moments(self, found_moments: list[FoundMoment], prefix: str) -> tuple[int, int]:
        """Add the moments whose people are here; returns how many were added and how many left out."""
        if not found_moments:
            return 0, 0
        rows: list[tuple[object, ...]] = []
        with_people: list[tuple[list[int], str]] = []
        seen: set[str] = set()
        left_out = 0
        random = os.urandom(6 * len(found_moments)).hex()
        for number, moment in enumerate(found_moments):
            here = list(dict.fromkeys(self.person_of[key] for key in moment.people if key in self.person_of))
            if not here or moment.key in seen:
                left_out += 1
                continue
            seen.add(moment.key)
            rows.append(
                (
                    random[number * 12 : number * 12 + 12], moment.at, moment.kind, moment.direction, moment.channel, moment.text,
                    moment.thread, int(moment.group_thread), prefix + moment.key,
                )
            )  # fmt: skip
            with_people.append((here, moment.at))
        sources.triggers_off(self.connection, True)
        first = sources.insert_many(
            self.connection,
            self.action,
            "moment",
            ("uid", "at", "kind", "direction", "channel", "text", "thread", "group_thread", "source_key"),
            rows,
        )
        sources.insert_many(
            self.connection,
            self.action,
            "moment_person",
            ("moment_id", "person_id", "at"),
            [(number, person, at) for number, (here, at) in enumerate(with_people, first) for person in here],
        )
        sources.triggers_off(self.connection, False)
        return len(rows), left_out


def _greeting_was_imported(person: Person) -> bool:
    from reconnect_tui.core.names import greeting_name

    return person.greeting is None or person.greeting == greeting_name(person.first_name)
