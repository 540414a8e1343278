"""Reading a CSV that nobody knows, by a mapping of its columns that the user says or confirms: ``--map field=Column``."""

from __future__ import annotations

import difflib
import hashlib
import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from reconnect_tui.core.errors import FileProblem, UsageError
from reconnect_tui.core.text import shown_line
from reconnect_tui.interchange.address_book import Book, Progress, load, ticker
from reconnect_tui.interchange.address_entry import Entry
from reconnect_tui.interchange.records import Reading
from reconnect_tui.interchange.tables import Shape, Table, fold_heading, listed, open_table

_WORDS = {
    "name": "name fullname displayname contact contactname person vollername anzeigename nomcomplet nombrecompleto nomecompleto "
    "nominativo volledigenaam naam imięinazwisko имя",
    "first_name": "firstname first givenname forename vorname prénom prenom nombre nombres primeironome voornaam imię imie fornavn förnamn",
    "middle_name": "middlename middle additionalname weiterevornamen deuxièmeprénom segundonombre secondonome segundonome drugieimię",
    "last_name": "lastname last surname familyname nachname familienname nom nomdefamille apellido apellidos cognome sobrenome apelido apelidos "
    "achternaam nazwisko efternavn efternamn etternavn",
    "nickname": "nickname alias spitzname rufname surnom apodo soprannome bijnaam pseudonim",
    "company": "company organization organisation employer firma unternehmen arbeitgeber société entreprise empresa compañía organización "
    "azienda società bedrijf firmanavn företag",
    "position": "position jobtitle job title role occupation beruf funktion stellung poste fonction cargo puesto ruolo posizione functie "
    "stanowisko",
    "headline": "headline tagline",
    "location": "location city town ort stadt wohnort ville lieu ciudad città luogo cidade local plaats woonplaats miejscowość miasto",
    "about": "about note notes comment comments remarks description bio notizen notiz bemerkung bemerkungen kommentar remarques notas "
    "comentarios anotações opmerkingen notities uwagi notatki",
    "birthday": "birthday birthdate dateofbirth dob bday born geburtstag geburtsdatum geborenam geboren anniversaire datedenaissance cumpleaños "
    "fechadenacimiento compleanno datadinascita aniversário datadenascimento verjaardag geboortedatum urodziny dataurodzenia",
    "connected_on": "connectedon connected meton firstmet since",
    "language": "language lang sprache langue idioma lingua taal język",
    "email": "email emailaddress mail mailaddress primaryemail email1 email1address workemail personalemail emailadresse adressemail "
    "courriel adresseemail adressedemessagerie correo correoelectrónico emaildirección posta postaelettronica indirizzoemail "
    "emailadres adresemail",
    "phone": "phone phonenumber telephone tel mobile mobilephone cell cellphone mobilenumber telefon telefonnummer handy mobil "
    "mobiltelefon téléphone portable teléfono móvil celular telefono cellulare telefone telemóvel telefoon mobiel telefoonnummer "
    "komórka whatsapp",
    "url": "url website web homepage webpage webseite site siteweb sitioweb sitoweb strona",
    "linkedin": "linkedin linkedinurl linkedinprofile profileurl linkedinprofil",
    "address": "address street postaladdress homeaddress adresse anschrift straße strasse dirección indirizzo endereço adres ulica",
    "tags": "tags tag labels label categories category groups group kategorien kategorie gruppe gruppen catégories groupe categorías "
    "grupo categorie gruppo categorias groep grupa",
}
"""Field → headings, folded, that say it in one language or another, the plainest first."""

FIELDS = tuple(_WORDS)
"""What a column may be mapped to."""

SEVERAL = frozenset(("email", "phone", "url", "address", "tags", "about"))
"""Fields that several columns may be mapped to. The columns of ``address`` are the parts of one address, in this order."""

_FIELD_OF = {word: field for field, words in reversed(_WORDS.items()) for word in words.split()}
_RANK = {word: rank for words in _WORDS.values() for rank, word in enumerate(words.split())}
_SAMPLE_ROWS = 3
_ENTRY_FIELDS = {
    "name": "whole", "first_name": "first", "middle_name": "middle", "last_name": "last", "connected_on": "connected",
}  # fmt: skip


class MappingNeeded(FileProblem):
    """A CSV that nobody knows, and no mapping for it: what was seen, and a call to try.

    ``columns`` are the file's own headings, ``guess`` field → column as far as it can be guessed, ``samples`` the cells of the
    first rows, cleaned for showing.
    """

    def __init__(
        self, path: str, columns: Sequence[str], guess: Mapping[str, str], samples: Sequence[Sequence[str]] = ()
    ) -> None:
        self.columns = tuple(columns)
        self.guess = dict(guess)
        self.samples = tuple(map(tuple, samples))
        super().__init__(path, 0, self._reason())

    def words(self) -> tuple[str, ...]:
        """Return the guess as it is said after ``--map``: ``name=Full Name`` …."""
        return tuple(f"{field}={column}" for field, column in self.guess.items())

    def proposal(self) -> tuple[str, ...]:
        """Return words to begin with: the guess, else the first column as the name."""
        return self.words() or (f"name={next(filter(None, self.columns), '')}",)

    def _reason(self) -> str:
        words = (word.partition("=") for word in self.proposal())
        tried = " ".join(f"--map {quoted(f'{field}={shown_line(column, 60)}')}" for field, _, column in words)
        return (
            f"Nobody knows these columns: {listed([c for c in self.columns if c])}. Say what they are, for example with {tried}"
        )


def columns_of(path: Path) -> tuple[str, ...]:
    """Return the headings of the CSV at ``path`` as they stand there. Raises ``FileProblem`` where there are none."""
    return tuple(column for column in _open(path).columns if column)


def needed(path: Path) -> MappingNeeded:
    """Return what there is to say of the CSV at ``path``, to be raised or asked about."""
    table = _open(path)
    rows = [tuple(shown_line(cell, 60) for cell in row[: len(table.columns)]) for _, row in islice(table, _SAMPLE_ROWS)]
    return MappingNeeded(str(path), table.columns, guess(table.columns), rows)


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Return field → column for every field that one of these headings says, in whichever language; the plainest word wins."""
    found: dict[str, tuple[int, str]] = {}
    for column in columns:
        word = fold_heading(column)
        field = _FIELD_OF.get(word)
        if field is not None and (field not in found or _RANK[word] < found[field][0]):
            found[field] = (_RANK[word], column)
    if "first_name" not in found and "last_name" in found and "name" not in found and "nom" in map(fold_heading, columns):
        found["name"] = found.pop("last_name")  # "Nom" is a family name beside "Prénom", and a whole one without
    if "last_name" in found and "first_name" not in found and "name" in found:
        found["first_name"] = found.pop("name")  # "Name" beside "Surname", and "Nome" beside "Cognome"
    if "first_name" in found and "last_name" not in found and "name" in found and fold_heading(found["name"][1]) == "name":
        found["last_name"] = found.pop("name")  # "Name" beside "Vorname"
    return {field: found[field][1] for field in FIELDS if field in found}


def parse_map(words: Sequence[str], columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return field → columns, as the file spells them, of words such as ``name=Full Name``; upper and lower case do not matter.

    Raises ``UsageError`` for a field or column that there is not, naming the nearest, and for what cannot be mapped.
    """
    exact = {column: column for column in reversed(columns)}
    folded = {fold_heading(column): column for column in reversed(columns)}
    chosen: dict[str, list[str]] = {}
    for word in words:
        said, equals, wanted = word.partition("=")
        if not equals or not wanted.strip():
            raise UsageError(
                f"“{shown_line(word, 60)}” does not map a column: write field=Column, for example --map name='Full Name'."
            )
        field = said.strip().casefold().replace("-", "_").replace(" ", "_")
        if field not in FIELDS:
            raise UsageError(
                f"There is no field “{shown_line(said, 60)}”{_nearest(field, FIELDS)} The fields are {', '.join(FIELDS)}."
            )
        column = exact.get(wanted) or exact.get(wanted.strip()) or folded.get(fold_heading(wanted))
        if column is None:
            nearest = _nearest(wanted.strip().casefold(), [column.casefold() for column in columns], columns)
            raise UsageError(f"There is no column “{shown_line(wanted, 60)}”{nearest} The columns are {listed(columns)}.")
        have = chosen.setdefault(field, [])
        if column not in have:
            have.append(column)
        if len(have) > 1 and field not in SEVERAL:
            raise UsageError(f"{field} is mapped twice; only {', '.join(field for field in FIELDS if field in SEVERAL)} may be.")
    if not chosen.keys() & {"name", "first_name", "last_name", "nickname", "company", "email", "phone", "linkedin"}:
        raise UsageError("Say which column has the name, with --map name=Column; without one nobody can be told from the others.")
    return {field: tuple(have) for field, have in chosen.items()}


def headings_key(columns: Sequence[str]) -> str:
    """Return what names a file of these columns, so that a mapping can be remembered; their order and case do not matter."""
    folded = sorted({fold_heading(column) for column in columns} - {""})
    return hashlib.sha256("\n".join(folded).encode("utf-8", "replace")).hexdigest()[:32]


def read_mapped(
    path: Path, mapping: Mapping[str, Sequence[str]], *, progress: Progress | None = None, today: date | None = None
) -> Reading:
    """Read the CSV at ``path`` by ``mapping``, field → columns, as ``parse_map`` gives it.

    Raises ``FileProblem`` where the file has not all of these columns, or nobody is in it.
    """
    wanted = {fold_heading(column): field for field, columns in mapping.items() for column in columns}
    shape = Shape("csv", wanted, lambda headings: headings >= wanted.keys())
    table = open_table(path.name, load(path), (shape,))
    return read_table(table, mapping, today or date.today(), ticker(progress, table))


def read_table(table: Table, mapping: Mapping[str, Sequence[str]], today: date, tick: Callable[[], None]) -> Reading:
    """Read everybody of ``table`` by ``mapping``; no birthday may be after ``today``. ``tick`` is called now and then."""
    book = Book(table, "csv", today, tick, day_first=False)
    folded = [fold_heading(heading) for heading in table.columns]
    places = [
        (field, column, place)
        for field, columns in mapping.items()
        for column in columns
        for place, heading in enumerate(folded)
        if heading == fold_heading(column)
    ]
    spoken = set(mapping.get("about", ())) if len(mapping.get("about", ())) > 1 else set()
    for entry, row in book.rows():
        address: list[str] = []
        for field, column, place in places:
            cell = row[place]
            if not cell or cell.isspace():
                continue
            if field == "address":
                address.append(cell)
            elif column in spoken and field == "about":
                entry.say(column, cell)
            else:
                _keep(entry, field, cell)
        entry.address("\n".join(address))
        book.add(entry)
    read = {place for _, _, place in places}
    left = [column for place, column in enumerate(table.columns) if place not in read and column]
    return book.reading((f"Columns that were not read: {listed(left)}.",) if left else ())


def _keep(entry: Entry, field: str, cell: str) -> None:
    if field == "email":
        entry.email(cell)
    elif field == "phone":
        entry.phone(cell)
    elif field == "url":
        entry.url(cell)
    elif field == "linkedin":
        entry.linkedin(cell)
    elif field == "about":
        entry.note(cell)
    elif field == "tags":
        for sign in (":::", ";", "|", ","):
            if sign in cell:
                for name in cell.split(sign):
                    entry.tag(name)
                return
        entry.tag(cell)
    else:
        entry.set(_ENTRY_FIELDS.get(field, field), cell)


def _open(path: Path) -> Table:
    shape = Shape("csv", _FIELD_OF, lambda headings: len(headings - {""}) > 1 or bool(headings & _FIELD_OF.keys()))
    return open_table(path.name, load(path), (shape,))


def _nearest(said: str, names: Sequence[str], spelt: Sequence[str] | None = None) -> str:
    close = difflib.get_close_matches(said[:100], [name[:100] for name in names], 1)
    if not close:
        return "."
    place = [name[:100] for name in names].index(close[0])
    return f"; did you mean “{shown_line((spelt or names)[place], 60)}”?"


def quoted(word: str) -> str:
    """Return a word for a shell. A heading may hold anything, ``$(…)`` too: it must do no harm where it is pasted."""
    field, _, column = word.partition("=")
    plain = column.replace(" ", "").replace("-", "").replace(".", "")
    return f'{field}="{column}"' if plain.isalnum() and column.isprintable() else shlex.quote(word)
