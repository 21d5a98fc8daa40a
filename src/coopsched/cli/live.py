"""`coopsched serve FILE`: a programme that is being edited, as a site in memory."""

import argparse
import datetime as dt
import gc
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

from coopsched.checking import check, refusal
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import document_or_error, hints_of
from coopsched.cli.publications import publication_of, published_beside
from coopsched.cli.publishing import number
from coopsched.cli.siting import site_of
from coopsched.delivering.folder import COPY
from coopsched.delivering.live import Live, Making, Version
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.planning.advice import advise
from coopsched.published.records import Publication
from coopsched.published.storing import dumps
from coopsched.published.succeeding import succeed
from coopsched.reading import ReadError, read
from coopsched.reading.beside import NAME
from coopsched.reading.hints import Hints
from coopsched.site.assembling import leaves
from coopsched.site.assets import shipped
from coopsched.site.whole import Site

SCRIPT = "assets/preview.js"
"""What reloads pages: only here, for nobody publishes it."""

_OFTEN = 0.3
"""How long is waited before looking again whether a file was written to, in seconds."""
_SETTLED = 0.05
"""How long a file that was written to must stay as it is: editors write in several goes."""
_PATIENCE = 20


class Edited:
    """A programme that is being edited, and the site that is made of it.

    Raises CommandError where there is nothing to be shown.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.name: str = options.what
        self._hints: Hints = hints_of(options.hint)
        self._wish: str | None = options.publication
        # One moment for all that is made, so that what did not change comes out the same.
        self._began = dt.datetime.now(dt.UTC).replace(microsecond=0)
        self._paths = (
            Path(self.name),
            Path(self.name).with_name(NAME),
            publication_of(self.name, self._wish),
        )
        self._read = self._stamps()
        self._site = self._made(document_or_error(self.name, hints=self._hints))
        self.version = _version(self._site, None)

    def is_written(self) -> bool:
        """Tell whether one of the files was written to since it was read."""
        return self._stamps() != self._read

    def read_again(self) -> None:
        """Make the next version: of what was there before, where the file cannot be read."""
        self._read = self._settled()
        try:
            site = self._made(read(self.name, hints=self._hints))
        except ReadError as error:
            findings = tuple(refusal(error, self.name))
            site = replace(self._site, findings=findings, is_stale=True)
        else:
            # Somebody who has just typed `[` has not removed all sessions.
            if self._site.programme.sessions and _is_lost(site):
                site = replace(self._site, findings=site.findings, is_stale=True)
        self._site, self.version = site, _version(site, self.version)

    def told(self, verb: str) -> str:
        """Return what is said of the version in the terminal."""
        site = self._site
        if site.is_stale:
            return f"not rebuilt, pages show what was there before: {site.findings[0]}"
        errors = sum(each.severity is Severity.ERROR for each in site.findings)
        sessions = number(len(site.programme.sessions), "session")
        warnings = number(len(site.findings) - errors, "warning")
        return f"{verb}: {sessions}, {number(errors, 'error')}, {warnings}"

    def _settled(self) -> tuple[object, ...]:
        """Return the stamps of the files, once nobody is writing to them any more."""
        stamps = self._stamps()
        for _ in range(_PATIENCE):
            time.sleep(_SETTLED)
            before, stamps = stamps, self._stamps()
            if stamps == before:
                break
        return stamps

    def _stamps(self) -> tuple[object, ...]:
        return tuple(map(_stamp, self._paths))

    def _made(self, found: Document) -> Site:
        published = published_beside(self.name, self._wish)
        following = succeed(found.programme, published, at=self._began)
        now = dt.datetime.now(dt.UTC)
        site = site_of(found.programme, following, at=now, times="utc", is_preview=True)
        return replace(site, findings=_findings(found, published))


def _findings(found: Document, published: Publication | None) -> tuple[Finding, ...]:
    """Return what nobody has accepted, with advice, as `coopsched check` would say it."""
    today = dt.date.today()  # noqa: DTZ011  the user's own day is meant
    return tuple(advise(found, check(found, published=published, today=today), today=today))


def _is_lost(site: Site) -> bool:
    """Tell whether no session could be read of a file that has errors."""
    errors = any(each.severity is Severity.ERROR for each in site.findings)
    return errors and not site.programme.sessions


def _version(site: Site, before: Version | None) -> Version:
    """Return the files that a site has in a preview."""
    script, made = shipped("preview.js"), [Making(*leaf) for leaf in leaves(site)]
    made += [
        Making(SCRIPT, repr(script), lambda: script),
        # Feeds of one's own are made of it. It changes when any feed does.
        Making(COPY, repr([each.mark for each in made]), lambda: dumps(site.publication).encode()),
    ]
    return Version(made, front=f"{site.languages[0]}/index.html", before=before)


def _stamp(path: Path) -> object:
    """Return what is different when a file was written to; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  follows links, as reading does
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def watch(edited: Edited, live: Live, stop: Event, tell: Callable[[str], None]) -> None:
    """Show what becomes of the files whenever one is written to, until it is to stop.

    ``tell`` is given a line each time.
    """
    while not stop.wait(_OFTEN):
        if not edited.is_written():
            continue
        gc.disable()  # until the many objects of a version are there: see `cli.main`
        try:
            edited.read_again()
            live.version = edited.version
            tell(edited.told("rebuilt"))
        except Exception as error:  # whatever it is: who mends the file goes on seeing pages
            said = str(error) if isinstance(error, CommandError) else repr(error)
            tell(f"not rebuilt: {said}")
        finally:
            gc.enable()
        gc.collect()  # the version before
