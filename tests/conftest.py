"""For all tests: they write to memory, try the same examples, and are swept less."""

import gc
import os
import shutil
from collections.abc import Generator
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


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Leave what is imported out of all sweeps for garbage, which took a fifth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
