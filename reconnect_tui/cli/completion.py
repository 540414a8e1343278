"""``reconnect completion``: a script with which a shell completes commands, flags and people's names.

Names are the words of others. The scripts take them line by line into a list and quote each for the shell; nothing evaluates them:
no ``eval``, no ``compgen -W`` (which expands what it is given), no word splitting.
"""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.core.errors import UsageError

SHELLS = ("bash", "zsh", "fish")
NAMES = "names"


class Entry(NamedTuple):
    """A command as a shell needs it: its flags, and whether it takes a WHO."""

    name: str
    about: str
    flags: tuple[str, ...]
    who: bool


def run(call: Call) -> int:
    """Print the script; ``names TEXT`` is what the scripts ask: the names that begin so, a line each, silent people never."""
    if call.words[:1] == [NAMES] and "--help" not in call.words[1:2]:
        import os

        from reconnect_tui.services import naming

        if not os.path.exists(call.home.database):
            return 0  # a Tab begins no home
        words = call.words[2:] if call.words[1:2] == ["--"] else call.words[1:]
        for name in naming.beginning(call.desk, " ".join(words)):
            call.put(name)
        return 0
    from reconnect_tui.cli.words import Parser

    parser = Parser(
        "completion",
        "Print a script with which your shell completes commands, flags and people's names.",
        (
            "reconnect completion bash > ~/.local/share/bash-completion/completions/reconnect",
            "reconnect completion fish > ~/.config/fish/completions/reconnect.fish",
        ),
        "bash, zsh: or source <(reconnect completion bash) in ~/.bashrc; with zsh, in ~/.zshrc after compinit.",
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    given = parser.read(call.words)
    call.put(SCRIPTS[given.shell](entries()).rstrip("\n"))
    return 0


def entries() -> list[Entry]:
    """Every command with its flags, as its own help tells them."""
    return [Entry(name, command.about, *_told_by_help(name, command.module)) for name, command in COMMANDS.items()]


def _told_by_help(name: str, module: str) -> tuple[tuple[str, ...], bool]:
    import re
    from contextlib import redirect_stdout, suppress
    from importlib import import_module
    from io import StringIO

    def no_app(*_: object, **__: object) -> int:
        raise UsageError("No app is opened for a help.")

    asked = Call(["--help"], None, {}, no_app)
    asked.command = name
    told = StringIO()
    with redirect_stdout(told), suppress(SystemExit):
        import_module(f"reconnect_tui.cli.{module}").run(asked)
    text, _, _ = told.getvalue().partition("examples:")
    usage, _, _ = text.partition("\n\n")
    flags = dict.fromkeys(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    return tuple(flags), bool(re.search(r"\bWHO\b", usage))


def _bash(found: list[Entry]) -> str:
    flags = "\n".join(f"        {one.name}) flags='{' '.join(one.flags)}' ;;" for one in found)
    who = "|".join(one.name for one in found if one.who)
    return f"""\
# reconnect: completion for bash
_reconnect() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]}} flags='' typed='' name='' quote=''
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ] && [ "${{cur#-}}" = "$cur" ]; then
        COMPREPLY=($(compgen -W '{" ".join(one.name for one in found)}' -- "$cur"))
    fi
    case $command in
{flags}
        *) flags='--help --home --version' ;;
    esac
    case $cur in
        -*) COMPREPLY=($(compgen -W "$flags" -- "$cur")); return ;;
    esac
    if [ "$COMP_CWORD" -gt 1 ]; then
        case $command in
            {who}) ;;
            *) return ;;
        esac
    elif [ -z "$cur" ] || [ "${{#COMPREPLY[@]}}" -gt 0 ]; then
        return
    fi
    case $cur in
        \\"*|\\'*) quote=${{cur:0:1}} ;;
    esac
    typed=${{cur#[\\"\\']}}
    typed=${{typed//\\\\/}}
    while IFS= read -r name; do
        if [ -z "$quote" ]; then
            printf -v name '%q' "$name"
        elif [ "$name" != "${{name//[^[:alnum:] .-]/}}" ]; then
            continue
        fi
        COMPREPLY+=("$name")
    done < <(command reconnect completion {NAMES} -- "$typed" 2>/dev/null)
}}
complete -o default -o nosort -F _reconnect reconnect 2>/dev/null || complete -o default -F _reconnect reconnect
"""


def _zsh(found: list[Entry]) -> str:
    commands = "\n".join(f"        {_single(f'{one.name}:{one.about}')}" for one in found)
    flags = "\n".join(f"            {one.name}) flags=({' '.join(one.flags)}) ;;" for one in found)
    who = "|".join(one.name for one in found if one.who)
    return f"""\
#compdef reconnect
# reconnect: completion for zsh
_reconnect() {{
    local -a commands flags names
    local typed=${{(Q)PREFIX}}
    commands=(
{commands}
    )
    if [[ $PREFIX == -* ]]; then
        case ${{words[2]}} in
{flags}
            *) flags=(--help --home --version) ;;
        esac
        compadd -a flags
        return
    fi
    if (( CURRENT == 2 )); then
        _describe -t commands command commands && return
    elif [[ ${{words[2]}} != ({who}) ]]; then
        _files
        return
    fi
    names=("${{(@f)$(command reconnect completion {NAMES} -- "$typed" 2>/dev/null)}}")
    [[ -n ${{names[1]}} ]] && compadd -U -V names -a names
}}
if [[ ${{funcstack[1]-}} == _reconnect ]]; then
    _reconnect "$@"
elif (( $+functions[compdef] )); then
    compdef _reconnect reconnect
fi
"""


def _fish(found: list[Entry]) -> str:
    lines = [
        "# reconnect: completion for fish",
        "function __reconnect_names",
        "    set -l typed (commandline -ct | string unescape)",
        f'    command reconnect completion {NAMES} -- "$typed" 2>/dev/null',
        "end",
        "complete -c reconnect -e",
        "complete -c reconnect -n __fish_use_subcommand -f",
    ]
    for one in found:
        lines.append(f"complete -c reconnect -n __fish_use_subcommand -f -a {one.name} -d {_single(one.about)}")
        seen = f"-n '__fish_seen_subcommand_from {one.name}'"
        lines += [f"complete -c reconnect {seen} -l {flag.removeprefix('--')}" for flag in one.flags]
        if one.who:
            lines.append(f"complete -c reconnect {seen} -f -k -a '(__reconnect_names)'")
    return "\n".join(lines) + "\n"


def _single(text: str) -> str:
    """The text in single quotes, for zsh and fish alike: a quote inside ends them, stands escaped, and begins them again."""
    return "'" + text.replace("'", "'\\''") + "'"


SCRIPTS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
