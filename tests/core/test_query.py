"""What is typed into a search: words, phrases and filters, and what is no filter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.person import STATUSES
from reconnect_tui.core.query import FILTERS, KNOWN, MOST_WORDS, Query, excerpt, marked, read_query, stem, words_in

TODAY = date(2026, 11, 22)

TABLE: list[tuple[str, dict[str, Any]]] = [
    ("ada", {"words": ("ada",)}),
    ("  ada   okafor ", {"words": ("ada", "okafor")}),
    ("ada ada", {"words": ("ada",)}),
    ("O'Brien, Seán!", {"words": ("O", "Brien", "Seán")}),
    ('"two kids" sails', {"words": ("two kids", "sails")}),
    ("“two kids” «sea side»", {"words": ("two kids", "sea side")}),
    ('"two kids', {"words": ("two kids",)}),
    ("Who gardens?", {"words": ("gardens",)}),
    ("who", {"words": ("who",)}),
    ("王伟 हिन्दी", {"words": ("王伟", "हिन्दी")}),
    ("🌟 !!! --", {}),
    # filters
    ("circle:friends", {"circles": ("friends",)}),
    ("CIRCLE:Friends,close", {"circles": ("Friends", "close")}),
    ("#family #Été.", {"tags": ("family", "Été")}),
    ("tag:family tags:work", {"tags": ("family", "work")}),
    ('company:"Northwind Labs" kumo', {"company": ("Northwind", "Labs"), "words": ("kumo",)}),
    ("position:head place:lagos", {"position": ("head",), "place": ("lagos",)}),
    ("since:2024", {"since": date(2024, 1, 1)}),
    ("since:2024-03", {"since": date(2024, 3, 1)}),
    ("since:2024-03-12", {"since": date(2024, 3, 12)}),
    ('since:"last month"', {"since": date(2026, 10, 22)}),
    ("silent:2y", {"silent_since": date(2024, 11, 22)}),
    ("silent:90d", {"silent_since": date(2026, 8, 24)}),
    ("silent:6months", {"silent_since": date(2026, 5, 22)}),
    ('silent:"2 weeks"', {"silent_since": date(2026, 11, 8)}),
    ("silent:9999y", {"silent_since": date.min}),
    ("waiting", {"waiting": True}),
    ('"waiting" list', {"words": ("waiting", "list")}),
    ("has:phone,e-mail has:birthday", {"has": ("phone", "email", "birthday")}),
    ("status:Resting status:dead", {"statuses": ("resting", "died")}),
    (
        "sailing circle:friends #sea company:kumo since:2024 silent:2y waiting has:phone",
        {
            "words": ("sailing",), "circles": ("friends",), "tags": ("sea",), "company": ("kumo",), "since": date(2024, 1, 1),
            "silent_since": date(2024, 11, 22), "waiting": True, "has": ("phone",),
        },
    ),
    # a word with a colon that is no filter
    ("9:30", {"words": ("9", "30")}),
    ("re:invent", {"words": ("re", "invent")}),
    ("https://example.org/a", {"words": ("https", "example", "org", "a")}),
    ("note: ada", {"words": ("note", "ada")}),
    ("#1 C#", {"words": ("1", "C")}),
    (":", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_a_search_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read_query(text, TODAY) == Query(**expected)


PROBLEMS = [
    ("cirlce:friends", "There is no filter “cirlce:”. The filters are " + KNOWN),
    ("compny:kumo", "There is no filter “compny:”. The filters are " + KNOWN),
    ("silnet:2y", "There is no filter “silnet:”. The filters are " + KNOWN),
    ("has:fax", "has: knows email, phone, linkedin, birthday, address, url, not “fax”."),
    ("status:busy", "status: knows active, resting, never, died, not “busy”."),
    ("silent:2", "silent: wants a length of time, such as silent:90d, silent:6m or silent:2y, not “2”."),
    ("since:soon", "since: wants a year or a day, such as since:2024 or since:2024-03-12, not “soon”."),
    ("circle:", "circle: wants a word right after it, such as circle:friends."),
]


@pytest.mark.parametrize(("text", "sentence"), PROBLEMS, ids=[text for text, _ in PROBLEMS])
def test_a_filter_that_is_none_is_told_and_the_rest_is_kept(text: str, sentence: str) -> None:
    query = read_query(f"ada {text} lagos", TODAY)
    assert query.problems == (sentence,)
    assert query.words == ("ada", "lagos")
    assert not query.filtered


def test_every_filter_is_named() -> None:
    assert all(f"{name}:" in KNOWN or name == "tag" for name in FILTERS)
    assert read_query("status:" + ",".join(STATUSES), TODAY).statuses == STATUSES


@given(st.text(max_size=200))
def test_any_text_is_a_search(text: str) -> None:
    query = read_query(text, TODAY)
    assert len(query.words) <= MOST_WORDS
    assert all(words_in(word) for word in query.words)


@given(st.text(alphabet='ab:#"“ 12,circlehas', max_size=60))
def test_any_mixture_of_signs_is_a_search(text: str) -> None:
    query = read_query(text, TODAY)
    assert all(sentence.isprintable() for sentence in query.problems)


@pytest.mark.parametrize(
    ("word", "shared"),
    [("gardens", "garden"), ("gardening", "garden"), ("garden", "garden"), ("sailing", "sail"), ("sings", "sing"), ("hobbies", "hobb"),
     ("moved", "moved"), ("kids", "kids"), ("glass", "glass"), ("bus", "bus"), ("painted", "paint"), ("王伟", "王伟")],
)  # fmt: skip
def test_the_forms_of_a_word_begin_alike(word: str, shared: str) -> None:
    assert stem(word) == shared


@given(st.text(max_size=20))
def test_a_word_begins_with_its_stem(word: str) -> None:
    assert word.startswith(stem(word))


def test_the_words_found_are_marked_where_they_stand() -> None:
    text = "Spends every weekend in the gÁrden; gardening is all"
    assert [text[start:end] for start, end in marked(text, ("garden",))] == ["gÁrden", "gardening"]
    assert marked(text, ()) == ()
    assert marked("", ("garden",)) == ()


def test_an_excerpt_holds_the_word_and_is_one_line() -> None:
    text = " ".join(f"w{number}" for number in range(100)) + "\nin the garden\tnow " + "more " * 100
    told, marks = excerpt(text, ("garden",))
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert [told[start:end] for start, end in marks] == ["garden"]
    assert told.isprintable()
    assert excerpt(text, ("boat",)) == ("", ())


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_marks_lie_in_the_excerpt(text: str, words: list[str]) -> None:
    told, marks = excerpt(text, tuple(words))
    assert all(0 <= start < end <= len(told) for start, end in marks)
    assert list(marks) == sorted(set(marks))
