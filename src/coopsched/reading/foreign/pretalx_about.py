"""What a pretalx submission says of a session: title, kind, language, track, tags, links."""

from coopsched.reading.foreign.draft import Draft, Found, first_wording
from coopsched.reading.foreign.kinds import kind_of
from coopsched.reading.foreign.listed import Listed
from coopsched.reading.foreign.nodes import at, first_of, items, text_at
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, entered, language_tag, node, shown, web_address
from coopsched.reading.foreign.wordings import prose, wording
from coopsched.source import Node
from coopsched.text import language_tag as known_tag

EXPAND = "ask the API for names: ?expand=speakers,slots.room,track,submission_type,tags,resources"
_STATUS = {
    "accepted": "tentative",  # by the organisers, while the speaker has not confirmed
    "submitted": "draft",
    "draft": "draft",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "withdrawn": "cancelled",
    "rejected": "cancelled",
}
_HEX = frozenset("0123456789abcdefABCDEF")


class About:
    """Puts what a submission says of its session into what is found of it."""

    def __init__(self, root: Node, draft: Draft, tally: Tally) -> None:
        self._draft = draft
        self._tally = tally
        types = at(root, "submission_types")
        self._tracks = Listed(tally, "track", at(root, "tracks"), remedy=EXPAND)
        self._tags = Listed(tally, "tag", at(root, "tags"), remedy=EXPAND)
        self._types = Listed(tally, "session type", types, remedy=EXPAND)

    def describe(self, found: Found, talk: Node) -> None:
        """Put in the title, and all fields that say what a session is about."""
        is_break = at(talk, "code") is None and at(talk, "submission") is None
        found.title = wording(at(talk, "title")) or self._title(talk, is_break)
        found.track = self._track(at(talk, "track"))
        named = (self._tags.name_or_nothing(each) for each in items(at(talk, "tags")))
        tags = [node(first_wording(tag), tag) for tag in named if tag is not None]
        kind = _kind_of_break(talk, found.title) if is_break else self._kind(talk, tags)
        # A break is its description, where it has no title.
        told = None if is_break and at(talk, "title") is None else at(talk, "description")
        description = prose(at(talk, "abstract"), told)
        found.fields |= kind | status(talk) | self._language(talk)
        if description is not None:
            found.fields["description"] = description
        for name, nodes in (("tags", tags), ("links", self._links(talk))):
            if nodes:
                found.fields[name] = Node(nodes, nodes[0].start, nodes[-1].end)

    def _title(self, talk: Node, is_break: bool) -> Node:
        described = wording(at(talk, "description"))
        if described is not None and is_break:
            return described
        called = first_of(talk, "code", "submission", "slot_type", "id")
        name = clean(called.value) if called is not None else ""
        title = node(name or "untitled", called or talk)
        what = f"a session has no title: it is called {shown(title.value)}"
        many = "sessions have no title: they are called by their code or number"
        self._tally.add("guessed-value", many, what, talk, "write each its `title`")
        return title

    def _track(self, reference: Node | None) -> Node | None:
        title = self._tracks.name_or_number(reference)
        if title is not None:
            track = self._tracks.find(reference)
            colour = at(track, "color")
            known = colour is not None and _is_colour(clean(colour.value))
            about = wording(at(track, "description"))
            self._draft.track(title, colour=colour if known else None, description=about)
        return title

    def _kind(self, talk: Node, tags: list[Node]) -> dict[str, Node]:
        """Return the kind; a type that means none of ours becomes a tag."""
        type_ = at(talk, "submission_type")
        name = self._types.name_or_nothing(type_)
        if name is None:
            return {}
        kind = kind_of(first_wording(name))
        if kind is None:
            tags.append(node(first_wording(name), name))
            return {}
        return {"kind": node(kind, name)}

    def _language(self, talk: Node) -> dict[str, Node]:
        locale = at(talk, "content_locale")
        if locale is None or not clean(locale.value):
            return {}
        tag = locale_tag(locale)
        if tag is None:
            what = f"{shown(clean(locale.value))} is no language: it is left out"
            many = "sessions are in what is no language: it is left out"
            self._tally.add("ignored-value", many, what, locale, "write a tag: en")
            return {}
        return {"languages": node(tag, locale)}

    def _links(self, talk: Node) -> list[Node]:
        return [
            link for each in items(at(talk, "resources")) if (link := self._link(each)) is not None
        ]

    def _link(self, resource: Node) -> Node | None:
        address = first_of(resource, "resource", "link", "url")
        url = web_address(clean(address.value)) if address is not None else None
        if address is None or url is None:
            what = (
                f"{shown(clean(address.value))} is no address"
                if address is not None
                else f"the resource {clean(resource.value)} is given without its address"
            )
            many = "resources have no address that can be used: they are left out"
            self._tally.add("ignored-value", many, f"{what}: it is left out", resource, EXPAND)
            return None
        fields = {"kind": node(_link_kind(text_at(resource, "description")), resource)}
        fields["url"] = node(url, address)
        if text_at(resource, "is_public") == "false":
            fields["private"] = node("true", resource)
        made = entered(fields)
        return Node(made, resource.start, resource.end)


def status(talk: Node) -> dict[str, Node]:
    """Return the status for the state of a submission; nothing for a confirmed one."""
    state = at(talk, "state")
    name = _STATUS.get(clean(state.value)) if state is not None else None
    return {"status": node(name, state)} if state is not None and name is not None else {}


def locale_tag(locale: Node | None) -> str | None:
    """Return the tag of a language as pretalx writes it (`de-formal`, `pt-br`), or None."""
    return known_tag(language_tag(clean(locale.value))) if locale is not None else None


def _kind_of_break(talk: Node, title: Node) -> dict[str, Node]:
    """Return what a slot without a submission is: a break, or a room that is closed."""
    if text_at(talk, "slot_type") == "blocker":
        return {"kind": node("other", title), "status": node("draft", title)}
    return {"kind": node(kind_of(first_wording(title)) or "break", title)}


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and _HEX.issuperset(text[1:])


def _link_kind(description: str) -> str:
    words = description.casefold()
    if any(word in words for word in ("slide", "folien", "diapo", "présentation")):
        return "slides"
    if any(word in words for word in ("recording", "video", "vidéo", "aufzeichnung")):
        return "recording"
    return "page"
