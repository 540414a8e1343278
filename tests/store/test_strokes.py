"""What is written with strokes is found without them: the words of moments in SQL and in Python alike, through every way they are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from reconnect_tui.core.text import STROKES, fold
from reconnect_tui.paths import Home
from reconnect_tui.services import capture, editing, exporting, finding, history, importing, recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import closing
from reconnect_tui.store.history import action
from reconnect_tui.store.migrations import migrations
from reconnect_tui.store.moments import of_person
from reconnect_tui.store.people import insert
from reconnect_tui.store.standing import bare_twin

LETTERS = "".join(STROKES) + "ÆŒØŁĐÞẞƏ"


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    """A database of the present schema with none of our functions, as another program has it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations().apply(Database(connection, execute_plugins=False))
    for table in ("insert", "update", "delete"):
        connection.execute(f"DROP TRIGGER moment_history_{table}")
    connection.execute("INSERT INTO moment(id, uid, at, kind) VALUES (1, 'm', '2026-11-22', 'note')")
    yield connection
    connection.close()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.text(f"{LETTERS} aéß…😀", max_size=40))
def test_in_sql_it_is_as_in_python(schema: sqlite3.Connection, text: str) -> None:
    schema.execute("UPDATE moment SET text = ?", (text,))
    assert schema.execute("SELECT text FROM moment_words").fetchone() == (text + bare_twin(text),)
    schema.execute("INSERT INTO moment_search(moment_search, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize(
    "letter", sorted({*STROKES, "Æ", "Œ", "Ø", "Ł", "Đ", "Ð", "Þ", "ẞ", "Ħ", "Ŧ", "Ŋ", "Ə", "Ɓ", "Ɗ", "Ƙ", "Ƴ", "Ɛ", "Ɔ"})
)
def test_no_letter_is_forgotten(schema: sqlite3.Connection, letter: str) -> None:
    schema.execute("UPDATE moment SET text = ?", (f"x{letter}y",))
    query = "SELECT count(*) FROM moment_search WHERE moment_search MATCH ?"
    for typed in (fold(f"x{letter}y"), f"x{letter}y", f"x{letter.lower()}y"):
        assert schema.execute(query, (f'"{typed}"',)).fetchone() == (1,), typed


def found(desk: Desk, text: str) -> list[str]:
    return [row.name for row in finding.find(desk, text).rows]


def well(desk: Desk) -> bool:
    return closing.faults(desk.store.connection) == []


def test_through_note_edit_removal_undo_and_redo(desk: Desk) -> None:
    recording.add_person(desk, "Ada Okafor")
    capture.take(desk, "lunch: @ada met Søren in Łódź")
    assert found(desk, "soren") == found(desk, "lodz søren") == ["Ada Okafor"]
    (moment,) = of_person(desk.store, 1, limit=5)
    editing.edit_moment(desk, moment, text="met Bjørn on the Straße")
    assert (found(desk, "soren"), found(desk, "bjorn strasse")) == ([], ["Ada Okafor"])
    assert finding.find(desk, "strasse").rows[0].match == "met Bjørn on the Straße"
    (moment,) = of_person(desk.store, 1, limit=5)
    editing.remove_moment(desk, moment)
    assert found(desk, "bjorn") == []
    assert well(desk)
    history.undo(desk)
    assert found(desk, "bjorn") == ["Ada Okafor"]
    history.undo(desk)
    assert (found(desk, "soren"), found(desk, "bjorn")) == (["Ada Okafor"], [])
    history.redo(desk)
    assert found(desk, "bjorn") == ["Ada Okafor"]
    assert well(desk)


def test_through_an_import_and_its_undo(desk: Desk, tmp_path: Path) -> None:
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    me, other = "https://www.linkedin.com/in/me", "https://www.linkedin.com/in/soren-b"
    rows = "".join(
        f'c1,,Søren Berg,{other},Me,{me},2023-03-{day:02} 10:00:00 UTC,,"Smørrebrød number {day} in København",INBOX\n'
        for day in range(1, 29)
    )
    (tmp_path / "messages.csv").write_text(head + rows, encoding="utf-8")
    people = f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\nSøren,Berg,{other},,Ørsted A/S,Kjøkkensjef,02 Jan 2019\n"
    (tmp_path / "Connections.csv").write_text(people, encoding="utf-8")
    importing.run(desk, tmp_path, me=me)
    for typed in ("smorrebrod", "kobenhavn smorrebrod", "orsted", "company:orsted", "position:kjokken", "smørrebrød"):
        assert found(desk, typed) == ["Søren Berg"], typed
    assert well(desk)
    history.undo(desk)
    assert found(desk, "smorrebrod") == []
    history.redo(desk)
    assert found(desk, "smorrebrod") == ["Søren Berg"]
    assert well(desk)


def test_what_is_shown_of_a_page_is_as_it_was_written(desk: Desk) -> None:
    recording.add_person(desk, "Ada Okafor")
    editing.edit_person(desk, 1, about="has a hut in Tromsø", location="Århus ø")
    (row,) = finding.find(desk, "tromso").rows
    assert row.match.count("Troms") == 1
    assert [row.match[start:end] for start, end in row.marks] == ["Tromsø"]


def test_a_home_of_the_fourth_schema_finds_them_too_and_exports_the_same(tmp_path: Path) -> None:
    home, environ = Home(str(tmp_path / "old"), str(tmp_path / "old")), {"RECONNECT_TODAY": "2026-11-22"}
    Path(home.data).mkdir(mode=0o700)
    connection = sqlite3.connect(home.database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    migrations().apply(Database(connection, execute_plugins=False), stop_before="m005_words_without_strokes")
    connection.execute(
        "INSERT INTO action(at, day, kind, sentence) VALUES ('2026-11-22T10:00:00Z', '2026-11-22', 'note', 'Noted')"
    )
    connection.execute("UPDATE pen SET action_id = 1")
    connection.execute("INSERT INTO person(uid, name, company) VALUES ('u1', 'Ada Okafor', 'Ørsted')")
    connection.execute("INSERT INTO moment(uid, at, kind, text) VALUES ('m1', '2026-11-01', 'note', 'knows Søren from Łódź')")
    connection.execute("INSERT INTO moment_person(moment_id, person_id, at) VALUES (1, 1, '2026-11-01')")
    connection.execute("UPDATE pen SET action_id = NULL")
    before = {
        table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("person", "moment", "change", "action")
    }
    connection.close()
    desk = open_desk(home, environ)
    for typed in ("soren", "lodz", "orsted", "company:orsted"):
        assert found(desk, typed) == ["Ada Okafor"], typed
    assert {table: desk.store.connection.execute(f"SELECT * FROM {table}").fetchall() for table in before} == before
    assert well(desk)
    assert len(list(Path(home.backups).glob("reconnect-before-schema-5*"))) == 1

    other = open_desk(Home(str(tmp_path / "new"), str(tmp_path / "new")), environ)
    with action(other.store, "note", "Noted", day="2026-11-22", at="2026-11-22T10:00:00Z"):
        insert(other.store, "person", uid="u1", name="Ada Okafor", company="Ørsted")
        insert(other.store, "moment", uid="m1", at="2026-11-01", kind="note", text="knows Søren from Łódź")
        insert(other.store, "moment_person", moment_id=1, person_id=1, at="2026-11-01")
    for one, name in ((desk, "one.json"), (other, "other.json")):
        exporting.write(one, str(tmp_path / name))
        one.close()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()
