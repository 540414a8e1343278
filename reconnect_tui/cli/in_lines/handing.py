"""Handing over, in lines: what speaks against it is said, a way is taken, and whether it went is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import Draft
from reconnect_tui.core.text import fold, shown_line
from reconnect_tui.services import calling, days, handing, invitations, recording
from reconnect_tui.services.handing import Way
from reconnect_tui.store import drafts

if TYPE_CHECKING:
    from reconnect_tui.cli.in_lines.writing import Sheet, Writing

MEANT = "yes, send it anyway"
"""What has to be typed to send what was asked about."""
EXAMPLE = "in 2 weeks ask how the move went"
_WENT = (Choice("y", "yes", "yes"), Choice("n", "no", "no"))
_CALL = (Choice("t", "you talked", "talked"), Choice("n", "there was no answer", "no answer"))


class Handing:
    """The deeds from "hand over" on. Nothing is lost on the way: the draft stays until somebody says that it went."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.sitting = writing.sitting
        self.voice = writing.voice
        self._meant: tuple[int, str] = (0, "")

    def hand_over(self, sheet: Sheet, *, copy_only: bool = False) -> bool | None:
        """Hand the letter over: ``True`` when it went or will be asked about, ``None`` for one step back, ``False`` where it needs a change."""
        card, text = self.writing.card, sheet.text
        if text.strip() and not self._is_meant(card, sheet):
            return False
        # A code for a camera is for eyes, and for a screen that draws.
        ways = (
            [way for way in handing.in_order(card, found) if way.key != handing.CODE]
            if (found := handing.ways(card, text, sheet.subject))
            else []
        )
        if not ways:
            write, template = self.sitting.letter("write"), self.sitting.letter("template")
            self.voice.say(f"Nothing is written yet: “{write}” writes, “{template}” begins from a template.")
            return None
        way = next((one for one in ways if one.key == handing.COPY), None) if copy_only else self._choose(card, ways)
        if way is None:
            return None
        return self._take(card, way, sheet)

    # Is it meant?

    def _is_meant(self, card: Card, sheet: Sheet) -> bool:
        """Say everything that speaks against it; what may be meant after all takes a deliberate answer, once for a text."""
        from reconnect_tui.services import meaning

        desk, person_id, text = self.sitting.desk, card.person.id, sheet.text
        found = meaning.concerns(desk, person_id, text)
        must = [one for one in found if one.kind not in meaning.MAY_PASS]
        if must:
            for one in must:
                self.voice.say(one.sentence)
                self._line(text, one.start, one.end)
            self.voice.say("Nothing was handed over. Put that right first.")
            return False
        if self._meant == (person_id, text):
            return True
        alike = meaning.same_words(desk, person_id, text, sheet.template)
        for one in found:
            self.voice.say(one.sentence)
            self._line(text, one.start, one.end)
        if alike is not None:
            self.voice.say(f"Nearly the same went to {shown_line(alike.name, 120)} on {told.day(alike.day)}.")
            self._line(text, alike.start, alike.end)
            self.voice.say("That letter read:")
            self.voice.say(alike.text.strip("\n"), "  ")
        if not found and alike is None:
            return True
        answer = self.voice.ask(f"“{MEANT}” hands it over as it is; Enter goes back to the letter.")
        if fold(answer).replace(",", "").strip(".!") != MEANT.replace(",", ""):
            self.voice.say("Nothing was handed over.")
            return False
        self._meant = (person_id, text)
        return True

    def _line(self, text: str, start: int, end: int) -> None:
        """Quote what is meant, in its line."""
        begins, ends = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        quoted = shown_line(" ".join(text[begins : ends if ends >= 0 else len(text)].split()), 300)
        if quoted:
            self.voice.say(f"In the letter: “{quoted}”", "  ")

    # By which way?

    def _choose(self, card: Card, ways: list[Way]) -> Way | None:
        if invitation := self.writing.invited.get(card.person.id):
            self.voice.say("The invitation, to go along with it, is in")
            self.voice.name(invitation)
        self.voice.say(f"How shall it reach {told.called(card.person)}?")
        for number, way in enumerate(ways, 1):
            self.voice.item(f"{number} or {way.key}", way.label)
            if way.url:
                self.voice.name(way.shown)
        choices = [Choice(way.key, way.label) for way in ways] + [Choice(str(number), "") for number in range(1, len(ways) + 1)]
        key = self.voice.choose("Which way? Enter takes the first, - goes back.", choices, usual="1", listed=False)
        if key is None:
            return None
        return ways[int(key) - 1] if key.isdigit() else next(way for way in ways if way.key == key)

    def _take(self, card: Card, way: Way, sheet: Sheet) -> bool | None:
        if way.key == handing.CALL:
            return self._call(card, way, sheet)
        desk, text = self.sitting.desk, sheet.text
        recording.handed_over(desk, card.person.id, way.channel)
        try:
            if way.key == handing.PAPER:
                from reconnect_tui.services import paper

                page = paper.laid_out(card, text)
                path = paper.save(desk, card, page, "txt")
                self.voice.say("On paper:")
                self.voice.gap()
                self.voice.say(page.strip("\n"), "  ")
                self.voice.gap()
                self.voice.say("Saved, to be printed or copied by hand, as")
                self.voice.name(path)
            elif way.key == handing.FILE:
                path = handing.save_as_file(desk, card, text)
                self.voice.say("Saved as")
                self.voice.name(path)
            else:
                result = handing.hand_over(desk, card, way, text)
                self.voice.raw(result.escape)
                for sentence in result.sentences:
                    self.voice.say(sentence)
                if result.url:
                    self.voice.name(result.url)
        except ReconnectError as error:
            recording.not_sent(desk, card.person.id)
            self.voice.say(str(error))
            return False
        self.did_it_go(card, way.channel, sheet)
        return True

    def _call(self, card: Card, way: Way, sheet: Sheet) -> bool | None:
        """The number and the points are said; one line about it is recorded with the call."""
        desk, person = self.sitting.desk, card.person
        self.voice.name(way.label.partition(" ")[2])
        if sheet.text.strip():
            self.voice.say("What you wanted to say:")
            self.voice.say(sheet.text.strip("\n"), "  ")
        opened = handing.open_address(desk, way.url)
        self.voice.say(opened.sentence)
        self._next(person.id)
        how = self.voice.choose(
            "How was it? t you talked, n there was no answer; Enter if there was no call.", _CALL, listed=False
        )
        if how is None:
            return None
        follow, line = self.lines_about_it()
        if how == "n":
            self.sitting.after("note", calling.no_answer(desk, person.id, line=line, follow_up=follow))
        else:
            self.sitting.after("record", calling.talked(desk, person.id, points=sheet.text, line=line, follow_up=follow))
        return True

    # Did it go?

    def did_it_go(self, card: Card, channel: str, sheet: Sheet) -> None:
        """Ask whether it went, and keep what did; no answer at all is asked for again at the next start."""
        desk, person = self.sitting.desk, card.person
        self._next(person.id)
        answer = self.voice.choose(f"Did it go to {told.called(person)}? y or n.", _WENT, listed=False, usual="later")
        if answer == "later":
            self.voice.say("The draft stays; the next session asks again.")
            self.sitting.show(anew=True)
            return
        if answer != "y":
            recording.not_sent(desk, person.id)
            self.voice.say("The draft stays.")
            self.sitting.show(anew=True)
            return
        follow, line = self.lines_about_it(invitations.follow_up(desk, sheet.text))
        done = recording.went(
            desk, person.id, text=sheet.text, channel=channel, template=sheet.template, follow_up=follow, line=line
        )
        self.writing.invited.pop(person.id, None)
        self.sitting.after("went", done)

    def _next(self, person_id: int) -> None:
        said = told.next_hello(recording.next_hello(self.sitting.desk, person_id), self.sitting.desk.today)
        if said:
            self.voice.say(f"If it went: {said[0].lower()}{said[1:]}")

    def lines_about_it(self, proposed: str = "") -> tuple[tuple[date, str] | None, str]:
        """A follow-up and a line, both optional."""
        follow = self.follow_up(proposed)
        return follow, self.voice.ask("A line about it, if you like; Enter for none.")

    def follow_up(self, proposed: str = "") -> tuple[date, str] | None:
        """Ask for a follow-up; an answer that is none is said, and asked again."""
        desk = self.sitting.desk
        if proposed:
            due, what = days.read_follow_up(desk, proposed)
            question = f"A follow-up, if you like; “y” takes: {told.day(due.isoformat())}, {what} Enter for none."
        else:
            question = f"A follow-up, if you like, such as: {EXAMPLE}. Enter for none."

        def read(answer: str) -> tuple[date, str]:
            return days.read_follow_up(desk, proposed if proposed and answer.casefold() in ("y", "yes") else answer)

        found = self.voice.read(question, read)
        if found is not None:
            self.voice.say(f"That is {told.day(found[0].isoformat())}{f': {found[1]}' if found[1] else ''}.")
        return found

    def ask_unanswered(self) -> None:
        """Ask once about each letter that was handed over in an earlier sitting and never answered."""
        from reconnect_tui.cli.in_lines.writing import Sheet
        from reconnect_tui.services.session import card_of

        for draft in list(drafts.unanswered(self.sitting.desk.store)):
            assert draft.person_id is not None
            card = card_of(self.sitting.desk, draft.person_id)
            self.voice.say(f"You handed a letter to {told.name_of(card.person, mask=False)} over on {_day(draft)}.")
            self.did_it_go(card, draft.channel, Sheet(draft.text, draft.template, draft.subject))


def _day(draft: Draft) -> str:
    return told.day((draft.handed_over or "")[:10])
