"""What went wrong inside the program, written where the user can find it and nobody else can read it."""

from __future__ import annotations

import os

from reconnect_tui.core.errors import DatabaseError
from reconnect_tui.paths import Home

MOST_BYTES = 1_000_000


def write_down(log: str, error: BaseException) -> str:
    """Add where ``error`` came from to the file ``log`` (0600); returns its path, or ``""`` where it could not be written.

    Local variables are not written: they hold people's names and letters. A log beyond a megabyte is begun anew.
    """
    from datetime import UTC, datetime
    from traceback import format_exception

    from reconnect_tui import __version__
    from reconnect_tui.core.errors import ReconnectError
    from reconnect_tui.paths import make_private

    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"{at} reconnect {__version__}\n" + "".join(format_exception(error)) + "\n"
    try:
        make_private(os.path.dirname(log))
        again = os.O_TRUNC if os.path.exists(log) and os.path.getsize(log) > MOST_BYTES else 0
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | again | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except (OSError, ReconnectError):
        return ""
    return log


def damage_behind(home: Home) -> DatabaseError | None:
    """What to say if something unexpected happened over a database that is not as it should be; ``None`` where it is sound."""
    from reconnect_tui.store.database import damaged
    from reconnect_tui.store.wholeness import fault

    words = fault(home.database)
    return damaged(home.database, words, home.backups) if words else None
