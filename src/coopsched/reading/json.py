"""JSON text to a tree of nodes that know where they stand."""

import re
from json.decoder import JSONDecodeError
from json.decoder import scanstring as _scan  # type: ignore[attr-defined]  # not in the stubs

from coopsched.reading.decoding import Limits, find_flaw
from coopsched.reading.gathering import Excess, Gathering
from coopsched.source import Entry, Node, Parsed, Source, SourceProblem

_BLANK = re.compile(r"[ \t\r\n]*+")
_COMMENT = re.compile(r"//[^\r\n]*|#[^\r\n]*|/\*(?s:.*?)\*/")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])")
_WORD = re.compile(r"[^\s,:{}\[\]\"']+")
_LITERALS = {"true": "true", "false": "false", "null": None}
# An entry as nearly all are written: a name without an escape, and a text, a number, a word, or
# a list of nothing.
_ENTRY = re.compile(
    r'"([^"\\\x00-\x1f]*)"[ \t\r\n]*:[ \t\r\n]*'
    r'(?:"([^"\\\x00-\x1f]*)"'
    r"|(true|false|null|\[\]|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?![\w.+-]))"
    r'[ \t\r\n]*(?:,[ \t\r\n]*(?=")|(?=\}))'
)
# What nearly always begins another entry, and stands between two of them, or two items.
_NAME = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\r\n]*:[ \t\r\n]*(?=["{\[])')
_NEXT = re.compile(r'[ \t\r\n]*,[ \t\r\n]*(?=["{])')
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_SURROGATE = "\\u"
_BOM = "\ufeff"
_SHOWN = 40


class _Broken(Exception):  # noqa: N818 - it ends reading, and never leaves this module
    def __init__(self, message: str, help_: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        self.problem = SourceProblem(
            "unreadable", message, start, start + 1 if end is None else end, help_
        )


def parse(source: Source, *, limits: Limits = Limits()) -> Parsed:  # noqa: B008 - immutable
    """Return the tree of a text and its problems; no text makes it raise.

    Every scalar is a string as written, and None for ``null``. Commas before a
    closing bracket and comments are reported and passed over; any other error is
    the end of it.
    """
    flaw = find_flaw(source.text, limits=limits)
    if flaw is not None:
        return _nothing(flaw.message, flaw.help, flaw.offset)
    gathered = Gathering(source, limits)
    try:
        root = _Reader(gathered).document()
    except Excess as excess:
        return _nothing(excess.message, "split the file, or set --limit", excess.offset)
    except _Broken as broken:
        end = min(broken.problem.end, len(source.text))
        return Parsed(None, [broken.problem._replace(end=max(end, broken.problem.start))], [])
    return Parsed(root, gathered.sorted_problems(), [])


def _nothing(message: str, help_: str, offset: int) -> Parsed:
    return Parsed(None, [SourceProblem("unreadable", message, offset, offset, help_)], [])


class _Reader:
    """Reads values one inside the other; the limit of depth bounds the recursion."""

    def __init__(self, gathered: Gathering) -> None:
        self._all = gathered
        self._text = gathered.text
        self._surrogates = _LONE_SURROGATE in gathered.text
        self._commented = False

    def document(self) -> Node:
        """Return the root."""
        text = self._text
        at = self._skip(len(_BOM) if text.startswith(_BOM) else 0)
        if at == len(text):
            message = "the file is empty: there is no programme in it"
            raise _Broken(message, "write a starter with: coopsched new programme.yaml", 0, 0)
        root, at = self._value(at, 0)
        at = self._skip(at)
        if at < len(text):
            self._all.report(
                "invalid-value",
                "the programme has ended, but something follows it here",
                at,
                len(text.rstrip()),
                "remove it, or remove the closing bracket that stands too early",
            )
        return root

    def _skip(self, at: int) -> int:
        match = _BLANK.match(self._text, at)
        at = match.end() if match is not None else at
        while self._text[at : at + 1] in ("/", "#"):
            comment = _COMMENT.match(self._text, at)
            if comment is None:
                break
            self._report_comment(comment)
            match = _BLANK.match(self._text, comment.end())
            at = match.end() if match is not None else comment.end()
        return at

    def _report_comment(self, comment: re.Match[str]) -> None:
        if not self._commented:
            self._commented = True
            message = "this is a comment, and JSON has none; comments are passed over"
            help_ = "remove it, or write the programme in YAML, where # begins a comment"
            self._all.report("invalid-value", message, comment.start(), comment.end(), help_)

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        first = self._text[at : at + 1]
        self._all.take(1, at)
        if first == '"':
            return self._string(at)
        if first not in ("{", "["):
            return self._bare(at)
        if depth >= self._all.limits.depth:
            deep = self._all.limits.depth
            raise Excess(f"lists and objects are nested more than {deep} deep here", at)
        if first == "{":
            return self._object(at, depth + 1)
        return self._array(at, depth + 1)

    def _bare(self, at: int) -> tuple[Node, int]:
        number = _NUMBER.match(self._text, at)
        if number is not None:
            return Node(number[0], at, number.end()), number.end()
        word = _WORD.match(self._text, at)
        if word is None:
            raise self._unexpected(at)
        if word[0] not in _LITERALS:
            shown = word[0][:_SHOWN]
            message = f"{shown} is neither a number nor true, false or null"
            raise _Broken(message, f'text needs double quotes: "{shown}"', at, word.end())
        return Node(_LITERALS[word[0]], at, word.end()), word.end()

    def _unexpected(self, at: int) -> _Broken:
        found = self._text[at : at + 1]
        if not found:
            return _Broken("the file ends where a value is expected", "is it complete?", at, at)
        if found == "'":
            return _Broken("single quotes are not for JSON", "use double quotes", at)
        return _Broken(f'"{found}" stands where a value is expected', "write the value here", at)

    def _string(self, at: int) -> tuple[Node, int]:
        try:
            value, end = _scan(self._text, at + 1, True)
        except JSONDecodeError as error:
            raise self._bad_string(at, error) from None
        if self._surrogates and not value.isascii() and _SURROGATE.search(value):
            value = _SURROGATE.sub("\ufffd", value)
            message = "this text holds half a character, after \\u"
            help_ = "write the character itself; in its place U+FFFD is read"
            self._all.report("invalid-value", message, at, end, help_)
        return Node(value, at, end, quoted=True), end

    def _bad_string(self, at: int, error: JSONDecodeError) -> _Broken:
        if error.msg.startswith("Invalid \\"):
            message = 'this "\\" has no meaning here'
            return _Broken(message, 'write "\\\\" where a backslash is meant', error.pos)
        if error.msg.startswith("Invalid control"):
            tab = self._text[error.pos : error.pos + 1] == "\t"
            if tab:
                return _Broken("a tab stands in a text", "write \\t instead", error.pos)
        message = "the quotes that open here are not closed on this line"
        help_ = 'write " where the text ends; a line break in a text is written \\n'
        return _Broken(message, help_, at)

    def _object(self, start: int, depth: int) -> tuple[Node, int]:
        entries: dict[str, Entry] = {}
        at = self._skip(start + 1)
        while self._text[at : at + 1] != "}":
            at = self._usual(entries, at)
            if self._text[at : at + 1] == "}":
                break
            key, at = self._named(start, at)
            node, at = self._value(at, depth)
            self._all.put(entries, key, node)
            at = self._comma(start, at)
        return Node(entries, start, at + 1), at + 1

    def _named(self, start: int, at: int) -> tuple[Node, int]:
        """Return the name of an entry, and where its value begins."""
        usual = _NAME.match(self._text, at)
        if usual is not None:
            return Node(usual[1], at, at + len(usual[1]) + 2, quoted=True), usual.end()
        key, at = self._key(start, at)
        at = self._skip(at)
        if self._text[at : at + 1] != ":":
            message = f'a colon is missing after "{str(key.value)[:_SHOWN]}"'
            raise _Broken(message, 'write ":" between a name and its value', key.start, key.end)
        return key, self._skip(at + 1)

    def _usual(self, entries: dict[str, Entry], at: int) -> int:
        """Read the entries that are written as most are, up to the first that is not."""
        text, put, begin, count = self._text, self._all.put, at, 0
        while match := _ENTRY.match(text, at):
            name, quoted, word = match.groups()
            if quoted is not None:
                start = match.start(2) - 1
                node = Node(quoted, start, start + len(quoted) + 2, True)
            else:
                start = match.start(3)
                value = None if word == "null" else [] if word == "[]" else word
                node = Node(value, start, start + len(word))
            entry = Entry(name, node, at)
            if name in entries:
                put(entries, entry.key, node)
            else:
                entries[name] = entry
            count += 1
            at = match.end()
        self._all.take(count, begin)
        return at

    def _key(self, start: int, at: int) -> tuple[Node, int]:
        found = self._text[at : at + 1]
        if not found:
            raise self._unclosed(start)
        if found == "'":
            raise self._unexpected(at)
        if found != '"':
            word = _WORD.match(self._text, at)
            shown = word[0][:_SHOWN] if word is not None else found
            end = word.end() if word is not None else at + 1
            message = f"a name in double quotes is expected here, not {shown}"
            raise _Broken(message, f'write "{shown}"', at, end)
        return self._string(at)

    def _array(self, start: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        at = self._skip(start + 1)
        while self._text[at : at + 1] != "]":
            if at >= len(self._text):
                raise self._unclosed(start)
            node, at = self._value(at, depth)
            items.append(node)
            at = self._comma(start, at)
        return Node(items, start, at + 1), at + 1

    def _comma(self, start: int, at: int) -> int:
        """Return where the next item begins, or where the closing bracket stands."""
        closing = "}" if self._text[start] == "{" else "]"
        usual = _NEXT.match(self._text, at)
        if usual is not None:
            return usual.end()
        end = at
        at = self._skip(at)
        found = self._text[at : at + 1]
        if found == closing:
            return at
        if found != ",":
            raise self._no_comma(start, end, at)
        after = self._skip(at + 1)
        if self._text[after : after + 1] == closing:
            message = f'a comma stands before "{closing}", after which nothing follows'
            self._all.report("invalid-value", message, at, at + 1, "remove it")
        return after

    def _no_comma(self, start: int, end: int, at: int) -> _Broken:
        found = self._text[at : at + 1]
        if not found:
            return self._unclosed(start)
        if found in "]}":
            line = self._all.line(start)
            message = f'"{found}" closes the "{self._text[start]}" of line {line}'
            return _Broken(message, "close brackets with their own kind", at)
        return _Broken("a comma is missing here", 'write "," after this value', end, end)

    def _unclosed(self, start: int) -> _Broken:
        opening = self._text[start]
        message = f'the bracket "{opening}" that opens here is not closed'
        closing = "}" if opening == "{" else "]"
        return _Broken(message, f'write "{closing}" where it ends', start)
