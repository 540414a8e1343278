"""The shipped templates, the user's own, and forty files that are none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.person import Person
from reconnect_tui.core.template import RULES, Template, fields_for, fill, fit, holes, obstacles, unresolved
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
