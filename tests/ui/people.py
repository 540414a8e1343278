"""Invented cards to draw: full, bare, long, hostile."""

from __future__ import annotations

from datetime import date

from reconnect_tui.core.card import Card
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import ContactPoint, Draft, FollowUp, Person, ThatWeek

TODAY = date(2026, 11, 22)

LETTER = "Hi Ada,\n\n[[what made you think of them]]\n\n[[ask how something went]]\n\nFree for coffee next week?"

HOSTILE = (
    "[/]",
    "[@click=app.quit]hi[/]",
    "VP [/sales]",
    "a\x1b]52;c;ZWNobyBoaQ==\x07b",
    "\x9b31mred\x9d0;t\x9c",
    "\u202egnirts\u202c \u2066x\u2069",
    "Z" + "\u0301" * 10_000 + "algo",
    "A" + "\u200dB" * 300,
    "\u3164\u3164\u3164\uffa0",
    "🏽🏽🏽🇦 🇧 👩\u200d💻 ❤\ufe0f 👩🏽",
    "tab\there\r\nnew\u2028line",
    "名前の長い人" * 30,
    "אבגד הוזח (עברית)",
    "$name ${x} {{y}} [[hole]] `z` **b** \\[b]",
    "x" * 5_000,
    "",
    " ",
)


def full() -> Card:
    ada = Person(
        7, "p-ada", "Ada Okafor", "Ada", "Okafor", greeting="Ada", company="Northwind Labs", position="Head of Research",
        location="Lagos", circle="friends", connected_on="2015-03-14",
    )  # fmt: skip
    return Card(
        ada,
        "Ada wrote last, in March 2023.",
        promises=(FollowUp(1, "f-1", 7, None, "send the sailing book", promise=True),),
        moments=(
            Moment(4, "m-4", "2023-03-12T12:00:00Z", "message", "in", "linkedin", "Let's catch up when I'm back from Accra. There's a lot to tell!"),
            Moment(3, "m-3", "2023-02-02", "coffee", None, "Café Luna", "two kids, sails; thinks of leaving consulting #sailing"),
            Moment(2, "m-2", "2021-11-19T12:00:00Z", "message", "out", "linkedin", "Congratulations on the new lab!"),
        ),
        contacts=(ContactPoint("linkedin", "https://www.linkedin.com/in/ada-okafor", "ada-okafor"),),
        draft=Draft(1, 7, "letter", LETTER),
        place=(2, 3),
    )  # fmt: skip


def bare() -> Card:
    mikael = Person(
        8, "p-mikael", "Mikael Lindqvist", "Mikael", "Lindqvist", greeting="Mikael", company="Ostrava Steel",
        position="Plant Engineer", connected_on="2015-03-14",
    )  # fmt: skip
    return Card(
        mikael,
        "By chance. You connected in March 2015; nothing is written down here yet.",
        that_week=ThatWeek(("Dora Kovač", "Chi Wu", "Ben Ito"), "Programme Lead at Blue Heron"),
        place=(3, 3),
    )


def wide() -> Card:
    """Signs that are two cells wide, that stand in one cell with another, or that run from right to left."""
    person = Person(
        11, "p-wide", "清水 陽菜", "陽菜", "清水", greeting="陽菜さん", company="株式会社みなと", position="研究員", location="神戸市",
        circle="friends", connected_on="2016-04-01", how_met="学会で。二人とも道に迷っていた。",
        about="猫が二匹 🐈🐈。Née à Hué; the mother writes בעברית.",
    )  # fmt: skip
    return Card(
        person,
        "清水さん wrote last, in March 2023.",
        promises=(FollowUp(1, "f-1", 11, "2026-12-01", "نسخة من الكتاب عن البحر", promise=True),),
        moments=(
            Moment(
                3, "m-3", "2023-03-12", "message", "in", "linkedin",
                "神戸に来たら連絡してください。新しい研究所を案内します。コーヒーも美味しいです ☕️👩🏽‍💻",
            ),
            Moment(
                2, "m-2", "2022-02-02", "coffee", "both", "喫茶店 アカシア",
                "عن السفر والأولاد، ثم ضحكنا كثيرًا", people=(("p-wide", "x"), ("p-2", "נועם בן־ארי")),
            ),
            Moment(1, "m-1", "2021-11-19", "message", "out", "email", "e\u0301 u\u0308 n\u0303: Zoë̈ schrieb “Á bientôt” 🇯🇵🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
        ),
        tags=("研究", "حبر"),
        draft=Draft(1, 11, "letter", "陽菜さん、\n\n[[何を見て思い出したか]]\n\nשלום, and until soon."),
        place=(2, 3),
    )  # fmt: skip


def long() -> Card:
    person = Person(
        9, "p-long", "Prof. Dr. María de los Ángeles Fernández-Villaverde y Ruiz de Apodaca (she signs as Marian)", "María", "Fernández",
        greeting="Marian", company="Interuniversity Consortium for Applied Hydrology and Coastal Engineering of the North",
        position="Deputy Director for Programmes, Partnerships and Everything Else", location="Santiago de Compostela",
        circle="old colleagues", connected_on="2009-01-31", how_met="The ferry to Vigo, in the rain; we shared an umbrella and a timetable.",
        about="Allergic to nuts. Two daughters, one of whom sails too. Reads everything by Clarice Lispector.",
    )  # fmt: skip
    words = "We should write this up one day. " * 30
    return Card(
        person,
        "You said you would come back to this on 20 November: ask how the move to the new building went, and whether the archive survived it.",
        promises=(
            FollowUp(1, "f-1", 9, "2026-11-20", "ask how the move to the new building went, and whether the archive survived it"),
            FollowUp(2, "f-2", 9, None, "the photographs of the harbour", promise=True),
        ),
        moments=tuple(
            Moment(n, f"m-{n}", f"20{25 - n}-0{1 + n}-1{n}", kind, direction, channel, text, people=people)
            for n, (kind, direction, channel, text, people) in enumerate(
                [
                    ("call", "out", "phone", words, ()),
                    ("message", "in", "email", "https://example.org/" + "a-very-long-path/" * 12, ()),
                    ("note", None, "", "A line.\n\n\n\nAnother line after blank ones.\n   indented", ()),
                    ("meal", "both", "Casa Rosalía", "", (("p-long", "x"), ("p-2", "Dora Kovač"), ("p-3", "Chi Wu"))),
                    ("message", "out", "linkedin", "Thanks!", ()),
                    ("recommendation", "in", "", "A careful mind and a kind one.", ()),
                ]
            )
        ),
        more_moments=True,
        tags=("hydrology", "sailing"),
        draft=Draft(1, 9, "letter", "Dear Marian,\n\n"
            + "I was on the ferry again last week and thought of the umbrella. " * 12
            + "\n\n[[what you want to ask, in your own words and without any hurry: "
            "the hint of this hole is long enough to wrap over lines]]\n"),
        place=(1, 3),
    )  # fmt: skip


def hostile(words: str) -> Card:
    """The same words wherever somebody else's words can be."""
    person = Person(
        10, "p-x", words, words, words, greeting=words, headline=words, company=words, position=words, location=words, circle=words,
        connected_on="2015-03-14", how_met=words, about=words,
    )  # fmt: skip
    return Card(
        person,
        words,
        promises=(FollowUp(1, "f-1", 10, "2026-11-20", words, promise=True),),
        moments=(
            Moment(1, "m-1", "2023-03-12T12:00:00Z", "message", "in", words, words),
            Moment(2, "m-2", words, words, words, words, words, words, words, True, ((words, words), ("p-2", words))),
        ),
        contacts=(ContactPoint("linkedin", words, words),),
        tags=(words, words),
        that_week=ThatWeek((words, words), words),
        draft=Draft(1, 10, "letter", words + "\n[[hint]]\n" + words),
        place=(1, 3),
    )
