"""``reconnect config``: the settings, and where things are kept."""

from __future__ import annotations

from collections.abc import Mapping

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.config import Config
from reconnect_tui.core.text import shown_line
from reconnect_tui.keymap import resolve
from reconnect_tui.services import settings


def run(call: Call) -> int:
    """Print every setting with its value, the folders, and what is wrong with the files. Opens no database."""
    parser = Parser("config", "The settings, and where things are kept.", ("reconnect config", "reconnect config --json"))
    parser.json_flag()
    given = parser.read(call.words)
    home = call.home
    config, problems = settings.load(home)
    _, keys = resolve(config.keys, lambda name: settings.place_of(home, f"keys.{name}"))
    places = {
        "config": home.config_file,
        "templates": home.templates,
        "themes": home.themes,
        "database": home.database,
        "backups": home.backups,
        "log": home.log,
    }
    if given.json:
        wrong = [{"file": one.path, "line": one.line, "key": one.key, "reason": one.message} for one in problems]
        wrong += [{"file": home.config_file, "line": 0, "key": "keys", "reason": words} for words in keys]
        call.json({"settings": _values(config), "places": places, "problems": wrong})
    else:
        for name, value in _values(config).items():
            call.put(f"{name:<13}  {_said(value)}")
        call.put()
        for name, path in places.items():
            call.put(f"{name:<13}  {path}")
    for sentence in (*(problem.sentence for problem in problems), *keys):
        call.say(sentence)
    return 0


def _values(config: Config) -> dict[str, object]:
    return {
        name: dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
        for name, value in config._asdict().items()
    }


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return shown_line(", ".join(f"{key}: {'never' if part is None else part}" for key, part in value.items())) or "as usual"
    if isinstance(value, list):
        return shown_line(", ".join(map(str, value))) or "none"
    return shown_line(str(value)) or "not set"
