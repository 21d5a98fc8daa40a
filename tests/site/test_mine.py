"""My programme: what the agenda is given of it."""

import json
import re
from typing import Any

import pytest

from builders import HEAD
from coopsched.published.codes import code
from coopsched.site import agenda
from coopsched.site.edition import Edition
from coopsched.site.mine import values
from coopsched.site.whole import Site
from sites import made, site_of, versions

BODY = """
venue: {name: Shed, address: "1, Quay"}
sessions:
  knots: {title: Knots, start: 10:00, end: 11:00}
  bends: {title: Bends, uid: "</script>@elsewhere", start: 10:00, end: 11:00}
  hall: {title: Hall, permanent: true}
"""
ANSWERING = HEAD + "site: {personal-feeds: 'https://feeds.example/personal/'}\n"


def data(of: Site, language: str = "nl") -> dict[str, Any]:
    """Return what the agenda's script reads of my programme, as the page has it."""
    text = made(agenda.leaves, of)[f"{language}/index.html"].decode()
    found = re.search(r'<script type="application/json" id="mine-data">(.*?)</script>', text)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def panel(of: Site, language: str = "nl") -> str:
    """Return the panel on the agenda."""
    text = made(agenda.leaves, of)[f"{language}/index.html"].decode()
    return text[text.index('<section id="my-programme"') : text.index('id="mine-data"')]


def test_only_uids_that_cannot_be_told_from_the_key_are_said() -> None:
    assert data(site_of(BODY))["uids"] == {
        code("</script>@elsewhere"): "</script>@elsewhere",
    }


def test_a_session_with_another_key_keeps_its_code() -> None:
    renamed = versions(BODY, BODY.replace("knots: {", "ropes: {was: [knots], "))[-1]
    assert data(renamed)["uids"][code("knots@conf")] == "knots@conf"


def test_what_is_there_all_day_has_its_days() -> None:
    assert data(site_of(BODY))["days"] == {code("hall@conf"): ["2017-06-20"]}


def test_what_is_only_online_is_at_no_venue() -> None:
    rooms = "rooms: {stream: {name: Stream, online: true}}"
    body = BODY.replace("sessions:", f"{rooms}\nsessions:").replace(
        "knots: {", "knots: {rooms: [stream], "
    )
    found = data(site_of(body))
    assert (found["venue"], found["online"]) == ("Shed, 1, Quay", [code("knots@conf")])


def test_the_calendar_is_called_as_the_feed_from_the_server_is() -> None:
    assert data(site_of(BODY))["calendar"] == "Conference – Mijn programma"


def test_where_a_server_answers_there_are_buttons_to_subscribe() -> None:
    site = site_of(BODY, head=ANSWERING)
    assert data(site)["personal"] == "https://feeds.example/personal"
    assert 'data-way="webcal"' in panel(site)
    assert "mine-each" not in panel(site)


def test_where_none_answers_single_sessions_can_be_subscribed_to() -> None:
    site = site_of(BODY)
    assert data(site)["personal"] is None
    assert "mine-each" in panel(site)
    assert 'data-way="webcal"' not in panel(site)


def test_a_copy_is_said_not_to_change_either_way() -> None:
    for head in (HEAD, ANSWERING):
        assert "(die volgt geen wijzigingen)" in panel(site_of(BODY, head=head))


def test_there_is_nothing_to_subscribe_to_in_a_preview() -> None:
    site = site_of(BODY, head=ANSWERING, is_preview=True)
    assert data(site)["personal"] is None
    assert not re.search("mine-each|data-way", panel(site))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_feeds_are_those_of_the_edition(language: str) -> None:
    assert data(site_of(BODY), language)["language"] == language


def test_an_edition_without_words_of_its_own_speaks_english() -> None:
    site = site_of(BODY, head=HEAD.replace("[fr, nl]", "[eo]"))
    assert values(Edition(site, "eo"))["mine"]["say"]["add"] == "Add to my programme"
