"""Keys for what has none: made of identifiers and names, each given once."""

from zlib import crc32

from coopsched.model.values import is_key
from coopsched.text import slug


class Keys:
    """Gives keys out, each once, also where they differ in case only."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return the key that is wanted, or with `~2`, `~3`… behind it where it is taken."""
        key, number = wanted, self._last.get(wanted.casefold(), 1)
        while key.casefold() in self._taken:
            number += 1
            key = f"{wanted[:92]}~{number}"
        self._last[wanted.casefold()] = number
        self._taken.add(key.casefold())
        return key


def key_for(name: str, kind: str) -> str:
    """Return a key for an identifier or a name: itself where it is one, else what is near to it.

    Only sessions keep an identifier as it is written; the others get one in lower case.
    A name that no Latin letters spell gets a number, the same in each file; one that begins
    with `x-`, as the author's own keys do, the kind before it.
    """
    as_it_is = is_key(name) and (kind == "session" or name == name.lower())
    key = name if as_it_is else slug(name)
    if key.startswith("x-"):
        return f"{kind}-{key}"[:100]
    return key or f"{kind}-{crc32(name.encode('utf-8', 'replace')):08x}"
