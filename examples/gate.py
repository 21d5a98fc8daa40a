"""A gate for a pipeline: fails for each new error, and says where to look.

Usage: python examples/gate.py programme.yaml
"""

import sys

import coopsched


def main(path: str) -> int:
    """Check one programme; return 1 where it has errors, 2 where it is none."""
    try:
        document = coopsched.read(path)
    except coopsched.ReadError as error:
        print(error, file=sys.stderr)
        return 2
    findings = coopsched.check(document)
    errors = [finding for finding in findings if finding.severity is coopsched.Severity.ERROR]
    for finding in errors:
        print(finding)
        if finding.help:
            print(f"  → {finding.help}")
    print(f"{len(errors)} errors, {len(findings) - len(errors)} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
