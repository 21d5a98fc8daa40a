"""What the rules that need a publication say, and when they keep silent."""

from datetime import UTC, date, datetime

import pytest

import coopsched
from coopsched.document import Document
from coopsched.findings import Finding
from coopsched.published.records import Publication
from coopsched.published.succeeding import succeed

HEAD = """\
key: conf
title: Conference
timezone: America/New_York
languages: [en]
days: [2027-05-14, 2027-05-15]
rooms: {attic: {name: Attic}, loft: {name: Loft}}
speakers: {ana: {name: Ana Pérez}, ben: {name: Ben Okri}}
tracks: {ropes: {title: Ropes}}
"""
SESSION = (
    "title: Knots, languages: [en], start: 2027-05-14T22:00, end: 2027-05-14T23:00, "
    "rooms: [attic], speakers: [ana], track: ropes"
)
OTHER = (
    "  calm: {title: Calm seas, languages: [en], start: 2027-05-15T10:00, minutes: 30, "
    "rooms: [loft], speakers: [ben]}\n"
)
BEFORE = f"{HEAD}sessions:\n  knots: {{{SESSION}}}\n{OTHER}"
GONE = f"{HEAD}sessions:\n{OTHER}"
RULES = ("published-session-gone", "published-address-gone", "replaced-under-same-key")


def read(text: str) -> Document:
    return coopsched.loads(text, name="programme.yaml")


def published(text: str = BEFORE) -> Publication:
    return succeed(read(text).programme, None, at=datetime(2027, 1, 1, tzinfo=UTC)).publication


def found(
    text: str, *, before: str = BEFORE, today: date | None = None, select: str = ""
) -> list[Finding]:
    rules = [select] if select else RULES
    return coopsched.check(read(text), published=published(before), today=today, select=rules)


@pytest.mark.parametrize(
    ("today", "number"), [(None, 1), (date(2027, 5, 14), 1), (date(2027, 5, 15), 0)]
)
def test_nobody_misses_a_session_that_is_over(today: date | None, number: int) -> None:
    assert len(found(GONE, today=today)) == number


def test_a_session_that_is_gone_is_said_in_the_programme_s_time() -> None:
    [finding] = found(GONE)
    assert finding.message == (
        "“Knots” is no longer in the programme, and was published for 2027-05-14 22:00"
    )
    assert finding.subject.sessions == ("knots",)
    assert finding.help is not None
    assert "`was: [knots]`" in finding.help


def test_a_permanent_session_is_missed_until_its_last_day() -> None:
    before = BEFORE + "  shop: {title: Bookshop, permanent: true}\n"
    [finding] = found(BEFORE, before=before, today=date(2027, 5, 15))
    assert "was published for every day" in finding.message
    assert found(BEFORE, before=before, today=date(2027, 5, 16)) == []


def test_it_is_said_once_until_it_is_published() -> None:
    following = succeed(read(GONE).programme, published(), at=datetime(2027, 1, 2, tzinfo=UTC))
    assert coopsched.check(read(GONE), published=following.publication, select=RULES) == []


def test_a_long_title_is_cut() -> None:
    before = BEFORE.replace("title: Knots", f"title: {'Knots ' * 20}")
    [finding] = found(GONE, before=before)
    assert finding.message.startswith("“Knots Knots Knots Knots Knots Knots Knots Knots…” is no")


@pytest.mark.parametrize(
    "broken",
    [
        BEFORE.replace("start: 2027-05-14T22:00", "start: at ten"),
        BEFORE.replace("title: Knots, ", ""),
        BEFORE.replace("speakers: [ben]", "speakers: [bne]"),
    ],
)
def test_what_could_not_be_read_is_not_said_to_be_gone(broken: str) -> None:
    assert found(broken) == []


def test_what_another_tool_s_file_refused_is_not_said_to_be_gone() -> None:
    refused = "key,title,start,end\nknots,,2027-05-14T22:00,2027-05-14T23:00\n"
    document = coopsched.loads(refused, name="table.csv")
    assert "session-refused" in {rule for rule, _ in document.problems}
    known = published()
    document_key = Publication(
        key=document.programme.key,
        serial=known.serial,
        tzdata=known.tzdata,
        languages=known.languages,
        records=known.records,
        addresses=known.addresses,
    )
    assert coopsched.check(document, published=document_key, select=RULES) == []


def test_another_programme_s_publication_says_nothing() -> None:
    other = published(BEFORE.replace("key: conf", "key: other"))
    assert coopsched.check(read(GONE), published=other, select=RULES) == []


def test_without_a_publication_nothing_is_said() -> None:
    assert coopsched.check(read(GONE), select=RULES) == []


def test_a_feed_whose_sessions_are_over_is_not_missed() -> None:
    without = BEFORE.replace("attic: {name: Attic}, ", "").replace("rooms: [attic], ", "")
    [finding] = found(without, select="published-address-gone")
    assert finding.subject.rooms == ("attic",)
    assert finding.message == (
        "the feed of the room “Attic” has 1 session to come, and the room is no longer in the "
        "programme"
    )
    assert found(without, today=date(2027, 5, 15), select="published-address-gone") == []


def test_where_one_part_is_new_it_is_proposed() -> None:
    renamed = BEFORE.replace("attic", "garret").replace("Attic", "Garret")
    [finding] = found(renamed, select="published-address-gone")
    assert finding.help == "if it has another key now, write `was: [attic]` at `garret`"
    both = renamed.replace("loft: {name: Loft}", "shed: {name: Shed}").replace("[loft]", "[shed]")
    helps = {finding.help for finding in found(both, select="published-address-gone")}
    assert "if it has another key now, write `was: [attic]` at the new key" in helps


def test_a_track_that_is_gone_is_said_too() -> None:
    without = BEFORE.replace("tracks: {ropes: {title: Ropes}}\n", "").replace(", track: ropes", "")
    [finding] = found(without)
    assert "the feed of the track “Ropes” has 1 session to come" in finding.message


def test_a_session_that_was_replaced_long_ago_is_not_said_to_be_another() -> None:
    another = BEFORE.replace("title: Knots", "title: Splicing wire").replace("[ana]", "[ben]")
    [finding] = found(another, select="replaced-under-same-key")
    assert "“Splicing wire” has the key under which “Knots” was published" in finding.message
    assert found(another, today=date(2027, 5, 15), select="replaced-under-same-key") == []


def test_a_finding_of_these_rules_can_be_accepted_and_needs_no_publication_to_be_so() -> None:
    allowed = BEFORE.replace("title: Knots", "title: Splicing wire").replace("[ana]", "[ben]")
    allowed = allowed.replace(
        "track: ropes}", "track: ropes}  # coopsched: allow[replaced-under-same-key] it is meant"
    )
    rules = [*RULES, "unused-allowance"]
    assert coopsched.check(read(allowed), published=published(), select=rules) == []
    assert coopsched.check(read(allowed), select=rules) == []
    kept = allowed.replace("Splicing wire", "Knots").replace("[ben]", "[ana]")
    [finding] = coopsched.check(read(kept), published=published(), select=rules)
    assert finding.rule == "unused-allowance"
