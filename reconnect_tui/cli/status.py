"""``reconnect skip``, ``rest``, ``never``, ``died`` and ``wake``: how one person stands."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.services import recording

_ABOUT = {
    "skip": "Not today: somebody else gets the place, and they may come again tomorrow.",
    "rest": "Let somebody rest: not suggested until you wake them.",
    "never": "Leave somebody alone for good: on no list, in no reminder.",
    "died": "Record that somebody has died. Their page stays; nothing here will ask you to write.",
    "wake": "Bring somebody back who was resting, put off or left alone.",
}


def run(call: Call) -> int:
    """Do what the command's name says."""
    name = call.command
    parser = Parser(name, _ABOUT[name], (f"reconnect {name} ada", f'reconnect {name} "Jonas Lind" --json'))
    parser.add_argument("who", nargs="+", metavar="WHO")
    parser.json_flag()
    given = parser.read(call.words)
    row = choose(call, " ".join(given.who))
    act = {
        "skip": recording.skip,
        "rest": recording.rest,
        "never": recording.never,
        "died": recording.died,
        "wake": recording.wake,
    }[name]
    code = tell_done(call, act(call.desk, row.id), json=given.json)
    if name == "skip" and not given.json:
        _offer(call, row.id, row.uid)
    return code


def _offer(call: Call, person_id: int, uid: str) -> None:
    """After three "not today" in a row: what else there is, to take or to leave."""
    from reconnect_tui.services import answers, circles
    from reconnect_tui.store import people

    if not answers.three_in_a_row(call.desk, person_id):
        return
    pace = circles.longer_pace(people.get(call.desk.store, person_id))
    longer = f"`reconnect circle {uid} --pace {pace}` for a longer pace" if pace else f"`reconnect later {uid} in 6 months`"
    call.say(
        f"It was the same the last times; perhaps one of these fits better: {longer}, `reconnect rest {uid}` to let them rest, "
        f"`reconnect never {uid}`. Or simply not today."
    )
