"""messages.csv of 2018: names and no addresses, so a message is tied only where one connection alone has the name."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.names import full_name
from reconnect_tui.core.text import fold
from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.records import FoundMoment, Reading
from tests.data.linkedin import MESSAGES_2018, write_people
from tests.data.network import ME, invent, invent_messages

OWN = "Jordan Pike"
PEOPLE = (
    "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    'Zoë,Brandt,,,,"9/5/15, 3:04 AM"\n'
    'Wren,"Hale, PhD",wren@example.org,,,"9/6/15, 3:04 AM"\n'
    'Ada,Okafor,,Northwind,,"9/7/15, 3:04 AM"\n'
    'ADA,Okafor,,Fabrikam,,"9/8/15, 3:04 AM"\n'
)
ZOE, WREN = "name:zoe brandt|2015-09-05", "mailto:wren@example.org"


def row(sender: str, to: str, content: str = "Hello", at: str = "9/5/18, 3:04 AM", **more: str) -> dict[str, str]:
    way = "OUTGOING" if sender == OWN else "INCOMING"
    cells = {"From": sender, "To": to, "Date": at, "Content": content, "Direction": way, "Folder": "INBOX"}
    return cells | {name.title().rstrip("_"): value for name, value in more.items()}


def read_rows(folder: Path, *rows: dict[str, str], people: str = PEOPLE, head: tuple[str, ...] = MESSAGES_2018) -> Reading:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([found.get(heading, "") for heading in head] for found in rows)
    (folder / "messages.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    (folder / "Connections.csv").write_text(people, encoding="utf-8")
    return read(folder)


def test_a_message_as_stored(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row("Zoë  Brandt", OWN, "Thanks &amp; bye", subject="Lunch"))
    (moment,) = found.moments
    assert moment == FoundMoment(
        moment.key, "2018-09-05T03:04:00Z", "message", (ZOE,), "in", "linkedin", "Lunch\n\nThanks & bye", ZOE, False, "messages.csv", 2
    )  # fmt: skip
    assert found.notes[-1] == (
        "messages.csv is of before 2019 and has names in place of profile addresses: 1 message was tied to the one connection of that name."
    )


@pytest.mark.parametrize(
    ("sender", "to", "direction", "who"),
    [
        (OWN, "Zoë Brandt", "out", ZOE),
        ("ZOE BRANDT", OWN, "in", ZOE),
        (OWN, "Wren Hale, PhD", "out", WREN),
        ("Wren Hale, PhD", OWN, "in", WREN),
    ],
)
def test_the_direction_is_the_files_own(tmp_path: Path, sender: str, to: str, direction: str, who: str) -> None:
    (moment,) = read_rows(tmp_path, row(sender, to)).moments
    assert (moment.direction, moment.people, moment.thread, moment.group_thread) == (direction, (who,), who, False)


@pytest.mark.parametrize(
    ("sender", "to"),
    [
        ("Ada Okafor", OWN),  # two have the name
        (OWN, "ada okafor"),
        ("Rex Dorn", OWN),  # no connection
        (OWN, "Zoë"),  # not the whole name
        (OWN, "Zoë Brandt, PhD"),  # perhaps somebody else
        (OWN, "Zoë Brandt, Rex Dorn"),
        ("LinkedIn Member", OWN),
        ("Zoë Brandt" * 500, OWN),
    ],
)
def test_who_cannot_be_told_is_left_out_and_counted(tmp_path: Path, sender: str, to: str) -> None:
    found = read_rows(tmp_path, row(sender, to), row("Zoë Brandt", OWN))
    assert (len(found.moments), found.moments_skipped, found.problems) == (1, 1, [])
    assert found.notes[-1].endswith("1 message was tied to the one connection of that name, 1 cannot be tied to anybody.")


def test_the_same_thread_both_ways_and_nobody_is_a_group_for_a_comma(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row("Wren Hale, PhD", OWN, "one"), row(OWN, "Wren Hale, PhD", "two", at="9/6/18, 3:04 AM"))
    assert {(moment.thread, moment.group_thread) for moment in found.moments} == {(WREN, False)}


def test_groups(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        row(OWN, "Zoë Brandt", "so that the owner's name is known", at="9/1/18, 3:04 AM"),
        row(OWN, "Zoë Brandt, Wren Hale, PhD", "all names or none: this one has a comma", at="9/2/18, 3:04 AM"),
        row("Zoë Brandt", f"{OWN}, Rex Dorn", at="9/3/18, 3:04 AM"),
        people=PEOPLE.replace('"Hale, PhD"', "Hale"),
    )
    assert [(moment.people, moment.group_thread) for moment in found.moments] == [((ZOE,), False), ((ZOE,), True)]
    found = read_rows(
        tmp_path,
        row(OWN, "Zoë Brandt, Wren Hale"),
        row("Wren Hale", f"{OWN}, Zoë Brandt", at="9/6/18, 3:04 AM"),
        people=PEOPLE.replace('"Hale, PhD"', "Hale"),
    )
    assert [(set(moment.people), moment.group_thread) for moment in found.moments] == [({ZOE, WREN}, True)] * 2
    assert len({moment.thread for moment in found.moments}) == 1


def test_without_a_direction_it_is_unknown(tmp_path: Path) -> None:
    head = tuple(heading for heading in MESSAGES_2018 if heading != "Direction")
    both = row("Zoë Brandt", "Wren Hale, PhD", "which of the two is the owner?")
    found = read_rows(tmp_path, row("Zoë Brandt", OWN), row(OWN, "Zoë Brandt", "again"), both, head=head)
    assert [(moment.people, moment.direction) for moment in found.moments] == [((ZOE,), None)] * 2
    assert found.moments_skipped == 1


def test_what_is_dropped_and_what_cannot_be_read(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        row("Zoë Brandt", OWN),
        row("Zoë Brandt", OWN, "Hello "),  # the same minute and words
        row("Zoë Brandt", OWN, "buy", folder="SPAM"),
        row("", OWN, "an advert"),
        row("Zoë Brandt", OWN, "when?", at="yesterday"),
        row("Zoë Brandt", OWN, "one day", at="9/5/27, 3:04 AM"),
    )
    assert (len(found.moments), found.moments_repeated, found.moments_skipped) == (1, 1, 2)
    assert [problem.line for problem in found.problems] == [6, 7]
    assert found.notes[-1] == "2 messages were left out: spam (1), adverts (1)."


def test_keys_stay_when_a_namesake_comes_or_an_address_changes(tmp_path: Path) -> None:
    before = read_rows(tmp_path, row("Zoë Brandt", OWN), row("Wren Hale, PhD", OWN))
    after = read_rows(
        tmp_path,
        row("Wren Hale, PhD", OWN),
        row("Zoë Brandt", OWN),
        people=PEOPLE.replace("wren@", "hale@") + 'Ines,Moss,,,,"9/9/16, 3:04 AM"\n',
    )
    assert {moment.key for moment in before.moments} == {moment.key for moment in after.moments}
    assert len({moment.key for moment in after.moments}) == 2


def test_two_of_one_minute_stay_in_their_order(tmp_path: Path) -> None:
    rows = [
        row("Zoë Brandt", OWN, "first"),
        row(OWN, "Zoë Brandt", "second"),
        row(OWN, "Zoë Brandt", "later", at="9/6/18, 3:04 AM"),
    ]
    for order in (rows, rows[::-1]):
        assert [moment.text for moment in read_rows(tmp_path, *order).moments] == ["first", "second", "later"]


def test_alone_they_are_nobodys(tmp_path: Path) -> None:
    read_rows(tmp_path, row("Zoë Brandt", OWN))
    with pytest.raises(FileProblem, match="nobody in it to import"):
        read(tmp_path / "messages.csv")


def test_thousands(tmp_path: Path) -> None:
    people = invent(400, day="2018-09-06")
    messages = [message for message in invent_messages(people, 3_000) if message.kind != "draft"]
    write_people(tmp_path / "x.zip", people, era="2018", messages=messages)
    found = read(tmp_path / "x.zip")
    name = {person.slug: fold(full_name(person.first, person.last)) for person in people}
    count = Counter(name.values())
    wanted: list[tuple[object, ...]] = []
    for message in messages:
        others = {message.sender, *message.recipients} - {ME}
        if not message.kind and len(others) == 1 and count[name[next(iter(others))]] == 1:
            wanted.append((f"{message.at[:16]}:00Z", name[next(iter(others))], "out" if message.sender == ME else "in"))
    names = {person.key: fold(person.name) for person in found.people}
    pairs = [moment for moment in found.moments if not moment.group_thread]
    assert sorted((moment.at, names[moment.people[0]], str(moment.direction)) for moment in pairs) == sorted(wanted)
    assert 2_000 < len(wanted) < 3_000, "namesakes and groups are among them"
    assert not found.problems
    assert len(found.moments) + found.moments_skipped + found.moments_repeated == len(messages)
