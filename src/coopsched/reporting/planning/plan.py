"""A plan in a terminal, and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coopsched.findings import Finding, Severity
from coopsched.model import Programme, Session
from coopsched.planning.plans.planning import Plan
from coopsched.reporting.cells import crop, plain, wrap
from coopsched.reporting.describing import View, joined
from coopsched.reporting.escaping import json_text
from coopsched.reporting.width import cells_of
from coopsched.rules.wording import counted

FORMAT = 1
"""The version of the report; it gains fields without changing, and loses none."""

_SHOWN = 120
"""So many sessions are listed; programs get all."""

_WARNINGS = 10
_REASONS = 4
_LEFT = 10

Reasons = Mapping[str, Sequence[str]]
"""Why sessions have no place, by key, in a few sentences each."""


def text(
    plan: Plan,
    reasons: Reasons,
    *,
    contradiction: str = "",
    again: str = "",
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return what is placed where, what is not and why, what it costs, and what is proven.

    ``contradiction`` is what is to be said of demands that cannot all be met, and ``again``
    what to type for the same plan.
    """
    view = View(plan.programme, (), (), width, colour)
    return joined(_lines(view, plan, reasons, contradiction, again))


def _lines(
    view: View, plan: Plan, reasons: Reasons, contradiction: str, again: str
) -> Iterator[str]:
    if plan.asked and not plan.placements and not plan.unplaced:
        yield from ("every session stays where it is", "")
    yield from _placed(view, plan)
    yield from _left(view, plan, reasons)
    if contradiction:
        yield from (*contradiction.splitlines(), "")
    yield from _endless(view, plan)
    yield from _costs(view, plan)
    yield from _proof(view, plan)
    if again and plan.iterations and not plan.interrupted:
        yield f"the same again: {again}"  # in one line, to be copied


def _placed(view: View, plan: Plan) -> Iterator[str]:
    programme = plan.programme
    sessions = [programme.session(key) for key in plan.placements]
    sessions.sort(key=lambda session: (session.interval is not None, session.interval))
    outline = view.outline(sessions[:_SHOWN])
    for day, held in outline.days:
        yield from view.day_heading(day)
        times = {session.key: view.times(session, day) for session in held}
        column = max(map(cells_of, times.values()))
        for session in held:
            yield from _entry(view, session, times[session.key], column)
        yield ""
    if len(sessions) > _SHOWN:
        more = counted(len(sessions) - _SHOWN, "session")
        yield from wrap(f"… and {more} more: --format json has all", view.room)
        yield ""


def _entry(view: View, session: Session, time: str, column: int) -> Iterator[str]:
    """Yield the line of a session; where there is no room for its rooms beside it, two."""
    margin = f"{time}{' ' * (column - cells_of(time))}  "
    rooms = ", ".join(view.room_label(key) for key in session.rooms)
    left = view.room - cells_of(margin)
    title = view.title(session)
    if rooms and cells_of(title) + cells_of(rooms) + 3 > left:
        rooms = crop(rooms, left // 2)
        title = crop(title, left - cells_of(rooms) - 3)
    painted = view.paint(margin, "time") + crop(title, left)
    yield painted + view.paint(f" · {rooms}", "faint") if rooms else painted


def _left(view: View, plan: Plan, reasons: Reasons) -> Iterator[str]:
    if not plan.unplaced:
        return
    number = counted(len(plan.unplaced), "session")
    proof = "there is no place" if plan.hopeless else "no place was found"
    yield from _painted(view, f"{proof} for {number}:", "bad")
    for key in plan.unplaced[:_LEFT]:
        yield from _indented(view, view.title(plan.programme.session(key)), 2)
        for reason in reasons.get(key, ())[:_REASONS]:
            yield from _indented(view, plain(reason), 4)
    if len(plan.unplaced) > _LEFT:
        yield f"  … and {counted(len(plan.unplaced) - _LEFT, 'session')} more"
    if not plan.hopeless:
        yield from _indented(
            view, "whether there is one is not known: another --seed may find it", 2
        )
    yield ""


def _endless(view: View, plan: Plan) -> Iterator[str]:
    for keys, why in (
        (plan.endless, "say how long it lasts, `minutes: …`: without that it cannot be placed"),
        (plan.held, "it has no place, and is not to be touched"),
    ):
        for key in keys:
            yield from _painted(view, f"{view.title(plan.programme.session(key))}: {why}", "")
    if plan.endless or plan.held:
        yield ""


def _costs(view: View, plan: Plan) -> Iterator[str]:
    warnings = [each for each in plan.findings if _costs_something(each, plan)]
    if not warnings:
        yield from wrap("no warning that depends on times or rooms", view.room)
        return
    cost = f", which cost {number(plan.cost)}" if plan.cost != len(warnings) else ""
    parts = [_part(*each) for each in by_rules(plan)]
    yield from wrap(f"{counted(len(warnings), 'warning')}{cost}: {', '.join(parts)}", view.room)
    for each in warnings[:_WARNINGS]:
        yield from _indented(view, f"- {plain(each.message)}", 2)
    if len(warnings) > _WARNINGS:
        yield f"  … and {len(warnings) - _WARNINGS} more"


def _part(rule: str, count: int, cost: float) -> str:
    weight = cost / max(count, 1)
    return f"{count} × {rule}" + (f" of weight {number(weight)}" if weight != 1 else "")


def _costs_something(finding: Finding, plan: Plan) -> bool:
    return finding.severity is Severity.WARNING and finding.rule in plan.costs


def by_rules(plan: Plan) -> list[tuple[str, int, float]]:
    """Return each rule with how many warnings it has and what they cost, the dearest first."""
    counts = {rule: sum(f.rule == rule for f in plan.findings) for rule in plan.costs}
    found = [(rule, counts[rule], cost) for rule, cost in plan.costs.items()]
    return sorted(found, key=lambda each: (-each[2], each[0]))


def _proof(view: View, plan: Plan) -> Iterator[str]:
    if plan.bound is None or not plan.asked:
        return
    if plan.proven:
        words = "no plan costs less: that is proven"
        words += f" ({plan.how})" if plan.cost else ""
    else:
        words = (
            f"every plan costs {number(plan.bound)} or more ({plan.how}): this one could be "
            f"bettered by {number(plan.gap or 0.0)} at most"
        )
    yield from wrap(words, view.room)


def number(value: float) -> str:
    """Return a cost as people write it: `3`, `2.5`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _indented(view: View, words: str, indent: int) -> Iterator[str]:
    first, *rest = wrap(words, view.room - indent - 2)
    yield " " * indent + first
    yield from (" " * (indent + 2) + line for line in rest)


def _painted(view: View, words: str, style: str) -> Iterator[str]:
    yield from (view.paint(line, style) for line in wrap(words, view.room))


def json(
    plan: Plan,
    old: Programme,
    reasons: Reasons,
    *,
    path: str,
    again: str = "",
    contradiction: Any = None,
) -> str:
    """Return a plan for programs, as `docs/planning.md` describes it."""
    return json_text(
        {
            "coopsched-plan": FORMAT,
            "path": path,
            "placed": [_placement(plan, old, key) for key in plan.placements],
            "unplaced": [
                {"session": key, "why": list(reasons.get(key, ()))} for key in plan.unplaced
            ],
            "without_length": list(plan.endless),
            "held": list(plan.held),
            "hopeless": plan.hopeless,
            "contradiction": contradiction,
            "cost": plan.cost,
            "bound": plan.bound,
            "gap": plan.gap,
            "proven": plan.proven,
            "how": plan.how,
            "costs": [
                {"rule": rule, "findings": count, "cost": cost}
                for rule, count, cost in by_rules(plan)
            ],
            "warnings": [
                {
                    "rule": each.rule,
                    "message": each.message,
                    "sessions": list(each.subject.sessions),
                }
                for each in plan.findings
                if _costs_something(each, plan)
            ],
            "seed": plan.seed,
            "iterations": plan.iterations,
            "interrupted": plan.interrupted,
            "again": again,
        }
    )


def _placement(plan: Plan, old: Programme, key: str) -> dict[str, Any]:
    was = old.session(key)
    return {
        "session": key,
        **_place(plan.programme, plan.programme.session(key)),
        "was": _place(old, was) if was.start is not None or was.rooms else None,
    }


def _place(programme: Programme, session: Session) -> dict[str, Any]:
    start, end = (
        None if moment is None else moment.astimezone(programme.zone).isoformat()
        for moment in (session.start, session.end)
    )
    return {"start": start, "end": end, "rooms": list(session.rooms)}
