"""The wheel, as somebody gets it: made from the source archive, installed into an environment of its own, and used there.

No network: nothing is fetched to build it (hatchling is there already) or to install it (its dependencies are lent by a .pth file).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from reconnect_tui import __version__
from tests.readme import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
THEMES = {path.stem for path in (ROOT / "themes").glob("*.yaml")}
TEMPLATES = {path.name for path in (ROOT / "reconnect_tui" / "templates").glob("*.yaml")}


def _run(command: Sequence[str], cwd: Path) -> str:
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    ran = subprocess.run(command, cwd=cwd, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert ran.returncode == 0, f"{' '.join(command)}:\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def _build(source: Path, kind: str, target: Path) -> Path:
    _run([sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)], source)
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from the source archive, so that the archive is known to hold all it takes."""
    folder = tmp_path_factory.mktemp("packaging")
    archive = _build(ROOT, "sdist", folder / "sdist")
    with tarfile.open(archive) as opened:
        opened.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    return _build(source, "wheel", folder / "wheel")


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    information = f"reconnect_tui-{__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {"reconnect_tui", information}
    expected = {
        f"reconnect_tui/{path.relative_to(ROOT / 'reconnect_tui').as_posix()}"
        for path in (ROOT / "reconnect_tui").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {f"reconnect_tui/themes/{name}.yaml" for name in THEMES}
    assert {name for name in names if not name.startswith(information)} == expected
    assert {"reconnect_tui/py.typed", "reconnect_tui/ui/app.tcss", f"{information}/licenses/LICENSE"} <= names


def test_the_wheel_works_where_there_is_nothing_but_it(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    packages = Path(_run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], tmp_path).strip())
    pip = [sys.executable, "-m", "pip", "--python", str(place), "install", "--no-index", "--no-deps", "--quiet"]
    _run([*pip, "--disable-pip-version-check", str(wheel)], tmp_path)
    lent = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (packages / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")

    where = _run([python, "-c", "import reconnect_tui; print(reconnect_tui.__file__)"], tmp_path).strip()
    assert Path(where) == packages / "reconnect_tui" / "__init__.py"
    for command in PROJECT["scripts"]:
        assert _run([str(scripts / command), "--version"], tmp_path) == f"reconnect {__version__}\n"
    reconnect = str(scripts / "reconnect")

    themes = json.loads(_run([reconnect, "themes", "--json"], tmp_path))
    assert {theme["name"] for theme in themes["themes"]} == THEMES
    assert not themes["problems"]
    templates = json.loads(_run([reconnect, "templates", "--json"], tmp_path))
    assert {Path(template["path"]) for template in templates["templates"]} == {
        packages / "reconnect_tui" / "templates" / name for name in TEMPLATES
    }
    assert not templates["problems"]

    home = str(tmp_path / "home")
    _run([reconnect, "demo", "--fill", "--home", home], tmp_path)
    assert json.loads(_run([reconnect, "next", "--json", "--home", home], tmp_path))


def test_at_least_eight_templates_and_both_default_themes_are_shipped() -> None:
    assert len(TEMPLATES) >= 8
    assert {"hearth", "letter"} <= THEMES


def test_the_version_is_said_once_and_the_same() -> None:
    assert PROJECT["version"] == __version__
