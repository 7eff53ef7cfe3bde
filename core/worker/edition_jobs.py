"""What the jobs that make editions of the book share: how often they tell, and why they fail."""

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from core.errors import JobFailed, NotFound, StoreDamaged
from core.marking.credentials import SignerRefused

SECONDS_BETWEEN_REPORTS = 0.5


@contextmanager
def told_by_code() -> Iterator[None]:
    """Only codes leave a body: each thing that goes wrong becomes one."""
    try:
        yield
    except (NotFound, StoreDamaged) as error:
        raise JobFailed("edition") from error
    except (OSError, Image.DecompressionBombError) as error:
        raise JobFailed("picture") from error
    except SignerRefused as error:
        raise JobFailed("signer") from error
