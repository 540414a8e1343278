"""A hundred strings that want to be more than text: whatever reads them, draws them or prints them shall only show them.

Each has a name. ``BASE64`` and ``EVIL`` stand in each of them that writes to a clipboard, a title, or opens something: where one of
these turns up inside an escape sequence, or in a clipboard or browser, it acted. All people in it are invented.
"""

from __future__ import annotations

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
BASE64, EVIL = "RVZJTA==", "evil.example"
"""``EVIL``, as OSC 52 wants it, and where no link may lead."""

HOSTILE: dict[str, str] = {
    # Textual's and Rich's markup
    "closes": "[/]",
    "closes-another": "VP [/sales]",
    "link-quits": "[@click=app.quit]hi[/]",
    "link-quoted": "[@click=app.quit()]bye[/@click]",
    "link-rings": "[@click=app.bell]ring[/]",
    "link-copies": f"[@click=app.copy_to_clipboard('{BASE64}')]take[/]",
    "link-opens": f"[@click=app.open_url('https://{EVIL}/a')]see[/]",
    "link-leaves": "[@click=screen.dismiss]away[/]",
    "link-shoots": "[@click=app.save_screenshot]shot[/]",
    "rich-link": f"[link=https://{EVIL}/b]x[/link]",
    "textual-link": f"[link='https://{EVIL}/c']y[/]",
    "open-bracket": "[not closed",
    "colours": "[bold red on blue]loud[/] [reverse]back[/reverse] [$accent]x[/]",
    "escaped-markup": "\\[b]\\\\[/b] \\",
    "emoji-code": ":skull: :warning: [dim]",
    "variable": "$name ${x} $person-name $",
    # escape sequences
    "clipboard": f"{ESC}]52;c;{BASE64}{BEL}Okafor",
    "clipboard-st": f"Lind{ESC}]52;p;{BASE64}{ST}",
    "title": f"{ESC}]0;{EVIL}{BEL}Moss",
    "title-2": f"{ESC}]2;{EVIL}{ST}",
    "icon": f"{ESC}]1;{EVIL}{BEL}",
    "osc8": f"{ESC}]8;;https://{EVIL}/d{ST}press me{ESC}]8;;{ST}",
    "osc8-id": f"{ESC}]8;id=1;file:///etc/passwd{BEL}passwd{ESC}]8;;{BEL}",
    "osc-unclosed": f"{ESC}]52;c;{BASE64}",
    "osc-777": f"{ESC}]777;notify;{EVIL};{EVIL}{BEL}{ESC}]9;{EVIL}{BEL}",
    "osc-1337": f"{ESC}]1337;File=name=eA==;inline=1:{BASE64}{BEL}",
    "osc-palette": f"{ESC}]4;1;rgb:00/00/00{BEL}{ESC}]11;#000000{BEL}{ESC}]104{BEL}",
    "osc-cwd": f"{ESC}]7;file://{EVIL}/{ST}",
    "clears": f"{ESC}[2J{ESC}[3J{ESC}[H",
    "colour": f"{ESC}[31mred{ESC}[0m{ESC}[?5h",
    "moves": f"{ESC}[10A{ESC}[99D{ESC}[s{ESC}[uover",
    "resets": f"{ESC}c{ESC}[!p{ESC}>{ESC}[?1049l",
    "mouse-off": f"{ESC}[?1000l{ESC}[?1006l{ESC}[?2004l{ESC}[?2026h",
    "reports": f"{ESC}[21t{ESC}[6n{ESC}[c{ESC}[>q{ESC}[18t",
    "dcs": f"{ESC}P1$r0m{ST}{ESC}P+q544e{ST}",
    "sixel": f'{ESC}Pq"1;1;9;9#0;2;0;0;0~{ST}',
    "apc": f"{ESC}_Gf=100,a=T;{BASE64}{ST}{ESC}^{EVIL}{ST}{ESC}X{EVIL}{ST}",
    "paste-ends": f"{ESC}[201~q{ESC}[200~",
    "charset": f"{ESC}(0lqqk{ESC}(B\x0e\x0f",
    "bare-esc": f"{ESC}",
    # the C0 and C1 controls
    "c1-csi": "\x9b31mred\x9b2J",
    "c1-osc": f"\x9d52;c;{BASE64}\x9c\x9d0;{EVIL}\x9c",
    "c1-dcs": "\x90q~\x9c\x98x\x9c\x9ex\x9c\x9fx\x9c",
    "bells": f"{BEL}{BEL}{BEL}",
    "backs": "safe\x08\x08\x08\x08evil",
    "nul": "Nu\x00l",
    "deletes": "\x7f\x7f\x7fgone",
    "returns": "shown\rhides",
    "crlf": "two\r\nlines\nthree\rfour",
    "tabs": "a\tb\t\tc",
    "verticals": "up\x0bdown\x0cpage\x85next",
    "separators": "\x1c\x1d\x1e\x1f",
    "shifts": "\x0e\x0f\x11\x13\x04\x03\x1a",
    # what changes the order, hides, or stands in for another
    "override": "over\u202eedir\u202c",
    "override-left": "\u202dforced\u202c",
    "isolates": "\u2066is\u2067ol\u2068ate\u2069",
    "embeds": "\u202aem\u202bbed",
    "marks-of-direction": "\u200e\u200f\u061c",
    "rtl-name": "שרה בן־ארי",
    "rtl-mixed": "بن سلمان (العربي) 123 abc",
    "zero-width": "A\u200bd\u200ba\u2060\ufeff",
    "soft-hyphen": "shy\u00adshy",
    "tag-signs": "\U000e0001\U000e0065\U000e0076\U000e0069\U000e006c",
    "tag-flag": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "tag-flag-broken": "🏴\U000e0067\U000e0062\U000e0065 open",
    "private": "\ue000\uf8ff\U000f0000\U0010fffd",
    "no-sign": "\ufffe\uffff\ufdd0\U0001ffff",
    "annotations": "\ufff9under\ufffaover\ufffb",
    "line-separator": "line\u2028break",
    "paragraph-separator": "para\u2029graph",
    "object": "\ufffc\ufffd",
    "fillers": "\u3164\u115f\u1160\uffa0\u2800",
    "homoglyphs": "Аdа Оkаfоr",
    "musical": "\U0001d173\U0001d174\U0001d175beam",
    # floods
    "tower": "Z" + "\u0323\u0301\u0489" * 700 + "algo",
    "joiners": "A" + "\u200d" * 800,
    "selectors": "❤" + "\ufe0f" * 500,
    "variations": "g" + "\U000e0100\U000e01ef" * 200,
    "enclosed": "\u20dd\u20e3" * 300,
    "long-line": "W" * 100_000,
    "long-wide": "名" * 20_000,
    "long-escapes": f"{ESC}[31m" * 10_000,
    "long-brackets": "[" * 5_000 + "]" * 5_000,
    "many-lines": "x\n" * 3_000,
    "families": "👩‍👩‍👧‍👦" * 200,
    # surrogates, as JSON can write them (a command line cannot)
    "lone-high": "Sur\ud83drogate",
    "lone-low": "\udc9bSur\udfff",
    "swapped": "\ude00\ud83d",
    # templates, and other people's languages
    "fields": "{{salutation}} {{nonsense|x}} {{{{",
    "holes": "[[hole]] [[]] [[ unclosed",
    "others-fields": "{FIRST_NAME} %FIRSTNAME% *|FNAME|* [First Name] <<name>>",
    "formats": "%s %n %x {0} {self.__class__} {x!r:>{y}}",
    "sql": "'); DROP TABLE person; -- \" ; ATTACH 'x' AS y",
    "shell": "$(touch CANARY) `touch CANARY` ; touch CANARY | & > CANARY",
    "yaml": "!!python/object/apply:os.system ['touch CANARY'] : - {a: *x, <<: &x}",
    "csv-formula": "=cmd|' /C calc'!A0",
    "csv-plus": '+1+1,"-2"@SUM(A1)\t=x',
    "search": 'name:"x" OR NEAR(a b) * ^ - AND NOT (( circle:',
    "capture": 'coffee: @nobody @+"New" #tag next: tomorrow x > in 2 weeks tag:y promised: z',
    "flags": "--help -n --json --home=/ -",
}

WITHOUT_SURROGATES: dict[str, str] = {
    name: words for name, words in HOSTILE.items() if not any("\ud800" <= sign <= "\udfff" for sign in words)
}
"""Those that a command line, a CSV and a database can hold as they are."""


def shares(parts: int) -> list[list[str]]:
    """The hundred in ``parts`` lists of about one length, those of one kind spread over all of them."""
    return [list(HOSTILE.values())[part::parts] for part in range(parts)]


def turns(strings: list[str]) -> list[str]:
    """All of them as one text, as often as there are: each begins one, and those that would fill a screen come last in the others."""
    return [" ".join((first, *sorted((one for one in strings if one is not first), key=len))) for first in strings]
