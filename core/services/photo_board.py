"""What an element's photos show already, what is still missing, and the one thing to send next."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.domain.element import Element, ElementKind
from core.domain.photo import Photo
from core.domain.vetting import Framing, Pose
from core.ports import PatientWork

RECOMMENDED = 10  #: good photos, as in the thesis
ENOUGH = 5  #: with these it can be tried, told that it will be less alike
TOLD_APART = 3  #: of so few photos nobody says that all were taken in the same light


class Wish(StrEnum):
    """What a photo may show that none shows yet, in the order it is asked for."""

    PROFILE = "profile"
    THREE_QUARTER = "three-quarter"
    SMILING = "smiling"
    WHOLE = "whole"
    CLOSE_UP = "close-up"
    CLOTHES = "clothes"
    LIGHT = "light"
    OUTDOORS = "outdoors"
    INDOORS = "indoors"
    MORE = "more"  #: nothing in particular


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """How far an element has come; it is worked out anew whenever it is asked for."""

    element: Element
    good: int
    doubtful: int
    unjudged: int
    left_out: int  #: that somebody decided not to use
    missing: tuple[Wish, ...]
    senders: Mapping[int, tuple[int, int]]  #: account id -> photos that came, that are good

    @property
    def next_wish(self) -> Wish | None:
        """The one thing to send next; None when nothing is missing."""
        if self.missing:
            return self.missing[0]
        return Wish.MORE if self.good < RECOMMENDED else None

    @property
    def enough(self) -> bool:
        """Whether it can be taught at all."""
        return self.good >= ENOUGH and self.element.may_be_drawn


Shows = Callable[[Photo], bool]
_FACES: Mapping[Wish, Shows] = {
    Wish.PROFILE: lambda photo: photo.pose is Pose.PROFILE,
    Wish.THREE_QUARTER: lambda photo: photo.pose is Pose.THREE_QUARTER,
    Wish.SMILING: lambda photo: photo.smiling is True,
    Wish.WHOLE: lambda photo: photo.framing is Framing.WHOLE,
    Wish.CLOSE_UP: lambda photo: photo.framing is Framing.CLOSE_UP,
}


def board(work: PatientWork, element: Element) -> Board:
    """Where an element stands."""
    return board_of(element, [p for p in work.photos.all() if p.element_id == element.id])


def board_of(element: Element, photos: Iterable[Photo]) -> Board:
    photos = list(photos)
    good = [photo for photo in photos if photo.good]
    came = Counter(photo.sent_by for photo in photos)
    kept = Counter(photo.sent_by for photo in good)
    return Board(
        element=element,
        good=len(good),
        doubtful=sum(photo.doubtful for photo in photos),
        unjudged=sum(not photo.judged for photo in photos),
        left_out=sum(photo.declined_by is not None for photo in photos),
        missing=tuple(wish for wish in Wish if good and wish in _missing(element, good)),
        senders={account: (count, kept[account]) for account, count in came.items()},
    )


def _missing(element: Element, good: list[Photo]) -> set[Wish]:
    """What no good photo shows; of two, nobody can say which of them looks aside or smiles."""
    kind = element.kind
    missing: set[Wish] = set()
    of_one = kind.shows_somebody and not element.of_two
    if of_one:
        missing |= {wish for wish, shows in _FACES.items() if not any(map(shows, good))}
    if of_one and _all_alike(photo.clothes for photo in good):
        missing.add(Wish.CLOTHES)
    if kind is not ElementKind.STYLE and _all_alike(photo.light for photo in good):
        missing.add(Wish.LIGHT)
    if kind is not ElementKind.STYLE and kind is not ElementKind.PLACE:
        missing |= _other_side_of_the_door(good)
    return missing


def _all_alike(hints: Iterable[str]) -> bool:
    """Whether enough photos tell, and all tell the same."""
    told = [hint for hint in hints if hint]
    return len(told) >= TOLD_APART and len(set(told)) == 1


def _other_side_of_the_door(good: list[Photo]) -> set[Wish]:
    told = [photo.indoors for photo in good if photo.indoors is not None]
    if len(told) < TOLD_APART or len(set(told)) > 1:
        return set()
    return {Wish.OUTDOORS if told[0] else Wish.INDOORS}
