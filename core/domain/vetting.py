"""What is seen on the photos a family sends, as far as teaching needs to know it.

The bot seals a `VettingRequest` and the photos; the worker answers with one `PhotoVerdict`
a photo and the photo made clean. Numbers that tell faces apart never leave the worker.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.element import ElementKind

REQUEST = "request.json"  #: names of the files in a vetting job's folder
VERDICTS = "verdicts.json"  #: a tuple of PhotoVerdict, in the order of the request's new photos


def clean_name(photo_id: str) -> str:
    """The photo made clean: upright, RGB, at most 4096 px, without metadata."""
    return f"clean-{photo_id}.jpg"


def crop_name(photo_id: str, number: int) -> str:
    """One of several faces, numbered from 1, with some room around it."""
    return f"face-{photo_id}-{number}.jpg"


class Finding(StrEnum):
    """Something about a photo that its family should know."""

    # It cannot be kept; nobody can overrule these.
    NO_PICTURE = "no-picture"  #: not a kind that is read
    BROKEN = "broken"
    MOVING = "moving"
    HUGE = "huge"  #: more pixels than a photo has
    MADE = "made"  #: a picture of ours, that a model made: no photo
    UNSAFE = "unsafe"  #: somebody undressed
    # It would teach badly, or is not what was asked for; people may overrule.
    SAYS_MADE = "says-made"  #: its file says so of itself; only who answers for the space may
    SMALL = "small"  #: under 512 x 512 px
    BLURRED = "blurred"
    DARK = "dark"
    BRIGHT = "bright"
    SAME = "same"  #: `same_as` was there before
    NO_FACE = "no-face"
    SMALL_FACE = "small-face"
    SEVERAL_FACES = "several-faces"  #: `faces` can be chosen from
    NOT_BOTH = "not-both"  #: of a couple: only one of the two is seen, or nobody
    SOMEBODY_ELSE = "somebody-else"
    PEOPLE = "people"  #: of a thing or an animal: somebody is on it who was not asked
    # Worth a word, no reason to leave it out.
    UNSURE_WHO = "unsure-who"
    SOFT = "soft"
    GREY = "grey"  #: black and white, or an old brown print
    STRAIGHTENED = "straightened"  #: a print photographed at an angle was cut out and set upright

    @property
    def final(self) -> bool:
        """Whether nobody can overrule it."""
        return self in _FINAL

    @property
    def blocks(self) -> bool:
        """Whether the photo waits for somebody's word before it is used for teaching."""
        return self in _FINAL or self in _BLOCKING


_FINAL = frozenset(
    {
        Finding.NO_PICTURE,
        Finding.BROKEN,
        Finding.MOVING,
        Finding.HUGE,
        Finding.MADE,
        Finding.UNSAFE,
    }
)
_BLOCKING = frozenset(
    {
        Finding.SAYS_MADE,
        Finding.SMALL,
        Finding.BLURRED,
        Finding.DARK,
        Finding.BRIGHT,
        Finding.SAME,
        Finding.NO_FACE,
        Finding.SMALL_FACE,
        Finding.SEVERAL_FACES,
        Finding.NOT_BOTH,
        Finding.SOMEBODY_ELSE,
        Finding.PEOPLE,
    }
)


class Pose(StrEnum):
    FRONTAL = "frontal"  #: turned by less than 12 degrees
    THREE_QUARTER = "three-quarter"  #: by less than 38
    PROFILE = "profile"


class Framing(StrEnum):
    CLOSE_UP = "close-up"
    HALF = "half"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a picture, in fractions of its width and height, from the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSeen:
    box: Box  #: in the clean photo
    pose: Pose
    smiling: bool
    crop: str = ""  #: name of a result that shows this face with some room around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """How a whole photo looks from afar, in twice 64 bits: it tells photos apart, no faces."""

    gradients: int
    waves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoVerdict:
    """What was found on one photo."""

    photo_id: str
    findings: tuple[Finding, ...] = ()
    clean: str = ""  #: name of the clean JPEG among the results; empty when it cannot be kept
    width: int = 0  #: of the clean photo
    height: int = 0
    same_as: str = ""  #: photo id
    faces: tuple[FaceSeen, ...] = ()
    framing: Framing | None = None
    indoors: bool | None = None  #: hints only; None where it cannot be told
    light: str = ""  #: "day", "evening", "flash" or nothing; a hint
    clothes: str = ""  #: a rough colour; a hint, to ask for other clothes
    fingerprint: Fingerprint | None = None  #: None where there is nothing to see

    @property
    def good(self) -> bool:
        """Whether it may be used for teaching as it is."""
        return not any(finding.blocks for finding in self.findings)

    @property
    def kept(self) -> bool:
        return not any(finding.final for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingPhoto:
    """A photo in a vetting job: new ones are judged, known ones only compared with."""

    photo_id: str
    file: str  #: name of the sealed input, as sent or clean; empty: known by its fingerprint
    new: bool
    face: Box | None = None  #: the face somebody chose; then the file is the clean photo
    was_print: bool = False  #: an old print, cut out when it was looked at before
    fingerprint: Fingerprint | None = None  #: of a known one, from when it was judged


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingRequest:
    """All that is needed to judge photos of one element."""

    kind: ElementKind
    photos: tuple[VettingPhoto, ...]
    compare_faces: bool = False  #: a consent to the likeness holds
    couple: bool = False  #: two faces belong on each photo, no less and no more
