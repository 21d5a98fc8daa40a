"""What a feed says of a session in one language: title, place, description."""

from collections.abc import Iterator

from coopsched.published.addresses import serves
from coopsched.published.records import Record
from coopsched.published.shown import Person, Shown
from coopsched.publishing.feeds.lines import on_one_line, plain, uri
from coopsched.publishing.feeds.news import is_held, news
from coopsched.publishing.feeds.times import Span, days_in_words, in_words
from coopsched.publishing.feeds.words import Words, wording
from coopsched.text import WORDLESS, covers

NAMELESS = "–"
"""What is called nothing that can be shown."""

JOINING = ("join", "stream")
"""Links to a session itself, of no use where it is not held."""


def title(shown: Shown, record: Record, language: str, words: Words) -> tuple[str, str]:
    """Return the language and the text of what calendars show in a day's list.

    What is not held begins with that. Else one whose language a reader of the feed
    cannot follow, nor by an interpreter, begins with it: `[FR] …`, for in a list there
    is no other place to see it, and the end is what a narrow list cuts off.
    """
    tag, text = wording(shown.title, language, *shown.languages)
    text = on_one_line(text) or NAMELESS
    if not is_held(shown, record):
        return tag, f"{words.cancelled}{words.colon}{text}"
    if shown.status == "tentative":
        text = f"{text} ({words.tentative})"
    return tag, _foreign(shown, language) + text


def _foreign(shown: Shown, language: str) -> str:
    if not shown.languages or serves(shown, language):
        return ""
    names = dict.fromkeys(tag.partition("-")[0].upper() for tag in shown.languages)
    return f"[{'/'.join(names)}] "


def place(shown: Shown, language: str, words: Words) -> str:
    """Return where a session is: its rooms, the venue and its address; empty if nobody said.

    What is only online is at no venue.
    """
    texts = [room.name for room in shown.rooms]
    if not shown.online:
        texts += [text for text in (shown.venue, shown.address) if text is not None]
    found = ", ".join(filter(None, (_on_a_line(wording(text, language)[1]) for text in texts)))
    return found or (words.online if shown.online else "")


def _on_a_line(text: str) -> str:
    """Return an address of several lines as one, with commas."""
    lines = (on_one_line(line).rstrip(",") for line in plain(text).split("\n"))
    return ", ".join(filter(None, lines))


def described(
    shown: Shown, record: Record, held: Span | None, where: str, language: str, words: Words
) -> tuple[str, str]:
    """Return the language and the text of a description; it begins with time and place.

    ``where`` is that place. Its language is that of the abstract, of which there is most.
    """
    tag, abstract = words.language, ""
    if shown.description is not None:
        tag, abstract = wording(shown.description, language, *shown.languages)
    elif covers(words.language, language):
        tag = language
    paragraphs = (
        [when(shown, held, words), where],
        news(shown, record, held, language, words),
        [*(_person(each, words) for each in shown.speakers), spoken(shown, words)],
        [abstract],
        _links(shown, record, words),
    )
    told = ("\n".join(filter(None, lines)) for lines in paragraphs)
    return tag, plain("\n\n".join(filter(None, told)))


def when(shown: Shown, held: Span | None, words: Words) -> str:
    """Return when a session is, as a sentence would begin with it."""
    if held is None:
        return f"{words.agenda.always}{words.colon}{days_in_words(shown.days, words)}"
    offset = shown.online or any(person.remote for person in shown.speakers)
    told = in_words(held, words, end_given=shown.end_given, offset=offset)
    return told[:1].upper() + told[1:]


def spoken(shown: Shown, words: Words) -> str:
    """Return in which languages a session can be followed; empty if nobody said."""

    def named(phrase: str, tags: tuple[str, ...]) -> str:
        names = [words.language_name(tag) for tag in tags if tag != WORDLESS]
        return phrase.format("/".join(names)) if names else ""

    told = (
        named(words.held, shown.languages),
        named(words.interpreted, shown.interpretation),
        named(words.captioned, shown.captions),
    )
    sentence = ", ".join(filter(None, told))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _person(person: Person, words: Words) -> str:
    """Return a name with role and affiliation: `Ana Pérez (moderator, UCL)`."""
    beside = [words.role(person.role), *person.affiliation, words.remote if person.remote else ""]
    behind = ", ".join(filter(None, map(on_one_line, beside)))
    name = on_one_line(person.name) or NAMELESS
    return f"{name} ({behind})" if behind else name


def _links(shown: Shown, record: Record, words: Words) -> Iterator[str]:
    held = is_held(shown, record)
    for link in shown.links:
        if held or link.kind not in JOINING:
            yield f"{words.links[link.kind]}{words.colon}{uri(link.url)}"
