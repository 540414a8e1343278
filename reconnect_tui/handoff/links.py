"""Addresses: made, checked, and handed to the browser, the mail program or the phone.

Every address that leaves the program has gone through ``safe_url``. It lets through http and https with a host, mailto, tel and
sms, and nothing that a shell, an option parser or a mail header could act on (SAFETY.md, "Edges").
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple, NoReturn
from urllib.parse import quote, unquote

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_line, clean_text, shown_line

LONGEST = 32_000
"""Longest address, in characters: what a Windows command line takes, and a quarter of one argument on Linux."""

WAIT = 5.0
"""Seconds after which a browser that has not come back counts as started: some stay in the foreground until they are closed."""

# Of what RFC 3986 allows after the host, only what no shell acts on; `&` is the one exception, see `_shell_would_act`.
_PLAIN = "-._~/?#&=+,:@%"

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")

_IN_TERMINAL = ("www-browser", "lynx", "w3m", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha")

_OPENING = """
import os, sys, webbrowser
def taken(name):
    try:
        return webbrowser.get(name).open(sys.argv[1])
    except webbrowser.Error:
        return False
named = [name for name in os.environ.get("BROWSER", "").split(os.pathsep) if name]
sys.exit(0 if any(map(taken, named or [None])) else 3)
"""
"""What is named is tried and nothing else: ``webbrowser.open`` would go on to any browser there is, over ssh on the far machine."""


class Opened(NamedTuple):
    """What became of an address. ``url`` is the address as checked, or ``""`` where it is none that may be opened."""

    ok: bool
    """Whether a program took it; nobody can know whether the page then appeared."""
    sentence: str
    url: str


def safe_url(value: str) -> str:
    """Return ``value`` as an ASCII address that may be handed to another program; the same again for its own result.

    A host in other letters becomes its ``xn--`` form, which also shows look-alikes for what they are. Raises ``ReconnectError``
    for anything else than http, https, mailto, tel and sms, for a missing host, user info, white space or control characters,
    for any field of a mail but subject and body, and for more than ``LONGEST`` characters.
    """
    if len(value) > LONGEST:
        _refuse(value, "it is too long")
    # str.isspace also knows the odd blanks and breaks beyond ASCII.
    if any(c.isspace() or unicodedata.category(c) in ("Cc", "Cs") for c in value):
        _refuse(value, "there is a blank or an invisible sign in it")
    scheme, colon, rest = value.partition(":")
    makers = {"http": _web, "https": _web, "mailto": _mail, "tel": _phone, "sms": _text_message}
    make = makers.get(scheme.lower() if scheme.isascii() else "")
    if not colon or make is None:
        _refuse(value, "only web, mail, phone and text-message addresses are")
    try:
        url = make(scheme.lower(), rest)
    except ValueError as error:
        _refuse(value, str(error) if type(error) is ValueError else "its text is not UTF-8", error)
    if len(url) > LONGEST:
        _refuse(value, "it is too long")
    return url


def website(value: str) -> str:
    """Return the safe address of a web site as people note them: ``www.example.org`` is one too. Raises as ``safe_url``."""
    text = value.strip()
    return safe_url(text if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text) or text.startswith("/") else f"https://{text}")


def linkedin_profile(slug: str) -> str:
    """Return the address of a LinkedIn profile; ``slug`` is the part after ``/in/``, decoded. Raises ``ReconnectError``."""
    bare = clean_line(slug)
    if bare in ("", ".", "..") or bare != slug or len(bare) > 1_000:
        raise ReconnectError("There is no LinkedIn profile noted here that could be opened.")
    return safe_url(f"https://www.linkedin.com/in/{quote(bare, safe='')}")


def linkedin_messages(slug: str) -> str:
    """Return the address to write a message from: the profile. LinkedIn documents no lasting one that opens a conversation."""
    return linkedin_profile(slug)


def mailto(address: str, subject: str = "", body: str = "") -> str:
    """Return the ``mailto:`` of one letter to one person (RFC 6068: line breaks as CR LF, blanks as %20, never ``+``).

    Raises ``ReconnectError`` where ``address`` is not one plain address, or the whole is too long for another program to take.
    """
    try:
        to = _address(address)
    except ValueError as error:
        _refuse(address, str(error), error)
    fields = []
    if clean_line(subject).strip():
        fields.append(f"subject={quote(clean_line(subject).strip(), safe='')}")
    if clean_text(body).strip():
        fields.append(f"body={quote(_with_crlf(clean_text(body)), safe='')}")
    url = f"mailto:{to}" + ("?" + "&".join(fields) if fields else "")
    if len(url) > LONGEST:
        raise ReconnectError("This letter is too long for a mail program to take over. Copy it, or save it to a file.")
    return url


def tel(number: str) -> str:
    """Return the ``tel:`` of a phone number as people write them (RFC 3966). Raises ``ReconnectError`` if it is none."""
    return f"tel:{_number(number)}"


def sms(number: str, body: str = "") -> str:
    """Return the ``sms:`` of a text message. Raises ``ReconnectError`` if the number is none, or the whole too long.

    RFC 5724 and Android want ``?body=``; iOS, whose maker documents no body at all, takes ``&body=`` since its version 8. ``?&body=``
    is a query with an empty field before it to the former and has what the latter looks for. Some programs leave the words out all
    the same, so whoever opens this has the letter on the clipboard, too.
    """
    text = clean_text(body)
    url = f"sms:{_number(number)}" + (f"?&body={quote(_with_crlf(text), safe='')}" if text.strip() else "")
    if len(url) > LONGEST:
        raise ReconnectError("This letter is too long for a text message. Copy it, or save it to a file.")
    return url


def whatsapp(number: str, body: str = "") -> str:
    """Return the address that opens a WhatsApp conversation with these words in it (``https://wa.me/``).

    Raises ``ReconnectError`` where the number has no country code, without which nobody knows whose it is, or the whole is too long.
    """
    digits = _number(number)
    if not re.fullmatch(r"(\+|00)[1-9][0-9]{6,14}", digits):
        raise ReconnectError(f"“{shown_line(number, 40)}” has no country code, so WhatsApp would not know whose number it is.")
    text = clean_text(body)
    return safe_url(f"https://wa.me/{digits.lstrip('+0')}" + (f"?text={quote(text, safe='')}" if text.strip() else ""))


def open_url(
    value: str,
    *,
    environ: Mapping[str, str],
    browser: str = "",
    opener: Callable[[str], bool] | None = None,
    platform: str = sys.platform,
    wait: float = WAIT,
) -> Opened:
    """Hand an address to the user's browser, or say why not; never raises. Takes up to ``wait`` seconds: call it in a thread.

    Over ssh, or without a display, nothing is started unless BROWSER or ``browser`` (the setting, which wins) names a program:
    the browser would open on a screen far away, or in this terminal. ``opener`` replaces the real thing in tests.
    """
    try:
        url = safe_url(value)
    except ReconnectError as error:
        return Opened(False, str(error), "")
    named = browser or environ.get("BROWSER", "")
    command = os.pathsep.join(one for one in named.split(os.pathsep) if _program(one) not in _IN_TERMINAL) if named else ""
    if named and not command:
        return Opened(False, "BROWSER is one for the terminal, which is in use here. The address to open by hand:", url)
    if not command:
        if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
            return Opened(False, "This is a session over ssh, so no browser was started. The address to open by hand:", url)
        if platform not in ("darwin", "win32") and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
            return Opened(False, "There is no display here, so no browser was started. The address to open by hand:", url)
    elif _shell_would_act(command, url):
        return Opened(False, "BROWSER runs a shell, which would act on the & in this address. The address to open by hand:", url)
    try:
        taken = opener(url) if opener else _start(url, command, environ, wait)
    except Exception as error:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        return Opened(False, f"The browser could not be started{why}. The address to open by hand:", url)
    if not taken:
        return Opened(False, "No browser took this address. The address to open by hand:", url)
    program = {"mailto": "mail program", "tel": "phone", "sms": "phone"}.get(url.partition(":")[0], "browser")
    return Opened(True, f"Handed to the {program}.", url)


def _start(url: str, command: str, environ: Mapping[str, str], wait: float) -> bool:
    """Let ``webbrowser`` do it in a process of its own, without our terminal: what a browser prints would land on the screen."""
    import subprocess

    # Where TERM is set, webbrowser falls back on browsers for the terminal.
    environment = {name: value for name, value in environ.items() if name not in ("TERM", "BROWSER")}
    if command:
        environment["BROWSER"] = command

    if not sys.executable:
        import webbrowser

        return webbrowser.open(url)
    process = subprocess.Popen(
        # -I: no module of the folder we happen to be in may pass for webbrowser.
        [sys.executable, "-I", "-c", _OPENING, url],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        return process.wait(wait) == 0
    except subprocess.TimeoutExpired:
        import threading

        threading.Thread(target=process.wait, daemon=True).start()
        return True


def _program(command: str) -> str:
    return os.path.basename(command.split()[0]) if command.strip() else ""


def _shell_would_act(browser: str, url: str) -> bool:
    """Say whether ``browser`` is a command with a shell in it and ``url`` has the one sign left that a shell acts on.

    ``sh -c "firefox %s"`` gets the address as part of a script. Encoding ``&`` would change what a query means.
    """
    if "&" not in url:
        return False
    import shlex

    for command in browser.split(os.pathsep):
        try:
            parts = shlex.split(command)
        except ValueError:
            return True
        if any(re.fullmatch(r"(ba|da|z|k|c|tc|fi|a|mk)?sh|eval|cmd(\.exe)?", os.path.basename(part)) for part in parts):
            return True
        if any("%s" in part and re.search(r"[\s;&|<>$`]", part) for part in parts):
            return True
    return False


def _web(scheme: str, rest: str) -> str:
    if not rest.startswith("//"):
        raise ValueError("there is no host in it")
    authority, after = re.fullmatch(r"([^/?#\\]*)(.*)", rest[2:], re.DOTALL).groups()  # type: ignore[union-attr]
    # Browsers read a backslash as a slash, other programs do not: whose host is it then?
    if after.startswith("\\"):
        raise ValueError("there is a backslash where its host ends")
    if "@" in unicodedata.normalize("NFKC", authority):
        raise ValueError("there is a user name in it, which can pass for the host")
    host, colon, port = authority.partition(":")
    if colon and not (re.fullmatch(r"[0-9]{1,5}", port) and int(port) < 65_536):
        raise ValueError("its port is none")
    after = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", after)
    return f"{scheme}://{_host(host)}{colon}{port}{quote(after, safe=_PLAIN)}"


def _host(given: str) -> str:
    # The folding that browsers do before they look a name up (UTS 46), as far as letters go.
    name = unicodedata.normalize("NFKC", given).lower().replace("\u3002", ".").removesuffix(".")
    labels = [_label(label) for label in name.split(".")]
    host = ".".join(labels)
    if len(host) > 253:
        raise ValueError("its host is too long")
    return host


def _label(label: str) -> str:
    plain = label
    if not label.isascii() and all(c == "-" or c.isalnum() or unicodedata.category(c)[0] == "M" for c in label):
        plain = f"xn--{label.encode('punycode').decode('ascii')}"
    if not _LABEL.fullmatch(plain):
        raise ValueError("its host is none" if label else "there is no host in it")
    return plain


def _mail(scheme: str, rest: str) -> str:
    to, _, query = rest.partition("?")
    fields: dict[str, str] = {}
    for field in query.split("&") if query else []:
        name, _, value = field.partition("=")
        # `attach` has sent private files, and `bcc` and `to` add readers.
        if name.lower() not in ("subject", "body") or name.lower() in fields:
            raise ValueError("a mail address here may carry a subject and a body, once each, and nothing else")
        fields[name.lower()] = unquote(value, errors="strict")
    if "\n" in clean_text(fields.get("subject", "")):
        raise ValueError("there is a line break in its subject")
    return mailto(unquote(to, errors="strict"), fields.get("subject", ""), fields.get("body", ""))


def _address(address: str) -> str:
    local, _, domain = address.rpartition("@")
    if len(address) > 254 or not re.fullmatch(r'[^\s@,;:<>()\[\]\\"\x00-\x1f\x7f-\x9f\ud800-\udfff]+', local):
        raise ValueError("it is not one plain mail address")
    return f"{quote(local, safe='')}@{_host(domain)}"


def _phone(scheme: str, rest: str) -> str:
    if not re.fullmatch(r"\+?[0-9().-]+", rest):
        raise ValueError("it is not a plain phone number")
    return f"{scheme}:{_number(rest)}"


def _text_message(scheme: str, rest: str) -> str:
    number, mark, query = rest.partition("?")
    name, _, value = query.removeprefix("&").partition("=")
    if mark and (name.lower() != "body" or "&" in value):
        raise ValueError("a text-message address here may carry a body and nothing else")
    return sms(_phone("tel", number)[4:], unquote(value, errors="strict"))


def _number(number: str) -> str:
    """Return ``number`` as digits with a leading ``+`` where it had one; an extension is left out, it is dialled by hand."""
    bare = "".join(
        str(unicodedata.decimal(c, c))
        for c in unicodedata.normalize("NFKC", number)
        if unicodedata.category(c) not in ("Cf", "Cs")
    ).strip()
    main = re.split(r"(?i)\s*(?:;|,|ext\b|extension\b|x(?=[\s.:]*[0-9]))", bare, maxsplit=1)[0].strip()
    if main.startswith("+"):
        main = re.sub(r"\(\s*0\s*\)", "", main)
    digits = re.sub(r"[\s().\-\u2010-\u2015/]", "", main)
    # No * and #: on a phone those can be commands (MMI codes) rather than somebody to talk to.
    if not re.fullmatch(r"\+?[0-9]{3,20}", digits):
        raise ReconnectError(f"“{shown_line(number, 40)}” is not a phone number that can be handed over.")
    return digits


def _with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def _refuse(value: str, why: str, cause: Exception | None = None) -> NoReturn:
    raise ReconnectError(f"“{shown_line(value, 100)}” is not opened: {why}.") from cause
