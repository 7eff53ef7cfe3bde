"""For all tests: properties try the same examples every time, so that red means broken."""

from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True)
settings.load_profile("same-every-time")
