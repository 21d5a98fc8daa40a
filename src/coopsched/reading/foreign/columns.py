"""Which column of a table holds what: the names that people give to columns, in four languages."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from coopsched.reading.foreign.values import clean
from coopsched.text import LANGUAGE_NAMES, fold, language_tag

# Folded, without spaces. The first of each is what our own tables write.
_NAMES = {
    "title": "title titre titel titles intitule sessiontitle titledelasession talktitle eventtitle "
    "eventname sessionname talkname nameoftalk subject sujet vortragstitel sessietitel summary "
    "programmepunkt programmpunkt programmaonderdeel talk vortrag lezing conference veranstaltung "
    "activite activiteit aktivitat activity programmeitem event vorschlagstitel beitragstitel "
    "themadersession veranstaltungstitel paper lecture",
    "start": "start begin begins debut heurededebut starttime timestart starthour starttijd "
    "startzeit startuhrzeit heuredebut van von from de beginn anfang aanvang aanvangsuur beginuur "
    "begintijd startsat starts startuur debutlea dtstart heurededepart startat sessionsbeginn "
    "scheduledat startdatumzeit startzeitpunkt",
    "end": "end fin heuredefin timeend endtime endhour finish finishes finishtime eind einde tot "
    "bis ende until to heurefin eindtijd einduur endzeit enduhrzeit endsat ends enddatetime "
    "schluss a jusqua dtend endat till sessionsende endzeitpunkt",
    "time": "time heure horaire heures horaires tijd uur uhrzeit zeit times tijdstip timeslot "
    "creneau tijdslot zeitraum schedule hour hours stunde tijden zeiten",
    "date": "date datum startdate datestart datededebut datedebut startdatum begindatum dates "
    "datumvan datede",
    "day": "day jour dag days jours dagen tage weekday wochentag jourdelasemaine weekdag journee",
    "end-date": "enddate dateend datedefin datefin enddatum einddatum",
    "minutes": "minutes duration duree duur dauer length lengte lange minuten minuut min mins "
    "dureeenminutes durationminutes durationmin durationmins lengthminutes dauerinminuten "
    "zeitdauer dauermin dureemin duurinminuten dureeminutes",
    "rooms": "rooms room salle salles zaal zalen raum raume lieu lieux ort orte locatie location "
    "locations saal sale venue place plaats lokaal local roomname stage buhne scene podium "
    "veranstaltungsort saalname endroit where ou wo waar hall auditorium auditoire raumname "
    "zaalnaam roomlocation raumort",
    "speakers": "speakers speaker orateur orateurs oratrice oratrices orateurrice orateurrices "
    "orateuroratrice intervenant intervenante intervenants intervenantes spreker sprekers "
    "spreekster referent referenten referentin referentinnen sprecher sprecherin sprecherinnen "
    "teilnehmer teilnehmerin teilnehmerinnen teilnehmende persons person people personen personne "
    "personnes presenter presenters presentedby conferencier conferenciere conferenciers "
    "conferencieres speakername speakernames vortragende vortragender redner rednerin participants "
    "participant author authors auteur auteurs autor autoren autorin presentator presentatoren who "
    "qui wer wie panellists panelists panelist panellist panelliste panelistes avec met mit with "
    "by par door primaryauthors primaryauthor presentingauthor presentingauthors artists "
    "speakerlist namendervortragenden vortragsnamen communicants communicant speakersnames "
    "intervenantses orateurstrices inleider inleiders inleidster",
    "moderators": "moderators moderator moderation moderateur moderatrice moderateurs moderatie "
    "moderatoren moderatorin moderatedby animateur animatrice animation",
    "chairs": "chairs chair sessionchair president presidente presidence voorzitter "
    "sitzungsleitung vorsitz chairperson chairman chairwoman",
    "hosts": "hosts host hote gastheer gastgeber herald",
    "interpreters": "interpreters interpreter interpretes tolk tolken dolmetscher dolmetscherin "
    "dolmetscherinnen",
    "affiliation": "affiliation affiliations organisation organization organisations organizations "
    "organisatie institution institut company firma bedrijf societe entreprise employer instelling "
    "speakeraffiliation unternehmen einrichtung organisatienaam organisme bedrijfsnaam",
    "languages": "languages language langue langues taal talen sprache sprachen lang locale "
    "sessionlanguage vortragssprache voertaal spokenlanguage langueparlee sessietaal languagecode "
    "gesprochenesprache vortragsprache languesparlees",
    "interpretation": "interpretation vertolking tolkentaal verdolmetschung interpretedinto "
    "interpretationlanguages translation traduction vertaling ubersetzung",
    "captions": "captions subtitles soustitres ondertitels ondertiteling untertitel",
    "track": "track tracks piste pistes spoor filiere parcours strang themenstrang stream devroom "
    "thematique themenbereich trackname tracktitle themenfeld onderwerpgroep volet axe",
    "kind": "kind type types genre soort art format sessiontype eventtype sessionformat "
    "typeofsession vortragsart sessionkind formaat typedesession vorschlagsart vorschlagstyp "
    "sessietype sessievorm vorm veranstaltungsformat beitragsart beitragsformat werkvorm",
    "description": "description abstract resume samenvatting beschreibung descriptif omschrijving "
    "beschrijving zusammenfassung inhalt details text texte tekst kurzbeschreibung "
    "presentationdelasession kurzfassung shortdescription kurztext langtext toelichting",
    "status": "status statut etat state zustand decision entscheidung",
    "tags": "tags keywords keyword motscles motcle trefwoorden schlagworte schlagworter labels "
    "etiquettes stichworter stichworte topics themen themes",
    "links": "links link url urls lien liens website webseite site web siteweb href page webpage "
    "homepage livelink recordinglink permalink videolink",
    "key": "key # id sessionno sessionnr talkno talknr lfdnr code nr no number numero nummer ref "
    "reference schlussel cle sleutel sessionid eventid talkid identifier identifiant kennung "
    "identificatie programcode",
    "source-id": "sourceid",
    "uid": "uid guid uuid icaluid",
    "notice": "notice hinweis hinweise",
    "audience": "audience attendees expectedaudience expectedattendance aantaldeelnemers "
    "erwarteteteilnehmer publicattendu",
    "needs": "needs features requirements equipment materiel materiaal ausstattung besoins",
    "resources": "resources ressources ressourcen middelen",
    "repeats": "repeats",
    "continues": "continues",
    "within": "within",
    "after": "after",
    "not-with": "notwith",
    "replaces": "replaces",
    "permanent": "permanent",
    "pinned": "pinned",
    "capacity": "capacity capacite capaciteit kapazitat seats places platze zitplaatsen "
    "roomcapacity",
    "was": "earlierkeys",
}  # fmt: skip
# What can mean several things: the first that no other column holds, and that fits what is in it.
_WEAK = {
    **dict.fromkeys(("name", "nom", "naam"), ("title", "speakers")),
    **dict.fromkeys(("session", "sessie", "sitzung", "seance"), ("title", "track")),
    **dict.fromkeys(("programme", "program", "programm", "programma"), ("title",)),
    **dict.fromkeys(("what", "quoi", "wat", "beitrag", "point", "item"), ("title",)),
    "was": ("title", "was"),
    **dict.fromkeys(("thema", "theme", "topic", "onderwerp"), ("title", "track", "tags")),
    **dict.fromkeys(
        ("category", "categorie", "kategorie", "categories", "rubrik", "rubriek", "section"),
        ("track", "tags"),
    ),
    **dict.fromkeys(
        ("series", "serie", "reihe", "cycle", "cyclus", "podcast", "show", "sendung"),
        ("track", "tags"),
    ),
    "presentation": ("title", "description"),
    "tag": ("day", "tags"),
    **dict.fromkeys(("when", "quand", "wann", "wanneer"), ("time",)),
    **dict.fromkeys(
        ("datetime", "dateandtime", "dateetheure", "datumuhrzeit", "datumundzeit", "datumenuur"),
        ("start",),
    ),
    **dict.fromkeys(("dateheure", "datumtijd", "datetimestart", "startdatetime"), ("start",)),
}
SEVERAL = frozenset(
    {
        *("rooms", "speakers", "moderators", "chairs", "hosts", "interpreters", "affiliation"),
        *("languages", "interpretation", "captions", "tags", "links", "needs"),
    }
)
"""Fields of which several columns can each hold some."""
_WORDED = frozenset({"title", "description", "notice"})
_CARRYING = frozenset({"title", "start", "time"})
_SMALL = "of the de des du la le les l d der die das den van het een a an in s name nom naam"
_SMALL_WORDS = frozenset(_SMALL.split())
_OF_A_ROW = (
    "session event talk proposal submission contribution presentation paper scheduled planned "
    "estimated item sessie vortrag vorschlag beitrag seance communication lezing voorstel"
)
_WHOSE = frozenset(_OF_A_ROW.split())
"""Words for what a row is about, which are left out of `session start`."""
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_LANGUAGE = re.compile(r"(.*?[^\W_])[\s_.:/@|([-]+([A-Za-z]{2}(?:[-_][A-Za-z]{2})?)[)\]]?\s*")
_NO_LANGUAGES = frozenset({"no", "id", "nr", "to"})  # numbers, as in “session no”
_NUMBER = re.compile(r"(?<=[a-z])\d{1,2}\Z")

_MEANINGS: dict[str, tuple[str, ...]] = {
    **{name: (field,) for field, names in _NAMES.items() for name in names.split()},
    **_WEAK,
}
_RANKS = {name: i for names in _NAMES.values() for i, name in enumerate(names.split())}
FIELDS = tuple(_NAMES)
"""What a column can hold, as `--hint column.FIELD=` calls it."""

Fits = Callable[[int, str], bool]
"""Tells whether what is in a column can be what a field holds."""


class Column(NamedTuple):
    """What a column holds: a field of ours, and the language of its texts where its name tells."""

    field: str
    language: str | None = None


def columns(
    names: Sequence[str], told: Mapping[str, str], fits: Fits = lambda _column, _field: True
) -> dict[int, Column]:
    """Return what the columns of these names hold, by number from 0; unknown ones are left out.

    ``told`` maps fields to names of columns, and comes first.
    """
    found: dict[int, Column] = {}
    for field, name in told.items():
        found |= dict.fromkeys(_called(name, names), Column(_field(field)))
    taken = set(found.values())
    for i in sorted(range(len(names)), key=lambda i: (*_rank(names[i]), i)):
        if i not in found and (column := _column(names[i], i, taken, fits)) is not None:
            found[i] = column
            taken.add(column)
    return found


def field_called(name: str) -> str | None:
    """Return the field that people call by a name; None for a name of none."""
    return next(iter(_meaning(name)[0]), None)


def untold(names: Sequence[str], told: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was told and cannot be kept to: the field and the column, one of them unknown."""
    return [
        (field, name)
        for field, name in told.items()
        if _field(field) not in FIELDS or not _called(name, names)
    ]


def is_header(names: Sequence[str], told: Mapping[str, str]) -> int:
    """Return how many columns a row names, where these can be the names of a table; else 0."""
    if len(names) < 2 or not any(names):
        return 0
    found = columns(names, told)
    enough = len(found) >= 2 and any(column.field in _CARRYING for column in found.values())
    return len(found) if enough else 0


def _column(name: str, i: int, taken: Container[Column], fits: Fits) -> Column | None:
    fields, language = _meaning(name)
    for field in fields:
        column = Column(field, language)
        if (column not in taken or field in SEVERAL) and fits(i, field):
            return column
    return None


@lru_cache(maxsize=4096)
def _meaning(name: str) -> tuple[tuple[str, ...], str | None]:
    """Return the fields that a name can mean, and the language it says its texts are in."""
    compact = fold(name).replace(" ", "") or name
    if compact in _MEANINGS:
        return _MEANINGS[compact], None
    marked = _LANGUAGE.fullmatch(name)
    if marked is not None and marked[2][:2].lower() in LANGUAGE_NAMES.keys() - _NO_LANGUAGES:
        fields = tuple(field for field in _fields(marked[1]) if field in _WORDED)
        if fields:
            return fields, language_tag(marked[2].replace("_", "-"))
    return _fields(name), None


def _fields(name: str) -> tuple[str, ...]:
    words = fold(_BRACKETS.sub(" ", name)).split()
    bare = [word for word in words if word not in _SMALL_WORDS] or words
    whole = "".join(fold(name).split())
    rest = [word for word in bare if word not in _WHOSE]
    for guess in (
        whole,
        "".join(words),
        "".join(bare),
        "".join(rest),
        _NUMBER.sub("", "".join(bare)),
    ):
        if guess in _MEANINGS:
            return _MEANINGS[guess]
    meanings = {_MEANINGS.get(word, ()) for word in bare}
    return meanings.pop() if len(meanings) == 1 else ()


def _rank(name: str) -> tuple[bool, int]:
    """Return how far a name is from the plainest one for its field: plain ones choose first."""
    compact = fold(name).replace(" ", "") or name
    return compact in _WEAK, _RANKS.get(compact, len(_RANKS))


def _called(name: str, names: Sequence[str]) -> list[int]:
    exact = [i for i, each in enumerate(names) if each == clean(name)]
    return exact or [i for i, each in enumerate(names) if fold(each) == fold(name) != ""]


def _field(told: str) -> str:
    """Return the field of ours that somebody calls by its name, or by another for it."""
    return told if told in FIELDS else next(iter(_fields(told)), told)
