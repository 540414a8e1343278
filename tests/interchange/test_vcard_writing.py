"""vCard → import → export: what came in comes out, what the user changed comes out as it is now."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.names import clean_name
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.interchange import vcard
from reconnect_tui.interchange.records import FoundPerson
from reconnect_tui.interchange.vcard_cards import Line, cards_in, lines_of
from reconnect_tui.interchange.vcard_values import unescape
from reconnect_tui.interchange.vcard_writing import CardPerson, uid_of, write_card
from tests.data.vcards import CARDS, CorpusCard, lines

TODAY = date(2026, 11, 25)


def read(path: Path, data: bytes | str) -> FoundPerson:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (person,) = vcard.read(path, today=TODAY).people
    return person


def kept(found: FoundPerson) -> CardPerson:
    """A person as the program keeps them after importing one card."""
    return CardPerson(
        found.key, found.name, found.first_name, found.last_name, found.nickname, found.company, found.position, found.headline,
        found.location, found.about, found.birthday, found.language, tuple(ContactPoint(*point) for point in found.contacts), found.tags,
        tuple((one.kind, one.name, one.key) for one in found.relations), (found.raw,) if found.raw else (),
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "book.vcf"


def properties(text: str) -> Counter[tuple[str, str]]:
    """Name and meaning of every property but VERSION, whichever version wrote it."""
    return Counter(
        (line.head.name, meaning(line)) for raw in cards_in(text) for line in lines_of(raw)[0] if line.head.name != "VERSION"
    )


def meaning(line: Line) -> str:
    value = line.value
    if line.head.name in ("PHOTO", "LOGO", "SOUND", "KEY"):
        return "".join(value.rpartition("base64,")[2].split())
    if line.head.name == "CATEGORIES":
        return value.replace(";", ",")
    value = unescape(value)
    if line.head.name in ("BDAY", "ANNIVERSARY", "DEATHDATE") and any(c.isdigit() for c in value):
        value = re.sub(r"^(1604|0000)|(?<=\d)[-/:]", "", value).lstrip("-").replace("198434", "19840304")
        value = value.removeprefix("1972") if line.head.param("X-APPLE-OMIT-YEAR") == "1972" else value
    return value.replace("\r\n", "\n").strip()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.point)
def test_no_property_is_lost(file: Path, card: CorpusCard) -> None:
    found = read(file, card.data)
    text = write_card(kept(found), today=TODAY)
    assert read(file, text)._replace(raw="", line=0) == found._replace(raw="", line=0)
    assert not properties(found.raw) - properties(text)
    assert write_card(kept(read(file, text)), today=TODAY) == text, "once it is 4.0 it stays as it is"


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.point)
def test_what_is_written_is_vcard_4(file: Path, card: CorpusCard) -> None:
    text = write_card(kept(read(file, card.data)), today=TODAY)
    assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert text.endswith("\r\nEND:VCARD\r\n")
    assert text.count("BEGIN:VCARD\r\n") == 1
    physical = text.removesuffix("\r\n").split("\r\n")
    assert max(len(line.encode()) for line in physical) <= 75
    assert not any("\n" in line or "\r" in line for line in physical)
    heads = [line.partition(":")[0] for line in text.replace("\r\n ", "").split("\r\n")]
    assert not any(re.search("QUOTED-PRINTABLE|CHARSET|BASE64", head, re.IGNORECASE) for head in heads)
    assert not any("TYPE=PREF" in head.upper() for head in heads if not head.rpartition(".")[2].startswith("X-"))
    assert all(re.fullmatch(r"([\w-]+\.)?[\w-]+(;[\w-]+=.*)?", head) for head in heads if head)
    assert any(re.fullmatch(r"([\w-]+\.)?FN(;.*)?", head, re.IGNORECASE) for head in heads)


EVERYTHING = next(card for card in CARDS if card.point == "a card of everything")


@pytest.fixture
def ada(file: Path) -> FoundPerson:
    return read(file, EVERYTHING.data)


def test_a_new_name_keeps_middle_names_and_titles(ada: FoundPerson) -> None:
    text = write_card(kept(ada)._replace(name="Ada Doe-Okafor", last_name="Doe-Okafor"))
    assert "\r\nFN:Ada Doe-Okafor\r\n" in text
    assert "\r\nN:Doe-Okafor;Ada;Ngozi;Dr.;\r\n" in text
    assert text.count("FN:") == 1
    assert "REV:" not in text, "it tells of a state that is no more"
    assert "REV:2019-05-06T07:08:09Z" in write_card(kept(ada))


def test_contacts_changed_removed_and_added(file: Path, ada: FoundPerson) -> None:
    email, phone, address, profile = kept(ada).contacts
    now = (
        email._replace(label="work", preferred=False),
        address,
        profile,
        ContactPoint("email", "new, one@example.org", "new, one@example.org", "Boat; winter", True),
        ContactPoint("phone", "+44 20 7946 0018", "442079460018", "home fax"),
        ContactPoint("other", "xmpp:ada@example.org", "xmpp:ada@example.org", "jabber"),
        ContactPoint("url", "https://example.org/a,b;c", "example.org/a,b;c"),
    )
    text = write_card(kept(ada)._replace(contacts=now))
    again = read(file, text)
    assert {tuple(point) for point in again.contacts} == {tuple(point) for point in now}
    assert phone.value not in text
    assert "item2.X-ABADR:ng\r\n" in text, "what belongs to an address that stays, stays"
    assert "item1.X-ABLabel" not in text, "a label goes with its line"
    assert again._replace(contacts=(), raw="", line=0) == ada._replace(contacts=(), raw="", line=0)


def test_what_was_emptied_is_not_written(file: Path, ada: FoundPerson) -> None:
    bare = CardPerson("x", "Ada", raws=(ada.raw,))
    text = write_card(bare)
    again = read(file, text)
    assert again._replace(raw="", line=0) == FoundPerson("everything", "Ada", file="book.vcf", line=0)
    assert "PHOTO:data:image/png;base64," in text


def test_about_and_what_it_tells_of_other_properties(file: Path, ada: FoundPerson) -> None:
    text = write_card(kept(ada)._replace(about="biscuits\nDepartment: Research"))
    assert "\r\nNOTE:biscuits\r\n" in text
    assert "\r\nORG:Northwind Labs;Research\r\n" in text
    text = write_card(kept(ada)._replace(about="tea"))
    assert "\r\nNOTE:tea\r\n" in text
    assert "\r\nORG:Northwind Labs\r\n" in text
    text = write_card(kept(ada)._replace(company="Southwind"))
    assert "\r\nORG:Southwind;Research\r\n" in text
    assert read(file, text).about == ada.about


def test_days_of_every_shape_go_out_as_they_are_now(file: Path) -> None:
    person = kept(read(file, lines("FN:Ada", "BDAY:1984", "X-ANNIVERSARY:2010-06-12")))
    assert "\r\nBDAY:1984\r\nX-ANNIVERSARY:2010-06-12\r\n" in write_card(person)
    known = write_card(person._replace(birthday="1984-03-14", about="Anniversary: 2010-06-12"))
    assert "\r\nX-ANNIVERSARY:2010-06-12\r\nUID:name:ada\r\nBDAY:19840314\r\n" in known
    assert "BDAY:--0314\r\n" in write_card(person._replace(birthday="--03-14", about=""))
    assert "ANNIVERSARY" not in write_card(person._replace(about=""))


def test_tags_and_relations(file: Path) -> None:
    person = kept(
        read(
            file,
            lines(
                "FN:Ada", "CATEGORIES:a,b", "X-SPOUSE:Ben", "RELATED;TYPE=friend:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
            ),
        )
    )
    assert "CATEGORIES:a,b\r\n" in write_card(person)
    assert "CATEGORIES:a,b\r\nX-SPOUSE" in write_card(person._replace(tags=("b", "a", "c, d")))
    assert read(file, write_card(person._replace(tags=("b", "a", "c, d")))).tags == ("a", "b", "c, d")
    assert read(file, write_card(person._replace(tags=("b",)))).tags == ("b",)
    now = (("sister", "Mia Doe", "m1"), ("went to school with", "Tom, Doe", ""))
    again = read(file, write_card(person._replace(relations=now)))
    assert [tuple(one) for one in again.relations] == [("friend", "", "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"), *now]


def test_several_raw_cards(file: Path) -> None:
    first = lines("UID:a", "FN:Ada Okafor", "KIND:individual", "item1.X-FOO:1", "item1.X-ABLabel:one", "X-BAR:same", "TEL:1234")
    second = lines(
        "UID:b",
        "FN:Ada N. Okafor",
        "KIND:individual",
        "item1.X-FOO:2",
        "item1.X-ABLabel:two",
        "X-BAR:same",
        "TEL:1234",
        version="2.1",
    )
    person = kept(read(file, first))._replace(raws=(first, second))
    text = write_card(person)
    assert uid_of(person.uid, person.raws) == "a"
    for once in ("UID:a", "FN:Ada Okafor", "KIND:individual", "X-BAR:same", "TEL:1234", "X-FOO:1", "X-FOO:2"):
        assert text.count(once + "\r\n") == 1
    assert "item1.X-ABLabel:one" in text
    assert "card2-item1.X-ABLabel:two" in text
    assert "UID:b" not in text


def test_a_person_without_a_raw_card(file: Path) -> None:
    person = CardPerson(
        "3f2a", "Zoë; Doe, Jane", "Zoë", "Doe; Jane", about="a\nb\\n, c", birthday="--02-29", location="Turin", headline="x" * 500
    )
    found = read(file, write_card(person))
    assert kept(found)._replace(raws=()) == person
    assert uid_of(person.uid, person.raws) == found.key == "3f2a"


def test_words_that_look_like_a_card_stay_words(file: Path) -> None:
    hostile = "x END:VCARDBEGIN:VCARD END:VCARD BEGIN:VCARD"
    person = CardPerson(
        "1",
        hostile,
        hostile,
        hostile,
        about=f"{hostile}\n\ufeffBEGIN:VCARD\nFN:Nobody\nEND:VCARD",
        company="END:VCARDBEGIN:VCARD",
    )
    found = read(file, write_card(person))
    assert kept(found)._replace(raws=()) == person


def test_an_emptied_position_is_not_filled_from_the_role_beside_it(tmp_path: Path) -> None:
    card = next(one for one in CARDS if one.point == "TITLE and ROLE")
    before = kept(read(tmp_path / "a.vcf", card.data))
    assert before.position == "Head, Research"
    again = read(tmp_path / "b.vcf", write_card(before._replace(position=""), today=TODAY))
    assert again.position == ""
    assert "ROLE:Project lead" in write_card(before, today=TODAY), "untouched, nothing of the card is lost"


TAGS = st.lists(st.text(max_size=40).map(clean_name).filter(bool), max_size=3, unique=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
LINES = WORDS.map(lambda text: " ".join(clean_line(text).split()))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.tuples(*[LINES] * 7), about=WORDS.map(lambda text: clean_text(text).strip()), tags=TAGS,
    card=st.sampled_from(CARDS), label=LINES,
)  # fmt: skip
def test_any_words_come_back_whatever_card_they_are_written_over(
    tmp_path: Path, texts: tuple[str, ...], about: str, tags: list[str], card: CorpusCard, label: str
) -> None:
    first, last, nickname, company, position, headline, location = texts
    before = read(tmp_path / "a.vcf", card.data)
    person = kept(before)._replace(
        name="Ada Okafor", first_name=first, last_name=last, nickname=", ".join(one for part in nickname.split(",") if (one := part.strip())),
        company=company, position=position, headline=headline, location=location, about=about, tags=tuple(tags),
        contacts=(ContactPoint("phone", "+1 555", "1555", label),),
    )  # fmt: skip
    found = read(tmp_path / "b.vcf", write_card(person, today=TODAY))
    mine = kept(found)
    assert mine._replace(raws=(), tags=(), uid="", nickname="") == person._replace(raws=(), tags=(), uid="", nickname="")
    assert set(mine.tags) == set(person.tags) - {"myContacts"}
