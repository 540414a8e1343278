"""Backups by hand, putting one back, and the look that is taken before anything large."""

from __future__ import annotations

import os
from datetime import date

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.paths import Home
from reconnect_tui.services.desk import Desk, now
from reconnect_tui.store import backup, people
from reconnect_tui.store.database import Store, damaged


def before_much(desk: Desk) -> None:
    """Check the database and make the daily backup, before an import or after all was found well."""
    look_after(desk.store, desk.today)


def look_after(store: Store, today: date) -> None:
    """Raise ``DamagedDatabase`` unless the database is whole; then make the day's backup, if it is due. An empty one needs none."""
    verdict = backup.is_whole(store.connection)
    if verdict != "ok":
        raise damaged(store.path, verdict, store.backups)
    if people.anybody(store):
        backup.daily_backup(store.connection, store.backups, today)


def make_backup(desk: Desk, path: str = "", *, force: bool = False) -> str:
    """Write a checked copy to ``path`` (a file, or a folder to put it in; none: beside the daily ones); returns where it is."""
    stamp = now().replace(":", "").replace("-", "")
    if not path:
        return backup.make_backup(desk.store.connection, desk.home.backups, f"by-hand-{stamp}")
    if os.path.isdir(path):
        path = os.path.join(path, f"reconnect-{stamp}.db")
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise ReconnectError(f"There is no folder {folder}; make it first, or name another.")
    if os.path.lexists(path) and not os.path.isfile(path):
        raise ReconnectError(f"{path} is not a file; name another.")
    if os.path.exists(path) and os.path.samefile(path, desk.home.database):
        raise ReconnectError("That is the database itself; name another file.")
    if os.path.lexists(path) and not force:
        raise ReconnectError(f"{path} is there already and was left as it is. Name another, or say --force.")
    backup.write_copy(desk.store.connection, path, desk.home.backups)
    return path


def restore(home: Home, path: str) -> list[str]:
    """Put a backup in the database's place; returns where the present files were moved (nothing is deleted).

    The present database is made one file first, so that it can be restored in turn; a damaged one is moved as it is, with its -wal and
    -shm. Refuses a backup that is damaged, not ours or newer than this program, and while another window has the database open.
    """
    from reconnect_tui.paths import make_private
    from reconnect_tui.store import closing

    backup.check_backup(path)
    closing.refuse_newer(path)
    if os.path.exists(home.database) and os.path.samefile(path, home.database):
        raise ReconnectError("That is the database itself; name a backup.")
    make_private(home.data)
    folded = closing.fold_in(home.database)
    stamp = now().replace(":", "").replace("-", "")
    try:
        aside = backup.restore(path, home.database, f"before-{stamp}")
        folded = True
    finally:
        if folded:
            closing.to_wal(home.database)
    return aside
