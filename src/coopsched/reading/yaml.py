"""YAML text to a tree of nodes, with everything that is wrong with it."""

import yaml

from coopsched.reading.aligning import may_mislead, misplaced
from coopsched.reading.composing import Composer
from coopsched.reading.decoding import Limits, find_flaw
from coopsched.reading.gathering import Excess, Gathering, report_unused_anchors
from coopsched.reading.lines import split
from coopsched.source import Node, Parsed, Source, SourceProblem

_BOM = "\ufeff"


def parse(source: Source, *, limits: Limits = Limits()) -> Parsed:  # noqa: B008 - immutable
    """Return the tree of a text and its problems; no text makes it raise.

    Every scalar is a string, and None where nothing or a bare ``null`` is written.
    An error that is confined to one value is put right, reported and passed over.
    """
    flaw = find_flaw(source.text, limits=limits)
    if flaw is not None:
        return _nothing(flaw.message, flaw.help, flaw.offset)
    gathered = Gathering(source, limits)
    try:
        root = _compose(gathered)
    except Excess as excess:
        return _nothing(excess.message, "split the file, or set --limit", excess.offset)
    report_unused_anchors(gathered)
    if root is None and not gathered.problems:
        return _empty(gathered)
    return Parsed(root, gathered.sorted_problems(), gathered.comments())


def _compose(gathered: Gathering) -> Node | None:
    start = len(_BOM) if gathered.text.startswith(_BOM) else 0
    if may_mislead(gathered.text, start):
        return _repair(gathered, start, yaml.YAMLError())
    mark = gathered.mark()
    composer = Composer(gathered, start)
    try:
        root = composer.compose(gathered.text[start:])
    except yaml.YAMLError as error:
        gathered.undo(mark)
        return _repair(gathered, start, error)
    if _is_askew(gathered, start):
        gathered.undo(mark)
        return _repair(gathered, start, yaml.YAMLError())
    if composer.second is not None:
        report_second(gathered, composer.second)
    return root


def _repair(gathered: Gathering, start: int, error: yaml.YAMLError) -> Node | None:
    from coopsched.reading.repairing import repair  # only what is broken waits for it

    return repair(gathered, start, error)


def _is_askew(gathered: Gathering, start: int) -> bool:
    """Tell whether keys are given twice because a line is indented too far."""
    if all(problem.rule != "duplicate-key" for problem in gathered.problems):
        return False
    return bool(misplaced(split(gathered.text, start)))


def report_second(gathered: Gathering, offset: int) -> None:
    """Report a second document in the same text."""
    gathered.report(
        "invalid-value",
        'a second document begins here, at "---"; only the first is read',
        offset,
        offset + 3,
        "keep one programme in a file, and remove this line",
    )


def _empty(gathered: Gathering) -> Parsed:
    what = "holds only comments" if gathered.text.strip(_BOM + " \t\r\n") else "is empty"
    problem = SourceProblem(
        "unreadable",
        f"the file {what}: there is no programme in it",
        0,
        0,
        "write a starter with: coopsched new programme.yaml",
    )
    return Parsed(None, [problem], gathered.comments())


def _nothing(message: str, help_: str, offset: int) -> Parsed:
    return Parsed(None, [SourceProblem("unreadable", message, offset, offset, help_)], [])
