"""What was read is freed as soon as nobody holds it: it is no circle that must be looked for."""

import gc

import pytest

from coopsched.publishing.formats import FORMATS, Format, write
from coopsched.reading.files import load_bytes, loads

_SESSIONS = 100
_FILE = (
    "key: k\ntitle: K\ntimezone: UTC\nlanguages: [en]\ndays: [2027-05-14]\nsessions:\n"
    + "".join(
        f"  s{i}: {{title: Talk {i}, start: 10:00, minutes: 30, rooms: [], speakers: [Ann {i}]}}\n"
        for i in range(_SESSIONS)
    )
)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_a_document_leaves_nothing_to_collect(format_: Format) -> None:
    data = write(loads(_FILE), format_).data
    load_bytes(data, name="file")  # fills what is kept for all files
    gc.collect()
    gc.disable()
    try:
        document = load_bytes(data, name="file")
        assert len(document.programme.sessions) == _SESSIONS
        del document
        # openpyxl leaves two hundred circles of its own, however long the table is.
        assert gc.collect() < 3 * _SESSIONS
    finally:
        gc.enable()
