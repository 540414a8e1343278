"""The line of a bare ``reconnect note``: names are completed, and an editor is a key away. Python's readline, and nothing that draws.

Tab behind an @ writes the name; each further Tab the next one, whoever was talked with last first. The completer gives readline one
whole line at a time, so that readline neither sorts the names nor cuts them to what they have in common.

ctrl+x ctrl+e goes to $EDITOR, as in bash. Python cannot bind a key to a function of its own, so the key is a macro that ends the line
with a mark that nobody types (a quoted ctrl+x), and the mark is taken off again here. With libedit (macOS) an end of line with the mark
typed by hand does the same.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from reconnect_tui.cli.call import Call
from reconnect_tui.services import naming

MARK = "\x18"
PROMPT = "note, with @ before a name: "
HELP = "Tab completes a name, ctrl+x ctrl+e opens your editor."


def ask(call: Call, *, begun: str = "") -> str | None:
    """Ask for a line, ``begun`` already typed; ``None`` at the end of input. What the editor made of it may be several lines."""
    with suppress(ImportError):
        _prepare(call, begun)
    try:
        line = input(PROMPT)
    except EOFError:
        return None
    finally:
        with suppress(ImportError):
            import readline

            readline.set_pre_input_hook(None)
            readline.set_completer(None)
    return _in_editor(call, line.replace(MARK, "")) if MARK in line else line


def _prepare(call: Call, begun: str) -> None:
    import readline

    readline.set_completer(Completer(lambda line: naming.completed(call.desk, line)).complete)
    readline.set_completer_delims("")
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I rl_complete")
        readline.parse_and_bind('bind -s "^X^E" "^V^X^M"')
    else:
        readline.parse_and_bind("tab: complete")
        readline.parse_and_bind('"\\C-x\\C-e": "\\C-v\\C-x\\C-m"')
    if begun:

        def type_it() -> None:
            readline.insert_text(begun)
            readline.redisplay()

        readline.set_pre_input_hook(type_it)


class Completer:
    """Gives one line at a time for what stands before the cursor: the first name, and at the next Tab the one after it."""

    def __init__(self, found: Callable[[str], list[str]]) -> None:
        self._found = found
        self._lines: list[str] = []
        self._place = 0

    def complete(self, line: str, state: int) -> str | None:
        """For readline: ``state`` 0 asks for a line, any other whether there are more."""
        if state:
            return None
        try:
            return self._next(line)
        except Exception:  # an error in a completer would be written over the line being typed
            return None

    def _next(self, line: str) -> str | None:
        if self._lines and line == self._lines[self._place]:
            self._place = (self._place + 1) % len(self._lines)
        else:
            self._lines, self._place = self._found(line), 0
        return self._lines[self._place] if self._lines else None


def _in_editor(call: Call, line: str) -> str | None:
    from reconnect_tui.core.errors import ReconnectError
    from reconnect_tui.handoff import editor

    try:
        command = editor.editor_command(call.desk.config.editor, call.desk.environ)
    except ReconnectError as error:
        call.say(str(error))
        return ask(call, begun=line)
    edited = editor.edit(line + "\n", folder=call.desk.home.drafts, command=command, name="note")
    if edited.problem:
        call.say(edited.problem)
        edited.done()
        return ask(call, begun=line)
    edited.done()
    return edited.text.strip("\n")
