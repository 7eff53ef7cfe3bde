"""A card with the elements that may really be drawn in it: whom, and what, and how many others."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.element import Element, ElementKind
from core.domain.life import LifeStage
from core.domain.patient import Figure
from core.domain.scene import SceneCard
from core.prompting.ages import age_in, nearest_likeness, scene_year

MOST_SLOTS = 4  #: taught subjects in one picture; more would stand in each other's way


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnScene:
    """Everybody and everything a picture of a card shows."""

    card: SceneCard
    age_years: int
    person: Element | None  #: the taught likeness; None: a faceless figure
    class_noun: str  #: of the person
    relatives: tuple[Element, ...]  #: taught ones
    place: Element | None
    things: tuple[Element, ...]  #: pets and objects: taught ones, or one that is not
    others: int
    hand: Element | None = None  #: a taught style, in which all of it is drawn

    @property
    def subjects(self) -> tuple[Element, ...]:
        """The taught ones that stand somewhere in it."""
        given = (self.person, *self.relatives, *self.things)
        return tuple(element for element in given if element is not None and element.taught)

    @property
    def drawn(self) -> tuple[Element, ...]:
        place = (self.place,) if self.place is not None and self.place.taught else ()
        return (*self.subjects, *place)

    @property
    def composed(self) -> bool:
        """Whether several are taught: in one pass they would blend."""
        return bool(self.subjects) and len(self.drawn) > 1

    @property
    def grey(self) -> bool:
        """Whether something drawn in one pass learnt from black and white."""
        return any(element.grey for element in self.undivided(self.drawn))

    def has_slot(self, element: Element | None) -> bool:
        """Whether it is drawn in a box of its own, after all the rest."""
        return self.composed and element in self.subjects

    def undivided(self, elements: Sequence[Element]) -> Sequence[Element]:
        """Those that are drawn with all the rest, in one pass."""
        return [element for element in elements if not self.has_slot(element)]


def drawn_scene(
    card: SceneCard,
    elements: Sequence[Element],
    stage: LifeStage,
    birth_year: int | None,
    figure: Figure,
) -> DrawnScene:
    """Choose whom and what to draw."""
    age_years = age_in(card, stage, birth_year)
    year = scene_year(card)
    if birth_year is not None:
        year = birth_year + age_years
    nearest = nearest_likeness(elements, year, age_years=age_years)
    person = nearest if card.person_present else None
    told = [e for e in elements if e.id in card.element_ids]
    relatives = [e for e in told if e.kind is ElementKind.RELATIVE]
    room = MOST_SLOTS - (person is not None)
    taught = tuple(e for e in relatives if e.taught)[:room]
    return DrawnScene(
        card=card,
        age_years=age_years,
        person=person,
        class_noun=_class_noun(elements, person, figure),
        relatives=taught,
        place=next((e for e in told if e.kind is ElementKind.PLACE), None),
        things=_things(told, room=room - len(taught)),
        hand=next((e for e in told if e.kind is ElementKind.STYLE and e.taught), None),
        others=card.others + len(relatives) - len(taught),
    )


def _things(told: Sequence[Element], *, room: int) -> tuple[Element, ...]:
    """Pets and objects: those that are taught; without any, the first that was told of."""
    things = [e for e in told if e.kind in {ElementKind.PET, ElementKind.OBJECT}]
    taught = tuple(e for e in things if e.taught)[:room]
    return taught or tuple(e for e in things if not e.taught)[:1]


def _class_noun(elements: Sequence[Element], person: Element | None, figure: Figure) -> str:
    """The person's noun: what a drawn likeness learnt, else what their circle says by now.

    What an element was called when it was taught is older, and counts where nobody says.
    """
    if person is not None:
        return person.class_noun
    if figure is not Figure.UNSAID:
        return figure.value
    own = (e.class_noun for e in elements if e.kind is ElementKind.PERSON and e.class_noun)
    return next(own, "person")
