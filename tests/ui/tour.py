"""A walk through every screen and sheet of the app: what each needs to be opened, on a home whose private words can be told.

Every private word of ``private_home`` has ``zq`` in it, and nothing else in the program has: whatever shows one can be found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from textual.pilot import Pilot

from reconnect_tui.core.person import LETTER, ContactPoint
from reconnect_tui.paths import find_home
from reconnect_tui.services import keeping, recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.themes import ThemeFile
from reconnect_tui.store import drafts, moments, people
from reconnect_tui.store.people import add_contact, insert, update
from reconnect_tui.ui.app import ReconnectApp
from reconnect_tui.ui.run import build
from reconnect_tui.ui.sitting import Sitting
from reconnect_tui.ui.themes import to_textual
from tests.ui.test_sitting import Stage

PRIVATE = "zq"


def environ_in(folder: Path) -> dict[str, str]:
    return {
        "RECONNECT_HOME": str(folder / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(folder), "PATH": "",
        "XDG_DOWNLOAD_DIR": str(folder / "nothing"),
    }  # fmt: skip


def private_home(desk: Desk) -> None:
    """Four people, one of them with everything; Cleo and Dan look like one and the same."""
    ids = {}
    for name in ("Ada Zqokafor", "Bo Zqlind", "Cleo Zqmoreau", "Cleo Zqmoreau-Diaz"):
        person = recording.add_person(desk, name, emails=("zqcleo@zqmail.example",) if name.startswith("Cleo") else ()).person
        assert person is not None
        ids[name.split()[1]] = person.id
    ada, bo = ids["Zqokafor"], ids["Zqlind"]
    with recording.decision(desk, "test", "Imported zqfile.csv"):
        for one in ids.values():
            update(
                desk.store,
                "person",
                one,
                company="Zqworks",
                headline="Head of Zqthings",
                about="zqabout them",
                connected_on="2015-03-14",
            )
        update(
            desk.store,
            "person",
            ada,
            how_met="zqmet on a ferry",
            birthday="1984-11-25",
            circle_id=people.circle_id(desk.store, "friends"),
        )
        update(desk.store, "person", bo, circle_id=people.circle_id(desk.store, "wide"))
        insert(desk.store, "source_record", source="linkedin", key="zqbo", person_id=bo, fields="[]")
        insert(desk.store, "tag", person_id=ada, name="zqtag")
        insert(desk.store, "relation", person_id=ada, other_id=bo, kind="zqsister")
        add_contact(desk.store, ada, ContactPoint("linkedin", "https://www.linkedin.com/in/zqada", "zqada"))
        add_contact(desk.store, ada, ContactPoint("phone", "+49 30 990099", "4930990099"))
        add_contact(desk.store, ada, ContactPoint("email", "zqada@zqmail.example", "zqada@zqmail.example"))
        moments.add(
            desk.store,
            [ada],
            at="2023-03-12",
            kind="message",
            direction="in",
            channel="linkedin",
            text="zqmessage to you. zqsecond one.",
        )
        moments.add(desk.store, [ada, bo], at="2022-02-02", kind="coffee", channel="Café Zqluna", text="zqnote about two")
        moments.add(desk.store, [bo], at="2021-01-05", kind="message", direction="in", channel="linkedin", text="zqanswer me")
        moments.add(desk.store, [bo], at="2020-01-05", kind="message", direction="out", channel="linkedin", text="zqquestion")
    recording.add_follow_up(desk, ada, None, "zqpromise to keep", promise=True)
    recording.add_follow_up(desk, ada, desk.today, "zqfollow it up")
    moment = next(one for one in moments.of_person(desk.store, ada, limit=9) if one.direction == "in")
    keeping.keep(desk, moment, keeping.choices(moment)[0], ada)
    drafts.save(desk.store.connection, drafts.Words(ada, LETTER, "Hi Ada,\n\nzqletter words, how is it?"))
    drafts.add_loose(desk.store, "zqloose line @nobody")


class Stop(NamedTuple):
    """One place of the walk. ``steps``: keys; ``:name`` is a deed of the palette, ``"text`` is typed. ``card``: whose card it begins on,
    ``""`` where it begins on the last screen."""

    name: str
    steps: tuple[str, ...]
    card: str = "Ada"


STOPS = (
    Stop("card", ()),
    Stop("card-of-bo", (), "Bo"),
    Stop("unfolded", ("space",)),
    Stop("chosen", ("j",)),
    Stop("writing", ("w",)),
    Stop("help", ("?",)),
    Stop("palette", ("ctrl+p",)),
    Stop("find", ("/",)),
    Stop("find-something", ("/", '"zq')),
    Stop("ahead", ("a",)),
    Stop("looking-back", ("b",)),
    Stop("looking-back-years", ("b", "tab")),
    Stop("looking-back-circles", ("b", "tab", "tab")),
    Stop("keep-line", ("j", "v")),
    Stop("themes", (":themes",)),
    Stop("settings", (":settings",)),
    Stop("rules", (":settings", "j", "j", "enter")),
    Stop("keys", (":keys",)),
    Stop("about", (":about",)),
    Stop("history", (":history",)),
    Stop("history-sure", (":history", "enter")),
    Stop("circles", (":circles",)),
    Stop("circle", ("c",)),
    Stop("note", ("n",)),
    Stop("note-anyone", ("N",)),
    Stop("capture-completion", ("N", '"@A')),
    Stop("record", ("r",)),
    Stop("record-talked", ("r", "t")),
    Stop("follow-up", ("f",)),
    Stop("done", ("d",)),
    Stop("drop", ("D",)),
    Stop("later", ("p",)),
    Stop("rest", ("g",)),
    Stop("how-met", ("h",)),
    Stop("edit", ("e",)),
    Stop("edit-about", ("e", *"jjjjjjjjjjjjjjj", "enter")),
    Stop("edit-contact", ("e", "w")),
    Stop("edit-relation", ("e", "r", '"sister of', "enter", '"b')),
    Stop("edit-merge", ("e", "M", '"Zqlind', "enter")),
    Stop("edit-delete", ("e", "D")),
    Stop("edit-moment", ("j", "e")),
    Stop("why", ("i",)),
    Stop("templates", ("t",)),
    Stop("hand-over", ("s",)),
    Stop("copy", ("y",)),
    Stop("profile", ("o",)),
    Stop("times", (":text-times",)),
    Stop("keep-as-template", (":text-keep",)),
    Stop("drafts", (":drafts",)),
    Stop("import", (":import",)),
    Stop("review", (":review",)),
    Stop("sorting", (":sort",)),
    Stop("not-today", ("x",)),
    Stop("undo", ("x", "u")),
    Stop("redo", ("x", "u", "ctrl+r")),
    Stop("removed", ("j", "delete")),
    Stop("noted", ("n", '"zqnew note', "enter")),
    Stop("last", (), ""),
    Stop("last-ahead", ("a",), ""),
    Stop("last-looking-back", ("b",), ""),
)


_made: dict[Callable[[Desk], object], sqlite3.Connection] = {}
"""What each way to fill a home made, to be copied for each stop."""


def prepared(
    environ: Mapping[str, str],
    *,
    mask: bool = False,
    theme: ThemeFile | None = None,
    fill: Callable[[Desk], object] = private_home,
) -> Prepared:
    """The app over that home, which ``fill`` fills where nobody is in it."""
    desk = open_desk(find_home(None, environ, "linux"), environ, sitting="test")
    if not people.anybody(desk.store):
        if fill in _made:
            _made[fill].backup(desk.store.connection)
        else:
            fill(desk)
            _made[fill] = sqlite3.connect(":memory:", check_same_thread=False)
            desk.store.connection.backup(_made[fill])
    app, sitting = build(desk, mask=mask)
    if theme is not None:
        app.register_theme(to_textual(theme))
        app.theme = theme.name
    return Prepared(desk, app, sitting)


class Prepared(NamedTuple):
    """An app that has not run yet."""

    desk: Desk
    app: ReconnectApp
    sitting: Sitting

    async def walk(self, pilot: Pilot[Any], stop: Stop) -> Stage:
        """Go to a stop of the walk."""
        stage = Stage(self.app, self.sitting, pilot)
        await stage.settle()
        if stop.card:
            row = self.desk.store.connection.execute("SELECT id FROM person WHERE name LIKE ?", (f"{stop.card} %",)).fetchone()
            self.sitting.open_card(row[0])
        else:
            self.sitting.card = None
            self.sitting.ends.show()
        await stage.settle()
        self.app.clear_notifications()
        for step in stop.steps:
            if step.startswith(":"):
                self.sitting.decide(step[1:])
                await stage.settle()
            elif step.startswith('"'):
                await stage.write(step[1:])
            else:
                await stage.press(step)
        return stage

    def end(self) -> None:
        assert self.sitting.finish()
        self.desk.close()


@asynccontextmanager
async def opened(
    environ: Mapping[str, str],
    stop: Stop,
    *,
    size: tuple[int, int] = (120, 36),
    mask: bool = False,
    theme: ThemeFile | None = None,
) -> AsyncIterator[Stage]:
    """The app at one stop of the walk."""
    here = prepared(environ, mask=mask, theme=theme)
    async with here.app.run_test(size=size, notifications=True) as pilot:
        yield await here.walk(pilot, stop)
    here.end()
