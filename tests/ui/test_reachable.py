"""Whatever the registry holds can be done by each of its keys, by a click and by its name in the palette; other keys work at once.

Each test walks the registry and listens where keys, clicks and names come together; what it has heard at the end is compared with all
there is, so that nothing can be left out by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.keymap import ACTIONS, ANYWHERE, CARD, LAST, PAGE, SORTING, TEXT, Action, key_names, resolve
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.help import HelpSheet
from reconnect_tui.ui.screens.line import LineSheet
from reconnect_tui.ui.sorting import plain_id
from reconnect_tui.ui.widgets.footer import KeyLine
from tests.ui.people import full
from tests.ui.seen import seen
from tests.ui.stage import stage
from tests.ui.test_sitting import Stage
from tests.ui.tour import Stop, environ_in, opened

KEY, CLICK, NAME = "key", "click", "name"
ELSEWHERE = frozenset(("leave", "palette"))
"""The palette has its own Esc, and cannot be chosen in itself."""
CIRCLES = [f"circle {number}" for number in range(1, 10)]


def of(*places: str) -> list[Action]:
    return [action for action in ACTIONS if action.where in places]


def test_no_place_is_forgotten() -> None:
    assert {action.where for action in ACTIONS} == {CARD, TEXT, ANYWHERE, SORTING, LAST, PAGE}, (
        "a page's are in test_page_keys.py"
    )


def hears_anything(here: Stage) -> list[str]:
    """Have the app do nothing of what is asked of it, and put down what it would have done."""
    heard: list[str] = []
    app = here.app
    app.card_screen.press = heard.append  # type: ignore[method-assign,assignment]
    app.card_screen.paper.area.act = heard.append  # type: ignore[method-assign,assignment]
    app.exit = lambda *_, **__: heard.append("quit")  # type: ignore[method-assign]
    app.action_command_palette = lambda: heard.append("palette")  # type: ignore[method-assign]
    return heard


def named(here: Stage) -> dict[str, Callable[[], Any]]:
    """What the palette lists, by its names."""
    return {command.title: command.callback for command in here.app.get_system_commands(here.app.screen)}


def name_of(action: Action) -> str:
    return (f"In the letter: {action.label}" if action.where == TEXT else action.label).capitalize()


async def clicked_in_help(here: Stage, actions: Iterable[Action], heard: list[str]) -> set[tuple[str, str]]:
    done = set()
    for action in actions:
        heard.clear()
        here.sitting.looking.help()
        await here.pilot.pause()
        sheet = here.app.screen
        assert isinstance(sheet, HelpSheet)
        row = next(row for row, name in sheet._places.items() if name == action.id)
        sheet.query_one(".sheet").scroll_to(y=row, animate=False)
        await here.pilot.pause()
        await here.pilot.click(".words", offset=(14, row))
        await here.pilot.pause()
        assert not here.in_front(HelpSheet)
        done |= {(action.id, CLICK) for one in heard if one == action.id}
    return done


@pytest.mark.parametrize("place", [CARD, TEXT, ANYWHERE])
async def test_every_action_is_done_by_each_of_its_keys_by_a_click_and_by_its_name(tmp_path: Path, place: str) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("w",) if place == TEXT else ())) as here:
        heard, done = hears_anything(here), set()
        for action in of(place):
            for key in key_names(action.keys):
                heard.clear()
                await here.pilot.press(key)
                await here.pilot.pause()
                assert heard == [action.id], key
                done.add((action.id, KEY))
        listed = named(here)
        for action in of(place):
            if action.id not in ELSEWHERE:
                heard.clear()
                listed[name_of(action)]()
                assert heard == [action.id]
                done.add((action.id, NAME))
        done |= await clicked_in_help(here, of(place), heard)
        everything = {(action.id, way) for action in of(place) for way in (KEY, CLICK, NAME)}
        assert everything - done == {(action.id, NAME) for action in of(place) if action.id in ELSEWHERE}
        assert len(done) >= 3


async def test_those_of_the_pass_into_circles_are_too(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ()), size=(300, 40)) as here:
        here.app.card_screen.sort(CIRCLES)
        await here.settle()
        heard, done = hears_anything(here), set()
        for action in of(SORTING):
            for key in key_names(action.keys):
                heard.clear()
                await here.pilot.press(key)
                await here.pilot.pause()
                done |= {(one, KEY) for one in heard if plain_id(one) == action.id}
        foot = here.app.card_screen.query_one("#keys")
        for circles in (CIRCLES, CIRCLES[:2]):  # with nine of them, there is no room for the others
            here.app.card_screen.sort(circles)
            await here.settle()
            for start, _, action_id in foot._drawn.places:  # type: ignore[attr-defined]
                heard.clear()
                await here.pilot.click("#keys", offset=(start + foot.styles.padding.left, 0))
                await here.pilot.pause()
                assert heard == [action_id]
                done.add((action_id, CLICK))
        here.app.card_screen.sort(CIRCLES)
        listed = named(here)
        for action in here.app.card_screen.sorting_keys():
            heard.clear()
            listed[action.label.capitalize()]()
            assert heard == [action.id]
            done.add((action.id, NAME))
        everything = {f"sort-circle-{number}" for number in range(1, 10)} | {one.id for one in of(SORTING)} - {"sort-circle"}
        assert done == {(one, way) for one in everything for way in (KEY, CLICK, NAME)}


async def test_those_of_the_last_screen_are_too(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", (), "")) as here:
        heard, done = hears_anything(here), set()
        here.sitting.decide = heard.append  # type: ignore[method-assign,assignment]
        screen = here.app.screen
        foot = screen.query_one(KeyLine)
        foot.show([action._replace(footer_order=place) for place, action in enumerate(of(LAST), 1)])
        screen._keys |= {key: action for action in of(LAST) for key in key_names(action.keys)}  # type: ignore[attr-defined]
        await here.settle()
        for _, _, action_id in foot._drawn.places:
            heard.clear()
            foot.post_message(KeyLine.Pressed(action_id))  # the pilot clicks nowhere in the padding of a screen
            await here.pilot.pause()
            done |= {(action_id, CLICK) for one in heard if one == action_id}
        listed = named(here)
        for action in of(LAST):
            heard.clear()
            await here.pilot.press(*key_names(action.keys))
            await here.pilot.pause()
            done |= {(one, KEY) for one in heard}
            heard.clear()
            listed[name_of(action)]()
            done |= {(one, NAME) for one in heard}
        assert done == {(action.id, way) for action in of(LAST) for way in (KEY, CLICK, NAME)}
        assert done


async def test_a_name_is_typed_in_the_palette_and_taken(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("ctrl+p", '"follow-up'))) as here:
        assert "Set a day to come back to something." in seen(here.app)
        await here.press("down", "enter")
        await here.settle()
        assert here.in_front(LineSheet)
        assert "come back to Ada" in seen(here.app)


async def test_the_palette_opens_on_the_last_screen_too(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("last", ("ctrl+p",), "")) as here:
        assert type(here.app.screen).__name__ == "CommandPalette"


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


def moved(actions: list[Action]) -> dict[str, str]:
    """Each of these with the keys of the one behind it, the last with those of the first."""
    return {one.id: other.keys for one, other in zip(actions, [*actions[1:], actions[0]], strict=True)}


@pytest.mark.parametrize("place", [CARD, TEXT])
async def test_all_keys_trade_their_places_while_it_runs(tmp_path: Path, place: str) -> None:
    # "answer-line" has a key of the last screen, where some of the card's work too.
    wanted = moved(of(place)) | ({"answer-line": "f12"} if place == CARD else {})
    actions, problems = resolve(wanted)
    assert problems == []
    async with opened(environ_in(tmp_path), Stop("", ("w",) if place == TEXT else ())) as here:
        here.app.rebind(actions)
        await here.settle()
        if place == CARD:
            assert here.in_front(CardScreen)
            assert f"{wanted['write'].split(',')[0]} write" in seen(here.app), "the footer follows"
        heard, done = hears_anything(here), set()
        for action in actions:
            if action.where == place:
                for key in key_names(action.keys):
                    heard.clear()
                    await here.pilot.press(key)
                    await here.pilot.pause()
                    assert heard == [action.id], key
                    done.add(action.id)
        assert done == {action.id for action in of(place)}


async def test_a_click_on_what_is_for_sorting_alone_decides_nothing_elsewhere(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ())) as here:
        before = here.sentences()
        for action in of(SORTING):
            here.app.act(action.id)
            await here.settle()
            assert "That is for sorting people into circles" in seen(here.app)
        assert here.sentences() == before
        assert here.name == "Ada Zqokafor"
