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


@lru_cache(maxsize=1024)
def language_name(tag: str, spoken: str) -> str:
    """Return what readers of ``spoken`` call a language; its tag where they would not know.

    >>> language_name("nl-BE", "fr"), language_name("tlh", "fr")
    ('néerlandais (BE)', 'tlh')
    """
    primary, _, rest = tag.partition("-")
    names = _NAMES.get(spoken.partition("-")[0].lower(), LANGUAGE_NAMES)
    name = names.get(primary.lower())
    if name is None:
        return tag
    return f"{name} ({rest})" if rest else name
