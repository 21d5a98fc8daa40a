"""`coopsched feed`: one feed, to look at or to hand out."""

from pathlib import Path

import pytest

import coopsched
from builders import Run
from coopsched.published.storing import dumps
from coopsched.published.succeeding import Succession
from coopsched.publishing.feeds import feeds
from feed_builders import events_of, published

BODY = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr, nl]
days: [2017-06-20]
rooms: {hall: {name: {fr: Salle, nl: Zaal}}, attic: Grenier}
speakers: {ana: Ana Pérez, bo: Bo}
sessions:
  a: {title: A, languages: [fr], start: 10:00, end: 11:00, rooms: hall, speakers: ana}
  b: {title: B, languages: [nl], start: 11:00, end: 12:00, rooms: attic, speakers: [ana, bo]}
  c: {title: C, permanent: true, kind: exhibition}
  d: {title: D, status: draft, start: 10:00}
"""
AT = ("--at", "2017-06-01T12:00Z")


@pytest.fixture
def source(tmp_path: Path) -> str:
    """Write a programme where commands are run."""
    (tmp_path / "in.yaml").write_text(BODY, "utf-8")
    return "in.yaml"


def uids(out: str) -> list[str]:
    """Return the UIDs of the events that were printed."""
    return [uid.removesuffix("@conf") for uid in events_of(out.encode())]


def kept(folder: Path, name: str = "in.publication.json") -> Succession:
    """Publish the programme for the first time and keep what was published."""
    done = published(coopsched.loads(BODY).programme)
    (folder / name).write_text(dumps(done.publication), "utf-8")
    return done


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        ([], "ab"),
        (["--room", "hall"], "a"),
        (["--room", "zaal", "--room", "Grenier"], "ab"),
        (["--speaker", "pérez"], "ab"),
        (["--speaker", "ana", "--room", "attic"], "b"),
        (["--kind", "talk"], "ab"),
        (["--session", "a"], "a"),
        (["--session", "c"], "c"),
        (["--understood"], "a"),
        (["--understood", "--language", "NL"], "b"),
        (["--permanent"], "c"),
    ],
)
def test_a_choice_of_sessions_is_printed(
    run: Run, source: str, wishes: list[str], found: str
) -> None:
    ran = run("feed", *wishes, *AT, source)
    assert (ran.status, ran.err) == (0, "")
    assert "".join(uids(ran.out)) == found


def test_a_feed_is_in_the_language_that_is_asked_for(run: Run, source: str) -> None:
    assert "LOCATION:Salle\r\n" in run("feed", *AT, source).out
    assert "LOCATION:Zaal\r\n" in run("feed", "--language", "nl", *AT, source).out
    assert "Tuesday 20 June" in run("feed", "--language", "en", *AT, source).out


def test_times_can_be_those_of_the_programme(run: Run, source: str) -> None:
    ran = run("feed", "--times", "local", *AT, source)
    assert "DTSTART;TZID=Europe/Brussels:20170620T100000\r\n" in ran.out
    assert "BEGIN:VTIMEZONE\r\n" in ran.out


def test_a_first_feed_is_made_at_a_moment(run: Run, source: str) -> None:
    assert "\r\nCREATED:20170601T120000Z\r\n" in run("feed", *AT, source).out
    local = run("feed", "--at", "2017-06-01T12:00", source).out
    assert "\r\nCREATED:20170601T100000Z\r\n" in local


def test_what_was_published_is_printed_as_it_was(run: Run, source: str, tmp_path: Path) -> None:
    programme = coopsched.loads(BODY).programme
    done = kept(tmp_path)
    made = dict(feeds(programme, done.publication, done.shown))
    assert run("feed", *AT, source).out.encode() == made["feeds/fr/programme.ics"]
    ana = run("feed", "--speaker", "ana", "--language", "nl", source).out.encode()
    assert ana == made["feeds/nl/speaker/ana.ics"]


def test_what_was_changed_since_is_printed_as_it_would_be_published(
    run: Run, source: str, tmp_path: Path
) -> None:
    kept(tmp_path, "elsewhere.json")
    (tmp_path / source).write_text(BODY.replace("10:00, end", "09:00, end"), "utf-8")
    ran = run("feed", "--session", "a", *AT, "--publication", "elsewhere.json", source)
    event = events_of(ran.out.encode())["a@conf"]
    assert event["SEQUENCE"] == 1
    assert "auparavant 10:00–11:00" in event["DESCRIPTION"]


def test_a_room_that_is_gone_can_still_be_chosen(run: Run, source: str, tmp_path: Path) -> None:
    kept(tmp_path)
    gone = BODY.replace("hall: {name: {fr: Salle, nl: Zaal}}, ", "").replace("rooms: hall, ", "")
    (tmp_path / source).write_text(gone, "utf-8")
    ran = run("feed", "--room", "Zaal", *AT, source)
    assert ran.status == 0
    assert "UID:nothing/room/hall@" in ran.out
    assert ran.err == "coopsched: no published session was chosen: the feed is empty\n"


def test_a_draft_is_not_printed(run: Run, source: str) -> None:
    ran = run("feed", "--session", "d", *AT, source)
    assert ran.status == 0
    assert "UID:nothing/choice@" in ran.out
    assert ran.err == "coopsched: no published session was chosen: the feed is empty\n"


def test_a_feed_can_be_written_to_a_file(run: Run, source: str, tmp_path: Path) -> None:
    ran = run("feed", "--output", "a.ics", *AT, source)
    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_programme_can_come_from_standard_input(run: Run) -> None:
    assert uids(run("feed", *AT, "-", stdin=BODY).out) == ["a", "b"]


def test_what_could_not_be_read_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text(BODY.replace("end: 11:00", "end: eleven"), "utf-8")
    ran = run("feed", *AT, "in.yaml")
    assert ran.status == 1
    assert ran.err == (
        "coopsched: written, but 1 error in in.yaml was left out: see `coopsched check in.yaml`\n"
    )


def test_a_damaged_publication_is_refused(run: Run, source: str, tmp_path: Path) -> None:
    (tmp_path / "in.publication.json").write_text("{", "utf-8")
    ran = run("feed", *AT, source)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("coopsched: no feed is written: in.publication.json")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--room", "halll"], "no room of this programme is called “halll”; did you mean “hall”?"),
        (["--speaker", "anna"], "no speaker of this programme is called “anna”; did you mean"),
        (
            ["--kind", "paneel"],
            "no kind of this programme is called “paneel”; did you mean “panel”?",
        ),
        (["--session", "nothing at all"], "no session of this programme is called"),
        (["--language", "Dutch"], "--language Dutch: did you mean nl?"),
        (["--language", "?"], "--language ?: write a tag, such as fr or nl-BE"),
        (["--at", "soon"], "--at: “soon” is not a time"),
        (["--publication", "none.json"], "none.json is not there"),
        (["--publication", "."], ". cannot be read"),
        (["--publication", "other.json"], "published of “conf”, and this is “other”"),
    ],
)
def test_what_cannot_be_done_is_one_message(
    run: Run, tmp_path: Path, source: str, arguments: list[str], message: str
) -> None:
    kept(tmp_path, "other.json")
    if "other.json" in arguments:
        (tmp_path / source).write_text(BODY.replace("key: conf", "key: other"), "utf-8")
    ran = run("feed", *arguments, source)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_help_has_an_example(run: Run) -> None:
    assert "coopsched feed --language fr" in run("feed", "--help").out
