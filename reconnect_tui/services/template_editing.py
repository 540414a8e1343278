"""A template on its way through the user's editor: which file it is, and what became of it."""

from __future__ import annotations

from pathlib import Path

from reconnect_tui.core.errors import FileProblem, ReconnectError
from reconnect_tui.core.template import Template
from reconnect_tui.paths import make_private
from reconnect_tui.services import templates
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.files import write_whole


def source(desk: Desk, template: Template) -> tuple[str, str]:
    """The file to edit and its text: the user's own as it is, a shipped one as a copy that takes its place once it is saved.

    Raises ``ReconnectError`` where the file cannot be read.
    """
    path = Path(template.path)
    if path.parent == templates.SHIPPED:
        return templates.own_copy(desk, template)
    try:
        return str(path), path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise ReconnectError(f"{path} cannot be read: {error.strerror}.") from error


def put_back(path: str, text: str) -> str:
    """Write the edited file, whatever is in it, and say in a sentence whether it can be read as templates.

    Raises ``ReconnectError`` where it cannot be written.
    """
    make_private(str(Path(path).parent))
    write_whole(path, [text], force=True)
    try:
        names = templates.names_in(path)
    except FileProblem as problem:
        return f"Saved, but it is no template so far: {problem}"
    return f"Saved: {', '.join(names)}."
