"""``reconnect edit``: keep somebody's page true, field by field or as a whole in your editor."""

from __future__ import annotations

from argparse import Namespace

from reconnect_tui.cli.acting import tell_done, tell_nothing
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import FileProblem, ReconnectError, UsageError
from reconnect_tui.services import editing
from reconnect_tui.services.editing import Page
from reconnect_tui.services.recording import Done

FIELDS = {
    "name": ("name", "NAME", "the whole name"),
    "first": ("first_name", "NAME", ""),
    "last": ("last_name", "NAME", ""),
    "nickname": ("nickname", "NAME", ""),
    "greeting": ("greeting", "NAME", "the name to greet them by"),
    "salutation": ("salutation", "TEXT", "a whole opening, such as “Liebe Ada,”"),
    "language": ("language", "LANGUAGE", "of letters to them, such as de"),
    "company": ("company", "COMPANY", ""),
    "position": ("position", "POSITION", ""),
    "headline": ("headline", "TEXT", ""),
    "location": ("location", "PLACE", ""),
    "circle": ("circle", "CIRCLE", "one of those that `reconnect circles` lists"),
    "pace": ("pace", "DAYS", "days between two hellos; none: the circle's"),
    "birthday": ("birthday", "DATE", "14 March, or 1984-03-14"),
    "how-met": ("how_met", "TEXT", "how you met"),
    "about": ("about", "TEXT", ""),
}
CONTACTS = ("email", "phone", "url", "address")


def run(call: Call) -> int:
    """Change what the flags say, as one decision; without flags open the page in an editor."""
    parser = Parser(
        "edit",
        "Change what is written down of somebody. Without flags the whole page opens in your editor, as YAML.",
        ('reconnect edit ada --company Kumo --pace 60 --email ada@kumo.example', "reconnect edit ada"),
        'An empty text takes a field away: --company "". Tags and relations have commands of their own: tag, relate.',
    )  # fmt: skip
    parser.add_argument("who", nargs="+", metavar="WHO")
    for flag, (field, value, about) in FIELDS.items():
        parser.add_argument(f"--{flag}", dest=f"field_{field}", metavar=value, help=about or None)
    for kind in CONTACTS:
        parser.add_argument(f"--{kind}", action="append", default=[], metavar=kind.upper(), help="one more; may be repeated")
    for kind in CONTACTS:
        parser.add_argument(f"--remove-{kind}", action="append", default=[], metavar=kind.upper(), help="take it away")
    parser.add_argument("--prefer", action="append", default=[], metavar="VALUE", help="the one to use of its kind")
    parser.json_flag()
    given = parser.read(call.words)
    fields = {field: value for field, _, _ in FIELDS.values() if (value := getattr(given, f"field_{field}")) is not None}
    if not fields and not given.prefer and not any(getattr(given, kind) + getattr(given, f"remove_{kind}") for kind in CONTACTS):
        if not call.asks or given.json:
            raise UsageError("Say what to change, for example --company Kumo; the editor opens on a terminal only.")
        return _in_editor(call, choose(call, " ".join(given.who)).id)
    row = choose(call, " ".join(given.who))
    before = editing.page_of(call.desk, row.id)
    done = editing.change(call.desk, row.id, before, _changed(before, fields, given), said=fields)
    return tell_done(call, done, json=given.json) if done else tell_nothing(call, row.id, json=given.json)


def _changed(page: Page, fields: dict[str, str], given: Namespace) -> Page:
    page = editing.with_fields(page, **fields)
    for kind in CONTACTS:
        for value in getattr(given, f"remove_{kind}"):
            page = editing.without_contact(page, kind, value)
        page = page._replace(contacts=(*page.contacts, *(editing.contact(kind, value) for value in getattr(given, kind))))
    for value in given.prefer:
        page = editing.prefer(page, value)
    return page


def _in_editor(call: Call, person_id: int) -> int:
    """The page through the editor until it is right, or given up; what was typed is never lost."""
    from reconnect_tui.handoff import editor
    from reconnect_tui.services import person_yaml

    desk = call.desk
    command = editor.editor_command(desk.config.editor, desk.environ)
    before = editing.page_of(desk, person_id)
    text = original = person_yaml.write(before)
    earlier: editor.Edited | None = None
    while True:
        edited = editor.edit(text, folder=desk.home.drafts, command=command, name="page", suffix=".yaml")
        if edited.problem:
            call.say(edited.problem)
            if earlier is not None:
                edited.done()
                return _left(call, earlier.path)
            edited.done()
            return 1
        if earlier is not None:
            earlier.done()
        earlier = edited
        typed = person_yaml.without_problem(edited.text)
        if typed == original:
            edited.done()
            return tell_nothing(call, person_id, json=False)
        try:
            done: Done | None = editing.change(desk, person_id, before, person_yaml.read(desk, typed, before, "the page"))
        except ReconnectError as error:
            problem = error if isinstance(error, FileProblem) else FileProblem("the page", 0, str(error))
            call.say(str(problem))
            answer = call.ask("Enter opens it again; q leaves it, and keeps what you wrote: ")
            if answer is None or answer.strip().lower() in ("q", "quit", "no", "n"):
                return _left(call, edited.path)
            text = person_yaml.with_problem(typed, problem)
            continue
        except BaseException:
            call.say(f"What you wrote is in {edited.path}")
            raise
        edited.done()
        return tell_done(call, done, json=False) if done else tell_nothing(call, person_id, json=False)


def _left(call: Call, path: str) -> int:
    call.say(f"Nothing was changed. What you wrote is in {path}")
    return 1
