"""A patient's files, a job's folder, and how one becomes the other."""

import pytest

from core.domain.patient import PatientId
from core.errors import NotFound, StoreError
from tests.integration.storage.conftest import House
from tests.integration.storage.examples import LUZ

PHOTO = bytes(range(256)) * 600  # more than two segments


def test_a_file_comes_back_as_it_was_with_its_type(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        assert work.media.read(media_id) == PHOTO
        work.commit()
    assert house.patients.media(space).read(media_id) == PHOTO
    assert house.patients.media(space).media_type(media_id) == "image/jpeg"


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 131_072, 153_600])
def test_a_file_may_come_in_pieces(house: House, space: PatientId, size: int) -> None:
    content = (PHOTO * 2)[:size]
    pieces = (content[start : start + 1000] for start in range(0, size, 1000))
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put_pieces(pieces, media_type="text/html")
        assert work.media.read(media_id) == content


def test_an_empty_file_is_a_file(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        assert work.media.read(work.media.put(b"", media_type="text/plain")) == b""


def test_a_file_of_an_undone_work_is_not_there(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
    with pytest.raises(NotFound):
        house.patients.media(space).read(media_id)


def test_a_file_of_somebody_else_is_not_found(house: House, space: PatientId) -> None:
    other = house.patients.create(LUZ, now=house.clock.now())
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        work.commit()
    with pytest.raises(NotFound):
        house.patients.media(other).read(media_id)


def test_outside_a_work_files_are_only_read(house: House, space: PatientId) -> None:
    house.job_folders.folder("j1").write("result-1.png", PHOTO)
    shelf = house.patients.media(space)
    with pytest.raises(StoreError):
        shelf.put(PHOTO, media_type="image/jpeg")
    with pytest.raises(StoreError):
        shelf.adopt("j1", "result-1.png", media_type="image/png")
    assert house.job_folders.folder("j1").names() == ["result-1.png"]


def test_what_is_in_the_trash_is_not_found(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        work.media.trash(media_id)
        work.commit()
        with pytest.raises(NotFound):
            work.media.read(media_id)


def test_trashing_is_undone_with_its_work(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        work.commit()
    with house.patients.open(space, LUZ) as work:
        work.media.trash(media_id)
    assert house.patients.media(space).read(media_id) == PHOTO


def test_what_is_discarded_is_gone_for_good(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        work.commit()
        work.media.discard(media_id)
        with pytest.raises(NotFound):
            work.media.read(media_id)
        work.commit()
        with pytest.raises(NotFound):
            work.media.discard(media_id)


def test_discarding_is_undone_with_its_work(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        work.commit()
    with house.patients.open(space, LUZ) as work:
        work.media.discard(media_id)
    assert house.patients.media(space).read(media_id) == PHOTO


def test_a_jobs_folder_keeps_files_by_name(house: House) -> None:
    folder = house.job_folders.folder("j1")
    folder.write("recipe.json", b"{}")
    folder.write("preview-1.jpg", PHOTO)
    folder.write("recipe.json", b"[]")
    assert folder.read("recipe.json") == b"[]"
    assert folder.names() == ["preview-1.jpg", "recipe.json"]
    assert house.job_folders.all_ids() == ["j1"]


def test_a_jobs_folder_that_nobody_wrote_to_is_empty(house: House) -> None:
    folder = house.job_folders.folder("j1")
    assert folder.names() == []
    with pytest.raises(NotFound):
        folder.read("result-1.png")


def test_a_jobs_folder_goes_with_all_it_holds(house: House) -> None:
    folder = house.job_folders.folder("j1")
    folder.write("recipe.json", b"{}")
    folder.remove()
    folder.remove()
    assert house.job_folders.all_ids() == []


def test_a_result_is_adopted_as_the_patients_own(house: House, space: PatientId) -> None:
    house.job_folders.folder("j1").write("result-1.png", PHOTO)
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.adopt("j1", "result-1.png", media_type="image/png")
        work.commit()
    house.job_folders.folder("j1").remove()
    assert house.patients.media(space).read(media_id) == PHOTO
    assert house.patients.media(space).media_type(media_id) == "image/png"


def test_adopting_is_repeated_after_an_undone_work(house: House, space: PatientId) -> None:
    house.job_folders.folder("j1").write("result-1.png", PHOTO)
    with house.patients.open(space, LUZ) as work:
        first = work.media.adopt("j1", "result-1.png", media_type="image/png")
    with house.patients.open(space, LUZ) as work:
        again = work.media.adopt("j1", "result-1.png", media_type="image/png")
        work.commit()
    assert first == again
    assert house.patients.media(space).read(again) == PHOTO


def test_a_result_that_was_never_written_cannot_be_adopted(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work, pytest.raises(NotFound):
        work.media.adopt("j1", "result-1.png", media_type="image/png")


def test_a_file_is_lent_to_a_job_under_a_name(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="application/octet-stream")
        work.media.lend(media_id, "j1", "adapter-1")
        work.commit()
    folder = house.job_folders.folder("j1")
    assert folder.read("adapter-1") == PHOTO
    assert folder.names() == ["adapter-1"]
    folder.remove()
    assert house.patients.media(space).read(media_id) == PHOTO


def test_a_jobs_file_may_come_and_go_in_pieces(house: House, space: PatientId) -> None:
    folder = house.job_folders.folder("j1")
    folder.write_pieces(
        "large", (PHOTO[start : start + 1000] for start in range(0, len(PHOTO), 1000))
    )
    assert b"".join(folder.pieces("large")) == folder.read("large") == PHOTO
    with pytest.raises(NotFound):
        next(folder.pieces("nothing"))
    with house.patients.open(space, LUZ) as work:
        media_id = work.media.adopt("j1", "large", media_type="application/octet-stream")
        assert b"".join(work.media.pieces(media_id)) == PHOTO


def test_a_folder_knows_how_much_room_there_is(house: House) -> None:
    assert house.job_folders.folder("j1").free_bytes() > 0


def test_a_folder_knows_how_much_of_it_a_file_takes(house: House) -> None:
    folder = house.job_folders.folder("j1")
    folder.write("large", PHOTO)
    assert folder.size_bytes("large") >= len(PHOTO)
    with pytest.raises(NotFound):
        folder.size_bytes("nothing")
