"""What changed between two versions: matching, fields, and who must be told."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import HEAD, programme, programme_of
from coopsched.calendar import Day
from coopsched.comparing import FIELDS, Altered, Difference, compare, same_sessions
from coopsched.model import Programme

PEOPLE = """\
speakers: {ana: Ana Pérez, bob: Bob Stone, cleo: Cléo Roy}
rooms: {hall: Great Hall, attic: Attic}
tracks: {work: Work, care: Care}
"""


def version(sessions: str, *, more: str = PEOPLE, head: str = HEAD) -> Programme:
    """Return a programme of sessions, each on a line: `a: {title: A}`."""
    return programme(
        more + "sessions:\n" + "".join(f"  {line.strip()}\n" for line in sessions.splitlines()),
        head=head,
    )


def changes(old: str, new: str) -> dict[str, tuple[str, ...]]:
    """Return what changed in each session, by its new key."""
    return changed(compare(version(old), version(new)))


def changed(difference: Difference) -> dict[str, tuple[str, ...]]:
    return {change.new.key: change.fields for change in difference.changed}


def pairs(old: str, new: str) -> dict[str, str]:
    return same_sessions(version(old), version(new))


def keys(sessions: Any) -> list[str]:
    return [session.key for session in sessions]


def told(difference: Difference) -> dict[str, tuple[str, ...]]:
    return {each.speaker.name: each.sessions for each in difference.tell}


# Matching


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: {title: A}", "b: {title: B, was: a}"),
        ("b: {title: B, was: a}", "a: {title: A}"),
        ("a: {title: A, uid: U}", "b: {title: B, uid: U}"),
        ("a: {title: A}", "b: {title: B, uid: a@conf}"),
        ("a: {title: A, speakers: ana}", "b: {title: A, speakers: ana}"),
        ("a: {title: À la carte !}", "b: {title: a la Carte}"),
        ("a: {title: {fr: Le pain, nl: Brood}}", "b: {title: {nl: Brood, en: Bread}}"),
        ("a: {title: A, speakers: ana}", "b: {title: A, speakers: bob}"),
    ],
    ids=[
        "an earlier key", "back to it", "uid", "uid in calendars", "title and people", "spelling",
        "one wording", "title alone",
    ],
)  # fmt: skip
def test_a_session_is_known_under_another_key(old: str, new: str) -> None:
    assert same_sessions(version(old), version(new)) in ({"a": "b"}, {"b": "a"})


def test_a_key_stays_whatever_else_changes() -> None:
    assert pairs("a: {title: A, speakers: ana}", "a: {title: B, speakers: bob}") == {"a": "a"}


def test_a_key_with_another_title_people_and_uid_is_another_session() -> None:
    old = "a: {title: A, speakers: ana, uid: one}"
    assert pairs(old, "a: {title: B, speakers: bob, uid: two}") == {}
    assert pairs(old, "a: {title: B, speakers: bob, uid: one}") == {"a": "a"}
    assert pairs(old, "a: {title: A, speakers: bob, uid: two}") == {"a": "a"}
    assert pairs(old, "a: {title: B, speakers: [ana, bob], uid: two}") == {"a": "a"}


def test_sessions_numbered_anew_are_followed() -> None:
    old = "1: {title: A, speakers: ana}\n2: {title: B, speakers: bob}\n3: {title: C}"
    new = "1: {title: B, speakers: bob}\n2: {title: C}\n3: {title: D, speakers: cleo}"
    difference = compare(version(old), version(new))
    assert pairs(old, new) == {"2": "1", "3": "2"}
    assert (keys(difference.removed), keys(difference.added)) == (["1"], ["3"])


def test_sessions_of_one_person_numbered_anew_are_followed() -> None:
    old = "1: {title: A, speakers: ana}\n2: {title: B, speakers: ana}"
    new = "1: {title: B, speakers: ana}\n2: {title: A, speakers: ana}"
    assert pairs(old, new) == {"1": "2", "2": "1"}


def test_a_title_that_went_to_another_session_takes_no_key_along() -> None:
    old = "a: {title: Opening, speakers: ana}"
    new = "a: {title: Soap, speakers: ana}\nb: {title: Opening, speakers: bob}"
    assert pairs(old, new) == {"a": "a"}


def test_a_uid_that_several_share_says_nothing() -> None:
    old = "a: {title: A, uid: U}\nb: {title: B, uid: U}"
    assert pairs(old, "a: {title: A, uid: U}\nc: {title: C, uid: U}") == {"a": "a"}


def test_a_title_with_other_people_and_another_uid_is_another_session() -> None:
    old = "a: {title: Welcome, speakers: ana, uid: one}"
    assert pairs(old, "b: {title: Welcome, speakers: bob, uid: two}") == {}


def test_sessions_of_one_title_are_paired_at_one_time_first_then_in_order() -> None:
    old = "a: {title: Lunch, start: 12:00}\nb: {title: Lunch, start: 13:00}"
    new = "c: {title: Lunch, start: 13:00}\nd: {title: Lunch, start: 18:00}"
    assert pairs(old, new) == {"b": "c", "a": "d"}


def test_several_sessions_of_one_title_with_other_people_are_paired_only_at_one_time() -> None:
    old = "a: {title: Lab, start: 12:00, speakers: ana}\nb: {title: Lab, start: 13:00}"
    new = "c: {title: Lab, start: 12:00, speakers: bob}\nd: {title: Lab, speakers: cleo}\n"
    assert pairs(old, f"{new}e: {{title: Lab, start: 19:00, speakers: cleo}}") == {"a": "c"}


# Fields


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ("start: 10:00", "start: 10:30", ("start",)),
        ("start: 10:00, end: 11:00", "start: 10:00, minutes: 60", ()),
        ("start: 10:00", "start: '2017-06-20T08:00:00Z'", ()),
        ("start: 10:00, end: 11:00", "start: 10:00, end: 11:30", ("end",)),
        ("day: 2017-06-20", "day: 2017-06-20, start: 10:00", ("start",)),
        ("rooms: hall", "rooms: [hall, attic]", ("room",)),
        ("rooms: [attic, hall]", "rooms: [hall, attic]", ()),
        ("status: confirmed", "status: tentative", ("status",)),
        ("speakers: ana", "speakers: [ana, bob]", ("speakers",)),
        ("speakers: [bob, ana]", "speakers: [ana, bob]", ()),
        ("speakers: ana", "speakers: {speaker: ana, role: chair}", ("speakers",)),
        ("speakers: ana", "speakers: {speaker: ana, remote: true}", ("speakers",)),
        ("title: A", "title: A  ", ()),
        ("title: A", "title: B", ("title",)),
        ("title: A", "title: {fr: A}", ()),
        ("title: A", "title: {fr: A, nl: B}", ("title",)),
        ("languages: fr", "languages: nl", ("language",)),
        ("languages: fr", "languages: fr, interpretation: nl, captions: nl",
         ("interpretation", "captions")),
        ("track: work", "track: care", ("track",)),
        ("kind: talk", "audience: 10", ()),
        ("kind: talk", "kind: panel", ("kind",)),
        ("description: A", "description: B", ("description",)),
        ("tags: [a, b]", "tags: [b, a]", ()),
        ("tags: a", "tags: b", ("tags",)),
        ("notice: Bring soap", "kind: talk", ("notice",)),
        ("permanent: true", "permanent: false", ("permanent",)),
        ("links: https://a.example", "links: https://b.example", ("links",)),
        ("links: {kind: join, url: https://a.example}",
         "links: {kind: join, url: https://b.example}", ("join",)),
        ("links: {kind: join, url: https://a.example, private: true}",
         "links: {url: https://b.example, private: true}", ("private-join", "private-links")),
        ("links: {url: https://a.example, private: true}",
         "links: {url: https://b.example, private: true}", ("private-links",)),
    ],
)  # fmt: skip
def test_a_field_changes_where_an_attendee_sees_it(
    before: str, after: str, fields: tuple[str, ...]
) -> None:
    old, new = (
        f"a: {{{each if 'title' in each else f'title: A, {each}'}}}" for each in (before, after)
    )
    assert changes(old, new) == ({"a": fields} if fields else {})


def test_the_day_of_an_unplaced_session_is_compared() -> None:
    head = HEAD.replace("[2017-06-20]", "[2017-06-20, 2017-06-21]")
    old, new = (version(f"a: {{title: A, day: 2017-06-{n}}}", head=head) for n in (20, 21))
    assert changed(compare(old, new)) == {"a": ("day",)}


def test_who_and_where_are_known_by_name_under_other_keys() -> None:
    session = "a: {title: A, rooms: %s, speakers: %s, track: %s}"
    other = "speakers: {p1: ANA PEREZ}\nrooms: {r1: great hall}\ntracks: {t1: work}\n"
    old = version(session % ("hall", "ana", "work"))
    assert changed(compare(old, version(session % ("r1", "p1", "t1"), more=other))) == {}


def test_a_room_that_is_called_otherwise_is_another_for_who_looks_for_it() -> None:
    old = version("a: {title: A, rooms: r}", more="rooms: {r: Room 1}\n")
    new = version("a: {title: A, rooms: r}", more="rooms: {r: Room 7}\n")
    assert changed(compare(old, new)) == {"a": ("room",)}


@pytest.mark.parametrize(
    ("people", "fields"),
    [
        ("{ana: Anna Pérez}", ()),
        ("{queen: Perez Ana}", ()),
        ("{queen: Ana Maria Pérez}", ()),
        ("{queen: Ana Pèrrez}", ()),
        ("{queen: Eva Pérez}", ("speakers",)),
        ("{queen: Ana Maria Pérez, other: Ana Sofia Pérez}", ("speakers",)),
        ("{ana: {name: Queen of Code, also: Ana Pérez}}", ()),
        ("{queen: {name: Queen of Code, was: ana}}", ()),
        ("{ana: Bob Stone}", ("speakers",)),
        ("{ana: Ana Perez Garcia, bob: Ana Pérez}", ("speakers",)),
    ],
    ids=[
        "corrected",
        "in another order",
        "longer",
        "a letter more",
        "a relative",
        "one of two",
        "also",
        "was",
        "somebody else",
        "numbered anew",
    ],
)
def test_a_person_is_followed_as_far_as_it_is_plain(people: str, fields: tuple[str, ...]) -> None:
    key = "queen" if "queen" in people else "ana"
    old = version("a: {title: A, speakers: ana}", more="speakers: {ana: Ana Pérez}\n")
    new = version(f"a: {{title: A, speakers: {key}}}", more=f"speakers: {people}\n")
    assert changed(compare(old, new)) == ({"a": fields} if fields else {})


def test_what_a_format_cannot_hold_is_not_compared() -> None:
    old, new = version("a: {title: A, tags: a}"), version("a: {title: B}")
    carried = frozenset(FIELDS.values()) - {"tags"}
    assert changed(compare(old, new, carried=carried)) == {"a": ("title",)}


# What happened to a session


def test_what_was_cancelled_and_restored_is_told_apart() -> None:
    old = version("a: {title: A}\nb: {title: B, status: cancelled}\nc: {title: C}")
    new = version("a: {title: A, status: cancelled}\nb: {title: B}\nc: {title: C, tags: x}")
    difference = compare(old, new)
    assert [change.new.key for change in difference.cancelled] == ["a"]
    assert [change.new.key for change in difference.restored] == ["b"]
    assert sorted(changed(difference)) == ["a", "b", "c"]


def test_changes_of_texts_alone_can_be_left_out() -> None:
    old = version("a: {title: A}\nb: {title: B, start: 10:00}")
    new = version("a: {title: A bis}\nb: {title: B bis, start: 11:00}")
    assert changed(compare(old, new, notable=True)) == {"b": ("start", "title")}


def test_what_is_cancelled_for_good_changes_nothing_notable() -> None:
    old = version("a: {title: A, status: cancelled, start: 10:00, speakers: ana}")
    new = version("a: {title: A, status: cancelled, start: 11:00, speakers: ana}")
    difference = compare(old, new)
    assert changed(difference) == {"a": ("start",)}
    assert (difference.changed[0].notable, difference.tell) == ((), ())


def test_without_drafts_a_draft_is_as_good_as_absent() -> None:
    old = version("a: {title: A, status: draft}\nb: {title: B}\nc: {title: C, status: draft}")
    new = version("a: {title: A}\nb: {title: B, status: draft}\nc: {title: CC, status: draft}")
    difference = compare(old, new, drafts=False)
    assert (keys(difference.added), keys(difference.removed)) == (["a"], ["b"])
    assert difference.changed == ()


def test_lists_go_by_start_and_then_by_key() -> None:
    new = version(
        "z: {title: Z, start: 9:00}\nb: {title: B}\na: {title: A}\ny: {title: Y, start: 10:00}"
    )
    assert keys(compare(version("o: {title: O}"), new).added) == ["z", "y", "a", "b"]


# Who must be told


def test_people_of_what_is_added_removed_and_cancelled_are_told() -> None:
    old = version("a: {title: A, speakers: ana}\nb: {title: B, speakers: bob}")
    new = version("b: {title: B, speakers: bob, status: cancelled}\nc: {title: C, speakers: cleo}")
    assert told(compare(old, new)) == {"Ana Pérez": ("a",), "Bob Stone": ("b",), "Cléo Roy": ("c",)}


def test_those_before_and_after_are_told_of_a_change() -> None:
    old = version("a: {title: A, speakers: [ana, bob]}")
    new = version("a: {title: A, speakers: [bob, {speaker: cleo, role: author}]}")
    assert told(compare(old, new)) == dict.fromkeys(["Ana Pérez", "Bob Stone", "Cléo Roy"], ("a",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A, speakers: ana", "title: B, speakers: ana"),
        ("title: A, speakers: ana, status: draft", "title: A, speakers: ana, status: cancelled"),
        ("title: A, speakers: ana, status: draft, start: 10:00",
         "title: A, speakers: ana, status: draft, start: 11:00"),
    ],
    ids=["texts", "never announced", "a draft"],
)  # fmt: skip
def test_nobody_is_told_of_what_concerns_nobody(before: str, after: str) -> None:
    difference = compare(version(f"a: {{{before}}}"), version(f"a: {{{after}}}"))
    assert difference
    assert difference.tell == ()


def test_nobody_is_told_that_a_cancelled_session_left_the_file() -> None:
    difference = compare(
        version("a: {title: A, speakers: ana, status: cancelled}\nb: {title: B}"),
        version("b: {title: B}"),
    )
    assert (keys(difference.removed), difference.tell) == (["a"], ())


def test_somebody_under_two_keys_is_told_once_with_all_sessions_by_start() -> None:
    old = version(
        "a: {title: A, speakers: a1, start: 12:00}\nb: {title: B, speakers: a2, start: 10:00}",
        more="speakers: {a1: Ana, a2: ANA}\n",
    )
    new = version(
        "a: {title: A, speakers: ana, start: 16:00}\nb: {title: B, speakers: ana, start: 15:00}",
        more="speakers: {ana: Ana}\n",
    )
    assert [(each.speaker.key, each.sessions) for each in compare(old, new).tell] == [
        ("ana", ("b", "a"))
    ]


def test_an_organisation_is_told() -> None:
    more = "speakers: {coop: {name: The Coop, organisation: true}}\n"
    old = version("a: {title: A, speakers: coop, start: 10:00}", more=more)
    new = version("a: {title: A, speakers: coop, start: 11:00}", more=more)
    assert told(compare(old, new)) == {"The Coop": ("a",)}


# Laws

KEYS = st.sampled_from("abcdef")
SESSION = st.fixed_dictionaries(
    {"title": st.sampled_from(["Lunch", "Opening", "Soap", "Bread"])},
    optional={
        "start": st.sampled_from(["09:00", "10:00", "14:00"]),
        "speakers": st.lists(st.sampled_from(["x", "y", "z"]), max_size=2, unique=True),
        "rooms": st.sampled_from([("hall",), ("attic",), ()]),
        "status": st.sampled_from(["confirmed", "cancelled", "draft", "tentative"]),
        "uid": st.sampled_from(["one", "two", "three"]),
        "was": st.lists(KEYS, max_size=2, unique=True).map(tuple),
        "tags": st.sampled_from([("soap",), ()]),
    },
)
NAMES = st.fixed_dictionaries(
    {key: st.sampled_from(["Ana Roy", "Bob Roy", "Ana Bob Roy", "Cleo"]) for key in ("x", "y", "z")}
)


def _build(sessions: dict[str, dict[str, Any]], names: dict[str, str]) -> Programme:
    return programme_of(
        sessions,
        days=(Day("2017-06-20", date(2017, 6, 20)),),
        rooms={"hall": "Hall", "attic": "Attic"},
        speakers=tuple({"key": key, "name": name} for key, name in names.items()),
    )


PROGRAMMES = st.builds(_build, st.dictionaries(KEYS, SESSION, max_size=6), NAMES)


def _backwards(programme: Programme) -> Programme:
    lists = {name: getattr(programme, name)[::-1] for name in ("sessions", "speakers", "rooms")}
    return programme.model_copy(update=lists)


# The programme itself

ITSELF = """\
venue: {name: The Mill, address: Rue 1}
rooms: {hall: {name: Hall, capacity: 40}, attic: Attic}
speakers: {ana: {name: Ana Pérez, affiliation: UCL}, bob: Bob Stone}
tracks: {work: {title: Work, colour: teal}}
"""


def of_itself(before: str, after: str) -> Difference:
    """Compare a programme with one in which one stretch of text is another."""
    assert before in ITSELF + HEAD
    placed = "start: 2017-06-20T10:00, rooms: hall, speakers: ana, track: work"
    session = f"a: {{title: A, {placed}}}"
    old = version(session, more=ITSELF)
    if before in HEAD:
        return compare(old, version(session, more=ITSELF, head=HEAD.replace(before, after)))
    return compare(old, version(session, more=ITSELF.replace(before, after)))


@pytest.mark.parametrize(
    ("before", "after", "fields", "notable"),
    [
        ("title: Conference", "title: Meeting", ("title",), ()),
        ("languages: [fr, nl]", "languages: [fr]", ("languages",), ()),
        ("title: Conference", "title: Conference\nurl: https://a.org", ("url",), ()),
        ("title: Conference", "title: Conference\ndescription: Big", ("description",), ()),
        ("Rue 1", "Rue 2", ("venue",), ("venue",)),
        ("The Mill", "{fr: The Mill}", (), ()),
    ],
)
def test_fields_of_the_programme_are_compared(
    before: str, after: str, fields: tuple[str, ...], notable: tuple[str, ...]
) -> None:
    found = of_itself(before, after)
    assert (found.beside.fields, found.beside.notable) == (fields, notable)
    assert bool(found) == bool(fields)
    assert found.tell == ()


@pytest.mark.parametrize(
    ("before", "after", "section", "fields"),
    [
        ("capacity: 40", "capacity: 50", "rooms", ("capacity",)),
        ("name: Hall", "name: Great hall", "rooms", ("name",)),
        ("attic: Attic", "loft: Loft", "rooms", ()),
        ("UCL", "CSC", "speakers", ("affiliation",)),
        ("Ana Pérez", "Ana Pérez-Roy", "speakers", ("name",)),
        ("bob: Bob Stone", "cleo: Cléo Roy", "speakers", ()),
        ("title: Work, colour: teal", "title: Work", "tracks", ("colour",)),
        ("[2017-06-20]", "{2017-06-20: {date: 2017-06-20, opens: 09:00}}", "days", ("opens",)),
        ("[2017-06-20]", "[2017-06-20, 2017-06-21]", "days", ()),
    ],
)
def test_parts_of_the_programme_are_compared(
    before: str, after: str, section: str, fields: tuple[str, ...]
) -> None:
    found = of_itself(before, after)
    assert {altered.section for altered in found.beside.parts} == {section}
    assert {altered.fields for altered in found.beside.parts} == {fields}
    assert all(altered.old is None or altered.new is None for altered in found.beside.parts) == (
        fields == ()
    )
    assert not compare(found.old, found.new, notable=True).beside


def test_parts_under_other_keys_are_the_same_by_name() -> None:
    assert not of_itself("attic: Attic", "loft: Attic")
    assert not of_itself("bob: Bob Stone", "robert: Bob Stone")


def test_what_one_source_cannot_say_did_not_change() -> None:
    old, new = (version("a: {title: A}", more=more) for more in (ITSELF, ""))
    assert compare(old, new)
    said = frozenset(("title", "rooms", "speakers", "tracks"))
    assert not compare(old, new, said=said)
    assert (
        of_itself("capacity: 40", "capacity: 50").beside
        == compare(
            version("a: {title: A}", more=ITSELF),
            version("a: {title: A}", more=ITSELF.replace("40", "50")),
            said=said,
        ).beside
    )


def _turned(altered: Altered) -> tuple[str, str, str, tuple[str, ...]]:
    return altered.section, repr(altered.old), repr(altered.new), altered.fields


def _summary(difference: Difference) -> tuple[object, ...]:
    return (
        keys(difference.added),
        keys(difference.removed),
        [(change.old.key, change.new.key, change.fields) for change in difference.changed],
        [(each.speaker.key, each.speaker.name, each.sessions) for each in difference.tell],
        difference.beside.fields,
        sorted(map(_turned, difference.beside.parts)),
    )


@given(PROGRAMMES)
def test_nothing_changes_from_a_programme_to_itself(programme: Programme) -> None:
    assert not compare(programme, programme)
    assert compare(programme, programme).tell == ()


@given(PROGRAMMES, PROGRAMMES)
def test_looking_back_turns_everything_round(old: Programme, new: Programme) -> None:
    there, back = compare(old, new), compare(new, old)
    assert keys(there.added) == keys(back.removed)
    assert keys(there.removed) == keys(back.added)
    assert {(change.old.key, change.new.key, change.fields) for change in there.changed} == {
        (change.new.key, change.old.key, change.fields) for change in back.changed
    }
    assert {change.new.key for change in there.cancelled} == {
        change.old.key for change in back.restored
    }
    assert there.beside.fields == back.beside.fields
    assert sorted(map(_turned, there.beside.parts)) == sorted(
        _turned(altered._replace(old=altered.new, new=altered.old)) for altered in back.beside.parts
    )


@given(PROGRAMMES, PROGRAMMES)
def test_the_order_of_the_file_plays_no_part(old: Programme, new: Programme) -> None:
    assert _summary(compare(old, new)) == _summary(compare(_backwards(old), _backwards(new)))


@given(PROGRAMMES, PROGRAMMES)
def test_every_session_is_accounted_for_once(old: Programme, new: Programme) -> None:
    difference, same = compare(old, new), same_sessions(old, new)
    assert sorted([*keys(difference.removed), *same]) == sorted(keys(old.sessions))
    assert sorted([*keys(difference.added), *same.values()]) == sorted(keys(new.sessions))
