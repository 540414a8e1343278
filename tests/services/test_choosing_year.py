"""A month in three small homes, lived by the simulated user of ``tests.year``: no rule floods, and nobody is left out for good."""

from __future__ import annotations

import pytest

from reconnect_tui.core import choosing
from tests.year import Kind, Lived, live, most_in_a_week, table

KIN = (("close", 3), ("friends", 8), ("work", 10))
HOMES = (Kind("a history", 90, 90, KIN), Kind("bare names", 150, 0), Kind("mixed", 400, 150, KIN, paced_at=9))


@pytest.fixture(scope="module", params=HOMES, ids=lambda kind: kind.name)
def month(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return live(request.param, tmp_path_factory.mktemp("home"), days=31)


def test_no_rule_floods_a_day_or_a_week(month: Lived) -> None:
    for rule in choosing.RULES:
        days = [one.day for one in month.met if one.rule == rule and one.day]
        if rule == "anniversary":
            assert most_in_a_week(days) <= 1
        elif rule not in (*choosing.OFTEN, choosing.FILLER):
            # a card that was put aside gives its place, not its rule, to another
            assert len(days) == len(set(days)), rule


def test_the_days_are_full_and_varied(month: Lived) -> None:
    assert len(month.met) > 2 * month.opened
    assert len({one.person_id for one in month.met}) > len(month.met) / 2
    by_rule = {rule: sum(one.rule == rule for one in month.met) for rule in choosing.RULES}
    assert by_rule["wild"] > month.opened / 3
    if month.kind.talked:
        assert all(by_rule[rule] for rule in ("wrote-last", "pace", "silence")), by_rule
        assert any(one.days_since and one.days_since > 365 for one in month.met), "dormant friendships have their places"
    if month.kind.talked < month.kind.people:
        assert any(one.days_since is None for one in month.met), "and so have bare names"


def test_a_circle_that_is_due_at_once_does_not_stand_before_the_others(month: Lived) -> None:
    if month.due_at_once:
        since = [one for one in month.met if one.rule == "pace" and one.day >= month.kind.paced_at]
        assert len({one.day for one in since}) == len(since), "one a day, however many are due"
        assert {one.circle for one in since} & {"close", "friends", "work"}


def test_the_table_names_every_rule(month: Lived) -> None:
    told = "\n".join(table(month))
    assert all(rule in told for rule in choosing.RULES)
