"""Any other CSV: what its columns may be is guessed, said and remembered; and damaged files of all kinds never do more than say so."""

from __future__ import annotations

import random
import shlex
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem, UsageError
from reconnect_tui.interchange import google, outlook
from reconnect_tui.interchange.other_csv import (
    FIELDS,
    SEVERAL,
    MappingNeeded,
    columns_of,
    guess,
    headings_key,
    needed,
    parse_map,
    read_mapped,
)
from reconnect_tui.interchange.records import Reading
from tests.data.address_books import google_new, google_old, outlook_com
from tests.data.address_books import outlook as outlook_file
from tests.interchange.test_linkedin_damage import spoilt

TODAY = date(2026, 11, 22)
CLUB = (
    "Mitgliederliste;;;;\r\n\r\n"
    "Voller Name;Mail;Handy;Geboren am;Straße;PLZ;Ort;Profil;Merkmale;Notiz;Schuhgröße\r\n"
    'Jürgen Groß;juergen@example.de;0170 5550199;4.5.1990;Marktplatz 1;10115;Berlin;juergen-gross;Chor, Garten;"Tee;\r\nkein Kaffee";44\r\n'
    "Chloé Dubois;chloe@example.fr;;;;;Lyon;;;;38\r\n"
    ";;;;;;;;;;\r\n"
    "Chloé Dubois;chloe@example.fr;;;;;Lyon;;;;38\r\n"
)
MAP = ("name=voller name", "email=Mail", "phone=Handy", "birthday=Geboren am", "address=Straße", "address=PLZ", "address=Ort",
       "location=Ort", "linkedin=Profil", "tags=Merkmale", "about=Notiz")  # fmt: skip


def file(tmp_path: Path, data: str | bytes, name: str = "club.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_list_that_nobody_knows_is_read_as_it_is_mapped(tmp_path: Path) -> None:
    for data in (CLUB, CLUB.encode("cp1252"), "\ufeff" + CLUB, CLUB.encode("utf-16")):
        path = file(tmp_path, data)
        columns = columns_of(path)
        assert columns[:3] == ("Voller Name", "Mail", "Handy")
        reading = read_mapped(path, parse_map(MAP, columns), today=TODAY)
        groß, dubois = reading.people
        assert (reading.source, reading.people_skipped, reading.repeats, reading.problems) == ("csv", 1, 1, [])
        assert (groß.name, groß.first_name, groß.greeting) == ("Jürgen Groß", "", None), "never from the whole name"
        assert (groß.key, groß.birthday, groß.location, groß.tags) == (
            "mailto:juergen@example.de",
            "1990-05-04",
            "Berlin",
            ("Chor", "Garten"),
        )
        assert groß.about == "Tee;\nkein Kaffee"
        assert [(point.kind, point.value) for point in groß.contacts] == [
            ("email", "juergen@example.de"),
            ("phone", "0170 5550199"),
            ("linkedin", "https://www.linkedin.com/in/juergen-gross"),
            ("address", "Marktplatz 1, 10115, Berlin"),
        ]
        assert (dubois.location, dubois.line) == ("Lyon", 6)
        assert "Columns that were not read: Schuhgröße." in reading.notes


def test_what_is_needed_says_what_was_seen_and_what_to_try(tmp_path: Path) -> None:
    path = file(tmp_path, "Full Name,E-Mail,What's “it”,$(touch x)\nAda Okafor,ada@example.org,\x1b[31mred,\n")
    problem = needed(path)
    assert isinstance(problem, FileProblem)
    assert problem.columns == ("Full Name", "E-Mail", "What's “it”", "$(touch x)")
    assert problem.guess == {"name": "Full Name", "email": "E-Mail"}
    assert problem.samples == (("Ada Okafor", "ada@example.org", "[31mred", ""),)
    assert problem.words() == ("name=Full Name", "email=E-Mail")
    assert str(problem).startswith(f"{path}: Nobody knows these columns: Full Name, E-Mail, What's “it”, $(touch x).")
    assert str(problem).endswith('for example with --map name="Full Name" --map email="E-Mail"')
    assert parse_map(problem.words(), problem.columns) == {"name": ("Full Name",), "email": ("E-Mail",)}


@pytest.mark.parametrize("heading", ["$(touch x)", "`id`", "a'b\"c", "; rm -rf ~", "!!", "\\", "Who?"])
def test_a_heading_pasted_into_a_shell_does_nothing(heading: str) -> None:
    said = str(MappingNeeded("x.csv", (heading,), {"name": heading}))
    assert shlex.split(said.partition(" with ")[2]) == ["--map", f"name={heading}"]
    assert "$(" not in said.partition(" with ")[2].replace("'name=$(touch x)'", "")


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ("Full Name,E-Mail,Mobile", {"name": "Full Name", "email": "E-Mail", "phone": "Mobile"}),
        ("Vorname,Name,Firma,Telefon", {"first_name": "Vorname", "last_name": "Name", "company": "Firma", "phone": "Telefon"}),
        ("Nom,Prénom,Société,Courriel", {"first_name": "Prénom", "last_name": "Nom", "company": "Société", "email": "Courriel"}),
        ("Nom,Ville", {"name": "Nom", "location": "Ville"}),
        ("Name,Surname,Town", {"first_name": "Name", "last_name": "Surname", "location": "Town"}),
        (
            "Nombre,Apellidos,Correo electrónico",
            {"first_name": "Nombre", "last_name": "Apellidos", "email": "Correo electrónico"},
        ),
        ("Imię,Nazwisko,Urodziny", {"first_name": "Imię", "last_name": "Nazwisko", "birthday": "Urodziny"}),
        ("Work Email,Email,Date of Birth", {"email": "Email", "birthday": "Date of Birth"}),
        ("Foo,Bar", {}),
    ],
)
def test_guesses(columns: str, found: dict[str, str]) -> None:
    assert guess(columns.split(",")) == found
    assert set(found) <= set(FIELDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nmae=Mail"], "did you mean “name”"),
        (["name=Mial"], "did you mean “Mail”"),
        (["name=Zzz"], "The columns are Voller Name, Mail"),
        (["name"], "write field=Column"),
        (["name="], "write field=Column"),
        (["name=Mail", "name=Voller Name"], "name is mapped twice"),
        (["tags=Mail"], "which column has the name"),
        ([], "which column has the name"),
        (["\x1b]52;c;x\x07=Mail"], "There is no field"),
        (["name=\x1b]52;c;x\x07"], "There is no column"),
    ],
)
def test_a_mapping_that_cannot_be(words: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        parse_map(words, ["Voller Name", "Mail"])
    assert "\x1b" not in str(caught.value)


def test_a_mapping_as_people_write_it() -> None:
    columns = ["Full Name", "E-Mail", "Mail", "a=b", "full name"]
    assert parse_map(["First-Name=full name", "email=e-mail", "EMAIL= Mail ", "about=a=b", "email=E-Mail"], columns) == {
        "first_name": ("full name",),
        "email": ("E-Mail", "Mail"),
        "about": ("a=b",),
    }
    assert set(FIELDS) >= SEVERAL


def test_a_mapping_is_remembered_by_the_headings_in_any_order() -> None:
    assert headings_key(["Full Name", "E-Mail", ""]) == headings_key(["e-mail", "FULL NAME"])
    assert headings_key(["Full Name", "E-Mail"]) != headings_key(["Full Name", "E-Mail", "Phone"])
    assert len(headings_key(["x" * 1_000] * 500)) == 32


def test_names_in_parts_days_and_several_columns(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "Given,Rest,Mail 1,Mail 2,Met,Why,Where\n"
        "Ada,Okafor,ada@example.org,a2@example.org; a3@example.org,2015-03-12,sailing,Lagos\n"
        "Bea,Reed,,,12 Mar,,\n",
    )
    words = ["first_name=Given", "last_name=Rest", "email=Mail 1", "email=Mail 2", "connected_on=Met", "about=Why", "about=Where"]
    ada, bea = read_mapped(path, parse_map(words, columns_of(path)), today=TODAY).people
    assert (ada.name, ada.greeting, ada.connected_on) == ("Ada Okafor", "Ada", "2015-03-12")
    assert [point.value for point in ada.contacts] == ["ada@example.org", "a2@example.org", "a3@example.org"]
    assert ada.about == "Why: sailing\nWhere: Lagos"
    assert (bea.connected_on, bea.about) == (None, "Connected on: 12 Mar")


def test_a_header_is_found_even_where_no_word_is_known(tmp_path: Path) -> None:
    path = file(tmp_path, "Foo;Bar, or so;Baz\r\nAda;1;2\r\nBea;3;4\r\n")
    assert columns_of(path) == ("Foo", "Bar, or so", "Baz")
    people = read_mapped(path, parse_map(["name=foo", "about=baz"], columns_of(path)), today=TODAY).people
    assert [(person.name, person.about) for person in people] == [("Ada", "2"), ("Bea", "4")]


def test_a_file_without_what_is_mapped_or_without_anybody(tmp_path: Path) -> None:
    path = file(tmp_path, "Name,Mail\n,\n")
    with pytest.raises(FileProblem, match="The columns seen are: Name, Mail"):
        read_mapped(path, {"name": ("Full Name",)}, today=TODAY)
    with pytest.raises(FileProblem, match="There is nobody in it"):
        read_mapped(path, {"name": ("Name",)}, today=TODAY)
    with pytest.raises(FileProblem, match="empty"):
        columns_of(file(tmp_path, ""))
    with pytest.raises(FileProblem, match="No known columns"):
        columns_of(file(tmp_path, "one word\n"))


def whole(reading: Reading) -> None:
    assert reading.people
    assert len({person.key for person in reading.people}) == len(reading.people)
    for person in reading.people:
        assert person.name.strip()
        assert person.line > 0
        texts = (
            [text for text in person if isinstance(text, str)] + [point.value for point in person.contacts] + list(person.tags)
        )
        assert not {c for text in texts for c in text} & set("\x00\x07\x1b\r\u202e")
        assert all(point.normalised for point in person.contacts)
        if person.birthday:
            date.fromisoformat(person.birthday.replace("--", "2004-", 1) if person.birthday.startswith("--") else person.birthday)
    assert all(problem.reason and problem.file for problem in reading.problems)


def survives(path: Path) -> None:
    said: list[str] = []
    for read in (google.read, outlook.read):
        try:
            whole(read(path, today=TODAY))
        except FileProblem as problem:
            said.append(problem.reason)
    try:
        columns = columns_of(path)
        assert str(needed(path))
        whole(
            read_mapped(path, parse_map(["name=Voller Name", "email=Mail", "phone=Handy", "about=Notiz"], columns), today=TODAY)
        )
    except (FileProblem, UsageError) as problem:
        said.append(str(problem))
    assert all(said)


FILES = {
    "new": google_new(),
    "old": google_old(),
    "outlook": outlook_file("de"),
    "outlook.com": outlook_com(),
    "club": CLUB.encode(),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(sorted(FILES)))
def test_spoilt_files(tmp_path: Path, seed: int, kind: str) -> None:
    survives(file(tmp_path, spoilt(FILES[kind], random.Random(seed))))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300), start=st.sampled_from([b"", b"First Name,E-mail 1 - Value,Birthday\n", b"Voller Name;Mail\n"])
)
def test_any_bytes(tmp_path: Path, data: bytes, start: bytes) -> None:
    survives(file(tmp_path, start + data))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.text(st.sampled_from("aé@.:;,|/-+0189 \n\"'<>()=王🙂\u200d\u202e\x1b"), max_size=25), min_size=4, max_size=4
    )
)
def test_any_cells(tmp_path: Path, cells: list[str]) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    survives(file(tmp_path, f"First Name,E-mail 1 - Value,Phone 1 - Value,Birthday\n{quoted}\n"))
    survives(file(tmp_path, f"Voller Name,Mail,Handy,Notiz\n{quoted}\n"))


@pytest.mark.parametrize("filler", [" ", "a", "a@", "(", ":", "\u0301", "9", "::: ", "\n", "'", "<", "-"])
def test_giant_cells_cost_no_time(tmp_path: Path, filler: str) -> None:
    giant = '"' + filler * 200_000 + '"'
    head = "First Name,E-mail 1 - Value,Phone 1 - Value,Birthday,Notes,Labels,Relation 1 - Value,Website 1 - Value,Address 1 - Formatted"
    rows = "".join(
        ",".join("Ada" if place == 0 != giant_at else giant if place == giant_at else "" for place in range(9)) + "\n"
        for giant_at in range(9)
    )
    survives(file(tmp_path, f"{head}\n{rows}"))
