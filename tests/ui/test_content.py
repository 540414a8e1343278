"""What is drawn of a person: harmless, straight, and with its indents."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

import reconnect_tui.ui
from reconnect_tui.core.card import Card
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import FollowUp, Person
from reconnect_tui.keymap import ACTIONS, BY_ID, CARD
from reconnect_tui.ui import cells, content
from reconnect_tui.ui.content import MASK
from reconnect_tui.ui.widgets.footer import footer
from tests.ui.people import HOSTILE, TODAY, bare, full, hostile, long

UNDRAWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200d-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ue000-\uf8ff\ud800-\udfff]"
)
WIDTHS = (16, 30, 42, 52, 72, 110)
anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


class Between(NamedTuple):
    """What was between two people, in lines. ``rows[i]`` are the first line of moment ``i`` and the one after its last."""

    lines: tuple[Content, ...]
    rows: tuple[tuple[int, int], ...] = ()


def between(card: Card, width: int, *, mask: bool = False, chosen: int | None = None, hints: Sequence[Content] = ()) -> Between:
    """The parts that the card draws of it, as many as are in sight, under each other: all of them."""
    head, tail = content.between_ends(card, width, mask=mask, hints=hints)
    lines, rows = list(head), list[tuple[int, int]]()
    for place in range(len(card.moments)):
        block = content.between_moment(card, place, width, mask=mask, chosen=place == chosen)
        lines += [Content()] if lines else []
        rows.append((len(lines), len(lines) + len(block)))
        lines += block
    return Between((*lines, *tail), tuple(rows))


def words(lines: Iterable[Content]) -> list[str]:
    return [line.plain for line in lines]


def everything(card: Card, width: int, *, mask: bool = False) -> list[Content]:
    """All that the card consists of at one width."""
    return [
        content.head_line(card, TODAY, max(width, 40)),
        *content.person_head(card, width, mask=mask),
        *content.why(card, width, mask=mask),
        *content.why(card, width, mask=mask, inline=True),
        *between(card, width, mask=mask, chosen=0).lines,
        *content.between_folded(card, width, mask=mask, unfold="space"),
        content.sheet_head(card, "draft, saved", max(width, 30)),
        *content.letter(card.draft.text if card.draft else "", width),
    ]


def straight(lines: Iterable[Content], width: int) -> None:
    for line in lines:
        assert not UNDRAWABLE.search(line.plain), line.plain
        assert "\n" not in line.plain
        assert line.cell_length == cell_len(line.plain) <= width


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mask", [False, True])
def test_hostile_words_are_drawn_harmlessly_in_every_field(text: str, width: int, mask: bool) -> None:
    straight(everything(hostile(text), width, mask=mask), max(width, 40))


@given(anything)
@example("000\u309b")
@settings(max_examples=150)
def test_any_words_are_drawn_harmlessly(text: str) -> None:
    straight(everything(hostile(text), 42), 42)


@pytest.mark.parametrize("card", [full(), bare(), long()], ids=["full", "bare", "long"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_it_may_be(card: Card, width: int) -> None:
    straight(everything(card, width), max(width, 40))
    assert all(line.cell_length <= content.WIDEST + content.GUTTER for line in between(card, width).lines)


def test_markup_in_a_name_is_letters() -> None:
    card = hostile("[@click=app.quit]hi[/]")
    drawn = everything(card, 60)
    assert "[@click=app.quit]hi[/]" in words(drawn)[1]
    assert all(isinstance(span.style, str) and "@" not in span.style for line in drawn for span in line.spans)


@given(anything)
def test_cells_are_counted_as_they_are_drawn(text: str) -> None:
    once = cells.line(text)
    assert cells.line(once) == once
    # With no sign left about which terminals disagree, the whole is as wide as its parts, but for a flag's two halves.
    flags = len(re.findall("[\U0001f1e6-\U0001f1ff]{2}", once))
    toned = len(re.findall("[\U0001f3fb-\U0001f3ff]", once))
    assert cell_len(once) == sum(map(cell_len, once)) or flags or toned
    assert len(cells.in_place(text.replace("\n", ""))) == len(text.replace("\n", ""))
    assert cell_len(cells.cut(once, 7)) <= 7


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a\u200db\u200dc", "abc"),
        ("👩\u200d💻", "👩💻"),
        ("❤\ufe0f", "❤"),
        ("👩🏽", "👩🏽"),
        ("🏽x", "x"),
        ("🇳🇬", "🇳🇬"),
        ("🇳 x", "N x"),
        ("a\u3164b", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("名前", "名前"),
    ],
)
def test_what_terminals_disagree_about_is_evened_out(text: str, drawn: str) -> None:
    assert cells.line(text) == drawn


def test_the_full_card() -> None:
    card = full()
    assert words(content.person_head(card, 50)) == [
        "Ada Okafor",
        "Head of Research · Northwind Labs",
        "Lagos  ·  friends  ·  connected March 2015",
    ]
    assert words(content.why(card, 60)) == ["why now", "Ada wrote last, in March 2023."]
    assert words(between(card, 44).lines) == [
        "  promised  send the sailing book",
        "",
        "  12 Mar 2023  ← linkedin",
        "    Let's catch up when I'm back from Accra.",
        "    There's a lot to tell!",
        "",
        "   2 Feb 2023  · coffee, Café Luna",
        "    two kids, sails; thinks of leaving",
        "    consulting #sailing",
        "",
        "  19 Nov 2021  → linkedin",
        "    Congratulations on the new lab!",
        "",
        "  14 Mar 2015  + connected",
    ]
    assert content.head_line(card, TODAY, 60).plain == "reconnect" + "2 of 3 · Sunday 22 November".rjust(51)


def test_the_bare_card_has_that_week_and_two_keys() -> None:
    hints = [content.key_hint("h", "how did you meet?"), content.key_hint("z", "I don't know them")]
    assert words(between(bare(), 42, hints=hints).lines) == [
        "  14 Mar 2015  + connected",
        "",
        "  that week",
        "    you were Programme Lead at Blue Heron",
        "    you also connected with Dora Kovač,",
        "    Chi Wu, Ben Ito",
        "",
        "  h how did you meet?",
        "  z I don't know them",
    ]
    assert words(content.between_folded(bare(), 72, hints=hints, unfold="space")) == [
        "  14 Mar 2015  + connected",
        "  that week    you were Programme Lead at Blue Heron",
        "               you also connected with Dora Kovač, Chi Wu, Ben Ito",
        "  h how did you meet?    z I don't know them",
    ]
    assert content.is_bare(bare())
    assert not content.is_bare(full())


def test_a_folded_card_is_the_promise_and_two_moments_and_the_key_to_the_rest() -> None:
    assert words(content.between_folded(full(), 60, unfold="space")) == [
        "  promised  send the sailing book",
        "  12 Mar 2023  ← linkedin  Let's catch up when I'm back fro…",
        "   2 Feb 2023  · coffee, Café Luna  two kids, sails; thinks…",
        "  space all of it",
    ]


def test_nothing_to_unfold_offers_no_key() -> None:
    card = Card(Person(1, "p", "Chi Wu"), "By chance.", moments=(Moment(1, "m", "2024-01-05", "call", "out"),))
    assert words(content.between_folded(card, 60, unfold="space")) == ["   5 Jan 2024  → call"]


def test_promises_how_you_met_and_what_you_know_stand_in_one_column() -> None:
    lines = words(between(long(), 60).lines)
    assert lines[:7] == [
        "  follow up  ask how the move to the new building went, and",
        "             whether the archive survived it  20 Nov 2026",
        "  promised   the photographs of the harbour",
        "  met        The ferry to Vigo, in the rain; we shared an",
        "             umbrella and a timetable.",
        "  about      Allergic to nuts. Two daughters, one of whom",
        "             sails too. Reads everything by Clarice",
    ]


def test_a_long_message_is_cut_until_its_moment_is_chosen() -> None:
    first, end = between(long(), 60).rows[0]
    assert end - first == 1 + content.SHORT_MOMENT
    assert between(long(), 60).lines[end - 1].plain.endswith("…")
    chosen = between(long(), 60, chosen=0)
    first, end = chosen.rows[0]
    assert end - first > 12
    assert chosen.lines[first].plain.startswith("› ")
    assert sum(line.plain.startswith("›") for line in chosen.lines) == 1


def test_moments_tell_who_else_was_there_and_what_became_of_them() -> None:
    def told(moment: Moment) -> str:
        return between(full()._replace(moments=(moment,), promises=()), 80).lines[0].plain.strip()

    call = Moment(1, "m", "2024-01-05", "call")
    assert told(call) == "5 Jan 2024  · call"
    assert told(call._replace(direction="out", outcome="no-answer", channel="phone")) == "5 Jan 2024  → call, phone, no answer"
    assert told(call._replace(kind="meal", people=(("p-ada", "Ada"), ("p-2", "Chi Wu")))) == "5 Jan 2024  · a meal, with Chi Wu"
    assert told(call._replace(kind="message", group_thread=True, channel="linkedin")) == "5 Jan 2024  · linkedin, in a group"
    assert told(call._replace(at="not a date")) == "not a date  · call"


def test_the_mask_hides_everything_private_at_once() -> None:
    card = long()._replace(that_week=bare().that_week)
    shown = "\n".join(words(everything(card._replace(draft=None), 100, mask=True)))
    assert MASK in shown
    for private in (
        "Fernández", "Interuniversity", "ferry", "umbrella", "Allergic", "archive", "photographs", "write this up", "example.org",
        "Casa Rosalía", "Dora", "Chi Wu", "hydrology", "You said", "Thanks",
    ):  # fmt: skip
        assert private not in shown
    assert "María" in shown
    bare_shown = "\n".join(words(everything(bare(), 100, mask=True)))
    for private in ("Lindqvist", "Ostrava", "Kovač", "Blue Heron", "By chance"):
        assert private not in bare_shown


def test_a_hole_is_drawn_in_its_place_without_brackets() -> None:
    (drawn,) = content.letter("a [[hint]] b", 40)
    assert drawn.plain == "a   hint   b"
    assert [(span.start, span.end) for span in drawn.spans] == [(2, 10)]
    assert content.letter("a [[hint]] b", 40, brackets=True)[0].plain == "a [[hint]] b"


@given(st.text(st.sampled_from("[] ab\u3000名"), max_size=30))
def test_taking_the_brackets_away_moves_nothing(text: str) -> None:
    assert len(content.without_brackets(text)) == len(text)
    assert cell_len(content.without_brackets(text)) == cell_len(text)


def test_the_footer_shows_what_fits_in_the_order_of_use() -> None:
    offered = [action for action in ACTIONS if action.where == CARD and action.footer_order]
    wide = footer(offered, 112)
    assert wide.line.plain.startswith("w write   t template   n note   s hand over   r record   p later   x not today   ")
    assert wide.line.plain.endswith("? help")
    narrow = footer(offered, 72)
    assert narrow.line.plain == "w write  t template  n note  s hand over  p later  x not today  ? help"
    for width in range(10, 160):
        drawn = footer(offered, width)
        assert drawn.line.cell_length <= width
        assert drawn.places[-1][2] == "help"
        for start, end, action_id in drawn.places:
            assert drawn.line.plain[start:end].endswith(BY_ID[action_id].label)


def test_a_death_is_told_quietly() -> None:
    card = full()._replace(person=full().person._replace(status="died"))
    assert words(content.person_head(card, 60))[2].startswith("died  ·  ")
    assert content.sheet_head(card, "", 40).plain.strip() == ""


def test_somebody_without_a_name_is_drawn() -> None:
    card = Card(Person(1, "p", "\u202e"), "By chance.", promises=(FollowUp(1, "f", 1, None, ""),))
    assert words(content.person_head(card, 40)) == ["somebody without a name"]
    assert content.head_line(None, date(2026, 1, 4), 40).plain.endswith("Sunday 4 January")


def calls(tree: ast.AST) -> Iterable[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def test_no_source_of_the_app_builds_markup_from_words() -> None:
    wrong: list[str] = []
    for path in Path(reconnect_tui.ui.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {alias.name for alias in node.names}
                if names & {"escape", "Markdown", "MarkdownViewer", "to_content"} or node.module == "rich.markup":
                    wrong.append(f"{path.name}:{node.lineno} imports {names}")
        for name, call in calls(tree):
            literal = all(isinstance(argument, ast.Constant) for argument in call.args[:1])
            unmarked = any(
                k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False for k in call.keywords
            )
            if name in ("from_markup", "from_text", "render_markup") and not literal:
                wrong.append(f"{path.name}:{call.lineno} {name} of something else than a constant")
            if name in ("escape", "Markdown"):
                wrong.append(f"{path.name}:{call.lineno} {name}")
            if name in ("Static", "Label", "notify", "Button", "update") and call.args:
                first = call.args[0]
                if isinstance(first, (ast.JoinedStr, ast.BinOp)) and not unmarked and name != "update":
                    wrong.append(f"{path.name}:{call.lineno} {name} of words made on the spot, with markup")
            if name in ("notify", "OptionList", "SelectionList") and not unmarked:
                wrong.append(f"{path.name}:{call.lineno} {name} without markup=False")
    assert wrong == []
