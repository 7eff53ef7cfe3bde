from dataclasses import replace

from core.domain import picture_files as names
from core.domain.change import BASE, REQUEST, ChangeWay
from core.domain.job import JobKind, JobRecord
from core.domain.picture import Picture, PictureStatus
from core.prompting.recipe_codec import change_from_json, to_json
from core.services import book_orders, books
from tests.integration.pictures.house import marked_jpeg, plain_png
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MAKING, MEMORY


def on_its_page(studio: Studio) -> Picture:
    """A chosen picture of a memory that has a page."""
    with studio.kit.look() as work:
        books.refresh_page(work, MEMORY.id)
        work.commit()
    return studio.approved()


def enlargements(studio: Studio) -> list[JobRecord]:
    with studio.kit.look() as work:
        return [job for job in work.jobs.all() if job.kind is JobKind.ENLARGE]


def enlarge(studio: Studio, record: JobRecord, *, what: str = "done") -> None:
    """What the worker leaves, and the watch takes in."""
    folder = studio.kit.services.job_folders.folder(record.id)
    if what == "done":
        folder.write(names.PAPER, marked_jpeg(9))
        folder.write(names.plain(1), plain_png(9))
        folder.write(names.marked(1), marked_jpeg(9))
        folder.write(names.making(1), to_json(replace(MAKING, seed=9)))
    studio.came(record.id, what)


def printed_from(studio: Studio) -> set[str]:
    with studio.kit.look() as work:
        return set(book_orders.picture_files(work, books.all_spreads(work)).values())


def test_a_picture_on_a_page_is_enlarged_for_paper(studio: Studio) -> None:
    picture = on_its_page(studio)
    [record] = enlargements(studio)
    assert record.subject_id == picture.id
    folder = studio.kit.services.job_folders.folder(record.id)
    assert change_from_json(folder.read(REQUEST)).way is ChangeWay.ENLARGE
    assert folder.read(BASE)


def test_nobody_hears_of_it_and_paper_is_printed_from_it(studio: Studio) -> None:
    picture = on_its_page(studio)
    assert printed_from(studio) == {picture.plain_media_id}
    said = len(studio.phone.seen)
    enlarge(studio, enlargements(studio)[0])
    assert len(studio.phone.seen) == said
    [kept] = [p for p in studio.pictures() if p.id == picture.id]
    assert kept.large_media_id
    assert printed_from(studio) == {kept.large_media_id}


def test_it_is_made_once(studio: Studio) -> None:
    picture = on_its_page(studio)
    enlarge(studio, enlargements(studio)[0])
    studio.go("pictures.keep", picture.id)
    assert len(enlargements(studio)) == 1


def test_where_it_fails_paper_is_printed_from_the_picture_as_it_is(studio: Studio) -> None:
    picture = on_its_page(studio)
    enlarge(studio, enlargements(studio)[0], what="failed")
    assert printed_from(studio) == {picture.plain_media_id}


def test_a_picture_that_went_meanwhile_gets_no_large_copy(studio: Studio) -> None:
    picture = on_its_page(studio)
    with studio.kit.look() as work:
        work.pictures.save(replace(picture, status=PictureStatus.REJECTED))
        work.commit()
    enlarge(studio, enlargements(studio)[0])
    assert not any(p.large_media_id for p in studio.pictures())
