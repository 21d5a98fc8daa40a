"""Texts that ship with coopsched: a page for each rule, the schema, a first programme."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def page(name: str) -> str:
    """Return a page in Markdown: that of a rule, or `index`."""
    return shipped(f"{name}.md")


def pages() -> dict[str, str]:
    """Return the pages of all rules by the rules' ids."""
    found = {path.stem: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.md"))}
    del found["index"]
    return found


def shipped(name: str) -> str:
    """Return the text of a file that ships with coopsched."""
    return (_FOLDER / name).read_text("utf-8")
