"""``show``: beautiful on a terminal, plain in a pipe, and never anybody else's colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run

SGR = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _ada(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    run("add", "Ada Okafor", "--company", "Kumo", "--email", "ada@example.org")
    run("record", "ada", "--what", "replied", "--on", "12 Mar", "--note", "hello \x1b[31mred\x1b]52;c;eA==\x07")
    run("record", "ada", "--what", "met", "--on", "13 Mar", "--note", "of boats " * 40)
    run("follow-up", "ada", "in 2 weeks", "to send the sailing book " * 8)


def test_in_colour_it_says_the_same(run: Run) -> None:
    plain, drawn = run("show", "ada").out, run("show", "ada", terminal=True).out
    assert "\x1b" not in plain
    assert SGR.sub("", drawn) == plain
    assert drawn.startswith("\x1b[1mAda Okafor\x1b[0m\n")
    assert len(SGR.findall(drawn)) % 2 == 0
    assert all(line.count("\x1b[0m") * 2 == len(SGR.findall(line)) for line in drawn.splitlines()), (
        "every colour ends in its line"
    )
    assert max(map(len, plain.splitlines())) <= 80


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_switched_off(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert "\x1b" not in run("show", "ada", terminal=True).out


def test_an_empty_no_color_switches_nothing_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")  # no-color.org: only when it is not empty
    assert "\x1b[1m" in run("show", "ada", terminal=True).out


def test_an_address_keeps_its_lines(run: Run) -> None:
    run("edit", "ada", "--address", "1 Road\nLagos", "--prefer", "1 Road\nLagos")
    assert "  address   1 Road (preferred)\n            Lagos\n" in run("show", "ada").out


def test_days_stand_under_each_other_and_words_under_what_they_are_the_words_of(run: Run) -> None:
    run("record", "ada", "--what", "met", "--on", "1 Feb", "--note", "short")
    lines = run("show", "ada").out.partition("between you\n")[2].splitlines()
    assert [line.index("2026") for line in lines if re.match(r" +\d", line)] == [9, 9, 9]
    assert "   1 Feb 2026  meeting" in lines
    assert "               short" in lines


def test_somebody_of_whom_nothing_is_known_has_that_week(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"{first},Marsh,,,,,14 Mar 2015\n" for first in ("Zoe", "Noor", "Pell"))
    (tmp_path / "Connections.csv").write_text(f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{rows}")
    run("import", str(tmp_path / "Connections.csv"))
    page, brief = run("show", "zoe").out, run("brief", "zoe").out
    assert "that week\n  you also connected with Noor Marsh, Pell Marsh\n" in page
    assert brief == (
        "Zoe Marsh\nno contact is written down · connected March 2015\n\nthat week you also connected with Noor Marsh, Pell Marsh\n"
    )
    run("never", "zoe")
    assert "that week" not in run("show", "zoe").out


def test_a_brief_is_in_colour_too_and_says_the_same_in_a_pipe(run: Run) -> None:
    plain, drawn = run("brief", "ada").out, run("brief", "ada", terminal=True).out
    assert "\x1b" not in plain
    assert SGR.sub("", drawn) == plain
    assert drawn.startswith("\x1b[1mAda Okafor\x1b[0m\n")
    assert all(line.startswith("  ") for line in plain.splitlines() if line.startswith(("of boats", "  of boats")))
