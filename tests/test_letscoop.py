"""LET'S COOP 2017 against its source: nothing left out, nothing invented.

The oracle shares no code with coopsched: it reads the press release with regular
expressions of its own and the programme as bare YAML, every scalar a string.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROGRAMME = ROOT / "data" / "programme.yaml"
SEED = ROOT.parent / "shared" / "seed" / "lets-coop-2017-press-release.md"

# A heading of the programme is a time in bold, at times with a stray space: **17 :30**
_HEADING = re.compile(
    r"^(?:### )?\*\*(\d{1,2}) ?:(\d{2})(?: ?- ?(\d{1,2}) ?:(\d{2}))?\*\*$", re.MULTILINE
)
_PEOPLE = re.compile(r"^(met/avec|avec|met|with) ", re.MULTILINE)
_PERSON = re.compile(r"([^,()]+?)(?: \(([^)]*)\))?(?:, | et |$)")
_ANNOUNCED = re.compile(r"\*\*([^*]+)\*\*(?: \(([^)]*)\))?")
_LANGUAGES = {"avec": ["fr"], "met": ["nl"], "with": ["en"], "met/avec": ["nl", "fr"], "": []}
_UNNAMED_IN_FRENCH = ("Les chiffres SMart pour les nuls", "Le Tax-shelter pour les Arts")
_INHERITED = ("title", "description", "kind", "languages", "track", "tags", "speakers", "minutes")


class Person(NamedTuple):
    """Somebody as printed: a name, and the affiliation in brackets, or nothing."""

    name: str
    affiliation: str


class Item(NamedTuple):
    """One item of the day, as printed or as the file has it."""

    start: str
    end: str
    title: str
    word: str
    people: tuple[Person, ...]


def _one_line(text: str) -> str:
    """Undo the wrapping of lines."""
    return " ".join(text.split())


def _clock(hour: str | None, minute: str | None) -> str:
    """Write a time with two digits for the hour; nothing stays nothing."""
    return f"{int(hour):02}:{minute}" if hour else ""


def _people(text: str) -> tuple[Person, ...]:
    """Read `A (UCL), B et C (CESEP)`."""
    return tuple(Person(name, affiliation) for name, affiliation in _PERSON.findall(text))


def _programme_part(text: str) -> str:
    """Cut out the pages of the press release that hold the programme."""
    return text.partition("## Programme Let's coop 2017 !")[2].partition("## PLUS D'INFO")[0]


def _items(text: str) -> Iterator[Item]:
    """Read each printed time with what stands below it."""
    part = _programme_part(text).partition("Et en permanence")[0]
    headings = list(_HEADING.finditer(part))
    ends = [heading.start() for heading in headings[1:]] + [len(part)]
    for heading, end in zip(headings, ends, strict=True):
        title, word, people = (*_PEOPLE.split(part[heading.end() : end], maxsplit=1), "", "")[:3]
        yield Item(
            _clock(heading[1], heading[2]),
            _clock(heading[3], heading[4]),
            _one_line(title),
            word,
            _people(_one_line(people)),
        )


def _announced(text: str) -> list[Person]:
    """Read the people of the first page: those in bold, the administrator, the CESEP."""
    (line,) = [line for line in text.splitlines() if line.startswith("Parmi les intervenants")]
    people = [Person(name, affiliation) for name, affiliation in _ANNOUNCED.findall(line)]
    administrator = re.search(r"notre administrateur délégué, ([^,]+),", text)
    organisation = re.search(r", le (\w+) \.\.\.$", line)
    assert administrator
    assert organisation
    return [*people, Person(administrator[1], ""), Person(organisation[1], "")]


def _listed(value: Any) -> list[str]:
    """Widen `item or list` to a list."""
    return [value] if isinstance(value, str) else list(value or [])


def _pieces(affiliation: str) -> list[str]:
    """Split what is printed as two affiliations."""
    return [piece.casefold() for piece in re.split(r" [/&] ", affiliation) if piece]


def _whole(session: dict[str, Any], sessions: dict[str, Any]) -> dict[str, Any]:
    """Add to a repeated session what it takes from its first showing."""
    first = sessions[session["repeats"]] if "repeats" in session else {}
    return {key: first[key] for key in _INHERITED if key in first} | session


def _title(session: dict[str, Any]) -> str:
    """Return the only text of a title, with or without its language."""
    title = session["title"]
    if isinstance(title, str):
        return title
    (text,) = title.values()
    return str(text)


def _spellings(speaker: dict[str, Any]) -> set[str]:
    """Return all spellings of a speaker's name."""
    return {speaker["name"], *_listed(speaker.get("also"))}


def _printed(text: str) -> list[Person]:
    """Return everybody named, wherever in the press release."""
    return _announced(text) + [person for item in _items(text) for person in item.people]


@pytest.fixture(scope="module")
def text() -> str:
    """Return the press release; where it is not at hand, only CI insists on it."""
    if not SEED.exists():
        message = f"the press release is not beside the checkout: no {SEED}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def programme() -> dict[str, Any]:
    """Return the programme as bare YAML: mappings, lists and strings."""
    with PROGRAMME.open(encoding="utf-8") as stream:
        loaded: dict[str, Any] = yaml.load(stream, Loader=yaml.BaseLoader)  # noqa: S506  only strings
    return loaded


@pytest.fixture(scope="module")
def timed(programme: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the sessions of the programme that have a time, whole, in file order, by key."""
    sessions = programme["sessions"]
    return {key: _whole(one, sessions) for key, one in sessions.items() if "permanent" not in one}


def test_the_oracle_reads_the_whole_press_release(text: str) -> None:
    """Hold the oracle itself to figures counted by hand."""
    items = list(_items(text))
    assert len(items) == 22
    assert sum(len(item.people) for item in items) == 37
    assert len(_announced(text)) == 25
    assert len(re.findall(r"\d ?:\d\d", _programme_part(text))) == 2 * 22 - 1


def test_every_item_stands_in_its_place(text: str, timed: dict[str, dict[str, Any]]) -> None:
    """Compare start, end and title, item by item, in the order printed."""
    printed = [(item.start, item.end, item.title) for item in _items(text)]
    assert [(one["start"], one.get("end", ""), _title(one)) for one in timed.values()] == printed


def test_every_session_has_the_people_printed_with_it(
    text: str, programme: dict[str, Any], timed: dict[str, dict[str, Any]]
) -> None:
    """Compare the names, one to one and in order, and what stands in brackets."""
    for item, session in zip(_items(text), timed.values(), strict=True):
        speakers = [programme["speakers"][key] for key in session.get("speakers", [])]
        for person, speaker in zip(item.people, speakers, strict=True):
            assert person.name in _spellings(speaker), item.title
            kept = [known.casefold() for known in _listed(speaker.get("affiliation"))]
            assert set(_pieces(person.affiliation)) <= set(kept), person


def test_everybody_of_the_first_page_is_a_speaker(text: str, programme: dict[str, Any]) -> None:
    """Find each under the spelling and the affiliation of the first page, letter by letter."""
    speakers = {speaker["name"]: speaker for speaker in programme["speakers"].values()}
    for person in _announced(text):
        kept = _listed(speakers[person.name].get("affiliation"))
        assert not person.affiliation or person.affiliation == kept[0]


def test_no_name_spelling_or_affiliation_is_invented(text: str, programme: dict[str, Any]) -> None:
    """Find every name and affiliation of the file, with its person, in the press release."""
    printed = _printed(text)
    for speaker in programme["speakers"].values():
        own = [person for person in printed if person.name in _spellings(speaker)]
        assert {person.name for person in own} == _spellings(speaker)
        pieces = {piece for person in own for piece in _pieces(person.affiliation)}
        assert {known.casefold() for known in _listed(speaker.get("affiliation"))} == pieces


def test_nobody_is_two_speakers(programme: dict[str, Any]) -> None:
    """Keep the other spelling of the two who have one, and no name twice."""
    speakers = programme["speakers"]
    names = [name for speaker in speakers.values() for name in _spellings(speaker)]
    assert len(names) == len(set(names))
    also = {speaker["name"]: speaker["also"] for speaker in speakers.values() if "also" in speaker}
    assert also == {
        "Thiébaut Weber": ["Thiébaud Weber"],
        "Matthieu Dewèvre": ["Mathieu Dewèvre"],
    }


def test_only_the_cesep_is_an_organisation(programme: dict[str, Any]) -> None:
    """Take « le CESEP » for what it is, and everybody else for a person."""
    speakers = programme["speakers"].values()
    stated = {one["name"]: one["organisation"] for one in speakers if "organisation" in one}
    assert stated == {"CESEP": "true"}


def test_languages_are_those_that_the_text_shows(
    text: str, timed: dict[str, dict[str, Any]]
) -> None:
    """Take the language from the word before the people, else from a French title."""
    for item, session in zip(_items(text), timed.values(), strict=True):
        shown = ["fr"] if item.title.startswith(_UNNAMED_IN_FRENCH) else _LANGUAGES[item.word]
        assert session.get("languages", []) == shown, item.title


def test_sessions_offered_twice_are_linked(
    programme: dict[str, Any], timed: dict[str, dict[str, Any]]
) -> None:
    """Link equal titles, and the one that is offered in two languages, to the first showing."""
    sessions = programme["sessions"]
    first: dict[str, str] = {}
    pairs = {}
    for key, session in timed.items():
        if first.setdefault(_title(session), key) != key:
            pairs[key] = first[_title(session)]
    pairs[first["De SMart-cijfers voor dummies"]] = first["Les chiffres SMart pour les nuls"]
    assert {key: one["repeats"] for key, one in sessions.items() if "repeats" in one} == pairs
    assert len(pairs) == 4


def test_the_permanent_activities_are_one_session_without_a_time(
    text: str, programme: dict[str, Any]
) -> None:
    """Find the closing sentence, whole, as the only session that is permanent."""
    sentence = re.search(r"^Et en permanence.*$", _programme_part(text), re.MULTILINE)
    assert sentence
    sessions = programme["sessions"].values()
    (permanent,) = [one for one in sessions if "permanent" in one]
    assert permanent == {"title": sentence[0], "kind": "other", "permanent": "true"}


def test_the_header_is_the_first_page(text: str, programme: dict[str, Any]) -> None:
    """Find the title, the description, the address, the day and the opening in the text."""
    assert f"### {programme['title']}\n" in text
    assert programme["description"] in text
    address = "  \n".join(f"**{line}**" for line in programme["venue"]["address"].rsplit(", ", 1))
    assert address in text
    assert "**SMart - 20/06/2017- à partir de 9h00**" in text
    assert programme["venue"]["name"] == "SMart"
    assert programme["days"] == {"2017-06-20": {"date": "2017-06-20", "opens": "09:00"}}


def test_no_room_and_no_closing_time_is_invented(programme: dict[str, Any]) -> None:
    """Look for both in every mapping of the file."""
    assert not {"rooms", "room", "closes"} & set(_keys(programme))


def _keys(value: Any) -> Iterator[str]:
    """Walk through the file and yield every key."""
    if isinstance(value, dict):
        yield from value
        for below in value.values():
            yield from _keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from _keys(below)
