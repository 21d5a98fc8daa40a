"""The formats in which a programme can be written, and who writes each."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from coopsched.document import Document
from coopsched.findings import Position
from coopsched.publishing.in_language import in_language
from coopsched.publishing.losses import Loss, Written, merged
from coopsched.publishing.own import own_losses
from coopsched.publishing.undated import dated


class Format(NamedTuple):
    """A format: what it is called, how file names end, and the function that writes it.

    ``is_ours`` tells that it holds all that an author writes; ``has_words`` that it
    says something itself, in one language or another.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    function: str = "write"
    is_ours: bool = False
    has_words: bool = False

    def writer(self) -> Callable[..., Written]:
        """Return the function that writes it; what it needs is imported only now."""
        module = import_module(f"coopsched.publishing.{self.module}")
        found: Callable[..., Written] = getattr(module, self.function)
        return found


FORMATS = (
    Format("yaml", (".yaml", ".yml"), "yaml", is_ours=True),
    Format("json", (".json",), "json", is_ours=True),
    Format("frab-xml", (".xml",), "frab"),
    Format("c3voc-json", (), "c3voc"),
    Format("csv", (".csv",), "table", "write_csv"),
    Format("xlsx", (".xlsx",), "table", "write_xlsx"),
    Format("ical", (".ics",), "ical"),
    Format("markdown", (".md", ".markdown"), "markdown", has_words=True),
)


def format_called(name: str) -> Format:
    """Return the format of that name. Raises LookupError."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise LookupError(f"no format is called {name!r}; there are {_listed()}")


def format_of(file: str) -> Format:
    """Return the format that a file's name ends in. Raises LookupError where it tells none."""
    suffix = PurePath(file).suffix.lower()
    for each in FORMATS:
        if suffix in each.suffixes:
            return each
    raise LookupError(f"the name {file!r} tells no format; there are {_listed()}")


def write(
    document: Document,
    format_: Format,
    *,
    language: str | None = None,
    doubts: Iterable[tuple[Position, str]] = (),
) -> Written:
    """Write a document's programme in a format, and tell what is lost of the document.

    With a ``language``, it is the programme in that language alone. ``doubts`` are
    remarks about places in the text, for YAML to hold as comments. What is on a day whose
    date could not be read is written without a time. Raises ValueError for a language
    where the format holds them all, and for a programme that has too little for the
    format; RuntimeError where a library is not installed.
    """
    document, undated = dated(document)
    if format_.is_ours:
        if language is not None:
            raise ValueError(f"{format_.name} holds all languages: leave --language out")
        written = _ours(document, format_, doubts)
        return written._replace(losses=merged((*undated, *written.losses)))
    programme = document.programme
    lost: tuple[Loss, ...] = ()
    if language is not None:
        programme, lost = in_language(programme, language)
    options = {"language": language} if format_.has_words else {}
    written = format_.writer()(programme, **options)
    found = (*undated, *written.losses, *lost, *own_losses(document))
    return written._replace(losses=merged(found))


def _ours(document: Document, format_: Format, doubts: Iterable[tuple[Position, str]]) -> Written:
    options = {"doubts": doubts} if format_.name == "yaml" else {}
    return format_.writer()(document.programme, document=document, **options)


def _listed() -> str:
    return ", ".join(each.name for each in FORMATS)
