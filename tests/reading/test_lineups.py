"""Line-ups: which speaker a bare name stands for."""

import pytest

from builders import noted, programme, read, stretch

SPEAKERS = """
speakers:
  bruno-roelants: {name: Bruno Roelants, affiliation: CECOP-CICOPA}
  weber: {name: Thiébaut Weber, also: [Thiébaud Weber, T. Weber]}
  ana: Ana Pérez
"""


def line_up(entry: str, *, speakers: str = SPEAKERS) -> tuple[str, tuple[str, ...]]:
    """Return the speaker and the affiliation that an entry of a line-up gives."""
    found = programme(f"sessions: {{a: {{title: A, speakers: [{entry}]}}}}\n{speakers}")
    (one,) = found.session("a").speakers
    return one.speaker, one.affiliation


@pytest.mark.parametrize(
    ("entry", "speaker", "affiliation"),
    [
        ("ana", "ana", ()),
        ("Ana Pérez", "ana", ()),
        ("ANA  PEREZ", "ana", ()),
        ("Ana Pérez (Knot)", "ana", ("Knot",)),
        ("ana (Knot)", "ana", ("Knot",)),
        ("Ana Pérez(Knot)", "ana", ("Knot",)),
        ("Ana Pérez ()", "ana", ()),
        ("Ana Pérez (Knot (Loop))", "ana", ("Knot (Loop)",)),
        ("Thiébaud Weber", "weber", ()),
        ("t. weber", "weber", ()),
        ("'Bruno Roelants (CECOP)'", "bruno-roelants", ("CECOP",)),
        ("{speaker: Ana Pérez}", "ana", ()),
        ("{speaker: Ana Pérez (Knot)}", "ana", ("Knot",)),
        ("{speaker: Ana Pérez (Knot), affiliation: Loop}", "ana", ("Loop",)),
        ("{speaker: ana, affiliation: [Knot, Loop]}", "ana", ("Knot", "Loop")),
    ],
)
def test_a_name_refers_to_the_speaker_of_that_name(
    entry: str, speaker: str, affiliation: tuple[str, ...]
) -> None:
    assert line_up(entry) == (speaker, affiliation)


@pytest.mark.parametrize(
    ("entry", "key", "name", "affiliation"),
    [
        ("Bo Lind", "bo-lind", "Bo Lind", ()),
        ("Bo Lind (Knot)", "bo-lind", "Bo Lind", ("Knot",)),
        ("Madonna", "madonna", "Madonna", ()),
        ("Élise D'Hondt", "elise-dhondt", "Élise D'Hondt", ()),
        ("{speaker: Bo Lind, role: chair}", "bo-lind", "Bo Lind", ()),
        ("Юрий", "speaker-b6a3afcc", "Юрий", ()),
        ("'!!!'", "speaker-0638f078", "!!!", ()),
        ("Bo (a) (b)", "bo-a-b", "Bo (a) (b)", ()),
    ],
)
def test_a_new_name_declares_a_speaker(
    entry: str, key: str, name: str, affiliation: tuple[str, ...]
) -> None:
    for speakers in (SPEAKERS, ""):
        found = programme(f"sessions: {{a: {{title: A, speakers: [{entry}]}}}}\n{speakers}")
        declared = found.speaker(key)
        assert (declared.name, declared.affiliation) == (name, affiliation)
        assert found.session("a").speakers[0].speaker == key


def test_a_declared_speaker_is_one_person_in_all_line_ups() -> None:
    found = programme(
        "sessions: {a: {title: A, speakers: Bo Lind (Knot)}, b: {title: B, speakers: [BO LIND]}}"
    )
    assert [speaker.key for speaker in found.speakers] == ["bo-lind"]
    assert len(found.sessions_of("bo-lind")) == 2


def test_names_that_are_nothing_but_punctuation_stay_apart() -> None:
    found = programme("sessions: {a: {title: A, speakers: ['!!!', '???']}}")
    assert [speaker.name for speaker in found.speakers] == ["!!!", "???"]


def test_a_declared_speaker_takes_no_key_that_is_taken() -> None:
    found = programme(
        "speakers: {bo-lind: Somebody Else}\nsessions: {a: {title: A, speakers: Bo Lind}}"
    )
    assert found.session("a").speakers[0].speaker == "bo-lind~2"


@pytest.mark.parametrize("entry", ["ana-peres", "weberr", "bono", "Weber2", "{speaker: anna}"])
def test_what_looks_like_a_key_is_one(entry: str) -> None:
    (found,) = noted(f"sessions: {{a: {{title: A, speakers: [{entry}]}}}}\n{SPEAKERS}")
    assert found.rule == "unknown-reference"
    assert found.at in entry


def test_a_wrong_speakers_section_is_told_once() -> None:
    (found,) = noted("speakers: [ana]\nsessions: {a: {title: A}}")
    assert found.at == "[ana]"


def test_a_name_whose_speaker_does_not_fit_is_told_at_the_name() -> None:
    document = read("sessions: {a: {title: A, speakers: [ana, Bo Lind]}}\nspeakers: {ana: Ana}")
    position = document.position(("speakers", "bo-lind", "languages"))
    assert stretch(document.source.text, position) == "Bo Lind"


def test_a_name_with_much_blank_space_is_read() -> None:
    document = read(f'sessions: {{a: {{title: A, speakers: ["A{" " * 100_000}B"]}}}}')
    assert len(document.programme.speakers) == 1
