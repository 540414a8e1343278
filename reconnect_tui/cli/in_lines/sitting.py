"""One sitting in plain lines: a card is said, an answer is heard, and the services do what it asks for.

Keeps no rules and no SQL. The actions are the registry's (``keymap``), each by its letter and by its words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.safety import Safety
from reconnect_tui.cli.in_lines.voice import TOGETHER, Ended, Voice
from reconnect_tui.cli.in_lines.words import (
    NEEDS_A_SCREEN,
    OF_A_LIVING,
    OFFERED,
    PRIVATE,
    WITH_WORDS,
    WITHOUT_A_CARD,
    Words,
    hint,
    sign_of,
)
from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import ACTIVE, DIED, LINE, SILENT
from reconnect_tui.core.text import shown_line
from reconnect_tui.keymap import Action, resolve
from reconnect_tui.services import history
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done
from reconnect_tui.services.session import Session
from reconnect_tui.store import drafts, people

if TYPE_CHECKING:
    from reconnect_tui.cli.in_lines.deciding import Deciding
    from reconnect_tui.cli.in_lines.ends import Ends
    from reconnect_tui.cli.in_lines.keeping import Keeping
    from reconnect_tui.cli.in_lines.looking import Looking
    from reconnect_tui.cli.in_lines.page import Page
    from reconnect_tui.cli.in_lines.past import Past
    from reconnect_tui.cli.in_lines.remembering import Remembering
    from reconnect_tui.cli.in_lines.sorting import Sorting
    from reconnect_tui.cli.in_lines.writing import Writing


class Quit(Exception):
    """Enough for now."""


class Sitting:
    """What all deeds act through. ``who``: a person's card to begin with."""

    def __init__(self, desk: Desk, voice: Voice, *, who: int | None = None, mask: bool = False) -> None:
        self.desk = desk
        self.voice = voice
        self.mask = mask
        self.session = Session(desk)
        self.card: Card | None = None
        self._who = who
        self._said: object = None
        self.safety = Safety(desk, voice)
        self.save = self.safety.save
        self.actions, self._key_problems = resolve(desk.config.keys)
        self._words = Words(self.actions)

    @cached_property
    def writing(self) -> Writing:
        from reconnect_tui.cli.in_lines.writing import Writing

        return Writing(self)

    @cached_property
    def remembering(self) -> Remembering:
        from reconnect_tui.cli.in_lines.remembering import Remembering

        return Remembering(self)

    @cached_property
    def deciding(self) -> Deciding:
        from reconnect_tui.cli.in_lines.deciding import Deciding

        return Deciding(self)

    @cached_property
    def keeping(self) -> Keeping:
        from reconnect_tui.cli.in_lines.keeping import Keeping

        return Keeping(self)

    @cached_property
    def page(self) -> Page:
        from reconnect_tui.cli.in_lines.page import Page

        return Page(self)

    @cached_property
    def sorting(self) -> Sorting:
        from reconnect_tui.cli.in_lines.sorting import Sorting

        return Sorting(self)

    @cached_property
    def looking(self) -> Looking:
        from reconnect_tui.cli.in_lines.looking import Looking

        return Looking(self)

    @cached_property
    def past(self) -> Past:
        from reconnect_tui.cli.in_lines.past import Past

        return Past(self)

    @cached_property
    def ends(self) -> Ends:
        from reconnect_tui.cli.in_lines.ends import Ends

        return Ends(self)

    @cached_property
    def deeds(self) -> dict[str, Callable[[], None]]:
        """Every action that can be taken here, and what does it."""
        return {
            **self.writing.deeds(),
            **self.remembering.deeds(),
            **self.deciding.deeds(),
            **self.keeping.deeds(),
            **self.page.deeds(),
            **self.sorting.deeds(),
            **self.looking.deeds(),
            **self.past.deeds(),
            "again": self.show,
            "undo": self.undo,
            "redo": self.redo,
            "leave": self.back,
            "one-more": self.one_more,
            "quit": self.quit,
        }

    # The course of it

    def run(self) -> None:
        """From the first card to good-bye; the end of input is one, too."""
        try:
            self._begin()
            while self.card is not None or self.ends.stay():
                self._next_answer()
        except (Ended, Quit) as left:
            self.ends.good_bye(heard=isinstance(left, Quit))

    def _begin(self) -> None:
        self.voice.say("reconnect in plain lines. “?” says what can be answered, “q” quits.")
        problems = [f"{wrong.path}, line {wrong.line}: {wrong.message}" for wrong in self.desk.problems]
        for problem in (*problems[:3], *self._key_problems[:3]):
            self.voice.say(problem)
        self.card = self.session.begin()
        if self.card is None and self._who is None:
            self.ends.welcome()
        self.safety.take_care()
        if not self.mask:
            self.writing.handing.ask_unanswered()
        waiting = [one for one in (*drafts.loose(self.desk.store), drafts.get(self.desk.store, None, LINE)) if one]
        if waiting:
            self.voice.say(f"A line that found nobody yet waits for you: “{self.letter('note-anyone')}” goes on with it.")
        if self._who is not None:
            self.card = self.session.open(self._who)

    def _next_answer(self) -> None:
        self._follow()
        if self.card is None:
            return
        now = (self.card.person.id, self.card.reason, self.mask)
        if now != self._said:
            self.say_card(self.card)
            self._said = now
        self.safety.tell()
        self.voice.waiting.clear()
        answer = self.voice.ask("What now?")
        if answer:
            self.take(answer)
        else:
            self.voice.say(self._choices(self.card))

    def _follow(self) -> None:
        """Follow what the shell or another window wrote, and the day as it turns; whoever is on the card stays, unless silent since."""
        if self.session.day != self.desk.day and not self.session.visiting():
            self.card = self.session.begin()
        elif self.desk.store.changed_outside() and self.card is not None:
            here = next(iter(people.several(self.desk.store, [self.card.person.id])), None)
            if here is None:
                self.card = self.session.back() if self.session.visiting() else self.session.refresh()
            elif self.session.visiting() or here.status == ACTIVE:
                self.card = self.session.card()
            else:
                self.card = self.session.refresh()

    def say_card(self, card: Card) -> None:
        """Name, reason, last exchange, choices."""
        self.voice.gap()
        for indent, words in told.opening(card, mask=self.mask):
            self.voice.say(words, indent)
        self.voice.say(self._choices(card))

    def _choices(self, card: Card) -> str:
        offered = [self.action(name) for name in OFFERED if self.refusal(name) == "" and self._fits(name, card)]
        back = ["back to today"] if self.session.visiting() else []
        more = [] if self.mask else ["more"]
        said = [*(hint(one) for one in offered), *more, *back, hint(self.action("help")), hint(self.action("quit"))]
        return f"You can say: {', '.join(one.replace(' ', TOGETHER) for one in said)}."

    def _fits(self, action_id: str, card: Card) -> bool:
        """Whether an action is worth being named with this card; it can be taken all the same."""
        if action_id == "hand-over":
            return bool(card.draft and card.draft.text.strip())
        if action_id in ("how-met", "unknown"):
            return not (card.moments or card.promises or card.person.how_met or card.person.about)
        return action_id != "undo" or history.can_undo(self.desk)

    def take(self, answer: str) -> None:
        """Do what an answer asks for; whatever cannot be done is said, and nothing else happens."""
        action_id = self._meant(answer)
        if action_id is None:
            self.voice.say(f"“{shown_line(answer, 40)}” is not known here. “?” says what can be answered.")
            return
        deed = self.deeds.get(action_id)
        refusal = self.refusal(action_id)
        if refusal or deed is None:
            self.voice.say(refusal or "That is for the drawn card alone.")
            return
        self.attempt(deed)

    def attempt(self, deed: Callable[[], None]) -> None:
        """Run a deed; a ``ReconnectError`` is said."""
        try:
            deed()
        except ReconnectError as error:
            self.voice.say(self._masked(str(error)))
            for _, label in () if self.mask else getattr(error, "candidates", ()):
                self.voice.say(label, "  ")

    def _masked(self, sentence: str) -> str:
        """A sentence with the first name for the whole one, where that is wished."""
        if not self.mask or self.card is None:
            return sentence
        return sentence.replace(self.card.person.name, told.name_of(self.card.person, mask=True))

    def _meant(self, answer: str) -> str | None:
        """The action that an answer takes; words behind one of ``WITH_WORDS`` become the answer to its first question."""
        found = self._action(answer)
        if found is not None:
            return found
        words = answer.split()
        for many in range(min(len(words) - 1, 4), 0, -1):  # the longest name first: "note on anyone" is no "note"
            found = self._action(" ".join(words[:many]))
            if found in WITH_WORDS:
                self.voice.waiting.append(" ".join(words[many:]))
                return found
        return None

    def _action(self, answer: str) -> str | None:
        return self._words.action(answer, card=self.card is not None)

    def refusal(self, action_id: str) -> str:
        """Why an action can do nothing now, in a sentence; ``""`` where it can."""
        card = self.card
        if action_id in NEEDS_A_SCREEN:
            return "There is no screen to move about on; “more” reads on."
        if self.mask and action_id in PRIVATE:
            return f"Masked. “{self.letter('mask')}” says it again."
        if card is None:
            return "" if action_id in WITHOUT_A_CARD else "Nobody's card is open; “find” opens one."
        status = card.person.status
        if status == DIED and action_id in OF_A_LIVING:
            return "Their page stays. Nothing here will ask you to write."
        if action_id in ("later", "skip", "unknown") and status != ACTIVE:
            return f"They do not come up here. “{self.letter('rest')}” wakes them, if that is meant."
        if action_id in ("done", "drop") and (not card.promises or status in SILENT):
            return "There is no promise or follow-up."
        if action_id == "profile" and not any(point.kind in ("linkedin", "url") for point in card.contacts):
            return "No profile page is known."
        return ""

    # What was done

    def show(self, card: Card | None = None, *, anew: bool = False) -> None:
        """Go to this card, or to the one the session is at. ``anew`` reads the present one again without saying it again."""
        self.card = self.session.card() if card is None else card
        if anew and self.card is not None:
            self._said = (self.card.person.id, self.card.reason, self.mask)
        else:
            self._said = None

    def after(self, kind: str, done: Done) -> None:
        """A decision was made: say so, and go on to whoever comes next."""
        self.say_done(done.sentence)
        self.show(self.session.after(kind, done.person.id if done.person else 0))

    def noted(self, sentence: str) -> None:
        """Something was written down that decides nothing: the same card, read again."""
        self.say_done(sentence)
        self.show(anew=True)

    def gone(self, sentence: str) -> None:
        """Whoever was shown is not here any more: go back to the day, or on in it."""
        self.say_done(sentence)
        self.show(self.session.back() if self.session.visiting() else self.session.refresh())

    def say_done(self, sentence: str) -> None:
        """Say what was done and how to take it back; masked, no name is said."""
        self.voice.say(f"{'Done' if self.mask else sentence.rstrip('.')}. “{self.letter('undo')}” takes it back.")

    def letter(self, action_id: str) -> str:
        """What takes an action: its letter, else its word."""
        return sign_of(self.action(action_id)) or self.action(action_id).label

    def action(self, action_id: str) -> Action:
        return next(one for one in self.actions if one.id == action_id)

    def undo(self) -> None:
        """Take back the last step of this sitting."""
        undone = history.undo(self.desk, this_sitting=True)
        if undone is None:
            older = " “reconnect history” in the shell lists what was done before." if history.listing(self.desk, 1) else ""
            self.voice.say(f"Nothing of this sitting is left to take back.{older}")
            return
        kept = f"; kept, with words of your own: {', '.join(undone.kept[:5])}" if undone.kept and not self.mask else ""
        what = "Taken back." if self.mask else f"Taken back: {undone.step.sentence.rstrip('.')}{kept}."
        self.voice.say(f"{what} “{self.letter('redo')}” does it again.")
        self.show(self.session.taken_back(undone.step.kind, undone.step.person_id))

    def redo(self) -> None:
        """Do again what was taken back."""
        redone = history.redo(self.desk, this_sitting=True)
        if redone is None:
            self.voice.say("There is nothing to do again.")
            return
        self.say_done("Done again" if self.mask else f"Done again: {redone.step.sentence}")
        person = redone.step.person_id
        self.show(self.session.after(redone.step.kind, person) if person else self.session.refresh())

    def back(self) -> None:
        """From a card opened by name back to the day."""
        if self.session.visiting():
            self.show(self.session.back())
        else:
            self.voice.say("This is today's card; there is nothing to go back to.")

    def one_more(self) -> None:
        """One more person than the day has."""
        card = self.session.one_more()
        if card is None:
            self.voice.say("Nobody else fits today.")
        else:
            self.show(card)

    def quit(self) -> None:
        raise Quit
