"""Who is next, and why: limits that hold for any network, turns that leave nobody out, and sentences that are true."""

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


def silent(first: str, last: str, months: int) -> Candidate:
    return Candidate(
        person(first_contact=first, last_contact=last, talks=2 * months, times_in=months, times_out=months, months=months)
    )


days = st.integers(0, 5000).map(ago)
maybe_day = st.none() | days
# Made once: what is made anew for each person takes longer than what is asked of it.
yes = st.booleans()
how_many, how_often = st.integers(0, 14), st.integers(1, 30)
companies = st.sampled_from(("", "Kumo", "Northwind Labs", "Blue Heron"))
statuses = st.sampled_from(("active", "active", "active", "resting", "never", "died"))
birthdays = st.sampled_from((None, "1984-11-20", "--11-22", "--02-29", "1970-12-31"))
laters = st.sampled_from((None, None, "2026-12-24", "2026-11-22", "2026-01-01"))
paces = st.sampled_from((None, 21, 60, 365))
dues = st.none() | st.builds(Due, days, st.just("ask"), yes)
newses = st.none() | st.builds(News, st.just("position"), st.just("A"), st.just("B"), maybe_day, maybe_day, days)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for number in range(draw(how_many)):
        last = draw(maybe_day)
        talks = draw(how_often) if last else 0
        both = draw(yes)
        facts = person(
            number,
            company=draw(companies),
            status=draw(statuses),
            birthday=draw(birthdays),
            connected_on=draw(maybe_day),
            later_until=draw(laters),
            last_contact=last,
            wrote_last=last if both and draw(yes) else None,
            pace=draw(paces) if last else None,
            times_in=int(both) * talks,
            times_out=talks,
            talks=talks,
        )
        found.append(Candidate(facts, draw(dues), draw(newses)))
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
            "You said you’d ask how the move went.",
        ),
        (
            Candidate(person(), Due(ago(0), "the blue folder, or not?", False)),
            "follow-up",
            "You wanted to come back to this: the blue folder, or not?",
        ),
        (Candidate(person(), Due(ago(0), "Send the sailing book", True)), "promise", "You promised to send the sailing book."),
        (Candidate(person(), Due(None, "to write to Ben.", True)), "promise", "You promised to write to Ben."),
        (Candidate(person(), Due(ago(0), "the sailing book", True)), "promise", "You promised: the sailing book."),
        (
            Candidate(person(), Due(ago(0), "lend @ben the tent, not a@b.c", True)),
            "promise",
            "You promised to lend Ben the tent, not a@b.c.",
        ),
        (Candidate(person(wrote_last="2023-03-12", last_contact="2023-03-12")), "wrote-last", "Ada wrote last, in March 2023."),
        (Candidate(person(birthday="--11-22")), "birthday", "Ada’s birthday is today."),
        (Candidate(person(birthday="1984-11-14")), "birthday", "Ada’s birthday was on 14 November."),
        (Candidate(person(connected_on="2016-11-20")), "anniversary", "Ten years since you connected, this week."),
        (
            Candidate(
                person(company="Kumo"), None, News("position", "Lead", "Head of Data", "2026-03-02", "2026-11-20", "2026-11-20")
            ),
            "news",
            "New role at Kumo, between your files of March and November.",
        ),
        (
            Candidate(person(), None, News("position", "Lead", "Head of Data", "2025-03-02", "2026-11-20", "2026-11-20")),
            "news",
            "New role: Head of Data, between your files of March 2025 and November 2026.",
        ),
        (
            Candidate(person(), None, News("company", "Kumo", "Blue Heron", "2026-11-02", "2026-11-20", "2026-11-20")),
            "news",
            "Now at Blue Heron, between your files of 2 and 20 November 2026.",
        ),
        (
            Candidate(person(), None, News("company", "Kumo", "Blue Heron", None, "2026-11-20", ago(59))),
            "news",
            "Now at Blue Heron.",
        ),
        (Candidate(person(last_contact=ago(100), pace=60)), "pace", "You last talked in August 2026."),
        (
            Candidate(person(last_contact="2025-09-20", talks=9, times_in=4, times_out=5)),
            "silence",
            "You used to talk; it has been fourteen months.",
        ),
        (silent("2024-01-05", "2025-09-20", 19), "silence", "You used to talk every month; it has been fourteen."),
        (silent("2020-01-05", "2022-12-20", 30), "silence", "You used to talk every month; it has been nearly four years."),
        (silent("2020-01-05", "2025-09-20", 44), "silence", "You used to talk most months; it has been fourteen months."),
        (silent("2020-01-05", "2025-09-20", 11), "silence", "You used to talk twice a year or so; it has been fourteen months."),
        (silent("2025-08-05", "2025-09-20", 2), "silence", "You used to talk; it has been fourteen months."),
        (
            Candidate(person(connected_on="2015-03-14")),
            "new",
            "You connected in March 2015; no conversation is written down here yet.",
        ),
        (Candidate(person()), "new", "No conversation is written down here yet."),
        (
            Candidate(person(connected_on="2015-03-14"), noted=True),
            "wild",
            "By chance. You connected in March 2015; no conversation is written down here.",
        ),
        (
            Candidate(person(connected_on="2015-03-14")),
            "wild",
            "By chance. You connected in March 2015; nothing is written down here.",
        ),
    ],
)
def test_each_rule_says_one_true_sentence(who: Candidate, rule: str, sentence: str) -> None:
    reason = choosing.RULES[rule](who, TODAY)
    assert reason is not None
    assert reason.sentence == sentence


def rules_of(who: Candidate, **more: Any) -> list[str]:
    return [reason.rule for reason in choosing.reasons(who, TODAY, **more)]


def test_what_is_over_is_no_reason_any_more() -> None:
    wished = person(birthday="--11-20", last_contact=ago(1))
    assert "birthday" in rules_of(Candidate(wished._replace(last_contact=ago(3))))
    assert rules_of(Candidate(wished)) == [], "there was contact since the birthday"
    role = News("position", "A", "B", None, "2026-10-20", ago(40))
    assert "news" in rules_of(Candidate(person(last_contact=ago(41)), None, role))
    assert "news" not in rules_of(Candidate(person(last_contact=ago(20)), None, role))


def test_a_birthday_that_no_calendar_has_is_nobodys() -> None:
    assert choosing.RULES["birthday"](Candidate(person(birthday="1984-02-31")), TODAY) is None
    assert choosing.RULES["birthday"](Candidate(person(birthday="--02-29")), date(2026, 2, 28)) is not None


def test_a_promise_without_a_day_waits_a_month_and_is_one_of_a_day() -> None:
    asked = Due(None, "send the book", True)
    assert "promise" not in rules_of(Candidate(person(last_contact=ago(29)), asked))
    assert rules_of(Candidate(person(last_contact=ago(30), pace=400), asked))[0] == "promise"
    several = [Candidate(person(number, connected_on=ago(99)), asked) for number in range(9)]
    assert [reason.rule for _, reason in choosing.choose(several, TODAY, 3)] == ["promise", "new", "wild"]


def test_the_later_of_two_paces_is_the_one_that_is_relatively_later() -> None:
    near = Candidate(person(1, pace=21, last_contact=ago(63)))
    far = Candidate(person(2, pace=200, last_contact=ago(390)))
    assert [who.facts.id for who, reason in choosing.choose([near, far], TODAY, 1)] == [1]
    (reason,) = (one for one in choosing.reasons(near, TODAY) if one.rule == "pace")
    assert reason.detail == "63 days since, the pace is 21: (63 − 21) / 21 = 2.00"


@given(st.integers(1, 1000), st.integers(0, 6000), st.integers(0, 6000))
def test_whoever_is_later_by_the_same_pace_never_weighs_less(paced: int, one: int, two: int) -> None:
    day = next(day for day in (TODAY + timedelta(number) for number in range(3)) if day.toordinal() % 3 == 2)
    weights = []
    for days in sorted((one, two)):
        who = Candidate(person(pace=paced, last_contact=(day - timedelta(days)).isoformat()))
        reason = choosing.RULES["pace"](who, day)
        weights.append(reason.weight if reason else 0)
    assert weights == sorted(weights)


def test_a_backlog_of_years_does_not_stand_before_close_friends() -> None:
    backlog = [Candidate(person(number, pace=120, last_contact=ago(2000 + number))) for number in range(1, 300)]
    friend = Candidate(person(999, pace=21, last_contact=ago(80)))
    assert [who.facts.id for who, _ in choosing.choose([*backlog, friend], TODAY, 1)] == [999]
    a_little_late = friend._replace(facts=friend.facts._replace(last_contact=ago(25)))
    first = [choosing.choose([*backlog, a_little_late], TODAY + timedelta(day), 1)[0][0].facts.id for day in range(6)]
    assert sum(number == 999 for number in first) == 2, "every third day is for those met lately"
    later_still = friend._replace(facts=friend.facts._replace(last_contact=ago(190)))
    first = [choosing.choose([*backlog, later_still], TODAY + timedelta(day), 1)[0][0].facts.id for day in range(6)]
    assert sum(number != 999 for number in first) == 2, "and every third day for the others"


def test_the_rules_take_turns() -> None:
    waiting = Candidate(person(1, wrote_last=ago(20), last_contact=ago(20), times_in=2, times_out=2, talks=4))
    late = Candidate(person(2, pace=60, last_contact=ago(90)))
    both = [waiting, late]
    assert choosing.choose(both, TODAY, 1)[0][1].rule == "wrote-last"
    ((_, turn),) = choosing.choose(both, TODAY, 1, had={"wrote-last": 2})
    assert turn.rule == "pace"
    assert "; the rule had 2 places in seven days: −10" in choosing.reasons(waiting, TODAY, had={"wrote-last": 2})[0].detail
    assert "pace" not in [reason.rule for _, reason in choosing.choose([waiting], TODAY, 3, had={"pace": 7})]


def test_one_anniversary_a_week() -> None:
    ten = [Candidate(person(number, connected_on="2016-11-20")) for number in (1, 2)]
    assert [reason.rule for _, reason in choosing.choose(ten, TODAY, 2)] == ["anniversary", "wild"]
    assert "anniversary" not in [reason.rule for _, reason in choosing.choose(ten, TODAY, 2, had={"anniversary": 1})]


def test_whoever_came_up_in_vain_lets_others_of_the_same_rule_go_first() -> None:
    one, two = (Candidate(person(number, wrote_last=ago(20 + number), last_contact=ago(20 + number))) for number in (1, 2))
    assert choosing.choose([one, two], TODAY, 1)[0][0] == one
    assert choosing.choose([one._replace(passed=1), two], TODAY, 1)[0][0] == two
    assert choosing.choose([one._replace(passed=3)], TODAY, 1)[0][0].facts == one.facts, "but they are not forgotten"


def test_chance_is_fair_whatever_else_the_candidates_are_there_for() -> None:
    late = [Candidate(person(number, pace=60, last_contact=ago(90), lot=7 * 2**28)) for number in range(1, 30)]
    strangers = [Candidate(person(100 + number, lot=number * 2**24)) for number in range(256)]
    drawn = set()
    for number in range(200):
        day = TODAY + timedelta(number)
        ((who, _),) = [one for one in choosing.choose([*late, *strangers], day, 3) if one[1].rule == "wild"]
        ahead = (who.facts.lot - choosing.round_starts(day)) % 2**32
        assert ahead < 2**25, "the first by lot, or the one after whom another rule took"
        drawn.add(who.facts.id)
    assert len(drawn) > 100


def test_with_connections_alone_the_days_are_full_and_varied() -> None:
    found = [
        Candidate(person(number, connected_on=ago(number * 37 + 5), company=f"Company {number % 9}", lot=number * 21_474_836))
        for number in range(200)
    ]
    seen: set[int] = set()
    for day in range(20):
        chosen = choosing.choose(found, TODAY + timedelta(day), 3)
        assert len(chosen) == 3
        seen.update(who.facts.id for who, _ in chosen)
    assert len(seen) > 40


def test_never_contacted_is_not_overdue() -> None:
    assert choosing.RULES["pace"](Candidate(person(pace=30)), TODAY) is None


def test_a_rule_that_is_off_chooses_nobody() -> None:
    who = Candidate(person(connected_on="2015-03-14"))
    assert choosing.choose([who], TODAY, 3, off=("new", "wild")) == []
