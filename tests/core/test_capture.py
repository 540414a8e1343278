"""The capture line: every trap of DESIGN.md as a table, then what holds of any line at all."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reconnect_tui.core.capture import Capture, Mention, read_capture, reading
from reconnect_tui.core.header import CHANNELS, KINDS
from reconnect_tui.core.moment import KINDS as MOMENT_KINDS
from reconnect_tui.core.signs import MOST_MENTIONS
from reconnect_tui.core.text import clean_text, fold
from reconnect_tui.core.when import read_date
from tests.data.capture_lines import CAPTURE_LINES

TODAY = date(2026, 11, 22)  # a Sunday
PEOPLE = {
    1: "Ada Okafor",
    2: "Bob Stone",
    3: "Mary Ann de la Cruz",
    4: "Bob Marley Hayes",
    5: "Seán O'Brien",
    6: "王伟",
    7: "J. Robert Hale",
    8: "Jean-Luc Petit",
    9: "지민",
    10: "علی‌رضا",
    11: "Ximena",
}


def names(typed: str) -> list[int]:
    """What the store does: whole words from the front of a name, a last name alone, or ``first.l``."""
    words = fold(typed).split()
    found = []
    for number, name in PEOPLE.items():
        its = fold(name).split()
        first, dot, initial = words[0].partition(".")
        short = dot and len(words) == 1 and initial and first == its[0] and any(w.startswith(initial) for w in its[1:])
        if its[: len(words)] == words or short or (len(words) == 1 and words[0] in its):
            found.append(number)
    return found


def sure(typed: str, number: int) -> Mention:
    return Mention(typed, (number,), False)


ADA = (sure("ada", 1),)


def unread(text: str, **more: Any) -> dict[str, Any]:
    """A line with no header and no follow-up: kept whole, a note of today."""
    return {"text": text, "kind": "note", "dated": False, "follow_up": None, **more}


TABLE: list[tuple[str, dict[str, Any]]] = [
    (
        "yesterday coffee: @ada is moving to Turin #family > in 2 weeks ask how the move went",
        {
            "at": date(2026, 11, 21),
            "kind": "coffee",
            "direction": "both",
            "channel": "",
            "text": "@ada is moving to Turin #family",
            "mentions": ADA,
            "tags": ("family",),
            "follow_up": (date(2026, 12, 6), "ask how the move went"),
            "dated": True,
        },
    ),
    # headers
    ("coffee: @ada", {"kind": "coffee", "at": TODAY, "dated": False, "text": "@ada", "mentions": ADA}),
    ("Coffee: @ada", {"kind": "coffee"}),
    ("yesterday, coffee: @ada", {"kind": "coffee", "at": date(2026, 11, 21)}),
    ("coffee yesterday: @ada", {"kind": "coffee", "at": date(2026, 11, 21)}),
    ("coffee : @ada", {"kind": "coffee", "text": "@ada"}),
    ("2026-03-12 call by signal: @ada", {"kind": "call", "at": date(2026, 3, 12), "channel": "signal", "direction": "both"}),
    ("12 Mar lunch: @ada", {"kind": "meal", "at": date(2026, 3, 12)}),
    ("12 Dec 2024 lunch: @ada", {"kind": "meal", "at": date(2024, 12, 12)}),
    ("3 weeks ago met: @ada", {"kind": "meeting", "at": date(2026, 11, 1)}),
    ("friday dinner: @ada", {"kind": "meal", "at": date(2026, 11, 20)}),
    ("sunday: @ada", {"kind": "note", "at": TODAY, "dated": True, "text": "@ada"}),
    ("wrote by LinkedIn: @ada", {"kind": "message", "direction": "out", "channel": "linkedin"}),
    ("they wrote by whatsapp: @ada", {"kind": "message", "direction": "in", "channel": "whatsapp"}),
    ("replied: @ada", {"kind": "message", "direction": "in"}),
    ("emailed: @ada", {"kind": "message", "direction": "out", "channel": "email"}),
    ("message: @ada", {"kind": "message", "direction": None}),
    ("phone call: @ada", {"kind": "call"}),
    ("letter by post: @ada", {"kind": "letter", "channel": "post", "direction": None}),
    ("met by in person: @ada", {"kind": "meeting", "channel": "in person"}),
    ("intro: @ada and @bob.s", {"kind": "introduction", "mentions": (*ADA, sure("bob.s", 2))}),
    ("call by pigeon-post: @ada", {"kind": "call", "channel": "pigeon-post"}),
    ("yesterday by phone: @ada", {"kind": "note", "channel": "phone", "at": date(2026, 11, 21)}),
    ("coffee:\n@ada\n\n  is moving", {"kind": "coffee", "text": "@ada\n\n  is moving"}),
    ("coffee: promised: the book", {"kind": "coffee", "promises": ("the book",), "text": "promised: the book"}),
    # no headers
    ("9:30 coffee: @ada", unread("9:30 coffee: @ada", mentions=ADA)),
    ("coffee with @ada: moving", unread("coffee with @ada: moving", mentions=ADA)),
    ("coffee:moving @ada", unread("coffee:moving @ada")),
    ("thoughts: @ada", unread("thoughts: @ada")),
    ("may: @ada", unread("may: @ada")),
    (": @ada", unread(": @ada")),
    ("coffee:: @ada", unread("coffee:: @ada")),
    ("coffee lunch: @ada", unread("coffee lunch: @ada")),
    ("today yesterday: @ada", unread("today yesterday: @ada")),
    ("tomorrow lunch: @ada", unread("tomorrow lunch: @ada", at=TODAY)),
    ("2099-01-01 coffee: @ada", unread("2099-01-01 coffee: @ada", at=TODAY)),
    ("2026-02-30 coffee: @ada", unread("2026-02-30 coffee: @ada")),
    ("by Ada: a poem", unread("by Ada: a poem")),
    ("by friday: send it", unread("by friday: send it")),
    ("call by friday: @ada", unread("call by friday: @ada")),
    ("by the way: @ada", unread("by the way: @ada")),
    (r"coffee\: @ada", unread("coffee: @ada", mentions=ADA)),
    ("She said: coffee: @ada", unread("She said: coffee: @ada")),
    ("@ada\ncoffee: no", unread("@ada\ncoffee: no")),
    ("https://example.org: coffee", unread("https://example.org: coffee", mentions=())),
    # names
    ("@ada okafor is moving", unread("@ada okafor is moving", mentions=(sure("ada okafor", 1),))),
    ("@Ada   Okafor", {"mentions": (sure("Ada Okafor", 1),)}),
    ('@"Ada Okafor" is moving', unread('@"Ada Okafor" is moving', mentions=(sure("Ada Okafor", 1),))),
    ("@“Ada Okafor” is moving", {"mentions": (sure("Ada Okafor", 1),)}),
    ("@'Seán O'Brien' is moving", {"mentions": (sure("Seán O'Brien", 5),)}),
    ('@"Ada is moving', unread('@"Ada is moving', mentions=())),
    ('@"" hm', unread('@"" hm', mentions=())),
    ("@mary ann de la cruz and @ada", {"mentions": (sure("mary ann de la cruz", 3), *ADA)}),
    ("@ada.o is moving", {"mentions": (sure("ada.o", 1),)}),
    ("@bob met", {"mentions": (Mention("bob", (2, 4), False),)}),
    ("@bob.m met", {"mentions": (sure("bob.m", 4),)}),
    ("@bob marley sang", {"mentions": (sure("bob marley", 4),)}),
    ("@bob, marley sang", {"mentions": (Mention("bob", (2, 4), False),)}),
    ("@ada.", {"mentions": ADA, "text": "@ada."}),
    ("@ada, @ximena!", {"mentions": (*ADA, sure("ximena", 11))}),
    ("@ada's dog", {"mentions": ADA, "text": "@ada's dog"}),
    ("@ada’s dog", {"mentions": ADA}),
    ("@ada's okafor", {"mentions": ADA}),
    ("(@ada)", {"mentions": ADA}),
    ("“@ada”", {"mentions": ADA}),
    ("@ada/@ximena", {"mentions": (*ADA, sure("ximena", 11))}),
    ("@ada — @ximena", {"mentions": (*ADA, sure("ximena", 11))}),
    ("@okafor", {"mentions": (sure("okafor", 1),)}),
    ("@ada and again @ada okafor", {"mentions": ADA}),
    ("@sean o'brien", {"mentions": (sure("sean o'brien", 5),)}),
    ("@jean-luc", {"mentions": (sure("jean-luc", 8),)}),
    ("@J. Robert Hale came", {"mentions": (sure("J. Robert Hale", 7),)}),
    ("@zoe is new", {"mentions": (Mention("zoe", (), False),)}),
    ('@+"Zoë Lind" joined', unread('@+"Zoë Lind" joined', mentions=(Mention("Zoë Lind", (), True),))),
    ("@+Zoë joined", {"mentions": (Mention("Zoë", (), True),)}),
    ("@王伟 moved", {"mentions": (sure("王伟", 6),)}),
    ("@王伟昨天搬家了", {"mentions": (sure("王伟", 6),), "text": "@王伟昨天搬家了"}),
    ("@지민이가 왔다", {"mentions": (sure("지민", 9),)}),
    ("@علی‌رضا آمد", {"mentions": (sure("علی‌رضا", 10),)}),
    ("ada@example.org", unread("ada@example.org", mentions=())),
    ("see @ada@example.social", unread("see @ada@example.social", mentions=())),
    ("https://example.org/@ada", {"mentions": ()}),
    ("https://example.org/(@ada", {"mentions": ()}),
    ("lunch @ 3", {"mentions": ()}),
    ("lunch @3pm", {"mentions": ()}),
    ("@🌟", {"mentions": ()}),
    ("@", unread("@", mentions=())),
    (r"\@ada", unread("@ada", mentions=())),
    ("@ada\nokafor", {"mentions": ADA}),
    # tags
    ("C# and #1 and a#b and #family, #Été. #家族", {"tags": ("family", "Été", "家族")}),
    ("#family #Family", {"tags": ("family",)}),
    ("#family's (#work)", {"tags": ("family", "work")}),
    ("tag:family tag: work hashtag:no", {"tags": ("family", "work")}),
    ("İİ tag:family", {"tags": ("family",)}),
    ("https://example.org/#top #", {"tags": ()}),
    ("https://example.org/?a,#top", {"tags": ()}),
    (r"\#family", unread("#family", tags=())),
    ("@ada > tomorrow call #work", {"tags": ("work",), "follow_up": (date(2026, 11, 23), "call #work")}),
    # follow-ups
    ("@ada > 6 Dec", {"text": "@ada", "follow_up": (date(2026, 12, 6), "")}),
    ("@ada > 12 Mar ask", {"follow_up": (date(2027, 3, 12), "ask")}),
    ("@ada > Dec 6: ask", {"follow_up": (date(2026, 12, 6), "ask")}),
    ("@ada > dec 6, 2027 ask", {"follow_up": (date(2027, 12, 6), "ask")}),
    ("@ada > tomorrow. Ask!", {"follow_up": (date(2026, 11, 23), "Ask!")}),
    ("@ada > tomorrow - ask", {"follow_up": (date(2026, 11, 23), "ask")}),
    ("@ada > sunday ask", {"follow_up": (date(2026, 11, 29), "ask")}),
    ("@ada > today ask", {"follow_up": (TODAY, "ask")}),
    ("@ada > in a week 9:30 ask", {"follow_up": (date(2026, 11, 29), "9:30 ask")}),
    ("@ada next: monday ask", {"text": "@ada", "follow_up": (date(2026, 11, 23), "ask")}),
    ("@ada NEXT:monday ask", {"text": "@ada", "follow_up": (date(2026, 11, 23), "ask")}),
    ("> tomorrow call @ada", {"text": "", "follow_up": (date(2026, 11, 23), "call @ada"), "mentions": ADA}),
    ("coffee: > tomorrow call @ada", {"text": "", "kind": "coffee", "mentions": ADA}),
    ("@ada > tomorrow ask @ximena", {"mentions": ADA, "follow_up": (date(2026, 11, 23), "ask @ximena")}),
    ("@ada > hm > tomorrow ask > friday", {"text": "@ada > hm", "follow_up": (date(2026, 11, 23), "ask > friday")}),
    ("@ada > tomorrow ask\nand more", {"text": "@ada\nand more", "follow_up": (date(2026, 11, 23), "ask")}),
    ("3 > 2", unread("3 > 2")),
    ("3 > 2 weeks", unread("3 > 2 weeks")),
    ("@ada > may be late", unread("@ada > may be late")),
    ("@ada > yesterday", unread("@ada > yesterday")),
    ("@ada > 2 weeks ago it rained", unread("@ada > 2 weeks ago it rained")),
    ("@ada > 9:30", unread("@ada > 9:30")),
    ("a -> tomorrow", unread("a -> tomorrow")),
    ("a >tomorrow", unread("a >tomorrow")),
    (r"a \> tomorrow", unread("a > tomorrow")),
    (r"a next\: tomorrow", unread("a next: tomorrow")),
    ("next: nothing", unread("next: nothing")),
    ("They wrote\n> tomorrow I fly", unread("They wrote\n> tomorrow I fly")),
    # fields
    ("@ada moved. promised: the sailing book. Two kids.", {"promises": ("the sailing book",)}),
    ("promised: Dr. Okafor's book @ada #books", {"promises": ("Dr. Okafor's book",), "mentions": ADA}),
    ("promised: a\nPromised: b", {"promises": ("a", "b")}),
    ("she promised: nothing", {"promises": ()}),
    ("promised:", {"promises": ()}),
    (r"promised\: a", unread("promised: a", promises=())),
    ("bday: 14 Mar 1984 @ada", {"birthday": "1984-03-14", "text": "bday: 14 Mar 1984 @ada", "mentions": ADA}),
    ("bday: 14 March. promised: cake", {"birthday": "--03-14", "promises": ("cake",)}),
    ("bday: March 14, 1984", {"birthday": "1984-03-14"}),
    ("birthday: 1984-03-14", {"birthday": "1984-03-14"}),
    ("bday: --03-14", {"birthday": "--03-14"}),
    ("bday: 29 Feb", {"birthday": "--02-29"}),
    ("bday: 29 Feb 2023", {"birthday": None}),
    ("bday: 31 Feb", {"birthday": None}),
    ("bday: 14 Mar 2084", {"birthday": None}),
    ("bday: --13-14", {"birthday": None}),
    ("bday: soon", {"birthday": None}),
    ("how we met: at a talk in 2019. Met @ada", {"how_met": "at a talk in 2019", "kind": "note"}),
    ("How we met: J. Hale introduced us", {"how_met": "J. Hale introduced us"}),
    # odds and ends
    ("", unread("", mentions=(), tags=())),
    ("   \n ", unread("")),
    ("@ada\x00 \x1b[31mred\u202e", unread("@ada [31mred", mentions=ADA)),
    ("one\r\ntwo", unread("one\ntwo")),
    (r"C:\new \server a\b", unread(r"C:\new \server a\b")),
    ("🌟 coffee: @ada", unread("🌟 coffee: @ada")),
]


@pytest.mark.parametrize(("line", "expected"), TABLE, ids=[line[:40] for line, _ in TABLE])
def test_a_line_is_read(line: str, expected: dict[str, Any]) -> None:
    capture = read_capture(line, TODAY, names)
    assert {field: getattr(capture, field) for field in expected} == expected


@pytest.mark.parametrize(("line", "told", "text"), CAPTURE_LINES, ids=[line[:40] for line, _, _ in CAPTURE_LINES])
def test_a_line_is_read_and_kept_exactly(line: str, told: str, text: str | None) -> None:
    capture = read_capture(line, TODAY, names)
    assert reading(capture, PEOPLE, TODAY) == told
    assert capture.text == (line if text is None else text)


def test_there_are_more_than_120_lines_each_once() -> None:
    assert len({line for line, _, _ in CAPTURE_LINES}) == len(CAPTURE_LINES) > 120


@given(st.sampled_from(CAPTURE_LINES), st.sampled_from(CAPTURE_LINES))
def test_of_two_lines_only_the_first_has_a_header(one: tuple[str, str, str | None], other: tuple[str, str, str | None]) -> None:
    capture = read_capture(f"{one[0]}\n{other[0]}", TODAY, names)
    alone = read_capture(one[0], TODAY, names)
    assert (capture.at, capture.kind, capture.direction, capture.channel) == (
        alone.at,
        alone.kind,
        alone.direction,
        alone.channel,
    )


def test_every_word_for_a_kind_is_a_kind_that_moments_have() -> None:
    for kind, direction, channel in KINDS.values():
        assert kind in MOMENT_KINDS
        assert direction in (None, "in", "out", "both")
        assert channel in ("", *CHANNELS.values())


def test_no_word_for_a_kind_or_channel_is_a_date() -> None:
    for name in (*KINDS, *CHANNELS, "by"):
        assert read_date(name.split(), TODAY, past=True) is None


def test_longest_match_first_and_never_more_than_six_words() -> None:
    asked: list[str] = []

    def ask(typed: str) -> list[int]:
        asked.append(typed)
        return []

    read_capture("@one two three four five six seven", TODAY, ask)
    assert asked == [
        "one two three four five six",
        "one two three four five",
        "one two three four",
        "one two three",
        "one two",
        "one",
    ]


def test_a_pasted_file_is_no_flood_of_look_ups() -> None:
    asked: list[str] = []

    def ask(typed: str) -> list[int]:
        asked.append(typed)
        return []

    line = " ".join(f"@a{number} b{number}" for number in range(2_000))
    assert len(read_capture(line, TODAY, ask).mentions) == MOST_MENTIONS
    assert len(asked) <= 6 * MOST_MENTIONS
    assert read_capture(line, TODAY, ask).text == line


READINGS = [
    (
        "12 nov coffee: @ada is moving #family > 6 dec ask how the move went",
        "12 Nov, coffee, with Ada Okafor; follow-up 6 Dec: ask how the move went; #family",
    ),
    ("@ada hi", "22 Nov, note, on Ada Okafor"),
    ("hi", "22 Nov, note, nobody named"),
    ("wrote by linkedin: @ada", "22 Nov, wrote by linkedin, to Ada Okafor"),
    ("they wrote: @ada", "22 Nov, they wrote, from Ada Okafor"),
    ("message: @ada", "22 Nov, message, with Ada Okafor"),
    ("12 mar 2019 lunch: @ada", "12 Mar 2019, meal, with Ada Okafor"),
    ("met: @ada, @ximena, @王伟", "22 Nov, meeting, with Ada Okafor, Ximena and 王伟"),
    ('@bob @zoe @+"Zoë Lind"', "22 Nov, note, on “bob” (2 people fit), “zoe” (not known yet) and Zoë Lind (new)"),
    ("@ada > 12 mar", "22 Nov, note, on Ada Okafor; follow-up 12 Mar 2027"),
    ("bday: 14 Mar 1984 @ada", "22 Nov, note, on Ada Okafor; birthday 14 March 1984"),
    ("bday: 14 Mar @ada", "22 Nov, note, on Ada Okafor; birthday 14 March"),
    ("promised: a book. How we met: at sea", "22 Nov, note, nobody named; promised: a book; how you met: at sea"),
]


@pytest.mark.parametrize(("line", "told"), READINGS, ids=[line for line, _ in READINGS])
def test_a_reading_tells_how_a_line_was_understood(line: str, told: str) -> None:
    assert reading(read_capture(line, TODAY, names), PEOPLE, TODAY) == told


def test_a_reading_without_today_tells_no_year() -> None:
    assert reading(read_capture("12 mar 2019 lunch: @ada", TODAY, names), PEOPLE) == "12 Mar, meal, with Ada Okafor"


def test_a_reading_is_one_short_line_whatever_people_are_called() -> None:
    told = reading(read_capture("@ada", TODAY, names), {1: "Ada\x1b]52;c;AAAA\x07\n" + "x" * 1000})
    assert len(told) == 500
    assert told.isprintable()


PIECES = st.sampled_from(
    [
        *(
            "coffee:",
            "coffee",
            "wrote",
            "they",
            "by",
            "phone",
            "phone:",
            ":",
            "yesterday",
            "12",
            "Mar",
            "2025",
            "monday:",
            "in",
            "2",
        ),
        *(
            "weeks",
            "ago",
            ">",
            "next:",
            "tomorrow",
            "\\>",
            "\\@ada",
            "\\#x",
            "@ada",
            '@"Ada',
            'Okafor"',
            "@+Zoe",
            "@ada's",
            "#family",
        ),
        *(
            "tag:",
            "promised:",
            "bday:",
            "how we met:",
            ".",
            "a@b.c",
            "C#",
            "#1",
            "9:30",
            "https://x.y/@a",
            "王伟",
            "🌟",
            "\n",
            "İ",
            "'",
        ),
    ]
)
LINES = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=8).map("".join))


def words_of(text: str) -> Counter[str]:
    return Counter(text.replace("\\", "").split())


def header_words(line: str, capture: Capture) -> set[str]:
    """The words that a header may take out of a line: those of dates and kinds, ``by`` and the channel."""
    vocabulary = {word for kind in KINDS for word in kind.split()} | {"by", "in", "person", capture.channel.lower()}
    vocabulary |= {word for name, channel in CHANNELS.items() if channel == capture.channel for word in name.split()}
    dates = "today yesterday tomorrow last next in ago a one two week weeks month day days year years monday mar 12 2 2025"
    return vocabulary | set(dates.split())


@given(LINES)
@example("coffee:")
@example("@" * 50)
@example("\\" * 50 + "@ada")
@example("> in 9999 years")
@example("@ada > in 9999 years x")
@example('@"' * 30)
def test_any_text_is_read_and_no_word_of_it_is_lost(line: str) -> None:
    capture = read_capture(line, TODAY, names)
    kept = words_of(capture.text) + words_of(capture.follow_up[1] if capture.follow_up else "")
    gone = words_of(clean_text(line)) - kept
    for word in gone:
        bare = word.lower().strip(":,;.!?>–—-").removeprefix("next:")
        if bare:
            assert capture.follow_up or bare in header_words(line, capture)
            assert read_date([bare], TODAY, past=True) or bare in header_words(line, capture)
    assert capture.at <= TODAY
    assert capture.kind in MOMENT_KINDS
    assert not capture.follow_up or capture.follow_up[0] >= TODAY
    assert reading(capture, PEOPLE, TODAY).isprintable() or not line.isascii()


@given(LINES)
def test_what_was_found_was_typed(line: str) -> None:
    typed = fold(clean_text(line).replace("\\", ""))
    capture = read_capture(line, TODAY, names)
    for mention in capture.mentions:
        assert fold(mention.typed).replace("\\", "") in typed
    for tag in capture.tags:
        assert fold(tag) in typed
    for promise in capture.promises:
        assert fold(promise).replace("\\", "") in typed


@given(st.text(alphabet="abc @#:>\\.,'\"\n1", max_size=60))
def test_a_line_without_header_and_follow_up_is_kept_whole(line: str) -> None:
    capture = read_capture(line, TODAY, lambda _: [])
    assert capture.text.replace("\\", "") == line.strip().replace("\\", "")
