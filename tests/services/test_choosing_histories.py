"""Who is next over a real store and invented histories of two years: the promises that hold whatever was between people."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core import choosing
from reconnect_tui.core.card import Card
from reconnect_tui.core.rules import QUIET_DAYS
from reconnect_tui.paths import Home
from reconnect_tui.services import demo, history, recording, session
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import candidates, moments, people, queue, standing
from reconnect_tui.store.people import insert, update
from tests.store.test_history import desk_in

BEGINS = date(2026, 11, 22)


class Someone(NamedTuple):
    """A person and two years of what was between you; days are days ago."""

    company: str
    circle: str
    status: str
    later: int | None
    birthday: str | None
    connected: int
    talks: tuple[tuple[int, str, str], ...]
    due: int | None
    promise: bool
    news: int | None


SOMEONE = st.builds(
    Someone,
    company=st.sampled_from(("", "Kumo", "Blue Heron")),
    circle=st.sampled_from(("close", "friends", "work", "wide")),
    status=st.sampled_from(("active", "active", "active", "active", "resting", "never", "died")),
    later=st.none() | st.integers(-3, 5),
    birthday=st.sampled_from((None, "--11-22", "--11-15", "1984-11-24")),
    connected=st.integers(1, 730) | st.just(1826) | st.just(3653),
    talks=st.lists(
        st.tuples(
            st.integers(0, 730), st.sampled_from(("in", "out", "both")), st.sampled_from(("Congrats!", "See you at the harbour."))
        ),
        max_size=5,
    ).map(tuple),
    due=st.none() | st.integers(-4, 30),
    promise=st.booleans(),
    news=st.none() | st.integers(0, 80),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home to copy: making one takes longer than living in it."""
    folder = tmp_path_factory.mktemp("empty")
    desk_in(folder).close()
    return folder


def settle(empty: Path, folder: Path, known: list[tuple[int, Someone]], environ: dict[str, str]) -> Desk:
    """A home with these people, their rows in this order."""
    shutil.copytree(empty, folder)
    desk = open_desk(Home(str(folder), str(folder)), environ, sitting="now")
    desk.store.connection.execute("PRAGMA synchronous = OFF")
    with recording.decision(desk, "import", "Their histories"):
        for number, one in known:
            person = insert(
                desk.store, "person", uid=f"uid{number:04}", name=f"Person {number}", greeting=f"P{number}", company=one.company,
                circle_id=people.circle_id(desk.store, one.circle), status=one.status, birthday=one.birthday, connected_on=ago(one.connected),
                later_until=None if one.later is None else ago(-one.later),
            )  # fmt: skip
            for place, (days, way, text) in enumerate(one.talks):
                moments.add(
                    desk.store, [person], at=ago(days), kind="message", direction=way, text=text, uid=f"m{number:04}{place:03}"
                )
            if one.due is not None or one.promise:
                due = None if one.due is None else ago(one.due)
                insert(
                    desk.store, "follow_up", uid=f"f{number:04}", person_id=person, due=due, what="ask", promise=int(one.promise)
                )
            if one.news is not None:
                insert(desk.store, "news", person_id=person, field="position", earlier="A", later="B", noticed_on=ago(one.news))
    return desk


def ago(days: int) -> str:
    return (BEGINS - timedelta(days)).isoformat()


def told(desk: Desk, count: int | None = None) -> list[tuple[object, ...]]:
    return [(person.uid, reason, every) for person, reason, every in session.next_people(desk, count)]


QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@QUICK
@given(st.lists(SOMEONE, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, known: list[Someone], by_chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("homes")
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    rows = list(enumerate(known))
    one = settle(empty, folder / "one", rows, environ)
    by_chance.shuffle(rows)
    two = settle(empty, folder / "two", rows, environ)
    assert told(one) == told(two)
    assert told(one, 9) == told(two, 9)
    for desk in (one, two):
        assert not standing.differing(desk.store.connection)
        desk.close()


DEEDS: dict[str, Callable[[Desk, int], object]] = {
    "went": lambda desk, who: recording.went(desk, who, text="Hello", channel="linkedin"),
    "record": lambda desk, who: recording.record(desk, who, "talked"),
    "skip": recording.skip,
    "later": recording.later,
    "rest": recording.rest,
    "unknown": recording.unknown,
    "never": recording.never,
    "died": recording.died,
}
STEP = st.tuples(st.sampled_from((*DEEDS, *DEEDS, "undo", "tomorrow", "elsewhere", "again", "more")), st.integers(0, 8))


@QUICK
@given(st.lists(SOMEONE, min_size=1, max_size=9), st.lists(STEP, max_size=14))
def test_whatever_is_decided_the_limits_hold_and_undo_gives_the_same_queue_back(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, known: list[Someone], steps: list[tuple[str, int]]
) -> None:
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    desk = settle(empty, tmp_path_factory.mktemp("homes") / "one", list(enumerate(known)), environ)
    today = session.Session(desk)
    card = today.begin()
    before: list[list[queue.Place]] = []
    for what, number in steps:
        _check(desk, today, card)
        if what == "undo":
            if before:
                undone = history.undo(desk, this_sitting=True)
                assert undone is not None
                card = today.taken_back(undone.step.kind, undone.step.person_id)
                assert queue.places(desk.store, desk.day) == before.pop()
                if today.visiting():
                    card = today.back()
        elif what == "tomorrow":
            environ["RECONNECT_TODAY"] = (desk.today + timedelta(1 + number)).isoformat()
            card, before = today.begin(), []
        elif what == "again":
            today = session.Session(desk)
            card, before = today.begin(), before
        elif what == "more":
            card, before = today.one_more() or card, []
        elif what == "elsewhere":
            who = desk.store.connection.execute("SELECT id FROM person ORDER BY uid LIMIT 1 OFFSET ?", (number,)).fetchone()
            if who:
                recording.record(desk, who[0], "met", on=desk.today - timedelta(number))
                today = session.Session(desk)
                card, before = today.begin(), []
        elif card is not None:
            before.append(queue.places(desk.store, desk.day))
            DEEDS[what](desk, card.person.id)
            card = today.after(what, card.person.id)
    _check(desk, today, card)
    assert not standing.differing(desk.store.connection)
    desk.close()


def _check(desk: Desk, today: session.Session, card: Card | None) -> None:
    places = queue.places(desk.store, desk.day)
    assert len({place.person_id for place in places}) == len(places), "nobody twice a day"
    rules = [place.rule for place in places if place.rule not in (*choosing.OFTEN, choosing.FILLER)]
    assert len(rules) == len(set(rules)), "no other rule gives two of a day's people"
    if card is None:
        return
    person = people.get(desk.store, card.person.id)
    rule = next(place.rule for place in places if place.person_id == person.id)
    assert person.status == "active"
    assert not person.later_until or person.later_until <= desk.day
    if person.last_contact and (desk.today - date.fromisoformat(person.last_contact)).days < QUIET_DAYS:
        assert rule in choosing.ANY_TIME
    assert card.because, "whoever is shown has a reason"


def test_hundreds_who_are_all_alike_are_found_wherever_their_rows_lie(tmp_path: Path, empty: Path) -> None:
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    alike = [
        Someone("", "friends", "active", None, "--11-22", 3653, ((400, "out", "a"), (390, "in", "b")), 0, False, 3),
        Someone("", "friends", "active", None, None, 3653, ((100, "out", "a"), (90, "in", "b")), None, True, 3),
        Someone("", "wide", "active", None, "--11-20", 1826, (), None, False, 3),
    ]
    rows = [(number, alike[number % 3]) for number in range(240)]
    found = []
    for name, order in (("one", rows), ("two", rows[::-1])):
        desk = settle(empty, tmp_path / name, order, environ)
        start = choosing.round_starts(desk.today)
        found.append(sorted(facts.uid for facts in candidates.candidates(desk.store, desk.day, start=start)))
        desk.close()
    assert found[0] == found[1]
    assert 24 < len(found[0]) < 240


def test_the_same_day_after_an_import_in_between(tmp_path: Path, empty: Path) -> None:
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    quiet = Someone("", "wide", "active", None, None, 300, (), None, False, None)
    desk = settle(empty, tmp_path / "one", [(number, quiet) for number in range(9)], environ)
    session.Session(desk).begin()
    before = [person.uid for person, _, _ in session.next_people(desk)]
    with recording.decision(desk, "import", "Many with a birthday today"):
        for number in range(20):
            insert(desk.store, "person", uid=f"new{number}", name=f"New {number}", birthday="--11-22")
    session.Session(desk).begin()
    assert [person.uid for person, _, _ in session.next_people(desk)] == before
    environ["RECONNECT_TODAY"] = "2026-11-23"
    assert session.next_people(desk)[0][1].rule == "birthday"
    desk.close()


def test_a_day_asked_for_before_it_begins_is_the_day_that_begins(tmp_path: Path, empty: Path) -> None:
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    known = [
        Someone("", "close", "active", None, None, 300 + number, ((30 + number, "out", "a"), (30 + number, "in", "b")), None, False, None)
        for number in range(9)
    ]  # fmt: skip
    desk = settle(empty, tmp_path / "one", list(enumerate(known)), environ)
    asked = [person.uid for person, _, _ in session.next_people(desk, 6)]
    assert [person.uid for person, _, _ in session.next_people(desk, 2)] == asked[:2]
    session.Session(desk).begin()
    assert [person.uid for person, _, _ in session.next_people(desk)] == asked[:3]
    desk.close()


def test_a_round_by_lot_reaches_everybody(tmp_path: Path, empty: Path) -> None:
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    quiet = Someone("", "wide", "active", None, None, 300, (), None, False, None)
    desk = settle(empty, tmp_path / "one", [(number, quiet) for number in range(60)], environ)
    met = set()
    for day in range(45):
        environ["RECONNECT_TODAY"] = (BEGINS + timedelta(day)).isoformat()
        met |= {place.person_id for place in _begun(desk)}
    assert len(met) > 50
    desk.close()


def _begun(desk: Desk) -> list[queue.Place]:
    session.Session(desk).begin()
    return queue.places(desk.store, desk.day)


def test_courtesies_open_no_exchange(tmp_path: Path, empty: Path) -> None:
    environ = {"RECONNECT_TODAY": BEGINS.isoformat()}
    polite = Someone(
        "", "wide", "active", None, None, 300, ((300, "in", "Congrats!"), (200, "in", "Are you hiring?")), None, False, None
    )
    thanked = polite._replace(talks=((300, "out", "Thanks!"), (200, "in", "Are you hiring?")))
    wrote = polite._replace(talks=((300, "out", "How was the crossing?"), (200, "in", "Are you hiring?")))
    closed = polite._replace(talks=(*wrote.talks, (190, "out", "Thanks!")))
    desk = settle(empty, tmp_path / "one", list(enumerate((polite, thanked, wrote, closed))), environ)
    rules = {person.uid: {reason.rule for reason in session.reasons(desk, person.id)} for person in people.every(desk.store)}
    assert {uid for uid, found in rules.items() if "wrote-last" in found} == {"uid0002", "uid0003"}
    assert {uid for uid, found in rules.items() if "silence" in found} == {"uid0002", "uid0003"}
    desk.close()


def test_each_rule_has_a_person_in_the_demo_who_shows_it(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    demo.build(desk)
    shown = {reason.rule: f"{person.name}: {reason.sentence}" for person, reason, _ in session.next_people(desk, 14)}
    assert set(shown) == set(choosing.RULES)
    chance, fresh = shown.pop("wild"), shown.pop("new")
    assert ": By chance. You " in chance
    assert fresh.endswith("; no conversation is written down here yet.")
    assert shown == {
        "follow-up": "Jiří Dvořáček: You said you’d ask how the move to Brno went.",
        "promise": "Ada Okafor: You promised to send the sailing book.",
        "birthday": "Inês Carvalhal: Inês’s birthday is today.",
        "wrote-last": "Tove Ravnskov: Tove wrote last, in October 2026.",
        "news": "Haruka Mizushima: New role at Kitakaze Works, between your files of March and November.",
        "anniversary": "Aino Lehtovaara: Ten years since you connected, this week.",
        "pace": "Meera Subramaniam: You last talked in June 2026.",
        "silence": "Seo-yeon Bae: You used to talk every few months; it has been fourteen months.",
    }
    desk.close()


def test_no_query_for_candidates_walks_everybody(tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = settle(empty, tmp_path / "one", [], {"RECONNECT_TODAY": BEGINS.isoformat()})
    with recording.decision(desk, "circle", "a pace"):
        update(desk.store, "circle", 4, days=200)
    asked: list[tuple[str, Any]] = []

    def note(store: object, query: str, values: object) -> list[object]:
        asked.append((query, values))
        return []

    monkeypatch.setattr(candidates, "_read", note)
    candidates.candidates(desk.store, desk.day, start=5)
    assert len(asked) > 20
    for query, values in asked:
        plan = [row[3] for row in desk.store.connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]
        walks = [line for line in plan if line.startswith("SCAN") and "USING" not in line]
        assert not walks, (query, plan)
    desk.close()
