"""``reconnect review`` and ``reconnect merge``: asked on a terminal, listed elsewhere, and decided by scripts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Run


@pytest.fixture(autouse=True)
def _three_of_them(run: Run) -> None:
    run("add", "Ada Okafor", "--company", "Kumo", "--email", "ada@x.example")
    run("add", "A. Okafor", "--company", "Kumo", "--email", "a@y.example")
    run("add", "Ada Okafor", "--phone", "+45 20 12 34 56", "--company", "Kumo")


def everybody(run: Run) -> list[str]:
    return [one["name"] for one in json.loads(run("export", "-").out)["people"]]


def uid(run: Run, who: str) -> str:
    return str(json.loads(run("show", who, "--json").out)["id"])


def listed(run: Run) -> list[Any]:
    return list(json.loads(run("review", "--json").out))


def test_off_a_terminal_it_lists_and_asks_nothing(run: Run) -> None:
    ran = run("review", stdin="s\n")
    assert ran.code == 0
    assert ran.out.count("Why: ") == 3
    assert "Why: Both are called Ada Okafor and work at Kumo.\n" in ran.out
    assert "Why: “A. Okafor” may be short for “Ada Okafor”, and both work at Kumo.\n" in ran.out
    assert "q stop" not in ran.err
    assert sorted(everybody(run)) == ["A. Okafor", "Ada Okafor", "Ada Okafor"]


def test_as_json(run: Run) -> None:
    pairs = listed(run)
    assert [list(pair) for pair in pairs] == [["reason", "people"]] * 3
    assert pairs[0]["reason"] == "Both are called Ada Okafor and work at Kumo."
    assert [one["name"] for one in pairs[0]["people"]] == ["Ada Okafor", "Ada Okafor"]
    assert "contacts" in pairs[0]["people"][0]
    assert len(json.loads(run("review", "--json", "-n", "1", terminal=True).out)) == 1


def test_nobody_twice(run: Run) -> None:
    for _ in range(2):
        run("undo")
    for terminal in (False, True):
        ran = run("review", terminal=terminal)
        assert (ran.code, ran.out) == (0, "")
        assert "Nobody here seems to be there twice." in ran.err
    assert listed(run) == []


def test_one_pair_at_a_time(run: Run) -> None:
    ran = run("review", terminal=True, stdin="what\nl\nn\ns\n")
    assert ran.code == 0
    first, second, third = ran.err.split("Why: ")[1:]
    assert "A letter: s, n, l or q." in first
    assert "is kept, and gets all of" in first
    assert "are not the same person. `reconnect undo` takes it back." in second
    assert "Merged A. Okafor with Ada Okafor. `reconnect undo` takes it back." in third
    assert sorted(everybody(run)) == ["A. Okafor", "Ada Okafor"]
    # who is not the same as one of the two is not the same as whom they became: the pair put off is answered too
    assert "That is all of them." in ran.err
    assert listed(run) == []
    run("undo")
    assert len(listed(run)) == 2


def test_both_people_are_shown_in_lines(run: Run) -> None:
    run("record", "a@y.example", "--what", "met", "--on", "12 Mar")
    err = run("review", terminal=True, stdin="q\n").err
    assert "    Kumo\n    ada@x.example\n    no contact written down; from: added by hand\n" in err
    assert "    +45 20 12 34 56\n" in err
    assert "last talked 12 Mar 2026; from: added by hand" in run("review").out


def test_what_is_asked_after_a_merge_is_looked_for_anew(run: Run) -> None:
    ran = run("review", terminal=True, stdin="same\ns\n")
    assert ran.err.count("Why: ") == 2
    assert "That is all of them." in ran.err
    assert everybody(run) == ["Ada Okafor"]
    person = json.loads(run("show", "A. Okafor", "--json").out)
    assert [point["value"] for point in person["contacts"]] == ["ada@x.example", "+45 20 12 34 56", "a@y.example"]


@pytest.mark.parametrize("answer", ["q\n", "", "x\nx\nx\n", "stop\n"])
def test_stopping_does_nothing(run: Run, answer: str) -> None:
    ran = run("review", terminal=True, stdin=answer)
    assert ran.code == 0
    assert ran.err.count("Why: ") == 1
    assert len(listed(run)) == 3


def test_later_asks_again_the_next_time(run: Run) -> None:
    ran = run("review", terminal=True, stdin="l\nl\nlater\n")
    assert ran.err.count("Why: ") == 3
    assert "That is all of them." in ran.err
    assert len(listed(run)) == 3
    assert run("review", "-n", "1", terminal=True, stdin="l\nl\n").err.count("Why: ") == 1


def test_scripts_decide(run: Run) -> None:
    ran = run("review", "--not-same", "ada@x.example", "+4520123456")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "The two called Ada Okafor are not the same person. `reconnect undo` takes it back.\n"
    assert run("review", "--not-same", "+4520123456", "ada@x.example").code == 1
    one, other = uid(run, "ada@x.example"), uid(run, "a@y.example")
    told = json.loads(run("review", "--same", one, other, "--json").out)
    assert told["action"]["sentence"] == "Merged Ada Okafor with A. Okafor"
    assert [person["id"] for person in told["people"]] == [one]
    assert listed(run) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--same", "ada@x.example", "nobody"), 3), (("--same", "Ada Okafor", "a@y.example"), 3), (("--same", "a@y.example"), 2),
        (("--same", "a@y.example", "a@y.example"), 2), (("--not-same", "a@y.example", "a@y.example"), 2), (("-n", "0"), 2),
        (("--same", "a@y.example", "ada@x.example", "--not-same", "a@y.example", "ada@x.example"), 2),
    ],
)  # fmt: skip
def test_what_cannot_be_decided(run: Run, words: tuple[str, ...], code: int) -> None:
    before = run("export", "-").out
    ran = run("review", *words)
    assert (ran.code, ran.out) == (code, "")
    assert run("export", "-").out == before


def test_merge_keeps_the_first(run: Run) -> None:
    keep = uid(run, "a@y.example")
    ran = run("merge", "a@y.example", "ada@x.example")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Merged A. Okafor with Ada Okafor. `reconnect undo` takes it back.\n"
    assert uid(run, "ada@x.example") == keep
    run("undo")
    assert uid(run, "ada@x.example") != keep
    told = json.loads(run("merge", "a@y.example", "ada@x.example", "--json").out)
    assert (told["people"][0]["id"], told["people"][0]["name"]) == (keep, "A. Okafor")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2), (("a@y.example",), 2), (("a@y.example", "a@y.example"), 2), (("a@y.example", "Ada Okafor"), 3), (("zzz", "a@y.example"), 3),
        (("a@y.example", "ada@x.example", "more"), 2),
    ],
)  # fmt: skip
def test_what_cannot_be_merged(run: Run, words: tuple[str, ...], code: int) -> None:
    assert run("merge", *words).code == code
    assert len(everybody(run)) == 3


def test_the_names_of_strangers_do_nothing_to_the_terminal(run: Run) -> None:
    for _ in range(2):
        run("add", "Es\x1b]52;c;aGk=\x07 [bold]Okafor\u202e", "--company", "Ku\x1b[31mmo")
    for ran in (run("review"), run("review", terminal=True, stdin="s\nq\n")):
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err
