"""Before a hand-over: another's name in the greeting, a company they have left; and what an honest letter may say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core.meaning import LEFT_COMPANY, MAY_PASS, OTHER_NAME, Addressee, concerns, greeted

ADA = Addressee(
    "Ada Okafor", "Ada", ("Ada", "Okafor", "Adi"), company="Kumo Works", former=("Northwind Labs Ltd.", "Kumo", "Blue Heron")
)
OTHERS = ("Ben", "Ben Ito", "Will", "Zoë", "Adam")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi Bob,\n\nhow are you?", "Bob"),
        ("\n  Hello Bob! How are you?", "Bob"),
        ("Liebe Frau Dr. Okafor,\n\nwie geht es?", "Frau Dr. Okafor"),
        ("Bonjour Camille et Paul,", "Camille et Paul"),
        ("Dear Ada Okafor\n\nhow are you?", "Ada Okafor"),
        ("Ada,\n\nhow are you?", "Ada"),
        ("Hi, it's Ben. Are you well?", None),
        ("Hello there will you be in town this week?", None),
        ("How are you, Ada?", None),
        ("Ada! How was Accra?", None),
        ("Hi", None),
        ("", None),
    ],
)
def test_whom_a_letter_greets(text: str, name: str | None) -> None:
    found = greeted(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ada,\n\nwhat a day.",
        "Dear Ada Okafor,\n\nwhat a day.",
        "Dear Dr. Okafor,\n\nwhat a day.",
        "ADA,\n\nwhat a day.",
        "Hey Adi! What a day.",
        "Hi Adaeze,\n\na longer form of their name.",
        "Hi Ada and Ben,\n\nto both of you.",
        "Hi there!\n\nWhat a day.",
        "Hello stranger,\n\nwhat a day.",
        "Hallo zusammen,\n\nwas für ein Tag.",
        "Lieber Freund,\n\nwas für ein Tag.",
        "Cher collègue,\n\nquelle journée.",
        "Anyway,\n\nwhat a day.",
        "Hi sunshine of Lagos,\n\nwhat a day.",
        "Hi, it's Ben. Are you well?",
        "Hello from Ben and me!",
        "Hello will you be in town?",
        "Good morning! Ben says hello.",
        "سلام Ada،\n\nwhat a day.",
        # companies
        "Hi Ada,\n\nhow is Kumo Works?",
        "Hi Ada,\n\ndo you remember our days at Northwind Labs?",
        "Hi Ada,\n\nI was at Northwind Labs last week and thought of you.",
        "Hi Ada,\n\nfrom Northwind Labs to Kumo Works: what is it like?",
        "Hi Ada,\n\nthe blue heron is back on the lake.",
        "Hi dear,\n\nwhat a day.",
        "Hi Ada,\n\nweißt du noch, damals bei Northwind Labs?",
        "Hi Ada,\n\net l’époque de Northwind Labs, quel souvenir.",
    ],
)
def test_an_honest_letter_goes(text: str) -> None:
    assert concerns(text, ADA, others=OTHERS) == []


@pytest.mark.parametrize(
    ("text", "place", "kind", "words"),
    [
        ("Hi Bob,\n\nwhat a day.", "Bob", OTHER_NAME, "The greeting says Bob; this goes to Ada."),
        ("Hello dear Zoe!\n\nwhat a day.", "dear Zoe", OTHER_NAME, "says dear Zoe"),
        ("hi ben\n\nwhat a day.", "ben", OTHER_NAME, "says ben"),
        ("Hi Adam,\n\nwhat a day.", "Adam", OTHER_NAME, "says Adam"),
        ("Ben,\n\nwhat a day.", "Ben", OTHER_NAME, "says Ben"),
        ("Lieber Jürgen,\n\nwas für ein Tag.", "Jürgen", OTHER_NAME, "says Jürgen"),
        ("Bonjour Émile, quelle journée.", "Émile", OTHER_NAME, "says Émile"),
        ("Cher Paul et chère Marie,\n\nquelle journée.", "Paul et chère Marie", OTHER_NAME, "says Paul"),
        ("Dear Mr. Lindqvist,\n\nwhat a day.", "Mr. Lindqvist", OTHER_NAME, "says Mr. Lindqvist"),
        ("Hi Aad,\n\na slip of the keys.", "Aad", OTHER_NAME, "says Aad"),
        ("Hi ,\n\nwhat a day.", "Hi ,", "nobody", "names nobody; this goes to Ada"),
        ("Hi Ada,\n\n[[what]]", "[[what]]", "hole", "A hole is left"),
        ("Hi Ada,\n\nat {{company}}", "{{company}}", "field", "left open"),
        ("Hi Ada,\n\nhow are things at Northwind Labs?", "Northwind Labs", LEFT_COMPANY, "Ada has left Northwind Labs Ltd."),
        ("Hi Ada,\n\nhow is Blue Heron? I was ill.", "Blue Heron", LEFT_COMPANY, "now it is Kumo Works."),
        ("Hi Ada,\n\nare you still at Northwind Labs after all these years?", "Northwind Labs", LEFT_COMPANY, "has left"),
        ("Hi Ada,\n\nwie läuft es bei Northwind Labs?", "Northwind Labs", LEFT_COMPANY, "has left"),
    ],
)
def test_what_is_pointed_at(text: str, place: str, kind: str, words: str) -> None:
    (found,) = concerns(text, ADA, others=OTHERS)
    assert (text[found.start : found.end], found.kind) == (place, kind)
    assert words in found.sentence


def test_two_concerns_in_the_order_of_the_text() -> None:
    text = "Hi Bob,\n\nhow is Northwind Labs? [[what]]"
    assert [one.kind for one in concerns(text, ADA)] == [OTHER_NAME, LEFT_COMPANY, "hole"]
    assert {OTHER_NAME, LEFT_COMPANY} == set(MAY_PASS)


def test_a_salutation_remembered_whole_is_never_asked_about() -> None:
    text = "Liebe Frau Präsidentin,\n\nwas für ein Tag."
    assert concerns(text, ADA._replace(salutation="Liebe Frau Präsidentin,")) == []
    assert [one.kind for one in concerns(text, ADA)] == [OTHER_NAME]


def test_a_name_of_another_script_may_be_spelt_out() -> None:
    xiaoyu = Addressee("陈晓雨", None, ("晓雨", "陈"))
    assert concerns("Hi Xiaoyu,\n\nwhat a day.", xiaoyu) == []
    assert [one.sentence for one in concerns("Hi Ben,\n\nwhat a day.", xiaoyu, others=["Ben"])] == [
        "The greeting says Ben; this goes to 陈晓雨."
    ]


def test_back_where_they_were_is_no_former_place() -> None:
    back = ADA._replace(company="Northwind Labs", former=("Northwind Labs", "Kumo Works"))
    assert concerns("Hi Ada,\n\nhow are things at Northwind Labs?", back) == []
    assert concerns("Hi Ada,\n\nhow are things at Kumo Works?", back._replace(company="")) == []


_signs = st.text(st.one_of(st.sampled_from("[]{}%<>|,.!\n HiDearAdaBen"), st.characters()), max_size=40)


@settings(max_examples=300)
@given(_signs, _signs, _signs, st.lists(_signs, max_size=3))
def test_any_text_to_anybody_is_looked_at(text: str, name: str, company: str, others: list[str]) -> None:
    to = Addressee(name, name or None, tuple(others), name, company, tuple(others))
    found = concerns(f"Hi {text}", to, others=others)
    assert all(0 <= one.start <= one.end <= len(text) + 3 and not set(one.sentence) & set("\n\x1b") for one in found)
    assert all(one.start <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("part", ["Hi ", "Hi A ", "Northwind Labs ", "A.", "Dr.", ", ", "and ", "Hi A and B ", "x-"])
def test_a_pasted_monster_is_looked_through(part: str) -> None:
    assert isinstance(concerns(part * 40_000, ADA, others=OTHERS), list)
