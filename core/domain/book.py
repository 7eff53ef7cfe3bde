"""The life book: pages of memories in chapters by life stage."""

from dataclasses import dataclass

from core.domain.life import LifeStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A memory with its picture or photo; only approved memories for the book have one."""

    id: str  #: the memory's id
    stage: LifeStage
    position: int  #: order within the stage: decade where known, then as told
    title: str
    picture_id: str | None = None
    photo_id: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One life stage of the book and how many pages it has."""

    stage: LifeStage
    first_page: int  #: number of its first page in the book, from 1
    pages: int
