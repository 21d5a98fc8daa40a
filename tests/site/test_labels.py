"""What pages say themselves, in every language: complete, and set as its readers expect."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter
from typing import NamedTuple

import pytest

import coopsched.site
from coopsched.site.labels import SPOKEN, french, said, spoken

FOLDER = Path(coopsched.site.__file__).parent

# What a language must not have, with the reason.
ODD = {
    "en": {r"[«»„]": "English quotes are “ and ”"},
    "fr": {
        r"[“”„]": "French quotes are « and »",
        r"(?<![\u202f])[;!?](?!\w)": "a narrow no-break space stands before ; ! and ?",
        r"(?<!\u00a0):(?![\d/])": "a no-break space stands before a colon",
        r"«(?!\u00a0)|(?<!\u00a0)»": "no-break spaces stand within « and »",
    },
    "nl": {r"[«»„]": "Dutch quotes are “ and ”, or ‘ and ’"},
    "de": {r"[«»”]": "German quotes are „ and “"},
}
ODD_ANYWHERE = {
    r"['\"]": "quotes and apostrophes are typographic",
    r"\.\.\.": "an ellipsis is one character",
    r" {2}|^\s|\s$": "no space too many",
    r"(?<=\d)-(?=\d)": "ranges have a dash",
    r"\s-\s": "a dash within a sentence is a dash",
}
PAIRS = {"en": ("“", "”"), "fr": ("«", "»"), "nl": ("“", "”"), "de": ("„", "“")}


class Label(NamedTuple):
    """A text, with where it stands."""

    table: str
    language: str
    name: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"{self.table}[{self.language}].{self.name}"


def tables() -> dict[str, dict[str, dict[str, str]]]:
    """Return what all modules of the site say, by module and name of the table."""
    return {
        f"{info.name}.{name}": {language: dict(named(labels)) for language, labels in value.items()}
        for info in iter_modules([str(FOLDER)])
        for name, value in vars(import_module(f"coopsched.site.{info.name}")).items()
        if isinstance(value, Mapping) and set(value) == set(SPOKEN) and is_made_in(info.name, name)
    }


def is_made_in(module: str, name: str) -> bool:
    """Tell whether a module makes what it has under a name, and did not import it."""
    text = (FOLDER / f"{module}.py").read_text()
    return re.search(rf"^{name}\b[^=\n]*= ", text, re.MULTILINE) is not None


def named(labels: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts in the labels of a language, each with its name or its place."""
    if isinstance(labels, str):
        yield name, labels
    elif isinstance(labels, Mapping):
        for key, each in labels.items():
            yield from named(each, key)
    elif isinstance(labels, tuple):
        for number, each in enumerate(labels):
            yield from named(each, f"{name}[{number}]")


TABLES = tables()
LABELS = [
    Label(table, language, name, text)
    for table, languages in TABLES.items()
    for language, labels in languages.items()
    for name, text in labels.items()
]


def placeholders(text: str) -> Counter[str | None]:
    """Return what is put into a text."""
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def odd(label: Label) -> Iterator[str]:
    """Yield what is set in a way that readers of the language do not expect."""
    for pattern, why in (ODD_ANYWHERE | ODD[label.language]).items():
        if re.search(pattern, label.text):
            yield f"{label.place}: {why}: {label.text!r}"
    first, last = PAIRS[label.language]
    if label.text.count(first) != label.text.count(last):
        yield f"{label.place}: {first} without {last}: {label.text!r}"


def test_the_tables_of_pages_are_found() -> None:
    assert {"labels.COMMON", "labels.SESSIONS", "instructions.LABELS", "changes.LABELS"} <= {
        *TABLES
    }


@pytest.mark.parametrize("table", TABLES)
def test_every_language_says_the_same_things(table: str) -> None:
    names = {language: list(labels) for language, labels in TABLES[table].items()}
    assert names == dict.fromkeys(names, names["en"])


@pytest.mark.parametrize("table", TABLES)
def test_every_language_has_the_same_placeholders(table: str) -> None:
    for name, text in TABLES[table]["en"].items():
        for language in SPOKEN:
            assert placeholders(TABLES[table][language][name]) == placeholders(text), (
                f"{table}[{language}].{name}"
            )


def test_every_label_is_set_as_its_readers_expect() -> None:
    assert [each for label in LABELS for each in odd(label)] == []


def test_no_label_is_empty() -> None:
    assert [label.place for label in LABELS if not label.text] == []


def test_every_label_is_used() -> None:
    unused = {
        f"{table}: {name}"
        for table, languages in TABLES.items()
        for name in languages["en"]
        if name.isidentifier() and not is_used(name)
    }
    assert unused == set()


USES = [path.read_text() for kind in ("html", "js") for path in sorted(FOLDER.rglob(f"*.{kind}"))]
"""The templates and scripts."""


def is_used(name: str) -> bool:
    """Tell whether something asks for a label: as `say.name`, by name, or by a part of its name.

    Parts begin or end with an underscore: `"which_" ~ way`. Of a label in several numbers, the
    script adds the number.
    """
    name = re.sub("_(one|other)$", "", name)
    if name in LITERALS or any(re.search(rf"\.{name}\b", text) for text in USES):
        return True
    starts = (name[: at + 1] for at, char in enumerate(name) if char == "_")
    ends = (name[at:] for at, char in enumerate(name) if char == "_")
    return not LITERALS.isdisjoint({*starts, *ends})


def literals() -> Iterator[str]:
    """Yield the strings in modules of the site that are no names of a table, and in templates."""
    for path in sorted(FOLDER.glob("*.py")):
        tree = ast.parse(path.read_text())
        dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
        names = {id(key) for node in dicts for key in node.keys}
        strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
        yield from (
            node.value for node in strings if isinstance(node.value, str) and id(node) not in names
        )
    for text in USES:
        yield from re.findall(r"[\"'`](\w+)[\"'`$]", text)


LITERALS = frozenset(literals())


def test_what_is_asked_for_in_another_language_is_said_in_english() -> None:
    assert [spoken(tag) for tag in ("nl-BE", "FR", "es", "gsw")] == ["nl", "fr", "en", "en"]
    table = {language: {"a": language} for language in SPOKEN}
    assert said(table, "pt-BR")["a"] == "en"
    assert said(table, "de-AT")["a"] == "de"


def test_spaces_of_french_labels_are_those_at_which_no_line_breaks() -> None:
    labels = french({"a": "Où ? « Là » : oui ; non !", "b": "10:00, {} : {}"})
    assert labels["a"] == "Où\u202f? «\u00a0Là\u00a0»\u00a0: oui\u202f; non\u202f!"
    assert labels["b"] == "10:00, {}\u00a0: {}"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It's"),
        ("en", "“Now"),
        ("en", "Wait..."),
        ("en", "« Now »"),
        ("en", "10-12"),
        ("fr", "Où ?"),
        ("fr", "Voir :"),
        ("fr", "Voir: {}"),
        ("fr", "« Là »"),
        ("fr", "“Là”"),
        ("nl", "Agenda's"),
        ("de", "“Jetzt”"),
        ("de", "„Jetzt”"),
        ("de", "Jetzt  hier"),
    ],
)
def test_a_label_that_its_readers_would_stumble_over_is_found(language: str, text: str) -> None:
    assert list(odd(Label("table", language, "name", text)))
