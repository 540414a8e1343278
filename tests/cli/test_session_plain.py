"""The session in plain lines, with its answers from a file: what is stored, and what is said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reconnect_tui.cli.in_lines.voice import WIDTH
from reconnect_tui.core import gaps
from reconnect_tui.paths import Home
from tests.cli.test_light import DRAWING, loaded_by
from tests.conftest import Ran, Run
from tests.e2e.harmless import harm_in_text
from tests.handoff.stand_ins import program


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
def _two_people(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # where the copy of a page goes, whose name is asked for
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


def test_a_hole_is_gone_back_to_and_one_may_be_left_open(run: Run, home: Home) -> None:
    folder = Path(home.templates)
    folder.mkdir(parents=True)
    body = "{{salutation}}\\n\\nDo you still like [[an animal]]? I saw [[what was seen]] at {{company}}."
    (folder / "own.yaml").write_text(f'name: Animals\nbody: "{body}"\n')
    answers = ("t", "Animals", "the heron", "-", "herons", "one by the canal", "", "s", "")
    ran = session(run, *answers)
    assert ran.out.count("1 of 3: An animal?") == 2
    assert "  Do you still like …? I saw … at {{company}}." in ran.out
    assert "“company” is not known here. What should stand there?" in ran.out
    ((text,),) = stored(home, "SELECT text FROM draft")
    assert text == "Hi Ada,\n\nDo you still like herons? I saw one by the canal at {{company}}."
    assert "A field is left open" in ran.out
    assert "Nothing was handed over." in ran.out
    assert "In the letter: “Do you still like herons?" in ran.out


def test_going_back_from_the_first_hole_leaves_no_letter(run: Run, home: Home) -> None:
    session(run, "t", "By chance", "-", "")
    assert stored(home, "SELECT count(*) FROM draft") == [(0,)]


def test_a_name_to_greet_by_is_asked_once(run: Run, home: Home) -> None:
    run("add", "梅 原")
    session(run, "t", "May", "", who="梅 原")
    assert stored(home, "SELECT greeting FROM person WHERE name = '梅 原'") == [("May",)]
    assert "How do you greet" not in session(run, "t", "", who="梅 原").out


@pytest.mark.parametrize(
    ("answer", "went"), [("yes, send it anyway", 1), ("Yes send it anyway.", 1), ("yes", 0), ("y", 0), ("", 0)]
)
def test_what_may_be_meant_takes_a_deliberate_answer(run: Run, home: Home, answer: str, went: int) -> None:
    ran = session(run, "w", "Hi Bo,", "", "how is the boat?", ".", "s", answer, "f", "y", "", "")
    assert "The greeting says Bo" in ran.out
    assert "In the letter: “Hi Bo,”" in ran.out
    assert stored(home, "SELECT count(*) FROM moment WHERE direction = 'out'") == [(went,)]
    assert stored(home, "SELECT count(*) FROM draft") == [(1 - went,)]


def test_the_same_words_to_somebody_else_are_read_out(run: Run, home: Home) -> None:
    words = (
        "The heron is back on the canal, on one leg, and the boat is painted blue again.",
        "I thought of the bridge in Ghent.",
    )
    session(run, "w", "Hi Bo,", *words, ".", "s", "f", "y", "", "", who="bo")
    ran = session(run, "w", "Hi Ada,", *words, ".", "s", "")
    assert "Nearly the same went to Bo Lind on 22 November 2026." in ran.out
    assert "That letter read:" in ran.out
    assert stored(home, "SELECT count(*) FROM moment WHERE direction = 'out'") == [(1,)]


def test_a_letter_handed_over_and_not_answered_is_asked_about_at_the_next_start(run: Run, home: Home) -> None:
    session(run, "w", "Hi Ada,", "hello.", ".", "s", "f")
    ran = session(run, "y", "", "", who="")
    assert "You handed a letter to Ada Okafor over on 22 November 2026." in ran.out
    assert stored(home, "SELECT text FROM moment WHERE direction = 'out'") == [("Hi Ada,\nhello.",)]
    assert "You handed" not in session(run, who="").out


def test_a_letter_handed_over_can_be_answered_with_no(run: Run, home: Home) -> None:
    session(run, "w", "Hi Ada,", "hello.", ".", "s", "f", "n")
    assert stored(home, "SELECT text, handed_over FROM draft") == [("Hi Ada,\nhello.", None)]


def test_the_editor_is_a_letter_away(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EDITOR", str(program(tmp_path, "an-editor", 'echo "by the editor" >> "$1"')))
    session(run, "w", "Hi Ada,", "e", "")
    assert stored(home, "SELECT text FROM draft") == [("Hi Ada,by the editor",)]
    assert not list(Path(home.drafts).iterdir())


def test_a_lone_full_stop_can_be_meant(run: Run, home: Home) -> None:
    session(run, "w", "Hi", "\\.", "\\e", ".", "")
    assert stored(home, "SELECT text FROM draft") == [("Hi\n.\ne",)]


def test_after_three_days_of_not_today_something_else_is_offered(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2026-11-18", "2026-11-20"):
        monkeypatch.setenv("RECONNECT_TODAY", day)
        assert "perhaps one of these" not in session(run, "x").out
    monkeypatch.setenv("RECONNECT_TODAY", "2026-11-22")
    ran = session(run, "x", "l")
    assert "perhaps one of these" in ran.out
    assert stored(home, "SELECT pace FROM person WHERE name = 'Ada Okafor'") == [(120,)]


def test_how_you_met_is_asked_for_the_others_of_that_week_too(run: Run, tmp_path: Path, home: Home) -> None:
    rows = "".join(f"{first},Marsh,,,,,14 Mar 2015\n" for first in ("Zoe", "Noor", "Pell"))
    (tmp_path / "Connections.csv").write_text(f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{rows}")
    assert run("import", str(tmp_path / "Connections.csv")).code == 0
    ran = session(run, "h", "at the boat race", "2", who="zoe")
    assert "Connected in the same days:\n  1: Noor Marsh\n  2: Pell Marsh\n" in ran.out
    met = "SELECT name FROM person WHERE how_met = 'at the boat race' ORDER BY name"
    assert stored(home, met) == [("Pell Marsh",), ("Zoe Marsh",)]


def test_a_field_and_a_moment_are_edited_and_a_moment_removed(run: Run, home: Home) -> None:
    run("note", "likes heron", "@ada")
    run("note", "hates fog", "@ada")
    session(run, "e", "company", "Northwind Labs", "e", "m", "2", "likes herons", "yesterday", "remove", "1")
    assert stored(home, "SELECT company FROM person WHERE name = 'Ada Okafor'") == [("Northwind Labs",)]
    assert stored(home, "SELECT text, at FROM moment") == [("likes herons", "2026-11-21")]


def test_what_a_moment_was_is_edited_and_more_says_which_there_are(run: Run, home: Home) -> None:
    for number in range(1, 8):
        run("note", f"{number} Nov 2026: @ada herons {number}")
    ran = session(run, "e", "kind", "more", "more", "more", "7", "a seance", "coffee", "Café Luna")
    first = "Moment 1, 7 November 2026: your note: @ada herons 7\n"
    assert ran.out.count(first) == 2, "after the last it begins anew"
    assert "Moment 7, 1 November 2026: your note: @ada herons 1\n" in ran.out
    assert "“a seance” is no kind of moment." in ran.out
    assert stored(home, "SELECT kind, channel, text FROM moment WHERE at = '2026-11-01'") == [
        ("coffee", "Café Luna", "@ada herons 1")
    ]
    session(run, "e", "kind", "7", "", "-", "undo")
    assert stored(home, "SELECT channel FROM moment WHERE at = '2026-11-01'") == [("Café Luna",)]


def test_times_to_meet_bring_an_invitation_and_a_follow_up(run: Run, home: Home) -> None:
    ran = session(run, "times", "Thu 3 Dec 17:00, 18:30", "s", "f", "y", "y", "", "times")
    (invitation,) = (Path(home.data) / "letters").glob("*.ics")
    said = f"The invitation, to go along with it, is in\n{invitation}\n"
    assert ran.out.count(said) == 2, "when it is written, and when the letter is handed over"
    assert f"{said}How shall it reach Ada?" in ran.out
    assert stored(home, "SELECT due, what FROM follow_up") == [("2026-12-04", "how was it?")]
    assert stored(home, "SELECT text FROM moment WHERE direction = 'out'") == [
        ("Thursday 3 December at 17:00 or Thursday 3 December at 18:30",)
    ]


def test_a_line_that_names_nobody_is_kept_and_offered(run: Run, home: Home) -> None:
    ran = session(run, "N", "lunch: @zoe has a boat", "")
    assert "Nobody here is called “zoe”." in ran.out
    assert stored(home, "SELECT kind, text FROM draft") == [("loose", "lunch: @zoe has a boat")]
    ran = session(run, "N", "y", "ada")
    assert "A line that found nobody yet waits for you" in ran.out
    assert stored(home, "SELECT text FROM moment") == [("@zoe has a boat",)]
    assert stored(home, "SELECT count(*) FROM draft") == [(0,)]


def test_masked_no_sentence_says_a_surname(run: Run) -> None:
    run("note", "a secret of hers", "@ada")
    run("record", "bo", "--what", "wrote", "--on", "5 Nov 2026")
    every = (
        "g",
        "r",
        "u",
        "n",
        "r",
        "t",
        "",
        "",
        "",
        "c",
        "1",
        "f",
        "tomorrow",
        "a",
        "find lind",
        "x",
        "p",
        "never",
        "h",
        "b",
        "",
        "brief",
        "tags zz",
        "ways",
        "relations",
        "times",
        "merge",
        "delete",
        "drafts",
        "sort",
        "answer",
        "?",
        "+",
        "u",
    )
    ran = run("session", "--plain", "--mask", "ada", stdin="\n".join(every))
    assert (ran.code, ran.err) == (0, "")
    for private in ("Okafor", "Lind", "secret"):
        assert private not in ran.out


def test_keys_are_the_users_own(run: Run, home: Home) -> None:
    Path(home.config_file).write_text("keys:\n  note: k\n  previous-moment: up\n")
    ran = session(run, "k likes herons")
    assert stored(home, "SELECT text FROM moment") == [("likes herons",)]
    assert "k note" in ran.out


def test_every_action_that_needs_no_screen_can_be_taken(run: Run) -> None:
    from reconnect_tui.cli.in_lines.words import NEEDS_A_SCREEN
    from reconnect_tui.keymap import ACTIONS, ANYWHERE, CARD

    told = session(run, "?").out
    for action in ACTIONS:
        if action.where in (CARD, ANYWHERE) and action.id not in NEEDS_A_SCREEN:
            assert f"{action.label}: " in told, action.id
            assert "for the drawn card alone" not in session(run, action.label).out, action.id


def test_a_stream_of_ascii_gets_plain_signs_and_short_lines(run: Run) -> None:
    run("add", "Zoë 梅原 Ōtani")
    run("note", "“Grüße” aus dem Süden – " + "ü" * 40, "@zoë")
    ran = run("session", "--plain", "zoë", stdin="?\nmore\n", encoding="ascii")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.isascii()
    assert '"?" says what can be answered' in ran.out
    assert "Zo\\xeb" in ran.out
    assert all(len(line) <= WIDTH for line in ran.out.splitlines())


def test_what_others_wrote_does_nothing(run: Run, home: Home) -> None:
    run("add", "Eve \u202eevil\u2066", "--company", "a\x1b[2Jb\u2028c")
    run("note", "x\x07y\x1b]52;c;aGk=\x07 \u200bz", "@eve")
    ran = run("session", "--plain", "eve", stdin=b"more\nn \xff\xfe\x00bad bytes\x1b[A\nwhy\n")
    assert (ran.code, ran.err) == (0, "")
    assert harm_in_text(ran.out) == []
    ((text,),) = stored(home, "SELECT text FROM moment ORDER BY id DESC LIMIT 1")
    assert text == "\ufffd\ufffdbad bytes[A"


def test_nothing_to_hear_at_all_is_a_good_end(run: Run) -> None:
    ran = run("session", "--plain", stdin="")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("The input has ended. Everything is saved.\nGood-bye until tomorrow.\n")


def test_an_empty_home_asks_for_names(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "another"
    monkeypatch.setenv("RECONNECT_HOME", str(other))
    ran = run("session", "--plain", stdin="Zoe Marsh\n\nq\n")
    assert ran.code == 0
    assert "Nobody is here yet." in ran.out
    assert "Zoe Marsh (1 of 1)" in ran.out


def test_who_fits_nobody_or_several_is_told_as_everywhere(run: Run) -> None:
    run("add", "Ada Lind")
    assert run("session", "--plain", "ada", stdin="q\n").code == 3
    assert run("session", "--plain", "zzz", stdin="q\n").code == 3
    assert run("session", "--mask").code == 2


def test_it_draws_nothing(run: Run, home: Home) -> None:
    ((code, loaded),) = loaded_by(["session", "--plain", "ada"]).values()
    assert code == 0
    assert not DRAWING & loaded
