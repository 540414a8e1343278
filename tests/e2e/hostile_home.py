"""A home in which every word that is somebody's is a hostile one: in the database as another program might have left it, and in the files.

It is the home of ``tests.ui.tour``, in which whatever is private has ``zq`` in it, with each such text replaced. What was cleaned before
it was stored is here stored uncleaned, so that what is drawn has only the second cleaning between it and the terminal.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from reconnect_tui.paths import find_home
from reconnect_tui.services import recording
from reconnect_tui.services.desk import open_desk
from reconnect_tui.store.people import insert, update
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS
from tests.data.hostile import turns
from tests.ui.tour import private_home

_MORE = ["nickname", "salutation", "language", "position", "location", "headline", "about", "how_met", "company"]
"""Fields of a person that the tour has no words for."""
_KEPT_AS_IT_IS = frozenset({"source_record", "mapping"})


def hostile_home(environ: dict[str, str], strings: list[str]) -> dict[str, str]:
    """Make it; every field has all of the strings, each of them the first in its turn. Returns the ids: ``{"Ada": …, "Bo": …}``."""
    strings = [words for words in strings if not any("\ud800" <= sign <= "\udfff" for sign in words)]
    texts = turns(strings)
    turn = itertools.cycle(texts)
    desk = open_desk(find_home(None, environ, "linux"), environ, sitting="before")
    private_home(desk)
    connection = desk.store.connection
    with recording.decision(desk, "import", f"Imported {next(turn)}"):
        people = {str(name).split()[0]: (one, uid) for one, uid, name in connection.execute("SELECT id, uid, name FROM person")}
        ada = people["Ada"][0]
        # one of them more than the others: what each of the last is first in is seen on the card
        update(
            desk.store,
            "person",
            ada,
            **{field: f"zq{field}" for field in _MORE},
            greeting="Ada zq",
            first_name="Ada zq",
            last_name="zq",
        )
        insert(desk.store, "nickname", person_id=ada, name="zqnick")
        insert(desk.store, "relation", person_id=ada, other_id=None, other_name="zqother", kind="zqfriend")
        insert(
            desk.store,
            "news",
            person_id=people["Bo"][0],
            field="position",
            earlier="zqearlier",
            later="zqlater",
            noticed_on="2026-11-20",
        )
        connection.execute("UPDATE contact_point SET label = 'zqlabel'")
        insert(desk.store, "contact_point", person_id=ada, kind="other", value="zqvalue", normalised="zqvalue", label="zqlabel")
        insert(desk.store, "contact_point", person_id=ada, kind="url", value="https://one.example/zqpath", normalised="zqurl")
        connection.execute("UPDATE moment SET outcome = 'zqoutcome', thread = 'zqthread', template = 'zqtemplate'")
        connection.execute("UPDATE circle SET name = 'zqcircle ' || id WHERE name IN ('friends', 'work')")
        for table, columns in COLUMNS.items():
            if table not in _KEPT_AS_IT_IS:
                _replace(connection, table, columns, turn)
        # two of one name, with one e-mail address: they may be one person twice
        connection.execute(
            "UPDATE person SET (name, first_name, last_name) = (SELECT name, first_name, last_name FROM person WHERE id = ?) "
            "WHERE name LIKE 'Cleo %'",
            (people["Cleo"][0],),
        )
    connection.execute("UPDATE draft SET template = 'zqtemplate', subject = 'zqsubject'")
    _replace(connection, "draft", LOOSE_COLUMNS["draft"], turn)
    _replace(connection, "action", ("sentence",), turn)
    desk.close()
    _files(Path(desk.home.config_file).parent, Path(desk.home.templates), texts)
    return {name: uid for name, (_, uid) in people.items()}


def _replace(connection: sqlite3.Connection, table: str, columns: Sequence[str], turn: itertools.cycle[str]) -> None:
    for column in columns:
        if column in ("uid", "normalised", "slug"):
            continue
        for one, words in connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} LIKE '%zq%'").fetchall():
            hostile = next(turn)
            if (table, column) in (("contact_point", "value"), ("tag", "name"), ("circle", "name")):
                hostile = hostile[:2_000]
            begin = words.lower().index("zq")
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (words[:begin] + hostile, one))


def _files(config: Path, templates: Path, texts: Sequence[str]) -> None:
    """Templates, themes and settings as somebody else might have given them to you."""
    templates.mkdir(parents=True, exist_ok=True)
    for number, words in enumerate(texts):
        told = {
            "name": f"{number} {words}"[:60],
            "body": f"{{{{salutation}}}}\n\n{words[:300]}\n[[{words[:50]}]]",
            "subject": words[:100],
        }
        (templates / f"hostile-{number}.yaml").write_text(json.dumps(told, ensure_ascii=True), encoding="utf-8")
        (templates / f"bad-{number}.yaml").write_text(json.dumps({"name": f"bad {number}", words[:40]: words}), encoding="utf-8")
        (templates / f"{number} {_named(words)}.yaml").write_text("not: a template", encoding="utf-8")
    settings = {
        "my_name": texts[0],
        "editor": texts[-1],
        "theme": texts[0],
        "keys": {texts[0][:50]: "x", "note": texts[-1][:50]},
        texts[-1][:50]: 1,
    }
    (config / "config.yaml").write_text(json.dumps(settings, ensure_ascii=True), encoding="utf-8")


def _named(words: str) -> str:
    """As much of it as a file's name can hold."""
    return words.replace("\0", "").replace("/", "_")[:60].encode("utf-8", "ignore")[:180].decode("utf-8", "ignore")
