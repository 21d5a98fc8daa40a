"""What calendars must show of adversarial.yaml, worked out by hand.

Nothing here comes from coopsched: titles are typed again as Python strings, and times are
in UTC, from the clocks of Brussels (UTC+1 until 29 March 2026, 01:00 UTC; then UTC+2 until
25 October, 01:00 UTC; then UTC+1).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

LANGUAGES = ("fr", "nl", "en")
Wordings = Mapping[str, str]


class Row(NamedTuple):
    """An event as a calendar shows it: times in UTC, or dates with the day after as end."""

    uid: str
    start: str
    end: str
    summary: str
    location: str
    status: str


class Truth(NamedTuple):
    """A session in each language of the feeds, and the feeds that hold it.

    ``times`` are a start and an end, or those of each occurrence. ``feeds`` are named
    without their language.
    """

    key: str
    uid: str
    times: Sequence[tuple[str, str]]
    titles: Wordings
    places: Wordings
    status: str
    feeds: frozenset[str]

    def rows(self, language: str) -> Iterator[Row]:
        """Yield what a calendar shows of it."""
        for start, end in self.times:
            title, place = self.titles[language], self.places[language]
            yield Row(self.uid, start, end, title, place, self.status)


def rows(feed: str, language: str) -> list[Row]:
    """Return what a calendar that subscribed to a feed shows, sorted."""
    return sorted(row for truth in TRUTHS if feed in truth.feeds for row in truth.rows(language))


def every_feed() -> set[str]:
    """Return the names of all feeds, without their language.

    Who is in no session has none: the address would announce them.
    """
    return {feed for truth in TRUTHS for feed in truth.feeds}


MILL = "The Mill, old wing, 1, Mill Street; 1000 Brussels"
ROOMS: Mapping[str, Wordings] = {
    "comma": dict.fromkeys(LANGUAGES, 'Hall A, left; "loud" side'),
    "words": {"fr": "Salle d'été", "nl": "Zomerzaal", "en": "Summer room"},
    "slash": dict.fromkeys(LANGUAGES, "Attic \\ loft \\n"),
    "hebrew": dict.fromkeys(LANGUAGES, "אולם הקיץ"),
    "bare": dict.fromkeys(LANGUAGES, "bare"),
    "yard": dict.fromkeys(LANGUAGES, "yard"),
}
NET = dict.fromkeys(LANGUAGES, "Live stream")
"""What is only online is at no venue."""


def at(*rooms: str) -> Wordings:
    """Return where these rooms are, in each language."""
    return {tag: ", ".join([*(ROOMS[room][tag] for room in rooms), MILL]) for tag in LANGUAGES}


def same(title: str) -> Wordings:
    """Return a title that has one wording."""
    return dict.fromkeys(LANGUAGES, title)


def foreign(tag: str, title: str, *, to: Sequence[str]) -> Wordings:
    """Return a title with the language before it, where readers of a feed do not follow it."""
    return {each: f"[{tag}] {title}" if each in to else title for each in LANGUAGES}


def english(title: str) -> Wordings:
    """Return the title of what is held in English only."""
    return foreign("EN", title, to=("fr", "nl"))


def truth(
    key: str,
    start: str,
    end: str,
    titles: Wordings,
    rooms: str = "",
    *,
    status: str = "CONFIRMED",
    followed: Sequence[str] = LANGUAGES,
    kind: str = "talk",
    feeds: Sequence[str] = (),
) -> Truth:
    """Return the truth of a session that has a start; rooms are separated by spaces."""
    held = rooms.split()
    places = NET if rooms == "net" else at(*held)
    named = {f"room/{room}" for room in held} | {f"in-{tag}" for tag in followed}
    everywhere = frozenset({"programme", f"session/{key}", f"kind/{kind}", *named, *feeds})
    return Truth(key, f"{key}@night-market", [(start, end)], titles, places, status, everywhere)


LONG = (
    "A title that goes on and on, for the one who wrote it had been told that titles are free, "
    "and so it names the room, the hour, the weather, the price of bread, the colour of the door, "
    "the name of the cat, the length of the queue, the reason for the delay, the excuse for the "
    "reason, the apology for the excuse; it then begins again with the room, the hour, the "
    "weather, the price of bread, the colour of the door, the name of the cat, the length of the "
    "queue, the reason for the delay, the excuse for the reason, the apology for the excuse, and "
    "ends, at last, where everybody stopped reading long ago."
)
TENT = "\N{CIRCUS TENT}"
ONE_FAMILY = (
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466\U0001f1e7\U0001f1ea"
    "\U0001f3f3\ufe0f\u200d\U0001f308\U0001f469\U0001f3fd\u200d\U0001f680"
)
RIGHT_TO_LEFT = (
    "\u0633\u0648\u0642 \u0627\u0644\u0644\u064a\u0644\u060c \u062a\u062c\u0631\u0628\u0629; 3, 4 "
    "\u05e9\u05d5\u05e7 \u05dc\u05d9\u05dc\u05d4 (PA system) \u200f"
)
ENGLISH = ("en",)

TRUTHS = (
    truth(
        "marks", "2026-10-24T08:00:00Z", "2026-10-24T08:45:00Z",
        english("Commas, semicolons; colons: and a backslash \\ in one title"),
        "comma", followed=ENGLISH, feeds=("speaker/ana", "track/soil"),
    ),
    truth(
        "escapes", "2026-10-24T09:00:00Z", "2026-10-24T09:45:00Z",
        english('Written, not meant: \\n \\N \\, \\; \\\\ "%0A" &amp; =0D=0A ^n'),
        "slash", followed=ENGLISH,
    ),
    truth(
        "slash-at-end", "2026-10-24T10:00:00Z", "2026-10-24T10:30:00Z",
        english("It ends in a backslash \\"), "slash comma words", followed=ENGLISH,
    ),
    truth(
        "quotes", "2026-10-24T10:30:00Z", "2026-10-24T11:00:00Z",
        english("\"All of it\" 'in' \u00abquotes\u00bb"), "comma", followed=ENGLISH,
    ),
    truth(
        "lines", "2026-10-24T11:00:00Z", "2026-10-24T11:30:00Z",
        english("One title in three lines"), "hebrew", followed=ENGLISH,
    ),
    truth(
        "controls", "2026-10-24T11:30:00Z", "2026-10-24T12:00:00Z",
        english("A bell , a null  and an escape [31m rang"), "hebrew", followed=ENGLISH,
    ),
    truth("emoji-0", "2026-10-24T12:00:00Z", "2026-10-24T12:10:00Z", same(TENT * 40), "words"),
    truth(
        "emoji-1", "2026-10-24T12:10:00Z", "2026-10-24T12:20:00Z", same("a" + TENT * 40), "words"
    ),
    truth(
        "emoji-2", "2026-10-24T12:20:00Z", "2026-10-24T12:30:00Z", same("ab" + TENT * 40), "words"
    ),
    truth(
        "emoji-3", "2026-10-24T12:30:00Z", "2026-10-24T12:40:00Z", same("abc" + TENT * 40), "words"
    ),
    truth(
        "families", "2026-10-24T12:40:00Z", "2026-10-24T12:50:00Z",
        same(" ".join([ONE_FAMILY] * 4)), "words",
    ),
    truth(
        "right-to-left", "2026-10-24T12:50:00Z", "2026-10-24T13:00:00Z",
        foreign("AR", RIGHT_TO_LEFT, to=("nl", "en")), "hebrew", followed=("fr",),
    ),
    truth(
        "long", "2026-10-24T13:00:00Z", "2026-10-24T13:30:00Z",
        english(LONG), "bare", followed=ENGLISH,
    ),
    truth(
        "three-wordings", "2026-10-24T13:30:00Z", "2026-10-24T14:00:00Z",
        {"fr": "L'\u00e9t\u00e9 \u00e0 Li\u00e8ge", "nl": "\u2019s Zomers in Luik",
         "en": "Summer in Li\u00e8ge"},
        "words",
    ),
    truth(
        "spring-before", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z",
        same("The hour before the clock goes forward"), "comma",
    ),
    truth(
        "spring-across", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z",
        same("One hour that looks like two"), "words",
    ),
    truth(
        "spring-skipped", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z",
        same("A clock in Brussels never shows the start of this"), "slash",
    ),
    truth(
        "spring-after", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z",
        same("The hour after the clock went forward"), "comma",
    ),
    truth(
        "autumn-across", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z",
        same("Three hours that look like two"), "comma",
    ),
    truth(
        "autumn-first", "2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z",
        same("The first time that it is a quarter past two"), "words",
    ),
    truth(
        "autumn-second", "2026-10-25T01:15:00Z", "2026-10-25T01:45:00Z",
        same("The second time that it is a quarter past two"), "words",
    ),
    truth(
        "autumn-backwards", "2026-10-25T00:50:00Z", "2026-10-25T01:10:00Z",
        same("The clock says that this ends before it begins"), "slash",
    ),
    truth(
        "autumn-bare", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z",
        same("Of two hours the first"), "hebrew",
    ),
    truth(
        "midnight", "2026-10-24T21:30:00Z", "2026-10-24T22:30:00Z",
        same("It begins on one day and ends on the other"), "slash",
    ),
    truth(
        "whole-day", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z",
        same("From midnight to midnight, and not all day"), "bare",
    ),
    truth(
        "three-days", "2026-10-24T16:00:00Z", "2026-10-26T11:00:00Z",
        same("Three days and a night"), "yard",
    ),
    truth(
        "new-york", "2026-10-26T02:00:00Z", "2026-10-26T03:30:00Z",
        english("From New York"), "net", followed=ENGLISH,
    ),
    truth(
        "nepal", "2026-10-26T08:00:00Z", "2026-10-26T08:45:00Z", same("From Kathmandu"), "net"
    ),
    truth("seconds", "2026-10-26T09:00:07Z", "2026-10-26T09:00:59Z", same("Off by seconds"), "net"),
    truth(
        "no-room", "2026-10-26T11:00:00Z", "2026-10-26T12:00:00Z", same("Lunch"),
        kind="meal",
    ),
    truth(
        "cancelled", "2026-10-26T13:00:00Z", "2026-10-26T14:00:00Z",
        {"fr": "ANNUL\u00c9\u00a0: Pain, lait", "nl": "GEANNULEERD: Brood, melk",
         "en": "CANCELLED: Bread, milk"},
        "comma", status="CANCELLED",
    ),
    truth(
        "tentative", "2026-10-26T14:00:00Z", "2026-10-26T15:00:00Z",
        {"fr": "Perhaps (\u00e0 confirmer)", "nl": "Perhaps (onder voorbehoud)",
         "en": "Perhaps (to be confirmed)"},
        "comma", status="TENTATIVE",
    ),
    truth(
        "replaced", "2026-10-26T15:00:00Z", "2026-10-26T16:00:00Z",
        {"fr": "ANNUL\u00c9\u00a0: The one that was", "nl": "GEANNULEERD: The one that was",
         "en": "CANCELLED: The one that was"},
        "words", status="CANCELLED",
    ),
    truth(
        "replacement", "2026-10-26T15:00:00Z", "2026-10-26T16:00:00Z",
        same("The one that is"), "slash",
    ),
    truth(
        "open-until-closing", "2026-10-26T16:00:00Z", "2026-10-26T17:00:00Z",
        same("Until we close"), "comma",
    ),
    truth(
        "open-end", "2026-10-25T19:00:00Z", "2026-10-25T20:00:00Z",
        same("Until who knows"), "words",
    ),
    truth(
        "its-own-uid", "2026-10-26T08:00:00Z", "2026-10-26T09:00:00Z",
        same("Known by another name"), "words",
    )._replace(uid="4711,a;b:c@old.example.org"),
    Truth(
        "fair", "fair@night-market",
        [("2026-03-29", "2026-03-30"), ("2026-10-24", "2026-10-25"),
         ("2026-10-25", "2026-10-26"), ("2026-10-26", "2026-10-27")],
        {"fr": "Foire, permanente", "nl": "Doorlopende beurs", "en": "Fair; all day"},
        at("words"), "CONFIRMED", frozenset({"permanent", "session/fair"}),
    ),
)  # fmt: skip
