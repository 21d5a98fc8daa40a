"""What stands below a time in prose: the title, who speaks, where, and what else."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coopsched.reading.foreign.line_ups import Named, begins_with_a_label, introduced, people
from coopsched.reading.foreign.outline import Line, Timed
from coopsched.source import Node

_PERMANENT = re.compile(
    r"(?:et |and |en |und )?(?:en permanence|doorlopend|de hele dag|all day|throughout the day|"
    r"toute la journée|ganztägig|den ganzen tag|durchgehend)\b",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"(?:(?:lieu|location|locatie|ort|where|où|waar|wo|room|salle|zaal|raum)\s*:\s*(?P<named>.+)"
    r"|(?P<called>(?:salle|zaal|room|raum|hall|saal|auditorium|auditoire|aula)\s+\S.{0,40}))",
    re.IGNORECASE,
)
_ROOM_BEHIND = re.compile(
    r"\s*[(\[](?P<room>(?:salle|zaal|room|raum|hall|saal|auditorium|auditoire|aula)\s+[^()\[\]]{1,40})"
    r"[)\]]\Z",
    re.IGNORECASE,
)
_WRAPPED = 50
_WORDY = 8
_ENDS = ".!?»”)…:"


class Block(NamedTuple):
    """A time, and the paragraphs until the next one."""

    time: Timed
    paragraphs: list[list[Line]]


class Group(NamedTuple):
    """People who are introduced together: in which role, by words of which languages."""

    line: Line
    end: int
    role: str
    languages: tuple[str, ...]
    names: str

    def people(self, text: str) -> Iterator[tuple[Named, Node]]:
        """Yield the people with their places in ``text``; of a name on two lines, the whole's."""
        at = self.line.start
        for named in people(self.names):
            start = text.find(named.name, at, self.end)
            if start < 0:
                yield named, Node(None, self.line.start, self.end)
                continue
            at = start + len(named.name)
            yield named, Node(None, start, at)


class Entry(NamedTuple):
    """What a block says; ``end`` is where the last of it ends.

    ``unplaced`` are passages: lines that nothing could be made of.
    """

    title: Line | None
    groups: list[Group]
    room: Line | None
    description: list[Line]
    permanent: Line | None
    unplaced: list[list[Line]]
    end: int


def blocks(lines: list[Line], times: list[tuple[int, Timed]]) -> Iterator[Block]:
    """Yield each time with the lines below it, until the next time."""
    ends = [i for i, _ in times[1:]] + [len(lines)]
    for (i, time), end in zip(times, ends, strict=True):
        paragraphs: list[list[Line]] = [[]]
        if time.rest:
            paragraphs[0].append(_rest(time))
        for line in lines[i + 1 : end]:
            if line.text and not (line.level and paragraphs[-1]):
                paragraphs[-1].append(line)
            elif line.text:
                paragraphs.append([line])
            elif paragraphs[-1] and not (len(paragraphs) == 1 and not paragraphs[0]):
                paragraphs.append([])
        yield Block(time, [each for each in paragraphs if each])


def _rest(time: Timed) -> Line:
    begin = time.line.end - len(time.rest)
    return Line(time.rest, max(begin, time.line.start), time.line.end)


def read_block(block: Block) -> Entry:
    """Return what a block says."""
    title: Line | None = None
    groups: list[Group] = []
    room: Line | None = None
    description: list[Line] = []
    permanent: Line | None = None
    unplaced: list[list[Line]] = []
    ended = False
    for paragraph in block.paragraphs:
        rest = list(paragraph)
        if title is not None and rest[0].level:
            unplaced.append([])  # what follows a heading belongs to another part of the text
            ended = True
        if ended:
            unplaced[-1] += rest
            continue
        if title is None:
            title, rest = _title(rest)
            title, room = _apart(title)
        while rest and (group := _group(rest)) is not None:
            groups.append(group[0])
            rest = group[1]
        for line in rest:
            called = room_of(line) if room is None else None
            if called is not None:
                room = called
            elif _PERMANENT.match(line.text) and permanent is None:
                permanent = line
            elif len(line.text.split()) >= _WORDY and not line.text.startswith("("):
                description.append(line)
            else:
                unplaced.append([line])
    end = block.paragraphs[-1][-1].end if block.paragraphs else block.time.line.end
    last = [line.end for line in (title, room, *description) if line is not None]
    last += [group.end for group in groups]
    return Entry(title, groups, room, description, permanent, unplaced, max(last) if last else end)


def room_of(line: Line) -> Line | None:
    """Return the room that a line names, and nothing else: `Salle A`, `Room: Attic`."""
    found = _ROOM.fullmatch(line.text)
    return (
        None if found is None else line._replace(text=(found["named"] or found["called"]).strip())
    )


def _apart(title: Line | None) -> tuple[Line | None, Line | None]:
    """Return a title without the room in brackets behind it, and the room."""
    match = _ROOM_BEHIND.search(title.text) if title is not None else None
    if title is None or match is None or not match.start():
        return title, None
    room = title._replace(text=match["room"])
    return title._replace(text=title.text[: match.start()]), room


def _title(lines: list[Line]) -> tuple[Line | None, list[Line]]:
    """Return the title, which may go on over lines, and the lines behind it."""
    first = lines[0]
    if introduced(first.text) is not None and len(lines) > 1:
        return None, lines
    count = 1
    while count < len(lines) and _goes_on(lines[count - 1], lines[count]):
        count += 1
    text = " ".join(line.text for line in lines[:count])
    return Line(text, first.start, lines[count - 1].end), lines[count:]


def _goes_on(line: Line, following: Line) -> bool:
    """Tell whether a line is only the wrapped rest of the one before it."""
    if _begins_anew(following):
        return False
    begins = following.text[0]
    if begins.islower() or begins in "?!:;,»)":
        return True
    return len(line.text) >= _WRAPPED and line.text[-1] not in _ENDS


def _begins_anew(line: Line) -> bool:
    """Tell whether a line says something of its own, and is no rest of the one before it."""
    text = line.text
    if introduced(text) is not None or begins_with_a_label(text):
        return True
    return bool(_ROOM.fullmatch(text) or _PERMANENT.match(text))


def _group(lines: list[Line]) -> tuple[Group, list[Line]] | None:
    """Return the people that lines begin with, and the lines behind them."""
    begin = introduced(lines[0].text)
    if begin is None:
        return None
    count = 1
    while count < len(lines) and not _begins_anew(lines[count]):
        count += 1
    names = " ".join([begin.names, *(line.text for line in lines[1:count])])
    end = lines[count - 1].end
    return Group(lines[0], end, begin.role, begin.languages, names), lines[count:]
