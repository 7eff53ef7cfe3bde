"""A subject that pictures should get right: the person at an age, a relative, a pet, a place …"""

from dataclasses import dataclass
from enum import StrEnum


class ElementKind(StrEnum):
    PERSON = "person"
    RELATIVE = "relative"
    PET = "pet"
    PLACE = "place"
    OBJECT = "object"
    STYLE = "style"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    id: str
    kind: ElementKind
    name: str
    class_noun: str  #: English, for the prompt: "man", "dog", "basilica"
    instance_token: str = ""  #: means nothing to the base model; empty until taught
    aliases: tuple[str, ...] = ()
    first_year: int | None = None  #: the span of years its photos show
    last_year: int | None = None
    adapter_id: str | None = None  #: media id of the active LoRA adapter
    approved: bool = False  #: the family said "yes, it looks like them"
    may_be_drawn: bool = False  #: consent of the person shown, or their guardian, or no need of it

    @property
    def taught(self) -> bool:
        """Whether its token may stand in a prompt."""
        return bool(
            self.instance_token and self.adapter_id and self.approved and self.may_be_drawn
        )
