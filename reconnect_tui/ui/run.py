"""Running the app on a home: from the open desk to the exit code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.paths import Home
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.ui import start

if TYPE_CHECKING:
    from reconnect_tui.ui.app import ReconnectApp
    from reconnect_tui.ui.sitting import Sitting


def run_app(home: Home, environ: Mapping[str, str], *, who: str | None = None, mask: bool = False) -> int:
    """Open the session on ``home`` (``who``: that person's card) and return the exit code.

    Raises ``ReconnectError`` for what can be said in a sentence; an unexpected error of the
    app is raised as it is, after the terminal was restored and the drafts were saved.
    """
    import os

    desk = open_desk(home, environ, sitting=os.urandom(6).hex())
    try:
        person_id = None
        if who is not None:
            from reconnect_tui.services import finding

            person_id = finding.one(desk, who).id
        code, wants_demo = _run(desk, person_id, mask)
    finally:
        desk.close()
    if wants_demo:
        from reconnect_tui.services import demo

        with demo.temporary_home(environ) as invented:
            return run_app(invented, environ, mask=mask)
    return code


def build(desk: Desk, *, who: int | None = None, mask: bool = False) -> tuple[ReconnectApp, Sitting]:
    """Make the app over an open desk, its first card read, and the sitting that serves it."""
    from reconnect_tui.keymap import resolve
    from reconnect_tui.services import settings
    from reconnect_tui.services.themes import opening_theme
    from reconnect_tui.ui.app import ReconnectApp
    from reconnect_tui.ui.sitting import Sitting

    actions, problems = resolve(desk.config.keys, lambda name: settings.place_of(desk.home, f"keys.{name}"))
    theme, told = opening_theme(desk.config.theme, desk.home.themes, desk.environ, desk.config.terminal)
    sitting = Sitting(desk, who=who, mask=mask, warnings=(*problems, *((told,) if told else ())))
    card = sitting.first_card()
    return ReconnectApp(sitting.attach, card=card, today=desk.today, mask=mask, theme=theme, actions=actions), sitting


def _run(desk: Desk, person_id: int | None, mask: bool) -> tuple[int, bool]:
    """One run of the app; returns its exit code, and whether the demo was chosen on the welcome screen."""
    sitting: Sitting | None = None
    app: ReconnectApp | None = None

    def make() -> ReconnectApp:
        nonlocal app, sitting
        app, sitting = build(desk, who=person_id, mask=mask)
        return app

    saved = True
    _heed_an_early_end(lambda: app)
    try:
        app = start.run(make)
    finally:
        if sitting is not None:
            saved = sitting.finish()
    if app.failure is not None:
        raise app.failure
    if sitting is not None and not saved:
        raise ReconnectError(_last_words(sitting))
    if sitting is not None and sitting.rescued:
        raise ReconnectError(f"The database would not take the last words; they are in {', '.join(sitting.rescued)}.")
    return app.return_code or 0, sitting is not None and sitting.wants_demo


def _last_words(sitting: Sitting) -> str:
    """What to say when the disk takes nothing at all: the words themselves, so that they stand in the terminal at least."""
    told = "The last words could not be saved: the disk would not take them."
    if sitting.mask:
        return told
    return "\n\n".join((f"{told} So that they are not lost, here they are:", *sitting.not_kept))


def _heed_an_early_end(app: Callable[[], ReconnectApp | None]) -> None:
    """A signal before the first card is painted: leave the terminal as it was found. The sitting takes over from then on."""
    import signal
    import threading

    def ended(number: int, _frame: object) -> None:
        running = app()
        loop = running._loop if running is not None else None
        if running is None or loop is None:
            raise SystemExit(128 + number)
        loop.call_soon_threadsafe(lambda: running.exit(return_code=128 + number))

    def hung_up(number: int, _frame: object) -> None:
        from reconnect_tui.ui.signals import leave_at_once

        leave_at_once(getattr(app(), "_driver", None), 128 + number)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, ended)
        signal.signal(signal.SIGINT, ended)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, hung_up)
