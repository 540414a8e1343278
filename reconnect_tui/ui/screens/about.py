"""What this is, and what research says about it, with the samples and the limits. Nowhere else does the program claim anything."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reconnect_tui import __version__
from reconnect_tui.ui.content import LABEL, NAME, QUIET, paragraph
from reconnect_tui.ui.screens.sheet import WordsSheet

IDEA = (
    "You have hundreds of connections and talk with few of them. Making them more is the numbers game; this is the opposite. Once a day, "
    "for a few minutes, it puts one person in front of you, with all that you know of them, and helps you write a hello that could be "
    "for nobody else.",
    "It never writes the personal part, and it never sends: it hands your words over, and asks whether they went. There is no account, "
    "and nothing leaves this machine unless you hand it over.",
)

RESEARCH = (
    (
        "Liu, Rim, Min and Min (2022; in print 2023)",
        "The surprise of reaching out: appreciated more than we think. Journal of Personality and Social Psychology 124, 754–771. "
        "doi.org/10.1037/pspi0000402",
        "In a series of pre-registered experiments, those who got in touch expected it to be appreciated less than those who heard from "
        "them said it was, the more so where it came as a surprise.",
        "The participants were students and adults in the United States, many of them online, and some only recalled or imagined it. "
        "It says what is usual there, not how one person will take one letter.",
    ),
    (
        "Aknin and Sandstrom (2024)",
        "People are surprisingly hesitant to reach out to old friends. Communications Psychology 2, 34. doi.org/10.1038/s44271-024-00075-8",
        "Fewer than a third sent a message to an old friend although they wanted to, thought it would be welcome and were given the time "
        "(studies 3 and 4: 453 and 604 people). Those who first wrote to friends they were in touch with did it more often, by two "
        "thirds (study 7: 194 people).",
        "It tells what people did within a study, and why they may hesitate; not what became of the friendships.",
    ),
    (
        "Levin, Walter and Murnighan (2011)",
        "Dormant ties: the value of reconnecting. Organization Science 22, 923–939.",
        "Executive MBA students asked people they had lost touch with for advice on a project at work; it compared well with the advice of "
        "those they were in touch with.",
        "They were managers, and it is about what was useful to them at work; it is not about friendship.",
    ),
)
"""(who, where, what was found, what it does not say)."""


class AboutSheet(WordsSheet):
    """The idea and the research; arrows scroll."""

    DEFAULT_CSS = "AboutSheet > .sheet { width: 82; }"

    def __init__(self) -> None:
        super().__init__("about reconnect", about_lines)


def about_lines(width: int) -> Sequence[Content]:
    """All of it, wrapped to ``width``."""
    width = min(width, 70)
    lines: list[Content] = []
    for words in IDEA:
        lines += [*paragraph(words, width), Content()]
    lines += [Content.styled("what research says, and what it does not", LABEL), Content()]
    for who, where, found, limit in RESEARCH:
        lines += [
            Content.styled(who, NAME),
            *paragraph(where, width, QUIET),
            *paragraph(found, width),
            *paragraph(limit, width),
            Content(),
        ]
    lines += paragraph(
        "None of it says that you should write to anybody today. It may help on the day when you would like to, and hesitate.",
        width,
    )
    return [*lines, Content(), Content.styled(f"reconnect {__version__} · MIT licence · free to use, change and pass on", QUIET)]
