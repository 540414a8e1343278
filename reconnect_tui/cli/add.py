"""``reconnect add``: one person, by hand, or several as JSON lines."""

from __future__ import annotations

from reconnect_tui.cli import json_lines
from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.services import editing, recording
from reconnect_tui.services.editing import LABELS, Page
from reconnect_tui.services.recording import Done

_WAYS = ("email", "phone", "url", "address")
_KEYS = (*LABELS, *_WAYS, "contacts", "tags")


def run(call: Call) -> int:
    """Add the person; --email, --phone and --url may be given several times. ``- --json`` reads JSON lines."""
    parser = Parser(
        "add",
        "Add a person.",
        (
            'reconnect add "Ada Okafor" --email ada@example.org --company "Northwind Labs" --circle friends',
            "reconnect add Jonas Lind --url https://www.linkedin.com/in/jonas-lind-example",
        ),
        "With - for NAME and --json each line of stdin is a name as a JSON text, or an object with name, email, phone, url,\n"
        "company, position, circle, tags … as `show --json` writes them; email, phone and url may be lists.",
    )
    parser.add_argument("name", nargs="+", metavar="NAME")
    for flag in ("email", "phone", "url"):
        parser.add_argument(f"--{flag}", action="append", default=[], metavar=flag.upper(), help="may be given several times")
    parser.add_argument("--company", default="", metavar="COMPANY")
    parser.add_argument("--position", default="", metavar="POSITION")
    parser.add_argument("--circle", default="", metavar="CIRCLE", help="one of those that `reconnect circles` lists")
    parser.json_flag()
    given = parser.read(call.words)
    if given.name == ["-"] and given.json:
        return json_lines.each(call, lambda line: _add(call, line))
    done = recording.add_person(
        call.desk,
        " ".join(given.name),
        emails=given.email,
        phones=given.phone,
        urls=given.url,
        company=given.company,
        position=given.position,
        circle=given.circle,
    )
    return tell_done(call, done, json=given.json)


def _add(call: Call, line: json_lines.Given) -> Done:
    given = json_lines.check(line, _KEYS, "name")
    fields = {field: json_lines.text(given, field) for field in LABELS if field in given and field != "pace"}
    pace = given.get("pace")
    if pace is not None:
        fields["pace"] = str(pace)
    page = editing.with_fields(Page(""), **fields)
    points = [editing.contact(kind, value) for kind in _WAYS for value in json_lines.texts(given, kind)]
    page = page._replace(
        contacts=(*points, *_contacts(given.get("contacts"))),
        tags=tuple(dict.fromkeys(editing.clean_tag(name) for name in json_lines.texts(given, "tags"))),
    )
    return editing.add(call.desk, page)


def _contacts(value: object) -> list[ContactPoint]:
    """The contacts in the shape in which ``show --json`` writes them."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise UsageError("“contacts” is to be a list of objects with kind, value and label.")
    return [editing.contact(*(json_lines.text(one, key) for key in ("kind", "value", "label"))) for one in value]
