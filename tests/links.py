"""Links between the files of a published folder, read by the standard library's parser."""

from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit


class _Links(HTMLParser):
    """Collects what a page points at."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None:
                self.found.append(value)


def links(page: bytes) -> list[str]:
    """Return the addresses that a page points at, as it writes them."""
    parser = _Links()
    parser.feed(page.decode())
    return parser.found


def targets(path: str, page: bytes) -> Iterator[str]:
    """Yield the paths in the folder that a page points at: its links to elsewhere left out."""
    for address in links(page):
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc and parts.path:
            yield normpath(join(dirname(path), unquote(parts.path)))


def dangling(files: Mapping[str, bytes], entries: Iterable[str]) -> set[tuple[str, str]]:
    """Return links to files that are not there, on pages that can be reached from some."""
    waiting = {path for path in entries if path in files}
    seen: set[str] = set()
    broken = set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        if not path.endswith(".html"):
            continue
        for target in targets(path, files[path]):
            if target not in files:
                broken.add((path, target))
            elif target not in seen:
                waiting.add(target)
    return broken
