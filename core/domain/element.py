"""A subject that pictures should get right: the person at an age, a relative, a pet, a place …"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ElementKind(StrEnum):
    PERSON = "person"
    RELATIVE = "relative"
    PET = "pet"
    PLACE = "place"
    OBJECT = "object"
    STYLE = "style"

    @property
    def shows_somebody(self) -> bool:
        """Whether somebody's consent to their likeness is needed."""
        return self in {ElementKind.PERSON, ElementKind.RELATIVE}


#: One element, with one token, of two faces on each photo: as a tap says it, or words do.
COUPLE = "couple"
_OF_TWO = frozenset({COUPLE, "bride and groom"})
_OF_A_CHILD = frozenset(
    {"girl", "boy", "little girl", "baby", "grandchild", "great-grandchild"}
)  # as the lexicon has them


class PersonAge(StrEnum):
    """The ages at which the person is taught by default."""

    YOUNG = "young"
    ADULT = "adult"
    OLD = "old"

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of life; childhood is drawn from the youngest."""
        return _YEARS[self]


_YEARS = {
    PersonAge.YOUNG: (16, 30),
    PersonAge.ADULT: (31, 59),
    PersonAge.OLD: (60, 110),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    id: str
    kind: ElementKind
    name: str
    class_noun: str  #: English, for the prompt: "man", "dog", "basilica"; the figure's if empty
    instance_token: str = ""  #: means nothing to the base model; empty until taught
    aliases: tuple[str, ...] = ()
    first_year: int | None = None  #: the span of years its photos show
    last_year: int | None = None
    years_typed: bool = False  #: somebody said them; otherwise they follow from the birth year
    adapter_id: str | None = None  #: media id of the active LoRA adapter
    whole: bool = False  #: a full checkpoint is in the adapter's place
    approved: bool = False  #: the family said "yes, it looks like them"
    may_be_drawn: bool = False  #: consent of the person shown, or their guardian, or no need of it
    grey: bool = False  #: what it learnt is from black and white photos, most of them
    age: PersonAge | None = None  #: of the person; None for everything else
    class_words: str = ""  #: what it is, in the family's own words, where they typed it
    consent_asked: bool = False  #: to the likeness; not asked again unbidden
    family_asked_at: datetime | None = None  #: when the circle was last asked for photos
    known_as: str = ""  #: English words by which the model draws it untaught; the family said so
    not_known: bool = False  #: the family saw what it draws untaught, and said no
    tried_ids: tuple[str, ...] = ()  #: media ids of what it drew untaught, until somebody says
    weight: float = 1.0  #: of the adapter, where the whole of it would hide the rest of a scene

    @property
    def taught(self) -> bool:
        """Whether its token may stand in a prompt."""
        return bool(
            self.instance_token and self.adapter_id and self.approved and self.may_be_drawn
        )

    @property
    def of_two(self) -> bool:
        """Whether two are learnt as one: both have to be on each photo, and both to agree."""
        return self.kind is ElementKind.RELATIVE and self.class_noun in _OF_TWO

    @property
    def answered_for(self) -> str:
        """Who has to allow the likeness: another answer, and an earlier consent is nobody's."""
        if self.of_two:
            return "both"
        of_a_child = self.kind is ElementKind.RELATIVE and self.class_noun in _OF_A_CHILD
        return "guardian" if of_a_child else "shown"

    @property
    def whose_is_open(self) -> bool:
        """Whether nobody has said yet whose works a style's are."""
        return self.kind is ElementKind.STYLE and not self.may_be_drawn

    @property
    def known(self) -> bool:
        """Whether the model draws it by its name, with nothing learnt."""
        return bool(self.known_as and self.may_be_drawn and not self.taught)
