"""The part of a picture that is to change: found by name, painted over, or tapped on a grid."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from core.domain.change import (
    BASE,
    MASK,
    MASK_FOUND,
    MASK_REQUEST,
    MASK_SHOWN,
    PAINTED,
    SENT,
    Area,
    MaskFound,
    MaskRequest,
)
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.picture import Picture
from core.domain.wish import GRID, PictureWish
from core.errors import NotFound
from core.marking.label import with_label
from core.marking.lettering import font
from core.photo_decoding import decode, encode
from core.ports import JobFolder, PatientWork
from core.prompting.recipe_codec import mask_found_from_json, to_json

PURPOSE = "mask"
SOMEBODY_WAITS = 1  #: the priority: quick work
TELEGRAM_SIDE_PX, TELEGRAM_QUALITY = 1280, 87  #: what Telegram makes of a photo
SMALLEST_PAINTED_PX = 160  #: of what comes back: editors crop
_SHEET, _PAPER = 1.6, (238, 236, 232)  #: width by height of what holds the grid, its colour
_LINE, _SHADOW = (255, 255, 255), (0, 0, 0)
NOT_FOUND = MaskFound(confidence=0.0, share=0.0, refused="not-found")


def request_mask(
    work: PatientWork,
    folder: JobFolder,
    *,
    wish: PictureWish,
    request: MaskRequest,
    chat_id: int,
    now: datetime,
    painted: bytes | None = None,
    sent: bytes | None = None,
    queue: Queue = Queue.CPU,
) -> tuple[JobRecord, Ticket]:
    """Seal what is needed to find the part; FileRefused when nothing readable was painted.

    `sent` is the picture that was painted on, as it came back from Telegram; where that
    is not known, it is made as Telegram makes it.
    """
    picture = work.pictures.get(wish.picture_id)
    if painted is not None:
        clean = decode(painted, least_side_px=SMALLEST_PAINTED_PX).picture
        folder.write(PAINTED, encode(clean))
        folder.write(SENT, sent or as_telegram_keeps_it(work.media.read(picture.media_id)))
    work.media.lend(picture.plain_media_id, folder.job_id, BASE)
    folder.write(MASK_REQUEST, to_json(request))
    record = JobRecord(
        id=folder.job_id,
        kind=JobKind.MASK,
        purpose=PURPOSE,
        subject_id=wish.memory_id,
        account_id=wish.account_id,
        chat_id=chat_id,
        created_at=now,
        wish_id=wish.id,
    )
    work.jobs.save(record)
    work.wishes.save(replace(wish, area=request.area))
    ticket = Ticket(job_id=record.id, kind=record.kind, queue=queue, priority=SOMEBODY_WAITS)
    return record, ticket


def take_mask(
    work: PatientWork, folder: JobFolder, *, wish: PictureWish, label_text: str
) -> MaskFound:
    """Take over what was found; where it is sure, the wish has its area from now on.

    What the companion is shown is a made picture still, so it carries its label.
    """
    try:
        found = mask_found_from_json(folder.read(MASK_FOUND))
        if not found.sure:
            return found
        shown = _labelled(folder.read(MASK_SHOWN), label_text)
        mask = work.media.adopt(folder.job_id, MASK, media_type="image/png")
    except NotFound:
        return NOT_FOUND
    sketch_id = work.media.put(shown, media_type="image/jpeg")
    _keep_area(work, wish, mask_id=mask, sketch_id=sketch_id)
    return found


def tap_cell(work: PatientWork, *, wish: PictureWish, cell: int) -> PictureWish:
    """Choose a cell of the grid, or leave it again."""
    cells = frozenset(wish.cells) ^ {cell}
    tapped = replace(wish, area=Area.CELLS, cells=tuple(sorted(cells)))
    work.wishes.save(tapped)
    return tapped


def keep_cells(work: PatientWork, *, wish: PictureWish) -> PictureWish:
    """Make the tapped cells the area; no job is needed for that."""
    making = work.pictures.get(wish.picture_id).making
    mask = mask_of_cells(wish.cells, width=making.width, height=making.height)
    mask_id = work.media.put(mask, media_type="image/png")
    return _keep_area(work, wish, mask_id=mask_id)


def _keep_area(
    work: PatientWork, wish: PictureWish, *, mask_id: str, sketch_id: str = ""
) -> PictureWish:
    if wish.mask_id and wish.mask_id != mask_id:
        work.media.discard(wish.mask_id)
    sketches = (*wish.sketch_ids, sketch_id) if sketch_id else wish.sketch_ids
    kept = replace(wish, mask_id=mask_id, sketch_ids=tuple(dict.fromkeys(sketches)))
    work.wishes.save(kept)
    return kept


def forget_area(work: PatientWork, wish: PictureWish) -> None:
    """Throw away the area of a wish that came to nothing."""
    drop_sketches(work, wish)
    if wish.mask_id:
        work.media.discard(wish.mask_id)


def drop_sketches(work: PatientWork, wish: PictureWish) -> PictureWish:
    """Throw away what was only shown on the way."""
    for sketch_id in wish.sketch_ids:
        work.media.discard(sketch_id)
    dropped = replace(wish, sketch_ids=())
    work.wishes.save(dropped)
    return dropped


def grid_picture(work: PatientWork, *, wish: PictureWish) -> PictureWish:
    """Draw the numbered grid over the picture; the last sketch of the wish is it."""
    picture = work.pictures.get(wish.picture_id)
    drawn = with_grid(work.media.read(picture.media_id), picture)
    sketch_id = work.media.put(drawn, media_type="image/jpeg")
    kept = replace(wish, area=Area.CELLS, cells=(), sketch_ids=(*wish.sketch_ids, sketch_id))
    work.wishes.save(kept)
    return kept


def as_telegram_keeps_it(jpeg: bytes) -> bytes:
    """A photo the way Telegram gives it back: no side over 1280 px, encoded once more."""
    with Image.open(BytesIO(jpeg)) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((TELEGRAM_SIDE_PX, TELEGRAM_SIDE_PX), Image.Resampling.LANCZOS)
    return _jpeg(picture)


def mask_of_cells(cells: tuple[int, ...], *, width: int, height: int) -> bytes:
    """A PNG of the picture's size, white where cells were tapped."""
    mask = Image.new("L", (width, height), 0)
    drawing = ImageDraw.Draw(mask)
    for cell in cells:
        left, top, right, bottom = _cell_box(cell, width, height)
        drawing.rectangle((left, top, right - 1, bottom - 1), fill=255)
    written = BytesIO()
    mask.save(written, "PNG")
    return written.getvalue()


def with_grid(jpeg: bytes, picture: Picture) -> bytes:
    """The labelled picture with numbered cells over it, and none over its label."""
    with Image.open(BytesIO(jpeg)) as opened:
        whole = opened.convert("RGB")
    height = round(whole.width * picture.making.height / picture.making.width)
    drawing, letters = ImageDraw.Draw(whole), font(whole.width // 14)
    for cell in range(GRID * GRID):
        left, top, right, bottom = _cell_box(cell, whole.width, height)
        drawing.rectangle((left, top, right, bottom), outline=_SHADOW, width=3)
        drawing.rectangle((left + 1, top + 1, right - 1, bottom - 1), outline=_LINE)
        middle = ((left + right) / 2, (top + bottom) / 2)
        drawing.text(
            middle,
            str(cell + 1),
            font=letters,
            anchor="mm",
            fill=_LINE,
            stroke_width=3,
            stroke_fill=_SHADOW,
        )
    return _jpeg(_widened(whole))


def _widened(picture: Image.Image) -> Image.Image:
    """The picture on a wide sheet: phones show it lower, so that all the cells' buttons fit."""
    width = round(picture.height * _SHEET)
    if picture.width >= width:
        return picture
    sheet = Image.new("RGB", (width, picture.height), _PAPER)
    sheet.paste(picture, ((width - picture.width) // 2, 0))
    return sheet


def _labelled(jpeg: bytes, label_text: str) -> bytes:
    with Image.open(BytesIO(jpeg)) as opened:
        return _jpeg(with_label(opened, label_text))


def _cell_box(cell: int, width: int, height: int) -> tuple[int, int, int, int]:
    row, column = divmod(cell, GRID)
    return (
        column * width // GRID,
        row * height // GRID,
        (column + 1) * width // GRID,
        (row + 1) * height // GRID,
    )


def _jpeg(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=TELEGRAM_QUALITY)
    return written.getvalue()
