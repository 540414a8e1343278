"""An import is taken back beside the app; stopped, it leaves all as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.services import history
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.history import Undone
from reconnect_tui.store import people
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.welcome import WelcomeScreen
from reconnect_tui.ui.screens.working import WorkingSheet
from tests.data import linkedin
from tests.data.network import invent
from tests.ui.test_bringing import look_at
from tests.ui.test_sitting import Stage, environ, running

__all__ = ["environ"]


async def bring(stage: Stage, folder: Path) -> None:
    export = folder / "Connections.csv"
    linkedin.write_people(export, invent(20))
    await look_at(stage, export)
    await stage.press("enter", "enter")


async def test_an_import_is_taken_back_and_done_again(environ: dict[str, str], tmp_path: Path) -> None:
    async with running(environ, invented=False) as stage:
        await bring(stage, tmp_path)
        assert people.anybody(stage.desk.store)
        await stage.press("u")
        assert not people.anybody(stage.desk.store)
        assert stage.in_front(WelcomeScreen)
        stage.sitting.decide("redo")
        await stage.settle()
        assert people.anybody(stage.desk.store)
        assert stage.in_front(CardScreen)


async def test_esc_stops_it_and_all_is_as_it_was(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = history.undo_step

    def slowly(desk: Desk, number: int) -> Undone:
        """As a large import would: in the middle of it when Esc is pressed."""
        with desk.store.transaction() as connection:
            really(desk, number)
            for _ in range(1000):
                connection.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT sum(i) FROM n"
                ).fetchone()
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(history, "undo_step", slowly)
    async with running(environ, invented=False) as stage:
        await bring(stage, tmp_path)
        before = stage.sentences()
        await stage.pilot.press("u")
        while not stage.in_front(WorkingSheet):
            await stage.pilot.pause(0.01)
        await stage.press("escape")
        assert not stage.in_front(WorkingSheet)
        assert "Stopped" in stage.app.card_screen._said
        assert stage.sentences() == before
        assert people.anybody(stage.desk.store)
