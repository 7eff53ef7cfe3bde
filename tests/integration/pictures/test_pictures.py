"""What becomes of pictures, in a real store with real marks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from core.domain.book import Page
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.edition import Edition, EditionKind
from core.domain.memory import Verification
from core.domain.picture import Picture, PictureStatus
from core.errors import ConsentMissing, FileRefused, NotFound
from core.services import pictures, sent_files
from core.services.picture_gate import GateShut
from core.services.picture_lists import arrivals
from tests.integration.pictures.house import OWNER, RECIPE, House, plain_png
from tests.unit.pictures.stories import MEMORY, NOW, SCENE

PAGE = Page(id=MEMORY.id, stage=MEMORY.stage, position=0, title=MEMORY.title)


def taken(house: House, job_id: str = "job1") -> Sequence[Picture]:
    folder = house.stores.job_folders.folder(job_id)
    with house.work() as work:
        results = pictures.take_results(work, folder, ids=house.stores.ids, now=NOW)
        work.commit()
    return results


def made(house: House, *numbers: int) -> Sequence[Picture]:
    house.order()
    house.make(*(numbers or (1, 2, 3, 4)))
    return taken(house)


def approved(house: House, *, shown: bool = False) -> Picture:
    picture = made(house)[0]
    with house.work() as work:
        pictures.offer(work, [picture], now=NOW)
        pictures.approve(work, picture_id=picture.id, account_id=OWNER, now=NOW)
        if shown:
            pictures.mark_shown(work, picture_id=picture.id, now=NOW)
        work.commit()
        return work.pictures.get(picture.id)


def with_page(house: House) -> None:
    with house.work() as work:
        work.pages.save(PAGE)
        work.commit()


def test_the_first_candidate_can_be_taken_while_the_others_are_made(house: House) -> None:
    house.order()
    house.make(1)
    folder = house.stores.job_folders.folder("job1")
    with house.work() as work:
        first = pictures.take_candidate(work, folder, number=1, ids=house.stores.ids, now=NOW)
        second = pictures.take_candidate(work, folder, number=2, ids=house.stores.ids, now=NOW)
        work.commit()
        assert first is not None
        assert work.media.read(first.plain_media_id) == plain_png(1)
        assert second is None
        assert not work.jobs.get("job1").taken_over


def test_how_a_picture_was_made_is_kept_with_it(house: House) -> None:
    first = made(house)[0]
    assert first.making.seed == 1
    assert first.recipe == RECIPE
    assert (first.memory_id, first.scene_id) == (MEMORY.id, SCENE.id)
    assert first.status is PictureStatus.CANDIDATE


def test_taking_results_over_twice_changes_nothing(house: House) -> None:
    once = made(house)
    house.stores.job_folders.folder("job1").remove()
    assert taken(house) == once
    with house.work() as work:
        assert len(work.pictures.of_memory(MEMORY.id)) == 4


def test_results_taken_in_a_turn_that_failed_are_taken_by_the_next(house: House) -> None:
    house.order()
    house.make(1, 2, 3, 4)
    folder = house.stores.job_folders.folder("job1")
    with house.work() as work:
        pictures.take_results(work, folder, ids=house.stores.ids, now=NOW)
    assert len(taken(house)) == 4


def test_a_picture_without_its_marks_is_not_taken(house: House) -> None:
    house.order()
    house.make(1, 2)
    house.make(3, marked=False)
    assert [p.number for p in taken(house)] == [1, 2]


def test_the_companion_sees_a_candidate_before_anybody(house: House) -> None:
    candidate = made(house)[0]
    with house.work() as work:
        with pytest.raises(GateShut):
            pictures.mark_shown(work, picture_id=candidate.id, now=NOW)
        [offered] = pictures.offer(work, [candidate], now=NOW)
        assert offered.offered_at == NOW


def test_a_picture_whose_scene_was_not_checked_is_not_even_offered(house: House) -> None:
    candidate = made(house)[0]
    with house.work() as work:
        work.scenes.save(replace(SCENE, approved=False))
        with pytest.raises(GateShut):
            pictures.offer(work, [candidate], now=NOW)


def test_an_approved_picture_is_revealed(house: House) -> None:
    picture = approved(house, shown=True)
    assert picture.shown_at == NOW
    assert (picture.approved_by, picture.approved_at) == (OWNER, NOW)


def test_showing_it_again_counts_as_seeing_it_last(house: House) -> None:
    picture = approved(house, shown=True)
    with house.work() as work:
        again = pictures.mark_shown(work, picture_id=picture.id, now=NOW + timedelta(days=1))
        assert again.shown_at == NOW + timedelta(days=1)
        assert pictures.last_shown(work, since=NOW + timedelta(hours=1)) == again


def test_a_rejected_picture_is_out_of_sight(house: House) -> None:
    picture = approved(house)
    with_page(house)
    with house.work() as work:
        pictures.place_on_page(work, picture_id=picture.id)
        pictures.reject(work, picture_id=picture.id)
        pictures.reject(work, picture_id=picture.id)
        work.commit()
        assert work.pages.get(MEMORY.id).picture_id is None
        with pytest.raises(NotFound):
            work.media.read(picture.media_id)
        with pytest.raises(GateShut):
            pictures.mark_shown(work, picture_id=picture.id, now=NOW)


def test_none_of_them_rejects_what_was_not_approved(house: House) -> None:
    approved(house)
    with house.work() as work:
        pictures.reject_all(work, job_id="job1")
        statuses = [p.status for p in work.pictures.of_job("job1")]
    assert statuses == [PictureStatus.APPROVED] + [PictureStatus.REJECTED] * 3


def test_a_liked_picture_stands_on_its_page(house: House) -> None:
    picture = approved(house)
    with_page(house)
    with house.work() as work:
        assert pictures.place_on_page(work, picture_id=picture.id)
        assert work.pages.get(MEMORY.id).picture_id == picture.id


def test_a_memory_outside_the_book_keeps_its_picture_for_later(house: House) -> None:
    picture = approved(house)
    with house.work() as work:
        assert not pictures.place_on_page(work, picture_id=picture.id)
        assert pictures.picture_for_page(work, memory_id=MEMORY.id) == picture


def test_a_candidate_never_gets_onto_a_page(house: House) -> None:
    candidate = made(house)[0]
    with_page(house)
    with house.work() as work:
        with pytest.raises(GateShut):
            pictures.place_on_page(work, picture_id=candidate.id)
        assert pictures.picture_for_page(work, memory_id=MEMORY.id) is None


def test_a_new_detail_keeps_the_picture_out_of_the_book_until_confirmed(house: House) -> None:
    picture = approved(house)
    with_page(house)
    with house.work() as work:
        pictures.place_on_page(work, picture_id=picture.id)
        memory = pictures.note_new_detail(work, picture_id=picture.id, words=" El día de la boda ")
        assert memory.possible_new_detail == "El día de la boda"
        assert memory.words == MEMORY.words
        assert work.pages.get(MEMORY.id).picture_id is None
        assert not pictures.place_on_page(work, picture_id=picture.id)
        work.memories.save(replace(memory, verification=Verification.FAMILY_CONFIRMED))
        assert pictures.place_on_page(work, picture_id=picture.id)


def test_a_new_detail_takes_the_picture_out_of_what_was_made_of_the_book(house: House) -> None:
    picture = approved(house)
    with house.work() as work:
        other = work.media.put(b"another", media_type="image/jpeg")
        for edition_id, shown in (("with", picture.media_id), ("without", other)):
            work.editions.save(
                an_edition(edition_id, work.media.put(b"book", media_type="a/b"), shown)
            )
        sent = sent_files.keep(work, "download", [b"all"], media_type="a/zip", now=NOW)
        pictures.note_new_detail(work, picture_id=picture.id, words="")
        assert [edition.id for edition in work.editions.all()] == ["without"]
        with pytest.raises(NotFound):
            work.media.read(sent[0])


def an_edition(edition_id: str, file_id: str, *shown: str) -> Edition:
    return Edition(
        id=edition_id,
        kind=EditionKind.PRINT,
        code="",
        language="es",
        face=edition_id,
        media_ids=(file_id,),
        made_at=NOW,
        shown_ids=shown,
    )


def test_a_detail_that_comes_after_a_confirmed_one_waits_too(house: House) -> None:
    picture = approved(house)
    with house.work() as work:
        memory = pictures.note_new_detail(work, picture_id=picture.id, words="El perro")
        work.memories.save(replace(memory, verification=Verification.FAMILY_CONFIRMED))
        assert pictures.picture_for_page(work, memory_id=MEMORY.id) == picture
        memory = pictures.note_new_detail(work, picture_id=picture.id, words="El coche")
        assert memory.possible_new_detail == "El perro\nEl coche"
        assert pictures.picture_for_page(work, memory_id=MEMORY.id) is None


def test_a_detail_nobody_named_is_remembered_all_the_same(house: House) -> None:
    picture = approved(house)
    with house.work() as work:
        memory = pictures.note_new_detail(work, picture_id=picture.id, words="  ")
        assert memory.possible_new_detail == pictures.UNNAMED_DETAIL
        assert pictures.picture_for_page(work, memory_id=MEMORY.id) is None


def photo_consent() -> Consent:
    return Consent(
        id="consent2",
        kind=ConsentKind.PHOTOS,
        given_by=GivenBy.CARER,
        recorded_by=OWNER,
        given_at=NOW,
    )


def a_photo() -> bytes:
    content = BytesIO()
    Image.new("RGB", (800, 600), "beige").save(content, "JPEG")
    return content.getvalue()


def test_a_real_photo_takes_the_place_of_the_picture(house: House) -> None:
    picture = approved(house)
    with_page(house)
    with house.work() as work:
        pictures.place_on_page(work, picture_id=picture.id)
        work.consents.save(photo_consent())
        photo = pictures.use_photo(
            work,
            memory_id=MEMORY.id,
            content=a_photo(),
            sent_by=OWNER,
            caption="",
            ids=house.stores.ids,
            now=NOW,
        )
        page = work.pages.get(MEMORY.id)
        assert (page.photo_id, page.picture_id) == (photo.id, None)
        assert (photo.width, photo.height) == (800, 600)
        assert work.media.media_type(photo.media_id) == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "consents", "refused"),
    [(a_photo(), (), ConsentMissing), (b"no photo", (photo_consent(),), FileRefused)],
    ids=["without consent", "no photo"],
)
def test_a_photo_that_cannot_be_kept_leaves_nothing(
    house: House, content: bytes, consents: Sequence[Consent], refused: type[Exception]
) -> None:
    with house.work() as work:
        for consent in consents:
            work.consents.save(consent)
        with pytest.raises(refused):
            pictures.use_photo(
                work,
                memory_id=MEMORY.id,
                content=content,
                sent_by=OWNER,
                caption="",
                ids=house.stores.ids,
                now=NOW,
            )
        assert not work.photos.all()


def test_pictures_nobody_waited_for_are_offered_once(house: House) -> None:
    results = made(house)
    with house.work() as work:
        [arrival] = arrivals(work)
        assert (arrival.memory_id, list(arrival.pictures)) == (MEMORY.id, list(results))
        pictures.offer(work, arrival.pictures, now=NOW)
        assert not arrivals(work)


def test_what_is_still_being_made_has_not_arrived(house: House) -> None:
    house.order()
    house.make(1)
    folder = house.stores.job_folders.folder("job1")
    with house.work() as work:
        pictures.take_candidate(work, folder, number=1, ids=house.stores.ids, now=NOW)
        assert not arrivals(work)
