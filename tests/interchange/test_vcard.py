"""Reading address books: every point of FORMATS.md, "vCard 2.1, 3.0, 4.0", and files of many cards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange import vcard, vcard_cards
from reconnect_tui.interchange.records import FoundPerson, FoundRelation, Reading
from reconnect_tui.interchange.vcard import is_vcard
from reconnect_tui.services.contacts import normalise_contact
from tests.data.vcards import CARDS, CorpusCard, lines

TODAY = date(2026, 11, 25)


def read(path: Path, data: bytes | str) -> Reading:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return vcard.read(path, today=TODAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "book.vcf"


def told(person: FoundPerson, field: str, wanted: object) -> object:
    """What a person has in a field, as far as ``wanted`` says something about it."""
    if field in ("contacts", "relations") and isinstance(wanted, tuple):
        sizes = [len(one) for one in wanted] + [9] * len(getattr(person, field))
        have: list[tuple[object, ...]] = (
            [(one.kind, one.value, one.label, one.preferred) for one in person.contacts]
            if field == "contacts"
            else [tuple(one) for one in person.relations]
        )
        return tuple(one[:size] for one, size in zip(have, sizes, strict=False))
    return getattr(person, field)


def test_the_corpus_is_as_large_as_it_must_be() -> None:
    assert len({card.point for card in CARDS}) == len(CARDS)
    assert len(CARDS) >= 150


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.point)
def test_every_card_of_the_corpus(file: Path, card: CorpusCard) -> None:
    reading = read(file, card.data)
    assert reading.problems == []
    assert reading.source == "vcard"
    (person,) = reading.people
    assert person.name == card.name
    assert {field: told(person, field, wanted) for field, wanted in card.facts.items()} == card.facts
    assert person.key
    assert person.line >= 1
    for point in person.contacts:
        if point.kind in ("email", "phone", "url"):
            assert point.normalised == normalise_contact(point.kind, point.value)[1]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.point)
def test_the_raw_card_can_be_read_again(file: Path, card: CorpusCard) -> None:
    (person,) = read(file, card.data).people
    (again,) = read(file, person.raw).people
    assert again._replace(line=0, raw="") == person._replace(line=0, raw="")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.point)
def test_is_vcard(card: CorpusCard) -> None:
    assert is_vcard(card.data[:64])


@pytest.mark.parametrize(
    "start", [b"", b"First Name,Last Name\nBEGIN,VCARD", b"note: BEGIN:VCARD", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\n", b"{}"]
)
def test_what_is_no_vcard(start: bytes) -> None:
    assert not is_vcard(start)


def test_all_cards_in_one_file(file: Path) -> None:
    """Missing ENDs, AGENTs and odd line breaks cost the neighbours nothing."""
    cards = [card for card in CARDS if "UTF-16" not in card.point]
    reading = read(file, b"\r\n".join(card.data for card in cards))
    assert len(reading.people) + reading.repeats == len(cards)
    assert reading.problems == []
    assert {card.name for card in cards if card.data.isascii()} <= {person.name for person in reading.people}


def test_lines_and_keys(file: Path) -> None:
    text = (
        lines("FN:Ada Okafor", "NOTE:a", " b", eol="\n")
        + "\n\n"
        + lines("FN:Ben Doe", eol="\r\n")
        + lines("FN:Ben Doe", "TEL:1234", eol="\r")
    )
    reading = read(file, text)
    assert [(person.name, person.line, person.key) for person in reading.people] == [
        ("Ada Okafor", 1, "name:ada okafor"),
        ("Ben Doe", 9, "name:ben doe"),
        ("Ben Doe", 13, "name:ben doe|1234"),
    ]


def test_no_break_between_two_cards(file: Path) -> None:
    text = lines("FN:Ada Okafor").rstrip() + lines("FN:Ben Doe").rstrip() + "\ufeff" + lines("FN:Mia Doe")
    assert [person.name for person in read(file, text).people] == ["Ada Okafor", "Ben Doe", "Mia Doe"]


def test_a_begin_closes_the_open_card(file: Path) -> None:
    text = (
        lines("FN:Ada Okafor", "NOTE:tea", end="")
        + lines("FN:Ben Doe")
        + lines("FN:Mia Doe", "AGENT:x", end="")
        + lines("FN:Tom Doe")
    )
    assert [(person.name, person.about) for person in read(file, text).people] == [
        ("Ada Okafor", "tea"), ("Ben Doe", ""), ("Mia Doe", ""), ("Tom Doe", ""),
    ]  # fmt: skip


def test_an_agent_line_outside_any_card_swallows_nobody(file: Path) -> None:
    reading = read(file, lines("FN:Ada Okafor") + "AGENT:\r\n" + lines("FN:Ben Doe"))
    assert [person.name for person in reading.people] == ["Ada Okafor", "Ben Doe"]
    assert [(problem.line, problem.reason) for problem in reading.problems] == [
        (5, "These lines are in no card and were not read.")
    ]


def test_a_bad_card_is_a_line_of_the_report_and_the_others_come_in(file: Path) -> None:
    text = lines("FN:Ada Okafor") + lines() + lines("NOTE:tea") + lines("FN:" + "a" * 20_001) + lines("FN:Ben Doe")
    reading = read(file, text)
    assert [person.name for person in reading.people] == ["Ada Okafor", "Ben Doe"]
    assert [(problem.file, problem.line, problem.reason) for problem in reading.problems] == [
        ("book.vcf", 5, "The card is empty."),
        ("book.vcf", 8, "The card names nobody."),
        ("book.vcf", 12, "The name is longer than 20,000 characters, so it is none."),
    ]


def test_words_before_the_first_card_are_told(file: Path) -> None:
    reading = read(file, "From: ada@example.org\n\n" + lines("FN:Ada Okafor"))
    assert [(problem.line, problem.reason) for problem in reading.problems] == [
        (1, "These lines are in no card and were not read.")
    ]
    assert len(reading.people) == 1


def test_the_same_card_twice_is_a_repeat(file: Path) -> None:
    reading = read(file, lines("FN:Ada Okafor", "TEL:1234") * 3 + lines("FN:Ada Okafor", "TEL:5678"))
    assert [person.key for person in reading.people] == ["name:ada okafor|1234", "name:ada okafor|5678"]
    assert reading.repeats == 2


def test_two_cards_with_one_uid_are_one_person_and_nothing_is_lost(file: Path) -> None:
    first = lines("UID:a", "FN:Ada Okafor", "N:Okafor;Ada;;;", "EMAIL;TYPE=PREF:a@example.org", "X-ONE:1", "NOTE:tea")
    second = lines(
        "UID:a",
        "FN:Ada Okafor",
        "EMAIL;TYPE=PREF:b@example.org",
        "EMAIL:a@example.org",
        "X-TWO:2",
        "CATEGORIES:x",
        "NOTE:sails",
        "TITLE:Head",
    )
    reading = read(file, first + second + second)
    (person,) = reading.people
    assert reading.repeats == 2
    assert [(point.value, point.preferred) for point in person.contacts] == [("a@example.org", True), ("b@example.org", False)]
    assert (person.about, person.tags, person.position, person.first_name) == ("tea\n\nsails", ("x",), "Head", "Ada")
    assert "X-ONE:1" in person.raw
    assert "X-TWO:2" in person.raw


def test_a_uid_that_two_names_share_names_both(file: Path) -> None:
    reading = read(file, lines("UID:0", "FN:Ada Okafor") + lines("UID:0", "FN:Ben Doe") + lines("UID:0", "FN:Mia Doe"))
    assert [person.key for person in reading.people] == ["0", "0|2", "0|3"]


@pytest.mark.parametrize(
    ("kind", "member"), [("KIND:group", "MEMBER"), ("X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER")]
)
def test_a_group_becomes_a_tag_of_its_members(file: Path, kind: str, member: str) -> None:
    uid = "4FBE8971-0BC3-424C-9C26-36C3E1EFF6B1"
    group = lines(
        kind, "FN:Sailing", f"{member}:urn:uuid:{uid}", f"{member}:mailto:ben@example.org", f"{member}:urn:uuid:{uid[::-1]}"
    )
    people = (
        lines(f"UID:{uid}", "FN:Ada Okafor", "CATEGORIES:friends")
        + lines("FN:Ben Doe", "EMAIL:Ben@example.org")
        + lines("FN:Mia Doe")
    )
    reading = read(file, group + people)
    assert [(person.name, person.tags) for person in reading.people] == [
        ("Ada Okafor", ("friends", "Sailing")), ("Ben Doe", ("Sailing",)), ("Mia Doe", ()),
    ]  # fmt: skip
    assert reading.people_skipped == 1
    assert reading.notes == ["One group of people became a tag of those in it."]


def test_a_relation_by_uid_has_the_name_of_that_card(file: Path) -> None:
    reading = read(
        file,
        lines("UID:a1", "FN:Ada Okafor", "RELATED;TYPE=spouse:uid:b1", "RELATED;TYPE=friend:c1")
        + lines("UID:b1", "FN:Ben Doe")
        + lines("UID:c1", "FN:Mia"),
    )
    assert reading.people[0].relations == (FoundRelation("spouse", "Ben Doe", "b1"), FoundRelation("friend", "Mia", "c1"))


def test_a_folder_of_cards(tmp_path: Path) -> None:
    book = tmp_path / "work"
    book.mkdir()
    (tmp_path / "b.vcf").write_text(lines("FN:Ben Doe"))
    (tmp_path / "a.VCF").write_text(lines("FN:Ada Okafor"))
    (tmp_path / ".hidden.vcf").write_text(lines("FN:Nobody"))
    (tmp_path / "readme.txt").write_text("no card")
    (book / "c.vcf").write_text(lines("FN:Mia Doe"))
    (book / "d.vcf").write_text("nothing")
    seen: list[tuple[int, int]] = []
    reading = vcard.read(tmp_path, today=TODAY, progress=lambda done, total: seen.append((done, total)))
    assert [(person.name, person.file) for person in reading.people] == [
        ("Ada Okafor", "a.VCF"), ("Ben Doe", "b.vcf"), ("Mia Doe", "work/c.vcf"),
    ]  # fmt: skip
    assert [(problem.file, problem.reason) for problem in reading.problems] == [("work/d.vcf", "There is no vCard in this file.")]
    assert reading.files == ("a.VCF", "b.vcf", "c.vcf", "d.vcf")
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_what_progress_raises_comes_out(file: Path) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stop

    file.write_text(lines("FN:Ada Okafor"))
    with pytest.raises(Stop):
        vcard.read(file, progress=stop, today=TODAY)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"   \r\n", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"Name,E-mail\nAda,ada@example.org\n", "There is no vCard in this file."),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "There is no vCard in this file."),
    ],
)
def test_a_file_without_a_card_says_what_it_is(file: Path, data: bytes, words: str) -> None:
    with pytest.raises(FileProblem, match=words):
        read(file, data)


def test_an_empty_folder_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"There is no \.vcf file in this folder"):
        vcard.read(tmp_path, today=TODAY)
    with pytest.raises(FileProblem, match="cannot be read"):
        vcard.read(tmp_path / "gone.vcf", today=TODAY)
    (tmp_path / "a.vcf").write_text("x")
    (tmp_path / "b.vcf").write_text("y")
    with pytest.raises(FileProblem, match="None of its 2 files holds a vCard"):
        vcard.read(tmp_path, today=TODAY)


def test_sizes_have_an_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = lines("FN:Ada Okafor")
    monkeypatch.setattr(vcard_cards, "MOST_BYTES", 200)
    reading = read(file, lines("FN:Ben Doe", "NOTE:" + "tea " * 60) + small)
    assert [person.name for person in reading.people] == ["Ada Okafor"]
    assert reading.problems[0].reason == "The card is larger than 8 MB and was left out."
    monkeypatch.setattr(vcard, "MOST_CARDS", 2)
    with pytest.raises(FileProblem, match="more than 2 cards"):
        read(file, small * 3)
    monkeypatch.setattr(vcard, "MOST_BYTES", len(small) - 1)
    with pytest.raises(FileProblem, match="too much for an address book"):
        read(file, small)


@pytest.mark.parametrize(
    ("point", "note"),
    [
        ("Latin-1 that does not", "book.vcf was read as Windows-1252: check accents."),
        ("Shift_JIS that does not", "book.vcf was read as Shift_JIS: check the names."),
        ("NULs", "book.vcf had 1 NUL byte, now left out."),
    ],
)
def test_what_was_guessed_is_told(file: Path, point: str, note: str) -> None:
    assert read(file, next(card.data for card in CARDS if card.point == point)).notes == [note]


def test_a_broken_byte_does_not_spoil_the_accents_of_the_line(file: Path) -> None:
    reading = read(file, lines("FN:Zoë Müller").encode().replace(b"ler", b"ler\xff"))
    assert reading.people[0].name == "Zoë Müller\ufffd"
    assert reading.notes == ["book.vcf has bytes that are not UTF-8 and show as \ufffd: it may be damaged."]
