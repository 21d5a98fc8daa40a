"""What a difference looks like as text, as a changelog and as JSON."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import programme, programme_of
from coopsched.calendar import Day
from coopsched.comparing import Difference, compare
from coopsched.reporting.differences import FORMATS, render
from coopsched.reporting.differences.markdown import escaped
from coopsched.reporting.width import cells_of
from strategies import HARD_TITLES

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "diff.schema.json"

PARTS = """\
rooms: {hall: Grande salle, attic: Grenier}
speakers: {ana: Ana Pérez, bob: Bob Stone, cleo: Cléo Roy, dan: Dan Poe}
tracks: {work: Travail, care: Soin}
"""
OLD = """\
sessions:
  welcome: {title: Accueil, kind: meal, start: 09:00, end: 10:00}
  bread: {title: Le pain, start: 10:00, end: 11:00, rooms: hall, speakers: [ana, bob]}
  soap: {title: Le savon, start: 10:00, end: 11:00, rooms: attic, speakers: cleo, track: work}
  tent: {title: Sous la tente, start: 11:00, speakers: dan, status: cancelled}
  debate: {title: Le débat, start: 14:00, end: 15:00, rooms: hall, speakers: [ana]}
  tour: {title: {fr: La visite, nl: Het bezoek}, languages: fr, start: 16:00, tags: [dehors]}
  secret: {title: Le secret, status: draft}
"""
NEW = """\
sessions:
  welcome: {title: Accueil, kind: meal, start: 09:00, end: 10:00}
  pain: {title: Le pain, start: 11:30, end: 12:30, rooms: attic, speakers: [ana, cleo], was: bread}
  soap: {title: Le savon, start: 10:00, end: 11:00, rooms: attic, speakers: cleo, track: care,
         status: cancelled, notice: Cléo est malade}
  tent: {title: Sous la tente, start: 11:00, end: 12:00, speakers: {speaker: dan, role: host}}
  yoga: {title: Yoga, start: 15:00, end: 16:00, rooms: attic, speakers: dan}
  tour: {title: {fr: La visite, nl: De rondleiding}, languages: [fr, nl], start: 16:00,
         description: À pied}
  secret: {title: Le secret bien gardé, status: draft}
"""


def _difference(*, drafts: bool = True) -> Difference:
    return compare(programme(PARTS + OLD), programme(PARTS + NEW), drafts=drafts)


@pytest.fixture(scope="module")
def difference() -> Difference:
    return _difference()


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _read(difference: Difference) -> Any:
    return json.loads(render("json", difference))


# Text


def test_the_text_reads_as_it_should(
    difference: Difference, golden: Callable[[str, str], None]
) -> None:
    golden("diff.txt", render("text", difference, old="old.yaml", new="new.yaml"))


def test_who_must_be_told_stands_last(difference: Difference) -> None:
    last = render("text", difference).split("\n\n")[-1]
    assert [line.split(":")[0].strip() for line in last.splitlines()] == [
        "To be told (4)", "Ana Pérez", "Bob Stone", "Cléo Roy", "Dan Poe",
    ]  # fmt: skip


def test_colours_add_nothing_but_colours(difference: Difference) -> None:
    painted = render("text", difference, colour=True)
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[0m"):
        assert code in painted
        painted = painted.replace(code, "")
    assert painted == render("text", difference)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_fit(difference: Difference, width: int) -> None:
    lines = render("text", difference, width=width).splitlines()
    assert max(map(cells_of, lines)) <= width


def test_nothing_changed_is_said() -> None:
    same = programme(PARTS + OLD)
    difference = compare(same, same)
    assert render("text", difference).splitlines()[-1] == "nothing changed"
    assert "Nothing changed." in render("markdown", difference)
    assert _read(difference) == {
        "coopsched-diff": 1, "added": [], "removed": [], "cancelled": [], "restored": [],
        "changed": [], "programme": {}, "tell": [],
    }  # fmt: skip


# Markdown


def test_the_changelog_reads_as_it_should(golden: Callable[[str, str], None]) -> None:
    golden("diff.md", render("markdown", _difference(drafts=False)))


def test_the_changelog_says_nothing_of_whom_to_tell_or_of_keys(difference: Difference) -> None:
    text = render("markdown", _difference(drafts=False))
    assert "told" not in text.casefold()
    assert "bread" not in text
    assert "secret" not in text


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("*bold* _thin_ `code`", r"\*bold\* \_thin\_ \`code\`"),
        ("[here](https://x.example)", r"\[here\](https\://x.example)"),
        ("<script>&amp;", r"\<script\>\&amp;"),
        ("www.x.example @ana #1 a|b ~~no~~ $x$", r"www\.x.example \@ana \#1 a\|b \~\~no\~\~ \$x\$"),
        ("one\n# two\n- three", r"one \# two - three"),
        (r"back\slash", r"back\\slash"),
        ("10:00–11:30, C.A.", "10:00–11:30, C.A."),
    ],
)
def test_titles_are_no_markup(title: str, said: str) -> None:
    assert escaped(title) == said


# JSON


def test_the_json_reads_as_it_should(
    difference: Difference,
    golden: Callable[[str, str], None],
    validator: jsonschema.Draft202012Validator,
) -> None:
    golden("diff.json", render("json", difference))
    validator.validate(_read(difference))


def test_the_schema_knows_all_that_is_written(
    difference: Difference, validator: jsonschema.Draft202012Validator
) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    report = _read(difference)
    with_published = {
        name
        for name, each in schema["properties"].items()
        if each.get("description", "").startswith("With --published: ")
    }
    assert set(report) == set(schema["properties"]) - with_published == set(schema["required"])
    assert set(report["changed"][0]) <= set(schema["$defs"]["change"]["properties"])
    assert {name for change in report["changed"] for name in change["fields"]} <= set(
        schema["$defs"]["change"]["properties"]["fields"]["properties"]
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("coopsched-diff",), 2),
        (("added",), [1]),
        (("tell", 0, "sessions"), []),
        (("changed", 0, "fields"), {}),
        (("changed", 0, "fields", "start"), {"old": "10:00", "new": None}),
        (("changed", 0, "fields", "start"), {"old": None}),
        (("changed", 0, "fields", "room"), {"old": ["hall"], "new": []}),
    ],
)
def test_the_schema_refuses_what_is_no_difference(
    path: tuple[str | int, ...],
    value: object,
    difference: Difference,
    validator: jsonschema.Draft202012Validator,
) -> None:
    report = _read(difference)
    place = report
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not validator.is_valid(report)


def test_what_is_private_is_in_no_format() -> None:
    session = (
        "sessions:\n  a: {title: A, links: [{kind: join, url: https://%s.example, private: true}]}"
    )
    difference = compare(
        programme(session % "hidden"), programme(session.replace("A", "B") % "token")
    )
    assert difference
    for name in FORMATS:
        text = render(name, difference)
        assert "hidden" not in text
        assert "token" not in text


def test_an_unknown_format_is_refused(difference: Difference) -> None:
    with pytest.raises(ValueError, match="text, markdown, json"):
        render("yaml", difference)


# The programme itself

ITSELF = """\
venue: {name: The Mill, address: Rue 1}
rooms: {hall: {name: Hall, capacity: 40}, attic: Attic}
speakers: {ana: {name: Ana Pérez, affiliation: UCL}}
tracks: {work: {title: Work, colour: teal}}
sessions:
  a: {title: A, start: 2017-06-20T10:00, end: 11:00, rooms: hall, speakers: ana, track: work}
"""
HEAD_AFTER = """\
key: conf
title: Meeting
description: About *all*
url: https://a.org
timezone: Europe/London
languages: [fr]
days: {tue: {date: 2017-06-20, opens: 09:00}, wed: 2017-06-21}
"""


def _beside() -> Difference:
    after = ITSELF.replace("Rue 1", "Rue 2").replace("40", "50").replace("attic: Attic", "")
    after = after.replace("UCL", "[CSC, UCL]").replace(", colour: teal", "")
    return compare(programme(ITSELF), programme(after, head=HEAD_AFTER))


def test_what_changed_of_the_programme_is_said_a_line_each() -> None:
    text = render("text", _beside(), width=200)
    part = text.split("The programme (12)\n")[1].split("\n\n")[0]
    assert part.splitlines() == [
        "  timezone: Europe/Brussels → Europe/London",
        "  venue: The Mill, Rue 1 → The Mill, Rue 2",
        "  title: Conference → Meeting",
        "  description added",
        "  url: — → https://a.org",
        "  languages: fr, nl → fr",
        "  day Tuesday 20 June 2017: opens: — → 09:00",
        "  day Wednesday 21 June 2017 added",
        "  room Hall: capacity: 40 → 50",
        "  room Attic removed",
        "  speaker Ana Pérez: affiliation: UCL → CSC, UCL",
        "  track Work: colour: teal → —",
    ]
    assert "1 changed, 12 of the programme" in text
    assert "- venue: The Mill, Rue 1 → The Mill, Rue 2" in render("markdown", _beside())


def test_times_in_two_zones_name_both() -> None:
    assert (
        "when: Tuesday 20 June 2017 10:00–11:00 Europe/Brussels → "
        "Tuesday 20 June 2017 10:00–11:00 Europe/London"
    ) in render("text", _beside(), width=200)


def test_what_must_be_told_of_the_programme_stands_first() -> None:
    title, *_ = (render(name, _beside()).index("The programme") for name in ("text", "markdown"))
    assert title < render("text", _beside()).index("Changed (")
    same = programme(ITSELF)
    more = programme(ITSELF.replace("40", "50").replace("T10:00", "T10:30"))
    text = render("text", compare(same, more))
    assert text.index("Changed (1)") < text.index("The programme (1)")


def test_the_json_tells_what_changed_of_the_programme(
    validator: jsonschema.Draft202012Validator,
) -> None:
    report = _read(_beside())
    validator.validate(report)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(report["programme"]) == set(schema["properties"]["programme"]["properties"])
    assert report["programme"]["title"] == {"old": "Conference", "new": "Meeting"}
    assert report["programme"]["rooms"] == {
        "old": [
            {"room": "hall", "name": "Hall", "capacity": 40},
            {"room": "attic", "name": "Attic", "capacity": None},
        ],
        "new": [{"room": "hall", "name": "Hall", "capacity": 50}],
    }


def test_of_a_private_link_it_is_said_that_it_changed(
    validator: jsonschema.Draft202012Validator,
) -> None:
    session = "sessions: {a: {title: A, links: [{kind: join, url: https://%s.org, private: true}]}}"
    old, new = programme(session % "a"), programme(session % "b")
    difference = compare(old, new)
    assert "    join link changed\n" in render("text", difference)
    validator.validate(_read(difference))
    assert not compare(old, new, drafts=False)


# Whatever the titles


def _with_titles(one: str, two: str, name: str) -> Difference:
    def version(title: str, start: str) -> Any:
        return programme_of(
            {"a": {"title": title, "start": start, "speakers": ["x"], "rooms": ("hall",)},
             "b" if title == one else "c": {"title": title + two}},
            days=(Day("2017-06-20", date(2017, 6, 20)),),
            rooms={"hall": title},
            speakers=({"key": "x", "name": name},),
        )  # fmt: skip

    return compare(version(one, "10:00"), version(two, "11:00"))


@given(one=HARD_TITLES, two=HARD_TITLES, name=HARD_TITLES)
def test_no_text_acts_on_a_terminal_or_breaks_a_line(
    one: str, two: str, name: str, validator: jsonschema.Draft202012Validator
) -> None:
    difference = _with_titles(one, two, name)
    for format_ in FORMATS:
        text = render(format_, difference)
        assert not set(text) & {*map(chr, range(0x7F, 0xA0)), "\r", "\x1b", "\u202e", "\u2028"}
    for line in render("markdown", difference).splitlines():
        assert line == "" or line.startswith(("# ", "## ", "- ", "  - "))
    validator.validate(_read(difference))


@given(st.text())
def test_no_character_of_markup_is_left_bare(text: str) -> None:
    bare = escaped(text).replace(r"\\", "")
    for char in "`*_[]<>&#|~$@":
        assert bare.count(char) == bare.count(f"\\{char}")
