"""Why a publishing is refused: what attendees must not be told by mistake."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from coopsched.document import Document
from coopsched.findings import Problem
from coopsched.moment import utc
from coopsched.published.earlier import same_by_title
from coopsched.published.noticing import is_another
from coopsched.published.recording import is_held
from coopsched.published.records import Publication, Record
from coopsched.published.shown import Shown, by_start, is_over
from coopsched.published.succeeding import Succession

FEW = 3
"""How many sessions may vanish without anybody confirming it…"""
ONE_IN = 20
"""…or one in how many of those that are still expected."""

_UNREAD = frozenset(
    {"duplicate-key", "invalid-language", "invalid-value", "merge-conflict", "missing-field"}
    | {"reference-cycle", "session-refused", "unknown-field", "unknown-reference"}
    | {"unknown-timezone", "unreadable"}
)
"""The rules that tell of something that reading left out, or read otherwise than it is written."""
_NOT_SHOWN = frozenset({"resources", "rules", "site"})
_NAMED = 3


class Refusal(NamedTuple):
    """Why nothing is published, and what to do about it: a sentence each."""

    message: str
    help: str


def refusals(
    document: Document,
    previous: Publication | None,
    succession: Succession,
    *,
    at: datetime,
    confirmed: int | None = None,
) -> list[Refusal]:
    """Return why a document must not be published as it is, after a publication, at a moment.

    Refused is a file that was not read in full, for a typo would tell people that a
    session is cancelled; another programme; and one in which many sessions are gone that
    attendees still expect, unless their number is ``confirmed``.
    """
    found = list(_of_reading(document))
    key = document.programme.key
    if previous is None:
        return found
    if previous.key != key:
        message = f"what was published is the programme `{previous.key}`, and this is `{key}`"
        remedy = "give the programme its key again, or publish to another folder"
        return [*found, Refusal(message, f"{remedy}: calendars know sessions by it")]
    return [*found, *_of_vanishing(document, previous, succession, utc(at), confirmed)]


def contradicts(previous: Publication | None, copy: Publication | None) -> Refusal | None:
    """Return why a publication cannot be that of which a published folder holds the copy.

    A copy that is older is none: the folder is brought up to date.
    """
    if copy is None:
        return None
    fetch = (
        "fetch the publication from where you keep it (git), or copy publication.json from the "
        "folder back to its place"
    )
    if previous is None:
        message = "the folder was published before, and its publication is missing"
        return Refusal(f"{message}: calendars ignore changes that are counted from 0 again", fetch)
    if previous.key != copy.key:
        message = f"the folder holds the programme `{copy.key}`, and this is `{previous.key}`"
        return Refusal(message, "publish to another folder")
    if copy.serial > previous.serial:
        message = (
            f"publication {copy.serial} is in the folder, and this is the older {previous.serial}"
        )
        return Refusal(message, fetch)
    if (copy.serial == previous.serial and copy != previous) or _is_elsewhere(previous, copy):
        message = "the folder was published from another publication than this one"
        return Refusal(f"{message}: calendars would not see some changes", fetch)
    return None


def _is_elsewhere(previous: Publication, copy: Publication) -> bool:
    """Tell whether a copy has what its publication never had: a session, a change, a feed.

    A speaker's feed may be missing, for people can be forgotten.
    """
    known = {record.uid: record.sequence for record in previous.records.values()}
    lost = copy.addresses.keys() - previous.addresses.keys()
    return (
        any(known.get(each.uid, -1) < each.sequence for each in copy.records.values())
        or any(kind != "speaker" for kind, _ in lost)
        or not set(copy.languages) <= set(previous.languages)
    )


def _of_reading(document: Document) -> Iterator[Refusal]:
    unread = [
        problem
        for rule, problem in document.problems
        if rule in _UNREAD and problem.route[:1] not in {(name,) for name in _NOT_SHOWN}
    ]
    if unread:
        places = list(dict.fromkeys(_place(problem) for problem in unread))
        message = f"{_number(len(places), 'place')} could not be read as written: {_some(places)}"
        remedy = "mend what `coopsched check` says of them: people would be told what nobody meant"
        yield Refusal(message, remedy)


def _place(problem: Problem) -> str:
    """Return what stands where a problem is: `start` of session `opening` (line 7)."""
    section, key, field = (*map(str, problem.route[:3]), "", "", "")[:3]
    line = f"line {problem.position.line}" if problem.position else ""
    if not section:
        return line or "the file"
    what = f"{section.removesuffix('s')} `{key}`" if key else f"`{section}`"
    what = f"`{field}` of {what}" if field else what
    return f"{what} ({line})" if line else what


def _of_vanishing(
    document: Document,
    previous: Publication,
    succession: Succession,
    at: datetime,
    confirmed: int | None,
) -> Iterator[Refusal]:
    expected = [record for record in previous.records.values() if _is_expected(record, at)]
    now = {record.uid: record for record in succession.publication.records.values()}
    gone = [record for record in expected if _is_gone(record, now[record.uid], succession.shown)]
    number = len(gone)
    if number <= FEW or number * ONE_IN <= len(expected) or number == confirmed:
        return
    gone.sort(key=lambda record: by_start(record.shown))
    of_them = f"{number} of the {_number(len(expected), 'session')} that attendees still expect"
    names = _some([f"“{record.shown.title}”" for record in gone])
    same = _recognised(document, previous, succession, gone)
    remedy = f"if that is meant, confirm it with --confirm-removals {number}"
    if same * 2 > number:
        remedy = (
            f"if their keys changed, publish with --rematch: it recognises {same} of them by title "
            f"and speakers; {remedy}"
        )
    yield Refusal(f"{of_them} would be cancelled, or become others: {names}", remedy)


def _is_expected(record: Record, at: datetime) -> bool:
    """Tell whether attendees still expect a session: it was to be held, and is not over."""
    return is_held(record) and not is_over(record.shown, at)


def _is_gone(old: Record, new: Record, shown: Mapping[str, Shown]) -> bool:
    """Tell whether a session is gone, and nobody said so; or is another one by now."""
    return new.state == "gone" or is_another(old.shown, shown[new.key])


def _recognised(
    document: Document, previous: Publication, succession: Succession, gone: Sequence[Record]
) -> int:
    """Return how many of the sessions that are gone would be recognised by title and people."""
    visible = {
        key: each
        for key, each in succession.shown.items()
        if succession.publication.records[key].state == "shown"
    }
    found = same_by_title(document.programme, visible, previous).values()
    return len({record.key for record in gone} & {*found})


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _some(names: Iterable[str]) -> str:
    """Return the first few of several names, and how many more there are."""
    first = list(names)
    more = len(first) - _NAMED
    if more > 0:
        return f"{', '.join(first[:_NAMED])} and {more} more"
    return " and ".join(filter(None, (", ".join(first[:-1]), first[-1])))
