"""The feeds of the adversarial programme."""

import shutil
from pathlib import Path

import pytest

from clients.published import publish


@pytest.fixture(scope="session", params=["utc", "local"])
def times(request: pytest.FixtureRequest) -> str:
    """Return how the times of feeds are written."""
    return str(request.param)


@pytest.fixture(scope="session")
def published(times: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the feeds."""
    folder = tmp_path_factory.mktemp(f"published-{times}")
    programme = folder / "programme.yaml"
    shutil.copy(Path(__file__).parent / "adversarial.yaml", programme)
    publish(programme, folder / "web", "--times", times)
    return folder / "web"
