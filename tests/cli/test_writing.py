"""What writes: one decision a call, told in a sentence on stderr or as JSON on stdout, and taken back by ``undo``."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from reconnect_tui.paths import Home
from tests.conftest import Ran, Run


@pytest.fixture
def ada(run: Run) -> str:
    """Ada Okafor, the only one here; her id."""
    run("add", "Ada Okafor", "--email", "ada@example.org", "--company", "Northwind Labs", "--circle", "friends")
    return str(read(run("find", "ada", "--json"))[0]["id"])


def read(ran: Ran) -> Any:
    return json.loads(ran.out)


def page(run: Run, who: str = "ada") -> Any:
    return read(run("show", who, "--json"))


def test_adding_a_person(run: Run) -> None:
    ran = run(
        "add", "Jonas", "Lind", "--json", "--email", "J@Example.org", "--email", "j2@example.org", "--phone", "+46 70 123 45 67",
        "--url", "https://www.linkedin.com/in/jonas-lind-example", "--company", "Ora", "--position", "Watchmaker", "--circle", "close",
    )  # fmt: skip
    assert ran.code == 0
    told = read(ran)
    assert list(told) == ["action", "people", "moment", "follow_ups"]
    assert told["action"]["sentence"] == "Added Jonas Lind"
    assert (told["moment"], told["follow_ups"]) == (None, [])
    (person,) = told["people"]
    assert (person["name"], person["company"], person["position"], person["circle"]) == (
        "Jonas Lind",
        "Ora",
        "Watchmaker",
        "close",
    )
    assert [point["kind"] for point in person["contacts"]] == ["email", "email", "phone", "linkedin"]
    for who in (person["id"], "j@example.org", "+46701234567", "jonas-lind-example", "JONAS lind", "li jo"):
        assert page(run, who)["id"] == person["id"], who


def test_adding_nobody_or_into_no_circle(run: Run, home: Home) -> None:
    assert run("add").code == 2
    assert run("add", "   ").code == 2
    ran = run("add", "Ada", "--circle", "enemies")
    assert ran.code == 2
    assert "friends" in ran.err
    assert run("find", "ada", "--json").out == "[]\n"


def test_without_json_the_sentence_goes_to_stderr(run: Run) -> None:
    ran = run("add", "Ada")
    assert (ran.out, ran.err) == ("", "Added Ada. `reconnect undo` takes it back.\n")


def test_a_note_of_several_words(run: Run, ada: str) -> None:
    ran = run(
        "note", "yesterday", "coffee:", "@ada", "is", "moving", "#family", ">", "in", "2", "weeks", "ask", "how", "it", "went"
    )
    assert ran.code == 0
    assert "21 Nov, coffee, with Ada Okafor" in ran.err
    assert "`reconnect undo`" in ran.err
    person = page(run)
    (moment,) = person["moments"]
    assert (moment["at"], moment["kind"], moment["text"]) == ("2026-11-21", "coffee", "@ada is moving #family")
    assert moment["people"] == [{"id": ada, "name": "Ada Okafor"}]
    assert person["follow_ups"][0]["due"] == "2026-12-06"
    assert person["follow_ups"][0]["done"] is False
    assert person["tags"] == ["family"]
    assert person["last_contact"] == "2026-11-21"


def test_a_note_as_json_names_everybody_in_it(run: Run, ada: str) -> None:
    told = read(run("note", "--json", '@ada met @+"Jonas Lind" > tomorrow write'))
    assert [person["name"] for person in told["people"]] == ["Ada Okafor", "Jonas Lind"]
    assert [person["name"] for person in told["moment"]["people"]] != []
    assert told["follow_ups"][0]["due"] == "2026-11-23"


def test_a_note_from_stdin(run: Run, ada: str) -> None:
    assert run("note", stdin="call @ada: she laughed\nand a second line\n").code == 0
    assert run("note", "-", stdin=b"@ada \xff half a letter\n").code == 0
    texts = [moment["text"] for moment in page(run)["moments"]]
    assert sorted(texts) == ["@ada � half a letter", "call @ada: she laughed\nand a second line"]


def test_a_note_on_nothing_or_too_much(run: Run, ada: str) -> None:
    for words, stdin in ((("note",), ""), (("note", "-"), " \n"), (("note", ""), "x"), (("note", "  "), "")):
        ran = run(*words, stdin=stdin)
        assert ran.code == 2, words
    assert run("note", stdin="@ada " + "x" * 100_000).code == 2
    assert run("note", stdin="@ada " + "x" * 500_000).code == 1
    assert page(run)["moments"] == []


def test_a_note_may_begin_with_a_hyphen_after_two(run: Run, ada: str) -> None:
    assert run("note", "-x", "@ada").code == 2
    assert run("note", "--", "-x", "@ada", "--json").code == 0
    assert page(run)["moments"][0]["text"] == "-x @ada --json"


@pytest.mark.parametrize("line", ["hello there", "hello @nobody", "hello @olu"])
def test_a_note_for_nobody_is_kept(run: Run, ada: str, line: str) -> None:
    run("add", "Olu Okonkwo")
    run("add", "Olu Oduya")
    ran = run("note", line)
    assert (ran.code, ran.out) == (3, "")
    assert read(run("drafts", "--json"))[0]["text"] == line
    assert line in run("drafts").out


@pytest.mark.parametrize(
    ("what", "kind", "direction"),
    [("wrote", "message", "out"), ("talked", "call", "both"), ("met", "meeting", "both"), ("replied", "message", "in"), ("no-answer", "call", "out")],
)  # fmt: skip
def test_recording(run: Run, ada: str, what: str, kind: str, direction: str) -> None:
    ran = run("record", "okafor", "ada", "--what", what, "--by", "signal", "--on", "12 Mar", "--note", "two kids", "--json")
    told = read(ran)
    assert told["moment"]["kind"] == kind
    assert told["moment"]["direction"] == direction
    assert (told["moment"]["at"], told["moment"]["channel"], told["moment"]["text"]) == ("2026-03-12", "signal", "two kids")
    assert told["people"][0]["last_contact"] == (None if what == "no-answer" else "2026-03-12")


def test_recording_with_a_next_date_makes_a_follow_up(run: Run, ada: str) -> None:
    told = read(run("record", ada, "--what", "met", "--next", "in 2 months", "--json"))
    assert [follow_up["due"] for follow_up in told["follow_ups"]] == ["2027-01-22"]
    run("undo")
    assert page(run)["follow_ups"] == []
    assert page(run)["moments"] == []


@pytest.mark.parametrize(
    "words",
    [
        (), ("--what", "danced"), ("--what", "met", "--on", "someday"), ("--what", "met", "--on", "tomorrow"),
        ("--what", "met", "--on", "2026-02-30"), ("--what", "met", "--next", "yesterday"), ("--what", "met", "--next", "soon"),
        ("--what", "met", "--next", ""), ("--what",),
    ],
)  # fmt: skip
def test_recording_with_words_that_are_off(run: Run, ada: str, words: tuple[str, ...]) -> None:
    ran = run("record", "ada", *words)
    assert (ran.code, ran.out) == (2, "")
    assert page(run)["moments"] == []


def test_a_date_that_is_none_comes_with_examples(run: Run, ada: str) -> None:
    assert "“in 2 weeks”" in run("later", "ada", "whenever").err
    assert "“2 weeks ago”" in run("record", "ada", "--what", "met", "--on", "whenever").err


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ((), "22 December"), (("2027-02-01",), "1 February"), (("in 2 weeks",), "6 December"), (("in", "2", "weeks"), "6 December"),
        (("next", "month"), "22 December"),
    ],
)  # fmt: skip
def test_later(run: Run, ada: str, words: tuple[str, ...], day: str) -> None:
    ran = run("later", "ada", *words)
    assert ran.code == 0
    assert f"later, around {day}" in ran.err
    assert f"Put off until around {day}" in run("show", "ada").out


def test_later_takes_a_name_of_several_words(run: Run, ada: str) -> None:
    assert run("later", "ada", "okafor", "tomorrow").code == 0
    assert run("later", "ada", "okafor").code == 0


@pytest.mark.parametrize("words", [("whenever",), ("today",), ("yesterday",), ("2020-01-01",), ("in", "two", "ticks")])
def test_later_than_nothing(run: Run, ada: str, words: tuple[str, ...]) -> None:
    ran = run("later", "ada", *words)
    assert ran.code == 2
    assert "Put off" not in run("show", "ada").out


def test_how_one_person_stands(run: Run, ada: str) -> None:
    for command, status in (("rest", "resting"), ("never", "never"), ("died", "died"), ("wake", "active")):
        told = read(run(command, "ada", "okafor", "--json"))
        assert told["people"][0]["status"] == status
        assert page(run)["status"] == status
    ran = run("wake", "ada")
    assert ran.code == 1
    assert "already" in ran.err
    assert read(run("skip", "ada", "--json"))["action"]["sentence"] == "Ada Okafor: not today"
    for _ in range(5):
        assert run("undo").code == 0
    assert page(run)["status"] == "active"


def test_a_death_is_recorded_without_a_cheer(run: Run, ada: str) -> None:
    ran = run("died", "ada")
    assert "nothing here will ask you to write" in ran.err
    assert "!" not in ran.err


@pytest.mark.parametrize("command", ["show", "skip", "rest", "never", "died", "wake", "later"])
def test_nobody_or_several(run: Run, ada: str, command: str) -> None:
    run("add", "Ada Lind", "--company", "Ora")
    for who, told in (("zacharias", "Nobody here fits"), ("ada", "fits 2 people")):
        ran = run(command, who)
        assert (ran.code, ran.out) == (3, "")
        assert told in ran.err
    assert f"  {ada}  Ada Okafor, Northwind Labs\n" in run(command, "ada").err
    assert run(command).code == 2
    assert run(command, "").code == 2


def test_a_follow_up_and_its_end(run: Run, ada: str) -> None:
    for words in (("in 2 weeks", "ask", "how"), ("in", "2", "weeks", "ask how"), ("in 2 weeks ask how",)):
        told = read(run("follow-up", "ada", *words, "--json"))
        (follow_up,) = told["follow_ups"]
        assert (follow_up["due"], follow_up["what"], follow_up["done"]) == ("2026-12-06", "ask how", False)
    ran = run("done", follow_up["id"])
    assert (ran.code, ran.out, ran.err) == (0, "", "Done: ask how. `reconnect undo` takes it back.\n")
    assert [one["done"] for one in page(run)["follow_ups"]].count(True) == 1
    assert run("done", follow_up["id"]).code == 1
    assert run("done", "nothing").code == 1
    assert run("done").code == 2


@pytest.mark.parametrize("words", [(), ("tomorrow",), ("someday", "ask"), ("yesterday", "ask"), ("ask", "tomorrow")])
def test_a_follow_up_with_words_that_are_off(run: Run, ada: str, words: tuple[str, ...]) -> None:
    ran = run("follow-up", "ada", *words)
    assert (ran.code, ran.out) == (2, "")
    assert page(run)["follow_ups"] == []


def test_a_circle(run: Run, ada: str) -> None:
    assert read(run("circles", "--json"))[0] == {"name": "close", "days": 21}
    assert "every 60 days" in run("circles").out
    assert run("circle", "ada", "CLOSE").code == 0
    assert page(run)["circle"] == "close"
    assert run("circle", "ada", "enemies").code == 2
    assert run("circle", "ada").code == 2
    assert run("circle", "ada", "none").code == 0
    assert page(run)["circle"] == ""


def test_back_and_forth_through_history(run: Run, ada: str) -> None:
    run("note", "first @ada")
    run("note", "second @ada")
    steps = read(run("history", "--json"))
    assert [step["sentence"] for step in steps] == ["Noted on Ada Okafor", "Noted on Ada Okafor", "Added Ada Okafor"]
    assert steps[0]["person"] == {"id": ada, "name": "Ada Okafor"}
    told = read(run("undo", str(steps[1]["id"]), "--json"))
    assert told["action"] == {"id": steps[1]["id"], "sentence": "Noted on Ada Okafor"}
    assert [moment["text"] for moment in page(run)["moments"]] == ["second @ada"]
    assert "(taken back)" in run("history").out
    assert run("undo", str(steps[1]["id"])).code == 1
    assert run("redo").code == 0
    assert run("redo").code == 1
    assert len(page(run)["moments"]) == 2
    ran = run("undo", str(steps[2]["id"]))
    assert ran.code == 1
    assert len(page(run)["moments"]) == 2
    for _ in range(3):
        assert run("undo").code == 0
    ran = run("undo")
    assert (ran.code, ran.err) == (1, "There is nothing to take back.\n")
    assert run("find", "ada", "--json").out == "[]\n"


@pytest.mark.parametrize("number", ["0", "x", "1.5", "99", "²"])
def test_undo_of_no_action(run: Run, ada: str, number: str) -> None:
    assert run("undo", number).code in (1, 2)
    assert page(run)["id"] == ada


def test_history_is_as_long_as_asked(run: Run, ada: str) -> None:
    run("note", "one @ada")
    assert run("history", "-n", "1").out.count("\n") == 1
    assert run("history", "-n", "0").code == 2
    assert run("history", "-n", "-1").code == 2


def test_nothing_is_made_by_a_call_that_is_wrong(run: Run, home: Home) -> None:
    run("note", "--frob")
    run("record", "--what", "danced", "ada")
    assert not os.path.exists(home.database)
