"""Two people become one: nothing of either is lost, nobody is woken, and one undo brings both back exactly."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.person import Person
from reconnect_tui.services import editing, exporting, finding, history, merging, recording, reviewing, session
from reconnect_tui.services.contacts import normalise_contact
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts, moments, people, standing
from reconnect_tui.store.people import insert, update
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS
from tests.services.test_matching import add, bring, found, linkedin
from tests.store.test_history import desk_in, everything


def exported(desk: Desk) -> str:
    return "".join(exporting.lines(desk))


def draft(desk: Desk, who: int | None, text: str, kind: str = "letter") -> None:
    writer = drafts.DraftWriter(desk.store.path, lambda words, problem: None)
    writer.save(drafts.Words(who, kind, text))
    assert writer.close() == []


def change(desk: Desk, who: int, **values: object) -> None:
    with recording.decision(desk, "edit", "as it is"):
        update(desk.store, "person", who, **values)


def put(desk: Desk, table: str, **values: object) -> None:
    with recording.decision(desk, "edit", "as it is"):
        insert(desk.store, table, **values)


@pytest.fixture
def ada(desk: Desk) -> int:
    return add(desk, "Ada Okafor", emails=["ada@x.example"], company="Kumo", circle="friends")


@pytest.fixture
def other(desk: Desk) -> int:
    return add(desk, "A. Okafor", emails=["a@y.example"], phones=["+45 20 12 34 56"])


def merged(desk: Desk, keep: int, other: int) -> Person:
    """Merge, and see on the way that undo and redo turn it round exactly."""
    before, rows = exported(desk), everything(desk)
    done = merging.merge(desk, keep, other)
    after, merged_rows = exported(desk), everything(desk)
    assert not standing.differing(desk.store.connection)
    assert history.undo(desk) is not None
    assert (exported(desk), everything(desk)) == (before, rows)
    assert history.redo(desk) is not None
    assert (exported(desk), everything(desk)) == (after, merged_rows)
    assert not standing.differing(desk.store.connection)
    assert done.person is not None
    return people.get(desk.store, keep)


def test_the_sentence_and_who_is_left(desk: Desk, ada: int, other: int) -> None:
    assert merging.merge(desk, ada, other).sentence == "Merged Ada Okafor with A. Okafor"
    assert [person.name for person in people.every(desk.store)] == ["Ada Okafor"]
    again = add(desk, "ADA OKAFOR")
    assert merging.merge(desk, ada, again).sentence == "Merged Ada Okafor with another ADA OKAFOR"


def test_one_person_twice_and_nobody(desk: Desk, ada: int) -> None:
    with pytest.raises(UsageError, match="one and the same"):
        merging.merge(desk, ada, ada)
    with pytest.raises(ReconnectError, match="not here any more"):
        merging.merge(desk, ada, 99)


def test_fields_of_the_one_kept_win_and_the_others_fill_the_gaps(desk: Desk, ada: int, other: int) -> None:
    change(desk, ada, location="Lagos", about="sails", birthday="--03-14", connected_on="2019-05-01", pace=None, greeting="Ada")
    change(
        desk, other, location="Turin", about="two kids", birthday="1984-03-14", connected_on="2015-05-01", pace=40, greeting="A",
        language="it", headline="Boats", how_met="in Lagos", salutation="Liebe Ada,", later_until="2027-01-01",
    )  # fmt: skip
    person = merged(desk, ada, other)
    assert (person.location, person.greeting, person.company, person.circle) == ("Lagos", "Ada", "Kumo", "friends")
    assert (person.about, person.how_met) == ("sails\n\ntwo kids", "in Lagos")
    assert (person.birthday, person.connected_on, person.pace) == ("1984-03-14", "2015-05-01", 40)
    assert (person.language, person.headline, person.salutation, person.later_until) == (
        "it",
        "Boats",
        "Liebe Ada,",
        "2027-01-01",
    )


@pytest.mark.parametrize(
    ("mine", "its", "result"),
    [
        (("", ""), ("Ora", "Head"), ("Ora", "Head")), (("Kumo", ""), ("Ora", "Head"), ("Kumo", "")),
        (("Kumo", ""), ("Kumo Ltd", "Head"), ("Kumo", "Head")), (("Kumo", "Head"), ("Kumo", "Boss"), ("Kumo", "Head")),
        (("", "Head"), ("Ora", "Boss"), ("", "Head")), (("", "Head"), ("Ora", "head"), ("Ora", "Head")),
    ],
)  # fmt: skip
def test_a_position_is_never_put_beside_another_company(
    desk: Desk, ada: int, other: int, mine: tuple[str, str], its: tuple[str, str], result: tuple[str, str]
) -> None:
    change(desk, ada, company=mine[0], position=mine[1])
    change(desk, other, company=its[0], position=its[1])
    person = merged(desk, ada, other)
    assert (person.company, person.position) == result


@pytest.mark.parametrize(("one", "its", "both"), [("a b", "b", "a b"), ("b", "a b", "a b"), ("", "a", "a"), ("a", " ", "a")])
def test_the_same_words_are_kept_once(desk: Desk, ada: int, other: int, one: str, its: str, both: str) -> None:
    change(desk, ada, about=one)
    change(desk, other, about=its)
    assert merged(desk, ada, other).about == both


def test_a_circle_of_the_users_own_wins_over_the_wide_one(desk: Desk, ada: int) -> None:
    bring(desk, "linkedin", linkedin("ada-o", "Adaeze Okafor"))
    imported = next(person.id for person in people.every(desk.store) if person.id != ada)
    assert people.get(desk.store, imported).circle == "wide"
    assert merged(desk, imported, ada).circle == "friends"


@pytest.mark.parametrize(
    ("one", "its"),
    [(one, its) for one in ("active", "resting", "never", "died") for its in ("active", "resting", "never", "died")],
)
def test_nobody_is_woken(desk: Desk, ada: int, other: int, one: str, its: str) -> None:
    order = ["died", "never", "resting", "active"]
    change(desk, ada, status=one)
    change(desk, other, status=its)
    assert merged(desk, ada, other).status == order[min(order.index(one), order.index(its))]


def test_ways_to_reach_are_united_those_of_the_one_kept_first(desk: Desk, other: int, ada: int) -> None:
    with recording.decision(desk, "edit", "contacts"):
        for who, kind, value, label, preferred in (
            (ada, "phone", "+45 2012 3456", "", 1), (other, "email", "ADA@x.example", "home", 1), (other, "phone", "+45 99", "", 1),
            (other, "email", "third@z.example", "", 1), (other, "address", "1 Quay, Lagos", "", 0), (ada, "address", "2 Quay", "", 0),
        ):  # fmt: skip
            normalised = "" if kind == "address" else normalise_contact(kind, value)[1]
            insert(
                desk.store,
                "contact_point",
                person_id=who,
                kind=kind,
                value=value,
                normalised=normalised,
                label=label,
                preferred=preferred,
            )
    merged(desk, ada, other)
    points = people.contacts(desk.store, ada)
    assert [point.value for point in points if point.kind == "email"] == ["third@z.example", "ada@x.example", "a@y.example"]
    assert [(point.value, point.preferred) for point in points if point.kind == "phone"] == [
        ("+45 2012 3456", True),
        ("+45 99", False),
    ]
    assert {point.value for point in points if point.kind == "address"} == {"1 Quay, Lagos", "2 Quay"}
    assert next(point.label for point in points if point.value == "ada@x.example") == "home"


def test_what_hangs_on_them_goes_over(desk: Desk, ada: int, other: int) -> None:
    third = add(desk, "Chi Wu")
    put(desk, "tag", person_id=ada, name="sailing")
    for tag in ("sailing", "lagos"):
        put(desk, "tag", person_id=other, name=tag)
    put(desk, "nickname", person_id=other, name="the sailor")
    put(desk, "former_slug", person_id=other, slug="ada-old")
    put(desk, "news", person_id=other, field="company", earlier="A", later="B", noticed_on="2026-11-01")
    recording.skip(desk, ada)
    recording.skip(desk, other)
    recording.add_follow_up(desk, other, date(2026, 12, 24), "send the book")
    for one, its, kind in (
        (ada, other, "sister"),
        (other, ada, "sister"),
        (third, other, "colleague"),
        (other, third, "colleague"),
        (ada, third, "colleague"),
    ):
        put(desk, "relation", person_id=one, other_id=its, kind=kind)
    put(desk, "relation", person_id=other, kind="spouse", other_name="Ben")
    merged(desk, ada, other)
    rows = json.loads(exported(desk))
    uid = people.get(desk.store, ada).uid
    (page,) = [one for one in rows["people"] if one["id"] == uid]
    assert (page["tags"], page["former_slugs"]) == (["lagos", "sailing"], ["ada-old"])
    assert page["nicknames"] == ["A. Okafor", "the sailor"]
    assert len(page["news"]) == len(page["skipped_on"]) == 1
    assert [one["person"] for one in rows["follow_ups"]] == [uid]
    connection = desk.store.connection
    assert sorted(connection.execute("SELECT person_id, other_id, kind, other_name FROM relation").fetchall(), key=str) == sorted(
        [(ada, third, "colleague", ""), (third, ada, "colleague", ""), (ada, None, "spouse", "Ben")], key=str
    )
    assert [row.id for row in finding.who(desk, "A. Okafor")] == [ada]


def test_a_name_that_somebody_else_has_is_not_taken_from_them(desk: Desk, ada: int) -> None:
    one, namesake = add(desk, "Bo Lind"), add(desk, "bo lind")
    merged(desk, ada, one)
    assert [row.id for row in finding.who(desk, "Bo Lind")] == [namesake]


def test_moments_of_both_are_there_and_the_same_one_once(desk: Desk, ada: int, other: int) -> None:
    third = add(desk, "Chi Wu")
    for who in (ada, other):
        recording.record(desk, who, "met", note="at the ferry")
        recording.add_note(desk, who, f"of {who}")
    with recording.decision(desk, "note", "together"):
        moments.add(desk.store, [ada, other, third], at="2026-01-02", kind="meal", text="all three")
        moments.add(desk.store, [ada, third], at="2026-01-03", kind="meal", text="two of them")
        moments.add(desk.store, [other], at="2026-01-03", kind="meal", text="two of them")
        moments.add(desk.store, [other], at="2026-01-04", kind="call")
        moments.add(desk.store, [other], at="2026-01-04", kind="call")
    merged(desk, ada, other)
    texts = sorted(moment.text for moment in moments.of_person(desk.store, ada, limit=50))
    assert texts == sorted(["at the ferry", f"of {ada}", f"of {other}", "all three", "two of them", "two of them", "", ""])
    assert {len(moment.people) for moment in moments.of_person(desk.store, ada, limit=50) if moment.text == "all three"} == {2}


def test_imported_moments_are_not_thrown_away_to_come_back(desk: Desk, ada: int, other: int) -> None:
    with recording.decision(desk, "note", "from files"):
        for who, key in ((ada, "linkedin:1"), (other, "linkedin:2"), (other, None)):
            number = insert(
                desk.store, "moment", uid=people.new_uid(), at="2026-01-02", kind="message", text="hi", source_key=key
            )
            insert(desk.store, "moment_person", moment_id=number, person_id=who, at="2026-01-02")
    merged(desk, ada, other)
    keys = desk.store.connection.execute("SELECT source_key FROM moment ORDER BY source_key").fetchall()
    assert keys == [("linkedin:1",), ("linkedin:2",)]


def test_drafts_of_both_are_kept_and_the_own_one_stays_on_top(desk: Desk, other: int, ada: int) -> None:
    draft(desk, ada, "to Ada")
    draft(desk, other, "to A.")
    draft(desk, other, "a note", "note")
    merged(desk, ada, other)
    assert sorted((one.person_id, one.text) for one in drafts.every(desk.store)) == [
        (ada, "a note"),
        (ada, "to A."),
        (ada, "to Ada"),
    ]
    newest = drafts.get(desk.store, ada)
    assert newest is not None
    assert newest.text == "to Ada"


def test_words_typed_after_the_merge_survive_its_undo(desk: Desk, ada: int, other: int) -> None:
    draft(desk, other, "first words")
    merging.merge(desk, ada, other)
    with desk.store.transaction() as connection:  # as the writer does, a minute later by its clock
        connection.execute("UPDATE draft SET text = 'newer words', saved_at = '2999-01-01T00:00:00.000000Z'")
    history.undo(desk)
    assert {one.text for one in drafts.every(desk.store)} == {"first words", "newer words"}


def test_a_moment_noted_after_the_merge_stays_after_its_undo(desk: Desk, ada: int, other: int) -> None:
    number = merging.merge(desk, ada, other).action
    recording.add_note(desk, ada, "of the one they are")
    history.undo_step(desk, number)
    assert [moment.text for moment in moments.of_person(desk.store, ada, limit=5)] == ["of the one they are"]
    assert len(list(people.every(desk.store))) == 2


def test_what_was_said_of_the_other_is_said_of_the_one_kept(desk: Desk, ada: int, other: int) -> None:
    third, fourth = add(desk, "Ada Okafor"), add(desk, "Ada Okafor")
    for one, its in ((other, third), (fourth, other), (ada, fourth), (ada, other)):
        reviewing.not_same(desk, reviewing.pair_of(desk, one, its))
    merged(desk, ada, other)
    uids = {number: people.get(desk.store, number).uid for number in (ada, third, fourth)}
    rows = {frozenset(row) for row in desk.store.connection.execute("SELECT uid, other_uid FROM not_same")}
    assert rows == {frozenset((uids[ada], uids[third])), frozenset((uids[ada], uids[fourth]))}


def test_the_other_uid_leads_to_the_one_kept(desk: Desk, ada: int, other: int) -> None:
    third = add(desk, "Chi Wu")
    uids = [people.get(desk.store, number).uid for number in (ada, other, third)]
    merged(desk, other, third)
    merged(desk, ada, other)
    rows = desk.store.connection.execute("SELECT uid, source, key FROM tombstone ORDER BY id").fetchall()
    assert rows == [(uids[2], "merged", uids[0]), (uids[1], "merged", uids[0])]


def test_today_goes_on_without_the_other(desk: Desk, ada: int, other: int) -> None:
    today = session.Session(desk)
    assert today.begin() is not None
    merging.merge(desk, ada, other)
    card = today.refresh()
    assert card is not None
    assert card.person.id == ada
    history.undo(desk)
    assert today.refresh() is not None


def test_undoing_the_import_that_brought_one_of_them(desk: Desk, ada: int) -> None:
    bring(desk, "google", found("k1", "A. Okafor", email="a@y.example"), found("k2", "Bo Lind"))
    number = history.listing(desk)[0].id
    other = next(person.id for person in people.every(desk.store) if person.name == "A. Okafor")
    merge = merging.merge(desk, ada, other).action
    history.undo_step(desk, number)
    assert [person.name for person in people.every(desk.store)] == ["Ada Okafor"]
    assert [point.value for point in people.contacts(desk.store, ada)] == ["ada@x.example", "a@y.example"]
    history.undo_step(desk, merge)
    assert sorted(person.name for person in people.every(desk.store)) == ["A. Okafor", "Ada Okafor"]
    assert not standing.differing(desk.store.connection)
    assert desk.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_no_table_is_forgotten(desk: Desk, ada: int, other: int) -> None:
    """A row in every table that names a person, and none is left behind."""
    with_person = {name for name, columns in (COLUMNS | LOOSE_COLUMNS).items() if "person_id" in columns}
    test_what_hangs_on_them_goes_over(desk, ada, other)
    again = add(desk, "Ada of old")
    bring(desk, "google", found("k9", "Zed Zed", email="z@z.example"))
    zed = next(person.id for person in people.every(desk.store) if person.name == "Zed Zed")
    draft(desk, zed, "Dear Zed")
    recording.record(desk, zed, "met")
    recording.add_follow_up(desk, zed, None, "something", promise=True)
    recording.skip(desk, zed)
    put(desk, "nickname", person_id=zed, name="Z")
    put(desk, "former_slug", person_id=zed, slug="zed")
    put(desk, "tag", person_id=zed, name="z")
    put(desk, "relation", person_id=zed, other_id=ada, kind="friend")
    put(desk, "news", person_id=zed, field="company", earlier="A", later="B", noticed_on="2026-11-01")
    connection = desk.store.connection
    full = {table for table in with_person if connection.execute(f"SELECT 1 FROM {table} WHERE person_id = ?", (zed,)).fetchone()}
    assert full == with_person
    merging.merge(desk, again, zed)
    for table in with_person:
        assert connection.execute(f"SELECT 1 FROM {table} WHERE person_id = ?", (zed,)).fetchone() is None, table
        assert connection.execute(f"SELECT 1 FROM {table} WHERE person_id = ?", (again,)).fetchone() is not None, table
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


_TEXTS = st.sampled_from(["", "a", "b", "hello there"])
_WHO = st.integers(0, 2)
Deed = Callable[[Desk, int, str], object]


def _relate(desk: Desk, who: int, text: str) -> None:
    put(desk, "relation", person_id=who, other_id=who % 3 + 1, kind=text)


def _slug(desk: Desk, who: int, text: str) -> object:
    return bring(desk, "linkedin", linkedin(f"s-{text}", f"{text} Okafor", email=f"{text}@x.example"))


DEEDS: tuple[Deed, ...] = (
    lambda desk, who, text: recording.record(desk, who, "met", note=text),
    lambda desk, who, text: recording.record(desk, who, "wrote", note=text),
    lambda desk, who, text: recording.add_note(desk, who, text),
    lambda desk, who, text: recording.add_follow_up(desk, who, date(2026, 12, 24), text),
    lambda desk, who, text: recording.skip(desk, who),
    lambda desk, who, text: recording.never(desk, who),
    lambda desk, who, text: recording.set_how_met(desk, who, text),
    lambda desk, who, text: editing.edit_person(desk, who, about=text, company=text),
    lambda desk, who, text: put(desk, "tag", person_id=who, name=text),
    lambda desk, who, text: put(desk, "nickname", person_id=who, name=text),
    lambda desk, who, text: put(desk, "contact_point", person_id=who, kind="url", value=text, normalised=text),
    lambda desk, who, text: draft(desk, who, text),
    lambda desk, who, text: draft(desk, who, text, "note"),
    _relate,
    _slug,
)


def _kept(desk: Desk) -> dict[str, set[Any]]:
    """What a merge must not lose, whoever it hangs on."""
    queries = {
        "moments": "SELECT at, kind, direction, text FROM moment m WHERE id IN (SELECT moment_id FROM moment_person)",
        "contacts": "SELECT kind, normalised FROM contact_point", "tags": "SELECT name FROM tag",
        "drafts": "SELECT kind, text FROM draft", "follow-ups": "SELECT uid, due, what, promise, done_on FROM follow_up",
        "nicknames": "SELECT name FROM nickname", "records": "SELECT source, key FROM source_record",
    }  # fmt: skip
    return {what: set(desk.store.connection.execute(query).fetchall()) for what, query in queries.items()}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(DEEDS) - 1), _WHO, _TEXTS), max_size=14), st.permutations([0, 1, 2]))
def test_merging_loses_nothing_and_its_undo_is_no_change(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[int, int, str]], order: list[int]
) -> None:
    folder: Path = tmp_path_factory.mktemp("home")
    desk = desk_in(folder)
    ids = [add(desk, name, emails=[f"{name[0]}@home.example"]) for name in ("Ada Okafor", "A. Okafor", "Chi Wu")]
    for deed, who, text in deeds:
        try:
            DEEDS[deed](desk, ids[who], text)
        except (ReconnectError, sqlite3.IntegrityError):
            continue  # a tag that is there already, a reminder of somebody silent
    first, second, third = (ids[place] for place in order)
    for keep, other in ((first, second), (first, third)):
        before = _kept(desk)
        merged(desk, keep, other)
        after = _kept(desk)
        assert all(before[what] <= after[what] for what in before)
    assert desk.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    desk.close()
