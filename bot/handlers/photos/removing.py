"""A photo goes from an element: what is learnt from it stops, and what stays of it is said."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.handlers.given_up import PHOTO_GONE
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
    """What happens inside takes the photo from where it is learnt; `said` is said over the chat.

    What follows for what was learnt is a line: longer than can be read before it is gone there.
    """
    remains = teaching_losses.remains_of(turn.work, photo)
    with stopping_work(turn, why=PHOTO_GONE):
        yield
    turn.notice = said
    if remains is not Remains.NOTHING:
        turn.tell(turn.tr(f"teaching-photo-gone-{remains}"))
