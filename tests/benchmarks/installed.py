"""The program as somebody gets it: a wheel, built here and installed into an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.homes import ROOT


def install(folder: Path) -> Path:
    """Build the wheel and install it into an environment under ``folder``; returns the folder of its programs.

    Nothing is fetched: hatchling is there already, and the dependencies are lent by a .pth file.
    """
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "wheel")], ROOT)
    (wheel,) = (folder / "wheel").iterdir()
    programs = _environment(folder / "installed")
    pip(folder / "installed", "--no-index", "--no-deps", str(wheel))
    told = _run([str(programs / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    lent = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (Path(told.strip()) / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    return programs


def khard(folder: Path) -> Path | None:
    """Install khard from PyPI into an environment of its own; ``None`` where that cannot be."""
    programs = _environment(folder / "khard")
    try:
        pip(folder / "khard", "khard")
    except subprocess.SubprocessError:
        return None
    return programs / "khard"


def pip(place: Path, *what: str) -> None:
    """Install into the environment at ``place``. Raises ``subprocess.SubprocessError``."""
    _run([sys.executable, "-m", "pip", "--python", str(place), "install", "--quiet", "--disable-pip-version-check", *what], place)


def _environment(place: Path) -> Path:
    venv.create(place, with_pip=False, symlinks=True)
    return place / "bin"


def _run(command: Sequence[str], folder: Path) -> str:
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    ran = subprocess.run(
        command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=True
    )
    return ran.stdout
