"""All overlapping pairs, beside intervaltree and a vectorised sweep in numpy.

Sessions stand one after the other in one room, and one in fifty runs into the next;
"crowded" is the same where each overlaps about four others. All three begin with the
same list of (start, end) in UTC, shuffled, and end with pairs of positions in it; numpy
is also given arrays made beforehand, and may keep its pairs in arrays. Comparing all
pairs tells, on few sessions, who is right.

Growth is measured in the order of a file that lists ten tracks one after the other, and
shuffled. There it is above all the memory's: ten thousand sessions fit into a
processor's cache, a hundred thousand do not, and Python's own `sorted` grows as much.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from bench.common import Row, cpu, finish, medians, options, peer, skipped, versions

from coopsched.interval import Interval, overlapping_pairs

Pairs = set[tuple[int, int]]
Way = Callable[[Sequence[Interval]], list[tuple[int, int]]]
BEGIN = datetime(2025, 5, 14, 9, 0, tzinfo=UTC)
NUMPY = peer("numpy")
INTERVALTREE = peer("intervaltree")


def spans(count: int, *, crowded: bool = False, by_track: bool = False) -> list[Interval]:
    """Return so many sessions of 50 minutes, shuffled or track by track."""
    step = timedelta(minutes=20 if crowded else 60)
    a_track = count // 10
    found = []
    for i in range(count):
        # The counts share no factor with the prime.
        place = i % a_track * 10 + i // a_track if by_track else i * 7919 % count
        late = timedelta(minutes=20 if place % 50 == 0 else 0)
        start = BEGIN + place * step
        found.append(Interval(start, start + timedelta(minutes=50) + late))
    return found


def by_coopsched(given: Sequence[Interval]) -> list[tuple[int, int]]:
    """Return the pairs as coopsched finds them."""
    return list(overlapping_pairs(given))


def by_intervaltree(given: Sequence[Interval]) -> list[tuple[int, int]]:
    """Return the pairs as intervaltree finds them: each interval is looked up in the tree."""
    tree = INTERVALTREE.IntervalTree.from_tuples(
        (start, end, i) for i, (start, end) in enumerate(given)
    )
    return [
        (i, other.data)
        for i, (start, end) in enumerate(given)
        for other in tree.overlap(start, end)
        if i < other.data
    ]


def arrays(given: Sequence[Interval]) -> Any:
    """Return the starts and the ends as arrays of seconds."""
    seconds = [(start.timestamp(), end.timestamp()) for start, end in given]
    return NUMPY.array(seconds).T


def by_numpy(given: Sequence[Interval]) -> list[tuple[int, int]]:
    """Return the pairs as numpy finds them, from Python's times to Python's numbers."""
    return list(zip(*(side.tolist() for side in sweep(*arrays(given))), strict=True))


def sweep(starts: Any, ends: Any) -> Any:
    """Return two arrays, one position of each pair in the first, the other in the second."""
    order = NUMPY.argsort(starts, kind="stable")
    starts, ends = starts[order], ends[order]
    positions = NUMPY.arange(len(order))
    # The partners of a session stand after it, up to the first that begins at its end.
    counts = NUMPY.searchsorted(starts, ends, side="left") - positions - 1
    firsts = NUMPY.repeat(positions, counts)
    before = NUMPY.repeat(NUMPY.cumsum(counts) - counts, counts)
    seconds = firsts + 1 + NUMPY.arange(len(firsts)) - before
    return order[firsts], order[seconds]


def by_all_pairs(given: Sequence[Interval]) -> list[tuple[int, int]]:
    """Return the pairs by comparing each two."""
    return [
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(given), 2)
        if a.start < b.end and b.start < a.end
    ]


def unordered(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """Return pairs whichever side comes first, and see that none comes twice."""
    found = {(min(pair), max(pair)) for pair in pairs}
    if len(found) != len(pairs):
        raise SystemExit("a pair was found twice")
    return found


def agree(ways: Sequence[Way]) -> None:
    """See that all ways find the pairs that comparing each two finds."""
    for crowded in (False, True):
        given = spans(1000, crowded=crowded)
        right = unordered(by_all_pairs(given))
        for way in ways:
            if unordered(way(given)) != right:
                raise SystemExit(f"{way.__name__} finds other pairs than comparing each two")
        print(f"{len(given):,} sessions, {len(right):,} pairs: all agree")


def timed(way: Callable[[Any], object], given: Any) -> Callable[[], float]:
    """Return what measures one way."""
    return lambda: cpu(lambda: way(given))


def against_intervaltree(size: int, rounds: int) -> Row:
    """Compare with intervaltree."""
    what = f"{size:,} sessions"
    if INTERVALTREE is None:
        return skipped(what, "intervaltree")
    given = spans(size)
    measures = {"ours": timed(by_coopsched, given), "theirs": timed(by_intervaltree, given)}
    taken = medians(measures, rounds)
    return Row(what, taken["ours"], "intervaltree", taken["theirs"], at_least=10)


def against_numpy(size: int, rounds: int) -> Iterator[Row]:
    """Compare with the sweep in numpy, on few overlaps and on many."""
    for crowded in (False, True):
        what = f"{size:,} {'crowded ' if crowded else ''}sessions"
        if NUMPY is None:
            yield skipped(what, "numpy")
            continue
        given = spans(size, crowded=crowded)
        measures = {
            "ours": timed(by_coopsched, given),
            "theirs": timed(by_numpy, given),
            "arrays": timed(lambda both: sweep(*both), arrays(given)),
        }
        taken = medians(measures, rounds)
        promise = None if crowded else 3.0
        yield Row(what, taken["ours"], "numpy", taken["theirs"], at_most=promise)
        yield Row(what, taken["ours"], "numpy, arrays to arrays", taken["arrays"])


def growth(size: int, rounds: int) -> Iterator[Row]:
    """Compare with a tenth of the sessions, and with how Python's own sort grows."""
    ways: dict[str, tuple[Callable[[Any], object], bool, float | None]] = {
        "pairs, track by track": (by_coopsched, True, 13),
        "pairs, shuffled": (by_coopsched, False, 13),
        "sorted() alone, shuffled": (sorted, False, None),
    }
    for what, (way, by_track, promise) in ways.items():
        few, many = spans(size // 10, by_track=by_track), spans(size, by_track=by_track)
        taken = medians({"few": timed(way, few), "many": timed(way, many)}, 2 * rounds)
        tenth = f"{size // 10:,} sessions"
        yield Row(f"{size:,} {what}", taken["many"], tenth, taken["few"], at_most=promise)


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions("intervaltree", "numpy"))
    agree(
        [by_coopsched]
        + [by_intervaltree] * (INTERVALTREE is not None)
        + [by_numpy] * (NUMPY is not None)
    )
    gc.disable()  # as the command line does
    size, rounds = (20_000, 3) if chosen.quick else (100_000, 7)
    rows = [against_intervaltree(size, 1 if chosen.quick else 3)]
    rows += [*against_numpy(size, rounds), *growth(size, rounds)]
    finish(rows, chosen)


if __name__ == "__main__":
    main()
