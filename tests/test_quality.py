"""The code as a whole: its style, its types, and which room may know which. What is checked, and how, is in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.readme import ROOT

# import-linter has no __main__; this is what its command calls.
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CHECKS = {
    "ruff check": ("-m", "ruff", "check", "--no-cache", "."),
    "ruff format": ("-m", "ruff", "format", "--no-cache", "--check", "."),
    "mypy": ("-m", "mypy", "--strict", "-p", "reconnect_tui", "-p", "tests"),
    "import contract": ("-c", _LINT_IMPORTS, "--no-cache", "--no-logo"),
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_passes(check: str) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "PYTHONPATH")} | {"NO_COLOR": "1"}
    ran = subprocess.run(
        [sys.executable, *CHECKS[check]], cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert ran.returncode == 0, f"{check}:\n{ran.stdout}{ran.stderr}"


def test_the_import_contract_looks_at_every_room() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    held = {name.strip().removeprefix("reconnect_tui.") for layer in layers for name in layer.replace(":", "|").split("|")}
    rooms = {
        path.stem
        for path in (ROOT / "reconnect_tui").iterdir()
        if (path.suffix == ".py" and path.name != "__init__.py") or (path / "__init__.py").exists()
    }
    assert rooms == held
