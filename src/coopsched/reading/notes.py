"""What reading notes down as it goes: problems, and places that moved."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coopsched.findings import Problem, Route
from coopsched.model.loading import Loaded
from coopsched.source import Node, Source, SourceProblem, find


class Notes:
    """The problems of one reading, with the rule of each, and where moved places stood."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[tuple[str, Problem]] = []
        self.moved: dict[Route, Route] = {}

    def add(
        self,
        rule: str,
        message: str,
        route: Route,
        remedy: str | None = None,
        *,
        at_key: bool = False,
        meant: str | None = None,
    ) -> None:
        """Note a problem with the value at a route, or with its key."""
        place = self.place(route)
        problem = Problem(message=message, route=place, help=remedy, at_key=at_key, meant=meant)
        self.problems.append((rule, problem))

    def place(self, route: Route) -> Route:
        """Return the route in the text of a place in what was read."""
        for length in range(len(route), 0, -1):
            stood = self.moved.get(route[:length])
            if stood is not None:
                return (*stood, *route[length:])
        return route

    def add_found(self, found: SourceProblem, route: Route = ()) -> None:
        """Note a problem of the text itself."""
        position = self.source.position(found.start, found.end)
        problem = Problem(message=found.message, help=found.help, position=position, route=route)
        self.problems.append((found.rule, problem))

    def take(self, loaded: Loaded, route: Route) -> Any:
        """Note the faults of a part that stands at a route, and return the part."""
        for fault in loaded.faults:
            place = (*route, *fault.route)
            self.add(
                fault.rule,
                fault.message,
                place,
                fault.help,
                at_key=fault.at_key,
                meant=fault.meant,
            )
        where = self.place(route)
        for new, old in loaded.moved.items():
            self.moved[*route, *new] = *where, *old
        return loaded.part

    def placed(self, root: Node) -> Iterator[tuple[str, Problem]]:
        """Yield the problems with their positions; their routes are those of the text."""
        for rule, problem in self.problems:
            node = find(root, problem.route, at_key=problem.at_key)
            position = problem.position or self.source.position(node.start, node.end)
            yield rule, replace(problem, position=position)

    def unrouted(self, root: Node) -> tuple[tuple[str, Problem], ...]:
        """Return the problems with their positions alone: their routes lead nowhere in a programme.

        For those of a settings file, which is another text.
        """
        return tuple((rule, replace(problem, route=())) for rule, problem in self.placed(root))
