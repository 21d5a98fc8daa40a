"""Pages, parsed by a library that knows nothing of templates."""

from lxml.html import HtmlElement, document_fromstring


def parsed(page: bytes) -> HtmlElement:
    """Return a page."""
    return document_fromstring(page.decode())


def words(element: HtmlElement, path: str = ".//main") -> str:
    """Return what stands in the first element at a path, its white space folded."""
    return " ".join(str(element.findall(path)[0].text_content()).split())


def links(element: HtmlElement, path: str = ".//main") -> dict[str, str]:
    """Return what links are called, with their addresses."""
    return {
        " ".join(str(link.text_content()).split()): link.get("href") or ""
        for part in element.findall(path)
        for link in part.findall(".//a")
    }
