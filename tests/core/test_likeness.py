"""How alike two letters are in their own words; what the measurement on 200 invented hellos says of the threshold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.likeness import FEWEST, SAME, Letter, likest, own_words, share, skeleton
from tests.data.hellos import HONEST, KINDS
from tests.likeness import THRESHOLDS, letter, measured

COFFEE = "{{salutation}}\n\n[[what made you think of them]]\n\nFree for coffee next week?"


def own(text: str, *facts: str, body: str = COFFEE) -> str:
    return " ".join(word.word for word in own_words(text, skeleton(body), facts))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hi Ada,\n\nThe pier is gone.\n\nFree for coffee next week?", "the pier is gone"),
        ("Dear Ada,\nThe pier is gone. Free for a coffee next week?", "the pier is gone a"),
        ("Ada,\n\nHow is Ada's Northwind?", "how is"),
        ("Liebe Ada! Wie war’s in Kyōto?", "wie war's in kyōto"),
        ("Hi Ada", ""),
        ("Hi I am back in town", "hi i am back in town"),
        ("你好吗", "你 好 吗"),
        ("Free for coffee next week?", ""),
        ("", ""),
    ],
)
def test_what_is_ones_own(text: str, words: str) -> None:
    assert own(text, "Ada Okafor", "Northwind Labs") == words


def test_the_words_are_where_they_say() -> None:
    text = "Hi Ada,\n\nİstanbul, ß & the PIER"
    for word in own_words(text, frozenset(), ()):
        assert text[word.start : word.end].casefold() == word.word


def test_how_much_two_letters_share() -> None:
    words = ["we", "walked", "to", "the", "pier", "and", "back"]
    assert share(words, words) == 1
    assert share(words, ["nothing", "else", "is", "in", "this", "one", "at", "all"]) == 0
    assert share(words, ["we", "walked", "to", "the", "harbour", "and", "back"]) == pytest.approx(4 / 6)
    assert share(words[: FEWEST - 1], words[: FEWEST - 1]) == 0


# Which letter, and which line of mine


def sent(name: str, text: str, day: str = "2026-11-01", template: str = "") -> Letter:
    return Letter(len(name), name, day, text, template, (name,))


def test_the_letter_and_the_line_to_change() -> None:
    mine = "Hi Ben,\n\nAll is well here.\n  I walked past the pier where we missed the ferry.\n\nFree for coffee next week?"
    letters = [
        sent("Chi", "Hi Chi,\n\nThe lanterns are up again along the canal."),
        sent(
            "Ada",
            "Hello Ada!\n\nI walked past the pier where we missed the ferry.\n\nFree for coffee next week?",
            template="Coffee",
        ),
        sent("Dora", "Hi Dora,\n\nI walked past the pier where we met."),
    ]
    found = likest(mine, letters, template="Coffee", facts=("Ben",), bodies={"Coffee": COFFEE})
    assert found is not None
    assert (found.person_id, found.name, found.day, found.text) == (3, "Ada", "2026-11-01", letters[1].text)
    assert mine[found.start : found.end] == "I walked past the pier where we missed the ferry."
    assert SAME <= found.share < 1


def test_a_template_alone_is_not_the_same_letter() -> None:
    ada = sent("Ada", "Hi Ada,\n\nThe old pier is gone for good.\n\nFree for coffee next week?", template="Coffee")
    mine = "Hi Ben,\n\nYour watch has stopped again.\n\nFree for coffee next week?"
    assert likest(mine, [ada], template="Coffee", facts=("Ben",), bodies={"Coffee": COFFEE}) is None
    copied = ada.text.replace("Ada", "Ben")
    assert likest(copied, [ada], template="Coffee", facts=("Ben",), bodies={"Coffee": COFFEE}) is not None
    # a template that is gone has no skeleton to take off, and the copy is still one
    assert likest(copied, [ada], template="Coffee", facts=("Ben",)) is not None


def test_their_facts_are_no_words_of_mine() -> None:
    ada = Letter(
        1, "Ada Okafor", "2026-11-01", "Hi Ada,\n\nhow is Northwind Labs treating you these days?", "", ("Ada", "Northwind Labs")
    )
    mine = "Hi Ben,\n\nhow is Kumo treating you these days?"
    assert likest(mine, [ada], facts=("Ben", "Kumo")) is not None


_word = st.sampled_from(
    ["a", "the", "pier", "I’m", "I'm", "Ada", "Ben", ",", ".", "\n\n", "Hi", "[[x]]", "{{y}}", "你好", "ß", "İ"]
)
_any = st.one_of(st.lists(_word, max_size=30).map(" ".join), st.text(max_size=60))


@given(_any, st.lists(st.tuples(_any, st.sampled_from(["", "Coffee", "gone"])), max_size=4), st.floats(0.05, 1))
def test_looking_only_where_it_may_be_finds_the_same(mine: str, others: list[tuple[str, str]], least: float) -> None:
    bodies = {"Coffee": COFFEE}
    letters = [sent(f"P{number}", text, template=template) for number, (text, template) in enumerate(others)]
    found = likest(mine, letters, template="Coffee", facts=("Ben",), bodies=bodies, least=least)
    shares = []
    for one in letters:
        both = skeleton(COFFEE) | skeleton(bodies.get(one.template, ""))
        words = [word.word for word in own_words(mine, both, ("Ben",))]
        shares.append(share(words, [word.word for word in own_words(one.text, both, one.facts)]))
    best = max(shares, default=0.0)
    assert (found.share if found else 0.0) == (best if best >= least else 0.0)
    if found:
        assert 0 <= found.start <= found.end <= len(mine)


# The measurement


def test_the_set_is_what_it_says() -> None:
    assert (len(HONEST), len(measured().copies), len({letter(hello) for hello in HONEST})) == (100, 100, 100)
    assert {kind for kind, _ in measured().copies} == set(KINDS)
    assert SAME in THRESHOLDS


def test_the_threshold_catches_near_copies_and_lets_honest_ones_go() -> None:
    found = measured()
    assert found.caught(SAME) >= 0.97
    assert found.stopped(SAME) == 0
    assert all(found.caught(SAME, kind) == 1 for kind in KINDS if kind != "two words")
    # and the set is hard enough to tell thresholds apart
    assert found.stopped(0.5) > 0
    assert found.caught(0.8) < 0.9
