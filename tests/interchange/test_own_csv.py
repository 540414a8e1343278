"""Our own CSV loses nothing, whatever people wrote, for programs and for spreadsheets; and no cell of it acts in a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.person import CONTACT_KINDS, STATUSES, ContactPoint
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.interchange import own_cells, own_csv
from reconnect_tui.interchange.own_cells import OwnPerson, companion, guard, joined, parted, spare, unguard
from reconnect_tui.interchange.tables import open_table

HOSTILE = (
    "=cmd|' /C calc'!A0", "+1 555 0100", "-1+1", "@SUM(1)", "\t=1", "  =1", "'=1", "''=1", "'quoted'", "'", "a;b\\", "\\", ";", "; ", '"', '""',
    "a\nb", "\n=1", "a,b", "007", "12e345678901", "123456789012", "１＋１", "＝1", "\u2028x", "\ufeffx", "sep=;", "ID", " edge ", "é\u0301", "王芳",
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text("'=+-@ \t;\\,\"\n0123e", max_size=12),
)
LINES = WORDS.map(clean_line)
TEXTS = WORDS.map(clean_text)
NAMED = LINES.filter(lambda text: bool(text.strip()))
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
POINTS = st.builds(
    lambda kind, value, label, preferred: ContactPoint(kind, value, own_csv.normalised(kind, value), label, preferred),
    st.sampled_from(CONTACT_KINDS), NAMED, LINES, st.booleans(),
)  # fmt: skip
UIDS = st.from_regex(r"[0-9a-f]{12}", fullmatch=True) | st.sampled_from(("123456789012", "12e345678901", "000000000001"))


@st.composite
def own_people(draw: st.DrawFn) -> list[OwnPerson]:
    people = []
    for uid in sorted(draw(st.sets(UIDS, min_size=1, max_size=4))):
        fields: dict[str, object] = {field: draw(LINES) for field in own_cells.FIELDS.values()}
        fields |= {
            "uid": uid, "name": draw(NAMED), "about": draw(TEXTS), "how_met": draw(TEXTS), "salutation": draw(TEXTS),
            "greeting": draw(st.none() | NAMED), "pace": draw(st.none() | st.integers(1, 9999)), "status": draw(st.sampled_from(STATUSES)),
            "birthday": draw(DAYS | st.sampled_from(("--02-29", "--12-31", "1984-02-29"))), "connected_on": draw(DAYS), "later_until": draw(DAYS),
        }  # fmt: skip
        lists = {field: draw(st.lists(NAMED, max_size=3, unique=True)) for field in own_cells.LISTS.values()}
        relations = [(draw(LINES), draw(NAMED), draw(UIDS | st.just(""))) for _ in range(draw(st.integers(0, 2)))]
        people.append(OwnPerson(fields, lists, draw(st.lists(POINTS, max_size=4)), relations))
    return people


def written(people: list[OwnPerson], *, spreadsheet: bool = False) -> bytes:
    most = {"relation": max(len(one.relations) for one in people)}
    for kind in CONTACT_KINDS:
        most[kind] = max(sum(point.kind == kind for point in one.contacts) for one in people)
    return "".join(own_cells.lines(own_cells.people_rows(people, most), spreadsheet=spreadsheet)).encode()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own") / "people.csv"


@given(people=own_people(), spreadsheet=st.booleans())
def test_everything_of_everybody_comes_back(path: Path, people: list[OwnPerson], spreadsheet: bool) -> None:
    path.write_bytes(written(people, spreadsheet=spreadsheet))
    reading = own_csv.read(path)
    assert (reading.problems, reading.repeats, len(reading.people)) == ([], 0, len(people))
    for one, found in zip(people, reading.people, strict=True):
        fields, kept = one.fields, found.kept
        assert kept is not None
        assert found.key == f"reconnect:{fields['uid']}"
        told = found._asdict() | kept._asdict()
        for field, value in fields.items():
            if field != "last_contact":
                assert told[field] == value, field
        assert (found.tags, kept.nicknames, kept.former_slugs) == tuple(map(tuple, one.lists.values()))
        order = list(CONTACT_KINDS)
        assert [tuple(point) for point in found.contacts] == [
            tuple(point) for point in sorted(one.contacts, key=lambda point: (not point.preferred, order.index(point.kind)))
        ]
        assert [(each.kind, each.name, each.key.removeprefix("reconnect:")) for each in found.relations] == one.relations


@given(people=own_people())
def test_no_cell_acts_in_a_spreadsheet(people: list[OwnPerson]) -> None:
    data = written(people, spreadsheet=True)
    assert data.startswith(b"\xef\xbb\xbfid,")
    for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell
            assert not cell.startswith(("\t", "\r", "\n")), cell


@given(people=own_people())
def test_a_plain_file_is_what_was_said(people: list[OwnPerson]) -> None:
    """But for texts that look guarded already, and those one can tell."""
    data = written(people)
    assert data.startswith(b"id,Name,")
    rows = list(csv.DictReader(StringIO(data.decode(), newline="")))
    for one, row in zip(people, rows, strict=True):
        for heading, field in own_cells.FIELDS.items():
            value = "" if one.fields[field] is None else str(one.fields[field])
            assert row[heading] == (value if not value.startswith("'") else spare(value))


@given(WORDS)
def test_the_guard_and_its_way_back(text: str) -> None:
    assert unguard(guard(text)) == text
    assert unguard(spare(text)) == text
    if not text.startswith("'"):
        assert spare(text) == text


def test_an_apostrophe_of_somebodys_own_stays() -> None:
    assert [unguard(text) for text in ("'tis", "'=1", "'+49 30", "'", "''=1")] == ["'tis", "=1", "+49 30", "'", "'=1"]


@given(st.lists(WORDS.filter(bool), max_size=5))
def test_a_list_in_a_cell(items: list[str]) -> None:
    assert parted(joined(items)) == items


def test_a_list_typed_by_hand() -> None:
    assert parted("friends;work; sailing ;") == ["friends", "work", "sailing "]
    assert parted("a\\") == ["a\\"]
    assert parted("") == []


def test_where_the_moments_lie() -> None:
    assert companion("/a.b/people.csv") == "/a.b/people-moments.csv"
    assert companion("/a.b/people") == "/a.b/people-moments.csv"
    assert companion("x.y.CSV") == "x.y-moments.CSV"


MOMENTS = (
    "id,At,Kind,Direction,Channel,Text,Outcome,Thread,Group thread,Imported as,People ids,People\r\n"
    'm1,2023-03-12T08:00:00Z,message,in,linkedin,"Hello,\nyou",,t1,yes,linkedin:k1,aa; bb,Ada Okafor; Bo Lind\r\n'
    "m2,2023-02-02,call,,phone,,no-answer,,,,aa,Ada Okafor\r\n"
)
PEOPLE = "id,Name,How met,Later until\r\naa,Ada Okafor,,\r\nbb,Bo Lind,,\r\n"


def test_the_moments_beside_the_people_come_along(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(PEOPLE.encode())
    (tmp_path / "people-moments.csv").write_bytes(MOMENTS.encode())
    reading = own_csv.read(tmp_path / "people.csv")
    assert reading.files == ("people.csv", "people-moments.csv")
    assert any("people-moments.csv" in note for note in reading.notes)
    first, second = reading.moments
    assert (first.key, first.people, first.direction, first.text) == (
        "reconnect:m1",
        ("reconnect:aa", "reconnect:bb"),
        "in",
        "Hello,\nyou",
    )
    assert (first.thread, first.group_thread, first.imported_as) == ("t1", True, "linkedin:k1")
    assert (second.at, second.direction, second.outcome, second.group_thread) == ("2023-02-02", None, "no-answer", False)
    alone = own_csv.read(tmp_path / "people-moments.csv")
    assert (alone.people, alone.moments, alone.names["reconnect:bb"]) == ([], reading.moments, "Bo Lind")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("m,2023-02-30,call,,,,,,,,aa,", "is no date"),
        ("m,12 Mar 2023,call,,,,,,,,aa,", "is no date"),
        ("m,2023-03-12T25:00:00Z,call,,,,,,,,aa,", "is no date"),
        ("m,2023-03-12,dance,,,,,,,,aa,", "kind"),
        ("m,2023-03-12,call,up,,,,,,,aa,", "direction"),
        ("m,2023-03-12,call,,,,,,,,,Ada", "names nobody"),
        (",2023-03-12,call,,,,,,,,aa,", "no id"),
        ("m,2023-03-12,call,,,,,,,,aa,,more", "13 cells"),
    ],
)
def test_a_bad_moment_is_named_with_its_line(tmp_path: Path, cells: str, reason: str) -> None:
    path = tmp_path / "x-moments.csv"
    path.write_text(MOMENTS.replace("\r\n", "\n") + cells + "\n")
    reading = own_csv.read(path)
    assert len(reading.moments) == 2
    ((file, line, why),) = reading.problems
    assert (file, line) == ("x-moments.csv", 5)
    assert reason in why


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("cc,,,", "no name"),
        ("cc,Cy,,14.03.1984", "is no date"),
        ("cc,Cy,,2026-02-30", "is no date"),
        ("cc,Cy,,,more", "5 cells"),
        (f"cc,{'C' * 20_001},,", "longer"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE + row + "\n", newline="")
    reading = own_csv.read(path)
    assert len(reading.people) == 2
    ((_, line, why),) = reading.problems
    assert line == 4
    assert reason in why


@pytest.mark.parametrize(
    ("field", "value"), [("Status", "asleep"), ("Pace", "0"), ("Pace", "often"), ("Birthday", "--02-30"), ("Birthday", "March")]
)
def test_a_bad_value_is_no_guess(tmp_path: Path, field: str, value: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"id,Name,How met,Later until,{field}\naa,Ada,,,{value}\n")
    reading = own_csv.read(path)
    assert (len(reading.people), len(reading.problems)) == (0, 1)


def test_rows_written_in_by_hand_and_twice(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "id;Name;How met;Later until;E-mail 1;Shoe size\n;Cy Moe;;;cy@example.org;44\n;Cy Moe;;;CY@example.org;44\naa;Ada;;;;\naa;Ada;;;;\n"
    )
    reading = own_csv.read(path)
    assert [one.key for one in reading.people] == ["row:cy moe|cy@example.org", "reconnect:aa"]
    assert reading.repeats == 2
    assert any("Shoe size" in note for note in reading.notes)


def test_no_other_table_is_taken_for_ours() -> None:
    for header in ("id,name,email", "First Name,Last Name,URL,Email Address,Company,Position,Connected On", "id,at,kind"):
        with pytest.raises(FileProblem):
            open_table("x.csv", f"{header}\n1,2,3\n".encode(), (own_csv.OWN,))


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be read"):
        own_csv.read(tmp_path)
