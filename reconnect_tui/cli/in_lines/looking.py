"""Looking, in lines: the rest of a page, why this person now, finding, what is ahead, help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.cli.in_lines.words import OWN
from reconnect_tui.core.card import Card
from reconnect_tui.core.person import DIED, LETTER
from reconnect_tui.core.query import no_filter
from reconnect_tui.core.relation import phrase
from reconnect_tui.core.text import shown_line
from reconnect_tui.keymap import ANYWHERE, CARD, LAST, key_names, shown_key
from reconnect_tui.services import agenda, farewell, finding, handing, session, telling

if TYPE_CHECKING:
    from reconnect_tui.cli.in_lines.sitting import Sitting

FIRST_MOMENTS, MORE_MOMENTS = 5, 10
"""How many older moments are read at the first "more", and at each one after it."""
ELSEWHERE = (
    ("reconnect import PATH", "brings people in: a LinkedIn export, an address book, any CSV"),
    ("reconnect review", "people who may be there twice, a pair at a time"),
    ("reconnect circles", "the circles and their paces"),
    ("reconnect history", "what was done, step by step; each can be taken back"),
    ("reconnect edit WHO", "the whole page at once, in your editor"),
    ("reconnect config", "the settings, and where they lie"),
)
"""What the palette of the drawn app has beside the card's own actions: commands of the shell, in lines as well."""


class Looking(Deeds):
    """The deeds that look, and change nothing."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._read: tuple[int, int] = (0, 0)

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "more": self.more,
            "brief": self.brief,
            "drafts": self.drafts,
            "why": self.why,
            "find": self.find,
            "ahead": self.ahead,
            "profile": self.profile,
            "mask": self.mask,
            "help": self.help,
            "palette": self.palette,
        }

    def _say(self, lines: Iterable[told.Line]) -> None:
        for indent, words in lines:
            self.voice.say(words, indent)

    def more(self) -> None:
        """Read on: first what is known of them, then the older moments, then the rest of the page; each time some more moments."""
        card = self.card
        number = card.person.id
        first = self._read[0] != number
        done = 0 if first else self._read[1]
        upto = done + (FIRST_MOMENTS if first else MORE_MOMENTS)
        while len(card.moments) <= upto and card.more_moments:
            card = session.with_older(self.desk, card)
        self.sitting.card = card
        if first:
            self._say(told.facts(card))
        last = told.exchange(card)
        for at, moment in enumerate(card.moments[done:upto], done + 1):
            if moment is not last or len(moment.text) > told.SHORT:
                self._say(told.moment_lines(at, moment, card.person))
        if first:
            self._say(told.that_week(card) if card.moments else ())
            self._say(told.reach(card))
            self._related(card)
        left = card.more_moments or len(card.moments) > upto
        self._read = (number, upto)
        if left:
            self.voice.say("There are older moments: “more” reads on.")
        else:
            self.voice.say("That is all there is." if done < len(card.moments) or first else "There is nothing older.")

    def brief(self) -> None:
        """What to have in mind before meeting them; the next note on anyone of the day is about them."""
        from reconnect_tui.services import briefing

        found = briefing.brief(self.desk, self.card.person.id)
        self._say(told.brief(found, self.desk.today))
        self._related(self.card)
        briefing.remember(self.desk, found.person)

    def drafts(self) -> None:
        """The letters that wait to be finished; one of them opens its card."""
        letters = [one for one in agenda.kept_drafts(self.desk) if one.person is not None and one.draft.kind == LETTER]
        if not letters:
            self.voice.say("No letter waits to be finished.")
            return
        choices = []
        for number, (draft, person) in enumerate(letters, 1):
            assert person is not None
            handed = ", handed over" if draft.handed_over else ""
            first = shown_line(" ".join(draft.text.split()), 60)
            choices.append(Choice(str(number), f"{told.name_of(person, mask=False)}{handed}: {first}", person.name))
        key = self.voice.choose("Whose? A number; Enter for none.", choices)
        if key is not None and (person := letters[int(key) - 1].person) is not None:
            self.sitting.show(self.sitting.session.open(person.id))

    def _related(self, card: Card) -> None:
        name = shown_line(card.person.name, 120)
        for one in telling.related(self.desk, card.person.id):
            died = " (has died)" if one.status == DIED else ""
            self.voice.say(f"{phrase(shown_line(one.kind, 200), shown_line(one.name), name).replace('← ', '')}{died}.")

    def why(self) -> None:
        """Why this person now, with the arithmetic of every rule that speaks for them."""
        card = self.card
        self.voice.say(card.reason)
        for because in card.because:
            self.voice.say(f"{because.rule}, weight {because.weight:.1f}: {because.detail}", "  ")
        if not card.because:
            self.voice.say("No rule speaks for somebody who rests, was put off, or was in touch these two weeks.")

    def find(self) -> None:
        """Find somebody by words, and open their card by its number."""
        text = self.voice.ask("Find whom, or what? Enter for nobody.")
        while text:
            found = finding.find(self.desk, text)
            for problem in found.problems:
                self.voice.say(problem)
            if found.rows:
                if found.nearly:
                    self.voice.say("Nobody is called that; these are called nearly that:")
                alone = len(found.rows) == 1 and not found.nearly
                person_id = (
                    found.rows[0].id
                    if alone
                    else self.sitting.remembering.pick(found.rows, "Whose card? A number; Enter for none.")
                )
                if person_id is not None:
                    self.sitting.show(self.sitting.session.open(person_id))
                return
            self.voice.say(f"Nobody fits. {no_filter(text)}")
            text = self.voice.ask("Other words? Enter for nobody.")

    def ahead(self) -> None:
        """What the coming weeks hold."""
        coming = agenda.ahead(self.desk, farewell.AHEAD_DAYS)
        if not coming:
            self.voice.say("Nothing is set for the coming weeks.")
        for one in coming:
            self.voice.say(ahead_line(one))

    def profile(self) -> None:
        """Open the person's profile page; the address is said first."""
        url = handing.profile_url(self.card)
        if not url:
            self.voice.say(handing.why_no_profile(self.card))
            return
        self.voice.name(url)
        self.voice.say(handing.open_address(self.desk, url).sentence)

    def mask(self) -> None:
        """Say first names alone while others listen, and everything again."""
        self.sitting.mask = not self.sitting.mask
        self.voice.say("Masked: first names alone, nothing private." if self.sitting.mask else "Everything is said again.")
        if self.sitting.card is not None:
            self.sitting.show(self.sitting.card)

    def help(self) -> None:
        """Every action of the registry that can be taken here, a line each."""
        for one in self.sitting.actions:
            if one.where in (CARD, LAST, ANYWHERE) and one.id in self.sitting.deeds:
                keys = [sign for key in key_names(one.keys) if len(sign := shown_key(key)) == 1]
                self.voice.say(f"{', '.join([*keys, one.label])}: {_HERE.get(one.id, one.help)}", "")
        for own in OWN:
            self.voice.say(f"{own.words[0]}: {own.help}")
        self.voice.say("In a text a full stop alone on a line ends it, and “e” alone opens your editor.")

    def palette(self) -> None:
        """What else there is: commands of the shell."""
        for command, what in ELSEWHERE:
            self.voice.say(f"{command}: {what}.")


_HERE = {
    "edit": "Edit a field of this person, or a moment between you.",
    "remove-moment": "Remove a moment between you; undo brings it back.",
    "mask": "Say first names alone while others can listen, and everything again.",
    "help": "What can be answered, and what it does.",
    "palette": "What else there is: commands of the shell.",
    "quit": "Quit, at once. Everything is saved.",
}
"""What an action does here, where the registry speaks of the screen."""


def ahead_line(one: agenda.Ahead) -> str:
    """``3 December 2026: Ada Okafor: promised: send the sailing book.``"""
    day = told.day(one.day.isoformat()) if one.day else "Some day"
    return f"{day}: {farewell.ahead_words(one)}."
