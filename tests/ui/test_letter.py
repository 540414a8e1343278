"""The letter byte for byte: what is typed and pasted stays, a hole is one thing, and nothing gets out of its place."""

from __future__ import annotations

import random

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from reconnect_tui.core.gaps import holes
from reconnect_tui.ui.themes import variable_defaults
from reconnect_tui.ui.widgets.letter import LetterArea, clean_letter
from tests.ui.people import HOSTILE, LETTER


class Desk(App[None]):
    """A letter alone, and what it says."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.begin = text
        self.news: list[LetterArea.News] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults() | {"quiet-style": "dim"}

    def compose(self) -> ComposeResult:
        yield LetterArea()

    def on_mount(self) -> None:
        self.letter.load(self.begin, 7)
        self.letter.focus()

    @property
    def letter(self) -> LetterArea:
        return self.query_one(LetterArea)

    def on_letter_area_edited(self, event: LetterArea.Edited) -> None:
        self.news.append(event)

    def on_letter_area_finished(self, event: LetterArea.Finished) -> None:
        self.news.append(event)

    def on_letter_area_left(self, event: LetterArea.Left) -> None:
        self.news.append(event)

    def on_letter_area_editor_wanted(self, event: LetterArea.EditorWanted) -> None:
        self.news.append(event)

    def on_letter_area_mask_toggled(self, event: LetterArea.MaskToggled) -> None:
        self.news.append(event)

    def of(self, kind: type[LetterArea.News]) -> list[LetterArea.News]:
        return [news for news in self.news if isinstance(news, kind)]


async def typed(pilot: Pilot[None], text: str) -> None:
    for sign in text:
        pilot.app.post_message(events.Key({"\n": "enter"}.get(sign, sign), "\r" if sign == "\n" else sign))
    await pilot.pause()


async def pasted(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def drawn(desk: Desk) -> str:
    letter = desk.letter
    return "\n".join(letter.render_line(y).text.rstrip() for y in range(letter.size.height)).rstrip("\n")


KEPT = "no-break\u00a0space, thin\u2009space, می\u200cخواهم, क्\u200dष, 👩\u200d💻, soft\u00adhyphen, ﬁ, e\u0301, 名前\u3000"


async def test_every_typed_sign_is_kept() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        await typed(pilot, KEPT)
        assert desk.letter.text == KEPT


async def test_every_pasted_sign_is_kept_but_what_acts_on_a_terminal() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        await pasted(pilot, KEPT + "\tand\ttabs")
        assert desk.letter.text == KEPT + "\tand\ttabs"
        await pasted(pilot, "\r\none\rtwo\n\x1b[31mred\x1b]0;t\x07\u202e\x00\x9b1m\u2028three")
        assert desk.letter.text == KEPT + "\tand\ttabs\none\ntwo\n[31mred]0;t1m\nthree"


async def test_enter_at_the_end_and_trailing_blanks_stay() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        await typed(pilot, "a \n\n b  \n")
        assert desk.letter.text == "a \n\n b  \n"


async def test_each_change_is_told_with_the_whole_text_and_whose_it_is() -> None:
    desk = Desk("Hi")
    async with desk.run_test() as pilot:
        await pilot.press("!", "?", "backspace", "ctrl+z", "ctrl+y")
        told = [news.text for news in desk.of(LetterArea.Edited)]
        assert told[:3] == ["Hi!", "Hi!?", "Hi!"]
        assert told[-1] == desk.letter.text
        assert {news.person_id for news in desk.news} == {7}


async def test_loading_another_letter_is_no_news_and_ends_undo() -> None:
    desk = Desk("mine")
    async with desk.run_test() as pilot:
        await pilot.press("x")
        desk.news.clear()
        desk.letter.load("somebody else's", 8)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert desk.letter.text == "somebody else's"
        assert desk.news == []


async def test_the_last_keystroke_belongs_to_the_person_it_was_typed_to() -> None:
    desk = Desk("to seven")
    async with desk.run_test() as pilot:
        desk.letter.insert("!", desk.letter.document.end)
        desk.letter.load("to eight", 8)
        await pilot.pause()
        assert [(news.person_id, news.text) for news in desk.of(LetterArea.Edited)] == [(7, "to seven!")]


async def test_a_template_is_one_step_of_undo_and_goes_into_its_first_hole() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        await typed(pilot, "my words")
        desk.letter.insert_template(LETTER)
        assert desk.letter.text == LETTER
        await pilot.press("X")
        assert desk.letter.text == LETTER.replace("[[what made you think of them]]", "X")
        await pilot.press("ctrl+z")
        assert desk.letter.text == LETTER
        await pilot.press("ctrl+z")
        assert desk.letter.text == "my words"
        await pilot.press("ctrl+y")
        assert desk.letter.text == LETTER


async def test_tab_goes_through_the_holes_and_never_types() -> None:
    desk = Desk(LETTER)
    async with desk.run_test() as pilot:
        first, second = (2, len("[[what made you think of them")), (4, len("[[ask how something went"))
        assert desk.letter.cursor_location == first
        await pilot.press("tab")
        assert desk.letter.cursor_location == second
        await pilot.press("tab")
        assert desk.letter.cursor_location == first
        await pilot.press("shift+tab")
        assert desk.letter.cursor_location == second
        await pilot.press("x", "tab", "y", "tab")
        assert desk.letter.text == "Hi Ada,\n\ny\n\nx\n\nFree for coffee next week?"
        assert desk.letter.cursor_location == desk.letter.document.end
        await pilot.press("shift+tab")
        assert "\t" not in desk.letter.text
        assert desk.focused is desk.letter


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["x"], "ax b"),
        (["space"], "a  b"),
        (["enter"], "a\n b"),
        (["backspace"], "a b"),
        (["delete"], "a b"),
        (["ctrl+w"], "a b"),
        (["home", "right", "x"], "ax b"),
        (["home", "right", "enter"], "a\n[[h]] b"),
        (["home", "right", "delete"], "a b"),
        (["home", "x"], "xa[[h]] b"),
        (["right", "x"], "a[[h]]x b"),
        (["right", "backspace"], "a b"),
        (["right", "left", "x"], "ax b"),
        (["left", "left", "x"], "xa[[h]] b"),
        (["home", "right", "right", "right", "x"], "a[[h]]x b"),
        (["shift+left", "x"], "ax b"),
        (["shift+end", "x"], "ax"),
        (["ctrl+k"], "a"),
        (["ctrl+u"], " b"),
    ],
)
async def test_a_hole_is_one_thing(keys: list[str], left: str) -> None:
    desk = Desk("a[[h]] b")
    async with desk.run_test() as pilot:
        await pilot.press(*keys)
        assert desk.letter.text == left


async def test_a_paste_takes_the_place_of_the_hole() -> None:
    desk = Desk("a [[hint]] b")
    async with desk.run_test() as pilot:
        await pasted(pilot, "one\ntwo")
        assert desk.letter.text == "a one\ntwo b"
        assert desk.letter.cursor_location == (1, 3)


async def test_no_edit_by_keys_ever_leaves_half_a_hole() -> None:
    dice = random.Random(7)
    keys = ["left", "right", "up", "down", "home", "end", "x", "space", "enter", "backspace", "delete", "tab"]
    keys += ["ctrl+w", "ctrl+k", "ctrl+u", "ctrl+z", "shift+left", "shift+right", "shift+end"]
    desk = Desk("a [[one]] b\n[[two]][[three]] c\n\nd [[four five]]")
    async with desk.run_test() as pilot:
        for _ in range(400):
            key = dice.choice(keys)
            pilot.app.post_message(events.Key(key, {"x": "x", "space": " ", "enter": "\r", "tab": "\t"}.get(key)))
        await pilot.pause()
        texts = [news.text for news in desk.of(LetterArea.Edited)]
        assert len(texts) > 100
        assert all(text.count("[[") == text.count("]]") == len(holes(text)) for text in texts)


async def test_the_hint_is_drawn_without_its_brackets_in_its_own_colours() -> None:
    desk = Desk("a [[hint]] b")
    async with desk.run_test():
        assert drawn(desk) == "a   hint   b"
        styles = {segment.text.strip(): str(segment.style) for segment in desk.letter.render_line(0)}
        assert styles["hint"] != styles["a"]


async def test_without_colours_the_brackets_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = Desk("a [[hint]] b")
    async with desk.run_test():
        assert drawn(desk) == "a [[hint]] b"


@pytest.mark.parametrize("words", [*HOSTILE, "\x1b]52;c;x\x07", "\ue000\U000f0000"])
async def test_nothing_in_a_letter_acts_on_the_terminal_or_leaves_its_place(words: str) -> None:
    desk = Desk()
    async with desk.run_test(size=(80, 24)):
        # Past load(), which cleans: as if the database had been written by somebody else.
        desk.letter.load_text(words)
        for y in range(desk.letter.size.height):
            strip = desk.letter.render_line(y)
            assert not [
                sign for sign in strip.text if sign < " " or "\x7f" <= sign < "\xa0" or sign in "\u202e\u2066\u200e\ue000\u200d"
            ]
            assert strip.cell_length == cell_len(strip.text)
            assert strip.crop(0, desk.letter.size.width).cell_length <= desk.letter.size.width


@pytest.mark.parametrize("words", HOSTILE)
async def test_a_hostile_name_in_a_template_comes_in_cleaned(words: str) -> None:
    desk = Desk()
    async with desk.run_test():
        desk.letter.insert_template(f"Hi {words},\n\n[[hint]]")
        assert desk.letter.text == clean_letter(f"Hi {words},\n\n[[hint]]")


async def test_lines_are_at_most_66_columns() -> None:
    desk = Desk("word " * 60)
    async with desk.run_test(size=(120, 30)):
        assert max(cell_len(line) for line in drawn(desk).split("\n")) <= 66


async def test_the_keys_of_a_text_say_what_they_are_for() -> None:
    desk = Desk("Hi")
    async with desk.run_test() as pilot:
        await pilot.press("ctrl+s", "ctrl+o", "ctrl+g")
        await pilot.press("escape")
        await pilot.pause()
        assert [type(news) for news in desk.news] == [
            LetterArea.Finished,
            LetterArea.EditorWanted,
            LetterArea.MaskToggled,
            LetterArea.Left,
        ]
        assert desk.letter.text == "Hi"
        assert desk.focused is None


async def test_esc_and_a_letter_in_one_key_leave_and_type_nothing() -> None:
    desk = Desk("Hi")
    async with desk.run_test() as pilot:
        pilot.app.post_message(events.Key("alt+s", "s"))
        await pilot.pause()
        left = desk.of(LetterArea.Left)
        assert [news.key for news in left if isinstance(news, LetterArea.Left)] == ["s"]
        assert desk.letter.text == "Hi"


async def test_alt_b_and_f_move_by_words_as_in_a_shell() -> None:
    desk = Desk("one two")
    async with desk.run_test() as pilot:
        pilot.app.post_message(events.Key("alt+b", "b"))
        await pilot.press("x")
        assert desk.letter.text == "one xtwo"


async def test_an_obstacle_is_pointed_at() -> None:
    desk = Desk("Hi Ada,\n\n[[hint]] and {{city}}")
    async with desk.run_test() as pilot:
        text = desk.letter.text
        start = text.index("{{city}}")
        desk.letter.point_at(start, start + 8)
        assert desk.letter.selected_text == "{{city}}"
        desk.letter.point_at(text.index("[["), text.index("]]") + 2)
        await pilot.press("x")
        assert desk.letter.text == "Hi Ada,\n\nx and {{city}}"


async def test_copy_and_cut_and_paste_inside_keep_the_words() -> None:
    desk = Desk("one two")
    async with desk.run_test() as pilot:
        await pilot.press("f7", "ctrl+x", "ctrl+v", "ctrl+v")
        assert desk.letter.text == "one twoone two"


async def test_what_is_on_the_screen_after_each_key_is_what_a_whole_drawing_shows() -> None:
    desk = Desk("Hi Ada,\n\n[[what made you think of them]] " + "and then some words " * 9 + "\n\nUntil soon")
    chance = random.Random(11)
    signs = "aé 王[]"
    moves = ["enter", "backspace", "delete", "ctrl+w", "ctrl+k", "ctrl+z", "ctrl+y", "up", "down", "home", "end", "shift+left"]
    keys = chance.choices([*signs, *moves], weights=[9] * len(signs) + [3] * len(moves), k=70)
    async with desk.run_test(size=(50, 9)) as pilot:
        for key in keys:
            await pilot.press(key)
            shown = [list(strip) for strip in desk.screen._compositor.render_strips()]
            desk.letter._line_cache.clear()
            desk.letter.refresh()
            await pilot.pause()
            assert [list(strip) for strip in desk.screen._compositor.render_strips()] == shown, key
