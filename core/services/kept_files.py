"""Whether a file that is kept can still be read: one that cannot is left out, and said."""

from core.errors import NotFound, StoreDamaged
from core.ports import PatientWork


def is_there(work: PatientWork, media_id: str) -> bool:
    """Whether a file is kept and whole to its last byte; it is read through."""
    try:
        return _is_whole(work, media_id)
    except NotFound:
        return False


def is_damaged(work: PatientWork, media_id: str) -> bool:
    """Whether a file should be there, but is gone from the disk or not as it was written."""
    try:
        return not _is_whole(work, media_id)
    except NotFound:  # it was taken away on purpose
        return False


def _is_whole(work: PatientWork, media_id: str) -> bool:
    try:
        for _ in work.media.pieces(media_id):
            pass
    except (StoreDamaged, OSError):
        return False
    return True
