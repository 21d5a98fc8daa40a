"""Two speakers have such similar names that they may be one person under two keys.

One person under two keys hides a double-booking, and has two pages and two feeds.
Found are equal names, another order of words, one slip of the pen (« Thiébaut Weber »,
« Thiébaud Weber »), a first name and its initial, and a middle initial or a particle
left out. Quiet where the programme shows that they are two: they are in one session
together, or the words in which they differ are also in other names.

## Example

```yaml
speakers:
  weber: {name: Thiébaut Weber}
  thiebaud: {name: Thiébaud Weber}
  nora: {name: Nora Quist}
sessions:
  calm: {title: Calm, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora, weber]}
  storm: {title: Storm, start: 14:00, end: 15:00, rooms: [attic], speakers: [thiebaud]}
```

## What to do

If they are one person, keep one key, and list the other spelling under `also`. If they
are two, accept it with a reason: `# coopsched: allow[similar-speakers] her brother`. A
group or an organisation is `organisation: true`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.model import Programme
from coopsched.rules.likeness import slips
from coopsched.rules.names import (
    Words,
    abbreviated,
    abbreviations,
    core,
    differ_as_given_names,
    initials,
    spellings,
)

_LETTERS = 7
_FEW = 3

Pairs = Iterator[tuple[Words, Words]]


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each speaker who may be one of another key: once for each key too many."""
    owners: defaultdict[Words, list[str]] = defaultdict(list)
    for speaker in sorted(programme.speakers, key=lambda speaker: speaker.key):
        for words in sorted(set(spellings(speaker))) if not speaker.organisation else ():
            owners[words].append(speaker.key)
    names = sorted(owners)
    spread = Counter(word for name in {tuple(sorted(name)) for name in names} for word in set(name))
    sessions = _sessions(programme)
    known = _Clusters()
    for name in names:
        # A first name alone, which others have too, says little.
        if len(name) > 1 or spread[name[0]] == 1:
            for one, other in pairwise(owners[name]):
                if known.join(one, other):
                    yield _problem(programme, one, other)
    for likeness in _LIKENESSES:
        pairs = {tuple(sorted((owners[a][0], owners[b][0]))) for a, b in likeness(names, spread)}
        for one, other in sorted(pairs):
            if not sessions[one] & sessions[other] and known.join(one, other):
                yield _problem(programme, one, other)


class _Clusters:
    """Keys that stand for one person, as far as is known."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> bool:
        """Note that two keys stand for one person; False where that was known."""
        a, b = self._top(one), self._top(other)
        self._above[max(a, b)] = min(a, b)
        return a != b

    def _top(self, key: str) -> str:
        while (above := self._above.get(key, key)) != key:
            self._above[key] = self._above.get(above, above)
            key = above
        return key


def _sessions(programme: Programme) -> defaultdict[str, set[str]]:
    """Return the sessions of each speaker: two who share one are on stage together."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for session in programme.sessions:
        for entry in session.speakers:
            found[entry.speaker].add(session.key)
    return found


def _same_letters(names: list[Words], spread: Counter[str]) -> Pairs:
    """Yield names that differ in the order of their words, or in the spaces between them.

    Words that are all in other names too can make two people: Li Tao and Tao Li.
    """
    groups: defaultdict[Words, list[Words]] = defaultdict(list)
    for name in names:
        if any(spread[word] == 1 for word in name):
            groups[tuple(sorted(name))].append(name)
        joined = "".join(name)
        if len(joined) >= _LETTERS:
            groups[(joined,)].append(name)
    for group in groups.values():
        yield from pairwise(group)


def _small_words(names: list[Words], _: Counter[str]) -> Pairs:
    """Yield names of which one has initials or particles that the other leaves out."""
    groups: defaultdict[Words, list[Words]] = defaultdict(list)
    for name in names:
        if len(core(name)) > 1:
            groups[core(name)].append(name)
    for group in groups.values():
        pairs = list(combinations(group, 2)) if len(group) <= _FEW else []
        pairs = [(a, b) for a, b in pairs if sorted(a) != sorted(b)]
        letters = [(set(initials(a)), set(initials(b))) for a, b in pairs]
        if all(a <= b or b <= a for a, b in letters):
            yield from pairs


def _slips(names: list[Words], spread: Counter[str]) -> Pairs:
    """Yield names that differ by one slip of the pen, in any order of words."""
    phrases = [(tuple(sorted(name)), name) for name in names if "@" not in name[0]]
    for a, b, word, other in slips(phrases, least=4):
        if min(len("".join(a)), len("".join(b))) < _LETTERS:
            continue
        if min(spread[word], spread[other]) > 1 or differ_as_given_names(a, b, word, other):
            continue
        yield a, b


def _initials(names: list[Words], spread: Counter[str]) -> Pairs:
    """Yield names of which one has only the initial of a first name, where it can be but one."""
    full: defaultdict[tuple[str, Words], list[Words]] = defaultdict(list)
    for name in names:
        for short in abbreviations(name):
            full[short].append(name)
    for name in names:
        surname_and_initials = abbreviated(name)
        if surname_and_initials is not None and spread[surname_and_initials[0]] <= _FEW:
            candidates = full[surname_and_initials]
            if len(candidates) == 1:
                yield name, candidates[0]


_LIKENESSES: tuple[Callable[[list[Words], Counter[str]], Pairs], ...] = (
    _same_letters,
    _small_words,
    _slips,
    _initials,
)


def _problem(programme: Programme, one: str, other: str) -> Problem:
    first, second = programme.speaker(one), programme.speaker(other)
    if first.name == second.name:
        message, also = f"two speakers are called {first.name}", ""
    else:
        message = f"{first.name} and {second.name} may be one person under two keys"
        also = f" with `also: [{second.name}]`"
    return Problem(
        message=message,
        route=("speakers", one, "name"),
        label=f"`{one}`",
        related=(Place(("speakers", other, "name"), f"`{other}`"),),
        subject=Subject(speakers=(one, other)),
        help=f"if they are one person, keep only `{one}`{also}; if two, accept it with a reason",
    )


RULE = Rule(
    id="similar-speakers",
    severity=Severity.WARNING,
    summary="Two speakers have such similar names that they may be one person under two keys.",
    check=check,
    needs=("speakers",),
)
