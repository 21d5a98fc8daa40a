"""Marks: of two files with the same path and mark, one need not be made, for it is the same."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import HEAD, lets_coop
from coopsched.model import Programme
from coopsched.model.parts import Site as SiteEntry
from coopsched.published.forgetting import forget
from coopsched.published.succeeding import succeed
from coopsched.site.assembling import leaves
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site
from coopsched.text import Text
from programmes import PROGRAMMES
from publications import FIRST, History
from sites import WITH_URL, lets_coop_site, site, versions

BODY = """\
venue: {name: Town hall, address: 1 Square, latitude: 50.8, longitude: 4.3,
  url: 'https://v.example/'}
rooms:
  attic: {name: Attic, capacity: 30}
  cellar: {name: Cellar, capacity: 60}
  salon: Room
speakers:
  ana: {name: Ana Pérez, affiliation: Cooperative, biography: Born in Mons.}
  ben: {name: Ben Okri, url: 'https://ben.example/'}
tracks:
  work: {title: Work, colour: '#336699', description: All about work}
sessions:
  opening: {title: {fr: Ouverture, nl: Opening}, start: 10:00, end: 11:00, rooms: [attic],
    speakers: [ana], languages: [fr]}
  debate: {title: Debate, start: 11:00, end: 12:00, rooms: [cellar], speakers: [ben, ana],
    track: work, kind: panel}
  again: {repeats: debate, start: 14:00, end: 15:00, rooms: [attic]}
  expo: {title: Exhibition, permanent: true, rooms: [salon]}
  lunch: {title: Lunch, start: 12:00, end: 13:00, kind: meal}
"""
EDITS = (
    ("name: Town hall", "name: City hall"),
    ("address: 1 Square", "address: 2 Square"),
    ("latitude: 50.8", "latitude: 50.9"),
    ("https://v.example/", "https://w.example/"),
    ("name: Attic, capacity: 30", "name: Loft, capacity: 30"),
    ("capacity: 30", "capacity: 31"),
    ("name: Attic,", "name: Attic, online: true,"),
    ("name: Ana Pérez,", "name: Anna Pérez,"),
    ("affiliation: Cooperative", "affiliation: Society"),
    ("biography: Born in Mons.", "biography: Born in Ghent."),
    (", biography: Born in Mons.", ""),
    ("name: Ana Pérez,", "name: Ana Pérez, organisation: true, same-as: ['https://ana.example/'],"),
    ("https://ben.example/", "https://bob.example/"),
    ("title: Work,", "title: Working,"),
    ("'#336699'", "'#993366'"),
    ("description: All about work", "description: More about work"),
    ("{fr: Ouverture,", "{fr: Début,"),
    ("title: Debate,", "title: Debate, description: With all of you.,"),
    ("title: Debate,", "title: Debate, tags: [coops],"),
    ("title: Debate,", "title: Debate, notice: Bring a pen.,"),
    ("title: Debate,", "title: Debate, audience: 20,"),
    ("title: Debate,", "title: Debate, languages: [nl], interpretation: [fr], captions: [en],"),
    ("title: Debate,", "title: Debate, links: [{kind: join, url: 'https://join.example/'}],"),
    ("title: Debate,", "title: Debate, status: tentative,"),
    ("title: Debate,", "title: Debate, status: cancelled,"),
    ("kind: panel", "kind: talk"),
    ("start: 11:00", "start: 11:30"),
    ("end: 12:00", "end: 12:30"),
    ("rooms: [cellar]", "rooms: [attic]"),
    ("speakers: [ben, ana]", "speakers: [ana, ben]"),
    ("speakers: [ben, ana]", "speakers: [ben]"),
    ("speakers: [ben, ana]", "speakers: [{speaker: ben, role: moderator, remote: true}]"),
    ("  again: {repeats: debate,", "  again: {title: Again,"),
    ("start: 14:00, end: 15:00", "start: 16:00, end: 17:00"),
    ("  lunch: {title: Lunch,", "  lunch: {title: Lunch, replaces: [opening],"),
    ("  lunch: {title: Lunch,", "  supper: {title: Lunch, was: [lunch],"),
    ("  lunch: {title: Lunch, start: 12:00, end: 13:00, kind: meal}\n", ""),
    ("  expo: {title: Exhibition,", "  expo: {title: Exhibition, day: 2017-06-20,"),
    ("salon", "hall"),
    ("rooms: [salon]", "rooms: [cellar]"),
    ("  lunch:", "  tea: {title: Tea, start: 17:00, minutes: 30}\n  lunch:"),
    ("  lunch:", "  late: {title: Late, start: '2017-06-21T01:00', minutes: 30}\n  lunch:"),
)
"""What stands in BODY, and what an edit writes in its place: each field that anybody is shown."""
HEADS = (
    HEAD.replace("Conference", "Congress"),
    HEAD.replace("[fr, nl]", "[nl, fr]"),
    HEAD.replace("[fr, nl]", "[fr, nl, en]"),
    HEAD.replace("[2017-06-20]", "[{date: 2017-06-20, opens: 08:00, closes: 22:00}]"),
    HEAD.replace("[2017-06-20]", "[2017-06-19]"),
    HEAD.replace("Europe/Brussels", "Europe/Lisbon"),
    HEAD + "description: All together\n",
    HEAD + "url: 'https://conf.example/'\n",
    HEAD + "site: {next: 'https://2018.example/'}\n",
    HEAD + "site: {personal-feeds: 'https://p.example/'}\n",
    WITH_URL,
    WITH_URL.replace("example.org", "example.net"),
)
Leaves = Callable[[Site], Iterable[Leaf]]


def lies(one: Site, other: Site, leaves_of: Leaves = leaves) -> list[str]:
    """Return the paths of files that have equal marks and other bytes."""
    known = {leaf.path: leaf for leaf in leaves_of(one)}
    return [
        leaf.path
        for leaf in leaves_of(other)
        if leaf.path in known
        and known[leaf.path].mark == leaf.mark
        and known[leaf.path].make() != leaf.make()
    ]


def kept(one: Site, other: Site) -> set[str]:
    """Return the paths of files that have the same mark in both."""
    marks = {leaf.path: leaf.mark for leaf in leaves(one)}
    return {leaf.path for leaf in leaves(other) if marks.get(leaf.path) == leaf.mark}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit[1].strip()[:40] or edit[0])
def test_an_edit_changes_the_marks_of_all_files_that_change(edit: tuple[str, str]) -> None:
    assert edit[0] in BODY
    edited = BODY.replace(*edit)
    first, second = versions(BODY, edited)
    assert lies(first, second) == []
    # Begun anew, publications know nothing of each other, and number alike.
    [apart] = versions(edited)
    assert lies(first, apart) == []


@pytest.mark.parametrize("head", HEADS, ids=range(len(HEADS)))
def test_what_is_said_of_the_whole_changes_the_marks_of_all_files_that_change(head: str) -> None:
    history = History()
    first, second = (
        site(version, history.publish_programme(version))
        for version in (versions_of(HEAD), versions_of(head))
    )
    assert lies(first, second) == []


def versions_of(head: str) -> Programme:
    """Return the programme with another head."""
    return versions(BODY, head=head)[0].programme


@pytest.mark.parametrize(
    "fields", [{"is_over": True}, {"is_preview": True}, {"times": "local"}], ids=str
)
def test_how_a_site_is_made_is_in_its_marks(fields: dict[str, Any]) -> None:
    [usual], [other] = (
        versions(BODY, head=WITH_URL),
        versions(BODY, head=WITH_URL, **fields),
    )
    assert lies(usual, other) == []


def test_who_is_forgotten_is_out_of_all_marks() -> None:
    without = BODY.replace("ana: {name: Ana Pérez", "eve: {name: Eve Lin").replace("ana]", "eve]")
    history = History(BODY, without)
    before = history.last
    programme = versions(without)[0].programme
    after = succeed(programme, forget(before, "ana"), at=history.at)
    assert after.publication != before
    old = site(programme, succeed(programme, before, at=history.at))
    assert lies(old, site(programme, after)) == []


def _edited(programme: Programme, draw: st.DrawFn) -> Programme:
    """Change a field of some parts to what another programme has there."""
    other = draw(PROGRAMMES)
    update: dict[str, Any] = {}
    for name in ("title", "description", "url", "venue", "site", "tracks"):
        if draw(st.sampled_from((False, False, True))) and name != "tracks":
            update[name] = getattr(other, name)
    for name, fields in (
        ("rooms", ("name", "capacity", "online")),
        ("speakers", ("name", "affiliation", "biography", "url")),
        ("tracks", ("title", "colour", "description")),
        ("sessions", ("title", "description", "notice", "links", "tags", "kind", "status")),
    ):
        parts = list(getattr(programme, name))
        theirs = getattr(other, name)
        if parts and theirs and draw(st.booleans()):
            i = draw(st.integers(0, len(parts) - 1))
            field = draw(st.sampled_from(fields))
            new = getattr(draw(st.sampled_from(theirs)), field)
            parts[i] = parts[i].model_copy(update={field: new})
            update[name] = tuple(parts)
    return programme.model_copy(update=update)


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Site, Site]:
    """Make the sites of two versions of a programme, one following the other or apart from it."""
    version = draw(PROGRAMMES)
    following = draw(st.sampled_from((False, True, True)))
    first = succeed(version, None, at=FIRST)
    edited = _edited(version, draw)
    at = FIRST + timedelta(days=draw(st.integers(0, 2)))
    second = succeed(edited, first.publication if following else None, at=at)
    is_over = draw(st.sampled_from((False, False, True)))
    return site(version, first), site(edited, second, is_over=is_over)


@settings(max_examples=40)
@given(_pairs())
def test_equal_marks_are_equal_bytes(pair: tuple[Site, Site]) -> None:
    assert lies(*pair) == []


def test_a_mark_that_forgets_something_is_found() -> None:
    """The test of the test: planted is a file whose mark knows nothing of a title."""

    def forgetful(of: Site) -> Iterator[Leaf]:
        yield Leaf("bad.html", of.mark(["opening"]), str(of.shown["debate"].title).encode)

    first, second = versions(BODY, BODY.replace("title: Debate", "title: Dispute"))
    assert lies(first, second, forgetful) == ["bad.html"]


def test_a_session_that_changes_changes_few_marks() -> None:
    programme = lets_coop()
    history = History()
    first = site(programme, history.publish_programme(programme))
    edited = programme.model_copy(
        update={
            "sessions": tuple(
                session.model_copy(update={"title": Text({"fr": "Autre"})})
                if session.key == "platform-cooperativism"
                else session
                for session in programme.sessions
            )
        }
    )
    second = site(edited, history.publish_programme(edited))
    assert lies(first, second) == []
    same = kept(first, second)
    everything = {leaf.path for leaf in leaves(second)}
    assert {"fr/session/platform-cooperativism.html", "fr/index.html"} <= everything - same
    assert "assets/site.css" in same
    for kind in ("session", "speaker"):
        pages = {path for path in everything if path.startswith(f"fr/{kind}/")}
        assert pages
        assert len(pages & same) >= len(pages) * 2 // 3, kind


CODE = """
from hashlib import sha256
from coopsched.site.assembling import leaves
from sites import lets_coop_site
found = sha256()
for leaf in leaves(lets_coop_site()):
    found.update(leaf.path.encode() + leaf.mark.encode() + leaf.make())
print(found.hexdigest())
"""


def test_marks_and_bytes_are_the_same_in_every_process() -> None:
    def elsewhere(**environment: str) -> str:
        path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
        return subprocess.run(
            [sys.executable, "-c", CODE],
            env={**os.environ, **environment, "PYTHONPATH": path},
            capture_output=True,
            check=True,
            text=True,
        ).stdout

    one = elsewhere(PYTHONHASHSEED="1", TZ="Pacific/Chatham")
    assert one == elsewhere(PYTHONHASHSEED="2", TZ="UTC", LC_ALL="C")


def test_an_address_where_the_folder_will_stand_is_in_the_marks_of_lets_coop() -> None:
    programme = lets_coop().model_copy(update={"site": SiteEntry(url="https://example.org/")})
    there = site(programme, History().publish_programme(programme))
    assert lies(lets_coop_site(), there) == []
