"""`coopsched check --accept`: the settings file with today's findings accepted."""

from collections.abc import Iterable
from pathlib import Path

from coopsched.accepting import accept
from coopsched.cli.failing import CommandError
from coopsched.findings import Finding
from coopsched.reading import yaml
from coopsched.reading.decoding import Undecodable, decode
from coopsched.source import Source


def accept_findings(path: Path, findings: Iterable[Finding], reason: str) -> str | None:
    """Return what a settings file must say to accept what counts; None where nothing does.

    Raises CommandError where the file cannot be read or has no place for allowances.
    """
    counting = [finding for finding in findings if finding.accepted is None]
    if not counting:
        return None
    try:
        text = decode(path.read_bytes()) if path.exists() else ""
        return accept(text, yaml.parse(Source(str(path), text)), counting, reason)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None
    except Undecodable as error:
        raise CommandError(f"{path}:{error.line}:{error.column}: {error.message}") from None
    except ValueError as error:
        raise CommandError(f"{path}: {error}") from None
