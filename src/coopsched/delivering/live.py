"""A site in memory: its files are made when they are asked for, and replaced by newer ones."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from coopsched.delivering.contents import Content, media_type

_HEAD_ENDS = b"</head>"


class Making(NamedTuple):
    """A file of a site: where it stands, and what makes it.

    Of two with one path and one ``mark``, the bytes are the same.
    """

    path: str
    mark: str
    make: Callable[[], bytes]


class Version:
    """A site as it is made of one state of a programme.

    ``front`` is the path that the site begins at. What ``before`` has made, and what would come
    out the same, is not made again.
    """

    def __init__(
        self, makings: Iterable[Making], *, front: str, before: "Version | None" = None
    ) -> None:
        self._makings = {each.path: each for each in makings}
        self._made = {} if before is None else before.made_as(self._makings.values())
        self._making = Lock()
        self.front = front
        listed = sorted((each.path, each.mark) for each in self._makings.values())
        self.name = sha256(repr(listed).encode()).hexdigest()[:16]
        """What tells it from all others: the same for two of which all files are the same."""

    def made_as(self, wanted: Iterable[Making]) -> dict[str, bytes]:
        """Return those of the files made already that are also wanted, by path."""
        made = dict(self._made)
        return {
            each.path: made[each.path]
            for each in wanted
            if each.path in made and self._makings[each.path].mark == each.mark
        }

    def file(self, path: str) -> bytes | None:
        """Return a file, made now unless it was; None where there is none."""
        making = self._makings.get(path)
        if making is None:
            return None
        with self._making:
            if path not in self._made:
                self._made[path] = making.make()
            return self._made[path]


class Live:
    """The newest version of a site, for whoever asks.

    ``script`` is the path of the one that reloads pages: each page names it, with the version
    that the page is of.
    """

    def __init__(self, version: Version, *, script: str) -> None:
        self.version = version
        self.is_closed = False
        """Whether nothing new will come: nobody is to wait any longer."""
        self._script = script

    def content(self, names: Sequence[str]) -> Content | None:
        """Return a file of the newest version, or None where there is none."""
        version, path = self.version, "/".join(names)
        data = version.file(path)
        if data is None:
            return None
        kind = media_type(path)
        return Content(self.reloading(data, version) if "html" in kind else data, kind)

    def reloading(self, page: bytes, version: Version) -> bytes:
        """Return a page that is reloaded as soon as another version is the newest."""
        tag = f'<script src="/{self._script}" data-version="{version.name}" defer></script>\n'
        return page.replace(_HEAD_ENDS, tag.encode() + _HEAD_ENDS, 1)
