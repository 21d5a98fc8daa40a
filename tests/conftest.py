"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# Machines are noisy: an example that takes long once says nothing about the code.
settings.register_profile("coopsched", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("coopsched")
