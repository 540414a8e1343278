"""Whose export it is, and where they worked: Profile.csv and Positions.csv."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.records import FoundRole, Reading
from tests.data.linkedin import MESSAGES_NINE, MESSAGES_TEN, positions_csv, profile_csv
from tests.data.network import ME
from tests.interchange.test_linkedin_messages import read_rows, row


def with_positions(folder: Path, *roles: tuple[str, str, str, str]) -> Reading:
    (folder / "Connections.csv").write_text("First Name,Last Name,URL,Connected On\nAda,O,https://www.linkedin.com/in/ada,\n")
    (folder / "Positions.csv").write_bytes(positions_csv(roles))
    return read(folder)


def test_positions(tmp_path: Path) -> None:
    found = with_positions(
        tmp_path,
        ("Northwind, Ltd", "Head of\u202e Research", "Mar 2015", ""),
        ("Fabrikam", "CTO", "Nov 2011", "Feb 2012"),
        ("Fabrikam", "CTO", "Nov 2011", "Feb 2012"),
        ("Contoso", "", "1999", "2001"),
        ("", "Founder", "", ""),
        ("", "", "Mar 2015", ""),
    )
    assert found.roles == (
        FoundRole("Northwind, Ltd", "Head of Research", "2015-03-01", None),
        FoundRole("Fabrikam", "CTO", "2011-11-01", "2012-02-29"),
        FoundRole("Contoso", "", "1999-01-01", "2001-12-31"),
        FoundRole("", "Founder", None, None),
    )
    assert found.problems == []
    assert "Positions.csv" in found.files


def test_a_position_whose_dates_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Half-read it would say that somebody still works there."""
    found = with_positions(tmp_path, ("A", "B", "Mar 2015", "Present"), ("C", "D", "a while ago", ""), ("E", "F", "2015", ""))
    assert [role.company for role in found.roles] == ["E"]
    assert [(problem.file, problem.line) for problem in found.problems] == [("Positions.csv", 2), ("Positions.csv", 4)]


def test_there_is_an_end_to_positions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.linkedin_owner.MOST_ROLES", 3)
    assert len(with_positions(tmp_path, *((str(n), "", "2015", "") for n in range(9))).roles) == 3


@pytest.mark.parametrize(
    ("data", "name", "owner"),
    [
        (profile_csv(" Jordan ", "Pike\x07"), "Jordan Pike", None),
        (profile_csv("Jordan", "Pike", f"www.linkedin.com/in/{ME}/"), "Jordan Pike", ME),
        (profile_csv("Jordan", "Pike", "https://example.org/jordan"), "Jordan Pike", None),
        (profile_csv("", ""), "", None),
    ],
)
def test_a_profile(tmp_path: Path, data: bytes, name: str, owner: str | None) -> None:
    (tmp_path / "Profile.csv").write_bytes(data)
    found = with_positions(tmp_path)
    assert (found.owner_name, found.owner, found.problems) == (name, owner, [])


def test_the_users_word_wins_over_the_profile(tmp_path: Path) -> None:
    (tmp_path / "Profile.csv").write_bytes(profile_csv("Jordan", "Pike", "https://www.linkedin.com/in/somebody"))
    found = read_rows(tmp_path, row("zoë", ME), me=ME)
    assert (found.owner, found.moments[0].direction) == (ME, "in")


def test_an_address_the_profile_had_before_is_not_insisted_on(tmp_path: Path) -> None:
    (tmp_path / "Profile.csv").write_bytes(profile_csv("Jordan", "Pike", "https://www.linkedin.com/in/before"))
    found = read_rows(tmp_path, row("wren", ME, conversation="1"), row(ME, "theo", conversation="2"), me=None)
    assert (found.owner, found.moments[0].direction) == (ME, "in")


def profiled(folder: Path, *rows: dict[str, str], head: tuple[str, ...] = MESSAGES_TEN) -> Reading:
    (folder / "Profile.csv").write_bytes(profile_csv("JORDAN", "Pike"))
    return read_rows(folder, *rows, head=head, me=None)


def test_the_name_decides_between_those_who_take_part_most(tmp_path: Path) -> None:
    found = profiled(tmp_path, row("wren", ME, to_="Jordan Pike"))
    assert (found.owner, found.moments[0].direction, found.moments[0].people) == (ME, "in", ("wren",))


def test_before_2023_too(tmp_path: Path) -> None:
    talk = (row("wren", ME, "a"), row(ME, "wren", "b", from_="Jordan Pike"))
    found = profiled(tmp_path, *talk, head=MESSAGES_NINE)
    assert (found.owner, [moment.direction for moment in found.moments]) == (ME, ["in", "out"])


@pytest.mark.parametrize(
    "rows",
    [
        (row("wren", ME, to_="Jordan P."),),
        (row("wren", ME, to_="Jordan Pike", from_="Jordan Pike"),),  # two have the name
        # Somebody of that name who takes part in less than others do.
        (row("wren", "theo", conversation="1"), row("wren", "theo", conversation="2"), row("lena", ME, to_="Jordan Pike", conversation="3")),
    ],
)  # fmt: skip
def test_a_name_alone_makes_nobody_the_owner(tmp_path: Path, rows: tuple[dict[str, str], ...]) -> None:
    found = profiled(tmp_path, *rows)
    assert found.owner is None
    assert {moment.direction for moment in found.moments} == {None}
    assert any("--me" in note for note in found.notes)
