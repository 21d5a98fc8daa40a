"""Whole programmes that hypothesis makes up: `PROGRAMMES`, for writers and round trips.

They are small and valid, with what is hard to write: titles of any characters and in
several languages, days that close past midnight, clock changes, offsets, seconds,
line-ups with roles, relations, private links, drafts and cancelled sessions. What they
do not hold is times that a clock change skips, for those are no times.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeVar

from hypothesis import strategies as st

from coopsched.calendar import Calendar, Day
from coopsched.findings import Setting, Severity
from coopsched.model import KINDS, Programme, Session
from coopsched.model.parts import LINKS, ROLES
from coopsched.model.session import STATUSES
from coopsched.moment import after, is_skipped
from coopsched.text import UNDETERMINED, Text
from coopsched.zones import Zone, zone
from strategies import HARD_TITLES

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

LANGUAGES = ("fr", "nl", "en", "nl-BE", "zh-Hant")
KEYS = st.sampled_from(
    ("a", "b", "opening", "Opening-2", "futur-du-travail", "key~2", "x.y", "007", "no", "10_30")
) | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,11}", fullmatch=True)
WORDINGS = st.one_of(
    HARD_TITLES.map(str.strip),
    st.sampled_from(
        ("Assemblée générale", "No: yes #3", "= 1 + 1", "a, b; c", "- a\n\n  b\nc", "~")
    ),
)
URLS = st.sampled_from(
    ("https://example.org/", "http://example.org/a?b=c&d=é#f", "mailto:a@example.org")
)
PAGES = URLS.filter(lambda url: url.startswith("http"))
MOMENTS = st.sampled_from(("09:00", "2017-03-26T12:30"))
IDS = st.sampled_from(("7", "12", "0", "-3", "ABC/7", "4294967296"))
UIDS = st.sampled_from(
    (
        "a@example.org",
        "0b1e9a64-73ad-4bb1-9a6d-0d0cb4a1f9fe",
        "5F2F18DB-0DC4-4AFA-B3A5-9E5D9B2F5D11",
    )
)
SETTINGS = (
    Setting("language-gap", Severity.OFF),
    Setting("no-lunch", Severity.ERROR, reason="the canteen closes: at 14:00"),
    Setting("changeover-too-short", options=(("minutes", "10"),)),
)
_FIRST_DATES = (date(2017, 3, 25), date(2017, 10, 28), date(1999, 12, 31), date(2024, 2, 28))
_ZONES = ("Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "UTC")
_HOUR = timedelta(hours=1)


def texts(*languages: str) -> st.SearchStrategy[Text]:
    """Make texts, most of them in the first of the languages only."""
    own = languages[0] if languages else UNDETERMINED
    several = st.dictionaries(
        st.sampled_from(languages or (UNDETERMINED,)), WORDINGS, min_size=1, max_size=3
    )
    return st.one_of(WORDINGS.map(lambda text: {own: text}), several).map(Text)


def some(values: Iterable[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Make tuples of a few of the values, each once; none more often than not."""
    values = list(values)
    if not values:
        return st.just(())
    few = st.lists(st.sampled_from(values), unique=True, max_size=most).map(tuple)
    return st.just(()) | few


def _stated(draw: Draw[Any], **fields: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Draw some of the fields; the others are left to their defaults."""
    names = [name for name in fields if draw(st.sampled_from((True, False, False)))]
    drawn = {name: draw(fields[name]) for name in names}
    return {name: value for name, value in drawn.items() if value is not None}


def _keys(most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(KEYS, unique_by=str.casefold, min_size=least, max_size=most)


@st.composite
def _days(draw: Draw[Any]) -> tuple[Day, ...]:
    first = draw(st.sampled_from(_FIRST_DATES))
    count = draw(st.integers(0, 3))
    clocks = st.none() | st.sampled_from((8 * _HOUR, 9.5 * _HOUR))
    closings = st.none() | st.sampled_from((18 * _HOUR, 0 * _HOUR, 2 * _HOUR, 4 * _HOUR))
    days = []
    for i in range(count):
        on = first + timedelta(days=i)
        key = draw(st.sampled_from((on.isoformat(), on.isoformat(), f"day-{i + 1}")))
        days.append(Day(key, on, draw(clocks), draw(closings)))
    return tuple(days)


def _window(days: tuple[Day, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "day": st.sampled_from([day.date for day in days] or [date(2017, 3, 25)]),
            "from": MOMENTS,
            "until": MOMENTS,
        },
    )


def _windows(days: tuple[Day, ...]) -> st.SearchStrategy[tuple[dict[str, Any], ...]]:
    return st.lists(_window(days), min_size=1, max_size=2).map(tuple)


@st.composite
def _rooms(draw: Draw[Any], days: tuple[Day, ...]) -> tuple[dict[str, Any], ...]:
    keys = draw(_keys(3))
    return tuple(
        {
            "key": key,
            **_stated(
                draw,
                name=texts(*LANGUAGES),
                capacity=st.integers(0, 500),
                parts=some(keys[i + 1 :]),
                features=some(("projector", "step-free: yes")),
                available=_windows(days),
                unavailable=_windows(days),
                shared=st.just(value=True),
                online=st.just(value=True),
                was=some(("old",)),
            ),
        }
        for i, key in enumerate(keys)
    )


@st.composite
def _speakers(draw: Draw[Any], days: tuple[Day, ...]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "key": key,
            "name": draw(st.sampled_from(("Ana Pérez", "Bo (UCL)", "O'Neil, J.")) | WORDINGS),
            **_stated(
                draw,
                also=some(("A. Perez",)),
                affiliation=some(("UCL", "DG Emploi – EU; [x]")),
                languages=some(LANGUAGES),
                biography=texts(*LANGUAGES),
                url=PAGES,
                **{"same-as": some(("https://orcid.org/0", "https://example.org/b"))},
                organisation=st.just(value=True),
                available=_windows(days),
                unavailable=_windows(days),
                was=some(("old",)),
            ),
        }
        for key in draw(_keys(4))
    )


@st.composite
def _tracks(draw: Draw[Any]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "key": key,
            "title": draw(texts(*LANGUAGES)),
            **_stated(
                draw,
                colour=st.sampled_from(("#00ff7F", "teal")),
                description=texts(*LANGUAGES),
                was=some(("old",)),
            ),
        }
        for key in draw(_keys(2))
    )


@st.composite
def _resources(draw: Draw[Any]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"key": key, **_stated(draw, name=texts(*LANGUAGES), quantity=st.integers(0, 3))}
        for key in draw(_keys(2))
    )


@st.composite
def _times(draw: Draw[Any], calendar: Calendar) -> dict[str, Any]:
    """Draw when a session is, if it is placed, and how long it lasts, if anybody says."""
    timed: dict[str, Any] = {}
    days = calendar.days
    if draw(st.sampled_from((True, True, True, False))):
        first = days[0].date if days else date(2017, 3, 25)
        dates = [day.date for day in days] or [first, first + timedelta(days=1)]
        midnight = datetime.combine(draw(st.sampled_from(dates)), datetime.min.time())
        steps, seconds = draw(st.integers(0, 27 * 4)), draw(st.sampled_from((0, 0, 0, 30)))
        wall = midnight + timedelta(minutes=15 * steps, seconds=seconds)
        timed["start"] = _aware(draw, wall, calendar)
        if days and draw(st.booleans()):
            day = calendar.day_of(timed["start"])
            timed |= {"day": day} if day in days else {}
    elif days:
        timed |= _stated(draw, day=st.sampled_from(days))
    lengths = draw(st.sampled_from(("end", "minutes", "both", "open")))
    minutes = draw(st.sampled_from((0, 30, 45, 60, 90, 600, 1500)))
    if lengths in ("minutes", "both"):
        timed["minutes"] = minutes
    if lengths in ("end", "both") and "start" in timed:
        timed["end"] = after(timed["start"], minutes)
    return timed


def _aware(draw: Draw[Any], wall: datetime, calendar: Calendar) -> datetime:
    offset = draw(st.sampled_from((None, None, None, UTC, timezone(-2.5 * _HOUR))))
    if offset is not None:
        return wall.replace(tzinfo=offset)
    aware = wall.replace(tzinfo=calendar.zone)
    return aware if not is_skipped(aware) else aware + 2 * _HOUR


@st.composite
def _entry(draw: Draw[Any], speaker: str, start: datetime | None) -> dict[str, Any]:
    return {
        "speaker": speaker,
        **_stated(
            draw,
            role=st.sampled_from(ROLES),
            affiliation=some(("CSC",)),
            remote=st.just(value=True),
            **(
                {"from": st.just(after(start, 5)), "until": st.just(after(start, 25))}
                if start
                else {}
            ),
        ),
    }


_LINK = st.fixed_dictionaries(
    {"url": URLS}, optional={"kind": st.sampled_from(LINKS), "private": st.booleans()}
)


@st.composite
def _session(
    draw: Draw[Any], key: str, about: dict[str, Any], calendar: Calendar, before: list[Session]
) -> Session:
    earlier = [session.key for session in before]
    firsts = [session.key for session in before if session.repeats is None]
    languages = draw(some(LANGUAGES))
    own = (*languages, *(tag for tag in about["languages"] if tag not in languages))
    times = draw(_times(calendar))
    fields = {
        "key": key,
        **({"languages": languages} if languages else {}),
        **({"permanent": True} if "start" not in times and draw(st.booleans()) else {}),
        **times,
        "speakers": tuple(
            draw(_entry(speaker, times.get("start")))
            for speaker in draw(some([person["key"] for person in about["speakers"]], most=3))
        ),
        "rooms": draw(some([room["key"] for room in about["rooms"]])),
        **_stated(
            draw,
            description=texts(*own),
            kind=st.sampled_from(KINDS),
            interpretation=some(LANGUAGES),
            captions=some(LANGUAGES),
            track=st.sampled_from([None, *(track["key"] for track in about["tracks"])]),
            tags=some(("coops", "a, b; c")),
            audience=st.integers(0, 300),
            needs=some(("projector",)),
            resources=st.sampled_from(
                [None, *({resource["key"]: 2} for resource in about["resources"])]
            ),
            status=st.sampled_from(STATUSES),
            pinned=st.just(value=True),
            between=_windows(calendar.days),
            links=st.lists(_LINK, min_size=1, max_size=3),
            notice=texts(*own),
            uid=UIDS,
            was=some(("old",)),
            after=some(earlier),
            within=st.sampled_from([None, *earlier]),
            continues=st.sampled_from([None, *earlier]),
            replaces=some(earlier),
            **{"not-with": some(earlier), "source-id": IDS},
        ),
    }
    if firsts and draw(st.sampled_from((True, False, False, False))):
        fields |= {"repeats": draw(st.sampled_from(firsts))}
    else:
        fields |= {"title": draw(texts(*own))}
    return Session.model_validate(fields, context=calendar)


@st.composite
def _programmes(draw: Draw[Any]) -> Programme:
    days: tuple[Day, ...] = draw(_days())
    name = draw(st.sampled_from(_ZONES))
    languages = draw(some(LANGUAGES, most=3))
    its_zone: Zone = zone(name)
    calendar = Calendar(its_zone, days, languages=languages)
    about: dict[str, Any] = {
        "key": draw(KEYS),
        "title": draw(texts(*languages)),
        "timezone": name,
        "languages": languages,
        "days": days,
        "rooms": draw(_rooms(days)),
        "speakers": draw(_speakers(days)),
        "tracks": draw(_tracks()),
        "resources": draw(_resources()),
        **_stated(
            draw,
            description=texts(*languages),
            url=PAGES,
            venue=st.fixed_dictionaries(
                {"name": texts(*languages)},
                optional={"address": texts(*languages), "latitude": st.just(50.8), "url": PAGES},
            ),
            rules=some(SETTINGS, most=3),
            site=st.just({"url": "https://example.org/programme/"}),
        ),
    }
    sessions: list[Session] = []
    for key in draw(_keys(6)):
        sessions.append(draw(_session(key, about, calendar, sessions)))
    return Programme.model_validate({**about, "sessions": tuple(sessions)}, context=calendar)


PROGRAMMES = _programmes()
"""Small valid programmes, of everything that the model can hold."""
