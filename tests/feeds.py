"""What the tests of feed rules share."""

from pathlib import Path

from coopsched.feedrules import RULES
from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity
from coopsched.reading.files import load_bytes
from coopsched.reading.hints import Hints
from coopsched.source import Source

FOLDER = Path(__file__).parent / "feedrules"
BY_ID = {rule.id: rule for rule in RULES}

QUIET = (FOLDER / "quiet.ics").read_bytes().decode()
"""A feed with all that a feed can have, in which no rule finds anything."""


def feed(text: str, name: str = "feed.ics") -> Feed:
    """Return the feed of a text."""
    return Feed(Source(name, text))


def feed_of(path: Path) -> Feed:
    """Return the feed in a file, as it is read."""
    return Feed(load_bytes(path.read_bytes(), name=path.name, hints=Hints(format="ical")).source)


def problems(found: Feed, rule: Rule) -> list[Problem]:
    """Return what a rule finds in a feed."""
    assert rule.check is not None
    return list(rule.check(found))


def found_by(found: Feed, *, severities: tuple[Severity, ...] = tuple(Severity)) -> set[str]:
    """Return the ids of the rules that find something, but for one that is off until set."""
    rules = [each for each in RULES if each.severity is not Severity.OFF]
    return {each.id for each in rules if each.severity in severities and problems(found, each)}


def errors_in(found: Feed) -> set[str]:
    """Return the ids of the rules that find an error."""
    return found_by(found, severities=(Severity.ERROR,))


def lines_of(found: Feed, rule: Rule) -> list[int]:
    """Return the lines at which a rule finds something."""
    return [problem.position.line for problem in problems(found, rule) if problem.position]


def calendar(*lines: str) -> Feed:
    """Return a calendar that holds these lines and has a name."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Harbour//Programme//EN", "NAME:Harbour")
    return feed("\r\n".join([*head, *lines, "END:VCALENDAR", ""]))


def event(*lines: str) -> tuple[str, ...]:
    """Return the lines of an event: these, and what it needs that they do not give."""
    given = {line.replace(";", ":").partition(":")[0] for line in lines}
    usual = {
        "UID": "UID:knots@harbour",
        "DTSTAMP": "DTSTAMP:20250301T120000Z",
        "LAST-MODIFIED": "LAST-MODIFIED:20250301T120000Z",
        "SEQUENCE": "SEQUENCE:0",
        "DTSTART": "DTSTART:20250514T100000Z",
        "SUMMARY": "SUMMARY:Knots",
    }
    if not given & {"DTSTART", "DTEND", "DURATION"}:
        usual["DTEND"] = "DTEND:20250514T110000Z"
    missing = [line for name, line in usual.items() if name not in given]
    return ("BEGIN:VEVENT", *missing, *lines, "END:VEVENT")
