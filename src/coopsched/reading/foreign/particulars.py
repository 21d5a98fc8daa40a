"""What a schedule says of a session beside when, where and who, as fields of our format."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from coopsched.model.parts import LINKS
from coopsched.reading.foreign.draft import Draft, entry
from coopsched.reading.foreign.kinds import kind_of
from coopsched.reading.foreign.markup import plain_text
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, language_tag, lines, node, shown, web_address
from coopsched.source import Node
from coopsched.text import language_tag as known_tag

_TEXTS = ("subtitle", "abstract", "description")
_LINK_FIELDS = {
    "url": "page",
    "full_conf_url": "page",
    "origin_url": "page",
    "video": "recording",
    "video_download_url": "recording",
    "stream_url": "stream",
    "join_url": "join",
}
USED = frozenset(
    "id guid code slug date start duration end room title track type language "  # noqa: SIM905  a list of words
    "status state".split(" ")
).union(_TEXTS, _LINK_FIELDS)
"""The fields of a session that are read."""
_SILENT = frozenset(("conf_url", "persons", "links", "attachments"))
_LANGUAGES_APART = re.compile(r"\s*[,/;+&|]\s*|\s+(?:and|und|et|en|/)\s+")
_SLIDES = re.compile(r"\b(slides?|slide ?deck|folien)\b", re.IGNORECASE)
_RECORDING = re.compile(r"\b(recordings?|aufzeichnung|mitschnitt|webm|mp4)\b", re.IGNORECASE)
_PLAIN = re.compile(r"https?://[^\s/?#]\S*")
# The name of a file, which could else be that of a host.
_FILE = re.compile(
    r"[^/:]+\.(?:pdf|od[pt]|pptx?|docx?|key|png|jpe?g|gif|svg|zip|t?gz|txt|md|mp4|webm|html?)",
    re.IGNORECASE,
)
_CANCELLED = frozenset(("cancelled", "canceled", "annulé", "abgesagt", "geannuleerd"))


class Address(NamedTuple):
    """A link or an attachment: its address, and what it is called and said to be."""

    url: Node
    title: str = ""
    type: str = ""


class Particulars:
    """Reads what the sessions of one file have beside time, place and people.

    ``base`` is the address from which others start. What coopsched wrote itself, ``ours``,
    holds no HTML, and is taken as it is written.
    """

    def __init__(self, draft: Draft, tally: Tally, base: str, *, ours: bool) -> None:
        self._draft = draft
        self._tally = tally
        self._base = base
        self._ours = ours
        self._languages: dict[str, tuple[str, ...]] = {}
        self._left_out: dict[str, list[Node]] = {}

    def read(self, fields: Mapping[str, Node], links: list[Address]) -> dict[str, Node]:
        """Return the fields of a session; what is no field of ours is noted."""
        found: dict[str, Node] = {}
        self._describe(fields, found)
        self._classify(fields, found)
        self._link(fields, links, found)
        if "language" in fields:
            self._speak(fields["language"], found)
        for name, value in fields.items():
            if name not in USED and name not in _SILENT:
                self._left_out.setdefault(name, []).append(value)
        return found

    def report(self) -> None:
        """Tell which fields were left out, once for the whole file."""
        if not self._left_out:
            return
        names = ", ".join(
            f"{name} ({len(nodes)} times)" if len(nodes) > 1 else name
            for name, nodes in self._left_out.items()
        )
        first = min((nodes[0] for nodes in self._left_out.values()), key=lambda each: each.start)
        message = f"fields are left out, as a programme has no place for them: {names}"
        self._draft.ignore(message, first)

    def _describe(self, fields: Mapping[str, Node], found: dict[str, Node]) -> None:
        """Join subtitle, abstract and description, as there is one text for all."""
        told: dict[str, Node] = {}
        for name in _TEXTS:
            if name in fields:
                text = str(fields[name].value)
                text = text if self._ours else lines(plain_text(text))
                if text:
                    told.setdefault(text, fields[name])
        if told:
            nodes = list(told.values())
            found["description"] = Node(
                "\n\n".join(told), nodes[0].start, nodes[-1].end, quoted=True
            )

    def _classify(self, fields: Mapping[str, Node], found: dict[str, Node]) -> None:
        """Read the type as a kind; one that is none is kept as a tag."""
        type_ = fields.get("type")
        words = clean(type_.value) if type_ is not None else ""
        if type_ is not None and words:
            kind = kind_of(words)
            if kind is not None:
                found["kind"] = node(kind, type_)
            else:
                found["tags"] = Node([node(words, type_)], type_.start, type_.end)
        status = fields.get("status") or fields.get("state")
        if status is not None and clean(status.value).casefold() in _CANCELLED:
            found["status"] = node("cancelled", status)

    def _speak(self, language: Node, found: dict[str, Node]) -> None:
        written = str(language.value)
        tags = self._languages.get(written)
        if tags is None:
            tags = self._languages[written] = _tags(written)
        if tags:
            found["languages"] = Node(
                [node(tag, language) for tag in tags], language.start, language.end
            )
        elif written.strip():
            self._tally.add(
                "ignored-value",
                f"sessions have the language {shown(written)}, which is none",
                f"{shown(written)} is no language, and is left out",
                language,
                "write a BCP 47 tag, such as en or nl-BE",
            )

    def _link(
        self, fields: Mapping[str, Node], links: list[Address], found: dict[str, Node]
    ) -> None:
        nodes: list[Node] = []
        seen: set[str] = set()
        told = [(fields[name], kind) for name, kind in _LINK_FIELDS.items() if name in fields]
        told += [(each.url, _kind_of_link(each, ours=self._ours)) for each in links]
        for at, kind in told:
            written = str(at.value)
            if self._ours or _PLAIN.fullmatch(written) is not None:
                address = written
            else:
                address = self._address(written, at) if written else ""
            if address and (self._ours or address not in seen):
                seen.add(address)
                nodes.append(_link_node(address, kind, at))
        if nodes:
            found["links"] = Node(nodes, nodes[0].start, nodes[-1].end)

    def _address(self, written: str, at: Node) -> str:
        """Return an address that is not plain, as a link can hold it; empty where none can."""
        address = None if _FILE.fullmatch(written) else web_address(written)
        if address is None and self._base and "://" not in written and ":" not in written[:9]:
            address = web_address(urljoin(self._base, clean(written)))
        if address is None:
            self._tally.add(
                "ignored-value",
                "links are no address, and are left out",
                f"{shown(written)} is no address, and is left out",
                at,
                "write it in full, with https://",
            )
        return address or ""


def _link_node(address: str, kind: str, at: Node) -> Node:
    url = node(address, at)
    if kind == "page":
        return url
    both = {"kind": entry("kind", node(kind, at)), "url": entry("url", url)}
    return Node(both, at.start, at.end)


def _kind_of_link(link: Address, *, ours: bool) -> str:
    type_ = link.type.lower()
    if type_ in LINKS:
        return type_
    # What coopsched writes as the title is the address.
    title = "" if ours or "://" in link.title else link.title
    if type_ in ("video", "media") or _RECORDING.search(title):
        return "recording"
    return "slides" if _SLIDES.search(title) else "page"


def _tags(written: str) -> tuple[str, ...]:
    """Return the tags of the languages that a text names; none where one of them is unknown."""
    names = [language_tag(name) for name in _LANGUAGES_APART.split(clean(written)) if name]
    tags = [known_tag(name) for name in names]
    return tuple(dict.fromkeys(tag for tag in tags if tag)) if all(tags) else ()
