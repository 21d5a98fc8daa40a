"""What reviewers are told of a programme: its findings, in the words of an edition."""

from collections.abc import Iterable
from typing import NamedTuple

from coopsched.findings import Finding, Severity
from coopsched.reporting.wording import place
from coopsched.site.labels import Counted, Table, said, spoken
from coopsched.site.locales import locale
from coopsched.site.whole import Site

LABELS: Table = {
    "en": {
        "findings": "Findings",
        "all_findings": "See them all",
        "stale": "The file cannot be read as it is now. These pages show it as it was before.",
        "error": "Error",
        "warning": "Warning",
    },
    "fr": {
        "findings": "Points à vérifier",
        "all_findings": "Tout voir",
        "stale": "Le fichier est illisible dans son état actuel. "
        "Ces pages le montrent tel qu’il était avant.",
        "error": "Erreur",
        "warning": "Avertissement",
    },
    "nl": {
        "findings": "Aandachtspunten",
        "all_findings": "Alles bekijken",
        "stale": "Het bestand is nu niet leesbaar. Deze pagina’s tonen het zoals het daarvoor was.",
        "error": "Fout",
        "warning": "Waarschuwing",
    },
    "de": {
        "findings": "Prüfhinweise",
        "all_findings": "Alle ansehen",
        "stale": "Die Datei lässt sich derzeit nicht lesen. "
        "Diese Seiten zeigen sie so, wie sie zuvor war.",
        "error": "Fehler",
        "warning": "Warnung",
    },
}
"""What is said about findings; their messages are in English, as everywhere."""

_NUMBERS = {
    "en": (Counted("{} error", "{} errors"), Counted("{} warning", "{} warnings")),
    "fr": (Counted("{} erreur", "{} erreurs"), Counted("{} avertissement", "{} avertissements")),
    "nl": (Counted("{} fout", "{} fouten"), Counted("{} waarschuwing", "{} waarschuwingen")),
    "de": (Counted("{} Fehler", "{} Fehler"), Counted("{} Warnung", "{} Warnungen")),
}


class Noted(NamedTuple):
    """A finding as pages show it.

    ``severity`` is `error` or `warning`, and ``word`` is how the page says that. ``place`` is
    `file:line:column`; it and ``help`` are empty where there is none. ``sessions`` are the keys
    of those concerned that have a page.
    """

    severity: str
    word: str
    rule: str
    message: str
    place: str
    help: str
    sessions: tuple[str, ...]


class Review:
    """The findings of a site, for the pages in one language."""

    def __init__(self, site: Site, language: str) -> None:
        self._site = site
        self._tongue = spoken(language)

    @property
    def say(self) -> dict[str, str]:
        """The labels."""
        return dict(said(LABELS, self._tongue))

    @property
    def is_stale(self) -> bool:
        """Whether the pages are older than the file."""
        return self._site.is_stale

    @property
    def all(self) -> list[Noted]:
        """All findings, errors first, then in the order of the text."""
        return self._noted(self._site.findings)

    def of(self, key: str) -> list[Noted]:
        """Return what concerns a session."""
        return self._noted(self._site.findings_of.get(key, ()))

    def counted(self, noted: Iterable[Noted]) -> str:
        """Return how many findings these are, in words: `1 error, 2 warnings`."""
        severities = [each.severity for each in noted]
        numbers = [severities.count(each) for each in (Severity.ERROR, Severity.WARNING)]
        nouns = _NUMBERS[self._tongue]
        counted = locale(self._tongue).counted
        return ", ".join(
            counted(number, noun.forms)
            for number, noun in zip(numbers, nouns, strict=True)
            if number
        )

    def worst(self, noted: Iterable[Noted]) -> str:
        """Return the severity of the worst of some findings."""
        return "error" if any(each.severity == "error" for each in noted) else "warning"

    def _noted(self, findings: Iterable[Finding]) -> list[Noted]:
        return sorted(map(self._one, findings), key=lambda each: each.severity)

    def _one(self, finding: Finding) -> Noted:
        return Noted(
            finding.severity,
            self.say[finding.severity],
            finding.rule,
            finding.message,
            place(finding.position) if finding.position else "",
            finding.help or "",
            tuple(key for key in finding.subject.sessions if key in self._site.shown),
        )
