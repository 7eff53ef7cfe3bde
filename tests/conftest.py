"""For all tests: what they write goes to memory, and properties try the same examples."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

#: Stores wait for the disk at every commit: in memory that costs nothing.
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 4 << 30

# The same every time, so that red means broken.
settings.register_profile("same-every-time", derandomize=True)
settings.load_profile("same-every-time")


def pytest_configure(config: pytest.Config) -> None:
    """Put the tests' folders into memory where there is plenty, unless told where to."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
