"""What changed between two versions of a programme, worded for people and programs.

Each format is a module of its name with one function, `render`, which takes a
`Difference` and returns a text that ends in a newline; only the module of the
format asked for is imported.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coopsched.comparing import Difference

FORMATS: Mapping[str, str] = {
    "text": "for the terminal: what changed, and who must be told",
    "markdown": "a changelog to publish",
    "json": "for programs: everything, described by docs/diff.schema.json",
}
"""The formats by name, each with what it is for."""


class Render(Protocol):
    """What each format offers.

    ``old`` and ``new`` are what the two versions are called; ``width`` counts cells
    of a terminal. A format takes what it has no use for, and ignores it.
    """

    def __call__(  # noqa: D102  the class says it
        self,
        difference: "Difference",
        *,
        old: str,
        new: str,
        colour: bool = False,
        width: int = 80,
    ) -> str: ...


def render(
    name: str,
    difference: "Difference",
    *,
    old: str = "old",
    new: str = "new",
    colour: bool = False,
    width: int = 80,
) -> str:
    """Return the report on a difference in the format of that name, as `Render` says.

    Raises ValueError where `FORMATS` has no such name.
    """
    if name not in FORMATS:
        raise ValueError(f"no report format is called {name!r}; there are {', '.join(FORMATS)}")
    module: Render = import_module(f"coopsched.reporting.differences.{name}").render
    return module(difference, old=old, new=new, colour=colour, width=width)
