"""Programmes as YAML: what is written reads back, and looks as somebody would write it."""

import json
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import coopsched
from builders import HEAD, TWO_DAYS, lets_coop, programme, read
from coopsched.findings import Position
from coopsched.model import Programme, Speaker
from coopsched.moment import utc
from coopsched.publishing.json import write as json_of
from coopsched.publishing.yaml import write
from coopsched.text import Text
from programmes import PROGRAMMES
from strategies import HARD_TITLES

# No file holds half a character: readers refuse or replace it.
WRITABLE = PROGRAMMES.filter(lambda programme: r"\ud" not in repr(programme))


def written(body: str, *, head: str = HEAD) -> str:
    """Return the sessions and what follows them, as they are written."""
    text = write(programme(body, head=head)).data.decode()
    return text.partition("sessions:\n")[2]


def settled(programme: Programme) -> Programme:
    """Return a programme whose settings do not say where they were written, ends in UTC.

    Python holds no two times of an hour that comes twice for equal, if in two zones.
    """
    rules = tuple(setting._replace(position=None) for setting in programme.rules)
    sessions = tuple(
        session.model_copy(update={"end": session.end and utc(session.end)})
        for session in programme.sessions
    )
    return programme.model_copy(update={"rules": rules, "sessions": sessions})


@given(WRITABLE)
def test_what_is_written_reads_back(before: Programme) -> None:
    text = write(before).data.decode()
    document = coopsched.loads(text)
    assert document.problems == ()
    assert settled(document.programme) == settled(before)


@given(WRITABLE)
def test_what_is_stated_and_what_is_taken_over_stay_apart(before: Programme) -> None:
    after = coopsched.loads(write(before).data.decode()).programme
    for old, new in zip(before.sessions, after.sessions, strict=True):
        assert {*new.model_fields_set} - {*old.model_fields_set} == set()
        assert new.length == old.length


@given(WRITABLE)
def test_what_is_written_is_written_the_same_again(before: Programme) -> None:
    once = write(before).data
    assert write(coopsched.loads(once.decode()).programme).data == once


def test_an_end_beside_minutes_is_counted_as_the_start_is() -> None:
    text = written(
        "sessions: {a: {title: A, start: 2017-06-20T21:45Z, end: 2017-06-21T23:45Z, minutes: 1560}}"
    )
    assert "start: 23:45\n    end: 2017-06-22T01:45\n" in text


@given(st.lists(HARD_TITLES | st.text(max_size=300), min_size=1, max_size=4))
def test_no_text_is_changed(texts: list[str]) -> None:
    kept = [text for text in texts if text.strip() and not set(text) & SURROGATES]
    people = tuple(
        Speaker(key=f"s{i}", name=text, biography=Text({"fr": text.strip()}))
        for i, text in enumerate(kept)
    )
    before = Programme(
        key="p", title=Text({"fr": "T"}), timezone="UTC", languages=("fr",), speakers=people
    )
    document = coopsched.loads(write(before).data.decode())
    assert document.problems == ()
    assert document.programme == before


SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))


def test_our_own_programme_stays_as_it_is() -> None:
    before = lets_coop()
    after = coopsched.loads(write(before).data.decode())
    assert (after.problems, after.programme) == ((), before)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("C'est nous", "title: C'est nous"),
        ("« Futur : quoi »", 'title: "« Futur : quoi »"'),
        ("Coop #3", 'title: "Coop #3"'),
        ("!Important", 'title: "!Important"'),
        ("no", 'title: "no"'),
        ("2017", 'title: "2017"'),
        ("10:30", "title: 10:30"),
        ('She said "no": no', "title: 'She said \"no\": no'"),
        ("a\u202eb", 'title: "a\\u202eb"'),
        ("one\n\ntwo", "title: |-\n      one\n\n      two"),
        ("a, b", "title: a, b"),
    ],
)
def test_a_text_has_quotes_where_it_needs_them(title: str, line: str) -> None:
    before = programme("sessions: {a: {title: A}}").replace("a", title=Text({"fr": title}))
    assert f"  a:\n    {line}\n" in write(before).data.decode()


def test_a_long_text_is_folded_between_words() -> None:
    words = " ".join(["mot"] * 60)
    text = write(programme(f"sessions: {{a: {{title: {words}}}}}")).data.decode()
    assert "    title: >-\n      mot mot" in text
    assert max(map(len, text.splitlines())) <= 100
    assert str(coopsched.loads(text).programme.session("a").title) == words


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        ("start: 10:00, end: 11:30", "start: 10:00\n    end: 11:30"),
        ("start: 10:00, minutes: 90", "start: 10:00\n    minutes: 90"),
        ("start: 2017-06-20T10:00+02:00, end: 11:30", "start: 10:00\n    end: 11:30"),
        ("start: 2017-06-20T09:00+01:00", "start: 2017-06-20T09:00+01:00"),
        ("start: 2017-06-22T10:00, end: 11:00", "start: 2017-06-22T10:00\n    end: 11:00"),
        ("start: 10:00:30", "start: 10:00:30"),
        ("start: 23:00, end: 24:30", "start: 23:00\n    end: 24:30"),
    ],
)
def test_a_time_is_as_short_as_its_day_allows(keys: str, lines: str) -> None:
    if "+01:00" in keys:
        lines = "start: 10:00"  # the same instant
    assert written(f"sessions: {{a: {{title: A, {keys}}}}}") == f"  a:\n    title: A\n    {lines}\n"


def test_of_an_hour_that_comes_twice_the_offset_is_kept() -> None:
    head = HEAD.replace("2017-06-20", "2017-10-29")
    body = "sessions: {a: {title: A, start: 2017-10-29T02:30+01:00, end: 04:00}}"
    assert "start: 2017-10-29T02:30+01:00\n" in written(body, head=head)


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        ("day: fri, start: 21:00, end: 01:30", "day: fri\n    start: 21:00\n    end: 01:30"),
        ("start: 2026-05-15T21:00, end: 01:30", "start: 2026-05-15T21:00\n    end: 01:30"),
        ("day: sat", "day: sat"),
    ],
)
def test_a_day_is_said_where_it_was_said(keys: str, lines: str) -> None:
    body = f"sessions: {{a: {{title: A, {keys}}}}}"
    assert written(body, head=TWO_DAYS) == f"  a:\n    title: A\n    {lines}\n"


def test_a_showing_does_not_say_again_what_it_takes_over() -> None:
    body = """\
        sessions:
          a: {title: A, languages: [fr], tags: [x], start: 10:00, minutes: 30}
          b: {repeats: a, tags: [], start: 11:00}
        """
    assert written(body).endswith("  b:\n    repeats: a\n    start: 11:00\n    tags: []\n")


def test_a_session_is_laid_out_as_one_would_write_it() -> None:
    body = """\
        speakers: {ana: {name: Ana Pérez, affiliation: [UCL]}, bo: Bo}
        resources: {camera: 2}
        rooms: {hall: {name: Grande salle, capacity: 300}, "7": {}}
        sessions:
          a:
            links: ["https://example.org/a,b", {kind: join, url: "https://x.org", private: true}]
            resources: {camera: 2}
            speakers: [ana, {speaker: bo, role: moderator, until: 10:30}]
            rooms: ["7", hall]
            end: 11:00
            start: 10:00
            interpretation: [nl]
            languages: [fr]
            title: {fr: Ouverture, nl: Opening}
        """
    assert write(programme(body)).data.decode() == dedent("""\
        # A programme for coopsched: `coopsched check` tells what is wrong with it, and where.
        coopsched: 1
        key: conf
        title: Conference
        timezone: Europe/Brussels
        languages: [fr, nl]
        days: [2017-06-20]

        rooms:
          hall: {name: Grande salle, capacity: 300}
          7: {}

        speakers:
          ana: {name: Ana Pérez, affiliation: UCL}
          bo: {name: Bo}

        resources:
          camera: {quantity: 2}

        sessions:
          a:
            title: {fr: Ouverture, nl: Opening}
            languages: [fr]
            interpretation: [nl]
            start: 10:00
            end: 11:00
            rooms: [7, hall]
            speakers: [ana, {speaker: bo, role: moderator, until: 10:30}]
            resources: {camera: 2}
            links: ["https://example.org/a,b", {kind: join, url: https://x.org, private: true}]
        """)


def test_keys_of_the_author_are_kept_with_the_document() -> None:
    document = read("""\
        x-note: {a: [1, "2", yes], b: null}
        rooms: {x-all: 3, hall: {x-door: "007"}}
        tracks: {x-later: true}
        speakers: {ana: {name: Ana, x-fee: 10.50}}
        sessions:
          a:
            title: {fr: A, x-by: Bo}
            speakers: [{speaker: ana, x-hotel: Ibis}]
            links: {url: "https://x.org", x-seen: 2017-06-01}
        """)
    text = write(document.programme, document=document).data.decode()
    for line in (
        'x-note: {a: [1, "2", yes], b: null}',
        '  hall: {x-door: "007"}\n  x-all: 3',
        "tracks:\n  x-later: true",
        "  ana: {name: Ana, x-fee: 10.50}",
        "    title: {fr: A, x-by: Bo}",
        "    speakers: [{speaker: ana, x-hotel: Ibis}]",
        "    links: [{url: https://x.org, x-seen: 2017-06-01}]",
    ):
        assert f"{line}\n" in text
    again = coopsched.loads(text)
    assert (again.problems, again.programme) == ((), document.programme)
    assert write(again.programme, document=again).data.decode() == text


def test_an_allowance_stays_above_what_it_covers() -> None:
    document = read("""\
        speakers: {ana: Ana}
        sessions:
          a:
            title: A
            start: 10:00
            end: 11:00
            speakers:
              # coopsched: allow[speaker-double-booking with b until 2027-05-01] she opens both
              - ana
          b: {title: B, start: 10:00, end: 11:00, speakers: [ana]}  # coopsched: allow[x] y
        """)
    text = write(document.programme, document=document).data.decode()
    assert (
        "    speakers:\n"
        "      # coopsched: allow[speaker-double-booking with b until 2027-05-01] she opens both\n"
        "      - ana\n"
    ) in text
    assert "  # coopsched: allow[x] y\n  b:\n" in text
    again = coopsched.loads(text)
    assert [each._replace(position=None) for each in again.allowances] == [
        each._replace(position=None) for each in document.allowances
    ]


def test_a_remark_stands_above_its_entry_or_the_nearest_around_it() -> None:
    before = programme("sessions: {a: {title: A, speakers: [Ana Pérez, Bo Li]}}")
    remarks = {
        ("sessions", "a", "end"): "when does it end?",
        ("sessions", "a", "speakers", 1): "coopsched guessed\nthis # name",
        (): "a draft",
    }
    assert (
        write(before, remarks=remarks)
        .data.decode()
        .endswith(
            dedent("""\
        sessions:
          # when does it end?
          a:
            title: A
            speakers:
              - ana-perez
              # coopsched guessed this # name
              - bo-li
        """)
        )
    )
    assert coopsched.loads(write(before, remarks=remarks).data.decode()).programme == before


@given(WRITABLE, st.data())
def test_remarks_change_nothing(before: Programme, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(("sessions", "speakers", "rooms")))
    fields = ("title", "name", "speakers", "links", "available", "affiliation")
    remarks = {
        (section, part.key, *data.draw(st.sampled_from([(), *((f,) for f in fields)])), *more): "x"
        for part in getattr(before, section)
        for more in [data.draw(st.sampled_from([(), (0,), (1, "url"), (0, "speaker")]))]
    }
    document = coopsched.loads(write(before, remarks=remarks).data.decode())
    assert document.problems == ()
    assert settled(document.programme) == before


def test_a_doubt_about_a_place_in_the_text_stands_above_what_is_made_of_it() -> None:
    document = read("sessions: {a: {title: A, start: 10:00}}")
    place = document.position(("sessions", "a", "start"))
    text = write(document.programme, document=document, doubts=[(place, "a guess")]).data.decode()
    assert "    # a guess\n    start: 10:00\n" in text


def test_a_doubt_about_no_place_stands_at_the_top() -> None:
    document = read("sessions: {a: {title: A}}")
    doubts = [(Position("x", 1, 1, 1, 1), "no title")]
    text = write(document.programme, document=document, doubts=doubts).data.decode()
    assert "# no title\n" in text.partition("key:")[0]


def test_a_key_that_would_be_the_authors_own_is_renamed_everywhere() -> None:
    speaker = Speaker(key="x-ample", name="X. Ample")
    base = programme("sessions: {a: {title: A}}")
    before = base.model_copy(update={"speakers": (speaker,)}).replace("a", speakers=["x-ample"])
    result = write(before)
    document = coopsched.loads(result.data.decode())
    assert document.problems == ()
    assert document.programme.speaker("x~ample").was == ("x-ample",)
    assert [loss.keys for loss in result.losses] == [("x-ample",)]


def as_written(value: Any) -> Any:
    """Return what JSON holds as YAML spells it, all of it texts."""
    if isinstance(value, dict):
        return {key: as_written(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_written(each) for each in value]
    return value if isinstance(value, str) else json.dumps(value)


@given(PROGRAMMES)
def test_every_reader_of_yaml_reads_what_is_written(found: Programme) -> None:
    data = write(found).data
    assert yaml.load(data, yaml.BaseLoader) == as_written(json.loads(json_of(found).data))  # noqa: S506  texts alone
    yaml.safe_load(data)


@pytest.mark.parametrize(
    "text",
    ["What next?", "?", "a?b: c", "2026-10-44", "2026-13-01T10:00:00", "0b_", "0x_", "0b1", "=",
     "<<", "a:b", ":a", "a,b", "0001-01-01", "2017-06-20T10:00:00-99:00", "~", "1_000", "!x"],
)  # fmt: skip
def test_every_reader_of_yaml_reads_a_text_as_text(text: str) -> None:
    title = Text({"fr": text})
    before = programme("tracks: {t: T}\nsessions: {a: {title: A, tags: [x]}}")
    track = before.tracks[0].model_copy(update={"title": title, "colour": "teal"})
    found = before.replace("a", title=title, tags=(text, "x")).model_copy(
        update={"tracks": (track,)}
    )
    loaded = yaml.safe_load(write(found).data)
    assert loaded["sessions"]["a"]["title"] == loaded["tracks"]["t"]["title"] == text
    assert loaded["sessions"]["a"]["tags"] == [text, "x"]
