"""Planning: free places, the smallest repairs, and whole plans, all judged by the rules."""

from importlib import import_module

TYPE_CHECKING = False  # importing typing would take longer than `--help`

if TYPE_CHECKING:
    from coopsched.planning.advice import advise
    from coopsched.planning.free_places import Free, FreePlace, free
    from coopsched.planning.places import Grid
    from coopsched.planning.plans.planning import Plan, plan
    from coopsched.planning.plans.rooms import Rooms, rooms
    from coopsched.planning.refusing import Refused
    from coopsched.planning.repairing import Left, Move, Proof, Repair, repair
    from coopsched.planning.task import Placement

__all__ = [
    "Free",
    "FreePlace",
    "Grid",
    "Left",
    "Move",
    "Placement",
    "Plan",
    "Proof",
    "Refused",
    "Repair",
    "Rooms",
    "advise",
    "free",
    "plan",
    "repair",
    "rooms",
]

_HOMES = {
    "Free": "free_places",
    "FreePlace": "free_places",
    "Grid": "places",
    "Left": "repairing",
    "Move": "repairing",
    "Placement": "task",
    "Plan": "plans.planning",
    "Proof": "repairing",
    "Refused": "refusing",
    "Repair": "repairing",
    "Rooms": "plans.rooms",
    "advise": "advice",
    "free": "free_places",
    "plan": "plans.planning",
    "repair": "repairing",
    "rooms": "plans.rooms",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
