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
    from core.marking import watermark  # needs numpy: not for every start of the bot

    return _source_type(content) is SourceType.MADE_BY_MODEL or watermark.read(picture).found


def _source_type(content: bytes) -> SourceType | None:
    try:
        return read_source_type(content)
    except FileUnreadable:  # of a kind that is not read for it, or not built as it should be
        return None
