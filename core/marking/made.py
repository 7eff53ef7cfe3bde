"""Whether what somebody sent is no photo but a picture that a model made.

It has to be asked of the file as it came: making a photo clean takes off what it says of itself.
"""

from PIL import Image

from core.errors import FileUnreadable
from core.marking.metadata import SourceType, read_source_type


def is_made(content: bytes, picture: Image.Image) -> bool:
    """Whether the file says so, or the picture in it carries our watermark.

    A photo that a phone retouched says of itself that a model worked on it, and stays a photo;
    ours that began as one carry the watermark as all of ours do.
    """
    return says_made(content) or carries_our_mark(picture)


def says_made(content: bytes) -> bool:
    """Whether the file says that a model made it all, as some tools also write into a real
    photo that they coloured or sharpened.
    """
    return _source_type(content) is SourceType.MADE_BY_MODEL


def carries_our_mark(picture: Image.Image) -> bool:
    """Whether the picture carries our watermark: then it was made here."""
    from core.marking import watermark  # needs numpy: not for every start of the bot

    return watermark.read(picture).found


def _source_type(content: bytes) -> SourceType | None:
    try:
        return read_source_type(content)
    except FileUnreadable:  # of a kind that is not read for it, or not built as it should be
        return None
