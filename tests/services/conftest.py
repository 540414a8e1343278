"""Homes, files and a clock for tests of the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data import linkedin, network
from tests.two_homes import World, opened, world


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a home in which nothing was written down yet, made once."""
    folder = tmp_path_factory.mktemp("bare")
    opened(folder).close()
    return folder / "reconnect.db"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small LinkedIn export, and the one of some weeks later: new roles, new addresses, new people, a new message."""
    folder = tmp_path_factory.mktemp("exports")
    found = network.invent(14, seed=5, day="2026-10-01")
    paths = []
    for day, people_then, messages in (
        ("10-01-2026", found, network.invent_messages(found, 12, seed=5)),
        ("11-01-2026", network.newer(found, roles=4, slugs=2, added=3), network.invent_messages(found, 15, seed=5)),
    ):
        path = folder / f"Basic_LinkedInDataExport_{day}.zip"
        linkedin.write_people(path, people_then, messages=messages, day=f"2026-{day[:5]}")
        paths.append(path)
    return paths[0], paths[1]


@pytest.fixture
def two(tmp_path_factory: pytest.TempPathFactory, bare: Path) -> Iterator[World]:
    with world(tmp_path_factory, bare) as found:
        yield found
