"""What reads: pages for people, JSON in the shapes of DESIGN.md for programs, and nothing stored by looking."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from reconnect_tui.paths import Home
from reconnect_tui.services.desk import open_desk
from reconnect_tui.services.session import Session
from reconnect_tui.store import drafts
from tests.conftest import Ran, Run

PERSON = [
    "id", "name", "greeting", "language", "company", "position", "location", "about", "circle", "status", "birthday", "how_met",
    "connected_on", "last_contact", "tags", "contacts", "moments", "follow_ups", "relations",
]  # fmt: skip


@pytest.fixture
def demo(run: Run) -> None:
    assert run("demo", "--fill").code == 0


def read(ran: Ran) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def begin_the_day(home: Home) -> list[str]:
    desk = open_desk(home, {"RECONNECT_TODAY": "2026-11-22"})
    today = Session(desk)
    today.begin()
    card = today.card()
    assert card is not None
    desk.close()
    return [card.person.name]


def test_nothing_to_find_and_nobody_next(run: Run) -> None:
    for words in (("find", "ada"), ("next",), ("next", "-n", "5"), ("ahead",), ("drafts",), ("history",)):
        ran = run(*words)
        assert (ran.code, ran.out) == (0, "")
        assert ran.err
        ran = run(*words, "--json")
        assert (ran.code, ran.out) == (0, "[]\n")


@pytest.mark.usefixtures("demo")
def test_who_is_next(run: Run) -> None:
    found = read(run("next", "--json"))
    assert len(found) == 3
    assert list(found[0]) == ["id", "name", "reason", "because"]
    assert list(found[0]["because"][0]) == ["rule", "weight", "detail"]
    assert [one["id"] for one in read(run("next", "--json"))] == [one["id"] for one in found]
    assert [len(read(run("next", "-n", str(number), "--json"))) for number in (1, 2, 5)] == [1, 2, 5]
    plain = run("next").out
    assert [line.split()[0] for line in plain.splitlines()[::2]] == [one["id"] for one in found]
    assert [line.strip() for line in plain.splitlines()[1::2]] == [one["reason"] for one in found]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("number", ["0", "-1", "x", "", "²", "1e3", "99999999"])
def test_next_takes_a_count(run: Run, number: str) -> None:
    assert run("next", "-n", number).code == 2


@pytest.mark.usefixtures("demo")
def test_next_reads_the_day_that_has_begun(run: Run, home: Home) -> None:
    begin_the_day(home)
    first, second, third = [one["id"] for one in read(run("next", "--json"))]
    run("record", third, "--what", "met")
    left = [one["id"] for one in read(run("next", "--json"))]
    assert third not in left
    assert {first, second} <= set(left)


@pytest.mark.usefixtures("demo")
def test_a_person_as_json(run: Run) -> None:
    ada = read(run("show", "ada", "okafor", "--json"))
    assert list(ada) == PERSON
    assert ada["name"] == "Ada Okafor"
    assert list(ada["contacts"][0]) == ["kind", "value", "label"]
    assert list(ada["moments"][0]) == ["id", "at", "kind", "direction", "channel", "text", "people"]
    assert ada["moments"] == sorted(ada["moments"], key=lambda moment: moment["at"], reverse=True)
    assert ada["moments"][0]["people"] == [{"id": ada["id"], "name": "Ada Okafor"}]
    assert list(ada["follow_ups"][0]) == ["id", "due", "what", "done"]


@pytest.mark.usefixtures("demo")
def test_a_person_as_a_page(run: Run) -> None:
    out = run("show", "ada", "okafor").out
    told = (
        "Ada Okafor\n", "Head of Research · Northwind Labs\n", "Lagos · friends · connected March 2015 · last talked 12 Mar 2023\n",
        "You promised to send the sailing book", "promised: send the sailing book", "+44 7700 900131 (mobile)", "how you met\n  the open day",
        "12 Mar 2023  ← linkedin\n               Let's catch up", "2 Feb 2023  coffee, Café Luna\n",
    )  # fmt: skip
    places = [out.index(words) for words in told]
    assert places == sorted(places)
    assert max(map(len, out.splitlines())) <= 80


def test_all_moments_are_shown_newest_first(run: Run) -> None:
    run("add", "Ada")
    run("note", "1 Jan 2020: @ada " + "word " * 60)
    for year in range(2021, 2026):
        run("note", f"1 Jan {year}: @ada in {year}")
    out = run("show", "ada").out
    assert [line.strip() for line in out.splitlines() if "@ada in" in line] == [
        f"@ada in {year}" for year in range(2025, 2020, -1)
    ]
    assert out.count("word") == 60
    assert max(map(len, out.splitlines())) <= 80


def test_a_person_of_whom_nothing_is_known(run: Run) -> None:
    run("add", "Ada")
    out = run("show", "ada").out
    assert "nothing is written down yet" in out
    assert "None" not in out


def test_a_resting_person_is_not_told_a_date(run: Run) -> None:
    run("add", "Ada", "--circle", "close")
    run("record", "ada", "--what", "met")
    assert "Next hello around 13 December." in run("show", "ada").out
    for command in ("rest", "never", "died"):
        run(command, "ada")
        assert "Next hello" not in run("show", "ada").out
    assert "Their page stays." in run("show", "ada").out


@pytest.mark.usefixtures("demo")
def test_finding(run: Run) -> None:
    rows = read(run("find", "ada", "--json"))
    assert rows[0]["name"] == "Ada Okafor"
    assert list(rows[0]) == ["id", "name", "company", "position", "last_contact", "match"]
    assert run("find", "ada").out.splitlines()[0].startswith(f"{rows[0]['id']}  Ada Okafor  |  Head of Research · Northwind Labs")
    assert [row["name"] for row in read(run("find", "SAILING", "lagos", "--json"))] in ([], ["Ada Okafor"])
    assert "grandmother" in run("find", "grandmother").out


@pytest.mark.parametrize("text", ["", "  ", '"', "a* OR b", "NEAR(", "-", "%", "'; DROP TABLE person", "\x00", "@@@", "(" * 50])
def test_finding_is_never_syntax(run: Run, text: str) -> None:
    run("add", "Ada")
    ran = run("find", "--json", "--", text)
    assert (ran.code, ran.out) == (0, "[]\n")


def test_finding_needs_words(run: Run) -> None:
    assert run("find").code == 2
    assert run("find", "--json").code == 2


def test_today(run: Run, home: Home) -> None:
    nothing: dict[str, list[str]] = {name: [] for name in ("wrote_to", "done", "wrote_back", "unanswered", "waiting")}
    assert read(run("today", "--json")) == {"day": "2026-11-22", **nothing}
    run("demo", "--fill")
    assert read(run("today", "--json"))["waiting"] == []
    begin_the_day(home)
    waiting = read(run("today", "--json"))["waiting"]
    assert len(waiting) == 3
    run("record", waiting[2]["id"], "--what", "met")
    told = read(run("today", "--json"))
    assert f"Recorded: met {waiting[2]['name']}" in told["done"]
    assert waiting[2] not in told["waiting"]
    out = run("today").out
    assert out.startswith("Sunday 22 November\n")
    assert f"  Recorded: met {waiting[2]['name']}\n" in out
    assert f"  {waiting[1]['name']}\n" in out


def test_ahead(run: Run) -> None:
    run("add", "Ada")
    run("follow-up", "ada", "2026-12-06", "ask how it went")
    run("follow-up", "ada", "2027-01-15", "much later")
    run("note", "for @ada. promised: send the book. bday: 29 Feb 1984.")
    found = read(run("ahead", "--json"))
    assert [(one["day"], one["kind"], one["what"]) for one in found] == [
        ("2026-12-06", "follow-up", "ask how it went"),
        (None, "promise", "send the book"),
    ]
    assert found[0]["person"]["name"] == "Ada"
    assert [one["day"] for one in read(run("ahead", "--days", "120", "--json"))] == [
        "2026-12-06",
        "2027-01-15",
        "2027-02-28",
        None,
    ]
    out = run("ahead", "--days", "120").out
    assert f"6 Dec 2026   Ada: ask how it went  ({found[0]['id']})\n" in out
    assert "some day     Ada: promised: send the book" in out
    assert "28 Feb 2027  Ada: birthday\n" in out
    for number in ("0", "-3", "x", "99999"):
        assert run("ahead", "--days", number).code == 2


@pytest.mark.parametrize("command", ["never", "died"])
def test_the_silent_are_on_no_list(run: Run, home: Home, command: str) -> None:
    run("add", "Ada")
    run("note", "for @ada. promised: send the book. bday: 23 Nov 1984. > tomorrow call")
    desk = open_desk(home, {"RECONNECT_TODAY": "2026-11-22"})
    with desk.store.transaction() as connection:
        connection.execute(
            "INSERT INTO draft(person_id, kind, text, saved_at) SELECT id, 'letter', 'Dear Ada', '2026-11-22T10:00:00Z' FROM person"
        )
    assert drafts.every(desk.store)
    begin_the_day(home)
    desk.close()
    assert "Ada" in run("drafts").out
    run(command, "ada")
    for words in (("next",), ("ahead",), ("drafts",), ("today",)):
        assert "Ada" not in run(*words).out, words
        assert "Ada" not in run(*words, "--json").out, words
    assert "Dear Ada" in run("show", "ada").out, "nothing written is lost"


def test_drafts(run: Run, home: Home) -> None:
    run("note", "to nobody at all")
    (draft,) = read(run("drafts", "--json"))
    assert list(draft) == ["person", "kind", "text", "template", "subject", "saved_at", "handed_over", "channel"]
    assert (draft["person"], draft["text"]) == (None, "to nobody at all")
    assert "    to nobody at all\n" in run("drafts").out


@pytest.mark.usefixtures("demo")
def test_looking_stores_nothing(run: Run, home: Home) -> None:
    before = hashlib.sha256(run("export", "-").out.encode()).digest()
    changes = open_desk(home, {}).store.connection.execute("SELECT (SELECT count(*) FROM action), (SELECT count(*) FROM queue)")
    counted = changes.fetchone()
    for words in (
        ("next",), ("find", "ada"), ("show", "ada", "okafor"), ("today",), ("ahead",), ("drafts",), ("circles",), ("history",),
        ("templates",), ("themes",), ("config",), ("doctor",),
    ):  # fmt: skip
        assert run(*words).code == 0, words
        assert run(*words, "--json").code == 0, words
    assert hashlib.sha256(run("export", "-").out.encode()).digest() == before
    again = open_desk(home, {}).store.connection.execute("SELECT (SELECT count(*) FROM action), (SELECT count(*) FROM queue)")
    assert again.fetchone() == counted
