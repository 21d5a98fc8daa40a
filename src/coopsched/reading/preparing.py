"""What is put right on whole lines before a text with errors is taken apart."""

import re

from coopsched.reading.aligning import align
from coopsched.reading.gathering import Gathering
from coopsched.reading.lines import Line, split

_DOCUMENT = re.compile(r"---(?=[ \t\r\n]|$)")
_DOCUMENT_END = re.compile(r"\.\.\.(?=[ \t\r\n]|$)")
_OTHER_YAML = re.compile(r"%YAML[ \t]+(?!1\.)")


def prepare(gathered: Gathering, start: int) -> list[Line]:
    """Return the lines of the first document, aligned."""
    return align(gathered, _first_document(gathered, split(gathered.text, start)))


def _first_document(gathered: Gathering, lines: list[Line]) -> list[Line]:
    begin = 0
    while begin < len(lines) and (lines[begin].is_bare or lines[begin].text[0] == "%"):
        begin += 1
    kept = []
    for line in lines[:begin]:
        if _OTHER_YAML.match(line.text):
            message = "this is a version of YAML that is not known"
            gathered.report("invalid-value", message, line.start, line.end, "remove this line")
        kept.append(line.blank() if line.text[0] == "%" else line)
    for index in range(begin, len(lines)):
        line = lines[index]
        if _DOCUMENT.match(line.text):
            if index > begin:
                _cut(gathered, lines[index:], line)
                break
            line = line.blank(0, 3)
        elif _DOCUMENT_END.match(line.text):
            _cut(gathered, lines[index + 1 :], line)
            break
        kept.append(line)
    return kept


def _cut(gathered: Gathering, rest: list[Line], line: Line) -> None:
    if all(each.is_bare for each in rest):
        return
    gathered.hashes.append((line.start, len(gathered.text)))
    gathered.report(
        "invalid-value",
        f'a second document begins here, at "{line.text[:3]}"; only the first is read',
        line.start,
        line.start + 3,
        "keep one programme in a file, and remove this line",
    )
