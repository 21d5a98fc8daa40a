"""What is new of a session: whether it is held, what replaces it, what changed."""

from collections.abc import Iterator
from datetime import datetime

from coopsched.published.records import Before, Record
from coopsched.published.shown import Named, Shown
from coopsched.publishing.feeds.lines import on_one_line
from coopsched.publishing.feeds.times import Span, was
from coopsched.publishing.feeds.words import Words, wording
from coopsched.zones import zone


def is_held(shown: Shown, record: Record) -> bool:
    """Tell whether a session is to be held: not cancelled, and not gone from the programme."""
    return record.state == "shown" and shown.status != "cancelled"


def news(
    shown: Shown, record: Record, held: Span | None, language: str, words: Words
) -> Iterator[str]:
    """Yield what people should know before they come, a sentence each."""
    before, takes_place = record.before, is_held(shown, record)
    if not takes_place:
        yield _called_off(shown, before, words)
    elif shown.status == "tentative":
        yield f"{words.agenda.tentative}."
    if shown.replaced_by:
        titles = words.semicolon.join(_named(each, language) for each in shown.replaced_by)
        yield words.instead.format(titles)
    if shown.notice is not None:
        yield wording(shown.notice, language, *shown.languages)[1]
    if takes_place and before is not None:
        yield _changed(shown, before, held, language, words)


def _called_off(shown: Shown, before: Before | None, words: Words) -> str:
    if before is None or "status" not in before.fields:
        return f"{words.agenda.cancelled}."
    return f"{words.called_off.format(_day(before.at, shown, words))}."


def _changed(shown: Shown, before: Before, held: Span | None, language: str, words: Words) -> str:
    """Return what the last notable change was: `Changed on …: was 10:00, Room A`."""
    now = {"speakers": words.line_up, "join": words.joining}
    if before.status == "cancelled":
        now = {"status": words.restored, **now}
    if not before.rooms:
        now = {"room": words.new_room, **now}
    told = [phrase for field, phrase in now.items() if field in before.fields]
    if old := ", ".join(_old(shown, before, held, language, words)):
        told.insert(0, words.was.format(old))
    if not told:
        return ""
    return words.changed.format(_day(before.at, shown, words), words.semicolon.join(told)) + "."


def _old(
    shown: Shown, before: Before, held: Span | None, language: str, words: Words
) -> Iterator[str]:
    if held is not None and before.start is not None and {"start", "end"} & {*before.fields}:
        yield was(held, before.start, before.end, words)
    if "room" in before.fields:
        yield from (on_one_line(wording(room, language)[1]) for room in before.rooms)
    if "status" in before.fields and before.status == "tentative" != shown.status:
        yield words.tentative


def _named(each: Named, language: str) -> str:
    return on_one_line(wording(each.name, language)[1])


def _day(moment: datetime, shown: Shown, words: Words) -> str:
    return words.day(moment.astimezone(zone(shown.timezone)).date())
