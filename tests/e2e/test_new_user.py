"""A new user, by keys alone: from the README's `reconnect` to the first hello that is recorded, and how many keys that takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.data.linkedin import write_export
from tests.e2e.story import DEAF_FOR, App, Desktop

MOST_KEYS = 10
"""From the start to a recorded hello from a template, besides the personal words."""
HOLES = ("your talk on tides came to my mind", "we have moved to the coast")
EXPORT = "Basic_LinkedInDataExport_11-22-2026.zip"


class Hand(NamedTuple):
    """Whoever sits at the keyboard; ``pressed`` are the keys that were no words of theirs."""

    app: App
    pressed: list[str]

    def press(self, key: str, *shown: str) -> None:
        self.pressed.append(key)
        self.app.keys(key)
        self.app.wait_for(*shown)

    def says(self, words: str) -> None:
        self.app.type(words)
        self.app.wait_for(words[-20:])

    def sends_a_hello(self) -> None:
        """From the card to “Off it goes.”, with the first template there is and words of their own in each hole."""
        self.app.let_pass(DEAF_FOR)
        self.press("t", "begin from a template, for")
        self.press("Enter", "next hole")
        self.says(HOLES[0])
        if "next hole" in self.app.text():
            self.press("Tab", "ctrl+s done")
            self.says(HOLES[1])
        self.press("ctrl+s", "hand over to")
        self.press("Enter", "did it go to")
        self.press("Enter", "Off it goes.")


def from_an_export(hand: Hand) -> None:
    """It lies in Downloads, where the README has it saved."""
    hand.app.wait_for(f"bring {EXPORT}", "no telemetry")
    hand.press("Enter", "would be added")
    hand.press("Enter", "60 added")
    hand.press("Enter", "who belongs where?")
    hand.press("l", "a hello to", "? help")


def from_names(hand: Hand) -> None:
    """Nothing to bring: one person they would be glad to hear from."""
    hand.app.wait_for("or type three people")
    hand.press("p", "three people you would be glad to hear from")
    hand.says("Ada Okafor")
    hand.press("Enter", "a hello to", "? help")


@pytest.mark.parametrize("begin", [from_an_export, from_names])
def test_from_the_start_to_the_first_recorded_hello(tmp_path: Path, begin: Callable[[Hand], None]) -> None:
    if begin is from_an_export:
        (tmp_path / "Downloads").mkdir()
        write_export(tmp_path / "Downloads" / EXPORT, people=60, messages=60)
    desktop = Desktop(tmp_path)
    with desktop.opens() as app:
        hand = Hand(app, [])
        begin(hand)
        hand.sends_a_hello()
        assert app.quits() == 0
    print(f"{begin.__name__.replace('_', ' ')}: {len(hand.pressed)} keys to a recorded hello ({' '.join(hand.pressed)})")
    assert len(hand.pressed) <= MOST_KEYS
    sentence = desktop.reads("history")[0]["sentence"]
    assert sentence.startswith("Recorded: wrote to ")
    (said, *_) = desktop.reads("show", sentence.removeprefix("Recorded: wrote to "))["moments"]
    assert (said["kind"], said["direction"]) == ("message", "out")
    assert HOLES[0] in said["text"]
    assert desktop.copied == said["text"]
