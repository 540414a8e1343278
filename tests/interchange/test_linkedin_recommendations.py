"""Recommendations_Given.csv and Recommendations_Received.csv."""

from __future__ import annotations

from pathlib import Path

from reconnect_tui.core.moment import CONTACT_KINDS
from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.records import FoundMoment, Reading

HEAD = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
PEOPLE = (
    "First Name,Last Name,URL,Company,Connected On\n"
    "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB,Fabrikam,29 Jan 2016\n"
    'Ada,Okafor,https://www.linkedin.com/in/ada-1,"Northwind, Ltd",30 Jan 2016\n'
    "Ada,Okafor,https://www.linkedin.com/in/ada-2,Fabrikam,31 Jan 2016\n"
)


def recommended(
    first: str = "Zoë", last: str = "Brandt", company: str = "", text: str = "A joy.", at: str = '"03/09/21, 09:05 PM"'
) -> str:
    return f'{first},{last},"{company}",CTO,"{text}",{at},VISIBLE\n'


def read_text(folder: Path, given: str = "", received: str = "") -> Reading:
    (folder / "Connections.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "Recommendations_Given.csv").write_text(HEAD + given, encoding="utf-8")
    (folder / "Recommendations Received (1).csv").write_text(HEAD + received, encoding="utf-8")
    return read(folder)


def test_a_recommendation_as_stored(tmp_path: Path) -> None:
    found = read_text(tmp_path, recommended(text="A joy &amp; more.\x07"), recommended(text="Likewise."))
    given, received = found.moments
    assert given == FoundMoment(
        given.key, "2021-03-09", "recommendation", ("zoë",), "out", "linkedin", "A joy & more.", "", False, "Recommendations_Given.csv", 2
    )  # fmt: skip
    assert (received.direction, received.people, received.text) == ("in", ("zoë",), "Likewise.")
    assert given.key != received.key
    assert given.kind not in CONTACT_KINDS
    assert (found.problems, found.notes, found.moments_skipped) == ([], [], 0)


def test_the_company_decides_between_namesakes_and_only_between_them(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        recommended("Ada", "Okafor", "northwind,  LTD")
        + recommended("Ada", "Okafor", "Fabrikam", at='"03/10/21, 09:05 PM"')
        + recommended("Ada", "Okafor", "Contoso", at='"03/11/21, 09:05 PM"')
        + recommended("Ada", "Okafor", "", at='"03/12/21, 09:05 PM"')
        + recommended(company="Contoso")
        + recommended("Rex", "Dorn", "Fabrikam"),
    )
    assert [moment.people for moment in found.moments] == [("ada-1",), ("ada-2",), ("zoë",)]
    assert found.moments_skipped == 3
    assert found.notes == [
        "3 recommendations were left out (Recommendations_Given.csv): the name is not that of exactly one connection."
    ]


def test_a_reworded_recommendation_is_the_same_and_two_of_one_day_are_two(tmp_path: Path) -> None:
    before = read_text(tmp_path, recommended()).moments
    after = read_text(tmp_path, recommended(text="A real joy.")).moments
    assert [moment.key for moment in before] == [moment.key for moment in after]
    found = read_text(tmp_path, recommended() + recommended(text="For another role.") + recommended(text="A  joy."))
    assert len({moment.key for moment in found.moments}) == 2
    assert found.moments_repeated == 1


def test_rows_that_say_nothing_or_cannot_be_read(tmp_path: Path) -> None:
    found = read_text(tmp_path, recommended(text=" ") + recommended(at="soon") + recommended(at="2021,x,y,z") + recommended())
    assert len(found.moments) == 1
    assert [problem.line for problem in found.problems] == [3, 4]
