"""Every action of a page by each of its keys, by a click and by its name; and from the card, where that makes sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.keymap import ACTIONS, FROM_THE_CARD_TOO, PAGE, key_names, resolve
from reconnect_tui.ui.screens.help import HelpSheet
from reconnect_tui.ui.screens.kept_lines import KeptLines
from reconnect_tui.ui.screens.merge import WhoElse
from reconnect_tui.ui.screens.page import PageSheet
from reconnect_tui.ui.screens.relation import RelationSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet, Sheet
from reconnect_tui.ui.widgets.footer import KeyLine
from tests.ui.seen import seen
from tests.ui.test_sitting import Stage
from tests.ui.tour import Stop, environ_in, opened

OF_A_PAGE = [action for action in ACTIONS if action.where == PAGE]


def sheet_of(here: Stage) -> PageSheet:
    sheet = here.app.screen
    assert isinstance(sheet, PageSheet)
    return sheet


async def test_each_key_click_and_name_does_it(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("e",)), size=(120, 40)) as here:
        sheet, heard = sheet_of(here), list[str]()
        sheet.act = heard.append  # type: ignore[method-assign,assignment]
        for action in OF_A_PAGE:
            for key in key_names(action.keys):
                heard.clear()
                await here.press(key)
                assert heard == [action.id], key
        names = {command.title: command.callback for command in here.app.get_system_commands(here.app.screen)}
        for action in OF_A_PAGE:
            heard.clear()
            names[action.label.capitalize()]()
            assert heard == [action.id]
        foot = sheet.query_one("#page-keys", KeyLine)
        clicked = set()
        for some in (OF_A_PAGE[::2], OF_A_PAGE[1::2]):  # all of them have no room beside each other
            foot.show([action._replace(footer_order=1, drop_order=0, label="x") for action in some])
            await here.settle()
            for start, _, action_id in foot._drawn.places:
                heard.clear()
                await here.pilot.click("#page-keys", offset=(start, 0))
                await here.pilot.pause()
                assert heard == [action_id]
                clicked.add(action_id)
        assert clicked == {action.id for action in OF_A_PAGE}


async def test_the_palette_opens_over_a_page(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("e", "ctrl+p", '"merge'))) as here:
        assert "This page and another one are of one person" in seen(here.app)
        await here.press("down", "enter")
        await here.settle()
        assert here.in_front(WhoElse)


@pytest.mark.parametrize(
    ("action_id", "sheet"),
    [
        ("page-contact", KeptLines), ("page-tag", KeptLines), ("page-relation", RelationSheet), ("page-merge", WhoElse), ("page-delete", ChoiceSheet),
    ],
)  # fmt: skip
async def test_from_the_card_by_name(tmp_path: Path, action_id: str, sheet: type[Sheet[object]]) -> None:
    assert action_id in FROM_THE_CARD_TOO
    async with opened(environ_in(tmp_path), Stop("", ())) as here:
        label = next(action.label for action in ACTIONS if action.id == action_id)
        names = {command.title: command.callback for command in here.app.get_system_commands(here.app.screen)}
        names[f"Their page: {label}"]()
        await here.settle()
        assert here.in_front(sheet)
        await here.press("escape")
        assert here.app.screen is here.app.card_screen
        names["Edit person"]()
        await here.settle()
        assert here.in_front(PageSheet)


async def test_help_over_a_page_does_what_is_clicked_to_that_page(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("e", "?"))) as here:
        sheet = here.app.screen
        assert isinstance(sheet, HelpSheet)
        row = next(row for row, name in sheet._places.items() if name == "page-tag")
        sheet.clicked(row)
        await here.settle()
        assert here.in_front(KeptLines)
        await here.press("escape")
        assert here.in_front(PageSheet)
        here.app.act("page-change")
        await here.settle()
        assert here.in_front(KeptLines), "the row under the cursor"


async def test_other_keys_work_at_once(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ())) as here:
        actions, problems = resolve({"page-tag": "f2", "page-prefer": "t"})
        assert problems == []
        here.app.rebind(actions)
        await here.press("e", "f2")
        assert here.in_front(KeptLines)


async def test_lines_are_saved_and_left_by_clicks_too(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("e", "t"))) as here:
        await here.write("boats")
        foot = here.app.screen.query_one("#lines-keys", KeyLine)
        start = next(start for start, _, name in foot._drawn.places if name == "text-leave")
        await here.pilot.click("#lines-keys", offset=(start, 0))
        await here.settle()
        assert here.in_front(PageSheet)
        await here.press("t", "g")
        foot = here.app.screen.query_one("#lines-keys", KeyLine)
        start = next(start for start, _, name in foot._drawn.places if name == "text-done")
        await here.pilot.click("#lines-keys", offset=(start, 0))
        await here.settle()
        assert here.in_front(PageSheet)
        assert "tag:boats" in [row.name for row in sheet_of(here)._rows]
