"""XML text to a tree of elements that know where they stand."""

import re
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, XMLParser, tostring

from coopsched.reading.decoding import Limits
from coopsched.reading.foreign.xml_faults import Diagnosis, refused
from coopsched.source import Node, Source, SourceProblem

__all__ = ["Element", "Tree", "parse"]

_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMED = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*;)")
_LIKE_START = re.compile(r"<[^/!?]")
# Start tags, and what may hold something that looks like one.
_START = re.compile(r"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|([^\s/>!?]))", re.DOTALL)
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PRIVATE_USE = range(0xE000, 0xF900)
# An element takes as much memory as several values of JSON.
_VALUES = 3


class Tree:
    """The elements of a text, and where they and their values stand."""

    def __init__(self, text: str, root: Element, problems: list[SourceProblem]) -> None:
        self.root = root
        self.problems = problems
        self._text = text
        elements = list(root.iter())
        # The parser makes an element for each start tag, in the same order.
        self._starts = dict(zip(map(id, elements), _starts(text, len(elements)), strict=True))

    def place(self, element: Element) -> Node:
        """Return a node without a value at the start tag of an element."""
        start = self._starts[id(element)]
        return Node(None, start, self._text.find(">", start) + 1)

    def value(self, element: Element) -> Node:
        """Return a node with the text in an element, at its place; it is empty without text.

        Elements in it count as text, as it is written.
        """
        text = element.text or ""
        start = self._starts[id(element)]
        if len(element):
            inner = text + "".join(tostring(child, encoding="unicode") for child in element)
            return Node(inner.strip(), start, self._text.find(">", start) + 1, True)
        inside = start + len(element.tag) + 2
        if not text or not self._text.startswith(text, inside):
            # Attributes stand before it, or it is written otherwise than it is read.
            inside = self._text.find(">", start) + 1
            end = self._text.find("<", inside)
            return Node(text.strip(), inside, max(inside, end), True)
        bare = text.strip()
        if len(bare) < len(text):
            inside += len(text) - len(text.lstrip())
        return Node(bare, inside, inside + len(bare), True)

    def contents(self, element: Element) -> tuple[dict[str, Node], list[Element]]:
        """Return the texts of the elements in one, the first of each name, and the others.

        The others are those without text: they hold elements or attributes, or nothing.
        """
        texts: dict[str, Node] = {}
        others: list[Element] = []
        for child in element:
            text = child.text
            if text is None or text.isspace():
                others.append(child)
            elif child.tag not in texts:
                texts[child.tag] = self.value(child)
        return texts, others

    def attribute(self, element: Element, name: str) -> Node | None:
        """Return a node with an attribute's value, at its place; None for no such attribute."""
        value = element.attrib.get(name)
        if value is None:
            return None
        start = self._starts[id(element)]
        at = self._text.find(f' {name}="', start) + len(name) + 3
        if at >= start and self._text.startswith(value, at):
            return Node(value, at, at + len(value), True)
        return Node(value, start, self._text.find(">", start) + 1, True)


def parse(source: Source, limits: Limits) -> Tree:
    """Return the elements of a text. Raises ReadError for what is no XML, and for entities.

    What a file declares of its encoding is passed over, as it has been decoded. Bare
    ampersands and control characters, which XML does not allow, are reported and read.
    """
    text, data = _encoded(source.text)
    count = text.count("<")
    if count * _VALUES > limits.nodes:
        message = f"the file holds {count:,} tags, which are too many"
        raise refused(source, message, 0, "split the file, or set --limit")
    prologue = _PROLOGUE.match(text)
    if prologue is not None and text.startswith("<!DOCTYPE", prologue.end()):
        Diagnosis(source, text).refuse_entities()
    try:
        root = _root(data)
    except (ParseError, ValueError):
        root, text, problems = _mended(source, text)
    else:
        problems = []
    tree = Tree(text, root, problems)
    _check_depth(source, tree, limits)
    return tree


def _encoded(text: str) -> tuple[str, bytes]:
    try:
        return text, text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
        return text, text.encode()


def _root(data: bytes) -> Element:
    parser = XMLParser(encoding="utf-8")  # noqa: S314  entities are refused before, and nothing else is fetched
    parser.feed(data)
    root: Element = parser.close()
    return root


def _starts(text: str, count: int) -> list[int]:
    """Return where the start tags of XML stand, of which there are ``count``."""
    starts = [found.start() for found in _LIKE_START.finditer(text)]
    if len(starts) == count:
        return starts
    return [found.start() for found in _START.finditer(text) if found[1]]


def _check_depth(source: Source, tree: Tree, limits: Limits) -> None:
    level = [tree.root]
    for _ in range(limits.depth):
        level = [child for element in level for child in element]
        if not level:
            return
    message = f"elements are nested more than {limits.depth} deep here"
    raise refused(source, message, tree.place(level[0]).start, "split the file, or set --limit")


def _mended(source: Source, text: str) -> tuple[Element, str, list[SourceProblem]]:
    """Read a text without what keeps the parser from it; raises ReadError where that fails.

    A character that the text does not hold stands for each bare ampersand while it is read.
    """
    problems = []
    controls = [found.start() for found in _FORBIDDEN.finditer(text)]
    if controls:
        what = _counted(len(controls), "a control character stands", "control characters stand")
        help_ = "delete them; they often come with text that was copied and pasted"
        problems.append(_problem(what, controls[0], help_))
    mended = _FORBIDDEN.sub(" ", text)
    bare = [found.start() for found in _BARE_AMPERSAND.finditer(text)]
    stand_in = next((chr(code) for code in _PRIVATE_USE if chr(code) not in text), "")
    if bare and stand_in:
        problems += _of_ampersands(text, bare)
        mended = _BARE_AMPERSAND.sub(stand_in, mended)
    try:
        root = _root(mended.encode())
    except (ParseError, ValueError):
        raise Diagnosis(source, mended).error() from None
    if bare and stand_in:
        for element in root.iter():
            _restore(element, stand_in)
    return root, mended, problems


def _of_ampersands(text: str, places: list[int]) -> list[SourceProblem]:
    """Return the problems of ampersands: of those that stand alone, and of characters by name."""
    named = [
        (at, found) for at in places if (found := _NAMED.match(text, at)) and found[1] in html5
    ]
    apart = {at for at, _ in named}
    alone = [at for at in places if at not in apart]
    problems = []
    if named:
        at, found = named[0]
        more = ("", "; one more such name follows", f"; {len(named) - 1} more such names follow")
        what = f"“{found[0]}” is no name that XML knows: it is read as “{html5[found[1]]}”"
        what += more[min(len(named), 3) - 1]
        help_ = "write the character itself"
        problems.append(SourceProblem("invalid-value", what, at, found.end(), help_))
    if alone:
        what = _counted(len(alone), "a bare “&” stands", "bare “&” stand")
        problems.append(_problem(what, alone[0], "write &amp; instead"))
    return problems


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else f"{count} {many}, the first of them"


def _problem(what: str, at: int, help_: str) -> SourceProblem:
    message = f"{what} here, which XML does not allow"
    return SourceProblem("invalid-value", message, at, at + 1, help_)


def _restore(element: Element, stand_in: str) -> None:
    """Put the ampersands back; a character that HTML names is that one."""
    if element.text and stand_in in element.text:
        element.text = _original(element.text, stand_in)
    for name, value in element.attrib.items():
        if stand_in in value:
            element.attrib[name] = _original(value, stand_in)


def _original(text: str, stand_in: str) -> str:
    return _NAMED.sub(lambda found: html5.get(found[1], found[0]), text.replace(stand_in, "&"))
