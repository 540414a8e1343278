"""``reconnect circles`` and ``circle WHO [NAME] [--pace DAYS]``."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import agenda, circles, telling
from reconnect_tui.services.recording import Done


def run(call: Call) -> int:
    return _circles(call) if call.command == "circles" else _put(call)


def _circles(call: Call) -> int:
    """List them, or change one."""
    parser = Parser(
        "circles",
        "The circles, and how often each asks for a hello; with one of the flags, change them.",
        (
            "reconnect circles",
            "reconnect circles --pace friends 45",
        ),
        "A pace is a number of days, “6 weeks”, or none. What config.yaml says of a circle wins.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="NAME", help="make a circle; its pace by --pace DAYS")
    what.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="give a circle another name")
    what.add_argument("--remove", metavar="NAME", help="take a circle away; its people go --to another")
    parser.add_argument("--pace", nargs="+", metavar=("NAME", "DAYS"), help="give a circle a pace in days, or none")
    parser.add_argument("--to", metavar="NAME", help="with --remove: where its people go; none for no circle")
    parser.json_flag()
    given = parser.read(call.words)
    if given.to is not None and given.remove is None:
        raise UsageError("--to says where the people of a removed circle go; it needs --remove NAME.")
    if given.pace and (given.rename or given.remove):
        raise UsageError("Change one thing at a time: --pace goes alone, or with --add.")
    done = _change(call, given.add, given.rename, given.remove, given.pace, given.to)
    return _list(call, json=given.json) if done is None else tell_done(call, done, json=given.json)


def _change(
    call: Call, add: str | None, rename: list[str] | None, remove: str | None, pace: list[str] | None, to: str | None
) -> Done | None:
    if add is not None:
        return circles.add(call.desk, add, circles.read_pace(" ".join(pace)) if pace else None)
    if rename:
        return circles.rename(call.desk, *rename)
    if remove is not None:
        return circles.remove(call.desk, remove, _where_to(call, remove, to))
    if pace is None:
        return None
    if len(pace) < 2:
        raise UsageError("--pace takes a circle and its days: reconnect circles --pace friends 45 (or none).")
    return circles.set_pace(call.desk, pace[0], circles.read_pace(" ".join(pace[1:])))


def _where_to(call: Call, name: str, to: str | None) -> str:
    """The circle that takes the people of the one removed; ``""``: none. Asked, where somebody is there to be asked."""
    if to is None and circles.anybody_in(call.desk, name):
        others = ", ".join(one for one, _ in agenda.circles(call.desk) if one.casefold() != name.strip().casefold())
        if not call.asks:
            raise UsageError(f"There are people in {name.strip()}; say where they go: --to wide, or --to none for no circle.")
        to = call.ask(f"Where do the people of {name.strip()} go? ({others}; Enter: no circle) ")
        if to is None:
            raise UsageError(f"Nothing was said, so {name.strip()} stays.")
    to = (to or "").strip()
    return "" if to.casefold() == circles.NO_CIRCLE else to


def _list(call: Call, *, json: bool) -> int:
    found = agenda.circles(call.desk)
    if json:
        call.json([telling.circle(*one) for one in found])
        return 0
    for name, days in found:
        call.put(f"{shown_line(name):<12}  {f'every {days} days' if days else 'no pace'}")
    call.say(circles.what_they_ask(call.desk))
    return 0


def _put(call: Call) -> int:
    parser = Parser(
        "circle",
        "Put somebody into a circle, or give them a pace of their own; none takes them out of theirs.",
        (
            "reconnect circle ada friends",
            "reconnect circle ada close --pace 14",
        ),
        "`reconnect circles` lists the circles. WHO of several words needs quotes. An own pace wins over the circle's.",
    )
    parser.add_argument("who", metavar="WHO")
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("--pace", metavar="DAYS", help="a pace of their own, in days; none for that of the circle")
    parser.json_flag()
    given = parser.read(call.words)
    if given.name is None and given.pace is None:
        raise UsageError("Say which circle, or which pace: reconnect circle ada friends, reconnect circle ada --pace 30.")
    pace = circles.read_pace(given.pace) if given.pace is not None else None
    name = given.name
    if name is not None and name.strip().casefold() in (circles.NO_CIRCLE, ""):
        name = ""
    row = choose(call, given.who)
    done = circles.place(call.desk, row.id, name, pace, change_pace=given.pace is not None)
    return tell_done(call, done, json=given.json)
