"""What goes in, out and aside: import, export, backup, restore, doctor, templates, themes, config."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.paths import Home
from tests.conftest import Ran, Run
from tests.data import linkedin

CSV = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Okafor,https://www.linkedin.com/in/ada-okafor-example,,Northwind Labs,Head of Research,14 Mar 2015\n"
    "Jonas,Lind,https://www.linkedin.com/in/jonas-lind-example,,Ora,Watchmaker,02 Feb 2020\n"
    "Broken,Row,https://www.linkedin.com/in/broken-example,,Ora,Watchmaker,99 Foo 2020\n"
)


def read(ran: Ran) -> Any:
    return json.loads(ran.out)


@pytest.fixture
def csv(tmp_path: Path) -> str:
    path = tmp_path / "Connections.csv"
    path.write_text(CSV)
    return str(path)


# Import


def test_an_import_and_the_same_again(run: Run, csv: str) -> None:
    ran = run("import", csv, "--json")
    told = read(ran)
    assert list(told) == ["source", "people", "moments", "problems", "notes"]
    assert list(told["people"]) == ["added", "updated", "unchanged", "skipped"]
    assert list(told["moments"]) == ["added", "unchanged", "skipped"]
    assert told["people"]["added"] + told["people"]["skipped"] == 3
    assert "`reconnect undo`" in ran.err
    again = read(run("import", csv, "--json"))
    assert again["people"] == {
        "added": 0,
        "updated": 0,
        "unchanged": told["people"]["added"],
        "skipped": told["people"]["skipped"],
    }
    assert run("undo").code == 0
    assert read(run("find", "ada", "--json")) == []


def test_words_go_to_stderr_and_each_skipped_row_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text(CSV + ",,,,Ora,Watchmaker,02 Feb 2020\n")
    told = read(run("import", str(path), "--json", "--dry-run"))
    ran = run("import", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert "added" in ran.err
    assert told["problems"]
    for problem in told["problems"]:
        assert list(problem) == ["file", "line", "reason"]
        assert f"{problem['file']}, line {problem['line']}: {problem['reason']}" in ran.err


def test_a_dry_run_keeps_nothing(run: Run, csv: str) -> None:
    ran = run("import", csv, "--dry-run")
    assert ran.code == 0
    assert "would be added" in ran.err
    assert "nothing was kept" in ran.err
    assert read(run("find", "ada", "--json")) == []
    assert read(run("history", "--json")) == []


def test_an_import_from_stdin_leaves_no_file_behind(run: Run, home: Home, tmp_path: Path) -> None:
    assert read(run("import", "-", "--json", stdin=CSV))["people"]["added"] >= 2
    assert run("show", "ada", "okafor").code == 0
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Connections.csv", CSV)
    assert read(run("import", "-", "--json", stdin=packed.read_bytes()))["people"]["added"] == 0
    for rubbish in (b"", b"\x00\x01", b"a,b\n1,2\n", b"%PDF-1.4"):
        ran = run("import", "-", stdin=rubbish)
        assert (ran.code, ran.out) == (1, "")
        assert "incoming" not in ran.err
    assert not [name for name in os.listdir(home.data) if name.startswith("incoming")]


def test_several_paths(run: Run, csv: str, tmp_path: Path) -> None:
    other = tmp_path / "other" / "Connections.csv"
    other.parent.mkdir()
    other.write_text(CSV.replace("ada-okafor", "ada-two").replace("Okafor", "Two"))
    told = read(run("import", csv, str(other), "--json"))
    assert [one["people"]["added"] > 0 for one in told] == [True, True]


def test_a_second_path_that_fails_leaves_the_first(run: Run, csv: str, tmp_path: Path) -> None:
    ran = run("import", csv, str(tmp_path / "nothing.zip"))
    assert ran.code == 1
    assert "nothing.zip" in ran.err
    assert run("show", "okafor").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("--as", "pigeon"), 2), (("--as", "vcard"), 1), (("--map", "name=Name"), 2), (("--me",), 2)],
)
def test_an_import_with_words_that_are_off(run: Run, csv: str, words: tuple[str, ...], code: int) -> None:
    ran = run("import", *((csv, *words) if words else ()))
    assert (ran.code, ran.out) == (code, "")
    assert read(run("find", "ada", "--json")) == []


def test_what_is_no_export_is_said(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("apples,pears\n1,2\n")
    ran = run("import", str(table))
    assert ran.code == 1
    assert "apples" in ran.err
    assert "pears" in ran.err
    for path in (tmp_path / "nothing", tmp_path):
        assert run("import", str(path)).code == 1


def test_a_made_up_export_with_messages(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip"
    linkedin.write_export(path, people=60)
    told = read(run("import", str(path), "--json"))
    assert told["people"]["added"] == 60
    assert told["source"] == "linkedin"
    assert read(run("import", str(path), "--json"))["people"]["added"] == 0


# Export


def test_an_export_holds_everything_and_is_yours_alone(run: Run, csv: str, tmp_path: Path) -> None:
    run("import", csv)
    path = tmp_path / "everything.json"
    ran = run("export", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8") == run("export", "-").out
    told = json.loads(path.read_text("utf-8"))
    assert (told["format"], told["version"]) == ("reconnect", 1)
    assert [person["name"] for person in told["people"]].count("Ada Okafor") == 1


def test_an_export_writes_over_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "there.json"
    path.write_text("precious")
    ran = run("export", str(path))
    assert ran.code == 1
    assert "--force" in ran.err
    assert path.read_text() == "precious"
    assert run("export", str(path), "--force").code == 0
    assert json.loads(path.read_text())["people"] == []


def test_where_an_export_cannot_go(run: Run, tmp_path: Path) -> None:
    for path in (str(tmp_path), "/dev/null", str(tmp_path / "no" / "folder.json"), ""):
        for force in ((), ("--force",)):
            ran = run("export", path, *force)
            assert (ran.code, ran.out) == (1, ""), path
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert run("export").code == 2
    assert run("export", "x", "--format", "stone").code == 2


# Backup and restore


def test_a_backup_brings_everything_back(run: Run, tmp_path: Path, home: Home) -> None:
    run("add", "Ada Okafor")
    before = run("export", "-").out
    ran = run("backup")
    path = ran.out.strip()
    assert os.path.dirname(path) == home.backups
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    run("note", "@ada something else")
    ran = run("restore", path)
    assert (ran.code, ran.out) == (0, "")
    assert run("export", "-").out == before
    aside = next(name for name in os.listdir(home.data) if name.startswith("reconnect.db.before-"))
    assert run("restore", os.path.join(home.data, aside)).code == 0
    assert "something else" in run("show", "ada").out
    with sqlite3.connect(home.database) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_backup_of_your_own(run: Run, tmp_path: Path, home: Home) -> None:
    run("add", "Ada")
    path = tmp_path / "copy.db"
    assert run("backup", str(path), "--json").out == json.dumps({"path": str(path)}, indent=2) + "\n"
    assert run("backup", str(path)).code == 1
    assert run("backup", str(path), "--force").code == 0
    folder = tmp_path / "stick"
    folder.mkdir()
    assert os.path.dirname(run("backup", str(folder)).out.strip()) == str(folder)
    for nowhere in (str(tmp_path / "no" / "folder.db"), "/dev/null", home.database):
        for force in ((), ("--force",)):
            assert run("backup", nowhere, *force).code == 1
    assert run("show", "ada").code == 0


def test_a_restore_of_what_is_no_backup_changes_nothing(run: Run, tmp_path: Path, home: Home) -> None:
    run("add", "Ada")
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_bytes(b"rubbish" * 1000)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t(x)")
    connection.close()
    newer = Path(run("backup", str(tmp_path / "newer.db")).out.strip())
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = run("export", "-").out
    for path in (rubbish, other, newer, tmp_path / "nothing.db", tmp_path, Path(home.database)):
        ran = run("restore", str(path))
        assert (ran.code, ran.out) == (1, ""), path
    assert run("export", "-").out == before
    assert run("restore").code == 2


def test_no_restore_while_another_window_is_open(run: Run, home: Home) -> None:
    run("add", "Ada")
    path = run("backup").out.strip()
    other = sqlite3.connect(home.database)
    other.execute("SELECT count(*) FROM person").fetchone()
    ran = run("restore", path)
    assert ran.code == 1
    assert "another window" in ran.err
    other.close()
    assert run("restore", path).code == 0


def test_a_lost_database_comes_back(run: Run, home: Home) -> None:
    run("add", "Ada")
    path = run("backup").out.strip()
    for name in os.listdir(home.data):
        if name.startswith("reconnect.db"):
            os.unlink(os.path.join(home.data, name))
    ran = run("find", "ada")
    assert ran.code == 1
    assert "reconnect restore" in ran.err
    assert run("doctor").code == 1
    assert run("restore", path).code == 0
    assert "Ada" in run("find", "ada").out


# Doctor


def test_a_healthy_home(run: Run, home: Home) -> None:
    ran = run("doctor")
    assert ran.code == 0
    assert "nothing is kept" in ran.out
    assert not os.path.exists(home.database)
    run("add", "Ada")
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "All is well.\n")
    assert os.listdir(home.backups) == ["reconnect-2026-11-22.db"]
    told = read(run("doctor", "--json"))
    assert told["well"] is True
    assert told["problems"] == []


def test_whatever_is_wrong_is_told_at_once(run: Run, home: Home) -> None:
    run("add", "Ada")
    run("backup")
    os.makedirs(home.templates)
    os.makedirs(home.themes)
    Path(home.config_file).write_text("people_a_day: many\nkeys: {nosuch: q}\n")
    Path(home.templates, "bad.yaml").write_text("name: [\n")
    Path(home.themes, "bad.yaml").write_text("colours: no\n")
    backup = Path(home.backups, os.listdir(home.backups)[0])
    backup.write_bytes(b"rubbish")
    os.chmod(home.database, 0o644)
    os.chmod(home.data, 0o755)
    with sqlite3.connect(home.database) as connection:
        connection.execute("UPDATE standing SET last_contact = '2020-01-01'")
    connection.close()
    ran = run("doctor")
    assert ran.code == 1
    wrong = [line for line in ran.out.splitlines() if line.startswith("WRONG")]
    for words in (
        "chmod 700",
        "chmod 600",
        "people_a_day",
        "nosuch",
        "templates/bad.yaml",
        "themes/bad.yaml",
        str(backup),
        "--mend",
    ):
        assert any(words in line for line in wrong), words
    assert len(read(run("doctor", "--json"))["problems"]) == len(wrong)


def test_mending_computes_afresh(run: Run, home: Home) -> None:
    run("add", "Ada")
    run("record", "ada", "--what", "met", "--note", "grandmother")
    with sqlite3.connect(home.database) as connection:
        connection.execute("UPDATE standing SET last_contact = '2020-01-01'")
        connection.execute("INSERT INTO moment_search(moment_search) VALUES ('delete-all')")
        connection.execute("DELETE FROM person_search")
    connection.close()
    assert run("doctor").code == 1
    assert run("doctor", "--mend").code == 0
    assert read(run("find", "grandmother", "--json"))[0]["last_contact"] == "2026-11-22"
    assert len(read(run("history", "--json"))) == 2


def test_a_damaged_database_is_told_and_left(run: Run, home: Home) -> None:
    run("add", "Ada")
    with open(home.database, "r+b") as file:
        file.write(b"no database at all, I fear")
    before = Path(home.database).read_bytes()
    for words in (("doctor",), ("find", "ada"), ("note", "hi @ada"), ("export", "-"), ("import", "-"), ("backup",)):
        ran = run(*words)
        assert ran.code == 1, words
        assert "Traceback" not in ran.err
        assert "went wrong inside" not in ran.err, words
    assert Path(home.database).read_bytes() == before


# Templates, themes, settings


def test_templates(run: Run, home: Home) -> None:
    assert "Coffee next week" in run("templates").out
    assert run("templates", "check").code == 0
    os.makedirs(home.templates)
    Path(home.templates, "mine.yaml").write_text("name: Mine\nbody: |\n  Hello [[what]]\n")
    assert "Mine" in run("templates").out
    assert "(yours)" in run("templates").out
    Path(home.templates, "bad.yaml").write_text("name: Bad\nbody: [\n")
    ran = run("templates", "check")
    assert (ran.code, ran.out) == (1, "")
    assert "bad.yaml, line" in ran.err
    assert run("templates").code == 0
    told = read(run("templates", "--json"))
    assert {"Mine", "Coffee next week"} <= {one["name"] for one in told["templates"]}
    assert told["problems"][0]["line"] > 0
    assert run("templates", "burn").code == 2


def test_themes(run: Run, home: Home) -> None:
    assert "* hearth" in run("themes").out
    assert run("themes", "check").code == 0
    os.makedirs(home.themes)
    Path(home.themes, "bad.yaml").write_text("dark: yes\n")
    Path(home.config_file).write_text("theme: letter\n")
    ran = run("themes", "check")
    assert (ran.code, ran.out) == (1, "")
    assert "bad.yaml" in ran.err
    assert "* letter" in run("themes").out
    assert [one["name"] for one in read(run("themes", "--json"))["themes"] if one["used"]] == ["letter"]


def test_the_settings(run: Run, home: Home) -> None:
    out = run("config").out
    assert "people_a_day   3\n" in out
    assert home.database in out
    assert not os.path.exists(home.data), "looking at the settings makes nothing"
    os.makedirs(home.config)
    Path(home.config_file).write_text("people_a_day: 5\npaces: {friends: 30, wide: never}\ncolour: red\nkeys: {write: ctrl+q}\n")
    ran = run("config")
    assert ran.code == 0
    assert "people_a_day   5\n" in ran.out
    assert "friends: 30, wide: never" in ran.out
    assert "config.yaml, line 3" in ran.err
    assert "always quits" in ran.err
    told = read(run("config", "--json"))
    assert told["settings"]["paces"] == {"friends": 30, "wide": None}
    assert told["places"]["database"] == home.database
    assert len(told["problems"]) == 2
