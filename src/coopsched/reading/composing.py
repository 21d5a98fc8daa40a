"""YAML text to a tree of nodes, by the events of PyYAML's parser.

What YAML allows and an organiser did not mean is put right here, where the parser
sees no error: text lost to a comment, a tag or an anchor, and commas in prose
inside braces and brackets.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from coopsched.reading.gathering import Anchor, Excess, Gathering
from coopsched.reading.lines import find_quoted, is_apostrophe
from coopsched.reading.wording import ALLOWS, BLANKS, Path, call, is_known, is_text, suggest, unfold
from coopsched.source import Entry, Node

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Event = Any  # the stubs hold that marks may be absent; from a parser they never are
_BLOCK = frozenset("|>")
_MOST_JOINED = 50
_HIDDEN = re.compile(r"[ \t]*: (?=#[^ \t\r\n#])")
_STUCK = re.compile(r"([A-Za-z][\w-]*):(\S.*)", re.DOTALL)


class _Frame:
    """A list or mapping that is being read."""

    __slots__ = ("anchor", "count", "flow", "joined", "key", "node", "plain", "value")

    def __init__(self, node: Node, flow: bool, count: int) -> None:
        self.node = node
        self.value: list[Node] | dict[str, Entry] | None = None
        self.flow = flow
        self.count = count
        self.key: Node | None = None
        self.plain: tuple[Node, Node] | None = None
        self.joined: list[tuple[Node, Node]] = []
        self.anchor: Anchor | None = None


class Composer:
    """Makes the tree of one stretch of text.

    ``base`` is where the stretch begins in the whole text, ``path`` the keys that
    lead to it. After ``compose``, ``second`` is where a second document begins.
    """

    def __init__(self, gathered: Gathering, base: int = 0, path: Path = ()) -> None:
        self._all = gathered
        self._text = gathered.text
        self._base = base
        self._path = tuple(path)
        self._frames: list[_Frame] = []
        self._room = gathered.limits.depth - len(self._path)
        self.root: Node | None = None
        self.second: int | None = None

    def compose(self, text: str) -> Node | None:
        """Return the root, or None where nothing but comments is written.

        Raises yaml.YAMLError, and Excess where the limits end.
        """
        # Kept by nobody: what holds its own methods, and all nodes, is a circle.
        handlers: dict[type, Callable[[_Event], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.DocumentStartEvent: self._document,
        }
        for event in _events(text.translate(self._all.stand_in) if self._all.stand_in else text):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
                if self.second is not None:
                    break
        return self.root

    def _document(self, event: _Event) -> None:
        if self.root is not None:
            self.second = event.start_mark.index + self._base

    def _scalar(self, event: _Event) -> None:
        start = event.start_mark.index + self._base
        end = event.end_mark.index + self._base
        value = event.value
        if self._all.stand_back:
            value = value.translate(self._all.stand_back)
        node = Node(value, start, end, bool(event.style))
        self._all.take(1, start)
        if "#" in value:
            self._all.hashes.append((start, end))
        if event.style:
            self._check_styled(event.style, node)
        elif value in NULLS and not self._at_key():
            node.value = None
        if event.tag is not None or event.anchor is not None:
            self._marked(event, node)
        # What a comment may have hidden is looked at where one follows, or nothing is written.
        hashed = self._all.has_hashes and not event.style
        if hashed and (start == end or self._text[end : end + 2] == " #"):
            self._swallowed(node)
        self._add(node, plain=not event.style)

    def _check_styled(self, style: str, node: Node) -> None:
        if style in _BLOCK:
            self._trim(node)
        elif is_apostrophe(self._text, node.start) and not find_quoted(
            self._text, node.start, node.end
        ):
            raise yaml.YAMLError  # no quote, though one on a later line seems to close it

    def _trim(self, node: Node) -> None:
        written = self._text[node.start : node.end]
        node.end = node.start + len(written.rstrip(BLANKS))
        if "#" in str(node.value):
            self._all.hashes[-1] = (self._all.line_end(node.start), node.end)

    def _alias(self, event: _Event) -> None:
        start = event.start_mark.index + self._base
        end = event.end_mark.index + self._base
        anchor = self._all.anchors.get(event.anchor)
        node = Node(None, start, end)
        if anchor is None:
            written = self._text[start:end]
            self._all.take(1, start)
            if not self._at_key():
                self._all.read_as_text(
                    node, self._here(), written, 'begins with "*", which YAML reads as a reference'
                )
            node.value = written
        elif anchor.count == 0:
            self._all.report(
                "invalid-value",
                f'"*{anchor.name}" stands inside the value that it refers to',
                start,
                end,
                "write out what is meant",
            )
        else:
            self._all.take(anchor.count, start)
            anchor.used = True
            node.value, node.quoted = anchor.node.value, anchor.node.quoted
        self._add(node, plain=False)

    def _open(self, event: _Event) -> None:
        start = event.start_mark.index + self._base
        if len(self._frames) >= self._room:
            deep = self._all.limits.depth
            raise Excess(f"lists and mappings are nested more than {deep} deep here", start)
        node = Node(None, start, start)
        frame = _Frame(node, event.flow_style, self._all.count)
        self._all.take(1, start)
        if event.anchor is not None:
            frame.anchor = self._all.name(event.anchor, node, None)
        if event.tag is not None:
            self._refuse_tag(node, str(event.tag))
        frame.value = node.value = {} if type(event) is yaml.MappingStartEvent else []
        self._frames.append(frame)

    def _close(self, event: _Event) -> None:
        frame = self._frames.pop()
        node = frame.node
        node.end = event.end_mark.index + self._base
        if not frame.flow:
            # A block's end is only noticed at the next token, after blanks and comments.
            node.end = max(_last_end(frame.value), node.start)
        elif isinstance(frame.value, list):
            self._join_brackets(frame.value)
        if isinstance(frame.value, list):
            self._all.drop_absent(frame.value)
        for key, value in frame.joined:
            value.value = unfold(self._text[value.start : value.end])
            self._report_joined(key, value)
        if frame.anchor is not None:
            frame.anchor.count = self._all.count - frame.count
        self._add(node, plain=False)

    def _add(self, node: Node, *, plain: bool) -> None:
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(node)
        elif frame.key is None:
            frame.key = node
        else:
            self._store(frame, frame.key, node, plain)
            frame.key = None

    def _store(self, frame: _Frame, key: Node, node: Node, plain: bool) -> None:
        assert isinstance(frame.value, dict)  # noqa: S101 - lists have no keys
        if not isinstance(key.value, str) or not (key.value or key.quoted):
            self._refuse_key(key)
        elif key.value == "<<" and not key.quoted:
            self._all.refuse_merge(key)
        elif frame.flow and node.value is None and ":" not in self._text[key.end : node.end]:
            self._lone(frame, frame.value, key, node)
        else:
            self._all.put(frame.value, key, node)
            frame.plain = (key, node) if plain and node.value is not None else None

    def _refuse_key(self, key: Node) -> None:
        what = "a list or a mapping" if isinstance(key.value, (list, dict)) else "nothing"
        self._all.report(
            "invalid-value",
            f"{what} stands here where a name is expected; this entry is left out",
            key.start,
            key.end,
            'write a name, a colon and the value, or put quotes around the text: "…"',
        )

    def _lone(self, frame: _Frame, entries: dict[str, Entry], key: Node, node: Node) -> None:
        """Store a name in braces that no colon follows."""
        name = str(key.value)
        stuck = None if key.quoted else _STUCK.fullmatch(name)
        if stuck is not None and is_known(stuck[1]):
            middle = key.start + len(stuck[1])
            self._all.report(
                "invalid-value",
                f'a space is missing after "{stuck[1]}:"',
                key.start,
                key.end,
                f"write {stuck[1]}: {stuck[2]}",
            )
            value = Node(stuck[2], middle + 1, key.end)
            self._all.put(entries, Node(stuck[1], key.start, middle), value)
            frame.plain = None
        elif frame.plain is not None and not key.quoted:
            before, value = frame.plain
            value.end = key.end
            if not frame.joined or frame.joined[-1][1] is not value:
                frame.joined.append((before, value))
        else:
            self._all.put(entries, key, node)

    def _report_joined(self, key: Node, value: Node) -> None:
        path = (*self._here(), str(key.value))
        self._all.read_as_text(
            value, path, str(value.value), "holds a comma, at which YAML ends it inside { }"
        )

    def _join_brackets(self, items: list[Node]) -> None:
        at = 0
        while at < len(items):
            item = items[at]
            if _opens(item):
                last = _closing(items, at)
                if last is not None:
                    item.end = items[last].end
                    text = unfold(self._text[item.start : item.end])
                    del items[at + 1 : last + 1]
                    self._all.read_as_text(
                        item,
                        (*self._here(), None),
                        text,
                        "holds a comma, at which YAML ends it inside [ ]",
                    )
            at += 1

    def _marked(self, event: yaml.ScalarEvent, node: Node) -> None:
        """Judge a tag or an anchor before a scalar."""
        tag, plain = event.tag, not event.style
        written = self._text[node.start : node.end]
        if event.anchor is not None:
            is_value = plain and tag is None and not self._at_key()
            path = self._here() if is_value else None
            self._all.name(event.anchor, node, path).count = 1
        if tag is None:
            return
        if not plain or "!!" in written or self._at_key():
            self._refuse_tag(node, str(tag))
        else:
            because = 'begins with "!", which YAML reads as a tag and not as text'
            self._all.read_as_text(node, self._here(), unfold(written), because)

    def _refuse_tag(self, node: Node, tag: str) -> None:
        written = tag.replace("tag:yaml.org,2002:", "!!")
        self._all.report(
            "invalid-value",
            f'"{written}" is a tag, and tags are not read',
            node.start,
            max(node.end, node.start + len(written)),
            "remove it",
        )

    def _refuse_hidden(self, node: Node) -> None:
        """Leave to repairing what ``#`` hides in braces, where a value is empty."""
        frame = self._frames[-1] if self._frames and node.start == node.end else None
        if frame is None or not frame.flow or frame.key is None:
            return
        match = _HIDDEN.match(self._text, frame.key.end)
        if match and not ALLOWS.match(self._text, match.end()):
            raise yaml.YAMLError

    def _swallowed(self, node: Node) -> None:
        """Give a value the rest of its line back, which ``#`` made a comment."""
        text, hash_at = self._text, node.end + 1
        if text[node.end : hash_at + 1] != " #":
            self._refuse_hidden(node)
            return
        if self._at_key() or ALLOWS.match(text, hash_at):
            return
        path, begins = self._here(), hash_at if node.value is None else node.start
        end = hash_at + len(text[hash_at : self._all.line_end(hash_at)].rstrip(BLANKS))
        touches = text[hash_at + 1 : hash_at + 2] not in (" ", "\t", "#") and hash_at + 1 < end
        whole = text[begins:end] if touches else node.value
        hidden = touches and node.start == node.end > 0 and text[node.end - 1] == ":"
        if not hidden and not is_text(path, None if whole is None else str(whole)):
            return
        if self._frames and self._frames[-1].flow:
            if node.value is None:
                return
            # What the comment hides may be commas and brackets: that is for repairing.
            raise yaml.YAMLError
        if node.value is not None or touches:
            written = text[node.end : end] if node.value is not None else text[hash_at:end]
            node.value = f"{node.value or ''}{written}"
            node.start, node.end = begins, end
            report_swallowed(self._all, node, path)

    def _at_key(self) -> bool:
        if not self._frames:
            return False
        frame = self._frames[-1]
        return frame.key is None and isinstance(frame.value, dict)

    def _here(self) -> Path:
        steps: list[str | None] = list(self._path)
        for frame in self._frames:
            key = frame.key
            if isinstance(frame.value, list):
                steps.append(None)
            elif key is not None:
                steps.append(str(key.value))
        return tuple(steps)


def report_swallowed(gathered: Gathering, node: Node, path: Path) -> None:
    """Report a value that goes on after ``#``, and was read in full."""
    gathered.hashes.append((node.start, node.end))
    gathered.report(
        "truncated-value",
        f'{call(path)} holds " #", at which YAML begins a comment',
        node.start,
        node.end,
        f"put quotes around it: {suggest(path, str(node.value))}; "
        "if it is a comment, put two spaces before the #",
    )


def _events(text: str) -> Iterator[_Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _last_end(value: list[Node] | dict[str, Entry] | None) -> int:
    if isinstance(value, dict) and value:
        last = value[next(reversed(value))]
        return max(last.key.end, last.node.end)
    return value[-1].end if isinstance(value, list) and value else 0


def _opens(item: Node) -> bool:
    value = item.value
    return isinstance(value, str) and not item.quoted and value.count("(") > value.count(")")


def _closing(items: list[Node], at: int) -> int | None:
    """Return the index of the item in which the brackets of an item close."""
    depth = 0
    for index in range(at, min(len(items), at + _MOST_JOINED)):
        value = items[index].value
        if not isinstance(value, str) or items[index].quoted:
            return None
        depth += value.count("(") - value.count(")")
        if depth <= 0:
            return index
    return None
