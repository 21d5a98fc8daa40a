"""Findings written by hand, findings made up at random, and the reports to compare with."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from coopsched.findings import (
    Acceptance,
    Finding,
    Position,
    RelatedPlace,
    Rule,
    Severity,
    Subject,
)
from coopsched.interval import INSTANT, Interval
from coopsched.model import Programme
from coopsched.reporting.checked import Checked
from coopsched.source import Source

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "reporting"
SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "schemas"
UPDATE = "UPDATE_GOLDEN"
PATH = "data/programme.yaml"


def _instant(hour: int, minute: int = 0) -> datetime:
    """Return an instant of the day of LET'S COOP, given as people in Brussels read it."""
    return datetime(2017, 6, 20, hour, minute, tzinfo=UTC) - timedelta(hours=2)


def _programme() -> Programme:
    return Programme.model_validate(
        {
            "key": "lets-coop-2017",
            "title": "LET'S COOP 2017",
            "timezone": "Europe/Brussels",
            "languages": ("fr",),
            "speakers": tuple({"key": key, "name": key} for key in ("isabelle-ferreras", "b")),
            "sessions": tuple(
                {"key": key, "title": key, "start": start}
                for key, start in (
                    ("etude-economie-collaborative", _instant(10)),
                    ("futur-du-travail", _instant(10)),
                    ("netwerk-lab", _instant(12)),
                )
            ),
        }
    )


def _double_booking() -> Finding:
    return Finding(
        rule="speaker-double-booking",
        severity=Severity.ERROR,
        message="Isabelle Ferreras is in two sessions at once, 10:00–10:30",
        position=Position(PATH, 16, 48, 16, 65),
        route=("sessions", "etude-economie-collaborative", "speakers", 2),
        label="10:00–10:30 Présentation de l'étude sur l'économie collaborative",
        related=(
            RelatedPlace(
                Position(PATH, 22, 16, 22, 33),
                ("sessions", "futur-du-travail", "speakers", 0),
                "10:00–11:30 « Futur du travail",
            ),
        ),
        subject=Subject(
            sessions=("etude-economie-collaborative", "futur-du-travail"),
            speakers=("isabelle-ferreras",),
        ),
        interval=Interval(_instant(10), _instant(10, 30)),
        help="if she leaves early, say so: {speaker: isabelle-ferreras, until: 10:10}",
    )


def _warnings() -> tuple[Finding, ...]:
    return (
        Finding(
            rule="language-undeclared",
            severity=Severity.WARNING,
            message="Netwerk Lab does not say in which language it is held",
            position=Position(PATH, 24, 29, 24, 40),
            route=("sessions", "netwerk-lab", "title"),
            label="a title of which nobody knows the language",
            subject=Subject(sessions=("netwerk-lab",)),
            interval=Interval(_instant(12), _instant(12) + INSTANT),
        ),
        Finding(
            rule="session-without-speaker",
            severity=Severity.WARNING,
            message="nobody is announced for Netwerk Lab",
            position=Position(PATH, 23, 3, 25, 17),
            route=("sessions", "netwerk-lab"),
            subject=Subject(sessions=("netwerk-lab",)),
        ),
        Finding(
            rule="unused-allowance",
            severity=Severity.WARNING,
            message="nothing is left that this allows",
            position=Position("data/coopsched.yaml", 3, 5, 3, 20),
            route=("allow", 0),
            label="allowed in May",
            related=(RelatedPlace(None, ("sessions", "gone"), "the session is gone"),),
        ),
    )


def _accepted() -> tuple[Finding, ...]:
    def of(reason: str, until: date | None, ordinal: int) -> Finding:
        return Finding(
            rule="session-open-ended",
            severity=Severity.WARNING,
            message="nobody says when Netwerk Lab ends",
            position=Position(PATH, 25, 12, 25, 17),
            subject=Subject(sessions=("netwerk-lab",)),
            ordinal=ordinal,
            accepted=Acceptance(reason, until, in_source=until is None),
        )

    return of("they stay as long as they like", None, 0), of("ask again", date(2017, 6, 1), 1)


@pytest.fixture(scope="session")
def coop() -> Checked:
    """Return LET'S COOP, cut down, with findings of every shape."""
    source = Source(PATH, (GOLDEN / "programme.yaml").read_text(encoding="utf-8"))
    findings = (_double_booking(), *_warnings(), *_accepted())
    return Checked(PATH, findings, _programme(), source)


@pytest.fixture(scope="session")
def clean() -> Checked:
    """Return a file in which nothing was found."""
    return Checked("clean.yaml", (), _programme(), Source("clean.yaml", ""))


@pytest.fixture(scope="session")
def unread() -> Checked:
    """Return a file of which nothing could be made, with a hostile name."""
    finding = Finding(
        rule="unreadable",
        severity=Severity.ERROR,
        message="this is not UTF-8: byte 0xff at offset 0, \x1b[2J100 %, and\u202e more",
    )
    return Checked("bro\x1b[31mken, 100 %: a.yaml", (finding,))


@pytest.fixture(scope="session")
def rules() -> tuple[Rule, ...]:
    """Return the rules that findings above come from, one that is silent, and one that is off."""
    error, warning = Severity.ERROR, Severity.WARNING
    return (
        Rule(id="speaker-double-booking", severity=error, summary="Somebody is in two places."),
        Rule(id="room-double-booking", severity=error, summary="Two in a room.", aliases=("room",)),
        Rule(id="language-undeclared", severity=warning, summary="A session has no language."),
        Rule(id="session-without-speaker", severity=warning, summary="A session has nobody."),
        Rule(id="session-open-ended", severity=warning, summary="A session has no end."),
        Rule(id="changeover-too-short", severity=Severity.OFF, summary="No time to change over."),
    )


@pytest.fixture(scope="session")
def golden() -> Callable[[str, str], None]:
    """Return the comparison of a report with the file that holds it as it should be.

    With UPDATE_GOLDEN set, the file is written instead: look at what changed.
    """

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get(UPDATE):
            path.write_bytes(text.encode("utf-8"))
        assert text.encode("utf-8") == path.read_bytes()

    return compare


@pytest.fixture(scope="session")
def schema() -> Callable[[str], Path]:
    """Return the look-up of an official schema; where they are not at hand, only CI insists."""

    def look_up(name: str) -> Path:
        path = SCHEMAS / name
        if not path.exists():
            message = f"the official schemas are not beside the checkout: no {path}"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        return path

    return look_up


# Anything at all: control characters, halves of characters, emoji, and what formats treat apart.
_TRICKY = st.sampled_from(
    [
        "%0A::error::",
        "](x)",
        "\x1b[31m",
        "\r\n",
        "\u202e",
        "]]>",
        "&amp;",
        "日本",
        "e\u0301",
        "\x9b1m",
        "\ud800",
        "\udcff",
        "\ufffe\uffff",
    ]
)
_TEXT = st.lists(st.text(max_size=12) | _TRICKY, max_size=6).map("".join)
_WILD_TEXT = _TEXT | st.text(st.characters(), max_size=20)
_LINES = st.lists(_TEXT | st.text("ab \tß日", min_size=70, max_size=200), max_size=5).map("\n".join)
_FILES = st.sampled_from(["a.yaml", "b/c.yaml", "-"]) | _WILD_TEXT
_NUMBERS = st.integers(1, 6) | st.integers(1, 300)
_KEYS = st.lists(_WILD_TEXT, max_size=2).map(tuple)


@st.composite
def _positions(draw: Callable[[Any], Any]) -> Position:
    start = draw(_NUMBERS), draw(_NUMBERS)
    end = max(start, (draw(_NUMBERS), draw(_NUMBERS)))
    return Position(draw(_FILES), *start, *end)


_ROUTES = st.lists(_WILD_TEXT | st.integers(0, 9), max_size=3).map(tuple)
_INSTANTS = st.integers(0, 200 * 365 * 24 * 60).map(
    lambda minutes: datetime(1950, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
_FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(["speaker-double-booking", "language-undeclared", "my/own"]),
    severity=st.sampled_from([Severity.ERROR, Severity.WARNING]),
    message=_WILD_TEXT,
    position=st.none() | _positions(),
    route=_ROUTES,
    label=_WILD_TEXT,
    related=st.lists(
        st.builds(RelatedPlace, st.none() | _positions(), _ROUTES, _WILD_TEXT), max_size=3
    ).map(tuple),
    subject=st.builds(Subject, _KEYS, _KEYS, _KEYS, _KEYS, st.none() | _TEXT, st.none() | _TEXT),
    ordinal=st.integers(0, 3),
    interval=st.none() | st.builds(Interval, _INSTANTS, _INSTANTS),
    help=st.none() | _WILD_TEXT,
    accepted=st.none() | st.builds(Acceptance, _WILD_TEXT, st.none() | st.dates()),
)


@st.composite
def _checked(draw: Callable[[Any], Any]) -> Checked:
    path = draw(_FILES)
    findings = tuple(draw(st.lists(_FINDINGS, max_size=3)))
    if findings and findings[0].position and draw(st.booleans()):
        path = findings[0].position.file
    programme = _programme() if draw(st.booleans()) else None
    return Checked(
        path, findings, programme, draw(st.none() | _LINES.map(lambda t: Source(path, t)))
    )


# Test modules cannot import one another here: they ask for `st.from_type(Checked)`.
st.register_type_strategy(Checked, _checked())
