"""What reading a text collects beside its tree: problems, comments, anchors, counts."""

import re
from collections.abc import Iterable

from coopsched.reading.decoding import Limits
from coopsched.reading.wording import Path, call, is_text, suggest, unfold
from coopsched.source import Comment, Entry, Node, Source, SourceProblem

_END_OF_LINE = re.compile(r"[^\r\n]*")
_BREAKS_OF_YAML_1_1 = "\x85\u2028\u2029"
_PRIVATE_USE = range(0xE000, 0xF900)


class Excess(Exception):  # noqa: N818 - it is no error of the program
    """The text holds more than the limits allow."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Anchor:
    """A value that was given a name with ``&``; ``count`` is 0 while it is still open."""

    __slots__ = ("count", "name", "node", "path", "shadowed", "used")

    def __init__(self, name: str, node: Node, path: Path | None, shadowed: "Anchor | None") -> None:
        self.name = name
        self.node = node
        self.path = path
        self.shadowed = shadowed
        self.count = 0
        self.used = False


class Gathering:
    """Collects what several attempts at parts of one text find.

    An attempt that fails is undone with ``undo``, which takes what ``mark`` returned.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.text = source.text
        self.limits = limits
        self.problems: list[SourceProblem] = []
        self.hashes: list[tuple[int, int]] = []
        """Stretches in which a ``#`` begins no comment."""
        self.anchors: dict[str, Anchor] = {}
        self.count = 0
        # Repairing parses a piece once on each level of indentation; no text that people
        # write needs more than a few. This bounds the work on text made to be slow.
        self._work = 60 * len(self.text) + 200_000
        self.named: list[Anchor] = []
        self.has_hashes = "#" in self.text
        self.stand_in, self.stand_back = _stand_ins(self.text)

    def mark(self) -> tuple[int, int, int, int]:
        """Return where the collection stands."""
        return len(self.problems), len(self.hashes), len(self.named), self.count

    def undo(self, mark: tuple[int, int, int, int]) -> None:
        """Forget what was collected since."""
        problems, hashes, named, self.count = mark
        del self.problems[problems:]
        del self.hashes[hashes:]
        while len(self.named) > named:
            anchor = self.named.pop()
            if anchor.shadowed is None:
                del self.anchors[anchor.name]
            else:
                self.anchors[anchor.name] = anchor.shadowed

    def report(self, rule: str, message: str, start: int, end: int, help_: str) -> None:
        """Add a problem."""
        self.problems.append(SourceProblem(rule, message, start, max(start, end), help_))

    def take(self, count: int, offset: int) -> None:
        """Count values, and refuse too many."""
        self.count += count
        if self.count > self.limits.nodes:
            raise Excess(f"the file holds more than {self.limits.nodes:,} values", offset)

    def spend(self, amount: int, offset: int) -> None:
        """Count the characters that repairing looks at, and refuse too many."""
        self._work -= amount
        if self._work < 0:
            raise Excess("this text holds too many errors to read on from here", offset)

    def line(self, offset: int) -> int:
        """Return the number of the line of an offset."""
        return self.source.place(offset)[0]

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        match = _END_OF_LINE.match(self.text, offset)
        return match.end() if match else offset

    def put(self, mapping: dict[str, Entry], key: Node, node: Node) -> None:
        """Add an entry; a key that is taken is stored under the next free ``key~2``."""
        name = str(key.value)
        first = mapping.get(name)
        if first is not None:
            line = self.line(first.key.start)
            mine = self.line(key.start)
            where = f"on line {line}" if line != mine else "on this line"
            name = _free_name(mapping, name)
            self.report(
                "duplicate-key",
                f'"{key.value}" is given twice: it stands already {where}',
                key.start,
                key.end,
                "rename or delete one of the two",
            )
        mapping[name] = Entry(key, node)

    def drop_absent(self, items: list[Node]) -> None:
        """Report the items of a list in which nothing is written, and take them out."""
        kept = [item for item in items if not self._is_absent(item)]
        if len(kept) == len(items):
            return
        message, help_ = "nothing is written here", "write what is meant, or remove it"
        for item in filter(self._is_absent, items):
            self.report("invalid-value", message, item.start, item.end, help_)
        items[:] = kept

    def _is_absent(self, node: Node) -> bool:
        # An alias of the list around it has no value either, and is told elsewhere.
        return node.value is None and not self.text.startswith("*", node.start)

    def name(self, name: str, node: Node, path: Path | None) -> Anchor:
        """Note an anchor; ``path`` leads to a plain scalar that may be meant as text."""
        anchor = Anchor(name, node, path, self.anchors.get(name))
        self.anchors[name] = anchor
        self.named.append(anchor)
        return anchor

    def refuse_merge(self, key: Node) -> None:
        """Report a merge key, whose entry is dropped."""
        message = '"<<" copies other entries to this place, which is not read'
        self.report("invalid-value", message, key.start, key.end, "write the values out")

    def read_as_text(self, node: Node, path: Path, text: str, because: str) -> None:
        """Read a value as the text that is written, and tell how to write it."""
        node.value = text
        if "#" in text:
            self.hashes.append((node.start, node.end))
        self.report(
            "truncated-value",
            f"{call(path)} {because}",
            node.start,
            node.end,
            f"put quotes around it: {suggest(path, text)}",
        )

    def comments(self) -> list[Comment]:
        """Return all comments: what follows a ``#`` outside all values."""
        if not self.has_hashes:
            return []
        found, text, at = [], self.text, 0
        taken = iter(sorted(self.hashes))
        start, end = next(taken, (len(text), len(text)))
        while (at := text.find("#", at)) >= 0:
            while end <= at < len(text) and start < len(text):
                start, end = next(taken, (len(text), len(text)))
            if start <= at < end:
                at = end
                continue
            stop = self.line_end(at)
            found.append(Comment(at, stop, text[at:stop]))
            at = stop
        return found

    def sorted_problems(self) -> list[SourceProblem]:
        """Return the problems in the order of the text."""
        return sorted(self.problems, key=lambda problem: (problem.start, problem.end))


def report_unused_anchors(gathered: Gathering) -> None:
    """Read anchors that nothing refers to as the text that they were meant to be.

    Where no text is meant, and a value follows, they are labels that nobody needs.
    """
    for anchor in gathered.named:
        if anchor.path is None or anchor.used:
            continue
        node = anchor.node
        written = unfold(gathered.text[node.start : node.end])
        if node.value is None or is_text(anchor.path, written):
            because = 'begins with "&", which YAML reads as a label and not as text'
            gathered.read_as_text(node, anchor.path, written, because)
        else:
            gathered.report(
                "ignored-value",
                f'"&{anchor.name}" is a label that nothing refers to: it is left out',
                node.start,
                node.start + len(anchor.name) + 1,
                f"remove it; if it is text, put quotes around it: {suggest(anchor.path, written)}",
            )


def _free_name(mapping: Iterable[str], name: str) -> str:
    taken = mapping if isinstance(mapping, dict) else set(mapping)
    low, high = 1, 2
    while f"{name}~{high}" in taken:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if f"{name}~{middle}" in taken:
            low = middle
        else:
            high = middle
    return f"{name}~{high}"


def _stand_ins(text: str) -> tuple[dict[int, int], dict[int, int]]:
    # libyaml breaks lines at these three, which editors and YAML 1.2 do not: it is shown
    # private characters of the same width instead, such as the text does not hold.
    there = [character for character in _BREAKS_OF_YAML_1_1 if character in text]
    if not there:
        return {}, {}
    held = set(text)
    free = (code for code in _PRIVATE_USE if chr(code) not in held)
    forward = dict(zip(map(ord, there), free, strict=False))
    return forward, {code: character for character, code in forward.items()}
