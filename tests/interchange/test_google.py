"""Google Contacts, old and new, as it was exported and as spreadsheets leave it: the right people, days and ways to reach them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.address_columns import address_shapes
from reconnect_tui.interchange.google import read
from reconnect_tui.interchange.linkedin_columns import SHAPES
from reconnect_tui.interchange.records import FoundContact, FoundPerson, FoundRelation, Reading
from reconnect_tui.interchange.tables import open_table
from tests.data.address_books import EMPTY_ROWS, FAR, FRIENDS, MANGLES, expected, google_new, google_old, mangled, told
from tests.data.linkedin import ERA_DAY, connections_csv
from tests.data.network import invent

TODAY = date(2026, 11, 22)
NEW = (
    "First Name,Last Name,Organization Name,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - City,Address 1 - Country,Relation 1 - Label,Relation 1 - Value,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value\n"
)
COLUMNS = NEW.strip().split(",")


def read_bytes(tmp_path: Path, data: bytes | str) -> Reading:
    path = tmp_path / "contacts.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path, today=TODAY)


def one(tmp_path: Path, **cells: str) -> FoundPerson:
    """Read a file of one row, its cells by words of their headings: ``phone_value`` is "Phone 1 - Value"."""
    named = {heading.lower().replace(" 1 - ", "_").replace(" ", "_").replace("-", ""): heading for heading in COLUMNS}
    row = {named[word]: cell for word, cell in cells.items()}
    reading = read_bytes(
        tmp_path, NEW + ",".join('"' + row.get(heading, "").replace('"', '""') + '"' for heading in COLUMNS) + "\n"
    )
    assert not reading.problems
    return reading.people[0]


@pytest.mark.parametrize("how", MANGLES)
@pytest.mark.parametrize("write", [google_new, google_old])
def test_everybody_is_read_whatever_became_of_the_file(tmp_path: Path, write: object, how: str) -> None:
    friends = FRIENDS if how == "cp1252" else FRIENDS + FAR
    data = google_new(friends) if write is google_new else google_old(friends)
    reading = read_bytes(tmp_path, mangled(data, how))
    assert [told(person) for person in reading.people] == [expected(friend) for friend in friends]
    assert (reading.source, reading.problems) == ("google", [])
    assert (reading.people_skipped, reading.repeats) == (EMPTY_ROWS, 1)
    assert reading.people[0].relations == (FoundRelation("spouse", "Emeka Okafor"),)
    assert "Anniversary: 2010-06-05" in reading.people[0].about
    if how != "dropped":
        assert "12 Marina, Lagos, Lagos State 101241, Nigeria" in {point.value for point in reading.people[0].contacts}
    if how == "added":
        assert reading.people[0].about.count("\nMy own words: likes tea") == 1


def test_both_shapes_give_the_same_keys_and_rows_may_move(tmp_path: Path) -> None:
    new = {person.key: person.name for person in read_bytes(tmp_path, google_new()).people}
    old = {person.key: person.name for person in read_bytes(tmp_path, google_old()).people}
    moved = {person.key: person.name for person in read_bytes(tmp_path, google_new(tuple(reversed(FRIENDS + FAR)))).people}
    assert new == old == moved
    assert new["mailto:ada@example.org"] == "Ada N. Okafor"
    assert new["tel:491705550199"] == "Jürgen Groß"
    assert new["name:wren adeyemi|juniper health"] == "Wren Adeyemi"
    assert new["name:sam reed|"] == "Sam Reed", "an address that two share is nobody's key"


def test_people_of_one_key_are_numbered_and_only_the_very_same_is_a_repeat(tmp_path: Path) -> None:
    row = "Ada,Okafor,,,{},,,ada@example.org" + "," * 14 + "\n"
    reading = read_bytes(tmp_path, NEW + row.format("one") + row.format("two") + row.format("one"))
    assert [(person.key, person.about) for person in reading.people] == [
        ("mailto:ada@example.org", "one"),
        ("mailto:ada@example.org|2", "two"),
    ]
    assert reading.repeats == 1


def test_several_values_in_one_cell(tmp_path: Path) -> None:
    person = one(
        tmp_path,
        first_name="Ada",
        email_label="* Home",
        email_value="ada@example.org ::: Ada <OKAFOR@example.org>",
        phone_value="+44 20 7946 0991 ::: 07700 900123",
        phone_label="Grandma's",
        address_formatted="12 Marina\nLagos ::: 3 Broad Street",
        website_value="https\\://ada.example.org ::: https://uk.linkedin.com/in/ada-okafor?trk=x",
        labels="* myContacts ::: Book  club ::: * friends ::: #sailing ::: Sailing",
    )
    assert [(point.kind, point.value, point.label, point.preferred) for point in person.contacts] == [
        ("email", "ada@example.org", "home", True),
        ("email", "OKAFOR@example.org", "home", True),
        ("phone", "+44 20 7946 0991", "Grandma's", False),
        ("phone", "07700 900123", "Grandma's", False),
        ("address", "12 Marina, Lagos", "", False),
        ("address", "3 Broad Street", "", False),
        ("url", "https://ada.example.org", "", False),
        ("linkedin", "https://www.linkedin.com/in/ada-okafor", "", False),
    ]
    assert person.contacts[-1].normalised == "ada-okafor"
    assert person.tags == ("Book club", "friends", "sailing")


@pytest.mark.parametrize(
    ("cell", "birthday"),
    [
        ("1984-03-14", "1984-03-14"),
        ("--03-14", "--03-14"),
        (" --03-14", "--03-14"),
        ("-- 03-14", "--03-14"),
        ("--0314", "--03-14"),
        ("--02-29", "--02-29"),
        ("1604-03-14", "--03-14"),
        ("0000-03-14", "--03-14"),
        ("3/14/1984", "1984-03-14"),
        ("14/3/1984", "1984-03-14"),
        ("14.3.1984", "1984-03-14"),
        ("14. 3. 1984", "1984-03-14"),
        ("3/14/84", "1984-03-14"),
        ("3/14/07", "2007-03-14"),
        ("3/4/1984", "1984-03-04"),
        ("14-Mar-84", "1984-03-14"),
        ("March 14, 1984", "1984-03-14"),
        ("14 März 1984", "1984-03-14"),
        ("14 de marzo de 1984", "1984-03-14"),
        ("14 March", "--03-14"),
        ("1984-03-14 00:00:00", "1984-03-14"),
        ("30755", "1984-03-14"),
    ],
)
def test_birthdays(tmp_path: Path, cell: str, birthday: str) -> None:
    person = one(tmp_path, first_name="Ada", birthday=cell)
    assert (person.birthday, person.about) == (birthday, "")


@pytest.mark.parametrize("cell", ["0/0/00", "0000-00-00", "1/1/1601", "1/1/4501", "00.00.0000"])
def test_a_day_that_says_there_is_none(tmp_path: Path, cell: str) -> None:
    person = one(tmp_path, first_name="Ada", birthday=cell)
    assert (person.birthday, person.about) == (None, "")


@pytest.mark.parametrize(
    "cell", ["1984-13-14", "2/30/1984", "spring", "2031-01-01", "1755-01-01", "--13-01", "x" * 5_000, "１９８４"]
)
def test_a_day_that_cannot_be_is_kept_as_words(tmp_path: Path, cell: str) -> None:
    person = one(tmp_path, first_name="Ada", birthday=cell)
    assert (person.birthday, person.about) == (None, f"Birthday: {cell}")


def test_a_column_shows_its_own_order(tmp_path: Path) -> None:
    rows = "".join(f"P{day},,,{day}" + "," * 18 + "\n" for day in ("4/5/1984", "25/12/1990"))
    reading = read_bytes(tmp_path, NEW + rows)
    assert [person.birthday for person in reading.people] == ["1984-05-04", "1990-12-25"]
    both = read_bytes(tmp_path, NEW + rows + "Q,,,12/25/1990" + "," * 18 + "\n")
    assert "can be read both ways" in "".join(both.notes)


def test_nothing_is_lost(tmp_path: Path) -> None:
    person = one(
        tmp_path,
        first_name="Ada",
        notes="Likes tea.\r\nAnd sailing.",
        event_label="Moved to Turin",
        event_value="2020-05-01",
        custom_field_label="Shoe size",
        custom_field_value="39",
        relation_label="Sister",
        relation_value="Ola ::: Bisi",
    )
    assert person.about == "Likes tea.\nAnd sailing.\nShoe size: 39\nMoved to Turin: 2020-05-01"
    assert person.relations == (FoundRelation("sister", "Ola"), FoundRelation("sister", "Bisi"))


def test_numbers_that_a_spreadsheet_has_rounded_are_no_numbers(tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, NEW + "Ada,,,,,,,,Mobile,2.34803E+12" + "," * 12 + "\n")
    assert reading.people[0].contacts == ()
    assert "2.34803E+12" in reading.people[0].about
    assert "line 2" in reading.notes[-1]


def test_a_fax_is_never_the_first_choice_nor_a_key(tmp_path: Path) -> None:
    head = "First Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
    reading = read_bytes(tmp_path, head + "Ada,Work Fax,+441234567,Mobile,+447700900\n")
    assert [point.label for point in reading.people[0].contacts] == ["mobile", "work fax"]
    assert reading.people[0].key == "tel:447700900"


def test_whoever_has_no_name(tmp_path: Path) -> None:
    rows = [",,Northwind Labs,,,,,hello@example.org", ",,,,,,,Post@example.net", ",,,,a note alone,,,", ",,,,,* myContacts,,"]
    reading = read_bytes(tmp_path, NEW + "".join(row + "," * 14 + "\n" for row in rows))
    assert [(person.name, person.greeting) for person in reading.people] == [("Northwind Labs", None), ("Post@example.net", None)]
    assert [(problem.line, problem.reason) for problem in reading.problems] == [(4, "The row names nobody.")]
    assert reading.people_skipped == 1
    assert reading.notes == [
        "1 row has nobody in it.",
        "One has no name in the file and goes by e-mail address, phone or profile (line 3).",
    ]


def test_hostile_cells_are_cleaned(tmp_path: Path) -> None:
    person = one(
        tmp_path,
        first_name="A\x1b]52;c;x\x07da",
        notes="x\u202ey\x00z",
        labels="\x1b[31mred",
        custom_field_label="\x9b",
        custom_field_value="v",
    )
    assert not {c for text in (person.name, person.about, *person.tags) for c in text} & set("\x00\x07\x1b\x9b\u202e")


def test_rows_that_are_not_rows(tmp_path: Path) -> None:
    broken = 'Ola,"Smith,,,,,,,,,,,,,,,,,,,,\n'
    reading = read_bytes(tmp_path, NEW + "Ada" + "," * 21 + "\n" + broken + "Bea" + "," * 21 + "\n" + "Cleo" + "," * 22 + "x\n")
    assert [person.name for person in reading.people] == ["Ada", "Bea"]
    assert [problem.line for problem in reading.problems] == [3, 5]
    assert all(problem.reason for problem in reading.problems)


def test_a_quote_closed_much_later_swallows_nobody_silently(tmp_path: Path) -> None:
    rest = "," * 20
    reading = read_bytes(tmp_path, NEW + f'Ada,"Okafor{rest}\nBea,Reed{rest}\nCleo,Pike"{rest}\nDora,Hill{rest}\n')
    assert [person.name for person in reading.people] == ["Dora Hill"]
    assert "lines 2 to 4" in reading.problems[0].reason


def test_a_file_of_nobody_or_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"nobody in it.*The columns seen are: First Name, Last Name"):
        read_bytes(tmp_path, NEW)
    with pytest.raises(FileProblem, match="No known columns"):
        read_bytes(tmp_path, "Fruit,Colour\nApple,red\n")
    with pytest.raises(FileProblem, match="cannot be read"):
        read(tmp_path / "no such file.csv")
    with pytest.raises(FileProblem, match="no such file"):
        read(Path("a\0b"))


def test_linkedin_and_google_keep_their_own() -> None:
    shapes = (*SHAPES, *address_shapes())
    for era in ERA_DAY:
        assert open_table("c.csv", connections_csv(invent(5), era=era), shapes).shape == "connections"
    for how in MANGLES:
        assert open_table("c.csv", mangled(google_new(FRIENDS), how), shapes).shape == "google"
        assert open_table("c.csv", mangled(google_old(FRIENDS), how), shapes).shape == "google"


def test_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(NEW + "".join(f"P{number}" + "," * 21 + "\n" for number in range(1_200)))
    seen: list[tuple[int, int]] = []
    assert len(read(path, progress=lambda done, size: seen.append((done, size)), today=TODAY).people) == 1_200
    assert len(seen) > 1
    assert all(0 < done <= size == path.stat().st_size for done, size in seen)


def test_contacts_are_not_said_twice(tmp_path: Path) -> None:
    person = one(tmp_path, first_name="Ada", email_value="a@example.org ::: A@EXAMPLE.ORG")
    assert person.contacts == (FoundContact("email", "a@example.org", "a@example.org"),)
