"""Names and words meant to act on a terminal: through every command, none of their bytes reaches it."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tests.conftest import Ran, Run

NASTY = (
    "[/]", "[@click=app.quit]hi[/]", "VP [/sales]", "\x1b]52;c;aGVsbG8=\x07Okafor", "\x9b31mred\x9c", "over\u202eride\u2066",
    "Z" + "\u0323\u0301" * 5000, "two\nlines\r\nand a\ttab", "\u2028para\u2029graph", "\x00\x08\x7fback", "\ue000private\U000f0000",
    "\U000e0041tag", "%s {0} $(id) `id`",
)  # fmt: skip


def harmless(ran: Ran, *, json_too: bool = False) -> None:
    """Nothing of what was written does anything but print, break a line or make a tab."""
    assert "Traceback" not in ran.err
    assert "went wrong inside" not in ran.err
    for text in (ran.out, ran.err):
        for letter in set(text) - set("\n\t"):
            category = unicodedata.category(letter)
            assert category not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"), hex(ord(letter))
        if not json_too:
            marks = 0
            for letter in text:
                marks = marks + 1 if unicodedata.combining(letter) else 0
                assert marks < 50


@pytest.fixture
def people(run: Run) -> list[str]:
    """Somebody for each of these names, with the same words wherever words go."""
    uids = []
    for number, nasty in enumerate(NASTY):
        ran = run(
            "add", f"P{number} {nasty}", "--company", nasty, "--position", nasty, "--email", f"{nasty}@example.org", "--phone", nasty,
            "--url", f"https://example.org/{nasty}", "--circle", "friends", "--json",
        )  # fmt: skip
        assert ran.code == 0, ran.err
        harmless(ran, json_too=True)
        uids.append(json.loads(ran.out)["people"][0]["id"])
    return uids


def test_no_name_acts_on_the_terminal(run: Run, people: list[str]) -> None:
    for uid, nasty in zip(people, NASTY, strict=True):
        harmless(run("record", uid, "--what", "replied", "--by", nasty, "--note", nasty, "--on", "12 Mar 2020"))
        harmless(run("follow-up", uid, "tomorrow", f"ask {nasty}"))
        harmless(run("follow-up", uid, "today", f"ask {nasty}"))
        harmless(run("note", "--", f'coffee by {nasty}: @+"N {nasty}" #tag > tomorrow ask {nasty}'))
        harmless(run("note", "--", f"for nobody {nasty}"))
        harmless(run("show", uid))
        for command in ("skip", "later", "rest", "wake"):
            harmless(run(command, uid))
        harmless(run("circle", uid, "close"))
    for words in (
        ("next", "-n", "50"), ("find", "p0"), ("find", "--", "ask"), ("today",), ("ahead",), ("drafts",), ("history",), ("circles",),
        ("show", "p"), ("doctor",), ("undo",), ("redo",), ("config",),
    ):  # fmt: skip
        harmless(run(*words))
    for words in (("next", "-n", "50"), ("find", "ask"), ("today",), ("ahead",), ("drafts",), ("history",)):
        harmless(run(*words, "--json"), json_too=True)
    harmless(run("export", "-"), json_too=True)


def test_json_gives_back_what_is_stored(run: Run, people: list[str]) -> None:
    shown = json.loads(run("show", people[3], "--json").out)
    assert shown["name"] == "P3 ]52;c;aGVsbG8=Okafor"
    listed = json.loads(run("export", "-").out)
    tag = next(person for person in listed["people"] if person["id"] == people[11])
    assert tag["company"] == NASTY[11], "escaped in the text, not lost from it"


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_no_word_of_the_call_acts_on_the_terminal(run: Run, nasty: str) -> None:
    run("add", "Ada")
    for words in (
        (nasty,), ("find", nasty), ("show", nasty), ("note", nasty), ("note", f"@{nasty}"), ("add", "Bo", "--circle", nasty), ("undo", nasty),
        ("done", nasty), ("later", "ada", nasty), ("follow-up", "ada", nasty, "x"), ("record", "ada", "--what", nasty), ("circle", "ada", nasty),
        ("record", "ada", "--what", "met", "--on", nasty), ("import", nasty.replace("\0", "")), ("export", "/nowhere/" + nasty.replace("\0", "")),
        ("backup", "/nowhere/" + nasty.replace("\0", "")), ("restore", nasty.replace("\0", "")), ("templates", nasty), ("themes", nasty),
        ("next", "-n", nasty), ("ahead", "--days", nasty), (f"--{nasty}",), ("find", f"--{nasty}"), ("export", "x", "--format", nasty),
    ):  # fmt: skip
        harmless(run(*words))


def test_names_from_a_file(run: Run) -> None:
    rows = "".join(
        f'"{nasty}","Moss {n}",https://www.linkedin.com/in/nasty-{n},,"{nasty}","{nasty}",14 Mar 2015\n'
        for n, nasty in enumerate(NASTY)
    )
    ran = run("import", "-", stdin="First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + rows)
    assert ran.code == 0
    harmless(ran)
    assert run("find", "moss").out.count("\n") >= 12
    harmless(run("find", "moss"))
    for row in json.loads(run("find", "moss", "--json").out):
        harmless(run("show", row["id"]))


def test_a_surrogate_in_the_words(run: Run) -> None:
    ran = run("note", '@+"Ada" caf\udce9')
    assert ran.code == 0
    harmless(ran)
    harmless(run("show", "\udce9"))
    harmless(run("find", "\udce9"))


def test_a_company_given_by_a_flag_is_stored_clean(run: Run) -> None:
    added = json.loads(run("add", "Ada", "--company", " Kumo\x1b]0;x\x07 ", "--position", "Head\x9b31m\u202e", "--json").out)[
        "people"
    ][0]
    assert (added["company"], added["position"]) == ("Kumo]0;x", "Head31m")


@pytest.mark.parametrize("blank", [" ", "\t", "\x1c\x1d", "\u3000"])
def test_somebody_called_by_blanks_is_nobody(run: Run, blank: str) -> None:
    for words, terminal in (((blank,), False), ((blank,), True), ((blank, blank), False), (("show", blank), False)):
        ran = run(*words, terminal=terminal)
        assert ran.code in (2, 3)
        harmless(ran)
