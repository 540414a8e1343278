"""The templates at hand: the shipped ones and the user's own, and a letter saved as one."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import FileProblem, ReconnectError, UsageError
from reconnect_tui.core.template import Template, validate
from reconnect_tui.core.text import clean_line, clean_text, fold, shown_line
from reconnect_tui.services.desk import Desk

SHIPPED = Path(__file__).parent.parent / "templates"
ENDINGS = (".yaml", ".yml")

Stamp = tuple[tuple[str, int, int, int, int], ...]
"""Name, size, both times and number of each file of a folder: what is different once one of them was saved again."""


def load_templates(folders: Sequence[Path] = (SHIPPED,)) -> tuple[list[Template], list[FileProblem]]:
    """Read the templates of some folders, the shipped one first, and what is wrong with those that were not taken.

    A template of a later folder takes the place of one of the same name (letter case and accents aside), so that a user's own
    stands where the shipped one stood; twice in one folder, the first counts and the second is a problem. A template that is
    wrong never stops the others, in its file or beside it; a folder that is not there holds none. What was read once is read
    again only when a file of the folder was changed, added or removed.
    """
    found: dict[str, Template] = {}
    problems: list[FileProblem] = []
    for folder in folders:
        try:
            here, wrong = _read_folder(str(folder), _stamp(folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problems.append(FileProblem(str(folder), 0, f"the folder cannot be read: {error.strerror}"))
            continue
        found |= {fold(template.name): template for template in here}
        problems += wrong
    return list(found.values()), problems


def at_hand(desk: Desk) -> tuple[list[Template], list[FileProblem]]:
    """All templates this user has, as ``load_templates`` gives them."""
    return load_templates((SHIPPED, Path(desk.home.templates)))


def named(desk: Desk, name: str) -> Template | None:
    """The template of that name (letter case and accents aside), if there is one."""
    return next((template for template in at_hand(desk)[0] if fold(template.name) == fold(name)), None)


def expects_answer(desk: Desk, name: str) -> bool:
    """Say whether a letter begun from this template waits for an answer: thanks and condolences do not, nor are they asked about.

    A template that is not there (any more), or none, waits for one.
    """
    template = named(desk, name) if name else None
    return template is None or template.expects != "nothing"


def save_as(
    desk: Desk,
    text: str,
    card: Card,
    name: str,
    *,
    for_: Sequence[str] = (),
    lang: str = "",
    subject: str = "",
    expects: str = "reply",
) -> Path:
    """Save a letter written to this card's person as a template of the user's own; returns the file, 0600, that holds it.

    What is this person's own turns back into fields (``core.making_template``). ``lang`` is the language of the letter, by default
    the person's. Raises ``UsageError`` where a template of that name is there already or the text cannot be one (a placeholder of
    another program, nothing in it), ``ReconnectError`` where the file cannot be written.
    """
    from reconnect_tui.core.making_template import as_template
    from reconnect_tui.core.words_of_time import language_of
    from reconnect_tui.paths import make_private
    from reconnect_tui.services.files import write_whole
    from reconnect_tui.services.letters import fields_of

    name = " ".join(clean_line(name).split())
    if not name:
        raise UsageError("A template needs a name.")
    there = named(desk, name)
    if there:
        raise UsageError(
            f"There is a template “{shown_line(there.name, 60)}” already, in {there.path}, line {there.line}. Choose another name."
        )
    lang = lang or language_of(card.person.language) or "en"
    fields = fields_of(desk, card, lang)
    entry: dict[str, object] = {
        "name": name,
        "for": list(for_),
        "lang": lang,
        "subject": as_template(clean_line(subject).strip(), fields),
        "body": as_template(clean_text(text).strip("\n"), fields),
        "expects": expects,
    }
    written = _as_yaml(_checked(entry))
    folder = make_private(desk.home.templates)
    path = _free_path(folder, name)
    write_whole(str(path), [written])
    return path


def own_copy(desk: Desk, template: Template) -> tuple[str, str]:
    """A file of the user's own for a shipped template, and the text for it; nothing is written yet."""
    return str(_free_path(desk.home.templates, template.name)), _as_yaml(template._replace(path=""))


def names_in(path: str) -> list[str]:
    """The names of the templates in one file. Raises ``FileProblem``, the first there is, where one of them cannot be read."""
    here: dict[str, Template] = {}
    problems: list[FileProblem] = []
    _read(Path(path), here, problems)
    if problems:
        raise problems[0]
    return [template.name for template in here.values()]


def _stamp(folder: Path) -> Stamp:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or os.path.splitext(entry.name)[1].lower() not in ENDINGS:
                continue
            try:
                seen = entry.stat()
            except OSError:  # a link to nowhere: reading it will say so
                found.append((entry.name, 0, 0, 0, 0))
            else:
                found.append((entry.name, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino))
    return tuple(sorted(found))


@lru_cache(maxsize=8)
def _read_folder(folder: str, stamp: Stamp) -> tuple[tuple[Template, ...], tuple[FileProblem, ...]]:
    here: dict[str, Template] = {}
    problems: list[FileProblem] = []
    for name, *_ in stamp:
        _read(Path(folder, name), here, problems)
    return tuple(here.values()), tuple(problems)


def _read(path: Path, here: dict[str, Template], problems: list[FileProblem]) -> None:
    from reconnect_tui.interchange.yaml_files import load_documents

    try:
        entries = load_documents(path)
    except FileProblem as problem:
        problems.append(problem)
        return
    for entry in entries:
        try:
            template = validate(entry.value, entry.lines, str(path))
            same = here.get(fold(template.name))
            if same:
                raise FileProblem(
                    str(path), template.line, f"“{template.name}” is there already, in {Path(same.path).name}, line {same.line}"
                )
        except FileProblem as problem:
            problems.append(problem)
        else:
            here[fold(template.name)] = template


# Saving one


def _checked(entry: Mapping[str, object]) -> Template:
    try:
        return validate(entry, {}, "")
    except FileProblem as problem:
        raise UsageError(f"This cannot be saved as a template: {problem.reason}.") from None


def _as_yaml(template: Template) -> str:
    """The file for one template; raises ``UsageError`` where it would not read back as it is."""
    from reconnect_tui.interchange.yaml_files import load_text

    head = f"name: {_scalar(template.name)}\n"
    if template.for_:
        head += f"for: [{', '.join(template.for_)}]\n"
    head += f"lang: {template.lang}\n"
    if template.expects != "reply":
        head += f"expects: {template.expects}\n"
    if template.subject:
        head += f"subject: {_scalar(template.subject)}\n"
    lines = "".join(f"  {line}\n" if line else "\n" for line in template.body.split("\n"))
    for body in (f"body: |\n{lines}", f"body: {_quoted(template.body)}\n"):
        try:
            (back,) = load_text(head + body, "")
            if validate(back.value, back.lines, "")._replace(line=0) == template._replace(line=0):
                return head + body
        except (FileProblem, ValueError):
            continue
    raise UsageError("This cannot be saved as a template: a sign in it has no place in a YAML file.")


def _scalar(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z]([\w ,'’()-]*[\w?!.)])?", text) else _quoted(text)


def _quoted(text: str) -> str:
    names = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(names.get(c, c if c.isprintable() else f"\\U{ord(c):08x}") for c in text) + '"'


def _free_path(folder: str, name: str) -> Path:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:60] or "template"
    for number in range(1, 1000):
        path = Path(folder, f"{plain}-{number}.yaml" if number > 1 else f"{plain}.yaml")
        if not os.path.lexists(path):
            return path
    raise ReconnectError(f"There are a thousand files named {plain} in {folder} already. Choose another name.")
