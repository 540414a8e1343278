"""The session in plain lines, with its answers from a file: what is stored, and what is said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reconnect_tui.core import gaps
from reconnect_tui.paths import Home
from tests.cli.test_light import DRAWING, loaded_by
from tests.conftest import Ran, Run


def stored(home: Home, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home.database)) as connection:
        return connection.execute(sql).fetchall()


def session(run: Run, *answers: str, who: str = "ada") -> Ran:
    """One sitting that begins at ``who``'s card, its answers a line each; the end of input ends it."""
    ran = run("session", "--plain", *([who] if who else []), stdin="".join(f"{answer}\n" for answer in answers))
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    return ran


@pytest.fixture(autouse=True)
def _two_people(run: Run) -> None:
    run("add", "Ada Okafor", "--circle", "friends")
    run("add", "Bo Lind", "--circle", "friends")


def test_a_letter_is_typed_read_back_saved_and_recorded(run: Run, home: Home) -> None:
    ran = session(run, "write", "Hello Ada,", "the heron is back.", ".", "s", "f", "y", "in 2 weeks ask about the heron", "")
    assert "  the heron is back." in ran.out
    assert "Recorded: wrote to Ada Okafor." in ran.out
    assert stored(home, "SELECT text FROM moment WHERE direction = 'out'") == [("Hello Ada,\nthe heron is back.",)]
    assert stored(home, "SELECT what, due FROM follow_up") == [("ask about the heron", "2026-12-06")]
    assert stored(home, "SELECT count(*) FROM draft") == [(0,)]
    (letter,) = (Path(home.data) / "letters").iterdir()
    assert "the heron is back." in letter.read_text()


def test_the_hole_of_a_template_is_a_question(run: Run, home: Home) -> None:
    ran = session(run, "t", "Ada", "By chance", "A heron in the canal.", "")
    assert "1 of 1: A small thing of today" in ran.out
    ((text,),) = stored(home, "SELECT text FROM draft")
    assert "A heron in the canal." in str(text)
    assert not gaps.holes(str(text))


def test_what_was_typed_before_the_end_of_input_stays_a_draft(run: Run, home: Home) -> None:
    ran = session(run, "w", "Hello Ada,")
    assert "Everything is saved." in ran.out
    assert stored(home, "SELECT text FROM draft") == [("Hello Ada,",)]


def test_a_note_a_talk_and_later_are_stored_and_undone(run: Run, home: Home) -> None:
    session(run, "n", "likes herons", "r", "t", "a good talk", "", "")
    texts = {text for (text,) in stored(home, "SELECT text FROM moment")}
    assert texts == {"likes herons", "a good talk"}
    session(run, "p", "in 2 weeks")
    later = "SELECT later_until FROM person WHERE name = 'Ada Okafor'"
    assert stored(home, later) == [("2026-12-06",)]
    session(run, "wake", "p", "in 3 weeks", "u", who="bo")
    assert stored(home, "SELECT later_until FROM person WHERE name = 'Bo Lind'") == [(None,)]


def test_note_on_anyone_is_no_note_on_the_person_shown(run: Run, home: Home) -> None:
    session(run, "note on anyone likes boats @bo")
    notes = "SELECT p.name FROM moment m JOIN moment_person mp ON mp.moment_id = m.id JOIN person p ON p.id = mp.person_id WHERE m.kind = 'note'"
    assert stored(home, notes) == [("Bo Lind",)]


def test_a_death_offers_no_undoing_and_no_writing(run: Run, home: Home) -> None:
    ran = session(run, "g", "d", "w")
    assert stored(home, "SELECT status FROM person WHERE name = 'Ada Okafor'") == [("died",)]
    after = ran.out.partition("Which? A letter")[2]
    assert "takes it back" not in after
    assert "Why now" not in after
    assert "Nothing here will ask you to write." in after


def test_masked_says_first_names_alone(run: Run) -> None:
    run("note", "a secret of hers", "@ada")
    ran = run("session", "--plain", "--mask", "ada", stdin="more\ni\nq\n")
    assert ran.code == 0
    assert "Okafor" not in ran.out
    assert "secret" not in ran.out


def test_no_answer_ends_in_an_error(run: Run, home: Home) -> None:
    from reconnect_tui.keymap import ACTIONS

    for action in ACTIONS:
        for said in (action.id, action.label):
            session(run, said, "zzz", "", "nonsense", ".", "")


def test_the_last_screen_says_good_bye(run: Run) -> None:
    ran = session(run, *["x"] * 4, "", who="")
    assert ran.out.endswith("Good-bye until tomorrow.\n")


def test_it_draws_nothing(run: Run, home: Home) -> None:
    ((code, loaded),) = loaded_by(["session", "--plain", "ada"]).values()
    assert code == 0
    assert not DRAWING & loaded
