"""A session's summary on paper, for its therapist: the fifteen blocks, each of them whole."""

from dataclasses import dataclass

SUMMARY = "summary.json"  #: its name in the job's folder
THUMBNAIL_PX = (600, 600)  #: 36 mm wide at 420 dpi


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryBlock:
    number: int  #: from 1, in the order of protocol §14
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPicture:
    """An imagined picture of the session, small and with its label on it."""

    file: str  #: its name in the job's folder
    caption: str  #: of which memory, in which style, and who allowed the likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySheet:
    session_id: str  #: or the code of a three-monthly report
    language: str
    title: str
    draft: str  #: says that the companion's taps are not in yet; empty once they are
    blocks: tuple[SummaryBlock, ...]
    note: str
    printed: str
    pictures: tuple[SummaryPicture, ...] = ()
    pictures_in: int = 0  #: the number of the block they stand in
