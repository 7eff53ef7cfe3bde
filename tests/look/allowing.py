"""Whose face it is, who allows it, who has died, and what goes when it is taken back.

`python -m tests.look.photos --only allowing` walks through this alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.rehearsal.views import Line
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.domain.patient import Language
from core.ports import PatientWork
from tests.look.scene import command
from tests.look.walker import Walker
from tests.unit.pictures.stories import MEMORY
from tests.unit.vetting.conftest import as_jpeg, portrait
from tests.unit.vetting.drawn import side_by_side

GONE = "Tomás"  #: has died; the family allowed his likeness, and it was learnt
GIRL, COUPLE, CAT, HOUSE = "Nora", "Luis y Eva", "Misi", "Villa Paz"
WITH_HIM = {
    Language.SPANISH: ("Bajo la parra", "Hoy hemos comido en el patio con Tomás."),
    Language.ENGLISH: ("Under the vine", "Today we had lunch in the yard with Tomás."),
}


def prepare(work: PatientWork, language: Language, *, account_id: int, now: datetime) -> None:
    """Somebody who has died, learnt with the family's leave, and a story of today with him."""
    gone = Element(
        id="gone",
        kind=ElementKind.RELATIVE,
        name=GONE,
        class_noun="man",
        instance_token="vqzxkrwp",
        adapter_id="learnt",
        approved=True,
        may_be_drawn=True,
        consent_asked=True,
    )
    work.elements.save(gone)
    work.consents.save(
        Consent(
            id="of-who-has-died",
            kind=ConsentKind.LIKENESS,
            subject=gone.id,
            given_by=GivenBy.FAMILY,
            recorded_by=account_id,
            given_at=now,
        )
    )
    work.memories.save(story_of_today(language, told_at=now))


def story_of_today(language: Language, *, told_at: datetime) -> Memory:
    title, words = WITH_HIM[language]
    today = replace(MEMORY, id="today", stage=LifeStage.LATER_LIFE, told_at=told_at)
    return replace(today, title=title, words=words, language=language)


async def allowing(walker: Walker) -> None:
    """Somebody asked before anything is learnt of them, whoever they are."""
    await _everyone(walker)
    await _somebody_on_a_cat(walker)
    await _which_of_them(walker)
    await _not_today(walker)
    await _taken_back(walker)


async def _everyone(walker: Walker) -> None:
    """A child, a couple, a pet and a place: who is asked about, and who is not."""
    await _adds(walker, "relative", GIRL, "girl")
    await walker.tap("photos-likeness-guardian", "allowing-girl-board")
    await _adds(walker, "relative", COUPLE, "couple")
    await walker.tap("photos-likeness-nobody", "allowing-couple-not-yet")
    await walker.tap("photos-allow", "allowing-couple-asked")
    await walker.tap("photos-likeness-both", "allowing-couple-board")
    await _adds(walker, "place", HOUSE, "house")
    await _adds(walker, "pet", CAT, "cat")


async def _adds(walker: Walker, kind: str, name: str, noun: str) -> Line:
    await command(walker, "photos", f"allowing-whose-{noun}")
    await walker.tap("photos-add", "allowing-add-again")
    await walker.tap(f"photos-kind-{kind}", f"allowing-{noun}-name")
    await walker.say(name, f"allowing-{noun}-what")
    return await walker.tap(f"photos-class-{noun}", f"allowing-{noun}")


async def _sends(walker: Walker, photos: Sequence[bytes], name: str) -> None:
    """Photos for the board that is open, and the first doubt about them."""
    await walker.mark()
    await walker.person.send_album(photos)
    await walker.tap("photos-doubts", name, count=str(len(photos)))


async def _somebody_on_a_cat(walker: Walker) -> None:
    """A face on a pet's photo: not learnt, unless it is nobody's."""
    await _sends(walker, [as_jpeg(portrait("hopper")), as_jpeg(portrait("collins"))], "cat-face")
    await walker.tap("photos-nobody-real", "cat-nobody-real")
    await walker.tap("photos-remove", "cat-removed")


async def _which_of_them(walker: Walker) -> None:
    """Two people on a photo of one: only the face that is chosen is kept for learning."""
    await command(walker, "photos", "allowing-whose-again")
    await walker.mark()
    label = next(label for label in await _labels(walker) if label.startswith(GIRL))
    await walker.person.tap(label)
    await walker.seen("girl-board-again")
    both = as_jpeg(side_by_side([portrait("collins", times=4), portrait("hopper")]))
    await _sends(walker, [both], "girl-which-face")
    await walker.mark()
    await walker.person.tap("1")
    await walker.seen("girl-face-chosen")
    await walker.tap("photos-doubts", "girl-face-cut-out", count="1")
    await walker.tap("photos-doubt-later", "girl-board")
    await walker.tap("photos-list", "girl-photos")


async def _labels(walker: Walker) -> Sequence[str]:
    return [label for line in await walker.person.transcript() for label in line.labels]


async def _not_today(walker: Walker) -> None:
    """Who has died is not drawn as if they were here today."""
    language = Language(walker.tale.language)
    await command(walker, "pictures", "gone-list")
    await walker.mark()
    await walker.person.tap(WITH_HIM[language][0])
    await walker.seen("gone-scene")
    await walker.tap("button-yes", "gone-not-drawn")


async def _taken_back(walker: Walker) -> None:
    """A likeness of somebody, then photos altogether: what will be gone, and that it is."""
    await command(walker, "privacy", "back-privacy")
    await walker.tap("privacy-consents", "back-permissions")
    await walker.tap("privacy-withdraw-likeness-of", "back-likeness-asked", who=GIRL)
    await walker.tap("privacy-withdraw-yes", "back-likeness-gone")
    await walker.tap("privacy-withdraw-photos", "back-photos-asked")
    await walker.tap("privacy-withdraw-yes", "back-photos-gone")
    await command(walker, "photos", "back-photos-afterwards")
    await command(walker, "privacy", "back-privacy-again")
    await walker.tap("privacy-forget-me", "back-leaving")
    await walker.tap("button-back", "back-privacy-again")
    await walker.tap("privacy-erase", "back-erasing", who="Carmen")
