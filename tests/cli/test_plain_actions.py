"""Whatever the registry has a key for can be done in plain lines: each action by its word, and what comes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reconnect_tui.cli.in_lines.words import NEEDS_A_SCREEN, OWN
from reconnect_tui.keymap import BY_ID
from reconnect_tui.paths import Home
from tests.cli.test_session_plain import session
from tests.conftest import Run
from tests.handoff.stand_ins import program

LETTER = ("write", "Hello Ada,", "the heron is back.", ".")
DONE: dict[str, tuple[tuple[str, ...], str]] = {
    "write": (LETTER, "  the heron is back."),
    "template": (("template", "By chance", "A heron.", ""), "The letter reads:"),
    "note": (("note likes herons",), "Noted on Ada Okafor."),
    "note-anyone": (("note on anyone @bo likes boats",), "Noted on Bo Lind."),
    "hand-over": ((*LETTER, "", "hand over", "f"), "Did it go to Ada?"),
    "record": (("record", "t", "", "", ""), "Recorded: talked with Ada Okafor"),
    "follow-up": (("follow-up in 2 weeks ask about the boat",), "ask about the boat"),
    "done": (("done",), "Done: send the map"),
    "drop": (("let go",), "Dropped: send the map."),
    "later": (("later in 2 weeks",), "Ada Okafor: later, around 7 December."),
    "skip": (("not today",), "“u” takes it back."),
    "unknown": (("don't know them",), "Ada Okafor rests: not somebody you know."),
    "rest": (("let rest", "r"), "Ada Okafor rests"),
    "circle": (("circle", "work"), "Ada Okafor: work."),
    "edit": (("edit", "position", "Head of Research"), "Edited Ada Okafor: position."),
    "profile": (("profile",), "https://www.linkedin.com/in/ada-okafor"),
    "how-met": (("how you met", "on a ferry"), "Ada Okafor: on a ferry."),
    "why": (("why",), "No rule speaks for somebody who"),
    "mask": (("mask",), "Masked: first names alone"),
    "copy": ((*LETTER, "", "copy"), "Did it go to Ada?"),
    "undo": (("note likes herons", "undo"), "Taken back: Noted on Ada Okafor."),
    "redo": (("note likes herons", "undo", "redo"), "Done again: Noted on Ada Okafor."),
    "find": (("find bo",), "Bo Lind"),
    "ahead": (("ahead",), "Some day: Ada Okafor: promised: send the map."),
    "looking-back": (("looking back", "f"), "Ada in 2026: November, Ada wrote."),
    "remove-moment": (("remove", "1"), "Removed the note of 23 Nov 2026."),
    "keep-line": (("keep a line", "2", "1"), "Kept a line of Ada’s."),
    "one-more": (("one more",), "Nobody else fits today."),
    "help": (("help",), "Write to this person, or go on with the draft."),
    "palette": (("palette",), "reconnect import PATH: brings people in"),
    "leave": (("find bo", "back"), "You can say:"),
    "quit": (("quit",), "Good-bye until tomorrow."),
    "text-done": ((*LETTER, "s", "f"), "Did it go to Ada?"),
    "next-hole": (("template", "Animals", "herons", "boats", ""), "2 of 2: A place?"),
    "previous-hole": (("template", "Animals", "herons", "-", "boats", "Ghent", ""), "Do you like boats? And Ghent?"),
    "text-leave": ((*LETTER, ""), "The letter stays as a draft."),
    "text-editor": (("write", "e", ""), "  by the editor"),
    "text-quote": ((*LETTER, "q", ""), "  > Come and see us!"),
    "text-times": ((*LETTER, "times", "Thu 3 Dec 17:00, Fri 12:30", ""), "Thursday 3 December at 17:00"),
    "text-keep": ((*LETTER, "k", "After a concert", ""), "Saved as a template:"),
    "text-mask": ((*LETTER, "", "mask", "write"), "Masked. “m” says it again."),
    "page-change": (("edit", "ways", "1", "c", "ada@home.example"), "Edited Ada Okafor: contacts."),
    "page-add": (("edit", "tags", "sailing"), "Ada Okafor: #sailing."),
    "page-remove": (("edit", "ways", "1", "t"), "Edited Ada Okafor: contacts."),
    "page-prefer": (("edit", "ways", "1", "p"), "Edited Ada Okafor: contacts."),
    "page-contact": (("edit", "w", "n", "e", "ada@home.example", ""), "Edited Ada Okafor: contacts."),
    "page-tag": (("edit", "t", "sailing"), "Ada Okafor: #sailing."),
    "page-relation": (("edit", "r", "n", "sister of", "bo"), "Ada Okafor: sister of Bo Lind."),
    "page-merge": (("merge", "bo", "y"), "Merged Ada Okafor with Bo Lind."),
    "page-delete": (("delete", "", "yes"), "The page is in ada-okafor.json"),
    "page-undo": (("tags sailing", "undo"), "Taken back: Ada Okafor: #sailing."),
    "page-redo": (("tags sailing", "undo", "redo"), "Done again: Ada Okafor: #sailing."),
    "page-mask": (("mask", "tags"), "Masked. “m” says it again."),
    "page-help": (("help",), "tags: Their tags: add some, take some away."),
    "page-leave": (("edit", "-"), "What now?"),
    "sort-circle": (("sort", "work", "-"), "Jonas Wren: work."),
    "sort-none": (("sort", "0", "-"), "Jonas Wren: in no circle."),
    "sort-unknown": (("sort", "z", "-"), "Jonas Wren rests: not somebody you know."),
    "sort-later": (("sort", "", "-"), "Zoe Marsh"),
    "sort-undo": (("sort", "work", "u", "-"), "Taken back: Jonas Wren: work."),
    "sort-end": (("sort", "-"), "Which circle? Enter leaves it open"),
    "answer-line": (("keep a line", "2", "1", "find bo", "answer", "Hi Ada", ".", ""), "Write to Ada, line by line."),
}
"""Action → answers that take it, and what is said for it. Deeds about a letter or a hole are words at the letter."""
BESIDES: dict[str, tuple[tuple[str, ...], str]] = {
    "more": (("more",), "email: ada@northwind.example"),
    "again": (("again",), "Why now:"),
    "brief": (("brief",), "On 12 November 2026: Ada wrote:"),
    "text-times": (("times", "Thu 3 Dec 17:00", ""), "Thursday 3 December at 17:00"),
    "tags": (("tag sailing",), "Ada Okafor: #sailing."),
    "ways": (("ways", "n", "p", "+44 7700 900131", "home"), "Edited Ada Okafor: contacts."),
    "relations": (("relations", "n", "sister of", "bo"), "Ada Okafor: sister of Bo Lind."),
    "merge": (("merge", "bo", "y"), "Merged Ada Okafor with Bo Lind."),
    "delete": (("delete", "n", "yes"), "Deleted Ada Okafor."),
    "drafts": ((*LETTER, "", "drafts"), "1: Ada Okafor: Hello Ada, the heron is back."),
    "sort": (("sort", "-"), "Jonas Wren"),
}
"""The same of the words that this session alone has."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the home is kept that the first test makes and the others copy."""
    return tmp_path_factory.mktemp("made") / "home"


@pytest.fixture(autouse=True)
def _people(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: Path) -> None:
    monkeypatch.setenv("RECONNECT_TODAY", "2026-11-23")
    monkeypatch.setenv("EDITOR", str(program(tmp_path, "an-editor", 'echo "by the editor" >> "$1"')))
    monkeypatch.chdir(tmp_path)
    if made.exists():
        shutil.copytree(made, home.data)
        return
    url = "https://www.linkedin.com/in/ada-okafor"
    run("add", "Ada Okafor", "--circle", "friends", "--email", "ada@northwind.example", "--url", url)
    run("add", "Bo Lind", "--circle", "friends")
    run("record", "ada", "--what", "replied", "--on", "12 Nov 2026", "--note", "Come and see us!")
    run("note", "promised: send the map", "@ada")
    rows = "Jonas,Wren,,,,,14 Mar 2015\nZoe,Marsh,,,,,14 Mar 2014\n"
    (tmp_path / "Connections.csv").write_text(f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{rows}")
    run("import", str(tmp_path / "Connections.csv"))
    Path(home.templates).mkdir(parents=True)
    (Path(home.templates) / "own.yaml").write_text('name: Animals\nbody: "Do you like [[an animal]]? And [[a place]]?"\n')
    shutil.copytree(home.data, made)


def test_no_action_of_the_registry_is_left_out() -> None:
    assert set(BY_ID) - set(DONE) <= set(NEEDS_A_SCREEN)
    assert {own.id for own in OWN} == set(BESIDES)


@pytest.mark.parametrize(("answers", "said"), DONE.values(), ids=DONE)
def test_every_action_of_the_registry_can_be_done(run: Run, answers: tuple[str, ...], said: str) -> None:
    out = " ".join(session(run, *answers).out.split())
    assert said.strip() in out
    assert "is not known here" not in out
    assert "is none of these" not in out


@pytest.mark.parametrize(("answers", "said"), BESIDES.values(), ids=BESIDES)
def test_every_word_of_its_own_can_be_said(run: Run, answers: tuple[str, ...], said: str) -> None:
    out = " ".join(session(run, *answers).out.split())
    assert said in out
    assert "is none of these" not in out


@pytest.mark.parametrize("action_id", [one for one in NEEDS_A_SCREEN if one in BY_ID])
def test_what_moves_about_on_a_screen_is_told_what_reads_on_instead(run: Run, action_id: str) -> None:
    assert "There is no screen to move about on; “more” reads on." in session(run, action_id).out
