"""`coopsched explain`: the page of a rule."""

import argparse
import sys
import textwrap
from collections.abc import Iterator

from coopsched.checking import RULES
from coopsched.cli.failing import CommandError
from coopsched.cli.outputs import emit, width
from coopsched.pages import page
from coopsched.text import nearest


def run(options: argparse.Namespace) -> int:
    """Print the page of a rule, or without one the list of all."""
    if options.rule is None:
        emit("".join(_lines()))
        return 0
    names = {name: rule.id for rule in RULES for name in (rule.id, *rule.aliases)}
    if options.rule not in names:
        close = nearest(options.rule, names)
        hint = f"; did you mean {close!r}?" if close else "; `coopsched explain` lists them"
        raise CommandError(f"no rule is called {options.rule!r}{hint}")
    emit(page(names[options.rule]))
    return 0


def _lines() -> Iterator[str]:
    """Yield a line for each rule, errors first."""
    # A list that is not looked at is searched: one rule, one line.
    longest = max(len(rule.id) for rule in RULES)
    room = max(width() - longest - 11, 30) if sys.stdout.isatty() else 1000
    for rule in sorted(RULES, key=lambda rule: (rule.severity, rule.id)):
        first, *rest = textwrap.wrap(rule.summary, room)
        yield f"{rule.severity:<8} {rule.id:<{longest}} {first}\n"
        for line in rest:
            yield f"{'':{longest + 10}}{line}\n"
