"""A story with several who are taught: what is sealed for the worker, and whom nobody knew."""

from dataclasses import replace

import pytest

from core.domain import picture_files as names
from core.domain.change import Area
from core.domain.element import Element, ElementKind
from core.domain.photo import Photo
from core.domain.picture import Making, SlotMade
from core.domain.vetting import Box
from core.prompting.recipe_codec import making_from_json, recipe_from_json, to_json
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MEMORY

STORY = replace(
    MEMORY, words="En la playa de Gijón, con Elvira y Trasto, paseábamos por la orilla."
)


def taught(studio: Studio, kind: ElementKind, name: str, noun: str) -> Element:
    """Somebody with an adapter and one good photo."""
    with studio.kit.look() as work:
        element = Element(
            id=f"element-{name.lower()}",
            kind=kind,
            name=name,
            class_noun=noun,
            instance_token=f"{name[:3].lower()}xq",
            adapter_id=work.media.put(name.encode(), media_type="application/octet-stream"),
            approved=True,
            may_be_drawn=True,
        )
        work.elements.save(element)
        photo = Photo(
            id=f"photo-{name}",
            media_id=work.media.put(b"a photo of " + name.encode(), media_type="image/jpeg"),
            sent_by=1,
            sent_at=studio.kit.clock.now(),
            width=512,
            height=512,
            element_id=element.id,
            judged=True,
        )
        work.photos.save(photo)
        work.commit()
    return element


@pytest.fixture
def beach(studio: Studio) -> Studio:
    """A story of the person, a relative and a pet, all three taught."""
    taught(studio, ElementKind.PERSON, "Juan", "man")
    taught(studio, ElementKind.RELATIVE, "Elvira", "woman")
    taught(studio, ElementKind.PET, "Trasto", "dog")
    studio.keep(STORY)
    return studio


def ordered(studio: Studio) -> str:
    studio.go("pictures.offer", STORY.id)
    studio.phone.tap("Sí")
    return studio.last_job.id


def doubt(studio: Studio, job_id: str, name: str) -> None:
    """Let the worker say of every candidate that somebody was not recognised."""
    folder = studio.kit.services.job_folders.folder(job_id)
    for number in studio.makes:
        making: Making = making_from_json(folder.read(names.making(number)))
        slot = SlotMade(
            element_id=f"element-{name.lower()}",
            box=Box(left=0.1, top=0.1, right=0.4, bottom=0.9),
            prompt="",
            seed=1,
            strength=0.8,
            recognised=False,
        )
        folder.write(names.making(number), to_json(replace(making, slots=(slot,))))


def test_the_job_takes_the_road_of_several_by_itself(beach: Studio) -> None:
    folder = beach.kit.services.job_folders.folder(ordered(beach))
    recipe = recipe_from_json(folder.read(names.RECIPE))
    assert [slot.element_id for slot in recipe.slots] == [
        "element-juan", "element-elvira", "element-trasto",
    ]  # fmt: skip
    for number, (slot, name) in enumerate(
        zip(recipe.slots, ("Juan", "Elvira", "Trasto"), strict=True), start=1
    ):
        assert folder.read(slot.adapter.input_name) == name.encode()
        assert folder.read(names.slot_reference(number, 1)) == b"a photo of " + name.encode()
    assert names.reference(1) not in folder.names()


def test_whom_nobody_recognised_is_shown_on_the_grid_and_drawn_there(beach: Studio) -> None:
    ordered(beach)
    job_id = beach.run_worker()
    doubt(beach, job_id, "Elvira")
    beach.came(job_id, "done")
    assert "no sé si Elvira ha salido bien" in beach.phone.last.text
    beach.phone.tap("¿Dónde está Elvira?")
    assert "Toca los números" in beach.phone.last.text
    beach.phone.tap("6")
    beach.phone.tap("Ya está")
    beach.phone.tap("Del todo")
    request = beach.request(beach.last_job.id)
    assert [use.input_name for use in request.adapters] == ["adapter-element-elvira.safetensors"]
    assert request.phrases[0].text == "elvxq woman"
    with beach.kit.look() as work:
        assert work.wishes.get(beach.last_job.wish_id).area is Area.CELLS


def test_where_everybody_is_known_nothing_is_asked(beach: Studio) -> None:
    ordered(beach)
    beach.came(beach.run_worker(), "done")
    assert "¿Dónde está" not in " ".join(beach.phone.last.labels)


def test_more_like_one_keeps_everybody_where_they_stand(beach: Studio) -> None:
    ordered(beach)
    job_id = beach.run_worker()
    folder = beach.kit.services.job_folders.folder(job_id)
    slots = recipe_from_json(folder.read(names.RECIPE)).slots
    moved = Box(left=0.3, top=0.2, right=0.5, bottom=0.9)
    making = making_from_json(folder.read(names.making(1)))
    made = tuple(
        SlotMade(element_id=slot.element_id, box=moved, prompt="", seed=1, strength=0.8)
        for slot in slots
    )
    folder.write(names.making(1), to_json(replace(making, slots=made, likeness=0.9)))
    beach.came(job_id, "done")
    beach.phone.tap("Otras formas…")
    beach.phone.tap("Una parecida")
    beach.phone.tap("1")
    request = beach.request(beach.last_job.id)
    assert [slot.box for slot in request.slots] == [moved] * 3
    assert request.adapters == ()


def test_whoever_is_taught_after_a_first_picture_is_in_the_next(studio: Studio) -> None:
    studio.keep(STORY)
    ordered(studio)
    with studio.kit.look() as work:
        pictured = work.scenes.of_memory(STORY.id)
    elvira = taught(studio, ElementKind.RELATIVE, "Elvira", "woman")
    studio.go("pictures.ask", STORY.id)
    with studio.kit.look() as work:
        card = work.scenes.of_memory(STORY.id)
        assert work.scenes.get(pictured.id) == pictured
    assert card.id != pictured.id
    assert not card.approved
    assert elvira.id in card.element_ids
    assert card.others == pictured.others - 1
