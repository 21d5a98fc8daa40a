"""A document: a programme together with the text that it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopsched.findings import Allowance, Position, Problem, Route, Setting
from coopsched.model import Programme
from coopsched.source import Node, Source, find


@dataclass(frozen=True, kw_only=True)
class Document:
    """A programme, its source, and what reading had to say about it.

    ``problems`` are pairs of a rule's id and a problem. ``settings`` and
    ``allowances`` also hold those of a `coopsched.yaml` beside the programme.
    ``moved`` maps places in the programme to places in the text, where reading
    left something out or made a speaker out of a bare name. ``carries`` names the
    fields of a session that the format can hold; None is all. ``unused`` are those of
    them that no session of the file has at all: its choice, and no fault of each.
    ``format`` is the name of the format it was read from: only `yaml` and `json` are
    the programme's own.
    """

    programme: Programme
    source: Source
    root: Node
    problems: tuple[tuple[str, Problem], ...] = ()
    settings: tuple[Setting, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    moved: Mapping[Route, Route] = field(default_factory=dict)
    carries: frozenset[str] | None = None
    unused: frozenset[str] = frozenset()
    format: str = "yaml"

    @property
    def says(self) -> frozenset[str] | None:
        """The fields of a session that the file can be asked about; None is all."""
        return None if self.carries is None else self.carries - self.unused

    def route(self, route: Route) -> Route:
        """Return the route in the text of a place in the programme."""
        for length in range(len(route), 0, -1):
            place = self.moved.get(route[:length])
            if place is not None:
                return (*place, *route[length:])
        return route

    def position(self, route: Route, *, at_key: bool = False) -> Position:
        """Return where a place of the programme stands in the text.

        The value, or with ``at_key`` the key that leads to it; where nothing is
        written there, the nearest place that is.
        """
        node = find(self.root, self.route(route), at_key=at_key)
        return self.source.position(node.start, node.end)
