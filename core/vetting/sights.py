"""What one look at one photo gives: all that a verdict needs; it lives as long as the job."""

from dataclasses import dataclass

import numpy as np

from core.domain.element import ElementKind
from core.domain.vetting import Box, FaceSeen, Finding, Fingerprint, Framing


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What has to be loaded before the first look."""

    needs_face: bool
    compare_faces: bool
    finds_faces: bool = True  #: those that are wanted, or those that must not be there


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One photo to look at: everything about a new one, only what to compare of a known one."""

    photo_id: str
    content: bytes
    kind: ElementKind
    new: bool
    compare_faces: bool
    face: Box | None = None  #: the one somebody chose
    was_print: bool = False  #: found when it was looked at before

    @property
    def needs_face(self) -> bool:
        return self.kind.shows_somebody

    @property
    def of_a_thing(self) -> bool:
        """Whether nobody should be on it; works of a style may show people, who are painted."""
        return not self.kind.shows_somebody and self.kind is not ElementKind.STYLE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FaceSight:
    seen: FaceSeen
    chip: np.ndarray  #: grey, set upright, all of one size: to compare pixels
    crop: bytes = b""  #: a JPEG, when there are several to choose from
    numbers: np.ndarray | None = None  #: with consent only


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    findings: tuple[Finding, ...] = ()
    jpeg: bytes = b""
    width: int = 0
    height: int = 0
    fingerprint: Fingerprint | None = None
    faces: tuple[FaceSight, ...] = ()
    framing: Framing | None = None
    indoors: bool | None = None
    light: str = ""
    clothes: str = ""

    @property
    def good(self) -> bool:
        return not any(finding.blocks for finding in self.findings)

    @property
    def kept(self) -> bool:
        return not any(finding.final for finding in self.findings)

    @property
    def the_face(self) -> FaceSight | None:
        """The face it counts with: none while there are several to choose from."""
        return self.faces[0] if len(self.faces) == 1 else None
