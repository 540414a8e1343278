"""Writing: templates, what helps in the letter, the user's own editor. What comes after ``ctrl+s`` is in ``handing_over``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import DIED, LETTER
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import days, letters, recording
from reconnect_tui.services.letters import Choice
from reconnect_tui.store import drafts, moments, people
from reconnect_tui.ui import outside
from reconnect_tui.ui.handing_over import HandingOver

if TYPE_CHECKING:
    from reconnect_tui.core.template import Template
    from reconnect_tui.ui.sitting import Sitting

_NOTHING_BEGUN = ("", "")


class Writing:
    """The deeds about the letter on the card."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._begun: dict[int, tuple[str, str]] = {}
        self.invited: dict[int, str] = {}
        """Person → the invitation that was written for their letter in this sitting."""
        self.handing_over = HandingOver(self)

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "template": self.template,
            "text-keep": self.keep_as_template,
            "text-quote": self.quote,
            "text-times": self.propose_times,
            "drafts": self.drafts,
            **self.handing_over.deeds(),
        }

    @property
    def card(self) -> Card:
        card = self.sitting.card
        assert card is not None
        return card

    def begun_from(self, person_id: int) -> tuple[str, str]:
        """The name of the template that this person's letter began from, and the subject that came with it. Asked at each keystroke."""
        begun = self._begun.get(person_id)
        if begun is None:
            card = self.sitting.card
            draft = card.draft if card is not None and card.person.id == person_id else None
            begun = self._begun[person_id] = (draft.template, draft.subject) if draft else _NOTHING_BEGUN
        return begun

    def ended(self, person_id: int) -> None:
        """The letter went: the next one to this person begins anew."""
        self._begun.pop(person_id, None)
        self.invited.pop(person_id, None)

    # Templates

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
        sheet = LineSheet(
            f"how do you greet {card.person.name}?", (ask,), hint="enter remember it · esc leave it open", about=card.person.id
        )
        self.sitting.app.push_screen(sheet, lambda answer: self.sitting.attempt(lambda: told(answer)))

    def _choose_template(self) -> None:
        from reconnect_tui.core.asking import question
        from reconnect_tui.core.words_of_time import language_of
        from reconnect_tui.services import templates
        from reconnect_tui.ui.screens.templates import TemplateSheet

        card, desk = self.card, self.sitting.desk

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                self._begun[card.person.id] = choice.template.name, choice.subject
                self.sitting.screen.insert_template(choice.filled)

        self.sitting.app.push_screen(
            TemplateSheet(
                recording.called(card.person),
                lambda typed: letters.fitting(desk, card, typed),
                problems=len(templates.at_hand(desk)[1]),
                rule=card.because[0].rule if card.because else "",
                lang=language_of(card.person.language) or "en",
                question=question(card.moments, desk.today),
                edit=self._edit_template,
            ),
            chosen,
        )

    def _edit_template(self, template: Template) -> str:
        """Let the user edit a template in their editor, a shipped one as a copy of their own; returns what is to be said of it."""
        from reconnect_tui.services import template_editing

        path, text = template_editing.source(self.sitting.desk, template)
        edited = outside.edit(self.sitting, text, name="template", suffix=".yaml")
        if edited.problem:
            return edited.problem
        if edited.text == text:
            edited.done()
            return "Nothing was changed."
        told = template_editing.put_back(path, edited.text)
        edited.done()
        return told

    def keep_as_template(self) -> None:
        """Save the letter as a template of the user's own: what is this person's own turns back into fields."""
        from reconnect_tui.services import templates
        from reconnect_tui.ui.screens.line import Ask, LineSheet

        card, text, desk = self.card, self.sitting.screen.letter, self.sitting.desk
        if self.sitting.refuses_masked():
            return
        if not text.strip():
            self.sitting.say("Nothing is written yet that could become a template.")
            return
        name, subject = self.begun_from(card.person.id)
        began = templates.named(desk, name) if name else None
        path = ""

        def problem(answer: dict[str, str]) -> str:
            nonlocal path
            try:
                path = str(
                    templates.save_as(
                        desk,
                        text,
                        card,
                        answer["name"],
                        for_=began.for_ if began else (),
                        lang=began.lang if began else "",
                        subject=subject,
                        expects=began.expects if began else "reply",
                    )
                )
            except ReconnectError as error:
                return str(error)
            return ""

        def saved(answer: dict[str, str] | None) -> None:
            if answer is not None:
                self.sitting.say(f"Saved as a template: {path}")

        sheet = LineSheet(
            "save this letter as a template",
            (Ask("name", "its name", placeholder="such as: After a concert"),),
            hint="names, dates and firms of theirs become fields · enter save · esc back",
            check=problem,
            about=self.card.person.id,
        )
        self.sitting.app.push_screen(sheet, saved)

    # In the letter

    def quote(self) -> None:
        """Put the chosen moment's words, else the last that they wrote, into the letter as a quotation."""
        if self.sitting.refuses_masked():
            return
        chosen = self.sitting.screen.chosen
        moment = chosen if chosen and chosen.text.strip() else None
        moment = moment or moments.last_words(self.sitting.desk.store, self.card.person.id, direction="in")
        if moment is None:
            self.sitting.say(f"{recording.called(self.card.person)} has written nothing here that could be quoted.")
            return
        quoted = "\n".join(f"> {line}".rstrip() for line in moment.text.strip("\n").split("\n"))
        self.sitting.screen.insert_words(quoted, on_its_own=True)

    def propose_times(self) -> None:
        """Put two or three times to meet into the letter, and write the invitation that goes with them."""
        from reconnect_tui.services import invitations
        from reconnect_tui.ui.screens.line import Ask, LineSheet

        card, desk = self.card, self.sitting.desk
        if self.sitting.refuses_masked():
            return

        def take(answer: dict[str, str] | None) -> None:
            if answer is None:
                return
            self.sitting.screen.insert_words(invitations.proposed(desk, card, answer["times"]))
            path = invitations.write(desk, card, answer["times"])
            self.invited[card.person.id] = path
            # In a toast: what goes into the letter ends what is said under it.
            self.sitting.toast(f"The invitation is in {path}", timeout=10)

        ask = Ask(
            "times",
            placeholder="Thu 3 Dec 17:00, Fri 12:30",
            read=lambda line: invitations.understood(desk, line),
        )
        sheet = LineSheet(
            f"when could you meet {recording.called(card.person)}?",
            (ask,),
            hint="two or three times, a comma between · enter into the letter · esc back",
            about=card.person.id,
        )
        self.sitting.app.push_screen(sheet, lambda answer: self.sitting.attempt(lambda: take(answer)))

    def drafts(self) -> None:
        """The letters that wait to be finished; one of them opens its card."""
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        if self.sitting.refuses_masked():
            return
        desk = self.sitting.desk
        waiting = {one.person_id: one for one in drafts.every(desk.store) if one.kind == LETTER and one.person_id is not None}
        who = {person.id: person for person in people.several(desk.store, list(waiting))}
        choices = []
        for number, (person_id, draft) in enumerate(waiting.items(), 1):
            if person_id in who:
                handed = ", handed over" if draft.handed_over else ""
                words = f"{who[person_id].name}{handed}: {shown_line(' '.join(draft.text.split()), 60)}"
                choices.append((str(number) if number < 10 else "", words, str(person_id)))
        if not choices:
            self.sitting.say("No letter waits to be finished.")
            return

        def chosen(person_id: str | None) -> None:
            if person_id is not None:
                self.sitting.attempt(lambda: self.sitting.show(self.sitting.session.open(int(person_id))))

        self.sitting.app.push_screen(ChoiceSheet("drafts", choices, hint="enter open the card · esc back"), chosen)

    def editor(self, text: str) -> None:
        """Go on in $EDITOR; whatever comes back, no version of the text is lost."""
        sitting = self.sitting
        person_id = self.card.person.id
        if not sitting.writer.flush():
            raise ReconnectError("The draft could not be saved, so the editor was not opened. Your text stays here.")
        edited = outside.edit(sitting, text)
        if edited.text != text:
            sitting.screen.insert_template(edited.text)
            # Now, and not when the news of it comes by: the editor's file may go only when this is on disk.
            sitting.edited(person_id, sitting.screen.paper.area.text)
        if sitting.writer.flush():
            edited.done()
        if edited.problem:
            sitting.say(edited.problem, trouble=True)

    # What others ask of it

    def hand_over(self) -> None:
        self.handing_over.hand_over()

    def ask_unanswered(self) -> None:
        """What an earlier sitting left open: texts that are in files alone, and letters of which nobody knows whether they went."""
        from reconnect_tui.services.rescue import left_behind

        for path in left_behind(self.sitting.desk.home)[:3]:
            self.sitting.toast(f"A text that an earlier sitting could not take back is in {path}", timeout=12)
        self.handing_over.ask_unanswered()

    def read_follow_up(self, text: str) -> str:
        """How a follow-up line is understood."""
        due, what = days.read_follow_up(self.sitting.desk, text)
        return f"{when.long_date(due)}: {what}" if what else when.long_date(due)
