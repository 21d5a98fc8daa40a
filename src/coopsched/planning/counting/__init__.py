"""How many findings each rule has on a board, counted as sessions come and go."""

from coopsched.planning.counting.alone import (
    FeatureMissing,
    OutsideHours,
    RoomClosed,
    SpeakerAway,
    TooSmall,
)
from coopsched.planning.counting.audience import Audience
from coopsched.planning.counting.count import Count
from coopsched.planning.counting.facts import Facts
from coopsched.planning.counting.following import Changeover, OpenEnded
from coopsched.planning.counting.languages import LanguageGap
from coopsched.planning.counting.ledger import Ledger
from coopsched.planning.counting.pairs import Plenaries, Repeats, RoomClash, SpeakerClash
from coopsched.planning.counting.people import NoLunch, Overload, ShortPause
from coopsched.planning.counting.relations import OutsideParent, RoomLacking, TooEarly
from coopsched.planning.counting.resources import Overbooked

COUNTS: tuple[type[Count], ...] = (
    RoomClash,
    SpeakerClash,
    OutsideHours,
    RoomClosed,
    SpeakerAway,
    FeatureMissing,
    OutsideParent,
    TooEarly,
    Overbooked,
    TooSmall,
    RoomLacking,
    Repeats,
    Plenaries,
    Audience,
    Changeover,
    OpenEnded,
    ShortPause,
    Overload,
    NoLunch,
    LanguageGap,
)


def counts(facts: Facts, ledger: Ledger) -> list[Count]:
    """Return the counts of all rules that are minded, and that have anything to count."""
    judge, everybody = facts.judge, range(len(facts.sessions))
    minded = [kind for kind in COUNTS if judge.is_error(kind.rule) or judge.weight(kind.rule)]
    made = (kind(facts, ledger) for kind in minded)
    return [each for each in made if any(map(each.concerns, everybody))]
