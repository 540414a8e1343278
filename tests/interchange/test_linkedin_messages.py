"""messages.csv: each message once, with the right people, the right way round."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.linkedin_messages import plain
from reconnect_tui.interchange.records import FoundMoment, Reading
from tests.data.linkedin import MESSAGES_2018, MESSAGES_NINE, MESSAGES_TEN, write_export, write_people
from tests.data.network import ME, InventedMessage, InventedPerson, invent, invent_messages

HEAD = (*MESSAGES_TEN, "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
AT = "2023-06-01 14:03:22 UTC"
PEOPLE = "First Name,Last Name,URL,Connected On\nAda,Okafor,https://www.linkedin.com/in/zo%C3%AB,02 Jan 2019\n"


def row(
    sender: str = "zoë", to: str = ME, content: str = "Hello", *, conversation: str = "c1", at: str = AT, **more: str
) -> dict[str, str]:
    cells = {
        "CONVERSATION ID": conversation,
        "FROM": sender.title(),
        "SENDER PROFILE URL": f"https://www.linkedin.com/in/{sender}" if sender else "",
        "TO": ", ".join(part.title() for part in to.split()),
        "RECIPIENT PROFILE URLS": ",".join(f"https://www.linkedin.com/in/{part}" for part in to.split()),
        "DATE": at,
        "CONTENT": content,
        "FOLDER": "INBOX",
        "IS MESSAGE DRAFT": "No",
    }
    return cells | {name.upper().replace("_", " ").strip(): value for name, value in more.items()}


def read_rows(
    folder: Path,
    *rows: dict[str, str],
    head: tuple[str, ...] = HEAD,
    people: str = PEOPLE,
    me: str | None = ME,
    invitations: str = "",
) -> Reading:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([found.get(heading.upper(), "") for heading in head] for found in rows)
    (folder / "messages.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    if people:
        (folder / "Connections.csv").write_text(people, encoding="utf-8")
    if invitations:
        (folder / "Invitations.csv").write_text(invitations, encoding="utf-8")
    return read(folder, me=me)


def one(folder: Path, found: dict[str, str]) -> FoundMoment:
    (moment,) = read_rows(folder, found).moments
    return moment


def test_a_message_as_stored(tmp_path: Path) -> None:
    moment = one(tmp_path, row(content="Hi Jordan,\r\n\r\n\r\n\r\nthanks\x1b[2J &amp; bye\u202e "))
    assert moment == FoundMoment(
        moment.key, "2023-06-01T14:03:22Z", "message", ("zoë",), "in", "linkedin", "Hi Jordan,\n\nthanks[2J & bye", "c1", False, "messages.csv", 2
    )  # fmt: skip
    assert len(moment.key) == 24


def test_messages_join_with_connections_whose_addresses_are_encoded(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row())
    assert found.people[0].key == found.moments[0].people[0] == "zoë"


@pytest.mark.parametrize(("sender", "to", "direction"), [("zoë", ME, "in"), (ME, "zoë", "out"), ("ZOË", ME.title(), "in")])
def test_direction(tmp_path: Path, sender: str, to: str, direction: str) -> None:
    moment = one(tmp_path, row(sender, to))
    assert (moment.direction, moment.people) == (direction, ("zoë",))


def test_groups_are_threads_of_more_than_one_other(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        row("zoë", f"{ME} wren", conversation="g"),
        row("wren", ME, "only to me", conversation="g"),
        row("wren", ME, conversation="d"),
    )
    assert [(moment.people, moment.group_thread, moment.thread) for moment in found.moments] == [
        (("zoë", "wren"), True, "g"),
        (("wren",), True, "g"),
        (("wren",), False, "d"),
    ]
    assert found.names == {"zoë": "Zoë", "wren": "Wren"}


@pytest.mark.parametrize(
    ("dropped", "why"),
    [
        (row(is_message_draft="Yes"), "unsent drafts (1)"),
        (row(is_conversation_draft="true"), "unsent drafts (1)"),
        (row(folder="spam"), "spam (1)"),
        (row(""), "adverts (1)"),
        (row("", **{"from": "LinkedIn Member"}), "with people who have no profile any more (1)"),
        (row(ME, "", to_="LinkedIn Member"), "with people who have no profile any more (1)"),
        (row(content='<p class="spinmail-quill-editor__spin-break">Hi</p>'), "adverts (1)"),
        (row(content="Hi %FIRSTNAME%, a moment?"), "adverts (1)"),
        (row(sender_profile_url="https://www.linkedin.com/company/northwind"), "adverts (1)"),
    ],
)
def test_what_is_no_message_between_two_people(tmp_path: Path, dropped: dict[str, str], why: str) -> None:
    found = read_rows(tmp_path, row(), dropped)
    assert (len(found.moments), found.moments_skipped, found.problems) == (1, 1, [])
    assert found.notes == [f"1 message was left out: {why}."]


def test_linkedin_member_is_no_name(tmp_path: Path) -> None:
    member = "LinkedIn Member"
    found = read_rows(
        tmp_path, row("wren", **{"from": member}), row(ME, "zoë", to_=member), row("zoë", content="later", from_="Zoë B.")
    )
    assert found.names == {"zoë": "Zoë B."}
    assert len(found.moments) == 3


def test_the_same_message_twice_is_one(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        row(content="Hello  there"),
        row(content="Hello\nthere"),  # as older exports had it
        row(sender=ME, to="zoë", content="Hello there"),  # both said it in the same second
        row(sender=ME, to="zoë", content="Hello there"),
        row(content="Hello there", at="2023-06-01 14:03:23 UTC"),
        row(content="Hello there", conversation="c2"),
    )
    assert len(found.moments) == len({moment.key for moment in found.moments}) == 4
    assert found.moments_repeated == 2


def test_a_message_keeps_its_key_when_a_slug_changes(tmp_path: Path) -> None:
    before = one(tmp_path, row())
    after = one(tmp_path, row("zoë-new"))
    assert (before.key, before.people) != (after.key, after.people)
    assert before.key == after.key


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (row(at="June 2023"), "The date of this message could not be read"),
        (row(at="2093-06-01 14:03:22 UTC"), "The date of this message could not be read, or cannot be"),
    ],
)
def test_rows_not_taken_are_named(tmp_path: Path, found: dict[str, str], reason: str) -> None:
    reading = read_rows(tmp_path, row(content="two\nlines"), found)
    assert [(problem.file, problem.line) for problem in reading.problems] == [("messages.csv", 4)]
    assert reading.problems[0].reason.startswith(reason)
    assert len(reading.moments) == 1


def test_a_subject_and_an_attachment(tmp_path: Path) -> None:
    assert one(tmp_path, row(subject="Offsite\x07", content="Agenda")).text == "Offsite\n\nAgenda"
    assert one(tmp_path, row(content="", attachments="https://example.org/a.png")).text == "(attachment)"
    assert one(tmp_path, row(content="")).text == ""


# Whose export is it?


def test_the_owner_takes_part_in_most_conversations(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row("wren", ME, conversation="1"), row(ME, "theo", conversation="2"), me=None)
    assert found.owner == ME
    assert [moment.direction for moment in found.moments] == ["in", "out"]


def test_nobody_is_their_own_connection(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row("zoë", ME), me=None)
    assert (found.owner, found.moments[0].direction) == (ME, "in")


def test_a_tie_is_no_answer(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row("wren", ME), me=None)
    assert found.owner is None
    assert (found.moments[0].direction, found.moments[0].people) == (None, ("wren", ME))
    assert "--me" in found.notes[0]
    assert not found.moments[0].group_thread


def test_invitations_tell_the_owner(tmp_path: Path) -> None:
    head = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    out = f'J,W,"1/29/26, 2:37 PM",,OUTGOING,https://www.linkedin.com/in/{ME},https://www.linkedin.com/in/wren\n'
    into = f'W,J,"1/29/26, 2:37 PM",,INCOMING,https://www.linkedin.com/in/wren,https://www.linkedin.com/in/{ME}\n'
    assert read_rows(tmp_path, row("wren", ME), me=None, invitations=head + out + into).owner == ME
    assert read_rows(tmp_path, row("wren", ME), me=None, invitations=head + out + out.replace(ME, "x")).owner is None
    assert read_rows(tmp_path, row("wren", ME), me=None, invitations=head).owner is None
    broken = read_rows(tmp_path, row("wren", ME), me=None, invitations="who,knows\n")
    assert broken.owner is None
    assert broken.problems[0].file == "Invitations.csv"


@pytest.mark.parametrize("me", [ME, f"https://www.linkedin.com/in/{ME.title()}/?x", f" {ME} "])
def test_me_is_believed(tmp_path: Path, me: str) -> None:
    found = read_rows(tmp_path, row("wren", ME), me=me)
    assert (found.owner, found.moments[0].direction, found.moments[0].people) == (ME, "in", ("wren",))


def test_me_who_is_in_no_conversation(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row("wren", ME), me="somebody-else")
    assert (found.owner, found.moments[0].direction) == ("somebody-else", None)
    assert "is in no conversation" in found.notes[0]


# Columns come and go.


def test_before_2023_recipients_have_no_addresses(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        row(ME, "zoë", conversation="1"),
        row("zoë", ME, conversation="1"),
        row(ME, "wren", conversation="2", at="2023-06-02 14:03:22 UTC"),
        row("wren", ME, conversation="2"),
        row(ME, "theo", conversation="3"),  # never answered: nobody knows who it is
        row("theo", ME, conversation="4", to_=f"{ME.title()}, Wren"),
        row("lena", ME, conversation="5", to_=ME.title()),
        head=MESSAGES_NINE,
        me=None,
    )
    assert found.owner == ME
    assert [(moment.thread, moment.direction, moment.people, moment.group_thread) for moment in found.moments] == [
        ("1", "out", ("zoë",), False),
        ("1", "in", ("zoë",), False),
        ("2", "out", ("wren",), False),
        ("2", "in", ("wren",), False),
        ("4", "in", ("theo",), True),
        ("5", "in", ("lena",), False),
    ]
    assert found.moments_skipped == 1


UNADDRESSED = "First Name,Last Name,Company,Position,Connected On\nZoë,Brandt,,,02 Jan 2019\nAda,Okafor,A,,03 Jan 2019\nAda,Okafor,B,,03 Jan 2019\n"
ZOE = "name:zoe brandt|2019-01-02"


def test_before_2023_connections_have_no_addresses_and_are_found_by_name(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        row("zb", ME, "a", from_="Zoë  Brandt"),
        row(ME, "zb", "b"),
        row("ada-o", ME, "c", from_="Ada Okafor", conversation="2"),  # two have the name
        row(ME, "?", "d", to_="Zoë Brandt", conversation="3"),  # never answered
        row(ME, "?", "e", to_="Ada Okafor", conversation="4"),
        head=MESSAGES_NINE,
        people=UNADDRESSED,
    )
    assert [(moment.text, moment.people, moment.direction, moment.thread) for moment in found.moments] == [
        ("a", (ZOE,), "in", "c1"),
        ("b", (ZOE,), "out", "c1"),
        ("c", ("ada-o",), "in", "2"),
        ("d", (ZOE,), "out", "3"),
    ]
    assert found.moments_skipped == 1
    assert (
        "3 messages were tied by name to the one connection who has it, 1 could not be: this export has no address for them."
        in found.notes
    )


def test_two_profiles_of_one_connections_name_are_neither(tmp_path: Path) -> None:
    rows = (row("zb", ME, from_="Zoë Brandt"), row("zoe-2", ME, from_="Zoe Brandt", conversation="2"))
    found = read_rows(tmp_path, *rows, people=UNADDRESSED)
    assert [moment.people for moment in found.moments] == [("zb",), ("zoe-2",)]


def test_where_connections_have_addresses_a_name_ties_nobody(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row("somebody", ME, from_="Ada Okafor"))
    assert found.moments[0].people == ("somebody",)


def test_before_2023_one_talkative_person_is_not_taken_for_the_owner(tmp_path: Path) -> None:
    rows = [row("wren", ME, conversation=str(number)) for number in range(3)]
    assert read_rows(tmp_path, *rows, head=MESSAGES_NINE, me=None).owner is None


def test_2018_had_no_addresses_at_all(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row(), row(), head=MESSAGES_2018)
    assert (found.moments, found.moments_skipped) == ([], 2)
    assert "cannot be tied to anybody" in found.notes[0]


def test_columns_in_another_order_and_others_between(tmp_path: Path) -> None:
    assert one(tmp_path, row()).key == read_rows(tmp_path, row(), head=("X", *reversed(HEAD), "Y")).moments[0].key


@pytest.mark.parametrize("text", [b"No conversations found\n", b"\xef\xbb\xbfno conversations found"])
def test_an_export_without_conversations(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "Connections.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "messages.csv").write_bytes(text)
    found = read(tmp_path)
    assert (len(found.people), found.moments, found.problems) == (1, [], [])


def test_a_messages_file_of_another_kind_does_not_stop_the_people(tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "messages.csv").write_text("who,what\nx,y\n")
    found = read(tmp_path)
    assert len(found.people) == 1
    assert [(problem.file, problem.line) for problem in found.problems] == [("messages.csv", 0)]
    assert "who, what" in found.problems[0].reason


def test_messages_alone(tmp_path: Path) -> None:
    found = read_rows(tmp_path, row(), people="")
    assert (found.people, len(found.moments), found.names) == ([], 1, {"zoë": "Zoë"})
    assert "no Connections.csv" in found.notes[-1]
    with pytest.raises(FileProblem, match="The columns seen are: CONVERSATION ID"):
        read_rows(tmp_path, row(folder="SPAM"), people="")


def test_a_file_of_broken_rows_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.linkedin_messages.MOST_PROBLEMS", 10)
    with pytest.raises(FileProblem, match="no LinkedIn export"):
        read_rows(tmp_path, *[row(at="?", content=str(number)) for number in range(20)])


def expected(messages: list[InventedMessage], me: str) -> list[tuple[object, ...]]:
    return [
        (message.at, tuple(sorted({message.sender, *message.recipients} - {me})), "out" if message.sender == me else "in", message.conversation)
        for message in messages
        if not message.kind
    ]  # fmt: skip


@pytest.mark.parametrize("era", ["2023", "2026"])
def test_thousands_of_messages(tmp_path: Path, era: str) -> None:
    people: list[InventedPerson] = invent(300)
    messages = invent_messages(people, 3_000)
    write_people(tmp_path / "x.zip", people, era=era, messages=messages)
    found = read(tmp_path / "x.zip")
    told = [(moment.at, tuple(sorted(moment.people)), moment.direction, moment.thread) for moment in found.moments]
    wanted = [(at, tuple(slug.casefold() for slug in slugs), *rest) for at, slugs, *rest in expected(messages, ME)]  # type: ignore[attr-defined]
    assert sorted(told, key=repr) == sorted(wanted, key=repr)
    assert len({moment.key for moment in found.moments}) == 3_000
    assert not found.problems
    groups: dict[str, set[str]] = {}
    for message in messages:
        groups.setdefault(message.conversation, set()).update((message.sender, *message.recipients))
    assert all(moment.group_thread == (len(groups[moment.thread]) > 2) for moment in found.moments)
    assert found.people_skipped
    assert {person.key for person in found.people} >= set(found.names)


def test_names_of_people_who_are_no_connections(tmp_path: Path) -> None:
    write_export(tmp_path / "x.zip", people=30)
    found = read_rows(tmp_path, row("stranger", ME, **{"from": "  Rex  Dorn, PhD "}))
    assert found.names == {"stranger": "Rex Dorn, PhD"}


# What is in a message.


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("plain", "plain"),
        ("<p>One &amp; two</p><p>three<br/>four</p>", "One & two\n\nthree\nfour"),
        ('<p class="x">Read <a href="https://example.org/?a=1&amp;b=2" target=_blank>this</a>.</p>', "Read this."),
        ("<ul><li>Remote</li><li>Senior</li></ul>", "Remote\n\nSenior"),
        ("<STRONG>Hi</STRONG>&nbsp;there &#39;x&#x27;", "Hi\xa0there 'x'"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<b and c> <placeholder> <ada@example.org>", "<b and c> <placeholder> <ada@example.org>"),
        ("AT&T &copy &notit; R&D", "AT&T &copy &notit; R&D"),
        ("&lt;p&gt;", "<p>"),
        ("<p", "<p"),
        ("  a\n\n\n\nb\t", "a\n\nb"),
        ("&#0;&#27;&#xD800;&#1114112;", "\ufffd\ufffd\ufffd"),
    ],
)
def test_plain(content: str, text: str) -> None:
    assert plain(content) == text


@given(st.text(st.sampled_from("<>/pbr ='\"a&#;x\n\x1bé"), max_size=60))
def test_plain_takes_anything(content: str) -> None:
    assert "\x1b" not in plain(content)


def test_plain_takes_its_time_from_the_length_alone() -> None:
    for piece in ("<a ", "<a b=", "<p b='", "&#", "\n \n", "<a b=c ", '<a b="<a b="'):
        plain(piece * 50_000)
