"""The official schemas of what coopsched writes, which stand beside the checkout."""

import os
from pathlib import Path

import pytest

SCHEMAS = Path(__file__).resolve().parents[2] / "shared" / "schemas"


def schema(name: str) -> Path:
    """Return the path of an official schema; where they are not at hand, only CI insists."""
    path = SCHEMAS / name
    if not path.exists():
        message = f"the official schemas are not beside the checkout: no {path}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
