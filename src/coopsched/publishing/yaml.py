"""Programmes as YAML: tidy, in a stable order, with comments where something needs a look."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coopsched.document import Document
from coopsched.findings import Position, Route
from coopsched.model import Programme
from coopsched.publishing.entries import Bare, entries, shortened_programme
from coopsched.publishing.losses import SECTIONS, Written
from coopsched.publishing.own import add_own, allowance_remarks, remarks_at, settled
from coopsched.publishing.scalars import WIDTH, block, comment, scalar

_HEADER = "# A programme for coopsched: `coopsched check` tells what is wrong with it, and where.\n"
_APART = frozenset({*SECTIONS, "days", "rules"})
"""Sections that stand below their name, one entry a line or more."""


def write(
    programme: Programme,
    *,
    remarks: Mapping[Route, str] | None = None,
    document: Document | None = None,
    doubts: Iterable[tuple[Position, str]] = (),
) -> Written:
    """Return a programme as a file of YAML that reads back as the same programme.

    ``remarks`` are put as comments above the entries at their routes. With the
    ``document`` that it was read from, the author's own entries and allowances are
    kept; ``doubts`` are remarks about places in its text.
    """
    data, lost = entries(programme)
    comments = {route: [remark] for route, remark in (remarks or {}).items()}
    found = [comments]
    if document is not None:
        add_own(data, document)
        found += [allowance_remarks(data, document), remarks_at(data, document, doubts)]
    data = shortened_programme(data)
    above: dict[Route, list[str]] = {}
    for each in found:
        for route, lines in settled(each, data).items():
            above.setdefault(route, []).extend(lines)
    text = _HEADER + "\n".join(_Page(above).programme(data)) + "\n"
    return Written(text.encode(), lost)


class _Page:
    """Lays out entries as lines; ``above`` are the comments above each."""

    def __init__(self, above: Mapping[Route, list[str]]) -> None:
        self.above = above
        self.around = {route[:length] for route in above for length in range(len(route))}
        """The routes under which there is a comment."""

    def programme(self, data: dict[str, Any]) -> Iterator[str]:
        yield from self.comments((), 0)
        after_section = False
        for key, value in data.items():
            is_section = key in _APART and isinstance(value, dict)
            if is_section or after_section:
                yield ""
            yield from self.entry(key, value, (key,), 0)
            after_section = is_section

    def comments(self, route: Route, indent: int) -> Iterator[str]:
        for remark in self.above.get(route, ()):
            # An allowance is read from one line.
            is_allowance = remark.startswith("coopsched: allow[")
            yield from (
                [f"{' ' * indent}# {remark}"] if is_allowance else comment(remark, indent=indent)
            )

    def entry(self, key: str, value: Any, route: Route, indent: int) -> Iterator[str]:
        yield from self.comments(route, indent)
        head = f"{' ' * indent}{scalar(key, bare=True)}:"
        yield from self.value(head, value, route, indent)

    def value(self, head: str, value: Any, route: Route, indent: int) -> Iterator[str]:
        """Yield a value behind the head of its entry, or below it."""
        if isinstance(value, str):
            lines = block(value, indent=indent + 2, room=WIDTH - len(head) - 1)
            yield from _behind(head, lines or [_scalar(value)])
        elif not isinstance(value, dict | list) or not value:
            yield f"{head} {_flow(value)}"
        elif (short := self.short(value, route, WIDTH - len(head) - 1)) is not None:
            yield f"{head} {short}"
        else:
            yield head
            yield from self.below(value, route, indent + 2)

    def short(self, value: Any, route: Route, room: int) -> str | None:
        """Return a list or mapping in brackets, unless it is too long or has comments inside."""
        is_section = route[-1] in _APART and len(route) == 1 and isinstance(value, dict)
        is_session = route[0] == "sessions" and len(route) == 2
        if is_section or is_session or route in self.around:
            return None
        written = _flow(value)
        return written if len(written) <= room and not _is_broken(value) else None

    def below(self, value: Any, route: Route, indent: int) -> Iterator[str]:
        if isinstance(value, dict):
            for i, (key, each) in enumerate(value.items()):
                if i and route == ("sessions",):
                    yield ""
                yield from self.entry(key, each, (*route, key), indent)
            return
        for i, item in enumerate(value):
            yield from self.comments((*route, i), indent)
            yield from self.item(item, (*route, i), indent)

    def item(self, item: Any, route: Route, indent: int) -> Iterator[str]:
        dash = f"{' ' * indent}-"
        if not isinstance(item, dict) or not item:
            yield from self.value(dash, item, route, indent)
            return
        short = self.short(item, route, WIDTH - len(dash) - 1)
        if short is not None:
            yield f"{dash} {short}"
        elif (*route, next(iter(item))) in self.above:
            yield dash
            yield from self.below(item, route, indent + 2)
        else:
            first, *rest = self.below(item, route, indent + 2)
            yield f"{dash} {first[indent + 2 :]}"
            yield from rest


def _behind(head: str, lines: list[str]) -> Iterator[str]:
    yield f"{head} {lines[0]}"
    yield from lines[1:]


def _flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {_flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value, flow=True)


def _key(key: str) -> str:
    return scalar(key, flow=True, bare=True)


def _scalar(value: Any, *, flow: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return scalar(value, flow=flow, bare=isinstance(value, Bare))
    return repr(value)


def _is_broken(value: Any) -> bool:
    """Tell whether a value holds a text of several lines."""
    if isinstance(value, dict):
        return any(map(_is_broken, value.values()))
    return any(map(_is_broken, value)) if isinstance(value, list) else "\n" in str(value)
