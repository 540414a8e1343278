"""Addresses out of a file that somebody else wrote, through a browser that takes notes: what is opened is what was shown, what is refused
says why, and nothing in any of them is carried out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.counting import Count
from tests.e2e.story import App, Desktop
from tests.handoff.stand_ins import program

HARM = "touch${IFS}CANARY"
ALLOWED = {
    "https://one.example/ada": "https://one.example/ada",
    "www.one.example/ada": "https://www.one.example/ada",
    "HTTP://One.Example.:8080/Path?A=b#C": "http://one.example:8080/Path?A=b#C",
    f"https://one.example/$({HARM})": "https://one.example/%24%28touch%24%7BIFS%7DCANARY%29",
    f"https://one.example/`{HARM}`": "https://one.example/%60touch%24%7BIFS%7DCANARY%60",
    f"https://one.example/';{HARM};'": "https://one.example/%27%3Btouch%24%7BIFS%7DCANARY%3B%27",
    f"https://one.example/\"|{HARM}|\"": "https://one.example/%22%7Ctouch%24%7BIFS%7DCANARY%7C%22",
    "https://one.example/>CANARY": "https://one.example/%3ECANARY",
    "https://one.example/{touch,CANARY}": "https://one.example/%7Btouch,CANARY%7D",
    "https://one.example/%s%n%zz": "https://one.example/%25s%25n%25zz",
    "https://one.example/%24%28touch%20CANARY%29": "https://one.example/%24%28touch%20CANARY%29",
    "https://one.example/?a=b#`id`": "https://one.example/?a=b#%60id%60",
    "https://one.example/*?[a-z]!": "https://one.example/%2A?%5Ba-z%5D%21",
    "https://one.example/~(x)^": "https://one.example/~%28x%29%5E",
    "https://one.example/a\\\\b": "https://one.example/a%5Cb",
    "https://bücher.example/ö": "https://xn--bcher-kva.example/%C3%B6",
    "https://pаypal.example/": "https://xn--pypal-4ve.example/",
    "https://one.example/-oProxyCommand=x": "https://one.example/-oProxyCommand=x",
    "https://one.example/?x=1&y=2": "https://one.example/?x=1&y=2",
    f"https://one.example/?x=1&{HARM}": "https://one.example/?x=1&touch%24%7BIFS%7DCANARY",
}  # fmt: skip
REFUSED = {
    "javascript:alert(1)": "only web, mail, phone",
    "data:text/html,<script>alert(1)</script>": "only web, mail, phone",
    "file:///etc/passwd": "only web, mail, phone",
    "ssh://-oProxyCommand=touch%20CANARY/": "only web, mail, phone",
    "x-man-page://1/ls": "only web, mail, phone",
    "view-source:https://one.example": "only web, mail, phone",
    "intent:x#Intent;end": "only web, mail, phone",
    "//one.example": "only web, mail, phone",
    "/etc/passwd": "only web, mail, phone",
    "--new-window": "its host is none",
    "https://user@one.example/": "user name in it",
    "https://user:word@one.example/": "user name in it",
    "https://one.example:80@two.example/": "user name in it",
    "https://one.example:99999/": "its port is none",
    "https://-one.example/": "its host is none",
    f"https://$({HARM}).example/": "its host is none",
    "https://%31one.example/": "its host is none",
    "https://[::1]/": "its",
    "https://one.example/a b": "a blank or an invisible sign",
    "https://": "there is no host in it",
}  # fmt: skip
URLS = (*ALLOWED, *REFUSED)
FEW = 8


class Browser(NamedTuple):
    """What BROWSER says, what its program does, and what is said of an address with an ``&`` in it and of one without."""

    named: str
    script: str
    with_sign: str
    without: str


NOTES = 'printf "%s\\n" "$@" >> "{folder}/opened"'
SHELL = "BROWSER runs a shell, which would act on the & in this address"
BROWSERS = {
    "that takes it": Browser("browser", NOTES, "Handed to the browser.", "Handed to the browser."),
    "with a place for it": Browser("browser --new %s", NOTES, "Handed to the browser.", "Handed to the browser."),
    "with a shell in it": Browser('sh -c "browser %s"', NOTES, SHELL, "Handed to the browser."),
    "with a shell and no quotes": Browser("sh -c browser\\ %s", NOTES, SHELL, "Handed to the browser."),
    "that is not there": Browser("nowhere-browser", NOTES, "No browser took this address", "No browser took this address"),
    "that fails": Browser("browser", "exit 1", "No browser took this address", "No browser took this address"),
    "that hangs": Browser("browser", NOTES + "; exec sleep 60", "Handed to the browser.", "Handed to the browser."),
    "that cannot be read": Browser('browser "%s', NOTES, SHELL, "No browser took this address"),
    "for the terminal": Browser("lynx", NOTES, "BROWSER is one for the terminal", "BROWSER is one for the terminal"),
}  # fmt: skip

FEW_BROWSERS = ("that takes it", "with a shell in it")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """Somebody who was sent an address book: of everybody a page is noted, as hostile as can be."""
    desktop = Desktop(tmp_path)
    here = tmp_path / "programs"
    shutil.rmtree(here)
    for tool in ("cat", "sh", "sleep", "touch", "id"):
        here.mkdir(exist_ok=True)
        (here / tool).symlink_to(str(shutil.which(tool)))
    desktop.environ["PATH"] = str(here)
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Page {name(number)}\r\nURL:{_escaped(url)}\r\nEND:VCARD\r\n"
        for number, url in enumerate(URLS)
    )
    (tmp_path / "people.vcf").write_text(cards, encoding="utf-8")
    desktop.does("import", str(tmp_path / "people.vcf"))
    return desktop


def name(number: int) -> str:
    """A name that no other begins with."""
    return "abcdefghij"[number // 10].upper() + "abcdefghij"[number % 10] + "son"


def _escaped(url: str) -> str:
    return url.replace(",", "\\,").replace(";", "\\;")


def shows(app: App, number: int) -> None:
    """Show somebody's card."""
    app.keys("/")
    app.wait_for("find")
    app.type(f"page {name(number).lower()}")
    app.wait_for(f"Page {name(number)}")
    app.keys("Enter")
    app.wait_for(f"Page {name(number)}", "a hello", "? help")
    app.let_pass(0.3)


def packed(app: App) -> str:
    """What the screen shows, wherever its lines are broken."""
    return "".join("".join(app.lines()).split())


def opens(app: App, words: str) -> None:
    app.keys("o")
    app.wait_until(lambda: "".join(words.split()) in packed(app), repr(words))


TRIED = [pytest.param(part, marks=pytest.mark.long if part else ()) for part in range(len(URLS) // FEW)]


@pytest.mark.parametrize("part", TRIED)
def test_what_is_opened_is_what_was_shown(desktop: Desktop, count: Count, part: int) -> None:
    program(desktop.folder / "programs", "browser", f'printf "%s\\0" "$#" "$1" >> "{desktop.folder}/argv"')
    argv = desktop.folder / "argv"
    with desktop.opens(size=(180, 40)) as app:
        app.wait_for("? help")
        for url in URLS[part::5]:
            argv.unlink(missing_ok=True)
            shows(app, URLS.index(url))
            if url in ALLOWED:
                opens(app, "Handed to the browser.")
                told = ALLOWED[url]
                app.wait_raw(told[:30].encode())
                assert argv.read_bytes().split(b"\0") == [b"1", told.encode(), b""]
            else:
                opens(app, REFUSED[url])
                app.quiet()
                assert "isnotopened:" in packed(app), app.text()
                assert not argv.exists()
        app.keys("q")
        assert app.wait_exit() == 0
    assert not list(desktop.folder.rglob("CANARY"))
    count("8 URLs", held=FEW, of=FEW)


@pytest.mark.parametrize(
    "which", [pytest.param(which, marks=pytest.mark.long if which not in FEW_BROWSERS else ()) for which in BROWSERS]
)
def test_a_browser(desktop: Desktop, count: Count, which: str) -> None:
    browser = BROWSERS[which]
    program(desktop.folder / "programs", "browser", browser.script.format(folder=desktop.folder))
    with desktop.opens(size=(180, 40), BROWSER=browser.named) as app:
        app.wait_for("? help")
        for url in ("https://one.example/?x=1&y=2", f"https://one.example/$({HARM})", "javascript:alert(1)"):
            shows(app, URLS.index(url))
            if url in REFUSED:
                opens(app, "is not opened:")
                continue
            words = browser.with_sign if "&" in url else browser.without
            opens(app, words)
            if "Handed" in words:
                app.wait_until(lambda url=url: desktop.opened and desktop.opened[-1] == ALLOWED[url], "the browser")  # type: ignore[misc]
            else:
                app.wait_until(lambda url=url: ALLOWED[url] in packed(app), "the address, to be opened by hand")  # type: ignore[misc]
        app.keys("q")
        assert app.wait_exit() == 0
    assert not list(desktop.folder.rglob("CANARY"))
    count("8 URLs: browsers", held=1, of=1, note="")
