"""Writing and handing over: template, obstacles, ways, and did it go?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import DIED, Draft
from reconnect_tui.services import days, handing, letters, recording
from reconnect_tui.services.handing import HandedOver, Way
from reconnect_tui.services.letters import Choice
from reconnect_tui.store import drafts

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting


class Writing:
    """The deeds about the letter on the card."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._templates: dict[int, str] = {}

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "template": self.template,
            "hand-over": self.hand_over,
            "copy": lambda: self.hand_over(copy_only=True),
            "profile": self.profile,
        }

    @property
    def card(self) -> Card:
        card = self.sitting.card
        assert card is not None
        return card

    def template_of(self, person_id: int) -> str:
        """The template that this person's letter began from."""
        return self._templates.get(person_id, "")

    def template(self) -> None:
        """Choose a template; a name to greet by is asked for first where none is known."""
        if self.card.person.status == DIED:
            self.sitting.say("Their page stays. Nothing here will ask you to write.")
        elif self.sitting.refuses_masked():
            return
        elif self.card.person.greeting is None and not self.card.person.salutation:
            self._ask_greeting(self._choose_template)
        else:
            self._choose_template()

    def _ask_greeting(self, then: Callable[[], None]) -> None:
        from reconnect_tui.ui.screens.line import Ask, LineSheet

        card = self.card

        def told(answer: dict[str, str] | None) -> None:
            if answer is not None:
                recording.set_greeting(self.sitting.desk, card.person.id, answer["greeting"])
                self.sitting.show(anew=True)
            then()

        ask = Ask("greeting", placeholder="the name you would say to them")
        sheet = LineSheet(f"how do you greet {card.person.name}?", (ask,), hint="enter remember it · esc leave it open")
        self.sitting.app.push_screen(sheet, lambda answer: self.sitting.attempt(lambda: told(answer)))

    def _choose_template(self) -> None:
        from reconnect_tui.ui.screens.templates import TemplateSheet

        card = self.card
        choices, problems = letters.choices(self.sitting.desk, card)

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                self._templates[card.person.id] = choice.template.name
                self.sitting.screen.insert_template(choice.filled)

        self.sitting.app.push_screen(TemplateSheet(recording.called(card.person), choices, len(problems)), chosen)

    def hand_over(self, *, copy_only: bool = False) -> None:
        """Hand the letter over, or point at what is in the way."""
        sitting = self.sitting
        card, text = self.card, sitting.screen.letter
        if sitting.refuses_masked():
            return
        if not text.strip():
            sitting.say(
                f"Nothing is written yet: {sitting.key('write')} writes, {sitting.key('template')} begins from a template."
            )
            return
        in_the_way = letters.obstacles(sitting.desk, card, text)
        if in_the_way:
            first = in_the_way[0]
            sitting.screen.point_at(first.start, first.end)
            sitting.say(first.reason, trouble=True)
            return
        if not sitting.writer.flush():
            raise ReconnectError("The draft could not be saved, so nothing was handed over. Your text stays here.")
        ways = handing.ways(card, text)
        if copy_only:
            self._take(card, next(way for way in ways if way.key == "c"), text)
            return
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        usual = handing.usual_way(card, ways)
        ordered = [usual, *(way for way in ways if way is not usual)]
        by_key = {way.key: way for way in ordered}

        def chosen(key: str | None) -> None:
            if key is not None:
                sitting.attempt(lambda: self._take(card, by_key[key], text))

        sheet = ChoiceSheet(
            f"hand over to {recording.called(card.person)}",
            [(way.key, way.label, way.key) for way in ordered],
            words_above=f"{usual.url.partition('?')[0]}\n" if usual.url else "",
        )
        sitting.app.push_screen(sheet, chosen)

    def _take(self, card: Card, way: Way, text: str) -> None:
        """Remember first that it was handed over, so that a crash is asked about; then hand it over in a thread."""
        sitting = self.sitting
        recording.handed_over(sitting.desk, card.person.id, way.channel)

        def work() -> None:
            try:
                result = handing.hand_over(sitting.desk, card, way, text)
            except ReconnectError as error:
                sitting.from_thread(failed, str(error))
                return
            sitting.from_thread(self._ask, card, way.channel, text, result)

        def failed(words: str) -> None:
            recording.not_sent(sitting.desk, card.person.id)
            sitting.say(words, trouble=True)

        sitting.app.run_worker(work, thread=True, exit_on_error=False)

    def _ask(self, card: Card, channel: str, text: str, result: HandedOver) -> None:
        if result.escape:
            self.sitting.tell_terminal(result.escape)
        self._did_it_go(card, channel, text, result.sentences, result.url, self.template_of(card.person.id))

    def _did_it_go(self, card: Card, channel: str, text: str, told: tuple[str, ...], url: str, template: str) -> None:
        from reconnect_tui.ui.screens.went import WentSheet

        desk = self.sitting.desk

        def answered(answer: dict[str, str] | None) -> None:
            if answer is None:
                recording.not_sent(desk, card.person.id)
                self.sitting.show(anew=True)
                self.sitting.say("The draft stays.")
                return
            follow = answer["follow-up"].strip()
            due = days.read_follow_up(desk, follow) if follow else None
            done = recording.went(
                desk, card.person.id, text=text, channel=channel, template=template, follow_up=due, line=answer["line"]
            )
            self._templates.pop(card.person.id, None)
            self.sitting.screen.draft_saved(card.person.id)
            self.sitting.after("went", done)
            self.sitting.say(f"Off it goes. {self.sitting.key('undo')} undoes")

        sheet = WentSheet(
            recording.called(card.person),
            told,
            url=url,
            next_on=recording.next_hello(desk, card.person.id),
            today=desk.today,
            read_follow_up=self.read_follow_up,
        )
        self.sitting.app.push_screen(sheet, lambda answer: self.sitting.attempt(lambda: answered(answer)))

    def read_follow_up(self, text: str) -> str:
        """How a follow-up line is understood."""
        due, what = days.read_follow_up(self.sitting.desk, text)
        return f"{when.long_date(due)}: {what}" if what else when.long_date(due)

    def ask_unanswered(self) -> None:
        """Ask once about a letter that was handed over in an earlier sitting and never answered."""
        waiting = drafts.unanswered(self.sitting.desk.store)
        if waiting:
            self._ask_again(waiting[0])

    def _ask_again(self, draft: Draft) -> None:
        from reconnect_tui.services.session import card_of

        assert draft.person_id is not None
        card = card_of(self.sitting.desk, draft.person_id)
        day = when.long_date(date.fromisoformat((draft.handed_over or "")[:10]))
        self._did_it_go(card, draft.channel, draft.text, (f"You handed it over on {day}.",), "", draft.template)

    def profile(self) -> None:
        """Open the person's profile page; the address is said first."""
        url = handing.profile_url(self.card)
        if not url:
            self.sitting.say("No profile page is known.")
            return
        self.sitting.say("Opening the page" if self.sitting.mask else f"Opening {url}")
        sitting = self.sitting

        def work() -> None:
            opened = handing.open_address(sitting.desk, url)
            sitting.from_thread(sitting.say, f"{opened.sentence} {'' if opened.ok else url}")

        sitting.app.run_worker(work, thread=True, exit_on_error=False)

    def editor(self, text: str) -> None:
        """Go on in $EDITOR; whatever comes back, no version of the text is lost."""
        from reconnect_tui.handoff import editor

        sitting = self.sitting
        if not sitting.writer.flush():
            raise ReconnectError("The draft could not be saved, so the editor was not opened. Your text stays here.")
        command = editor.editor_command(sitting.desk.config.editor, sitting.desk.environ)
        with sitting.app.suspend():
            edited = editor.edit(text, folder=sitting.desk.home.drafts, command=command)
        sitting.app.refresh(layout=True)
        if edited.text != text:
            sitting.screen.insert_template(edited.text)
        if sitting.writer.flush():
            edited.done()
        if edited.problem:
            sitting.say(edited.problem, trouble=True)
