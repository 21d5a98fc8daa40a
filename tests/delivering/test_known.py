"""What is known of a folder saves work, and never a change."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from coopsched.delivering.folder import Delivered, deliver, held
from coopsched.delivering.known import Known

FILES = {"index.html": b"start", "fr/index.html": b"accueil", "feeds/fr/programme.ics": b"fil"}


class Publisher:
    """Publishes files whose marks are given, and notes which were made."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "site"
        self.place = home / "cache/known.json"
        self.made: list[str] = []

    def publish(
        self,
        files: Mapping[str, bytes] = FILES,
        marks: Mapping[str, str] | None = None,
        *,
        maker: str = "1",
        place: Path | None = None,
    ) -> Delivered:
        """Publish files; each has its bytes as mark, unless another one is given."""
        self.made = []
        known = Known(self.folder, place or self.place, maker=maker)
        with held(self.folder, None):
            done = deliver(self.folder, known.files(self._leaves(files, marks or {})))
            known.save(done.written)
        return done

    def _leaves(
        self, files: Mapping[str, bytes], marks: Mapping[str, str]
    ) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
        for path, data in files.items():
            yield path, marks.get(path, data.hex()), self._maker(path, data)

    def _maker(self, path: str, data: bytes) -> Callable[[], bytes]:
        def make() -> bytes:
            self.made.append(path)
            return data

        return make

    def holds(self, path: str) -> bytes:
        """Return what a file of the folder holds."""
        return (self.folder / path).read_bytes()


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Return what has published once."""
    publisher = Publisher(tmp_path)
    publisher.publish()
    assert sorted(publisher.made) == sorted(FILES)
    return publisher


def test_what_is_known_is_not_made_again(publisher: Publisher) -> None:
    done = publisher.publish()
    assert publisher.made == []
    assert not done


def test_what_is_made_of_something_else_is_made_and_the_rest_is_not(publisher: Publisher) -> None:
    done = publisher.publish({**FILES, "fr/index.html": b"bienvenue"})
    assert publisher.made == ["fr/index.html"]
    assert done.written == ("fr/index.html",)
    assert publisher.holds("fr/index.html") == b"bienvenue"


def test_another_mark_that_gives_the_same_bytes_writes_nothing(publisher: Publisher) -> None:
    assert not publisher.publish(marks={"index.html": "new"})
    assert publisher.made == ["index.html"]
    publisher.publish(marks={"index.html": "new"})
    assert publisher.made == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b"evil"),
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: os.utime(path, ns=(1, 1)),
    ],
)
def test_what_somebody_has_written_to_is_made_again(
    publisher: Publisher, harm: Callable[[Path], object]
) -> None:
    harm(publisher.folder / "index.html")
    publisher.publish()
    assert publisher.made == ["index.html"]
    assert publisher.holds("index.html") == b"start"
    publisher.publish()
    assert publisher.made == []


def test_another_maker_makes_all_anew(publisher: Publisher) -> None:
    publisher.publish(maker="2")
    assert sorted(publisher.made) == sorted(FILES)


def test_what_is_gone_is_not_remembered(publisher: Publisher) -> None:
    publisher.publish({"index.html": b"start"})
    assert "fr/index.html" not in publisher.place.read_text("utf-8")


def test_what_is_not_there_yet_comes_first(publisher: Publisher) -> None:
    new = {"index.html": b"to de", **FILES, "de/index.html": b"Start"}
    new["index.html"] = b"leads to de"
    assert publisher.publish(new).written == ("de/index.html", "index.html")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"coopsched-known": 2, "maker": "1", "files": {}}',
        b'{"coopsched-known": 1, "maker": "1", "files": []}',
        b'{"coopsched-known": 1, "maker": "1", "files": {"index.html": 7}}',
        b'{"coopsched-known": 1, "maker": "1", "files": {"index.html": ["x", [], {}]}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_memory_is_as_good_as_none(publisher: Publisher, damage: bytes) -> None:
    publisher.place.write_bytes(damage)
    assert not publisher.publish()
    assert sorted(publisher.made) == sorted(FILES)
    publisher.publish()
    assert publisher.made == []


def test_a_memory_that_lies_about_marks_is_all_that_could_mislead(publisher: Publisher) -> None:
    """The test of the test: were marks not compared, a file would not be made."""
    memory = json.loads(publisher.place.read_text("utf-8"))
    memory["files"]["index.html"][0] = b"new".hex()
    publisher.place.write_text(json.dumps(memory), "utf-8")
    publisher.publish({**FILES, "index.html": b"new"})
    assert publisher.made == []
    assert publisher.holds("index.html") == b"start"


def test_a_place_where_nothing_can_be_written_is_no_error(publisher: Publisher) -> None:
    place = publisher.folder / "index.html/known.json"
    assert not publisher.publish(place=place)
    assert sorted(publisher.made) == sorted(FILES)


def test_a_link_in_place_of_a_file_is_not_taken_for_it(publisher: Publisher) -> None:
    page = publisher.folder / "index.html"
    page.rename(publisher.folder / "elsewhere")
    page.symlink_to("elsewhere")
    with pytest.raises(OSError, match="a file must be here"):
        publisher.publish()


def test_without_a_place_nothing_is_known(tmp_path: Path) -> None:
    for _ in range(2):
        known = Known(tmp_path)
        assert dict(known.files([("a", "1", lambda: b"a")])) == {"a": b"a"}
        known.save(["a"])
    assert list(tmp_path.iterdir()) == []
