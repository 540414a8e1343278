"""The search over everything, against a home in which all is known."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.services import capture, finding, recording
from reconnect_tui.services.contacts import normalise_contact
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import decision
from reconnect_tui.store.people import circle_id, insert, update
from tests.data import crowd
from tests.data.misspelt import MISSPELT


def found(desk: Desk, text: str) -> list[str]:
    """Names, in their order."""
    return [row.name for row in finding.find(desk, text).rows]


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Five people and what was between them and the user."""
    with decision(desk, "add", "people"):
        for name, company, position, place in (
            ("Søren Okafor", "Kumo Labs", "Head of Research", "Lagos"),
            ("Zoë Lindqvist", "Northwind Energy", "Boat Builder", "Malmö"),
            ("Mary Ann de la Cruz", "Kumo Studio", "Teacher", "Turin"),
            ("Ben Ito", "", "", ""),
            ("王伟", "Ørsted", "CTO", "København"),
        ):
            insert(desk.store, "person", uid=f"u-{name}", name=name, company=company, position=position, location=place)
        update(desk.store, "person", 1, circle_id=circle_id(desk.store, "friends"), connected_on="2015-03-02")
        update(desk.store, "person", 2, circle_id=circle_id(desk.store, "work"), birthday="--03-14", about="grows roses")
        insert(desk.store, "tag", person_id=1, name="Family")
        insert(desk.store, "tag", person_id=2, name="book-club")
        insert(
            desk.store,
            "contact_point",
            person_id=1,
            kind="phone",
            value="+46 70 123 45 67",
            normalised=normalise_contact("phone", "+46 70 123 45 67")[1],
        )
        insert(desk.store, "contact_point", person_id=2, kind="email", value="Zoe@example.org", normalised="zoe@example.org")
    capture.take(desk, "2023-03-12 they wrote: @soren asks how it goes. Straße und Søren")
    capture.take(desk, "2026-10-01 coffee: @zoe spends every weekend in the garden")
    capture.take(desk, '2026-09-01 wrote: @"Mary Ann de la Cruz" about the boats in Genoa')
    return desk


def test_the_very_name_comes_before_names_that_begin_so(people: Desk) -> None:
    with decision(people, "add", "people"):
        for name in ("Zoëlla Lindqvistson", "Ben Itoh"):
            insert(people.store, "person", uid=f"u-{name}", name=name)
    capture.take(people, "today coffee: @zoella and @itoh")
    assert found(people, "zoe lindqvist") == ["Zoë Lindqvist", "Zoëlla Lindqvistson"]
    assert found(people, "ito")[:2] == ["Ben Ito", "Ben Itoh"]
    assert found(people, "lindqvist zo") == ["Zoëlla Lindqvistson", "Zoë Lindqvist"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("soren", ["Søren Okafor"]), ("SØREN", ["Søren Okafor"]), ("oka", ["Søren Okafor"]), ("okafor soren", ["Søren Okafor"]),
        ("zoe", ["Zoë Lindqvist"]), ("王", ["王伟"]), ("cruz mary", ["Mary Ann de la Cruz"]), ("boat build", ["Zoë Lindqvist"]),
        ("malmo", ["Zoë Lindqvist"]), ("ørsted", ["王伟"]), ("orsted", ["王伟"]), ("roses", ["Zoë Lindqvist"]), ("book club", ["Zoë Lindqvist"]),
        ("Who gardens?", ["Zoë Lindqvist"]), ("garden", ["Zoë Lindqvist"]), ("gardening", ["Zoë Lindqvist"]),
        ('"every weekend"', ["Zoë Lindqvist"]), ('"weekend every"', []), ("who has boats in genoa?", ["Mary Ann de la Cruz"]),
        ("zoe weekend", ["Zoë Lindqvist"]), ("lindqvist garden malmö", ["Zoë Lindqvist"]), ("soren garden", []), ("straße", ["Søren Okafor"]),
        ("zoe@example.org", ["Zoë Lindqvist"]), ("+46 (70) 123 45 67", ["Søren Okafor"]),
        # filters
        ("circle:friends", ["Søren Okafor"]), ("circle:fri", ["Søren Okafor"]), ("#family", ["Søren Okafor"]), ("#book", ["Zoë Lindqvist"]),
        ("#nothing", []), ("company:kumo", ["Mary Ann de la Cruz", "Søren Okafor"]), ("company:kumo teacher", ["Mary Ann de la Cruz"]),
        ("company:teacher", []), ("position:teacher", ["Mary Ann de la Cruz"]), ("place:malmo", ["Zoë Lindqvist"]), ("place:boat", []),
        ('company:"kumo labs"', ["Søren Okafor"]), ("company:orsted", ["王伟"]),
        ("kobenhavn", ["王伟"]), ("place:kobenhavn", ["王伟"]), ("strasse", ["Søren Okafor"]), ("weekend soren", []), ("company:ørsted", ["王伟"]),
        ("since:2026-09-15", ["Zoë Lindqvist"]), ("since:2015", ["Zoë Lindqvist", "Mary Ann de la Cruz", "Søren Okafor"]),
        ("silent:2y", ["Søren Okafor"]), ("silent:1d zoe", ["Zoë Lindqvist"]), ("silent:9y", []), ("has:phone", ["Søren Okafor"]),
        ("has:email", ["Zoë Lindqvist"]), ("has:birthday has:email", ["Zoë Lindqvist"]), ("has:birthday has:phone", []),
        ("kumo circle:friends", ["Søren Okafor"]), ("garden circle:friends", []), ("garden circle:work", ["Zoë Lindqvist"]),
        ("lindqvits circle:friends", []),
        # misspelt
        ("okafro", ["Søren Okafor"]), ("lindkvist", ["Zoë Lindqvist"]), ("maryann", ["Mary Ann de la Cruz"]), ("sorne okafor", ["Søren Okafor"]),
        ("northwnd", ["Zoë Lindqvist"]), ("xq", []), ("zzzzzz", []), ("", []), ("?!", []),
    ],
)  # fmt: skip
def test_who_is_found(people: Desk, text: str, names: list[str]) -> None:
    assert found(people, text) == names
    if not finding.find(people, text).nearly and names:
        assert finding.find(people, text).total == len(names)


def test_waiting_means_that_they_wrote_last(people: Desk) -> None:
    assert found(people, "waiting") == []
    capture.take(people, "2023-03-01 wrote: @soren a long letter about the sea and the boat that I never built there")
    capture.take(people, "2023-03-11 they wrote: @soren a long answer, with more about that boat than I had asked for")
    assert found(people, "waiting") == ["Søren Okafor"]
    assert found(people, "waiting circle:work") == []


def test_the_words_found_are_shown_and_marked(people: Desk) -> None:
    row = finding.find(people, "who gardens?").rows[0]
    assert row.match == "@zoe spends every weekend in the garden"
    assert [row.match[start:end] for start, end in row.marks] == ["garden"]
    rose = finding.find(people, "roses").rows[0]
    assert [rose.match[start:end] for start, end in rose.marks] == ["roses"]
    assert finding.find(people, "zoe").rows[0].match == ""
    apart = finding.find(people, "zoe weekend").rows[0]
    assert "weekend" in apart.match


def test_those_who_died_or_are_left_alone_are_found_but_not_offered(people: Desk) -> None:
    assert [row.name for row in finding.recent(people).rows] == ["Zoë Lindqvist", "Mary Ann de la Cruz", "Søren Okafor"]
    recording.died(people, 2)
    recording.never(people, 3)
    assert found(people, "zoe") == ["Zoë Lindqvist"]
    assert found(people, "genoa") == ["Mary Ann de la Cruz"]
    assert found(people, "status:died") == ["Zoë Lindqvist"]
    assert [row.name for row in finding.recent(people).rows] == ["Søren Okafor"]


def test_an_unknown_circle_is_named_with_the_known_ones(people: Desk) -> None:
    told = finding.find(people, "zoe circle:family")
    assert told.problems == ("There is no circle “family”; there are close, friends, work, wide.",)
    assert [row.name for row in told.rows] == ["Zoë Lindqvist"]


def test_what_is_taken_back_is_found_no_more(people: Desk) -> None:
    from reconnect_tui.services import history

    capture.take(people, "@ben keeps bees")
    assert found(people, "bees") == ["Ben Ito"]
    history.undo(people)
    assert found(people, "bees") == []


def test_at_most_200_rows_and_the_rest_counted(desk: Desk) -> None:
    crowd.fill(desk, 1_000, 1_000)
    everybody = finding.find(desk, "a")
    assert len(everybody.rows) == 200
    assert 200 < everybody.total <= 1_000
    assert len({row.id for row in everybody.rows}) == 200
    said = finding.find(desk, "sailing")
    spoken = desk.store.connection.execute(
        "SELECT count(DISTINCT person_id) FROM moment_person JOIN moment m ON m.id = moment_id WHERE text LIKE '%sail%'"
    ).fetchone()[0]
    assert said.total == spoken
    narrowed = finding.find(desk, "silent:1d")
    assert (
        narrowed.total
        == desk.store.connection.execute("SELECT count(*) FROM standing WHERE last_contact IS NOT NULL").fetchone()[0]
    )


def test_a_glance_shows_the_first_rows_of_the_whole_search(desk: Desk) -> None:
    crowd.fill(desk, 300, 800)
    for text in ("s", "sa", "sara", "kumo", "sailing", "circle:friends", "lagos teacher", "company:kumo a"):
        whole = finding.find(desk, text).rows
        assert [row.id for row in finding.glance(desk, text, 20).rows] == [row.id for row in whole[:20]], text


def test_names_come_first_and_the_latest_contact_before_the_others(desk: Desk) -> None:
    crowd.fill(desk, 300, 800)
    rows = finding.find(desk, "ka").rows
    named = [any(word.casefold().startswith("ka") for word in row.name.split()) for row in rows]
    assert named == sorted(named, reverse=True)
    days = [row.last_contact or "" for row, its in zip(rows, named, strict=True) if its]
    assert days == sorted(days, reverse=True)
    assert len(days) > 3


def test_most_of_fifty_misspelt_names_are_on_the_first_row(desk: Desk) -> None:
    crowd.fill(desk, 5_000, 0)
    first = [typed for typed, meant in MISSPELT if found(desk, typed)[:1] == [meant]]
    assert len(MISSPELT) == 50
    assert len(first) >= 47, sorted({typed for typed, _ in MISSPELT} - set(first))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=30), st.text(alphabet="az :#\"'*()-^{}+\\", max_size=30)))
def test_nothing_typed_is_syntax(people: Desk, text: str) -> None:
    assert finding.find(people, text).total >= 0
    assert len(finding.glance(people, text, 5).rows) <= 5


def test_a_word_without_end_leaves_misspelt_names_to_be_found(desk: Desk) -> None:
    """SQLite cuts a word in its index at 32 KB, in the middle of a sign: reading it looked like damage."""
    recording.add_person(desk, "Bo Lindqvist")
    recording.add_person(desk, "Ada " + "名" * 20_000)
    assert [row.name for row in finding.find(desk, "Lindqvsit").rows] == ["Bo Lindqvist"]
