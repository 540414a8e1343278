"""What holds for every call: the words understood, the exit codes, where the words go, and what no call may do."""

from __future__ import annotations

import io
import os
import sqlite3
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import reconnect_tui
from reconnect_tui import __main__ as program
from reconnect_tui.cli import help_text
from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.paths import Home
from tests.conftest import Run

ROOT = Path(reconnect_tui.__file__).parent.parent


def test_the_version_is_the_one_of_the_package(run: Run) -> None:
    with open(ROOT / "pyproject.toml", "rb") as file:
        written = tomllib.load(file)["project"]["version"]
    assert reconnect_tui.__version__ == written
    assert run("--version").out == f"reconnect {written}\n"


def test_help_lists_every_command(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert all(f"    {name} " in ran.out for name in COMMANDS)
    assert run("help").out == run("-h").out == ran.out


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_helps_with_two_examples(run: Run, home: Home, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    _, _, examples = ran.out.partition("examples:\n")
    assert len(examples.strip().splitlines()) == 2
    assert all(line.strip().startswith("reconnect") for line in examples.strip().splitlines())
    assert run("help", command).out == ran.out
    assert not os.path.exists(home.data), "help opens nothing"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_an_unknown_flag_is_wrong_usage_and_changes_nothing(run: Run, home: Home, command: str) -> None:
    ran = run(command, "ada", "--frobnicate")
    assert (ran.code, ran.out) == (2, "")
    assert f"`reconnect {command} --help`" in ran.err
    assert not os.path.exists(home.database)


def test_a_flag_nearly_right_is_named(run: Run) -> None:
    assert "Did you mean --json?" in run("find", "ada", "--jsno").err


def test_flags_are_not_abbreviated(run: Run) -> None:
    assert run("find", "ada", "--js").code == 2


@pytest.mark.parametrize("words", [("--home", "{}", "add", "Ada"), ("add", "--home", "{}", "Ada"), ("add", "Ada", "--home={}")])
def test_home_is_accepted_before_and_after_the_command(run: Run, tmp_path: Path, home: Home, words: tuple[str, ...]) -> None:
    other = tmp_path / "other"
    assert run(*(word.format(other) for word in words)).code == 0
    assert (other / "reconnect.db").exists()
    assert not os.path.exists(home.data)
    assert stat.S_IMODE(other.stat().st_mode) == 0o700


@pytest.mark.parametrize("words", [("find", "ada", "--home"), ("--home", "", "find", "ada"), ("--home=", "find", "ada")])
def test_home_without_a_folder_is_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert "--home" in ran.err


def test_a_home_that_cannot_be_made_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = run("find", "ada", "--home", str(tmp_path / "file" / "home"))
    assert ran.code == 1
    assert "--home" in ran.err


def test_the_session_needs_a_terminal(run: Run, home: Home) -> None:
    for words in ((), ("session",), ("demo",)):
        ran = run(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert "terminal" in ran.err
    assert not os.path.exists(home.database)


def test_a_word_that_is_no_command_off_a_terminal(run: Run) -> None:
    ran = run("impotr", "x")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "`reconnect import`" in ran.err


def test_an_unknown_flag_without_a_command(run: Run) -> None:
    ran = run("--frobnicate")
    assert ran.code == 2
    assert "--frobnicate" in ran.err


@pytest.mark.parametrize("words", [(), ("session",)], ids=["alone", "session"])
@pytest.mark.parametrize(
    ("term", "said", "config"),
    [("dumb", "", ""), ("dumb", "0", ""), ("xterm", "1", ""), ("xterm", "", "plain: true\n"), ("xterm", "yes", "plain: false\n")],
)
def test_where_lines_are_wanted_the_plain_session_opens(
    run: Run, home: Home, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], term: str, said: str, config: str
) -> None:
    opened = Opened(monkeypatch)
    run("add", "Ada Okafor")
    Path(home.config_file).write_text(config)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("RECONNECT_PLAIN", said)
    ran = run(*words, terminal=True, stdin="q\n")
    assert (ran.code, ran.err, opened.calls) == (0, "", [])
    assert ran.out.startswith("reconnect in plain lines.")
    assert "\x1b" not in ran.out


def test_the_environment_goes_before_the_settings(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Opened(monkeypatch)
    run("add", "Ada Okafor")
    Path(home.config_file).write_text("plain: true\n")
    monkeypatch.setenv("RECONNECT_PLAIN", "0")
    assert run("session", terminal=True).code == 0
    assert opened.calls == [(home, None)]


class Opened:
    """Stands in for the app."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[Home, str | None]] = []
        self.seen = 0
        self.masked = False
        monkeypatch.setattr(program, "_run_app", self)
        monkeypatch.setenv("TERM", "xterm-256color")

    def __call__(self, home: Home, environ: object, *, who: str | None, mask: bool = False) -> int:
        self.masked = mask
        self.calls.append((home, who))
        if os.path.exists(home.database):
            with sqlite3.connect(home.database) as connection:
                self.seen = connection.execute("SELECT count(*) FROM person").fetchone()[0]
            connection.close()
        return 0


def test_on_a_terminal_the_session_opens(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Opened(monkeypatch)
    assert run(terminal=True).code == 0
    assert opened.calls == [(home, None)]


@pytest.mark.parametrize("words", [("--mask",), ("session", "--mask"), ("ada", "--mask"), ("--mask", "ada")])
def test_it_can_begin_masked(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    run("add", "Ada Okafor")
    opened = Opened(monkeypatch)
    assert run(*words, terminal=True).code == 0
    assert len(opened.calls) == 1
    assert opened.masked


def test_a_name_opens_that_card(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "Ada Okafor")
    uid = run("find", "ada").out.split()[0]
    opened = Opened(monkeypatch)
    assert run("ada", "okafor", terminal=True).code == 0
    assert opened.calls == [(home, uid)]
    ran = run("nobody", terminal=True)
    assert ran.code == 3
    ran = run("nxet", terminal=True)
    assert ran.code == 3
    assert "`reconnect next`" in ran.err
    assert len(opened.calls) == 1


def test_the_demo_opens_on_a_home_that_is_gone_afterwards(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Opened(monkeypatch)
    assert run("demo", terminal=True).code == 0
    assert opened.seen > 30
    ((used, who),) = opened.calls
    assert who is None
    assert used.data != home.data
    assert not os.path.exists(used.data)
    assert not os.path.exists(home.data)


def test_the_demo_fills_an_empty_home_of_your_own_once(run: Run, tmp_path: Path) -> None:
    other = str(tmp_path / "invented")
    assert run("demo", "--home", other, terminal=True).code == 2
    assert run("demo", "--fill", "--home", other).code == 0
    first = run("export", "-", "--home", other).out
    ran = run("demo", "--fill", "--home", other)
    assert ran.code == 1
    assert run("export", "-", "--home", other).out == first


def test_the_demo_fills_nothing_that_was_not_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECONNECT_HOME")
    assert run("demo", "--fill").code == 2


@pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", "20261122", "2026-11-22T00:00"])
def test_a_today_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("RECONNECT_TODAY", day)
    ran = run("next")
    assert ran.code == 2
    assert "RECONNECT_TODAY" in ran.err


def test_an_error_nobody_foresaw(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(call: object) -> int:
        secret = "a letter of somebody's"
        raise LookupError(f"no such thing, {len(secret)}")

    monkeypatch.setattr(help_text, "run", fails)
    ran = run("--help")
    assert (ran.code, ran.out) == (1, "")
    assert home.log in ran.err
    assert "Traceback" not in ran.err
    with open(home.log, encoding="utf-8") as file:
        written = file.read()
    assert "LookupError: no such thing, 22" in written
    assert "somebody's" not in written.replace('secret = "a letter of somebody\'s"', "")
    assert stat.S_IMODE(os.stat(home.log).st_mode) == 0o600
    run("--help")
    assert os.path.getsize(home.log) > len(written)


def test_a_log_that_cannot_be_written_does_not_hide_the_error(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_text, "run", lambda call: [][0])
    os.makedirs(home.log)
    ran = run("--help")
    assert ran.code == 1
    assert "went wrong" in ran.err


def test_an_error_of_the_database_is_told_in_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(call: object) -> int:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(help_text, "run", fails)
    ran = run("--help")
    assert ran.code == 1
    assert "Another program is writing" in ran.err


def test_an_interrupt_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(call: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(help_text, "run", stopped)
    ran = run("--help")
    assert (ran.code, ran.err) == (130, "Stopped.\n")


def test_a_message_cannot_act_on_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(call: object) -> int:
        raise ReconnectError("no \x1b]52;c;eA==\x07 \u202e\x9b31m")

    monkeypatch.setattr(help_text, "run", fails)
    assert not set("\x1b\x07\x9b\u202e") & set(run("--help").err)


def test_a_reader_that_goes_away_is_no_noise(run: Run) -> None:
    run("demo", "--fill")
    command = [sys.executable, "-c", "import sys; from reconnect_tui.__main__ import main; sys.exit(main())", "export", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk to try")
def test_a_full_disk_is_said(run: Run) -> None:
    run("add", "Ada")
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "reconnect_tui", "find", "ada"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr == b"The output could not be written: No space left on device.\n"


def test_streams_that_are_closed(run: Run) -> None:
    run("add", "Ada")
    ran = subprocess.run(
        ["sh", "-c", f"exec '{sys.executable}' -m reconnect_tui note hello @ada <&- >&- 2>&-"], cwd=ROOT, check=False
    )
    assert ran.returncode == 0


def test_a_stream_that_knows_only_ascii(run: Run) -> None:
    run("add", "Søren Ångström", "--company", "王芳")
    ran = run("find", "soren", encoding="ascii")
    assert ran.code == 0
    assert "S\\xf8ren" in ran.out
    asked = run("find", "soren", "--json", encoding="ascii")
    assert '"company": "\\u738b\\u82b3"' in asked.out
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    process = subprocess.run(
        [sys.executable, "-m", "reconnect_tui", "show", "soren"], capture_output=True, cwd=ROOT, env=environ, check=False
    )
    assert process.returncode == 0
    assert b"S\\xf8ren" in process.stdout


def test_lines_begun_are_written_out(run: Run) -> None:
    assert isinstance(sys.stdout, io.TextIOBase)
    run("add", "Ada")
    shown = subprocess.run([sys.executable, "-m", "reconnect_tui", "show", "ada"], capture_output=True, cwd=ROOT, check=True)
    assert shown.stdout.startswith(b"Ada\n")
    assert shown.stderr == b""
