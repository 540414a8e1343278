"""Templates: what is filled in, what is not known, which fits, and which files are no templates. See ``test_gaps``."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.person import Person
from reconnect_tui.core.template import (
    FIELDS,
    RULES,
    Template,
    fields_for,
    fill,
    fit,
    holes,
    unresolved,
    validate,
)

TODAY = date(2026, 11, 22)
ADA = Person(
    1, "u1", "Ada Okafor", "Ada", "Okafor", greeting="Ada", company="Northwind Labs", position="Head of Research",
    location="Lagos", connected_on="2015-03-14",
)  # fmt: skip


# Fields


def test_the_fields_of_a_person_who_is_well_known() -> None:
    said = fields_for(
        ADA, today=TODAY, my_name="Robin", last_talk=date(2023, 3, 12), last_words="Let's\n catch up!", promise="send the book"
    )
    assert said == {
        "salutation": "Hi Ada,", "first_name": "Ada", "name": "Ada Okafor", "company": "Northwind Labs",
        "position": "Head of Research", "location": "Lagos", "connected_on": "March 2015", "years_connected": "eleven years",
        "last_talk": "in 2023", "last_words": "Let's catch up!", "promise": "send the book", "my_name": "Robin",
        "weekday": "Sunday", "season": "autumn",
    }  # fmt: skip
    assert set(said) == set(FIELDS)


def test_what_is_not_known_is_absent_and_never_guessed() -> None:
    bare = Person(1, "u", "晓雨", first_name="晓雨", connected_on="2026-11-16")
    assert fields_for(bare, today=TODAY) == {
        "name": "晓雨", "connected_on": "November 2026", "weekday": "Sunday", "season": "autumn",
    }  # fmt: skip
    assert fields_for(Person(1, "u", "X", connected_on="not a date"), today=TODAY) == {
        "name": "X", "weekday": "Sunday", "season": "autumn",
    }  # fmt: skip


def test_a_salutation_remembered_whole_wins() -> None:
    liebe = ADA._replace(salutation="Liebe Ada,", greeting=None)
    assert fields_for(liebe, today=TODAY)["salutation"] == "Liebe Ada,"
    assert fields_for(liebe, today=TODAY, lang="de")["salutation"] == "Liebe Ada,"
    madame = ADA._replace(salutation="Chère Madame,")
    assert [fields_for(madame, today=TODAY, lang=lang)["salutation"] for lang in ("en", "fr", "pt")] == ["Chère Madame,"] * 3


def test_words_are_said_in_the_templates_language() -> None:
    german = fields_for(ADA, today=TODAY, last_talk=date(2026, 4, 1), lang="de-AT")
    french = fields_for(ADA, today=TODAY, last_talk=date(2026, 4, 1), lang="fr")
    fields = ("salutation", "connected_on", "years_connected", "last_talk", "weekday", "season")
    assert [german[field] for field in fields] == [
        "Hallo Ada,", "März 2015", "elf Jahre", "letzten Frühling", "Sonntag", "Herbst",
    ]  # fmt: skip
    assert [french[field] for field in fields] == [
        "Bonjour Ada,", "mars 2015", "onze ans", "au printemps dernier", "dimanche", "automne",
    ]  # fmt: skip
    nobody = ADA._replace(greeting=None)
    assert all("salutation" not in fields_for(nobody, today=TODAY, lang=lang) for lang in ("en", "de", "fr", "pt"))


def test_in_a_language_without_words_here_they_stay_open() -> None:
    known = fields_for(ADA, today=TODAY, last_talk=date(2025, 1, 1), lang="pt")
    assert known == {
        "first_name": "Ada", "name": "Ada Okafor", "company": "Northwind Labs", "position": "Head of Research", "location": "Lagos",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("connected", "years"),
    [
        ("2025-11-22", "one year"),
        ("2025-11-23", None),
        ("2024-02-29", "two years"),
        ("2016-11-23", "nine years"),
        ("2016-11-22", "ten years"),
        ("2027-01-01", None),
        ("1999-01-01", "27 years"),
    ],
)
def test_only_full_years_count(connected: str, years: str | None) -> None:
    assert fields_for(ADA._replace(connected_on=connected), today=TODAY).get("years_connected") == years


def test_seasons_of_the_south() -> None:
    assert fields_for(ADA, today=TODAY, south=True)["season"] == "spring"


def test_last_words_are_quoted_on_one_line_and_not_at_length() -> None:
    words = fields_for(ADA, today=TODAY, last_words="many words " * 100)["last_words"]
    assert len(words) <= 130
    assert words.endswith("many …")
    (hole,) = holes(fill("[[answer “{{last_words}}”]]", {"last_words": words}))
    assert "many words" in hole.hint
    (hole,) = holes(fill("[[answer “{{last_words}}”]]", fields_for(ADA, today=TODAY, last_words="a ]] b [[ c {{ d")))
    assert hole.hint == "answer “a ] b [ c { d”"


# Filling


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{salutation}}\n\nFree?", "Hi Ada,\n\nFree?"),
        ("{{ company | your place }}", "Northwind Labs"),
        ("{{promise|the book}}", "the book"),
        ("{{ promise | the book }}", "the book"),
        ("at {{promise|}}.", "at ."),
        ("{{promise}} and {{ promise }}", "{{promise}} and {{ promise }}"),
        ("{{nonsense}}", "{{nonsense}}"),
        ("{{promise|[[what you promised]]}}", "[[what you promised]]"),
        ("[[ask about {{company}}]]", "[[ask about Northwind Labs]]"),
        ("{{{first_name}}}", "{Ada}"),
        ("{{first_name}}{{name}}", "AdaAda Okafor"),
        ("{{first_name", "{{first_name"),
        (r"\{{name}} \[[x]] \\{{first_name}} a\b", r"{{name}} [[x]] \Ada a\b"),
        (r"\{{name\}} \\\[[x\]]", r"{{name}} \[[x]]"),
        ("", ""),
    ],
)
def test_filling(text: str, filled: str) -> None:
    assert fill(text, {"salutation": "Hi Ada,", "company": "Northwind Labs", "first_name": "Ada", "name": "Ada Okafor"}) == filled


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("{{name}}", "<{name}}>"),
        ("[[hole]]", "<[hole]]>"),
        ("[[[[x", "<[x>"),
        ("{{{{name}}}}", "<{name}}}}>"),
        ("a [ b { c", "<a [ b { c>"),
        ("   ", "<{{company}}>"),
    ],
)
def test_a_value_is_never_read_as_a_field_or_a_hole(value: str, filled: str) -> None:
    assert fill("<{{company}}>", {"company": value, "name": "SECRET"}) == filled


def test_a_value_makes_no_hole_with_its_neighbour() -> None:
    known = {"company": "[x]]", "name": "X["}
    assert fill("[{{company}}", known) == "[ [x]]"
    assert fill("{{name}}{{company}}", known) == "X[ [x]]"
    assert fill("{{name}}[[a hole]]", known) == "X[ [[a hole]]"


# No backslash: before brackets it stands for the brackets themselves; test_making_template holds that round trip.
_plain = st.text(st.characters(exclude_characters="[]{}\\", exclude_categories=["Cs"]), max_size=8)
_hint = st.text(st.characters(exclude_characters="[]{}\n\r\\", exclude_categories=["Cs"]), min_size=1, max_size=12)
_value = st.text(st.one_of(st.sampled_from("[]{}| \nab"), st.characters(exclude_categories=["Cs"])), max_size=12)
_names = ("name", "company", "promise", "nobody")
_piece = st.one_of(
    _plain.map(lambda text: ("plain", text)),
    _hint.map(lambda text: ("hole", text)),
    st.sampled_from(_names).map(lambda name: ("field", name)),
)


@given(st.lists(_piece, max_size=10), st.dictionaries(st.sampled_from(_names[:3]), _value))
def test_only_the_template_has_a_say_in_what_is_open(pieces: list[tuple[str, str]], fields: dict[str, str]) -> None:
    written = {"plain": "{}", "hole": "[[{}]]", "field": "{{{{{}}}}}"}
    filled = fill("".join(written[kind].format(text) for kind, text in pieces), fields)
    assert [hole.hint for hole in holes(filled)] == [text.strip() for kind, text in pieces if kind == "hole"]
    assert [blank.field for blank in unresolved(filled)] == [
        text for kind, text in pieces if kind == "field" and not fields.get(text, "").strip()
    ]


@given(st.text(st.one_of(st.sampled_from("[]{}|ab\n"), st.characters())), st.dictionaries(st.sampled_from(_names), st.text()))
def test_filling_never_fails_and_fills_once(text: str, fields: dict[str, str]) -> None:
    filled = fill(text, fields)
    if "{{" not in text and "\\" not in text:
        assert filled == text
    for value in fields.values():
        assert "{{" not in fill("{{name}}", {"name": value}) or not value.strip()


# Choosing


def test_the_language_comes_first_then_the_reason() -> None:
    other = Template("other", "x", ("birthday",))
    any_ = Template("any", "x")
    second = Template("second", "x", ("pace", "silence"))
    first = Template("first", "x", ("silence",))
    german = Template("german", "x", ("silence",), "de")
    everything = [other, any_, second, first, german]
    assert [t.name for t in sorted(everything, key=lambda t: -fit(t, "silence", "en-GB"))] == [
        "first", "second", "any", "other", "german",
    ]  # fmt: skip
    assert max(everything, key=lambda t: fit(t, "silence", "de")).name == "german"
    assert max(everything, key=lambda t: fit(t, "silence", "")).name == "first"


# Checking


def check(value: object, lines: dict[tuple[str | int, ...], int] | None = None) -> Template:
    return validate(value, lines if lines is not None else {(): 1}, "t.yaml")


def test_a_template_is_taken_as_it_is() -> None:
    given_ = {
        "name": " Coffee ", "for": ["silence", "new", "silence"], "lang": "pt-BR", "subject": "Coffee, {{first_name|you}}?",
        "expects": "nothing", "body": "\n{{salutation}}\n\n[[what]]\n\n",
    }  # fmt: skip
    assert check(given_, {(): 7}) == Template(
        "Coffee", "{{salutation}}\n\n[[what]]", ("silence", "new"), "pt-BR", "Coffee, {{first_name|you}}?", "nothing", "t.yaml", 7
    )
    assert check({"name": "a", "body": "b", "for": "new"}) == Template("a", "b", ("new",), path="t.yaml", line=1)
    assert check({"name": "a", "body": "b", "for": ""}).for_ == ()
    assert check({"name": "a\u202eb", "body": "c\u202ed"})[:2] == ("ab", "cd")
    assert check({"name": "a", "body": r"x \{{nonsense\}} \[[ \]]"}).body == r"x \{{nonsense\}} \[[ \]]"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"name": "a", "body": r"\\[[x"}, "not closed"),
        ("text", "made of “name"),
        ([], "made of “name"),
        ({"body": "b"}, "“name: …” is missing"),
        ({"name": "a"}, "“body: …” is missing"),
        ({"name": " ", "body": "b"}, "“name” is empty"),
        ({"name": "a", "body": "\n \n"}, "“body” is empty"),
        ({"name": "a", "body": ["b"]}, "“body” has to be a text"),
        ({"name": {"a": "b"}, "body": "b"}, "“name” has to be a text"),
        ({"name": "a" * 61, "body": "b"}, "longer than 60"),
        ({"name": "a", "body": "b" * 10_001}, "longer than 10,000"),
        ({"name": "a\nb", "body": "b"}, "has to be one line"),
        ({"name": "a", "boddy": "b"}, "“boddy” is not a key of a template; did you mean “body”?"),
        ({"name": "a", "body": "b", "x" * 999: "c"}, "xxx…” is not a key"),
        ({"name": "a", "body": "b", "for": ["silense"]}, "“silense” is not a rule; did you mean “silence”?"),
        ({"name": "a", "body": "b", "for": ["zzz"]}, "the rules are follow-up, promise"),
        ({"name": "a", "body": "b", "for": [["new"]]}, "is not a rule"),
        ({"name": "a", "body": "b", "for": {"new": "1"}}, "has to be a list"),
        ({"name": "a", "body": "b", "lang": "english"}, "is not a language"),
        ({"name": "a", "body": "b", "expects": "money"}, "write “reply” or “nothing”"),
        ({"name": "a", "body": "b", "subject": "c\nd"}, "one line"),
        ({"name": "a", "body": "b", "subject": "[[c]]"}, "put it into the body"),
        ({"name": "a", "body": "b", "subject": "{{nam}}"}, "did you mean “name”?"),
        ({"name": "a", "body": "{{firstname}}"}, "“firstname” is not a field; did you mean “first_name”?"),
        ({"name": "a", "body": "{{First Name}}"}, "did you mean “first_name”?"),
        ({"name": "a", "body": "{{qqqqq|x}}"}, "“qqqqq” is not a field"),
        ({"name": "a", "body": "{{}}"}, "is not a field"),
        ({"name": "a", "body": "{{name"}, "a field is written"),
        ({"name": "a", "body": "name}}"}, "a field is written"),
        ({"name": "a", "body": "{{name|\nx}}"}, "a field is written"),
        ({"name": "a", "body": "[[what"}, "not closed"),
        ({"name": "a", "body": "[[what\nnow]]"}, "not closed"),
        ({"name": "a", "body": "what]]"}, "not opened"),
        ({"name": "a", "body": "[[ ]]"}, "has no hint"),
        ({"name": "a", "body": "[[" + "x" * 201 + "]]"}, "longer than 200"),
        (
            {"name": "a", "body": "Hi {FIRST_NAME}"},
            "“{FIRST_NAME}” is a placeholder of another program; here it is {{first_name}}",
        ),
        ({"name": "a", "body": "*|LNAME|*"}, "placeholder of another program"),
    ],
)
def test_what_is_no_template(value: object, reason: str) -> None:
    with pytest.raises(FileProblem) as caught:
        check(value)
    assert reason in caught.value.reason
    assert len(caught.value.reason) < 250


def test_the_line_of_a_wrong_field_is_its_own_in_a_block_and_the_key_elsewhere() -> None:
    value = {"name": "a", "body": "\n\none\n{{nonsense}}\n"}
    block: dict[tuple[str | int, ...], int] = {(): 1, ("body",): 3, ("body", 0): 4}
    quoted: dict[tuple[str | int, ...], int] = {(): 1, ("body",): 3}
    for lines, line in ((block, 7), (quoted, 3)):
        with pytest.raises(FileProblem) as caught:
            check(value, lines)
        assert caught.value.line == line


def test_the_line_of_a_wrong_rule_is_its_own() -> None:
    with pytest.raises(FileProblem) as caught:
        check({"name": "a", "body": "b", "for": ["new", "nix"]}, {(): 1, ("for",): 2, ("for", 0): 3, ("for", 1): 4})
    assert caught.value.line == 4


def test_the_rules_are_those_of_who_is_next() -> None:
    from reconnect_tui.core import choosing

    assert set(RULES) == set(choosing.RULES)


def test_every_field_says_what_it_is() -> None:
    assert all(re.fullmatch("[a-z_]+", name) and told for name, told in FIELDS.items())
