"""What hypothesis makes up: times, tags, names and damaged files."""

from datetime import date, timedelta, timezone

from hypothesis import strategies as st

from coopsched.moment import Moment

DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))
CLOCK_TIMES = st.builds(
    lambda hours, minutes, seconds: timedelta(hours=hours, minutes=minutes, seconds=seconds),
    st.integers(0, 47),
    st.integers(0, 59),
    st.sampled_from((0, 0, 0, 1, 59)),
)
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.one_of(
    st.builds(Moment, DATES, st.none(), st.none()),
    st.builds(Moment, DATES | st.none(), CLOCK_TIMES, OFFSETS | st.none()),
)
ZONES = st.sampled_from(
    ("Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
)

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CASES = st.sampled_from((str.lower, str.upper, str.title))
TAGS = st.builds(
    lambda parts, case: case("-".join(part for part in parts if part)),
    st.tuples(
        st.sampled_from(("fr", "nl", "en", "zh", "sgn", "gsw", "nds")),
        st.sampled_from(("", "", "Latn", "hant")),
        st.sampled_from(("", "", "BE", "419")),
        st.sampled_from(("", "", "1994", "valencia")),
        st.sampled_from(("", "", "u-ca-gregory", "x-private")),
    ),
    _CASES,
)
NAMES = st.text(max_size=40) | st.text(
    st.sampled_from("éÉøØłßæŒ™№½ﬁİıΣς'’- ()_" + _LETTERS), max_size=30
)


def damaged(text: str) -> st.SearchStrategy[str]:
    """Make texts in which pieces are cut, doubled, swapped for others, or made up."""
    places = st.integers(0, len(text))
    junk = st.sampled_from(
        ("", ": ", "\n", "  ", "{", "}", "[", "]", "- ", "#", "'", '"', "&a ", "*a", "!x ", "\t")
    ) | st.text(max_size=5)
    edit = st.tuples(places, st.integers(0, 40), junk)

    def edited(edits: list[tuple[int, int, str]]) -> str:
        result = text
        for start, length, put in edits:
            result = result[:start] + put + result[start + length :]
        return result

    return st.lists(edit, min_size=1, max_size=6).map(edited)


_PIECES = st.sampled_from(
    [
        "👨‍👩‍👧",
        "🇧🇪",
        "❤️",
        "日本語",
        "e\u0301",
        "\x1b[2J",
        "\u202e",
        "\u2066",
        "\n",
        "x\u200d",
        " « a » ",
    ]
)
HARD_TITLES = (
    st.lists(_PIECES | st.text(st.characters(), max_size=9), min_size=1, max_size=8)
    .map("".join)
    .filter(str.strip)
)
"""Titles of wide characters, joined ones, and some that act on a terminal."""
