"""Line-ups in prose: `avec A (UCL), B et C (CESEP)`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORDS = {
    "avec la participation de": ("", ("fr",)),
    "met/avec": ("", ("nl", "fr")),
    "avec/met": ("", ("fr", "nl")),
    "avec": ("", ("fr",)),
    "met": ("", ("nl",)),
    "with": ("", ("en",)),
    "mit": ("", ("de",)),
    "by": ("", ()),
    "par": ("", ()),
    "door": ("", ()),
    "von": ("", ()),
    **dict.fromkeys(
        ("moderated by", "animé par", "animée par", "modéré par", "modérée par",
         "gemodereerd door", "moderiert von"),
        ("moderator", ()),
    ),
}  # fmt: skip
_LABELS = {
    **dict.fromkeys(
        ("speaker", "speakers", "intervenant", "intervenante", "intervenants", "intervenantes",
         "orateur", "oratrice", "orateurs", "spreker", "sprekers", "sprecher", "sprecherin",
         "sprecherinnen", "referent", "referentin", "referenten", "referentinnen", "avec", "met",
         "with", "mit", "es sprechen"),
        "",
    ),
    **dict.fromkeys(
        ("moderator", "moderators", "moderation", "modérateur", "modératrice", "modération",
         "moderatie", "animation", "animateur", "animatrice", "moderatorin"),
        "moderator",
    ),
    **dict.fromkeys(
        ("panelist", "panelists", "panellist", "panellists", "panélistes", "panel", "panelleden",
         "es diskutieren", "podium", "débatteurs"),
        "panellist",
    ),
    **dict.fromkeys(
        ("chair", "chairs", "chairperson", "président de séance", "présidente de séance",
         "présidence", "voorzitter", "leitung", "vorsitz", "sitzungsleitung"),
        "chair",
    ),
    **dict.fromkeys(("host", "hosts", "hôte", "gastheer", "gastvrouw", "gastgeber"), "host"),
    **dict.fromkeys(("interpreter", "interpreters", "interprète", "interprètes", "tolk", "tolken",
                     "dolmetscher"), "interpreter"),
}  # fmt: skip


def _any_of(words: dict[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_INTRODUCED = re.compile(rf"(?P<word>{_any_of({**_WORDS})})\s*:?\s+(?P<names>.+)", re.IGNORECASE)
# Names begin with a capital, perhaps behind a particle: « avec plaisir » names nobody.
_NAME_BEGINS = re.compile(r"(?:(?:de|van|von|le|la|d['’]|l['’])\s*)*[\"“«(]?\s?(?P<first>[^\W\d_])")
_LABELLED = re.compile(
    rf"(?P<word>{_any_of({**_LABELS})})(?:\(s\)|·e·s|\(in\))?\s*:\s*(?P<names>.+)", re.IGNORECASE
)
_LABEL_LIKE = re.compile(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_]+){0,2}\s?:\s+[^\W\d_a-z]")
_AND = re.compile(r"\s+(?:et|en|and|und|&)\s+", re.IGNORECASE)
_NAME = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<affiliation>[^()]*(?:\([^()]*\)[^()]*)*)\)?)?")
_REST = frozenset(("etc", "e.a", "ea", "…", "...", "others", "autres", "anderen", "andere"))
_AFFILIATIONS = re.compile(r"\s+[&/]\s+")


class Introduced(NamedTuple):
    """What introduces people, in which role, in which languages, and their names."""

    role: str
    languages: tuple[str, ...]
    names: str


class Named(NamedTuple):
    """Somebody as printed: a name and what stands in brackets behind it."""

    name: str
    affiliations: tuple[str, ...]


def begins_with_a_label(line: str) -> bool:
    """Tell whether a line begins as a line of its own does: `Language: French`."""
    return _LABEL_LIKE.match(line) is not None


def introduced(line: str) -> Introduced | None:
    """Return what a line introduces people with; None for a line that does not."""
    match = _LABELLED.fullmatch(line)
    if match is not None:
        return Introduced(_LABELS[match["word"].lower()], (), match["names"])
    match = _INTRODUCED.fullmatch(line)
    if match is None or not _begins_like_a_name(match["names"]):
        return None
    role, languages = _WORDS[match["word"].lower()]
    return Introduced(role, languages, match["names"])


def _begins_like_a_name(names: str) -> bool:
    match = _NAME_BEGINS.match(names)
    return match is not None and not match["first"].islower()


def people(names: str) -> Iterator[Named]:
    """Yield the people of a line-up in the order in which they are printed."""
    for piece in _apart(names):
        text = piece.strip(" .;,:")
        if not text or text.casefold().strip(".") in _REST:
            continue
        match = _NAME.fullmatch(text)
        if match is None:
            yield Named(text, ())
            continue
        brackets = (match["affiliation"] or "").strip()
        yield Named(match["name"].strip(), tuple(filter(None, _AFFILIATIONS.split(brackets))))


def _apart(names: str) -> Iterator[str]:
    """Yield the pieces between commas and the word for and, but not inside brackets."""
    depth, begin = 0, 0
    at = 0
    while at < len(names):
        letter = names[at]
        depth += (letter == "(") - (letter == ")" and depth > 0)
        joint = _AND.match(names, at) if not depth and letter == " " else None
        if joint is not None or (not depth and letter in ",;"):
            yield names[begin:at]
            begin = at = joint.end() if joint is not None else at + 1
            continue
        at += 1
    yield names[begin:]
