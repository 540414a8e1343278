"""``reconnect doctor``: whether all is well."""

from __future__ import annotations

from reconnect_tui.cli.call import Call, addressed
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import DatabaseError
from reconnect_tui.keymap import resolve
from reconnect_tui.services import doctoring, safekeeping, settings

_MARKS = {True: "well", False: "WRONG", None: "note"}


def run(call: Call) -> int:
    """Print what was looked at; exit 1 if something is wrong."""
    parser = Parser(
        "doctor",
        "Look whether all is well: the database, its backups, rights, settings, templates and themes.",
        ("reconnect doctor", "reconnect doctor --mend"),
    )
    parser.add_argument("--mend", action="store_true", help="compute afresh what is derived: next dates and the search index")
    parser.json_flag()
    given = parser.read(call.words)
    found = _look(call, mend=given.mend)
    wrong = [one.words for one in found if one.well is False]
    if given.json:
        call.json({"well": not wrong, "problems": wrong, "notes": [one.words for one in found if one.well is not False]})
    else:
        for one in found:
            call.put(f"{_MARKS[one.well]:<5}  {addressed(one.words, call.named_home)}")
        call.say("All is well." if not wrong else "Something is wrong; nothing was changed.")
    return 1 if wrong else 0


def _look(call: Call, *, mend: bool) -> list[doctoring.Finding]:
    nothing = doctoring.no_database(call.home)
    keys = resolve(settings.load(call.home)[0].keys, lambda name: settings.place_of(call.home, f"keys.{name}"))[1]
    found = [*doctoring.examine_home(call.home), *(doctoring.Finding(False, words) for words in keys)]
    if nothing is not None:
        return [*found, nothing]
    try:
        if mend:
            doctoring.mend(call.desk)
            call.say("What is derived was computed afresh.")
        inside = doctoring.examine_database(call.desk)
        if all(one.well is not False for one in inside):
            safekeeping.before_much(call.desk)
    except DatabaseError as error:
        inside = [doctoring.cannot_open(error)]
    return [*found, *inside]
