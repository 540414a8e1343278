"""On a terminal, where somebody can be asked."""

from __future__ import annotations

import json

import pytest

from reconnect_tui.cli import importing
from tests.conftest import Run


@pytest.fixture(autouse=True)
def _two_of_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    run("add", "Ada Lind", "--company", "Ora")
    run("add", "Ada Okafor", "--company", "Northwind Labs")
    run("record", "okafor", "--what", "met", "--on", "12 Mar")


def texts(run: Run, who: str) -> list[str]:
    return [moment["text"] for moment in json.loads(run("show", who, "--json").out)["moments"]]


def test_several_are_offered_the_latest_contact_first(run: Run) -> None:
    ran = run("show", "ada", terminal=True, stdin="2\n")
    assert ran.code == 0
    assert "   1  Ada Okafor, Northwind Labs (last talked 12 Mar 2026)\n   2  Ada Lind, Ora\n" in ran.err
    assert ran.out.startswith("Ada Lind\n")
    assert "Which?" not in ran.out


@pytest.mark.parametrize("answer", ["", "\n", "x\nx\nx\n", "3\n0\n-1\n", "1 never\n²\n٣\n"])
def test_nobody_chosen_does_nothing(run: Run, answer: str) -> None:
    ran = run("never", "ada", terminal=True, stdin=answer)
    assert (ran.code, ran.out) == (3, "")
    assert "nothing was done" in ran.err
    assert "never" not in run("export", "-").out


def test_a_second_answer_counts(run: Run) -> None:
    ran = run("show", "ada", "--json", terminal=True, stdin="what\n 1 \n")
    assert json.loads(ran.out)["name"] == "Ada Okafor"


def test_always_is_remembered_and_can_be_taken_back(run: Run) -> None:
    ran = run("skip", "ada", terminal=True, stdin="2 always\n")
    assert ran.code == 0
    assert "“ada” always means Ada Lind" in ran.err
    assert run("show", "ADA").out.startswith("Ada Lind\n")
    assert run("note", "a word with @ada").code == 0
    assert texts(run, "lind") == ["a word with @ada"]
    assert '"nicknames": ["ada"]' in run("export", "-").out
    for _ in range(3):
        run("undo")
    assert run("show", "ada").code == 3


def test_off_a_terminal_nothing_asks(run: Run) -> None:
    ran = run("show", "ada", stdin="1\n")
    assert (ran.code, ran.out) == (3, "")
    assert "Which?" not in ran.err


def test_more_than_twenty_are_not_all_offered(run: Run) -> None:
    for number in range(21):
        run("add", f"Berit {number:02}")
    ran = run("show", "berit", terminal=True, stdin="20\n")
    assert "and 1 more" in ran.err
    assert ran.out.startswith("Berit 19\n")


def test_note_alone_asks_for_one_line(run: Run) -> None:
    ran = run("note", terminal=True, stdin="hello @lind\nand this is not read\n")
    assert ran.code == 0
    assert "@ before a name" in ran.err
    assert texts(run, "lind") == ["hello @lind"]
    assert run("note", terminal=True, stdin="").code == 2


def test_progress_in_quarters(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "is_terminal", lambda stream: True)
    quarters = importing.Quarters()
    written: list[str] = []
    monkeypatch.setattr("sys.stderr.write", written.append)
    for done in range(0, 101):
        quarters.told("reading", done, 100)
    quarters.told("matching", 0, 0)
    quarters.told("writing", 3, 3)
    assert [line.strip() for line in written] == [
        "reading: 25 %", "reading: 50 %", "reading: 75 %", "reading: 100 %", "writing: 100 %",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "answers", "who"),
    [
        ("lunch: @ada likes tea", "2\n", "lind"),
        ("lunch: @zzz likes tea", "okafor\n", "okafor"),
        ("lunch: likes tea", "lind\n", "lind"),
        ("lunch: @zzz likes tea", "ada\n1\n", "okafor"),
    ],
)
def test_a_note_asks_whom_it_is_about(run: Run, line: str, answers: str, who: str) -> None:
    ran = run("note", line, terminal=True, stdin=answers)
    assert ran.code == 0
    assert texts(run, who)[0] == line.removeprefix("lunch: ")
    assert "likes tea" not in run("drafts").out


def test_a_note_that_nobody_is_chosen_for_is_kept(run: Run) -> None:
    ran = run("note", "lunch: @ada likes tea", terminal=True, stdin="\n")
    assert ran.code == 3
    assert "lunch: @ada likes tea" in run("drafts").out
