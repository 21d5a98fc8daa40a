"""What is answered to whom."""

import gzip
import hashlib
from email.utils import formatdate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopsched.delivering.answering import Answer, Asked, accepts_gzip, answer, host_named
from coopsched.delivering.contents import Content

TYPE = "text/calendar; charset=utf-8"
LONG = Content(b"SUMMARY:Knots\r\n" * 100, TYPE, 1_000_000_000)
SHORT = Content(b"SUMMARY:Knots\r\n", TYPE, 1_000_000_000)
NOW = 1_500_000_000.5


def answered(content: Content = LONG, **asked: str) -> Answer:
    """Return the answer to a request with these headers."""
    return answer(content, Asked(**asked), now=NOW)


def tag_of(data: bytes) -> str:
    return '"' + hashlib.sha256(data).hexdigest() + '"'


def test_a_file_is_sent_with_what_is_to_be_known_of_it() -> None:
    assert answered() == Answer(
        200,
        {
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "ETag": tag_of(LONG.data),
            "Vary": "Accept-Encoding",
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Length": "1500",
            "Last-Modified": "Sun, 09 Sep 2001 01:46:40 GMT",
        },
        LONG.data,
    )


def test_the_tag_does_not_depend_on_when_a_file_was_written() -> None:
    earlier = LONG._replace(modified=5)
    assert answered(earlier).headers["ETag"] == answered().headers["ETag"]


def test_what_is_compressed_has_a_tag_of_its_own() -> None:
    plain, packed = answered(), answered(accept_encoding="gzip")
    assert gzip.decompress(packed.body) == LONG.data
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert packed.headers["ETag"] == tag_of(packed.body) != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed == answered(accept_encoding="gzip")


@pytest.mark.parametrize("type_", ["image/png", "application/pdf", "application/octet-stream"])
def test_what_is_no_text_is_not_compressed(type_: str) -> None:
    sent = answered(LONG._replace(type=type_), accept_encoding="gzip")
    assert sent.body == LONG.data
    assert not sent.headers.keys() & {"Content-Encoding", "Vary"}


def test_what_is_short_is_not_compressed() -> None:
    sent = answered(SHORT, accept_encoding="gzip")
    assert sent.body == SHORT.data
    assert "Content-Encoding" not in sent.headers


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("x-gzip", True),
        ("*", True),
        ("gzip ; q=0.001", True),
        ("gzip, identity", True),
        ("gzip, identity;q=0.5, *;q=0", True),
        ("", False),
        ("br", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("identity, gzip;q=0.5", False),
        ("gzip;q=high", False),
        ("gzippy", False),
        (",,;", False),
    ],
)
def test_only_who_wants_gzip_gets_it(header: str, *, wanted: bool) -> None:
    assert accepts_gzip(header) is wanted


TAG = tag_of(LONG.data)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (TAG, 304),
        (f"W/{TAG}", 304),
        (f'"a", "b,c", W/"d" , {TAG}', 304),
        (f'"a",{TAG},"b"', 304),
        ("*", 304),
        (" * ", 304),
        ('"a"', 200),
        (TAG.strip('"'), 200),
        (TAG[:-1], 200),
        (f'"{TAG}', 200),
        ('"*"', 200),
        (",", 200),
    ],
)
def test_who_names_the_tag_has_it_already(header: str, status: int) -> None:
    assert answered(if_none_match=header).status == status


def test_nothing_changed_is_said_without_a_body() -> None:
    sent = answered(if_none_match=TAG)
    assert (sent.status, sent.body) == (304, b"")
    assert sent.headers == {
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "ETag": TAG,
        "Vary": "Accept-Encoding",
    }


def test_a_tag_is_that_of_what_would_be_sent() -> None:
    packed = answered(accept_encoding="gzip").headers["ETag"]
    assert answered(accept_encoding="gzip", if_none_match=packed).status == 304
    assert answered(accept_encoding="gzip", if_none_match=TAG).status == 200
    assert answered(if_none_match=packed).status == 200


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Sun, 09 Sep 2001 01:46:40 GMT", 304),
        ("Sunday, 09-Sep-01 01:46:40 GMT", 304),
        ("Sun Sep  9 01:46:40 2001", 304),
        ("Sun, 09 Sep 2001 01:46:41 GMT", 304),
        ("Sun, 09 Sep 2001 01:46:39 GMT", 200),
        ("Sun Sep  9 01:46:39 2001", 200),
        ("yesterday", 200),
        ("1000000000", 200),
        ("Sun, 09 Sep 99999 01:46:40 GMT", 200),
    ],
)
def test_a_date_tells_whether_it_was_written_since(header: str, status: int) -> None:
    assert answered(if_modified_since=header).status == status


def test_a_tag_tells_more_than_a_date() -> None:
    since = "Mon, 10 Sep 2001 00:00:00 GMT"
    assert answered(if_none_match='"other"', if_modified_since=since).status == 200
    assert (
        answered(if_none_match=TAG, if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT").status == 304
    )


def test_what_was_never_written_has_no_date() -> None:
    made = LONG._replace(modified=None)
    sent = answered(made, if_modified_since=formatdate(NOW, usegmt=True))
    assert sent.status == 200
    assert "Last-Modified" not in sent.headers


def test_what_is_written_in_the_second_of_an_answer_is_sent_again() -> None:
    """Dates have whole seconds: two versions within one must not look like the same."""
    first, second = (Content(data, TYPE, 101) for data in (b"10:00", b"11:00"))
    date = answer(first, Asked(), now=100.9).headers["Last-Modified"]
    assert date == formatdate(100, usegmt=True)
    assert answer(second, Asked(if_modified_since=date), now=101.1).body == b"11:00"


def test_a_date_in_the_future_is_not_told() -> None:
    sent = answered(LONG._replace(modified=2_000_000_000))
    assert sent.headers["Last-Modified"] == formatdate(1_500_000_000, usegmt=True)


@given(st.binary(max_size=600), st.text(), st.text(), st.text())
@example(b"", "gzip", "*", "Mon, 01 Jan 0001 00:00:00 +9999")
@example(b"", "", "", "Mon, 01 Jan 9999 00:00:00 -9999")
@example(b"", "", "", "Mon, 01 Jan 2001 00:00:00 +999999999999")
@example(b"", "", "", "Mon, 99999999999999999999 Jan 2001 00:00:00 GMT")
def test_any_header_gets_an_answer_whose_tag_is_right(
    data: bytes, accept_encoding: str, if_none_match: str, if_modified_since: str
) -> None:
    asked = Asked(accept_encoding, if_none_match, if_modified_since)
    sent = answer(Content(data, TYPE, 5), asked, now=NOW)
    assert sent.status in (200, 304)
    if sent.status == 200:
        assert sent.headers["ETag"] == tag_of(sent.body)
        packed = "Content-Encoding" in sent.headers
        assert (gzip.decompress(sent.body) if packed else sent.body) == data


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost", "localhost"),
        ("LocalHost:8000", "localhost"),
        ("127.0.0.1:", "127.0.0.1"),
        ("[::1]:8000", "[::1]"),
        ("[::1]", "[::1]"),
        ("", ""),
        (":8000", ""),
        ("::1", ""),
        ("[::1", ""),
        ("[::1]x", ""),
        ("a:1:2", ""),
        ("localhost:1/", ""),
    ],
)
def test_a_host_is_known_by_its_name_without_the_port(header: str, name: str) -> None:
    assert host_named(header) == name


@given(st.text(st.characters(exclude_characters=":[]"), min_size=1), st.integers(0, 65535))
def test_any_other_name_is_never_taken_for_ours(name: str, port: int) -> None:
    assert host_named(f"{name}:{port}") == name.lower()


def test_pages_and_pictures_are_guarded() -> None:
    page = answered(LONG._replace(type="text/html; charset=utf-8")).headers
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["Referrer-Policy"] == "strict-origin-when-cross-origin"
    picture = answered(LONG._replace(type="image/svg+xml")).headers
    assert picture["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "type_", ["application/atom+xml", "text/javascript; charset=utf-8", "image/svg+xml"]
)
def test_all_texts_of_a_site_are_compressed(type_: str) -> None:
    sent = answered(LONG._replace(type=type_), accept_encoding="gzip")
    assert gzip.decompress(sent.body) == LONG.data
