"""Every key of the app, once: the footer, the help, the palette and the README's table all read this list.

A place is where a key works: on the ``card``, in a ``text``, on a person's ``page``, while ``sorting`` people into circles, at the
``last`` screen of a day, or ``anywhere`` but in a text.
The same key may mean different things in different places. Nothing of Textual is imported here, so that the command line can print the table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

CARD, TEXT, PAGE, SORTING, LAST, ANYWHERE = "card", "text", "page", "sorting", "last", "anywhere"
ON_THE_LAST_TOO = ("undo", "one-more", "find", "note-anyone", "ahead", "looking-back", "mask", "help")
"""Actions of the card that the last screen of a day has as well."""
FROM_THE_CARD_TOO = ("page-contact", "page-tag", "page-relation", "page-merge", "page-delete")
"""Actions of a page that the palette offers without it."""

# Textual names a sign by its Unicode name, but for these (textual/keys.py, KEY_NAME_REPLACEMENTS).
_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus", "plus_sign": "plus",
    "low_line": "underscore",
}  # fmt: skip
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ALIASES = {"esc": "escape", "del": "delete", "return": "enter", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown"}
_MODIFIERS = ("ctrl", "shift", "alt", "super")
_NAMED = frozenset((
    "enter", "tab", "space", "escape", "backspace", "delete", "insert", "up", "down", "left", "right", "home", "end",
    "pageup", "pagedown", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
))  # fmt: skip
_EDITING = frozenset((
    "enter", "backspace", "delete", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    "ctrl+a", "ctrl+c", "ctrl+d", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+v", "ctrl+w", "ctrl+x", "ctrl+y", "ctrl+z",
))  # fmt: skip
"""What editing a text needs (Textual 8.2's TextArea); an action in a text may not take them."""
_SAME = {"ctrl+m": "enter", "ctrl+i": "tab", "ctrl+h": "backspace", "ctrl+left_square_bracket": "esc"}
"""Keys that a terminal sends as another key."""
_ALWAYS_QUITS = "ctrl+q"


def _name_of(sign: str) -> str:
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_SIGNS = {_name_of(sign): sign for sign in _PUNCTUATION}
_SHOWN = _SIGNS | {"escape": "esc"}


class Action(NamedTuple):
    """Something a key does. ``keys`` are separated by commas, as people write them; ``key_names`` names them for Textual."""

    id: str
    keys: str
    label: str
    """A word or two, for the footer."""
    help: str
    """A sentence, for the help and the README."""
    where: str
    group: str
    footer_order: int = 0
    """Place in the footer from left to right; 0: never in it."""
    drop_order: int = 0
    """Which goes first where the footer is too narrow: the highest. 0 always stays."""
    deciding: bool = False
    """Decides something about the person shown, so it is deaf for a moment after a new card."""


ACTIONS: tuple[Action, ...] = (
    Action("write", "w,enter", "write", "Write to this person, or go on with the draft.", CARD, "writing", 1, 1),
    Action("template", "t", "template", "Begin from a template; its holes are for your own words.", CARD, "writing", 2, 2),
    Action("note", "n", "note", "Note something about this person.", CARD, "remembering", 3, 5),
    Action("note-anyone", "N", "note on anyone", "Note something about anyone, in one line.", CARD, "remembering"),
    Action("hand-over", "s", "hand over", "Hand the letter over: copy it and open the way you usually take.", CARD, "writing", 4, 3, True),
    Action("record", "r", "record", "Record what happened without a letter: you wrote, talked or met.", CARD, "remembering", 5, 7, True),
    Action("follow-up", "f", "follow-up", "Set a day to come back to something.", CARD, "remembering", 12, 13),
    Action("done", "d", "done", "The promise or follow-up shown is done.", CARD, "remembering", 8, 8, True),
    Action("drop", "D", "let go", "Let the promise or follow-up shown go: it will not be done.", CARD, "remembering", 0, 0, True),
    Action("later", "p", "later", "Put this person off until a day you choose.", CARD, "deciding", 6, 6, True),
    Action("skip", "x", "not today", "Not today; somebody else gets the place.", CARD, "deciding", 7, 4, True),
    Action("unknown", "z", "don't know them", "You don't know this person: let them rest.", CARD, "deciding", 13, 14, True),
    Action("rest", "g", "let rest", "Let them rest, never suggest them again, record that they died; or wake them.", CARD, "deciding", 14, 15, True),
    Action("circle", "c", "circle", "Choose a circle, and with it how often you would like to talk.", CARD, "person"),
    Action("edit", "e", "edit", "Edit this person's page, or the moment you chose.", CARD, "person", 15, 16),
    Action("profile", "o", "profile", "Open this person's profile page.", CARD, "person", 16, 17),
    Action("how-met", "h", "how you met", "Write down how you met.", CARD, "person"),
    Action("why", "i", "why", "Why this person now, with the arithmetic.", CARD, "person", 17, 18),
    Action("mask", "m", "mask", "Hide what is private while others can see your screen, and show it again.", CARD, "looking", 18, 19),
    Action("copy", "y", "copy", "Copy the letter: the first line of the hand-over, with the same question after it.", CARD, "writing"),
    Action("undo", "u", "undo", "Take back the last thing you did in this sitting.", CARD, "deciding", 9, 9),
    Action("redo", "ctrl+r", "redo", "Do again what you took back.", CARD, "deciding"),
    Action("find", "/", "find", "Find somebody and open their card.", CARD, "looking", 10, 10),
    Action("ahead", "a", "ahead", "What is ahead: follow-ups, promises, birthdays.", CARD, "looking"),
    Action("looking-back", "b", "looking back", "This friendship through the years, the years by their months, and the circles.", CARD, "looking"),
    Action("next-moment", "j,down", "next moment", "Choose the next moment of what was between you.", CARD, "between"),
    Action("previous-moment", "k,up", "moment before", "Choose the one before.", CARD, "between"),
    Action("read-on", "pagedown", "read on", "Read on in what was between you, a page at a time.", CARD, "between"),
    Action("read-back", "pageup", "read back", "A page back.", CARD, "between"),
    Action("oldest", "end", "the oldest", "To the oldest of all that was between you.", CARD, "between"),
    Action("newest", "home", "the newest", "Back to the newest.", CARD, "between"),
    Action("remove-moment", "delete", "remove", "Remove the moment you chose; undo brings it back.", CARD, "between"),
    Action("keep-line", "v", "keep a line", "Keep a line of the moment you chose; looking back shows it.", CARD, "between"),
    Action("unfold", "space", "unfold", "Unfold or fold what was between you, on a small screen.", CARD, "between"),
    Action("one-more", "+", "one more", "One more person today.", CARD, "deciding"),
    Action("help", "?", "help", "All keys, and what they do.", CARD, "looking", 99),
    Action("palette", "ctrl+p", "palette", "Themes and all commands by name.", ANYWHERE, "looking"),
    Action("leave", "escape", "back", "One step back.", CARD, "looking"),
    Action("quit", "q", "quit", "Quit, at once, from anywhere but a text; ctrl+q does from there too.", ANYWHERE, "looking"),
    Action("text-done", "ctrl+s", "done", "Done with this text: hand it over.", TEXT, "in a text", 1, 0),
    Action("next-hole", "tab", "next hole", "To the next hole; where none is left, to the end of the letter.", TEXT, "in a text", 2, 1),
    Action("previous-hole", "shift+tab", "hole before", "To the hole before.", TEXT, "in a text"),
    Action("text-leave", "escape", "back", "Back to the card; the text stays and is saved.", TEXT, "in a text", 3, 0),
    Action("text-editor", "ctrl+o", "your editor", "Go on in $EDITOR.", TEXT, "in a text", 4, 2),
    Action("text-quote", "ctrl+l", "quote", "Quote the moment you chose, or else what they wrote last.", TEXT, "in a text"),
    Action("text-times", "ctrl+f", "times", "Propose two or three times to meet, and write an invitation.", TEXT, "in a text"),
    Action("text-keep", "ctrl+t", "keep as template", "Save this letter as a template; what is theirs becomes fields.", TEXT, "in a text"),
    Action("text-mask", "ctrl+g", "mask", "Hide what is private, the letter too.", TEXT, "in a text", 5, 3),
    Action("page-change", "enter", "change", "Change the line under the cursor.", PAGE, "their page", 1, 0),
    Action("page-add", "a,+", "add", "Add a way to reach them, a tag or a relation, whichever the cursor is at.", PAGE, "their page", 2, 3),
    Action("page-remove", "delete", "remove", "Take the line under the cursor away, or empty it.", PAGE, "their page", 3, 2),
    Action("page-prefer", "p", "prefer", "Prefer this way to reach them among those of its kind, or no more.", PAGE, "their page", 4, 4),
    Action("page-contact", "w", "a way to reach them", "Add a way to reach this person.", PAGE, "their page"),
    Action("page-tag", "t", "a tag", "Add a tag to this person.", PAGE, "their page"),
    Action("page-relation", "r", "who is who", "Say who this person is to somebody: sister of, introduced by, any words.", PAGE, "their page"),
    Action("page-merge", "M", "merge", "This page and another one are of one person: look at both, and make one of them.", PAGE, "their page"),
    Action("page-delete", "D", "delete", "Delete this person; a copy can be saved first.", PAGE, "their page"),
    Action("page-undo", "u", "undo", "Take back the last thing you did in this sitting.", PAGE, "their page", 5, 1),
    Action("page-redo", "ctrl+r", "redo", "Do again what you took back.", PAGE, "their page"),
    Action("page-mask", "m", "mask", "Hide the page while others can see your screen, and show it again.", PAGE, "their page"),
    Action("page-help", "?", "help", "All keys, and what they do.", PAGE, "their page", 7, 5),
    Action("page-leave", "escape", "back", "Back to the card.", PAGE, "their page", 6, 0),
    Action("sort-circle", "1,2,3,4,5,6,7,8,9", "circle", "Into the circle of that number.", SORTING, "sorting", 1, 0, True),
    Action("sort-none", "0", "no circle", "Into no circle.", SORTING, "sorting", 10, 0, True),
    Action("sort-unknown", "z", "don't know them", "You don't know this person: let them rest.", SORTING, "sorting", 11, 1, True),
    Action("sort-later", "space", "leave open", "Leave this one open, and go on.", SORTING, "sorting", 12, 2, True),
    Action("sort-undo", "u", "undo", "Take the last one back.", SORTING, "sorting", 13, 3),
    Action("sort-end", "escape", "enough", "Enough for now: it goes on where it stopped, whenever you like.", SORTING, "sorting", 14, 0),
    Action("answer-line", "w", "answer", "Answer the kept line that some days end with: a letter to whoever wrote it.", LAST, "after the last", 1),
)  # fmt: skip
"""All actions, in the order in which help lists them."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


_PLACES = {
    CARD: "card",
    TEXT: "in a text",
    PAGE: "their page",
    SORTING: "sorting",
    LAST: "last screen",
    ANYWHERE: "anywhere but in a text",
}


def key_names(keys: str) -> tuple[str, ...]:
    """Return the single keys of ``w,enter`` as Textual names them (``/`` is ``slash``)."""
    return tuple(normal for key in _split(keys) if (normal := _normal(key)))


def shown_key(key: str) -> str:
    """Return one key as people write it: ``slash`` is ``/``, ``escape`` is ``esc``, ``ctrl+slash`` is ``ctrl+/``."""
    *modifiers, last = _parts(key)
    return "+".join([*modifiers, _SHOWN.get(last, last)])


def by_key(actions: Iterable[Action], *places: str) -> dict[str, Action]:
    """Map each key to its action, for the places given (all without any)."""
    return {key: action for action in actions if not places or action.where in places for key in key_names(action.keys)}


def resolve(overrides: Mapping[str, str], where: Callable[[str], str] = lambda name: "") -> tuple[tuple[Action, ...], list[str]]:
    """Return the actions with the user's own keys, and one sentence for each override that was not taken.

    A bad override is left out and its action keeps the default, so that no typing mistake takes a key away. Overrides may trade
    keys with each other: clashes are looked for only when all are in place, and the one of a clashing pair that the user moved
    goes back (again and again, until nothing clashes). ``where(action id)`` gives the file and line that a sentence begins with.
    """
    problems: list[str] = []
    wanted: dict[str, str] = {}
    for name, keys in overrides.items():
        if name not in BY_ID:
            near = _nearest(name)
            problems.append(f"{where(name)}keys: there is no action “{name}”." + (f" Did you mean “{near}”?" if near else ""))
            continue
        problem = _unusable(BY_ID[name], keys)
        if problem:
            problems.append(f"{where(name)}keys: {problem}")
        else:
            wanted[name] = keys
    while clash := _first_clash(wanted):
        back, other, key = clash
        problems.append(f"{where(back)}keys: “{shown_key(key)}” cannot be for “{back}”: it is for “{other}”.")
        del wanted[back]
    return tuple(action._replace(keys=wanted.get(action.id, action.keys)) for action in ACTIONS), problems


def table(actions: Iterable[Action] = ACTIONS) -> str:
    """Return the key table of the README: one Markdown table, grouped as the help is."""
    listed = list(actions)
    lines = ["| key | where | what it does | its name in `config.yaml` |", "| --- | --- | --- | --- |"]
    for group in dict.fromkeys(action.group for action in listed):
        for action in listed:
            if action.group == group:
                # A bar would end the cell; in a code span only this entity survives every renderer.
                keys = ", ".join(f"`{shown_key(key)}`" for key in key_names(action.keys)).replace("|", "&#124;")
                lines.append(f"| {keys} | {_PLACES[action.where]} | {action.help} | `{action.id}` |")
    return "\n".join(lines) + "\n"


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")] if keys.strip() != "," else ["comma"]


def _parts(key: str) -> list[str]:
    if key.endswith("+"):
        return [*(key[:-2].split("+") if len(key) > 2 else ()), "plus"]
    return key.split("+")


def _normal(key: str) -> str:
    """Name a key as Textual names it, or return "" for one that does not exist."""
    *modifiers, last = _parts(key.strip())
    last = _ALIASES.get(last.lower(), last)
    modifiers = sorted(modifier.lower() for modifier in modifiers)
    if not set(modifiers) <= set(_MODIFIERS) or len(set(modifiers)) != len(modifiers):
        return ""
    if len(last) == 1 and last.isalnum():
        if modifiers == ["shift"]:  # a terminal sends the capital
            return last.upper()
        last = last.lower() if modifiers else last
    elif len(last) == 1:
        last = _name_of(last) if last.isprintable() else ""
    else:
        last = last.lower()
        last = last if last in _NAMED or last in _SIGNS else ""
    return "+".join([*modifiers, last]) if last else ""


def _unusable(action: Action, keys: str) -> str:
    if not keys.strip():
        return f"“{action.id}” needs a key."
    for key in _split(keys):
        normal = _normal(key)
        if not normal:
            return f"“{key}” for “{action.id}” is no key; a key is one sign, or a name such as ctrl+s, f2, space."
        if normal in _SAME:
            return f"“{key}” for “{action.id}” is the same as {_SAME[normal]} in a terminal."
        if normal == _ALWAYS_QUITS:
            return f"“{key}” for “{action.id}” always quits and cannot be moved."
        if action.where == TEXT and normal in _EDITING:
            return f"“{key}” for “{action.id}” is needed for editing a text."
        if action.where == TEXT and _types(normal):
            return f"“{key}” for “{action.id}” types a sign in a text; take one with ctrl, or an F-key."
    return ""


def _types(key: str) -> bool:
    return "+" not in key and (len(key) == 1 or key == "space" or key not in _NAMED)


def _first_clash(wanted: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Find two actions on one key where both work: (the moved one, the other, the key)."""
    taken: dict[tuple[str, str], str] = {}
    # Those that stayed come first, so that of a pair it is the moved one which goes back.
    for action in sorted(ACTIONS, key=lambda action: action.id in wanted):
        for key in key_names(wanted.get(action.id, action.keys)):
            for place in _places(action):
                if place == TEXT and action.where == ANYWHERE and _types(key):
                    continue
                other = taken.setdefault((place, key), action.id)
                if other != action.id:
                    return action.id, other, key
    return None


def _places(action: Action) -> tuple[str, ...]:
    if action.where == ANYWHERE:
        return CARD, TEXT, PAGE, SORTING, LAST
    return (CARD, LAST) if action.id in ON_THE_LAST_TOO else (action.where,)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.lower().replace("_", "-"), BY_ID, 1, 0.6)), "")
