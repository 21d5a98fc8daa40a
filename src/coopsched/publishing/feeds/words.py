"""What a feed says itself, in the languages of most of our programmes."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from coopsched.model import KINDS
from coopsched.publishing import agenda_words
from coopsched.publishing.feeds.languages import language_name
from coopsched.text import Text, covers

_KINDS: Mapping[str, str] = {
    "en": "Talk Keynote Panel Workshop Tutorial Lightning_talk Poster Lab Plenary Assembly "
    "Performance Screening Tour Exhibition Break Meal Registration Social Other",
    "fr": "Exposé Conférence_invitée Panel Atelier Tutoriel Exposé_éclair Poster Laboratoire "
    "Séance_plénière Assemblée Spectacle Projection Visite Exposition Pause Repas Accueil "
    "Moment_convivial Autre",
    "nl": "Lezing Keynote Panelgesprek Workshop Tutorial Korte_lezing Poster Lab "
    "Plenaire_zitting Algemene_vergadering Optreden Vertoning Rondleiding Tentoonstelling Pauze "
    "Maaltijd Onthaal Ontmoeting Overig",
    "de": "Vortrag Hauptvortrag Podiumsdiskussion Workshop Tutorial Kurzvortrag Poster Labor "
    "Plenum Versammlung Aufführung Filmvorführung Führung Ausstellung Pause Essen "
    "Anmeldung Geselliges_Beisammensein Sonstiges",
}
"""What kinds of sessions are called, in the order of the model."""

_LINKS = ("page", "join", "stream", "register", "slides", "recording")


class Words(NamedTuple):
    """The words of feeds in one language; `agenda` has those that agendas have, too.

    Where a phrase holds braces, what it is about stands in them. ``colon`` is what
    stands between a word and what it introduces, ``semicolon`` what stands between clauses.
    """

    language: str
    agenda: agenda_words.Words
    colon: str
    semicolon: str
    since: str
    no_end: str
    online: str
    remote: str
    changed: str
    was: str
    restored: str
    line_up: str
    new_room: str
    joining: str
    called_off: str
    instead: str
    held: str
    interpreted: str
    captioned: str
    only: str
    nothing: str
    links: Mapping[str, str]
    kinds: Mapping[str, str]

    @property
    def cancelled(self) -> str:
        """The word before the title of what is not held, which nobody overlooks."""
        return self.agenda.cancelled.upper()

    @property
    def tentative(self) -> str:
        """What is said of a session that may not be held, within a sentence."""
        return self.agenda.tentative[:1].lower() + self.agenda.tentative[1:]

    def day(self, day: date) -> str:
        """Return a date in words."""
        return _day(self.language, day)

    def language_name(self, tag: str) -> str:
        """Return what a language is called, as it stands in a phrase: `het Frans`."""
        return language_name(tag, self.language)

    def role(self, role: str) -> str:
        """Return what somebody does in a session; empty for speakers, who speak."""
        return "" if role == "speaker" else self.agenda.roles[role]


def _made(language: str, links: str, **phrases: str) -> Words:
    return Words(
        language=language,
        agenda=agenda_words.words(language),
        links=dict(zip(_LINKS, _split(links), strict=True)),
        kinds=dict(zip(KINDS, _split(_KINDS[language]), strict=True)),
        **phrases,
    )


def _split(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


_WORDS = {
    "en": _made(
        "en",
        "More Join_online Watch Register Slides Recording",
        colon=": ",
        semicolon="; ",
        since="from {}",
        no_end="the end is not given",
        online="Online",
        remote="remotely",
        changed="Changed on {}: {}",
        was="was {}",
        restored="takes place after all",
        line_up="another line-up",
        new_room="another room",
        joining="another address to join",
        called_off="Cancelled on {}",
        instead="In its place: {}",
        held="In {}",
        interpreted="interpreted into {}",
        captioned="with captions in {}",
        only="only in {}",
        nothing="nothing is planned here now",
    ),
    "fr": _made(
        "fr",
        "En_savoir_plus Rejoindre_en_ligne Regarder S’inscrire Diapositives Enregistrement",
        colon="\u00a0: ",
        semicolon="\u202f; ",
        since="à partir de {}",
        no_end="heure de fin non communiquée",
        online="En ligne",
        remote="à distance",
        changed="Modifié le {}\u00a0: {}",
        was="auparavant {}",
        restored="aura finalement lieu",
        line_up="autres intervenants",
        new_room="autre salle",
        joining="autre lien de connexion",
        called_off="Annulé le {}",
        instead="À la place\u00a0: {}",
        held="En {}",
        interpreted="interprétation en {}",
        captioned="sous-titrage en {}",
        only="uniquement en {}",
        nothing="rien n’y est prévu pour l’instant",
    ),
    "nl": _made(
        "nl",
        "Meer_weten Online_meedoen Bekijken Inschrijven Presentatie Opname",
        colon=": ",
        semicolon="; ",
        since="vanaf {}",
        no_end="het einde is niet bekend",
        online="Online",
        remote="op afstand",
        changed="Gewijzigd op {}: {}",
        was="voorheen {}",
        restored="gaat toch door",
        line_up="andere sprekers",
        new_room="andere zaal",
        joining="andere link om mee te doen",
        called_off="Geannuleerd op {}",
        instead="In plaats daarvan: {}",
        held="In {}",
        interpreted="vertolking naar {}",
        captioned="ondertiteling in {}",
        only="alleen in {}",
        nothing="hier is nu niets gepland",
    ),
    "de": _made(
        "de",
        "Mehr_dazu Online_teilnehmen Ansehen Anmelden Folien Aufzeichnung",
        colon=": ",
        semicolon="; ",
        since="ab {}",
        no_end="das Ende ist nicht angegeben",
        online="Online",
        remote="zugeschaltet",
        changed="Geändert am {}: {}",
        was="vorher {}",
        restored="findet doch statt",
        line_up="andere Mitwirkende",
        new_room="anderer Raum",
        joining="anderer Teilnahmelink",
        called_off="Abgesagt am {}",
        instead="Stattdessen: {}",
        held="{}",
        interpreted="Verdolmetschung {}",
        captioned="Untertitel {}",
        only="nur {}",
        nothing="hier ist zurzeit nichts geplant",
    ),
}


@lru_cache(maxsize=1024)
def words(language: str) -> Words:
    """Return the words for a language tag, in English where there are none."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])


def wording(text: Text, *languages: str) -> tuple[str, str]:
    """Return the language and the wording of a text in the first language it has, else its first.

    Of equal wordings, it is the one in the language that is asked for.
    """
    if len(text) == 1:
        tag = next(iter(text))
        return tag, text[tag]
    best = text.best(*languages)
    tags = [tag for tag, each in text.items() if each == best]
    asked = (tag for language in languages for tag in tags if covers(language, tag))
    return next(asked, tags[0]), best


@lru_cache(maxsize=4096)
def _day(language: str, day: date) -> str:
    return agenda_words.words(language).day(day)
