"""Handing over: is it meant, by which way, and did it go?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import Draft
from reconnect_tui.services import days, handing, recording
from reconnect_tui.services.handing import HandedOver, Way
from reconnect_tui.store import drafts

if TYPE_CHECKING:
    from reconnect_tui.services.meaning import Alike, Concern
    from reconnect_tui.ui.sitting import Sitting
    from reconnect_tui.ui.writing import Writing


class HandingOver:
    """The deeds from ``ctrl+s`` on. Nothing is lost on the way: the draft stays until somebody says that it went."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self._meant: tuple[int, str] = (0, "")
        self._under_way = False

    @property
    def sitting(self) -> Sitting:
        return self.writing.sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "hand-over": self.hand_over,
            "copy": lambda: self.hand_over(copy_only=True),
            "profile": self.profile,
        }

    # Is it meant?

    def hand_over(self, *, copy_only: bool = False) -> None:
        """Hand the letter over, or point at what is in the way."""
        sitting = self.sitting
        card, text = self.writing.card, sitting.screen.letter
        if sitting.refuses_masked():
            return
        if not text.strip():
            self._without_a_letter(card)
            return

        def go_on() -> None:
            if not sitting.writer.flush():
                raise ReconnectError("The draft could not be saved, so nothing was handed over. Your text stays here.")
            ways = handing.ways(card, text, self.writing.begun_from(card.person.id)[1])
            if copy_only:
                self._take(card, ways, next(way for way in ways if way.key == handing.COPY), text)
            else:
                self._ask_way(card, ways, text)

        self._if_meant(card, text, go_on)

    def _without_a_letter(self, card: Card) -> None:
        ways = handing.ways(card, "")
        if ways and self.sitting.can("hand-over"):
            self._ask_way(card, ways, "")
            return
        write, template = self.sitting.key("write"), self.sitting.key("template")
        self.sitting.say(f"Nothing is written yet: {write} writes, {template} begins from a template.")

    def _if_meant(self, card: Card, text: str, then: Callable[[], None]) -> None:
        """Go on if nothing speaks against it, or the user means it all the same (which is asked once for a text)."""
        from reconnect_tui.services import meaning

        sitting, person_id = self.sitting, card.person.id
        found = meaning.concerns(sitting.desk, person_id, text)
        must = next((one for one in found if one.kind not in meaning.MAY_PASS), None)
        if must is not None:
            sitting.screen.point_at(must.start, must.end)
            sitting.say(must.sentence, trouble=True)
            return
        if self._meant == (person_id, text):
            then()
            return
        template = self.writing.begun_from(person_id)[0]
        self._ask_each(card, text, iter(found), meaning.same_words(sitting.desk, person_id, text, template), then)

    def _ask_each(self, card: Card, text: str, found: Iterable[Concern], alike: Alike | None, then: Callable[[], None]) -> None:
        """Ask about each thing that may be meant, one after the other, and last about the same words to somebody else."""
        from reconnect_tui.ui.screens.alike import AlikeSheet
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        waiting = iter(found)

        def ask_next() -> None:
            concern = next(waiting, None)
            if concern is not None:
                choices = [("c", "change it", "change"), ("y", "it is meant: hand it over as it is", "pass")]
                sheet = ChoiceSheet("is this meant?", choices, words_above=f"{concern.sentence}\n")
                self.sitting.app.push_screen(sheet, answered(concern.start, concern.end, ask_next))
            elif alike is not None:
                self.sitting.app.push_screen(AlikeSheet(text, alike), answered(alike.start, alike.end, passed))
            else:
                passed()

        def answered(start: int, end: int, go_on: Callable[[], None]) -> Callable[[str | None], None]:
            def take(answer: str | None) -> None:
                if answer == "pass":
                    self.sitting.attempt(go_on)
                else:
                    self.sitting.screen.point_at(start, end)

            return take

        def passed() -> None:
            self._meant = (card.person.id, text)
            then()

        ask_next()

    # By which way?

    def _ask_way(self, card: Card, ways: list[Way], text: str) -> None:
        from reconnect_tui.ui.screens.hand_over import HandOverSheet

        by_key = {way.key: way for way in ways}

        def chosen(key: str | None) -> None:
            if key is not None:
                self.sitting.attempt(lambda: self._take(card, ways, by_key[key], text))

        sheet = HandOverSheet(recording.called(card.person), handing.in_order(card, ways), invitation=self._invitation(card))
        self.sitting.app.push_screen(sheet, chosen)

    def _invitation(self, card: Card) -> str:
        return self.writing.invited.get(card.person.id, "")

    def _take(self, card: Card, ways: list[Way], way: Way, text: str) -> None:
        if way.key == handing.CALL:
            self._call(card, way, text)
        elif way.key == handing.CODE:
            self._code(card, ways, text)
        elif way.key == handing.PAPER:
            self._paper(card, way, text)
        else:
            self._in_a_thread(card, way, text)

    def _in_a_thread(self, card: Card, way: Way, text: str) -> None:
        """Remember first that it was handed over, so that a crash is asked about; then hand it over in a thread."""
        sitting = self.sitting
        if self._under_way:
            sitting.say("One moment: it is being handed over.")
            return
        recording.handed_over(sitting.desk, card.person.id, way.channel)
        self._under_way = True
        sitting.say("Handing it over…")

        def work() -> None:
            try:
                result = handing.hand_over(sitting.desk, card, way, text)
            except ReconnectError as error:
                sitting.from_thread(failed, str(error))
                return
            sitting.from_thread(handed, result)

        def handed(result: HandedOver) -> None:
            self._under_way = False
            if result.escape:
                sitting.tell_terminal(result.escape)
            self.did_it_go(card, way.channel, text, result.sentences, url=result.url)

        def failed(words: str) -> None:
            self._under_way = False
            recording.not_sent(sitting.desk, card.person.id)
            sitting.say(words, trouble=True)

        sitting.app.run_worker(work, thread=True, exit_on_error=False)

    def _call(self, card: Card, way: Way, text: str) -> None:
        """The number and the points stay on the screen; one line about it is recorded with the call."""
        from reconnect_tui.services import calling
        from reconnect_tui.ui.screens.call import NO_ANSWER, CallSheet

        sitting, desk = self.sitting, self.sitting.desk

        def answered(answer: dict[str, str] | None) -> None:
            if answer is None:
                return
            follow = days.read_follow_up(desk, answer["follow-up"]) if answer["follow-up"].strip() else None
            if sheet.how == NO_ANSWER:
                done = calling.no_answer(desk, card.person.id, line=answer["line"], follow_up=follow)
                sitting.after("note", done)
                return
            done = calling.talked(desk, card.person.id, points=text, line=answer["line"], follow_up=follow)
            if text.strip():
                self.writing.ended(card.person.id)
                sitting.screen.draft_saved(card.person.id)
            sitting.after("record", done)

        sheet = CallSheet(
            recording.called(card.person),
            way.label.partition(" ")[2],
            text,
            next_on=recording.next_hello(desk, card.person.id),
            today=desk.today,
            read_follow_up=self.writing.read_follow_up,
            dial=lambda: self._open(way.url),
            about=card.person.id,
        )
        sitting.app.push_screen(sheet, lambda answer: sitting.attempt(lambda: answered(answer)))

    def _code(self, card: Card, ways: list[Way], text: str) -> None:
        """Go on with the phone, by a code for its camera."""
        from reconnect_tui.ui.screens.qr import CodeScreen

        desk, person_id = self.sitting.desk, card.person.id
        codes = handing.codes(handing.in_order(card, ways), text)

        def scanned(code: handing.Code | None) -> None:
            if code is None:
                return
            if code.key == handing.CALL:
                self._call(card, next(way for way in ways if way.key == handing.CALL), text)
                return
            recording.handed_over(desk, person_id, code.channel)
            self.did_it_go(card, code.channel, text, ("The phone has it.",))

        self.sitting.app.push_screen(
            CodeScreen(recording.called(card.person), codes), lambda code: self.sitting.attempt(lambda: scanned(code))
        )

    def _paper(self, card: Card, way: Way, text: str) -> None:
        """Save the letter with its address, and show it as it is to be on paper."""
        from reconnect_tui.services import paper
        from reconnect_tui.ui.screens.hand_over import PaperScreen

        desk = self.sitting.desk
        page = paper.laid_out(card, text)
        path = paper.save(desk, card, page, "txt")
        recording.handed_over(desk, card.person.id, way.channel)

        def seen(_: object) -> None:
            self.did_it_go(card, way.channel, text, (f"Saved as {path}, to be printed or copied by hand.",))

        self.sitting.app.push_screen(PaperScreen(page), seen)

    # Did it go?

    def did_it_go(
        self,
        card: Card,
        channel: str,
        text: str,
        told: tuple[str, ...],
        *,
        url: str = "",
        template: str | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Ask whether it went, and keep what did. ``then`` is called after the answer."""
        from reconnect_tui.services import invitations
        from reconnect_tui.ui.screens.went import WentSheet

        sitting, desk, person_id = self.sitting, self.sitting.desk, card.person.id
        began = self.writing.begun_from(person_id)[0] if template is None else template
        invitation = self._invitation(card)
        if invitation:
            told = (*told, f"The invitation is in {invitation}")

        def answered(answer: dict[str, str] | None) -> None:
            if answer is None:
                recording.not_sent(desk, person_id)
                sitting.show(anew=True)
                sitting.say("The draft stays.")
                return
            follow = answer["follow-up"].strip()
            due = days.read_follow_up(desk, follow) if follow else None
            done = recording.went(desk, person_id, text=text, channel=channel, template=began, follow_up=due, line=answer["line"])
            self.writing.ended(person_id)
            sitting.screen.draft_saved(person_id)
            sitting.after("went", done)
            sitting.say(f"Off it goes. {sitting.key('undo')} undoes")

        def take(answer: dict[str, str] | None) -> None:
            sitting.attempt(lambda: answered(answer))
            if then is not None:
                then()

        sheet = WentSheet(
            recording.called(card.person),
            told,
            url=url,
            next_on=recording.next_hello(desk, person_id),
            today=desk.today,
            follow_up=invitations.follow_up(desk, text),
            read_follow_up=self.writing.read_follow_up,
            about=person_id,
        )
        sitting.app.push_screen(sheet, take)

    def ask_unanswered(self) -> None:
        """Ask once about each letter that was handed over in an earlier sitting and never answered, one after the other."""
        if self.sitting.mask:
            return
        self._ask_again(list(drafts.unanswered(self.sitting.desk.store)))

    def _ask_again(self, waiting: list[Draft]) -> None:
        from reconnect_tui.services.session import card_of

        if not waiting:
            return
        draft, *others = waiting
        assert draft.person_id is not None
        card = card_of(self.sitting.desk, draft.person_id)
        day = when.long_date(date.fromisoformat((draft.handed_over or "")[:10]))
        told = (f"You handed it over on {day}.",)
        self.did_it_go(card, draft.channel, draft.text, told, template=draft.template, then=lambda: self._ask_again(others))

    # Pages

    def profile(self) -> None:
        """Open the person's profile page; the address is said first."""
        url = handing.profile_url(self.writing.card)
        if not url:
            masked = self.sitting.mask  # the reason quotes what is noted
            self.sitting.say("No profile page can be opened." if masked else handing.why_no_profile(self.writing.card))
            return
        self.sitting.say("Opening the page" if self.sitting.mask else f"Opening {url}")
        self._open(url)

    def _open(self, url: str) -> None:
        sitting = self.sitting

        def work() -> None:
            opened = handing.open_address(sitting.desk, url)
            sitting.from_thread(sitting.say, f"{opened.sentence} {'' if opened.ok or sitting.mask else url}")

        sitting.app.run_worker(work, thread=True, exit_on_error=False)
