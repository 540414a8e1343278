"""The last screen by keys alone: whom you wrote to, who wrote back, a digit each, undo; and the day that turns."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from reconnect_tui.keymap import LAST, by_key, resolve
from reconnect_tui.paths import find_home
from reconnect_tui.services import keeping, recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import moments, people
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.last import LastScreen
from reconnect_tui.ui.widgets.footer import KeyLine
from tests.e2e.harmless import harm_in_text
from tests.ui.test_sitting import Stage, running

NAMES = ("Ada Okafor", "Ben Ito", "Chi Wu")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


async def to_the_end(stage: Stage) -> None:
    """Three people who were written to lately; nobody is left for today."""
    desk = stage.desk
    for days, name in enumerate(NAMES, 1):
        who = recording.add_person(desk, name).person
        assert who is not None
        recording.record(desk, who.id, "wrote", on=desk.today - timedelta(days))
    stage.sitting.show(stage.sitting.session.begin())
    await stage.settle()
    assert stage.in_front(LastScreen)


def told(stage: Stage) -> str:
    screen = stage.app.screen
    assert isinstance(screen, LastScreen)
    return "\n".join(str(line) for line in (*screen._words.lines(72), *screen._word.lines(72)))


def asked(stage: Stage) -> list[str]:
    """The lines of the question, without their dates."""
    lines = told(stage).split("\n")
    at = lines.index("did any of these write back?") + 1
    return [re.sub(r"  \d+ \w+ \d{4}", "", line).strip() for line in lines[at : lines.index("", at)]]


async def test_a_digit_records_a_reply_of_today_and_stays_that_persons(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end(stage)
        assert asked(stage) == ["1  Ada Okafor", "2  Ben Ito", "3  Chi Wu"]
        await stage.press("2")
        assert asked(stage) == ["1  Ada Okafor", "✓  Ben Ito", "3  Chi Wu"]
        assert stage.sentences()[0] == "Recorded: Ben Ito wrote"
        await stage.press("2", "9")
        assert stage.sentences().count("Recorded: Ben Ito wrote") == 1
        await stage.press("3")
        assert asked(stage) == ["1  Ada Okafor", "✓  Ben Ito", "✓  Chi Wu"]
        assert people.get(stage.desk.store, 3).last_contact == "2026-11-22"
        assert "22 Nov 2026  Chi Wu" in told(stage)


async def test_undo_works_there_and_it_stays_until_q(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end(stage)
        await stage.press("1", "u")
        assert stage.in_front(LastScreen)
        assert "Taken back: Recorded: Ada Okafor wrote" in told(stage)
        assert asked(stage)[0] == "1  Ada Okafor"
        await stage.press("escape", "enter", "space", "x", "w", "7", "p")
        assert stage.in_front(LastScreen)
        assert stage.sentences()[0] == "Recorded: wrote to Chi Wu, 19 Nov 2026"
        await stage.press("a", "escape", "question_mark", "escape")
        assert stage.in_front(LastScreen)
        await stage.press("q")
        assert stage.app._exit


async def test_it_counts_nothing_and_blames_nobody(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end(stage)
        await stage.press("1")
        words = re.sub(r"\d+ \w+ \d{4}|^ +\d  ", "", told(stage), flags=re.MULTILINE)
        assert not re.search(r"\d", words)
        assert not re.search(r"streak|overdue|missed|late\b|only|well done|great", words, re.IGNORECASE)


async def test_masked_it_names_nobody_whole(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end(stage)
        recording.add_follow_up(stage.desk, 1, stage.desk.today, "ask about the boat")
        await stage.press("m", "1")
        words = told(stage)
        assert "Ada ·····" in words
        for private in ("Okafor", "boat", "Ito"):
            assert private not in words


async def test_what_is_ahead_has_birthdays_and_promises(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end(stage)
        with recording.decision(stage.desk, "edit", "Born"):
            people.update(stage.desk.store, "person", 2, birthday="--12-03")
        recording.add_follow_up(
            stage.desk, 3, stage.desk.today + timedelta(2), "ask about the boat, and whether it floats by now or lies ashore"
        )
        stage.sitting.show()
        await stage.settle()
        lines = told(stage).split("\n")
        at = lines.index("ahead")
        assert lines[at + 1].startswith("  24 Nov 2026  Chi Wu: ask about the boat")
        assert lines[at + 2].startswith(" " * 15), "a wrapped line keeps its indent"
        assert "   3 Dec 2026  Ben Ito: birthday" in lines


async def test_it_follows_what_the_shell_wrote(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end(stage)
        other = open_desk(find_home(None, environ, "linux"), environ, sitting="shell")
        recording.died(other, 1)
        recording.record(other, 3, "replied")
        other.close()
        stage.sitting._look()
        await stage.settle()
        assert "Ada" not in told(stage)
        assert asked(stage) == ["1  Ben Ito", "✓  Chi Wu"]


async def test_the_last_screen_gives_way_to_the_next_day_at_four(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end(stage)
        stage.desk.environ = {**environ, "RECONNECT_TODAY": "2027-06-01"}
        stage.sitting._look()
        await stage.settle()
        assert stage.in_front(CardScreen)
        assert stage.name in NAMES


async def test_one_more_and_back_to_the_end(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press(*(("r", "m", "enter") * 3))
        assert stage.in_front(LastScreen)
        await stage.press("plus")
        assert stage.in_front(CardScreen)
        assert stage.sitting.card is not None
        assert stage.sitting.card.place == (4, 4)
        who = stage.name
        await stage.press("r", "m", "enter")
        assert stage.in_front(LastScreen)
        assert f"met {who}" in told(stage)
        await stage.press("u")
        assert stage.name == who


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16)])
async def test_all_of_it_can_be_read_at_any_size(environ: dict[str, str], size: tuple[int, int]) -> None:
    async with running(environ, size=size) as stage:
        await stage.press(*(("r", "m", "enter") * 3))
        screen = stage.app.screen
        assert isinstance(screen, LastScreen)
        for line in screen._words.lines(screen._words.content_size.width):
            assert line.cell_length <= screen._words.content_size.width
        for _ in range(40):
            await stage.pilot.press("j")
        await stage.settle()
        scroller = screen.query_one("VerticalScroll")
        assert scroller.scroll_y == scroller.max_scroll_y


A_LINE, NO_LINE = "2026-11-23", "2026-11-24"
"""A day that ends with a kept line, where there is one, and a day that does not."""
KEPT = "Come and see us, [b]whenever[/b] you like!"


async def to_the_end_of(stage: Stage, day: str) -> None:
    """The end of that day; a line of Ada's is kept."""
    desk = stage.desk
    if not people.anybody(desk.store):
        for name in NAMES:
            recording.add_person(desk, name)
        recording.record(desk, 1, "replied", on=desk.today - timedelta(3), note=KEPT)
        recording.record(desk, 2, "wrote", on=desk.today - timedelta(2))
        recording.record(desk, 3, "wrote", on=desk.today - timedelta(2))
        (moment,) = moments.of_person(desk.store, 1, limit=2)
        keeping.keep(desk, moment, KEPT, 1)
    desk.environ = {**desk.environ, "RECONNECT_TODAY": day}
    stage.sitting.show(stage.sitting.session.begin())
    await stage.settle()
    assert stage.in_front(LastScreen)


async def test_some_days_end_with_a_kept_line_and_a_key_begins_an_answer(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end_of(stage, NO_LINE)
        assert "“" not in told(stage)
        await stage.press("w")
        assert stage.in_front(LastScreen)
        await to_the_end_of(stage, A_LINE)
        lines = told(stage).split("\n")
        at = lines.index(f"  “{KEPT}”")
        assert lines[at + 1] == "  Ada Okafor, 19 November 2026   w answer"
        await stage.press("w")
        assert stage.in_front(CardScreen)
        assert stage.name == "Ada Okafor"
        await stage.write("Hi Ada")
        assert stage.app.card_screen.letter == "Hi Ada"
        await stage.press("escape", "escape")
        assert stage.in_front(LastScreen)
        assert f"“{KEPT}”" in told(stage)


async def test_the_line_is_answered_by_a_click_and_by_its_name_too(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end_of(stage, A_LINE)
        foot = stage.app.screen.query_one(KeyLine)
        assert "answer-line" in [action_id for _, _, action_id in foot._drawn.places]
        foot.post_message(KeyLine.Pressed("answer-line"))  # the pilot clicks nowhere in the padding of a screen
        await stage.settle()
        assert stage.app.card_screen.paper.writing
        assert stage.name == "Ada Okafor"
        await stage.press("escape", "escape")
        named = {command.title: command.callback for command in stage.app.get_system_commands(stage.app.screen)}
        named["Answer"]()
        await stage.settle()
        assert stage.app.card_screen.paper.writing
        await stage.press("escape", "escape")
        stage.desk.environ = {**environ, "RECONNECT_TODAY": NO_LINE}
        named["Answer"]()
        await stage.settle()
        assert "Today ends without a kept line." in told(stage)


async def test_its_key_can_be_another_one_and_may_not_be_undos(environ: dict[str, str]) -> None:
    actions, problems = resolve({"answer-line": "r"})
    assert problems == []
    assert by_key(actions, LAST)["r"].id == "answer-line"
    assert len(resolve({"answer-line": "u"})[1]) == 1
    async with running(environ, invented=False) as stage:
        stage.app.rebind(actions)
        await to_the_end_of(stage, A_LINE)
        assert "r answer" in told(stage)
        await stage.press("w")
        assert stage.in_front(LastScreen)
        await stage.press("r")
        assert stage.app.card_screen.paper.writing


async def test_masked_the_line_is_not_told_and_not_answered(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end_of(stage, A_LINE)
        await stage.press("m")
        words = told(stage)
        assert "Ada ·····, 19 November 2026" in words
        assert "see us" not in words
        assert "Okafor" not in words
        await stage.press("w")
        assert stage.in_front(LastScreen)


@pytest.mark.parametrize("silenced", [recording.rest, recording.never, recording.died])
async def test_nobody_who_was_silenced_meanwhile_is_quoted(
    environ: dict[str, str], silenced: Callable[[Desk, int], object]
) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end_of(stage, A_LINE)
        other = open_desk(find_home(None, environ, "linux"), environ, sitting="shell")
        silenced(other, 1)
        other.close()
        stage.sitting._look()
        await stage.settle()
        assert "see us" not in told(stage)
        await stage.press("w")
        assert stage.in_front(LastScreen)


@pytest.mark.parametrize("width", [120, 80, 60])
async def test_what_is_offered_there_fits_and_the_answer_stays(environ: dict[str, str], width: int) -> None:
    async with running(environ, invented=False, size=(width, 24)) as stage:
        await to_the_end_of(stage, A_LINE)
        (line,) = stage.app.screen.query_one(KeyLine).lines(width - 8)
        assert line.cell_length <= width - 8
        for kept in ("w answer", "u undo", "? help", "q quit"):
            assert kept in str(line)


async def test_a_hostile_line_does_nothing(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        await to_the_end_of(stage, A_LINE)
        # past the cleaning of what is stored, as a damaged file or another program could
        evil = "a\x1b]52;c;aGk=\x07b\u202ec [@click=app.quit]d[/]"
        with stage.desk.store.connection as connection:
            connection.execute("DROP TRIGGER kept_line_history_update")
            connection.execute("UPDATE kept_line SET text = ?", (evil,))
        stage.sitting.show()
        await stage.settle()
        assert harm_in_text(told(stage).replace("\n", "")) == []
        assert "[@click=app.quit]d[/]" in told(stage)
