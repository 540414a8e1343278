"""The one question for a letter: true, and none where it could hurt."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.asking import question, topic
from reconnect_tui.core.moment import Moment

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We're moving to Turin in May!", "a move"),
        ("ada is moving to Turin", "a move"),
        ("Der Umzug ist im März.", "a move"),
        ("Nous déménageons à Lyon.", "a move"),
        ("I start my new job on Monday.", "a new job"),
        ("Ich habe eine neue Stelle!", "a new job"),
        ("Getting married in June, can you believe it", "a wedding"),
        ("Die Hochzeit ist im Mai.", "a wedding"),
        ("I have my exams next week. Wish me luck!", "an exam"),
        ("We are off to Japan for a month", "a trip"),
        ("two kids, sails; planning a trip to Norway", "a trip"),
        ("The baby is here, everyone is well.", "a baby"),
    ],
)
def test_what_there_is_to_ask_about(words: str, found: str) -> None:
    assert topic(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Thanks!",
        "Are you moving to Turin?",
        "We are not moving to Turin after all.",
        "The wedding was called off.",
        "I didn't take the new job.",
        "If I get the new job, I'll call you.",
        "Maybe a trip to Norway, who knows.",
        "We had to cancel the trip to Japan.",
        "It was a moving speech.",
        "She was examined about examples.",
        "We're moving to Turin, to be near the hospital.",
        "After the funeral we left for our trip to Norway.",
        "New job, and the divorce is through.",
        "I'm pregnant!",
        "They lost the baby.",
        "Ich ziehe nicht um.",
        "Krebs. Der Umzug ist trotzdem im Mai.",
        "babysitting again",
    ],
)
def test_where_nothing_is_asked(words: str) -> None:
    assert topic(words) == ""


def _said(at: str, text: str, *, group_thread: bool = False) -> Moment:
    return Moment(1, "m", at, "message", "in", "", text, group_thread=group_thread)


def test_only_the_last_words_count_and_only_after_a_while() -> None:
    move, thanks = _said("2026-04-03", "We're moving to Turin!"), _said("2026-05-01", "Thanks for the box!")
    assert question([move], TODAY) == "Last spring there was talk of a move: ask how it went."
    assert question([_said("2023-03-12T09:30:00Z", "my exams are in May")], TODAY).startswith("In 2023 there was talk of an exam")
    assert question([thanks, move], TODAY) == ""
    assert question([_said("2026-05-02", " "), move], TODAY) != ""
    assert question([_said("2026-05-02", "the move!", group_thread=True), move], TODAY) != ""
    assert question([_said("2026-11-20", "We're moving to Turin!")], TODAY) == ""
    assert question([_said("no day", "We're moving to Turin!")], TODAY) == ""
    assert question([], TODAY) == ""


@given(st.text(max_size=200))
def test_any_words_give_one_of_the_sentences_or_none(words: str) -> None:
    said = question([_said("2026-01-01", words)], TODAY)
    assert not said or (said.startswith("Last winter there was talk of a") and " he " not in said and " she " not in said)
