"""Likely pairs: which are asked about, in what order, and what becomes of the answers."""

from __future__ import annotations

import pytest

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.services import history, merging, recording, reviewing
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.reviewing import Pair
from reconnect_tui.store import people
from tests.services.test_matching import add, bring, found, linkedin
from tests.services.test_merging import exported


def told(desk: Desk) -> list[tuple[str, str, str]]:
    return [(pair.one.name, pair.other.name, pair.reason) for pair in reviewing.pairs(desk)]


def only(desk: Desk) -> Pair:
    (pair,) = reviewing.pairs(desk)
    return pair


def test_the_likeliest_come_first_and_the_order_stays(desk: Desk) -> None:
    bring(
        desk,
        "linkedin",
        linkedin("ada-o", "Ada Okafor", company="Kumo"),
        linkedin("bo-l", "Bo Lind"),
        linkedin("chi-w", "Chi Wu"),
    )
    bring(
        desk, "google", found("1", "Ada Okafor", company="Kumo Inc."), found("2", "Bo Lind", company="Ora"), found("3", "C. Wu"),
        found("4", "Dee Roe", phone="4520123456"), found("5", "Dee Roe", phone="20123456"), found("6", "Eve Roe", phone="20123456"),
    )  # fmt: skip
    assert told(desk) == [
        ("Dee Roe", "Dee Roe", "Both are called Dee Roe and have the phone number 4520123456."),
        ("Ada Okafor", "Ada Okafor", "Both are called Ada Okafor and work at Kumo."),
        ("Dee Roe", "Eve Roe", "“Roe” is in both names, and both have the phone number 4520123456."),
        ("Dee Roe", "Eve Roe", "“Roe” is in both names, and both have the phone number 20123456."),
        ("Bo Lind", "Bo Lind", "Both are called Bo Lind: the only one from LinkedIn, and the only one from Google."),
    ]
    assert told(desk) == told(desk)
    assert told(desk)[:2] == [(pair.one.name, pair.other.name, pair.reason) for pair in reviewing.pairs(desk, 2)]


def test_the_only_ones_of_their_sources(desk: Desk) -> None:
    bring(desk, "linkedin", linkedin("ada-o", "Ada Okafor"), linkedin("bo-1", "Bo Lind"), linkedin("bo-2", "Bo Lind"))
    bring(desk, "google", found("1", "Ada Okafor"), found("2", "Bo Lind"))
    bring(desk, "vcard", found("1", "Ada Okafor"))
    add(desk, "Ada Okafor")
    add(desk, "Bo Lind")
    assert {(pair.one.name, pair.other.name) for pair in reviewing.pairs(desk)} == {
        ("Ada Okafor", "Ada Okafor"),
        ("Bo Lind", "Bo Lind"),
    }
    reasons = [reason for name, _, reason in told(desk) if name == "Ada Okafor"]
    assert len(reasons) == 6  # four sources, two by two
    assert "Both are called Ada Okafor: the only one from LinkedIn, and the only one added by hand." in reasons
    assert [reason for name, _, reason in told(desk) if name == "Bo Lind"] == [
        "Both are called Bo Lind: the only one from Google, and the only one added by hand."
    ]


def test_nothing_is_asked_of_different_people(desk: Desk) -> None:
    for name, company in (("Ada Okafor", "Kumo"), ("Bo Lind", "Kumo"), ("Chi Wu", ""), ("Chi Wu", "")):
        add(desk, name, company=company, phones=["+1 555 0100"] if company else [])
    assert told(desk) == []


def test_a_switchboard_makes_nobody_alike_but_those_called_the_same(desk: Desk) -> None:
    for place in range(10):
        add(desk, f"Person{place} Smith", phones=["+1 555 123 4567"])
    assert told(desk) == []
    add(desk, "Person3 Smith", phones=["5551234567"])
    assert [name for name, _, _ in told(desk)] == ["Person3 Smith"]


def test_a_shared_email_that_did_not_join_is_asked_about(desk: Desk) -> None:
    add(desk, "Ada Okafor", emails=["us@home.example"])
    bring(desk, "google", found("1", "Ada", email="us@home.example"), found("2", "Zed", email="us@home.example"))
    assert [reason for _, _, reason in told(desk)] == [
        "“Ada” may be short for “Ada Okafor”, and both have the e-mail address us@home.example."
    ]


def test_very_many_of_one_name_and_company_are_bounded(desk: Desk) -> None:
    bring(desk, "linkedin", *[linkedin(f"sam-{place}", "Sam Lee", company="Kumo") for place in range(3_000)])
    found_pairs = reviewing.pairs(desk, 5)
    assert len(found_pairs) == 5
    assert len(reviewing._candidates(desk)[0]) == reviewing.MOST_OF_A_KIND * (reviewing.MOST_OF_A_KIND - 1) // 2


def test_who_is_kept(desk: Desk) -> None:
    first, second = add(desk, "Ada Okafor", company="Kumo"), add(desk, "Ada Okafor", company="Kumo")
    pair = only(desk)
    assert (pair.keep, pair.kept.id, pair.merged.id) == (first, first, second)
    recording.add_note(desk, second, "sails")
    pair = only(desk)
    assert (pair.keep, pair.kept.id, pair.merged.id) == (second, second, first)


def test_the_same_is_one_step_of_undo(desk: Desk) -> None:
    add(desk, "Ada Okafor", company="Kumo")
    add(desk, "Ada Okafor", company="Kumo")
    before = exported(desk)
    done = reviewing.same(desk, only(desk))
    assert done.sentence == "Merged Ada Okafor with another Ada Okafor"
    assert told(desk) == []
    history.undo(desk)
    assert exported(desk) == before
    assert len(told(desk)) == 1


def test_not_the_same_is_for_good_and_can_be_taken_back(desk: Desk) -> None:
    add(desk, "Ada Okafor", company="Kumo")
    add(desk, "A. Okafor", company="Kumo")
    pair = only(desk)
    assert reviewing.not_same(desk, pair).sentence == "Ada Okafor and A. Okafor are not the same person"
    assert told(desk) == []
    for turned in (pair, reviewing.pair_of(desk, pair.other.id, pair.one.id)):
        with pytest.raises(ReconnectError, match="said before"):
            reviewing.not_same(desk, turned)
    history.undo(desk)
    assert len(told(desk)) == 1


def test_later_is_for_this_sitting_alone(desk: Desk) -> None:
    for _ in range(3):
        add(desk, "Ada Okafor", company="Kumo")
    first, *rest = reviewing.pairs(desk)
    assert [pair.uids for pair in reviewing.pairs(desk, later={first.uids})] == [pair.uids for pair in rest]
    assert reviewing.pairs(desk, 1, later={first.uids})[0].uids == rest[0].uids
    assert len(reviewing.pairs(desk)) == 3


def test_silence_is_said_and_kept(desk: Desk) -> None:
    one, other = add(desk, "Ada Okafor", company="Kumo"), add(desk, "Ada Okafor", company="Kumo")
    recording.died(desk, other)
    recording.add_note(desk, one, "sails")
    pair = only(desk)
    assert pair.reason.endswith("One of the two is recorded as having died, and that stays.")
    reviewing.same(desk, pair)
    assert people.get(desk.store, one).status == "died"


def test_any_two_are_a_pair_but_not_one_twice(desk: Desk) -> None:
    one, other = add(desk, "Ada Okafor"), add(desk, "Bo Lind")
    assert reviewing.pair_of(desk, one, other).reason == ""
    with pytest.raises(UsageError):
        reviewing.pair_of(desk, one, one)
    pair = reviewing.pair_of(desk, one, other)
    merging.merge(desk, one, other)
    for answer in (reviewing.same, reviewing.not_same):
        with pytest.raises(ReconnectError, match="not here any more"):
            answer(desk, pair)


def test_where_from(desk: Desk) -> None:
    bring(desk, "linkedin", linkedin("ada-o", "Ada Okafor", email="a@x.example"))
    bring(desk, "google", found("1", "Ada Okafor", email="a@x.example"))
    (person,) = people.every(desk.store)
    assert reviewing.where_from(desk, person) == "Google, LinkedIn"
    assert reviewing.where_from(desk, people.get(desk.store, add(desk, "Bo"))) == "added by hand"


def test_a_review_looks_again_after_a_merge_and_asks_about_nobody_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(desk, "linkedin", linkedin("ada-o", "Ada Okafor", company="Kumo"), linkedin("bo-l", "Bo Lind", company="Ora"))
    bring(
        desk, "google", found("1", "Ada Okafor", company="Kumo"), found("2", "Bo Lind", company="Ora"),
        found("3", "Cy Moe", phone="4520123456"), found("4", "Cy Moe", phone="20123456"),
    )  # fmt: skip
    every = [pair.uids for pair in reviewing.pairs(desk)]
    for at_once in (1, 2, 50):
        monkeypatch.setattr(reviewing, "AT_ONCE", at_once)
        asking = reviewing.Review(desk)
        asked = []
        while (pair := asking.next()) is not None:
            asked.append(pair.uids)
            asking.later(pair)
        assert asked == every, "each once, whatever is looked for at a time"
    asking = reviewing.Review(desk)
    first, second = asking.next(), asking.next()
    assert first is not None
    assert second is not None
    asking.not_same(first)
    asking.same(second)
    left = asking.next()
    assert left is not None
    assert left.uids == every[2]
    assert asking.next() is None
