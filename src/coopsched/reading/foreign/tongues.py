"""In which language a short text is, as far as its small words tell."""

import re

_SMALL = {
    "fr": "le la les un une des du de et ou où au aux en dans pour par sur avec sans vers "
    "est sont ne pas que qui quoi comment pourquoi ce cette ces nos notre vos votre nous "
    "vous se son sa ses être plus tout tous",
    "nl": "de het een en of van voor door op met zonder naar is zijn niet wat wie hoe waarom "
    "deze dit ons onze uw wij we jullie je bij uit over onder als nog meer alle ook te ter ten",
    "en": "the an and or of for by on with without to from is are not what who how why this "
    "these our your we you it its in into at as more all also be can will let",
    "de": "der die das den dem des ein eine einen einer und oder von vom für durch auf mit ohne "
    "zu zum zur ist sind nicht was wer wie warum dieser diese unser unsere ihr wir sie im in am "
    "bei aus über unter als mehr alle auch",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _SMALL.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Return the tag of the language that more of a text's small words are of than of others.

    None where there are too few to tell: fr, nl, en and de are known.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    words = [word for word in words if len(word) > 1]  # Workshop A is in no language
    counts = {tag: sum(word in small for word in words) for tag, small in _WORDS.items()}
    first, second = sorted(counts.values(), reverse=True)[:2]
    if first == second:
        return None
    return max(counts, key=lambda tag: counts[tag])
