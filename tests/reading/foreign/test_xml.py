"""XML: where elements and values stand, what is refused, and what is read all the same."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.xml import Tree, parse
from coopsched.source import Source
from strategies import damaged

SAMPLE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- a <b> that is none -->
<schedule>
  <day date="2026-05-02" index='1'>
    <room name="Été 🐝">
      <event id="7"><title>Bees &amp; 🐝</title><room>  Hall
      </room><empty/><raw><![CDATA[<p>x</p>]]></raw></event>
    </room>
  </day>
</schedule>
"""


def tree(text: str, limits: Limits = Limits()) -> Tree:  # noqa: B008  immutable
    """Parse a text."""
    return parse(Source("x.xml", text), limits)


def test_each_element_is_placed_at_its_start_tag() -> None:
    found = tree(SAMPLE)
    for element in found.root.iter():
        node = found.place(element)
        assert SAMPLE[node.start : node.end].startswith(f"<{element.tag}")
        assert SAMPLE[node.end - 1] == ">"


def test_a_value_is_placed_at_its_characters_also_behind_wide_ones() -> None:
    found = tree(SAMPLE)
    room = found.root.find("day/room/event/room")
    assert room is not None
    node = found.value(room)
    assert (node.value, SAMPLE[node.start : node.end]) == ("Hall", "Hall")


def test_a_value_with_entities_is_placed_between_its_tags() -> None:
    found = tree(SAMPLE)
    title = found.root.find("day/room/event/title")
    assert title is not None
    node = found.value(title)
    assert (node.value, SAMPLE[node.start : node.end]) == ("Bees & 🐝", "Bees &amp; 🐝")


def test_an_attribute_is_placed_at_its_value_in_whatever_quotes() -> None:
    found = tree(SAMPLE)
    day = found.root.find("day")
    assert day is not None
    date, index = found.attribute(day, "date"), found.attribute(day, "index")
    assert date is not None
    assert (date.value, SAMPLE[date.start : date.end]) == ("2026-05-02", "2026-05-02")
    assert index is not None
    assert index.value == "1"
    assert SAMPLE[index.start : index.end].startswith("<day")
    assert found.attribute(day, "name") is None


def test_text_in_elements_inside_a_text_is_kept_as_it_is_written() -> None:
    found = tree("<a>one <b>two</b> three<br/></a>")
    assert found.value(found.root).value == "one <b>two</b> three<br />"


def test_the_first_of_two_elements_of_a_name_counts() -> None:
    found = tree("<a><t>one</t><t>two</t><u/></a>")
    texts, others = found.contents(found.root)
    assert {name: node.value for name, node in texts.items()} == {"t": "one"}
    assert [each.tag for each in others] == ["u"]


def test_what_the_file_declares_of_its_encoding_is_passed_over() -> None:
    assert tree('<?xml version="1.0" encoding="utf-16"?><a>é</a>').root.text == "é"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<a>AT&T</a>", "AT&T"),
        ("<a>Caf&eacute;&nbsp;&amp; more</a>", "Café\xa0& more"),
        ("<a>x?y=1&z;=2</a>", "x?y=1&z;=2"),
        ("<a>one\x0btwo</a>", "one two"),
    ],
)
def test_bare_ampersands_and_control_characters_are_read_and_told(text: str, value: str) -> None:
    found = tree(text)
    assert found.root.text == value
    assert [each.rule for each in found.problems] == ["invalid-value"]
    assert text[found.problems[0].start] in "&\x0b"


def test_a_character_by_its_name_of_html_is_told_apart_from_a_bare_ampersand() -> None:
    text = "<a>Caf&eacute; R&D&nbsp;x</a>"
    found = [(each.message, text[each.start : each.end]) for each in tree(text).problems]
    assert found == [
        (
            "“&eacute;” is no name that XML knows: it is read as “é”; one more such name follows",
            "&eacute;",
        ),
        ("a bare “&” stands here, which XML does not allow", "&"),
    ]


def test_a_bare_ampersand_in_an_attribute_is_read_too() -> None:
    assert tree('<a href="?b=1&c=2"/>').root.attrib == {"href": "?b=1&c=2"}


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x "y">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "https://example.org/x.dtd"> %x;',
        '<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">',
    ],
)
def test_a_file_that_declares_entities_is_refused(declared: str) -> None:
    text = f"<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a [{declared}]>\n<a>&x;</a>"
    with pytest.raises(ReadError, match="declares an entity") as caught:
        tree(text)
    assert caught.value.position is not None
    assert caught.value.position.line == 3


def test_a_document_type_is_not_fetched() -> None:
    found = tree('<!DOCTYPE a SYSTEM "https://nowhere.invalid/a.dtd"><a>x</a>')
    assert found.root.text == "x"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<a>\n<b>\n</a>", "<b> of line 2 is not closed", 3),
        ("<a>\n<b>", "<b> is not closed", 2),
        ("<a>\n<b x='1' x='2'/></a>", "an attribute is given twice", 2),
        ("<a/>\n<b/>", "has ended", 2),
        ("<a>\n1 < 2</a>", "cannot", 2),
        ("<a>\n<b", "is not closed", 1),
        ("<!-- nothing -->", "no element", 1),
    ],
)
def test_what_is_no_xml_is_one_error_with_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        tree(text)
    assert caught.value.position is not None
    assert caught.value.position.line == line
    assert caught.value.help


def test_elements_nested_too_deep_are_refused() -> None:
    with pytest.raises(ReadError, match="nested more than 64 deep") as caught:
        tree("<b/>\n".join(["<x>", "<a>" * 10_000 + "</a>" * 10_000 + "</x>"]))
    assert str(caught.value).startswith("x.xml:2:190: ")  # behind 63 others in the first
    assert tree("<a>" * 64 + "</a>" * 64).root.tag == "a"


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(ReadError, match="too many"):
        tree(f"<a>{'<b/>' * 100}</a>", Limits(nodes=100))


@given(damaged(SAMPLE))
def test_no_text_does_anything_but_parse_or_raise_a_read_error(text: str) -> None:
    try:
        found = tree(text)
    except ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    for element in found.root.iter():
        assert text.startswith("<", found.place(element).start)


_NAMES = st.sampled_from(["a", "b", "event", "title"])
_TEXTS = st.text(st.sampled_from("ab<>&\"' 🐝é\n"), max_size=8)


@given(
    st.recursive(
        st.tuples(_NAMES, _TEXTS),
        lambda inner: st.tuples(_NAMES, st.lists(inner, max_size=4)),
        max_leaves=12,
    ).filter(lambda root: isinstance(root, tuple))
)
def test_values_are_those_that_were_written(root: tuple[str, str | list[object]]) -> None:
    def build(written: tuple[str, str | list[object]]) -> ET.Element:
        element = ET.Element(written[0])
        if isinstance(written[1], str):
            element.text = written[1] or None
        else:
            element.extend(build(each) for each in written[1])  # type: ignore[arg-type]  # of the same shape
        return element

    made = build(root)
    found = tree(ET.tostring(made, encoding="unicode"))
    for mine, theirs in zip(found.root.iter(), made.iter(), strict=True):
        assert mine.tag == theirs.tag
        if not len(mine):
            assert found.value(mine).value == (theirs.text or "").strip()
