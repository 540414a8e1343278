"""Invitations.csv: the note of an invitation once, whether or not it is also the first message."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.records import FoundMoment, Reading
from tests.data.network import ME

HEAD = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
OLD_HEAD = "From,To,Sent At,Message,Direction\n"
AT = '"1/29/26, 2:37 PM"'
PEOPLE = (
    "First Name,Last Name,URL,Company,Connected On\n"
    "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB,,29 Jan 2026\n"
    "Ada,Okafor,https://www.linkedin.com/in/ada-1,,30 Jan 2026\n"
    "Ada,Okafor,https://www.linkedin.com/in/ada-2,,31 Jan 2026\n"
)
MESSAGES = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"


def url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def sent(note: str = "We met in Lagos", at: str = AT) -> str:
    return f'Jordan Pike,Zoë Brandt,{at},"{note}",OUTGOING,{url(ME)},{url("zoë")}\n'


def received(note: str = "We met in Lagos", at: str = AT) -> str:
    return f'Zoë Brandt,Jordan Pike,{at},"{note}",INCOMING,{url("zoë")},{url(ME)}\n'


def message(
    sender: str, to: str, content: str, at: str = "2026-01-29 14:37:05 UTC", subject: str = "", thread: str = "c1"
) -> str:
    return f'{thread},{sender},{url(sender)},{to},{url(to)},{at},{subject},"{content}",INBOX\n'


def read_text(folder: Path, invitations: str, messages: str = "", me: str | None = ME) -> Reading:
    (folder / "Connections.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "Invitations.csv").write_text(invitations, encoding="utf-8")
    (folder / "messages.csv").write_text(MESSAGES + messages, encoding="utf-8")
    return read(folder, me=me)


def test_an_invitation_as_stored(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + sent("Hi &amp; hello\x1b"))
    (moment,) = found.moments
    assert moment == FoundMoment(
        moment.key, "2026-01-29", "invitation", ("zoë",), "out", "linkedin", "Hi & hello", "", False, "Invitations.csv", 2
    )
    assert found.names == {"zoë": "Zoë Brandt"}


def test_the_direction_is_the_column(tmp_path: Path) -> None:
    assert [moment.direction for moment in read_text(tmp_path, HEAD + sent("a") + received("b")).moments] == ["out", "in"]


def test_one_without_a_note_is_no_moment_and_not_counted(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + sent("") + received("  "))
    assert (found.moments, found.moments_skipped, found.problems, found.notes) == ([], 0, [], [])


def test_before_2023_the_one_who_has_the_name(tmp_path: Path) -> None:
    rows = f"Zoë Brandt,Jordan Pike,{AT},Hi,INCOMING\nJordan Pike,Ada Okafor,{AT},Hi,OUTGOING\nRex Dorn,Jordan Pike,{AT},Hi,INCOMING\n"
    found = read_text(tmp_path, OLD_HEAD + rows)
    assert [(moment.people, moment.direction) for moment in found.moments] == [(("zoë",), "in")]
    assert found.moments_skipped == 2
    assert "2 invitations were left out (Invitations.csv): the name is not that of exactly one connection." in found.notes


def test_an_address_wins_over_a_name_of_two(tmp_path: Path) -> None:
    row = f"Jordan Pike,Ada Okafor,{AT},Hi,OUTGOING,{url(ME)},{url('ada-2')}\n"
    assert read_text(tmp_path, HEAD + row).moments[0].people == ("ada-2",)


def test_strangers_are_told_by_their_address(tmp_path: Path) -> None:
    row = f"Rex Dorn,Jordan Pike,{AT},Hi,INCOMING,{url('rex')},{url(ME)}\n"
    found = read_text(tmp_path, HEAD + row)
    assert (found.moments[0].people, found.names["rex"]) == (("rex",), "Rex Dorn")


def test_keys_are_the_same_with_and_without_addresses_and_again(tmp_path: Path) -> None:
    old = read_text(tmp_path, OLD_HEAD + f"Jordan Pike,Zoë Brandt,{AT},We met in Lagos,OUTGOING\n").moments[0]
    new = read_text(tmp_path, HEAD + sent() + sent("We  met in\nLagos")).moments
    assert [moment.key for moment in new] == [old.key]
    other = read_text(tmp_path, HEAD + received() + sent("Something else") + sent(at='"1/30/26, 2:37 PM"')).moments
    assert len({old.key, *(moment.key for moment in other)}) == 4


def test_without_a_direction_the_owner_tells_it(tmp_path: Path) -> None:
    row = sent().replace("OUTGOING", "")
    assert read_text(tmp_path, HEAD + row).moments[0].direction == "out"
    moment = read_text(tmp_path, HEAD + row, me=None).moments[0]
    assert (moment.direction, moment.people) == (None, (ME, "zoë"))


@pytest.mark.parametrize("at", ["", "soon", '"1/29/93, 2:37 PM"', '"2/30/26, 2:37 PM"'])
def test_rows_that_cannot_be_read(tmp_path: Path, at: str) -> None:
    found = read_text(tmp_path, HEAD + received("Hi") + sent(at=at) + sent("") + "too,wide" + ",x" * 8 + "\n")
    assert [(problem.file, problem.line) for problem in found.problems] == [("Invitations.csv", 3), ("Invitations.csv", 5)]
    assert len(found.moments) == 1


# The note of an accepted invitation is the first message, too.


def test_a_note_that_is_also_a_message_comes_once(tmp_path: Path) -> None:
    alone = read_text(tmp_path, HEAD, message(ME, "zoë", "We met in Lagos")).moments[0]
    found = read_text(
        tmp_path, HEAD + sent("We met\nin Lagos"), message("zoë", ME, "I remember!") + message(ME, "zoë", "We met in Lagos")
    )
    answer, note = found.moments
    assert (answer.kind, answer.text) == ("message", "I remember!")
    assert note == alone._replace(kind="invitation", line=3)
    assert note.key == alone.key, "whoever imported the message before gets nothing new"


@pytest.mark.parametrize(
    ("first", "once"),
    [
        (message("zoë", ME, "We met in Lagos"), False),  # the other way round
        (message(ME, "ada-1", "We met in Lagos"), False),  # with somebody else
        (message(ME, "zoë", "We met in Lagos!"), False),
        (message(ME, "zoë", "We met in Lagos", "2026-02-01 14:37:05 UTC"), False),
        (message(ME, "zoë", "We met in Lagos", "2026-01-30 02:37:05 UTC"), True),  # a zone nobody knows
        (message(ME, "zoë", "We met in Lagos", subject="Join my network"), True),
        (message(ME, "zoë", "<p>We met in Lagos</p>"), True),
    ],
)
def test_what_counts_as_the_same(tmp_path: Path, first: str, once: bool) -> None:
    found = read_text(tmp_path, HEAD + sent(), first)
    assert sorted(moment.kind for moment in found.moments) == (["invitation"] if once else ["invitation", "message"])


def test_of_a_text_sent_twice_the_first_is_the_invitation(tmp_path: Path) -> None:
    later = message(ME, "zoë", "We met in Lagos", "2026-01-29 18:00:00 UTC")
    found = read_text(tmp_path, HEAD + sent(), later + message(ME, "zoë", "We met in Lagos"))
    assert [(moment.kind, moment.at[11:13]) for moment in found.moments] == [("message", "18"), ("invitation", "14")]


def test_it_tells_the_direction_of_a_message_that_had_none(tmp_path: Path) -> None:
    odd = HEAD + sent() + f"Jordan Pike,Rex Dorn,{AT},,OUTGOING,{url('x')},{url('rex')}\n"
    found = read_text(tmp_path, odd, message(ME, "wren", "Hello", thread="c2") + message(ME, "theo", "We met in Lagos"), me=None)
    assert found.owner == ME
    unknown = read_text(
        tmp_path, HEAD + sent().replace("zoë", "wren") + odd[len(HEAD) :], message(ME, "wren", "We met in Lagos"), me=None
    )
    assert unknown.owner is None
    note = next(moment for moment in unknown.moments if "wren" in moment.people)
    assert (note.kind, note.people, note.direction, note.thread) == ("invitation", ("wren",), "out", "c1")
