"""Every page is HTML as its standard has it, for the Nu checker."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser.installed import VNU, need, program

Site = Callable[[str], Path]
MISTAKEN = (
    "Resource violates Content Security Policy (meta tag)",
    "Inline script violates Content Security Policy (meta tag)",
)
"""What the checker says of 'self', which a file has none of, and of data, which is not run.

Browsers know better, and every other test here fails where one of them blocks anything.
"""


@pytest.mark.parametrize("name", ["everything", "letscoop", "hostile", "preview"])
def test_every_page_is_valid(site: Site, name: str) -> None:
    need(VNU)
    assert checked(site(name), "--skip-non-html") == []


@pytest.mark.parametrize("name", ["everything", "letscoop", "hostile", "preview"])
def test_every_picture_is_valid(site: Site, name: str) -> None:
    need(VNU)
    assert checked(site(name), "--skip-non-svg") == []


def checked(folder: Path, *options: str) -> list[str]:
    """Return what the checker has to say of the files of a folder, warnings included."""
    done = subprocess.run(
        [
            program("java"),
            "-Xss4m",
            "-jar",
            str(VNU),
            "--format",
            "json",
            "--exit-zero-always",
            "--no-langdetect",
            *options,
            str(folder),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{each['url'].partition(folder.name)[2]}:{each.get('lastLine')}: {each['message']}: "
        f"{each.get('extract', '')[:200]}"
        for each in messages
        if not each["message"].startswith(MISTAKEN)
    ]
