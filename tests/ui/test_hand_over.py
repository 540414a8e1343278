"""Before a letter goes, by which way, and after: what the screens ask, and what each answer leaves behind."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import OptionList, Static

from reconnect_tui.core.person import DIED
from reconnect_tui.paths import find_home
from reconnect_tui.services import recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import drafts, moments, people
from reconnect_tui.store.drafts import Words
from reconnect_tui.ui.screens.alike import AlikeSheet
from reconnect_tui.ui.screens.call import CallSheet
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.hand_over import HandOverSheet, PaperScreen
from reconnect_tui.ui.screens.qr import CodeScreen
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.screens.templates import TemplateSheet
from reconnect_tui.ui.screens.went import WentSheet
from reconnect_tui.ui.widgets.line_input import LineInput
from tests.ui.test_sitting import Stage, running

SMALL = (80, 24)
PIER = "I walked past the pier where we missed the last ferry and had to share that terrible taxi."


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": "", "TERM": "xterm",
    }  # fmt: skip


@pytest.fixture
def people_there(environ: dict[str, str]) -> tuple[int, int]:
    """Ada, who can be reached in every way, and Ben, with whom you have just talked; their row ids."""
    desk = _open(environ)
    ada = recording.add_person(
        desk,
        "Ada Okafor",
        emails=["ada@example.org"],
        phones=["+44 20 7946 0000"],
        urls=["linkedin.com/in/ada-okafor"],
        circle="friends",
    ).person
    ben = recording.add_person(desk, "Ben Ito", emails=["ben@example.org"]).person
    assert ada is not None
    assert ben is not None
    recording.went(desk, ben.id, text=f"Hi Ben,\n\n{PIER}\n\nHow are you?", channel="email")
    desk.close()
    return ada.id, ben.id


def _open(environ: dict[str, str]) -> Desk:
    return open_desk(find_home(None, environ, "linux"), environ, sitting="before")


def draft(environ: dict[str, str], person_id: int, text: str, *, channel: str | None = None) -> None:
    """A letter that waits on the card; ``channel``: it was handed over that way."""
    desk = _open(environ)
    drafts.save(desk.store.connection, Words(person_id, "letter", text))
    if channel is not None:
        recording.handed_over(desk, person_id, channel)
    desk.close()


def put_template(desk: Desk, text: str) -> None:
    """A template of the user's own, saved by some other program."""
    folder = Path(desk.home.templates)
    folder.mkdir(exist_ok=True)
    (folder / "mine.yaml").write_text(text)


def own_templates(desk: Desk) -> list[str]:
    """The files of the user's own templates."""
    return [path.read_text() for path in Path(desk.home.templates).glob("*")]


def opened(environ: dict[str, str], size: tuple[int, int] = (120, 36)) -> AbstractAsyncContextManager[Stage]:
    return running(environ, invented=False, size=size)


def screen_text(screen: Screen[object]) -> str:
    """What the screen shows, row by row."""
    return "\n".join(row.text for row in screen._compositor.render_strips())


def person_named(stage: Stage) -> int:
    assert stage.sitting.card is not None
    return stage.sitting.card.person.id


# Is it meant?


async def test_another_name_and_the_same_words_are_asked_about_one_after_the_other(
    environ: dict[str, str], people_there: tuple[int, int]
) -> None:
    ada, _ = people_there
    draft(environ, ada, f"Dear Ben,\n\n{PIER}\n\nSee you?")
    async with opened(environ) as stage:
        assert person_named(stage) == ada
        await stage.press("s")
        assert stage.in_front(ChoiceSheet)
        assert "The greeting says Ben; this goes to Ada." in screen_text(stage.app.screen)
        await stage.press("enter")
        area = stage.app.card_screen.paper.area
        assert (stage.app.focused, area.selected_text) == (area, "Ben"), "Enter changes it: the place is marked"

        await stage.press("ctrl+s", "y")
        assert stage.in_front(AlikeSheet)
        shown = screen_text(stage.app.screen)
        assert "nearly the same went to Ben Ito on 22 Nov 2026" in shown
        assert shown.count("terrible taxi") == 2
        first = next(line for line in shown.split("\n") if "I walked past" in line)
        assert first.count("I walked past") == 2, "beside each other"
        await stage.press("enter")
        assert area.selected_text == PIER

        await stage.press("ctrl+s", "y", "escape")
        assert stage.app.focused is area, "a step back sends nothing"
        await stage.press("ctrl+s", "y", "y")
        assert stage.in_front(HandOverSheet)
        await stage.press("escape", "s")
        assert stage.in_front(HandOverSheet), "what is meant is asked once"
        await stage.press("escape", "w", "exclamation_mark", "ctrl+s")
        assert stage.in_front(ChoiceSheet), "another text is asked about again"
        assert not stage.in_front(HandOverSheet)


async def test_on_a_small_screen_the_two_letters_stand_one_below_the_other(
    environ: dict[str, str], people_there: tuple[int, int]
) -> None:
    draft(environ, people_there[0], f"Hi Ada,\n\n{PIER}\n\nSee you?")
    async with opened(environ, SMALL) as stage:
        await stage.press("s")
        shown = screen_text(stage.app.screen).split("\n")
        assert sum("I walked past" in line for line in shown) == 2
        for words in ("nearly the same went to Ben", "this one", "to Ben Ito", "y  send it all the same", "esc back"):
            assert any(words in line for line in shown), words


async def test_copying_asks_the_same(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    draft(environ, people_there[0], f"Dear Ben,\n\n{PIER}")
    async with opened(environ) as stage:
        await stage.press("y", "y")
        assert stage.in_front(AlikeSheet)
        await stage.press("y")
        assert stage.in_front(WentSheet)


# By which way?


@pytest.mark.parametrize("size", [(120, 36), SMALL])
async def test_each_way_has_its_key_and_shows_its_address(
    environ: dict[str, str], people_there: tuple[int, int], size: tuple[int, int]
) -> None:
    draft(environ, people_there[0], "Hi Ada,\n\nhow was the ferry?")
    async with opened(environ, size) as stage:
        await stage.press("s")
        assert stage.in_front(HandOverSheet)
        shown = screen_text(stage.app.screen)
        for address in (
            "linkedin.com/in/ada-okafor",
            "mailto:ada@example.org",
            "tel:+442079460000",
            "sms:+442079460000",
            "wa.me/442079460000",
        ):
            assert address in shown
        assert [option.id for option in stage.app.screen.query_one(OptionList).options] == list("leptwqcaf")
        assert "esc back" in shown


async def test_a_call_needs_no_letter_and_its_sheet_fits(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    ada, _ = people_there
    async with opened(environ, SMALL) as stage:
        await stage.press("s")
        assert stage.in_front(HandOverSheet)
        assert "reach Ada" in screen_text(stage.app.screen)
        await stage.press("p")
        assert stage.in_front(CallSheet)
        assert "+44 20 7946 0000" in screen_text(stage.app.screen)
        await stage.press("n")
        assert stage.in_front(CardScreen)
        (call,) = moments.of_person(stage.desk.store, ada, limit=5)
        assert (call.kind, call.outcome) == ("call", "no-answer")
        assert person_named(stage) == ada, "nobody answered: the day goes on with the same card"


async def test_what_was_not_understood_stays_and_keeps_what_was_said(
    environ: dict[str, str], people_there: tuple[int, int]
) -> None:
    ada, _ = people_there
    draft(environ, ada, "ask about the ferry\n" * 40)
    async with opened(environ, SMALL) as stage:
        await stage.press("s", "p", "tab")
        assert all(words in screen_text(stage.app.screen) for words in ("call Ada", "ask about the ferry", "a follow-up"))
        await stage.write("whenever")
        await stage.press("shift+tab", "enter")
        assert stage.in_front(CallSheet)
        assert moments.of_person(stage.desk.store, ada, limit=5) == []
        stage.app.screen.query_one("#line-0", LineInput).value = "in 2 weeks send the map"
        await stage.press("enter")
        (call,) = moments.of_person(stage.desk.store, ada, limit=5)
        assert (call.kind, call.outcome) == ("call", "")
        assert drafts.get(stage.desk.store, ada) is None
        await stage.press("u")
        assert stage.app.card_screen.letter.startswith("ask about the ferry")


async def test_paper_shows_the_letter_alone(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    draft(environ, people_there[0], "Hi Ada,\n\nhow was the ferry?")
    async with opened(environ) as stage:
        await stage.press("s", "a")
        assert stage.in_front(PaperScreen)
        assert screen_text(stage.app.screen).split() == ["Ada", "Okafor", "Hi", "Ada,", "how", "was", "the", "ferry?"]
        await stage.press("x", "escape")
        assert stage.in_front(WentSheet)
        await stage.press("enter")
        (letter,) = moments.of_person(stage.desk.store, people_there[0], limit=5)
        assert letter.kind == "letter"


async def test_a_code_is_dark_on_light_in_every_theme(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    draft(environ, people_there[0], "Hi Ada,\n\nhow was the ferry?")
    async with opened(environ, SMALL) as stage:
        stage.sitting.looking._load_themes()
        await stage.press("s", "q")
        assert stage.in_front(CodeScreen)
        for theme in stage.app.available_themes:
            stage.app.theme = theme
            await stage.settle()
            drawn = [part for row in stage.app.screen._compositor.render_strips() for part in row if "▀" in part.text]
            assert len(drawn) > 10
            for part in drawn:
                assert part.style is not None
                assert part.style.color is not None
                assert part.style.bgcolor is not None
                colours = part.style.color.get_truecolor(), part.style.bgcolor.get_truecolor(foreground=False)
                assert colours == ((0, 0, 0), (255, 255, 255)), theme


async def test_a_code_says_where_the_letter_had_to_stay_out(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    draft(environ, people_there[0], "Hi Ada,\n\n" + "how was the ferry? " * 30)
    async with opened(environ, SMALL) as stage:
        await stage.press("s", "q")
        assert "The letter is not in this one: c shows its words." in screen_text(stage.app.screen)
        await stage.press("t")
        shown = screen_text(stage.app.screen)
        assert "The letter is too long for a code on this screen: this is the number alone." in shown
        assert "esc back" in shown
        await stage.press("c")
        assert "too long for a code in this window" in screen_text(stage.app.screen)
        await stage.pilot.resize_terminal(200, 90)
        await stage.settle()
        assert "too long" not in screen_text(stage.app.screen)
        await stage.press("escape")
        assert stage.in_front(CardScreen)
        assert drafts.unanswered(stage.desk.store) == []


# Did it go?


async def test_several_unanswered_are_asked_one_after_the_other_and_once(
    environ: dict[str, str], people_there: tuple[int, int]
) -> None:
    ada, ben = people_there
    draft(environ, ada, "Hi Ada,\n\nhow was the ferry?", channel="email")
    draft(environ, ben, "Hi Ben,\n\nthe taxi again!", channel="whatsapp")
    async with opened(environ) as stage:
        assert stage.in_front(WentSheet)
        assert "did it go to Ada?" in screen_text(stage.app.screen)
        await stage.press("escape")
        assert stage.in_front(WentSheet)
        assert "did it go to Ben?" in screen_text(stage.app.screen)
        await stage.press("enter")
        assert stage.in_front(CardScreen)
        newest = moments.of_person(stage.desk.store, ben, limit=1)[0]
        assert (newest.text, newest.channel) == ("Hi Ben,\n\nthe taxi again!", "whatsapp")
        kept = drafts.get(stage.desk.store, ada)
        assert kept is not None
        assert kept.handed_over is None
    async with opened(environ) as stage:
        assert stage.in_front(CardScreen)


async def test_a_letter_to_somebody_who_died_meanwhile_is_not_asked_about(
    environ: dict[str, str], people_there: tuple[int, int]
) -> None:
    draft(environ, people_there[0], "Hi Ada,\n\nhow was the ferry?", channel="email")
    desk = _open(environ)
    recording.died(desk, people_there[0])
    assert people.get(desk.store, people_there[0]).status == DIED
    desk.close()
    async with opened(environ) as stage:
        assert not stage.in_front(WentSheet)


async def test_the_template_of_a_draft_outlives_the_sitting(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    ada, _ = people_there
    async with opened(environ) as stage:
        await stage.press("t")
        await stage.write("thanks")
        await stage.press("enter")
        assert stage.sitting.writer.flush()
    async with opened(environ) as stage:
        await stage.press("w")
        await stage.write("the map")
        await stage.press("tab")
        await stage.write("it hangs in our kitchen")
        await stage.press("tab")
        await stage.write("so we look at it")
        kept = drafts.get(stage.desk.store, ada) if stage.sitting.writer.flush() else None
        assert kept is not None
        assert (kept.template, bool(kept.subject)) == ("Thanks", True)
        area = stage.app.card_screen.paper.area
        area.replace("Hi Ada,\n\nthanks for the map, it hangs in our kitchen.", (0, 0), area.document.end)
        await stage.press("ctrl+s", "c", "enter")
        (letter,) = moments.of_person(stage.desk.store, ada, limit=5)
        assert letter.outcome == "nothing-expected"


# Templates


@pytest.mark.parametrize("size", [(120, 36), SMALL])
async def test_typing_narrows_the_templates(
    environ: dict[str, str], people_there: tuple[int, int], size: tuple[int, int]
) -> None:
    async with opened(environ, size) as stage:
        await stage.press("t")
        assert stage.in_front(TemplateSheet)
        every = stage.app.screen.query_one(OptionList).option_count
        assert every > 10
        shown = screen_text(stage.app.screen)
        assert "begin from a template, for Ada" in shown
        assert "esc back" in shown
        await stage.write("birthd")
        options = stage.app.screen.query_one(OptionList)
        assert 0 < options.option_count < every
        assert "Happy birthday!" in screen_text(stage.app.screen)
        await stage.write("zzz")
        assert options.option_count == 0
        assert "No template is called that." in screen_text(stage.app.screen)
        await stage.press("enter")
        assert stage.in_front(TemplateSheet), "nothing there to begin from"
        await stage.press(*["backspace"] * 9)
        put_template(stage.desk, "name: Mine\nbody: |\n  {{salutation}}\n\n  [[the map]]\n")
        await stage.write("min")
        assert options.option_count == 1, "a file saved meanwhile is there"
        await stage.press("enter")
        assert stage.app.card_screen.letter == "Hi Ada,\n\n[[the map]]"


async def test_an_editor_that_is_not_there_is_said_on_the_sheet(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    environ["EDITOR"] = "none-such"
    async with opened(environ) as stage:
        await stage.press("t", "ctrl+o")
        assert stage.in_front(TemplateSheet)
        assert "none-such" in str(stage.app.screen.query_one(".hint", Static).content)
        assert own_templates(stage.desk) == []


async def test_a_bad_name_for_a_template_says_so_and_loses_nothing(
    environ: dict[str, str], people_there: tuple[int, int]
) -> None:
    draft(environ, people_there[0], "Hi Ada,\n\nhow was the ferry?")
    async with opened(environ) as stage:
        await stage.press("w", "ctrl+t")
        await stage.write("Birthday")
        await stage.press("enter")
        assert "There is a template “Birthday” already" in screen_text(stage.app.screen).replace("\n", " ")
        await stage.press("exclamation_mark", "exclamation_mark", "enter")
        assert stage.app.focused is stage.app.card_screen.paper.area
        (template,) = own_templates(stage.desk)
        assert "{{salutation}}\n\n  how was the ferry?" in template


async def test_masked_nothing_of_a_letter_is_shown(environ: dict[str, str], people_there: tuple[int, int]) -> None:
    draft(environ, people_there[0], "Hi Ada,\n\nhow was the ferry?")
    async with opened(environ) as stage:
        await stage.press("m")
        for deed in ("hand-over", "copy", "template", "drafts", "text-keep", "text-quote", "text-times"):
            stage.sitting.decide(deed)
            await stage.settle()
            assert stage.in_front(CardScreen), deed
            assert "ferry" not in screen_text(stage.app.screen)
