"""What languages are called in the languages that feeds speak."""

from functools import lru_cache

from coopsched.text import LANGUAGE_NAMES

_FRENCH = {
    "ar": "arabe", "bg": "bulgare", "br": "breton", "ca": "catalan", "co": "corse",
    "cs": "tchèque", "cy": "gallois", "da": "danois", "de": "allemand", "el": "grec",
    "en": "anglais", "es": "espagnol", "et": "estonien", "eu": "basque", "fa": "persan",
    "fi": "finnois", "fr": "français", "fy": "frison", "ga": "irlandais", "gl": "galicien",
    "he": "hébreu", "hi": "hindi", "hr": "croate", "hu": "hongrois", "is": "islandais",
    "it": "italien", "ja": "japonais", "ko": "coréen", "lb": "luxembourgeois", "lt": "lituanien",
    "lv": "letton", "mt": "maltais", "nb": "norvégien", "nl": "néerlandais", "nn": "norvégien",
    "no": "norvégien", "oc": "occitan", "pl": "polonais", "pt": "portugais", "ro": "roumain",
    "ru": "russe", "sk": "slovaque", "sl": "slovène", "sq": "albanais", "sr": "serbe",
    "sv": "suédois", "tr": "turc", "uk": "ukrainien", "wa": "wallon", "zh": "chinois",
}  # fmt: skip
_DUTCH = {
    "ar": "Arabisch", "bg": "Bulgaars", "br": "Bretons", "ca": "Catalaans", "co": "Corsicaans",
    "cs": "Tsjechisch", "cy": "Welsh", "da": "Deens", "de": "Duits", "el": "Grieks",
    "en": "Engels", "es": "Spaans", "et": "Estisch", "eu": "Baskisch", "fa": "Perzisch",
    "fi": "Fins", "fr": "Frans", "fy": "Fries", "ga": "Iers", "gl": "Galicisch",
    "he": "Hebreeuws", "hi": "Hindi", "hr": "Kroatisch", "hu": "Hongaars", "is": "IJslands",
    "it": "Italiaans", "ja": "Japans", "ko": "Koreaans", "lb": "Luxemburgs", "lt": "Litouws",
    "lv": "Lets", "mt": "Maltees", "nb": "Noors", "nl": "Nederlands", "nn": "Noors",
    "no": "Noors", "oc": "Occitaans", "pl": "Pools", "pt": "Portugees", "ro": "Roemeens",
    "ru": "Russisch", "sk": "Slowaaks", "sl": "Sloveens", "sq": "Albanees", "sr": "Servisch",
    "sv": "Zweeds", "tr": "Turks", "uk": "Oekraïens", "wa": "Waals", "zh": "Chinees",
}  # fmt: skip
_GERMAN = {
    "ar": "Arabisch", "bg": "Bulgarisch", "br": "Bretonisch", "ca": "Katalanisch",
    "co": "Korsisch", "cs": "Tschechisch", "cy": "Walisisch", "da": "Dänisch", "de": "Deutsch",
    "el": "Griechisch", "en": "Englisch", "es": "Spanisch", "et": "Estnisch", "eu": "Baskisch",
    "fa": "Persisch", "fi": "Finnisch", "fr": "Französisch", "fy": "Friesisch", "ga": "Irisch",
    "gl": "Galicisch", "he": "Hebräisch", "hi": "Hindi", "hr": "Kroatisch", "hu": "Ungarisch",
    "is": "Isländisch", "it": "Italienisch", "ja": "Japanisch", "ko": "Koreanisch",
    "lb": "Luxemburgisch", "lt": "Litauisch", "lv": "Lettisch", "mt": "Maltesisch",
    "nb": "Norwegisch", "nl": "Niederländisch", "nn": "Norwegisch", "no": "Norwegisch",
    "oc": "Okzitanisch", "pl": "Polnisch", "pt": "Portugiesisch", "ro": "Rumänisch",
    "ru": "Russisch", "sk": "Slowakisch", "sl": "Slowenisch", "sq": "Albanisch",
    "sr": "Serbisch", "sv": "Schwedisch", "tr": "Türkisch", "uk": "Ukrainisch",
    "wa": "Wallonisch", "zh": "Chinesisch",
}  # fmt: skip
_NAMES = {"en": LANGUAGE_NAMES, "fr": _FRENCH, "nl": _DUTCH, "de": _GERMAN}

_PHRASES = {"en": "{}", "fr": "{}", "nl": "het {}", "de": "auf {}"}
"""How the name of a spoken language stands in a phrase."""

_SIGN_PHRASES = {
    "en": "{} Sign Language",
    "fr": "langue des signes {}",
    "nl": "{} Gebarentaal",
    "de": "in {} Gebärdensprache",
}
_SIGN_LANGUAGES = {
    "en": {
        "ase": "American", "bfi": "British", "dse": "Dutch", "fsl": "French", "gsg": "German",
        "sfb": "French Belgian", "ssp": "Spanish", "vgt": "Flemish",
    },
    "fr": {
        "ase": "américaine", "bfi": "britannique", "dse": "néerlandaise", "fsl": "française",
        "gsg": "allemande", "sfb": "de Belgique francophone", "ssp": "espagnole",
        "vgt": "flamande",
    },
    "nl": {
        "ase": "Amerikaanse", "bfi": "Britse", "dse": "Nederlandse", "fsl": "Franse",
        "gsg": "Duitse", "sfb": "Frans-Belgische", "ssp": "Spaanse", "vgt": "Vlaamse",
    },
    "de": {
        "ase": "Amerikanischer", "bfi": "Britischer", "dse": "Niederländischer",
        "fsl": "Französischer", "gsg": "Deutscher", "sfb": "Französisch-Belgischer",
        "ssp": "Spanischer", "vgt": "Flämischer",
    },
}  # fmt: skip
"""What stands before or after `sign language`, by tags of ISO 639-3."""


@lru_cache(maxsize=1024)
def language_name(tag: str, spoken: str) -> str:
    """Return what readers of ``spoken`` call a language; its tag where they would not know.

    Before it is what stands there in a phrase, which a sign language has otherwise.

    >>> language_name("nl-BE", "fr"), language_name("tlh", "fr")
    ('néerlandais (BE)', 'tlh')
    >>> language_name("de", "de"), language_name("gsg", "de")
    ('auf Deutsch', 'in Deutscher Gebärdensprache')
    """
    reader = spoken.partition("-")[0].lower()
    if reader not in _NAMES:
        reader = "en"
    primary, _, rest = tag.partition("-")
    signed = _SIGN_LANGUAGES[reader].get(primary.lower())
    if signed is not None:
        name = _SIGN_PHRASES[reader].format(signed)
    elif primary.lower() in _NAMES[reader]:
        name = _PHRASES[reader].format(_NAMES[reader][primary.lower()])
    else:
        return _PHRASES[reader].format(tag)
    return f"{name} ({rest})" if rest else name
