"""Where things are kept, on each platform and with each way of saying so."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.paths import Home, downloads, find_home, is_private, make_private


def test_home_option_wins_over_the_environment_and_keeps_all_together(tmp_path: Path) -> None:
    home = find_home(str(tmp_path / "a"), {"RECONNECT_HOME": str(tmp_path / "b"), "HOME": "/home/ada"}, "linux")
    assert home == Home(str(tmp_path / "a"), str(tmp_path / "a"))
    assert home.database == str(tmp_path / "a" / "reconnect.db")
    assert home.config_file == str(tmp_path / "a" / "config.yaml")
    names = {home.config_file, home.app_settings, home.database, home.backups, home.drafts, home.log, home.templates, home.themes}
    assert len(names) == 8


def test_reconnect_home_is_used_and_an_empty_one_is_none() -> None:
    assert find_home(None, {"RECONNECT_HOME": "/srv/r", "HOME": "/home/ada"}, "darwin") == Home("/srv/r", "/srv/r")
    assert find_home(None, {"RECONNECT_HOME": "  ", "HOME": "/home/ada"}, "linux").data == "/home/ada/.local/share/reconnect"


def test_relative_and_tilde_homes_become_absolute() -> None:
    assert find_home("here", {}, "linux").data == os.path.abspath("here")
    assert find_home("~/x", {"HOME": "/home/ada"}, "linux").data == "/home/ada/x"
    assert find_home("~", {"HOME": "/home/ada"}, "linux").data == "/home/ada"
    assert find_home("~ada", {"HOME": "/home/ada"}, "linux").data == os.path.abspath("~ada")


@pytest.mark.parametrize("given", ["", "   "])
def test_an_empty_home_option_is_wrong_usage(given: str) -> None:
    with pytest.raises(UsageError, match="--home"):
        find_home(given, {"HOME": "/home/ada"}, "linux")


def test_linux_follows_xdg_where_it_is_absolute() -> None:
    environ = {"HOME": "/home/ada", "XDG_CONFIG_HOME": "/cfg", "XDG_DATA_HOME": "relative"}
    assert find_home(None, environ, "linux") == Home("/cfg/reconnect", "/home/ada/.local/share/reconnect")
    assert find_home(None, {"HOME": "/home/ada", "XDG_CONFIG_HOME": ""}, "freebsd14").config == "/home/ada/.config/reconnect"


def test_macos_has_one_folder() -> None:
    folder = "/Users/ada/Library/Application Support/reconnect"
    assert find_home(None, {"HOME": "/Users/ada", "XDG_DATA_HOME": "/data"}, "darwin") == Home(folder, folder)


def test_windows_has_two_folders() -> None:
    environ = {"USERPROFILE": r"C:\Users\ada", "APPDATA": r"C:\Users\ada\AppData\Roaming"}
    home = find_home(None, environ, "win32")
    assert home == Home(r"C:\Users\ada\AppData\Roaming\reconnect", r"C:\Users\ada\AppData\Local\reconnect")


def test_no_home_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(ReconnectError, match="--home DIR"):
        find_home(None, {}, "linux")


def test_nothing_is_made_by_asking(tmp_path: Path) -> None:
    home = find_home(str(tmp_path / "new"), {}, "linux")
    assert [home.database, home.backups, home.drafts, home.templates]
    assert list(tmp_path.iterdir()) == []


def test_made_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        folder = make_private(str(tmp_path / "a" / "b"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    assert stat.S_IMODE(os.stat(tmp_path / "a").st_mode) == 0o700
    assert is_private(folder)
    assert make_private(folder) == folder


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    make_private(str(shared))
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    assert not is_private(str(shared))
    assert not is_private(str(tmp_path / "none"))


@pytest.mark.parametrize("name", ["file", "file/below", "nul\0l"])
def test_what_cannot_be_made_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReconnectError, match="cannot be made"):
        make_private(str(tmp_path / name))
    assert (tmp_path / "file").read_text() == "x"


def test_downloads_asks_the_desktop_first(tmp_path: Path) -> None:
    config = tmp_path / ".config"
    config.mkdir()
    (config / "user-dirs.dirs").write_text('# a comment\nXDG_DESKTOP_DIR="$HOME/Tisch"\nXDG_DOWNLOAD_DIR="$HOME/Geladenes"\n')
    environ = {"HOME": str(tmp_path)}
    assert downloads(environ, "linux") == str(tmp_path / "Geladenes")
    assert downloads(environ, "darwin") == str(tmp_path / "Downloads")
    assert downloads({**environ, "XDG_DOWNLOAD_DIR": "/dl"}, "linux") == "/dl"


@pytest.mark.parametrize("line", ['XDG_DOWNLOAD_DIR="$HOME/"', 'XDG_DOWNLOAD_DIR="relative"', "XDG_DOWNLOAD_DIR", "\udcff"])
def test_downloads_falls_back_on_the_usual_name(tmp_path: Path, line: str) -> None:
    (tmp_path / "user-dirs.dirs").write_bytes(line.encode("utf-8", "surrogateescape"))
    environ = {"HOME": "/home/ada", "XDG_CONFIG_HOME": str(tmp_path)}
    assert downloads(environ, "linux") == "/home/ada/Downloads"
