"""Carmen's whole circle on the program's own routes: four phones, and a book with a page."""

from dataclasses import dataclass, field

from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Teller, Wording
from core.domain.patient import PatientId
from core.services import books
from tests.fakes.turns import START, Phone, TurnKit


@dataclass(slots=True)
class Circle:
    kit: TurnKit
    ana: Phone = field(init=False)  #: owner
    lucia: Phone = field(init=False)  #: relative
    marta: Phone = field(init=False)  #: therapist
    otto: Phone = field(init=False)  #: nobody here

    def __post_init__(self) -> None:
        self.ana = self.kit.member(1, "Ana", Role.OWNER)
        self.kit.prepare(name="Carmen", enrolled=True, country="ES", time_zone="Europe/Madrid")
        self.lucia = self.kit.member(3, "Lucía", Role.RELATIVE, self.space)
        self.marta = self.kit.member(5, "Marta", Role.THERAPIST, self.space)
        self.otto = self.kit.phone(99, "Otto")
        self.kit.allow(*ConsentKind)

    @property
    def space(self) -> PatientId:
        return self.kit.patient_ids[0]

    def tell(self, memory_id: str, words: str, *, audience: Audience = Audience.BOOK) -> None:
        """A memory that was told and approved, with its page when it may have one."""
        memory = Memory(
            id=memory_id,
            stage=LifeStage.CHILDHOOD,
            theme="C1",
            words=words,
            language="es",
            wording=Wording.VERBATIM,
            teller=Teller.PERSON,
            told_at=START,
            title=words[:20],
            approved=True,
            audience=audience,
        )
        with self.kit.look() as work:
            work.memories.save(memory)
            books.refresh_page(work, memory_id)
            work.commit()
