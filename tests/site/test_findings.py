"""Findings on pages: on top of each, beside the sessions that they concern, and all in a list."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from coopsched.checking import check, refusal
from coopsched.findings import Finding, Position, Severity, Subject
from coopsched.reading import ReadError, loads, read
from coopsched.site.assembling import leaves
from coopsched.site.edition import Edition
from coopsched.site.findings import LABELS, Review
from coopsched.site.labels import SPOKEN
from coopsched.site.templating import _environment
from coopsched.site.whole import Site
from sites import built, lets_coop_site, page, site_of

LETS_COOP = Path(__file__).parents[2] / "data/programme.yaml"
TWO = """
sessions:
  a: {title: A, start: 10:00, end: 11:00}
  b: {title: B, start: 10:30, end: 11:30}
"""
AT = Position("conf.yaml", 12, 3, 12, 9)


def finding(severity: str = "error", message: str = "It clashes", **more: Any) -> Finding:
    more.setdefault("position", AT)
    return Finding(rule="some-rule", severity=Severity(severity), message=message, **more)


def about(*keys: str) -> Subject:
    return Subject(sessions=keys)


def reviewed(*findings: Finding, **more: Any) -> Site:
    """Return a site of two sessions that has these findings."""
    return site_of(TWO, is_preview=True, findings=findings, **more)


def macro(site: Site, call: str, language: str = "fr") -> str:
    """Return what a macro of the findings' template writes."""
    edition = Edition(site, language)
    template = "".join(['{% import "findings.html" as f %}{{ f.', call, " }}"])
    values = {"edition": edition, "own": lambda target: target}
    return _environment().from_string(template).render(values)


def text(html: str) -> str:
    """Return what a reader sees of HTML."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


def test_a_double_booking_stands_beside_both_sessions() -> None:
    found = check(read(LETS_COOP))
    double = next(each for each in found if each.rule == "speaker-double-booking")
    assert len(double.subject.sessions) == 2
    site = lets_coop_site(is_preview=True, findings=tuple(found))
    for key in double.subject.sessions:
        for path in (f"fr/session/{key}.html", "fr/index.html"):
            assert "Isabelle Ferreras is in two sessions at once" in text(page(site, path))
    agenda = page(site, "fr/index.html")
    assert agenda.count("Isabelle Ferreras is in two sessions at once") == 2
    assert double.position is not None
    assert agenda.count(f"programme.yaml:{double.position.line}:") == 2


def test_attendees_are_shown_none() -> None:
    site = site_of(TWO)
    files = built(site)
    assert not any(path.endswith("findings.html") for path in files)
    pages = [data for path, data in files.items() if path.endswith(".html")]
    assert pages
    assert not any(re.search(rb'class="(finding|flag|review)', data) for data in pages)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_each_page_says_how_many_there_are_and_leads_to_them(language: str) -> None:
    site = reviewed(finding(subject=about("a")), finding("warning"), finding("warning"))
    say = LABELS[language]
    for path in ("index.html", "session/a.html", "session/b.html"):
        html = page(site, f"{language}/{path}")
        bar = html.partition('<aside class="review')[2].partition("</aside>")[0]
        assert re.findall(r"\d+", text(bar)) == ["1", "2"]
        assert say["all_findings"] in text(bar)
        up = "../" * path.count("/")
        assert f'href="{up}findings.html"' in bar
    assert 'aside class="review is-error"' in page(site, f"{language}/index.html")


def test_warnings_alone_are_no_alarm() -> None:
    assert 'class="review is-warning"' in macro(reviewed(finding("warning")), "bar(edition, own)")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1 error, 2 warnings"),
        ("fr", "1 erreur, 2 avertissements"),
        ("nl", "1 fout, 2 waarschuwingen"),
        ("de", "1 Fehler, 2 Warnungen"),
    ],
)
def test_they_are_counted_in_words(language: str, words: str) -> None:
    site = reviewed(finding("warning"), finding(), finding("warning"))
    review = Review(site, language)
    assert review.counted(review.all) == words
    assert review.counted(review.all[:1]) == words.partition(",")[0]
    assert review.counted([]) == ""


def test_every_language_that_pages_speak_has_all_labels() -> None:
    assert LABELS.keys() == set(SPOKEN)
    assert len({frozenset(words) for words in LABELS.values()}) == 1


def test_errors_come_first_and_then_the_order_of_the_text() -> None:
    messages = ("W1", "W2"), ("E1", "E2")
    site = reviewed(
        *(finding("warning", each) for each in messages[0]),
        *(finding("error", each) for each in messages[1]),
    )
    assert [each.message for each in Review(site, "en").all] == ["E1", "E2", "W1", "W2"]


def test_the_list_has_each_with_its_place_its_help_and_its_sessions() -> None:
    site = reviewed(
        finding(message="A and B clash", help="move one", subject=about("a", "b", "unplaced")),
        finding("warning", "Nothing in French", position=None),
    )
    html = page(site, "fr/findings.html")
    seen = text(html)
    for words in ("A and B clash", "move one", "conf.yaml:12:3", "some-rule", "Nothing in French"):
        assert words in seen
    assert 'href="session/a.html#findings"' in html
    assert 'href="session/b.html#findings"' in html
    assert "unplaced" not in html
    assert {leaf.path for leaf in leaves(site)} >= {"fr/findings.html", "nl/findings.html"}


def test_a_session_without_any_shows_nothing() -> None:
    site = reviewed(finding(subject=about("a")))
    assert macro(site, "beside(edition, 'b')").strip() == ""
    assert macro(site, "flag(edition, 'b')").strip() == ""
    assert 'id="here"' in macro(site, "beside(edition, 'a', 'here')")
    assert "id=" not in macro(site, "beside(edition, 'a')")


def test_a_flag_says_in_words_what_is_wrong() -> None:
    site = reviewed(
        finding("warning", "It is short", subject=about("a")), finding(subject=about("a"))
    )
    flag = macro(site, "flag(edition, 'a')", "en")
    assert text(flag) == "1 error, 1 warning : It clashes; It is short"
    assert 'href="session/a.html#findings"' in flag
    assert "is-error" in flag


def test_what_a_finding_quotes_is_shown_as_text() -> None:
    hostile = "<script>alert(1)</script> \" onload='x' \u202e"
    named = AT._replace(file="<b>.yaml")
    site = reviewed(finding(message=hostile, help=hostile, position=named, subject=about("a")))
    for call in ("beside(edition, 'a')", "flag(edition, 'a')", "bar(edition, own)"):
        html = macro(site, call)
        assert "<script" not in html
        assert "onload='x'" not in html
        assert "<b>" not in html
    assert hostile in unescape(page(site, "fr/findings.html"))


def test_a_file_that_cannot_be_read_is_said_with_the_reason() -> None:
    with pytest.raises(ReadError) as caught:
        loads("]", name="conf.yaml")
    site = reviewed(*refusal(caught.value, "conf.yaml"), is_stale=True)
    bar = text(macro(site, "bar(edition, own)", "en"))
    assert LABELS["en"]["stale"] in bar
    assert "conf.yaml:1:1" in bar
    assert "1 error" not in bar


def test_what_changes_a_finding_changes_the_marks_of_pages() -> None:
    states = [
        reviewed(),
        reviewed(finding(subject=about("a"))),
        reviewed(finding(subject=about("b"))),
        reviewed(finding("warning", subject=about("a"))),
        reviewed(finding(subject=about("a"), position=AT._replace(line=13))),
        reviewed(finding(subject=about("a")), is_stale=True),
    ]
    marks = [{leaf.path: leaf.mark for leaf in leaves(site)} for site in states]
    for path in ("fr/index.html", "fr/session/a.html"):
        assert len({each[path] for each in marks}) == len(states)
