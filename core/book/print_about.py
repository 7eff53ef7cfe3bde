"""The page about a person for whoever cares for them: what people have said, and nothing else."""

from dataclasses import dataclass, replace

from core.errors import ContentInvalid

MOST_ON_CARD = 3  #: lines of one part


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutLine:
    """One thing to know; without the entry or the memory it rests on it may not be said."""

    text: str
    sources: tuple[str, ...]  #: "person.comfort", "about.work", or a memory's id
    memory_id: str = ""  #: of the story it tells of

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
    card: bool = False  #: a card for a pocket, two sides of A6, with the first lines of each part

    @property
    def code(self) -> str:
        return "card" if self.card else ""

    @property
    def memory_ids(self) -> tuple[str, ...]:
        """Whose stories are on it, each once."""
        told = (line.memory_id for section in self.sections for line in section.lines)
        return tuple(dict.fromkeys(memory_id for memory_id in told if memory_id))


def card_of(page: AboutPage) -> AboutPage:
    """The page as a card: the first lines of each part, and every topic to leave alone."""
    return replace(
        page,
        card=True,
        sections=tuple(
            part if part.leave_alone else replace(part, lines=part.lines[:MOST_ON_CARD])
            for part in page.sections
        ),
    )
