"""``reconnect export``: each way out by name and by ending, what is refused, and what is said."""

from __future__ import annotations

import csv
import json
import os
import stat
from io import StringIO
from pathlib import Path

import pytest
from icalendar import Calendar

from reconnect_tui.paths import Home
from reconnect_tui.services import recording
from reconnect_tui.services.desk import open_desk
from reconnect_tui.store.people import insert
from tests.conftest import Run

FORMATS = ("json", "csv", "vcard", "ics")


@pytest.fixture
def some(run: Run) -> None:
    run("add", "Ada Okafor", "--email", "ada@example.org", "--phone", "+49 30 1234")
    run("note", "coffee: @ada, two kids > in 2 weeks ask how it went")
    run("add", "Bo Lind")
    run("died", "bo")


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("how", FORMATS)
def test_a_file_and_stdout_are_the_same(run: Run, tmp_path: Path, how: str) -> None:
    path = tmp_path / "out"
    ran = run("export", str(path), "--format", how)
    assert (ran.code, ran.out) == (0, "")
    assert str(path) in ran.err
    assert "Not encrypted" in ran.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert run("export", "-", "--format", how).out.encode() == path.read_bytes()
    assert b"Ada Okafor" in path.read_bytes()


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.json", b"{"),
        ("a.csv", b"id,Name"),
        ("a.CSV", b"id,Name"),
        ("a.vcf", b"BEGIN:VCARD"),
        ("a.ics", b"BEGIN:VCALENDAR"),
        ("a", b"{"),
    ],
)
def test_the_ending_tells_the_format(run: Run, tmp_path: Path, name: str, start: bytes) -> None:
    assert run("export", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.usefixtures("some")
def test_what_was_between_you_is_in_a_second_file(run: Run, tmp_path: Path) -> None:
    ran = run("export", str(tmp_path / "people.csv"))
    assert str(tmp_path / "people-moments.csv") in ran.err
    (row,) = csv.DictReader(StringIO((tmp_path / "people-moments.csv").read_bytes().decode(), newline=""))
    assert (row["Kind"], row["People"]) == ("coffee", "Ada Okafor")
    ran = run("export", "-", "--format", "csv")
    assert "second file" in ran.err
    assert "two kids" not in ran.out
    assert [row["Name"] for row in csv.DictReader(StringIO(ran.out, newline=""))] in (
        ["Ada Okafor", "Bo Lind"],
        ["Bo Lind", "Ada Okafor"],
    )


@pytest.mark.usefixtures("some")
def test_for_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "people.csv"), "--for-spreadsheet").code == 0
    data = (tmp_path / "people.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b",'+49 30 1234," in data
    assert (tmp_path / "people-moments.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for how in ("json", "vcard", "ics", "markdown"):
        ran = run("export", str(tmp_path / "x"), "--format", how, "--for-spreadsheet")
        assert (ran.code, ran.out) == (2, "")
        assert "--format csv" in ran.err
    assert run("export", str(tmp_path / "x"), "--for-spreadsheet").code == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.usefixtures("some")
def test_a_folder_of_pages(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pages"
    ran = run("export", str(path), "--format", "markdown")
    assert (ran.code, ran.out) == (0, "")
    assert "index.md" in ran.err
    assert sorted(os.listdir(path)) == ["ada-okafor.md", "bo-lind.md", "index.md"]
    again = run("export", str(path), "--format", "markdown")
    assert again.code == 1
    assert "--force" in again.err
    assert run("export", str(path), "--format", "markdown", "--force").code == 0
    assert run("export", "-", "--format", "markdown").code == 2


@pytest.mark.usefixtures("some")
def test_a_calendar_that_others_read(run: Run) -> None:
    events = Calendar.from_ical(run("export", "-", "--format", "ics").out).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Ada Okafor: ask how it went"]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("how", FORMATS)
def test_nothing_is_written_over_unasked(run: Run, tmp_path: Path, how: str) -> None:
    path = tmp_path / "there"
    path.write_text("precious")
    ran = run("export", str(path), "--format", how)
    assert ran.code == 1
    assert "--force" in ran.err
    assert path.read_text() == "precious"
    assert run("export", str(path), "--format", how, "--force").code == 0
    assert path.read_text() != "precious"


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("how", [*FORMATS, "markdown"])
def test_where_it_cannot_go(run: Run, tmp_path: Path, how: str) -> None:
    before = sorted(os.listdir(tmp_path))
    for path in ("", str(tmp_path / "no" / "folder" / "x")):
        ran = run("export", path, "--format", how)
        assert (ran.code, ran.out) == (1, ""), path
        assert "Traceback" not in ran.err
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("name", ["database", "database-wal"])
def test_the_database_is_never_the_file(run: Run, home: Home, name: str) -> None:
    path = name.replace("database", home.database)
    for how in (*FORMATS, "markdown"):
        ran = run("export", path, "--force", "--format", how)
        assert ran.code == 1
        assert "the database itself" in ran.err
    assert len(json.loads(run("export", "-").out)["people"]) == 2


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("how", FORMATS)
def test_a_terminal_gets_nothing_that_acts(run: Run, home: Home, how: str) -> None:
    run("add", "Zed\x1b]52;c;aGk=\x07 \u202eOx")
    run("follow-up", "zed", "tomorrow", "look")
    desk = open_desk(home, os.environ)
    with recording.decision(desk, "test", "a raw card"):  # kept as it came, whatever is in it
        raw = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:z\r\nFN:Zed\r\nX-SHOE:\x1b]52;c;aGk=\x07 44\r\nEND:VCARD\r\n"
        insert(desk.store, "source_record", source="vcard", key="z", person_id=3, fields="[]", raw=raw)
    desk.close()
    out = run("export", "-", "--format", how, terminal=True).out
    assert "Zed" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("how", ["csv", "vcard", "ics"])
def test_it_is_utf_8_whatever_the_stream_is(run: Run, how: str) -> None:
    run("add", "Zoë 王芳")
    run("follow-up", "zoë", "tomorrow", "écrire")
    assert "Zoë 王芳".encode() in run("export", "-", "--format", how, encoding="latin-1").out.encode("latin-1").replace(
        b"\r\n ", b""
    )


def test_the_help_has_two_examples(run: Run) -> None:
    ran = run("export", "--help")
    assert ran.code == 0
    assert ran.out.count("  reconnect export ") == 2
    assert all(how in ran.out for how in (*FORMATS, "markdown"))


def test_wrong_usage(run: Run) -> None:
    for words in ((), ("x", "--format", "stone"), ("x", "y"), ("x", "--for-spreadsheet=1")):
        assert run("export", *words).code == 2
