"""A likeness withdrawn: what was learnt goes for good, on top of it too, and what it drew."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.handlers import privacy
from core.domain.consent import ConsentKind
from core.domain.conversation import OutboxKind
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, JobRecord
from core.domain.picture import Picture, PictureStatus, SlotMade
from core.domain.teaching import (
    TaughtEpoch,
    Teaching,
    TeachingRequest,
    TeachingState,
)
from core.domain.vetting import Box
from core.prompting.prompts import adapter_use
from core.services import elements, likeness
from core.services.photos import left_behind
from tests.fakes.turns import joined
from tests.integration.photos.darkroom import Darkroom, jpeg
from tests.integration.pictures.house import RECIPE
from tests.unit.pictures.stories import MAKING, MEMORY, PICTURE

TOKEN = "vqzxkrwp"


def taught(room: Darkroom, element: Element, *, parent: str = "") -> str:
    """Let an element have been learnt; the file of its adapter."""
    with room.kit.look() as work:
        adapter, portrait = (
            work.media.put(name, media_type="application/octet-stream") for name in (b"a", b"p")
        )
        request = TeachingRequest(
            element_id=element.id,
            kind=element.kind,
            instance_token=TOKEN,
            class_noun="woman",
            photos=(),
        )
        epoch = TaughtEpoch(epoch=1, step=200, adapter_id=adapter, portrait_ids=(portrait,))
        work.teachings.save(
            Teaching(
                id=f"teaching-{element.id}",
                element_id=element.id,
                request=request,
                state=TeachingState.CHOSEN,
                ordered_by=1,
                chat_id=1,
                ordered_at=room.kit.clock.now(),
                parent_element_id=parent,
                epochs=(epoch,),
                chosen_epoch=1,
            )
        )
        learnt = replace(
            element, instance_token=f"{TOKEN}{element.id[-2:]}", adapter_id=adapter, approved=True
        )
        work.elements.save(learnt)
        work.commit()
    return adapter


def withdraw(room: Darkroom, element: Element) -> None:
    with room.kit.look() as work:
        likeness.forget(work, element.id)
        work.commit()


def test_adapter_and_portraits_are_gone_from_the_disk(room: Darkroom) -> None:
    element = room.opens()
    taught(room, element)
    assert len(room.files()) == 2
    withdraw(room, element)
    left = room.element(element.id)
    assert (left.adapter_id, left.approved, left.may_be_drawn, left.taught) == (
        None,
        False,
        False,
        False,
    )
    assert room.files() == []


def test_what_was_taught_on_top_of_it_goes_too(room: Darkroom) -> None:
    parent = room.opens()
    child = next(e for e in room.elements() if e.id != parent.id)
    taught(room, parent)
    taught(room, child, parent=parent.id)
    withdraw(room, parent)
    left = room.element(child.id)
    assert (left.adapter_id, left.approved, left.may_be_drawn) == (None, False, True)
    assert room.files() == []


def test_who_takes_something_away_hears_whose_likeness_goes_with_it(room: Darkroom) -> None:
    canela = Element(
        id="e9", kind=ElementKind.PET, name="Canela", class_noun="dog", may_be_drawn=True
    )
    carmen_stands_on(room, canela)
    room.ana.command("photos")
    room.ana.tap(next(b for b in room.ana.last.labels if b.startswith("Canela")))
    room.ana.tap("Cambiar")
    room.ana.tap("Quitarlo")
    assert "<b>Carmen, de joven</b> se apoya en Canela" in room.ana.last.text


def test_who_says_that_somebody_is_two_hears_whose_likeness_goes_too(room: Darkroom) -> None:
    luis = Element(
        id="e9",
        kind=ElementKind.RELATIVE,
        name="Luis",
        class_noun="man",
        may_be_drawn=True,
        consent_asked=True,
    )
    carmen_stands_on(room, luis)
    room.ana.command("photos")
    room.ana.tap(next(b for b in room.ana.last.labels if b.startswith("Luis")))
    room.ana.tap("Cambiar")
    room.ana.tap("Qué es")
    room.ana.tap("Una pareja")
    assert "<b>Carmen, de joven</b> se apoya en Luis" in room.ana.last.text


def carmen_stands_on(room: Darkroom, element: Element) -> None:
    """Her likeness was learnt on top of this one's."""
    young = room.opens()
    room.change(element)
    taught(room, element)
    taught(room, young, parent=element.id)


def by_its_token(element: Element) -> Picture:
    prompt = f"photo of {element.instance_token}, a woman in a kitchen"
    return replace(PICTURE, making=replace(MAKING, prompt=prompt))


def in_a_place_of_its_own(element: Element) -> Picture:
    """Of several: the prompt of the whole picture names classes alone."""
    slot = SlotMade(
        element_id=element.id,
        box=Box(left=0.1, top=0.1, right=0.4, bottom=0.9),
        prompt=f"photo of {element.instance_token}, a woman",
        seed=1,
        strength=0.8,
    )
    return replace(PICTURE, making=replace(MAKING, slots=(slot,)))


def by_a_token_it_had_before(element: Element) -> Picture:
    worn = replace(RECIPE, adapters=(adapter_use(element),))
    prompt = "photo of gkzwvq, a woman in a kitchen"
    return replace(PICTURE, making=replace(MAKING, prompt=prompt), recipe=worn)


@pytest.mark.parametrize("shown", [by_its_token, in_a_place_of_its_own, by_a_token_it_had_before])
def test_pictures_made_with_it_go_and_those_changed_from_them(
    room: Darkroom, shown: Callable[[Element], Picture]
) -> None:
    element = room.opens()
    taught(room, element)
    made = shown(room.element(element.id))
    with room.kit.look() as work:
        work.memories.save(MEMORY)
        files = [work.media.put(jpeg(), media_type="image/jpeg") for _ in range(6)]
        for number, (picture, parent) in enumerate([(made, ""), (PICTURE, "p0"), (PICTURE, "")]):
            work.pictures.save(
                replace(
                    picture,
                    id=f"p{number}",
                    number=number + 1,
                    parent_id=parent,
                    media_id=files[2 * number],
                    plain_media_id=files[2 * number + 1],
                    status=PictureStatus.APPROVED,
                )
            )
        work.commit()
    withdraw(room, element)
    with room.kit.look() as work:
        left = [picture.status for picture in work.pictures.all()]
    assert left == [PictureStatus.REJECTED, PictureStatus.REJECTED, PictureStatus.APPROVED]


def test_pictures_that_are_being_made_are_not_taken_over(room: Darkroom) -> None:
    element = room.opens()
    with room.kit.look() as work:
        for kind in (JobKind.PICTURE, JobKind.BOOK):
            work.jobs.save(
                JobRecord(
                    id=f"job-{kind}",
                    kind=kind,
                    purpose=kind,
                    subject_id="m1",
                    account_id=1,
                    chat_id=1,
                    created_at=room.kit.clock.now(),
                )
            )
        work.commit()
    withdraw(room, element)
    with room.kit.look() as work:
        assert [job.kind for job in work.jobs.waiting()] == [JobKind.BOOK]


def test_a_pet_may_still_be_drawn_after_what_was_learnt_is_forgotten(room: Darkroom) -> None:
    pet = Element(
        id="e9", kind=ElementKind.PET, name="Zascandil", class_noun="dog", may_be_drawn=True
    )
    room.change(pet)
    withdraw(room, pet)
    assert room.element("e9").may_be_drawn


def test_each_age_is_withdrawn_by_itself_under_its_own_name(room: Darkroom) -> None:
    young = room.opens()
    services = room.kit.services
    room.kit.services = replace(services, routes=joined(services.routes, privacy.routes()))
    room.ana.command("privacy")
    room.ana.tap("Los permisos")
    assert "Aprender el parecido (Carmen, de joven)" in room.ana.last.text
    room.ana.tap("Retirar cara: De joven")
    room.ana.tap("Sí, retirar")
    allowed = {e.age: e.may_be_drawn for e in room.elements()}
    assert allowed == {"young": False, "adult": True, "old": True}
    with room.kit.look() as work:
        assert work.consents.holding(ConsentKind.LIKENESS, subject=young.id) is None


def test_photos_that_were_only_learnt_from_go_with_the_consent_to_keep_them(
    room: Darkroom,
) -> None:
    room.opens()
    room.receives(jpeg(shade=1), jpeg(shade=2))
    services = room.kit.services
    room.kit.services = replace(services, routes=joined(services.routes, privacy.routes()))
    room.ana.command("privacy")
    room.ana.tap("Los permisos")
    room.ana.tap("Retirar: fotos")
    room.ana.tap("Sí, retirar")
    assert room.photos() == []
    assert room.files() == []


def test_a_teaching_that_is_under_way_is_stopped(room: Darkroom) -> None:
    element = room.opens()
    taught(room, element)
    job_id = f"teaching-{element.id}"
    with room.kit.look() as work:
        work.jobs.save(
            JobRecord(
                id=job_id,
                kind=JobKind.TEACH,
                purpose="teaching",
                subject_id=element.id,
                account_id=1,
                chat_id=1,
                created_at=room.kit.clock.now(),
            )
        )
        work.commit()
    services = room.kit.services
    room.kit.services = replace(services, routes=joined(services.routes, privacy.routes()))
    room.ana.command("privacy")
    room.ana.tap("Los permisos")
    room.ana.tap("Retirar cara: De joven")
    room.ana.tap("Sí, retirar")
    assert (OutboxKind.CANCEL, {"job_id": job_id}) in room.kit.queued
    with room.kit.look() as work:
        assert list(work.teachings.all()) == []


def being_judged(room: Darkroom) -> str:
    """Let a batch lie with the worker, which is away; its job's id."""
    room.sends(jpeg(shade=1), jpeg(shade=2))
    room.looks()
    services = room.kit.services
    room.kit.services = replace(services, routes=joined(services.routes, privacy.routes()))
    (job_id,) = services.job_folders.all_ids()
    return job_id


@pytest.mark.parametrize("consent", ["Retirar: fotos", "Retirar cara: De joven"])
def test_photos_that_are_being_judged_are_taken_back_from_the_worker(
    room: Darkroom, consent: str
) -> None:
    room.opens()
    job_id = being_judged(room)
    room.ana.command("privacy")
    room.ana.tap("Los permisos")
    room.ana.tap(consent)
    room.ana.tap("Sí, retirar")
    assert (OutboxKind.CANCEL, {"job_id": job_id}) in room.kit.queued
    with room.kit.look() as work:
        assert list(work.jobs.waiting()) == []
    room.judges()
    assert [photo.judged for photo in room.photos()] in ([], [False, False])


def test_photos_that_may_not_be_compared_any_more_wait_to_be_looked_at_anew(
    room: Darkroom,
) -> None:
    element = room.opens()
    being_judged(room)
    withdraw(room, element)
    with room.kit.look() as work:
        assert len(left_behind(work, element.id)) == 2


def test_photos_of_somebody_who_is_taken_away_are_taken_back_from_the_worker(
    room: Darkroom,
) -> None:
    room.opens()
    pet = Element(
        id="e9", kind=ElementKind.PET, name="Zascandil", class_noun="dog", may_be_drawn=True
    )
    room.change(pet)
    room.ana.command("photos")
    room.ana.tap("Zascandil")
    job_id = being_judged(room)
    with room.kit.look() as work:
        elements.remove(work, pet.id, now=room.kit.clock.now())
        assert job_id not in {job.id for job in work.jobs.waiting()}
