"""Single values: what a file may write, and what it says of the rest.

Each is tried in one field that has its type; the tests of the parts say which field has which.
"""

import pytest

from builders import noted, programme, session, with_session
from coopsched.model.values import is_key, refuse_as, shown
from coopsched.text import Text


@pytest.mark.parametrize(
    ("keys", "rule", "at", "message", "remedy"),
    [
        ("title: [a]", "invalid-value", "[a]", "text is expected here, and not a list", None),
        ("title: ''", "invalid-value", "''", "this text is empty", "leave the key out"),
        ("title: {}", "invalid-value", "{}", "this text is empty", "leave the key out"),
        ("title: {fr: ' '}", "invalid-value", "' '", "this text is empty", "leave the key out"),
        ("title: {fr: a, english: b}", "invalid-language", "english", "“english”", "`en`"),
        ("title: {fr: a, FR: b}", "duplicate-key", "FR", "“FR” is given twice", "leave one"),
        ("languages: French", "invalid-language", "French", "no language tag", "mean `fr`?"),
        ("languages: [fr, xx]", "invalid-language", "xx", "no language tag", "BCP 47"),
        ("languages: [fr, [nl]]", "invalid-value", "[nl]", "text is expected here", None),
        ("minutes: soon", "invalid-value", "soon", "“soon” is not a whole number", None),
        ("minutes: 90 min", "invalid-value", "90 min", "“90 min” is not a", "write 90"),
        ("minutes: -90", "invalid-value", "-90", "“-90” is not a", "write 90"),
        ("minutes: 1h30", "invalid-value", "1h30", "“1h30” is not a number of minutes", "write 90"),
        ("minutes: 1:30", "invalid-value", "1:30", "“1:30” is not a whole number", None),
        ("minutes: 1.5", "invalid-value", "1.5", "“1.5” is not a whole number", None),
        ("audience: 1 500", "invalid-value", "1 500", "“1 500” is not a", "write 1500"),
        ("audience: '1,500'", "invalid-value", "'1,500'", "“1,500” is not a", "write 1500"),
        ("audience: 10000001", "invalid-value", "10000001", "too large", "the most is 10000000"),
        (f"audience: {'9' * 40}", "invalid-value", "9" * 40, "too large", "the most is"),
        ("audience: [1]", "invalid-value", "[1]", "not a whole number", None),
        ("pinned: yes", "invalid-value", "yes", "“yes” is neither true nor false", "write true"),
        ("pinned: no", "invalid-value", "no", "“no” is neither true nor false", "write false"),
        ("pinned: [a]", "invalid-value", "[a]", "neither true nor false", "write true"),
        ("kind: Workshop", "invalid-value", "Workshop", "no kind", "did you mean `workshop`?"),
        ("kind: xyz", "invalid-value", "xyz", "“xyz” is no kind", "the choice is talk, keynote"),
        ("kind: [talk]", "invalid-value", "[talk]", "is no kind", "the choice is"),
        ("links: ftp://a.b", "invalid-value", "ftp://a.b", "is no address", "https://"),
        ("links: www.a.b", "invalid-value", "www.a.b", "is no address", "https://"),
        ("links: 'https://a b'", "invalid-value", "'https://a b'", "is no address", "https://"),
        ("links: 'https:'", "invalid-value", "'https:'", "is no address", "https://"),
        ("links: 'mailto:'", "invalid-value", "'mailto:'", "is no address", "https://"),
        ("links: 'javascript:x'", "invalid-value", "'javascript:x'", "is no address", "https://"),
        ("rooms: Grande salle", "invalid-value", "Grande salle", "is no key", "a key is 1 to 100"),
        ("rooms: ''", "invalid-value", "''", "this text is empty", "leave the key out"),
        ("rooms: {a: b}", "invalid-value", "{a: b}", "text is expected here", None),
        ("day: friday", "invalid-value", "friday", "no day of this programme", None),
        ("start: 10h30", "invalid-value", "10h30", "is not a time", "write 10:30"),
        ("start: 2017-06-20", "invalid-value", "2017-06-20", "has no time of day", "T10:00"),
        ("start: [10:00]", "invalid-value", "[10:00]", "text is expected here", None),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    keys: str, rule: str, at: str, message: str, remedy: str | None
) -> None:
    (found,) = noted(with_session(keys))
    assert (found.rule, found.at) == (rule, at)
    assert message in found.message
    assert (remedy or "") in (found.help or "")
    assert remedy or not (found.help or "").startswith("write 1")


@pytest.mark.parametrize("written", ["true", "True", "TRUE"])
def test_true_is_true(written: str) -> None:
    assert session(f"pinned: {written}").pinned is True


@pytest.mark.parametrize("written", ["false", "False", "FALSE", "null", ""])
def test_false_and_nothing_are_false(written: str) -> None:
    assert session(f"pinned: {written}").pinned is False


def test_values_that_yaml_would_change_stay_as_they_are_written() -> None:
    found = session("title: 007, tags: [no, 10:30, 1e3, 2017-06-20], languages: no")
    assert str(found.title) == "007"
    assert found.tags == ("no", "10:30", "1e3", "2017-06-20")
    assert found.languages == ("no",)


@pytest.mark.parametrize(
    ("keys", "language"), [("", "fr"), ("languages: [nl, fr]", "nl"), ("languages: []", "fr")]
)
def test_a_plain_title_is_in_the_first_language(keys: str, language: str) -> None:
    assert session(keys).title == Text({language: "A"})


def test_a_notice_is_in_the_programme_s_first_language() -> None:
    assert session("languages: nl, notice: moved").notice == Text({"fr": "moved"})


def test_a_text_in_no_known_language_is_undetermined() -> None:
    found = programme("", head="key: k\ntitle: T\ntimezone: UTC\n")
    assert found.title == Text({"und": "T"})


def test_a_text_in_several_languages_keeps_their_order_and_usual_spelling() -> None:
    found = session("title: {NL-be: Welkom, fr: Bienvenue}")
    assert list(found.title.items()) == [("nl-BE", "Welkom"), ("fr", "Bienvenue")]


def test_the_wordings_that_fit_are_kept() -> None:
    body = with_session("title: {fr: Bienvenue, english: Welcome}")
    assert noted(body)[0].at == "english"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a", True),
        ("A.b_c~d-e", True),
        ("1", True),
        ("a" * 100, True),
        ("a" * 101, False),
        ("", False),
        ("-a", False),
        ("_a", False),
        ("é", False),
        ("a b", False),
        ("a\n", False),
    ],
)
def test_keys_are_short_and_plain(text: str, *, key: bool) -> None:
    assert is_key(text) is key


def test_a_long_value_is_cut_where_it_is_shown() -> None:
    assert shown("a" * 100) == "“" + "a" * 59 + "…”"
    assert shown(" a\n b ") == "“a b”"


def test_an_error_s_remedy_stands_behind_its_colon() -> None:
    error = refuse_as(ValueError("“x” is not a time: write 10:00"))
    assert error.context is not None
    assert (error.context["message"], error.context["help"]) == (
        "“x” is not a time",
        "write 10:00",
    )


def test_a_colon_in_the_value_itself_begins_no_remedy() -> None:
    (found,) = noted(with_session('start: "at: noon"'))
    assert found.message == "“at: noon” is not a time"
    assert found.help is not None
    assert found.help.startswith("write 10:00")
