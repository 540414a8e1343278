"""Damaged address books: a ``FileProblem`` or a ``Reading``, never anything else; and whatever was read can be written and read again."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.interchange import vcard
from reconnect_tui.interchange.records import Reading
from reconnect_tui.interchange.vcard_writing import CardPerson, write_card
from tests.data.vcards import CARDS, CorpusCard, lines

TODAY = date(2026, 11, 25)
SPOILS = [
    b"\n", b"\r", b"\r\n ", b"=\r\n", b"=", b"\\", b";", b",", b":", b'"', b"\0", b"\xff", b"\xe2\x80\xa8", b"\x1b[31m", b"BEGIN:VCARD\r\n",
    b"END:VCARD\r\n", b"\nAGENT:\n", b"\nVERSION:2.1\n",
    b"END:VCARD\r\n\tBEGIN:VCARD\r\n", b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=B", b";CHARSET=UTF-16", b"item1.", b"\t",
]  # fmt: skip
DAY = re.compile(r"(\d{4}|-)-\d\d-\d\d")


def whole(reading: Reading) -> None:
    for person in reading.people:
        assert person.key
        assert person.name
        assert person.line > 0
        assert person.raw
        assert person.birthday is None or DAY.fullmatch(person.birthday)
        assert not {c for text in person[:10] if isinstance(text, str) for c in text} & set("\x00\x07\x1b\r\u202e")
        assert all("\n" not in text for text in (person.name, person.first_name, person.company, person.position))
        assert all(point.value and point.normalised and "\n" not in point.value + point.label for point in person.contacts)
        assert len({(point.kind, point.normalised) for point in person.contacts}) == len(person.contacts)
    assert len({person.key for person in reading.people}) == len(reading.people)
    assert all(problem.reason and problem.file for problem in reading.problems)


def survives(path: Path, data: bytes) -> bool:
    path.write_bytes(data)
    try:
        reading = vcard.read(path, today=TODAY)
    except FileProblem as problem:
        return not problem.reason
    whole(reading)
    for found in reading.people[:3]:
        person = CardPerson(
            found.key, found.name, found.first_name, found.last_name, found.nickname, found.company, found.position, found.headline,
            found.location, found.about, found.birthday, found.language, tuple(ContactPoint(*point) for point in found.contacts),
            found.tags, tuple((one.kind, one.name, one.key) for one in found.relations), (found.raw,),
        )  # fmt: skip
        path.write_bytes(write_card(person, today=TODAY).encode())
        (again,) = vcard.read(path, today=TODAY).people
        assert (again.name, again.company, again.birthday) == (found.name, found.company, found.birthday)
        assert {point.normalised for point in again.contacts} == {point.normalised for point in found.contacts}
    return True


def spoilt(data: bytes, r: random.Random) -> bytes:
    for _ in range(r.choice((1, 1, 2, 8, 40))):
        place = r.randrange(len(data) + 1)
        how = r.randrange(5)
        if how == 0:
            data = data[:place] + bytes([r.randrange(256)]) + data[place + 1 :]
        elif how == 1:
            data = data[:place] + r.choice(SPOILS) + data[place:]
        elif how == 2:
            data = data[:place] + data[place + r.randrange(1, 40) :]
        elif how == 3:
            data = data[:place] + data[place : place + r.randrange(200)] + data[place:]
        elif r.random() < 0.2:
            data = data[:place]
    return data


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), cards=st.lists(st.sampled_from(CARDS), min_size=1, max_size=4))
def test_spoilt_books(tmp_path: Path, seed: int, cards: list[CorpusCard]) -> None:
    data = b"".join(card.data for card in cards)
    survives(tmp_path / "x.vcf", spoilt(data, random.Random(seed)))


@given(
    data=st.binary(max_size=400),
    start=st.sampled_from([b"", b"BEGIN:VCARD\r\n", b"BEGIN:VCARD\nVERSION:2.1\nFN:Ada\nNOTE;QUOTED-PRINTABLE:"]),
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, data: bytes, start: bytes) -> None:
    survives(tmp_path / "x.vcf", start + data)


@pytest.mark.parametrize(
    "point", ["a card of everything", "UTF-16 LE", "Shift_JIS that says so", "AGENT within AGENT", "soft breaks"]
)
def test_every_length_of_a_file_cut_off(tmp_path: Path, point: str) -> None:
    data = next(card.data for card in CARDS if card.point == point)
    seen = sum(survives(tmp_path / "x.vcf", data[:end]) for end in range(len(data), 0, -max(len(data) // 100, 1)))
    assert seen > 20, "what is whole before the cut is read"


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD\nAGENT:\n" * 20_000,
        lines("UID:1", *("NOTE:tea",) * 20_000),
        "".join(lines("UID:1", "FN:Ada", f"TEL:{number}") for number in range(2_000)),
        "".join(lines("UID:1", f"FN:Ada {number}") for number in range(2_000)),
        "".join(lines("KIND:group", f"FN:Group {number}", "MEMBER:1") for number in range(2_000)) + lines("UID:1", "FN:Ada"),
        lines("FN:Ada", "TEL" + ';X="' * 100_000 + ":1"),
        lines("FN:Ada", ":" * 200_000),
        lines("FN:Ada", "NOTE;QUOTED-PRINTABLE:" + "=\r\n" * 100_000),
        lines("FN:Ada", "X:" + "\\" * 200_000 + "," * 100_000),
        lines("FN:Ada", *(f"item{number}.TEL:{number}" for number in range(20_000)), *(f"item{number}.X-ABLabel:a" for number in range(20_000))),
        lines("FN:Ada", *("BDAY:1984",) * 20_000, *(f"X-SPOUSE:Ben {number}" for number in range(20_000))),
        lines("FN:" + "e\u0301\u0323" * 6_000),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_made_to_take_long(tmp_path: Path, text: str) -> None:
    """Each of these took minutes, or the whole memory, of some reader; a reader that is square in anything will be seen here."""
    survives(tmp_path / "x.vcf", text.encode())
