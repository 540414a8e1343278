"""The templates at hand: the shipped ones and the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.template import Template, validate
from reconnect_tui.core.text import fold

SHIPPED = Path(__file__).parent.parent / "templates"
ENDINGS = (".yaml", ".yml")


def load_templates(folders: Sequence[Path] = (SHIPPED,)) -> tuple[list[Template], list[FileProblem]]:
    """Read the templates of some folders, the shipped one first, and what is wrong with those that were not taken.

    A template of a later folder takes the place of one of the same name (letter case and accents aside), so that a user's own
    stands where the shipped one stood; twice in one folder, the first counts and the second is a problem. A template that is
    wrong never stops the others, in its file or beside it; a folder that is not there holds none.
    """
    found: dict[str, Template] = {}
    problems: list[FileProblem] = []
    for folder in folders:
        here: dict[str, Template] = {}
        for path in _files(folder, problems):
            _read(path, here, problems)
        found |= here
    return list(found.values()), problems


def _files(folder: Path, problems: list[FileProblem]) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() in ENDINGS and not p.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        problems.append(FileProblem(str(folder), 0, f"the folder cannot be read: {error.strerror}"))
        return []


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
