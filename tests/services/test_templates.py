"""The shipped templates, the user's own, and forty files that are none."""

from __future__ import annotations

import os
import re
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.person import Person
from reconnect_tui.core.template import RULES, Template, fields_for, fill, fit, holes, obstacles, unresolved
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.interchange import yaml_files
from reconnect_tui.services import editing, letters, recording, templates
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.session import card_of
from reconnect_tui.services.templates import SHIPPED, load_templates
from tests.data.bad_templates import BAD

TODAY = date(2026, 11, 22)
BARE = Person(1, "u", "Mikael Lindqvist", greeting="Mikael", company="Ostrava Steel", connected_on="2026-11-01")

GOOD = "name: {name}\nbody: |\n  {{{{salutation}}}}\n\n  [[what]]\n"


LANGUAGES = ("en", "de", "fr")
UNSAID = {
    "en": "he she him her his hers himself herself sorry apologies apologise excuse forgive should must urgent asap finally amazing "
    "impressive inspiring incredible synergy network opportunity connection",
    "de": "er ihn ihm entschuldigung entschuldige verzeihung leider endlich sollte muss dringend beeindruckend netzwerk",
    "fr": "elle lui désolé désolée excuse excuses pardon enfin dois doit urgent impressionnant réseau opportunité",
}
"""Guesses of gender, apologies, pressure, flattery."""
TWO_WAYS = {
    "de": "du dich dir dein deine deinen deiner Sie Ihnen Ihr Ihre Ihren euch euer",
    "fr": "tu te toi ton ta tes vous votre vos",
}


def shipped() -> list[Template]:
    found, problems = load_templates([SHIPPED])
    assert problems == []
    return found


# The shipped ones


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_template_made_for_it_in_every_language(rule: str, lang: str) -> None:
    best = max(shipped(), key=lambda template: fit(template, rule, lang))
    assert (best.for_[0], best.lang) == (rule, lang)


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_a_shipped_template_is_a_skeleton(template: Template) -> None:
    body = template.body
    assert body.startswith(("{{salutation}}\n\n", "Dear {{first_name}},\n\n", "{{first_name}},\n\n"))
    assert 1 <= len(holes(body)) <= 2
    assert all(12 <= len(hole.hint) <= 90 for hole in holes(body))
    own_words = re.sub(r"\[\[.*?\]\]|\{\{.*?\}\}", " ", body)
    assert len(own_words.split()) <= 24
    assert template.subject
    assert template.line > 0
    assert template.lang in LANGUAGES


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_a_shipped_template_neither_guesses_nor_begs_nor_flatters(template: Template) -> None:
    text = f"{template.name} {template.subject} {template.body}".lower()
    assert not set(re.findall(r"[^\W\d_]+", text)) & set(UNSAID[template.lang].split())
    assert "finds you well" not in text
    assert "!" not in template.body or template.for_ == ("birthday",)


@pytest.mark.parametrize("template", [one for one in shipped() if one.lang != "en"], ids=lambda template: template.name)
def test_where_a_language_has_two_ways_to_say_you_none_is_taken(template: Template) -> None:
    said = re.sub(r"\[\[.*?\]\]|\{\{.*?\}\}", " ", f"{template.subject} {template.body}")
    assert not set(re.findall(r"[^\W\d_]+", said)) & set(TWO_WAYS[template.lang].split())


def test_french_signs_stand_apart_but_never_begin_a_line() -> None:
    for template in shipped():
        if template.lang == "fr":
            assert not re.search(r" [?!;:»]|« ", f"{template.name} {template.subject} {template.body}")


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_for_the_barest_person_only_holes_are_left_open(template: Template) -> None:
    known = fields_for(BARE, today=TODAY, lang=template.lang)
    filled = fill(template.body, known)
    assert unresolved(filled) == unresolved(fill(template.subject, known)) == []
    left = obstacles(filled, greeting="Mikael")
    assert [(o.start, o.end) for o in left] == [(hole.start, hole.end) for hole in holes(filled)]
    written = filled
    for hole in reversed(holes(filled)):
        written = f"{written[: hole.start]}the tram to the harbour{written[hole.end :]}"
    assert obstacles(written, greeting="Mikael") == []


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_without_a_name_to_greet_by_the_greeting_stays_open(template: Template) -> None:
    filled = fill(template.body, fields_for(BARE._replace(greeting=None), today=TODAY, lang=template.lang))
    assert [blank.start < 10 for blank in unresolved(filled)] == [True]


def test_thanks_and_condolence_wait_for_no_answer() -> None:
    assert {template.name for template in shipped() if template.expects == "nothing"} == {
        "Thanks", "Condolence", "Danke", "Beileid", "Merci", "Condoléances",
    }  # fmt: skip
    assert fit(next(t for t in shipped() if t.name == "Condolence"), "birthday") < 101


def test_the_last_words_stand_in_the_hole_that_answers_them() -> None:
    template = max(shipped(), key=lambda t: fit(t, "wrote-last"))
    known = fields_for(BARE, today=TODAY, last_words="Let's catch up when I'm back [[really]]! " * 30)
    first = holes(fill(template.body, known))[0]
    assert "Let's catch up when I'm back [really]!" in first.hint
    assert len(holes(fill(template.body, known))) == len(holes(template.body))


# The user's own


def test_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("name: BIRTHDAY\nfor: [birthday]\nbody: |\n  {{salutation}}\n\n  [[what]]\n")
    (tmp_path / "more.yaml").write_text("- name: One\n  body: a\n- name: Two\n  body: b\n---\nname: Three\nbody: c\n")
    (tmp_path / ".hidden.yaml").write_text("name: Hidden\nbody: x\n")
    (tmp_path / "notes.txt").write_text("no template at all: [")
    found, problems = load_templates([SHIPPED, tmp_path])
    assert problems == []
    names = [template.name for template in found]
    assert "Birthday" not in names
    assert names.index("BIRTHDAY") == [template.name for template in shipped()].index("Birthday")
    assert names[-3:] == ["One", "Two", "Three"]
    assert [Path(template.path).name for template in found if template.name == "BIRTHDAY"] == ["mine.yml"]


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert load_templates([tmp_path / "none"]) == ([], [])
    (tmp_path / "file").write_text("x")
    assert load_templates([tmp_path / "file"]) == ([], [])


def test_a_saved_file_is_picked_up_and_what_did_not_change_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("name: Mine\nbody: one\n")
    assert [(one.name, one.body) for one in load_templates([tmp_path])[0]] == [("Mine", "one")]
    with monkeypatch.context() as patched:
        patched.setattr(yaml_files, "load_documents", None)
        assert [one.body for one in load_templates([tmp_path])[0]] == ["one"]
    mine.write_text("name: Mine\nbody: two\n")
    os.utime(mine, ns=(1, 1))
    (tmp_path / "other.yaml").write_text("name: Other\nbody: [\n")
    found, problems = load_templates([tmp_path])
    assert [one.body for one in found] == ["two"]
    assert [Path(problem.path).name for problem in problems] == ["other.yaml"]
    mine.unlink()
    assert load_templates([tmp_path])[0] == []


# For one person


def ada(desk: Desk, **values: str) -> Card:
    person = recording.add_person(desk, "Ada Okafor", company="Northwind Labs", position="Head of Research").person
    assert person is not None
    if values:
        editing.edit_person(desk, person.id, **values)
    return card_of(desk, person.id)


def test_their_language_comes_first_and_the_others_are_still_there(desk: Desk) -> None:
    langs = [choice.template.lang for choice in letters.choices(desk, ada(desk, language="de-AT"))[0]]
    assert langs[0] == "de"
    assert sorted(set(langs), key=langs.index) == ["de", "en", "fr"]
    assert langs == sorted(langs, key=["de", "en", "fr"].index)


def test_what_fits_the_reason_is_first_ones_own_before_the_shipped(desk: Desk) -> None:
    card = ada(desk)
    own = Path(desk.home.templates)
    own.mkdir()
    (own / "new.yaml").write_text("name: Zzz\nfor: [new]\nbody: |\n  {{salutation}}\n\n  [[what]]\n")
    assert [choice.template.name for choice in letters.choices(desk, card)[0]][:2] == ["Zzz", "New, and never spoken"]


def test_each_is_filled_in_its_own_language(desk: Desk) -> None:
    card = ada(desk, language="fr")
    filled = {choice.template.name: choice.filled for choice in letters.choices(desk, card)[0]}
    assert filled["Einfach so"].startswith("Hallo Ada,")
    assert "Wie läuft der Herbst?" in filled["Einfach so"]
    assert filled["Par hasard"].startswith("Bonjour Ada,")
    assert "How is your autumn?" in filled["By chance"]
    editing.edit_person(desk, card.person.id, salutation="Chère Madame,")
    again = letters.choices(desk, card_of(desk, card.person.id))[0]
    assert {choice.filled.split("\n")[0] for choice in again if "{{salutation}}" in choice.template.body} == {"Chère Madame,"}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("coff", ["Coffee next week"]),
        ("a ca", ["A call"]),
        ("merci", ["Merci"]),
        ("SILENCE fr", ["Après un long silence", "Merci", "Par hasard", "Un café la semaine prochaine"]),
        ("birthday de", ["Zum Geburtstag"]),
        ("apres", ["Après un long silence"]),
        ("zzzz", []),
    ],
)
def test_typing_leaves_what_fits(desk: Desk, typed: str, names: list[str]) -> None:
    assert [choice.template.name for choice in letters.fitting(desk, ada(desk), typed)] == names


def test_nothing_typed_leaves_them_all_and_a_name_that_begins_so_is_first(desk: Desk) -> None:
    card = ada(desk)
    assert letters.fitting(desk, card, " ") == letters.choices(desk, card)[0]
    assert letters.fitting(desk, card, "birthday")[0].template.name == "Birthday"
    begins = [choice.template.name.startswith("A") for choice in letters.fitting(desk, card, "a")]
    assert begins == sorted(begins, reverse=True)
    assert 0 < sum(begins) < len(begins)


def test_what_waits_for_no_answer(desk: Desk) -> None:
    assert [templates.expects_answer(desk, name) for name in ("Thanks", "beileid", "Birthday", "gone", "")] == [
        False, False, True, True, True,
    ]  # fmt: skip


# Saving a letter as one

LETTER = "Hi Ada,\n\nHow is Northwind Labs? I still have the map.\n\n  Free on Friday: yes?  \n# x\n\nRobin"


def test_a_letter_is_saved_as_a_template_of_ones_own(desk: Desk) -> None:
    card = ada(desk)
    path = templates.save_as(desk, LETTER, card, "The Map", for_=("silence",), subject="For Ada", expects="nothing")
    assert path == Path(desk.home.templates, "the-map.yaml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").startswith("name: The Map\nfor: [silence]\nlang: en\nexpects: nothing\nsubject: ")
    (choice,) = letters.fitting(desk, card, "the map")
    assert (choice.filled, choice.subject) == (LETTER, "For Ada")
    assert choice.template.body.startswith("{{salutation}}\n\nHow is {{company}}?")
    assert choice.template[2:4] == (("silence",), "en")


def test_nothing_that_is_there_is_written_over(desk: Desk) -> None:
    card = ada(desk)
    folder = Path(desk.home.templates)
    folder.mkdir()
    (folder / "kept.yaml").write_text("name: Another\nbody: x\n")
    assert templates.save_as(desk, "Hi Ada", card, "Kept!").name == "kept-2.yaml"
    assert (folder / "kept.yaml").read_text() == "name: Another\nbody: x\n"
    for name in ("kept!", "another", "BIRTHDAY"):
        with pytest.raises(UsageError, match=r"already, in .*, line 1\. Choose another name"):
            templates.save_as(desk, "Hi Ada", card, name)
    assert sorted(path.name for path in folder.iterdir()) == ["kept-2.yaml", "kept.yaml"]


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("", "A", "“body” is empty"),
        (" \n ", "A", "“body” is empty"),
        ("Hi {FIRST_NAME}", "A", "placeholder of another program"),
        ("x" * 10_001, "A", "longer than 10,000"),
        ("x", " ", "needs a name"),
        ("x", "n" * 61, "longer than 60"),
        ("a\ufffeb", "A", "a sign in it has no place"),
    ],
)
def test_what_cannot_be_saved_says_why(desk: Desk, text: str, name: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        templates.save_as(desk, text, ada(desk), name)
    assert not list(Path(desk.home.templates).glob("*"))


_signs = st.text(
    st.one_of(st.sampled_from("[]{}\\|#:-'\"& \t\n\u2028\x85"), st.characters(exclude_categories=["Cs"])), max_size=30
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(
    st.lists(st.one_of(_signs, st.sampled_from(["Ada", "Hi Ada,\n", "Northwind Labs", "[[hint]]"])), max_size=5).map("".join),
    _signs,
)
def test_a_saved_letter_reads_back_as_it_was(desk: Desk, text: str, subject: str) -> None:
    card = ada(desk)
    name = f"T{len(list(Path(desk.home.templates).glob('*')))}"
    try:
        templates.save_as(desk, text, card, name, subject=subject)
    except UsageError:
        reject()
    (choice,) = [one for one in letters.choices(desk, card)[0] if one.template.name == name]
    assert choice.filled == clean_text(text).strip("\n")
    assert choice.subject == clean_line(subject).strip()


# Forty that are none


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    for name, (text, _, _) in BAD.items():
        (tmp_path / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        (tmp_path / f"{name}-a-good-one.yaml").write_text(GOOD.format(name=f"Good in {name}"))
    return tmp_path


def test_forty_bad_files_are_named_and_the_good_ones_work(bad_folder: Path) -> None:
    assert len(BAD) >= 40
    found, problems = load_templates([SHIPPED, bad_folder])
    assert [template.name for template in found if template.name.startswith("Good")] == [
        f"Good in {name}" for name in sorted(BAD)
    ]
    assert len(found) == len(BAD) + len(shipped())
    told = {Path(problem.path).stem: problem for problem in problems}
    assert sorted(told) == sorted(BAD)
    wrong = [
        (name, told[name].line, told[name].reason)
        for name, (_, line, words) in BAD.items()
        if told[name].line != line or words not in told[name].reason or not told[name].reason.isprintable()
    ]
    assert wrong == []


def test_one_bad_template_of_a_file_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "several.yaml").write_text(
        "- name: One\n  body: a\n- name: Two\n- words\n- name: One\n  body: again\n- name: Three\n  body: c\n"
    )
    found, problems = load_templates([tmp_path])
    assert [(template.name, template.line) for template in found] == [("One", 1), ("Three", 7)]
    assert [(problem.line, problem.reason) for problem in problems] == [
        (3, "“body: …” is missing"),
        (4, "a template is made of “name: …”, “body: …” and a few more"),
        (5, "“One” is there already, in several.yaml, line 1"),
    ]
