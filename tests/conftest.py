"""What holds for all tests."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

# Machines are noisy: an example that takes long once says nothing about the code. The
# pipeline tries the same examples each time, so that it fails for the change at hand;
# everybody else tries new ones.
settings.register_profile(
    "coopsched",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("coopsched")

# What tests publish is nothing to remember in anybody's home.
os.environ["COOPSCHED_CACHE"] = "off"


def pytest_collection_finish(session: pytest.Session) -> None:
    """Take what was collected out of the garbage collector's sight: it lives to the end."""
    del session
    gc.collect()
    gc.freeze()
