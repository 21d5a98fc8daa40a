"""What the author of a programme file wrote for nobody else: `x-` keys, and allowances."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coopsched.document import Document
from coopsched.findings import Allowance, Position, Route
from coopsched.publishing.entries import Bare
from coopsched.publishing.losses import Loss
from coopsched.source import Node

_OWN = "x-"
_FORMATS = ("yaml", "json")
"""What has entries of the author's own; in other formats such names mean something else."""


def add_own(data: dict[str, Any], document: Document) -> None:
    """Add the `x-` entries of a document to the entries of its programme, each at its place."""
    if document.format not in _FORMATS or _OWN not in document.source.text:
        return
    for route, value in list(_walked(data, ())):
        node = _exact(document.root, document.route(route))
        if isinstance(value, dict) and node is not None and isinstance(node.value, dict):
            value |= {key: _plain(child) for key, child in _own_entries(node)}


def own_losses(document: Document) -> Iterator[Loss]:
    """Yield what a format loses of a document's text that has no place for the author's own."""
    ours = document.format in _FORMATS
    if ours and _OWN in document.source.text and any(_all_own(document.root)):
        yield Loss("keys that begin with x-")
    if any(allowance.route is not None for allowance in document.allowances):
        yield Loss("allowances")


def allowance_remarks(data: dict[str, Any], document: Document) -> dict[Route, list[str]]:
    """Return the allowances of a document as comments, by the route of the entry they cover."""
    noted = [each for each in document.allowances if each.route is not None]
    if not noted:
        return {}
    known = {document.route(route): route for route, _ in _walked(data, ()) if route}
    found: dict[Route, list[str]] = {}
    for allowance in noted:
        route = _nearest(allowance.route or (), known)
        found.setdefault(known.get(route, ()), []).append(_worded(allowance))
    return found


def remarks_at(
    data: dict[str, Any], document: Document, remarks: Iterable[tuple[Position, str]]
) -> dict[Route, list[str]]:
    """Return remarks about places in a document's text, by the route of the entry they stand at."""
    places = sorted(
        (node.start, len(route), route, node.end)
        for route, _ in _walked(data, ())
        if route and (node := _exact(document.root, document.route(route))) and node.end
    )
    found: dict[Route, list[str]] = {}
    for position, remark in remarks:
        start = document.source.line_starts[position.line - 1] + position.column - 1
        before = places[: bisect_right(places, (start, len(places) + 1))]
        route = next((each[2] for each in reversed(before) if start <= each[3]), ())
        found.setdefault(route, []).append(remark)
    return found


def settled(remarks: Mapping[Route, Any], data: dict[str, Any]) -> dict[Route, Any]:
    """Return remarks at routes that are written: each at its own, or the nearest around it."""
    known = {route: route for route, _ in _walked(data, ())}
    found: dict[Route, Any] = {}
    for route, remark in remarks.items():
        found.setdefault(_nearest(route, known), []).extend(remark)
    return found


def _nearest(route: Route, known: Mapping[Route, Any]) -> Route:
    while route and route not in known:
        route = route[:-1]
    return route


def _worded(allowance: Allowance) -> str:
    other = "" if allowance.other is None else f" with {allowance.other}"
    until = "" if allowance.until is None else f" until {allowance.until}"
    return f"coopsched: allow[{allowance.rule}{other}{until}] {allowance.reason}"


def _walked(value: Any, route: Route) -> Iterator[tuple[Route, Any]]:
    """Yield all entries with their routes, outer ones first."""
    yield route, value
    children: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for step, child in children:
        yield from _walked(child, (*route, step))


def _exact(root: Node, route: Route) -> Node | None:
    """Return the node that a route leads to; a lone mapping is the only item of its list."""
    node = root
    for step in route:
        if isinstance(node.value, dict):
            if isinstance(step, int):
                continue
            entry = node.value.get(step)
            if entry is None:
                return None
            node = entry.node
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _own_entries(node: Node) -> Iterator[tuple[str, Node]]:
    entries = node.value if isinstance(node.value, dict) else {}
    for key, entry in entries.items():
        if key.startswith(_OWN) and key == entry.key.value:
            yield key, entry.node


def _all_own(node: Node) -> Iterator[str]:
    if isinstance(node.value, list):
        for item in node.value:
            yield from _all_own(item)
    elif isinstance(node.value, dict):
        for key, entry in node.value.items():
            if key.startswith(_OWN):
                yield key
            yield from _all_own(entry.node)


def _plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: _plain(entry.node) for key, entry in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value if node.value is None or node.quoted else Bare(node.value)
