"""A family whose dog and grandfather are to be learnt, without bot and without model."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from core.content.lexicon import Lexicon
from core.content.teaching import TeachingContent
from core.domain import teaching as names
from core.domain.circle import Account
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind, PersonAge
from core.domain.job import Ticket
from core.domain.patient import Language, PatientId
from core.domain.photo import Photo
from core.domain.teaching import EpochReport, Teaching
from core.domain.vetting import Box
from core.errors import NotFound
from core.job_papers import to_json
from core.marking.credentials import Signer, create_authority, issue_signer
from core.ports import PatientWork
from core.services import teaching, teaching_results
from core.services.teaching_requests import TeachingOrder
from tests.fakes.stores import FakeHouse

LUZ = Account(id=1001, name="Luz", language=Language.SPANISH)
NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
MADRID = "Europe/Madrid"
DOG = Element(id="dog1", kind=ElementKind.PET, name="Canela", class_noun="dog", may_be_drawn=True)
YOUNG = Element(
    id="young1",
    kind=ElementKind.PERSON,
    name="Julián",
    class_noun="man",
    age=PersonAge.YOUNG,
    first_year=1960,
    last_year=1968,
    may_be_drawn=True,
)
FACE = Box(left=0.3, top=0.1, right=0.6, bottom=0.5)


@cache
def a_signer() -> Signer:
    began, long = NOON - timedelta(days=400), timedelta(days=3652)
    return issue_signer(create_authority(now=began, validity=long), now=began, validity=long)


@dataclass
class Family:
    """The use cases, each with all that is always the same."""

    house: FakeHouse = field(default_factory=FakeHouse)
    content: TeachingContent = field(default_factory=TeachingContent.load)
    lexicon: Lexicon = field(default_factory=Lexicon.load)
    patient_id: PatientId = field(init=False)

    def __post_init__(self) -> None:
        self.patient_id = self.house.patients.create(LUZ, now=NOON)
        with self.opened() as work:
            work.save_patient(replace(work.patient(), birth_year=1944))
            for element in (DOG, YOUNG):
                work.elements.save(element)
        self.allows(ConsentKind.PHOTOS)
        self.allows(ConsentKind.LIKENESS, YOUNG.id)

    @contextmanager
    def opened(self) -> Iterator[PatientWork]:
        with self.house.patients.open(self.patient_id, LUZ) as work:
            yield work
            work.commit()

    def allows(self, kind: ConsentKind, subject: str = "") -> None:
        consent = Consent(
            id=f"{kind}{subject}",
            kind=kind,
            given_by=GivenBy.REPRESENTATIVE,
            recorded_by=LUZ.id,
            given_at=NOON,
            subject=subject,
        )
        with self.opened() as work:
            work.consents.save(consent)

    def withdraws(self, kind: ConsentKind, subject: str = "") -> None:
        with self.opened() as work:
            work.consents.save(work.consents.get(f"{kind}{subject}").withdraw(at=NOON))

    def hangs(self, count: int, *, element_id: str = DOG.id, **changes: Any) -> None:
        """Put good photos on the board."""
        with self.opened() as work:
            first = len(work.photos.all())
            for number in range(first, first + count):
                photo = Photo(
                    id=f"photo{number}",
                    media_id=work.media.put(b"jpeg %d" % number, media_type="image/jpeg"),
                    sent_by=LUZ.id,
                    sent_at=NOON,
                    width=800,
                    height=600,
                    element_id=element_id,
                    judged=True,
                    face=FACE,
                )
                work.photos.save(replace(photo, **changes))

    def order(self, **changes: Any) -> TeachingOrder:
        order = TeachingOrder(
            element_id=DOG.id, account_id=LUZ.id, chat_id=7, label_text="Imagen imaginada"
        )
        return replace(order, **changes)

    def orders_now(self, **changes: Any) -> tuple[Teaching, Ticket]:
        job_id = self.house.ids.new()
        with self.opened() as work:
            return teaching.order_now(
                work,
                self.house.job_folders.folder(job_id),
                order=self.order(**changes),
                content=self.content,
                lexicon=self.lexicon,
                signer=a_signer(),
                ids=self.house.ids,
                now=NOON,
            )

    def orders_for_tonight(self, *, now: datetime = NOON, **changes: Any) -> Teaching:
        with self.opened() as work:
            return teaching.order_for_tonight(
                work,
                self.house.registry,
                order=self.order(**changes),
                content=self.content,
                lexicon=self.lexicon,
                time_zone=MADRID,
                ids=self.house.ids,
                now=now,
            )

    def night_comes(self, teaching_id: str) -> tuple[Teaching, Ticket] | None:
        with self.opened() as work:
            return teaching.begin_tonight(
                work,
                self.house.job_folders.folder(teaching_id),
                teaching_id=teaching_id,
                content=self.content,
                lexicon=self.lexicon,
                signer=a_signer(),
                ids=self.house.ids,
                now=NOON + timedelta(hours=11),
            )

    def learns(self, teaching_id: str, *likeness: float | None) -> None:
        """What a worker leaves: an epoch for each likeness."""
        folder = self.house.job_folders.folder(teaching_id)
        reports = []
        for epoch, alike in enumerate(likeness, start=1):
            folder.write(names.adapter_file(epoch), b"adapter %d" % epoch)
            folder.write(names.portrait_file(epoch, 1), b"portrait %d" % epoch)
            reports.append(
                EpochReport(
                    epoch=epoch,
                    step=100 * epoch,
                    loss=0.1,
                    adapter=names.adapter_file(epoch),
                    portraits=(names.portrait_file(epoch, 1),),
                    likeness=alike,
                    whole_seconds=500,
                    base_model="toy",
                )
            )
        folder.write(names.REPORT, to_json(tuple(reports)))

    def takes_over(self, teaching_id: str) -> Teaching | None:
        with self.opened() as work:
            return teaching_results.take_over(
                work, self.house.registry, self.house.job_folders.folder(teaching_id)
            )

    def chooses(self, teaching_id: str, epoch: int) -> Element:
        with self.opened() as work:
            return teaching_results.choose(
                work, teaching_id=teaching_id, epoch=epoch, account_id=1
            )

    def has_learnt(self, **changes: Any) -> Teaching:
        """Everything up to a choice; the last epoch is chosen."""
        asked, _ = self.orders_now(**changes)
        self.learns(asked.id, None, None)
        taught = self.takes_over(asked.id)
        assert taught is not None
        self.chooses(asked.id, 2)
        return taught

    def element(self, element_id: str = DOG.id) -> Element:
        with self.opened() as work:
            return work.elements.get(element_id)

    def teaching(self, teaching_id: str) -> Teaching:
        with self.opened() as work:
            return work.teachings.get(teaching_id)

    def keeps(self, media_id: str) -> bool:
        with self.opened() as work:
            try:
                return bool(work.media.read(media_id))
            except NotFound:
                return False


@pytest.fixture
def family() -> Family:
    return Family()
