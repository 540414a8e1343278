"""Running the app on a home: from the open desk to the exit code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.paths import Home
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.ui import start

if TYPE_CHECKING:
    from reconnect_tui.ui.app import ReconnectApp


def run_app(home: Home, environ: Mapping[str, str], *, who: str | None = None, demo: bool = False, mask: bool = False) -> int:
    """Open the session on ``home`` (``who``: that person's card) and return the exit code.

    ``demo`` says that the home is the demo's. Raises ``ReconnectError`` for what can be said in a sentence; an unexpected error of the
    app is raised as it is, after the terminal was restored and the drafts were saved.
    """
    import os

    desk = open_desk(home, environ, sitting=os.urandom(6).hex())
    try:
        person_id = None
        if who is not None:
            from reconnect_tui.services import finding

            person_id = finding.one(desk, who).id
        code = _run(desk, person_id, mask)
    finally:
        desk.close()
    return code


def _run(desk: Desk, person_id: int | None, mask: bool) -> int:
    from reconnect_tui.ui.sitting import Sitting

    sitting = Sitting(desk, who=person_id, mask=mask)

    def make() -> ReconnectApp:
        from reconnect_tui.keymap import resolve
        from reconnect_tui.services.themes import opening_theme
        from reconnect_tui.ui.app import ReconnectApp

        actions, problems = resolve(desk.config.keys)
        theme, told = opening_theme(desk.config.theme, desk.home.themes, desk.environ)
        sitting.warnings = (*problems, *((told,) if told else ()))
        card = sitting.first_card()
        app = ReconnectApp(sitting.attach, card=card, today=desk.today, mask=mask, theme=theme, actions=actions)
        return app

    saved = True
    try:
        app = start.run(make)
    finally:
        saved = sitting.finish()
    if app.failure is not None:
        raise app.failure
    if not saved:
        raise ReconnectError("The last words of a draft could not be saved: the disk would not take them.")
    return app.return_code or 0
