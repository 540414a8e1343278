"""The app on invented cards, with a controller that only writes down what it is asked."""

from __future__ import annotations

import itertools
import time

from reconnect_tui.core.card import Card
from reconnect_tui.keymap import ACTIONS, Action
from reconnect_tui.services.theme_defaults import HEARTH
from reconnect_tui.services.themes import ThemeFile
from reconnect_tui.ui.app import ReconnectApp
from tests.ui.people import TODAY


class Prompter:
    """Remembers each call; ``cannot`` are the actions it says it cannot do, ``saves`` whether the disk takes drafts."""

    def __init__(self, app: ReconnectApp) -> None:
        self.app = app
        self.decided: list[str] = []
        self.saved: dict[int, str] = {}
        self.edits = 0
        self.finished_with: list[tuple[int, str]] = []
        self.editor_for: list[tuple[int, str]] = []
        self.cannot: set[str] = set()
        self.saves = True
        self.was_opened = False
        self.wants_demo = False

    def opened(self) -> None:
        self.was_opened = True

    def finish(self) -> bool:
        return self.saves

    def can(self, action_id: str) -> bool:
        return action_id not in self.cannot

    def decide(self, action_id: str) -> None:
        self.decided.append(action_id)
        screen = self.app.card_screen
        if action_id == "mask" and screen.card:
            screen.show(screen.card, today=TODAY, mask=not screen.mask)

    def edited(self, person_id: int, text: str) -> None:
        self.edits += 1
        if self.saves:
            self.saved[person_id] = text
            self.app.card_screen.draft_saved(person_id)
        else:
            self.app.card_screen.draft_failed(person_id, "This text could not be saved: the disk is full. It stays here.")

    def finished(self, person_id: int, text: str) -> None:
        self.finished_with.append((person_id, text))

    def editor_wanted(self, person_id: int, text: str) -> None:
        self.editor_for.append((person_id, text))


def stage(
    card: Card | None, *, theme: ThemeFile = HEARTH, mask: bool = False, actions: tuple[Action, ...] = ACTIONS
) -> tuple[ReconnectApp, Prompter]:
    """An app that shows ``card``, and its controller. Deciding keys are not deaf unless a test sets the clock back."""
    app = ReconnectApp(Prompter, card=card, today=TODAY, mask=mask, theme=theme, actions=actions)
    assert isinstance(app.controller, Prompter)
    ticks = itertools.count(time.monotonic() + 10, 10)
    app.card_screen.clock = lambda: next(ticks)
    return app, app.controller
