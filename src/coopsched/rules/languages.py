"""Which languages a session is held in or carried into, and what they are called."""

from collections.abc import Iterable, Iterator

from coopsched.model import Programme, Session
from coopsched.rules.wording import listed
from coopsched.text import LANGUAGE_NAMES, covers
from coopsched.text import serves as serves_any


def named(tag: str) -> str:
    """Return what a language is called in a message: `Dutch`, `Dutch (nl-BE)`, or its tag."""
    name = LANGUAGE_NAMES.get(tag.partition("-")[0])
    if name is None:
        return f"`{tag}`"
    return f"{name} ({tag})" if "-" in tag else name


def names(tags: Iterable[str]) -> str:
    """Return languages as a list in a sentence, each once: `French and Dutch`."""
    return listed([named(tag) for tag in dict.fromkeys(tags)])


def spoken(programme: Programme) -> tuple[str, ...]:
    """Return the languages of a programme, each once, the default first."""
    return tuple(dict.fromkeys(programme.languages))


def is_among(tag: str, tags: Iterable[str]) -> bool:
    """Tell whether a language, or a form of it, is one of several."""
    return any(covers(tag, other) for other in tags)


def serves(session: Session, language: str) -> bool:
    """Tell whether somebody who understands only that language can follow a session."""
    return serves_any((*session.languages, *session.interpretation, *session.captions), language)


def speaking(programme: Programme, *fields: str) -> Iterator[Session]:
    """Yield the sessions that are to be held, by key, but for mere echoes of a first showing.

    An echo inherits all of ``fields``, so that what is wrong with them is said of
    the first showing, unless that one is cancelled.
    """
    for session in sorted(programme.sessions, key=lambda session: session.key):
        if session.status == "cancelled":
            continue
        if _states(session, *fields) or _is_cancelled(programme, session.repeats):
            yield session


def _states(session: Session, *fields: str) -> bool:
    """Tell whether a session says one of several things itself, and did not inherit them all."""
    return session.repeats is None or not session.model_fields_set.isdisjoint(fields)


def _is_cancelled(programme: Programme, key: str | None) -> bool:
    return key is not None and programme.session(key).status == "cancelled"
