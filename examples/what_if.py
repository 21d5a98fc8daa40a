"""Shows what breaks, and what is mended, if a session moves.

Usage: python examples/what_if.py programme.yaml futur-du-travail 14:00
"""

import sys

import coopsched


def found(programme: coopsched.Programme) -> dict[object, str]:
    """Return the findings of a programme, by what stays the same when times change."""
    return {finding.identity: finding.message for finding in coopsched.check(programme)}


def main(path: str, key: str, start: str) -> int:
    """Compare the findings before and after a move; return 1 where it breaks something."""
    programme = coopsched.read(path).programme
    before, after = found(programme), found(programme.move(key, start=start))
    for identity in sorted(before.keys() - after.keys(), key=str):
        print("mended:", before[identity])
    broken = sorted(after.keys() - before.keys(), key=str)
    for identity in broken:
        print("broken:", after[identity])
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
