"""Looking whether all is well: the database and its backups, rights, settings, templates, themes, and drafts left unanswered."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core import when
from reconnect_tui.core.errors import DatabaseError, ReconnectError
from reconnect_tui.paths import Home, is_private
from reconnect_tui.services import settings
from reconnect_tui.services.desk import Desk


class Finding(NamedTuple):
    """One thing looked at. ``well`` is ``None`` for what is only told."""

    well: bool | None
    words: str


def examine_home(home: Home) -> list[Finding]:
    """Look at what lies in the home without opening its database."""
    return [*_rights(home), *_files(home), *_backups(home)]


def examine_database(desk: Desk) -> list[Finding]:
    """Look inside the database, and at what hangs on it."""
    from reconnect_tui.store import closing, drafts, people, standing
    from reconnect_tui.store.wholeness import misshapen, seen_from_outside, unreadable, way_back

    connection = desk.store.connection
    outside = seen_from_outside(desk.home.database)
    found = [Finding(False, f"database: {outside}")] if outside else []
    try:
        for look in (closing.faults, misshapen, unreadable):
            found += [Finding(False, f"database: {words}") for words in look(connection)]
        if found:
            found.append(Finding(None, way_back(desk.home.backups)))
        else:
            found.append(Finding(True, "the database is whole, and so is its search index"))
            found += _against_the_backup(desk)
        differing = standing.differing(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        from reconnect_tui.store.database import told

        return [*found, cannot_open(told(error, desk.home.database, desk.home.backups))]
    if differing:
        whose = "one person" if len(differing) == 1 else f"{len(differing)} people"
        words = (
            f"what is derived for {whose} (last contact, next date) is out of step; `reconnect doctor --mend` computes it afresh"
        )
        found.append(Finding(False, words))
    else:
        found.append(Finding(True, "last contacts and next dates agree with what is written down"))
    for draft in drafts.unanswered(desk.store):
        name = people.get(desk.store, draft.person_id).name if draft.person_id is not None else "somebody"
        day = when.short_date(when.day_of_stamp(draft.handed_over or desk.day))
        found.append(Finding(None, f"the letter to {name} was handed over on {day}; whether it went is not written down"))
    return found


def _against_the_backup(desk: Desk) -> list[Finding]:
    """Words that are others than in the newest whole backup, though nothing was done to them: told, for nobody can say which is right."""
    from reconnect_tui.store import backup
    from reconnect_tui.store.comparing import changed_by_nothing

    newest = next(backup.whole(desk.home.backups), None)
    return [Finding(None, words) for words in changed_by_nothing(desk.store.connection, newest)] if newest else []


def mend(desk: Desk) -> None:
    """Compute afresh whatever is derived: standing with everybody, and the search index. Nothing that was written changes."""
    from reconnect_tui.store import standing
    from reconnect_tui.store.closing import rebuild_search

    with desk.store.transaction() as connection:
        rebuild_search(connection)
        standing.refresh_all(connection)


def _rights(home: Home) -> list[Finding]:
    found = [
        Finding(False, f"others may look into {folder}; `chmod 700` it")
        for folder in dict.fromkeys((home.data, home.backups))
        if os.path.isdir(folder) and not is_private(folder)
    ]
    database = (home.database, f"{home.database}-wal", f"{home.database}-shm")
    found += [
        Finding(False, f"others may read {path}; `chmod 600` it")
        for path in (*database, home.app_settings, home.log, *_backup_paths(home))
        if os.path.isfile(path) and not is_private(path)
    ]
    return found or [Finding(True, "only you can read what is kept here")]


def _files(home: Home) -> list[Finding]:
    from reconnect_tui.services import templates, themes

    config, problems = settings.load(home)
    wrong = [problem.sentence for problem in problems]
    loaded, failed = templates.load_templates((templates.SHIPPED, Path(home.templates)))
    wrong += [str(problem) for problem in failed]
    colours, broken = themes.load_themes((themes.shipped_folder(), home.themes))
    wrong += [str(problem) for problem in broken]
    if config.theme and config.theme not in colours:
        wrong.append(f"the theme “{config.theme}” is not there; `reconnect themes` lists those that are")
    if wrong:
        return [Finding(False, words) for words in wrong]
    return [Finding(True, f"settings, {len(loaded)} templates and {len(colours)} themes can be read")]


def _backup_paths(home: Home) -> list[str]:
    from reconnect_tui.store import backup

    return backup.listing(home.backups)


def _backups(home: Home) -> list[Finding]:
    from reconnect_tui.store import backup

    found: list[Finding] = []
    for path in _backup_paths(home):
        try:
            backup.check_backup(path)
            found.append(Finding(True, f"backup {path}"))
        except ReconnectError as error:
            found.append(Finding(False, f"backup: {error}"))
    found += _kept(home)
    return found or [Finding(None, "there are no backups yet; one is made every day, and `reconnect backup` makes one now")]


def _kept(home: Home) -> list[Finding]:
    """Logs that could not be read to their end, which were kept when that was seen."""
    folder, mark = os.path.dirname(home.database), os.path.basename(home.database) + "-wal.damaged-"
    names = sorted(name for name in os.listdir(folder) if name.startswith(mark)) if os.path.isdir(folder) else []
    return [
        Finding(None, f"{os.path.join(folder, name)} is a log that was damaged; what was written last before it may be missing")
        for name in names
    ]


def no_database(home: Home) -> Finding | None:
    """What to say where there is no database at all and none is missed; ``None`` where there is something to open."""
    if os.path.lexists(home.database) or os.path.exists(f"{home.database}-wal") or _backup_paths(home):
        return None
    return Finding(None, f"nothing is kept in {home.data} yet")


def cannot_open(error: DatabaseError) -> Finding:
    """What the doctor says of a database that will not open: all but the advice to ask the doctor."""
    from reconnect_tui.store.wholeness import LOOK

    return Finding(False, str(error).replace(LOOK, ""))
