"""The invented network: whole, harmless, the same each time, and somebody in it for every rule."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core import choosing
from reconnect_tui.core.moment import BOTH, CONTACT_KINDS, IN, KINDS, OUT
from reconnect_tui.core.person import CONTACT_KINDS as WAYS
from reconnect_tui.core.person import DIED, NEVER, RESTING
from reconnect_tui.core.text import clean_line, shown_line
from reconnect_tui.core.when import day_of_stamp
from reconnect_tui.services.demo_network import DemoPerson, network, own_roles

TODAY = date(2026, 11, 22)
PACES = {"close": 21, "friends": 60, "work": 120, "wide": None}
days = st.dates(date(2000, 1, 1), date(2150, 12, 31))


def everybody(today: date = TODAY) -> list[DemoPerson]:
    return network(today)


def named(name: str) -> DemoPerson:
    return next(person for person in everybody() if person.name.startswith(name))


def candidate(number: int, person: DemoPerson, today: date) -> choosing.Candidate:
    talks = [moment for moment in person.moments if moment.kind in CONTACT_KINDS]
    last = max((moment.at[:10] for moment in talks), default=None)
    both_wrote = {IN, OUT} <= {
        way for moment in talks for way in ((IN, OUT) if moment.direction == BOTH else (moment.direction,))
    }
    due = min(
        ((day, what, promise) for day, what, promise in person.follow_ups if day and day <= today.isoformat()), default=None
    )
    news = person.news[0] if person.news else None
    facts = choosing.Facts(
        id=number, uid=person.uid, name=person.name, greeting=person.greeting, company=person.company, status=person.status,
        birthday=person.birthday, connected_on=person.connected_on, later_until=None, last_contact=last,
        wrote_last=last if both_wrote and talks[-1].direction == IN else None, pace=PACES[person.circle], next_due=None,
        times_in=sum(moment.direction in (IN, BOTH) for moment in talks), times_out=sum(m.direction in (OUT, BOTH) for m in talks),
        talks=len(talks), first_contact=None, lot=crc32(person.uid.encode()), circle=person.circle,
    )  # fmt: skip
    return choosing.Candidate(facts, choosing.Due(*due) if due else None, choosing.News(*news, news[-1]) if news else None)


def candidates(today: date = TODAY) -> list[choosing.Candidate]:
    return [candidate(number, person, today) for number, person in enumerate(everybody(today), 1)]


# Who is in it


def test_about_forty_people_half_of_them_bare_names() -> None:
    people = everybody()
    bare = [person for person in people if not person.moments]
    assert 38 <= len(people) <= 44
    assert 18 <= len(bare) <= 22
    assert all(person.company and person.position and person.circle == "wide" and len(person.contacts) == 1 for person in bare)
    assert len({person.company for person in people}) == len(people)
    for one_of_each in ({person.uid for person in people}, {person.name for person in people}):
        assert len(one_of_each) == len(people)


def test_ada_comes_first_with_the_history_of_the_card() -> None:
    ada = everybody()[0]
    assert (ada.name, ada.position, ada.company, ada.location, ada.circle, ada.connected_on) == (
        "Ada Okafor", "Head of Research", "Northwind Labs", "Lagos", "friends", "2015-03-14",
    )  # fmt: skip
    assert [what for _, what, promise in ada.follow_ups if promise] == ["send the sailing book"]
    last = [(m.at[:10], m.kind, m.direction, m.channel, m.text) for m in reversed(ada.moments)][:3]
    assert last == [
        ("2023-03-12", "message", "in", "linkedin", "Let's catch up when I'm back from Accra. There's a lot to tell!"),
        ("2023-02-02", "coffee", "both", "Café Luna", "two kids, sails; wants to leave consulting #sailing"),
        ("2021-11-19", "message", "out", "linkedin", "Congratulations on the new lab!"),
    ]


def test_silence_has_its_people() -> None:
    by_status = {status: [person.name for person in everybody() if person.status == status] for status in (RESTING, DIED, NEVER)}
    assert {status: len(names) for status, names in by_status.items()} == {RESTING: 1, DIED: 1, NEVER: 1}
    chosen = [who.facts.name for who, _ in choosing.choose(candidates(), TODAY, 99)]
    assert not {name for names in by_status.values() for name in names} & set(chosen)


def test_names_of_many_kinds() -> None:
    names = [person.name for person in everybody()]
    for script in ("[\u4e00-\u9fff]", "[\u0600-\u06ff]", "[\U0001f300-\U0001faff]", "[\u00c0-\u024f]"):
        assert any(re.search(script, name) for name in names), script
    assert [name for name in names if " " not in name and name.isascii()] == ["Sukarto"]
    assert [person.greeting for person in everybody() if "晓" in person.name] == [None]
    assert all(person.greeting for person in everybody() if "晓" not in person.name)


def test_every_circle_is_lived_in_and_somebody_is_waiting_for_an_answer() -> None:
    assert {person.circle for person in everybody() if person.moments} == set(PACES)
    assert named("Zofia").moments[-1].direction == OUT
    assert 0 < (TODAY - day_of_stamp(named("Zofia").moments[-1].at)).days < 14


# Why, now


def test_every_rule_has_somebody_today() -> None:
    chosen = choosing.choose(candidates(), TODAY, 99)
    for rule in choosing.RULES:
        sentences = [reason.sentence for _, reason in chosen if reason.rule == rule]
        assert sentences, rule
        assert not re.search(r"\b(he|she|him|her|his|hers)\b", " ".join(sentences).lower())


def test_the_first_day_shows_people_with_a_history_and_ada_among_them() -> None:
    day = [who.facts.name for who, _ in choosing.choose(candidates(), TODAY, 3)]
    assert day == ["Jiří Dvořáček", "Ada Okafor", "Inês Carvalhal"]


@settings(max_examples=60)
@given(days)
def test_the_reasons_do_not_hang_on_the_day_it_is_shown(today: date) -> None:
    rules = {reason.rule for _, reason in choosing.choose(candidates(today), today, 99)}
    assert rules == set(choosing.RULES)


# That week


def test_several_were_met_in_one_week_while_the_owner_had_a_role() -> None:
    mikael = named("Mikael")
    met = date.fromisoformat(mikael.connected_on)
    near = [
        person.name
        for person in everybody()
        if abs((date.fromisoformat(person.connected_on) - met).days) <= 3 and person is not mikael and person.uid != mikael.uid
    ]
    assert sorted(near) == ["Ada Okafor", "Ben Ito", "Chi Wu", "Dora Kovač"]
    (then,) = [
        role for role in own_roles(TODAY) if role.start <= mikael.connected_on and (role.end or "9999") >= mikael.connected_on
    ]
    assert (then.company, then.position) == ("Blue Heron", "Programme Lead")


def test_own_roles_follow_one_another() -> None:
    roles = own_roles(TODAY)
    assert all(one.end is not None and one.end < two.start for one, two in pairwise(roles))
    assert roles[-1].end is None
    assert roles[0].start < min(person.connected_on for person in everybody())


# Fit for the database


@settings(max_examples=60)
@given(days)
def test_every_record_is_sound_on_any_day(today: date) -> None:
    assert network(today) == network(today)
    for person in network(today):
        assert re.fullmatch("[0-9a-f]{12}", person.uid)
        assert date.fromisoformat(person.connected_on) < today
        assert person.birthday is None or re.fullmatch(r"(-|\d{4})-\d{2}-\d{2}", person.birthday)
        stamps = [moment.at for moment in person.moments]
        assert stamps == sorted(stamps)
        assert all(day_of_stamp(at) < today for at in stamps)
        for moment in person.moments:
            assert moment.kind in KINDS
            assert moment.direction in (IN, OUT, BOTH, None)
            assert (len(moment.at) == 20) == (moment.kind == "message")
        for due, _, promise in person.follow_ups:
            assert promise or due
            assert due is None or date.fromisoformat(due) >= today
        for _, before, after, earlier, later in person.news:
            assert before != after
            assert earlier < later <= today.isoformat()


def test_a_birthday_on_the_leap_day_is_told_without_a_year() -> None:
    assert [person.birthday for person in network(date(2028, 2, 29)) if person.name.startswith("Inês")] == ["1988-02-29"]
    leap = [person.birthday for person in network(date(2028, 2, 28)) if person.name.startswith("Henrik")]
    assert leap == ["--02-29"]


def test_the_same_people_whatever_the_day() -> None:
    assert [person.uid for person in network(TODAY)] == [person.uid for person in network(TODAY + timedelta(400))]


def test_contact_points_lead_nowhere_real() -> None:
    fictional = re.compile(r"\+44 7700 900\d{3}|\+44 20 7946 0\d{3}|\+353 20 91\d \d{4}|\+33 6 39 98 \d\d \d\d")
    seen: set[str] = set()
    for person in everybody():
        assert [point.preferred for point in person.contacts].count(True) == 1
        for point in person.contacts:
            assert point.kind in WAYS
            assert point.value not in seen
            seen.add(point.value)
            if point.kind == "linkedin":
                assert re.fullmatch(r"https://www\.linkedin\.com/in/[a-z-]+-demo", point.value)
                assert point.value.endswith("/" + point.normalised)
            elif point.kind == "email":
                assert re.fullmatch(r"[a-z]+@[a-z]+\.example", point.value)
            else:
                assert fictional.fullmatch(point.value)
                assert point.normalised == re.sub(r"\D", "", point.value)


@pytest.mark.parametrize("person", network(TODAY), ids=lambda person: person.uid)
def test_nothing_said_of_anybody_guesses_or_names_a_season(person: DemoPerson) -> None:
    told = [
        person.about,
        person.how_met,
        *person.tags,
        *(m.text for m in person.moments),
        *(what for _, what, _ in person.follow_ups),
    ]
    words = set(re.findall(r"[a-z']+", " ".join(told).lower()))
    assert not words & {"he", "she", "him", "her", "his", "hers", "sorry"}
    assert not words & {"spring", "summer", "autumn", "january", "february", "march", "april", "june", "july", "august", "september",
                        "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}  # fmt: skip
    for text in (*told, person.name, person.company, person.position, person.location):
        assert clean_line(text) == shown_line(text) == text
