"""The entries of one mapping of a programme, as they are read and written by name."""

from collections.abc import Iterator, Mapping

from coopsched.editing.edits import Edit, EditError
from coopsched.editing.entries import with_entries, without_entry
from coopsched.editing.sheet import Sheet
from coopsched.editing.values import Value, entry, put
from coopsched.findings import Route
from coopsched.model import Session

_ORDER = [field.alias or name for name, field in Session.model_fields.items()]
_PLACE = ("day", "start", "minutes", "end", "rooms")
"""What does not come last where it is added."""


class Fields:
    """The mapping at a route of a text. Raises EditError where there is none of its own."""

    def __init__(self, sheet: Sheet, route: Route) -> None:
        spot = sheet.at(route)
        if spot is None or sheet.is_copy(spot.node) or not isinstance(spot.node.value, dict):
            name = route[1] if len(route) > 1 else route
            raise EditError(
                f"`{name}` is not written as a mapping of its own: change it in the file"
            )
        self._sheet = sheet
        self._node = spot.node
        self._entries = spot.node.value
        self._route = route

    def text(self, name: str) -> str | None:
        """Return the single value of an entry, as it is read; None where there is none."""
        found = self._entries.get(name)
        value = found.node.value if found is not None else None
        return value if isinstance(value, str) else None

    def set(self, values: Mapping[str, Value | None]) -> Iterator[Edit]:
        """Yield the edits that give entries these values, and take out those of None.

        Those of a place stand behind what usually comes before them, others come last.
        """
        added: dict[str | None, list[str]] = {}
        for name, value in values.items():
            found = self._entries.get(name)
            if value is None:
                if found is not None:
                    yield without_entry(self._sheet, self._node, name)
            elif found is not None:
                spot = self._sheet.at((*self._route, name))
                assert spot is not None  # noqa: S101  it was found just now
                yield from put(self._sheet, spot, value)
            else:
                text = entry(self._sheet, self._node, name, value)
                added.setdefault(self._before(name), []).append(text)
        for behind, texts in added.items():
            yield from with_entries(self._sheet, self._node, texts, behind=behind)

    def _before(self, name: str) -> str | None:
        """Return the entry that is there and usually stands nearest before a place's."""
        if name not in _PLACE:
            return None
        before = [other for other in _ORDER[: _ORDER.index(name)] if other in self._entries]
        return before[-1] if before else None
