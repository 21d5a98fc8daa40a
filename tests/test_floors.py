"""The floors of the design: each module leans only on those below it.

Imports inside functions count; those for type checking alone do not, for they are never run.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).parent.parent / "src/coopsched"

# From the ground up. What stands in one set are neighbours; APART do not import each other.
FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(floor.split())
    for floor in (
        "interval text moment zones",
        "findings calendar",
        "source model",
        "document",
        "comparing editing published",
        "reading rules feedrules publishing",
        "configuring allowing accepting checking",
        "planning",
        "reporting delivering",
        "pages site",
        "cli",
        "__main__",
    )
)
APART = frozenset(
    word
    for floor in (
        "interval text moment zones",
        "reading rules feedrules publishing",
        "reporting delivering",
        "pages site",
    )
    for word in floor.split()
)
HOMES = {
    "babel": "site",
    "highspy": "planning",
    "jinja2": "site",
    "pydantic": "model",
    "pydantic_core": "model",
    "segno": "site",
    "starlette": "delivering",
    "uvicorn": "cli",
    "wcwidth": "reporting",
    "yaml": "reading",
}
TOUCH_FILES = frozenset({"reading", "delivering", "cli", "pages", "site", "zones"})
FILE_MODULES = frozenset({"pathlib", "tempfile", "shutil", "glob", "io", "os", "fileinput"})
MODULES_OF_THE_COMMAND_LINE = frozenset(
    {"sys", "argparse", "locale", "time", "signal", "socket", "subprocess", "urllib", "getpass"}
)
CALLS_OF_THE_COMMAND_LINE = frozenset({"print", "input", "exit", "quit", "breakpoint"})
HARMLESS = ("pathlib.Pure", "urllib.parse", "io.BytesIO", "io.StringIO")
"""What only works on text, though its library does more."""
CLOCKS = frozenset({"now", "today", "utcnow", "fromtimestamp"})
ENVIRONMENT = frozenset({"environ", "getenv", "getcwd", "cwd", "home", "expanduser"})


class Module(NamedTuple):
    """A module of coopsched: its dotted name without the package's, and its tree."""

    name: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The part of coopsched it belongs to: the first word of its name."""
        return self.name.partition(".")[0]


def modules() -> list[Module]:
    """Return all modules of coopsched."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        found.append(Module(name, ast.parse(path.read_text("utf-8"))))
    return found


def planted(name: str, code: str) -> Module:
    """Return a module made up for a test."""
    return Module(name, ast.parse(code))


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes but those under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == "TYPE_CHECKING"
        ):
            for other in node.orelse:
                yield other
                yield from _run(other)
            continue
        yield node
        yield from _run(node)


def imports(module: Module) -> Iterator[str]:
    """Yield the full names of what a module imports, names inside packages too."""
    for node in _run(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name} imports by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(module: Module) -> set[str]:
    """Return the parts of coopsched that a module leans on, its own aside."""
    own = {name.split(".")[1] for name in imports(module) if name.startswith("coopsched.")}
    return own - {module.part, "__version__"}


def floor_of(part: str) -> int:
    """Return how high a part stands."""
    return next(i for i, floor in enumerate(FLOORS) if part in floor)


def leanings(module: Module) -> Iterator[str]:
    """Yield what is wrong with a module's imports of other parts."""
    if module.name == "__init__":
        return  # names each part, and imports each when it is asked for
    for other in sorted(parts_imported(module)):
        if floor_of(other) > floor_of(module.part):
            yield f"{module.name} imports {other}, which is above it"
        if (module.part, other) == ("rules", "document"):
            yield f"{module.name} imports {other}: rules know programmes and not documents"
        if {other, module.part} <= APART and floor_of(other) == floor_of(module.part):
            yield f"{module.name} imports its neighbour {other}"


def strays(module: Module) -> Iterator[str]:
    """Yield libraries and names that a module may not use where it stands."""
    for name in imports(module):
        if name.startswith(HARMLESS):
            continue
        library = name.partition(".")[0]
        if module.part != HOMES.get(library, module.part):
            yield f"{module.name} imports {library}"
        if library in FILE_MODULES - {"os"} and module.part not in TOUCH_FILES:
            yield f"{module.name} imports {library}"
        if library in MODULES_OF_THE_COMMAND_LINE and module.part not in ("cli", "__main__"):
            yield f"{module.name} imports {library}"


def deeds(module: Module) -> Iterator[str]:
    """Yield what a module does that only the command line may, or that touches files."""
    for node in _run(module.tree):
        called = node.func if isinstance(node, ast.Call) else None
        name = called.id if isinstance(called, ast.Name) else ""
        method = called.attr if isinstance(called, ast.Attribute) else ""
        reads = node.attr if isinstance(node, ast.Attribute) else ""
        if module.part not in ("cli", "__main__") and (
            name in CALLS_OF_THE_COMMAND_LINE or method in CLOCKS or reads in ENVIRONMENT
        ):
            yield f"{module.name} uses {name or method or reads}"
        if module.part not in TOUCH_FILES and (name == "open" or method in ("open", "read_text")):
            yield f"{module.name} opens a file"


def circles(found: list[Module]) -> list[str]:
    """Return the modules that are left when those that lean on no other left are taken away."""
    names = {module.name for module in found}
    leans = {module.name: set(_modules_imported(module, names)) for module in found}
    while free := {name for name, others in leans.items() if not others & leans.keys()}:
        for name in free:
            del leans[name]
    return sorted(leans)


def _modules_imported(module: Module, names: set[str]) -> Iterator[str]:
    for name in imports(module):
        own = name.removeprefix("coopsched.")
        for candidate in (own, own.rpartition(".")[0]):
            if name.startswith("coopsched") and candidate in names - {module.name}:
                yield candidate
                break


ALL = modules()
EACH = pytest.mark.parametrize("module", ALL, ids=lambda module: module.name)


def test_every_part_has_its_floor() -> None:
    assert {module.part for module in ALL} - {"__init__"} <= {
        part for floor in FLOORS for part in floor
    }


@EACH
def test_a_module_leans_only_on_floors_below(module: Module) -> None:
    assert list(leanings(module)) == []


@EACH
def test_a_library_is_met_in_its_own_part(module: Module) -> None:
    assert list(strays(module)) == []


@EACH
def test_below_the_command_line_nothing_prints_or_reads_the_clock(module: Module) -> None:
    assert list(deeds(module)) == []


@EACH
def test_a_module_is_read_in_one_sitting(module: Module) -> None:
    path = SOURCE / (module.name.replace(".", "/") + ".py")
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("babel", "site.locales"),
        ("highspy", "planning.solver"),
        ("jinja2", "site.templating"),
        ("segno", "site.codes"),
        ("wcwidth", "reporting.width"),
    ],
)
def test_a_library_is_met_in_one_module(library: str, home: str) -> None:
    users = [m.name for m in ALL if any(name.partition(".")[0] == library for name in imports(m))]
    assert users == [home]


def test_there_is_no_circle() -> None:
    assert circles([module for module in ALL if module.name != "__init__"]) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("text", "from coopsched.model import Programme"),
        ("text", "from coopsched import checking"),
        ("text", "import coopsched.cli.main"),
        ("moment", "from coopsched.zones import zone"),
        ("model.parts", "def f():\n    from coopsched.document import Document"),
        ("rules.no_lunch", "from coopsched.reading import read"),
        ("rules.no_lunch", "from coopsched.document import Document"),
        ("rules.no_lunch", "try:\n    import coopsched.checking\nexcept ImportError:\n    pass"),
        ("reading.yaml", "from coopsched.rules import RULES"),
        ("reporting.text", "from coopsched.delivering.atomic import write"),
        ("reporting.text", "if TYPE_CHECKING:\n    pass\nelse:\n    import coopsched.cli.main"),
    ],
)
def test_a_planted_upward_import_is_found(name: str, code: str) -> None:
    assert list(leanings(planted(name, code)))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("model.parts", "from coopsched.text import Text"),
        ("model.parts", "from coopsched.model.values import Key"),
        ("model.parts", "if TYPE_CHECKING:\n    from coopsched.checking import check"),
        ("checking", "from coopsched.allowing import Allowances"),
        ("cli.show", "from coopsched.reporting import render"),
    ],
)
def test_a_downward_import_is_let_be(name: str, code: str) -> None:
    assert not list(leanings(planted(name, code)))


@pytest.mark.parametrize(
    "code",
    [
        "import pydantic",
        "from yaml import safe_load",
        "import wcwidth",
        "from pathlib import Path",
        "import sys",
        "def f():\n    import subprocess",
    ],
)
def test_a_planted_library_is_found(code: str) -> None:
    assert list(strays(planted("rules.no_lunch", code)))


@pytest.mark.parametrize(
    "code",
    [
        "print('x')",
        "exit(1)",
        "open('x')",
        "path.read_text()",
        "datetime.now(UTC)",
        "x = date.today()",
        "os.environ['HOME']",
    ],
)
def test_a_planted_deed_is_found(code: str) -> None:
    assert list(deeds(planted("rules.no_lunch", code)))


def test_a_planted_circle_is_found() -> None:
    found = [
        planted("model.a", "from coopsched.model.b import x"),
        planted("model.b", "def f():\n    from coopsched.model import a"),
        planted("model.c", "from coopsched.model.a import y"),
        planted("model.d", ""),
    ]
    assert circles(found) == ["model.a", "model.b", "model.c"]
