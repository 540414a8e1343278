"""A person's page through an editor: any text comes back as it was, and what is wrong comes back with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.person import CONTACT_KINDS, ContactPoint
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.interchange.yaml_files import load_text
from reconnect_tui.services import editing, person_yaml, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.editing import Bond, Page
from reconnect_tui.store import people
from tests.store.test_history import desk_in

HOSTILE = (
    "- a list", "a: b", "#tag", "# no comment", "'quoted'", '"quoted"', "{a}", "[a]", "&a *b", "!tag", "|", ">", "%TAG", "@a", "`x`",
    "null", "yes", "1984", "~", "---", "...", " both sides ", "trailing:", "a #b", "a:b", "tab\there", "line\nof\n  three", "\n\nblank", "x\n",
    "x\n\n\n", " x\ny", "x \ny", "👩‍👩‍👧 Zoë", "नमस्ते", "עברית", "\u2028x\u2029", "\ufffe", "\uffff!", "\ufeffx", "\xa0x", "\\n \\u0041",
    "? q", ": v", "a\n---\nb", "a\n# b\n c",
)  # fmt: skip

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)).map(clean_text)
lines = texts.map(clean_line)
some_lines = lines.filter(lambda text: bool(text.translate({0xFFFE: None, 0xFFFF: None})))
pages = st.builds(
    Page, name=some_lines, first_name=lines, last_name=lines, nickname=lines, greeting=st.none() | some_lines, salutation=lines, language=lines,
    position=lines, company=lines, headline=lines, location=lines, circle=st.sampled_from(["", "friends", "close"]),
    pace=st.none() | st.integers(1, 900), birthday=st.sampled_from([None, "1984-03-14", "--02-29"]), how_met=texts, about=texts,
    tags=st.lists(some_lines, max_size=4, unique_by=lambda tag: tag.translate({0xFFFE: None, 0xFFFF: None})).map(tuple),
    contacts=st.lists(
        st.builds(ContactPoint, st.sampled_from(CONTACT_KINDS), texts, lines, lines, st.booleans()), max_size=4
    ).map(tuple),
    relations=st.lists(st.builds(Bond, lines, lines, st.none() | st.just("3f9a0c11d2e4")), max_size=4).map(tuple),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = desk_in(tmp_path_factory.mktemp("home"))
    recording.add_person(found, "Ada Okafor", emails=("ada@example.org",), circle="friends")
    recording.add_person(found, "Jonas Lind")
    yield found
    found.close()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(page=pages)
def test_a_page_comes_back_as_it_was(desk: Desk, page: Page) -> None:
    assert person_yaml.read(desk, person_yaml.write(page), page) == page


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_a_text_is_written_as_it_is(desk: Desk, text: str) -> None:
    page = Page("Ada", about=text)
    value = load_text(person_yaml.write(page), "")[0].value
    assert isinstance(value, dict)
    assert value["about"] == text.replace("\ufffe", "").replace("\uffff", "")


def edited(desk: Desk, *changes: tuple[str, str], page: Page | None = None) -> Page:
    page = page or editing.page_of(desk, 1)
    text = person_yaml.write(page)
    for old, new in changes:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    return person_yaml.read(desk, text, page, "page.yaml")


def test_what_was_written_is_read(desk: Desk) -> None:
    before = editing.page_of(desk, 1)
    page = edited(
        desk, ("\npace:", "\npace: 40 days"), ("birthday:\n", "birthday: 14 March\n"), ("about:", "about: |\n  sails\n\n  two kids"),
        ("tags:", "tags:\n  - '#family'\n  - sailing"), ("relations:", "relations:\n  - kind: sister of\n    name: jonas lind\n  - name: Ngozi"),
        ("ada@example.org", "ada@northwind.example\n    preferred: yes\n  - phone: +44 7700 900131\n    label: mobile"),
        ("circle: friends", "circle: close"),
    )  # fmt: skip
    jonas = people.get(desk.store, 2)
    assert page == before._replace(
        pace=40, birthday="--03-14", about="sails\n\ntwo kids", tags=("family", "sailing"), circle="close",
        contacts=(
            ContactPoint("email", "ada@northwind.example", "ada@northwind.example", "", True),
            ContactPoint("phone", "+44 7700 900131", "447700900131", "mobile"),
        ),
        relations=(Bond("sister of", "Jonas Lind", jonas.uid), Bond("", "Ngozi")),
    )  # fmt: skip


def test_a_key_that_is_gone_keeps_its_value_and_an_empty_one_takes_it_away(desk: Desk) -> None:
    page = editing.page_of(desk, 1)._replace(about="sails", tags=("family",))
    assert person_yaml.read(desk, "name: Ada Okafor\n", page) == page
    assert person_yaml.read(desk, "about:\ntags:\ncontacts: []\n", page) == page._replace(about="", tags=(), contacts=())
    assert person_yaml.read(desk, "how_met: at sea\nFirst-Name: Adah\n", page) == page._replace(
        how_met="at sea", first_name="Adah"
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: Ada\nnam: x\n", 2, "there is no “nam” on a page; did you mean name?"),
        ("name: Ada\nfrobnicate: x\n", 2, "there is no “frobnicate”"),
        ("\n\npace: soon\n", 3, "is no pace"),
        ("pace: 0\n", 1, "is no pace"),
        ("name: ''\n", 1, "needs a name"),
        ("birthday: 31 February\n", 1, "is no birthday"),
        ("circle: enemies\n", 1, "friends"),
        ("name: Ada\nname: Bo\n", 2, "twice"),
        ("how_met: x\nhow you met: y\n", 2, "twice"),
        ("about: [a, b]\n", 1, "one text"),
        ("tags: family\n", 1, "is a list"),
        ("tags:\n  - family\n  - a: b\n", 3, "a tag is"),
        ("tags:\n  - family\n  - '#'\n", 3, "needs a word"),
        ("contacts:\n  - email: a@b.example\n  - fax: 12\n", 3, "there is no “fax”"),
        ("contacts:\n  - label: x\n", 2, "each contact is one of"),
        ("contacts:\n  - email: x\n    preferred: maybe\n", 3, "yes or no"),
        ("contacts:\n  - email: ''\n", 2, "is empty"),
        ("contacts:\n  - ada@example.org\n", 2, "email: ada@example.org"),
        ("relations:\n  - kind: sister of\n", 2, "write their name"),
        ("relations:\n  - name: x\n    id: nobody\n", 3, "nobody here has the id"),
        ("relations:\n  - kind: x\n    nam: y\n", 3, "did you mean name?"),
        ("- a\n- list\n", 0, "a page is lines"),
        ("name: 'Ada\n", 1, "quotation mark"),
        ("a: &x 1\nb: *x\n", 2, "aliases"),
        ("name: !!python/object x\n", 1, "tags"),
        ("", 0, "a page is lines"),
    ],
)
def test_what_is_wrong_comes_back_with_its_line(desk: Desk, text: str, line: int, words: str) -> None:
    with pytest.raises(FileProblem) as caught:
        person_yaml.read(desk, text, editing.page_of(desk, 1), "page.yaml")
    assert caught.value.line == line
    assert words in caught.value.reason


def test_the_problem_stands_on_top_with_the_line_of_the_new_text(desk: Desk) -> None:
    text = "name: Ada\nnam: x\n"
    for _ in range(2):
        with pytest.raises(FileProblem) as caught:
            person_yaml.read(desk, person_yaml.without_problem(text), editing.page_of(desk, 1), "page.yaml")
        text = person_yaml.with_problem(text, caught.value)
        assert "line 5: there is no “nam”" in text
        assert text.split("\n")[4] == "nam: x"
    assert person_yaml.without_problem(text) == "name: Ada\nnam: x\n"


def test_two_of_one_name_have_to_be_told_apart(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    for name in ("Ada Okafor", "Jonas Lind", "Jonas Lind"):
        recording.add_person(desk, name)
    with pytest.raises(FileProblem, match="2 people here are called so"):
        edited(desk, ("relations:", "relations:\n  - name: Jonas Lind"))
    uid = people.get(desk.store, 3).uid
    page = edited(desk, ("relations:", f"relations:\n  - name: Jonas Lind\n    id: {uid}"))
    assert page.relations == (Bond("", "Jonas Lind", uid),)
    desk.close()
