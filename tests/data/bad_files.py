"""Files that nobody should have to read, made by hand: what is in each, and what has to be said of it.

``import`` reads those of ``BROUGHT``. ``OWN`` lie where a user's own settings, templates and themes lie. Nobody in them exists.
"""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "Ada,Okafor,https://www.linkedin.com/in/ada-okafor,,Northwind Labs,Head of Research,02 Jan 2019\n"
CONNECTIONS = (HEADER + ROW).encode()


class BadFile(NamedTuple):
    """``name`` is what it is called, ``code`` what the command ends with, ``told`` a piece of what it says. ``make`` gives its content,
    or makes it at the path it is given."""

    name: str
    code: int
    told: str
    make: Callable[[], bytes] | None = None
    at: Callable[[Path], object] | None = None

    def put(self, path: Path) -> None:
        """Make it there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.at is not None:
            self.at(path)
        elif self.make is not None:
            path.write_bytes(self.make())


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members, in their order, twice the same name too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            if isinstance(name, str):
                name = zipfile.ZipInfo(name, (2026, 11, 2, 12, 0, 0))
                name.compress_type = method
            archive.NameToInfo.pop(name.filename, None)  # or zipfile warns of what is meant here
            archive.writestr(name, data)
    return out.getvalue()


def _raw(name: bytes, packed: bytes, *, size: int, flags: int = 0, crc: int = 0) -> bytes:
    """A zip of one member that says of itself whatever it likes."""
    common = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 0x5C62, crc, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + common + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def _zeros(blocks: int) -> bytes:
    """What unpacks to ``blocks`` × 16 MiB of zeros; each block is 16 kB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * blocks + b"\x03\x00"


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :]


def _link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _nested(depth: int) -> bytes:
    data = zipped(("Connections.csv", CONNECTIONS))
    for _ in range(depth):
        data = zipped(("LinkedInDataExport.zip", data))
    return data


def _json(**more: object) -> bytes:
    return json.dumps({"format": "reconnect", "version": 1, "people": []} | more).encode()


def _person(**more: object) -> dict[str, object]:
    return {"id": "aaaaaaaaaaaa", "name": "Ada Okafor"} | more


def _card(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", "")).encode()


def _laughs() -> bytes:
    return b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (one, one, b", ".join([b"*%c" % before] * 9))
        for before, one in zip(b"abcdefgh", b"bcdefghi", strict=True)
    )


BROUGHT: dict[str, BadFile] = {
    # Tables
    "an empty table": BadFile("Connections.csv", 1, "The file is empty", lambda: b""),
    "a header alone": BadFile("Connections.csv", 1, "There is nobody in Connections.csv", lambda: HEADER.encode()),
    "no header": BadFile("people.csv", 1, "Nobody knows these columns", lambda: b"Ada;1\nBen;2\n"),
    "nothing but NUL": BadFile("Connections.csv", 1, "The file is empty", lambda: bytes(100_000)),
    "one line of 5 MB": BadFile("people.csv", 1, "No known columns", lambda: b"x" * 5_000_000),
    "a quote never closed": BadFile(
        "Connections.csv", 1, "There is nobody in", lambda: (HEADER + '"Ada,Okafor,,,,,02 Jan 2019\n' * 2000).encode()
    ),
    "a million quotes": BadFile("Connections.csv", 1, "There is nobody in", lambda: HEADER.encode() + b'"' * 1_000_001),
    "a hundred thousand columns": BadFile(
        "people.csv", 1, "and 39017 more", lambda: b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + b"," * 99_999
    ),
    "two million commas": BadFile("Connections.csv", 1, "There is nobody in", lambda: HEADER.encode() + b"," * 2_000_000),
    "half of UTF-16": BadFile(
        "Connections.csv", 0, "kept without the day you connected", lambda: (HEADER + ROW).encode("utf-16")[:-7]
    ),
    "UTF-32": BadFile("Connections.csv", 0, "NUL bytes, now left out", lambda: (HEADER + ROW).encode("utf-32")),
    "a picture": BadFile("Connections.csv", 1, "This is no text file", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "a web page": BadFile(
        "Connections.csv", 1, "This is a web page", lambda: b"<!DOCTYPE html><html><body>Sign in, please</body></html>"
    ),
    "days that are none": BadFile(
        "Connections.csv",
        0,
        "kept without the day you connected",
        lambda: (HEADER + ROW.replace("02 Jan 2019", "99 Foo 0000") * 500).encode(),
    ),
    "rows too long": BadFile("Connections.csv", 0, "1 added", lambda: (HEADER + ROW.rstrip() + "," * 5000 + "\n").encode()),
    "a name of 3 MB": BadFile("Connections.csv", 1, "There is nobody in", lambda: (HEADER + "A" * 3_000_000 + ROW).encode()),
    "escape codes in every cell": BadFile(
        "Connections.csv",
        0,
        "1 added",
        lambda: (HEADER + '"\x1b]52;c;eA==\x07Ada","\x9b31m\u202eOkafor",,,"\x1b[2J",,02 Jan 2019\n').encode(),
    ),
    "a folder": BadFile("Connections.csv", 1, "It is empty", at=Path.mkdir),
    "a link to itself": BadFile("Connections.csv", 1, "There is no such file", at=lambda path: path.symlink_to(path.name)),
    "a pipe that nobody writes to": BadFile("Connections.csv", 1, "neither a file nor a folder", at=os.mkfifo),
    # Zips
    "a bomb of 4 GB": BadFile("export.zip", 1, "more than 64 MB", lambda: _raw(b"Connections.csv", _zeros(256), size=0xFFFFFFFF)),
    "a bomb that says it is small": BadFile(
        "export.zip", 1, "damaged or not complete", lambda: _raw(b"Connections.csv", _zeros(64), size=10)
    ),
    "a bomb beside the people": BadFile(
        "export.zip",
        0,
        "60000000 NUL bytes, now left out",
        lambda: zipped(("Connections.csv", CONNECTIONS), ("messages.csv", b"FROM,TO,DATE,CONTENT\n" + bytes(60_000_000))),
    ),
    "names that climb": BadFile(
        "export.zip", 0, "1 added", lambda: zipped(("../../../../climbed", b"x"), ("../Connections.csv", CONNECTIONS))
    ),
    "names from the root": BadFile(
        "export.zip", 0, "1 added", lambda: zipped(("/etc/cron.d/x", b"x"), ("C:\\Windows\\Connections.csv", CONNECTIONS))
    ),
    "a link for a member": BadFile(
        "export.zip", 1, "No known columns", lambda: zipped((_link("Connections.csv"), b"/etc/passwd"))
    ),
    "a member with a password": BadFile(
        "export.zip", 1, "locked with a password", lambda: _raw(b"Connections.csv", CONNECTIONS, size=len(CONNECTIONS), flags=1)
    ),
    "the same name twice": BadFile(
        "export.zip",
        0,
        "1 added",
        lambda: zipped(("Connections.csv", CONNECTIONS), ("Connections.csv", CONNECTIONS.replace(b"Ada", b"Eve"))),
    ),
    "ten thousand members": BadFile(
        "export.zip",
        1,
        "The zip holds 10001 files",
        lambda: zipped(*((f"{n}.txt", b"x") for n in range(10_000)), ("Connections.csv", CONNECTIONS)),
    ),
    "ten thousand members, no table": BadFile(
        "export.zip", 1, "no Connections.csv in this zip", lambda: zipped(*((f"{n}.txt", b"") for n in range(9_000)))
    ),
    "a zip in a zip in a zip": BadFile("export.zip", 1, "no Connections.csv in this zip", lambda: _nested(6)),
    "no directory at its end": BadFile(
        "export.zip", 1, "damaged or not complete", lambda: zipped(("Connections.csv", CONNECTIONS))[:-60]
    ),
    "packed otherwise": BadFile(
        "export.zip", 1, "packed in a way", lambda: zipped(("Connections.csv", CONNECTIONS), method=zipfile.ZIP_LZMA)
    ),
    "an empty zip": BadFile("export.zip", 1, "It is empty", lambda: zipped()),
    "a folder named like a table": BadFile("export.zip", 1, "It is empty", lambda: zipped(("Connections.csv/", b""))),
    "escape codes for a name": BadFile(
        "export.zip", 1, "It holds ]0;owned[2J.csv", lambda: zipped(("\x1b]0;owned\x07\x1b[2J.csv", b"x"))
    ),
    "one byte is another": BadFile(
        "export.zip", 1, "damaged or not complete", lambda: _flipped(zipped(("Connections.csv", CONNECTIONS)), 60)
    ),
    # Address books
    "cards never closed": BadFile("people.vcf", 0, "1 added", lambda: b"BEGIN:VCARD\nFN:Ada\n" * 3_000),
    "cards within cards": BadFile("people.vcf", 0, "The card names nobody", lambda: b"BEGIN:VCARD\nAGENT:\n" * 5_000),
    "a line folded for 5 MB": BadFile(
        "people.vcf", 0, "1 added", lambda: b"BEGIN:VCARD\r\nFN:Ada\r\nNOTE:" + b"x\r\n " * 1_250_000 + b"\r\nEND:VCARD\r\n"
    ),
    "quoted-printable that is none": BadFile(
        "people.vcf",
        0,
        "1 added",
        lambda: _card("FN;ENCODING=QUOTED-PRINTABLE:=ZZ=4=\r\n=C3", "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=" * 50_000),
    ),
    "a photo cut off": BadFile(
        "people.vcf", 0, "1 added", lambda: _card("FN:Ada Okafor", "PHOTO;ENCODING=b;TYPE=JPEG:" + "/9j/" * 700_000)
    ),
    "a hundred thousand semicolons": BadFile("people.vcf", 0, "The card names nobody", lambda: _card("N:" + ";" * 100_000)),
    "random bytes in a card": BadFile(
        "people.vcf", 0, "The card is empty", lambda: b"BEGIN:VCARD\r\n" + bytes(range(1, 256)) * 400 + b"\r\nEND:VCARD\r\n"
    ),
    "a character set nobody has": BadFile(
        "people.vcf", 0, "1 added", lambda: _card("FN;CHARSET=x-klingon;ENCODING=QUOTED-PRINTABLE:Ada=20Okafor")
    ),
    "empty cards": BadFile("people.vcf", 0, "The card is empty", lambda: b"BEGIN:VCARD\r\nEND:VCARD\r\n" * 10_000),
    "a property's name of 1 MB": BadFile(
        "people.vcf", 0, "longer than 20,000", lambda: _card("FN:Ada Okafor", "X" * 1_000_000 + ":x")
    ),
    "a birthday that is none": BadFile(
        "people.vcf", 0, "1 added", lambda: _card("FN:Ada Okafor", "BDAY:99999999999999", "BDAY:2019-02-31")
    ),
    "no card at all": BadFile("people.vcf", 1, "No known columns", lambda: b"FN:Ada\r\nEND:VCARD\r\n"),
    # What reconnect exports
    "JSON nested without end": BadFile(
        "people.json", 1, "nested too deeply", lambda: b'{"format": "reconnect", "version": 1, "people": ' + b"[" * 200_000
    ),
    "JSON of mappings without end": BadFile(
        "people.json", 1, "nested too deeply", lambda: b'{"format": "reconnect", "version": 1, "people": [' + b'{"id":' * 100_000
    ),
    "a number of 100,000 digits": BadFile(
        "people.json",
        1,
        "a number too long",
        lambda: _json(circles=[{"name": "x", "days": 1}]).replace(b'"days": 1', b'"days": ' + b"9" * 100_000),
    ),
    "NaN for days": BadFile(
        "people.json",
        1,
        "NaN is no number",
        lambda: _json(circles=[{"name": "x", "days": 1}]).replace(b'"days": 1', b'"days": NaN'),
    ),
    "days without end": BadFile(
        "people.json",
        1,
        "a number of days",
        lambda: _json(circles=[{"name": "x", "days": 1}]).replace(b'"days": 1', b'"days": 1e999'),
    ),
    "a key twice": BadFile(
        "people.json", 1, "stands twice", lambda: _json(people=[_person()]).replace(b'"name"', b'"name": "Eve", "name"')
    ),
    "a section twice": BadFile("people.json", 1, "is there twice", lambda: _json(people=[_person()])[:-1] + b', "people": []}'),
    "a version to come": BadFile("people.json", 1, "A newer version of reconnect wrote this", lambda: _json(version=99)),
    "a version that is a text": BadFile("people.json", 1, "does not say which version", lambda: _json(version="1")),
    "another format": BadFile("people.json", 1, "is not an export of reconnect's", lambda: _json(format="contacts")),
    "an export cut off": BadFile(
        "people.json", 1, "The file ends in the middle", lambda: _json(people=[_person(id=f"{n:012x}") for n in range(50)])[:-20]
    ),
    "people that are a mapping": BadFile("people.json", 1, "should be a list", lambda: _json(people={"id": "x"})),
    "an id that is nothing": BadFile("people.json", 1, "this should be an id", lambda: _json(people=[_person(id=None)])),
    "the same id twice": BadFile("people.json", 1, "twice", lambda: _json(people=[_person(), _person(name="Eve")])),
    "half a pair of surrogates": BadFile("people.json", 0, "1 added", lambda: _json(people=[_person(about="x\ud800y")])),
    "a word of 5 MB": BadFile("people.json", 0, "1 added", lambda: _json(people=[_person(about="x" * 5_000_000)])),
    "a list of lists": BadFile("people.json", 1, "No known columns", lambda: b"[[[[]]]]"),
}

OWN: dict[str, BadFile] = {
    # Settings: told by `config`, and the defaults are used
    "settings: laughs": BadFile("config.yaml", 0, "Aliases", _laughs),
    "settings: a key twice": BadFile("config.yaml", 0, "is there twice", lambda: b"people_a_day: 3\npeople_a_day: 900\n"),
    "settings: nested without end": BadFile("config.yaml", 0, "nested too deeply", lambda: b"keys: " + b"{a: " * 50_000),
    "settings: a tab": BadFile("config.yaml", 0, "A tab is not allowed", lambda: b"keys:\n\tundo: u\n"),
    "settings: wrong types": BadFile(
        "config.yaml",
        0,
        "wants one value here, not a list",
        lambda: b"people_a_day: [many]\nkeys: 7\ntheme: {a: b}\neditor: [vi]\n",
    ),
    "settings: 2 MB": BadFile("config.yaml", 0, "larger than 1 MB", lambda: b"# " + b"x" * 2_000_000),
    "settings: an object": BadFile("config.yaml", 0, "Tags", lambda: b"!!python/object/apply:os.system ['touch CANARY']\n"),
    "settings: a list": BadFile("config.yaml", 0, "A second document or list item", lambda: b"- a\n- b\n"),
    "settings: bytes": BadFile("config.yaml", 0, "not UTF-8", lambda: bytes(range(256))),
    "settings: a folder": BadFile("config.yaml", 0, "not a file", at=Path.mkdir),
    "settings: a pipe": BadFile("config.yaml", 0, "not a file", at=os.mkfifo),
    # Templates: told by `templates check`
    "template: merged": BadFile("templates/x.yaml", 1, "aliases", lambda: b"a: &a {name: x}\n<<: *a\nbody: b\n"),
    "template: ten thousand documents": BadFile(
        "templates/x.yaml", 1, "20,000 values", lambda: b"---\nname: x\nbody: b\n" * 10_000
    ),
    "template: mappings without end": BadFile(
        "templates/x.yaml", 1, "nested too deeply", lambda: b"name: a\nbody: " + b"{a: " * 100_000
    ),
    "template: 2 MB": BadFile("templates/x.yaml", 1, "larger than 1 MB", lambda: b"name: a\nbody: |\n" + b"  x\n" * 500_000),
    "template: a pipe": BadFile("templates/x.yaml", 1, "not a file", at=os.mkfifo),
    "template: a link to itself": BadFile("templates/x.yaml", 1, "cannot be read", at=lambda path: path.symlink_to(path.name)),
    "template: half of UTF-16": BadFile("templates/x.yaml", 1, "not UTF-8", lambda: "name: a\nbody: b\n".encode("utf-16")[:-1]),
    # Themes: told by `themes check`
    "theme: laughs": BadFile("themes/x.yaml", 1, "aliases", _laughs),
    "theme: no colours": BadFile("themes/x.yaml", 1, "under colours stand lines", lambda: b"name: x\n"),
    "theme: a colour that is none": BadFile(
        "themes/x.yaml", 1, "a colour is", lambda: b"name: x\ndark: yes\ncolours:\n  text: url(https://example.org)\n"
    ),
    "theme: a colour twice": BadFile(
        "themes/x.yaml", 1, "is there twice", lambda: b"name: x\ndark: yes\ncolours:\n  text: '#ffffff'\n  text: '#000000'\n"
    ),
    "theme: colours that are a list": BadFile(
        "themes/x.yaml", 1, "under colours stand lines", lambda: b"name: x\ncolours: [red, green]\n"
    ),
    "theme: 2 MB": BadFile("themes/x.yaml", 1, "larger than 1 MB", lambda: b"name: " + b"x" * 2_000_000),
    "theme: escape codes for a name": BadFile("themes/x.yaml", 1, "U+001B", lambda: b'name: "\\e]0;owned\\a"\ncolours: {}\n'),
    "theme: bytes": BadFile("themes/x.yaml", 1, "not UTF-8", lambda: bytes(range(256)) * 10),
}
