"""Every command, once: what it is for and which module does it. Nothing else is imported before the command is known."""

from __future__ import annotations

from reconnect_tui.core.light import NamedTuple


class Command(NamedTuple):
    """``module`` is one of ``reconnect_tui.cli`` and has ``run(call) -> int``; ``about`` is for the list of commands."""

    module: str
    about: str
    group: str


EVERY_DAY, PEOPLE, LOOKING, TAKING_BACK, KEEPING = "every day", "people", "looking", "taking back", "in, out and safe"

COMMANDS: dict[str, Command] = {
    "session": Command("session", "today's people; --plain: line by line", EVERY_DAY),
    "next": Command("next", "who is next, and why", EVERY_DAY),
    "note": Command("note", "note something about somebody, in one line", EVERY_DAY),
    "record": Command("record", "record that you wrote, talked or met", EVERY_DAY),
    "follow-up": Command("follow_up", "set a day to come back to something", EVERY_DAY),
    "done": Command("done", "a follow-up or promise is done", EVERY_DAY),
    "later": Command("later", "put somebody off until a day", EVERY_DAY),
    "skip": Command("status", "not today", EVERY_DAY),
    "add": Command("add", "add a person", PEOPLE),
    "edit": Command("edit", "keep somebody's page true", PEOPLE),
    "tag": Command("tag", "words of your own to find people by", PEOPLE),
    "relate": Command("relate", "who is what to whom", PEOPLE),
    "show": Command("show", "all that is known of one person", PEOPLE),
    "brief": Command("brief", "what to have in mind before you meet", PEOPLE),
    "circle": Command("circles", "put somebody into a circle", PEOPLE),
    "circles": Command("circles", "the circles and their paces", PEOPLE),
    "rest": Command("status", "let somebody rest until you wake them", PEOPLE),
    "never": Command("status", "leave somebody alone for good", PEOPLE),
    "died": Command("status", "record that somebody has died", PEOPLE),
    "wake": Command("status", "bring somebody back", PEOPLE),
    "review": Command("review", "people who may be one person twice, a pair at a time", PEOPLE),
    "merge": Command("merge", "make one person of two", PEOPLE),
    "delete": Command("delete", "delete a person, for good", PEOPLE),
    "find": Command("find", "search people, notes and messages", LOOKING),
    "today": Command("today", "what you did today, and who still waits", LOOKING),
    "ahead": Command("ahead", "follow-ups, promises and birthdays to come", LOOKING),
    "drafts": Command("drafts", "letters begun, and lines not yet given to anybody", LOOKING),
    "undo": Command("undo", "take back the last thing you did", TAKING_BACK),
    "redo": Command("undo", "do it again", TAKING_BACK),
    "history": Command("history", "what was done, the newest first", TAKING_BACK),
    "import": Command("importing", "bring people in: LinkedIn, an address book, any CSV, our own JSON", KEEPING),
    "export": Command("export", "take everything out: JSON, CSV, vCard, Markdown, a calendar", KEEPING),
    "backup": Command("backup", "make a checked copy of the database", KEEPING),
    "restore": Command("backup", "put a backup in the database's place", KEEPING),
    "doctor": Command("doctor", "look whether all is well", KEEPING),
    "templates": Command("templates", "the templates at hand; check them", KEEPING),
    "themes": Command("themes", "the themes at hand; check them", KEEPING),
    "config": Command("config", "the settings, and where things are kept", KEEPING),
    "completion": Command("completion", "have your shell complete commands and names", KEEPING),
    "demo": Command("demo", "try it on an invented network", KEEPING),
}
