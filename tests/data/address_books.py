"""Invented address books: Google Contacts old and new, Outlook for Windows in nine spellings, Outlook.com; and what Excel does to them.

Nobody here exists. ``FRIENDS`` are written by ``google_new``, ``google_old``, ``outlook`` and ``outlook_com``; ``mangled`` re-saves them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reconnect_tui.interchange.records import FoundPerson


class Friend(NamedTuple):
    """One entry of an address book, in plain words; ``address`` is street, city, region, code, country."""

    first: str = ""
    last: str = ""
    middle: str = ""
    nickname: str = ""
    company: str = ""
    department: str = ""
    position: str = ""
    emails: tuple[str, ...] = ()
    mobile: str = ""
    work: str = ""
    fax: str = ""
    address: tuple[str, str, str, str, str] = ("", "", "", "", "")
    url: str = ""
    birthday: str = ""
    wedding: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    spouse: str = ""


FRIENDS = (
    Friend(
        "Ada", "Okafor", "N.", "Adaeze", "Northwind Labs", "Research", "Head of Research", ("Ada@Example.org", "ada.home@example.net"),
        "+234 802 555 0101", "+234 1 555 0102", "+234 1 555 0103", ("12 Marina", "Lagos", "Lagos State", "101241", "Nigeria"),
        "https://www.linkedin.com/in/ada-okafor/", "1984-03-14", "2010-06-05",
        "Met at the sailing club.\nTwo kids, \"the twins\"; wants to leave consulting.", ("Sailing", "Book club"), "Emeka Okafor",
    ),
    Friend(
        "José Luis", "Peña Gómez", company="Lefèvre, Sohn & Co", position="VP, Sales", emails=("jose@example.com",),
        mobile="0034 600 555 010", birthday="1979-12-25", notes="Naïve façade; señor", tags=("Sailing",),
    ),
    Friend("Jürgen", "Groß", mobile="+49 170 5550199", address=("Marktplatz 1", "Berlin", "", "10115", "Deutschland"), birthday="1990-05-04"),
    Friend("Chloé", "Dubois", "Anne", emails=("chloe@example.fr",), url="https://chloe.example.fr/blog", tags=("Family",)),
    Friend("Sam", "Reed", emails=("reeds@example.org",)),
    Friend("Alex", "Reed", emails=("reeds@example.org",), birthday="2001-01-31"),
    Friend("Wren", "Adeyemi", company="Juniper Health", position="Nurse"),
    Friend("Wren", "Adeyemi", company="Tidewater Bank", position="Teller"),
    Friend(company="Harbour Bakery", work="+44 20 7946 0991", notes="Closed on Mondays"),
    Friend(emails=("post@example.net",)),
    Friend(mobile="+1 (212) 555-0147"),
)  # fmt: skip

FAR = (
    Friend("芳", "王", company="Qinghai 出版社", emails=("fang@example.cn",), tags=("朋友",)),
    Friend("Zoë 🌱", "Žižek", emails=("zoe@example.si",), birthday="1968-02-29"),
)
"""People whose names Windows-1252 has not."""

EMPTY_ROWS = 2
"""Every writer adds as many rows with nobody in them, and one row that is written twice."""


def _columns(headings: str) -> list[str]:
    return headings.split(",")


_NEW_HEAD = _columns(
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,"
    "File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Relation 1 - Label,Relation 1 - Value,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
)
_OLD_HEAD = _columns(
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,"
    "Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,"
    "Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,"
    "IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Phone 3 - Type,Phone 3 - Value,"
    "Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol,Organization 1 - Location,"
    "Organization 1 - Job Description,Relation 1 - Type,Relation 1 - Value,Website 1 - Type,Website 1 - Value,Event 1 - Type,Event 1 - Value,"
    "Custom Field 1 - Type,Custom Field 1 - Value"
)


def google_new(friends: Sequence[Friend] = FRIENDS + FAR) -> bytes:
    """Return what Google Contacts exports since 2024."""
    return _written(_NEW_HEAD, [_google(friend, "Label") for friend in friends])


def google_old(friends: Sequence[Friend] = FRIENDS + FAR) -> bytes:
    """Return what Google Contacts exported until 2024."""
    rows = []
    for friend in friends:
        row = _google(friend, "Type")
        row["Name"] = " ".join(part for part in (friend.first, friend.middle, friend.last) if part)
        row |= {"Given Name": friend.first, "Additional Name": friend.middle, "Family Name": friend.last}
        row["Group Membership"] = row.pop("Labels")
        row |= {"Organization 1 - Name": friend.company, "Organization 1 - Title": friend.position}
        row["Organization 1 - Department"] = friend.department
        row["Website 1 - Value"] = friend.url.replace(":", "\\:")
        rows.append(row)
    return _written(_OLD_HEAD, rows)


def _google(friend: Friend, label: str) -> dict[str, str]:
    street, city, region, code, country = friend.address
    row = {
        "First Name": friend.first, "Middle Name": friend.middle, "Last Name": friend.last, "Nickname": friend.nickname,
        "Organization Name": friend.company, "Organization Title": friend.position, "Organization Department": friend.department,
        "Birthday": friend.birthday, "Notes": friend.notes, "Labels": " ::: ".join((*friend.tags, "* myContacts", "* starred")),
        "E-mail 1 - Value": friend.emails[0] if friend.emails else "", "E-mail 2 - Value": "".join(friend.emails[1:]),
        f"E-mail 1 - {label}": "* Work" if friend.emails else "", f"E-mail 2 - {label}": "Home" if friend.emails[1:] else "",
        "Phone 1 - Value": friend.mobile, f"Phone 1 - {label}": "* Mobile" if friend.mobile else "",
        "Phone 2 - Value": friend.work, f"Phone 2 - {label}": "Work" if friend.work else "",
        "Phone 3 - Value": friend.fax, f"Phone 3 - {label}": "Work Fax" if friend.fax else "",
        f"Address 1 - {label}": "Home" if street else "", "Address 1 - Street": street, "Address 1 - City": city,
        "Address 1 - Region": region, "Address 1 - Postal Code": code, "Address 1 - Country": country,
        "Website 1 - Value": friend.url, f"Website 1 - {label}": "Profile" if friend.url else "",
        "Event 1 - Value": friend.wedding, f"Event 1 - {label}": "Anniversary" if friend.wedding else "",
        "Relation 1 - Value": friend.spouse, f"Relation 1 - {label}": "Spouse" if friend.spouse else "",
    }  # fmt: skip
    return {heading: cell for heading, cell in row.items() if cell}


# The columns that are filled, in each language; the days that Windows writes there, and what it writes for none.
_OUTLOOK_KEYS = _columns(
    "title,first,middle,last,suffix,company,department,position,ws,wc,wst,wz,wco,hs,hs2,hc,hst,hz,hco,wfax,work,home,mobile,account,"
    "anniversary,birthday,tags,children,email,etype,ename,email2,gender,manager,assistant,notes,priority,private,sensitivity,spouse,web"
)
LANGUAGES = {
    "en": (
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business State,"
        "Business Postal Code,Business Country/Region,Home Street,Home Street 2,Home City,Home State,Home Postal Code,Home Country/Region,"
        "Business Fax,Business Phone,Home Phone,Mobile Phone,Account,Anniversary,Birthday,Categories,Children,E-mail Address,E-mail Type,"
        "E-mail Display Name,E-mail 2 Address,Gender,Manager's Name,Assistant's Name,Notes,Priority,Private,Sensitivity,Spouse,Web Page",
        "{m}/{d}/{y}", "0/0/00", "cp1252",
    ),
    "de": (
        "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,Ort geschäftlich,"
        "Region geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Straße privat,Straße privat 2,Ort privat,"
        "Bundesland/Kanton privat,Postleitzahl privat,Land/Region privat,Fax geschäftlich,Telefon geschäftlich,Telefon (privat),"
        "Mobiltelefon,Konto,Jahrestag,Geburtstag,Kategorien,Kinder,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail 2: Adresse,"
        "Geschlecht,Name des/r Vorgesetzten,Assistent(in),Notizen,Priorität,Privat,Vertraulichkeit,Partner/in,Webseite",
        "{d}.{m}.{y}", "0.0.00", "cp1252",
    ),
    "fr": (
        "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),Ville (bureau),Dép/Région (bureau),"
        "Code postal (bureau),Pays/Région (bureau),Rue (domicile),Rue (domicile) 2,Ville (domicile),Dép/Région (domicile),"
        "Code postal (domicile),Pays/Région (domicile),Télécopie (bureau),Téléphone (bureau),Téléphone (domicile),Tél. mobile,Compte,"
        "Anniversaire de mariage ou fête,Anniversaire,Catégories,Enfants,Adresse de messagerie,Type de messagerie,"
        "Nom complet de l'adresse de messagerie,Adresse de messagerie 2,Sexe,Responsable,Nom de l'assistant(e),Notes,Priorité,Privé,"
        "Critère de diffusion,Conjoint(e),Page Web",
        "{d}/{m}/{y}", "00/00/00", "cp1252",
    ),
    "es": (
        "Title,Nombre,Segundo nombre,Apellidos,Suffix,Organización,Department,Puesto,Calle del trabajo,Ciudad de trabajo,"
        "Provincia o estado de trabajo,Código postal del trabajo,País o región del trabajo,Home Street,Home Street 2,Home City,Home State,"
        "Home Postal Code,País o región del domicilio,Business Fax,Teléfono del trabajo,Particular,Mobile Phone,Account,Anniversary,"
        "Birthday,Categorías,Hijos,E-mail Address,E-mail Type,Nombre de pantalla de correo electrónico,"
        "Dirección de correo electrónico 2,Género,Nombre del director,Assistant's Name,Notes,Prioridad,Private,Confidencialidad,Spouse,"
        "Página web",
        "{d}/{m}/{y}", "0/0/00", "cp1252",
    ),
    "it": (
        "Titolo,Nome,Secondo nome,Cognome,Titolo straniero,Società,Reparto,Posizione,Via (uff.),Città (uff.),Provincia (uff.),CAP (uff.),"
        "Paese/area geografica (uff.),Via (ab.),Via (ab.) 2,Città (ab.),Provincia (ab.),CAP (ab.),Paese/area geografica (ab.),Fax (uff.),"
        "Ufficio,Abitazione,Cellulare,Account,Anniversario,Compleanno,Categorie,Figli,Indirizzo posta elettronica,Tipo posta elettronica,"
        "Nome visualizzato posta elettronica,Indirizzo posta elettronica 2,Sesso,Nome manager,Nome assistente,Notes,Priorità,Privato,"
        "Riservatezza,Nome coniuge/partner,Pagina Web",
        "{d}/{m}/{y}", "0/0/00", "cp1252",
    ),
    "pt-BR": (
        "Tratamento,Primeiro nome,Segundo nome,Sobrenome,Sufixo,Empresa,Departamento,Cargo,Business Street,Business City,Business State,"
        "Business Postal Code,País/Região da Empresa,Endereço residencial,Endereço residencial 2,Cidade do endereço residencial,Estado,"
        "CEP do endereço residencial,País/Região de Residência,Fax comercial,Telefone comercial,Telefone residencial,Telefone celular,Conta,"
        "Datas especiais,Birthday,Categorias,Filhos,E-mail Address,Tipo de email,Nome para exibição do email,Endereço de email 2,Sexo,"
        "Nome do gerenciador,Nome do assistente,Anotações,Prioridade,Private,Sensibilidade,Spouse,Página da Web",
        "{d}/{m}/{y}", "0/0/00", "cp1252",
    ),
    "pt-PT": (
        "Título,Primeiro nome,Outros nomes/apelidos,Apelido,Sufixo,Empresa,Departamento,Cargo,Rua da empresa,Localidade da empresa,"
        "Distrito da empresa,Código postal da empresa,País/Região da Empresa,Rua da residência,Rua da residência (2),"
        "Localidade da residência,Distrito da residência,Código postal da residência,País da Residência/Região,Fax da empresa,"
        "Telefone da empresa,Telefone da residência,Telemóvel,Conta,Aniversário,Data de nascimento,Categorias,Filhos,"
        "Endereço de correio electrónico,Tipo de correio electrónico,Nome a apresentar para o correio electrónico,"
        "Endereço do correio electrónico 2,Sexo,Nome do gestor,Nome do assistente,Notas,Prioridade,Privado,Confidencialidade,Cônjuge,"
        "Página na Web",
        "{d}-{m}-{y}", "00-00-00", "cp1252",
    ),
    "nl": (
        "Titel,Voornaam,Middelste naam,Achternaam,Achtervoegsel,Bedrijf,Afdeling,Functie,\"Werkadres, straat\",\"Werkadres, plaats\","
        "\"Werkadres, provincie\",\"Werkadres, postcode\",Land/regio (werk),\"Huisadres, straat\",\"Huisadres, straat 2\",\"Huisadres, plaats\","
        "\"Huisadres, provincie\",\"Huisadres, postcode\",Land/regio (thuis),Fax op werk,Telefoon op werk,Telefoon thuis,Mobiele telefoon,"
        "Account,Speciale datum,Verjaardag,Categorieën,Kinderen,E-mailadres,E-mailtype,Weergavenaam voor e-mail,E-mailadres 2,Geslacht,"
        "Naam manager,Naam assistent,Notities,Prioriteit,Privé,Gevoeligheid,Partner,Webpagina",
        "{d}-{m}-{y}", "0-0-00", "cp1252",
    ),
    "pl": (
        "Tytuł,Imię,Drugie imię,Nazwisko,Sufiks,Firma,Dział,Stanowisko,Adres służbowy - ulica,Adres służbowy - miejscowość,"
        "Adres służbowy - województwo,Adres służbowy - kod pocztowy,Adres służbowy - kraj/region,Adres domowy - ulica,"
        "Adres domowy - ulica (2),Adres domowy - miejscowość,Adres domowy - województwo,Adres domowy - kod pocztowy,"
        "Adres domowy - kraj/region,Faks służbowy,Telefon służbowy,Telefon domowy,Telefon komórkowy,Konto,Rocznica,Urodziny,Kategorie,"
        "Dzieci,Adres e-mail,Typ poczty e-mail,Wyświetlana nazwa e-mail,Adres e-mail 2,Płeć,Menedżer,Imię i nazwisko asystenta,Notatki,"
        "Priorytet,Prywatne,Charakter,Współmałżonek,Strona sieci Web",
        "{y}-{m:02}-{d:02}", "0000-00-00", "cp1250",
    ),
}  # fmt: skip
"""Language → headings, days, a day that is none, encoding."""

_OUTLOOK_COM_HEAD = _columns(
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,E-mail 3 Address,"
    "Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,"
    "Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,Department,Company,Office Location,"
    "Manager's Name,Assistant's Name,Assistant's Phone,Company Yomi,Business Street,Business City,Business State,Business Postal Code,"
    "Business Country/Region,Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,Other City,Other State,"
    "Other Postal Code,Other Country/Region,Personal Web Page,Spouse,Schools,Hobby,Location,Web Page,Birthday,Anniversary,Notes"
)


def outlook(language: str = "en", friends: Sequence[Friend] = FRIENDS) -> bytes:
    """Return what Outlook for Windows exports in ``language``: its headings, its days and the encoding of that Windows."""
    headings, days, none, encoding = LANGUAGES[language]
    head = next(csv.reader([headings]))
    rows = []
    for friend in friends:
        row = _outlook(friend, lambda day: _day(day, days) or none)
        rows.append([row.get(key, "") for key in _OUTLOOK_KEYS])
    return _table(head, rows, encoding, "\r\n")


def outlook_com(friends: Sequence[Friend] = FRIENDS + FAR) -> bytes:
    """Return what Outlook.com exports."""
    english = dict(zip(_OUTLOOK_KEYS, LANGUAGES["en"][0].split(","), strict=True))
    rows = []
    for friend in friends:
        row = {english[key]: cell for key, cell in _outlook(friend, lambda day: _day(day, "{m}/{d}/{y}")).items()}
        rows.append(row | {"Nickname": friend.nickname})
    return _written(
        _OUTLOOK_COM_HEAD, [{heading: row[heading] for heading in _OUTLOOK_COM_HEAD if heading in row} for row in rows]
    )


def _outlook(friend: Friend, day: Callable[[str], str]) -> dict[str, str]:
    street, city, region, code, country = friend.address
    return {
        "first": friend.first, "middle": friend.middle, "last": friend.last, "company": friend.company,
        "department": friend.department, "position": friend.position, "hs": street, "hc": city, "hst": region, "hz": code,
        "hco": country, "wfax": friend.fax, "work": friend.work, "mobile": friend.mobile, "anniversary": day(friend.wedding),
        "birthday": day(friend.birthday), "tags": ";".join(friend.tags), "email": friend.emails[0] if friend.emails else "",
        "etype": "SMTP" if friend.emails else "", "email2": "".join(friend.emails[1:]), "notes": friend.notes.replace("\n", "\r\n"),
        "spouse": friend.spouse, "web": friend.url, "gender": "Unspecified", "priority": "Normal", "private": "False",
        "sensitivity": "Normal",
    }  # fmt: skip


def _day(iso: str, days: str) -> str:
    return days.format(y=int(iso[:4]), m=int(iso[5:7]), d=int(iso[8:])) if iso else ""


def _written(head: list[str], rows: list[dict[str, str]]) -> bytes:
    return _table(head, [[row.get(heading, "") for heading in head] for row in rows], "utf-8", "\n")


def _table(head: list[str], rows: list[list[str]], encoding: str, end: str) -> bytes:
    nobody = [[""] * len(head)] * EMPTY_ROWS
    return _csv([head, *rows, *nobody, rows[0]], line_end=end).encode(encoding)


def _csv(rows: Sequence[Sequence[str]], *, delimiter: str = ",", line_end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    # A row of one empty cell and no more would be written as nothing at all.
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


class Known(NamedTuple):
    """What must be known of a friend, whatever became of the file."""

    name: str
    company: str
    position: str
    birthday: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    profile: str
    tags: frozenset[str]


def expected(friend: Friend) -> Known:
    """Return what must be read of ``friend``; only digits of phones, with the country."""
    name = " ".join(part for part in (friend.first, friend.middle, friend.last) if part)
    phones = tuple(
        sorted(re.sub(r"\D", "", phone).removeprefix("00") for phone in (friend.mobile, friend.work, friend.fax) if phone)
    )
    return Known(
        name or friend.company or "".join(friend.emails[:1]) or friend.mobile, friend.company, friend.position, friend.birthday or None,
        tuple(sorted(email.lower() for email in friend.emails)), phones,
        friend.url.removeprefix("https://www.linkedin.com/in/").rstrip("/") if "linkedin" in friend.url else "", frozenset(friend.tags),
    )  # fmt: skip


def told(person: FoundPerson) -> Known:
    """Return the same of what was read."""
    of_kind: dict[str, list[str]] = {"email": [], "phone": [], "linkedin": []}
    for point in person.contacts:
        of_kind.setdefault(point.kind, []).append(point.normalised)
    return Known(
        person.name, person.company, person.position, person.birthday, tuple(sorted(of_kind["email"])), tuple(sorted(of_kind["phone"])),
        "".join(of_kind["linkedin"]), frozenset(person.tags),
    )  # fmt: skip


MANGLES = (
    "plain", "excel", "excel-europe", "excel-names", "sep", "tab-utf16", "utf16-be", "utf16-bare", "bom", "crlf", "cr", "cp1252", "quoted",
    "nul", "blank-lines", "preamble", "short-rows", "dropped", "added", "reordered",
)  # fmt: skip
"""What becomes of a file in spreadsheets and editors. ``cp1252`` loses what Windows-1252 has not, ``dropped`` the addresses."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def mangled(data: bytes, how: str, encoding: str = "utf-8") -> bytes:
    """Return a file as ``how`` of ``MANGLES`` leaves it."""
    rows = list(csv.reader(io.StringIO(data.decode(encoding), newline="")))
    if how in ("excel", "excel-europe", "excel-names"):
        shape = {"excel": r"\2/\3/\1", "excel-europe": r"\3.\2.\1", "excel-names": r"\3-M\2-\1"}[how]
        rows = [[_named(_ISO.sub(shape, cell)) if _ISO.fullmatch(cell) else cell for cell in row] for row in rows]
    if how == "excel-europe":
        return ("\ufeff" + _csv(rows, delimiter=";", line_end="\r\n")).encode()
    if how == "sep":
        return ("sep=;\r\n" + _csv(rows, delimiter=";", line_end="\r\n")).encode()
    if how == "tab-utf16":
        return ("\ufeff" + _csv(rows, delimiter="\t", line_end="\r\n")).encode("utf-16-le")
    if how == "utf16-be":
        return ("\ufeff" + _csv(rows)).encode("utf-16-be")
    if how == "utf16-bare":
        return _csv(rows).encode("utf-16-le")
    if how in ("bom", "excel", "excel-names"):
        return ("\ufeff" + _csv(rows, line_end="\r\n")).encode()
    if how in ("crlf", "cr"):
        return _csv(rows, line_end="\r\n" if how == "crlf" else "\r").encode()
    if how == "cp1252":
        return _csv(rows).encode("cp1252", "replace")
    if how == "quoted":
        return _csv(rows, quoting=csv.QUOTE_ALL).encode()
    if how == "nul":
        return _csv(rows).encode().replace(b"\n", b"\0\n", 3)
    if how == "blank-lines":
        return b"\n\n" + _csv(rows).encode() + b"\n\n"
    if how == "preamble":
        return b"My contacts,,\n,,\n" + _csv(rows).encode()
    if how == "short-rows":
        return _csv([rows[0], *(_shortened(row) for row in rows[1:])]).encode()
    if how == "dropped":
        keep = [
            place
            for place, heading in enumerate(rows[0])
            if not re.search("address [1-9]|street|home |phonetic|yomi", heading.casefold())
        ]
        rows = [[row[place] for place in keep] for row in rows]
    if how == "added":
        rows = [
            [*row, "Eye colour" if not number else "", "likes tea" if number and any(row) else ""]
            for number, row in enumerate(rows)
        ]
        rows[0][-1] = "My own words"
    if how == "reordered":
        rows = [list(reversed(row)) for row in rows]
    return _csv(rows).encode()


def _named(cell: str) -> str:
    months = _columns("Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec")
    return re.sub(r"M(\d\d)", lambda found: months[int(found[1]) - 1], cell)


def _shortened(row: list[str]) -> list[str]:
    end = len(row)
    while end > 1 and not row[end - 1]:
        end -= 1
    return row[:end]
