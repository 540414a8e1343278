"""A day by the command line alone: circles and paces, later, not today, rest, never, died, wake, promises kept and let go."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reconnect_tui.paths import Home
from tests.conftest import Ran, Run


@pytest.fixture
def ada(run: Run) -> str:
    """Ada Okafor, a friend; her id."""
    run("add", "Ada Okafor", "--circle", "friends")
    return str(read(run("find", "ada", "--json"))[0]["id"])


def read(ran: Ran) -> Any:
    return json.loads(ran.out)


def circles(run: Run) -> dict[str, int | None]:
    return {one["name"]: one["days"] for one in read(run("circles", "--json"))}


def page(run: Run, who: str = "ada") -> Any:
    return read(run("show", who, "--json"))


def test_the_list_and_its_one_line(run: Run, ada: str) -> None:
    ran = run("circles")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "friends       every 60 days")
    assert ran.err == "Nobody you have talked with has a pace yet, so the paces ask for nothing; a day holds 3.\n"
    run("record", "ada", "--what", "met")
    run("circle", "ada", "--pace", "1")
    assert run("circles").err == "Together they ask for about 1 hello a day; a day holds 3.\n"
    assert run("circles", "--json").err == ""


def test_the_user_names_them_and_gives_each_a_pace(run: Run, ada: str) -> None:
    assert (
        read(run("circles", "--add", "choir", "--pace", "30", "--json"))["action"]["sentence"]
        == "Circle choir, about every 30 days"
    )
    run("circles", "--add", "old neighbours")
    run("circles", "--pace", "old neighbours", "6", "weeks")
    run("circles", "--pace", "Friends", "none")
    run("circles", "--rename", "choir", "the choir")
    assert circles(run) == {"close": 21, "friends": None, "work": 120, "wide": None, "the choir": 30, "old neighbours": 42}
    for _ in range(5):
        assert run("undo").code == 0
    assert circles(run) == {"close": 21, "friends": 60, "work": 120, "wide": None}


def test_where_the_people_of_a_removed_circle_go(run: Run, ada: str) -> None:
    assert run("circles", "--remove", "work").code == 0
    ran = run("circles", "--remove", "friends")
    assert ran.code == 2
    assert "--to wide" in ran.err
    assert run("circles", "--remove", "friends", "--to", "enemies").code == 2
    assert page(run)["circle"] == "friends"
    assert run("circles", "--remove", "friends", "--to", "wide").code == 0
    assert page(run)["circle"] == "wide"
    run("undo")
    assert run("circles", "--remove", "friends", "--to", "none").code == 0
    assert page(run)["circle"] == ""


@pytest.mark.parametrize(("answer", "circle"), [("close\n", "close"), ("\n", ""), ("none\n", "")])
def test_on_a_terminal_it_asks(run: Run, ada: str, answer: str, circle: str) -> None:
    ran = run("circles", "--remove", "friends", stdin=answer, terminal=True)
    assert ran.code == 0
    assert "Where do the people of friends go? (close, work, wide; Enter: no circle)" in ran.err
    assert page(run)["circle"] == circle


def test_nothing_said_on_a_terminal_changes_nothing(run: Run, ada: str) -> None:
    assert run("circles", "--remove", "friends", terminal=True).code == 2
    assert page(run)["circle"] == "friends"


@pytest.mark.parametrize(
    "words",
    [
        ("--add", ""), ("--add", "none"), ("--add", "Close"), ("--add", "x", "--pace", "soon"), ("--pace", "friends"),
        ("--pace", "friends", "0"), ("--pace", "enemies", "3"), ("--rename", "friends", "close"), ("--rename", "friends", "friends"),
        ("--to", "wide"), ("--add", "x", "--remove", "friends"), ("--rename", "friends", "x", "--pace", "3"), ("--remove", "enemies"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(run: Run, ada: str, words: tuple[str, ...]) -> None:
    before = circles(run)
    ran = run("circles", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert circles(run) == before


def test_the_settings_win(run: Run, ada: str, home: Home) -> None:
    run("doctor")
    with open(home.config_file, "w", encoding="utf-8") as file:
        file.write("paces:\n  friends: 30\n")
    ran = run("circles", "--pace", "friends", "9")
    assert ran.code == 1
    assert home.config_file in ran.err
    assert circles(run)["friends"] == 30


def test_a_circle_and_a_pace_of_ones_own(run: Run, ada: str) -> None:
    run("record", "ada", "--what", "met")
    ran = run("circle", "ada", "close", "--pace", "14")
    assert ran.err.startswith("Ada Okafor: close, about every 14 days, their own pace.")
    assert "Next hello around 6 December" in run("show", "ada").out
    run("circle", "ada", "--pace", "none")
    assert "Next hello around 13 December" in run("show", "ada").out
    run("circle", "ada", "none")
    assert page(run)["circle"] == ""
    assert "Next hello" not in run("show", "ada").out
    for words in (("ada",), ("ada", "enemies"), ("ada", "--pace", "soon"), ("ada", "close", "--pace", "0")):
        assert run("circle", *words).code == 2, words
    assert page(run)["circle"] == ""


def test_later_names_its_day_and_refuses_today(run: Run, ada: str) -> None:
    assert run("later", "ada").err.startswith("Ada Okafor: later, around 22 December.")
    assert run("later", "ada", "in", "2", "weeks").err.startswith("Ada Okafor: later, around 6 December.")
    assert run("later", "ada", "today").code == 2
    assert "Put off until" in run("show", "ada").out
    assert read(run("next", "--json")) == []
    run("wake", "ada")
    assert [one["id"] for one in read(run("next", "--json"))] == [ada]


def test_three_times_not_today_offers_something_else_without_blame(run: Run, ada: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for day in ("22", "23", "24", "25"):
        monkeypatch.setenv("RECONNECT_TODAY", f"2026-11-{day}")
        said.append(run("skip", "ada").err)
    first, second, third, fourth = said
    assert first == second == fourth == "Ada Okafor: not today. `reconnect undo` takes it back.\n"
    for offer in (f"reconnect circle {ada} --pace 120", f"reconnect rest {ada}", f"reconnect never {ada}", "simply not today"):
        assert offer in third
    assert run("circle", ada, "--pace", "120").code == 0
    assert read(run("skip", ada, "--json"))["action"]["sentence"] == "Ada Okafor: not today"


@pytest.mark.parametrize("command", ["rest", "never", "died"])
def test_each_silence_and_its_way_back(run: Run, ada: str, command: str) -> None:
    run("follow-up", "ada", "tomorrow", "ask about the boat")
    assert run(command, "ada").code == 0
    assert read(run("next", "--json")) == []
    assert bool(read(run("ahead", "--json"))) is (command == "rest")
    assert page(run)["status"] == {"rest": "resting"}.get(command, command)
    assert run(command, "ada").code == 1, "it is so already"
    run("undo")
    assert page(run)["status"] == "active"
    run("redo")
    run("wake", "ada")
    assert page(run)["status"] == "active"
    assert len(read(run("ahead", "--json"))) == 1


@pytest.mark.parametrize("command", ["never", "died"])
def test_of_the_silent_nothing_is_reminded(run: Run, ada: str, command: str) -> None:
    run("record", "ada", "--what", "wrote")
    run(command, "ada")
    for words in (("later", "ada"), ("skip", "ada"), ("follow-up", "ada", "tomorrow", "write")):
        ran = run(*words)
        assert ran.code == 1, words
        assert "nothing here will remind you" in ran.err
    told = read(run("today", "--json"))
    assert (told["wrote_to"], told["unanswered"], told["waiting"]) == ([], [], [])
    assert "Ada" not in run("today").out
    assert run("completion", "names", "a").out == ""
    assert run("show", "ada").code == 0


def test_a_promise_is_kept_or_let_go(run: Run, ada: str) -> None:
    ids = [
        read(run("follow-up", "ada", "tomorrow", what, "--json"))["follow_ups"][0]["id"]
        for what in ("ask about it", "send the book")
    ]
    run("done", ids[0])
    assert run("done", ids[1], "--drop").err.startswith("Dropped: send the book.")
    assert read(run("ahead", "--json")) == []
    assert [one["done"] for one in page(run)["follow_ups"]] == [True]
    run("undo")
    assert [one["what"] for one in read(run("ahead", "--json"))] == ["send the book"]


def test_today_tells_who_wrote_back_and_who_may_still(run: Run, ada: str) -> None:
    run("add", "Ben Ito")
    run("record", "ada", "--what", "wrote", "--on", "2026-11-20")
    run("record", "ben", "--what", "wrote", "--on", "2026-11-21")
    run("record", "ada", "--what", "replied")
    told = read(run("today", "--json"))
    assert told["wrote_back"] == [{"id": ada, "name": "Ada Okafor", "on": "2026-11-22"}]
    assert [(one["name"], one["on"]) for one in told["unanswered"]] == [("Ben Ito", "2026-11-21")]
    out = run("today").out
    assert "wrote back lately\n  22 Nov 2026  Ada Okafor" in out
    assert "did any of these write back?\n  21 Nov 2026  Ben Ito" in out
    assert "\x1b" not in out


def test_today_and_ahead_are_the_same_for_cron_as_for_a_terminal(run: Run, ada: str) -> None:
    run("follow-up", "ada", "tomorrow", "ask about it")
    for words in (("today",), ("ahead",), ("ahead", "--days", "90"), ("ahead", "--json")):
        assert run(*words).out == run(*words, terminal=True).out == run(*words).out
