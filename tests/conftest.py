"""What holds for all tests."""

import os

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
