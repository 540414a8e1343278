"""A starter for a letter: its skeleton, the fields that fill themselves in, the holes that only the user can fill.

The text of a template is never finished prose: what is personal is a hole (DESIGN.md, "A template"). What is still open in a text
is found by ``core.gaps``; its names are here too, since whoever fills a template asks next what is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, NoReturn

from reconnect_tui.core import words_of_time
from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.gaps import FIELD, HOLE, LONGEST_HINT, Blank, Hole, Obstacle, foreign, holes, obstacles, unresolved
from reconnect_tui.core.person import Person
from reconnect_tui.core.text import clean_text, fold, shown_line
from reconnect_tui.core.words_of_time import HELLO, language_of

__all__ = [
    "FIELDS",
    "RULES",
    "Blank",
    "Hole",
    "Obstacle",
    "Template",
    "fields_for",
    "fill",
    "fit",
    "foreign",
    "holes",
    "obstacles",
    "unresolved",
    "validate",
]

RULES = ("follow-up", "promise", "wrote-last", "birthday", "anniversary", "news", "pace", "silence", "new", "wild")
"""The names of the rules of "Who is next", as a template's ``for:`` uses them."""

FIELDS: dict[str, str] = {
    "salutation": "the whole opening: “Hi Ada,” or what was remembered for this person",
    "first_name": "the name to greet by: “Ada”",
    "name": "the whole name: “Ada Okafor”",
    "company": "where they work",
    "position": "what they do there",
    "location": "where they live",
    "connected_on": "when you connected: “March 2015”",
    "years_connected": "for how long, in full years: “ten years”",
    "last_talk": "when you last talked: “last spring”, “in 2021”",
    "last_words": "the last words they wrote to you",
    "promise": "what you promised them",
    "my_name": "your own name, from the configuration",
    "weekday": "the day of the week: “Sunday”",
    "season": "the time of year: “autumn”",
}
"""Every field that ``{{…}}`` may name, with what it becomes."""

# A backslash makes the brackets after it plain; what stands before them doubled is itself one backslash.
_PLAIN = re.compile(r"(?<!\\)((?:\\\\)*)\\(\{\{|\[\[|\}\}|\]\])")
_BACKSLASHES = re.compile(r"(?<!\\)((?:\\\\)+)(?=\{\{|\[\[|\}\}|\]\])")
_FILLED = re.compile(f"{FIELD.pattern}|{_PLAIN.pattern}|{_BACKSLASHES.pattern}")
_KEYS = ("name", "for", "lang", "subject", "body", "expects")
_LONGEST_NAME, _LONGEST_SUBJECT, _LONGEST_BODY = 60, 150, 10_000
_QUOTED_MOST = 120


class Template(NamedTuple):
    """One template, checked. ``path`` and ``line`` say where it was read from (``""`` and 0: nowhere)."""

    name: str
    body: str
    for_: tuple[str, ...] = ()
    """The rules it answers to; none means that it fits any."""
    lang: str = "en"
    subject: str = ""
    expects: str = "reply"
    """``reply``, or ``nothing`` where no answer is waited for (thanks, condolence)."""
    path: str = ""
    line: int = 0


def fields_for(
    person: Person,
    *,
    today: date,
    my_name: str = "",
    last_talk: date | None = None,
    last_words: str = "",
    promise: str = "",
    lang: str = "en",
    south: bool = False,
) -> dict[str, str]:
    """Give the value of every field that is known of this person; what is not known is absent and stays unresolved.

    ``salutation`` is the person's own, whole, else the plain opening of the template's language (``Hi Ada,`` ``Hallo Ada,``
    ``Bonjour Ada,``); without a name to greet by it is absent, never a guess. ``lang`` is the template's: words for dates are said
    in it (``core.words_of_time``), and where it is not known there they are absent.
    """
    known = {
        "salutation": person.salutation,
        "first_name": person.greeting or "",
        "name": person.name,
        "company": person.company,
        "position": person.position,
        "location": person.location,
        "last_words": _one_line(last_words),
        "promise": _one_line(promise),
        "my_name": my_name,
    }
    if not known["salutation"].strip() and known["first_name"].strip():
        known["salutation"] = HELLO.get(language_of(lang), "").format(known["first_name"].strip())
    known |= _dates(person, today, last_talk, lang, south)
    return {field: value.strip() for field, value in known.items() if value.strip()}


def _dates(person: Person, today: date, last_talk: date | None, lang: str, south: bool) -> dict[str, str]:
    said = {
        "weekday": words_of_time.weekday(today, lang),
        "season": words_of_time.season(today, lang, south=south),
        "last_talk": words_of_time.last_talk(last_talk, today, lang, south=south) if last_talk else "",
    }
    connected = _day(person.connected_on)
    if connected:
        full = today.year - connected.year - ((today.month, today.day) < (connected.month, connected.day))
        said["connected_on"] = words_of_time.month_year(connected, lang)
        said["years_connected"] = words_of_time.years(full, lang)
    return said


def fill(template_text: str, fields: Mapping[str, str]) -> str:
    """Put the values into a template's text, in one pass: what a value holds is never read as a field or a hole.

    ``{{field|fallback}}`` without a value becomes the fallback (which may be a hole), ``{{field}}`` stays as it is, visible. A
    ``{{`` or ``[[`` inside a value becomes single; where a value would make one with its neighbour a blank comes between.
    ``\\{{`` and ``\\[[`` (and the closing ones) stand for the brackets themselves.
    """
    out: list[str] = []
    position = 0
    ours = False
    for m in _FILLED.finditer(template_text):
        _add(out, template_text[position : m.start()], apart=ours)
        position = m.end()
        if m[1] is None:
            plain = (m[3] or m[5] or "")[::2] + (m[4] or "")
            _add(out, plain, apart=ours)
            ours = ours and not plain
            continue
        value = fields.get(m[1].strip(), "")
        ours = bool(value.strip())
        if ours:
            _add(out, _single(value), apart=True)
        else:
            _add(out, m[0] if m[2] is None else m[2].strip(), apart=False)
    _add(out, template_text[position:], apart=ours)
    return "".join(out)


def _single(value: str) -> str:
    return re.sub(r"\{{2,}", "{", re.sub(r"\[{2,}", "[", value))


def _add(out: list[str], piece: str, *, apart: bool) -> None:
    if not piece:
        return
    if apart and out and piece[0] in "{[" and out[-1][-1] == piece[0]:
        out.append(" ")
    out.append(piece)


def fit(template: Template, rule: str, lang: str = "") -> int:
    """Say how well a template fits, for sorting (more is better): its language first, then the reason.

    ``rule`` is a name of ``RULES``, ``lang`` the person's language (``""`` counts as English). The first rule that a template
    names is what it is made for; one that names none comes after those that fit and before those made for something else.
    """
    points = 100 if language_of(template.lang) == language_of(lang or "en") else 0
    if rule in template.for_:
        return points + 20 - template.for_.index(rule)
    return points + (0 if template.for_ else 1)


def validate(value: object, lines: Mapping[tuple[str | int, ...], int], path: str) -> Template:
    """Check one entry of a template file (see ``interchange.yaml_files.YamlEntry``) and give the template.

    Raises ``FileProblem`` with the line for an unknown or missing key, an unknown field or rule, a hole that is not closed or too
    long, a placeholder of another program, or a value of the wrong kind.
    """
    return _Checker(lines, path).template(value)


class _Checker:
    """The rules for one entry; holds where its lines are."""

    def __init__(self, lines: Mapping[tuple[str | int, ...], int], path: str) -> None:
        self.lines = lines
        self.path = path

    def template(self, value: object) -> Template:
        if not isinstance(value, Mapping):
            self.stop((), "a template is made of “name: …”, “body: …” and a few more")
        for key in value:
            if key not in _KEYS:
                self.stop((str(key),), f"“{shown_line(str(key), 40)}” is not a key of a template{_nearest(str(key), _KEYS)}")
        body = self.words(value, "body", _LONGEST_BODY, needed=True).strip("\n")
        subject = self.words(value, "subject", _LONGEST_SUBJECT)
        self.check_text("body", body, str(value["body"]))
        self.check_text("subject", subject, subject)
        if HOLE.search(subject):
            self.stop(("subject",), "a hole in the subject would not be found while writing; put it into the body")
        lang = self.words(value, "lang", 20) or "en"
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?", lang):
            self.stop(("lang",), f"“{shown_line(lang, 40)}” is not a language; write two letters such as “en” or “de”")
        expects = self.words(value, "expects", 20) or "reply"
        if expects not in ("reply", "nothing"):
            self.stop(("expects",), f"“{shown_line(expects, 40)}” is not known; write “reply” or “nothing”")
        name = self.words(value, "name", _LONGEST_NAME, needed=True)
        return Template(name, body, self.rules(value.get("for", [])), lang, subject, expects, self.path, self.at(()))

    def words(self, value: Mapping[str, object], key: str, most: int, *, needed: bool = False) -> str:
        text = value.get(key, "")
        if not isinstance(text, str):
            self.stop((key,), f"“{key}” has to be a text")
        if needed and not text.strip():
            if key in value:
                self.stop((key,), f"“{key}” is empty")
            self.stop((), f"“{key}: …” is missing")
        if len(text) > most:
            self.stop((key,), f"“{key}” is longer than {most:,} characters")
        text = clean_text(text)
        if key == "body":
            return text
        if "\n" in text.strip():
            self.stop((key,), f"“{key}” has to be one line")
        return text.strip()

    def rules(self, value: object) -> tuple[str, ...]:
        given = [value] if isinstance(value, str) and value.strip() else value or []
        if not isinstance(given, list):
            self.stop(("for",), "“for” has to be a list such as [silence, new]")
        for place, rule in enumerate(given):
            if rule not in RULES:
                at = ("for", place) if ("for", place) in self.lines else ("for",)
                known = _nearest(rule, RULES) if isinstance(rule, str) else ""
                self.stop(at, f"“{shown_line(str(rule), 40)}” is not a rule{known or '; the rules are ' + ', '.join(RULES)}")
        return tuple(dict.fromkeys(given))

    def check_text(self, key: str, text: str, written: str) -> None:
        ahead = len(written) - len(written.lstrip("\n"))
        for number, line in enumerate(text.split("\n"), ahead):
            self.check_line(key, number, _PLAIN.sub(lambda m: " " * len(m[0]), line))

    def check_line(self, key: str, number: int, line: str) -> None:
        """Check a line in which brackets that are meant as such are blanked out."""
        for hole in HOLE.finditer(line):
            if len(hole[1]) > LONGEST_HINT:
                self.stop_in(key, number, f"the hint of a hole is longer than {LONGEST_HINT} characters")
            if not hole[1].strip():
                self.stop_in(key, number, "a hole has no hint; write in it what is to be thought of")
        if "[[" in HOLE.sub(" ", line):
            self.stop_in(key, number, "“[[” is not closed by “]]” on the same line")
        if "]]" in HOLE.sub(" ", line):
            self.stop_in(key, number, "“]]” closes a hole that was not opened on this line")
        for field in unresolved(line):
            if field.field not in FIELDS:
                self.stop_in(key, number, f"“{shown_line(field.field, 40)}” is not a field{_nearest(field.field, FIELDS)}")
        rest = FIELD.sub(" ", line)
        if "{{" in rest or "}}" in rest:
            self.stop_in(key, number, "a field is written {{field}} or {{field|what to say instead}}, on one line")
        for blank in foreign(rest):
            instead = f"; here it is {{{{{blank.field}}}}}" if blank.field else ""
            self.stop_in(key, number, f"“{rest[blank.start : blank.end]}” is a placeholder of another program{instead}")

    def at(self, key: tuple[str | int, ...]) -> int:
        return self.lines.get(key, self.lines.get((), 0))

    def stop(self, key: tuple[str | int, ...], reason: str) -> NoReturn:
        raise FileProblem(self.path, self.at(key), reason)

    def stop_in(self, key: str, number: int, reason: str) -> NoReturn:
        # Only in a "|" block does a line of the text stand on a line of the file.
        first = self.lines.get((key, 0))
        raise FileProblem(self.path, first + number if first else self.at((key,)), reason)


def _nearest(word: str, known: Mapping[str, str] | tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(fold(word)[:40].replace(" ", "_"), known, 1, 0.5)
    return f"; did you mean “{near[0]}”?" if near else ""


def _one_line(text: str) -> str:
    # Quoted inside a hint, a "]]" would end the hole early.
    flat = re.sub(r"\]{2,}", "]", " ".join(text.split()))
    if len(flat) <= _QUOTED_MOST:
        return flat
    return flat[:_QUOTED_MOST].rsplit(" ", 1)[0].rstrip(",;:–—-") + " …"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
