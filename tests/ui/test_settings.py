"""Settings in the app: what is changed holds at once and is kept; what the user wrote wins, and is never rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.keymap import ACTIONS, CARD, key_names
from reconnect_tui.paths import find_home
from reconnect_tui.services import settings
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.help import HelpSheet
from reconnect_tui.ui.screens.settings import KeysSheet, PressSheet, RowsSheet
from tests.ui.seen import seen
from tests.ui.test_sitting import Stage, running


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


def config_file(environ: dict[str, str], text: str) -> Path:
    path = Path(find_home(None, environ, "linux").config_file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


async def settings_of(stage: Stage, *keys: str) -> None:
    stage.sitting.decide("settings")
    await stage.settle()
    await stage.press(*keys)


async def test_people_a_day_are_changed_and_kept(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await settings_of(stage, "enter", "9", "9", "enter")
        assert "from 1 to 12" in seen(stage.app)
        await stage.press("backspace", "backspace", "5", "enter")
        assert stage.in_front(RowsSheet)
        assert "people a day                5" in seen(stage.app)
        assert "from the next day on" in seen(stage.app)
        assert stage.desk.config.people_a_day == 5
    config, problems = settings.load(find_home(None, environ, "linux"))
    assert (config.people_a_day, problems) == (5, [])


async def test_a_switch_and_a_rule_turn_and_turn_back(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await settings_of(stage, "j", "enter")
        assert not stage.desk.config.wild_card
        await stage.press("enter", "j", "enter", "enter")
        assert stage.desk.config.wild_card
        assert stage.desk.config.rules_off == ("follow-up",)
        assert "(off)" in seen(stage.app)
        await stage.press("enter", "escape", "escape")
        assert stage.desk.config.rules_off == ()
        assert stage.in_front(CardScreen)


async def test_what_the_user_wrote_wins_and_is_said_with_its_line(environ: dict[str, str]) -> None:
    path = config_file(environ, "# mine\nmy_name: Bo\npeople_a_day: 2\n")
    before = path.read_bytes()
    async with running(environ) as stage:
        await settings_of(stage)
        assert "2  config.yaml, line 3" in seen(stage.app)
        await stage.press("enter")
        assert stage.in_front(RowsSheet), "nothing is asked that could not hold"
        assert "Line 3 of config.yaml says so" in seen(stage.app)
    assert path.read_bytes() == before


async def test_another_key_works_as_soon_as_it_is_given(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        stage.sitting.decide("keys")
        await stage.settle()
        assert stage.in_front(KeysSheet)
        sheet = stage.app.screen
        sheet.query_one("Choices").highlighted = sheet.query_one("Choices").get_option_index("help")  # type: ignore[attr-defined]
        await stage.press("enter")
        assert stage.in_front(PressSheet)
        await stage.press("f3")
        assert "f3 instead of ?." in seen(stage.app)
        await stage.press("escape", "escape", "?")
        assert stage.in_front(CardScreen), "the old key is free"
        assert "f3 help" in seen(stage.app)
        await stage.press("f3")
        assert stage.in_front(HelpSheet)
        told = [one.plain for one in stage.app.screen.query_one(".words").lines(70)]  # type: ignore[attr-defined]
        assert any(line.startswith("f3 ") and line.endswith("All keys, and what they do.") for line in told)
    async with running(environ) as stage:
        await stage.press("f3")
        assert stage.in_front(HelpSheet), "and after a restart"
        await stage.press("escape")
        stage.sitting.decide("keys")
        await stage.settle()
        listed = stage.app.screen.query_one("Choices")
        listed.highlighted = listed.get_option_index("help")  # type: ignore[attr-defined]
        await stage.press("delete", "escape", "escape", "?")
        assert stage.in_front(HelpSheet), "del brings it back as it was"


async def test_a_key_that_is_taken_is_refused_in_words(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        stage.sitting.decide("keys")
        await stage.settle()
        listed = stage.app.screen.query_one("Choices")
        listed.highlighted = listed.get_option_index("mask")  # type: ignore[attr-defined]
        await stage.press("enter", "w")
        assert "“w” cannot be for “mask”: it is for “write”." in seen(stage.app)
        await stage.press("enter", "escape", "escape", "escape", "m")
        assert stage.sitting.mask


async def test_a_bad_key_in_the_users_file_is_said_with_its_line(environ: dict[str, str]) -> None:
    path = config_file(environ, "people_a_day: 3\nkeys:\n  wirte: w\n  mask: w\n  skip: f5\n")
    async with running(environ) as stage:
        said = [f"{path}, line 3: keys: there is no action “wirte”. Did you mean “write”?"]
        said += [f"{path}, line 4: keys: “w” cannot be for “mask”: it is for “write”."]
        assert list(stage.sitting.warnings) == said
        assert "f5 not today" in seen(stage.app)


MOVED = {
    action.id: f"ctrl+{letter}"
    for action, letter in zip([a for a in ACTIONS if a.where == CARD], "abdefgjklnotuvwxyz", strict=False)
}


@pytest.mark.parametrize("name", sorted(MOVED))
async def test_every_action_of_the_card_follows_its_key(name: str) -> None:
    from reconnect_tui.keymap import resolve
    from tests.ui.people import full
    from tests.ui.stage import stage

    app, told = stage(full())
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        heard: list[str] = []
        app.card_screen.press = heard.append  # type: ignore[method-assign,assignment]
        actions, problems = resolve({name: MOVED[name]})
        assert problems == []
        app.rebind(actions)
        old = key_names(next(action.keys for action in ACTIONS if action.id == name))[0]
        await pilot.press(old, MOVED[name])
        await pilot.pause()
        assert heard == [name]
        assert told.decided == []
