"""Circles, and what is decided about the person shown, by keys alone: what is asserted is what is stored."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from reconnect_tui.core.person import Person
from reconnect_tui.services import circles, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from reconnect_tui.store.people import update
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.circles import CirclesSheet
from reconnect_tui.ui.screens.how_met import HowMetSheet
from reconnect_tui.ui.screens.line import LineSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.widgets.line_input import LineInput
from tests.ui.test_sitting import Stage, running


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


def shown(stage: Stage) -> Person:
    assert stage.sitting.card is not None
    return people.get(stage.desk.store, stage.sitting.card.person.id)


def paces(stage: Stage) -> dict[str, int | None]:
    return dict(people.circles(stage.desk.store))


def words(stage: Stage) -> str:
    """All that stands on the sheet in front."""
    parts = [str(part.render()) for part in stage.app.screen.query("Static, Lines")]
    parts += [str(option.prompt) for every in stage.app.screen.query(OptionList) for option in every.options]
    return "\n".join(parts)


def on(desk: Desk, days: int) -> Desk:
    """The same home, some days from now."""
    day = desk.today + timedelta(days)
    return Desk(desk.home, desk.store, desk.config, environ={"RECONNECT_TODAY": day.isoformat()}, sitting=desk.sitting)


async def test_a_digit_is_a_circle_and_p_a_pace_of_their_own(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        assert shown(stage).circle == "close"
        await stage.press("c", "c")
        assert stage.in_front(ChoiceSheet), "no sheet answers to the letter that opened it"
        await stage.press("2")
        assert shown(stage).circle == "friends"
        await stage.press("c", "p")
        await stage.write("2 weeks")
        await stage.press("enter")
        assert (shown(stage).circle, shown(stage).pace) == ("friends", 14)
        await stage.press("c", "p", "backspace", "enter")
        assert shown(stage).pace is None
        await stage.press("u", "u", "u")
        assert (shown(stage).circle, shown(stage).pace) == ("close", None)


async def test_the_settings_by_keys_alone(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("c", "s")
        assert stage.in_front(CirclesSheet)
        assert circles.what_they_ask(stage.desk) in words(stage)
        await stage.press("a")
        await stage.write("choir")
        await stage.press("tab")
        await stage.write("30")
        await stage.press("enter")
        assert stage.in_front(CirclesSheet)
        assert paces(stage)["choir"] == 30
        await stage.press("r")
        await stage.write(" of old")
        await stage.press("enter", "enter")
        await stage.write("40")
        await stage.press("enter")
        assert paces(stage)["choir of old"] == 40
        await stage.press("delete")
        assert "choir of old" not in paces(stage), "nobody is in it, so nothing is asked"
        await stage.press("u")
        assert paces(stage)["choir of old"] == 40
        await stage.press("escape")
        assert stage.in_front(CardScreen)


async def test_removing_a_circle_asks_where_its_people_go(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("c", "s", "delete")
        assert "close goes; where do its people go?" in words(stage)
        await stage.press("escape")
        assert "close" in paces(stage)
        await stage.press("delete", "1")
        assert "close" not in paces(stage)
        assert shown(stage).circle == "friends"
        await stage.press("u", "escape")
        assert shown(stage).circle == "close"


async def test_what_cannot_be_done_is_said_on_the_sheet(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        before = paces(stage)
        await stage.press("c", "s", "a")
        await stage.write("Friends")
        await stage.press("enter")
        assert stage.in_front(CirclesSheet)
        assert "There is a circle “Friends” already." in words(stage)
        await stage.press("j", "j", "j", "r")
        await stage.press("backspace", "enter")
        assert "import" in words(stage)
        assert paces(stage) == before


async def test_the_line_on_what_paces_ask_for_is_in_the_settings_alone(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        said = circles.what_they_ask(stage.desk)
        for keys in (("c",), ("i",), ("a",), ("question_mark",)):
            await stage.press(*keys)
            assert said not in words(stage), keys
            await stage.press("escape")


async def test_later_shows_its_day_before_it_is_taken(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        who = shown(stage).id
        await stage.press("p", "p")
        assert stage.in_front(LineSheet)
        await stage.press("escape", "p")
        assert "22 December 2026" in words(stage)
        await stage.press("enter")
        assert people.get(stage.desk.store, who).later_until == "2026-12-22"
        await stage.press("u")
        assert people.get(stage.desk.store, who).later_until is None
        await stage.press("p")
        await stage.write("in 2 weeks")
        await stage.press("enter")
        assert people.get(stage.desk.store, who).later_until == "2026-12-06"


@pytest.mark.parametrize(
    ("key", "pace", "status", "sentences"),
    [
        ("l", 42, "active", ["Jiří Dvořáček: about every 42 days, their own pace", "Jiří Dvořáček: not today"]),
        ("r", None, "resting", ["Jiří Dvořáček rests", "Jiří Dvořáček: not today"]),
        ("v", None, "never", ["Jiří Dvořáček will not be suggested again", "Jiří Dvořáček: not today"]),
        ("n", None, "active", ["Jiří Dvořáček: not today"]),
        ("escape", None, "active", ["Jiří Dvořáček: not today"]),
    ],
)
async def test_after_three_times_not_today(
    environ: dict[str, str], key: str, pace: int | None, status: str, sentences: list[str]
) -> None:
    async with running(environ) as stage:
        who = shown(stage)
        for days in (-2, -1):
            recording.skip(on(stage.desk, days), who.id)
        await stage.press("x", "x")
        assert stage.in_front(ChoiceSheet)
        await stage.press(key)
        assert stage.in_front(CardScreen)
        assert shown(stage).id != who.id, "it is not today in any case"
        now = people.get(stage.desk.store, who.id)
        assert (now.pace, now.status) == (pace, status)
        assert stage.sentences()[: len(sentences)] == sentences
        await stage.press(*("u" * len(sentences)))
        assert shown(stage) == who


async def test_a_stranger_without_a_pace_is_put_off_for_half_a_year(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        row = stage.desk.store.connection.execute("SELECT id FROM person WHERE name = 'Guadalupe Ortegón'").fetchone()
        stage.sitting.show(stage.sitting.session.open(row[0]))
        for days in (-2, -1):
            recording.skip(on(stage.desk, days), row[0])
        await stage.press("x", "l")
        assert people.get(stage.desk.store, row[0]).later_until == "2027-05-23"


async def test_rest_for_a_while_for_good_and_awake_again(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        who = shown(stage).id
        await stage.press("g", "g")
        assert "let them rest until a day" in words(stage)
        assert "they may come again" not in words(stage)
        await stage.press("u")
        assert stage.in_front(LineSheet)
        await stage.press("enter")
        assert people.get(stage.desk.store, who).later_until == "2026-12-22"
        await stage.press("u", "g", "r")
        assert people.get(stage.desk.store, who).status == "resting"
        stage.sitting.show(stage.sitting.session.open(who))
        await stage.press("g", "w")
        assert shown(stage).status == "active"


async def test_a_death_has_no_toast_no_word_and_no_next_card(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        who = shown(stage)
        await stage.press("g", "d")
        assert shown(stage).id == who.id
        assert stage.sitting.card is not None
        assert stage.sitting.card.reason == "Their page stays. Nothing here will ask you to write."
        assert stage.app.card_screen._said == ""
        assert not list(stage.app._notifications)
        assert not stage.sitting.can("done")
        await stage.press("escape")
        assert shown(stage).id != who.id
        await stage.press("u")
        assert (shown(stage).id, shown(stage).status) == (who.id, "active")


async def test_how_you_met_for_all_who_are_ticked_is_one_step(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        names = ("Ada Okafor", "Ben Ito", "Chi Wu", "Dora Kovač")
        ids = [done.person.id for name in names if (done := recording.add_person(stage.desk, name)).person]
        with recording.decision(stage.desk, "edit", "Connected"):
            for who, day in zip(ids, ("2015-03-14", "2015-03-15", "2015-03-17", "2015-03-14"), strict=True):
                update(stage.desk.store, "person", who, connected_on=day)
        recording.died(stage.desk, ids[3])
        stage.sitting.show(stage.sitting.session.open(ids[0]))
        await stage.settle()
        await stage.press("h")
        assert stage.in_front(HowMetSheet)
        assert "Ben Ito" in words(stage)
        assert "Dora" not in words(stage)
        await stage.press("tab", "j", "space", "enter")
        assert stage.in_front(HowMetSheet), "ticked, and nothing said yet"
        assert isinstance(stage.app.focused, LineInput)
        await stage.write("the ferry to Vigo")
        await stage.press("tab", "k", "space", "space", "enter")
        assert [people.get(stage.desk.store, who).how_met for who in ids] == ["the ferry to Vigo", "", "the ferry to Vigo", ""]
        assert stage.sentences()[0] == "How you met Ada Okafor, Chi Wu: the ferry to Vigo"
        await stage.press("u")
        assert [people.get(stage.desk.store, who).how_met for who in ids] == [""] * 4


async def test_which_of_several_promises_is_done_or_let_go(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        who = shown(stage).id
        for what in ("send the book", "lend the boat"):
            recording.add_follow_up(stage.desk, who, None, what, promise=True)
        stage.sitting.show(anew=True)
        await stage.press("d")
        options = stage.app.screen.query_one(OptionList)
        assert options.option_count == 3
        await stage.press("2")
        assert stage.sentences()[0] == "Done: send the book"
        await stage.press("D", "2")
        assert stage.sentences()[0] == "Dropped: lend the boat"
        await stage.press("D")
        assert stage.sentences()[0].startswith("Dropped: ask how the move")
        assert people.follow_ups(stage.desk.store, who, open_only=True) == ()
        await stage.press("u", "u", "u")
        assert len(people.follow_ups(stage.desk.store, who, open_only=True)) == 3


async def test_a_follow_up_leads_until_it_is_closed(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        assert stage.sitting.card is not None
        assert stage.sitting.card.reason.startswith("You said you’d ask how the move")
        await stage.press("d")
        assert not stage.sitting.card.reason.startswith("You said")
        assert shown(stage).name == "Jiří Dvořáček", "done decides nothing about the day"


async def test_why_tells_all_rules_within_eighty_columns(environ: dict[str, str]) -> None:
    async with running(environ, size=(80, 24)) as stage:
        await stage.press("i")
        told = words(stage)
        assert stage.sitting.card is not None
        for because in stage.sitting.card.because:
            assert because.rule in told
            assert because.detail.split()[0] in told
        assert max(len(line) for line in told.split("\n")) <= 72
