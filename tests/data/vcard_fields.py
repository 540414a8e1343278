"""Invented vCards: what cards say of people (how to reach them, days)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.data.vcard_makers import CorpusCard, card


def reaching() -> Iterator[CorpusCard]:
    fn = "FN:Ada Okafor"

    def one(point: str, line: str, *contact: object, version: str = "3.0", more: tuple[str, ...] = ()) -> CorpusCard:
        return card(point, "Ada Okafor", fn, line, *more, version=version, contacts=(contact,))

    yield one("bare 2.1 types", "TEL;HOME;VOICE:+44 20 7946 0018", "phone", "+44 20 7946 0018", "home", version="2.1")
    yield one("bare 2.1 types, preferred", "TEL;PREF;WORK:123456", "phone", "123456", "work", True, version="2.1")
    yield one("bare 2.1 types in a list", "TEL;CELL,VOICE:123456", "phone", "123456", "mobile", version="2.1")
    yield one("a repeated TYPE", "TEL;TYPE=WORK;TYPE=FAX:123456", "phone", "123456", "work fax")
    yield one("a list of TYPEs", "TEL;TYPE=FAX,HOME:123456", "phone", "123456", "home fax")
    yield one(
        "a quoted list of TYPEs",
        'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-555-5555',
        "phone",
        "+1-555-555-5555",
        "home",
        version="4.0",
    )
    yield one("small letters", "tel;type=cell:123456", "phone", "123456", "mobile")
    yield one("a custom TYPE", "TEL;TYPE=X-Boat:123456", "phone", "123456", "boat")
    yield one(
        "a tel: address with an extension",
        "TEL;VALUE=uri:tel:+1-555-555-5555;ext=102",
        "phone",
        "+1-555-555-5555 ext. 102",
        version="4.0",
    )
    yield one("a phone number that is none", "TEL:ask at reception", "other", "ask at reception")
    yield one("group and label", "item1.TEL:123456", "phone", "123456", "Boathouse", more=("item1.X-ABLabel:Boathouse",))
    yield one(
        "Apple's own label",
        "item1.EMAIL;type=INTERNET:ada@example.org",
        "email",
        "ada@example.org",
        "home",
        more=("item1.X-ABLabel:_$!<Home>!$_",),
    )
    yield one("a label before its line", "EMAIL:ada@example.org", "email", "ada@example.org", version="4.0")
    yield one(
        "a label with a comma", "item1.TEL:123456", "phone", "123456", "Boat, winter", more=(r"item1.X-ABLabel:Boat\, winter",)
    )
    yield one("groups that differ in case", "ITEM1.TEL:123456", "phone", "123456", "Boat", more=("item1.X-ABLabel:Boat",))
    yield one("an e-mail in capitals", "EMAIL:Ada.Okafor@Example.ORG", "email", "Ada.Okafor@Example.ORG")
    yield one("mailto:", "EMAIL:mailto:ada@example.org", "email", "ada@example.org")
    yield one("no e-mail address", "EMAIL;TYPE=X400:C=NG;S=Okafor", "other", "C=NG;S=Okafor")
    yield card(
        "several of each, one preferred",
        "Ada Okafor",
        fn,
        "EMAIL;TYPE=WORK:a@example.org",
        "EMAIL;TYPE=HOME,PREF:b@example.org",
        "TEL:1234",
        "TEL:5678",
        contacts=(
            ("email", "a@example.org", "work", False),
            ("email", "b@example.org", "home", True),
            ("phone", "1234"),
            ("phone", "5678"),
        ),
    )
    yield card(
        "the lowest PREF",
        "Ada Okafor",
        fn,
        "EMAIL;PREF=50:a@example.org",
        "EMAIL;PREF=7:b@example.org",
        "EMAIL:c@example.org",
        version="4.0",
        contacts=(
            ("email", "a@example.org", "", False),
            ("email", "b@example.org", "", True),
            ("email", "c@example.org", "", False),
        ),
    )
    yield card(
        "the same address twice",
        "Ada Okafor",
        fn,
        "EMAIL;TYPE=WORK:ada@example.org",
        "EMAIL:ADA@example.org",
        contacts=(("email", "ada@example.org", "work"),),
    )
    yield one("http with an escaped colon", r"URL:http\://example.org/ada", "url", "http://example.org/ada")
    yield one(
        "a LinkedIn profile",
        "URL;TYPE=WORK:https://www.linkedin.com/in/ada-okafor/",
        "linkedin",
        "https://www.linkedin.com/in/ada-okafor",
        "work",
    )
    yield one(
        "a LinkedIn company",
        "URL:https://www.linkedin.com/company/northwind",
        "url",
        "https://www.linkedin.com/company/northwind",
    )
    yield one(
        "X-SOCIALPROFILE of LinkedIn",
        "X-SOCIALPROFILE;type=linkedin;x-user=ada-okafor:http://www.linkedin.com/in/ada-okafor",
        "linkedin",
        "https://www.linkedin.com/in/ada-okafor",
    )
    yield one(
        "X-SOCIALPROFILE of LinkedIn, the slug alone",
        "X-SOCIALPROFILE;type=linkedin;x-user=ada-okafor:x-apple:ada-okafor",
        "linkedin",
        "https://www.linkedin.com/in/ada-okafor",
    )
    yield one(
        "X-SOCIALPROFILE of another",
        "X-SOCIALPROFILE;type=twitter:https://twitter.com/ada",
        "url",
        "https://twitter.com/ada",
        "twitter",
    )
    yield one("X-SOCIALPROFILE without address", "X-SOCIALPROFILE;type=myspace;x-user=ada:x-apple:ada", "other", "ada", "myspace")
    yield one(
        "SOCIALPROFILE of RFC 9554",
        "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://example.social/@ada",
        "url",
        "https://example.social/@ada",
        "mastodon",
        version="4.0",
    )
    yield one("IMPP", "IMPP;X-SERVICE-TYPE=Jabber;type=HOME:xmpp:ada@example.org", "other", "xmpp:ada@example.org", "home")
    yield one("X-JABBER", "X-JABBER:ada@example.org", "other", "ada@example.org", "jabber")
    yield one("X-SKYPE-USERNAME", "X-SKYPE-USERNAME:ada.okafor", "other", "ada.okafor", "skype")
    yield one(
        "an address",
        "ADR;TYPE=HOME:;;12 Main Street;Lagos;LA;101233;Nigeria",
        "address",
        "12 Main Street, Lagos, LA, 101233, Nigeria",
        "home",
    )
    yield one(
        "an address with escapes", r"ADR:;Flat 2;12 Main Street\, rear;Lagos;;;", "address", "Flat 2, 12 Main Street, rear, Lagos"
    )
    yield one(
        "an address with a list", "ADR:;;12 Main Street,rear;Lagos;;;", "address", "12 Main Street,rear, Lagos", version="4.0"
    )
    yield one("an address in lines", r"ADR:;;12 Main Street\nLagos;;;;", "address", "12 Main Street, Lagos")
    yield one(
        "an address in quoted-printable",
        "ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;12 Main Street=0D=0ARear;Lagos;;;Nigeria",
        "address",
        "12 Main Street, Rear, Lagos, Nigeria",
        "home",
        version="2.1",
    )
    yield card("an empty address", "Ada Okafor", fn, "ADR:;;;;;;", "TEL:", "EMAIL:", contacts=())
    yield card(
        "ORG with departments",
        "Ada Okafor",
        fn,
        r"ORG:Smith\, Doe \& Co;Research;Labs",
        company=r"Smith, Doe \& Co",
        about="Department: Research, Labs",
    )
    yield card("ORG with an unescaped comma", "Ada Okafor", fn, "ORG:Smith, Doe;", company="Smith, Doe", about="")
    yield card("ORG with an escaped semicolon", "Ada Okafor", fn, r"ORG:Smith\;Doe", company="Smith;Doe")
    yield card("a department alone", "Ada Okafor", fn, "ORG:;Research", company="", about="Department: Research")
    yield card("TITLE and ROLE", "Ada Okafor", fn, "ROLE:Project lead", r"TITLE:Head\, Research", position="Head, Research")
    yield card("ROLE alone", "Ada Okafor", fn, "ROLE:Project lead", position="Project lead")


def days() -> Iterator[CorpusCard]:
    for value, birthday in (
        ("1984-03-14", "1984-03-14"),
        ("19840314", "1984-03-14"),
        ("1984-03-14T00:00:00Z", "1984-03-14"),
        ("19840314T120000-0500", "1984-03-14"),
        ("--0415", "--04-15"),
        ("--04-15", "--04-15"),
        ("--0229", "--02-29"),
        ("1984/03/14", "1984-03-14"),
        ("1604-04-15", "--04-15"),
        ("1984-3-4", "1984-03-04"),
        ("0000-04-15", "--04-15"),
        ("2000-02-29", "2000-02-29"),
    ):
        yield card(f"BDAY:{value}", "Ada Okafor", "FN:Ada Okafor", f"BDAY:{value}", birthday=birthday, about="")
    for value in ("1984", "1984-03", "---14", "around Easter", "1984-02-30", "2999-01-01", "14.03.84", "--13-01", "circa 1800"):
        yield card(f"BDAY:{value}", "Ada Okafor", "FN:Ada Okafor", f"BDAY:{value}", birthday=None, about=f"Birthday: {value}")
    yield card(
        "BDAY, the year left out", "Ada Okafor", "FN:Ada Okafor", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15", birthday="--04-15"
    )
    yield card(
        "BDAY, another year left out", "Ada Okafor", "FN:Ada Okafor", "BDAY;X-APPLE-OMIT-YEAR=1972:1972-04-15", birthday="--04-15"
    )
    yield card("BDAY;VALUE=date", "Ada Okafor", "FN:Ada Okafor", "BDAY;VALUE=date:1984-03-14", birthday="1984-03-14")
    yield card(
        "BDAY;VALUE=text",
        "Ada Okafor",
        "FN:Ada Okafor",
        r"BDAY;VALUE=text:spring\, 1984",
        version="4.0",
        birthday=None,
        about="Birthday: spring, 1984",
    )
    yield card(
        "BDAY twice", "Ada Okafor", "FN:Ada Okafor", "BDAY:1984", "BDAY:1984-03-14", birthday="1984-03-14", about="Birthday: 1984"
    )
    yield card(
        "ANNIVERSARY", "Ada Okafor", "FN:Ada Okafor", "ANNIVERSARY:20100612", version="4.0", about="Anniversary: 2010-06-12"
    )
    yield card(
        "X-ANNIVERSARY and NOTE",
        "Ada Okafor",
        "FN:Ada Okafor",
        "X-ANNIVERSARY:2010-06-12",
        r"NOTE:tea\nbiscuits",
        about="tea\nbiscuits\nAnniversary: 2010-06-12",
    )
    yield card(
        "X-ABDATE",
        "Ada Okafor",
        "FN:Ada Okafor",
        "item1.X-ABDATE;type=pref:2010-06-12",
        "item1.X-ABLabel:_$!<Anniversary>!$_",
        about="Anniversary: 2010-06-12",
    )
    yield card(
        "X-ABDATE of the user's own",
        "Ada Okafor",
        "FN:Ada Okafor",
        "item1.X-ABDATE:2012-01-30",
        "item1.X-ABLabel:Moved to Turin",
        about="Moved to Turin: 2012-01-30",
    )
    yield card(
        "a day of Android's",
        "Ada Okafor",
        "FN:Ada Okafor",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-06-12;1;;;;;;;;;;;;;",
        version="2.1",
        about="Anniversary: 2010-06-12",
    )
    yield card("DEATHDATE", "Ada Okafor", "FN:Ada Okafor", "DEATHDATE:20200102", version="4.0", about="Died: 2020-01-02")
    yield card("two NOTEs", "Ada Okafor", "FN:Ada Okafor", "NOTE:tea", "NOTE:sails", about="tea\n\nsails")
    yield card(
        "a NOTE with commas",
        "Ada Okafor",
        "FN:Ada Okafor",
        r"NOTE:tea, biscuits\; and more\, always",
        about="tea, biscuits; and more, always",
    )
    yield card(
        "a NOTE that says what a line of ours says",
        "Ada Okafor",
        "FN:Ada Okafor",
        r"NOTE:tea\nBirthday: 1984",
        "BDAY:1984",
        about="tea\nBirthday: 1984\nBirthday: 1984",
    )
    yield card(
        "BDAY and NOTE, both in the about",
        "Ada Okafor",
        "FN:Ada Okafor",
        "BDAY:1984",
        "NOTE:tea",
        "ORG:Northwind;Sales",
        about="tea\nDepartment: Sales\nBirthday: 1984",
    )
