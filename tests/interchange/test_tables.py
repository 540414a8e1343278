"""Any CSV, the way people's files really are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.encoding import settle
from reconnect_tui.interchange.tables import Shape, Table, fold_heading, listed, numbered, open_table

FRUIT = Shape(
    "fruit", {"name": "name", "colour": "colour", "color": "colour", "eatenon": "on"}, lambda heads: heads >= {"name", "eatenon"}
)


def table(data: bytes | str) -> Table:
    return open_table("fruit.csv", data if isinstance(data, bytes) else data.encode(), (FRUIT,))


def cells(found: Table, *fields: str) -> list[tuple[int, tuple[str, ...]]]:
    pick = found.picker(*fields)
    return [(line, pick(row)) for line, row in found]


HEAD = "Name,Colour,Eaten on\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (HEAD + "Äpple,red,today\n", 2),
        ("\ufeff" + HEAD + "Äpple,red,today\n", 2),
        ('Notes:\n"A long, quoted\nsentence"\n\n' + HEAD + "Äpple,red,today\n", 6),
        ('Notes:,,\n"A long sentence",,\n,,\n' + HEAD + "Äpple,red,today\n", 5),
        ("sep=;\nName;Colour;Eaten on\nÄpple;red;today\n", 3),
        ("sep=^\r\nName^Colour^Eaten on\r\nÄpple^red^today\r\n", 3),
        ("Name\tColour\tEaten on\nÄpple\tred\ttoday", 2),
        ("Name|Colour|Eaten on\nÄpple|red|today", 2),
        ('"Name";"Colour";"Eaten on"\r\n"Äpple";"red";"today"\r\n', 2),
        (" name , COLOR ,eaten_on\rÄpple,red,today\r", 2),
        ("Eaten on,Pips,Name,Colour\ntoday,9,Äpple,red\n", 2),
        (HEAD + "\n\nÄpple,red,today,,,\n", 4),
        ('a note with a " in it, not closed\n' + HEAD + "Äpple,red,today\n", 3),
    ],
    ids=str,
)
def test_one_row_however_it_was_saved(data: str, line: int) -> None:
    assert cells(table(data), "name", "colour", "on") == [(line, ("Äpple", "red", "today"))]


@pytest.mark.parametrize(
    ("codec", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("cp1252", "was read as Windows-1252"),
    ],
)
def test_encodings(codec: str, note: str) -> None:
    found = table((HEAD + "Crème brûlée,café,2019\n" * 20).encode(codec))
    assert cells(found, "name")[19] == (21, ("Crème brûlée",))
    assert (note in " ".join(found.notes)) if note else not found.notes


def test_a_few_broken_bytes_do_not_spoil_every_accent() -> None:
    found = table((HEAD + "Crème,café,2019\n" * 5).encode()[:-12])
    assert cells(found, "name", "colour")[0][1] == ("Crème", "café")
    found = table((HEAD + "Crème,café,2019\n" * 5).encode() + b"Cr\xe8me,red,2019\n")
    assert cells(found, "name")[-1] == (7, ("Cr\ufffdme",))
    assert "not UTF-8" in found.notes[0]


def test_nuls_are_left_out_and_counted() -> None:
    found = table(HEAD.encode() + b"Ap\0ple,red\0,2019\n")
    assert cells(found, "name", "colour") == [(2, ("Apple", "red"))]
    assert found.notes == ["fruit.csv had 2 NUL bytes, now left out."]


def test_line_and_paragraph_separators_stay_inside_their_cell() -> None:
    assert cells(table(HEAD + "Ap\u2028ple\x0b\x85,r\x1ced,2019\nPear,,\n"), "name") == [
        (2, ("Ap\u2028ple\x0b\x85",)),
        (3, ("Pear",)),
    ]


def test_short_rows_are_filled_and_absent_columns_are_empty() -> None:
    found = table("Name,Eaten on\nApple\nPear,2019\n")
    assert cells(found, "name", "colour", "on") == [(2, ("Apple", "", "")), (3, ("Pear", "", "2019"))]
    assert "colour" not in found
    assert "name" in found


def test_text_beyond_the_last_column_is_told() -> None:
    found = table(HEAD + "Apple,red,2019\nPear,green,yellow,2020\n")
    assert cells(found, "name", "on") == [(2, ("Apple", "2019")), (3, ("Pear", "yellow"))]
    assert found.wide == {3: 4}


def test_lines_are_counted_over_rows_of_several_lines() -> None:
    found = table('Name,Colour,Eaten on\n"Ap\nple","r\r\ned",2019\nPear,green,2020\n')
    assert [line for line, _ in found] == [2, 5]
    assert found.tall == {2: 4}


def test_an_unclosed_quote_costs_its_own_row_only() -> None:
    found = table(HEAD + 'Apple,"red,2019\nPear,green,2020\nPlum,"blue, dark",2021\nFig,black,2022\n')
    assert [row[0] for _, row in found] == ["Pear", "Plum", "Fig"]
    assert [(problem.line, problem.file) for problem in found.problems] == [(2, "fruit.csv")]
    assert [line for line, _ in found] == [3, 4, 5], "a second reading says the same"
    assert len(found.problems) == 1


def test_an_unclosed_quote_before_the_end_of_the_file() -> None:
    found = table(HEAD + 'Apple,red,2019\nPear,"green,2020\nPlum,blue,2021\nFig,black,2022')
    assert [row[0] for _, row in found] == ["Apple", "Plum", "Fig"]
    assert [problem.line for problem in found.problems] == [3]


def test_a_quote_out_of_place_is_read_all_the_same() -> None:
    found = table(HEAD + 'Apple,"dark" red,2019\nPear,green,2020\n')
    assert [row[:2] for _, row in found] == [["Apple", "dark red"], ["Pear", "green"]]
    assert not found.problems
    assert "line 2" in found.notes[0]


def test_a_cell_longer_than_any_text_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.tables._FIELD_LIMIT", 1000)
    before = csv.field_size_limit()
    try:
        found = table(HEAD + "A" * 2000 + ",red,2019\nPear,green,2020\n")
        assert [row[0] for _, row in found] == ["Pear"]
        assert [problem.line for problem in found.problems] == [2]
    finally:
        csv.field_size_limit(before)


def test_no_header_lists_the_columns_seen() -> None:
    with pytest.raises(FileProblem, match="The columns seen are: Fruit, Weight, Price") as caught:
        table("Fruit,Weight,Price\nApple,1,2\n")
    assert caught.value.path == "fruit.csv"
    with pytest.raises(FileProblem, match="The file is empty"):
        table(b"\xef\xbb\xbf \r\n")
    with pytest.raises(FileProblem) as caught:
        table("\x1b]52;c;x\x07,[bold]\u202e," + ",".join(f"c{n}" for n in range(40)))
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)
    assert str(caught.value).endswith("and 22 more.")


def test_a_file_of_broken_quotes_is_given_up() -> None:
    broken = HEAD + 'Fig,"black\nPear,green,2020\n' * 2_500
    with pytest.raises(FileProblem, match="quotes are out of place") as caught:
        list(table(broken))
    assert caught.value.line > 2_000
    with pytest.raises(FileProblem, match="quotes are out of place"):
        list(table(HEAD + 'Fig,"black\n' + "words\n" * 25_000))
    with pytest.raises(FileProblem, match="far more than such a file"):
        table(HEAD + "\n" * 1_000_001)


def test_thousands_of_quotes_out_of_place() -> None:
    found = table(HEAD + 'Fig,"dark" red,2019\n' * 5_000 + 'Fig,"black\n' * 500 + "Pear,green,2020\n")
    rows = [row[0] for _, row in found]
    assert (len(rows), rows[-1]) == (5_001, "Pear")
    assert len(found.problems) == 1


def test_words_for_sentences() -> None:
    assert fold_heading("E-mail\u00a0Address ") == "emailaddress"
    assert listed([]) == "none"
    assert numbered([3, 8]) == "3, 8"
    assert numbered(range(1, 10)) == "1, 2, 3, 4, 5 and 4 more"


@given(
    st.lists(st.tuples(st.text('aä,;"\n\r \u2028x', max_size=6), st.text("b🙂'\t", max_size=4)), max_size=8),
    st.sampled_from(",;\t|"),
)
def test_whatever_csv_wrote_comes_back(rows: list[tuple[str, str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["Name", "Colour", "Eaten on"])
    writer.writerows([*row, "2019"] for row in rows)
    found = table(out.getvalue())
    assert [pair for _, pair in cells(found, "name", "colour")] == rows
    assert not found.problems


@given(st.binary(max_size=300))
def test_any_bytes_settle(data: bytes) -> None:
    text = settle(data)
    text.data.decode(text.encoding, text.errors)
    assert b"\0" not in text.data


@given(st.binary(max_size=200))
def test_any_bytes_after_a_header_are_rows_or_problems(data: bytes) -> None:
    found = table(HEAD.encode() + data)
    assert all(len(row) == 4 for _, row in found)
