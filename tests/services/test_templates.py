"""The shipped templates, the user's own, and forty files that are none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.person import Person
from reconnect_tui.core.template import RULES, Template, fields_for, fill, fit, holes, obstacles, unresolved
from reconnect_tui.services.templates import SHIPPED, load_templates

TODAY = date(2026, 11, 22)
BARE = Person(1, "u", "Mikael Lindqvist", greeting="Mikael", company="Ostrava Steel", connected_on="2026-11-01")

GOOD = "name: {name}\nbody: |\n  {{{{salutation}}}}\n\n  [[what]]\n"


def shipped() -> list[Template]:
    found, problems = load_templates([SHIPPED])
    assert problems == []
    return found


# The shipped ones


def test_every_rule_has_a_template_made_for_it() -> None:
    for rule in RULES:
        best = max(shipped(), key=lambda template: fit(template, rule))
        assert best.for_[0] == rule


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_a_shipped_template_is_a_skeleton(template: Template) -> None:
    body = template.body
    assert body.startswith(("{{salutation}}\n\n", "Dear {{first_name}},\n\n"))
    assert 1 <= len(holes(body)) <= 2
    assert all(12 <= len(hole.hint) <= 90 for hole in holes(body))
    own_words = re.sub(r"\[\[.*?\]\]|\{\{.*?\}\}", " ", body)
    assert len(own_words.split()) <= 24
    assert template.subject
    assert (template.lang, template.line > 0) == ("en", True)


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_a_shipped_template_neither_guesses_nor_begs_nor_flatters(template: Template) -> None:
    words = set(re.findall(r"[a-z']+", f"{template.name} {template.subject} {template.body}".lower()))
    assert not words & {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
    assert not words & {"sorry", "apologies", "apologise", "excuse", "forgive", "should", "must", "urgent", "asap", "finally"}
    assert not words & {"amazing", "impressive", "inspiring", "incredible", "synergy", "network", "opportunity", "connection"}
    assert "finds you well" not in template.body.lower()
    assert "!" not in template.body or template.name == "Birthday"


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_for_the_barest_person_only_holes_are_left_open(template: Template) -> None:
    known = fields_for(BARE, today=TODAY)
    filled = fill(template.body, known)
    assert unresolved(filled) == unresolved(fill(template.subject, known)) == []
    left = obstacles(filled, greeting="Mikael", other_names=["Ada"])
    assert [(o.start, o.end) for o in left] == [(hole.start, hole.end) for hole in holes(filled)]
    written = filled
    for hole in reversed(holes(filled)):
        written = f"{written[: hole.start]}the tram to the harbour{written[hole.end :]}"
    assert obstacles(written, greeting="Mikael", other_names=["Ada"]) == []


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.name)
def test_without_a_name_to_greet_by_the_greeting_stays_open(template: Template) -> None:
    filled = fill(template.body, fields_for(BARE._replace(greeting=None), today=TODAY))
    assert [blank.start < 10 for blank in unresolved(filled)] == [True]


def test_thanks_and_condolence_wait_for_no_answer() -> None:
    assert {template.name for template in shipped() if template.expects == "nothing"} == {"Thanks", "Condolence"}
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

BAD: dict[str, tuple[str | bytes, int, str]] = {
    "alias": ("name: a\nbody: *b\n", 2, "aliases"),
    "alias-bomb": (
        "a: &a [x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcde", "bcdef", strict=True)),
        2,
        "aliases",
    ),
    "anchored-loop": ("&a\nname: x\nbody: *a\n", 3, "aliases"),
    "binary": (bytes(range(256)), 2, "not UTF-8"),
    "bracket-open": ("name: a\nfor: [new\nbody: b\n", 2, "not closed"),
    "colon": ("name: a: b\nbody: c\n", 1, "quotes"),
    "control": ("name: a\nbody: \x07b\n", 2, "U+0007"),
    "deep": ("name: a\nbody: " + "[" * 5000, 2, "nested too deeply"),
    "duplicate-key": ("name: a\nbody: b\nname: c\n", 3, "twice"),
    "duplicate-name": ("name: Good in duplicate-name\nbody: b\n", 1, "there already"),
    "empty-body": ("name: a\nbody: |\n\nfor: [new]\n", 2, "“body” is empty"),
    "empty-name": ("name:\nbody: b\n", 1, "“name” is empty"),
    "escape": ('name: a\nbody: "\\e]52;c;eA==\\a"\n', 2, "U+001B"),
    "expects": ("name: a\nbody: b\nexpects: an answer\n", 3, "reply"),
    "field": ("name: a\nbody: |\n  one\n  {{frist_name}}\n", 4, "did you mean “first_name”?"),
    "field-open": ("name: a\nbody: |\n  one\n  two {{name}\n", 4, "a field is written"),
    "field-quoted": ('name: a\nbody: "x {{nam}}"\n', 2, "did you mean “name”?"),
    "foreign": ("name: a\nbody: |\n  Hi %FIRSTNAME%,\n", 3, "here it is {{first_name}}"),
    "foreign-bracket": ("name: a\nbody: |\n  Hi [First Name],\n", 3, "another program"),
    "hint-empty": ("name: a\nbody: |\n  [[]]\n", 3, "no hint"),
    "hint-long": (f"name: a\nbody: |\n  x\n  y\n  [[{'z' * 201}]]\n", 5, "longer than 200"),
    "hole-in-subject": ("name: a\nsubject: '[[what]]'\nbody: b\n", 2, "put it into the body"),
    "hole-open": ("name: a\nbody: |\n  x\n  [[what\n  now]]\n", 4, "not closed"),
    "hole-stray": ("name: a\nbody: |\n  what]]\n", 3, "not opened"),
    "indent": ("name: a\n body: b\n", 2, "colon"),
    "key": ("name: a\nbody: b\nfro: [new]\n", 3, "did you mean “for”?"),
    "key-list": ("? [name]\n: a\n", 1, "a key has to be a word"),
    "lang": ("name: a\nlang: English\nbody: b\n", 2, "not a language"),
    "large": ("name: a\nbody: " + "b" * 1_000_001, 0, "larger than 1 MB"),
    "latin-1": ("name: a\nbody: |\n  Grüße\n".encode("latin-1"), 3, "not UTF-8"),
    "list-of-words": ("- name: x\n  boddy: y\n", 2, "did you mean “body”?"),
    "name-long": ("body: b\nname: " + "n" * 61, 2, "longer than 60"),
    "name-two-lines": ("body: b\nname: |\n  one\n  two\n", 2, "one line"),
    "no-body": ("\n\nname: a\n", 3, "“body: …” is missing"),
    "no-name": ("# mine\nbody: b\n", 2, "“name: …” is missing"),
    "nul": ("name: a\nbody: \0\n", 2, "U+0000"),
    "object": ("name: !!python/object/apply:os.system ['echo x']\n", 1, "tags"),
    "quote-open": ('name: "a\nbody: b\n', 1, "not closed"),
    "rule": ("name: a\nfor:\n  - new\n  - sillence\nbody: b\n", 4, "did you mean “silence”?"),
    "rule-mapping": ("name: a\nfor: {new: yes}\nbody: b\n", 2, "has to be a list"),
    "tab": ("name: a\n\tbody: b\n", 2, "a tab"),
    "values": ("- x\n" * 20_001, 20_000, "20,000 values"),
    "wild-type": ("name: [a]\nbody: b\n", 1, "has to be a text"),
    "words": ("once upon a time\n", 1, "made of “name"),
}


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
