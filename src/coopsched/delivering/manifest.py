"""What a folder is about to become: agreed on in one file, before anything is moved."""

import errno
import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from coopsched.delivering.atomic import write

NAME = "manifest.json"
_FORMAT = 1


class Target(NamedTuple):
    """The publication beside a programme: its path, and digests of what it holds and will hold.

    ``old`` is None where there is none yet.
    """

    path: str
    old: str | None
    new: str


class Manifest(NamedTuple):
    """Files to move into place, in that order, then files to delete, then the publication.

    ``files`` are pairs of a path and the digest of its new bytes: the first is staged
    under the name `0`, the next under `1`. ``publication`` is None where none is kept.
    """

    files: tuple[tuple[str, str], ...]
    deleted: tuple[str, ...]
    publication: Target | None


def digest(data: bytes) -> str:
    """Return what tells bytes from all others."""
    return hashlib.sha256(data).hexdigest()


def save(staging: Path, manifest: Manifest) -> None:
    """Write the manifest whole: from then on what it says will be done."""
    text = json.dumps({"coopsched-delivery": _FORMAT, **manifest._asdict()}, indent=1)
    write(staging / NAME, text.encode())


def load(staging: Path) -> Manifest | None:
    """Return the manifest of a staging folder; None where there is none.

    Raises OSError where it cannot be understood: a later version may have written it.
    """
    path = staging / NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return _manifest(json.loads(data))
    except (ValueError, TypeError, KeyError):
        raise OSError(
            errno.EINVAL,
            "another version of coopsched began to publish here: let that one finish, "
            "or delete this file",
            str(path),
        ) from None


def refuse_outside(path: str) -> None:
    """Raise ValueError for a path that could lead out of the folder it is in."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or not pure.parts or ".." in pure.parts or str(pure) != path:
        raise ValueError(f"{path!r} is no path inside a folder")


def _manifest(value: Any) -> Manifest:
    if value["coopsched-delivery"] != _FORMAT:
        raise ValueError(value)
    manifest = Manifest(
        tuple((str(path), str(known)) for path, known in value["files"]),
        tuple(map(str, value["deleted"])),
        None if value["publication"] is None else Target(*value["publication"]),
    )
    for path in (*(path for path, _ in manifest.files), *manifest.deleted):
        refuse_outside(path)
    return manifest
