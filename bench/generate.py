"""Writes a big conference that could be: `python -m bench.generate 5000 > big.yaml`.

Five days of eight slots in as many rooms as it takes, a track a room, plenaries in the
morning, three languages, as many speakers as sessions. A few sessions in a hundred have
something wrong: one runs into the next, a speaker is announced in two rooms at once, a
room is too small. Equal numbers give equal bytes.
"""

import sys
from collections.abc import Iterator

DAYS = ("2025-05-12", "2025-05-13", "2025-05-14", "2025-05-15", "2025-05-16")
HOURS = (10, 11, 13, 14, 15, 16, 17)
A_ROOM = len(DAYS) * len(HOURS)
LANGUAGES = ("fr", "nl", "en")
KINDS = ("talk", "talk", "panel", "workshop", "talk", "tutorial", "lightning")


def _words(text: str) -> list[str]:
    return text.split()


FIRST_NAMES = _words(
    "Aïcha Bruno Chantal Dirk Elke Farid Greta Hugo Ingrid Joris Katrien Louis Marijke Nadia "
    "Olivier Pascale Quentin Roos Sofie Thibault Ulla Veerle Wout Xavier Yasmine Zoë"
)
SYLLABLES = _words(
    "bar den mol kes lin tor vig pau gry hof jaz sum cat wex nyd fir lop quo ziv rhe"
)
WORDS = _words(
    "housing energy music childcare ferries bakeries translation libraries gardens cinema "
    "forestry insurance laundries radio theatre cycling orchards printing carpentry weaving "
    "fishing brewing software hospitals schools railways museums dairies vineyards publishing "
    "architecture photography banking ceramics journalism dancing nursing tourism recycling "
    "beekeeping plumbing festivals harbours markets puppetry mountains windmills research"
)
TITLES = {
    "fr": "{0} et {1} : partager {2}",
    "nl": "{0} en {1}: samen {2} dragen",
    "en": "{0} and {1}, beyond {2}",
}


def programme(sessions: int) -> Iterator[str]:
    """Yield the lines of a programme with so many sessions."""
    rooms = max(1, -(-sessions // A_ROOM))
    yield from _head()
    yield "rooms:\n"
    for room in range(rooms):
        features = ", features: [projector]" if room % 10 else ""
        yield f"  r{room}: {{name: Room {room}, capacity: {40 + room % 7 * 20}{features}}}\n"
    yield "tracks:\n"
    yield from (f"  t{room}: {{title: Track {room}}}\n" for room in range(rooms))
    yield "speakers:\n"
    yield from (_speaker(i) for i in range(sessions))
    yield "sessions:\n"
    for i in range(sessions):
        yield from _session(i, sessions)


def _head() -> Iterator[str]:
    yield "coopsched: 1\nkey: big\ntitle: {fr: Grand, nl: Groot, en: Big}\n"
    yield "timezone: Europe/Brussels\nlanguages: [fr, nl, en]\ndays:\n"
    for day in DAYS:
        yield f"  {day}: {{date: {day}, opens: 09:00, closes: 19:00}}\n"


def name(i: int) -> str:
    """Return the name of a person; one in four hundred is the one before, misspelt."""
    if i % 400 == 399:
        return name(i - 1) + "e"
    size, rest = len(SYLLABLES), i // len(FIRST_NAMES)
    parts = (SYLLABLES[rest % size], SYLLABLES[rest // size % size], SYLLABLES[rest // size**2])
    return f"{FIRST_NAMES[i % len(FIRST_NAMES)]} {''.join(parts).title()}"


def _speaker(i: int) -> str:
    fields = [f"name: {name(i)}"]
    if i % 2 == 0:
        fields.append(f"affiliation: {WORDS[i % 47].title()} cooperative")
    if i % 5 == 0:
        fields.append("languages: [fr, nl, en]")
    return f"  p{i}: {{{', '.join(fields)}}}\n"


def title(i: int, language: str) -> str:
    """Return a title that no other session has."""
    size = len(WORDS)
    words = (WORDS[i % size].title(), WORDS[i // size % size], WORDS[(i // size**2 + i) % size])
    return TITLES[language].format(*words)


def _session(i: int, count: int) -> Iterator[str]:
    room, day, slot = i // A_ROOM, DAYS[i // len(HOURS) % len(DAYS)], i % len(HOURS)
    own = LANGUAGES[i % 3]
    yield f"  s{i}:\n"
    if i % 40 == 39:
        yield f"    repeats: s{i - 5}\n"
    else:
        yield f'    title: "{title(i, own)}"\n' if i % 4 else _in_all_languages(i)
        yield f"    languages: [{own}]\n"
        yield f"    track: t{room}\n"
        yield f"    speakers: [{', '.join(_line_up(i, count))}]\n"
    yield f"    kind: {KINDS[i % len(KINDS)]}\n" if i % 3 == 0 else ""
    early = i % 60 == 1 and slot > 0
    yield f"    day: {day}\n"
    yield f"    start: {HOURS[slot] - early:02}:{30 if early else 0:02}\n"
    yield "    minutes: 50\n"
    yield f"    rooms: r{room}\n"
    yield "    needs: projector\n" if i % 30 == 0 else ""
    yield f"    audience: {30 + i % 97}\n" if i % 10 == 0 else ""


def _in_all_languages(i: int) -> str:
    wordings = ", ".join(f'{language}: "{title(i, language)}"' for language in LANGUAGES)
    return f"    title: {{{wordings}}}\n"


def _line_up(i: int, count: int) -> Iterator[str]:
    yield f"p{i}"
    if i % 3 == 0:
        yield f"p{(i + 3) % count}"
    if i % 11 == 0:
        yield f"{{speaker: p{(i + 2) % count}, role: moderator}}"
    if i % 50 == 0:
        yield f"p{(i + A_ROOM) % count}"  # who speaks next door at that time


def main() -> None:
    """Write a programme to standard output."""
    sessions = int(sys.argv[1]) if len(sys.argv) == 2 else 5000
    sys.stdout.writelines(programme(sessions))


if __name__ == "__main__":
    main()
