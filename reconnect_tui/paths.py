"""Where things are kept: the folder for what you write to configure it, and the folder for what it keeps for you.

``find_home`` only works out names; nothing is made until somebody calls ``make_private``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.light import NamedTuple

APP = "reconnect"


class Home(NamedTuple):
    """The two folders of one user. All properties are absolute paths that may not exist yet."""

    config: str
    """What the user writes: ``config.yaml``, ``templates/``, ``themes/``. The program writes nothing here but a template one saves."""
    data: str
    """What the program keeps: the database, its backups, drafts on their way through an editor, the log."""

    @property
    def config_file(self) -> str:
        return os.path.join(self.config, "config.yaml")

    @property
    def templates(self) -> str:
        return os.path.join(self.config, "templates")

    @property
    def themes(self) -> str:
        return os.path.join(self.config, "themes")

    @property
    def app_settings(self) -> str:
        """What the app itself changed. Kept with the data: a config folder may be read-only, or under version control."""
        return os.path.join(self.data, "settings.yaml")

    @property
    def database(self) -> str:
        return os.path.join(self.data, "reconnect.db")

    @property
    def backups(self) -> str:
        return os.path.join(self.data, "backups")

    @property
    def drafts(self) -> str:
        """Where ``$EDITOR`` gets its temporary files: our own folder, never the shared one for temporary files."""
        return os.path.join(self.data, "drafts")

    @property
    def log(self) -> str:
        return os.path.join(self.data, "reconnect.log")


def find_home(argv_home: str | None, environ: Mapping[str, str], platform: str) -> Home:
    """Say where this user's things are kept.

    ``argv_home`` is the value of ``--home`` (``None`` where it was not given) and wins over RECONNECT_HOME; either keeps
    everything under that one folder. Otherwise the platform's own places: the XDG Base Directory Specification (a relative
    XDG_*_HOME is ignored, as it asks), ``~/Library/Application Support`` on macOS, %APPDATA% and %LOCALAPPDATA% on Windows.
    ``platform`` is ``sys.platform``. Raises ``UsageError`` for an empty ``--home`` and ``ReconnectError`` where there is no home.
    """
    if argv_home is not None and not argv_home.strip():
        raise UsageError("--home needs the name of a folder.")
    chosen = argv_home or environ.get("RECONNECT_HOME", "").strip()
    if chosen:
        folder = _absolute(chosen, environ, platform)
        return Home(folder, folder)
    user = _user_folder(environ, platform)
    if platform == "darwin":
        folder = os.path.join(user, "Library", "Application Support", APP)
        return Home(folder, folder)
    if platform == "win32":
        import ntpath

        roaming = environ.get("APPDATA") or ntpath.join(user, "AppData", "Roaming")
        local = environ.get("LOCALAPPDATA") or ntpath.join(user, "AppData", "Local")
        return Home(ntpath.join(roaming, APP), ntpath.join(local, APP))
    config = _xdg(environ, "XDG_CONFIG_HOME", os.path.join(user, ".config"))
    data = _xdg(environ, "XDG_DATA_HOME", os.path.join(user, ".local", "share"))
    return Home(os.path.join(config, APP), os.path.join(data, APP))


def downloads(environ: Mapping[str, str], platform: str) -> str:
    """Guess the folder a browser puts downloads in; it may not exist, and is ``""`` where nothing can be guessed.

    On Linux the desktop's own ``user-dirs.dirs`` is asked first (xdg-user-dirs: ``XDG_DOWNLOAD_DIR="$HOME/Downloads"``).
    """
    try:
        user = _user_folder(environ, platform)
    except ReconnectError:
        return ""
    if platform not in ("darwin", "win32"):
        named = environ.get("XDG_DOWNLOAD_DIR") or _user_dirs(_xdg(environ, "XDG_CONFIG_HOME", os.path.join(user, ".config")))
        named = named.replace("$HOME", user, 1) if named.startswith("$HOME") else named
        # xdg-user-dirs points a folder that is switched off at the home folder itself: not a place to look for exports.
        if os.path.isabs(named) and os.path.normpath(named) != os.path.normpath(user):
            return named
    return os.path.join(user, "Downloads")


def make_private(folder: str) -> str:
    """Make ``folder`` and whatever is missing above it, each 0700 (XDG asks the same), and give it back.

    A folder that was there before keeps its mode: ``--home`` may name one that is shared on purpose; see ``is_private``.
    Raises ``ReconnectError`` where it cannot be made.
    """
    missing: list[str] = []
    path = os.path.abspath(folder)
    while not os.path.isdir(path):
        missing.append(path)
        above = os.path.dirname(path)
        if above == path:
            break
        path = above
    try:
        for path in reversed(missing):
            try:
                os.mkdir(path, 0o700)
            except FileExistsError:
                if not os.path.isdir(path):
                    raise
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "that is not a name for a folder"
        raise ReconnectError(f"The folder {folder} cannot be made: {why}. Choose another one with --home DIR.") from error
    return folder


def is_private(folder: str) -> bool:
    """Say whether only its owner can look into ``folder``. Always true where the system keeps no such modes (Windows)."""
    if os.name == "nt":
        return True
    try:
        return os.stat(folder).st_mode & 0o077 == 0
    except OSError:
        return False


def _absolute(folder: str, environ: Mapping[str, str], platform: str) -> str:
    # `--home=~/x` reaches us with its tilde: the shell expands one only at the start of a word.
    if folder == "~" or folder.startswith(("~/", "~\\")):
        folder = _user_folder(environ, platform) + folder[1:]
    return os.path.abspath(folder)


def _user_folder(environ: Mapping[str, str], platform: str) -> str:
    named = environ.get("USERPROFILE" if platform == "win32" else "HOME", "")
    if not named:
        named = os.path.expanduser("~")
    if named in ("", "~"):
        raise ReconnectError("There is no home folder to keep things in. Name a folder with --home DIR.")
    return named


def _xdg(environ: Mapping[str, str], name: str, otherwise: str) -> str:
    named = environ.get(name, "")
    return named if os.path.isabs(named) else otherwise


def _user_dirs(config: str) -> str:
    try:
        with open(os.path.join(config, "user-dirs.dirs"), encoding="utf-8", errors="replace") as file:
            lines = file.read(20_000).splitlines()
    except OSError:
        return ""
    for line in lines:
        name, _, value = line.strip().partition("=")
        if name == "XDG_DOWNLOAD_DIR":
            return value.strip().strip('"')
    return ""
