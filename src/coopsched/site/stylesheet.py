"""The style sheets of one programme: colours of tracks, and places of sessions in grids."""

from functools import lru_cache

from coopsched.site.timetables import classes, timetables
from coopsched.site.whole import Site

_PALETTE = (
    "#c2410c", "#0e7490", "#7c3aed", "#15803d", "#be185d", "#a16207", "#1d6fd8", "#b91c1c",
    "#0f766e", "#9333ea", "#4d7c0f", "#6b7280",
)  # fmt: skip
"""Colours of tracks that state none: neighbours differ, on light and on dark paper."""


@lru_cache(maxsize=4)
def programme_styles(site: Site) -> bytes:
    """Return the style sheet that the pages of all editions share."""
    lines = []
    for track in site.programme.tracks:
        number = site.track_numbers[track.key]
        colour = track.colour or _PALETTE[number % len(_PALETTE)]
        lines.append(f".track-{number}{{--track:{colour}}}\n")
    return "".join(lines).encode()


@lru_cache(maxsize=4)
def places_styles(site: Site) -> bytes:
    """Return the style sheet of the grids, and of no other page: those stay as they are.

    The Content-Security-Policy forbids `style` attributes: positions are classes.
    """
    found = {name: rule for table in timetables(site) for name, rule in classes(table).items()}
    ordered = sorted(found, key=lambda name: (name[0], int(name[1:])))
    return "".join(f".{name}{{{found[name]}}}\n" for name in ordered).encode()
