"""All four marks of an imagined picture: put on in one go, and read back before it is sent."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from core.errors import FileUnreadable
from core.marking import credentials, label, metadata
from core.marking.credentials import Credentials, Signer
from core.marking.metadata import SourceType

_JPEG_QUALITY = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPicture:
    """A picture that may leave the house; the size includes the label's strip."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a file says of itself."""

    label: bool
    source_type: SourceType | None
    credentials: Credentials
    watermark: bool

    @property
    def credentials_valid(self) -> bool:
        return self.credentials.valid

    @property
    def complete(self) -> bool:
        """Return whether all four are there and agree."""
        stated = self.source_type
        agreed = stated is not None and stated == self.credentials.source_type
        return self.label and self.watermark and self.credentials_valid and agreed


def mark(
    picture: Image.Image, *, label_text: str, source_type: SourceType, signer: Signer
) -> MarkedPicture:
    """Mark a picture the model made: nothing of its own metadata is kept."""
    from core.marking import watermark  # needs numpy: for workers, not for every start of the bot

    # The watermark goes into the picture alone, so that the strip stays plain paper; the
    # signature comes last, because it covers every byte before it.
    marked = watermark.embed(label.enlarged_for_label(picture))
    labelled = label.with_label(marked, label_text)
    stated = metadata.with_source_type(_jpeg(labelled), source_type)
    signed = credentials.sign(stated, source_type=source_type, signer=signer)
    return MarkedPicture(jpeg=signed, width=labelled.width, height=labelled.height)


def read_marks(jpeg: bytes) -> Marks:
    """Read what marks a JPEG carries; raise FileUnreadable for anything else."""
    from core.marking import label_reading, watermark

    picture = _opened(jpeg)
    return Marks(
        label=label_reading.has_label(picture),
        source_type=metadata.read_source_type(jpeg),
        credentials=credentials.read_credentials(jpeg),
        watermark=watermark.read(picture).found,
    )


def is_marked(jpeg: bytes) -> bool:
    """Say whether this file may reach the person: the gate before sending."""
    return read_marks(jpeg).complete


def _jpeg(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
    return encoded.getvalue()


def _opened(jpeg: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(jpeg), formats=("JPEG",)).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise FileUnreadable("not a JPEG picture", reason="broken") from error
