"""A text that goes on outside the app, in the user's editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reconnect_tui.handoff.editor import Edited
    from reconnect_tui.ui.sitting import Sitting


def edit(sitting: Sitting, text: str, *, name: str = "hello", suffix: str = ".txt") -> Edited:
    """Give the terminal to $EDITOR until it ends, and draw the screen anew. ``name`` and ``suffix`` are the file's.

    The file stays until ``done()`` is called on what is returned. Raises ``ReconnectError`` where there is no editor.
    """
    from reconnect_tui.handoff import editor

    desk = sitting.desk
    command = editor.editor_command(desk.config.editor, desk.environ)
    with sitting.app.suspend():
        edited = editor.edit(text, folder=desk.home.drafts, command=command, name=name, suffix=suffix)
    sitting.app.refresh(layout=True)
    return edited
