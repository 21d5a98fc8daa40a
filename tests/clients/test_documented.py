"""docs/clients.md names the versions that are tried, and what is read otherwise."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clients.installed import ROOT
from clients.misread import KNOWN

PACKAGES = Path(__file__).parent / "packages"
PAGE = " ".join((ROOT / "docs" / "clients.md").read_text("utf-8").split())


def pinned() -> Iterator[tuple[str, str]]:
    """Yield each package with its version."""
    yield from json.loads((PACKAGES / "package.json").read_text("utf-8"))["dependencies"].items()
    for file in ("khal.txt", "readers.txt"):
        yield from re.findall(r"^(\S+)==(\S+)$", (PACKAGES / file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("name", "version"), [*pinned()])
def test_the_page_names_the_version_that_is_tried(name: str, version: str) -> None:
    assert re.search(rf"\| [^|]*\b{re.escape(name)}\b[^|]* \| [^|]*{re.escape(version)}", PAGE)


@pytest.mark.parametrize(
    ("client", "why"), [(client, each.why) for client, found in KNOWN.items() for each in found]
)
def test_the_page_says_what_a_client_reads_otherwise(client: str, why: str) -> None:
    said = re.findall(r"\d\. ([^:]+): (.*?)\.(?= \d\. | And )", PAGE)
    assert any(client.partition(" ")[0] in who and why == what for who, what in said)
