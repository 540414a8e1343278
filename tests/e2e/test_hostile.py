"""People whose names are weapons: from a real Connections.csv, on every screen and through every command, nothing of theirs acts."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.data.linkedin import MESSAGES_TEN
from tests.e2e.harmless import harm_in_app, harm_in_text
from tests.e2e.story import App, Desktop

CLIP, TITLE = "\x1b]52;c;RVZJTA==\x07", "\x1b]0;EVIL\x07"
LINK = "\x1b]8;;https://evil.example/\x1b\\press me\x1b]8;;\x1b\\"
NAMES = {
    "markup": ("[/]", "[bold]Brook[/] VP [/sales] [$x] [not closed"),
    "click": ("[@click=app.quit]hi[/]", "[@click=app.bell]Moss[/] [link=https://evil.example]x[/link]"),
    "escapes": (f"Esc{CLIP}{TITLE}", f"Ape {LINK}\x1b[2J\x1b[31m\x1bc\x1b[?1049l\x1b]0;EVIL\x1b\\"),
    "controls": ("C1\x9d52;c;RVZJTA==\x9c\x9b31m", "Bell\x07\x08\x08\x0e\x7f\x1bP1$r\x1b\\\x1b_x\x1b\\\x90q\x9c"),
    "bidi": ("Over\u202eride\u202c \u2066Isle\u2069 \u200f", "\u202dLeft\u061c \u200e\ufeff\u00ad\u200b\u2060"),
    "towers": ("Z" + "\u0323\u0301\u0489" * 1_700, "Algo" + "\u200d" * 400 + "\ufe0f" * 400),
    "families": ("👩‍👩‍👧‍👦 Ünal", "🏳️‍🌈 🏴󠁧󠁢󠁳󠁣󠁴󠁿 \U000e0041\U000e0042 नमस्ते"),
    "right": ("שרה", "بن سلمان العربي"),
    "breaks": ("Line\u2028Break\u2029", "Two\nLines\r\nand\ta\x0btab\x85"),
    "private": ("\ue000\U000f0000\ufffe", "\u3164\u115f\u2800"),
    "template": ("{{salutation}}", "[[hole]] {FIRST_NAME} @ada #tag > tomorrow x"),
    "formula": ("=cmd|' /C calc'!A0", "<script>alert(1)</script>'; DROP TABLE person; --"),
    "long": ("W" * 4_000, "i" * 4_000),
    "nul": ("Nu\0l", "\0\0"),
    "twin": ("Twin", f"{CLIP}[@click=app.quit]Moss[/]"),
    "other-twin": ("Twin", "\u202eM\u0301[/]" + "\u0301" * 500),
}
_ALL = [NAMES[attack] for attack in ("click", "escapes", "controls", "bidi", "towers")]
NAMES["everything"] = " ".join(first for first, _ in _ALL), " ".join(last for _, last in _ALL)
EVERYWHERE = ("markup", "everything")
"""Those who go through all sheets; the others are looked for and looked at."""
EVIL = re.compile(rb"RVZJTA|EVIL|evil\.example")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with all of them, from one Connections.csv and one messages.csv, with all of it in every field."""
    folder = tmp_path_factory.mktemp("hostile")
    desktop = Desktop(folder)
    export = folder / "export"
    export.mkdir()
    (export / "Connections.csv").write_bytes(_connections())
    (export / "messages.csv").write_bytes(_messages())
    tried = desktop.does("import", "--dry-run", str(export))
    report = desktop.does("import", "--json", str(export))
    told = json.loads(report.out)
    assert (told["people"]["added"], told["people"]["skipped"]) == (len(NAMES), 0)
    assert told["moments"]["added"] == 2 * len(NAMES)
    for words in (*tried[1:], *report[1:]):
        assert harm_in_text(words) == []
    return desktop.home


@pytest.fixture
def desktop(imported: Path, tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    shutil.copytree(imported, desktop.home)
    return desktop


@pytest.fixture
def people(desktop: Desktop) -> dict[str, str]:
    """Which of them is who: the name of the attack, and the id."""
    listed = {one["company"].split()[0]: one["id"] for one in desktop.reads("find", "quux")}
    assert len(listed) == len(NAMES)
    return {attack: listed[f"Quux{number:02}"] for number, attack in enumerate(NAMES)}


def test_every_command(desktop: Desktop, people: dict[str, str]) -> None:
    commands: list[tuple[str, ...]] = [("find", "quux"), ("next", "-n", "20"), ("next", "--json", "-n", "20")]
    for attack, person in people.items():
        first, last = (part.replace("\0", "")[:300] for part in NAMES[attack])
        words = f"{first} {last} x".strip()
        commands += [
            ("show", person), ("show", person, "--json"),
            ("find", words), ("find", last, "--json"), ("show", words),
            ("record", person, "--what", "met", "--by", words, "--note", words, "--next", "in 2 weeks"),
            ("follow-up", person, "tomorrow", words),
            ("note", f"coffee: {words}"),
            ("note", f'coffee: @+"{words}" told me {words} #x{words} > in 2 weeks {words}', "--json"),
            ("note", f"@{words}: {words}"),
            ("add", words, "--company", words, "--email", words, "--url", words, "--json"),
            ("later", person, "in 3 weeks"), ("later", person, words), ("skip", person), ("rest", person), ("wake", person),
            ("circle", person, "friends"), ("circle", person, words),
            ("undo",), ("redo",), ("undo", words), ("show", person),
            (words,), (words, words), ("import", words), ("import", "--as", words, words),
        ]  # fmt: skip
    for command in ("history", "drafts", "today", "ahead", "circles"):
        commands += [(command,), (command, "--json")]
    commands += [("config",), ("doctor",), ("templates",), ("themes",), ("undo", "--json")]
    commands.append(("export", str(desktop.folder / "all.json"), "--force"))
    done = list(zip(commands, desktop.run_all(commands), strict=True))
    harm = [(words, found) for words, one in done for found in harm_in_text(one.out + one.err, towers="--json" in words)]
    assert harm == []
    assert [(words, one) for words, one in done if "Traceback" in one.err or "went wrong" in one.err] == []
    assert harm_in_text((desktop.folder / "all.json").read_text(encoding="utf-8"), towers=True) == []


def test_every_screen(desktop: Desktop, people: dict[str, str]) -> None:
    with desktop.opens(size=(120, 36)) as app:
        app.wait_for("? help")
        for number, attack in enumerate(people):
            _find(app, number)
            app.wait_for(f"Role{number:02}", "a hello to", "? help")
            if attack in EVERYWHERE:
                _round_of_sheets(app)
            assert app.process.poll() is None, attack
        assert app.quits() == 0
    assert harm_in_app(app.raw) == []
    assert not EVIL.search(b"".join(re.findall(rb"\x1b[\]PX^_][^\x1b\x07]*", bytes(app.raw))))
    assert app.screen.title == ""


def test_from_letter_to_last_screen(desktop: Desktop, people: dict[str, str]) -> None:
    attacks = list(people)
    with desktop.opens(size=(80, 24)) as app:
        for attack in ("markup", "click", "escapes"):
            _find(app, attacks.index(attack))
            app.reads(f"Role{attacks.index(attack):02}").writes(f"words for {attack}").is_done_writing()
            app.keys("c")
            app.wait_for("did it go to", "It went")
            app.it_went()
        for _ in range(12):
            app.let_pass(0.3)
            if "Good-bye" in app.text():
                break
            app.keys("x")
            app.quiet()
        app.wait_for("Good-bye")
        # What is said on the last screen is said in a toast.
        for name in ("esc", "override", "line", "ünal"):
            _capture(app, f"@{name} met")
            app.wait_gone("note something")
            app.wait_for("That was today.", "undoes")
        _capture(app, "@twin met")
        app.wait_for("fits")
        app.keys("Esc")
        app.wait_gone("note something")
        assert app.quits() == 0
    assert harm_in_app(app.raw) == []


def _capture(app: App, line: str) -> None:
    app.keys("N")
    app.wait_for("note something")
    app.type(line)
    app.wait_for(line)
    app.keys("Enter")


def test_a_database_that_somebody_else_wrote(desktop: Desktop, people: dict[str, str]) -> None:
    """What is stored was cleaned once; what is shown is cleaned again, so that no other program can put words in a terminal's mouth."""
    raw = (
        f"{CLIP}{TITLE}{LINK}\x1b[2J\x9b31m\x9d52;c;RVZJTA==\x9c\u202e\u2066[@click=app.quit]x[/] [/sales]\u2028\x07\x7f\u0301"
        + "\u0301" * 50
    )
    desktop.run_all(
        [("follow-up", people["twin"], "today", "x"), ("note", "@+Dele #x > tomorrow x"), ("circle", people["twin"], "friends")]
    )
    connection = sqlite3.connect(desktop.home / "reconnect.db")
    with connection:
        connection.execute("UPDATE pen SET off = 1")
        for table, columns in (
            ("person", "first_name last_name name greeting company headline location about how_met"),
            ("moment", "text channel kind"), ("follow_up", "what"), ("tag", "name"), ("action", "sentence"), ("circle", "name"),
        ):  # fmt: skip
            for column in columns.split():
                connection.execute(f"UPDATE {table} SET {column} = ? || id", (f"{column} {raw}",))
        connection.execute("UPDATE person SET position = 'Role' || substr(position, 5, 2) || ?", (raw,))
        connection.execute("UPDATE pen SET off = 0")
    connection.close()
    twin = people["twin"]
    with desktop.opens(twin) as app:
        app.reads("Role14")
        _round_of_sheets(app)
        app.keys("a")
        app.wait_for("ahead", "esc back")
        app.keys("Esc")
        app.wait_gone("esc back")
        app.keys("u")
        app.wait_for("what was done")
        app.keys("Enter")
        app.wait_for("take back:")
        app.keys("Esc")
        app.wait_gone("take back:")
        app.keys("/")
        app.wait_for("find somebody")
        app.type("twin")
        app.quiet()
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert harm_in_app(app.raw) == []
    lines = [(command,) for command in ("next", "history", "drafts", "today", "ahead", "circles", "doctor")]
    commands = [
        *lines,
        ("show", twin),
        ("find", "twin"),
        ("next", "-n", "20"),
        ("undo",),
        ("show", twin, "--json"),
        ("history", "--json"),
    ]
    for words, done in zip(commands, desktop.run_all(commands), strict=True):
        assert harm_in_text(done.out + done.err, towers="--json" in words) == [], words


def test_history_and_old_decisions(desktop: Desktop, people: dict[str, str]) -> None:
    words = f"ask {CLIP}[@click=app.quit]how[/] it \u202ewent"
    desktop.run_all([("follow-up", person, "in 2 weeks", words) for person in people.values()])
    with desktop.opens() as app:
        app.wait_for("? help")
        app.keys("u")
        app.wait_for("what was done")
        app.keys("Enter")
        app.wait_for("take back:")
        app.keys("y")
        app.wait_for("Taken back")
        app.keys("a")
        app.wait_for("ahead", "6 Dec 2026", "it went")
        app.keys("Esc")
        app.wait_gone("esc back")
        assert app.quits() == 0
    assert harm_in_app(app.raw) == []


@pytest.mark.parametrize("attack", ["everything", pytest.param("click", marks=pytest.mark.long)])
def test_clicks_everywhere(desktop: Desktop, people: dict[str, str], attack: str) -> None:
    before = desktop.reads("history")
    with desktop.opens(people[attack]) as app:
        app.wait_for("Role", "a hello to", "? help")
        _, footer = app.find("? help")
        for row in range(1, footer):
            for column in range(1, 121, 4):
                app.click(column, row)
            app.pump()
        app.type("not quit")
        app.wait_for("ot quit")  # in the letter, or in a note: as the last click left it
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert harm_in_app(app.raw) == []
    assert desktop.reads("history") == before


def test_a_choice_on_a_terminal(desktop: Desktop, people: dict[str, str]) -> None:
    """WHO that fits several: the numbered choice and its answer, on a real terminal."""
    with App(desktop.command("show", "quux"), desktop.environ) as app:
        app.wait_exit()
    assert b"\x1b" not in app.raw
    assert harm_in_text(bytes(app.raw).decode().replace("\r\n", "\n")) == []


def test_an_export_with_a_hostile_name(tmp_path: Path) -> None:
    """The way in through the app: offered on the welcome, typed by Tab, looked at and brought in; the file is found all the same."""
    desktop = Desktop(tmp_path)
    downloads = tmp_path / "Downloads"
    export = downloads / f"Basic_LinkedInDataExport {CLIP}{TITLE}[@click=app.quit]x[_] \x9b31m\u202e"
    export.mkdir(parents=True)
    (export / "Connections.csv").write_bytes(_connections() + f'{CLIP}[/],x\n"{LINK}\n'.encode())
    with desktop.opens() as app:
        app.wait_for("It lies in your Downloads folder.")
        app.keys("i")
        app.wait_for("bring your people")
        app.type(f"{downloads}/Basic")
        app.keys("Tab", "Enter")
        app.wait_for("enter look at it again")  # what is shown of the name is not the name
        app.keys("Esc")
        app.wait_for("It lies in your Downloads folder.")
        app.keys("Enter")
        app.wait_for("would be added", "enter bring them in")
        app.keys("Enter")
        app.wait_for(f"{len(NAMES) + 1} added", "enter go on")
        app.keys("Enter")
        app.wait_for("a hello to", "? help")
        assert app.quits() == 0
    assert harm_in_app(app.raw) == []
    commands = [
        ("import", str(export)),
        ("import", str(export / "nothing")),
        ("import", "--dry-run", str(export / "Connections.csv")),
    ]
    assert [harm for one in desktop.run_all(commands) for harm in harm_in_text(one.out + one.err)] == []


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """Lone surrogates, overlong forms and bare C1 bytes in the file: imported, shown, harmless."""
    rows = _connections({"bytes": ("SURROGATE", "BARE"), "plain": ("Ada", "Okafor")})
    rows = rows.replace(b"SURROGATE", b"Sur\xed\xa0\x80\xed\xb0\x80\xc0\xaf\xf8\x88").replace(
        b"BARE", b"Ba\x9b31m\x9d52;c;RVZJTA==\x9c\xff\xfere"
    )
    desktop = Desktop(tmp_path)
    (tmp_path / "Connections.csv").write_bytes(rows)
    done = desktop.does("import", str(tmp_path / "Connections.csv"), "--json")
    assert json.loads(done.out)["people"]["added"] == 2
    shown = desktop.does("find", "quux00")
    assert shown.out.startswith("Sur") or "Sur" in shown.out
    with desktop.opens() as app:
        app.wait_for("why now", "? help")
        _find(app, 0)
        app.wait_for("Sur", "Role00")
        assert app.quits() == 0
    assert harm_in_app(app.raw) == []
    assert harm_in_text(done.out + done.err + shown.out + shown.err) == []


def _find(app: App, number: int) -> None:
    app.wait_for("? help")
    app.keys("/")
    app.wait_for("find somebody")
    app.type(f"quux{number:02}")
    app.wait_for(f"Role{number:02}")
    app.keys("Enter")
    app.wait_gone("find somebody")


def _round_of_sheets(app: App) -> None:
    """Every sheet that says something of the person, and back."""
    for key, seen in (
        ("i", "esc back"), ("n", "a note on"), ("f", "ask how the move went"), ("c", "no circle"), ("h", "how did you meet"),
        ("N", "note something"),
    ):  # fmt: skip
        app.keys(key)
        app.wait_for(seen)
        app.keys("Esc")
        app.wait_gone(seen)
    app.let_pass(0.3)
    for key, seen in (("r", "what happened?"), ("g", "never suggest them again"), ("p", "put off until then")):
        app.keys(key)
        app.wait_for(seen)
        app.keys("Esc")
        app.wait_gone(seen)
    app.keys("t")
    app.wait_until(lambda: "begin from a template, for" in app.text() or "how do you greet" in app.text(), "the templates")
    if "how do you greet" in app.text():
        app.keys("Esc")
    app.wait_for("begin from a template, for")
    app.keys("Down")
    app.keys("Esc")
    app.wait_gone("begin from a template, for")
    for _ in "mm":
        app.keys("m")
        app.quiet(0.05)


def _connections(names: dict[str, tuple[str, str]] | None = None) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
    for number, (attack, (first, last)) in enumerate((NAMES if names is None else names).items()):
        slug = f"https://www.linkedin.com/in/{attack}-{number}"
        writer.writerow([
            first, last, slug, "", f"Quux{number:02} {last[:40]}", f"Role{number:02} {first[:40]} VP [/sales]", f"{number + 1:02} Mar 2019",
        ])  # fmt: skip
    return out.getvalue().encode()


def _messages() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(MESSAGES_TEN)
    me = ("Jordan Pike", "https://www.linkedin.com/in/jordan-pike")
    for number, (attack, (first, last)) in enumerate(NAMES.items()):
        them = (f"{first} {last}", f"https://www.linkedin.com/in/{attack}-{number}")
        for at, (sender, taker) in enumerate(((me, them), (them, me))):
            writer.writerow([
                f"2-{number}==", f"{first} {last}", *sender, *taker, f"2021-05-{at + 1:02} 10:00:00 UTC", first,
                f"{first}\n{last} [/] {CLIP}{LINK} \u202e[@click=app.quit]quit[/]", "INBOX",
            ])  # fmt: skip
    return out.getvalue().encode()
