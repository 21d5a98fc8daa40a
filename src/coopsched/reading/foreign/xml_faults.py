"""What keeps a text from being XML that is read, and where, in plain words."""

from xml.parsers import expat

from coopsched.reading.errors import ReadError
from coopsched.source import Source

_CUT_OFF = "is the file complete? download or export it again"
_CODES = expat.errors.codes


def refused(source: Source, message: str, at: int, help_: str) -> ReadError:
    """Return the error of a text of which nothing can be made, at an offset."""
    at = max(0, min(at, len(source.text)))
    return ReadError(message, position=source.position(at, at), help=help_, source=source)


class Diagnosis:
    """Finds out what keeps a text from being XML, and where."""

    def __init__(self, source: Source, text: str) -> None:
        self._source = source
        self._data = text.encode()
        self._open: list[tuple[str, int]] = []
        self._parser = expat.ParserCreate(encoding="utf-8")

    def refuse_entities(self) -> None:
        """Raise ReadError for a declared entity; other errors are left to be found later."""
        self._parser.EntityDeclHandler = self._entity
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError:
            return

    def error(self) -> ReadError:
        """Return what is wrong, in plain words."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            return self._worded(error.code)
        return refused(self._source, "this is no XML that can be read", 0, _CUT_OFF)

    def _offset(self, index: int) -> int:
        return len(self._data[: max(0, index)].decode("utf-8", "replace"))

    def _start(self, tag: str, _: object) -> None:
        self._open.append((tag, self._parser.CurrentByteIndex))

    def _end(self, _: str) -> None:
        self._open.pop()

    def _entity(self, name: str, *_: object) -> None:
        raise refused(
            self._source,
            f"the file declares an entity, “{name}”, and entities are not read",
            self._offset(self._parser.CurrentByteIndex),
            "write what it stands for in its places, and remove the declaration",
        )

    def _worded(self, code: int) -> ReadError:
        at = self._offset(self._parser.ErrorByteIndex)
        if not self._source.text.strip():
            return refused(self._source, "the file is empty", 0, "is it the right file?")
        if not self._open or code not in _UNCLOSED:
            message, help_ = _REASONS.get(code, _OTHER)
            return refused(self._source, f"this is no XML that can be read: {message}", at, help_)
        tag, index = self._open[-1]
        start = self._offset(index)
        if code != _MISMATCHED:
            return refused(self._source, f"the element <{tag}> is not closed", start, _CUT_OFF)
        line = self._source.place(start)[0]
        return refused(
            self._source,
            f"the element <{tag}> of line {line} is not closed before another one is",
            at,
            f"write </{tag}> here, or remove the end tag that is too many",
        )


_MISMATCHED = _CODES[expat.errors.XML_ERROR_TAG_MISMATCH]
_UNCLOSED = frozenset(
    _CODES[each]
    for each in (
        expat.errors.XML_ERROR_TAG_MISMATCH,
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_OTHER = ("what stands here cannot stand in XML", "export the file again, or correct this line")
_REASONS = {
    _CODES[expat.errors.XML_ERROR_INVALID_TOKEN]: (
        "a character stands here that cannot",
        "in text, write &lt; for “<” and &amp; for “&”",
    ),
    _CODES[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: (
        "an attribute is given twice here",
        "leave one of the two out",
    ),
    _CODES[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: (
        "the schedule has ended, but something follows it here",
        "remove it: a file holds one <schedule>",
    ),
    _CODES[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: (
        "a name stands here between “&” and “;” that XML does not know",
        "write the character itself, or &amp; for “&”",
    ),
    _CODES[expat.errors.XML_ERROR_NO_ELEMENTS]: ("there is no element in it", _CUT_OFF),
    _CODES[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: ("a tag that opens here has no end", _CUT_OFF),
}
