"""A real photograph the circle sent; never called a picture."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.vetting import Box, FaceSeen, Finding, Fingerprint, Framing, Pose


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo, and what was found on it where an element is to be learnt from it.

    Until it is judged, `media_id` is the original as it was sent, with all that is hidden in
    it; then the clean one, and the original is gone. No numbers that tell faces apart.
    """

    id: str
    media_id: str
    sent_by: int  #: account id
    sent_at: datetime
    width: int  #: px; 0 while nobody knows
    height: int
    caption: str = ""
    page_media_id: str = ""  #: at the size of a page, for editions; empty: not made, or no need
    memory_id: str | None = None  #: the page it stands on
    element_id: str | None = None
    job_id: str = ""  #: of the batch in which it waits to be judged
    judged: bool = False
    findings: tuple[Finding, ...] = ()
    same_as: str = ""  #: photo id
    faces: tuple[FaceSeen, ...] = ()  #: to choose from; each `crop` is a media id here
    face: Box | None = None  #: of whom it is about
    pose: Pose | None = None
    smiling: bool | None = None
    framing: Framing | None = None
    indoors: bool | None = None  #: this and what follows are hints
    light: str = ""
    clothes: str = ""
    accepted_by: int | None = None  #: account id of who said "use it anyway"
    declined_by: int | None = None  #: account id of who said "leave it out"
    fingerprint: Fingerprint | None = None  #: of the clean file; None: not judged since it is kept
    formerly: tuple[str, ...] = ()  #: media ids of files it had, which chats may still show

    @property
    def unplaced(self) -> bool:
        """Whether nobody has said yet what it is for."""
        return self.element_id is None and self.memory_id is None

    @property
    def as_sent(self) -> bool:
        """Whether its file may be the one that came, with all that is hidden in it."""
        return not self.judged and self.memory_id is None

    @property
    def blocked(self) -> bool:
        """Whether it waits for somebody's word before it is used for teaching.

        Of several people nobody's word will do: the others on it were not asked. One that
        somebody left out waits for nothing, and is not used until somebody says otherwise.
        """
        if Finding.SEVERAL_FACES in self.findings or self.declined_by is not None:
            return True
        return self.accepted_by is None and any(finding.blocks for finding in self.findings)

    @property
    def parted(self) -> bool:
        """Whether there are faces to choose from; otherwise it is a crowd, and no word helps."""
        return len(self.faces) > 1

    @property
    def good(self) -> bool:
        """Whether the model may learn from it."""
        return self.judged and self.element_id is not None and not self.blocked

    @property
    def doubtful(self) -> bool:
        """Whether there is something to ask about it."""
        if not self.judged or self.declined_by is not None:
            return False
        return self.blocked or Finding.UNSURE_WHO in self.findings

    @property
    def media_ids(self) -> tuple[str, ...]:
        """Every file it has."""
        crops = (face.crop for face in self.faces)
        return tuple(file for file in (self.media_id, self.page_media_id, *crops) if file)

    @property
    def seen_as(self) -> tuple[str, ...]:
        """The media ids under which it may be seen in somebody's chat."""
        return (*self.media_ids, *self.formerly)

    def unjudged(self) -> "Photo":
        """As it waits to be judged again, with what only the file as it came could tell."""
        once = {Finding.STRAIGHTENED, Finding.SAYS_MADE}
        seen = tuple(finding for finding in self.findings if finding in once)
        return replace(self, judged=False, findings=seen, faces=(), accepted_by=None)
