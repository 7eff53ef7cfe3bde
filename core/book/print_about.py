"""The page about a person for whoever cares for them: what people have said, and nothing else."""

from dataclasses import dataclass

from core.errors import ContentInvalid


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutLine:
    """One thing to know; without the entry or the memory it rests on it may not be said."""

    text: str
    sources: tuple[str, ...]  #: "person.comfort", "about.work", or a memory's id

    def __post_init__(self) -> None:
        if not self.text.strip() or not any(self.sources):
            raise ContentInvalid("a line about a person needs words and somebody behind them")


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutSection:
    heading: str
    lines: tuple[AboutLine, ...]
    leave_alone: bool = False  #: topics not to bring up


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    language: str
    title: str
    lead: str  #: whom the page is for
    note: str  #: where its lines come from
    printed: str
    sections: tuple[AboutSection, ...]
