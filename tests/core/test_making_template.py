"""A letter becomes a template, and reads as the same letter again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core.gaps import FIELD
from reconnect_tui.core.making_template import as_template
from reconnect_tui.core.template import fill, validate

ADA = {
    "salutation": "Hi Ada,", "first_name": "Ada", "name": "Ada Okafor", "company": "Northwind Labs", "position": "Head of Research",
    "location": "Lagos", "my_name": "Robin", "last_words": "Let's catch up when I'm back", "season": "autumn",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "Hi Ada,\n\nHow is Northwind Labs? Is Lagos hot this autumn?\n\nRobin",
            "{{salutation}}\n\nHow is {{company}}? Is {{location}} hot this autumn?\n\n{{my_name}}",
        ),
        ("Dear Ada,\n\nhow are you, Ada?", "Dear {{first_name}},\n\nhow are you, {{first_name}}?"),
        ("To Ada Okafor, Head of Research", "To {{name}}, {{position}}"),
        ("Ada's adaptor is not in Adana, nor ada", "{{first_name}}'s adaptor is not in Adana, nor ada"),
        ("You wrote “Let's catch up when I'm back”.", "You wrote “{{last_words}}”."),
        ("Hi Ada,\n\n[[what they would laugh about]]", "{{salutation}}\n\n[[what they would laugh about]]"),
        ("at {{promise}} and {{nonsense}}", r"at {{promise}} and \{{nonsense\}}"),
        ("an [[unclosed one", r"an \[[unclosed one"),
        ("[[]]", r"\[[\]]"),
        (r"\[[x", r"\\\[[x"),
        ("{Ada}", "{{{first_name}}}"),
        ("  Hi Ada,", "  {{salutation}}"),
        ("Hi Ada, and Ben,", "Hi {{first_name}}, and Ben,"),
    ],
)
def test_what_is_theirs_becomes_a_field(text: str, made: str) -> None:
    assert as_template(text, ADA) == made
    assert fill(made, ADA) == text


def test_a_name_that_is_a_word_is_a_name_in_the_greeting_only() -> None:
    will = {"salutation": "Hi Will,", "first_name": "Will", "name": "Will May"}
    assert as_template("Dear Will,\n\nWill you come, Will May?", will) == "Dear {{first_name}},\n\nWill you come, {{name}}?"


def test_a_field_typed_into_the_letter_is_meant_as_one() -> None:
    assert as_template("at {{company|the old place}}, Ada", ADA) == "at {{company|the old place}}, {{first_name}}"


def test_two_of_one_name() -> None:
    robin = {"salutation": "Hi Kim,", "first_name": "Kim", "my_name": "Kim", "name": "Kim"}
    assert as_template("Hi Kim,\n\nit is Kim.\n\nKim", robin) == "{{salutation}}\n\nit is {{first_name}}.\n\n{{my_name}}"


def test_a_fact_beside_a_bracket_is_left_where_filling_would_part_them() -> None:
    odd = {"company": "[x"}
    assert fill(as_template("a [[x b", odd), odd) == "a [[x b"


_text = st.text(st.one_of(st.sampled_from("[]{}\\|<>%* \n"), st.characters(exclude_categories=["Cs", "Cc"])), max_size=20)
_piece = st.one_of(
    _text,
    st.sampled_from(["Ada", "Ada Okafor", "Northwind Labs", "[[hint]]", "{{promise}}", "{{foo}}", "Hi Ada,\n", "Robin", "\\"]),
)


@settings(max_examples=300)
@given(st.lists(_piece, max_size=8).map("".join))
def test_it_reads_as_the_same_text_again(text: str) -> None:
    made = as_template(text, ADA)
    if not any(field[1].strip() in ADA for field in FIELD.finditer(text)):  # a field that was typed is meant as one
        assert fill(made, ADA) == text
    if text.strip() and not any(sign in text for sign in "%<*"):
        assert validate({"name": "a", "body": made}, {(): 1}, "t").body == made.strip("\n")


@given(_text, st.dictionaries(st.sampled_from(sorted(ADA)), _text))
def test_no_text_and_no_fact_breaks_it(text: str, fields: dict[str, str]) -> None:
    # A field that was typed into the text and is known is meant as one, and says its value.
    if "{{" not in text:
        assert fill(as_template(text, fields), fields) == text
