"""An export comes back identical into an empty home, and two homes that diverged by anything agree after taking each other's export."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core import everything as parts
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.services import (
    capture,
    circles,
    deleting,
    editing,
    history,
    importing,
    joining,
    merging,
    nicknames,
    recording,
    relating,
)
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts, mappings, moments, people
from reconnect_tui.store.people import insert
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS
from tests.data import network
from tests.two_homes import SLOW, TODAY, World, assert_sound, everything, person_of, save_draft, world

HOSTILE = st.sampled_from(
    [
        *(part for pair in network.HOSTILE for part in pair), "a\u2028b", "\x1b]52;c;aGVsbG8=\x07", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "'; DROP TABLE person; --", "مرحبا\u200f",
        "tab\tand\nbreak", "\ud800lone", "\x00nul", '"quotes" \\ \\u0041', "zero\u200bwidth", "\ufeffmark", "é", "e\u0301",
    ]
)  # fmt: skip
TEXTS = st.one_of(HOSTILE, st.text(max_size=20), st.just("plain words"))
LINES = TEXTS.map(clean_line)
BODIES = TEXTS.map(clean_text)
DAYS = st.dates(date(2001, 1, 1), date(2026, 12, 31)).map(date.isoformat)
STAMPS = DAYS.map(lambda day: f"{day}T08:30:00Z")
UIDS = st.text("0123456789abcdef", min_size=12, max_size=12)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


PERSON = st.fixed_dictionaries(
    {
        "name": LINES, "first_name": LINES, "last_name": LINES, "nickname": LINES, "greeting": maybe(LINES), "salutation": LINES,
        "language": LINES, "headline": LINES, "company": LINES, "position": LINES, "location": LINES, "about": BODIES,
        "circle_id": st.sampled_from((None, 1, 2, 3, 4)), "pace": maybe(st.integers(1, 36_500)),
        "status": st.sampled_from(("active", "resting", "never", "died")), "birthday": maybe(DAYS | DAYS.map(lambda day: f"-{day[4:]}")),
        "how_met": BODIES, "connected_on": maybe(DAYS), "later_until": maybe(DAYS),
    }
)  # fmt: skip
HANGING: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "nickname": st.fixed_dictionaries({"name": LINES}),
    "former_slug": st.fixed_dictionaries({"slug": LINES}),
    "skip": st.fixed_dictionaries({"day": DAYS}),
    "contact_point": st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("email", "phone", "url", "address")), "value": BODIES, "normalised": BODIES, "label": LINES,
            "preferred": st.integers(0, 1),
        }
    ),
    "news": st.fixed_dictionaries(
        {
            "field": st.sampled_from(("company", "position")), "earlier": LINES, "later": LINES, "earlier_file": maybe(DAYS),
            "later_file": maybe(DAYS), "noticed_on": DAYS,
        }
    ),
    "relation": st.fixed_dictionaries({"other_id": st.none(), "kind": LINES, "other_name": LINES.filter(bool)}),
    "follow_up": st.fixed_dictionaries(
        {"due": maybe(DAYS), "what": LINES, "promise": st.integers(0, 1), "done_on": maybe(DAYS), "dropped": st.integers(0, 1)}
    ),
}  # fmt: skip
MOMENT = st.fixed_dictionaries(
    {
        "at": DAYS | STAMPS, "kind": st.sampled_from(("note", "message", "coffee")), "direction": st.sampled_from((None, "in", "out", "both")),
        "channel": LINES, "text": BODIES, "outcome": LINES, "thread": LINES, "group_thread": st.integers(0, 1), "template": LINES,
    }
)  # fmt: skip


def invented_home(desk: Desk, data: st.DataObject) -> None:
    """Write something arbitrary into every table, as this program could have."""
    draw = data.draw
    ids: list[int] = []
    with recording.decision(desk, "test", "everything"):
        for uid in draw(st.lists(UIDS, min_size=1, max_size=4, unique=True)):
            ids.append(insert(desk.store, "person", uid="p" + uid, **draw(PERSON)))  # noqa: PERF401 - the ids are the point
        whom = st.sampled_from(ids)
        for table, rows in HANGING.items():
            for number, row in enumerate(draw(st.lists(rows, max_size=3))):
                extra = {"uid": f"f{number}" + draw(UIDS)} if table == "follow_up" else {}
                insert(desk.store, table, person_id=draw(whom), **extra, **row)
        insert(desk.store, "relation", person_id=ids[0], other_id=ids[-1], kind="friend of")
        for tag in draw(st.lists(LINES, max_size=3, unique=True)):
            insert(desk.store, "tag", person_id=draw(whom), name=tag)
        for number, row in enumerate(draw(st.lists(MOMENT, max_size=4))):
            with_key = draw(st.booleans())
            moment_id = insert(
                desk.store, "moment", uid=f"m{number}", source_key=f"linkedin:{number}" if with_key else None, **row
            )
            for person_id in draw(st.lists(whom, unique=True, min_size=1)):
                insert(desk.store, "moment_person", moment_id=moment_id, person_id=person_id, at=row["at"])
        fields = [draw(LINES) for _ in range(10)]
        for number, source in enumerate(draw(st.lists(st.sampled_from(("linkedin", "vcard")), max_size=3))):
            insert(
                desk.store, "source_record", source=source, key=f"key {number}", person_id=draw(whom), raw=draw(BODIES),
                fields=json.dumps([*fields, [["email", "a@b.example", ""]], ["tag"]], ensure_ascii=False, separators=(",", ":")),
                absent_since=draw(maybe(DAYS)),
            )  # fmt: skip
            insert(
                desk.store,
                "source_file",
                source=source,
                name=draw(LINES),
                dated=draw(maybe(DAYS)),
                owner=None,
                read_on=draw(DAYS),
            )
        insert(desk.store, "not_same", uid="somebody", other_uid="somebody-else")
        insert(desk.store, "tombstone", uid="gone", source="linkedin", key=draw(LINES), deleted_on=draw(DAYS))
        insert(
            desk.store,
            "own_role",
            company=draw(LINES),
            position=draw(LINES),
            started_on=draw(maybe(DAYS)),
            ended_on=draw(maybe(DAYS)),
        )
        mappings.remember(desk.store, draw(BODIES), {"name": ["Nom"], "email": [draw(LINES)]})
        insert(desk.store, "circle", name="sailors", days=draw(maybe(st.integers(1, 999))))
        people.update(desk.store, "circle", 2, days=draw(st.integers(1, 999)))
        people.update(desk.store, "person", ids[0], name=draw(LINES), pace=draw(st.integers(1, 99)), circle_id=5)
    for kind, text in draw(st.lists(st.tuples(st.sampled_from(("letter", "note", "loose")), BODIES.filter(bool)), max_size=4)):
        if kind == "loose":
            drafts.add_loose(desk.store, text)
        else:
            save_draft(desk, draw(whom), kind, text)


def test_nothing_that_is_kept_is_forgotten_by_the_rule() -> None:
    other_names = {"circle_id": "circle", "person_id": "person", "other_id": "other", "uid": "id"}
    columns = {
        table: {other_names.get(column, column) for column in names} for table, names in {**COLUMNS, **LOOSE_COLUMNS}.items()
    }
    assert {
        "person": {"id", *parts.PERSON_FIELDS},
        "moment": {"id", *parts.MOMENT_FIELDS},
        "circle": {"name", *parts.CIRCLE_FIELDS},
        "follow_up": {"id", *parts.FOLLOW_UP_FIELDS},
        "contact_point": {"person", *parts.CONTACT_FIELDS},
        "news": {"person", *parts.NEWS_FIELDS},
        "draft": set(parts.DRAFT_FIELDS),
        "relation": set(parts.RELATION_FIELDS),
        "tombstone": set(parts.TOMBSTONE_FIELDS),
        "source_record": {"source", "key", *parts.RECORD_FIELDS},
        "own_role": set(parts.ROLE_FIELDS),
        "source_file": set(parts.FILE_FIELDS),
    }.items() <= columns.items()


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_an_export_comes_back_identical_into_an_empty_home(
    tmp_path_factory: pytest.TempPathFactory, bare: Path, data: st.DataObject
) -> None:
    with world(tmp_path_factory, bare) as homes:
        full, empty = homes.home(), homes.home()
        invented_home(full, data)
        file = homes.file(full)
        report = joining.join(empty, file)
        assert homes.file(empty).read_bytes() == file.read_bytes()
        assert report.people.added == full.store.connection.execute("SELECT count(*) FROM person").fetchone()[0]
        assert_sound(empty)
        assert joining.join(full, file).action is None
        assert history.undo(empty) is not None
        left = {table: rows for table, rows in everything(empty).items() if rows and table != "circle"}
        assert set(left) <= {
            "person",
            "draft",
            *HANGING,
            "tag",
            "source_record",
            "moment",
            "moment_person",
            "edit",
        }  # those with a draft
        assert_sound(empty)


def test_whoever_reads_it_into_an_empty_home_can_go_on(two: World, exports: tuple[Path, Path]) -> None:
    first, second = two.home(), two.home()
    importing.run(first, exports[0])
    joining.join(second, two.file(first))
    for desk in (first, second):
        importing.run(desk, exports[1])
    assert joining.join(first, two.file(second)).people.added == 0
    joining.join(second, two.file(first))
    assert two.file(first).read_bytes() == two.file(second).read_bytes()


Deed = Callable[[Desk, int, int], object]


def some_moment(desk: Desk, who: int) -> Any:
    found = moments.of_person(desk.store, person_of(desk, who), limit=3)
    if not found:
        raise ReconnectError("nothing here")
    return found[who % len(found)]


def with_tag(desk: Desk, who: int, *, there: bool) -> None:
    person_id = person_of(desk, who)
    if ("boats" in people.tags(desk.store, person_id)) == there:
        return
    with recording.decision(desk, "tag", "tag"):
        if there:
            insert(desk.store, "tag", person_id=person_id, name="boats")
        else:
            people.remove_tag(desk.store, person_id, "boats")


def with_mail(desk: Desk, who: int, number: int, *, there: bool) -> None:
    with recording.decision(desk, "edit", "mail"):
        if there:
            point = ContactPoint("email", f"A{number}@x.example", f"a{number}@x.example", preferred=number % 2 == 0)
            people.add_contact(desk.store, person_of(desk, who), point)
        else:
            people.remove_contact(desk.store, person_of(desk, who), "email", f"a{number}@x.example")


def follow_up_of(desk: Desk, who: int) -> str:
    found = people.follow_ups(desk.store, person_of(desk, who), open_only=True)
    if not found:
        raise ReconnectError("nothing here")
    return found[0].uid


def remember(desk: Desk, number: int) -> None:
    with recording.decision(desk, "test", "mapping"):
        mappings.remember(desk.store, f"headings {number % 2}", {"name": [f"Column {number}"]})


def pace(desk: Desk, number: int) -> None:
    with recording.decision(desk, "circle", "pace"):
        people.update(desk.store, "circle", people.circle_id(desk.store, "friends") or 0, days=20 + number)


DEEDS: dict[str, Deed] = {
    "add": lambda desk, who, n: recording.add_person(desk, f"New {n}", emails=[f"n{n}@x.example"], circle="close"),
    "note": lambda desk, who, n: recording.add_note(desk, person_of(desk, who), f"note {n}"),
    "record": lambda desk, who, n: recording.record(desk, person_of(desk, who), "met", on=TODAY - timedelta(n), note=f"met {n}"),
    "both": lambda desk, who, n: capture.take(
        desk,
        f'coffee: @"{people.get(desk.store, person_of(desk, who)).name}" and @"{people.get(desk.store, person_of(desk, n)).name}" #tag{n}',
    ),
    "went": lambda desk, who, n: recording.went(
        desk, person_of(desk, who), text=f"letter {who}", channel="linkedin", follow_up=(TODAY + timedelta(14), "ask")
    ),
    "letter": lambda desk, who, n: save_draft(desk, person_of(desk, who), "letter", f"letter {who}" if n % 2 else f"letter {n}"),
    "draft note": lambda desk, who, n: save_draft(desk, person_of(desk, who), "note", f"half a note {n}"),
    "loose": lambda desk, who, n: drafts.add_loose(desk.store, f"loose {n}"),
    "follow up": lambda desk, who, n: recording.add_follow_up(desk, person_of(desk, who), TODAY + timedelta(n), f"ask {n}"),
    "done": lambda desk, who, n: recording.finish(desk, follow_up_of(desk, who)),
    "drop": lambda desk, who, n: recording.drop(desk, follow_up_of(desk, who)),
    "later": lambda desk, who, n: recording.later(desk, person_of(desk, who), TODAY + timedelta(n + 1)),
    "skip": lambda desk, who, n: recording.skip(desk, person_of(desk, who)),
    "rest": lambda desk, who, n: recording.rest(desk, person_of(desk, who)),
    "never": lambda desk, who, n: recording.never(desk, person_of(desk, who)),
    "died": lambda desk, who, n: recording.died(desk, person_of(desk, who)),
    "wake": lambda desk, who, n: recording.wake(desk, person_of(desk, who)),
    "circle": lambda desk, who, n: circles.place(desk, person_of(desk, who), ("friends", "work", "")[n % 3]),
    "edit": lambda desk, who, n: editing.edit_person(desk, person_of(desk, who), company=f"Company {n}", location=f"Place {n % 3}"),
    "edit moment": lambda desk, who, n: editing.edit_moment(desk, some_moment(desk, who), text=f"other words {n}", day=TODAY - timedelta(n)),
    "remove moment": lambda desk, who, n: editing.remove_moment(desk, some_moment(desk, who)),
    "nickname": lambda desk, who, n: nicknames.always(desk, person_of(desk, who), f"nick{n}"),
    "tag": lambda desk, who, n: with_tag(desk, who, there=True),
    "untag": lambda desk, who, n: with_tag(desk, who, there=False),
    "mail": lambda desk, who, n: with_mail(desk, who, n % 3, there=True),
    "no mail": lambda desk, who, n: with_mail(desk, who, n % 3, there=False),
    "relate": lambda desk, who, n: relating.relate(desk, person_of(desk, who), "sister of", other_name=f"Eve {n}"),
    "relate two": lambda desk, who, n: relating.relate(desk, person_of(desk, who), "met through", other_id=person_of(desk, n)),
    "delete": lambda desk, who, n: deleting.delete(desk, person_of(desk, who)),
    "merge": lambda desk, who, n: merging.merge(desk, person_of(desk, who), person_of(desk, n)),
    "mapping": lambda desk, who, n: remember(desk, n),
    "pace": lambda desk, who, n: pace(desk, n),
    "undo": lambda desk, who, n: history.undo(desk),
}  # fmt: skip
DONE = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 5), st.integers(0, 9)), max_size=8)


def do(desk: Desk, deeds: list[tuple[str, int, int]]) -> None:
    for deed, who, number in deeds:
        try:
            DEEDS[deed](desk, who, number)
        except ReconnectError:
            continue  # what cannot be done is not done


def assert_they_agree(homes: World, one: Desk, other: Desk) -> None:
    """Both ways, with exports made before either was read; then once more, which writes nothing."""
    from_one, from_other = homes.file(one), homes.file(other)
    joining.join(one, from_other)
    joining.join(other, from_one)
    assert homes.file(one).read_bytes() == homes.file(other).read_bytes()
    for desk, file in ((one, from_other), (other, from_one), (one, homes.file(other)), (other, homes.file(one))):
        rows = desk.store.connection.total_changes
        report = joining.join(desk, file)
        assert report.action is None
        assert desk.store.connection.total_changes == rows
        assert report.people.added == report.people.updated == report.moments.added == report.moments.updated == 0
        assert_sound(desk)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(before=DONE, here=DONE, there=DONE, unrelated=st.booleans(), newer=st.booleans())
def test_two_homes_that_diverged_agree(
    tmp_path_factory: pytest.TempPathFactory,
    bare: Path,
    exports: tuple[Path, Path],
    before: list[tuple[str, int, int]],
    here: list[tuple[str, int, int]],
    there: list[tuple[str, int, int]],
    unrelated: bool,
    newer: bool,
) -> None:
    with world(tmp_path_factory, bare) as homes:
        one, other = homes.home(), homes.home()
        importing.run(one, exports[0])
        do(one, before)
        if unrelated:
            importing.run(other, exports[0])
        else:
            joining.join(other, homes.file(one))
        do(one, here)
        do(other, there)
        if newer:
            importing.run(other, exports[1])
        assert_they_agree(homes, one, other)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(here=DONE, there=DONE, later=DONE)
def test_one_after_the_other_and_then_on(
    tmp_path_factory: pytest.TempPathFactory,
    bare: Path,
    here: list[tuple[str, int, int]],
    there: list[tuple[str, int, int]],
    later: list[tuple[str, int, int]],
) -> None:
    """As people do it: one takes the other's export, and gives back its own; then both go on, and meet again."""
    with world(tmp_path_factory, bare) as homes:
        one, other = homes.home(), homes.home()
        for desk, deeds in ((one, here), (other, there)):
            do(desk, [("add", 0, 1), ("add", 0, 2), *deeds])
        for _ in range(2):
            joining.join(other, homes.file(one))
            joining.join(one, homes.file(other))
            assert homes.file(one).read_bytes() == homes.file(other).read_bytes()
            do(one, later)
        assert_sound(one)
