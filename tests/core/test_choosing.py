"""Who is next, and why: limits that hold for any network, and sentences that are true."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core import choosing
from reconnect_tui.core.choosing import Candidate, Due, Facts, News

TODAY = date(2026, 11, 22)


def person(number: int = 1, **values: Any) -> Facts:
    base = Facts(
        number,
        f"uid{number:08x}",
        "Ada Okafor",
        "Ada",
        "",
        "active",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        0,
        0,
        0,
        None,
        number,
    )
    return base._replace(**values)


def ago(days: int) -> str:
    return (TODAY - timedelta(days)).isoformat()


days = st.integers(0, 5000).map(ago)
maybe_day = st.none() | days


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        last = draw(maybe_day)
        talks = draw(st.integers(1, 30)) if last else 0
        both = draw(st.booleans())
        facts = person(
            number,
            company=draw(st.sampled_from(("", "Kumo", "Northwind Labs", "Blue Heron"))),
            status=draw(st.sampled_from(("active", "active", "active", "resting", "never", "died"))),
            birthday=draw(st.sampled_from((None, "1984-11-20", "--11-22", "--02-29", "1970-12-31"))),
            connected_on=draw(maybe_day),
            later_until=draw(st.sampled_from((None, None, "2026-12-24", "2026-11-22", "2026-01-01"))),
            last_contact=last,
            wrote_last=last if both and draw(st.booleans()) else None,
            pace=draw(st.sampled_from((None, 21, 60, 365))) if last else None,
            times_in=int(both) * talks,
            times_out=talks,
            talks=talks,
        )
        due = draw(st.none() | st.builds(Due, days, st.just("ask"), st.booleans()))
        news = draw(st.none() | st.builds(News, st.just("position"), st.just("A"), st.just("B"), maybe_day, maybe_day, days))
        found.append(Candidate(facts, due, news))
    return found


@given(candidates(), st.integers(0, 6), st.randoms())
def test_the_limits_hold_for_any_network(found: list[Candidate], count: int, random: object) -> None:
    chosen = choosing.choose(found, TODAY, count)
    ids = [who.facts.id for who, _ in chosen]
    assert len(ids) == len(set(ids)) <= count
    rules = [reason.rule for _, reason in chosen if reason.rule not in ("follow-up", "promise", "new")]
    assert len(rules) == len(set(rules)), "no other rule gives two of a day's people"
    for who, reason in chosen:
        assert who.facts.status == "active"
        assert not who.facts.later_until or who.facts.later_until <= TODAY.isoformat()
        if who.facts.last_contact and (TODAY - date.fromisoformat(who.facts.last_contact)).days < 14:
            assert reason.rule in choosing.ANY_TIME
        assert not re.search(r"\b(he|she|his|her|him|hers)\b", reason.sentence, re.IGNORECASE)
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choosing.choose(shuffled, TODAY, count) == chosen, "the order of rows never matters"


def test_two_of_one_company_follow_each_other_only_where_nobody_else_is_left() -> None:
    same = [Candidate(person(number, company="Kumo"), Due(ago(9 - number), "ask", False)) for number in (1, 2)]
    other = Candidate(person(3, company="Blue Heron"), Due(ago(0), "ask", False))
    assert [who.facts.id for who, _ in choosing.choose([*same, other], TODAY, 3)] == [1, 3, 2]
    assert [who.facts.id for who, _ in choosing.choose(same, TODAY, 3)] == [1, 2]
    assert [who.facts.id for who, _ in choosing.choose([*same, other], TODAY, 1, last_company="KUMO")] == [3]


@pytest.mark.parametrize(
    ("who", "rule", "sentence"),
    [
        (
            Candidate(person(), Due(ago(3), "ask how the move went", False)),
            "follow-up",
            "You wanted to come back to this: ask how the move went.",
        ),
        (Candidate(person(), Due(ago(0), "send the sailing book", True)), "promise", "You promised: send the sailing book."),
        (Candidate(person(wrote_last="2023-03-12", last_contact="2023-03-12")), "wrote-last", "Ada wrote last, in March 2023."),
        (Candidate(person(birthday="--11-22")), "birthday", "Ada’s birthday is today."),
        (Candidate(person(birthday="1984-11-14")), "birthday", "Ada’s birthday was on 14 November."),
        (Candidate(person(connected_on="2016-11-20")), "anniversary", "Ten years since you connected, this week."),
        (
            Candidate(
                person(company="Kumo"), None, News("position", "Lead", "Head of Data", "2026-03-02", "2026-11-20", "2026-11-20")
            ),
            "news",
            "New role: Head of Data at Kumo, between your files of March 2026 and November 2026.",
        ),
        (Candidate(person(last_contact=ago(100), pace=60)), "pace", "You last talked in August 2026."),
        (
            Candidate(person(last_contact="2025-09-20", talks=9, times_in=4, times_out=5)),
            "silence",
            "You used to talk; it has been fourteen months.",
        ),
        (Candidate(person(connected_on="2015-03-14")), "new", "You connected in March 2015 and have not spoken yet."),
        (
            Candidate(person(connected_on="2015-03-14")),
            "wild",
            "By chance. You connected in March 2015; nothing is written down here.",
        ),
    ],
)
def test_each_rule_says_one_true_sentence(who: Candidate, rule: str, sentence: str) -> None:
    reason = choosing.reason_by(who, rule, TODAY)
    assert reason is not None
    assert reason.sentence == sentence


def test_with_connections_alone_the_days_are_full_and_varied() -> None:
    found = [
        Candidate(person(number, connected_on=ago(number * 37 + 5), company=f"Company {number % 9}")) for number in range(200)
    ]
    seen: set[int] = set()
    for day in range(20):
        chosen = choosing.choose(found, TODAY + timedelta(day), 3)
        assert len(chosen) == 3
        seen.update(who.facts.id for who, _ in chosen)
    assert len(seen) > 40


def test_never_contacted_is_not_overdue() -> None:
    assert choosing.pace(Candidate(person(pace=30)), TODAY) is None


def test_a_rule_that_is_off_chooses_nobody() -> None:
    who = Candidate(person(connected_on="2015-03-14"))
    assert choosing.choose([who], TODAY, 3, off=("new", "wild")) == []
