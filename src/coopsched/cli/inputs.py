"""Programmes named on the command line."""

import glob
import os.path
import sys

from coopsched.cli.failing import CommandError
from coopsched.document import Document
from coopsched.reading import ReadError, read
from coopsched.reading.decoding import Limits
from coopsched.reading.files import load_bytes, load_with_settings
from coopsched.reading.hints import NO_HINTS, Hints, hint

STDIN = "-"

_USUAL = ("programme.yaml", "data/programme.yaml")

# Nested values are walked by functions that call themselves.
_DEEPEST = 200


def expanded(names: list[str]) -> list[str]:
    """Return file names, with globs replaced by their matches. Raises CommandError for none."""
    found: list[str] = []
    for name in names:
        if name == STDIN or os.path.exists(name) or not glob.has_magic(name):  # noqa: PTH110  never raises
            found.append(name)
            continue
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  keeps names as given
        if not matches:
            raise CommandError(f"no file matches {name!r}")
        found += matches
    return list(dict.fromkeys(found))


def programme_or_default(name: str | None) -> str:
    """Return a programme's file name, where none is given a usual one that is there."""
    if name is not None:
        return name
    for usual in _USUAL:
        if os.path.isfile(usual):  # noqa: PTH113  never raises
            return usual
    raise CommandError(f"which programme? Name a file: there is no {' and no '.join(_USUAL)} here")


def document(
    name: str,
    *,
    settings: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  immutable
    hints: Hints = NO_HINTS,
    again: str | None = None,
) -> Document:
    """Read a programme from a file, or from standard input. Raises ReadError.

    ``again`` is what was read from standard input, which can be read but once.
    """
    if name != STDIN:
        return read(name, settings=settings, limits=limits, hints=hints)
    try:
        data = sys.stdin.buffer.read(limits.size + 1) if again is None else again.encode()
    except (OSError, AttributeError):  # closed before we came: there is none then
        raise CommandError("standard input cannot be read") from None
    if settings is None:
        return load_bytes(data, name=STDIN, limits=limits, hints=hints)
    return load_with_settings(data, settings, name=STDIN, limits=limits, hints=hints)


def limits_of(wishes: list[str]) -> Limits:
    """Return the limits of reading with those that are wished: `size=100000000`."""
    limits = Limits()
    for wish in wishes:
        name, _, number = wish.partition("=")
        if name not in Limits._fields or not number.isdecimal() or len(number) > 12:
            raise CommandError(f"--limit {wish!r}: write NAME=N, of {', '.join(Limits._fields)}")
        limits = limits._replace(**{name: int(number)})
    if limits.depth > _DEEPEST:
        raise CommandError(f"--limit depth={limits.depth}: at most {_DEEPEST}")
    return limits


def hints_of(wishes: list[str]) -> Hints:
    """Return the hints that are given as `timezone=Europe/Brussels`. Raises CommandError."""
    hints = NO_HINTS
    for wish in wishes:
        name, equals, value = wish.partition("=")
        if not equals:
            raise CommandError(f"--hint {wish!r}: write NAME=VALUE, as in timezone=Europe/Brussels")
        try:
            hints = hint(hints, name.strip(), value.strip())
        except ValueError as error:
            raise CommandError(f"--hint {wish!r}: {error}") from None
    return hints


def settings_of(wishes: list[str]) -> dict[str, dict[str, object]]:
    """Return the settings that `RULE=SEVERITY` and `RULE.OPTION=VALUE` stand for."""
    settings: dict[str, dict[str, object]] = {}
    for wish in wishes:
        name, equals, value = (part.strip() for part in wish.partition("="))
        rule, dot, option = name.partition(".")
        if not equals or not rule or (dot and not option):
            raise CommandError(f"--set {wish!r} is neither RULE=SEVERITY nor RULE.OPTION=VALUE")
        settings.setdefault(rule, {})[option or "severity"] = value
    return settings


def document_or_error(
    name: str, *, settings: str | None = None, hints: Hints = NO_HINTS
) -> Document:
    """Read a programme; raise CommandError, with the place, where none can be made of the file."""
    try:
        return document(name, settings=settings, hints=hints)
    except ReadError as error:
        raise CommandError(str(error)) from None
