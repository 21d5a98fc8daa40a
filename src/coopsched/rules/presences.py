"""When speakers are where, as far as it counts once."""

from collections.abc import Sequence

from coopsched.model import Appearance, Programme
from coopsched.rules.clashes import holders


def outermost(programme: Programme, appearances: Sequence[Appearance]) -> list[Appearance]:
    """Return a speaker's appearances without those that are part of another one.

    Who leads a workshop, and is named in a part `within` it, is there once.
    """
    by_session: dict[str, list[Appearance]] = {}
    for appearance in appearances:
        by_session.setdefault(appearance.session.key, []).append(appearance)
    return [
        appearance
        for appearance in appearances
        if not any(
            longer.interval.contains(appearance.interval)
            for key in holders(programme, appearance.session)
            for longer in by_session.get(key, ())
        )
    ]
