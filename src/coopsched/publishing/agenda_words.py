"""The few words of an agenda, in the languages of most of our programmes."""

from datetime import date
from typing import NamedTuple


class Words(NamedTuple):
    """What an agenda says besides a programme's own texts.

    ``pattern`` puts weekday, day, month and year together.
    """

    weekdays: str
    months: str
    pattern: str
    first: str
    always: str
    unplaced: str
    cancelled: str
    tentative: str
    interpretation: str
    minutes: str
    roles: dict[str, str]

    def day(self, day: date) -> str:
        """Return a date in words."""
        number = self.first if day.day == 1 else str(day.day)
        return self.pattern.format(
            weekday=self.weekdays.split()[day.weekday()],
            day=number,
            month=self.months.split()[day.month - 1],
            year=day.year,
        )


_WORDS = {
    "en": Words(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
        "{weekday} {day} {month} {year}",
        "1",
        "All day",
        "Not placed yet",
        "Cancelled",
        "To be confirmed",
        "interpreted into",
        "minutes",
        {name: name for name in ("moderator", "chair", "host", "interpreter", "author")}
        | {"panellist": "panellist"},
    ),
    "fr": Words(
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "{weekday} {day} {month} {year}",
        "1er",
        "En permanence",
        "Pas encore placé",
        "Annulé",
        "À confirmer",
        "interprétation",
        "minutes",
        {
            "moderator": "modération",
            "chair": "présidence",
            "host": "accueil",
            "interpreter": "interprétation",
            "author": "texte",
            "panellist": "panel",
        },
    ),
    "nl": Words(
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "{weekday} {day} {month} {year}",
        "1",
        "Doorlopend",
        "Nog niet geplaatst",
        "Geannuleerd",
        "Onder voorbehoud",
        "vertolking",
        "minuten",
        {
            "moderator": "moderatie",
            "chair": "voorzitterschap",
            "host": "gastheer of gastvrouw",
            "interpreter": "vertolking",
            "author": "tekst",
            "panellist": "panel",
        },
    ),
    "de": Words(
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "{weekday}, {day}. {month} {year}",
        "1",
        "Durchgehend",
        "Noch ohne Zeit",
        "Abgesagt",
        "Unter Vorbehalt",
        "Verdolmetschung",
        "Minuten",
        {
            "moderator": "Moderation",
            "chair": "Leitung",
            "host": "Gastgeber/in",
            "interpreter": "Verdolmetschung",
            "author": "Text",
            "panellist": "Podium",
        },
    ),
}


def words(language: str) -> Words:
    """Return the words for a language tag, in English where there are none."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
