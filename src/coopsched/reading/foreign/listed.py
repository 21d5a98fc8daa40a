"""What a file of JSON lists once and refers to by number or code: rooms, people, tracks, tags."""

from collections.abc import Iterator

from coopsched.reading.foreign.nodes import entries, first_of, members, text_at
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, cleaned
from coopsched.reading.foreign.wordings import wording
from coopsched.source import Node


class Listed:
    """The parts of one sort that a file lists: ``what`` is what messages call one.

    References that lead nowhere are tallied, with ``remedy`` for help: a room that has
    no name has to be called by its number. With ``by_code`` a text is no name, but a code.
    """

    def __init__(
        self,
        tally: Tally,
        what: str,
        listed: Node | None,
        *,
        by_code: bool = False,
        remedy: str | None = None,
    ) -> None:
        self._tally = tally
        self._what = what
        self._by_code = by_code
        self._remedy = remedy
        self._told: set[str] = set()
        self._listed = {
            id_: each for each in members(listed) if (id_ := text_at(first_of(each, "code", "id")))
        }

    def __iter__(self) -> Iterator[Node]:
        return iter(self._listed.values())

    def find(self, reference: Node | None) -> Node | None:
        """Return the mapping that a reference is or leads to; None where it is a name."""
        if reference is None or entries(reference):
            return reference
        return self._listed.get(clean(reference.value))

    def name(self, reference: Node | None) -> Node | None:
        """Return what the part of a reference is called; None where it has no name."""
        part = self.find(reference)
        if part is None:
            is_name = reference is not None and reference.quoted and not self._by_code
            return wording(reference) if is_name else None
        named = first_of(part, "name", "tag")
        if named is None and not part.value.keys() & {"id", "code"}:  # type: ignore[union-attr]  # find returns mappings
            named = part  # a name by language
        return wording(named)

    def name_or_number(self, reference: Node | None) -> Node | None:
        """Return what the part of a reference is called, its number or code for want of a name."""
        name = self.name(reference)
        if name is not None or reference is None:
            return name
        number = cleaned(first_of(reference, "code", "id") or reference)
        if number is not None:
            one = f"the file has no name for the {self._what} {number.value}, which is called so"
            many = f"{self._what}s have no name in the file, and are called by number or code"
            self._note("guessed-value", one, many, number)
        return number

    def name_or_nothing(self, reference: Node | None) -> Node | None:
        """Return what the part of a reference is called; that of one without a name is left out."""
        name = self.name(reference)
        number = cleaned(reference) if name is None else None
        if number is not None:
            one = f"the file has no name for the {self._what} {number.value}: it is left out"
            many = f"{self._what}s have no name in the file: they are left out"
            self._note("ignored-value", one, many, number)
        return name

    def _note(self, rule: str, one: str, many: str, number: Node) -> None:
        if number.value not in self._told:
            self._told.add(str(number.value))
            self._tally.add(rule, many, one, number, self._remedy)
