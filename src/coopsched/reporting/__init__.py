"""What was found, worded for people, editors and pipelines.

Each format is a module of its name with one function, `render`; only the module
of the format asked for is imported. This one is read by the command line before
it knows what it is asked for, so it does without the model.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coopsched.findings import Rule
    from coopsched.reporting.checked import Checked

FORMATS: Mapping[str, str] = {
    "text": "for people: each finding with the lines it is about",
    "concise": "for editors and grep: one line a finding",
    "json": "for programs: everything, described by docs/findings.schema.json",
    "sarif": "for code scanning: SARIF 2.1.0",
    "junit": "for dashboards: JUnit XML, one test a rule",
    "github": "for GitHub Actions: annotations",
}
"""The formats by name, each with what it is for."""


class Render(Protocol):
    """What each format offers: the whole text to print, empty or ending in a newline.

    ``rules`` are all that could have found something, and ``pages`` their pages
    in Markdown, by id. ``width`` counts cells of a terminal. ``version`` is that
    of coopsched. A format takes what it has no use for, and ignores it.
    """

    def __call__(  # noqa: D102  the class says it
        self,
        files: "Sequence[Checked]",
        *,
        rules: "Sequence[Rule]",
        colour: bool = False,
        width: int = 80,
        pages: Mapping[str, str] = ...,
        version: str | None = None,
    ) -> str: ...


def render(
    name: str,
    files: "Sequence[Checked]",
    *,
    rules: "Sequence[Rule]",
    colour: bool = False,
    width: int = 80,
    pages: Mapping[str, str] | None = None,
    version: str | None = None,
) -> str:
    """Return the report on some files in the format of that name, as `Render` says.

    Raises ValueError where `FORMATS` has no such name.
    """
    if name not in FORMATS:
        raise ValueError(f"no report format is called {name!r}; there are {', '.join(FORMATS)}")
    module: Render = import_module(f"coopsched.reporting.{name}").render
    return module(
        files, rules=rules, colour=colour, width=width, pages=pages or {}, version=version
    )
