"""The whole session through ``--plain`` with stdin from a file: what is said, word for word, and what is stored."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from reconnect_tui.cli.in_lines.voice import WIDTH, cells
from reconnect_tui.paths import Home
from tests.cli.test_session_plain import stored
from tests.conftest import TODAY, Run

DATA = Path(__file__).parents[1] / "data"
ANSWERS = DATA / "plain_answers.txt"
TRANSCRIPT = DATA / "plain_transcript.txt"
PAGE_ANSWERS = DATA / "plain_page_answers.txt"
PAGE_TRANSCRIPT = DATA / "plain_page_transcript.txt"
EARLIER = "2026-11-10"
A_LINE = "2026-11-23"
"""A day that ends with a kept line, where there is one."""


@pytest.fixture
def _three_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_TODAY", EARLIER)
    said = "Let's catch up when I'm back."
    run("add", "Ada Okafor", "--circle", "friends", "--company", "Northwind Labs", "--email", "ada@northwind.example")
    run("record", "ada", "--what", "replied", "--by", "linkedin", "--on", "12 Mar 2023", "--note", said)
    run("record", "ada", "--what", "wrote", "--by", "linkedin", "--on", "1 Mar 2023", "--note", "How is Lagos?")
    run("note", "5 Feb 2023 coffee: @ada has two kids, sails #sailing")
    run("follow-up", "ada", TODAY, "ask about the boat")
    run("add", "Bo Lind", "--circle", "friends")
    run("record", "bo", "--what", "wrote", "--on", "5 Nov 2026")
    run("add", "Jonas Wren")
    monkeypatch.setenv("RECONNECT_TODAY", TODAY)


@pytest.mark.usefixtures("_three_people")
def test_a_whole_session_with_its_answers_from_a_file(run: Run, home: Home) -> None:
    ran = run("session", "--plain", stdin=ANSWERS.read_bytes())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace(str(home.data), "HOME").splitlines() == TRANSCRIPT.read_text(encoding="utf-8").splitlines()
    _is_plain(ran.out)

    # The letter went, was taken back, and waits as it was; Ada comes in three weeks.
    assert stored(home, "SELECT kind, text, handed_over FROM draft") == [
        ("letter", "Hi Ada,\n\nThe heron is back on the canal.", None)
    ]
    assert stored(home, "SELECT name, status, later_until FROM person ORDER BY name") == [
        ("Ada Okafor", "active", "2026-12-13"),
        ("Bo Lind", "active", None),
        ("Jonas Wren", "resting", None),
    ]
    since = f"SELECT kind, direction, text FROM moment WHERE at >= '{TODAY}' ORDER BY id"
    assert stored(home, since) == [("note", None, "likes herons"), ("message", "in", ""), ("coffee", "both", "@jonas")]
    assert stored(home, "SELECT what, due FROM follow_up ORDER BY due") == [
        ("ask about the boat", TODAY),
        ("send the map", "2026-11-23"),
    ]


@pytest.mark.usefixtures("_three_people")
def test_a_page_is_kept_true_and_a_kept_line_answered_from_a_file(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field, tags, ways, relations, how they met, a kept line, looking back, ahead, undo, times to meet, the line at the end."""
    monkeypatch.setenv("RECONNECT_TODAY", A_LINE)
    ran = run("session", "--plain", stdin=PAGE_ANSWERS.read_bytes())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace(str(home.data), "HOME").splitlines() == PAGE_TRANSCRIPT.read_text(encoding="utf-8").splitlines()
    _is_plain(ran.out)

    assert stored(home, "SELECT position, birthday FROM person WHERE name = 'Ada Okafor'") == [("Head of Research", "--03-14")]
    assert stored(home, "SELECT name FROM tag ORDER BY name") == [("boats",), ("family",)]
    assert stored(home, "SELECT kind, value, label, preferred FROM contact_point ORDER BY id") == [
        ("email", "ada@northwind.example", "", 1),
        ("email", "ada@home.example", "home", 0),
    ]
    assert stored(home, "SELECT kind, other_name FROM relation") == [("sister of", "Ngozi")]
    assert stored(home, "SELECT text FROM kept_line") == [("Let's catch up when I'm back.",)]
    ((letter,),) = stored(home, "SELECT text FROM draft")
    assert letter == "Hi Ada, how about Thursday 3 December at 17:00 or 18:30?\nLove from the canal."
    (invitation,) = (Path(home.data) / "letters").glob("*.ics")
    assert "20261203T" in invitation.read_text()


@pytest.mark.parametrize(("answers_in", "day"), [(ANSWERS, TODAY), (PAGE_ANSWERS, A_LINE)], ids=["day", "page"])
@pytest.mark.usefixtures("_three_people")
def test_every_beginning_of_the_answers_is_a_good_end(
    run: Run, home: Home, monkeypatch: pytest.MonkeyPatch, answers_in: Path, day: str
) -> None:
    """Input may end at any question: nothing is lost, nothing asks again without end, and the exit code is 0."""
    monkeypatch.setenv("RECONNECT_TODAY", day)
    answers = answers_in.read_text(encoding="utf-8").splitlines(keepends=True)
    for many in range(len(answers)):
        ran = run("session", "--plain", stdin="".join(answers[:many]))
        assert (ran.code, ran.err) == (0, ""), answers[:many]
        assert ran.out.endswith("Good-bye until tomorrow.\n")
        _is_plain(ran.out)


def _is_plain(text: str) -> None:
    for line in text.splitlines():
        assert line == line.rstrip()
        assert cells(line) <= WIDTH or line.startswith(("/", "mailto:", "https:")), line
    assert "\n\n\n" not in text
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    assert not set(text) & set("←→↔✓·│─")
