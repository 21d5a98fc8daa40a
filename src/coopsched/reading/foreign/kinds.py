"""What sort of session a word of another tool means."""

from functools import lru_cache
from itertools import pairwise

from coopsched.text import fold

# In the order in which they decide: a lightning talk is no talk, a lunch talk no lunch.
_WORDS = """
    keynote: keynote keynotes keynotespeech openingkeynote closingkeynote conferencepleniere
    lightning: lightning lightningtalk lightningtalks blitzvortrag kurzvortrag pechakucha ignite
        flitspresentatie eclair
    poster: poster posters posterpresentation postersession
    panel: panel panels paneldiscussion podium podiumsdiskussion podiumsgesprach roundtable
        tableronde panelgesprek rondetafel debate debat debatte
    tutorial: tutorial tutorials tutoriel tutoriels masterclass training formation schulung
    lab: lab labs labo laboratory handsonlab codelab
    workshop: workshop workshops atelier ateliers werkwinkel handson werkstatt sprint sprints
    assembly: assembly assemblee vergadering generalversammlung mitgliederversammlung
    plenary: plenary plenaries pleniere plenair plenum plenarsitzung opening closing ouverture
        cloture eroffnung abschluss ceremony ceremonie
    performance: performance performances concert concerts konzert djset dj theatre theater show
        spectacle voorstelling auffuhrung optreden
    screening: screening screenings film films movie movies projection filmvorfuhrung filmvertoning
    tour: tour tours visit visite fuhrung rondleiding excursion exkursion
    exhibition: exhibition exhibitions exposition ausstellung tentoonstelling installation expo
    talk: talk talks lecture lectures vortrag vortrage conference conferences presentation
        presentations prasentation presentatie lezing voordracht expose intervention speech paper
        impulsvortrag
    registration: registration registrations inscription inscriptions accueil anmeldung
        registrierung inschrijving onthaal checkin
    meal: meal meals lunch breakfast dinner brunch buffet dejeuner diner repas mittagessen
        mittagspause abendessen fruhstuck ontbijt middagmaal middageten avondeten
    break: break breaks pause pauses pauze coffee coffeebreak kaffee kaffeepause cafe koffie
        koffiepauze teabreak intermission
    social: social socialevent party reception networking drinks drink aperitif apero cocktail
        borrel receptie empfang fest fete soiree
    other: other autre autres andere anderes sonstiges overig overige misc miscellaneous divers
"""


def _ranked(words: str) -> dict[str, tuple[int, str]]:
    """Return the rank and the kind of each word."""
    found: dict[str, tuple[int, str]] = {}
    kind, rank = "", 0
    for word in words.split():
        if word.endswith(":"):
            kind, rank = word[:-1], rank + 1
        else:
            found[word] = (rank, kind)
    return found


_RANKED = _ranked(_WORDS)


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str | None:
    """Return the kind that the word or words of another tool mean; None where they mean none.

    They are what a tool calls a type of session, in English, French, Dutch or German,
    and not its title: `Talk (45 mins)` is a talk, `Kaffeepause` a break.
    """
    parts = fold(words).split()
    pairs = [first + second for first, second in pairwise(parts)]
    known = [_RANKED[part] for part in [*parts, *pairs] if part in _RANKED]
    return min(known)[1] if known else None
