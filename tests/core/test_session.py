"""The day as a pure machine: whatever is decided, nobody comes twice, nothing is lost, and it ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core import session
from reconnect_tui.core.session import ASIDE, DONE, MOST_ASIDE, WAITING, Place, State

Event = st.one_of(
    st.builds(session.Decided, st.integers(1, 12), st.sampled_from((DONE, ASIDE))),
    st.builds(session.Opened, st.integers(1, 12)),
    st.just(session.WentBack()),
    st.builds(session.Gone, st.frozensets(st.integers(1, 12), max_size=3)),
    st.builds(session.TakenBack, st.integers(1, 12)),
    st.just(session.WantedMore()),
)


def run(state: State, event: session.Event, fresh: list[int]) -> tuple[State, int | None, int]:
    """Carry the effects out as a face would; returns the state, whom to show (``None``: not said), and how many were asked for."""
    state, effects = session.step(state, event)
    shown: int | None = None
    asked = 0
    for effect in effects:
        if isinstance(effect, session.Choose):
            asked += effect.how_many
            people = tuple((fresh.pop(), "new") for _ in range(min(effect.how_many, len(fresh))))
            state, shown, more = run(state, session.Brought(people, effect.instead_of), fresh)
            asked += more
        elif isinstance(effect, session.Show):
            shown = effect.person_id
    return state, shown, asked


@given(st.lists(Event, max_size=40))
def test_whatever_happens_the_day_stays_a_day(events: list[session.Event]) -> None:
    fresh = list(range(200, 100, -1))
    state, shown, _ = run(State(), session.Brought(((1, "follow-up"), (2, "pace"), (3, "wild"))), fresh)
    assert shown == 1
    replaced = 0
    for event in events:
        before = state
        state, shown, asked = run(state, event, fresh)
        ids = [place.person_id for place in state.places]
        assert len(ids) == len(set(ids)), "nobody has two places"
        assert shown == session.current(state), "every event ends in showing somebody, or the last screen"
        place, of = session.position(state)
        assert 0 <= place <= of
        if isinstance(event, session.Decided):
            replaced += asked
            done_before = {p.person_id for p in before.places if p.state == DONE}
            assert done_before - {event.person_id} <= {p.person_id for p in state.places if p.state == DONE}
        if isinstance(event, session.Gone):
            assert not any(p.state == WAITING and p.person_id in event.people for p in state.places)
    assert sum(place.state == ASIDE for place in state.places) <= len(state.places)


def test_put_aside_gives_the_place_away_at_most_six_times() -> None:
    fresh = list(range(200, 100, -1))
    state, shown, _ = run(State(), session.Brought(((1, "new"), (2, "new"), (3, "new"))), fresh)
    seen = []
    while shown:
        seen.append(shown)
        state, shown, _ = run(state, session.Decided(shown, ASIDE), fresh)
    assert len(seen) == 3 + MOST_ASIDE
    assert len(set(seen)) == len(seen)


def test_an_undo_shows_the_person_again_in_the_same_place() -> None:
    fresh: list[int] = []
    state, _, _ = run(State(), session.Brought(((1, "new"), (2, "new"), (3, "new"))), fresh)
    state, shown, _ = run(state, session.Decided(1, DONE), fresh)
    assert (shown, session.position(state)) == (2, (2, 3))
    state, shown, _ = run(state, session.TakenBack(1), fresh)
    assert (shown, session.position(state)) == (1, (1, 3))


def test_a_card_opened_by_name_leaves_the_day_as_it_was() -> None:
    state = State((Place(1, "new"), Place(2, "new")))
    state, effects = session.step(state, session.Opened(9))
    assert effects == (session.Show(9),)
    state, effects = session.step(state, session.WentBack())
    assert effects == (session.Show(1),)
    assert state == State((Place(1, "new"), Place(2, "new")))


def test_putting_aside_and_taking_back_leaves_the_day_as_it_was() -> None:
    fresh = list(range(200, 100, -1))
    state, _, _ = run(State(), session.Brought(((1, "new"), (2, "new"), (3, "new"))), fresh)
    before = state
    for _ in range(9):
        state, shown, _ = run(state, session.Decided(1, ASIDE), fresh)
        assert shown == 2
        state, shown, _ = run(state, session.TakenBack(1), fresh)
        assert (shown, state) == (1, before)


def test_taking_back_takes_nobody_along_whose_place_was_their_own() -> None:
    state, _, _ = run(State(), session.Brought(((1, "new"), (2, "new"), (3, "new"))), [])
    after, shown, _ = run(state, session.Decided(1, ASIDE), [])
    assert shown == 2, "nobody else is there to come instead"
    after, shown, _ = run(after, session.TakenBack(1), [])
    assert (shown, after) == (1, state)


def test_whoever_came_instead_of_an_instead_gives_the_place_back_too() -> None:
    state, _, _ = run(State(), session.Brought(((1, "new"), (2, "new"))), [])
    after, _, _ = run(state, session.Decided(1, ASIDE), [7])
    after, _, _ = run(after, session.Decided(7, ASIDE), [8])
    assert [place.person_id for place in after.places if place.state == WAITING] == [2, 8]
    after, shown, _ = run(after, session.TakenBack(1), [])
    assert shown == 1
    assert [place.person_id for place in after.places if place.state == WAITING] == [1, 2]


@given(st.lists(st.tuples(st.sampled_from((DONE, ASIDE)), st.booleans()), max_size=12), st.integers(0, 12))
def test_all_decisions_undone_the_day_is_the_day_it_was(decisions: list[tuple[str, bool]], others: int) -> None:
    fresh = list(range(100, 100 + others))
    before, _, _ = run(State(), session.Brought(((1, "new"), (2, "pace"), (3, "wild"))), [])
    state, decided = before, []
    for decision, last in decisions:
        waiting = [place.person_id for place in state.places if place.state == WAITING]
        if waiting:
            decided.append(waiting[-1 if last else 0])
            state, _, _ = run(state, session.Decided(decided[-1], decision), fresh)
    for person in reversed(decided):
        state, shown, _ = run(state, session.TakenBack(person), [])
        assert shown == person
    assert state.places == before.places
