"""What feeds are called, and the colour that calendars show them in."""

from coopsched.model import KINDS, Programme
from coopsched.published.records import Address
from coopsched.publishing.feeds.lines import on_one_line
from coopsched.publishing.feeds.words import wording, words


def called(address: Address, language: str) -> str:
    """Return what follows the programme's title in the name of a feed; empty if it has all."""
    said = words(language)
    match address.kind:
        case "programme":
            return ""
        case "in":
            return said.only.format(said.language_name(address.key))
        case "permanent":
            return said.agenda.always
        case "kind" if address.key in KINDS:
            return said.kinds[address.key]
    name = "" if address.name is None else on_one_line(wording(address.name, language)[1])
    return name or address.key


def colour_of(programme: Programme, address: Address) -> str | None:
    """Return the colour of a feed: that of its track."""
    if address.kind != "track":
        return None
    key = address.leads_to or address.key
    return next((track.colour for track in programme.tracks if track.key == key), None)
