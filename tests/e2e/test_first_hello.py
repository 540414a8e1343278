"""The first hello, keys alone: from a made-up export to a letter that went out, and every decision taken back again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.data.linkedin import write_people
from tests.data.network import ME, InventedMessage, InventedPerson
from tests.e2e.story import Desktop

ADA, BRAM, CHIDI = "Ada Okafor", "Bram Visser", "Chidi Eze"
LETTER = "Hi Ada,\n\nyour tide tables hang in our kitchen\n\nFree for coffee next week?"
NOTE = "met at the print fair, two kids"


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """Somebody whose LinkedIn export of three people has just been imported; Ada wrote last."""
    people = (
        InventedPerson("Ada", "Okafor", "ada-okafor", "", "Northwind Labs", "Head of Research", "2015-03-14"),
        InventedPerson("Bram", "Visser", "bram-visser", "bram@example.org", "Blue Heron", "Printer", "2019-05-02"),
        InventedPerson("Chidi", "Eze", "chidi-eze", "", "", "", "2020-01-20"),
    )
    talk = (
        InventedMessage("2-a==", "ada-okafor", (ME,), "2023-03-12T09:30:00Z", "Let's catch up when I'm back from Accra."),
        InventedMessage("2-a==", ME, ("ada-okafor",), "2023-03-10T08:00:00Z", "How did the talk in Accra go?"),
    )
    export = tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip"
    write_people(export, people, messages=talk)
    desktop = Desktop(tmp_path)
    report = desktop.reads("import", str(export))
    assert (report["people"]["added"], report["moments"]["added"], report["problems"]) == (3, 2, [])
    return desktop


def test_the_first_hello_and_everything_taken_back(desktop: Desktop) -> None:
    first, second, third = desktop.reads("next")
    second, third = second["name"], third["name"]
    ada_before, other_before, _ = _state(desktop, second)
    _first_hello(desktop, (120, 36), first, second)

    ada, other, drafts = _state(desktop, second)
    assert _told(ada) == [("2026-11-22", "message", "out", "linkedin", LETTER), *_told(ada_before)]
    assert [(one["due"], one["what"], one["done"]) for one in ada["follow_ups"]] == [("2026-12-06", "ask about Accra", False)]
    assert ada["last_contact"] == "2026-11-22"
    assert _told(other) == [("2026-11-22", "note", None, "", NOTE)]
    assert other["last_contact"] is None
    assert drafts == set()

    # Each decision taken back gives its words back as a draft, and touches nothing else.
    assert "Noted on" in desktop.does("undo").err
    assert _state(desktop, second) == (ada, other_before, {(second, NOTE)})
    assert "Ada" in desktop.does("undo").err
    assert _state(desktop, second) == (ada_before, other_before, {(second, NOTE), (ADA, LETTER)})
    desktop.does("redo")
    desktop.does("redo")
    assert _state(desktop, second) == (ada, other, set())

    # The import goes too, but for the two people who have words of the user's own by now.
    *_, last = desktop.run_all([("undo",)] * 3)
    assert {name for name in (ADA, BRAM, CHIDI) if name in last.err} == {ADA, second}
    assert _state(desktop, second)[2] == {(second, NOTE), (ADA, LETTER)}
    assert [done.code for done in desktop.run_all([("show", third), ("undo",)])] == [3, 1]


def test_the_first_hello_on_a_small_terminal(desktop: Desktop) -> None:
    first, second, _ = desktop.reads("next")
    _first_hello(desktop, (80, 24), first, second["name"])
    ada, other, drafts = _state(desktop, second["name"])
    assert (_told(ada)[0][-1], _told(other)[0][-1], drafts) == (LETTER, NOTE, set())


def _first_hello(desktop: Desktop, size: tuple[int, int], first: dict[str, Any], second: str) -> None:
    assert first["name"] == ADA
    with desktop.opens(size=size) as app:
        app.reads(ADA, first["reason"].rstrip("."))
        app.begins_from("Coffee", "Hi Ada,", "what made you think of them", "Free for coffee next week?")
        app.fills("your tide tables hang in our kitchen")
        app.is_done_writing().takes_the_usual_way()
        assert (desktop.copied, desktop.opened) == (LETTER, ["https://www.linkedin.com/in/ada-okafor"])
        app.it_went(follow_up="in 2 weeks ask about Accra")
        app.reads(second)
        app.notes(NOTE)
        assert app.quits() == 0


def _state(desktop: Desktop, second: str) -> tuple[dict[str, Any], dict[str, Any], set[tuple[str, str]]]:
    """Ada, the other one, and the drafts: whose, and what."""
    done = desktop.run_all([("show", ADA, "--json"), ("show", second, "--json"), ("drafts", "--json")])
    ada, other, drafts = (json.loads(one.out) for one in done)
    return ada, other, {(one["person"]["name"], one["text"]) for one in drafts}


def _told(person: dict[str, Any]) -> list[tuple[str | None, ...]]:
    return [(one["at"], one["kind"], one["direction"], one["channel"], one["text"]) for one in person["moments"]]
