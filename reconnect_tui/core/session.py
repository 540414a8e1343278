"""The daily session as a pure machine: (state, event) → (state, effects).

It knows places and people's ids, not what is on their cards. The faces carry the effects out and never decide what comes next.
"""

from __future__ import annotations

from reconnect_tui.core.light import NamedTuple

MOST_ASIDE = 6
"""Whoever is put aside gives the place to another, at most so many times a day (DESIGN.md, "The bare card")."""

WAITING, DONE, ASIDE = "waiting", "done", "aside"


class Place(NamedTuple):
    """One place of the day: a person, the rule that brought them, and what became of it."""

    person_id: int
    rule: str
    state: str = WAITING
    instead_of: int = 0
    """Who was put aside and gave this place away; 0: nobody."""


class State(NamedTuple):
    """The day's places in order, and the person looked at by name meanwhile (0: nobody)."""

    places: tuple[Place, ...] = ()
    visiting: int = 0


class Decided(NamedTuple):
    """A decision about a person: there was contact (``done``) or they are put aside."""

    person_id: int
    state: str


class Opened(NamedTuple):
    """Somebody's card was opened by name."""

    person_id: int


class WentBack(NamedTuple):
    """From a card opened by name back to the day."""


class Brought(NamedTuple):
    """The replacement or the one more that ``Choose`` asked for: (person id, rule) of each; may be nobody."""

    people: tuple[tuple[int, str], ...]
    instead_of: int = 0


class Gone(NamedTuple):
    """These people fall out of the day (contacted elsewhere, put off, resting, never, dead, deleted)."""

    people: frozenset[int]


class TakenBack(NamedTuple):
    """An undo: this person waits in their place again."""

    person_id: int


class WantedMore(NamedTuple):
    """One more person, asked for with ``+``."""


Event = Decided | Opened | WentBack | Brought | Gone | TakenBack | WantedMore


class Store(NamedTuple):
    """Effect: the day's places changed and have to be kept."""


class Choose(NamedTuple):
    """Effect: choose so many people for the places left, then say ``Brought``, with the same ``instead_of``."""

    how_many: int
    instead_of: int = 0


class Show(NamedTuple):
    """Effect: show this person's card; 0 is the last screen."""

    person_id: int


Effect = Store | Choose | Show


def current(state: State) -> int:
    """The person to show now; 0 when the day is over."""
    if state.visiting:
        return state.visiting
    return next((place.person_id for place in state.places if place.state == WAITING), 0)


def position(state: State) -> tuple[int, int]:
    """(2, 3) for "2 of 3": people put aside are not counted, their replacements are."""
    counted = [place for place in state.places if place.state != ASIDE]
    done = sum(place.state == DONE for place in counted)
    return min(done + 1, len(counted)), len(counted)


def step(state: State, event: Event) -> tuple[State, tuple[Effect, ...]]:
    """Take one event; returns the new state and what has to be done, in order."""
    if isinstance(event, Opened):
        place = next((place for place in state.places if place.person_id == event.person_id and place.state == WAITING), None)
        state = state._replace(
            visiting=0 if place and current(state._replace(visiting=0)) == event.person_id else event.person_id
        )
        return state, (Show(current(state)),)
    if isinstance(event, WentBack):
        state = state._replace(visiting=0)
        return state, (Show(current(state)),)
    if isinstance(event, Decided):
        return _decided(state, event)
    if isinstance(event, Gone):
        return _gone(state, event)
    if isinstance(event, TakenBack):
        return _taken_back(state, event)
    if isinstance(event, WantedMore):
        return state, (Choose(1),)
    known = {place.person_id for place in state.places}
    fresh = tuple(Place(person, rule, instead_of=event.instead_of) for person, rule in event.people if person not in known)
    state = state._replace(places=state.places + fresh)
    return state, (Store(), Show(current(state)))


def _taken_back(state: State, event: TakenBack) -> tuple[State, tuple[Effect, ...]]:
    """The person waits again in the same place, and is shown; whoever had been given it, and still waits in it, gives it back."""
    gives, places = {event.person_id}, []
    for place in state.places:
        if place.person_id == event.person_id:
            place = place._replace(state=WAITING)
        elif place.instead_of in gives and place.state == ASIDE:
            gives.add(place.person_id)
        elif place.instead_of in gives and place.state == WAITING:
            continue
        places.append(place)
    state = State(tuple(places))
    if current(state) != event.person_id:
        state = state._replace(visiting=event.person_id)
    return state, (Store(), Show(current(state)))


def _decided(state: State, event: Decided) -> tuple[State, tuple[Effect, ...]]:
    held = [place for place in state.places if place.person_id == event.person_id]
    places = tuple(place._replace(state=event.state) if place.person_id == event.person_id else place for place in state.places)
    fresh_aside = event.state == ASIDE and any(place.state == WAITING for place in held)
    aside_before = sum(place.state == ASIDE for place in state.places)
    state = State(places, 0 if state.visiting == event.person_id else state.visiting)
    if fresh_aside and aside_before < MOST_ASIDE:
        return state, (Store(), Choose(1, event.person_id))
    return state, (Store(), Show(current(state)))


def _gone(state: State, event: Gone) -> tuple[State, tuple[Effect, ...]]:
    """Whoever fell out since, while waiting, leaves the place to somebody else."""
    places = tuple(place for place in state.places if place.state != WAITING or place.person_id not in event.people)
    lost = len(state.places) - len(places)
    state = state._replace(places=places)
    if not lost:
        return state, (Show(current(state)),)
    return state, (Store(), Choose(lost))
