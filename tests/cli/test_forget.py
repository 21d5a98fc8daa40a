"""`coopsched forget`: a person leaves what was published, and hears what that cannot reach."""

import os
from pathlib import Path

import pytest

from builders import Ran, Run
from links import dangling

FOLDER = "public"
KEPT = "programme.publication.json"
HEAD = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr]
days: [2027-06-19]
"""
PROGRAMME = (
    HEAD
    + """\
speakers:
  ana: {name: Ana Pérez}
  ben: {name: Ben Okri}
sessions:
  opening: {title: Opening, start: 10:00, end: 11:00, speakers: [ana, ben]}
  portrait: {title: A portrait of Ana Pérez, start: 12:00, end: 13:00, speakers: [ana]}
"""
)
WITHOUT = (
    HEAD
    + """\
speakers:
  ben: {name: Ben Okri}
sessions:
  opening: {title: Opening, start: 10:00, end: 11:00, speakers: [ben]}
"""
)


@pytest.fixture
def published(run: Run) -> None:
    """Publish a programme with somebody in it, and then one without."""
    for day, text in enumerate((PROGRAMME, WITHOUT), 1):
        Path("programme.yaml").write_text(text, "utf-8")
        moment = f"2027-05-0{day}T12:00Z"
        assert run("publish", "--feeds", "--at", moment, "programme.yaml", FOLDER).status == 0


def naming(name: str = "Pérez") -> list[str]:
    """Return the files of the folder, and the publication, that name somebody."""
    found = [path for path in Path(FOLDER).rglob("*") if path.is_file()]
    return sorted(
        str(path)
        for path in (*found, Path(KEPT))
        if name.encode() in path.read_bytes().replace(b"\r\n ", b"")
    )


def everything() -> dict[str, bytes]:
    found = (path for path in Path().rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in found}


@pytest.mark.usefixtures("published")
def test_it_is_shown_first_and_nothing_is_written(run: Run) -> None:
    before = everything()
    assert len(naming()) > 3
    ran = run("forget", "ana", "programme.yaml", "--folder", FOLDER)
    assert (ran.status, ran.err) == (0, "")
    assert "Ana Pérez (ana) would be removed from programme.publication.json:" in ran.out
    assert "1 session: portrait" in ran.out
    assert "1 feed: feeds/fr/speaker/ana.ics" in ran.out
    assert ran.out.endswith("nothing is written yet: add --write\n")
    assert everything() == before


@pytest.mark.usefixtures("published")
def test_a_person_leaves_publication_tombstones_and_feeds(run: Run) -> None:
    ran = run("forget", "ana", "programme.yaml", "--folder", FOLDER, "--write")
    assert (ran.status, ran.err) == (0, "")
    assert naming() == []
    assert naming("speaker/ana") == []
    assert not Path(FOLDER, "feeds/fr/speaker/ana.ics").exists()
    assert b"UID:portrait@conf" in Path(FOLDER, "feeds/fr/programme.ics").read_bytes()
    assert Path(KEPT).read_bytes() == Path(FOLDER, "publication.json").read_bytes()


@pytest.mark.usefixtures("published")
def test_it_says_what_it_cannot_reach(run: Run) -> None:
    ran = run("forget", "ana", "--write")
    said = " ".join(ran.out.split())
    for words in (
        "calendars that have fetched a feed",
        "earlier versions of programme.publication.json and of the programme: in git",
        "caches, search engines and archives",
        "folders that were published: publish again",
    ):
        assert words in said
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.usefixtures("published")
def test_without_a_folder_the_next_publishing_forgets(run: Run) -> None:
    assert run("forget", "Pérez", "--write").status == 0
    assert f"{FOLDER}/feeds/fr/speaker/ana.ics" in naming()
    assert KEPT not in naming()
    assert run("publish", "--feeds", "programme.yaml", FOLDER).status == 0
    assert naming() == []


@pytest.mark.usefixtures("published")
def test_the_programme_is_said_to_name_them_still(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    ran = run("forget", "ana")
    assert ran.status == 0
    assert "programme.yaml, which names them in lines 7 and 11" in " ".join(ran.out.split())


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "text",
    [
        PROGRAMME,
        WITHOUT.replace("title: Opening", "title: Opening by Ana Pérez"),
        WITHOUT.replace("title: Opening", "title: Opening, description: With Ana Pérez"),
    ],
)
def test_nothing_is_published_anew_that_names_them(run: Run, text: str) -> None:
    Path("programme.yaml").write_text(text, "utf-8")
    before = everything()
    ran = run("forget", "ana", "--folder", FOLDER, "--write")
    assert (ran.status, ran.out) == (1, "")
    assert "programme.yaml still names Ana Pérez (ana), line" in ran.err
    assert "take them out there first" in ran.err
    assert everything() == before


@pytest.mark.usefixtures("published")
def test_keys_that_spell_a_name_are_said_to_stay(run: Run) -> None:
    text = WITHOUT + "  talk-by-carla: {title: Talk, start: 14:00, end: 15:00, speakers: [carla]}\n"
    text = text.replace("speakers:\n  ben", "speakers:\n  carla: {name: Carla Rossi}\n  ben", 1)
    Path("programme.yaml").write_text(text, "utf-8")
    run("publish", "--feeds", "programme.yaml", FOLDER)
    ran = run("forget", "carla")
    assert "the keys and UIDs of talk-by-carla" in ran.out


@pytest.mark.usefixtures("published")
def test_a_programme_that_is_not_there_is_no_obstacle(run: Run) -> None:
    Path("programme.yaml").unlink()
    ran = run("forget", "ana", "programme.yaml", "--write")
    assert ran.status == 0
    assert "cannot be read here" in " ".join(ran.out.split())
    assert KEPT not in naming()


@pytest.mark.usefixtures("published")
def test_twice_forgotten_is_unknown(run: Run) -> None:
    run("forget", "ana", "--write")
    ran = run("forget", "ana", "--write")
    assert (ran.status, ran.out) == (2, "")
    assert "no speaker of this programme is called “ana”" in ran.err


def unknown(ran: Ran, message: str) -> None:
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.usefixtures("published")
def test_a_name_that_is_nobody_s_is_refused(run: Run) -> None:
    unknown(run("forget", "ama", "--write"), "did you mean “ana”?")


def test_where_nothing_was_published_there_is_nothing_to_forget(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    unknown(run("forget", "ana"), "programme.publication.json is not there")


@pytest.mark.usefixtures("published")
def test_a_damaged_publication_is_not_written_over(run: Run) -> None:
    Path(KEPT).write_text("{", "utf-8")
    for more in ((), ("--folder", FOLDER)):
        ran = run("forget", "ana", "--write", *more)
        assert (ran.status, ran.out) == (1, "")
        assert "it is damaged" in " ".join(ran.err.split())
    assert Path(KEPT).read_text("utf-8") == "{"


@pytest.mark.usefixtures("published")
def test_a_name_behind_an_option_is_the_programme_s(run: Run) -> None:
    assert run("forget", "ana", "--write", "programme.yaml").status == 0
    assert KEPT not in naming()


@pytest.mark.usefixtures("published")
def test_nothing_else_that_changed_is_published_on_the_way(run: Run) -> None:
    Path("programme.yaml").write_text(
        WITHOUT.replace("title: Opening", "title: Beginning"), "utf-8"
    )
    before = everything()
    ran = run("forget", "ana", "--folder", FOLDER, "--write")
    assert ran.status == 1
    assert "has changes that attendees were not told of yet" in " ".join(ran.err.split())
    assert everything() == before


# With pages


@pytest.fixture
def published_site(run: Run) -> None:
    """Publish a site with somebody in it, and then one without."""
    for day, text in enumerate((PROGRAMME, WITHOUT), 1):
        Path("programme.yaml").write_text(text, "utf-8")
        moment = f"2027-05-0{day}T12:00Z"
        assert run("publish", "--at", moment, "programme.yaml", FOLDER).status == 0


def pages() -> dict[str, bytes]:
    """Return the pages of the folder, by their paths in it."""
    found = Path(FOLDER).rglob("*.html")
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in found}


@pytest.mark.usefixtures("published_site")
def test_a_person_leaves_all_pages_and_has_none(run: Run) -> None:
    before = pages()
    assert "fr/speaker/ana.html" in before
    assert len([name for name in naming() if name.endswith(".html")]) > 2
    ran = run("forget", "ana", "programme.yaml", "--folder", FOLDER, "--write")
    assert (ran.status, ran.err) == (0, "")
    assert naming() == []
    assert naming("speaker/ana") == []
    after = pages()
    assert before.keys() - after.keys() == {"fr/speaker/ana.html"}
    assert dangling(everything_in_the_folder(), after) == set()
    # The page of a session that is gone stays, and tells no more who it was with.
    assert "fr/session/portrait.html" in after


@pytest.mark.usefixtures("published_site")
def test_without_a_folder_the_next_publishing_forgets_in_pages_too(run: Run) -> None:
    assert run("forget", "ana", "--write").status == 0
    assert run("publish", "programme.yaml", FOLDER).status == 0
    assert naming() == []
    assert "fr/speaker/ana.html" not in pages()


@pytest.mark.usefixtures("published_site")
def test_nothing_of_a_person_is_remembered(run: Run) -> None:
    run("forget", "ana", "programme.yaml", "--folder", FOLDER, "--write")
    caches = [path for path in Path(os.environ["COOPSCHED_CACHE"]).rglob("*") if path.is_file()]
    assert caches
    assert [path for path in caches if b"speaker/ana" in path.read_bytes()] == []


@pytest.mark.usefixtures("published")
def test_a_folder_of_feeds_gets_no_pages(run: Run) -> None:
    assert run("forget", "ana", "programme.yaml", "--folder", FOLDER, "--write").status == 0
    assert pages() == {}


@pytest.mark.usefixtures("published_site")
def test_a_folder_with_pages_needs_what_makes_them(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    monkeypatch.setattr("coopsched.cli.siting.find_spec", lambda _: None)
    ran = run("forget", "ana", "programme.yaml", "--folder", FOLDER, "--write")
    assert ran.status == 2
    assert "pip install 'coopsched[site]'" in ran.err
    assert everything() == before


def everything_in_the_folder() -> dict[str, bytes]:
    """Return the files of the folder, by their paths in it."""
    found = (path for path in Path(FOLDER).rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in found}
