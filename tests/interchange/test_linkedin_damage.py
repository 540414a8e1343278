"""Damaged files: a ``FileProblem`` or a ``Reading``, never anything else, and never half a person."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.records import Reading
from tests.data.linkedin import (
    ERA_DAY,
    connections_csv,
    invitations_csv,
    messages_csv,
    positions_csv,
    profile_csv,
    recommendations_csv,
    write_people,
)
from tests.data.network import invent, invent_invitations, invent_messages, invent_recommendations

PEOPLE = [person._replace(first=person.first[:50]) for person in invent(40, hostile=True)]
FILES = {
    "Connections.csv": connections_csv(PEOPLE),
    "messages.csv": messages_csv(invent_messages(PEOPLE, 60), PEOPLE, era="2026"),
    "Invitations.csv": invitations_csv(invent_invitations(PEOPLE, 30), PEOPLE),
    "Recommendations_Given.csv": recommendations_csv(invent_recommendations(PEOPLE, 20), PEOPLE),
    "Recommendations_Received.csv": recommendations_csv(invent_recommendations(PEOPLE, 20, seed=2), PEOPLE),
    "Positions.csv": positions_csv([(f"Labs {n}", "CTO", f"Mar {2000 + n}", f"Feb {2001 + n}") for n in range(12)]),
    "Profile.csv": profile_csv("Jordan", "Pike", "https://www.linkedin.com/in/jordan-pike"),
}
OLD = {
    "Connections.csv": connections_csv(PEOPLE, era="2018"),
    "messages.csv": messages_csv(invent_messages(PEOPLE, 60), PEOPLE, era="2018"),
    "Invitations.csv": invitations_csv(invent_invitations(PEOPLE, 30), PEOPLE, era="2018"),
}
SPOILS = [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xe2\x80\xa8", b";", b'""', b"\t", b"sep=,\n", b"Connected On", b"\x1a"]


def whole(reading: Reading) -> None:
    date.fromisoformat(reading.dated or "2026-11-22")
    for person in reading.people:
        assert person.key
        assert person.name
        assert person.line > 0
        assert person.connected_on is None or date.fromisoformat(person.connected_on)
        assert not {c for text in person if isinstance(text, str) for c in text} & set("\x00\x07\x1b\n\r\u202e")
    assert len({person.key for person in reading.people}) == len(reading.people)
    assert len({moment.key for moment in reading.moments}) == len(reading.moments)
    for moment in reading.moments:
        assert moment.people
        assert "" not in moment.people
        assert len(moment.at) in (10, 20)
        date.fromisoformat(moment.at[:10])
        assert moment.direction in ("in", "out", None)
        assert "\x1b" not in moment.text
    for role in reading.roles:
        assert role.company or role.position
        for day in (role.started_on, role.ended_on):
            assert day is None or date.fromisoformat(day)
    assert all(problem.reason and problem.file for problem in reading.problems)


def survives(path: Path) -> bool:
    try:
        whole(read(path))
    except FileProblem as problem:
        return not problem.reason
    return True


def spoilt(data: bytes, r: random.Random) -> bytes:
    for _ in range(r.choice((1, 1, 2, 8, 40))):
        place = r.randrange(len(data) + 1)
        how = r.randrange(5)
        if how == 0:
            data = data[:place] + bytes([r.randrange(256)]) + data[place + 1 :]
        elif how == 1:
            data = data[:place] + r.choice(SPOILS) + data[place:]
        elif how == 2:
            data = data[:place] + data[place + r.randrange(1, 40) :]
        elif how == 3:
            data = data[:place] + data[place : place + r.randrange(200)] + data[place:]
        elif r.random() < 0.2:
            data = data[:place]
    return data


def swapped(data: bytes, r: random.Random) -> bytes:
    """Two headings in each other's place: a column under a name it has not."""
    text = data.decode()
    lines = text.split("\n")
    start = next(
        number for number, line in enumerate(lines) if line.count(",") > 2 and "settings" not in line and ". " not in line
    )
    heads = lines[start].split(",")
    one, other = r.randrange(len(heads)), r.randrange(len(heads))
    heads[one], heads[other] = heads[other], heads[one]
    lines[start] = ",".join(heads)
    return "\n".join(lines).encode()


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(FILES)), files=st.sampled_from([FILES, OLD]))
def test_spoilt_tables(tmp_path_factory: pytest.TempPathFactory, seed: int, name: str, files: dict[str, bytes]) -> None:
    r = random.Random(seed)
    tmp_path = tmp_path_factory.mktemp("export")
    for file, data in files.items():
        (tmp_path / file).write_bytes((swapped if seed % 4 == 0 else spoilt)(data, r) if file == name else data)
    read_whole = survives(tmp_path)
    assert read_whole or name in ("Connections.csv", "messages.csv"), "what lies beside stops nothing"
    if name in files:
        survives(tmp_path / name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_spoilt_zips(tmp_path: Path, seed: int) -> None:
    r = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in FILES.items():
            archive.writestr(file, data)
    data = out.getvalue()
    if r.random() < 0.5:  # where zips are tender: the directory at the end
        cut = data.rindex(b"PK\x01\x02") - 120
        data = data[:cut] + spoilt(data[cut:], r)
    else:
        data = spoilt(data, r)
    (tmp_path / "x.zip").write_bytes(data)
    survives(tmp_path / "x.zip")


@pytest.mark.parametrize("era", sorted(ERA_DAY))
def test_every_length_of_a_file_cut_off(tmp_path: Path, era: str) -> None:
    path = tmp_path / "Connections.csv"
    write_people(path, PEOPLE[:12], era=era)
    data = path.read_bytes()
    seen = 0
    for end in range(len(data), 0, -max(len(data) // 150, 1)):
        path.write_bytes(data[:end])
        seen += survives(path)
    assert seen > 20, "what is whole before the cut is read"


@given(data=st.binary(max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"First Name,Last Name,URL,Connected On\n", b"FROM,TO,DATE,CONTENT,SENDER PROFILE URL\n"):
        (tmp_path / "x").write_bytes(start + data)
        survives(tmp_path / "x")
