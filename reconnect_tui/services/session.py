"""The daily session over an open desk: it carries out what ``core.session`` decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reconnect_tui.core import choosing, session, when
from reconnect_tui.core.card import Card
from reconnect_tui.core.person import SILENT, Person, ThatWeek
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import candidates, drafts, moments, people, queue

MOMENTS_ON_A_CARD = 50

DONE_KINDS = ("went", "record")
DELETED = "delete"
ASIDE_KINDS = ("later", "skip", "rest", "unknown", "never", "died")


class Session:
    """Today's people, one card at a time."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.day = desk.day
        self.state = session.State()
        self._owed: tuple[session.Effect, ...] = ()
        """What is still to be stored and chosen of the day's places (``after``, ``fill``)."""

    def begin(self) -> Card | None:
        """Read the day's people, choosing and storing them where the day has not begun; returns the first card."""
        self._begin()
        return self.card()

    def _begin(self) -> None:
        self.fill()
        stored = self.read()
        if not stored:
            self._take(session.Brought(()), choose=self.desk.config.people_a_day)
            return
        self._take(session.Gone(self.gone()))
        # an undone import takes people, and their places with them
        lost = stored[-1].place + 1 - len(stored)
        if lost:
            self._take(session.Brought(()), choose=lost)

    def read(self) -> list[queue.Place]:
        """Read the day's places as they are stored; chooses nobody and stores nothing."""
        self.day = self.desk.day
        stored = queue.places(self.desk.store, self.day)
        self.state = session.State(tuple(session.Place(*place[1:]) for place in stored))
        return stored

    def refresh(self) -> Card | None:
        """Let those fall out who were contacted elsewhere, put off, resting, never, dead or deleted since."""
        self._take(session.Gone(self.gone()))
        return self.card()

    def gone(self) -> frozenset[int]:
        """Who waits in the stored day and falls out of it."""
        waiting = [place.person_id for place in self.state.places if place.state == session.WAITING]
        rules = {place.person_id: place.rule for place in self.state.places}
        here = {person.id: person for person in people.several(self.desk.store, waiting)}
        skipped = queue.skipped_on(self.desk.store, self.day)
        return frozenset(
            number
            for number in waiting
            if number not in here or number in skipped or self._falls_out(here[number], rules[number])
        )

    def _falls_out(self, person: Person, rule: str) -> bool:
        if person.status != "active" or (person.later_until and person.later_until > self.day):
            return True
        if person.last_contact is None or days_since(person.last_contact, self.desk.today) >= choosing.QUIET_DAYS:
            return False
        who = queue.candidate(self.desk.store, queue.facts(self.desk.store, person.id), self.day)
        return rule not in (reason.rule for reason in choosing.reasons(who, self.desk.today))

    def _take(self, event: session.Event, *, choose: int = 0, patient: bool = False) -> None:
        if self.day != self.desk.day and not choose:
            self._begin()  # the day has turned while the app was open
        self.fill()
        self.state, effects = session.step(self.state, event)
        if choose:
            effects = (session.Choose(choose),)
        if patient and session.current(self.state):
            self._owed = effects
        else:
            self._carry_out(effects)

    def _carry_out(self, effects: Sequence[session.Effect]) -> None:
        for effect in effects:
            if isinstance(effect, session.Store):
                self._store()
            elif isinstance(effect, session.Choose):
                self._take(session.Brought(self._choose(effect.how_many), effect.instead_of))

    def fill(self) -> None:
        """Store the day's places, and choose who gets the one that was given away, where ``after`` left that to be done."""
        owed, self._owed = self._owed, ()
        if self.day == self.desk.day:
            self._carry_out(owed)

    def _store(self) -> None:
        queue.set_places(
            self.desk.store,
            self.day,
            [queue.Place(number, *place) for number, place in enumerate(self.state.places)],
        )

    def _choose(self, how_many: int) -> tuple[tuple[int, str], ...]:
        waiting = [place.person_id for place in self.state.places if place.state == session.WAITING]
        taken = {place.person_id: place.rule for place in self.state.places}
        return tuple((who.facts.id, reason.rule) for who, reason in choose(self.desk, how_many, taken, after=waiting))

    def card(self) -> Card | None:
        """The card to show now; ``None``: the last screen. Whoever was looked at and is gone leads back to the day."""
        if self.state.visiting and not people.several(self.desk.store, [self.state.visiting]):
            self._take(session.WentBack())
            return self.refresh()
        person_id = session.current(self.state)
        if not person_id:
            return None
        rule = next((place.rule for place in self.state.places if place.person_id == person_id), "")
        return card_of(self.desk, person_id, rule=rule, place=self.place())

    def place(self) -> tuple[int, int] | None:
        """(2, 3) for "2 of 3" on the card; ``None`` on one that was opened by name. A place that waits to be filled counts."""
        number, count = session.position(self.state)
        waiting = sum(effect.how_many for effect in self._owed if isinstance(effect, session.Choose))
        return None if self.state.visiting else (number, count + waiting)

    def open(self, person_id: int) -> Card:
        """Anybody's card, by name: not part of the day's places."""
        people.get(self.desk.store, person_id)
        self._take(session.Opened(person_id))
        card = self.card()
        assert card is not None
        return card

    def visiting(self) -> bool:
        """Say whether the card shown was opened by name."""
        return bool(self.state.visiting)

    def back(self) -> Card | None:
        """From a card opened by name back to the day."""
        self._take(session.WentBack())
        return self.card()

    def after(self, kind: str, person_id: int, *, patient: bool = False) -> Card | None:
        """A decision of that kind was made about somebody: returns the next card (the same one, if it decides nothing).

        ``patient``: the places are stored, and one that was given away is filled, later, by ``fill``, if there is somebody to show now.
        Who was contacted or put aside falls out of a stored day all the same.
        """
        if kind in DONE_KINDS:
            self._take(session.Decided(person_id, session.DONE), patient=patient)
        elif kind in ASIDE_KINDS:
            self._take(session.Decided(person_id, session.ASIDE), patient=patient)
        elif kind == DELETED:
            if self.state.visiting == person_id:
                self._take(session.WentBack())
            return self.refresh()
        return self.card()

    def taken_back(self, kind: str, person_id: int | None) -> Card | None:
        """An action was undone: whoever it was about is shown again."""
        if person_id is not None and kind == DELETED:
            return self.open(person_id)
        if person_id is not None and kind in DONE_KINDS + ASIDE_KINDS:
            self._take(session.TakenBack(person_id))
        return self.refresh() if not self.state.visiting else self.card()

    def one_more(self) -> Card | None:
        """One more person than the day has."""
        before = len(self.state.places)
        self._take(session.WantedMore())
        return self.card() if len(self.state.places) > before else None


def days_since(day: str, today: date) -> int:
    return (today - date.fromisoformat(day)).days


def choose(
    desk: Desk, how_many: int, taken: dict[int, str], *, after: Sequence[int] = ()
) -> list[tuple[choosing.Candidate, choosing.Reason]]:
    """Choose people for so many places left of today; stores nothing.

    ``taken``: {person id: rule} of the day's other places; ``after``: who waits before them (of two companies, if it can be).
    """
    if how_many < 1:
        return []
    found = candidates.candidates(desk.store, desk.day, start=choosing.round_starts(desk.today))
    return choosing.choose(
        queue.with_all(desk.store, found, desk.day),
        desk.today,
        how_many,
        taken=taken,
        off=tuple(desk.config.silenced_rules),
        last_company=people.get(desk.store, after[-1]).company if after else "",
        had=queue.had(desk.store, desk.day),
    )


def reasons(desk: Desk, person_id: int) -> list[choosing.Reason]:
    """All that speaks for one person today, with its arithmetic, the weightiest first."""
    who = queue.candidate(desk.store, queue.facts(desk.store, person_id), desk.day)
    return choosing.reasons(who, desk.today, had=queue.had(desk.store, desk.day))


def leading(because: Sequence[choosing.Reason], rule: str) -> choosing.Reason | None:
    """The reason that a card tells: a follow-up or promise leads, whatever brought the person; else the rule that did."""
    for rules in (choosing.OFTEN, (rule,), choosing.RULES):
        for reason in because:
            if reason.rule in rules:
                return reason
    return None


def next_people(desk: Desk, count: int | None = None) -> list[tuple[Person, choosing.Reason, list[choosing.Reason]]]:
    """Who is next and why, as ``reconnect next`` tells it: today's people if the day has begun, else those it would bring.

    Stores nothing. Returns (person, the reason, all reasons).
    """
    today = Session(desk)
    stored = today.read()
    gone = today.gone()
    waiting = [
        (place.person_id, place.rule) for place in stored if place.state == session.WAITING and place.person_id not in gone
    ]
    taken = {place.person_id: place.rule for place in stored if place.person_id not in gone}
    missing = sum(place.person_id in gone for place in stored) if stored else desk.config.people_a_day
    wanted = count if count is not None else len(waiting) + missing
    # first those whom the day itself would bring, so that asking for more of them never changes who they are
    for more in (missing, wanted - len(waiting) - missing):
        chosen = choose(desk, more, taken, after=[number for number, _ in waiting])
        waiting += [(who.facts.id, reason.rule) for who, reason in chosen]
        taken.update((who.facts.id, reason.rule) for who, reason in chosen)
    waiting = waiting[:wanted]
    result = []
    for person, (_, rule) in zip(people.several(desk.store, [number for number, _ in waiting]), waiting, strict=True):
        every = reasons(desk, person.id)
        told = leading(every, rule)
        if told is not None:
            result.append((person, told, every))
    return result


def with_older(desk: Desk, card: Card) -> Card:
    """The same card with the next older moments on it."""
    return _with_more(desk, card, MOMENTS_ON_A_CARD)


def with_oldest(desk: Desk, card: Card) -> Card:
    """The same card with all moments on it."""
    return _with_more(desk, card, 1 << 31)


def as_deep(desk: Desk, card: Card, before: Card | None) -> Card:
    """The card, with as many moments as were on it ``before``, if that was the same person's; all, where all were on it."""
    if before is None or before.person.id != card.person.id or not card.more_moments:
        return card
    if not before.more_moments and len(before.moments) > len(card.moments):
        return with_oldest(desk, card)
    missing = len(before.moments) - len(card.moments)
    return _with_more(desk, card, missing) if missing > 0 else card


def _with_more(desk: Desk, card: Card, count: int) -> Card:
    last = card.moments[-1] if card.moments else None
    found = moments.of_person(
        desk.store, card.person.id, limit=count + 1, before=(last.at, last.id) if last is not None else None
    )
    return card._replace(moments=(*card.moments, *found[:count]), more_moments=len(found) > count)


def card_of(desk: Desk, person_id: int, *, rule: str = "", place: tuple[int, int] | None = None) -> Card:
    """All that is shown of one person at once."""
    store = desk.store
    person = people.get(store, person_id)
    because = reasons(desk, person_id)
    reason = leading(because, rule)
    found = moments.of_person(store, person_id, limit=MOMENTS_ON_A_CARD + 1)
    return Card(
        person=person,
        reason=reason.sentence if reason else _plain_reason(desk, person),
        because=tuple(one.because for one in because),
        promises=() if person.status in SILENT else people.follow_ups(store, person_id, open_only=True),
        moments=tuple(found[:MOMENTS_ON_A_CARD]),
        more_moments=len(found) > MOMENTS_ON_A_CARD,
        contacts=people.contacts(store, person_id),
        tags=people.tags(store, person_id),
        that_week=_that_week(desk, person),
        draft=drafts.get(store, person_id),
        place=place,
    )


def _plain_reason(desk: Desk, person: Person) -> str:
    """What is said of somebody whom no rule brings: opened by name, resting, or spoken to just now."""
    if person.status == "died":
        return "Their page stays. Nothing here will ask you to write."
    if person.status == "never":
        return "You asked not to be reminded of this person."
    if person.status == "resting":
        return "Resting, until you wake them."
    if person.later_until and person.later_until > desk.day:
        return f"Put off until {when.around(date.fromisoformat(person.later_until), desk.today)}."
    if person.last_contact:
        return f"You last talked on {when.long_date(date.fromisoformat(person.last_contact))}."
    return "Nothing is written down here yet."


def _that_week(desk: Desk, person: Person) -> ThatWeek:
    if not person.connected_on or person.status in ("never", "died"):
        return ThatWeek()
    role = people.own_role(desk.store, person.connected_on)
    words = " at ".join(part for part in role if part) if role else ""
    return ThatWeek(people.connected_near(desk.store, person), words)
