"""What is open in a letter: holes, fields, placeholders of others, greetings to nobody; and what an honest letter may hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core.gaps import EMPTY, FIELD_LEFT, HOLE_LEFT, NOBODY, foreign, holes, obstacles, unresolved
from reconnect_tui.core.template import fill
from reconnect_tui.core.text import shown_line

# Holes


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("[[one]] and [[two]]", ["one", "two"]),
        ("[[ padded ]]", ["padded"]),
        ("[[]]", [""]),
        ("[[with [brackets] inside]]", ["with [brackets] inside"]),
        ("[[[one]]]", ["one"]),
        ("[[outer [[inner]]", ["inner"]),
        ("[[two\nlines]]", []),
        ("[[never closed", []),
        ("[one]", []),
        ("[[" + "x" * 200 + "]]", ["x" * 200]),
        ("[[" + "x" * 201 + "]]", []),
        ("", []),
    ],
)
def test_holes(text: str, hints: list[str]) -> None:
    assert [hole.hint for hole in holes(text)] == hints


@given(st.text(st.one_of(st.sampled_from("[] a\n"), st.characters())))
def test_a_hole_is_where_it_says(text: str) -> None:
    end = 0
    for hole in holes(text):
        assert hole.start >= end
        end = hole.end
        whole = text[hole.start : hole.end]
        assert (whole[:2], whole[-2:], whole[2:-2].strip()) == ("[[", "]]", hole.hint)
        assert "\n" not in whole


# Placeholders of others


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Hi {FIRST_NAME},", ["first_name"]),
        ("Hi {firstName}, {first name}", ["first_name", "first_name"]),
        ("Hi %FIRSTNAME%,", ["first_name"]),
        ("Hi %%First_Name%%,", ["first_name"]),
        ("Hi *|FNAME|*,", ["first_name"]),
        ("Hi [First Name] at [COMPANY]", ["first_name", "company"]),
        ("Hi <<First Name>> <Last Name> «Company»", ["first_name", "", "company"]),
        ("${companyName} {!Contact.FirstName}", ["company", "first_name"]),
        ("[Your Name]", ["my_name"]),
        ("[sic] {maybe} [1] 50% of 100% <3 [first things first] {a: b} <b>", []),
        ("{{name}} [[name]]", []),
        ("https://x.example/?a=%20name%20b", []),
    ],
)
def test_foreign_placeholders_are_known_words_and_never_any_bracket(text: str, fields: list[str]) -> None:
    assert [blank.field for blank in foreign(text)] == fields


# What must stop a hand-over


LETTER = "Hi Ada,\n\nThe fig tree made me think of you.\n"


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        "Hi! Thought of you today.",
        "Hello there,\n\nhow was Accra?",
        "Hi Adaeze,\n\nmy nickname for you.",
        "Ada! How was Accra?",
        "Liebe Ada,\n\nwie war Accra?",
        "Hi, it's Ben. Are you well?",
        "Hello from Ben and me!",
        "Hello will you be in town?",
        "Hi Ada and Ben,\n\nhow was Accra?",
        "Dear Ada Okafor,\n\na[b[0]] is a fine index and 3 < 4 > 2.",
        "Hi Ada, are you well?",
        "سلام Ada،\n\nkhubi?",
    ],
)
def test_an_honest_letter_goes(text: str) -> None:
    assert obstacles(text, greeting="Ada") == []


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        ("", [""], ["empty"]),
        (" \n\u200b\n", [" \n\u200b\n"], ["empty"]),
        ("Hi Ada,\n\n[[think]]\n", ["[[think]]"], ["A hole is left: “think”."]),
        ("Hi Ada,\n\n[[]] x", ["[[]]"], ["An empty hole"]),
        ("Hi Ada,\n\n[[" + "y" * 300 + "]] x", ["[[" + "y" * 300 + "]]"], ["A hole is left: “yyy"]),
        ("Hi Ada,\n\nI [[was thinking\nof you", ["[["], ["not closed"]),
        ("Hi Ada,\n\nI was thinking]] of you", ["]]"], ["left over"]),
        ("Hi Ada,\n\n[[a {{company}} b]] x", ["[[a {{company}} b]]"], ["hole"]),
        ("{{salutation}}\n\nHow are you?", ["{{salutation}}"], ["“salutation” is not known here"]),
        ("Hi Ada,\n\nat {{}} now", ["{{}}"], ["without a name"]),
        ("Hi {FIRST_NAME},\n\nhow are you?", ["{FIRST_NAME}"], ["“{FIRST_NAME}” is a placeholder from another program"]),
        ("Hi ,\n\nhow are you?", ["Hi ,"], ["The greeting names nobody; this goes to Ada."]),
        ("Hi,\n\nhow are you?", ["Hi,"], ["names nobody"]),
        ("  Dear \u200b,\nhow are you?", ["Dear \u200b,"], ["names nobody"]),
        ("Dear:\n\nhow are you?", ["Dear:"], ["names nobody"]),
        ("Bonjour ,\n\nça va ?", ["Bonjour ,"], ["names nobody"]),
        ("Guten Abend,\n\nwie geht es?", ["Guten Abend,"], ["names nobody"]),
        ("Coucou ,\n\nça va ?", ["Coucou ,"], ["names nobody"]),
        ("Hi Ada,\n\n", ["Hi Ada,"], ["only a greeting"]),
        (
            "Hi ,\n[[a]] {{b}}\n[Company] [[c]]",
            ["Hi ,", "[[a]]", "{{b}}", "[Company]", "[[c]]"],
            ["nobody", "“a”", "“b”", "[Company]", "“c”"],
        ),
    ],
)
def test_what_stops_a_letter_and_where(text: str, places: list[str], words: list[str]) -> None:
    found = obstacles(text, greeting="Ada")
    assert [text[o.start : o.end] for o in found] == places
    assert [word for word, o in zip(words, found, strict=True) if word not in o.reason] == []


def test_where_no_name_is_known_the_sentence_names_none() -> None:
    assert [o.reason for o in obstacles("Hi ,\n\nare you well?", greeting=None)] == ["The greeting names nobody."]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", [EMPTY]),
        ("Hi Ada,\n", [EMPTY]),
        ("Hi ,\n\n[[a]] {{b}} {FNAME} [[c\n]]", [NOBODY, HOLE_LEFT, FIELD_LEFT, FIELD_LEFT, HOLE_LEFT, HOLE_LEFT]),
    ],
)
def test_what_kind_of_trouble_it_is(text: str, kinds: list[str]) -> None:
    assert [o.kind for o in obstacles(text, greeting="Ada")] == kinds


@settings(max_examples=200)
@given(st.text(st.one_of(st.sampled_from("[]{}%<>| ,\nHiDear"), st.characters())), st.none() | st.text(max_size=9))
def test_obstacles_are_in_order_apart_and_within_the_text(text: str, greeting: str | None) -> None:
    found = obstacles(text, greeting=greeting)
    assert all(0 <= o.start <= o.end <= len(text) and shown_line(o.reason) == o.reason for o in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert bool(found) or not (holes(text) or unresolved(text) or foreign(text) or not text.strip())


@pytest.mark.parametrize(
    "part", ["[[", "]]", "[[a]]", "{{", "{ ", "{ab ", "%a", "Hi ,", "Hi ", "[ a ", "<<", "{{a|", "{{a}}", "Hi Ben and ", "\n]"]
)
def test_a_pasted_monster_is_looked_through(part: str) -> None:
    text = part[0] + part * 40_000 + " " * 100_000 + part
    assert isinstance(obstacles(text, greeting="Ada"), list)
    assert isinstance(fill(text, {"a": "b"}), str)
