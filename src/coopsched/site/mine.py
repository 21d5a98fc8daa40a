"""My programme: what the agenda says of the sessions that somebody picked, and what it needs to."""

from collections.abc import Iterator, Mapping
from typing import Any

from coopsched.publishing.feeds.lines import on_one_line
from coopsched.site.edition import Edition
from coopsched.site.labels import COMMON, Table, french, said
from coopsched.site.subscribing import BUTTONS, Feed


def values(edition: Edition) -> Mapping[str, Any]:
    """Return what `mine.html` needs in the template that includes it."""
    site, say = edition.site, said(LABELS, edition.language)
    calendar = f"{edition.title.text} – {said(COMMON, edition.language)['mine']}"
    data = {
        "say": say,
        "calendar": calendar,
        "language": edition.language,
        "personal": None if site.is_preview else site.personal,
        "venue": edition.venue,
        "online": [edition.card(key).code for key, shown in site.shown.items() if shown.online],
        "cancelled": f"{edition.words.cancelled}{edition.words.colon}",
        "uids": dict(_other_uids(edition)),
        "days": dict(_days(edition)),
    }
    return {"mine": {"say": say, "data": data, "feed": _feed(edition, calendar)}}


def _feed(edition: Edition, calendar: str) -> Feed | None:
    """Return a feed whose address the script fills in; None where no server answers."""
    if edition.site.personal is None or edition.site.is_preview:
        return None
    name = said(COMMON, edition.language)["mine"]
    nowhere = dict.fromkeys(("path", "https", "webcal", "google", "outlook", "office"), "")
    return Feed(name=name, calendar=calendar, say=said(BUTTONS, edition.language), **nowhere)


def _other_uids(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield codes with UIDs that are not made of the key: those of most sessions are."""
    publication = edition.site.publication
    for record in publication.records.values():
        if record.uid != f"{record.key}@{publication.key}":
            yield edition.card(record.key).code, on_one_line(record.uid)


def _days(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """Yield codes of permanent sessions with the days on which they are."""
    for key, shown in edition.site.shown.items():
        if shown.start is None:
            yield edition.card(key).code, [day.isoformat() for day in sorted(shown.days)]


LABELS: Table = {
    "en": {
        "picked_one": "{} session picked",
        "picked_other": "{} sessions picked",
        "clashes_one": "{} clash",
        "clashes_other": "{} clashes",
        "none": "You have picked nothing yet. Press the star of a session, on any page. "
        "What you pick is kept in this browser, and nowhere else.",
        "shared": "Somebody shares this programme with you. Your own stays as it is.",
        "add": "Add to my programme",
        "replace": "Replace mine",
        "done": "Your programme has changed.",
        "undo": "Undo",
        "take": "Take the one at {} instead",
        "of": "of “{}”",
        "changed": "What changed",
        "cancelled": "“{}” is cancelled.",
        "moved": "“{}” is now at {}; it was at {} when you picked it.",
        "elsewhere": "“{}” is now in another room.",
        "leave": "Leave it out",
        "seen": "Understood",
        "gone_one": "{} session is no longer there.",
        "gone_other": "{} sessions are no longer there.",
        "forget": "Forget",
        "share": "Share",
        "link": "Link to this choice",
        "copy_link": "Copy the link",
        "copied": "Copied",
        "send": "Share…",
        "into_calendar": "Into your calendar",
        "personal": "This calendar holds what is picked now, and follows its changes. When you "
        "pick something else, subscribe anew and remove the old one.",
        "download": "Download a copy",
        "once": "(changes will not reach it)",
        "each": "Subscribe to single sessions",
        "each_about": "These follow the changes of their session.",
    },
    "fr": french(
        {
            "picked_one": "{} session choisie",
            "picked_other": "{} sessions choisies",
            "clashes_one": "{} conflit d’horaire",
            "clashes_other": "{} conflits d’horaire",
            "none": "Vous n’avez encore rien choisi. Appuyez sur l’étoile d’une session, sur "
            "n’importe quelle page. Votre choix est conservé dans ce navigateur, et nulle part "
            "ailleurs.",
            "shared": "On partage ce programme avec vous. Le vôtre reste tel quel.",
            "add": "Ajouter à mon programme",
            "replace": "Remplacer le mien",
            "done": "Votre programme a changé.",
            "undo": "Annuler",
            "take": "Choisir plutôt celle de {}",
            "of": "de « {} »",
            "changed": "Ce qui a changé",
            "cancelled": "« {} » est annulée.",
            "moved": "« {} » a maintenant lieu à {} ; c’était à {} quand vous l’avez choisie.",
            "elsewhere": "« {} » a maintenant lieu dans une autre salle.",
            "leave": "La retirer",
            "seen": "Compris",
            "gone_one": "{} session n’existe plus.",
            "gone_other": "{} sessions n’existent plus.",
            "forget": "Oublier",
            "share": "Partager",
            "link": "Lien vers ce choix",
            "copy_link": "Copier le lien",
            "copied": "Copié",
            "send": "Partager…",
            "into_calendar": "Dans votre agenda",
            "personal": "Cet agenda contient ce qui est choisi maintenant, et en suit les "
            "changements. Si vous changez votre choix, abonnez-vous à nouveau et supprimez "
            "l’ancien.",
            "download": "Télécharger une copie",
            "once": "(elle ne suivra pas les changements)",
            "each": "S’abonner session par session",
            "each_about": "Ces abonnements suivent les changements de leur session.",
        }
    ),
    "nl": {
        "picked_one": "{} sessie gekozen",
        "picked_other": "{} sessies gekozen",
        "clashes_one": "{} overlapping",
        "clashes_other": "{} overlappingen",
        "none": "U hebt nog niets gekozen. Druk op de ster bij een sessie, op om het even welke "
        "pagina. Uw keuze wordt in deze browser bewaard, en nergens anders.",
        "shared": "Iemand deelt dit programma met u. Dat van u blijft zoals het is.",
        "add": "Aan mijn programma toevoegen",
        "replace": "Het mijne vervangen",
        "done": "Uw programma is gewijzigd.",
        "undo": "Ongedaan maken",
        "take": "Die van {} nemen",
        "of": "van “{}”",
        "changed": "Wat er veranderd is",
        "cancelled": "“{}” is geannuleerd.",
        "moved": "“{}” is nu om {}; toen u het koos, was het om {}.",
        "elsewhere": "“{}” is nu in een andere zaal.",
        "leave": "Weglaten",
        "seen": "Begrepen",
        "gone_one": "{} sessie is er niet meer.",
        "gone_other": "{} sessies zijn er niet meer.",
        "forget": "Vergeten",
        "share": "Delen",
        "link": "Link naar deze keuze",
        "copy_link": "Link kopiëren",
        "copied": "Gekopieerd",
        "send": "Delen…",
        "into_calendar": "In uw agenda",
        "personal": "Deze agenda bevat wat nu gekozen is, en volgt de wijzigingen ervan. Kiest u "
        "iets anders, abonneer u dan opnieuw en verwijder de oude.",
        "download": "Kopie downloaden",
        "once": "(die volgt geen wijzigingen)",
        "each": "Op losse sessies abonneren",
        "each_about": "Deze volgen de wijzigingen van hun sessie.",
    },
    "de": {
        "picked_one": "{} Veranstaltung vorgemerkt",
        "picked_other": "{} Veranstaltungen vorgemerkt",
        "clashes_one": "{} Überschneidung",
        "clashes_other": "{} Überschneidungen",
        "none": "Sie haben noch nichts vorgemerkt. Drücken Sie auf den Stern einer Veranstaltung, "
        "auf welcher Seite auch immer. Ihre Auswahl bleibt in diesem Browser, und nur dort.",
        "shared": "Jemand teilt dieses Programm mit Ihnen. Ihr eigenes bleibt, wie es ist.",
        "add": "Zu meinem Programm hinzufügen",
        "replace": "Meines ersetzen",
        "done": "Ihr Programm hat sich geändert.",
        "undo": "Rückgängig machen",
        "take": "Stattdessen die um {} nehmen",
        "of": "von „{}“",
        "changed": "Was sich geändert hat",
        "cancelled": "„{}“ ist abgesagt.",
        "moved": "„{}“ ist jetzt um {}; als Sie es vorgemerkt haben, war es um {}.",
        "elsewhere": "„{}“ ist jetzt in einem anderen Raum.",
        "leave": "Weglassen",
        "seen": "Verstanden",
        "gone_one": "{} Veranstaltung gibt es nicht mehr.",
        "gone_other": "{} Veranstaltungen gibt es nicht mehr.",
        "forget": "Vergessen",
        "share": "Teilen",
        "link": "Link zu dieser Auswahl",
        "copy_link": "Link kopieren",
        "copied": "Kopiert",
        "send": "Teilen …",
        "into_calendar": "In Ihren Kalender",
        "personal": "Dieser Kalender enthält, was jetzt vorgemerkt ist, und folgt den Änderungen. "
        "Wenn Sie anderes vormerken, abonnieren Sie neu und löschen Sie den alten.",
        "download": "Kopie herunterladen",
        "once": "(Änderungen kommen dort nicht an)",
        "each": "Einzelne Veranstaltungen abonnieren",
        "each_about": "Diese folgen den Änderungen ihrer Veranstaltung.",
    },
}
"""The labels of my programme, those of its scripts included."""
