"""Reports on what a publishing changes for attendees."""

from datetime import UTC, datetime, timedelta

import pytest

import coopsched
from coopsched.model import Programme
from coopsched.published.changes import Changes
from coopsched.published.succeeding import succeed
from coopsched.reporting.changes import render

HEAD = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr, nl]
days: [2027-06-19, 2027-06-20]
rooms: {attic: {name: {fr: Grenier, nl: Zolder}}, cellar: {name: Cellar}}
speakers: {ana: {name: Ana Pérez}, ben: {name: Ben Okri}}
tracks: {ropes: {title: Ropes}}
sessions:
"""
OPENING = "title: Opening, start: 2027-06-19T22:00, end: 2027-06-20T01:00, rooms: [attic]"


def read(sessions: str, head: str = HEAD) -> Programme:
    return coopsched.loads(head + sessions, name="programme.yaml").programme


def changes(*versions: str) -> tuple[Changes, Programme]:
    """Return what the last of several versions changes, when each was published."""
    publication, at = None, datetime(2027, 1, 1, tzinfo=UTC)
    for number, sessions in enumerate(versions):
        following = succeed(read(sessions), publication, at=at + timedelta(days=number))
        publication = following.publication
    return following.changes, read(versions[-1])


def shown(*versions: str, most: int | None = None) -> list[str]:
    found, programme = changes(*versions)
    return render("text", found, programme, most=most).splitlines()


def test_nothing_is_said_of_nothing() -> None:
    session = f"  a: {{{OPENING}}}\n"
    assert shown(session, session) == ["Conference", "as published → now", "nothing changes"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (OPENING, OPENING.replace("T22:00", "T21:30"),
         "when: Saturday 19 June 2027 22:00–01:00+1 → 21:30–01:00+1"),
        (OPENING, OPENING.replace("06-19T22", "06-20T00"),
         "when: Saturday 19 June 2027 22:00–01:00+1 → Sunday 20 June 2027 00:00–01:00"),
        (OPENING, OPENING.replace(", end: 2027-06-20T01:00", ""),
         "when: Saturday 19 June 2027 22:00–01:00+1 → 22:00–"),
        (OPENING, OPENING.replace("attic", "cellar"), "room: Grenier → Cellar"),
        (OPENING, OPENING.replace(", rooms: [attic]", ""), "room: Grenier → —"),
        (OPENING, f"{OPENING}, status: tentative", "status: confirmed → tentative"),
        (OPENING, f"{OPENING}, speakers: [{{speaker: ana, role: chair, remote: true}}]",
         "speakers: — → Ana Pérez (chair, remote)"),
        (OPENING, f"{OPENING}, links: [{{kind: join, url: 'https://e.org'}}]",
         "join: — → https://e.org"),
        (OPENING, f"{OPENING}, track: ropes", "track: — → Ropes"),
        (OPENING, f"{OPENING}, kind: workshop", "kind: — → workshop"),
        (OPENING, f"{OPENING}, languages: [fr], interpretation: [nl], captions: [en]",
         "interpretation: — → nl"),
        (OPENING, OPENING.replace("Opening", "{fr: Ouverture, nl: Opening}"),
         "title (fr): Opening → Ouverture"),
        (OPENING, f"{OPENING}, notice: Bring a rope", "notice: — → Bring a rope"),
        (OPENING, f"{OPENING}, description: Ropes", "a description, a link or another"),
        ("title: Shop, permanent: true", "title: Shop, permanent: true, day: 2027-06-19",
         "when: Saturday 19 June 2027, Sunday 20 June 2027 → Saturday 19 June 2027"),
    ],
)  # fmt: skip
def test_what_changed_is_said_in_a_line(old: str, new: str, line: str) -> None:
    found = shown(f"  a: {{{old}}}\n", f"  a: {{{new}}}\n")
    text = " ".join(" ".join(found).split())
    assert line in text


def test_what_is_most_urgent_comes_first() -> None:
    old = "".join(f"  s{i}: {{{OPENING}, status: {status}}}\n" for i, status in (
        (1, "confirmed"), (2, "cancelled"), (3, "confirmed"), (4, "confirmed"), (5, "confirmed"),
    ))  # fmt: skip
    new = (
        f"  s1: {{{OPENING}, status: cancelled, speakers: [ana]}}\n"
        f"  s2: {{{OPENING}, speakers: [ana]}}\n"
        f"  s6: {{{OPENING}, was: [s4]}}\n"
        f"  s5: {{{OPENING}}}\n"
        f"  s7: {{{OPENING}, replaces: [s5], speakers: [ben]}}\n"
    )
    lines = shown(old, new)
    headings = [line for line in lines if line.endswith(")") and not line.startswith(" ")]
    assert [heading.rpartition(" (")[0] for heading in headings] == [
        "Cancelled",
        "Removed: shown as cancelled",
        "Replaced by others",
        "New",
        "Restored",
        "With another key only",
        "Feeds that change, in each language",
        "New feeds",
        "To be told",
    ]
    assert "  Opening (s6, was s4)" in lines
    assert "  Ana Pérez: Opening (cancelled); Opening (restored)" in lines
    assert lines[2] == "1 cancelled, 1 removed, 1 replaced, 1 new, 1 restored"


def test_of_a_long_list_some_are_named() -> None:
    old = "".join(f"  s{i}: {{{OPENING}}}\n" for i in range(9))
    new = old.replace("Opening", "Closing")
    assert "  and 5 more" in shown(old, new, most=4)
    added = shown(f"  s0: {{{OPENING}}}\n", old, most=2)
    assert "  and 6 more" in added
    assert sum("Saturday" in line for line in added) == 2
    feeds = shown("".join(f"  x{i}: {{{OPENING}}}\n" for i in range(30)))
    assert any("more" in line for line in feeds[feeds.index("New feeds (35)") :])


def test_feeds_in_a_new_language_are_said() -> None:
    old = read(
        "  a: {title: A, start: 2027-06-19T10:00, minutes: 30}\n", HEAD.replace(", nl]", "]")
    )
    new = read("  a: {title: A, start: 2027-06-19T10:00, minutes: 30}\n")
    first = succeed(old, None, at=datetime(2027, 1, 1, tzinfo=UTC)).publication
    found = succeed(new, first, at=datetime(2027, 1, 2, tzinfo=UTC)).changes
    text = render("text", found, new)
    assert "Feeds are new in: nl\n" in text
    assert "no session changes\n" in text


def test_lines_fit_and_are_coloured_on_demand() -> None:
    found, programme = changes("", f"  a: {{{OPENING.replace('Opening', 'Long ' * 30)}}}\n")
    text = render("text", found, programme, width=40)
    assert all(len(line) <= 40 for line in text.splitlines())
    assert "\x1b" not in text
    assert "\x1b[" in render("text", found, programme, colour=True)


def test_nothing_in_a_title_acts_on_a_terminal_or_is_markup() -> None:
    title = OPENING.replace("Opening", '"\\e[31m[x](y)"')
    found, programme = changes("", f"  a: {{{title}}}\n")
    assert "\x1b" not in render("text", found, programme)
    assert r"\[x\](y)" in render("markdown", found, programme)


def test_an_empty_changelog_says_so() -> None:
    found, programme = changes("", "")
    assert (
        render("markdown", found, programme) == "# What changed: Conference\n\nNothing changed.\n"
    )


def test_removed_and_restored_sessions_are_in_the_changelog() -> None:
    found, programme = changes(f"  a: {{{OPENING}, status: cancelled}}\n  b: {{{OPENING}}}\n",
                               f"  a: {{{OPENING}}}\n")  # fmt: skip
    text = render("markdown", found, programme)
    assert "## No longer on the programme\n\n- **Opening** (Saturday" in text
    assert "## Held after all\n\n- **Opening**\n  - status: cancelled → confirmed\n" in text


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no report format is called 'html'"):
        render("html", *changes(""))
