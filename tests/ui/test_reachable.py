"""Whatever the registry holds can be done by its key, by a click and by its name in the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.keymap import ACTIONS, CARD, SORTING, TEXT, key_names
from reconnect_tui.ui.screens.help import HelpSheet
from tests.ui.people import full
from tests.ui.stage import stage
from tests.ui.tour import Stop, environ_in, opened

ON_CARD = [action.id for action in ACTIONS if action.where == CARD]
IN_TEXT = [action.id for action in ACTIONS if action.where == TEXT]


async def test_every_action_of_the_card_is_done_by_each_of_its_keys() -> None:
    app, _ = stage(full())
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        heard: list[str] = []
        app.card_screen.press = heard.append  # type: ignore[method-assign,assignment]
        for action in ACTIONS:
            if action.where == CARD:
                heard.clear()
                keys = key_names(action.keys)
                await pilot.press(*keys)
                await pilot.pause()
                assert heard == [action.id] * len(keys)


@pytest.mark.parametrize("action_id", IN_TEXT)
async def test_every_action_of_a_text_is_done_by_its_key_and_by_its_name(action_id: str) -> None:
    app, _ = stage(full())
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        heard: list[str] = []
        app.card_screen.paper.area.act = heard.append  # type: ignore[method-assign,assignment]
        action = next(action for action in ACTIONS if action.id == action_id)
        await pilot.press(*key_names(action.keys))
        app.act(action_id)
        await pilot.pause()
        assert heard == [action_id, action_id]


async def test_the_palette_names_them_all(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("card", ())) as here:
        named = {command.title.casefold() for command in here.app.get_system_commands(here.app.screen)}
        for action in ACTIONS:
            if action.id in ("leave", "palette") or action.where == SORTING:
                continue
            label = f"in the letter: {action.label}" if action.where == TEXT else action.label
            assert label.casefold() in named, action.id
        here.app.card_screen.sort(["close", "friends"])
        named = {command.title.casefold() for command in here.app.get_system_commands(here.app.screen)}
        assert {"close", "friends", "leave open", "enough"} <= named, named


@pytest.mark.parametrize("action_id", [action.id for action in ACTIONS if action.where != SORTING])
async def test_a_click_on_a_line_of_the_help_does_it(tmp_path: Path, action_id: str) -> None:
    app, _ = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        done: list[str | None] = []
        sheet = HelpSheet(app.actions)
        await app.push_screen(sheet, done.append)
        await pilot.pause()
        row = next(row for row, name in sheet._places.items() if name == action_id)
        sheet.query_one(".sheet").scroll_to(y=row, animate=False)
        await pilot.pause()
        await pilot.click(".words", offset=(14, row))
        await pilot.pause()
        assert done == [action_id]


async def test_a_click_on_the_footer_does_it() -> None:
    app, _ = stage(full())
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        heard: list[str] = []
        app.card_screen.press = heard.append  # type: ignore[method-assign,assignment]
        foot = app.card_screen.query_one("#keys")
        places = foot._drawn.places  # type: ignore[attr-defined]
        assert len(places) > 8
        for start, _, action_id in places:
            heard.clear()
            await pilot.click("#keys", offset=(start + foot.styles.padding.left, 0))
            await pilot.pause()
            assert heard == [action_id]


async def test_the_palette_opens_on_the_last_screen_too(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("last", ("ctrl+p",), "")) as here:
        assert type(here.app.screen).__name__ == "CommandPalette"
