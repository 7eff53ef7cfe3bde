"""Random albums from several phones: nothing is lost, nothing judged twice, no file left over.

And nobody is left waiting, whoever gives the work up meanwhile.
"""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.handlers import person, privacy
from bot.handlers.given_up import WAITS
from core.domain.circle import Account, Role, System
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.job import JobRecord
from core.domain.patient import Language
from core.domain.vetting import REQUEST, VERDICTS, Finding, PhotoVerdict, VettingRequest
from core.job_papers import from_json, to_json
from core.ports import PatientWork
from core.services import photo_batches, photos
from core.services.photo_batches import LONGEST, Sender
from core.services.photo_glance import Glance
from tests.fakes.stores import FakeHouse
from tests.fakes.turns import joined
from tests.integration.photos.darkroom import LUCIA, PABLO, Darkroom, found, jpeg

ANA = Account(id=1, name="Ana", language=Language.SPANISH)
PHONES = (1, 2, 3)
ELEMENTS = ("young", "dog")
GOOD = Glance(media_type="image/jpeg", width=800, height=600)
FINDINGS = st.lists(st.sampled_from(Finding), max_size=2).map(tuple)


@dataclass
class Counts:
    sent: int = 0
    refused: int = 0
    unfit: int = 0
    removed: int = 0
    judged: list[str] = field(default_factory=list)


class Albums(RuleBasedStateMachine):
    """Photos come in any order, batches close, verdicts arrive, people decide."""

    @initialize()
    def a_space(self) -> None:
        self.house = FakeHouse()
        self.space = self.house.patients.create(ANA, now=self.house.clock.now())
        self.counts = Counts()
        with self.work() as work:
            for name in ELEMENTS:
                work.elements.save(
                    Element(id=name, kind=ElementKind.PET, name=name, class_noun="dog")
                )
            work.consents.save(
                Consent(
                    id="c",
                    kind=ConsentKind.PHOTOS,
                    given_by=GivenBy.CARER,
                    recorded_by=1,
                    given_at=self.house.clock.now(),
                )
            )
            work.commit()

    def work(self):  # type: ignore[no-untyped-def]
        return self.house.patients.open(self.space, System(reason="test"))

    @rule(phone=st.sampled_from(PHONES), element=st.sampled_from(ELEMENTS), bad=st.booleans())
    def somebody_sends_one(self, phone: int, element: str, bad: bool) -> None:
        seen = Glance(refusal=Finding.MOVING) if bad else GOOD
        with self.work() as work:
            batch = self._batch(work, phone, element)
            photo_batches.receive(
                work,
                batch,
                content=b"photo",
                seen=seen,
                caption="",
                ids=self.house.ids,
                now=self.house.clock.now(),
            )
            work.commit()
        self.counts.sent += 1
        self.counts.refused += bad

    @rule(element=st.sampled_from(ELEMENTS))
    def the_turn_is_undone(self, element: str) -> None:
        """A kill before the commit; Telegram brings the update again."""
        with self.work() as work:
            batch = self._batch(work, 1, element)
            photo_batches.receive(
                work,
                batch,
                content=b"lost",
                seen=GOOD,
                caption="",
                ids=self.house.ids,
                now=self.house.clock.now(),
            )

    @rule()
    def time_passes_and_batches_close(self) -> None:
        self.house.clock.pass_time(LONGEST)
        with self.work() as work:
            for record in list(work.jobs.waiting()):
                now = self.house.clock.now()
                if record.gathering and photo_batches.complete(work, record, now=now):
                    folder = self.house.job_folders.folder(record.id)
                    if photo_batches.hand_over(work, folder, record) is None:
                        photo_batches.close(work, work.jobs.get(record.id))
            work.commit()

    @rule(findings=st.lists(FINDINGS, min_size=1, max_size=4))
    def the_worker_answers(self, findings: list[tuple[Finding, ...]]) -> None:
        for record in self._looked_at():
            folder = self.house.job_folders.folder(record.id)
            request = from_json(folder.read(REQUEST), VettingRequest)
            verdicts = []
            for number, photo in enumerate(p for p in request.photos if p.new):
                verdict = PhotoVerdict(
                    photo_id=photo.photo_id, findings=findings[number % len(findings)]
                )
                if verdict.kept:
                    verdict = replace(verdict, clean=f"clean-{photo.photo_id}.jpg")
                    folder.write(verdict.clean, b"clean")
                verdicts.append(verdict)
            folder.write(VERDICTS, to_json(tuple(verdicts)))
            with self.work() as work:
                outcome = photo_batches.take_verdicts(work, folder, record)
                work.commit()
            assert outcome is not None
            self.counts.unfit += len(outcome.unfit) - len(record.refused)
            self.counts.judged += [photo.id for photo in outcome.judged]
            folder.remove()

    @rule()
    def the_worker_fails(self) -> None:
        for record in self._looked_at()[:1]:
            with self.work() as work:
                photo_batches.close(work, record)
                work.commit()

    @rule(element=st.sampled_from(ELEMENTS))
    def somebody_has_the_rest_looked_at(self, element: str) -> None:
        with self.work() as work:
            left = photos.left_behind(work, element)
            if left:
                photos.judge_again(
                    work,
                    self.house.registry,
                    left,
                    sender=Sender(account_id=1, chat_id=1),
                    ids=self.house.ids,
                    now=self.house.clock.now(),
                )
            work.commit()

    @rule(pick=st.integers(0, 50))
    def somebody_takes_one_away(self, pick: int) -> None:
        with self.work() as work:
            kept = work.photos.all()
            if kept:
                photos.remove(work, kept[pick % len(kept)].id, account_id=1)
                self.counts.removed += 1
            work.commit()

    @invariant()
    def every_photo_is_accounted_for(self) -> None:
        with self.work() as work:
            kept = work.photos.all()
        gone = self.counts.refused + self.counts.unfit + self.counts.removed
        assert len(kept) + gone == self.counts.sent

    @invariant()
    def every_photo_has_its_file_and_no_file_is_left_over(self) -> None:
        story = self.house.patients.stories[self.space]
        assert set(story.media) == {photo.media_id for photo in story.photos.values()}

    @invariant()
    def what_was_judged_is_clean(self) -> None:
        with self.work() as work:
            for photo in work.photos.all():
                expected = b"clean" if photo.judged else b"photo"
                assert work.media.read(photo.media_id) == expected

    @invariant()
    def one_batch_of_an_element_is_looked_at_at_a_time(self) -> None:
        elements = [record.subject_id for record in self._looked_at()]
        assert len(elements) == len(set(elements))

    @invariant()
    def nothing_is_judged_twice_unless_asked(self) -> None:
        assert len(self.counts.judged) == len(set(self.counts.judged))

    def _looked_at(self) -> list[JobRecord]:
        with self.work() as work:
            return [record for record in work.jobs.waiting() if not record.gathering]

    def _batch(self, work: PatientWork, phone: int, element: str) -> JobRecord:
        return photo_batches.open_batch(
            work,
            self.house.registry,
            element_id=element,
            sender=Sender(account_id=phone, chat_id=phone),
            ids=self.house.ids,
            now=self.house.clock.now(),
        )


Albums.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAlbums = Albums.TestCase


class Waiting(RuleBasedStateMachine):
    """Relatives send and wait; the owner takes away, withdraws, and lets everything rest."""

    @initialize()
    def a_family(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.room = Darkroom.open(Path(self.folder.name))
        self.room.kit.__enter__()
        services = self.room.kit.services
        routes = joined(services.routes, privacy.routes(), person.routes())
        self.room.kit.services = replace(services, routes=routes)
        self.phones = [
            self.room.member(account_id, name, Role.RELATIVE)
            for account_id, name in ((LUCIA, "Lucía"), (PABLO, "Pablo"))
        ]
        self.room.kit.allow(ConsentKind.PHOTOS)
        self.the_owner_adds_the_dog()

    @rule(phone=st.integers(0, 1), count=st.integers(1, 3), good=st.booleans())
    def somebody_sends_some(self, phone: int, count: int, good: bool) -> None:
        sender = self.phones[phone]
        sender.command("photos")
        if "Toby" not in sender.last.labels:
            return
        sender.tap("Toby")
        came = self.room._came
        self.room.verdicts = {came + n: found(*[Finding.BLURRED][good:]) for n in range(9)}
        self.room.sends(*[jpeg(shade=n) for n in range(count)], phone=sender)

    @rule()
    def time_passes(self) -> None:
        self.room.looks()

    @rule()
    def the_worker_looks(self) -> None:
        self.room.judges()

    @rule(pick=st.integers(0, 9))
    def one_is_taken_away(self, pick: int) -> None:
        with self.room.kit.look() as work:
            kept = work.photos.all()
            if kept:
                photos.remove(work, kept[pick % len(kept)].id, account_id=1)
            work.commit()

    @rule()
    def the_owner_withdraws_photos(self) -> None:
        self._ana("privacy", "Los permisos", "Retirar: fotos", "Sí, retirar")

    @rule()
    def photos_are_allowed_again(self) -> None:
        self.room.kit.allow(ConsentKind.PHOTOS)

    @rule()
    def the_owner_takes_the_dog_away(self) -> None:
        self._ana("photos", "Toby", "Cambiar", "Quitarlo", "Sí, quitarlo")

    @rule()
    def the_owner_adds_the_dog(self) -> None:
        if not any(element.name == "Toby" for element in self.room.elements()):
            self.room.change(
                Element(
                    id=f"dog{len(self.room.ana.seen)}",
                    kind=ElementKind.PET,
                    name="Toby",
                    class_noun="dog",
                    may_be_drawn=True,
                )
            )

    @rule()
    def the_person_dies(self) -> None:
        self._ana("person", "Pausa y final", "Ha muerto", "Sí, ha muerto")

    def _ana(self, command: str, *labels: str) -> None:
        self.room.ana.command(command)
        for label in labels:
            if label not in self.room.ana.last.labels:
                return
            self.room.ana.tap(label)
        for phone in self.phones:
            phone.read()

    def teardown(self) -> None:
        """Once everything was worked through, nobody waits, and who was shown so was told so."""
        if not hasattr(self, "room"):
            return
        try:
            self._nobody_waits()
        finally:
            self.room.kit.__exit__(None, None, None)
            self.folder.cleanup()

    def _nobody_waits(self) -> None:
        for _ in range(4):
            self.room.looks()
            self.room.judges()
        with self.room.kit.look() as work:
            assert not list(work.jobs.waiting())
            for phone in self.phones:
                screens = work.open_screens(phone.account_id)
                assert not [s for s in screens if any(b.action in WAITS for b in s.buttons)]


Waiting.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
TestWaiting = Waiting.TestCase
