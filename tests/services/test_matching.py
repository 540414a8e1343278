"""Sure matches, across sources: who is joined, who is not, and that the order of rows and files does not matter."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.interchange.records import FoundContact, FoundPerson, Reading
from reconnect_tui.services import importing, merging, recording, reviewing
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.importing import Counts
from reconnect_tui.services.matching import match
from reconnect_tui.store import people
from reconnect_tui.store.people import insert
from tests.store.test_history import desk_in


def found(
    key: str, name: str, *, email: str = "", phone: str = "", slug: str = "", on: str | None = None, company: str = ""
) -> FoundPerson:
    values = [("email", email), ("phone", phone), ("linkedin", slug)]
    contacts = tuple(FoundContact(kind, value, value) for kind, several in values for value in several.split())
    first, _, last = name.partition(" ")
    return FoundPerson(key, name, first, last, company=company, connected_on=on, contacts=contacts)


def linkedin(slug: str, name: str, **more: str) -> FoundPerson:
    return found(slug, name, slug=slug, **more)


def reading(source: str, *rows: FoundPerson) -> Reading:
    return Reading(source, (), None, list(rows), [], [], [])


def bring(desk: Desk, source: str, *rows: FoundPerson) -> Counts:
    return importing.write(desk, reading(source, *rows), name=source).people


def names(desk: Desk) -> list[str]:
    return sorted(person.name for person in people.every(desk.store))


def together(desk: Desk) -> set[frozenset[tuple[str, str]]]:
    """Which records are one person: (source, key) in sets."""
    found: dict[int, set[tuple[str, str]]] = {}
    for number, source, key in desk.store.connection.execute("SELECT person_id, source, key FROM source_record"):
        found.setdefault(number, set()).add((source, key))
    return {frozenset(records) for records in found.values()}


def add(desk: Desk, name: str, **more: object) -> int:
    person = recording.add_person(desk, name, **more).person  # type: ignore[arg-type]
    assert person is not None
    return person.id


SOURCES = ("google", "outlook", "vcard", "csv")


@pytest.mark.parametrize("source", SOURCES)
def test_an_email_joins_across_sources_and_again_and_again(desk: Desk, source: str) -> None:
    bring(desk, "linkedin", linkedin("ada-o", "Ada Okafor", email="ada@x.example", company="Kumo"))
    row = found("k1", "Ada Okafor", email="ada@x.example", phone="4520123456", company="Elsewhere")
    assert bring(desk, source, row) == Counts(0, 1, 0, 0)
    assert bring(desk, source, row) == Counts(0, 0, 1, 0)
    assert bring(desk, "linkedin", linkedin("ada-o", "Ada Okafor", email="ada@x.example", company="Kumo")) == Counts(0, 0, 1, 0)
    (person,) = people.every(desk.store)
    assert person.company == "Kumo"
    assert {point.kind for point in people.contacts(desk.store, person.id)} == {"email", "linkedin", "phone"}


@pytest.mark.parametrize("source", SOURCES)
def test_a_profile_joins_even_under_another_name(desk: Desk, source: str) -> None:
    bring(desk, "linkedin", linkedin("ada-o", "Ada Okafor"))
    assert bring(desk, source, found("k1", "Adaeze", slug="ada-o")) == Counts(0, 1, 0, 0)


def test_a_former_address_joins_too(desk: Desk) -> None:
    bring(desk, "linkedin", linkedin("old", "Ada Okafor", on="2019-01-02"))
    bring(desk, "linkedin", linkedin("new", "Ada Okafor", on="2019-01-02"))
    assert bring(desk, "google", found("k1", "Ada", slug="old")) == Counts(0, 1, 0, 0)


@pytest.mark.parametrize(
    "row",
    [
        found("k1", "Ada Okafor"), found("k1", "Ada Okafor", phone="4520123456"), found("k1", "Ada Okafor", company="Kumo"),
        found("k1", "Zed Lind", email="ada@x.example"), found("k1", "Ada Okafor", on="2019-01-02"),
    ],
)  # fmt: skip
def test_nobody_is_joined_by_a_name_a_phone_or_a_shared_email_alone(desk: Desk, row: FoundPerson) -> None:
    bring(
        desk,
        "linkedin",
        linkedin("ada-o", "Ada Okafor", email="ada@x.example", phone="4520123456", company="Kumo", on="2019-01-02"),
    )
    assert bring(desk, "google", row) == Counts(1, 0, 0, 0)


def test_an_email_of_two_people_or_of_two_records_joins_nobody(desk: Desk) -> None:
    add(desk, "Ada Okafor", emails=["us@home.example"])
    one, other = found("k1", "Ada", email="us@home.example"), found("k2", "Ada Okafor", email="us@home.example")
    assert bring(desk, "google", one, other) == Counts(2, 0, 0, 0)
    assert bring(desk, "outlook", found("k1", "Ada", email="us@home.example")) == Counts(1, 0, 0, 0)
    add(desk, "Bo Lind", emails=["bo@home.example"])
    household = found("k3", "Bo Lind", email="bo@home.example"), found("k4", "Zed Lind", email="bo@home.example")
    assert bring(desk, "google", *household) == Counts(2, 0, 0, 0)


def test_two_records_of_one_file_stay_two(desk: Desk) -> None:
    add(desk, "Ada Okafor", emails=["a@x.example", "b@x.example"])
    rows = found("k1", "Ada Okafor", email="a@x.example"), found("k2", "Ada Okafor", email="b@x.example")
    assert bring(desk, "google", *rows) == Counts(2, 0, 0, 0)
    bring(desk, "vcard", found("u1", "Bo Lind", email="bo@x.example"))
    rows = found("u1", "Bo Lind", email="bo@x.example"), found("u2", "Bo Lind", email="bo@x.example")
    assert bring(desk, "vcard", *rows) == Counts(1, 0, 1, 0)


def test_a_second_address_book_adds_its_record_and_the_first_is_still_known(desk: Desk) -> None:
    home, work = found("home", "Ada Okafor", email="ada@x.example"), found("work", "Ada Okafor", email="ada@x.example")
    bring(desk, "vcard", home)
    assert bring(desk, "vcard", work) == Counts(0, 1, 0, 0)
    assert bring(desk, "vcard", home) == bring(desk, "vcard", work) == Counts(0, 0, 1, 0)
    assert together(desk) == {frozenset({("vcard", "home"), ("vcard", "work")})}


def test_a_part_of_an_address_book_marks_nobody_as_missing(desk: Desk) -> None:
    bring(desk, "vcard", found("u1", "Ada Okafor"), found("u2", "Bo Lind"))
    assert not match(desk.store, reading("vcard", found("u1", "Ada Okafor"))).missing
    bring(desk, "linkedin", linkedin("ada-o", "Ada"), linkedin("bo-l", "Bo"))
    assert len(match(desk.store, reading("linkedin", linkedin("ada-o", "Ada"))).missing) == 1


@pytest.mark.parametrize(("source", "before"), [("csv", "reconnect:"), ("vcard", ""), ("vcard", "urn:uuid:")])
def test_our_own_uid_is_known(desk: Desk, source: str, before: str) -> None:
    number = add(desk, "Ada Okafor")
    uid = people.get(desk.store, number).uid
    assert bring(desk, source, found(before + uid, "Another Spelling")) == Counts(0, 1, 0, 0)
    assert bring(desk, "google", found(before + uid, "Another Spelling")) == Counts(1, 0, 0, 0)


def test_our_own_uids_of_two_who_are_one_now(desk: Desk) -> None:
    ada, bo, chi = (add(desk, name) for name in ("Ada Okafor", "A. Okafor", "Adaeze"))
    uids = [people.get(desk.store, number).uid for number in (ada, bo, chi)]
    merging.merge(desk, bo, chi)
    merging.merge(desk, ada, bo)
    rows = [found(f"reconnect:{uid}", "Ada Okafor") for uid in uids]
    assert bring(desk, "csv", *rows) == Counts(0, 3, 0, 0)
    assert bring(desk, "csv", *rows) == Counts(0, 0, 3, 0)
    assert names(desk) == ["Ada Okafor"]


def test_a_merged_person_is_found_by_all_their_records(desk: Desk) -> None:
    files = {
        "linkedin": linkedin("ada-o", "Ada Okafor", on="2019-01-02"), "google": found("g", "A. Okafor"), "vcard": found("u", "Adaeze"),
    }  # fmt: skip
    for source, row in files.items():
        bring(desk, source, row)
    ids = [person.id for person in people.every(desk.store)]
    merging.merge(desk, ids[0], ids[1])
    merging.merge(desk, ids[2], ids[0])
    for source, row in files.items():
        assert bring(desk, source, row) == Counts(0, 0, 1, 0)
    assert bring(desk, "linkedin", linkedin("ada-new", "Ada Okafor", on="2019-01-02")) == Counts(0, 1, 0, 0)


def test_two_profiles_of_one_person_go_on_each_for_itself(desk: Desk) -> None:
    both = linkedin("ada-1", "Ada Okafor", on="2019-01-02"), linkedin("ada-2", "Ada Okafor PhD", on="2020-01-02")
    bring(desk, "linkedin", *both)
    merging.merge(desk, *[person.id for person in people.every(desk.store)])
    renamed = both[0], linkedin("ada-3", "Ada Okafor PhD", on="2020-01-02")
    assert bring(desk, "linkedin", *renamed) == Counts(0, 1, 1, 0)
    assert bring(desk, "linkedin", *renamed) == Counts(0, 0, 2, 0)
    assert together(desk) == {frozenset({("linkedin", "ada-1"), ("linkedin", "ada-3")})}
    assert bring(desk, "linkedin", both[0], linkedin("ada-2", "Zed Lind", on="2026-01-02")).added == 1


def test_not_the_same_stops_joining_by_itself(desk: Desk) -> None:
    father = add(desk, "Sam Lee", emails=["sam@x.example"])
    bring(desk, "google", found("k1", "Sam Lee", phone="4520123456"))
    son = next(person.id for person in people.every(desk.store) if person.id != father)
    row = found("k2", "Sam Lee", email="sam@x.example", phone="4520123456")
    assert match(desk.store, reading("google", row)).updates[0].person_id == father
    reviewing.not_same(desk, reviewing.pair_of(desk, father, son))
    assert match(desk.store, reading("google", row)).new == [row]
    with recording.decision(desk, "edit", "the son's own e-mail"):
        insert(desk.store, "contact_point", person_id=son, kind="email", value="son@x.example", normalised="son@x.example")
    both = found("u", "Sam Lee", email="sam@x.example son@x.example")
    assert match(desk.store, reading("vcard", both)).new == [both]
    alone = found("u", "Sam Lee", email="sam@x.example")
    assert match(desk.store, reading("vcard", alone)).updates[0].person_id == father


def test_deleted_people_stay_deleted(desk: Desk) -> None:
    with recording.decision(desk, "delete", "gone"):
        insert(desk.store, "tombstone", uid="feedfeedfeed", source="google", key="k1", deleted_on="2026-01-01")
        insert(desk.store, "tombstone", uid="feedfeedfeed", source="linkedin", key="ada-o", deleted_on="2026-01-01")
    assert bring(desk, "google", found("k1", "Ada Okafor")) == Counts(0, 0, 0, 1)
    assert bring(desk, "linkedin", linkedin("ada-o", "Ada Okafor")) == Counts(0, 0, 0, 1)
    assert bring(desk, "outlook", found("k1", "Ada Okafor", slug="ada-o")) == Counts(0, 0, 0, 1)
    assert bring(desk, "csv", found("reconnect:feedfeedfeed", "Ada Okafor")) == Counts(0, 0, 0, 1)
    assert bring(desk, "outlook", found("k1", "Ada Okafor")) == Counts(1, 0, 0, 0)
    assert names(desk) == ["Ada Okafor"]


def test_one_who_was_merged_into_somebody_deleted_stays_deleted(desk: Desk) -> None:
    with recording.decision(desk, "delete", "gone"):
        insert(desk.store, "tombstone", uid="aaaaaaaaaaaa", source="merged", key="bbbbbbbbbbbb", deleted_on="2026-01-01")
        insert(desk.store, "tombstone", uid="bbbbbbbbbbbb", deleted_on="2026-01-02")
    assert bring(desk, "vcard", found("aaaaaaaaaaaa", "A"), found("bbbbbbbbbbbb", "B")) == Counts(0, 0, 0, 2)


_EMAILS = st.lists(st.sampled_from(["a@x", "b@x", "c@x"]), max_size=2, unique=True).map(" ".join)
_SLUGS = st.sampled_from(["", "", "s0", "s1", "s2"])
_NAMES = st.sampled_from(["Ada Okafor", "Ada", "Bo Lind"])


@st.composite
def address_book(draw: st.DrawFn) -> list[FoundPerson]:
    rows = draw(st.lists(st.tuples(_NAMES, _EMAILS, _SLUGS), min_size=1, max_size=4))
    return [found(f"g{place}", name, email=email, slug=slug) for place, (name, email, slug) in enumerate(rows)]


@st.composite
def connections(draw: st.DrawFn) -> list[FoundPerson]:
    slugs = draw(st.lists(st.sampled_from(["s0", "s1", "s2", "s3"]), min_size=1, max_size=4, unique=True))
    days = st.sampled_from([None, "2019-01-02", "2020-01-02"])
    return [found(slug, draw(_NAMES), slug=slug, email=draw(_EMAILS), on=draw(days)) for slug in slugs]


def _homes(folder: Path, *orders: Iterable[tuple[str, list[FoundPerson]]]) -> list[tuple[object, object]]:
    result: list[tuple[object, object]] = []
    for number, order in enumerate(orders):
        desk = desk_in(folder / str(number))
        for source, rows in order:
            bring(desk, source, *rows)
        contacts = sorted(
            tuple(sorted((point.kind, point.normalised) for point in people.contacts(desk.store, person.id)))
            for person in people.every(desk.store)
        )
        result.append((together(desk), contacts))
        desk.close()
    return result


SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@SLOW
@given(connections(), address_book())
def test_two_sources_in_either_order_are_the_same_people(
    tmp_path_factory: pytest.TempPathFactory, ours: list[FoundPerson], book: list[FoundPerson]
) -> None:
    first, second = ("linkedin", ours), ("google", book)
    one, other = _homes(tmp_path_factory.mktemp("homes"), (first, second), (second, first))
    assert one == other


@SLOW
@given(connections(), connections(), address_book(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[FoundPerson],
    after: list[FoundPerson],
    book: list[FoundPerson],
    chance: random.Random,
) -> None:
    files = [("linkedin", before), ("google", book), ("linkedin", after)]
    shuffled = [(source, chance.sample(rows, len(rows))) for source, rows in files]
    one, other = _homes(tmp_path_factory.mktemp("homes"), files, shuffled)
    assert one == other
