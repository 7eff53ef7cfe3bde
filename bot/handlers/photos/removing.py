"""A photo goes from an element: what is learnt from it stops, and what stays of it is said."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.handlers.letting_go import stopping_work
from bot.turns import Turn
from core.domain.photo import Photo
from core.services import photos, teaching_losses
from core.services.teaching_losses import Remains


def take_away(turn: Turn, photo: Photo) -> None:
    """For good, in every chat."""
    with leaving_its_element(turn, photo, said=turn.tr.plain("photos-removed")):
        photos.remove(turn.work, photo.id, account_id=turn.account.id)


@contextmanager
def leaving_its_element(turn: Turn, photo: Photo, *, said: str = "") -> Iterator[None]:
    """What happens inside takes the photo from where it is learnt; `said` comes first."""
    remains = teaching_losses.remains_of(turn.work, photo)
    with stopping_work(turn):
        yield
    lines = [said] if said else []
    if remains is not Remains.NOTHING:
        lines.append(turn.tr.plain(f"teaching-photo-gone-{remains}"))
    turn.notice = " ".join(lines)
