"""Oddities that can stand on every entry of a file: told one by one while they are few."""

from typing import TYPE_CHECKING, NamedTuple

from coopsched.source import Node

if TYPE_CHECKING:
    from coopsched.reading.foreign.draft import Draft

_MOST = 10


class _Odd(NamedTuple):
    at: Node
    message: str
    help: str | None


class Tally:
    """Collects oddities by what they are, and reports each kind.

    Up to ten of a kind have a finding each; more have one, at the first, that counts them.
    """

    def __init__(self, draft: "Draft") -> None:
        self._draft = draft
        self._kinds: dict[tuple[str, str], list[_Odd]] = {}

    def add(self, rule: str, many: str, message: str, at: Node, help_: str | None = None) -> None:
        """Note an oddity: ``many`` is what more than ten are called, as in `900 times …`."""
        self._kinds.setdefault((rule, many), []).append(_Odd(at, message, help_))

    def report(self) -> None:
        """Report what was noted to the draft."""
        for (rule, many), odd in self._kinds.items():
            first = odd[0]
            if len(odd) > _MOST:
                message = f"{len(odd)} {many}; the first is here: {first.message}"
                self._draft.report(rule, message, first.at, first.help)
                continue
            for each in odd:
                self._draft.report(rule, each.message, each.at, each.help)
