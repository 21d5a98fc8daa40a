"""Texts that a file of JSON gives plainly, or in several languages by tag."""

from coopsched.reading.foreign.nodes import entries
from coopsched.reading.foreign.values import clean, cleaned, lines, node, texts
from coopsched.source import Node
from coopsched.text import language_tag


def wording(text: Node | None) -> Node | None:
    """Return a text on one line, or one in several languages; None where nothing is written.

    What is the same in all its languages needs none. Wordings under what is no language
    tag are left out, if others are not.
    """
    if text is None or not isinstance(text.value, dict):
        return cleaned(text)
    given = {tag: each for tag, entry in entries(text).items() if (each := cleaned(entry.node))}
    if not given:
        return None
    first = next(iter(given.values()))
    tagged: dict[str, Node] = {}
    for tag, each in given.items():
        known = language_tag(tag.replace("_", "-"))
        if known is not None:
            tagged.setdefault(known, each)
    same = len({each.value for each in given.values()}) == 1
    return first if same or not tagged else texts(tagged)


def prose(*parts: Node | None) -> Node | None:
    """Return the paragraphs of several texts as one; None where nothing is written."""
    written = [part for part in parts if part is not None and clean(part.value)]
    if not written:
        return None
    return node("\n\n".join(dict.fromkeys(lines(part.value) for part in written)), written[0])
