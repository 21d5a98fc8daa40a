"""Numbers, UUIDs and slugs of sessions: given once, and always the same."""

import re
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given

from builders import programme_of
from coopsched.model import Programme
from coopsched.publishing.numbering import (
    FIRST_OWN_NUMBER,
    Numbered,
    key_fits_slug,
    numbered,
    person_numbers,
    slug_prefix,
)
from programmes import PROGRAMMES


def numbers(sessions: dict[str, dict[str, Any]], key: str = "conf") -> dict[str, Numbered]:
    programme = programme_of(sessions, days=(), key=key)
    return numbered(programme, programme.sessions)


@given(PROGRAMMES)
def test_each_is_given_once_and_fits_31_bits(programme: Programme) -> None:
    found = numbered(programme, programme.sessions).values()
    assert len({each.id for each in found}) == len(programme.sessions)
    assert len({each.guid.lower() for each in found}) == len(programme.sessions)
    assert len({each.slug for each in found}) == len(programme.sessions)
    assert all(0 < each.id < 2**31 for each in found)
    assert all(re.fullmatch(r"[a-z0-9_]{4,}-[a-z0-9_-]{4,}", each.slug) for each in found)


@given(PROGRAMMES)
def test_the_order_in_the_file_changes_nothing(programme: Programme) -> None:
    backwards = tuple(reversed(programme.sessions))
    assert numbered(programme, programme.sessions) == numbered(programme, backwards)


def test_a_session_keeps_its_numbers_when_others_come() -> None:
    alone = numbers({"opening": {}})["opening"]
    assert numbers({"a": {}, "opening": {}, "z": {"source-id": "5"}})["opening"] == alone


@pytest.mark.parametrize("own", ["1", "4711", str(FIRST_OWN_NUMBER - 1)])
def test_a_source_id_that_is_a_number_is_the_id(own: str) -> None:
    assert numbers({"a": {"source-id": own}})["a"].id == int(own)


@pytest.mark.parametrize("own", ["0", "-3", "007", "4.5", "ABC", str(FIRST_OWN_NUMBER), "٣"])
def test_any_other_source_id_is_not(own: str) -> None:
    assert numbers({"a": {"source-id": own}})["a"].id >= FIRST_OWN_NUMBER


def test_of_two_with_one_source_id_the_first_by_key_has_it() -> None:
    found = numbers({"b": {"source-id": "7"}, "a": {"source-id": "7"}})
    assert found["a"].id == 7
    assert found["b"].id >= FIRST_OWN_NUMBER


def test_keys_with_the_same_checksum_get_different_numbers() -> None:
    found = numbers({"plumless": {}, "buckeroo": {}})  # a known collision of CRC-32
    assert abs(found["plumless"].id - found["buckeroo"].id) == 1


def test_a_uid_that_is_a_uuid_is_the_guid_as_it_is_written() -> None:
    uid = "5F2F18DB-0DC4-4AFA-B3A5-9E5D9B2F5D11"
    found = numbers({"a": {"uid": uid}, "b": {"uid": uid.lower()}, "c": {"uid": "c@example.org"}})
    assert found["a"].guid == uid
    assert [UUID(found[key].guid).int >> 76 & 0xF for key in "bc"] == [8, 8]


def test_a_uid_that_looks_like_one_made_here_is_not_taken() -> None:
    made = numbers({"a": {}})["a"].guid
    assert numbers({"b": {"uid": made}})["b"].guid != made


def test_a_guid_belongs_to_a_session_of_a_programme() -> None:
    assert numbers({"a": {}}, key="conf-1")["a"].guid != numbers({"a": {}}, key="conf-2")["a"].guid


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("opening", "conf-opening"),
        ("one_two-3", "conf-one_two-3"),
        ("246", "conf--246"),
        ("a", "conf----a"),
    ],
)
def test_a_key_that_fits_is_in_the_slug(key: str, slug: str) -> None:
    assert key_fits_slug(key)
    assert numbers({key: {}})[key].slug == slug


@pytest.mark.parametrize("key", ["Opening", "key~2", "a.b", "end-", "end_", "session-5"])
def test_one_that_does_not_fit_is_replaced_by_its_number(key: str) -> None:
    found = numbers({key: {}})[key]
    assert not key_fits_slug(key)
    assert found.slug == f"conf-session-{found.id}"


@pytest.mark.parametrize(
    ("key", "prefix"),
    [("conf", "conf"), ("lets-coop-2017", "lets_coop_2017"), ("A.b", "a_b_"), ("p", "p___")],
)
def test_a_slug_begins_with_the_programme_s_key_without_hyphens(key: str, prefix: str) -> None:
    assert slug_prefix(programme_of({}, days=(), key=key)) == prefix


def test_people_have_numbers_of_their_own() -> None:
    programme = programme_of(
        {},
        days=(),
        speakers=({"key": "plumless", "name": "A"}, {"key": "buckeroo", "name": "A"}),
    )
    found = person_numbers(programme.speakers)
    assert found == person_numbers(tuple(reversed(programme.speakers)))
    assert len(set(found.values())) == 2
