"""Files written in the place of what was read, unless somebody else wrote since."""

import errno
from pathlib import Path
from typing import NamedTuple

from coopsched.delivering.atomic import write_all
from coopsched.delivering.locking import locked

_BOM = b"\xef\xbb\xbf"


class Rewrite(NamedTuple):
    """A file, the text that was read from it, and the one to write in its place."""

    path: Path
    old: str
    new: str


class HasChangedError(Exception):
    """A file does not hold any more what was read from it; its argument is the path."""


def rewrite(*rewrites: Rewrite) -> None:
    """Write several files in UTF-8, all or none; a byte order mark stays.

    Of several processes that do so at once, one succeeds. Raises HasChangedError
    where a file holds another text than what was read, and OSError, with the file's
    name, where one cannot be written: then no file is changed.
    """
    with locked(*(each.path for each in rewrites)):
        write_all({each.path: _data(each) for each in rewrites})


def _data(each: Rewrite) -> bytes:
    """Return what is to be written into a file that still holds what was read."""
    if each.path.exists() and not each.path.is_file():
        raise OSError(errno.EINVAL, "it is no file of its own", str(each.path))
    data = each.path.read_bytes()
    if data.removeprefix(_BOM) != each.old.encode():
        raise HasChangedError(each.path)
    return (_BOM if data.startswith(_BOM) else b"") + each.new.encode()
