"""One sitting of the app: it hands what was pressed to the services, and what they say to the screens.

Keeps no rules and no SQL. What is written is in ``writing``, what is remembered in ``remembering``.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import ACTIVE, DIED, LETTER, Draft
from reconnect_tui.core.text import shown_line
from reconnect_tui.keymap import Action, key_names, shown_key
from reconnect_tui.services import history
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.hands import Hand
from reconnect_tui.services.recording import Done
from reconnect_tui.services.session import Session, as_deep
from reconnect_tui.store import drafts, people
from reconnect_tui.store.drafts import DraftWriter, Words
from reconnect_tui.ui import cells
from reconnect_tui.ui.ends import Ends
from reconnect_tui.ui.rooms import Rooms
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.signals import HEEDED, heed, leave_at_once

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from reconnect_tui.ui.app import ReconnectApp

LONGEST_SENTENCE = 110
PATIENCE, SIGNALLED_PATIENCE = 60.0, 1.5
"""Seconds to wait for another program's long write (an import) when the user quits, and when a signal ends it: gone within 3."""
READY_AFTER = 0.3
"""Seconds after the first card in which whatever a key may ask for is imported: before anybody has read it."""
LOOKS_EVERY = 1.0
"""Seconds between two looks whether another program wrote (3 µs each)."""


class Sitting(Rooms):
    """What the screens act through (``ui.controller.Controller``)."""

    app: ReconnectApp

    def __init__(self, desk: Desk, *, who: int | None = None, mask: bool = False, warnings: tuple[str, ...] = ()) -> None:
        self.desk = desk
        self.session = Session(desk)
        self.mask = mask
        self.card: Card | None = None
        self.writer = DraftWriter(desk.store.path, self._draft_told)
        self._who = who
        self._typed: dict[int, str] = {}
        self.ends = Ends(self)
        self.warnings = warnings
        self.wants_demo = False
        self.rescued: list[str] = []
        self.not_kept: list[str] = []
        """Texts that neither the database nor a file would take."""
        self._patience = PATIENCE
        self.hand = Hand(desk.home)

    def attach(self, app: ReconnectApp) -> Sitting:
        """Serve this app from now on."""
        self.app = app
        return self

    def first_card(self) -> Card | None:
        """The card to begin with; ``None``: the last screen, or the welcome of an empty home."""
        self.card = self.session.begin()
        if self._who is not None:
            self.card = self.session.open(self._who)
        self._goes_on()
        return self.card

    def opened(self) -> None:
        """After the first paint: what may take its time."""
        self.app.set_interval(LOOKS_EVERY, self._look)
        self.app.set_timer(READY_AFTER, self._get_ready)
        heed(ended=self._told_to_end, hung_up=self._hung_up)
        threading.Thread(target=self._take_care, name="care", daemon=True).start()
        for wrong in self.desk.problems[:3]:
            where = f"{wrong.path}, line {wrong.line}" if wrong.line else wrong.path
            self.toast(f"{where}: {wrong.message}", severity="warning", timeout=12)
        for problem in self.warnings[:3]:
            self.toast(problem, severity="warning", timeout=12)
        if self.card is None:
            self.show()
        waiting = drafts.loose(self.desk.store)
        if waiting:
            self.toast(f"A line that found nobody yet waits for you: {self.key('note-anyone')} goes on with it.", timeout=10)
        self.looking.follow_terminal()
        self.writing.ask_unanswered()
        if self.desk.config.inbox:
            from reconnect_tui.ui.noting import Noting

            Noting(self).look_into_inbox()

    def _get_ready(self) -> None:
        """Import what the first keys would have to wait for."""
        self.hand.prepare()
        _ = self._deeds

    def _told_to_end(self, code: int) -> None:
        """Somebody sent a signal: save, and end before whoever sent it loses patience, if need be in the middle of an import."""
        self._take_the_sheet()
        self._patience = SIGNALLED_PATIENCE
        late = threading.Timer(SIGNALLED_PATIENCE + 0.5, self._leave_at_once, (code, 0.0))
        late.daemon = True
        late.start()
        self.app.exit(return_code=code)

    def _hung_up(self) -> None:
        """The terminal is gone, as a rule: save what waits, and go at once (a clean exit hung in 5 of 20)."""
        self._take_the_sheet()
        self._leave_at_once(HEEDED + signal.SIGHUP, SIGNALLED_PATIENCE)

    def _leave_at_once(self, code: int, patience: float) -> None:
        from reconnect_tui.services.rescue import keep_as_files

        keep_as_files(self.desk.home, self.writer.close(patience))
        leave_at_once(self.app._driver, code)

    def _take_the_sheet(self) -> None:
        """Hand the writer what is on the sheet: behind a burst of keys, the news of the last ones may still be on its way here."""
        paper = self.screen.paper
        if paper.writing and self._typed.get(paper.area.person_id) != paper.area.text:
            self.edited(paper.area.person_id, paper.area.text)

    def finish(self) -> bool:
        """Save what waits; returns whether all is on disk, if need be as files beside the database."""
        self._take_the_sheet()
        left = self.writer.close(self._patience)
        if left:
            from reconnect_tui.services.rescue import keep_as_files

            self.rescued = keep_as_files(self.desk.home, left)
            if len(self.rescued) < len(left):
                self.not_kept = [words.text for words in left if words.text]
        return not self.not_kept

    def can(self, action_id: str) -> bool:
        """Whether an action can do something now."""
        card = self.card
        if card is None:
            return action_id in (
                "find",
                "note-anyone",
                "undo",
                "redo",
                "one-more",
                "help",
                "palette",
                "quit",
                "ahead",
                "looking-back",
                "mask",
            )
        if card.person.status == DIED and action_id in ("write", "template", "hand-over", "follow-up", "record", "copy"):
            return False
        if action_id in ("template", "hand-over", "copy") and self.mask:
            return False
        if action_id in ("done", "drop"):
            return bool(card.promises)
        if action_id in ("hand-over", "copy") and self.screen.letter.strip():
            return True
        if action_id in ("hand-over", "copy"):  # a call needs no letter
            return action_id == "hand-over" and any(point.kind == "phone" for point in card.contacts)
        if action_id == "profile":
            return any(point.kind in ("linkedin", "url") for point in card.contacts)
        if action_id == "undo":
            return history.can_undo(self.desk)
        if action_id == "leave":
            return self.session.visiting()
        if action_id in ("unknown", "later", "skip"):
            return card.person.status == "active"
        return True

    @cached_property
    def _deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does; the first to ask imports it all."""
        return {
            **self.writing.deeds(),
            **self.remembering.deeds(),
            **self.deciding.deeds(),
            **self.circles.deeds(),
            **self.editing.deeds(),
            **self.keeping.deeds(),
            **self.looking.deeds(),
            **self.setting_up.deeds(),
            "undo": self.taking_back.undo,
            "redo": self.taking_back.redo,
            "mask": self.toggle_mask,
            "leave": self.back,
            "one-more": self.one_more,
            **self.bringing.deeds(),
            "quit": self.app.exit,
        }

    def decide(self, action_id: str) -> None:
        """Carry out an action; whatever cannot be done is said, and nothing else happens."""
        deed = self._deeds.get(action_id)
        if deed is None or (self.card is None and action_id not in WITHOUT_A_CARD):
            return
        self.app.clear_notifications()
        self.attempt(deed)

    def attempt(self, deed: Callable[[], None]) -> None:
        """Run a deed; a ``ReconnectError`` is said under the card."""
        try:
            deed()
        except ReconnectError as error:
            self.say(str(error), trouble=True)

    def edited(self, person_id: int, text: str) -> None:
        """A keystroke in the letter: on its way to the disk at once."""
        self._typed[person_id] = text
        self.writer.save(Words(person_id, LETTER, text, *self.writing.begun_from(person_id)))

    def finished(self, person_id: int, text: str) -> None:
        self.attempt(self.writing.hand_over)

    def editor_wanted(self, person_id: int, text: str) -> None:
        self.attempt(lambda: self.writing.editor(text))

    @property
    def screen(self) -> CardScreen:
        """The one card screen."""
        return self.app.card_screen

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say one sentence: under the card, at the foot of the last screen, or as a toast where a sheet is in front."""
        page = self.editing.page if "editing" in self.__dict__ else None
        if self.app.screen is self.screen:
            self.screen.say(sentence, trouble=trouble)
        elif page is not None and self.app.screen is page:
            page.tell(sentence, trouble=trouble)
        elif trouble or not self.ends.say(sentence):
            self.toast(sentence, severity="error" if trouble else "information")

    def toast(self, sentence: str, *, severity: SeverityLevel = "information", timeout: float | None = None) -> None:
        """Say something in a toast; what is not ours in it (names, paths, settings) does nothing there."""
        self.app.notify(cells.text(sentence, 2_000), markup=False, severity=severity, timeout=timeout)

    def refuses_masked(self) -> bool:
        """Say that it is masked, if it is: what would show private words then does nothing."""
        if self.mask:
            self.say(f"Masked. {self.key('mask')} shows it again.")
        return self.mask

    def say_done(self, sentence: str) -> None:
        """Say what was done and how to take it back; masked, no name is said."""
        # cut, so that how to take it back stays in sight behind a name of hundreds of letters
        self.say(f"{'Done' if self.mask else shown_line(sentence, LONGEST_SENTENCE)} · {self.key('undo')} undoes")

    def show(self, card: Card | None = None, *, anew: bool = False) -> None:
        """Show this card, or the one the session is at; the last screen when there is none.

        ``anew`` reads the present card's person again.
        """
        shown = self.session.card() if card is None or anew else card
        self.card = as_deep(self.desk, shown, self.card) if shown is not None else None
        if self.card is None:
            self.ends.show()
            return
        self._goes_on()
        self.ends.leave()
        self.screen.show(self.card, today=self.desk.today, mask=self.mask)
        self.screen.refresh_keys()

    def _goes_on(self) -> None:
        """What is typed into the letter goes on with the draft that the card shows, and over no other window's."""
        if self.card is not None:
            self.writer.begin(self.card.person.id, LETTER, self.card.draft)

    def begins(self, person_id: int | None, kind: str) -> Draft | None:
        """Begin to type a line; returns what was typed of it last time. While another window types, that may be its line: none then."""
        self.writer.flush()
        if not self.hand.take():
            self.writer.begin_anew(person_id, kind)
            return None
        kept = drafts.get(self.desk.store, person_id, kind)
        self.writer.begin(person_id, kind, kept)
        return kept

    def open_card(self, person_id: int | None) -> None:
        """Open somebody's card, chosen on a sheet; ``None``: nobody was."""
        if person_id is not None:
            self.attempt(lambda: self.show(self.session.open(person_id)))

    def after(self, kind: str, done: Done) -> None:
        """A decision was made: show what comes next and say what was done."""
        person_id = done.person.id if done.person else 0
        card = self.session.after(kind, person_id, patient=True)
        self.show(card)
        self.say_done(done.sentence)
        self.app.call_after_refresh(self._fill)

    def _fill(self) -> None:
        """Keep the day's places, and give on the one of whoever was put aside: when the next card has been painted."""
        self.attempt(self.session.fill)
        if self.card is not None and self.card.place != (place := self.session.place()):
            self.card = self.card._replace(place=place)
            self.screen.show(self.card, today=self.desk.today, mask=self.mask)

    def action(self, action_id: str) -> Action:
        """One action of the registry, with the user's own keys."""
        return next(action for action in self.app.actions if action.id == action_id)

    def from_thread(self, deed: Callable[..., object], *values: object) -> None:
        """Have the app do something; may be called from any thread, and does nothing once the app has ended."""
        self.app.call_later(deed, *values)

    def tell_terminal(self, escape: str) -> None:
        """Write an escape sequence of ours to the terminal (OSC 52), between two frames."""
        driver = self.app._driver
        if driver is not None:
            driver.write(escape)
            driver.flush()

    def key(self, action_id: str) -> str:
        """The key of an action, as people write it."""
        return shown_key(key_names(self.action(action_id).keys)[0])

    def toggle_mask(self) -> None:
        """Mask everything at once, or show it again: a sheet that is open is covered, and what was last said goes."""
        from reconnect_tui.ui.screens.sheet import Sheet

        self.mask = not self.mask
        self.screen.say("")
        for screen in self.app.screen_stack:
            if isinstance(screen, Sheet):
                screen.cover(f"Masked. {self.key('text-mask')} shows it again." if self.mask else "")
        if self.card is None:
            self.ends.show()
        else:
            self.screen.show(self.card, today=self.desk.today, mask=self.mask)
        self.say("Masked." if self.mask else "Shown again.")

    def back(self) -> None:
        if self.session.visiting():
            self.show(self.session.back())

    def one_more(self) -> None:
        card = self.session.one_more()
        if card is None:
            self.say("Nobody else fits today.")
        else:
            self.show(card)

    def _draft_told(self, words: Words, problem: Exception | None) -> None:
        """From the writer's thread: a draft is on disk, or is not."""
        self.from_thread(self._draft_landed, words, problem)

    def _draft_landed(self, words: Words, problem: Exception | None) -> None:
        trouble = "" if problem is None else f"NOT SAVED: {problem}. Your text stays here; it is tried again."
        if words.kind != LETTER or words.person_id is None:
            from reconnect_tui.ui.screens.sheet import Sheet

            if isinstance(self.app.screen, Sheet):
                self.app.screen.warn(trouble)
            if trouble and self.app.screen is self.screen:
                self.say(trouble, trouble=True)
            elif not trouble:
                self.screen.is_saved()
            return
        if trouble:
            self.screen.draft_failed(words.person_id, trouble)
        elif self._typed.get(words.person_id, words.text) == words.text:
            self.screen.draft_saved(words.person_id)

    def _look(self) -> None:
        """Let an open window follow what the shell or another window wrote, and the day as it turns."""
        if (self.app.screen is not self.screen and not self.ends.last_in_front) or self.screen.paper.writing:
            return
        if self.session.day != self.desk.day and not self.session.visiting():
            self.attempt(lambda: self.show(self.session.begin()))
        elif self.desk.store.changed_outside():
            self.attempt(self._follow if self.card is not None else self.show)

    def _follow(self) -> None:
        before = self.card
        here = next(iter(people.several(self.desk.store, [before.person.id])), None) if before else None
        # whoever is looked at stays, with what was added, until something is decided here
        stays = self.session.visiting() or (here is not None and here.status == ACTIVE)
        card = self.session.card() if stays else self.session.refresh()
        if card is None or as_deep(self.desk, card, before) != before:
            self.show(card)

    def _take_care(self) -> None:
        """Look whether the database is whole and make the day's backup, in a thread with a connection of its own."""
        from reconnect_tui.services import care

        trouble = care.daily(self.desk.home, self.desk.today)
        if trouble:
            self.from_thread(self.say_trouble, trouble)

    def say_trouble(self, sentence: str) -> None:
        self.toast(sentence, severity="error", timeout=30)


WITHOUT_A_CARD = frozenset((
    "undo", "redo", "find", "note-anyone", "ahead", "looking-back", "answer-line", "circles", "one-more", "help", "themes",
    "settings", "keys", "about", "history", "import", "sort", "review", "quit", "mask", "drafts",
))  # fmt: skip
