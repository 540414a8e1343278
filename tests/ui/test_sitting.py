"""The whole app over a real home, by keys alone: what is asserted is what is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList, Static

from reconnect_tui.core.person import LINE, NOTE
from reconnect_tui.paths import find_home
from reconnect_tui.services import demo, history
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import drafts, moments, people
from reconnect_tui.ui.app import ReconnectApp
from reconnect_tui.ui.run import build
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.last import LastScreen
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.screens.welcome import WelcomeScreen
from reconnect_tui.ui.sitting import Sitting
from reconnect_tui.ui.widgets.line_input import LineInput
from tests.data import linkedin

Press = Callable[..., Awaitable[None]]


class Stage:
    """A running app, its sitting and its pilot."""

    def __init__(self, app: ReconnectApp, sitting: Sitting, pilot: Pilot[Any]) -> None:
        self.app = app
        self.sitting = sitting
        self.pilot = pilot
        later = iter(range(10, 10_000_000, 10))
        app.card_screen.clock = lambda: monotonic() + next(later)

    @property
    def desk(self) -> Desk:
        return self.sitting.desk

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def write(self, text: str) -> None:
        await self.press(*text)

    async def settle(self) -> None:
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def in_front(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen of that kind is what the user looks at."""
        return isinstance(self.app.screen, kind)

    @property
    def name(self) -> str:
        return self.sitting.card.person.name if self.sitting.card else ""

    def sentences(self) -> list[str]:
        return [step.sentence for step in history.listing(self.desk) if step.undone is None]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


@asynccontextmanager
async def running(environ: dict[str, str], *, invented: bool = True, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Stage]:
    desk = open_desk(find_home(None, environ, "linux"), environ, sitting="test")
    if invented and not people.anybody(desk.store):
        demo.build(desk)
    app, sitting = build(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        stage = Stage(app, sitting, pilot)
        await stage.settle()
        yield stage
    assert sitting.finish()
    desk.close()


async def test_a_hello_from_a_template_by_keys_alone(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        assert stage.name == "Jiří Dvořáček"
        await stage.press("t", "enter")
        await stage.write("the lathe")
        await stage.press("ctrl+s")
        assert stage.app.card_screen.paper.writing, "a hole is left, so the hand-over stops and goes there"
        await stage.write("I passed a bow maker")
        await stage.press("ctrl+s", "c")
        await stage.press("tab")
        await stage.write("in 2 weeks ask about the lathe")
        await stage.press("tab")
        await stage.write("felt good to write")
        await stage.press("enter")
        assert stage.name == "Ada Okafor"
        jiri = people.get(stage.desk.store, 2) if people.get(stage.desk.store, 2).name.startswith("Jiří") else None
        row = stage.desk.store.connection.execute("SELECT id FROM person WHERE name LIKE 'Jiří%'").fetchone()
        said = moments.of_person(stage.desk.store, row[0], limit=2)
        assert {moment.kind for moment in said} == {"message", "note"}
        letter = next(moment for moment in said if moment.kind == "message")
        assert "the lathe" in letter.text
        assert "I passed a bow maker" in letter.text
        assert "[[" not in letter.text
        assert (letter.at, letter.direction) == ("2026-11-22", "out")
        assert ("2026-12-06", "ask about the lathe") in [(f.due, f.what) for f in people.follow_ups(stage.desk.store, row[0])]
        assert drafts.get(stage.desk.store, row[0]) is None
        assert jiri is None or jiri.last_contact == "2026-11-22"
        await stage.press("u")
        assert stage.name == "Jiří Dvořáček"
        assert stage.app.card_screen.letter == letter.text
        assert drafts.get(stage.desk.store, row[0]) is not None


async def test_not_yet_keeps_the_draft(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("w")
        await stage.write("Hello out there, how is the lathe?")
        await stage.press("escape", "s", "c", "escape")
        assert stage.app.card_screen.letter == "Hello out there, how is the lathe?"
        assert stage.sitting.card is not None
        draft = drafts.get(stage.desk.store, stage.sitting.card.person.id)
        assert draft is not None
        assert draft.handed_over is None
        assert stage.sentences() == ["Made the invented network of the demo"]


async def test_an_unanswered_hand_over_is_asked_about_once_at_the_next_start(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("w")
        await stage.write("Hello, how is the lathe?")
        await stage.press("escape", "s", "c")
        assert drafts.unanswered(stage.desk.store)
    async with running(environ) as stage:
        await stage.press("enter")
        assert stage.sentences()[0] == "Recorded: wrote to Jiří Dvořáček"
    async with running(environ) as stage:
        assert stage.in_front(CardScreen)


async def test_each_decision_has_its_keys_and_one_step_of_undo(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        first = stage.name
        await stage.press("n")
        await stage.write("plays the cello")
        await stage.press("enter")
        assert stage.sentences()[0] == f"Noted on {first}"
        await stage.press("f")
        await stage.write("in 3 weeks ask about the landlord")
        await stage.press("enter")
        assert stage.sentences()[0].endswith("13 Dec 2026: ask about the landlord")
        await stage.press("d", "1")
        assert stage.sentences()[0].startswith("Done: ")
        await stage.press("x")
        assert stage.sentences()[0] == f"{first}: not today"
        second = stage.name
        assert second != first
        await stage.press("p", "enter")
        assert stage.sentences()[0].startswith(f"{second}: later")
        third = stage.name
        await stage.press("z")
        assert stage.sentences()[0].startswith(f"{third} rests")
        fourth = stage.name
        await stage.press("g", "v")
        assert stage.sentences()[0].startswith(f"{fourth} will not")
        fifth = stage.name
        await stage.press("r", "m", "enter")
        assert stage.sentences()[0] == f"Recorded: met {fifth}"
        for name in (fifth, fourth, third, second, first):
            await stage.press("u")
            assert stage.name == name
        assert stage.sentences()[0].startswith("Done: ")


async def test_a_death_shows_no_toast_and_no_next_card(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        who = stage.name
        await stage.press("g", "d")
        assert stage.name == who
        assert stage.sitting.card is not None
        assert stage.sitting.card.reason == "Their page stays. Nothing here will ask you to write."
        assert not stage.app._notifications
        await stage.press("u")
        assert stage.sitting.card.person.status == "active"


async def test_finding_opens_the_card_and_esc_goes_back_to_the_day(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        first = stage.name
        await stage.press("slash")
        await stage.write("mikael")
        await stage.press("enter")
        assert stage.name == "Mikael Lindqvist"
        assert stage.sitting.card is not None
        assert stage.sitting.card.place is None
        await stage.press("escape")
        assert stage.name == first


async def test_a_line_about_anyone(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("N")
        await stage.write("yesterday coffee: @mikael is moving > in 2 weeks ask how it went")
        await stage.press("enter")
        row = stage.desk.store.connection.execute("SELECT id FROM person WHERE name = 'Mikael Lindqvist'").fetchone()
        moment = moments.of_person(stage.desk.store, row[0], limit=1)[0]
        assert (moment.at, moment.kind) == ("2026-11-21", "coffee")
        assert drafts.get(stage.desk.store, None, LINE) is None


async def test_a_line_that_names_nobody_comes_back_and_stays(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("N")
        await stage.write("lunch: @zzz about boats")
        await stage.press("enter")
        kept = drafts.get(stage.desk.store, None, LINE)
        assert kept is not None
        assert kept.text == "lunch: @zzz about boats"
        assert not stage.in_front(CardScreen)


async def test_a_note_being_typed_is_on_disk(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("n")
        await stage.write("half a no")
        assert stage.sitting.writer.flush()
        assert stage.sitting.card is not None
        kept = drafts.get(stage.desk.store, stage.sitting.card.person.id, NOTE)
        assert kept is not None
        assert kept.text == "half a no"


async def test_after_the_last_card_the_day_is_told_and_undo_works_there(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        for _ in range(3):
            await stage.press("r", "t", "enter")
        assert stage.in_front(LastScreen)
        await stage.press("u")
        assert stage.in_front(CardScreen)
        assert stage.sitting.card is not None
        assert stage.sitting.card.place == (3, 3)
        await stage.press("r", "t", "enter", "+")
        assert stage.sitting.card is not None
        assert stage.sitting.card.place == (4, 4)


async def test_an_empty_home_offers_three_ways(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "Downloads").mkdir()
    linkedin.write_export(tmp_path / "Downloads" / "Basic_LinkedInDataExport_11-20-2026.zip", people=40)
    async with running(environ, invented=False) as stage:
        assert stage.in_front(WelcomeScreen)
        await stage.press("p")
        await stage.write("Ada Okafor")
        await stage.press("tab")
        await stage.write("Ben Ito")
        await stage.press("enter")
        assert {person.name for person in people.every(stage.desk.store)} == {"Ada Okafor", "Ben Ito"}
        assert stage.in_front(CardScreen)
        await stage.press("u", "u")
        assert stage.in_front(WelcomeScreen)
        await stage.press("enter", "enter")
        await stage.settle()
        await stage.press("enter")
        assert stage.desk.store.connection.execute("SELECT count(*) FROM person").fetchone() == (40,)
        assert stage.in_front(ChoiceSheet), "so many may like to be sorted"
        await stage.press("l")
        assert stage.in_front(CardScreen)


async def test_the_mask_hides_and_the_theme_is_kept(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("m")
        assert stage.app.card_screen.mask
        await stage.press("m")
        stage.sitting.decide("themes")
        await stage.settle()
        await stage.press("down", "enter")
        chosen = stage.app.theme
    assert chosen != "hearth"
    async with running(environ) as stage:
        assert stage.app.theme == chosen


async def test_the_open_card_shows_what_another_window_wrote(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        from reconnect_tui.services import recording

        assert stage.sitting.card is not None
        person_id = stage.sitting.card.person.id
        other = open_desk(find_home(None, environ, "linux"), environ, sitting="shell")
        recording.add_note(other, person_id, "from the shell")
        other.close()
        stage.sitting._look()
        assert stage.sitting.card.moments[0].text == "from the shell"


async def test_an_unknown_greeting_is_asked_once_and_remembered(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        row = stage.desk.store.connection.execute("SELECT id FROM person WHERE greeting IS NULL AND status = 'active'").fetchone()
        stage.sitting.show(stage.sitting.session.open(row[0]))
        await stage.press("t")
        await stage.write("Kit")
        await stage.press("enter", "enter")
        assert people.get(stage.desk.store, row[0]).greeting == "Kit"
        assert stage.app.card_screen.letter.startswith("Hi Kit,")


async def test_a_save_that_failed_says_so_and_keeps_the_text(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    async with running(environ) as stage:

        def full(connection: sqlite3.Connection, words: drafts.Words) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(drafts, "save", full)
            await stage.press("w")
            await stage.write("Dear")
            stage.sitting.writer.flush()
            await stage.settle()
            assert stage.app.card_screen.paper._status() == "NOT SAVED"
            assert stage.app.card_screen.letter == "Dear"
        assert stage.sitting.writer.flush()
        await stage.settle()
        assert stage.app.card_screen.paper._status() == "draft, saved"


def full_disk(patch: pytest.MonkeyPatch) -> None:
    """Neither a draft nor a moment can be written."""
    import sqlite3

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    patch.setattr(drafts, "save", full)
    patch.setattr(moments, "add", full)


async def test_when_it_is_saved_after_all_nothing_says_that_it_is_not(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(environ) as stage:
        with monkeypatch.context() as patch:
            full_disk(patch)
            await stage.press("w")
            await stage.write("Dear")
            stage.sitting.writer.flush()
            await stage.settle()
            assert stage.app.card_screen._said.startswith("NOT SAVED")
        assert stage.sitting.writer.flush()
        await stage.settle()
        assert stage.app.card_screen._said == ""


@pytest.mark.parametrize("key", ["n", "N"])
async def test_a_line_that_could_not_be_saved_stays_in_sight(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    def line() -> str:
        return stage.app.screen.query_one("#line-0", LineInput).value

    def hint() -> str:
        return str(stage.app.screen.query(".hint").last(Static).render())

    async with running(environ) as stage:
        with monkeypatch.context() as patch:
            full_disk(patch)
            await stage.press(key)
            usual = hint()
            await stage.write("@mikael likes tea")
            stage.sitting.writer.flush()
            await stage.settle()
            assert "NOT SAVED" in hint()
            assert not stage.app._notifications, "a toast at each try would cover the screen"
            await stage.press("enter")
            await stage.settle()
            assert line() == "@mikael likes tea"
            assert [told.message for told in stage.app._notifications] == [
                "The disk is full, so this was not saved. Make room and try again."
            ]
        assert stage.sitting.writer.flush()
        await stage.settle()
        assert hint() == usual
        await stage.press("enter")
        await stage.settle()
        assert stage.in_front(CardScreen)
        assert drafts.every(stage.desk.store) == []


async def test_a_loose_line_is_offered_and_stays_unless_it_was_used(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        drafts.add_loose(stage.desk.store, "lunch: @zzz told me about the boats")
        await stage.press("N")
        assert stage.app.screen.query_one("#line-0", LineInput).value == "lunch: @zzz told me about the boats"
        for _ in range(40):
            await stage.pilot.press("backspace")
        await stage.write("@mikael likes tea")
        await stage.press("enter")
        assert [draft.text for draft in drafts.loose(stage.desk.store)] == ["lunch: @zzz told me about the boats"]


async def test_words_given_to_go_on_with_are_not_wiped_by_the_first_key(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("n")
        await stage.write("abc")
        await stage.press("escape", "n")
        await stage.write("d")
        await stage.press("enter")
        assert stage.sitting.card is not None
        assert stage.sitting.card.moments[0].text == "abcd"


async def test_whoever_has_died_is_not_written_to(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("g", "d", "w")
        assert not stage.app.card_screen.paper.writing
        await stage.press("t")
        assert stage.in_front(CardScreen)
        await stage.press("n")
        await stage.write("I miss the cello")
        await stage.press("enter")
        assert stage.sentences()[0].startswith("Noted on")


async def test_putting_aside_and_undoing_leaves_a_day_of_three(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        for _ in range(4):
            await stage.press("x", "u")
        assert stage.sitting.card is not None
        assert stage.sitting.card.place == (1, 3)


async def test_j_and_k_walk_every_list_of_choices(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        for open_it in ("record", "history", "themes"):
            stage.sitting.decide(open_it)
            await stage.settle()
            options = stage.app.screen.query_one(OptionList)
            options.highlighted = 0
            await stage.press("j")
            walked = options.highlighted
            await stage.press("k")
            assert (walked, options.highlighted) == ((1, 0) if options.option_count > 1 else (0, 0))
            await stage.press("escape")


async def test_what_is_on_the_sheet_is_kept_though_its_news_is_still_on_the_way(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("w")
        await stage.write("Dear")
        area = stage.app.card_screen.paper.area
        with area.prevent(type(area).Edited):
            area.insert(" Jiří")
        assert stage.sitting.card is not None
        person_id = stage.sitting.card.person.id
    desk = open_desk(find_home(None, environ, "linux"), environ)
    draft = drafts.get(desk.store, person_id)
    assert draft is not None
    assert draft.text == "Dear Jiří"
    desk.close()
