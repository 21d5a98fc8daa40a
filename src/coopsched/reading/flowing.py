"""Lists in [ ] and mappings in { } that YAML cannot read as they stand."""

import re

import yaml

from coopsched.reading.composing import NULLS, Composer, report_swallowed
from coopsched.reading.gathering import Excess, Gathering
from coopsched.reading.lines import find_quoted, is_apostrophe
from coopsched.reading.strings import APOSTROPHE, is_comment, quote_opens, read_inner, why_inner
from coopsched.reading.wording import (
    ALLOWS,
    BLANKS,
    KEYS,
    Path,
    call,
    is_known,
    is_text,
    suggest,
    unfold,
    unquote,
)
from coopsched.source import Entry, Node

_PROSE = frozenset(("title", "description", "name", "biography", "address", "notice", "reason"))
_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'|[^ \t\r\n,:\[\]{}#"']"""
    r"""(?:[^ \t\r\n,:\[\]{}#]++|[ \t]++(?![ \t\r\n:]))*+)[ \t]*+:(?=[ \t\r\n,\[\]{}"']|$)"""
)
_NEXT_KEY = re.compile(
    r"""[ \t\r\n]*+(?:(?:"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+')[ \t\r\n]*+:"""
    r"""|[\w~.][\w~.-]*+:(?=[ \t\r\n,\[\]{}"']|$)|(?P<known>[a-z][\w-]*+)[ ]*+:(?=[ \t\r\n]))"""
)
_STUCK = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?=[^ \t\r\n/:])")
_BLANK = re.compile(r"(?:[ \t\r\n]|(?<![^ \t\r\n,\[\]{}])#[^\r\n]*)*+")
_INTERESTING = re.compile(r"[,()\[\]{}\r\n]|[ \t]#")
_BRACKET = re.compile(r"[)(\[\]{}]")
_LAST_QUOTE = {mark: re.compile(mark + r"(?=[ \t]*(?:[,\]}\r\n]|$))") for mark in "'\""}
_HIDDEN = re.compile(r"[ ]?(?=#[^ \t\r\n#])")
_NO_VALUE = re.compile(r"[,\]}]|" + _KEY.pattern)
_PAIRS = {"[": "]", "{": "}"}
_LANGUAGE_CODE = 2
_ENDS = frozenset(",]}")
_REST = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?[ \t\r\n]*")


def read_flow(gathered: Gathering, start: int, end: int, path: Path) -> Node | None:
    """Return the list or mapping that begins here, or None where it is meant as text."""
    mark = gathered.mark()
    reader = _Reader(gathered, end)
    node, at = reader.collection(start, path)
    prose = bool(path) and (
        path[-1] in _PROSE or (len(path) > 1 and path[-2] in _PROSE and is_text(path, None))
    )
    rest = _REST.match(gathered.text, at, end)
    tail = gathered.text[rest.end() if rest else at : end].strip(BLANKS)
    if not reader.open and not tail:
        return node
    if tail and not tail.strip("]} "):
        what = "one bracket too many closes here" if len(tail) == 1 else "too many brackets close"
        at = end - len(tail)
        gathered.report("invalid-value", what, at, end, "remove it, or add the opening one")
        return node
    if tail or prose:
        gathered.undo(mark)
        return None
    return node


class _Reader:
    def __init__(self, gathered: Gathering, end: int) -> None:
        self._all = gathered
        self._text = gathered.text
        self._end = end
        self._bracket = (0, -1)
        self._openers: list[str] = []
        self.open = False

    def collection(self, start: int, path: Path) -> tuple[Node, int]:
        """Return the list or mapping at a bracket, and where it ends."""
        if len(path) >= self._all.limits.depth:
            deep = self._all.limits.depth
            raise Excess(f"lists and mappings are nested more than {deep} deep here", start)
        is_list = self._text[start] == "["
        self._openers.append(self._text[start])
        items: list[Node] = []
        entries: dict[str, Entry] = {}
        at = start + 1
        while True:
            begin, at = at, self._skip(at)
            if at >= self._end and is_list and not self.open:
                at = self._hidden(begin) or at
            if at >= self._end:
                if not self.open:
                    self._report_open(start)
                self.open = True
                break
            if self._text[at] in "]}":
                at += self._check_closing(start, at)
                break
            if self._text[at] == ",":
                at += 1
            elif is_list:
                item, at = self._value(at, (*path, None))
                items.append(item)
            else:
                at = self._entry(entries, at, path)
        self._openers.pop()
        self._all.drop_absent(items)
        node = Node(items if is_list else entries, start, min(at, self._end))
        return node, min(at, self._end)

    def _skip(self, at: int) -> int:
        match = _BLANK.match(self._text, at, self._end)
        end = match.end() if match else at
        self._all.spend(end - at, at)
        return end

    def _report_open(self, start: int) -> None:
        opening = self._text[start]
        closing, what = ("]", "list") if opening == "[" else ("}", "mapping")
        self._all.report(
            "invalid-value",
            f'the bracket "{opening}" that opens here is not closed',
            start,
            start + 1,
            f'write "{closing}" where the {what} ends',
        )

    def _check_closing(self, start: int, at: int) -> int:
        """Judge a closing bracket, and return how many characters of it are used up."""
        closing, opening = self._text[at], self._text[start]
        if _PAIRS[opening] == closing:
            return 1
        if any(_PAIRS[outer] == closing for outer in self._openers[:-1]):
            self._report_open(start)
            return 0
        self._all.report(
            "invalid-value",
            f'"{closing}" closes the "{opening}" of line {self._all.line(start)}',
            at,
            at + 1,
            f'write "{_PAIRS[opening]}" here',
        )
        return 1

    def _entry(self, entries: dict[str, Entry], at: int, path: Path) -> int:
        """Add the entry that begins here, and return where it ends."""
        match = _KEY.match(self._text, at, self._end) or self._stuck(at)
        if match is None:
            stop, _ = self._plain_end(at, path, in_list=True)
            stop = max(stop, at + 1)
            text = unfold(self._text[at:stop])
            self._all.report(
                "invalid-value",
                f'this has no "name:" before it, and is left out: {text[:60]}',
                at,
                stop,
                "write a name and a colon before it, or put quotes around the whole text",
            )
            return stop
        begin, end = match.span("key")
        key = Node(match["key"], begin, end)
        self._all.take(1, begin)
        if match["key"][0] in "'\"":
            key.value, key.quoted = unquote(match["key"]), True
        value_at = self._skip(match.end())
        if value_at >= self._end or _NO_VALUE.match(self._text, value_at, self._end):
            value_at = self._hidden(match.end()) or value_at
        if value_at >= self._end or self._text[value_at] in _ENDS:
            node, after = Node(None, match.end(), match.end()), value_at
        else:
            node, after = self._value(value_at, (*path, str(key.value)))
        self._all.put(entries, key, node)
        return after

    def _hidden(self, at: int) -> int | None:
        """Return where a value begins that a ``#`` right before it makes a comment."""
        match = _HIDDEN.match(self._text, at, self._end)
        return match.end() if match and not ALLOWS.match(self._text, match.end()) else None

    def _stuck(self, at: int) -> re.Match[str] | None:
        match = _STUCK.match(self._text, at, self._end)
        if match is None or not is_known(match["key"]):
            return None
        self._all.report(
            "invalid-value",
            f'a space is missing after "{match["key"]}:"',
            at,
            match.end(),
            f'write "{match["key"]}: " and then the value',
        )
        return match

    def _value(self, at: int, path: Path) -> tuple[Node, int]:
        """Return the value that begins here, and where it ends."""
        first = self._text[at]
        mark = self._all.mark()
        if first in "[{":
            node, after = self.collection(at, path)
            if self.open or self._ends(after):
                return node, after
            self._all.undo(mark)
        elif first in "'\"":
            stop = find_quoted(self._text, at, self._end)
            if stop is not None and self._ends(stop):
                return self._quoted(at, stop, path), stop
            inner = self._find_inner(at, stop)
            if inner is not None:
                return read_inner(self._all, at, inner, path, why_inner(first)), inner
        return self._plain(at, path)

    def _find_inner(self, start: int, closed: int | None) -> int | None:
        """Return where a text in quotes ends that holds such quotes itself."""
        if closed is None or not quote_opens(self._text, closed):
            return None
        last = _LAST_QUOTE[self._text[start]].search(self._text, closed, self._end)
        return None if last is None else last.start() + 1

    def _ends(self, at: int) -> bool:
        at = self._skip(at)
        return at >= self._end or self._text[at] in _ENDS

    def _quoted(self, start: int, end: int, path: Path) -> Node:
        composer = Composer(self._all, start, path)
        mark = self._all.mark()
        try:
            node = composer.compose(self._text[start:end])
        except yaml.YAMLError:
            self._all.undo(mark)
            node = None
        if node is not None:
            return node
        node = Node(unfold(self._text[start + 1 : end - 1]), start, end, quoted=True)
        self._report(node, path, 'holds "\\", which has a meaning inside double quotes')
        return node

    def _plain(self, start: int, path: Path) -> tuple[Node, int]:
        """Read up to where the value must end, whatever YAML makes of it."""
        in_list = path[-1] is None
        stop, flags = self._plain_end(start, path, in_list=in_list)
        if self._text[start] == "#":
            stop = min(stop, self._all.line_end(start))
        stop = max(stop, start + 1)
        text = unfold(self._text[start:stop])
        node = Node(
            None if text in NULLS else text,
            start,
            start + len(self._text[start:stop].rstrip(BLANKS)),
        )
        self._all.take(1, start)
        if node.value is None:
            return node, stop
        if "#" in text:
            self._all.hashes.append((start, stop))
        alias = self._all.anchors.get(text[1:]) if text[0] == "*" else None
        if alias is not None and alias.count:
            alias.used = True
            self._all.take(alias.count, start)
            node.value, node.quoted = alias.node.value, alias.node.quoted
        else:
            self._judge(node, text, path, flags)
        return node, stop

    def _judge(self, node: Node, text: str, path: Path, flags: set[str]) -> None:
        first = text[0]
        if first in "*&!":
            meaning = {"*": "a reference", "&": "a label", "!": "a tag"}[first]
            because = f'begins with "{first}", which YAML reads as {meaning}'
            self._report(node, path, because, "truncated-value")
        elif is_apostrophe(text, 0):
            self._report(node, path, APOSTROPHE)
        elif first in "'\"":
            self._report(node, path, "begins with a quote, and goes on after it or does not close")
        elif first in "@`%|>[{" or text.startswith(("? ", "- ")):
            self._report(node, path, f'begins with "{first}", which has a meaning in YAML')
        elif re.search(r":[ \t\r\n]", text) or text.endswith(":"):
            self._report(node, path, 'holds ": "')
        elif "," in flags:
            brackets = "[ ]" if path[-1] is None else "{ }"
            because = f"holds a comma, at which YAML ends it inside {brackets}"
            self._report(node, path, because, "truncated-value")
        elif "#" in flags or first == "#":
            report_swallowed(self._all, node, path)
        elif any(sign in text for sign in "[]{}"):
            self._report(node, path, "holds brackets, which have a meaning in YAML")

    def _report(self, node: Node, path: Path, because: str, rule: str = "invalid-value") -> None:
        self._all.report(
            rule,
            f"{call(path)} {because}, so it needs quotes",
            node.start,
            node.end,
            f"put quotes around it: {suggest(path, str(node.value))}",
        )

    def _plain_end(self, start: int, path: Path, *, in_list: bool) -> tuple[int, set[str]]:
        """Return where an unquoted value ends, and what it holds that YAML reads otherwise."""
        round_, square, flags = 0, 0, set[str]()
        at = start
        while (found := _INTERESTING.search(self._text, at, self._end)) is not None:
            sign, at = found[0], found.end()
            if sign in "()":
                round_ += 1 if sign == "(" else -1 if round_ else 0
            elif sign in "[{":
                square += 1
            elif sign in "]}":
                if not square:
                    return found.start(), flags
                square -= 1
            elif sign == ",":
                if not square and self._comma_ends(at, round_, in_list=in_list):
                    return found.start(), flags
                flags.add(",")
            elif sign[-1] == "#":
                if is_comment(self._text, start, found.end() - 1, path):
                    return found.start(), flags
                flags.add("#")
        return self._end, flags

    def _comma_ends(self, after: int, depth: int, *, in_list: bool) -> bool:
        """Tell whether a comma ends a value, or is part of it."""
        if depth and self._closes(after):
            return False
        if in_list or self._ends(after):
            return True
        found = _NEXT_KEY.match(self._text, after, self._end)
        if found is None:
            return False
        known = found["known"]
        return known is None or known in KEYS or len(known) == _LANGUAGE_CODE

    def _closes(self, at: int) -> bool:
        """Tell whether the next bracket closes a round one."""
        if not self._bracket[0] <= at <= self._bracket[1]:
            found = _BRACKET.search(self._text, at, self._end)
            self._bracket = (at, found.start() if found is not None else self._end)
        bracket = self._bracket[1]
        return bracket < self._end and self._text[bracket] == ")"
