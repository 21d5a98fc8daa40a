"""How reports word places and findings on one line; whoever prints it makes it safe to show."""

from coopsched.findings import Finding, Position, RelatedPlace


def place(position: Position) -> str:
    """Word a place as editors and terminals follow it: `file:line:column`."""
    return f"{position.file}:{position.line}:{position.column}"


def headline(finding: Finding, path: str) -> str:
    """Word a finding as `file:line:column: severity: message [rule]`.

    ``path`` is that of the file checked: it stands alone where there is no place.
    """
    where = path if finding.position is None else place(finding.position)
    return f"{where}: {finding.severity}: {finding.message} [{finding.rule}]"


def related(other: RelatedPlace) -> str:
    """Word a second place with what there is to say about it."""
    where = None if other.position is None else place(other.position)
    return ": ".join(part for part in (where, other.message) if part)
