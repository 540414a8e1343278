"""Looking after the database once a day, behind the user's back and never in the way."""

from __future__ import annotations

from datetime import date

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.paths import Home
from reconnect_tui.services.safekeeping import look_after
from reconnect_tui.store.database import open_store


def daily(home: Home, today: date) -> str:
    """Check that the database is whole and make the day's backup; returns ``""``, or a sentence about what is wrong.

    Opens a connection of its own, so it may run in a thread.
    """
    try:
        store = open_store(home.database, backups=home.backups)
    except ReconnectError as error:
        return str(error)
    try:
        look_after(store, today)
        return ""
    except ReconnectError as error:
        return str(error)
    finally:
        store.close()
