"""An export comes back identical into an empty home, and two homes that diverged agree after taking each other's export."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem, ReconnectError
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.paths import Home
from reconnect_tui.services import (
    capture,
    deleting,
    doctoring,
    editing,
    exporting,
    history,
    importing,
    joining,
    merging,
    nicknames,
    recording,
    relating,
)
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import drafts, mappings, moments, people, standing
from reconnect_tui.store.people import insert
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS
from tests.data import linkedin, network

TODAY = date(2026, 11, 22)
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a home in which nothing was written down yet, made once."""
    folder = tmp_path_factory.mktemp("bare")
    _open(folder).close()
    return folder / "reconnect.db"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small LinkedIn export, and the one of some weeks later: new roles, new addresses, new people, a new message."""
    folder = tmp_path_factory.mktemp("exports")
    found = network.invent(14, seed=5, day="2026-10-01")
    paths = []
    for day, people_then, messages in (
        ("10-01-2026", found, network.invent_messages(found, 12, seed=5)),
        ("11-01-2026", network.newer(found, roles=4, slugs=2, added=3), network.invent_messages(found, 15, seed=5)),
    ):
        path = folder / f"Basic_LinkedInDataExport_{day}.zip"
        linkedin.write_people(path, people_then, messages=messages, day=f"2026-{day[:5]}")
        paths.append(path)
    return paths[0], paths[1]


def _open(folder: Path) -> Desk:
    home = Home(str(folder), str(folder))
    return open_desk(home, {"RECONNECT_TODAY": TODAY.isoformat()}, sitting="now")


class World:
    """Several homes under one clock that never stands still, in folders of their own."""

    def __init__(self, folder: Path, bare: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.bare = bare
        self.stack = stack
        self.counter = itertools.count()

    def home(self) -> Desk:
        folder = self.folder / f"home{next(self.counter)}"
        folder.mkdir(parents=True)
        shutil.copy(self.bare, folder / "reconnect.db")
        desk = _open(folder)
        self.stack.callback(desk.close)
        return desk

    def file(self, desk: Desk) -> Path:
        path = self.folder / f"export{next(self.counter)}.json"
        exporting.write(desk, str(path))
        return path


@contextmanager
def world(factory: pytest.TempPathFactory, bare: Path) -> Iterator[World]:
    seconds = itertools.count()

    def stamp(form: str) -> str:
        return form.format(*divmod(next(seconds), 60))

    folder = factory.mktemp("world")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patched:
        patched.setattr(recording, "now", lambda: stamp("2026-11-22T10:{:02}:{:02}Z"))
        patched.setattr(drafts, "_now", lambda: stamp("2026-11-22T10:{:02}:{:02}.000001Z"))
        yield World(folder, bare, stack)
    shutil.rmtree(folder)


@pytest.fixture
def two(tmp_path_factory: pytest.TempPathFactory, bare: Path) -> Iterator[World]:
    with world(tmp_path_factory, bare) as found:
        yield found


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row, with its id, of all that is not derived."""
    tables = {**COLUMNS, **LOOSE_COLUMNS}
    return {
        table: desk.store.connection.execute(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
        for table, columns in tables.items()
    }


def assert_sound(desk: Desk) -> None:
    findings = doctoring.examine_database(desk)
    assert [finding.words for finding in findings if finding.well is False] == []
    connection = desk.store.connection
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not standing.differing(connection)
    subjects = "SELECT uid FROM person UNION SELECT uid FROM moment UNION SELECT uid FROM follow_up UNION SELECT 'circle:' || name FROM circle"
    assert connection.execute(f"SELECT subject FROM edit WHERE subject NOT IN ({subjects})").fetchall() == []
    assert connection.execute("SELECT action_id, off FROM pen").fetchall() == [(None, 0)]
    triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
    assert triggers == 3 * (len(COLUMNS) + len(LOOSE_COLUMNS)) + 3


def save_draft(desk: Desk, person_id: int | None, kind: str, text: str) -> None:
    drafts.save(desk.store.connection, drafts.Words(person_id, kind, clean_text(text)))


# --- (a) an export comes back identical -------------------------------------------------------------------------------------------

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
            for row in draw(st.lists(rows, max_size=3)):
                extra = {"uid": draw(UIDS.map(lambda uid: "f" + uid))} if table == "follow_up" else {}
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


# --- (b) two homes that diverged agree -------------------------------------------------------------------------------------------

Deed = Callable[[Desk, int, int], object]


def person_of(desk: Desk, which: int) -> int:
    """The row id of one of the people, the same person for the same number in homes with the same people."""
    ids = [row[0] for row in desk.store.connection.execute("SELECT id FROM person ORDER BY uid")]
    if not ids:
        raise ReconnectError("nobody here")
    return int(ids[which % len(ids)])


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
    "circle": lambda desk, who, n: recording.set_circle(desk, person_of(desk, who), ("friends", "work", "")[n % 3]),
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


# --- what happens to one thing ----------------------------------------------------------------------------------------------------


def pair(homes: World) -> tuple[Desk, Desk, int, int]:
    """Two homes with the same two people, Ada and Bo, and Ada's row ids in them."""
    one, other = homes.home(), homes.home()
    ada = recording.add_person(one, "Ada Okafor", emails=("ada@example.org",)).person
    recording.add_person(one, "Bo Lind")
    assert ada is not None
    joining.join(other, homes.file(one))
    there = people.by_uid(other.store, ada.uid)
    assert there is not None
    return one, other, ada.id, there.id


def test_the_later_edit_wins_within_one_second_too(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, ada, there = pair(two)
    monkeypatch.setattr(recording, "now", lambda: "2026-11-22T09:00:00Z")  # and where this clock is behind
    for company in ("Zeta", "Ora", "Northwind"):
        editing.edit_person(one, ada, company=company)
        joining.join(other, two.file(one))
        assert people.get(other.store, there).company == company
    editing.edit_person(other, there, company="Alpha")
    joining.join(one, two.file(other))
    assert people.get(one.store, ada).company == "Alpha"


def test_an_edit_of_the_same_value_is_none(two: World) -> None:
    one, _, ada, _ = pair(two)
    recording.set_greeting(one, ada, "Ads")
    stamps = one.store.connection.execute("SELECT subject, field, at FROM edit").fetchall()
    recording.set_greeting(one, ada, "Ads")
    recording.wake(one, ada) if people.get(one.store, ada).status != "active" else None
    assert one.store.connection.execute("SELECT subject, field, at FROM edit").fetchall() == stamps
    assert [(field) for _, field, _ in stamps] == ["greeting"]


def test_undo_takes_the_stamp_back_too(two: World) -> None:
    one, _, ada, _ = pair(two)
    before = everything(one)
    recording.set_greeting(one, ada, "Ads")
    recording.record(one, ada, "met", note="x")
    history.undo(one)
    history.undo(one)
    assert everything(one) == before


def test_a_note_is_stamped_nowhere(two: World) -> None:
    one, _, ada, _ = pair(two)
    recording.add_note(one, ada, "sails")
    assert everything(one)["edit"] == []


def test_a_removed_moment_stays_removed_in_the_other_home_and_undo_brings_it_back(two: World) -> None:
    one, other, ada, there = pair(two)
    recording.add_note(one, ada, "sails")
    joining.join(other, two.file(one))
    before = everything(one)
    editing.remove_moment(one, moments.of_person(one.store, ada, limit=1)[0])
    report = joining.join(other, two.file(one))
    assert moments.of_person(other.store, there, limit=9) == []
    assert "1 moment was removed there, and here too now." in report.notes
    assert history.undo(other) is not None
    assert len(moments.of_person(other.store, there, limit=9)) == 1
    joining.join(one, two.file(other))
    history.undo(one)
    assert everything(one) == before


def test_a_deleted_person_is_deleted_there_and_named_and_comes_back_by_undo(two: World) -> None:
    one, other, ada, there = pair(two)
    recording.add_note(other, there, "wrote since")
    before = everything(other)
    deleting.delete(one, ada)
    report = joining.join(other, two.file(one))
    assert people.by_uid(other.store, people.get(other.store, there + 1).uid) is not None
    assert [name for (name,) in other.store.connection.execute("SELECT name FROM person")] == ["Bo Lind"]
    assert ("Deleted there, and here too", ("Ada Okafor",)) in report.named
    assert any("deleted there, and here too now: Ada Okafor." in note for note in report.notes)
    assert_sound(other)
    history.undo(other)
    assert everything(other) == before
    report = joining.join(one, two.file(other))
    assert (report.people.skipped, report.people.unchanged) == (1, 1)
    assert "1 deleted here before: left deleted." in report.notes


def test_the_counts_say_what_became_of_each(two: World) -> None:
    one, other, _, there = pair(two)
    recording.set_how_met(other, there, "at sea")
    recording.add_person(other, "Cyr Lind")
    recording.add_note(other, there, "sails")
    recording.add_follow_up(other, there, TODAY + timedelta(3), "ask")
    save_draft(other, there, "letter", "Dear Ada")
    path = two.file(other)
    rehearsed = joining.join(one, path, dry_run=True)
    assert (rehearsed.action, rehearsed.dry_run) == (None, True)
    assert [row[2] for row in everything(one)["person"]] == ["Ada Okafor", "Bo Lind"]
    report = joining.join(one, path)
    assert report.people == importing.Counts(1, 1, 1, 0) == rehearsed.people
    assert report.moments == importing.Counts(1, 0, 0, 0)
    assert report.notes == ("1 follow-up came along or changed.", "1 draft came along.")
    assert report.named == (("Added", ("Cyr Lind",)), ("Updated", ("Ada Okafor",)))
    step = history.listing(one)[0]
    assert (step.kind, step.sentence) == ("import", f"Imported {path.name}: 1 added, 1 updated, 1 moment")


def test_the_same_import_on_two_laptops_keeps_rows_and_moves_what_hangs_on_them(two: World, exports: tuple[Path, Path]) -> None:
    one, other = two.home(), two.home()
    for desk in (one, other):
        importing.run(desk, exports[0])
        recording.add_note(desk, person_of(desk, 0), "a note here")
    ids = {row[0] for row in everything(one)["person"]}
    report = joining.join(one, two.file(other))
    assert {row[0] for row in everything(one)["person"]} == ids
    assert report.people.added == report.moments.added - 1 == 0
    assert_sound(one)
    before = two.file(other).read_bytes()
    joining.join(other, two.file(one))
    assert two.file(one).read_bytes() == two.file(other).read_bytes()
    history.undo(other)
    assert two.file(other).read_bytes() == before
    assert_sound(other)


def test_undoing_a_join_leaves_alone_who_was_written_to_since(two: World) -> None:
    one, other, ada, there = pair(two)
    recording.set_how_met(other, there, "at sea")
    recording.add_person(other, "Cyr Lind")
    joining.join(one, two.file(other))
    recording.set_how_met(one, ada, "at sea, in 2014")
    number = next(step.id for step in history.listing(one) if step.kind == "import")
    undone = history.undo_step(one, number)
    assert undone.kept == ("Ada Okafor",)
    assert people.get(one.store, ada).how_met == "at sea, in 2014"
    assert [field for _, _, field, _ in everything(one)["edit"]] == ["how_met"]
    assert len(everything(one)["person"]) == 2
    assert_sound(one)


@pytest.mark.parametrize("when", range(6))
def test_stopped_in_the_middle_it_leaves_nothing(two: World, exports: tuple[Path, Path], when: int) -> None:
    one, other, _, there = pair(two)
    importing.run(other, exports[0])
    recording.died(other, there)
    path, before = two.file(other), everything(one)
    steps = len(history.listing(one))

    def told(what: str, done: int, total: int) -> None:
        if (what, done) == ("writing", when):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        joining.join(one, path, progress=told)
    assert everything(one) == before
    assert len(history.listing(one)) == steps
    assert_sound(one)
    with pytest.raises(importing.Cancelled):
        joining.join(one, path, cancelled=lambda: True)
    assert everything(one) == before


def test_what_another_window_writes_meanwhile_is_not_lost(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, ada, there = pair(two)
    recording.set_how_met(other, there, "at sea")
    path = two.file(other)
    window = _open(Path(one.home.data))
    differs = joining._differs

    def written_meanwhile(plan: Any) -> bool:
        recording.set_how_met(window, ada, "in a harbour")
        return differs(plan)

    monkeypatch.setattr(joining, "_differs", written_meanwhile)
    joining.join(one, path)
    window.close()
    assert people.get(one.store, ada).how_met == "in a harbour"
    assert_sound(one)


def test_a_circle_that_was_renamed_or_new_goes_along(two: World) -> None:
    one, other, ada, there = pair(two)
    with recording.decision(one, "circle", "a new one"):
        insert(one.store, "circle", name="sailors", days=10)
    recording.set_circle(one, ada, "sailors")
    joining.join(other, two.file(one))
    assert people.get(other.store, there).circle == "sailors"
    assert ("sailors", 10) in people.circles(other.store)
    assert [circle for circle, _ in people.circles(other.store)][:4] == ["close", "friends", "work", "wide"]


def test_a_file_that_is_off_changes_nothing(two: World) -> None:
    one, other, _, _ = pair(two)
    path = two.file(other)
    path.write_text(path.read_text("utf-8").replace('"status": "active"', '"status": "asleep"'), "utf-8")
    before = everything(one)
    with pytest.raises(FileProblem, match=r"line 5.*status: this should be one of"):
        joining.join(one, path)
    assert everything(one) == before


def test_import_by_the_command_line(two: World, run: Any, home: Home, tmp_path: Path) -> None:
    one, _, _, _ = pair(two)
    path = tmp_path / "laptop.json"
    exporting.write(one, str(path))
    ran = run("import", str(path), "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert (told["source"], told["people"]["added"]) == ("json", 2)
    assert run("export", str(tmp_path / "back.json")).code == 0
    assert (tmp_path / "back.json").read_bytes() == path.read_bytes()
    assert os.path.exists(home.database)
