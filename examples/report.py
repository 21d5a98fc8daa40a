"""A report on a programme in Markdown: sessions per language, busiest people, findings.

Usage: python examples/report.py programme.yaml
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import coopsched


def lines(document: coopsched.Document) -> Iterator[str]:
    """Yield the report, a line at a time."""
    programme = document.programme
    yield f"# {programme.title}"
    yield ""
    languages = Counter(tag for session in programme.held for tag in session.languages)
    for tag, number in languages.most_common():
        yield f"- {number} sessions in {tag}"
    yield ""
    for hours, name in busiest(programme)[:3]:
        yield f"- {name}: {hours:.1f} hours"
    yield ""
    for finding in coopsched.check(document):
        where = finding.position.line if finding.position else "?"
        yield f"- line {where}: {finding.message}"


def busiest(programme: coopsched.Programme) -> list[tuple[float, str]]:
    """Return hours on stage and name of each speaker, the busiest first."""
    hours = {
        key: sum((one.interval.length for one in appearances), timedelta()) / timedelta(hours=1)
        for key, appearances in programme.appearances.items()
    }
    return sorted(((hours[key], programme.speaker(key).name) for key in hours), reverse=True)


if __name__ == "__main__":
    print("\n".join(lines(coopsched.read(sys.argv[1]))))
