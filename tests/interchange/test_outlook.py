"""Outlook's contacts in nine spellings, its many columns and its ways of saying that there is no day."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.address_columns import address_shapes
from reconnect_tui.interchange.linkedin_columns import SHAPES
from reconnect_tui.interchange.outlook import read
from reconnect_tui.interchange.records import FoundPerson, FoundRelation, Reading
from reconnect_tui.interchange.tables import open_table
from tests.data.address_books import EMPTY_ROWS, FAR, FRIENDS, LANGUAGES, MANGLES, expected, mangled, outlook, outlook_com, told
from tests.data.linkedin import connections_csv
from tests.data.network import invent

TODAY = date(2026, 11, 22)


def read_bytes(tmp_path: Path, data: bytes | str) -> Reading:
    path = tmp_path / "contacts.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path, today=TODAY)


def one(tmp_path: Path, cells: dict[str, str]) -> FoundPerson:
    """Read a file of these columns and one row. Two more columns show that it is Outlook's."""
    out = io.StringIO(newline="")
    columns = {**cells, "Other Fax": "", "Other City": ""} | cells
    csv.writer(out).writerows([list(columns), list(columns.values())])
    reading = read_bytes(tmp_path, out.getvalue())
    assert not reading.problems
    return reading.people[0]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_of_windows(tmp_path: Path, language: str) -> None:
    friends = tuple(friend for friend in FRIENDS if language != "pl" or friend.last != "Peña Gómez")  # cp1250 has no ñ
    reading = read_bytes(tmp_path, outlook(language, friends))
    assert [told(person) for person in reading.people] == [expected(friend) for friend in friends]
    assert (reading.source, reading.problems, reading.people_skipped, reading.repeats) == ("outlook", [], EMPTY_ROWS, 1)
    ada = reading.people[0]
    assert ada.relations == (FoundRelation("spouse", "Emeka Okafor"),)
    assert ada.about == (
        'Met at the sailing club.\nTwo kids, "the twins"; wants to leave consulting.\nDepartment: Research\nAnniversary: 2010-06-05'
    )
    assert {(point.kind, point.label): point.value for point in ada.contacts}["address", "home"] == (
        "12 Marina, Lagos, Lagos State 101241, Nigeria"
    )
    assert {point.label for point in ada.contacts if point.kind == "phone"} == {"mobile", "work", "work fax"}
    assert ada.location == "Lagos, Nigeria"
    assert "check accents" in reading.notes[0]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_days_that_no_cell_explains_are_read_as_the_language_writes_them(tmp_path: Path, language: str) -> None:
    friends = (FRIENDS[2]._replace(birthday="1990-05-04"), FRIENDS[3]._replace(birthday="1991-02-03"))
    reading = read_bytes(tmp_path, outlook(language, friends))
    assert [person.birthday for person in reading.people] == ["1990-05-04", "1991-02-03"]


@pytest.mark.parametrize("how", MANGLES)
def test_everybody_is_read_whatever_became_of_the_file(tmp_path: Path, how: str) -> None:
    reading = read_bytes(tmp_path, mangled(outlook("en"), how, "cp1252"))
    assert [told(person) for person in reading.people] == [expected(friend) for friend in FRIENDS]
    assert not reading.problems
    friends = tuple(
        friend._replace(tags=()) for friend in (FRIENDS if how == "cp1252" else FRIENDS + FAR)
    )  # it has no categories
    reading = read_bytes(tmp_path, mangled(outlook_com(friends), how))
    assert [told(person) for person in reading.people] == [expected(friend) for friend in friends]
    assert not reading.problems


def test_polish_letters_are_not_read_as_western_ones(tmp_path: Path) -> None:
    friend = FRIENDS[0]._replace(first="Łukasz", last="Żółć", company="Sąsiad")
    reading = read_bytes(tmp_path, outlook("pl", (friend,)))
    assert (reading.people[0].name, reading.people[0].company) == ("Łukasz N. Żółć", "Sąsiad")
    assert reading.notes[0] == "contacts.csv was read as Windows-1250: check accents."


def test_keys_are_those_of_google_and_stay_when_rows_move(tmp_path: Path) -> None:
    keys = {person.key: person.name for person in read_bytes(tmp_path, outlook("en")).people}
    assert keys == {person.key: person.name for person in read_bytes(tmp_path, outlook("de", tuple(reversed(FRIENDS)))).people}
    assert keys["mailto:jose@example.com"] == "José Luis Peña Gómez"


def test_many_columns(tmp_path: Path) -> None:
    person = one(
        tmp_path,
        {
            "Title": "Dr.",
            "First Name": "Ada",
            "Last Name": "Okafor",
            "Suffix": "Jr.",
            "E-mail Address": "/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=ada",
            "E-mail Display Name": "Okafor, Ada",
            "E-mail 2 Address": "ada@example.org",
            "Business Street": "1 High Street",
            "Business Street 2": "Floor 2",
            "Business City": "Oxford",
            "Business Postal Code": "OX1 2JD",
            "Home Address": "12 Marina, Lagos",
            "Business Phone": "+44 1865 496 0000",
            "Business Phone 2": "+44 1865 496 0001",
            "Company Main Phone": "+44 1865 496 0002",
            "Children": "Ola, Bisi and Ade",
            "Manager's Name": "Rosa y Vega",
            "Assistant's Name": "Kim Tran",
            "Categories": "Friends; Book club",
            "Hobby": "chess",
            "Office Location": "4.12",
            "User 1": "https://linkedin.com/in/ada-okafor",
            "Government ID Number": "123-45",
            "Gender": "Female",
            "Priority": "Normal",
            "Language": "German",
            "Blood group": "A",
            "": "loose",
        },
    )
    assert (person.name, person.first_name, person.greeting) == ("Ada Okafor Jr.", "Ada", "Ada")
    assert person.key == "mailto:ada@example.org"
    assert [(point.kind, point.value, point.label) for point in person.contacts] == [
        ("email", "ada@example.org", ""),
        ("phone", "+44 1865 496 0000", "work"),
        ("phone", "+44 1865 496 0001", "work"),
        ("phone", "+44 1865 496 0002", "company"),
        ("linkedin", "https://www.linkedin.com/in/ada-okafor", ""),
        ("address", "1 High Street, Floor 2, Oxford OX1 2JD", "work"),
        ("address", "12 Marina, Lagos", "home"),
    ]
    assert person.relations == (
        FoundRelation("child", "Ola"),
        FoundRelation("child", "Bisi"),
        FoundRelation("child", "Ade"),
        FoundRelation("manager", "Rosa y Vega"),
        FoundRelation("assistant", "Kim Tran"),
    )
    assert person.tags == ("Friends", "Book club")
    assert person.about == "Title: Dr.\nHobby: chess\nOffice: 4.12\nBlood group: A\nloose\nLanguage: German"


@pytest.mark.parametrize(
    ("cells", "name", "greeting"),
    [
        ({"E-mail Display Name": "Ada Okafor (ada@example.org)", "E-mail Address": "ada@example.org"}, "Ada Okafor", None),
        ({"E-mail Display Name": "ada@example.org", "E-mail Address": "ada@example.org"}, "ada@example.org", None),
        ({"Company": "Northwind Labs", "E-mail Address": "x@example.org"}, "Northwind Labs", None),
        ({"First Name": "Northwind Labs", "Company": "Northwind Labs"}, "Northwind Labs", None),
        ({"Nickname": "Bisi", "Company": "Northwind Labs"}, "Bisi", "Bisi"),
        ({"Last Name": "Okafor"}, "Okafor", None),
    ],
)
def test_whom_a_row_without_a_name_is(tmp_path: Path, cells: dict[str, str], name: str, greeting: str | None) -> None:
    person = one(tmp_path, cells)
    assert (person.name, person.greeting) == (name, greeting)


def test_a_birthday_in_portugal_and_in_brazil(tmp_path: Path) -> None:
    brazil = one(tmp_path, {"Primeiro nome": "Inês", "Telefone comercial": "11 5555-0100", "Aniversário": "14/3/1984"})
    assert (brazil.birthday, brazil.about) == ("1984-03-14", "")
    portugal = one(
        tmp_path,
        {
            "Primeiro nome": "Inês",
            "Telefone da empresa": "11 5555-0100",
            "Aniversário": "5/6/2010",
            "Data de nascimento": "14/3/1984",
        },
    )
    assert (portugal.birthday, portugal.about) == ("1984-03-14", "Anniversary: 2010-06-05")


def test_what_linkedin_wrote_in_outlooks_style_is_linkedins() -> None:
    shapes = (*SHAPES, *address_shapes())
    data = connections_csv(invent(5), era="2012")
    assert open_table("c.csv", data, shapes).shape == "connections"
    with pytest.raises(FileProblem):
        open_table("c.csv", data, address_shapes())
    for language in LANGUAGES:
        assert open_table("c.csv", outlook(language, FRIENDS[:1]), shapes).shape == "outlook"
    assert open_table("c.csv", outlook_com(), shapes).shape == "outlook"


def test_a_list_that_is_none_of_outlooks(tmp_path: Path) -> None:
    for head in (
        "Name,E-mail,Phone",
        "Nome,Cidade,Estado,CEP",
        "First Name,Last Name,E-mail Address",
        "Vorname,Nachname,Firma,Mobiltelefon",
    ):
        with pytest.raises(FileProblem, match="No known columns"):
            read_bytes(tmp_path, head + "\na,b,c,d\n")
