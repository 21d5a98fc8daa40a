"""From one publication to the next: what attendees are told, and what they are not."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import tzdata

from builders import HEAD, programme
from coopsched.published.records import Publication
from coopsched.published.shown import Named
from coopsched.published.storing import dumps
from coopsched.published.succeeding import succeed
from coopsched.text import Text
from publications import FIRST, History, published

DAY = timedelta(days=1)
TWO = """\
rooms: {attic: Attic, hall: Hall}
speakers: {ana: Ana Pérez, bo: Bo Lind}
tracks: {t: Trade}
sessions:
  a: {title: A, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana], track: t}
  b: {title: B, start: 12:00, end: 13:00, rooms: [hall], speakers: [bo]}
"""


def states(history: History, keys: str) -> list[str]:
    """Return the states of some sessions."""
    return [history.record(key).state for key in keys]


def lines(publication: Publication) -> dict[str, str]:
    """Return the lines of the sessions in the file, by key."""
    text = dumps(publication).split('"sessions": {\n')[1].split('\n},\n"feeds"')[0]
    return {line.split('"')[1]: line.rstrip(",") for line in text.split("\n")}


def edited(old: str, new: str, body: str = TWO) -> str:
    """Return a programme with one place changed."""
    assert body.count(old) == 1
    return body.replace(old, new)


def test_the_first_publishing_counts_from_nothing() -> None:
    found = published(TWO)
    assert found.publication.serial == 1
    record = found.publication.records["a"]
    assert (record.sequence, record.created, record.modified) == (0, FIRST, FIRST)
    assert record.state == "shown"
    assert record.before is None


def test_publishing_the_same_again_is_the_same_publication() -> None:
    history = History(TWO)
    once = history.last
    assert history.publish(TWO).publication is once
    assert not history.publish(TWO).changes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 10:00, end: 11:00", "start: 10:30, end: 11:30"),
        ("title: A,", "title: Another,"),
        ("rooms: [attic]", "rooms: [hall]"),
        ("speakers: [ana]", "speakers: [ana, bo]"),
        ("title: A,", "title: A, notice: Bring a pen,"),
        ("title: A,", "title: A, description: Long,"),
        ("title: A,", "title: A, status: cancelled,"),
        ("title: A,", "title: A, links: [{url: https://a.example/, kind: join}],"),
    ],
)
def test_a_change_tells_of_one_session_and_of_no_other(old: str, new: str) -> None:
    # Calendars that see every session change at each publishing stop showing any change.
    history = History(TWO)
    before = lines(history.last)
    history.publish(edited(old, new))
    after = lines(history.last)
    assert after["b"] == before["b"]
    assert after["a"] != before["a"]
    assert (history.record("a").sequence, history.record("b").sequence) == (1, 0)
    assert history.record("a").modified == FIRST + DAY
    assert history.record("a").created == FIRST
    assert history.last.serial == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("attic: Attic", "attic: Under the roof"),
        ("ana: Ana Pérez", "ana: Ana Pérez Coll"),
        ("t: Trade", "t: {title: Trade, colour: teal}"),
    ],
)
def test_a_name_that_changes_changes_the_sessions_that_show_it(old: str, new: str) -> None:
    history = History(TWO)
    history.publish(edited(old, new))
    assert (history.record("a").sequence, history.record("b").sequence) == (1, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rooms: {attic: Attic, hall: Hall}", "rooms: {hall: Hall, attic: Attic, unused: X}"),
        ("speakers: {ana: Ana Pérez, bo: Bo Lind}", "speakers: {bo: Bo Lind, ana: Ana Pérez}"),
        ("title: B,", "title: B, audience: 40, pinned: true,"),
        ("title: B,", "title: B, x-secret: 1,"),
        ("title: B,", "title: B, links: [{url: https://secret.example/, private: true}],"),
        ("title: B,", "title: B, uid: later@example.org,"),
        ("tracks: {t: Trade}", "tracks: {t: Trade}\nresources: {camera: 2}"),
    ],
)
def test_what_nobody_is_shown_changes_nothing(old: str, new: str) -> None:
    history = History(TWO)
    once = history.last
    assert history.publish(edited(old, new)).publication is once


def test_the_order_of_the_sessions_changes_nothing() -> None:
    history = History(TWO)
    once = history.last
    head, first, second = TWO.partition("  a:")[0], *TWO.partition("  a:")[2].split("  b:")
    assert history.publish(f"{head}  b:{second}  a:{first}").publication is once


def test_a_new_session_begins_at_its_own_publishing() -> None:
    history = History(TWO, TWO + "  c: {title: C, start: 14:00}\n")
    record = history.record("c")
    assert (record.sequence, record.created, record.modified) == (0, FIRST + DAY, FIRST + DAY)


def test_a_notable_change_remembers_what_was() -> None:
    history = History(
        TWO, edited("start: 10:00, end: 11:00, rooms: [attic]", "start: 14:00, rooms: [hall]")
    )
    before = history.record("a").before
    assert before is not None
    assert before.at == FIRST + DAY == history.record("a").modified
    assert before.fields == ("start", "end", "room")
    assert before.start == datetime(2017, 6, 20, 8, tzinfo=UTC)
    assert before.end == datetime(2017, 6, 20, 9, tzinfo=UTC)
    assert before.rooms == (Text({"fr": "Attic"}),)
    assert before.status == "confirmed"


def test_a_change_of_texts_leaves_what_was_as_it_is() -> None:
    moved = edited("start: 10:00, end: 11:00", "start: 10:30, end: 11:30")
    history = History(TWO, moved)
    before = history.record("a").before
    history.publish(edited("title: A,", "title: Another,", moved))
    assert history.record("a").sequence == 2
    assert history.record("a").before == before is not None


def test_a_session_that_moves_away_and_back_has_changed_twice() -> None:
    # With the old sequence, calendars that saw it move would never move it back.
    history = History(TWO, edited("start: 10:00, end: 11:00", "start: 14:00, end: 15:00"), TWO)
    record = history.record("a")
    assert (record.sequence, record.modified) == (2, FIRST + 2 * DAY)
    assert record.before is not None
    assert record.before.start == datetime(2017, 6, 20, 12, tzinfo=UTC)


def test_a_session_that_its_author_cancels_stays_and_says_so() -> None:
    history = History(TWO)
    history.publish(edited("title: A,", "title: A, status: cancelled, notice: Ill,"))
    record = history.record("a")
    assert (record.state, record.sequence, record.shown.status) == ("shown", 1, "cancelled")
    assert record.shown.notice == Text({"fr": "Ill"})
    assert record.before is not None
    assert (record.before.fields, record.before.status) == (("status",), "confirmed")


WITHOUT_A = TWO[: TWO.index("  a:")] + TWO[TWO.index("  b:") :]


def test_a_session_that_is_removed_stays_for_ever_as_cancelled() -> None:
    # A calendar that is told nothing more keeps showing the session as if it took place.
    history = History(TWO, WITHOUT_A, WITHOUT_A, "sessions: {}")
    record = history.record("a")
    assert (record.state, record.sequence, record.modified) == ("gone", 1, FIRST + DAY)
    assert record.shown.status == "cancelled"
    assert (str(record.shown.title), record.shown.rooms[0].key) == ("A", "attic")
    assert history.publish("sessions: {}").shown["a"] == record.shown


@pytest.mark.parametrize(
    "version",
    [
        edited("title: A,", "title: A, status: draft,"),
        edited("start: 10:00, end: 11:00, rooms: [attic]", "rooms: [attic]"),
    ],
)
def test_a_session_that_becomes_a_draft_or_loses_its_time_is_gone(version: str) -> None:
    history = History(TWO)
    history.publish(edited("title: A,", "title: A, notice: Secret,", version))
    record = history.record("a")
    assert (record.state, record.sequence) == ("gone", 1)
    assert record.shown.notice is None


def test_a_session_that_is_cancelled_and_loses_its_time_is_shown_where_it_was() -> None:
    history = History(TWO)
    version = edited("start: 10:00, end: 11:00,", "status: cancelled, notice: The train,")
    history.publish(version)
    record = history.record("a")
    assert (record.state, record.sequence, record.shown.status) == ("shown", 1, "cancelled")
    assert record.shown.start == datetime(2017, 6, 20, 8, tzinfo=UTC)
    assert record.shown.notice == Text({"fr": "The train"})
    once = history.last
    assert history.publish(version).publication is once


def test_a_session_that_returns_is_the_same_one_with_the_next_number() -> None:
    history = History(TWO, WITHOUT_A, TWO)
    record = history.record("a")
    assert (record.uid, record.state, record.sequence) == ("a@conf", "shown", 2)
    assert record.created == FIRST
    assert record.before is not None
    assert (record.before.fields, record.before.status) == (("status",), "cancelled")


REPLACING = """\
sessions:
  a: {title: A, start: 10:00, end: 11:00, status: cancelled}
  c: {title: C, start: 10:00, end: 11:00, replaces: [a]}
"""


def test_a_session_that_another_replaces_says_which() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00, end: 11:00}")
    history.publish(REPLACING)
    record = history.record("a")
    assert (record.state, record.sequence) == ("replaced", 1)
    assert record.shown.replaced_by == (Named("c", Text({"fr": "C"})),)
    assert history.record("c").uid == "c@conf"


def test_what_replaced_a_session_stays_said_when_the_file_forgets_it() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00, end: 11:00}", REPLACING)
    history.publish("sessions:\n  c: {title: C, start: 10:00, end: 11:00}")
    assert history.record("a").state == "replaced"
    assert history.record("a").shown.replaced_by == (Named("c", Text({"fr": "C"})),)


def test_the_title_of_what_replaces_it_is_kept_up_to_date() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00, end: 11:00}", REPLACING)
    history.publish(REPLACING.replace("title: C", "title: Best of C"))
    assert history.record("a").sequence == 2
    assert str(history.record("a").shown.replaced_by[0].name) == "Best of C"


def test_a_session_can_be_split_in_two() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00, end: 12:00}")
    history.publish(
        "sessions:\n  a: {title: A, start: 10:00, end: 12:00, status: cancelled}\n"
        "  a1: {title: A1, start: 10:00, end: 11:00, replaces: [a]}\n"
        "  a2: {title: A2, start: 11:00, end: 12:00, replaces: [a]}"
    )
    assert [each.key for each in history.record("a").shown.replaced_by] == ["a1", "a2"]
    assert {each.uid for each in history.last.records.values()} == {
        "a@conf",
        "a1@conf",
        "a2@conf",
    }


def test_two_sessions_can_be_merged_by_replacing_them() -> None:
    two = "sessions:\n  a: {title: A, start: 10:00%s}\n  b: {title: B, start: 11:00%s}\n"
    history = History(two % ("", ""))
    cancelled = ", status: cancelled"
    history.publish(
        two % (cancelled, cancelled) + "  c: {title: A and B, start: 10:00, replaces: [a, b]}"
    )
    assert states(history, "abc") == ["replaced", "replaced", "shown"]


def test_two_sessions_can_be_merged_by_their_earlier_keys() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00}\n  b: {title: B, start: 11:00}")
    history.publish("sessions:\n  c: {title: A and B, start: 10:00, was: [a, b]}")
    assert history.record("c").uid == "a@conf"
    assert history.record("b").state == "replaced"
    assert history.record("b").shown.replaced_by == (Named("c", Text({"fr": "A and B"})),)


def test_a_session_that_was_renamed_in_silence_is_told_to_replace_the_old_one_later() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  b: {title: A, start: 10:00}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}",
    )
    assert history.record("a").state == "replaced"
    assert history.record("a").shown.replaced_by == (Named("b", Text({"fr": "A"})),)


def test_what_had_a_key_once_does_not_replace_what_had_it_later() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}\n  a: {title: New, start: 12:00}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}",
    )
    assert (history.record("a").state, history.record("a").shown.replaced_by) == ("gone", ())


def test_no_change_is_older_than_the_one_before() -> None:
    # A client that knows a newer LAST-MODIFIED takes the change for an old one.
    first = succeed(programme(TWO), None, at=FIRST)
    moved = programme(edited("start: 10:00, end: 11:00", "start: 14:00, end: 15:00"))
    second = succeed(moved, first.publication, at=FIRST - 3 * DAY)
    record = second.publication.records["a"]
    assert record.modified == FIRST + timedelta(seconds=1)
    assert second.publication.addresses["programme", ""].modified == record.modified


def test_a_moment_is_taken_in_utc_and_in_whole_seconds() -> None:
    at = datetime(2017, 5, 1, 14, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
    found = succeed(programme(TWO), None, at=at).publication.records["a"]
    assert found.modified == FIRST
    assert found.modified.tzinfo is UTC


def test_languages_that_were_published_once_stay() -> None:
    # Somebody follows the Dutch feeds: their addresses must not become a 404.
    history = History(TWO)
    heads = (HEAD.replace("languages: [fr, nl]\n", ""), HEAD.replace("[fr, nl]", "[en, fr]"))
    found = [history.publish(TWO, head=head).publication.languages for head in heads]
    assert found == [("fr", "nl"), ("fr", "nl", "en")]


def test_a_programme_that_names_no_language_is_published_in_english() -> None:
    found = published(TWO, head=HEAD.replace("languages: [fr, nl]\n", ""))
    assert found.publication.languages == ("en",)


def test_a_link_between_sessions_holds_when_the_other_is_renamed() -> None:
    within = "sessions:\n  %s: {title: Big%s, start: 10:00, end: 12:00%s}\n"
    within += "  b: {title: B, start: 10:00, end: 11:00, within: %s}"
    history = History(within % ("a", "", "", "a"))
    history.publish(within % ("z", "", ", was: a", "z"))
    assert (history.record("z").sequence, history.record("b").sequence) == (0, 0)


def test_a_key_of_a_room_that_changes_tells_nobody_anything() -> None:
    history = History(TWO)
    before = lines(history.last)
    history.publish(
        TWO.replace("attic: Attic", "loft: {name: Attic, was: attic}").replace("[attic]", "[loft]")
    )
    assert lines(history.last) == before


SECRETS = """\
x-secret: token-1
rooms: {attic: {name: Attic, x-secret: token-2}}
speakers: {ana: {name: Ana, x-mail: token-3, biography: token-4}, bo: {name: token-5}}
sessions:
  x-note: token-6
  a:
    title: A
    start: 10:00
    rooms: [attic]
    speakers: [{speaker: ana, x-fee: token-7}]
    x-note: token-8
    links: [{url: "https://token-9.example/", private: true}, {url: "https://a.example/"}]
  b: {title: token-b, start: 11:00, status: draft, speakers: [bo]}
  c: {title: token-c, rooms: [attic]}
"""


@pytest.mark.parametrize("again", [SECRETS, "sessions: {}"])
def test_nothing_private_and_no_draft_is_in_the_publication(again: str) -> None:
    # The publication is copied into the public folder.
    history = History(SECRETS, again)
    text = dumps(history.last)
    assert "https://a.example/" not in text  # only what a tombstone needs
    assert "Ana" in text
    assert "token" not in text


@pytest.mark.parametrize(
    "version", [TWO, WITHOUT_A, edited("title: A,", "title: Another,"), REPLACING]
)
@pytest.mark.parametrize("turned", [lambda each: each, lambda each: each[::-1]])
def test_the_order_of_the_file_plays_no_part(
    version: str, turned: Callable[[tuple[object, ...]], tuple[object, ...]]
) -> None:
    first = succeed(programme(TWO), None, at=FIRST).publication
    new = programme(version)
    sections = {
        name: turned(getattr(new, name)) for name in ("rooms", "speakers", "tracks", "sessions")
    }
    found = succeed(new.model_copy(update=sections), first, at=FIRST + DAY)
    assert dumps(found.publication) == dumps(succeed(new, first, at=FIRST + DAY).publication)


def test_the_version_of_the_time_zone_data_is_that_of_the_last_change() -> None:
    first = published(TWO).publication
    assert first.tzdata == tzdata.IANA_VERSION
    older = replace(first, tzdata="1999a")
    assert succeed(programme(TWO), older, at=FIRST).publication is older
    moved = programme(edited("start: 10:00, end: 11:00", "start: 10:30, end: 11:30"))
    assert succeed(moved, older, at=FIRST).publication.tzdata == tzdata.IANA_VERSION


SCRIPT = """
from datetime import UTC, datetime
import coopsched
from coopsched.published.storing import dumps
from coopsched.published.succeeding import succeed
document = coopsched.read("data/programme.yaml")
at = datetime(2017, 5, 1, tzinfo=UTC)
first = succeed(document.programme, None, at=at).publication
moved = document.programme.move("assemblee-generale", start="16:00")
print(dumps(succeed(moved, first, at=at).publication))
"""


def test_the_machine_plays_no_part() -> None:
    root = Path(__file__).parents[2]
    machines = (
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/New_York", "LC_ALL": "fr_BE.UTF-8"},
    )
    found = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", SCRIPT],
            cwd=root,
            env={**os.environ, **machine},
            capture_output=True,
            check=True,
        ).stdout
        for machine in machines
    }
    assert len(found) == 1
    assert b'"sequence": 1' in found.pop()


def test_what_took_place_is_not_cancelled_by_tidying_up_the_file() -> None:
    history = History(TWO)
    history.at = datetime(2017, 6, 20, 9, 30, tzinfo=UTC)  # `a` is over, `b` is not
    history.publish(TWO.partition("sessions:")[0] + "sessions: {}\n")
    assert states(history, "ab") == ["shown", "gone"]
    assert history.record("a").shown.status == "confirmed"
    sequence = history.record("a").sequence
    history.publish(TWO.partition("sessions:")[0] + "sessions: {}\n")
    assert history.record("a").sequence == sequence
    assert history.record("b").shown.status == "cancelled"


def test_a_key_of_something_gone_may_be_given_to_plainly_another_session() -> None:
    history = History(TWO, edited(TWO.split("\n")[4] + "\n", ""))
    other = "  a: {title: Zebra, start: 15:00, end: 16:00, speakers: [bo]}"
    found = history.publish(edited(TWO.split("\n")[4], other))
    assert {
        record.uid: str(record.shown.title) for record in found.publication.records.values()
    } == {
        "a@conf": "A",
        "a~2@conf": "Zebra",
        "b@conf": "B",
    }
    assert [each.new.shown.title["fr"] for each in found.changes.new] == ["Zebra"]


def test_what_stood_in_the_place_of_others_does_so_while_it_is_held() -> None:
    history = History(
        TWO + "  c: {title: C, start: 14:00, end: 15:00, replaces: [a]}\n",
        edited(TWO.split("\n")[4] + "\n", "") + "  c: {title: C, start: 14:00, end: 15:00}\n",
    )
    assert [each.key for each in history.record("a").shown.replaced_by] == ["c"]
    history.publish(edited(TWO.split("\n")[4] + "\n", ""))
    assert history.record("a").shown.replaced_by == ()
