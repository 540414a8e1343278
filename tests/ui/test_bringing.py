"""Bringing people in by keys: looking first, columns and owner asked for, lists to open, the report read again, and the pass after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from reconnect_tui.services import history
from reconnect_tui.store import people
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.history import HistorySheet
from reconnect_tui.ui.screens.importing import ImportSheet
from reconnect_tui.ui.screens.review import ReviewSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet, WordsSheet
from reconnect_tui.ui.widgets.line_input import LineInput
from tests.data import linkedin
from tests.ui.test_sitting import Stage, running


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


def words(stage: Stage) -> str:
    return str(stage.app.screen.query_one("#words", Static).render())


async def look_at(stage: Stage, path: Path) -> None:
    stage.sitting.decide("import")
    await stage.settle()
    stage.app.screen.query_one("#path", LineInput).value = str(path)
    await stage.press("enter")


async def test_a_csv_that_nobody_knows_is_read_with_the_columns_confirmed_and_the_next_one_unasked(
    environ: dict[str, str], tmp_path: Path
) -> None:
    club = tmp_path / "club.csv"
    club.write_text(
        "Mitglied;Elektropost;Ort\nAda Okafor;ada@example.org;Lagos\nBen Ito;ben@example.org;Oslo\n", encoding="utf-8"
    )
    async with running(environ, invented=False) as stage:
        await look_at(stage, club)
        line = stage.app.screen.query_one("#more-line", LineInput)
        assert stage.app.screen.focused is line
        assert "Elektropost" in words(stage)
        line.value = "name=Mitglied email=Elektropost location=Nirgends"
        await stage.press("enter")
        assert "Nirgends" in words(stage)
        assert line.value.endswith("Nirgends"), "what was typed stays to be mended"
        line.value = "name=Mitglied email=Elektropost location=Ort"
        await stage.press("enter")
        assert words(stage).startswith("People: 2 would be added")
        await stage.press("enter", "enter")
        assert {(one.name, one.location) for one in people.every(stage.desk.store)} == {
            ("Ada Okafor", "Lagos"),
            ("Ben Ito", "Oslo"),
        }
        club.write_text("Mitglied;Elektropost;Ort\nCem Kaya;cem@example.org;Izmir\n", encoding="utf-8")
        await look_at(stage, club)
        assert words(stage).startswith("People: 1 would be added"), "the mapping is remembered"


async def test_who_was_added_can_be_opened_and_the_report_read_again(environ: dict[str, str], tmp_path: Path) -> None:
    invented = linkedin.write_export(tmp_path / "Connections.csv", people=12)
    async with running(environ, invented=False) as stage:
        await look_at(stage, tmp_path / "Connections.csv")
        await stage.press("tab", "enter")
        assert stage.in_front(WordsSheet)
        await stage.press("escape", "escape")
        assert stage.in_front(ImportSheet)
        await stage.press("enter", "enter")
        assert stage.in_front(CardScreen)
        number = history.listing(stage.desk)[0].id
        report = history.report(stage.desk, number)
        assert report.startswith("People: 12 added")
        assert invented[0].company in report
        stage.sitting.decide("history")
        await stage.settle()
        assert stage.in_front(HistorySheet)
        await stage.press("enter", "r")
        assert stage.in_front(WordsSheet)


async def test_an_export_whose_owner_is_not_known_is_asked_about_once(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Okafor,https://www.linkedin.com/in/ada-okafor,,Kumo,CTO,02 Jan 2019\n",
        encoding="utf-8",
    )
    (tmp_path / "export" / "messages.csv").write_text(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
        "c1,,Ada Okafor,https://www.linkedin.com/in/ada-okafor,X,https://www.linkedin.com/in/jordan-pike,"
        "2023-03-12 10:00:00 UTC,,Sailing?,INBOX\n"
        "c2,,Y,https://www.linkedin.com/in/jordan-two,Z,https://www.linkedin.com/in/somebody-else,"
        "2023-03-13 10:00:00 UTC,,Rowing?,INBOX\n",
        encoding="utf-8",
    )
    async with running(environ, invented=False) as stage:
        await look_at(stage, tmp_path / "export")
        line = stage.app.screen.query_one("#more-line", LineInput)
        assert stage.app.screen.focused is line
        line.value = "jordan-pike"
        await stage.press("enter")
        await stage.press("enter", "enter")
        rows = stage.desk.store.connection.execute("SELECT direction, text FROM moment").fetchall()
        assert rows == [("in", "Sailing?")]


async def test_sorting_is_offered_goes_by_single_keys_and_is_taken_up_where_it_stopped(
    environ: dict[str, str], tmp_path: Path
) -> None:
    linkedin.write_export(tmp_path / "Connections.csv", people=40)
    async with running(environ, invented=False) as stage:
        await look_at(stage, tmp_path / "Connections.csv")
        await stage.press("enter", "enter")
        assert stage.in_front(ChoiceSheet)
        await stage.press("o")
        first = stage.name
        await stage.press("2")
        second = stage.name
        await stage.press("z")
        await stage.press("0")
        third_left_open = stage.name
        await stage.press("space")
        fourth = stage.name
        await stage.press("4")
        await stage.press("x")
        assert len({first, second, third_left_open, fourth}) == 4
        circles = {one.name: (one.circle, one.status) for one in people.every(stage.desk.store)}
        assert circles[first] == ("friends", "active")
        assert circles[second][1] == "resting"
        assert circles[third_left_open] == ("wide", "active")
        await stage.press("u")
        assert stage.name == fourth, "what was taken back is asked again"
        await stage.press("1", "escape")
        assert not stage.app.card_screen.sorting
        assert {one.circle for one in people.every(stage.desk.store) if one.name == fourth} == {"close"}
        stage.sitting.decide("sort")
        await stage.settle()
        assert stage.name == third_left_open, "it goes on from where it stopped"
        await stage.press("escape")


async def test_likely_doubles_are_asked_about_a_pair_at_a_time(environ: dict[str, str], tmp_path: Path) -> None:
    columns = "Name,Given Name,Family Name,Organization 1 - Name,E-mail 1 - Value\n"
    (tmp_path / "google.csv").write_text(
        columns
        + "Ada Okafor,Ada,Okafor,Kumo,ada@example.org\nBo Lind,Bo,Lind,Ora,bo@example.org\nCy Moe,Cy,Moe,Arc,cy@example.org\n",
        encoding="utf-8",
    )
    (tmp_path / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        + "".join(
            f"{name.replace(' ', ',')},https://www.linkedin.com/in/{name[:2].lower()},,{firm},,02 Jan 2019\n"
            for name, firm in (("Ada Okafor", "Kumo"), ("Bo Lind", "Ora"), ("Cy Moe", "Arc"))
        ),
        encoding="utf-8",
    )
    async with running(environ, invented=False) as stage:
        for name in ("Connections.csv", "google.csv"):
            await look_at(stage, tmp_path / name)
            await stage.press("enter", "enter")
        assert len(list(people.every(stage.desk.store))) == 6
        stage.sitting.decide("review")
        await stage.settle()
        assert stage.in_front(ReviewSheet)
        await stage.press("s")
        await stage.press("n")
        await stage.press("l")
        assert stage.in_front(CardScreen), "three pairs, each asked about once"
        assert len(list(people.every(stage.desk.store))) == 5
        stage.sitting.decide("review")
        await stage.settle()
        assert stage.in_front(ReviewSheet), "what was put off comes again, what is not the same does not"
        await stage.press("s")
        assert stage.in_front(CardScreen)
        assert len(list(people.every(stage.desk.store))) == 4
        await stage.press("u")
        assert len(list(people.every(stage.desk.store))) == 5


async def test_a_column_with_a_quotation_mark_can_be_confirmed(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "club.csv").write_text('"Der ""Name""";Was\nAda Okafor;x\n', encoding="utf-8")
    async with running(environ, invented=False) as stage:
        await look_at(stage, tmp_path / "club.csv")
        await stage.press("enter")
        assert words(stage).startswith("People: 1 would be added")
        await stage.press("enter", "enter")
        assert [one.name for one in people.every(stage.desk.store)] == ["Ada Okafor"]
