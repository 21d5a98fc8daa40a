"""A site in memory: made on request, kept as long as it is the newest."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.delivering.live import Live, Making, Version

PAGE = b"<!doctype html><html><head><title>A</title></head><body>A</body></html>"


class Kitchen:
    """Makes files, and knows how often it did."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def making(self, path: str, mark: str, data: bytes = b"") -> Making:
        """Return a file that holds its path and its mark, or these data."""

        def make() -> bytes:
            self.made.append(path)
            return data or f"{path} {mark}".encode()

        return Making(path, mark, make)


def version(*makings: Making, before: Version | None = None) -> Version:
    return Version(makings, front="fr/index.html", before=before)


def test_a_file_is_made_when_it_is_asked_for_and_only_once() -> None:
    kitchen = Kitchen()
    found = version(kitchen.making("a", "1"), kitchen.making("b", "1"))
    assert kitchen.made == []
    assert found.file("a") == found.file("a") == b"a 1"
    assert kitchen.made == ["a"]


def test_what_is_not_there_is_none() -> None:
    found = Live(version(), script="s.js")
    for names in (["a"], [""], ["", "a"], ["..", "a"]):
        assert found.content(names) is None


def test_what_would_come_out_the_same_is_not_made_again() -> None:
    kitchen = Kitchen()
    first = version(*(kitchen.making(path, "1") for path in "abc"))
    for path in "ab":
        first.file(path)
    second = version(kitchen.making("a", "1"), kitchen.making("b", "2"), before=first)
    assert (second.file("a"), second.file("b")) == (b"a 1", b"b 2")
    assert second.file("c") is None
    assert kitchen.made == ["a", "b", "b"]


files = st.dictionaries(st.sampled_from("abc"), st.sampled_from("12"))


@given(st.lists(st.tuples(files, st.sets(st.sampled_from("abcd")))))
def test_every_version_has_its_own_files_whatever_was_made_before(
    history: list[tuple[dict[str, str], set[str]]],
) -> None:
    kitchen, before = Kitchen(), None
    for marks, asked in history:
        before = version(*(kitchen.making(*each) for each in marks.items()), before=before)
        for path in asked:
            wanted = f"{path} {marks[path]}".encode() if path in marks else None
            assert before.file(path) == wanted


@given(files, files)
def test_versions_have_one_name_where_all_files_are_the_same(
    some: dict[str, str], others: dict[str, str]
) -> None:
    kitchen = Kitchen()
    one, other = (
        version(*(kitchen.making(*each) for each in marks.items())) for marks in (some, others)
    )
    assert (one.name == other.name) is (some == others)


def test_pages_name_the_script_that_reloads_them_and_their_version() -> None:
    kitchen = Kitchen()
    makings = (kitchen.making("a.html", "1", PAGE), kitchen.making("a.svg", "1", b"<svg></svg>"))
    found = Live(version(*makings), script="assets/preview.js")
    page, picture = found.content(["a.html"]), found.content(["a.svg"])
    assert page is not None
    assert page.type == "text/html; charset=utf-8"
    assert page.modified is None
    tag = f'<script src="/assets/preview.js" data-version="{found.version.name}" defer></script>\n'
    assert page.data == PAGE.replace(b"</head>", tag.encode() + b"</head>")
    assert picture == (b"<svg></svg>", "image/svg+xml", None)


def test_the_newest_version_is_shown_and_the_one_before_forgotten() -> None:
    kitchen = Kitchen()
    live = Live(version(kitchen.making("a", "1")), script="s.js")
    live.content(["a"])
    first = weakref.ref(live.version)
    live.version = version(kitchen.making("a", "2"), before=live.version)
    found = live.content(["a"])
    assert found is not None
    assert found.data == b"a 2"
    gc.collect()
    assert first() is None


def test_a_file_that_many_ask_for_at_once_is_made_once() -> None:
    asked, made = threading.Barrier(8), []

    def make() -> bytes:
        made.append(1)
        return b"a"

    found, answers = version(Making("a", "1", make)), []

    def ask() -> None:
        asked.wait()
        answers.append(found.file("a"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"a"] * 8
    assert made == [1]


def test_what_fails_to_be_made_can_be_asked_for_again() -> None:
    answers: Iterator[ValueError | bytes] = iter([ValueError("not yet"), b"a"])

    def make() -> bytes:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    found = version(Making("a", "1", make))
    with pytest.raises(ValueError, match="not yet"):
        found.file("a")
    assert found.file("a") == b"a"
