"""Localised text, language tags, and the folding of names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

UNDETERMINED = "und"
"""The language of a text of which nobody said what it is (BCP 47, RFC 5646 section 4.1)."""


class Text(Mapping[str, str]):
    """A text in one or several languages: BCP 47 tag to wording, in the author's order.

    ``str(text)`` is the wording given first.

    >>> title = Text({"fr": "Assemblée générale", "nl": "Algemene vergadering"})
    >>> str(title), title.best("nl"), title.best("en")
    ('Assemblée générale', 'Algemene vergadering', 'Assemblée générale')
    """

    __slots__ = ("_wordings",)

    def __init__(self, wordings: Mapping[str, str]) -> None:
        if not wordings:
            raise ValueError("a text needs at least one wording")
        self._wordings = dict(wordings)

    def __getitem__(self, language: str) -> str:
        return self._wordings[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._wordings)

    def __len__(self) -> int:
        return len(self._wordings)

    def __str__(self) -> str:
        return next(iter(self._wordings.values()))

    def __repr__(self) -> str:
        return f"Text({self._wordings!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._wordings == other._wordings

    def __hash__(self) -> int:
        return hash(frozenset(self._wordings.items()))

    def best(self, *languages: str) -> str:
        """Return the wording in the first of ``languages`` that has one, else the first given.

        That in the very language asked for comes before that in a wider or narrower one.
        """
        for language in languages:
            covering = [tag for tag in self._wordings if covers(language, tag)]
            same = [tag for tag in covering if tag.casefold() == language.casefold()]
            if covering:
                return self._wordings[(same or covering)[0]]
        return str(self)


WORDLESS = "zxx"
"""The tag of what has no words, such as a concert: it serves everybody (ISO 639-2)."""


def serves(offered: Iterable[str], language: str) -> bool:
    """Tell whether one of the languages offered serves somebody who has only ``language``."""
    return any(tag == WORDLESS or covers(language, tag) for tag in offered)


@lru_cache(maxsize=1024)
def covers(wanted: str, offered: str) -> bool:
    """Tell whether someone who asks for ``wanted`` is served by ``offered``.

    Tags are compared by their common beginning, as in basic filtering (RFC 4647
    section 3.3.1) taken both ways: ``nl`` and ``nl-BE`` serve each other, and
    ``nl-BE`` and ``nl-NL`` do not.
    """
    a, b = wanted.casefold().split("-"), offered.casefold().split("-")
    return all(x == y for x, y in zip(a, b, strict=False))


_WELL_FORMED = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3})"  # language, extended language
    r"(?:-[a-z]{4})?"  # script
    r"(?:-(?:[a-z]{2}|\d{3}))?"  # region
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"  # variants
    r"(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z\d]{1,8})+)?",  # private use
    re.IGNORECASE | re.ASCII,
)

_TWO_LETTER_LANGUAGES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905  a wall of quotation marks says no more
)

LANGUAGE_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "br": "Breton", "ca": "Catalan", "co": "Corsican",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "fy": "Frisian", "ga": "Irish", "gl": "Galician", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian",
    "mt": "Maltese", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "oc": "Occitan", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "wa": "Walloon", "zh": "Chinese",
}  # fmt: skip
"""What common languages are called in English, by their tags."""

_OTHER_NAMES = {
    "brezhoneg": "br", "català": "ca", "dansk": "da", "deutsch": "de", "español": "es",
    "flemish": "nl", "français": "fr", "francais": "fr", "italiano": "it", "nederlands": "nl",
    "norsk": "no", "polski": "pl", "português": "pt", "svenska": "sv", "vlaams": "nl",
    "anglais": "en", "allemand": "de", "néerlandais": "nl", "engels": "en", "frans": "fr",
    "duits": "de",
}  # fmt: skip

_COUNTRIES_FOR_LANGUAGES = {"gb": "en", "us": "en", "jp": "ja", "cz": "cs", "dk": "da", "gr": "el"}


@lru_cache(maxsize=1024)
def language_tag(text: str) -> str | None:
    """Return a BCP 47 tag in its usual spelling, or None where it is none.

    The form is that of RFC 5646 section 2.1; a language of two letters must be
    one of ISO 639-1, of three letters any.

    >>> language_tag("NL-be"), language_tag("english")
    ('nl-BE', None)
    """
    if not _WELL_FORMED.fullmatch(text):
        return None
    first, *rest = text.lower().split("-")
    if len(first) == 2 and first not in _TWO_LETTER_LANGUAGES:
        return None
    return "-".join([first, *(_usual_case(part) for part in _until_singleton(rest))])


def _until_singleton(parts: list[str]) -> list[str]:
    """Leave subtags after a singleton as they are: only those before have a usual case."""
    for i, part in enumerate(parts):
        if len(part) == 1:
            return [*parts[:i], "-".join(parts[i:])]
    return parts


def _usual_case(subtag: str) -> str:
    if len(subtag) == 2 and subtag.isalpha():
        return subtag.upper()
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.capitalize()
    return subtag


def language_meant(text: str) -> str | None:
    """Return the tag somebody probably meant: ``English`` is ``en``, ``nl_BE`` is ``nl-BE``."""
    folded = text.strip().casefold()
    in_english = {name.lower(): tag for tag, name in LANGUAGE_NAMES.items()}
    for known in (in_english, _OTHER_NAMES, _COUNTRIES_FOR_LANGUAGES):
        if folded in known:
            return known[folded]
    return language_tag(folded.replace("_", "-"))


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and spare spaces, for comparing.

    >>> fold("  Frédéric  NAEDENOEN ")
    'frederic naedenoen'
    """
    if name.isascii():
        plain = _NOT_WORD.sub(" ", name.lower().replace("'", ""))
    else:
        # Taking letters apart can give capitals (™), and folding case what can be taken apart.
        folded = unicodedata.normalize("NFKD", name).casefold()
        bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)).translate(_LETTERS)
        composed = unicodedata.normalize("NFC", bare)
        plain = "".join(map(_letter_or_space, composed))
    return " ".join(plain.split())


def _letter_or_space(char: str) -> str:
    category = unicodedata.category(char)
    if char.isalnum() or category[0] == "M":
        return char
    return "" if char in "'’" or category == "Cf" else " "


_NOT_WORD = re.compile(r"[\W_]+")

# What stands over or under a Latin, Greek or Cyrillic letter, and the points of Hebrew and
# Arabic. The marks of other scripts are letters: vowels in Hindi and Thai, voice in Japanese.
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")

# Letters that do not decompose, as people type them without a keyboard for them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)


def slug(text: str) -> str:
    """Return a key made of a text: lower-case words joined by hyphens, at most 100 characters.

    The result is empty where the text has no letter or digit of the Latin alphabet.

    >>> slug("Être sociétaire de SMart, comment s'impliquer?")
    'etre-societaire-de-smart-comment-simpliquer'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:100].rstrip("-")


def nearest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the known word that ``word`` most likely misspells, or None.

    ``likeness`` is the least there must be, from 0 to 1.
    """
    import difflib  # imported here: only a mistake needs it

    by_fold = {fold(candidate): candidate for candidate in known}
    close = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=likeness)
    return by_fold[close[0]] if close else None
