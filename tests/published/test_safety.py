"""What is refused, and the disasters that this prevents."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import HEAD, read
from coopsched.document import Document
from coopsched.published.forgetting import forget
from coopsched.published.records import Publication
from coopsched.published.safety import Refusal, contradicts, refusals
from coopsched.published.succeeding import succeed
from publications import History

LATER = datetime(2017, 5, 2, 12, tzinfo=UTC)


def refused(
    version: str | Document,
    previous: Publication | None = None,
    *,
    confirmed: int | None = None,
    at: datetime = LATER,
    rematch: bool = False,
    head: str = HEAD,
) -> list[Refusal]:
    """Return why the next version is not published."""
    document = read(version, head=head) if isinstance(version, str) else version
    found = succeed(document.programme, previous, at=at, rematch=rematch)
    return refusals(document, previous, found, at=at, confirmed=confirmed)


GOOD = "sessions:\n  a: {title: A, start: 10:00}\n  b: {title: B, start: 11:00}\n"
BEFORE = History(GOOD).last


def test_a_programme_that_was_read_in_full_is_published() -> None:
    assert refused(GOOD) == refused(GOOD, BEFORE) == []


def test_a_typo_in_a_time_does_not_cancel_the_session() -> None:
    # Without its start the session would be unplaced, and cancelled in all calendars.
    [found] = refused(GOOD.replace("10:00", "1O:00"), BEFORE)
    assert found == Refusal(
        "1 place could not be read as written: `start` of session `a` (line 7)",
        "mend what `coopsched check` says of them: people would be told what nobody meant",
    )


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("start: 10:00", "strat: 10:00", "`strat` of session `a` (line 7)"),
        ("{title: A, start: 10:00}", "[A, 10:00]", "session `a` (line 7)"),
        ("title: A, ", "", "`title` of session `a` (line 7)"),
        ("start: 10:00", "start: 10:00, rooms: [attic]", "`rooms` of session `a` (line 7)"),
        ("start: 10:00", "start: 10:00, links: [{url: x}]", "`links` of session `a` (line 7)"),
        ("  b:", "  a:", "line 8"),
        ("  b:", "<<<<<<< ours\n  b:", "line 8"),
        ("sessions:\n", "rooms: {x: [1]}\nsessions:\n", "room `x` (line 6)"),
        ("sessions:\n", "rooms: {x: {nam: X}}\nsessions:\n", "`nam` of room `x` (line 6)"),
        ("sessions:", "sesions:", "`sesions` (line 6)"),
    ],
)
def test_what_could_not_be_read_is_not_published(old: str, new: str, place: str) -> None:
    found = refused(GOOD.replace(old, new), BEFORE)
    assert any(place in each.message for each in found)
    assert refused(GOOD.replace(old, new))  # nor at first


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Europe/Brussels", "Europe/Brussel", "`timezone` (line 3)"),
        ("[2017-06-20]", "[2017-06-31]", "day `0`"),
        ("key: conf\n", "", "`key`"),
    ],
)
def test_a_head_that_could_not_be_read_is_not_published(old: str, new: str, place: str) -> None:
    # In another zone, or on a stand-in for the day, every session would move.
    found = refused(GOOD, head=HEAD.replace(old, new))
    assert place in found[0].message


@pytest.mark.parametrize(
    "version",
    [
        f"rules: [x]\n{GOOD}",
        f"site: {{url: x}}\n{GOOD}",
        GOOD.replace("title: A", "title: A # 1"),
        GOOD.replace("11:00", "10:00, speakers: [Ana]").replace(
            "10:00}", "10:00, speakers: [Ana]}"
        ),
    ],
)
def test_what_shows_nothing_else_and_conflicts_do_not_stop_it(version: str) -> None:
    assert refused(version, BEFORE) == []


def test_of_many_places_three_are_named() -> None:
    body = "sessions:\n" + "".join(f"  s{i}: {{title: S, start: x}}\n" for i in range(5))
    [found] = refused(body)
    assert found.message == (
        "5 places could not be read as written: `start` of session `s0` (line 7), `start` of "
        "session `s1` (line 8), `start` of session `s2` (line 9) and 2 more"
    )


def test_another_programme_does_not_cancel_this_one() -> None:
    [found] = refused(GOOD, BEFORE, head=HEAD.replace("key: conf", "key: other"))
    assert found.message == "what was published is the programme `conf`, and this is `other`"


def many(*numbers: int, day: str = "2017-06-20", prefix: str = "s", title: str = "Session") -> str:
    """Return a programme of numbered sessions."""
    return "sessions:\n" + "".join(
        f"  {prefix}{i}: {{title: {title} {i}, start: {day}T{8 + i // 6:02}:{i % 6}0, "
        f"speakers: [Speaker {title} {i}]}}\n"
        for i in numbers
    )


FORTY = History(many(*range(40))).last


def test_a_truncated_file_does_not_cancel_half_the_programme() -> None:
    [found] = refused(many(*range(20)), FORTY)
    assert found == Refusal(
        "20 of the 40 sessions that attendees still expect would be cancelled, or become others: "
        "“Session 20”, “Session 21”, “Session 22” and 17 more",
        "if that is meant, confirm it with --confirm-removals 20",
    )


def test_an_empty_file_does_not_cancel_all_of_it() -> None:
    assert "40 of the 40" in refused("sessions: {}", FORTY)[0].message


@pytest.mark.parametrize(
    ("total", "left", "stopped"),
    [
        (40, 37, False),
        (40, 36, True),
        (5, 2, False),
        (5, 1, True),
        (100, 95, False),
        (100, 94, True),
    ],
)
def test_a_few_sessions_can_go_without_a_word(total: int, left: int, *, stopped: bool) -> None:
    # More than three, and more than one in twenty.
    before = History(many(*range(total))).last
    assert bool(refused(many(*range(left)), before)) is stopped


@pytest.mark.parametrize(("confirmed", "stopped"), [(20, False), (19, True), (21, True)])
def test_only_the_exact_number_confirms_it(confirmed: int, *, stopped: bool) -> None:
    assert bool(refused(many(*range(20)), FORTY, confirmed=confirmed)) is stopped


@pytest.mark.parametrize("status", ["draft", "tentative", "cancelled"])
def test_drafts_count_as_gone_and_what_the_author_cancels_does_not(status: str) -> None:
    body = many(*range(40)).replace("title: Session 1", f"status: {status}, title: Session 1")
    assert bool(refused(body, FORTY)) is (status == "draft")


def test_sessions_without_a_time_count_as_gone() -> None:
    body = re.sub(r"start: 2017-06-20T09:\d0, ", "", many(*range(40)))
    assert "6 of the 40" in refused(body, FORTY)[0].message


def test_what_is_over_or_was_cancelled_can_go() -> None:
    assert refused("sessions: {}", FORTY, at=datetime(2017, 6, 21, tzinfo=UTC)) == []
    history = History(
        many(*range(40)), many(*range(40)).replace("title", "status: cancelled, title")
    )
    assert refused("sessions: {}", history.last) == []


def test_what_goes_on_until_now_is_still_expected() -> None:
    noon = datetime(2017, 6, 20, 10, 0, tzinfo=UTC)  # noon there: nineteen have ended
    assert "21 of the 21" in refused("sessions: {}", FORTY, at=noon)[0].message


def test_permanent_sessions_are_expected_until_their_last_day() -> None:
    body = "sessions:\n" + "".join(f"  s{i}: {{title: S, permanent: true}}\n" for i in range(4))
    before = History(body).last
    assert refused("sessions: {}", before, at=datetime(2017, 6, 20, 12, tzinfo=UTC))
    assert not refused("sessions: {}", before, at=datetime(2017, 6, 23, tzinfo=UTC))


def test_sessions_that_another_replaces_do_not_count() -> None:
    keys = [f"s{i}" for i in range(20)]
    body = many(*range(40)) + f"  all: {{title: All, start: 2017-06-20T09:00, replaces: {keys}}}\n"
    assert refused(body.replace("'", ""), FORTY) == []


def test_new_keys_for_all_sessions_are_refused_with_the_remedy() -> None:
    # Every subscriber would see everything cancelled, and everything again.
    renumbered = many(*range(40)).replace("  s", "  t")
    [found] = refused(renumbered, FORTY)
    assert "40 of the 40" in found.message
    assert found.help == (
        "if their keys changed, publish with --rematch: it recognises 40 of them by title and "
        "speakers; if that is meant, confirm it with --confirm-removals 40"
    )
    assert refused(renumbered, FORTY, rematch=True) == []


def test_old_numbers_for_other_sessions_are_refused_too() -> None:
    # Each UID would mean another talk from now on: a subscriber comes to the wrong one.
    turned = "sessions:\n" + "".join(
        line.replace(f"s{i}:", f"s{(i + 7) % 40}:") + "\n"
        for i, line in enumerate(many(*range(40)).split("\n")[1:-1])
    )
    [found] = refused(turned, FORTY)
    assert "40 of the 40" in found.message
    assert "--rematch: it recognises 40" in found.help
    assert refused(turned, FORTY, rematch=True) == []


def test_new_titles_alone_are_no_other_sessions() -> None:
    assert refused(many(*range(40)).replace("title: Session", "title: Talk"), FORTY) == []


def test_a_publication_that_is_missing_is_noticed() -> None:
    # In a fresh clone all sequences would begin again at 0, and calendars ignore what is older.
    found = contradicts(None, BEFORE)
    assert found is not None
    assert found.message == (
        "the folder was published before, and its publication is missing: calendars ignore changes "
        "that are counted from 0 again"
    )


def test_a_copy_that_is_the_same_or_older_is_no_contradiction() -> None:
    history = History(GOOD)
    old = history.last
    history.publish(GOOD.replace("10:00", "09:00"))
    assert contradicts(history.last, history.last) is None
    assert contradicts(history.last, old) is None
    assert contradicts(history.last, None) is None
    assert contradicts(None, None) is None


def test_a_copy_that_is_newer_is_a_contradiction() -> None:
    history = History(GOOD)
    old = history.last
    history.publish(GOOD.replace("10:00", "09:00"))
    found = contradicts(old, history.last)
    assert found is not None
    assert found.message == "publication 2 is in the folder, and this is the older 1"


def test_a_copy_of_another_programme_is_a_contradiction() -> None:
    found = contradicts(BEFORE, replace(BEFORE, key="other"))
    assert found is not None
    assert found.message == "the folder holds the programme `other`, and this is `conf`"


def test_a_copy_of_the_same_number_that_is_another_is_a_contradiction() -> None:
    # Two people published from the same state: one's changes would never reach calendars.
    ours, theirs = History(GOOD), History(GOOD)
    ours.publish(GOOD.replace("10:00", "09:00"))
    theirs.publish(GOOD.replace("10:00", "08:00"))
    found = contradicts(ours.last, theirs.last)
    assert found is not None
    assert "another publication" in found.message


def test_an_older_copy_with_a_change_that_the_publication_never_had_is_one_too() -> None:
    ours, theirs = History(GOOD), History(GOOD)
    ours.publish(GOOD.replace("11:00", "11:30"))
    ours.publish(GOOD.replace("11:00", "11:45"))
    theirs.publish(GOOD.replace("10:00", "08:00"))
    assert contradicts(ours.last, theirs.last) is not None


@pytest.mark.parametrize("lost", [("room", "attic"), ("session", "b"), ("in", "nl")])
def test_a_copy_that_knows_a_feed_which_the_publication_lost_is_one_too(
    lost: tuple[str, str],
) -> None:
    body = GOOD.replace("10:00", "10:00, rooms: [attic]") + "rooms: {attic: Attic}\n"
    history = History(body)
    copy = history.last
    history.publish(body.replace("11:00", "12:00"))
    left = {place: each for place, each in history.last.addresses.items() if place != lost}
    assert contradicts(replace(history.last, addresses=left), copy) is not None


def test_a_copy_in_a_language_which_the_publication_lost_is_one_too() -> None:
    history = History(GOOD)
    copy = history.last
    history.publish(GOOD.replace("11:00", "12:00"))
    assert contradicts(replace(history.last, languages=("fr",)), copy) is not None


def test_a_person_who_is_forgotten_is_no_contradiction() -> None:
    history = History(many(*range(3)))
    assert contradicts(forget(history.last, "speaker-session-1"), history.last) is None
