"""What is to be moved into a published folder: staged in a hidden folder inside of it."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from coopsched.delivering import manifest as manifests
from coopsched.delivering.manifest import Manifest, Target, digest, refuse_outside

COPY = "publication.json"
"""The copy of the publication in a folder."""
STAGING = ".coopsched"
"""Where what is to be moved into a folder waits."""


class Stage:
    """What is to be moved into a folder, as far as it differs from what is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._files: dict[str, str] = {}
        self._all: set[str] = set()
        self._deleted: tuple[str, ...] = ()
        self._made: list[Path] = []
        self._folders: set[Path] = {folder}

    def add(self, path: str, data: bytes | None, *, sync: bool = False) -> None:
        """Stage a file where it differs; without bytes, it is as it is to be."""
        self._all.add(path)
        if data is None:
            return
        target = self._target(path)
        if not differs(self._folder, path, data):
            return
        self._prepare(target.parent)
        staged = self._staging / str(len(self._files))
        _write(staged, data, like=target, sync=sync)
        self._files[path] = digest(data)

    def delete(self, former: Iterable[str]) -> None:
        """Delete those of some files that are there and were not added."""
        gone = sorted(set(former) - self._all)
        self._deleted = tuple(path for path in gone if is_there(self._target(path)))

    def manifest(self, publication: Path | None, kept: bytes | None) -> Manifest | None:
        """Return all that is to be done; None where nothing is."""
        target = None
        if publication is not None and kept is not None:
            old = read(publication)
            path = os.path.realpath(publication)
            target = Target(path, None if old is None else digest(old), digest(kept))
            if old != kept:
                _write(waiting_place(publication), kept, like=Path(path), sync=True)
        if not self._files and not self._deleted and (target is None or target.old == target.new):
            return None
        return Manifest(tuple(self._files.items()), self._deleted, target)

    def commit(self, manifest: Manifest) -> None:
        """Agree on what is to be done."""
        self._prepare(self._folder)
        manifests.save(self._staging, manifest)

    def undo(self, publication: Path | None) -> None:
        """Take away what was staged, unless it was agreed on; a full disk may let us do little."""
        with suppress(OSError):
            if manifests.load(self._staging) is None:
                discard(self._staging)
                unmake(self._made)
                if publication is not None:
                    waiting_place(publication).unlink(missing_ok=True)

    def _target(self, path: str) -> Path:
        """Return where a file belongs. Raises OSError where something stands in its way."""
        refuse_outside(path)
        target = self._folder / path
        for parent in reversed(target.relative_to(self._folder).parents[:-1]):
            self._refuse_odd(self._folder / parent)
        if is_there(target) and (target.is_symlink() or not target.is_file()):
            _refuse(target, "a file must be here, and nothing else is replaced")
        return target

    def _refuse_odd(self, path: Path) -> None:
        if path not in self._folders:
            refuse_odd_folder(path)
            self._folders.add(path)

    def _prepare(self, parent: Path) -> None:
        """Make the folder in which a file belongs, and the one in which it waits."""
        for path in (self._staging, parent):
            self._made += make(path)
            if not os.access(path, os.W_OK | os.X_OK):
                _refuse(path, "nothing can be written in this folder", errno.EACCES)


def read(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def differs(folder: Path, path: str, data: bytes) -> bool:
    """Tell whether a file of a folder does not hold these bytes."""
    return read(folder / path) != data


def waiting_place(publication: Path) -> Path:
    """Return where a publication waits for its place: so that no full disk can stop it then."""
    target = Path(os.path.realpath(publication))
    return target.with_name(f".{target.name[:40]}.next")


def _write(path: Path, data: bytes, *, like: Path, sync: bool) -> None:
    """Write a file that will take another's place, and its mode; what fails has that one's name."""
    try:
        with path.open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        if like.exists():
            path.chmod(like.stat().st_mode & 0o7777)
    except OSError as error:
        error.filename, error.filename2 = str(like), None
        raise


def discard(staging: Path) -> None:
    """Take a staging folder away, the manifest first: what is left then means nothing."""
    if not is_there(staging):
        return
    (staging / manifests.NAME).unlink(missing_ok=True)
    for path in staging.iterdir():
        path.unlink()
    staging.rmdir()


def make(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the new ones, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not is_there(path)][::-1]
    for path in missing:
        path.mkdir(exist_ok=True)
    if not folder.is_dir():
        _refuse(folder, "a folder must be here, and this is none", errno.ENOTDIR)
    return missing


def unmake(folders: list[Path]) -> None:
    """Take away folders that are empty, innermost first."""
    for path in reversed(folders):
        with suppress(OSError):
            path.rmdir()


def refuse_odd_folder(path: Path) -> None:
    """Refuse what may stand where a folder of ours must be."""
    if path.is_symlink():
        _refuse(path, "a symbolic link may lead out of the published folder")
    if is_there(path) and not path.is_dir():
        _refuse(path, "a folder must be here, and this is none", errno.ENOTDIR)


def is_there(path: Path) -> bool:
    """Tell whether anything has that name, even a link that leads nowhere."""
    return os.path.lexists(path)


def _refuse(path: Path, message: str, number: int = errno.EEXIST) -> NoReturn:
    raise OSError(number, message, str(path))
