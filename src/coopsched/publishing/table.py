"""Programmes as tables: one session a row, as CSV and as an Excel workbook."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coopsched.calendar import Calendar, Day
from coopsched.model import Programme, Session
from coopsched.model.parts import ROLES
from coopsched.publishing.clocks import clock
from coopsched.publishing.losses import (
    Carried,
    Loss,
    Written,
    losses,
    merged,
    on_stage,
    public_links,
    unused,
)
from coopsched.publishing.naming import key_losses, name_losses, names, writable
from coopsched.publishing.people import named, people_losses
from coopsched.publishing.wordings import one_wording, other_wordings, own_language
from coopsched.text import LANGUAGE_NAMES, Text

ALWAYS = ("key", "title", "day", "start", "end", "rooms", "speakers", "languages")
"""The columns that every table has; others are there where some session has a value."""
_WORDED = ("title", "description", "notice")
_PLAIN = ("kind", "status", "repeats", "continues", "within", "uid", "source-id")
_LISTED = ("languages", "interpretation", "captions", "tags", "needs", "after", "not-with")
_LONGEST_CELL = 32_767
"""What a cell of Excel holds, in UTF-16 units."""

CARRIED = Carried(
    programme=frozenset({"days", "rooms", "speakers", "tracks", "sessions"}),
    day=frozenset({"date"}),
    room=frozenset({"key", "name"}),
    speaker=frozenset({"key", "name", "affiliation"}),
    track=frozenset({"key", "title"}),
    session=frozenset(
        {"key", "title", "day", "start", "end", "minutes", "rooms", "speakers", "description"}
        | {*_PLAIN, *_LISTED}
        | {"track", "audience", "permanent", "links", "notice", "replaces"}
    ),
    line_up=frozenset({"speaker", "role", "affiliation"}),
    link=frozenset({"url"}),
)

_FORMULA = re.compile(r"(?=\A'*[=+\-@\t\r])")
# Where cells are separated by semicolons or tabs, as in much of Europe, quotation marks
# amid a cell protect neither these nor line breaks. Lines may begin with the dash of a list.
_INSIDE = re.compile(r"((?<=[;\t]) *)(?='*[=+\-@])|((?<=\n) *)(?='*(?:[=@]|[+\-](?! )))")
_LIKE_ROLES = tuple(f"[{role}]" for role in ROLES)


class Table(NamedTuple):
    """A programme as rows of texts, under the names of the columns."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    losses: tuple[Loss, ...]


def table(programme: Programme) -> Table:
    """Return a row for each session, in the order of the file, drafts and cancelled ones too.

    `day` is a date, `start` and `end` are times of that day in the programme's zone:
    `24:30` is half past midnight at its end. Several values are joined by `; `, and one
    that holds a semicolon is in quotation marks; people are `Ana Pérez (UCL) [moderator]`,
    rooms and tracks are called by their names.
    Of a text in several languages, `title` has the wording that a plain text would be in,
    and columns such as `title (nl)` have all.
    """
    rows = _Rows(programme)
    cells = [rows.row(session) for session in programme.sessions]
    used = {name for row in cells for name, text in row.items() if text}
    tagged = sorted(name for name in used if name.endswith(")"))
    header = tuple(name for name in _order(tagged) if name in ALWAYS or name in used)
    speakers = on_stage(programme, programme.sessions)
    found = (
        *losses(programme, CARRIED, speakers=speakers),
        *other_wordings(programme, CARRIED, sessions=(), speakers=speakers),
        *rows.lost_wordings(),
        *people_losses(programme, programme.sessions),
        *key_losses("rooms", rows.rooms, {}),
        *key_losses("tracks", rows.tracks, {}),
        *key_losses("speakers", {each.key: each.name for each in speakers}, {}),
        *rows.lost_names(),
        *unused(programme, programme.sessions),
        *rows.lost,
    )
    texts = tuple(tuple(row.get(name, "") for name in header) for row in cells)
    return Table(header, texts, merged(found))


def write_csv(programme: Programme) -> Written:
    """Return a table as CSV (RFC 4180) in UTF-8 with the mark that Excel needs to see that.

    A cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    import csv

    made = table(programme)
    lines: list[str] = []

    class _Sink:
        write = staticmethod(lines.append)

    writer = csv.writer(_Sink(), lineterminator="\r\n")
    writer.writerow(made.header)
    writer.writerows([defused(cell) for cell in row] for row in made.rows)
    return Written("".join(lines).encode("utf-8-sig"), made.losses)


def write_xlsx(programme: Programme) -> Written:
    """Return a table as an Excel workbook of one sheet, in which every cell is text.

    Raises MissingLibrary where the extra `table` is not installed.
    """
    from coopsched.publishing.workbook import workbook

    made = table(programme)
    keys = [row[0] for row in made.rows]
    rows = [tuple(cut(cell) for cell in row) for row in made.rows]
    pairs = zip(keys, rows, made.rows, strict=True)
    long = tuple(key for key, kept, row in pairs if kept != row)
    lost = (Loss("what is beyond the length of a cell", long),) if long else ()
    return Written(workbook(made.header, rows), (*made.losses, *lost))


def defused(cell: str) -> str:
    """Return a cell of CSV that no spreadsheet takes for a formula (OWASP, CSV injection).

    An apostrophe stands before what could be one: at its beginning, and behind a
    separator that some spreadsheets take for the end of the cell. Readers take it away
    again, so that nothing is lost.
    """
    return _FORMULA.sub("'", _INSIDE.sub(r"\g<0>'", cell), count=1)


def listed(text: str) -> str:
    """Return a text as it stands in a list, which `; ` separates: in quotation marks if it must."""
    line = " ".join(text.split())
    if ";" not in line and not line.startswith('"'):
        return line
    doubled = line.replace('"', '""')
    return f'"{doubled}"'


def cut(cell: str) -> str:
    """Return as much of a text as a cell of Excel holds."""
    units = cell.encode("utf-16-le")[: 2 * _LONGEST_CELL]
    return units.decode("utf-16-le", "ignore")


def _order(tagged: Sequence[str]) -> tuple[str, ...]:
    """Return the names of all columns, those in ``tagged`` among them, in their order."""
    named = ("minutes", *_LISTED, "kind", "track", "status")
    rest = ("notice", "audience", "link", "permanent", *_PLAIN, "replaces")
    return tuple(dict.fromkeys((*ALWAYS, *named, "description", *tagged, *rest)))


class _Rows:
    """Makes rows of one programme's sessions, and notes what they cannot say."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        # A table has no closing hours by which 01:30 could be the next morning.
        self.calendar = Calendar(programme.zone)
        self.lost: list[Loss] = []
        self.called = {
            room.key: one_wording(programme, room.name) or room.key for room in programme.rooms
        }
        self.rooms = names(self.called)
        self.titled = {track.key: one_wording(programme, track.title) for track in programme.tracks}
        self.tracks = names(self.titled)

    def row(self, session: Session) -> dict[str, str]:
        cells = {
            "key": session.key,
            **self.times(session),
            "rooms": self.joined(session, "rooms", [self.rooms[key] for key in session.rooms]),
            "speakers": self.joined(session, "speakers", self.people(session)),
            "track": self.tracks[session.track] if session.track else "",
            "audience": "" if session.audience is None else str(session.audience),
            "link": "; ".join(
                _clean(link.url).replace(";", "%3B") for link in public_links(session)
            ),
            "permanent": "true" if session.permanent else "",
            "replaces": "; ".join(session.replaces),
        }
        for name in _WORDED:
            cells |= self.text(session, name)
        cells["title"] = cells["title"] or session.key
        for name in _PLAIN:
            cells[name] = _clean(getattr(session, name.replace("-", "_")) or "")
        if session.status == "confirmed":
            cells["status"] = ""
        for name in _LISTED:
            cells[name] = self.joined(session, name, getattr(session, name.replace("-", "_")))
        return cells

    def text(self, session: Session, name: str) -> dict[str, str]:
        """Return the cells of a text: the one without a language, and those that name one."""
        text: Text | None = getattr(session, name)
        if text is None:
            return {}
        if any(_clean(wording) != wording for wording in text.values()):
            self.lost.append(Loss("control characters", (session.key,)))
        speaking = session if name in ("title", "description") else None
        cells = {name: _clean(one_wording(self.programme, text, speaking))}
        if tuple(text) != (own_language(self.programme, speaking),):
            named = {tag: wording for tag, wording in text.items() if _names_a_column(tag)}
            cells |= {f"{name} ({tag})": _clean(wording) for tag, wording in named.items()}
        return cells

    def lost_names(self) -> Iterator[Loss]:
        """Yield the names that had to be changed, so that each is one room's or one track's."""
        yield from name_losses("rooms: name", self.called, self.rooms)
        yield from name_losses("tracks: title", self.titled, self.tracks)

    def lost_wordings(self) -> Iterator[Loss]:
        """Yield the wordings in languages of which the name of a column cannot tell."""
        for loss in other_wordings(self.programme, CARRIED, sessions=self.programme.sessions):
            name, _, tag = loss.what.partition(" in ")
            if name in _WORDED and tag and not _names_a_column(tag):
                yield loss

    def times(self, session: Session) -> dict[str, str]:
        if session.start is None:
            day = session.day.date.isoformat() if session.day else ""
            minutes = "" if session.minutes is None else str(session.minutes)
            return {"day": day, "minutes": minutes}
        on = self.programme.calendar.day_of(session.start).date
        day_ = Day(on.isoformat(), on)
        found = {"day": day_.key}
        for name in ("start", "end"):
            moment = getattr(session, name)
            if moment is not None:
                local = moment.astimezone(self.programme.zone)
                found[name] = clock(self.calendar, local, day_)
        return found

    def people(self, session: Session) -> Iterator[str]:
        for entry in session.speakers:
            name = named(self.programme, entry)
            plain = entry.role == "speaker" and not name.endswith(_LIKE_ROLES)
            yield name if plain else f"{name} [{entry.role}]"

    def joined(self, session: Session, name: str, items: Sequence[str] | Iterator[str]) -> str:
        texts = [_clean(item) for item in items]
        if any("\n" in text for text in texts):
            self.lost.append(Loss(f"line breaks in {name}", (session.key,)))
        return "; ".join(map(listed, texts))


def _names_a_column(tag: str) -> bool:
    """Tell whether readers take a tag in a column's name for one; `no` is a number to them."""
    language, _, region = tag.partition("-")
    return language in LANGUAGE_NAMES and language != "no" and (not region or len(region) == 2)


def _clean(text: str) -> str:
    return writable(text.replace("\r\n", "\n").replace("\r", "\n"))
