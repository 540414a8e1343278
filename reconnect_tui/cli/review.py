"""``reconnect review``: people who may be one person twice, one pair at a time."""

from __future__ import annotations

from collections.abc import Iterator

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.lines import birthday, day, work
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser, count
from reconnect_tui.core.person import Person
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import reviewing, telling
from reconnect_tui.services.reviewing import Pair

QUESTION = "s same person / n not the same / l later / q stop: "
NOBODY = "Nobody here seems to be there twice."
_ANSWERS = {
    "s": "s",
    "same": "s",
    "n": "n",
    "not": "n",
    "not the same": "n",
    "l": "l",
    "later": "l",
    "q": "q",
    "quit": "q",
    "stop": "q",
}


def run(call: Call) -> int:
    """Ask about each pair on a terminal; elsewhere list them and ask nothing."""
    parser = Parser(
        "review",
        "People who may be one person twice, and why: one pair at a time on a terminal, a list elsewhere.",
        ("reconnect review", "reconnect review --not-same ada@example.org ada.okafor@example.com"),
        "Merged people keep both histories. Each answer can be taken back with `reconnect undo`; “later” is for this time only.",
    )
    parser.add_argument("-n", "--number", type=count, metavar="N", help="how many pairs to list; all if not given")
    decided = parser.add_mutually_exclusive_group()
    decided.add_argument("--same", nargs=2, metavar="WHO", help="these two are one person: merge them")
    decided.add_argument("--not-same", nargs=2, metavar="WHO", help="these two are not, for good")
    parser.json_flag()
    given = parser.read(call.words)
    if given.same or given.not_same:
        one, other = (choose(call, who) for who in given.same or given.not_same)
        pair = reviewing.pair_of(call.desk, one.id, other.id)
        decide = reviewing.same if given.same else reviewing.not_same
        return tell_done(call, decide(call.desk, pair), json=given.json)
    if call.asks and not given.json:
        return _ask(call, given.number)
    found = reviewing.pairs(call.desk, given.number)
    if given.json:
        call.json([_shape(call, pair) for pair in found])
        return 0
    for pair in found:
        for line in _lines(call, pair):
            call.put(line)
        call.put()
    if found:
        call.say("On a terminal `reconnect review` asks about them one at a time; --same and --not-same decide about two.")
    else:
        call.say(NOBODY)
    return 0


def _ask(call: Call, number: int | None) -> int:
    """One pair after the other, ``number`` at most."""
    asking = reviewing.Review(call.desk)
    asked = 0
    while (pair := asking.next()) is not None:
        if asked == number:
            return 0
        asked += 1
        for line in _lines(call, pair):
            call.say(line)
        answer = _answer(call)
        if answer == "q":
            return 0
        if answer == "l":
            asking.later(pair)
        else:
            tell_done(call, asking.same(pair) if answer == "s" else asking.not_same(pair), json=False)
        call.say("")
    call.say("That is all of them." if asked else NOBODY)
    return 0


def _answer(call: Call) -> str:
    """``s``, ``n``, ``l`` or ``q``; the end of input stops, and so do three answers that are none."""
    for _ in range(3):
        words = call.ask(QUESTION)
        answer = _ANSWERS.get(words.strip().lower()) if words is not None else "q"
        if answer:
            return answer
        call.say("A letter: s, n, l or q.")
    return "q"


def _lines(call: Call, pair: Pair) -> Iterator[str]:
    """The two, one below the other, then why, and what would become of them."""
    for person in (pair.one, pair.other):
        yield f"{shown_line(person.name)}  ({person.uid})"
        for line in _about(call, person):
            yield f"    {line}"
    yield f"Why: {pair.reason}"
    kept, merged = pair.kept, pair.merged
    yield f"If they are the same: {shown_line(kept.name)} ({kept.uid}) is kept, and gets all of {shown_line(merged.name)} ({merged.uid})."


def _about(call: Call, person: Person) -> Iterator[str]:
    place = (work(person.position, person.company), shown_line(person.location))
    if any(place):
        yield " · ".join(part for part in place if part)
    points = reviewing.ways_to_reach(call.desk, person)
    if points:
        yield ", ".join(shown_line(point.value) for point in points)
    dates = [f"born {birthday(person.birthday)}"] if person.birthday else []
    dates += [f"connected {day(person.connected_on)}"] if person.connected_on else []
    dates.append(f"last talked {day(person.last_contact)}" if person.last_contact else "no contact written down")
    yield f"{', '.join(dates)}; from: {reviewing.where_from(call.desk, person)}"


def _shape(call: Call, pair: Pair) -> dict[str, object]:
    """The two as everywhere in JSON, the one who would be kept first."""
    return {"reason": pair.reason, "people": [telling.person(call.desk, one) for one in (pair.kept, pair.merged)]}
