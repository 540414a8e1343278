"""Looking back and ahead, by keys and by mouse."""

from __future__ import annotations

from pathlib import Path

from reconnect_tui.services import recording
from reconnect_tui.ui.screens.ahead import AheadSheet
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.looking_back import LookingBackSheet
from reconnect_tui.ui.widgets.timeline import Timeline
from tests.ui.seen import seen
from tests.ui.tour import Stop, environ_in, opened

BACK = Stop("back", ("b",))


async def test_the_cursor_goes_from_mark_to_mark_and_the_words_follow(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), BACK) as stage:
        line = stage.app.screen.query_one(Timeline)
        assert line.month is not None
        assert (line.month.year, line.month.month, line.month.mark) == (2023, 3, "←")
        assert "zqmessage to you. zqsecond one." in seen(stage.app)
        await stage.press("j")
        assert (line.month.year, line.month.month, line.month.mark) == (2022, 2, "↔")
        assert "zqnote about two" in seen(stage.app)
        assert "zqmessage to you. zqsecond one." not in seen(stage.app)
        await stage.press("j", "left", "k")
        assert line.month.year == 2023
        row, column = line._rows[2022], 11 + 1 * 3 + 1
        await stage.pilot.click(Timeline, offset=(column, row))
        await stage.settle()
        assert line.month.year == 2022
        assert "“zqmessage to you.”" in seen(stage.app), "a line that was kept"


async def test_a_year_lists_names_and_a_month_opens_a_card(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), BACK) as stage:
        await stage.press("tab")
        assert "2023" in seen(stage.app)
        assert "March       Ada Zqokafor" in seen(stage.app)
        await stage.press("left")
        assert "February    Ada Zqokafor, Bo Zqlind" in seen(stage.app)
        await stage.press("enter")
        assert "February 2022" in seen(stage.app)
        await stage.press("escape")
        assert stage.in_front(LookingBackSheet), "one step back"
        await stage.press("enter", "j", "enter")
        assert stage.in_front(CardScreen)
        assert stage.name == "Bo Zqlind"


async def test_the_circles_tell_when_each_was_last_met_and_nobody_silent(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("card", ())) as stage:
        row = stage.desk.store.connection.execute("SELECT id FROM person WHERE name LIKE 'Bo %'").fetchone()
        recording.died(stage.desk, row[0])
        await stage.press("b", "shift+tab")
        drawn = seen(stage.app)
        assert "12 Mar 2023  Ada Zqokafor" in drawn
        assert "Bo Zqlind" not in drawn
        await stage.press("tab", "tab", "left")
        assert "Bo Zqlind" not in seen(stage.app)


async def test_a_click_turns_the_page_and_no_number_of_people_is_said(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), BACK) as stage:
        await stage.pilot.click("#pages", offset=(len("Ada Zqokafor") + 4, 0))
        await stage.settle()
        assert "another year" in seen(stage.app)


async def test_what_is_ahead_opens_its_card(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("ahead", ("a",), "Bo")) as stage:
        assert stage.in_front(AheadSheet)
        assert "promised: zqpromise to keep" in seen(stage.app)
        await stage.press("enter")
        assert stage.in_front(CardScreen)
        assert stage.name == "Ada Zqokafor"
