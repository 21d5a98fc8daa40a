"""What holds of every history of publications, whatever the programmes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.model import Programme
from coopsched.published.addresses import every_members, members
from coopsched.published.forgetting import forget
from coopsched.published.records import Publication
from coopsched.published.storing import dumps
from coopsched.published.succeeding import Succession, succeed
from coopsched.text import Text
from programmes import PROGRAMMES
from publications import FIRST

Edit = Callable[[Programme], Programme]
_SECTIONS = ("rooms", "speakers", "tracks", "sessions", "days")


def _named_alike(programme: Programme) -> Programme:
    return programme.model_copy(update={"key": "p"})


@st.composite
def _edits(draw: st.DrawFn, programme: Programme) -> Programme:
    """Change a few sessions of a programme: drop, draft, cancel, retitle, rename, move."""
    sessions = list(programme.sessions)
    for _ in range(draw(st.integers(0, 3))):
        if not sessions:
            break
        i = draw(st.integers(0, len(sessions) - 1))
        old = sessions[i]
        update: dict[str, Any] = draw(
            st.sampled_from(
                [
                    {"status": "draft"},
                    {"status": "cancelled"},
                    {"status": "confirmed"},
                    {"title": Text({"fr": "Autre"})},
                    {"key": f"{old.key[:50]}-2", "was": (*old.was, old.key)},
                    {"start": old.start and old.start + timedelta(hours=1)},
                    {"start": None, "end": None},
                    {"rooms": ()},
                    {"speakers": ()},
                ]
            )
        )
        sessions[i] = old.model_copy(update=update)
    keys = {session.key for session in sessions}
    sound = [
        session.model_copy(
            update={
                "within": session.within if session.within in keys else None,
                "repeats": session.repeats if session.repeats in keys else None,
                "replaces": tuple(key for key in session.replaces if key in keys),
            }
        )
        for session in {session.key: session for session in sessions}.values()
    ]
    return Programme.model_construct(**{**dict(programme), "sessions": tuple(sound)})


@st.composite
def _histories(draw: st.DrawFn) -> list[tuple[Programme, datetime, bool]]:
    """Make versions of a programme with the moments of their publishing, and whether to rematch."""
    steps: list[tuple[Programme, datetime, bool]] = []
    version = _named_alike(draw(PROGRAMMES))
    for _ in range(draw(st.integers(1, 5))):
        at = FIRST + timedelta(seconds=draw(st.integers(-5, 5)))  # clocks go back, too
        steps.append((version, at, draw(st.booleans())))
        other = st.builds(_named_alike, PROGRAMMES)
        version = draw(st.one_of(_edits(version), _edits(version), other, st.just(version)))
    return steps


def replayed(steps: list[tuple[Programme, datetime, bool]]) -> list[Succession]:
    """Publish all versions, one after the other."""
    found: list[Succession] = []
    for version, at, rematch in steps:
        previous = found[-1].publication if found else None
        found.append(succeed(version, previous, at=at, rematch=rematch))
    return found


@settings(max_examples=50)
@given(_histories())
def test_uids_are_unique_and_nothing_that_attendees_hold_is_lost_or_falls(steps: Any) -> None:
    found = [each.publication for each in replayed(steps)]
    for publication in found:
        records = publication.records
        assert len({record.uid for record in records.values()}) == len(records)
        assert all(record.key == key == record.shown.key for key, record in records.items())
        assert list(records) == sorted(records)
    for before, after in pairwise(found):
        assert after is before or after.serial == before.serial + 1
        now = {record.uid: record for record in after.records.values()}
        for old in before.records.values():
            new = now[old.uid]
            assert new.created == old.created
            assert new.sequence >= old.sequence
            assert (new.modified > old.modified) == (new.sequence > old.sequence)
            assert (new.fingerprint != old.fingerprint) == (new.sequence > old.sequence)
            assert new.key == old.key or old.key in new.keys
        assert before.addresses.keys() <= after.addresses.keys()
        for place, address in before.addresses.items():
            assert after.addresses[place].modified >= address.modified
        assert set(before.languages) <= set(after.languages)


def _replaced(version: Programme) -> set[str]:
    """Return the keys of sessions in whose place another one is held."""
    found: set[str] = set()
    for _ in version.sessions:
        for each in _visible(version):
            if each.status != "cancelled" or each.key in found:
                found |= set(each.replaces)
    return found


@settings(max_examples=50)
@given(_histories())
def test_every_session_that_is_to_be_held_has_one_record_that_says_so(steps: Any) -> None:
    for (version, at, _), found in zip(steps, replayed(steps), strict=True):
        replaced = _replaced(version)
        held = {
            session.key
            for session in _visible(version)
            if session.status == "confirmed" and session.key not in replaced
        }
        said = {
            key
            for key, record in found.publication.records.items()
            if record.state == "shown" and record.shown.status == "confirmed"
        }
        assert held <= said
        for key in said - held:  # what took place is not cancelled by leaving it out
            shown = found.shown[key]
            assert shown.end <= at if shown.end else max(shown.days) < at.date()
        for key in held:
            assert found.shown[key].title == version.session(key).title
            assert found.shown[key].start == (
                None if version.session(key).permanent else version.session(key).start
            )


def _visible(version: Programme) -> list[Any]:
    """Return the sessions that attendees see, by the words of the guide."""
    placed = [each for each in version.sessions if each.status != "draft" and each.start]
    days = version.days or placed
    lasting = [each for each in version.sessions if each.permanent and each.status != "draft"]
    return [each for each in placed if not each.permanent] + (
        lasting if days else [each for each in lasting if each.day]
    )


@settings(max_examples=50)
@given(_histories())
def test_publishing_the_same_again_changes_nothing(steps: Any) -> None:
    version, at, _ = steps[-1]
    last = replayed(steps)[-1].publication
    for later, rematch in ((timedelta(), False), (timedelta(days=400), True)):
        again = succeed(version, last, at=at + later, rematch=rematch)
        assert again.publication is last
        assert not again.changes


@settings(max_examples=50)
@given(_histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_plays_no_part(steps: Any, random: Any) -> None:
    shuffled = []
    for version, at, rematch in steps:
        update = {}
        for name in _SECTIONS:
            parts = list(getattr(version, name))
            random.shuffle(parts)
            update[name] = tuple(parts)
        turned = Programme.model_construct(**{**dict(version), **update})
        shuffled.append((turned, at, rematch))
    first, second = replayed(steps)[-1], replayed(shuffled)[-1]
    assert dumps(first.publication) == dumps(second.publication)
    assert first.changes == second.changes


@settings(max_examples=50)
@given(_histories())
def test_every_session_is_in_its_feeds_and_in_those_of_its_earlier_keys(steps: Any) -> None:
    found = replayed(steps)[-1]
    publication, shown = found.publication, found.shown
    everywhere = every_members(publication, shown)
    assert shown.keys() == publication.records.keys()
    for place, address in publication.addresses.items():
        assert members(address, publication, shown) == everywhere[place]
        assert len(set(everywhere[place])) == len(everywhere[place])
    for key, record in publication.records.items():
        for own in {key, *record.keys} & {
            place[1] for place in everywhere if place[0] == "session"
        }:
            assert key in everywhere["session", own]
        assert (key in everywhere["programme", ""]) is not shown[key].permanent
        if record.state == "shown" and not shown[key].permanent:
            for room in shown[key].rooms:
                assert key in everywhere["room", room.key]
            for person in shown[key].speakers:
                assert key in everywhere["speaker", person.key]


@settings(max_examples=50)
@given(_histories(), st.randoms(use_true_random=False))
def test_who_is_forgotten_is_in_no_line_up_and_has_no_feed(steps: Any, random: Any) -> None:
    publication: Publication = replayed(steps)[-1].publication
    people = sorted(
        {each.key for record in publication.records.values() for each in record.shown.speakers}
    )
    if not people:
        return
    key = random.choice(people)
    after = forget(publication, key)
    assert after.serial == publication.serial + 1
    assert ("speaker", key) not in after.addresses
    assert after.records.keys() == publication.records.keys()
    for record in after.records.values():
        assert key not in {each.key for each in record.shown.speakers}
