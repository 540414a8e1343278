"""Joining an export of this program with what is here: how a home is brought back, and how two laptops meet.

The rule is ``core.joining``: united by uid, the newer edit of a field, silence and tombstones win. An empty home becomes the exported one
exactly. All or nothing, one action, one step of undo; where nothing differs, nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core import everything
from reconnect_tui.core.everything import NAME, Everything
from reconnect_tui.core.identity import relabelled
from reconnect_tui.core.joining import Joined
from reconnect_tui.core.joining import join as join_rule
from reconnect_tui.interchange import archive
from reconnect_tui.services import exporting
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.importing import Cancelled, Counts, Progress, Report
from reconnect_tui.services.recording import decision
from reconnect_tui.store import history, listing
from reconnect_tui.store import joining as writing


class _Plan(NamedTuple):
    """What is to be written: what is here by its new names, and what will be here."""

    before: Everything
    after: Everything
    renamed: writing.Renaming
    joined: Joined


def join(
    desk: Desk,
    path: Path,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Join the JSON export at ``path`` with this home; ``dry_run`` only says what that would do.

    Raises ``FileProblem`` (file, line, reason) for what is no export of ours, and ``Cancelled`` where ``cancelled()`` said so.
    """

    def told(what: str, done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("Stopped; nothing of the import was kept.")
        if progress is not None:
            progress(what, done, total)

    theirs, notes = archive.read(path, lambda done, total: told("reading", done, total))
    told("matching", 0, 1)
    seen = writing.version(desk.store)
    with listing.snapshot(desk.store):
        plan = _plan(desk, theirs)
    if dry_run or not _differs(plan):
        return _report(plan, theirs, notes, dry_run)
    with desk.store.roomy(), decision(desk, "import", f"Imported {path.name}") as number:
        told("writing", 0, 6)
        if writing.version(desk.store) != seen:
            plan = _plan(desk, theirs)  # something was written since: the plan is made anew, and nobody writes any more
        writing.write(desk.store, number, plan.before, plan.after, plan.renamed, lambda done, total: told("writing", done, total))
        report = _report(plan, theirs, notes, False)._replace(action=number)
        counts = report.people
        sentence = f"Imported {path.name}: {counts.added:,} added, {counts.updated:,} updated"
        more = f", {report.moments.added:,} moment{'s' if report.moments.added != 1 else ''}" if report.moments.added else ""
        history.sentence_of(desk.store, number, sentence + more, report.whole())
    return report


def _plan(desk: Desk, theirs: Everything) -> _Plan:
    ours = everything.nothing()
    for section, records in exporting.sections(desk):
        for record in records:
            everything.add(ours, section, record)
    joined = join_rule(ours, theirs)
    renamed = writing.Renaming(_carriers(joined.names.people, ours.people), _carriers(joined.names.moments, ours.moments))
    before = ours
    if renamed.people or renamed.moments:
        # rows name each other by row id and follow by themselves; "not the same" and tombstones name uids, and are written anew
        before = relabelled(ours, renamed.people, renamed.moments)._replace(not_same=ours.not_same)
    return _Plan(before, joined.everything, renamed, joined)


def _carriers(names: Mapping[str, str], here: Container[str]) -> dict[str, str]:
    """Whose row takes which new uid: the first of those here who are one from now on, unless that uid is here already."""
    carriers = {
        new: old for old, new in sorted(names.items(), reverse=True) if old in here and new not in here
    }  # the smallest last: it stays
    return {old: new for new, old in carriers.items()}


def _differs(plan: _Plan) -> bool:
    return bool(plan.renamed.people or plan.renamed.moments) or plan.before != plan.after


def _report(plan: _Plan, theirs: Everything, notes: tuple[str, ...], dry_run: bool) -> Report:
    """What came of each person and moment of the file; each counts once."""
    people, who = _fates(plan, theirs)
    moments = _moments(plan, theirs)
    deleted = sorted(_called(plan.before, uid) for uid in plan.joined.gone if uid in plan.before.people)
    told = [*notes, *_also(plan)]
    if people.skipped:
        told.append(f"{people.skipped:,} deleted here before: left deleted.")
    if deleted:
        told.append(
            f"{len(deleted):,} deleted there, and here too now: {', '.join(deleted[:5])}{' and more' if len(deleted) > 5 else ''}. "
            "`reconnect undo` brings them back."
        )
    named = (*who, ("Deleted there, and here too", tuple(deleted)))
    return Report("json", people, moments, (), tuple(told), None, dry_run, False, tuple(one for one in named if one[1]))


def _fates(plan: _Plan, theirs: Everything) -> tuple[Counts, tuple[tuple[str, tuple[str, ...]], ...]]:
    before, after, names = plan.before.people, plan.after.people, plan.joined.names.people
    renamed = set(plan.renamed.people.values())
    added: list[str] = []
    updated: list[str] = []
    skipped: list[str] = []
    unchanged = 0
    for uid in theirs.people:
        kept = names.get(uid, uid)
        if kept not in after:
            skipped.append(_called(theirs, uid))
        elif kept not in before:
            added.append(_called(theirs, uid))
        elif before[kept] != after[kept] or kept in renamed:
            updated.append(_called(theirs, uid))
        else:
            unchanged += 1
    who = (("Added", tuple(added)), ("Updated", tuple(updated)), ("Deleted here before", tuple(skipped)))
    return Counts(len(added), len(updated), unchanged, len(skipped)), who


def _moments(plan: _Plan, theirs: Everything) -> Counts:
    before, after, names = plan.before.moments, plan.after.moments, plan.joined.names.moments
    kept = [names.get(uid, uid) for uid in theirs.moments]
    there = [uid for uid in kept if uid in after]
    added = sum(uid not in before for uid in there)
    updated = sum(uid in before and before[uid] != after[uid] for uid in there)
    return Counts(added, updated, len(there) - added - updated, len(kept) - len(there))


def _also(plan: _Plan) -> list[str]:
    """What else changes, which has no count of its own."""
    before, after = plan.before, plan.after
    notes = []
    follow_ups = sum(before.follow_ups.get(uid) != row for uid, row in after.follow_ups.items())
    if follow_ups:
        notes.append(f"{follow_ups:,} follow-up{'s' if follow_ups != 1 else ''} came along or changed.")
    drafts = (after.drafts - before.drafts).total()
    if drafts:
        notes.append(f"{drafts:,} draft{'s' if drafts != 1 else ''} came along.")
    removed = sum(uid not in after.moments for uid in before.moments)
    if removed:
        were = "moment was" if removed == 1 else "moments were"
        notes.append(f"{removed:,} {were} removed there, and here too now.")
    paces = [
        name for name, circle in after.circles.items() if name in before.circles and before.circles[name].fields != circle.fields
    ]
    if paces:
        notes.append(f"The pace of {', '.join(sorted(paces))} changed.")
    return notes


def _called(side: Everything, uid: str) -> str:
    return str(side.people[uid].fields[NAME]) if uid in side.people else uid
