"""What pages say themselves: a table of labels for each kind of page, a column a language."""

from collections.abc import Mapping
from functools import lru_cache
from re import sub
from typing import NamedTuple

SPOKEN = ("en", "fr", "nl", "de")
"""The languages that pages have words in; for others they speak English."""

Table = Mapping[str, Mapping[str, str]]
"""Labels by language and name. Every language has the same names."""


class Counted(NamedTuple):
    """A noun with its number, where a language has one form for one and another for all else."""

    one: str
    other: str

    @property
    def forms(self) -> dict[str, str]:
        """The forms by CLDR's plural categories."""
        return {"one": self.one, "other": self.other}


def french(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return French labels, written with plain spaces, with those at which no line breaks.

    Narrow ones stand before ; ! and ?, wide ones before a colon and within « ».
    """
    return {name: _spaced(label) for name, label in labels.items()}


def _spaced(text: str) -> str:
    narrow = sub(r" (?=[;!?])", "\u202f", text)
    return sub(r" (?=[:»])|(?<=«) ", "\u00a0", narrow)


@lru_cache(maxsize=256)
def spoken(language: str) -> str:
    """Return the language in which pages for readers of a language speak."""
    base = language.partition("-")[0].lower()
    return base if base in SPOKEN else "en"


def said(table: Table, language: str) -> Mapping[str, str]:
    """Return the labels of a table in the language of a page."""
    return table[spoken(language)]


SESSIONS = {
    "en": Counted("{} session", "{} sessions"),
    "fr": Counted("{} session", "{} sessions"),
    "nl": Counted("{} sessie", "{} sessies"),
    "de": Counted("{} Veranstaltung", "{} Veranstaltungen"),
}
"""How many sessions there are."""

COMMON: Table = {
    "en": {
        "locale": "en_GB",
        "agenda": "Agenda",
        "grid": "Timetable",
        "now": "Now",
        "mine": "My programme",
        "changes": "Changes",
        "subscribe": "Subscribe",
        "pick": "Pick “{}”",
        "print": "Print",
        "menu": "Pages",
        "languages": "Languages",
        "skip": "Skip to the programme",
        "took_place": "Took place {}",
        "preview": "Preview: not for attendees",
        "next": "Next edition",
        "times_in": "Times are those of {}",
        "also": "Also at {}",
        "offline": "You are offline. This is the programme as of {}.",
        "offline_on": "You are offline. This is the programme as of {}, {}.",
        "clash": "Clashes with {}, {}",
        "clash_told": "“{}” clashes with “{}”, {}.",
        "yours": "your time",
        "your_zone": "Times in smaller print are those of your own time zone, {}.",
    },
    "fr": french(
        {
            "locale": "fr_FR",
            "agenda": "Programme",
            "grid": "Grille horaire",
            "now": "En ce moment",
            "mine": "Mon programme",
            "changes": "Changements",
            "subscribe": "S’abonner",
            "pick": "Choisir « {} »",
            "print": "Imprimer",
            "menu": "Pages",
            "languages": "Langues",
            "skip": "Aller au programme",
            "took_place": "A eu lieu {}",
            "preview": "Aperçu : pas pour le public",
            "next": "Édition suivante",
            "times_in": "Fuseau horaire : {}",
            "also": "Aussi à {}",
            "offline": "Vous êtes hors ligne. Voici le programme tel qu’il était à {}.",
            "offline_on": "Vous êtes hors ligne. Voici le programme tel qu’il était le {} à {}.",
            "clash": "En même temps que {}, {}",
            "clash_told": "« {} » a lieu en même temps que « {} », {}.",
            "yours": "chez vous",
            "your_zone": "Les heures en petits caractères sont celles de votre fuseau horaire, {}.",
        }
    ),
    "nl": {
        "locale": "nl_NL",
        "agenda": "Programma",
        "grid": "Uurrooster",
        "now": "Nu",
        "mine": "Mijn programma",
        "changes": "Wijzigingen",
        "subscribe": "Abonneren",
        "pick": "“{}” kiezen",
        "print": "Afdrukken",
        "menu": "Pagina’s",
        "languages": "Talen",
        "skip": "Naar het programma",
        "took_place": "Vond {} plaats",
        "preview": "Voorbeeld: niet voor bezoekers",
        "next": "Volgende editie",
        "times_in": "De tijden zijn die van {}",
        "also": "Ook om {}",
        "offline": "U bent offline. Dit is het programma zoals het was om {}.",
        "offline_on": "U bent offline. Dit is het programma zoals het was op {} om {}.",
        "clash": "Valt samen met {}, {}",
        "clash_told": "“{}” valt samen met “{}”, {}.",
        "yours": "bij u",
        "your_zone": "De tijden in kleine letters zijn die van uw eigen tijdzone, {}.",
    },
    "de": {
        "locale": "de_DE",
        "agenda": "Programm",
        "grid": "Zeitplan",
        "now": "Jetzt",
        "mine": "Mein Programm",
        "changes": "Änderungen",
        "subscribe": "Abonnieren",
        "pick": "„{}“ vormerken",
        "print": "Drucken",
        "menu": "Seiten",
        "languages": "Sprachen",
        "skip": "Zum Programm",
        "took_place": "Fand {} statt",
        "preview": "Vorschau: nicht für die Öffentlichkeit",
        "next": "Nächste Ausgabe",
        "times_in": "Die Zeiten sind die von {}",
        "also": "Auch um {}",
        "offline": "Sie sind offline. Dies ist das Programm, Stand {}.",
        "offline_on": "Sie sind offline. Dies ist das Programm, Stand {}, {}.",
        "clash": "Überschneidet sich mit {}, {}",
        "clash_told": "„{}“ überschneidet sich mit „{}“, {}.",
        "yours": "bei Ihnen",
        "your_zone": "Die kleiner gedruckten Zeiten gelten in Ihrer Zeitzone, {}.",
    },
}
"""The labels of every page."""
