"""Everything a face needs, opened once: the home, the database, the settings, and what day it is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime

from reconnect_tui.config import Config, ConfigProblem
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.when import today_at
from reconnect_tui.paths import Home, make_private
from reconnect_tui.services import settings
from reconnect_tui.store.database import Store, open_store


class Desk:
    """One open home. ``sitting`` names this run of the app: ``u`` takes back only what was done in it."""

    def __init__(
        self,
        home: Home,
        store: Store,
        config: Config,
        problems: tuple[ConfigProblem, ...] = (),
        *,
        environ: Mapping[str, str] | None = None,
        sitting: str = "",
    ) -> None:
        self.home = home
        self.store = store
        self.config = config
        self.problems = problems
        self.environ: Mapping[str, str] = os.environ if environ is None else environ
        self.sitting = sitting

    @property
    def today(self) -> date:
        """Today, which begins at 04:00 local time; RECONNECT_TODAY replaces it whole."""
        return today(self.environ)

    @property
    def day(self) -> str:
        return self.today.isoformat()

    def close(self) -> None:
        self.store.close()


def today(environ: Mapping[str, str]) -> date:
    """The day it is: RECONNECT_TODAY, else local time less four hours. Raises ``UsageError`` for a date that is none."""
    given = environ.get("RECONNECT_TODAY", "").strip()
    if not given:
        return today_at(datetime.now())
    try:
        if len(given) != 10:
            raise ValueError(given)
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError("RECONNECT_TODAY should be a date such as 2026-11-22.") from None


def now() -> str:
    """The clock's own time in UTC, for what is logged rather than dated by hand."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_desk(home: Home, environ: Mapping[str, str], *, sitting: str = "", fresh: bool = False) -> Desk:
    """Open a home, making its folder and database where there are none. ``fresh`` begins anew beside old backups."""
    today(environ)
    config, problems = settings.load(home)
    make_private(home.data)
    store = open_store(home.database, backups=home.backups, fresh=fresh)
    desk = Desk(home, store, config, tuple(problems), environ=environ, sitting=sitting)
    if config.paces:
        from reconnect_tui.services import circles

        circles.follow_config(desk)
    return desk
