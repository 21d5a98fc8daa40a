"""The people of a row: speakers, those in other roles, and whom they speak for."""

from collections.abc import Iterator

from coopsched.reading.foreign.names import Named, named_by_us, split_names
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.row_fields import parts, parts_of_ours
from coopsched.reading.foreign.row_times import Cells
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, node, shown
from coopsched.source import Node

ROLE_COLUMNS = {
    "moderators": "moderator",
    "chairs": "chair",
    "hosts": "host",
    "interpreters": "interpreter",
}
"""Columns that name people in another role than that of a speaker."""


class RowPeople:
    """Reads the people of the rows of one table, where a comma separates them or does not.

    In a table of our own, nothing but a semicolon does.
    """

    def __init__(self, tally: Tally, *, commas: bool, ours: bool = False) -> None:
        self._tally = tally
        self._commas = commas
        self._ours = ours
        self._affiliations: dict[str, str] = {}

    def of(self, cells: Cells) -> list[Person]:
        """Return the people of a row; who has another role in it is no speaker beside."""
        others = [
            named._replace(role=role)
            for column, role in ROLE_COLUMNS.items()
            for named in self._named(cells.get(column, []))
        ]
        apart = {_folded(named) for named in others}
        speakers = self._named(cells.get("speakers", []))
        everybody = [*(each for each in speakers if _folded(each) not in apart), *others]
        everybody = list(self._affiliated(everybody, cells.get("affiliation", [])))
        return [self._person(named) for named in everybody]

    def _named(self, cells: list[Node]) -> list[Named]:
        if self._ours:
            return [named_by_us(part) for cell in cells for part in parts_of_ours(cell)]
        found: list[Named] = []
        for cell in cells:
            people, others = split_names(cell, commas=self._commas)
            found += people
            if others is not None:
                message = f"{shown(others.value)} names nobody: whoever else is there is left out"
                many = "line-ups end in words for others whom they do not name"
                self._tally.add("ignored-value", many, message, others, "name everybody")
        return found

    def _affiliated(self, people: list[Named], cells: list[Node]) -> Iterator[Named]:
        """Yield people with the affiliations that a column of their own gives, one for each."""
        given = cells[:1] if len(people) == 1 else [part for cell in cells for part in parts(cell)]
        if len(given) not in (0, len(people)):
            message = f"whose affiliation {shown(clean(given[0].value))} is cannot be told"
            many = "affiliations are as many as the people of their row nowhere"
            help_ = "write it in brackets behind a name: Ann Lee (CESEP)"
            self._tally.add("ignored-value", many, message, given[0], help_)
            given = []
        for i, named in enumerate(people):
            yield named._replace(affiliation=given[i]) if given and not named.affiliation else named

    def _person(self, named: Named) -> Person:
        person = Person(name=named.name)
        if named.role is not None and named.role != "speaker":
            person.role = node(named.role, named.name)
        if named.affiliation is not None:
            affiliation = node(clean(named.affiliation.value), named.affiliation)
            known = self._affiliations.setdefault(_folded(named), str(affiliation.value))
            if known == affiliation.value:
                person.fields["affiliation"] = affiliation
            else:
                person.affiliation = affiliation
        return person


def _folded(named: Named) -> str:
    return clean(named.name.value).casefold()
