"""The style sheets of one programme: colours for all pages, places for the timetable alone."""

import re

from coopsched.site.stylesheet import places_styles, programme_styles
from sites import lets_coop_site, site_after, site_of

BODY = """\
tracks:
  soil: {title: Soil, colour: green}
  plain: {title: Plain}
  sea: {title: Sea, colour: "#0a5c6b"}
sessions:
  a: {title: First, start: 10:00, end: 11:00, track: soil}
"""


def test_tracks_have_their_colour_under_their_number() -> None:
    first, second, third = programme_styles(site_of(BODY)).decode().splitlines()
    assert (first, third) == (".track-1{--track:green}", ".track-3{--track:#0a5c6b}")
    assert re.fullmatch(r"\.track-2\{--track:#[0-9a-f]{6}\}", second)


def test_tracks_without_a_colour_can_be_told_apart() -> None:
    tracks = "".join(f"  t{n}: {{title: T{n}}}\n" for n in range(12))
    styles = programme_styles(site_of(f"tracks:\n{tracks}sessions: {{}}\n")).decode()
    assert len(set(re.findall("#[0-9a-f]{6}", styles))) == 12


def test_a_session_that_moves_changes_no_style_of_other_pages() -> None:
    before, after = site_of(BODY), site_after(BODY, BODY.replace("10:00", "09:30"))
    assert programme_styles(before) == programme_styles(after)
    assert places_styles(before) != places_styles(after)


def test_each_place_has_one_rule() -> None:
    lines = places_styles(lets_coop_site()).decode().splitlines()
    names = [re.fullmatch(r"\.([a-z]\d+)\{[a-z-]+:[a-z0-9 ]+\}", line) for line in lines]
    assert all(names)
    assert len({match[1] for match in names if match}) == len(lines) < 60


def test_without_sessions_there_are_no_places() -> None:
    assert places_styles(site_of("sessions: {}")) == b""
