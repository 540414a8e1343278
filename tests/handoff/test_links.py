"""Addresses: what may leave, what may not, and that no browser is started where nobody would see it."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_line
from reconnect_tui.handoff.links import linkedin_messages, linkedin_profile, mailto, open_url, safe_url, sms, tel, website
from tests.handoff.stand_ins import environment, program

ALLOWED = re.compile(
    r"(https?://[a-z0-9._-]+(:[0-9]{1,5})?([/?#][A-Za-z0-9._~/?#&=+,:@%-]*)?|(mailto|tel|sms):[A-Za-z0-9._~?&=+@%-]+)"
)

REFUSED = [
    "",
    " ",
    "https",
    "https:",
    "https://",
    "https:///etc/passwd",
    "https:/one.example",
    "https:one.example",
    "//one.example",
    "one.example",
    "/etc/passwd",
    "-h",
    "--new-window",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "vbscript:x",
    "ftp://one.example/",
    "ssh://-oProxyCommand=touch%20CANARY/",
    "x-man-page://1/ls",
    "view-source:https://one.example",
    "about:blank",
    "ſms:+15550100",
    "https://user@one.example/",
    "https://user:word@one.example/",
    "https://one.example\uff20two.example/",
    "https://one.example\\@two.example/",
    "https://one.example\\two",
    "https://one.example:80@two.example/",
    "https://%31one.example/",
    "https://-one.example/",
    "https://one-.example/",
    "https://one..example/",
    "https://.one.example/",
    "https://one.example:/",
    "https://one.example:99999/",
    "https://one.example:8x/",
    "https://one.example:٨٠/",
    "https://[::1]/",
    "https://one\u2100.example/",
    "https://one.example\uff0ftwo",
    "https://one\u200d.example/",
    "https://$(touch${IFS}CANARY).example/",
    "https://`id`.example/",
    "https://one'.example/",
    "https://" + "a" * 64 + ".example/",
    "https://" + "a." * 130 + "example/",
    "https://one.example/a b",
    "https://one.example/\t",
    "https://one.example/\r\nX: y",
    "https://one.example/\x00",
    "https://one.example/\x1b]52;c;aGk=\x07",
    "https://one.example/\x9b2J",
    "https://one.example/\u2028",
    "https://one.example/\u3000x",
    "https://one.example/\udcff",
    " https://one.example/",
    "https://one.example/" + "a" * 40_000,
    "https://one.example/" + "é" * 10_000,
    "mailto:",
    "mailto:ada",
    "mailto:@one.example",
    "mailto:ada@",
    "mailto:ada@one.example,bob@two.example",
    "mailto:ada@one.example%2Cbob@two.example",
    "mailto:ada@one.example;bob@two.example",
    "mailto:<ada@one.example>",
    "mailto:ada@one.example?attach=/etc/passwd",
    "mailto:ada@one.example?Attachment=~/.ssh/id_rsa",
    "mailto:ada@one.example?bcc=spy@two.example",
    "mailto:ada@one.example?to=spy@two.example",
    "mailto:ada@one.example?subject=a&subject=b",
    "mailto:ada@one.example?subject=x%0D%0ABcc:%20spy@two.example",
    "mailto:ada@one.example?subject=x%0dBcc:y",
    "mailto:ada@one.example?body=%ff",
    "mailto:ada%00@one.example",
    "mailto:ada%20-attach@one.example",
    "mailto:a\"b@one.example",
    "mailto:?subject=x",
    "tel:",
    "tel:*%2306%23",
    "tel:*#06#",
    "tel:##002#",
    "tel:+1555%200100",
    "tel:+1555;ext=5",
    "tel:ada",
    "tel:1",
    "tel:" + "1" * 30,
    "sms:",
    "sms:ada?body=x",
    "sms:+15550100?body=x&body=y",
    "sms:+15550100?&&body=x",
    "sms:+15550100?&body=x&attach=y",
    "sms:+15550100?attach=/etc/passwd",
    "sms:+15550100,+15550101",
]  # fmt: skip

ENCODED = [
    "https://one.example/$(touch${IFS}CANARY)",
    "https://one.example/`touch$IFS'CANARY'`",
    "https://one.example/';touch${IFS}CANARY;'",
    'https://one.example/";touch${IFS}CANARY;"',
    "https://one.example/|touch${IFS}CANARY",
    "https://one.example/>CANARY",
    "https://one.example/<CANARY",
    "https://one.example/{touch,CANARY}",
    "https://one.example/%$(id)%s%n%zz%",
    "https://one.example/?q=$(touch${IFS}CANARY)#`id`",
    "https://one.example/a\\b\\..\\c",
    "https://one.example/*?[a-z]",
    "https://one.example/\u202egnp.exe",
    "https://one.example/\u200d\u00e9\U0001f389",
    "https://one.example/~(x)!^",
    "mailto:$IFS|touch${IFS}CANARY|@one.example",
    "mailto:`id`@one.example",
    "mailto:o'neill@one.example?body='%3Btouch%20CANARY%3B'",
    "mailto:ada@one.example?body=$(touch${IFS}CANARY)",
    "sms:+15550100?body=$(touch${IFS}CANARY);`id`",
]


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_off_the_list_is_refused_in_a_sentence(value: str) -> None:
    with pytest.raises(ReconnectError) as refused:
        safe_url(value)
    said = str(refused.value)
    assert clean_line(said) == said
    assert said.endswith(".")
    assert len(said) < 250


@pytest.mark.parametrize("value", ENCODED)
def test_what_a_shell_acts_on_is_encoded(value: str) -> None:
    url = safe_url(value)
    assert ALLOWED.fullmatch(url)
    assert safe_url(url) == url
    assert not set(url) & set("$;'()`\"\\<>|{}[]*!^ ")


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("https://www.linkedin.com/in/ada", "https://www.linkedin.com/in/ada"),
        ("HTTP://One.Example.:8080/Path?A=b#C", "http://one.example:8080/Path?A=b#C"),
        ("https://one.example?x=1&y=2", "https://one.example?x=1&y=2"),
        ("https://one.example/@ada/%41%c3%a9", "https://one.example/@ada/%41%c3%a9"),
        ("https://bücher.example/ö?ü#ä", "https://xn--bcher-kva.example/%C3%B6?%C3%BC#%C3%A4"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://pаypal.example/", "https://xn--pypal-4ve.example/"),
        ("https://localhost/x", "https://localhost/x"),
        ("mailto:ada@one.example", "mailto:ada@one.example"),
        (
            "MAILTO:ada%2Bwork@One.Example?Subject=Coffee%3F&body=a%0Ab",
            "mailto:ada%2Bwork@one.example?subject=Coffee%3F&body=a%0D%0Ab",
        ),
        ("tel:+1-(555)-010.0199", "tel:+15550100199"),
        ("sms:+15550100?body=see%20you", "sms:+15550100?&body=see%20you"),
    ],
)
def test_what_is_on_the_list_goes_through(value: str, url: str) -> None:
    assert safe_url(value) == url
    assert safe_url(url) == url


@given(st.text(max_size=60) | st.from_regex(r"(https?://|mailto:|tel:|sms:)[\x20-\x7e\u00a0-\u00ff]{0,40}", fullmatch=True))
def test_any_text_is_refused_or_becomes_harmless(value: str) -> None:
    try:
        url = safe_url(value)
    except ReconnectError:
        return
    assert ALLOWED.fullmatch(url)
    assert safe_url(url) == url
    assert urlsplit(url).username is None


@given(st.text(max_size=40), st.text(max_size=80))
def test_a_letter_arrives_in_the_mail_program_word_for_word(subject: str, body: str) -> None:
    keep = "".join(c for c in body if c in "\n\t" or (c.isprintable() and not "\ud800" <= c <= "\udfff"))
    url = mailto("ada@one.example", subject, keep)
    fields = parse_qs(url.partition("?")[2], strict_parsing="?" in url)
    assert fields.get("body", [""])[0].replace("\r\n", "\n") == (keep if keep.strip() else "")
    assert "\n" not in fields.get("subject", [""])[0]
    assert safe_url(url) == url


def test_mail_is_as_the_standard_wants_it() -> None:
    url = mailto("ada+work@bücher.example", "Coffee & cake?", "Dear Ada,\n\n100% yes.")
    assert url == (
        "mailto:ada%2Bwork@xn--bcher-kva.example?subject=Coffee%20%26%20cake%3F&body=Dear%20Ada%2C%0D%0A%0D%0A100%25%20yes."
    )
    assert mailto("ada@one.example", " ", "\n") == "mailto:ada@one.example"
    with pytest.raises(ReconnectError, match="too long"):
        mailto("ada@one.example", "", "a" * 40_000)
    for wrong in (
        "ada",
        "ada@one.example\n",
        "Ada <ada@one.example>",
        "a@b@",
        "",
        "ada@one.example?bcc=x",
        "a\udc80@one.example",
    ):
        with pytest.raises(ReconnectError):
            mailto(wrong)


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("+49 (0)30 1234-567", "tel:+49301234567"),
        ("(555) 010-0199", "tel:5550100199"),
        ("555.010.0199 x12", "tel:5550100199"),
        ("+44 20 7946 0000 ext. 3", "tel:+442079460000"),
        ("\u202a+1\u00a0555\u00a00100\u202c", "tel:+15550100"),
        ("٠٣٠١٢٣٤", "tel:0301234"),
        ("＋1 555 0100", "tel:+15550100"),
        ("0039 02 / 1234", "tel:0039021234"),
        ("112", "tel:112"),
    ],
)
def test_phone_numbers_as_people_write_them(number: str, url: str) -> None:
    assert tel(number) == url
    assert sms(number, "see you?\nAda") == f"sms:{url[4:]}?&body=see%20you%3F%0D%0AAda"


@pytest.mark.parametrize("number", ["", "ada", "1-800-COFFEE", "*#06#", "+", "12", "+1555+0100", "1" * 21, "0\n1", "½½½½"])
def test_what_is_no_phone_number_is_said(number: str) -> None:
    for make in (tel, sms):
        with pytest.raises(ReconnectError, match="not a phone number"):
            make(number)


@given(st.text(min_size=1, max_size=40))
def test_a_profile_never_leaves_linkedin(slug: str) -> None:
    try:
        url = linkedin_profile(slug)
    except ReconnectError:
        return
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("https", "www.linkedin.com", "", "")
    assert parts.path.startswith("/in/")
    assert "/" not in parts.path[4:]
    assert unquote(parts.path[4:]) == slug
    assert linkedin_messages(slug) == url


@pytest.mark.parametrize("slug", ["", ".", "..", "a\nb", "a\x1b[2Jb", "\udc80", "x" * 2000])
def test_what_is_no_profile_is_said(slug: str) -> None:
    with pytest.raises(ReconnectError, match="LinkedIn"):
        linkedin_profile(slug)


def test_websites_as_people_note_them() -> None:
    assert website(" www.one.example/x ") == "https://www.one.example/x"
    assert website("http://one.example") == "http://one.example"
    for wrong in ("javascript:x", "//one.example", "/etc/passwd", "", "two words.example", "ada@one.example"):
        with pytest.raises(ReconnectError):
            website(wrong)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def browser(tmp_path: Path, record: Path) -> Path:
    return program(tmp_path / "bin", "stand-in", f"printf '%s\\n' \"$@\" >> '{record}'; echo scribble; echo scribble >&2")


def test_no_hostile_address_reaches_or_leaves_the_browser_unchecked(tmp_path: Path, browser: Path, record: Path) -> None:
    environ = environment(browser.parent, BROWSER=str(browser))
    canary = tmp_path / "bin" / "CANARY"
    for value in (*REFUSED, *ENCODED):
        opened = open_url(value.replace("CANARY", str(canary)), environ=environ)
        assert clean_line(opened.sentence) == opened.sentence
        assert bool(opened.url) == opened.ok
    handed = record.read_text().splitlines()
    assert len(handed) == len(ENCODED)
    assert all(ALLOWED.fullmatch(url) for url in handed)
    assert not canary.exists()


def test_a_browser_with_a_shell_in_it_executes_nothing(
    tmp_path: Path, browser: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = environment(browser.parent, BROWSER=f'sh -c "{browser} %s"')
    for value in ENCODED:
        assert open_url(value, environ=environ).ok == ("&" not in safe_url(value))
    assert not (tmp_path / "CANARY").exists()
    handed = len([value for value in ENCODED if "&" not in safe_url(value)])
    assert len(record.read_text().splitlines()) == handed > 15
    for command in (f'sh -c "{browser} %s"', "bash -c %s", f'env sh -c "{browser} %s"', "x 'y %s'", "broken '"):
        opened = open_url("https://one.example/?a=1&touch=CANARY", environ=environ, browser=command)
        assert not opened.ok
        assert opened.url == "https://one.example/?a=1&touch=CANARY"
    assert len(record.read_text().splitlines()) == handed
    assert open_url("https://one.example/?a=1&b=2", environ=environ, browser=f"{browser} --tab=%s").ok
    assert record.read_text().splitlines()[-1] == "--tab=https://one.example/?a=1&b=2"


def test_what_a_browser_prints_does_not_reach_the_terminal(browser: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert open_url("https://one.example/", environ=environment(browser.parent, BROWSER=str(browser))).ok
    assert capfd.readouterr() == ("", "")


def test_a_webbrowser_module_lying_about_is_not_run(
    tmp_path: Path, browser: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "webbrowser.py").write_text("open('CANARY', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    environ = environment(browser.parent, BROWSER=str(browser), PYTHONPATH=str(tmp_path))
    assert open_url("https://one.example/", environ=environ).ok
    assert record.exists()
    assert not (tmp_path / "CANARY").exists()


def test_the_setting_wins_over_the_environment(tmp_path: Path, browser: Path, record: Path) -> None:
    other = program(tmp_path / "bin", "other", f"echo other >> '{record}'")
    assert open_url("https://one.example/", environ=environment(browser.parent, BROWSER=str(browser)), browser=str(other)).ok
    assert record.read_text() == "other\n"


def test_a_browser_that_fails_or_is_not_there_is_reported(tmp_path: Path) -> None:
    failing = program(tmp_path / "bin", "failing", "exit 1")
    killed = program(tmp_path / "bin", "killed", "kill -9 $$")
    for command in (str(failing), str(killed), str(tmp_path / "none")):
        opened = open_url("https://one.example/", environ={"PATH": str(tmp_path / "bin"), "BROWSER": command})
        assert not opened.ok
        assert opened.url == "https://one.example/"
        assert opened.sentence == "No browser took this address. The address to open by hand:"


def test_no_other_browser_stands_in_for_the_one_that_was_named(tmp_path: Path, browser: Path, record: Path) -> None:
    for name in ("xdg-open", "firefox", "chromium", "x-www-browser"):
        program(browser.parent, name, f"echo {name} >> '{record}'")
    failing = program(tmp_path / "bin", "failing", "exit 1")
    environ = environment(browser.parent, BROWSER=str(failing), DISPLAY=":none", SSH_TTY="/dev/pts/1")
    assert not open_url("https://one.example/", environ=environ).ok
    assert not record.exists()
    both = environ | {"BROWSER": f"{failing}:none-such:{browser} --tab=%s"}
    assert open_url("https://one.example/", environ=both).ok
    assert record.read_text() == "--tab=https://one.example/\n"


def test_a_browser_that_stays_open_counts_as_started(tmp_path: Path) -> None:
    pipe = tmp_path / "until-closed"
    staying = program(tmp_path / "bin", "staying", f"mkfifo '{pipe}'; read line < '{pipe}'")
    opened = open_url("https://one.example/", environ=environment(tmp_path / "bin", BROWSER=str(staying)), wait=1.0)
    assert opened.ok
    pipe.write_text("closed\n")
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(10)


def never(url: str) -> bool:
    raise AssertionError(f"a browser was started with {url}")


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": ":0"}, "linux"),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin"),
        ({}, "linux"),
        ({"BROWSER": ""}, "linux"),
        ({"BROWSER": "w3m", "DISPLAY": ":0"}, "linux"),
        ({"BROWSER": "/usr/bin/lynx:links %s"}, "linux"),
    ],
)
def test_far_away_or_without_a_display_no_browser_is_started(environ: dict[str, str], platform: str) -> None:
    opened = open_url("https://one.example/x", environ=environ, platform=platform, opener=never)
    assert (opened.ok, opened.url) == (False, "https://one.example/x")
    assert opened.sentence.endswith("The address to open by hand:")


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"DISPLAY": ":0"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
        ({"SSH_TTY": "x", "BROWSER": "relay"}, "linux"),
    ],
)
def test_where_a_browser_can_be_seen_it_is_started(environ: dict[str, str], platform: str) -> None:
    taken: list[str] = []

    def opener(url: str) -> bool:
        taken.append(url)
        return True

    for value, program_name in (
        ("https://one.example/", "browser"),
        ("mailto:ada@one.example", "mail program"),
        ("tel:112", "phone"),
    ):
        opened = open_url(value, environ=environ, platform=platform, opener=opener)
        assert (opened.ok, opened.sentence) == (True, f"Handed to the {program_name}.")
    assert taken == ["https://one.example/", "mailto:ada@one.example", "tel:112"]


def test_an_opener_that_breaks_is_reported_without_its_words() -> None:
    def breaks(url: str) -> bool:
        raise RuntimeError("secret \x1b[2J")

    def missing(url: str) -> bool:
        raise FileNotFoundError(2, "No such file or directory")

    assert open_url("https://one.example/", environ={}, platform="darwin", opener=breaks).sentence.startswith(
        "The browser could not"
    )
    assert "No such file" in open_url("https://one.example/", environ={}, platform="darwin", opener=missing).sentence
    assert not open_url("https://one.example/", environ={}, platform="darwin", opener=lambda url: False).ok


def test_it_can_be_called_from_a_thread(browser: Path, record: Path) -> None:
    thread = threading.Thread(
        target=open_url, args=("https://one.example/",), kwargs={"environ": environment(browser.parent, BROWSER=str(browser))}
    )
    thread.start()
    thread.join(30)
    assert record.read_text() == "https://one.example/\n"
