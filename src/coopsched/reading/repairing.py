"""Reading on where YAML's own parser stops.

A text in which the parser finds an error is taken apart by indentation: what parses
by itself is left to the parser, what does not is taken apart further, down to the
value that holds the error. That one is read as the text that it was meant to be.
All pieces keep their offsets, so positions are those of the text.
"""

import re
from collections.abc import Iterator
from typing import TypeGuard

import yaml

from coopsched.reading.composing import Composer
from coopsched.reading.gathering import Excess, Gathering
from coopsched.reading.lines import DASH, ENTRY, Group, Line, content, find_quoted, groups
from coopsched.reading.preparing import prepare
from coopsched.reading.separating import separate
from coopsched.reading.values import read_value
from coopsched.reading.wording import (
    BLANKS,
    KEY_SHAPE,
    KEYS,
    Path,
    is_known,
    is_text,
    suggest,
    unfold,
    unquote,
)
from coopsched.source import Entry, Node

_STUCK = re.compile(r"[ ]*(?P<key>[A-Za-z][\w.-]*):(?=[^ \t\r\n/:])")
_NO_COLON = re.compile(r"[ ]*(?P<key>[a-z][\w-]*)[ ]+(?=\S)")
_MARKED = re.compile(r"[&!][^ \t\r\n,\[\]{}]*(?=[ \t\r\n]*(?:#.*)?$)")
_NAMED_BY: dict[tuple[str | None, ...], str] = {
    ("sessions",): "title",
    ("tracks",): "title",
    ("rooms",): "name",
    ("speakers",): "name",
}
_TAB_ALONE = re.compile(r"(?:^|[\r\n]) *+(?P<tab>\t[ \t]*+)(?=[\r\n]|$)")
_SHOWN = 60
_LONGEST_QUOTE = 10_000


def repair(gathered: Gathering, start: int, error: yaml.YAMLError) -> Node | None:
    """Return what can be read of a text that has an error; the problems say the rest.

    ``start`` is where the text begins behind its byte order mark.
    """
    root = _Repairer(gathered).read(prepare(gathered, start), ())
    if not gathered.problems and (tab := _TAB_ALONE.search(gathered.text)) is not None:
        message = "this line is empty but for a tab, which YAML does not allow"
        gathered.report("invalid-value", message, *tab.span("tab"), "remove the tab")
    elif not gathered.problems:
        at = getattr(getattr(error, "problem_mark", None), "index", 0) + start
        at = min(at, len(gathered.text))
        gathered.report(
            "unreadable",
            "something is wrong at this place, or just before it",
            at,
            gathered.line_end(at),
            "look for a bracket or a quote that is not closed, and for uneven indentation",
        )
    return root


class _Repairer:
    def __init__(self, gathered: Gathering) -> None:
        self._all = gathered

    def read(self, lines: list[Line], path: Path) -> Node | None:
        """Return the node of a block, or None where it holds nothing."""
        written = content(lines)
        if not written:
            return None
        if len(path) >= self._all.limits.depth:
            deep = self._all.limits.depth
            message = f"lists and mappings are nested more than {deep} deep here"
            raise Excess(message, written[0].start)
        done, root = self._attempt(lines, path)
        if done:
            return root
        first = written[0]
        if DASH.match(first.text):
            return self._list(lines, path)
        if self._is_mapping(written, path):
            return self._mapping(lines, path)
        return read_value(self._all, first.start + first.indent, written[-1].end, path)

    def _attempt(self, lines: list[Line], path: Path) -> tuple[bool, Node | None]:
        """Parse lines by themselves, and tell whether that worked."""
        text = "".join(line.text for line in lines)
        self._all.spend(len(text) + 20, lines[0].start)
        if len({line.shift for line in lines if not line.is_bare}) > 1:
            return False, None
        composer = Composer(self._all, lines[0].start, path)
        mark = self._all.mark()
        try:
            root = composer.compose(text)
        except yaml.YAMLError:
            self._all.undo(mark)
            return False, None
        return composer.second is None, root

    def _is_mapping(self, written: list[Line], path: Path) -> bool:
        entry = ENTRY.match(written[0].text)
        if entry is None:
            least = written[0].depth
            return any(line.depth <= least and ENTRY.match(line.text) for line in written[1:])
        return is_known(entry["key"]) or not is_text(path, None)

    def _mapping(self, lines: list[Line], path: Path) -> Node:
        entries: dict[str, Entry] = {}
        written = content(lines)
        node = Node(entries, written[0].start + written[0].indent, written[-1].end)
        told = False
        open_ = [groups(lines)]
        while open_:
            group = next(open_[-1], None)
            if group is None:
                open_.pop()
                continue
            if group.stray and not told:
                told = self._report_stray(group, written[0])
            rest = self._entry(entries, group, path)
            if rest:
                open_.append(groups(rest))
        return node

    def _report_stray(self, group: Group, first: Line) -> bool:
        line = group.lines[0]
        self._all.report(
            "invalid-value",
            "this line begins further left than the lines that it belongs to",
            line.start + line.indent,
            line.end,
            f"begin it in column {first.depth + 1}, as those do",
        )
        return True

    def _entry(self, entries: dict[str, Entry], group: Group, path: Path) -> list[Line]:
        """Add what a group holds, and return the lines in it that are entries beside it."""
        mark = self._all.mark()
        done, root = self._attempt(group.lines, path)
        if done and root is not None and isinstance(root.value, dict):
            for name, entry in root.value.items():
                if name not in entries:
                    entries[name] = entry
                else:
                    self._all.put(entries, entry.key, entry.node)
            return []
        self._all.undo(mark)
        head = group.lines[0]
        match = ENTRY.match(head.text) if DASH.match(head.text) is None else None
        if match is None:
            match = self._incomplete(head)
        if match is None:
            self._leave_out(group.lines)
            return []
        start, end = match.span("key")
        key = Node(match["key"], head.start + start, head.start + end)
        if match["key"][0] in "'\"":
            key.value, key.quoted = unquote(match["key"]), True
        crowd = separate(self._all, head, match, path)
        if crowd:
            return [*crowd, *group.lines[1:]]
        blanked = [head.blank(0, match.end()), *group.lines[1:]]
        named = self._named(key, blanked, path)
        if named is not None:
            self._all.put(entries, key, named)
            return []
        lines, rest = self._split_deeper(blanked, (*path, str(key.value)), key)
        if key.value == "<<" and not key.quoted:
            self._all.refuse_merge(key)
            return rest
        value_at = head.start + match.end()
        node = self._value(lines, (*path, str(key.value))) or Node(None, value_at, value_at)
        self._all.put(entries, key, node)
        return rest

    def _incomplete(self, head: Line) -> re.Match[str] | None:
        """Match an entry whose colon is missing, or stuck to its value."""
        match = _STUCK.match(head.text)
        missing = "a space is missing after"
        if match is None:
            match = _NO_COLON.match(head.text)
            missing = "a colon is missing after"
            if match is None or match["key"] not in KEYS:
                return None
        key = match["key"]
        value = head.text[match.end() :].strip(BLANKS)
        shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        self._all.report(
            "invalid-value",
            f'{missing} "{key}{":" if "space" in missing else ""}"',
            head.start + match.start("key"),
            head.end,
            f"write {key}: {shown}",
        )
        return match

    def _named(self, key: Node, lines: list[Line], path: Path) -> Node | None:
        """Return what an entry holds that has its title behind its key, and its fields below."""
        name = _NAMED_BY.get(tuple(path))
        if name is None or not lines[0].text.strip(BLANKS) or lines[0].is_bare:
            return None
        below = next((i for i, line in enumerate(lines) if i and _is_field(line)), len(lines))
        mark, place = self._all.mark(), (*path, str(key.value))
        fields = self.read(lines[below:], place) if below < len(lines) else None
        told = len(self._all.problems)
        text = self._value(lines[:below], (*place, name)) if fields is not None else None
        if fields is None or not isinstance(fields.value, dict) or not _is_prose(text):
            self._all.undo(mark)
            return None
        self._report_named(key, name, text, quotes=len(self._all.problems) > told)
        del self._all.problems[told:-1]
        if name not in fields.value:
            title = Entry(Node(name, key.start, key.end), text)
            fields.value = {name: title, **fields.value}
        return fields

    def _report_named(self, key: Node, name: str, text: Node, *, quotes: bool) -> None:
        """Report a text that shares a key with fields."""
        written = str(text.value)
        line = suggest((name,), written) if quotes or text.quoted else f"{name}: {written[:_SHOWN]}"
        self._all.report(
            "invalid-value",
            f"text and keys both stand under `{key.value}`",
            text.start,
            text.end,
            f"write `{line}` on a line of its own, below `{key.value}:`",
        )

    def _split_deeper(
        self, lines: list[Line], path: Path, beside: Node
    ) -> tuple[list[Line], list[Line]]:
        """Split off lines that are entries of their own, though indented too far."""
        head = lines[0]
        value = head.text.strip(BLANKS)
        if not value or value[0] in "#|>&!":
            return lines, []
        if value[0] in "[{" and not self._attempt([head], path)[0]:
            return lines, []
        through = self._quoted_through(head) if value[0] in "'\"" else 0
        prose = is_text(path, None)
        for index, line in enumerate(lines[1:], start=1):
            entry = ENTRY.match(line.text)
            if entry is None or line.start < through:
                continue
            key = entry["key"]
            if key in KEYS or (not prose and KEY_SHAPE.fullmatch(key)):
                self._report_deeper(line, beside)
                return lines[:index], lines[index:]
        return lines, []

    def _report_deeper(self, line: Line, beside: Node) -> None:
        if "\t" in self._all.text[line.start : line.start + line.indent]:
            return
        self._all.report(
            "invalid-value",
            "this line begins further right than the line above, which has its value",
            line.start + line.indent,
            line.end,
            f"begin it in column {self._all.source.place(beside.start)[1]}, "
            f"as `{str(beside.value)[:_SHOWN]}` does",
        )

    def _quoted_through(self, head: Line) -> int:
        """Return the offset at which a quoted text that begins on a line ends."""
        start = head.start + head.indent
        return find_quoted(self._all.text, start, start + _LONGEST_QUOTE) or 0

    def _value(self, lines: list[Line], path: Path) -> Node | None:
        """Return the value that lines hold of which the key is blanked."""
        head, nested = lines[0], lines[1:]
        value = head.text.strip(BLANKS)
        if not value or value.startswith("#"):
            return self.read(nested, path)
        marked = _MARKED.match(value)
        if marked is not None and content(nested):
            return self._labelled(head, marked[0], nested, path)
        mark = self._all.mark()
        done, root = self._attempt(lines, path)
        # A value beside its key may parse as an entry by itself, but cannot be one there.
        if (
            done
            and root is not None
            and (isinstance(root.value, (str, type(None))) or value[0] in "[{*&!")
        ):
            return root
        self._all.undo(mark)
        written = content(lines)
        return read_value(self._all, head.start + head.indent, written[-1].end, path)

    def _labelled(self, head: Line, label: str, nested: list[Line], path: Path) -> Node | None:
        """Return a block that has an anchor or a tag on the line before it."""
        before = self._all.count
        node = self.read(nested, path)
        if node is not None and label[0] == "&" and len(label) > 1:
            self._all.name(label[1:], node, None).count = self._all.count - before + 1
        elif label[0] == "!":
            start = head.start + head.indent
            message = f'"{label}" is a tag, and tags are not read'
            self._all.report("invalid-value", message, start, start + len(label), "remove it")
        return node

    def _list(self, lines: list[Line], path: Path) -> Node:
        items: list[Node] = []
        written = content(lines)
        node = Node(items, written[0].start + written[0].indent, written[-1].end)
        told = False
        for group in groups(lines):
            if group.stray and not told:
                told = self._report_stray(group, written[0])
            items.extend(self._items(group.lines, path))
        self._all.drop_absent(items)
        return node

    def _items(self, lines: list[Line], path: Path) -> Iterator[Node]:
        mark = self._all.mark()
        done, root = self._attempt(lines, path)
        if done and root is not None and isinstance(root.value, list):
            yield from root.value
            return
        self._all.undo(mark)
        head = lines[0]
        dash = DASH.match(head.text)
        if dash is None:
            self._leave_out(lines)
            return
        inner = [head.blank(0, dash.end()), *lines[1:]]
        place = (*path, None)
        entry = ENTRY.match(inner[0].text)
        if DASH.match(inner[0].text) or (entry and self._begins_entry(entry, place)):
            node = self.read(inner, place)
        else:
            node = self._value(inner, place)
        at = head.start + dash.end()
        yield node if node is not None else Node(None, at, at)

    def _begins_entry(self, entry: re.Match[str], path: Path) -> bool:
        key = entry["key"]
        if is_known(key) or key[0] in "'\"":
            return True
        return KEY_SHAPE.fullmatch(key) is not None and not is_text(path, "a b")

    def _leave_out(self, lines: list[Line]) -> None:
        written = content(lines)
        start, end = written[0].start + written[0].indent, written[-1].end
        self._all.hashes.append((start, end))
        text = unfold(self._all.text[start:end])
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        if DASH.match(lines[0].text):
            message = f'a list item stands here where entries "name: value" are expected: {shown}'
            help_ = 'put it under the entry that it belongs to, or remove the "-"'
        else:
            message = f'this has no "name:" before it, and is left out: {shown}'
            help_ = (
                "if it goes on with the line above, indent it further; "
                "otherwise begin it with a name, a colon and a space"
            )
        self._all.report("unreadable", message, start, end, help_)


def _is_field(line: Line) -> bool:
    entry = ENTRY.match(line.text)
    return entry is not None and entry["key"] in KEYS


def _is_prose(node: Node | None) -> TypeGuard[Node]:
    return node is not None and isinstance(node.value, str)
