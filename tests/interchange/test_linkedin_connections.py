"""Connections.csv of every era, through every spreadsheet: the right people, the right days, every row accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.errors import FileProblem, UsageError
from reconnect_tui.core.names import full_name
from reconnect_tui.core.text import clean_line
from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.records import FoundPerson, Reading
from tests.data.linkedin import ERA_DAY, MANGLES, hidden_rows, write_export, write_people
from tests.data.network import HOSTILE, InventedPerson, invent, newer

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Okafor,https://www.linkedin.com/in/ada-okafor,,Northwind Labs,Head of Research,02 Jan 2019\n"
COUNT = 250
TODAY = date(2026, 11, 22)


def read_text(tmp_path: Path, text: str | bytes, name: str = "Connections.csv") -> Reading:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, today=TODAY)


def expected(person: InventedPerson, era: str, mangle: str) -> tuple[object, ...]:
    """What must be known of a person: name, slug, e-mail, company, position, day."""
    dropped = mangle == "dropped"
    kept = "replace" if era == "2012" or mangle == "cp1252" else "strict"

    def stored(text: str) -> str:
        if kept == "replace" and mangle not in ("utf16", "utf16-be", "utf16-bare", "excel", "utf8-bom", "semicolon"):
            text = text.encode("cp1252", "replace").decode("cp1252")
        return clean_line(text).strip()

    first, last = (stored(part) for part in (person.first, person.last))
    return (
        full_name(first, last),
        person.slug.casefold() if era in ("2023", "2026") else "",
        "" if dropped and era != "2012" else person.email.lower(),
        "" if dropped else stored(person.company),
        stored(person.position),
        None if era == "2012" else person.connected_on,
    )


def told(person: FoundPerson) -> tuple[object, ...]:
    contacts = {contact.kind: contact.normalised for contact in person.contacts}
    return (
        person.name,
        contacts.get("linkedin", ""),
        contacts.get("email", ""),
        person.company,
        person.position,
        person.connected_on,
    )


@pytest.mark.parametrize("mangle", ["", *MANGLES])
@pytest.mark.parametrize("era", sorted(ERA_DAY))
def test_every_era_through_every_spreadsheet(tmp_path: Path, era: str, mangle: str) -> None:
    path = tmp_path / "Connections.csv"
    people = write_export(path, era=era, people=COUNT, seed=len(mangle), mangle=mangle)
    found = read(path, today=TODAY)
    assert not found.problems
    assert found.people_skipped == (0 if era == "2012" else hidden_rows(COUNT))
    wanted = [expected(person, era, mangle) for person in people]
    if era == "2012":
        # Without a day and with accents lost, two people can look the same: then the row is a repeat.
        assert len(found.people) + found.repeats == COUNT
        assert {told(person) for person in found.people} == set(wanted)
    else:
        assert sorted(map(repr, map(told, found.people))) == sorted(map(repr, wanted))
        assert found.repeats == 0
    assert len({person.key for person in found.people}) == len(found.people)
    assert all(person.key and person.name and person.file == "Connections.csv" and person.line > 1 for person in found.people)
    assert (mangle == "nul") == any("NUL" in note for note in found.notes)


def test_the_lines_are_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    write_export(path, people=100)
    lines = path.read_text(encoding="utf-8").split("\n")
    for person in read(path, today=TODAY).people:
        assert person.contacts[0].value.split("/")[-1] in lines[person.line - 1]


def test_a_person_as_stored(tmp_path: Path) -> None:
    url = "http://de.linkedin.com/in/Zo%C3%AB-B/?x=1"
    row = f' Dr. Zoë  ,"Brandt, PhD",{url}, Zoe.B@Example.ORG ," Fabrikam,  Inc. ",CTO\u2028,2 Jan 2019\n'
    (person,) = read_text(tmp_path, HEAD + row).people
    assert person.key == "zoë-b"
    assert (person.first_name, person.last_name, person.name) == ("Dr. Zoë", "Brandt, PhD", "Dr. Zoë Brandt, PhD")
    assert person.greeting == "Zoë"
    assert (person.company, person.connected_on, person.line) == ("Fabrikam,  Inc.", "2019-01-02", 2)
    assert [(c.kind, c.value, c.normalised) for c in person.contacts] == [
        ("linkedin", "https://www.linkedin.com/in/Zo%C3%AB-B", "zoë-b"),
        ("email", "Zoe.B@Example.ORG", "zoe.b@example.org"),
    ]


def test_the_export_of_2012(tmp_path: Path) -> None:
    path = tmp_path / "linkedin_connections_export_microsoft_outlook.csv"
    head = "Title,First Name,Middle Name,Last Name,E-mail Address,E-mail 2 Address,Company,Job Title,Mobile Phone,Primary Phone,Web Page\r\n"
    rows = ",Ada,N.,Okafor,ada@example.org,ADA@example.org,Northwind,CTO,+44 20 7946 0018,,https://example.org/a\r\n,Wren,,Hale,,,,,,,\r\n"
    path.write_bytes((head + rows).encode("cp1252"))
    ada, wren = read(path, today=TODAY).people
    assert (ada.key, ada.name, ada.first_name, ada.position, ada.connected_on) == (
        "mailto:ada@example.org",
        "Ada N. Okafor",
        "Ada N.",
        "CTO",
        None,
    )
    assert [(c.kind, c.normalised, c.label) for c in ada.contacts] == [
        ("email", "ada@example.org", ""),
        ("phone", "442079460018", "mobile"),
        ("url", "https://example.org/a", ""),
    ]
    assert (wren.key, wren.contacts) == ("name:wren hale|", ())


def test_keys_without_addresses(tmp_path: Path) -> None:
    head = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    rows = (
        "Ada,Okafor,Ada@example.org,A,,02 Jan 2019\n"
        "Ada,Okafor,ada@example.org,B,,02 Jan 2019\n"  # the same address and name: the same person
        "Wren,Hale,ada@example.org,A,,02 Jan 2019\n"  # an address for two
        "Zoë,Brandt,,A,,02 Jan 2019\n"
        "ZOË, BRANDT,,B,,02 Jan 2019\n"  # somebody else of that name and day
        "Zoë,Brandt,,A,,02 Jan 2019\n"  # the same row again
        "Zoë,Brandt,,A,,03 Jan 2019\n"
    )
    found = read_text(tmp_path, head + rows)
    assert [person.key for person in found.people] == [
        "mailto:ada@example.org",
        "name:wren hale|2019-01-02",
        "name:zoe brandt|2019-01-02",
        "name:zoe brandt|2019-01-02|2",
        "name:zoe brandt|2019-01-03",
    ]
    assert found.repeats == 2
    assert "no profile addresses" in found.notes[-1]


def test_each_row_is_accounted_for(tmp_path: Path) -> None:
    rows = (
        ADA  # 2
        + ",,,,,,07 Jun 2021\n"  # 3 hidden
        + "LinkedIn,Member,,,,,08 Jun 2021\n"  # 4 hidden
        + ",,,,,,\n\n"  # 5, 6 nothing
        + ",,,,Acme,CTO,08 Jun 2021\n"  # 7 nobody
        + "\u200b,\u202e,https://www.linkedin.com/in/wren-hale-12,,,,08 Jun 2021\n"  # 8 an address alone
        + ADA.replace("Okafor", "Other").replace("ada-okafor", "ADA-Okafor/")  # 9 repeat
        + "Zoë,Brandt,n/a,not an address,,,31 Feb 2021\n"  # 10 a bad day, no slug
        + "Kofi,Mensah,https://www.linkedin.com/in/kofi,,Adatum, Inc.,CTO,02 Jan 2019\n"  # 11 a comma without quotes
        + "Ines,Moss,https://www.linkedin.com/in/ines,,A,B,02 Jan 2019,,,a remark\n"  # 12 a remark beside the table
        + "Lena,Vogt,https://www.linkedin.com/in/lena,,A,B,23 Dec 2026\n"  # 13 a day to come
        + 'Theo,Grant,https://www.linkedin.com/in/theo,,"A\n\nB",C,02 Jan 2019\n'  # 14-16 a company of three lines
        + "Petra,Novák\n"  # 17 a short row
        + "LinkedIn,Member,https://www.linkedin.com/in/x-1,,,,02 Jan 2019\n"  # 18 an address alone
    )
    found = read_text(tmp_path, HEAD + rows)
    assert [(person.line, person.key) for person in found.people] == [
        (2, "ada-okafor"), (8, "wren-hale-12"), (10, "name:zoe brandt|"), (12, "ines"), (13, "lena"), (14, "theo"),
        (17, "name:petra novak|"), (18, "x-1"),
    ]  # fmt: skip
    assert [(problem.line, problem.file) for problem in found.problems] == [(7, "Connections.csv"), (11, "Connections.csv")]
    assert found.problems[0].reason == "The row names nobody."
    assert found.problems[1].reason.startswith("The row has 8 cells where the header has 7")
    assert (found.people_skipped, found.repeats) == (2, 1)
    assert found.people[1].name == "wren-hale-12"
    assert [(person.name, person.greeting) for person in found.people if not person.first_name] == [
        ("wren-hale-12", None),
        ("x-1", None),
    ]
    assert found.people[5].company == "A  B"
    assert found.notes == [
        "2 rows hold only a date: people who have hidden or closed the profile.",
        "1 row names somebody a second time; the first row counts.",
        "2 people are kept without the day you connected: it could not be read or cannot be (line 10, 13).",
        "2 people have no name in the file and go by the profile address (line 8, 18).",
    ]


def test_rows_inside_an_unclosed_quote_are_not_lost_silently(tmp_path: Path) -> None:
    people = "".join(ADA.replace("ada-okafor", f"p{n}").replace("Northwind Labs", f"L{n}") for n in range(4))
    opened = people.replace("L1", '"L1').replace(
        ",Head of Research,02 Jan 2019\nAda,Okafor,https://www.linkedin.com/in/p3",
        '",,\nAda,Okafor,https://www.linkedin.com/in/p3',
    )
    found = read_text(tmp_path, HEAD + opened)
    assert [person.key for person in found.people] == ["p0", "p3"]
    (problem,) = found.problems
    assert problem.line == 3
    assert "lines 3 to 4" in problem.reason


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["9/5/18, 3:04 AM", "12/31/17, 11:59 PM"], ["2018-09-05", "2017-12-31"]),
        (["9/5/18", "31/12/17"], ["2018-05-09", "2017-12-31"]),
        (["02 Jan 2019", "04-Apr-21"], ["2019-01-02", "2021-04-04"]),
        (["43467", "2019-01-03"], ["2019-01-02", "2019-01-03"]),
    ],
)
def test_days_of_a_column(tmp_path: Path, cells: list[str], days: list[str]) -> None:
    rows = "".join(f'P{n},Q,https://www.linkedin.com/in/p{n},,,,"{cell}"\n' for n, cell in enumerate(cells))
    assert [person.connected_on for person in read_text(tmp_path, HEAD + rows).people] == days


def test_when_the_export_was_made(tmp_path: Path) -> None:
    assert read_text(tmp_path, HEAD + ADA).dated == "2019-01-02"
    assert read_text(tmp_path, HEAD + ADA.replace("02 Jan 2019", "")).dated is None
    write_export(tmp_path / "x.zip", people=20, day="2026-10-05")
    assert read(tmp_path / "x.zip", today=TODAY).dated == "2026-10-05"
    write_export(tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip", people=20)
    assert read(tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip", today=date(2001, 1, 1)).dated == "2026-11-22"


def test_a_clock_that_is_behind_costs_nobody_their_day(tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text(HEAD + ADA.replace("2019", "2026"))
    assert read(tmp_path / "Connections.csv", today=date(1970, 1, 1)).people[0].connected_on == "2026-01-02"


@pytest.mark.parametrize("text", [HEAD, HEAD + ",,,,,,07 Jun 2021\n" * 3, 'Notes:\n"x"\n\n' + HEAD])
def test_zero_people_is_never_success(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileProblem, match="There is nobody in Connections") as caught:
        read_text(tmp_path, text)
    assert "First Name, Last Name, URL, Email Address, Company, Position, Connected On" in str(caught.value)
    assert "Get a copy of your data" in str(caught.value)


def test_a_file_without_its_header(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="The columns seen are: Ada, Okafor"):
        read_text(tmp_path, ADA * 3)
    write_people(tmp_path / "x.zip", [])
    with pytest.raises(FileProblem, match=r"x\.zip: There is nobody"):
        read(tmp_path / "x.zip")


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.linkedin_connections.MOST_PEOPLE", 3_000)
    with pytest.raises(FileProblem, match="no LinkedIn export"):
        read_text(tmp_path, HEAD + ADA * 5_000)


def test_hostile_names_are_clean_and_whole(tmp_path: Path) -> None:
    people = write_export(tmp_path / "x.zip", people=60, hostile=True)
    found = read(tmp_path / "x.zip", today=TODAY)
    assert len(found.people) == 60
    stored = "".join(text for person in found.people for text in person if isinstance(text, str))
    assert not {
        c for c in stored if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    }
    assert "[@click=app.quit]hi[/] Moss" in {person.name for person in found.people}
    assert max(len(person.name) for person in found.people) > 10_000, "cutting is for the screen"
    by_slug = {person.key: person for person in found.people}
    for person in people:
        if (person.first, person.last) in HOSTILE:
            assert by_slug[person.slug.casefold()].name == full_name(person.first, person.last)


def test_a_name_longer_than_any_name(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, HEAD + ADA + ADA.replace("Ada", "Z\u0323\u0301" * 50_000) + ADA.replace("ada-okafor", "%CC%A3" * 50_000)
    )
    assert [(person.key, person.line) for person in found.people] == [("ada-okafor", 2), ("name:ada okafor|2019-01-02", 4)]
    assert found.problems[0].line == 3
    assert len(found.problems[0].reason) < 100


def test_the_same_network_some_weeks_later(tmp_path: Path) -> None:
    before = write_export(tmp_path / "a.zip", people=2000, day="2026-10-01")
    write_people(tmp_path / "b.zip", newer(before), day="2026-11-22")
    old, new = (read(tmp_path / name, today=TODAY) for name in ("a.zip", "b.zip"))
    again = read(tmp_path / "a.zip", today=TODAY)
    assert again == old, "the same file reads the same"
    was, now = ({person.key: person for person in reading.people} for reading in (old, new))
    assert (len(was), len(now), len(was.keys() & now.keys())) == (2000, 2015, 1995)
    changed = [
        key for key in was.keys() & now.keys() if (was[key].company, was[key].position) != (now[key].company, now[key].position)
    ]
    assert len(changed) == 20
    gone = {(was[key].name, was[key].connected_on) for key in was.keys() - now.keys()}
    come = [(now[key].name, now[key].connected_on) for key in now.keys() - was.keys()]
    assert len(gone) == 5
    assert sum(pair in gone for pair in come) == 5, "each changed slug is one person by name and day"


def test_the_invented_network_is_as_messy_as_real_ones() -> None:
    people = invent(10_000)
    share = {
        "several words": sum(len(person.first.split()) > 1 for person in people),
        "comma": sum("," in person.last for person in people),
        "spaces": sum(
            f"{person.first}|{person.last}" != "|".join(" ".join(s.split()) for s in (person.first, person.last))
            for person in people
        ),
        "e-mail": sum(bool(person.email) for person in people),
        "emoji": sum(any(ord(c) > 0x1F000 for c in person.last) for person in people),
    }
    for what, percent in {"several words": 9, "comma": 5, "spaces": 4, "e-mail": 3, "emoji": 1}.items():
        assert percent * 60 < share[what] < percent * 140, what
    assert len({person.slug for person in people}) == 10_000
    assert invent(50, seed=3) == invent(50, seed=3)
    assert all(person.slug.isascii() or "%" not in person.slug for person in people)


@pytest.mark.parametrize("me", ["https://example.org/ada", "Ada Okafor", "ada@example.org"])
def test_me_must_be_a_profile(tmp_path: Path, me: str) -> None:
    write_export(tmp_path / "x.zip", people=5)
    with pytest.raises(UsageError, match="your own profile address"):
        read(tmp_path / "x.zip", me=me)


def test_progress_goes_up_to_the_end_and_may_stop_it(tmp_path: Path) -> None:
    write_export(tmp_path / "x.zip", people=5_000, messages=5_000)
    seen: list[tuple[int, int]] = []
    read(tmp_path / "x.zip", progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert len({total for _, total in seen}) == 1
    assert seen[-1][0] == seen[-1][1]
    assert len(seen) > 4

    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        read(tmp_path / "x.zip", progress=stop)
