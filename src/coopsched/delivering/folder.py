"""A published folder: changed whole, file by file, and gone on with after a kill.

What differs is staged in a hidden folder inside, with all that needs space on the disk.
Then a manifest is written: from there on only names change, and whoever holds the
folder next finishes what it says. The publication beside the programme comes last.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from coopsched.delivering import manifest as manifests
from coopsched.delivering.atomic import write
from coopsched.delivering.locking import locked
from coopsched.delivering.manifest import Manifest, Target, digest
from coopsched.delivering.staging import (
    COPY,
    STAGING,
    Stage,
    differs,
    discard,
    is_there,
    make,
    read,
    refuse_odd_folder,
    unmake,
    waiting_place,
)

__all__ = [
    "COPY",
    "Delivered",
    "deliver",
    "differs",
    "finish",
    "held",
    "is_interrupted",
    "pending",
    "read",
]


class Delivered(NamedTuple):
    """The paths in a folder that were written, in that order, and those that were deleted."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything was changed."""
        return bool(self.written or self.deleted)


@contextmanager
def held(folder: Path, publication: Path | None) -> Iterator[Delivered]:
    """Hold a folder and its publication alone, after finishing what was interrupted there.

    Yields what that was. Another process waits meanwhile, and must then read the
    publication again. The folder is made where there is none, and taken away again if it
    stays empty.
    Raises OSError, with the file's name, where that cannot be.
    """
    made: list[Path] = []
    locks = [folder / COPY, *([] if publication is None else [publication])]
    with ExitStack() as holding:
        holding.callback(unmake, made)
        made += make(folder)
        try:
            holding.enter_context(locked(*locks))
        except FileNotFoundError:  # somebody else took the empty folder away meanwhile
            made += make(folder)
            holding.enter_context(locked(*locks))
        yield finish(folder, publication)


def deliver(
    folder: Path,
    files: Iterable[tuple[str, bytes | None]],
    *,
    publication: Path | None = None,
    kept: bytes | None = None,
    former: Iterable[str] = (),
) -> Delivered:
    """Give a folder these files, in this order, and a publication what is kept of them.

    To be called while it is `held`. Files that hold their bytes already are not touched, nor
    is any other file, but for ``former`` ones that are not among the new. Without bytes, a
    file is there already, as it is to be, and not looked at. ``kept`` is what
    the publication and its copy in the folder hold then; without it neither is written.
    Raises OSError, with the file's name: where something stands in the way, before anything
    is changed. A failure after that is made good by whoever holds the folder next.
    """
    stage = Stage(folder)
    try:
        for path, data in files:
            stage.add(path, data)
        if kept is not None:
            stage.add(COPY, kept, sync=True)
        stage.delete(former)
        manifest = stage.manifest(publication, kept)
        if manifest is None:
            return Delivered((), ())
        stage.commit(manifest)
    except BaseException:
        stage.undo(publication)
        raise
    finish(folder, publication)
    return Delivered(tuple(path for path, _ in manifest.files), manifest.deleted)


def pending(folder: Path) -> bytes | None:
    """Return the publication that an interrupted run agreed on, and has not written everywhere."""
    staging = folder / STAGING
    manifest = None if staging.is_symlink() else manifests.load(staging)
    if manifest is None or manifest.publication is None:
        return None
    for number, (path, known) in enumerate(manifest.files):
        staged = read(staging / str(number))
        if path == COPY and staged is not None and digest(staged) == known:
            return staged
    return read(folder / COPY)


def is_interrupted(folder: Path) -> bool:
    """Tell whether a run agreed on what is to be done in a folder, and has not done it all."""
    return os.path.lexists(folder / STAGING / manifests.NAME)


def finish(folder: Path, publication: Path | None) -> Delivered:
    """Do what an interrupted run agreed on, or throw away what it had not agreed on yet.

    The publication is written only where it is what it was for that run. Returns what that
    run meant to change.
    """
    done = Delivered((), ())
    staging = folder / STAGING
    if is_there(staging):
        refuse_odd_folder(staging)
        manifest = manifests.load(staging)
        if manifest is not None:
            if publication is None and manifest.publication is not None:
                message = "a publishing was interrupted here: publish first, to finish it"
                raise OSError(errno.EBUSY, message, str(folder))
            _carry_out(folder, manifest, publication)
            done = Delivered(tuple(path for path, _ in manifest.files), manifest.deleted)
        discard(staging)
    if publication is not None:
        waiting_place(publication).unlink(missing_ok=True)
    return done


def _carry_out(folder: Path, manifest: Manifest, publication: Path | None) -> None:
    """Move and delete what is not moved and deleted yet, then write the publication."""
    for number, (path, known) in enumerate(manifest.files):
        staged = folder / STAGING / str(number)
        data = read(staged)
        # After a power failure a staged file may be less than it was: it will be made anew.
        if data is not None and digest(data) == known:
            make((folder / path).parent)
            staged.replace(folder / path)
    for path in manifest.deleted:
        (folder / path).unlink(missing_ok=True)
        unmake([folder / parent for parent in reversed(Path(path).parents[:-1])])
    if publication is not None and manifest.publication is not None:
        _keep(folder, manifest.publication, publication)


def _keep(folder: Path, target: Target, publication: Path) -> None:
    """Write the publication, if it is still what it was when the run began."""
    now = read(publication)
    if (None if now is None else digest(now)) != target.old or target.old == target.new:
        return
    if now is None and os.path.realpath(publication) != target.path:
        return  # another publication that is not there either: nothing tells that it is the same
    waiting, copy = read(waiting_place(publication)), read(folder / COPY)
    if waiting is not None and digest(waiting) == target.new:
        waiting_place(publication).replace(os.path.realpath(publication))
    elif copy is not None and digest(copy) == target.new:
        write(publication, copy)
