"""Names of people, as far as two of them can be compared."""

import re
import unicodedata
from collections.abc import Iterator

from coopsched.model import Speaker
from coopsched.text import fold

Words = tuple[str, ...]
"""A name, folded, as its words."""

_TITLES_BEFORE = frozenset(
    """
    dr dra prof professor professeur mr mrs ms mme mlle monsieur madame herr frau ir ing dipl sir
    rev
    """.split()  # noqa: SIM905  a wall of quotation marks says no more
)
_TITLES_AFTER = frozenset({"phd", "msc", "bsc", "mba", "md", "esq"})
_PARTICLES = frozenset(
    """
    van von vom der den de del della di da do dos das du des la le ten ter zu af av y e i bin ibn
    """.split()  # noqa: SIM905  a wall of quotation marks says no more
)
_NOBODY = frozenset(
    {
        "a confirmer", "a definir", "anonym", "anonyme", "anonymous", "deleted user", "guest",
        "guest speaker", "host", "intervenant", "moderator", "n a", "n n", "na", "nn", "none",
        "panel", "speaker", "speakers", "staff", "surprise guest", "tba", "tbc", "tbd", "team",
        "test", "to be announced", "to be confirmed", "to be defined", "unknown", "various",
        "various speakers", "volunteer", "volunteers", "xxx",
    }
)  # fmt: skip
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|(?<!\w)([\"'“„«‘]).+?[\"'”“»’](?!\w)")
_ENDINGS = "aeios"
_LONG = 5
_VERY_LONG = 7
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
     "Ø": "Oe", "Å": "Aa"}
)  # fmt: skip


def spellings(speaker: Speaker) -> Iterator[Words]:
    """Yield the name of a speaker in each of its spellings, as words that can be compared.

    Titles, pronouns and what stands in brackets are left out; « Müller » is also
    « Mueller ». A stand-in for a name, such as "tbd", has no spelling.
    """
    for name in (speaker.name, *speaker.also):
        composed = unicodedata.normalize("NFC", name)
        for spelling in {_words(composed), _words(composed.translate(_SPELT_OUT))}:
            if spelling:
                yield spelling


def _words(name: str) -> Words:
    if "@" in name.strip("@"):
        return (name.strip().casefold(),)
    if fold(name) in _NOBODY:
        return ()
    short = _without_titles(fold(_ASIDE.sub(" ", name)).split())
    return tuple(short if len(short) > 1 else _without_titles(fold(name).split()))


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in _TITLES_BEFORE:
        words = words[1:]
    while len(words) > 1 and words[-1] in _TITLES_AFTER:
        words = words[:-1]
    return words


def core(words: Words) -> Words:
    """Return a name without initials and without particles inside it, in no order."""
    first, *others = words
    return tuple(
        sorted(
            word
            for word in (first, *(word for word in others if word not in _PARTICLES))
            if len(word) > 1
        )
    )


def initials(words: Words) -> Words:
    """Return the words of a name that are one letter, in no order."""
    return tuple(sorted(word for word in words if len(word) == 1))


def abbreviations(words: Words) -> set[tuple[str, Words]]:
    """Return the ways to write a name as a surname and initials: `García` and `j`."""
    letters = [word[0] for word in words]
    if len(words) < 2 or min(map(len, words)) < 2:
        return set()
    surname, first = words[-1], words[0]
    return {
        (surname, tuple(sorted(letters[:-1]))),
        (surname, (letters[0],)),
        (first, tuple(sorted(letters[1:]))),
    }


def abbreviated(words: Words) -> tuple[str, Words] | None:
    """Return surname and initials where a name is written like that, else None."""
    long = [word for word in words if len(word) > 1]
    if len(long) != 1 or len(words) < 2:
        return None
    return long[0], initials(words)


def differ_as_given_names(a: Words, b: Words, word: str, other: str) -> bool:
    """Tell whether one letter makes two people: Pascal and Pascale, Mario and Maria, Ken and Ben.

    ``word`` of ``a`` and ``other`` of ``b`` are all in which the names differ.
    """
    shortest = min(len(word), len(other))
    rest = len("".join(a)) - len(word)
    if shortest < _LONG and (rest < _LONG or word[0] != other[0]):
        return True
    if word[0] != other[0] and shortest < _VERY_LONG:
        return True
    is_surname = len(a) > 1 and word == a[-1] and other == b[-1]
    return not is_surname and (_stem(word) == _stem(other) or sorted(word) == sorted(other))


def _stem(word: str) -> str:
    return word[:-1] if word[-1] in _ENDINGS else word
