"""The tables of address books in CSV, and the names their columns have (FORMATS.md, "Google, Outlook, others").

Google writes English headings everywhere. Outlook for Windows writes those of the user's language (and here and there leaves one in
English); Outlook.com writes English.
"""

from __future__ import annotations

import re

from reconnect_tui.interchange.linkedin_columns import CONNECTIONS
from reconnect_tui.interchange.tables import Shape, fold_heading

# Google: what a column of a group of columns is, such as "E-mail 2 - Value"; the last word was "Type" until 2024 and is "Label" since.
GOOGLE_GROUP = re.compile(
    r"(email|phone|address|website|relation|event|customfield|im|organization|externalid|jot)([1-9]\d?)"
    r"(type|label|value|service|formatted|street|city|pobox|region|postalcode|country|extendedaddress"
    r"|name|yominame|title|department|symbol|location|jobdescription)"
)

GOOGLE = {
    "firstname": "first",
    "givenname": "first",
    "middlename": "middle",
    "additionalname": "middle",
    "lastname": "last",
    "familyname": "last",
    "name": "whole",
    "fileas": "file as",
    "nameprefix": "prefix",
    "namesuffix": "suffix",
    "nickname": "nickname",
    "organizationname": "company",
    "organizationtitle": "position",
    "organizationdepartment": "department",
    "birthday": "birthday",
    "notes": "notes",
    "labels": "tags",
    "groupmembership": "tags",
    "location": "location",
    "language": "language",
    "shortname": "+Short name",
    "maidenname": "+Maiden name",
    "occupation": "+Occupation",
    "hobby": "+Hobby",
    "subject": "+Subject",
    "billinginformation": "+Billing information",
    "phoneticfirstname": "",
    "phoneticmiddlename": "",
    "phoneticlastname": "",
    "givennameyomi": "",
    "additionalnameyomi": "",
    "familynameyomi": "",
    "yominame": "",
    "initials": "",
    "photo": "",
    "gender": "",
    "directoryserver": "",
    "mileage": "",
    "sensitivity": "",
    "priority": "",
}
"""Heading, folded → field. ``+Hobby`` is kept among the words about a person under that name; ``""`` is left out on purpose."""

_GROUPS = {
    "email": ("type", "label", "value"),
    "phone": ("type", "label", "value"),
    "website": ("type", "label", "value"),
    "relation": ("type", "label", "value"),
    "event": ("type", "label", "value"),
    "customfield": ("type", "label", "value"),
    "im": ("type", "label", "service", "value"),
    "address": ("type", "label", "formatted", "street", "city", "pobox", "region", "postalcode", "country", "extendedaddress"),
    "organization": ("type", "name", "yominame", "title", "department", "symbol", "location", "jobdescription"),
}
_COUNTED = {f"{group}{number}{part}": group for group, parts in _GROUPS.items() for number in range(1, 10) for part in parts}
# No other address book numbers its columns so.
_GOOGLE_ONLY = frozenset(heading for heading in _COUNTED if heading.endswith(("value", "formatted"))) | {
    "groupmembership", "phoneticfirstname", "organizationdepartment",
}  # fmt: skip

# English; then German, French, Spanish, Italian, Portuguese (Brazil, Portugal), Dutch and Polish. A field of several words is told
# by its first: "phone work", "address home street". Spanish and Brazilian files leave many headings in English.
_OUTLOOK = """
prefix = Title | Anrede | Titre | Tratamiento | Titolo | Tratamento | Título | Titel | Tytuł
first = First Name | Vorname | Prénom | Nombre | Nome | Primeiro nome | Voornaam | Imię
middle = Middle Name | Weitere Vornamen | Deuxième prénom | Segundo nombre | Secondo nome | Segundo nome | Outros nomes/apelidos
middle = Middelste naam | Drugie imię
last = Last Name | Nachname | Nom | Apellidos | Apellido | Cognome | Sobrenome | Apelido | Achternaam | Nazwisko
suffix = Suffix | Suffixe | Sufijo | Titolo straniero | Sufixo | Achtervoegsel | Sufiks
nickname = Nickname | Spitzname | Surnom | Sobrenombre | Alias | Soprannome | Bijnaam | Pseudonim
company = Company | Firma | Société | Organización | Compañía | Società | Empresa | Bedrijf
department = Department | Abteilung | Service | Departamento | Reparto | Afdeling | Dział
position = Job Title | Position | Fonction | Puesto | Cargo | Posizione | Functie | Stanowisko
email = E-mail Address | E-Mail-Adresse | Adresse de messagerie | Adresse de courrier | Dirección de correo electrónico
email = Indirizzo posta elettronica | Endereço de email | Endereço de correio electrónico | E-mailadres | Adres e-mail
email = E-mail 2 Address | E-Mail 2: Adresse | Adresse de messagerie 2 | Adresse de courrier 2 | Dirección de correo electrónico 2
email = Indirizzo posta elettronica 2 | Endereço de email 2 | Endereço do correio electrónico 2 | E-mailadres 2 | Adres e-mail 2
email = E-mail 3 Address | E-Mail 3: Adresse | Adresse de messagerie 3 | Adresse de courrier 3 | Dirección del correo electrónico 3
email = Dirección de correo electrónico 3 | Indirizzo posta elettronica 3 | Endereço de email 3 | Endereço do correio electrónico 3
email = E-mailadres 3 | Adres e-mail 3
display = E-mail Display Name | E-Mail: Angezeigter Name | Nom complet de l'adresse de messagerie | Weergavenaam voor e-mail
display = Nombre de pantalla de correo electrónico | Nome visualizzato posta elettronica | Nome para exibição do email
display = Nome a apresentar para o correio electrónico | Wyświetlana nazwa e-mail
phone work = Business Phone | Telefon geschäftlich | Téléphone (bureau) | Teléfono del trabajo | Ufficio | Telefone comercial
phone work = Telefone da empresa | Telefoon op werk | Telefon służbowy
phone work = Business Phone 2 | Telefon geschäftlich 2 | Téléphone 2 (bureau) | Teléfono del trabajo 2 | Ufficio 2
phone work = Telefone comercial 2 | 2º telefone da empresa | Telefoon op werk 2 | Telefon służbowy 2
phone home = Home Phone | Telefon privat | Telefon (privat) | Téléphone (domicile) | Particular | Teléfono particular | Abitazione
phone home = Telefone residencial | Telefone da residência | Telefoon thuis | Telefon domowy
phone home = Home Phone 2 | Telefon privat 2 | Telefon (privat 2) | Téléphone 2 (domicile) | Teléfono particular 2 | Abitazione 2
phone home = Telefone residencial 2 | 2º telefone da residência | Telefoon thuis 2 | Telefon domowy 2
phone mobile = Mobile Phone | Mobiltelefon | Tél. mobile | Teléfono móvil | Móvil | Cellulare | Telefone celular | Telemóvel
phone mobile = Mobiele telefoon | Telefon komórkowy | Mobile Phone 2 | Mobiltelefon 2
phone main = Primary Phone | Haupttelefon | Téléphone principal | Teléfono principal | Telefono principale | Telefone principal
phone main = Hoofdtelefoon | Telefon podstawowy
phone company = Company Main Phone | Telefon Firma | Téléphone société | Número de centralita de la organización
phone company = Telefono principale società | Telefone principal da empresa | Hoofdtelefoon bedrijf | Główny telefon do firmy
phone other = Other Phone | Weiteres Telefon | Téléphone (autre) | Otro teléfono | Altro telefono | Outro telefone
phone other = Andere telefoon | Inny telefon
phone car = Car Phone | Autotelefon | Téléphone (voiture) | Teléfono del automóvil | Telefono auto | Telefone do carro
phone car = Autotelefoon | Telefon w samochodzie
phone callback = Callback | Rückmeldung | Rappel | Devolución de llamada | Richiamata automatica | Retorno de chamada
phone callback = Tel. de resposta | Terugbellen | Wywołanie zwrotne
phone assistant = Assistant's Phone | Telefon Assistent | Téléphone de l'assistant(e) | Teléfono del ayudante | Telefono assistente
phone assistant = Telefone do assistente | Telefoon assistent | Telefon asystenta
phone radio = Radio Phone | Radio téléphone | Radioteléfono | Radiotelefono | Radiofone | Radiotelefone | Radiotelefoon | Radiotelefon
phone work fax = Business Fax | Fax geschäftlich | Télécopie (bureau) | Fax del trabajo | Fax (uff.) | Fax comercial | Fax da empresa
phone work fax = Fax op werk | Faks służbowy
phone home fax = Home Fax | Fax privat | Télécopie (domicile) | Fax particular | Fax (ab.) | Fax residencial | Fax da residência
phone home fax = Fax thuis | Faks domowy
phone other fax = Other Fax | Weiteres Fax | Télécopie (autre) | Otro fax | Altro fax | Outro fax | Andere fax | Inny faks
phone pager = Pager | Récepteur de radiomessagerie | Localizador | Cercapersone
phone ISDN = ISDN | RNIS | RDSI | RDIS
phone text telephone = TTY/TDD Phone | Telefon für Hörbehinderte | Téléphone TDD/TTY | Número de teletipo | Telefono TTY/TDD
phone text telephone = Telefone TTY/TDD | Teksttelefoon | Telefon TTY/TDD
other telex = Telex | Télex | Teleks
other IM = IMAddress | IM Address
address work street = Business Street | Straße geschäftlich | Rue (bureau) | Calle del trabajo | Via (uff.)
address work street = Rua do endereço comercial | Rua da empresa | Werkadres, straat | Adres służbowy - ulica
address work street2 = Business Street 2 | Straße geschäftlich 2 | Rue (bureau) 2 | Calle del trabajo 2 | Via (uff.) 2
address work street2 = Rua do endereço comercial 2 | Rua da empresa 2 | Werkadres 2, straat | Adres służbowy - ulica 2
address work street3 = Business Street 3 | Straße geschäftlich 3 | Rue (bureau) 3 | Calle del trabajo 3 | Via (uff.) 3
address work street3 = Rua do endereço comercial 3 | Rua da empresa 3 | Werkadres 3, straat | Adres służbowy - ulica 3
address work city = Business City | Ort geschäftlich | Ville (bureau) | Ciudad de trabajo | Ciudad del trabajo | Città (uff.)
address work city = Cidade do endereço comercial | Localidade da empresa | Werkadres, plaats | Adres służbowy - miejscowość
address work state = Business State | Region geschäftlich | Bundesland/Kanton geschäftlich | Dép/Région (bureau)
address work state = Provincia o estado de trabajo | Provincia (uff.) | Estado da empresa | Distrito da empresa | Werkadres, provincie
address work state = Adres służbowy - województwo
address work code = Business Postal Code | Postleitzahl geschäftlich | Code postal (bureau) | Código postal del trabajo | CAP (uff.)
address work code = CEP do endereço comercial | Código postal da empresa | Werkadres, postcode | Adres służbowy - kod pocztowy
address work country = Business Country/Region | Business Country | Land/Region geschäftlich | Land geschäftlich | Pays/Région (bureau)
address work country = Pays (bureau) | País o región del trabajo | Paese/area geografica (uff.) | Paese (uff.) | País/Região da Empresa
address work country = Land/regio (werk) | Adres służbowy - kraj/region
address work box = Business Address PO Box | Postfach geschäftlich | B.P. professionnelle | Apartado postal de la dirección del trabajo
address work box = Indirizzo (uff.) - Casella postale | Caixa postal do endereço comercial | Apartado da empresa
address work box = Werkadres, postbusnummer | Służbowa skrzynka pocztowa
address work whole = Business Address
address home street = Home Street | Straße privat | Rue (domicile) | Calle del domicilio | Via (ab.) | Endereço residencial
address home street = Rua da residência | Huisadres, straat | Adres domowy - ulica
address home street2 = Home Street 2 | Straße privat 2 | Rue (domicile) 2 | Calle del domicilio 2 | Via (ab.) 2
address home street2 = Endereço residencial 2 | Rua da residência (2) | Huisadres, straat 2 | Adres domowy - ulica (2)
address home street3 = Home Street 3 | Straße privat 3 | Rue (domicile) 3 | Calle del domicilio 3 | Via (ab.) 3
address home street3 = Endereço residencial 3 | Rua da residência (3) | Huisadres, straat 3 | Adres domowy - ulica (3)
address home city = Home City | Ort privat | Ville (domicile) | Ciudad del domicilio | Città (ab.) | Cidade do endereço residencial
address home city = Localidade da residência | Huisadres, plaats | Adres domowy - miejscowość
address home state = Home State | Bundesland/Kanton privat | Dép/Région (domicile) | Provincia o estado del domicilio | Provincia (ab.)
address home state = Estado | Distrito da residência | Huisadres, provincie | Adres domowy - województwo
address home code = Home Postal Code | Postleitzahl privat | Code postal (domicile) | Código postal del domicilio | CAP (ab.)
address home code = CEP do endereço residencial | Código postal da residência | Huisadres, postcode | Adres domowy - kod pocztowy
address home country = Home Country/Region | Home Country | Land/Region privat | Land privat | Pays/Région (domicile) | Pays (domicile)
address home country = País o región del domicilio | Paese/area geografica (ab.) | Paese (ab.) | País/Região de Residência
address home country = País da Residência/Região | Land/regio (thuis) | Adres domowy - kraj/region
address home box = Home Address PO Box | Postfach privat | Boîte postale du domicile | Apartado postal de la dirección personal
address home box = Indirizzo (ab.) - Casella postale | Caixa postal do endereço residencial | Apartado da residência
address home box = Huisadres, postbusnummer | Domowa skrzynka pocztowa
address home whole = Home Address
address other street = Other Street | Weitere Straße | Rue (autre) | Otra calle | Altra via | Outro endereço | Rua do outro endereço
address other street = Ander adres, straat | Inny adres - ulica
address other street2 = Other Street 2 | Weitere Straße 2 | Rue (autre) 2 | Otra calle 2 | Altra via 2 | Outro endereço 2
address other street2 = Rua do outro endereço 2 | Ander adres, straat 2 | Inny adres - ulica 2
address other street3 = Other Street 3 | Weitere Straße 3 | Rue (autre) 3 | Otra calle 3 | Altra via 3 | Outro endereço 3
address other street3 = Rua do outro endereço 3 | Ander adres, straat 3 | Inny adres - ulica 3
address other city = Other City | Weiterer Ort | Ville (autre) | Otra ciudad | Altra città | Cidade | Localidade do outro endereço
address other city = Ander adres, plaats | Inny adres - miejscowość
address other state = Other State | Weiteres/r Bundesland/Kanton | Dép/Région (autre) | Otra provincia o estado | Altra provincia
address other state = Outro Estado | Distrito do outro endereço | Ander adres, provincie | Inny adres - województwo
address other code = Other Postal Code | Weitere Postleitzahl | Code postal (autre) | Otro código postal | Altro CAP | CEP
address other code = Código postal do outro endereço | Ander adres, postcode | Inny adres - kod pocztowy
address other country = Other Country/Region | Other Country | Weiteres/e Land/Region | Pays/Région (autre) | Pays (autre)
address other country = Otro país o región | Altro paese/area geografica | Altro paese | Outro País/Região | Land/regio (anders)
address other country = Inny adres - kraj/region
address other box = Other Address PO Box | Weiteres Postfach | Autre boîte postale | Otro apartado postal
address other box = Altro indirizzo - Casella postale | Caixa postal de outro endereço | Apartado do outro endereço
address other box = Ander adres, postbusnummer | Inna skrzynka pocztowa
address other whole = Other Address
birthday = Birthday | Geburtstag | Anniversaire | Cumpleaños | Compleanno | Data de nascimento | Verjaardag | Urodziny
date Anniversary = Anniversary | Jahrestag | Anniversaire de mariage ou fête | Aniversario | Anniversario | Datas especiais | Aniversário
date Anniversary = Speciale datum | Rocznica
tags = Categories | Kategorien | Catégories | Categorías | Categorie | Categorias | Categorieën | Categorien | Kategorie
relation spouse = Spouse | Partner | Partner/in | Conjoint(e) | Cónyuge | Nome coniuge/partner | Coniuge | Cônjuge | Współmałżonek
relation child = Children | Kinder | Enfants | Hijos | Figli | Filhos | Kinderen | Dzieci
relation manager = Manager's Name | Name des/der Vorgesetzten | Name des/r Vorgesetzten | Responsable | Nombre del director
relation manager = Nome manager | Nome do gerenciador | Nome do gestor | Naam manager | Menedżer
relation assistant = Assistant's Name | Name Assistent | Assistent(in) | Nom de l'assistant(e) | Nombre del ayudante
relation assistant = Nome assistente | Nome do assistente | Naam assistent | Imię i nazwisko asystenta
notes = Notes | Notizen | Notas | Note | Anotações | Notities | Notatki
url = Web Page | Webseite | Page Web | Página web | Pagina Web | Página da Web | Página na Web | Webpagina | Strona sieci Web
url = Personal Web Page
location = Location | Ort | Emplacement | Ubicación | Luogo | Local | Localização | Locatie | Lokalizacja
language = Language | Sprache | Langue | Idioma | Lingua | Taal | Język
+Office = Office Location | Büro | Bureau | Ubicación de la oficina | Ubicazione ufficio | Sala | Gabinete | Kantoorlocatie
+Office = Lokalizacja biura
+Profession = Profession | Beruf | Profesión | Professione | Profissão | Beroep | Zawód
+Hobby = Hobby | Passe-temps | Aficiones | Passatempo | Hobby's
+Schools = Schools
+Referred by = Referred By | Empfohlen von | Recommandé par | Referido por | Presentato da | Indicado por | Referentie van
+Billing information = Billing Information | Abrechnungsinformation | Informations facturation | Facturación | Dati fatturazione
+Billing information = Informações para cobrança | Dados para facturação | Factuurinformatie | Informacje rozliczeniowe
+Keywords = Keywords | Stichwörter | Mots clés | Palabras clave | Parole chiave | Palavras-chave | Trefwoorden | Słowa kluczowe
+User 1 = User 1 | Benutzer 1 | Utilisateur 1 | Usuario 1 | Utente 1 | Personalizado 1 | Utilizador 1 | Gebruiker 1 | Użytkownik 1
+User 2 = User 2 | Benutzer 2 | Utilisateur 2 | Usuario 2 | Utente 2 | Personalizado 2 | Utilizador 2 | Gebruiker 2 | Użytkownik 2
+User 3 = User 3 | Benutzer 3 | Utilisateur 3 | Usuario 3 | Utente 3 | Personalizado 3 | Utilizador 3 | Gebruiker 3 | Użytkownik 3
+User 4 = User 4 | Benutzer 4 | Utilisateur 4 | Usuario 4 | Utente 4 | Personalizado 4 | Utilizador 4 | Gebruiker 4 | Użytkownik 4
- = Account | Konto | Compte | Cuenta | Conta | Directory Server | Verzeichnisserver | Serveur d'annuaire | Servidor de directorio
- = Server di directory | Adreslijstserver | E-mail Type | E-mail 2 Type | E-mail 3 Type | E-mail 2 Display Name | E-mail 3 Display Name
- = E-Mail-Typ | E-Mail 2: Typ | E-Mail 3: Typ | E-Mail 2: Angezeigter Name | E-Mail 3: Angezeigter Name | Type de messagerie
- = Type de messagerie 2 | Type de messagerie 3 | Nom complet de l'adresse de messagerie 2 | Nom complet de l'adresse de messagerie 3
- = Tipo de correo electrónico | Tipo de correo electrónico 2 | Tipo de correo electrónico 3 | Tipo posta elettronica
- = Nombre de pantalla de correo electrónico 2 | Nombre de pantalla de correo electrónico 3 | Tipo posta elettronica 2
- = Tipo posta elettronica 3 | Nome visualizzato posta elettronica 2 | Nome visualizzato posta elettronica 3 | Tipo de email
- = Tipo de email 2 | Tipo de email 3 | Nome para exibição do email 2 | Nome para exibição do email 3 | Tipo de correio electrónico
- = Tipo de correio electrónico 2 | Tipo de correio electrónico 3 | Nome a apresentar para o correio electrónico 2
- = Nome a apresentar para o correio electrónico 3 | E-mailtype | E-mailtype 2 | E-mailtype 3 | E-mail, weergegeven naam 2
- = E-mail, weergegeven naam 3 | Typ poczty e-mail | Rodzaj e-mail 2 | Rodzaj e-mail 3 | Wyświetlana nazwa e-mail 2
- = Wyświetlana nazwa e-mail 3 | Gender | Geschlecht | Sexe | Género | Sesso | Sexo | Geslacht | Płeć | Government ID Number
- = Regierungsnr. | Sozialversicherungsnr. | Code gouvernement | Cod. Fisc./P. IVA | Código do governo | Número do BI | Sofinummer | PESEL
- = Initials | Initialen | Initiales | Iniciales | Iniziali | Iniciais | Inicjały | Internet Free Busy | Internet Frei/Gebucht
- = Internet-Frei/Gebucht | Disponibilité Internet | Disponibilità Internet | Disponibilidade da Internet | Mileage | Reisekilometer
- = Internet Beschikbaarheidsinfo | Internetowe informacje wolny/zajęty | Kilométrage | Kilometraje | Indennità trasferta | Quilometragem
- = Reisafstand | Przebieg | Organizational ID Number | Organisationsnr. | Numéro d'identification de l'organisation | Organisatie-id
- = Numero ID organizzativo | Priority | Priorität | Priorité | Prioridad | Priorità | Prioridade | Prioriteit | Priorytet | Private
- = Privat | Privé | Privado | Privato | Particulier | Prywatne | Sensitivity | Vertraulichkeit | Critère de diffusion | Confidencialidad
- = Riservatezza | Sensibilidade | Confidencialidade | Gevoeligheid | Charakter | Given Yomi | Surname Yomi | Company Yomi
"""

OUTLOOK: dict[str, str] = {}
"""Heading, folded → field, as for Google; ``phone home`` and its like hold the label too, ``address home city`` the part too."""
for _line in _OUTLOOK.strip().splitlines():
    _field, _, _headings = _line.partition(" = ")
    for _heading in _headings.split(" | "):
        OUTLOOK.setdefault(fold_heading(_heading.strip()), "" if _field == "-" else _field)

# Words that any list may have for a heading say nothing about Outlook.
_ANYWHERE = {
    fold_heading(word)
    for word in (
        "Ufficio",
        "Abitazione",
        "Cellulare",
        "Particular",
        "Móvil",
        "Telemóvel",
        "Estado",
        "Cidade",
        "CEP",
        "Pager",
        "Telex",
    )
}
_OUTLOOK_SIGNS = (
    frozenset(
        heading
        for heading, field in OUTLOOK.items()
        if field.startswith(("phone ", "other ", "address ", "display")) or (field == "email" and heading[-1:].isdigit())
    )
    - _ANYWHERE
)
# Of Outlook's headings those that LinkedIn's imitation of 2012 has never had.
_NEVER_LINKEDIN = frozenset(
    map(fold_heading, ("Business Country/Region", "Home Country/Region", "Mileage", "Sensitivity", "Keywords"))
)
_NAMES = frozenset(heading for heading, field in OUTLOOK.items() if field in ("first", "last", "company", "email", "display"))

ENGLISH = frozenset(("firstname", "lastname", "company", "jobtitle", "birthday", "notes"))
"""Headings of a file whose days are written as in the United States, unless its own cells say otherwise."""


def _is_google(headings: frozenset[str]) -> bool:
    return bool(headings & _GOOGLE_ONLY) and len(headings & (GOOGLE.keys() | _COUNTED.keys())) > 1


def _is_outlook(headings: frozenset[str]) -> bool:
    if len(headings & _OUTLOOK_SIGNS) < 2 or not headings & _NAMES or headings & _GOOGLE_ONLY:
        return False
    return bool(headings & _NEVER_LINKEDIN) or not CONNECTIONS.fits(headings)


GOOGLE_SHAPE = Shape("google", GOOGLE | _COUNTED, _is_google)
OUTLOOK_SHAPE = Shape("outlook", OUTLOOK, _is_outlook)


def address_shapes() -> tuple[Shape, ...]:
    """Return the tables of address books that are known: ``google`` (old and new) and ``outlook`` (of Windows and of the web)."""
    return (GOOGLE_SHAPE, OUTLOOK_SHAPE)
