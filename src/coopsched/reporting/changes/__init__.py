"""What a publishing changes for attendees, worded for people and programs.

Each format is a module of its name with one function, `render`, which takes `Changes`
and the programme that is published, and returns a text that ends in a newline; only the
module of the format asked for is imported.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coopsched.model import Programme
    from coopsched.published.changes import Changes

FORMATS: Mapping[str, str] = {
    "text": "for the terminal: what attendees would see, and who must be told",
    "markdown": "a changelog to publish",
    "json": "for programs: everything, described by docs/diff.schema.json",
}
"""The formats by name, each with what it is for."""


class Render(Protocol):
    """What each format offers.

    ``old`` and ``new`` are what is compared; ``width`` counts cells of a terminal. Of a long
    list ``most`` sessions are named. A format takes what it has no use for, and ignores it.
    """

    def __call__(  # noqa: D102  the class says it
        self,
        changes: "Changes",
        programme: "Programme",
        *,
        old: str,
        new: str,
        colour: bool = False,
        width: int = 80,
        most: int | None = None,
    ) -> str: ...


def render(
    name: str,
    changes: "Changes",
    programme: "Programme",
    *,
    old: str = "as published",
    new: str = "now",
    colour: bool = False,
    width: int = 80,
    most: int | None = None,
) -> str:
    """Return the report on changes in the format of that name, as `Render` says.

    Raises ValueError where `FORMATS` has no such name.
    """
    if name not in FORMATS:
        raise ValueError(f"no report format is called {name!r}; there are {', '.join(FORMATS)}")
    module: Render = import_module(f"coopsched.reporting.changes.{name}").render
    return module(changes, programme, old=old, new=new, colour=colour, width=width, most=most)
