"""Keeping a line and looking back, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.services import keeping
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.looking_back import LookingBackSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from tests.ui.test_sitting import running


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


async def test_a_line_of_theirs_is_kept_and_seen_again(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        row = stage.desk.store.connection.execute("SELECT id FROM person WHERE name = 'Ada Okafor'").fetchone()
        stage.sitting.show(stage.sitting.session.open(row[0]))
        await stage.press("v")
        assert stage.in_front(CardScreen), "nothing is chosen yet"
        await stage.press("j", "v")
        assert stage.in_front(ChoiceSheet)
        await stage.press("1")
        (line,) = keeping.lines_of(stage.desk, row[0])
        assert stage.sentences()[0] == "Kept a line of Ada’s"
        await stage.press("b")
        assert stage.in_front(LookingBackSheet)
        seen = "\n".join(one.plain for one in stage.app.screen.query_one("#timeline").lines(70))  # type: ignore[attr-defined]
        assert line.text in seen
        assert "connected " in seen
        await stage.press("escape", "u")
        assert keeping.lines_of(stage.desk, row[0]) == []
        await stage.press("m", "b")
        assert not stage.in_front(LookingBackSheet), "masked, it shows nothing"
