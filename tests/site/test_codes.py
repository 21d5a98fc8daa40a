"""QR codes: what a camera finds in them (ISO/IEC 18004)."""

import re
from importlib import import_module

import pytest

from coopsched.site.codes import Code, code_of

ADDRESS = "https://example.org/conf/nl/subscribe.html"
_QUIET = 4
_FINDER = ("#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######")


def picture(code: Code) -> list[str]:
    """Return a code as lines of characters, by following its path."""
    rows = [[" "] * code.size for _ in range(code.size)]
    steps = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", code.path)
    assert "".join(f"M{x} {y}h{w}v1h-{b}z" for x, y, w, b in steps) == code.path
    for x, y, width, back in steps:
        assert width == back
        for i in range(int(width)):
            rows[int(y)][int(x) + i] = "#"
    return ["".join(row) for row in rows]


def test_three_corners_have_the_pattern_that_cameras_look_for() -> None:
    code = code_of(ADDRESS)
    lines = picture(code)
    far = code.size - _QUIET - 7
    for x, y in ((_QUIET, _QUIET), (far, _QUIET), (_QUIET, far)):
        assert tuple(line[x : x + 7] for line in lines[y : y + 7]) == _FINDER


def test_around_it_four_modules_are_quiet() -> None:
    lines = picture(code_of(ADDRESS))
    edges = [*lines[:_QUIET], *lines[-_QUIET:]]
    edges += [line[:_QUIET] + line[-_QUIET:] for line in lines]
    assert not "".join(edges).strip()


def test_a_longer_address_has_a_larger_code() -> None:
    assert code_of("https://example.org/").size < code_of(ADDRESS + "?" + "x" * 200).size


@pytest.mark.parametrize("address", [ADDRESS, "https://example.org/now/", "https://exämple.org/é"])
def test_a_reader_reads_the_address(address: str) -> None:
    reader, numpy = import_module("zxingcpp"), import_module("numpy")
    pixels = [[0 if dark == "#" else 255 for dark in line] for line in picture(code_of(address))]
    image = numpy.array(pixels, dtype="uint8").repeat(6, axis=0).repeat(6, axis=1)
    assert [each.text for each in reader.read_barcodes(image)] == [address]
