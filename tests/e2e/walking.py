"""The walk of ``tests.ui.tour`` through every screen and sheet, by keys in a real terminal."""

from __future__ import annotations

from tests.e2e.story import DEAF_FOR, App
from tests.e2e.terminal import DEADLINE, FRAME_ENDS, NotSeen
from tests.ui.tour import Stop

_KEYS = {"space": "Space", "tab": "Tab", "enter": "Enter", "delete": "Delete", "escape": "Esc"}
_IN_PALETTE = {
    "themes": "Themes", "import": "Import", "sort": "Sort into circles", "circles": "Circles", "review": "Review likely doubles",
    "drafts": "Drafts", "text-keep": "Save as a template", "text-times": "Propose times", "history": "History", "settings": "Settings",
    "about": "About",
}  # fmt: skip
PALETTE = "Search for commands"

SEEN: dict[str, tuple[str, ...]] = {
    "card": (), "card-of-bo": (), "unfolded": (),
    "chosen": ("j k choose",), "writing": ("ctrl+s done",), "help": ("Write to this person, or go on",), "palette": (PALETTE,),
    "find": ("find somebody",), "find-something": ("find somebody", "zq"), "ahead": ("some day", "enter open the card"),
    "looking-back": ("tab the next page",), "looking-back-years": ("another year",), "looking-back-circles": ("tab the next page", "wide"),
    "keep-line": ("which line of",), "themes": ("hearth", "letter"), "settings": ("people a day",),
    "rules": ("who is next: what may choose",), "keys": ("enter another key",), "about": ("about reconnect",),
    "history": ("what was done",), "history-sure": ("take back:",), "circles": ("circles and paces", "enter its pace"),
    "note": ("a note on",), "note-anyone": ("note something",),
    "capture-completion": ("note something",), "record": ("what happened?",), "record-talked": ("you talked with",),
    "follow-up": ("enter save", "ask how the move"), "done": (), "drop": ("which of these do",), "later": ("put off until then",),
    "rest": ("they have died",), "how-met": ("how did you meet",), "edit": ("names",), "edit-moment": ("what it was",),
    "templates": ("begin from a template",),
    "keep-as-template": ("as a template", "its name"), "drafts": ("drafts", "enter open the card"), "import": ("bring your people",),

}  # fmt: skip
"""What tells that one is there. Of a stop that is not named here, that the screen is another than before."""

CHANGING = ("done", "copy", "profile", "times", "sorting", "not-today", "undo", "redo", "removed", "noted")
"""Stops that leave things as they were not, or where Esc does not lead back from."""


def goes_to(app: App, stop: Stop, timeout: float = DEADLINE) -> None:
    """From the card to a stop of the walk; ``NotSeen`` where it does not come to it in ``timeout`` seconds."""
    seen = SEEN.get(stop.name)
    steps = (":settings", *"jjjjj", "enter") if stop.steps == (":keys",) else stop.steps
    for step in steps:
        since = len(app.raw)
        if step.startswith(":"):
            _by_palette(app, step[1:])
        elif step.startswith('"'):
            app.type(step[1:])
        else:
            app.keys(_KEYS.get(step, step))
        if step != steps[-1]:
            app.wait_raw(FRAME_ENDS, since, min(10, timeout))
            app.quiet(0.05)
    if seen is None:
        app.quiet(0.15)
    else:
        app.wait_for(*seen, timeout=timeout)


def _by_palette(app: App, deed: str) -> None:
    app.keys("ctrl+p")
    app.wait_for(PALETTE)
    app.type(_IN_PALETTE[deed])
    app.wait_gone(PALETTE)
    typed = f"▎ {_IN_PALETTE[deed]}"
    app.wait_for(typed)
    for _ in range(5):
        app.quiet(0.05)
        app.keys("Enter")
        try:
            app.wait_gone(typed, timeout=2)
        except NotSeen:
            continue
        return
    raise NotSeen(f"the palette did not take {deed!r}:\n{app.text()}")


def comes_back(app: App, stop: Stop) -> None:
    """By Esc to the card, however many sheets are open."""
    seen = SEEN.get(stop.name)
    if seen is None:
        app.keys("Esc", "Esc", "Esc")
        app.quiet(0.05)
    for _ in range(8 if seen is not None else 0):
        app.keys("Esc")
        try:
            app.wait_until(lambda: on_card(app, seen or ()), "the card", 0.25)
        except NotSeen:
            continue
        return
    app.wait_until(lambda: on_card(app, seen or ()), "the card")


def on_card(app: App, gone: tuple[str, ...]) -> bool:
    """Whether the card is what is seen, with none of these words."""
    text = app.text()
    foot = next((line for line in reversed(text.split("\n")) if line), "").strip()
    return foot.startswith("w write") and not (gone and all(words in text for words in gone))


def settles(app: App) -> None:
    """Long enough on a new card that deciding keys are heard."""
    app.wait_for("? help")
    app.let_pass(DEAF_FOR)
