"""The summary as a PDF: fifteen blocks, a draft while taps are missing, only for its readers."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.job import JobKind, Queue, Ticket
from core.domain.memory import Audience
from core.domain.picture import AdapterUse, PictureStatus
from core.domain.summary import BLOCKS
from core.worker.books import BookBody
from tests.fakes.jobs import FakeJobs
from tests.fakes.turns import START, Phone, words
from tests.integration.pictures.house import RECIPE, bare_jpeg, marked_jpeg
from tests.integration.session.room import COMPANION, THERAPIST, Room
from tests.integration.summaries.examples import the_story
from tests.unit.book_print.printed import letters_on
from tests.unit.pictures.stories import PICTURE, SCENE


def ask(room: Room) -> tuple[Phone, FakeJobs]:
    """The therapist opens the newest summary and asks for it on paper."""
    jobs = FakeJobs(queue=Queue.CPU)
    room.kit.services = replace(room.kit.services, jobs=jobs)
    therapist = room.kit.phone(THERAPIST, "Inés")
    therapist.command("summaries")
    therapist.tap(next(label for label in therapist.last.labels if "·" in label))
    therapist.tap("📄 En PDF")
    return therapist, jobs


def come(room: Room, phone: Phone, jobs: FakeJobs) -> None:
    """The worker sets it, and the result comes in."""
    folders = room.kit.services.job_folders
    with room.kit.look() as work:
        record = work.jobs.all()[-1]
    jobs.enqueue(Ticket(job_id=record.id, kind=record.kind, queue=Queue.CPU))
    jobs.run_next({JobKind.BOOK: BookBody(folders)})
    phone.send(Incoming(kind=IncomingKind.JOB, job_id=record.id, what="done"))


def pages(room: Room, phone: Phone) -> pikepdf.Pdf:
    with room.kit.look() as work:
        return pikepdf.open(BytesIO(work.media.read(phone.last.payload["document"])))


@pytest.fixture
def real_folders(told: Room) -> Room:
    stores = told.kit._stores
    assert stores is not None
    told.kit.services = replace(told.kit.services, job_folders=stores.job_folders)
    return told


def finish(room: Room) -> None:
    room.phone.command("session")
    room.taps("Bien")
    room.kit.phone(THERAPIST, "Inés").read()


def test_it_has_the_fifteen_blocks_in_their_order(real_folders: Room) -> None:
    finish(real_folders)
    phone, jobs = ask(real_folders)
    come(real_folders, phone, jobs)
    pdf = pages(real_folders, phone)
    letters = "".join(letters_on(page) for page in pdf.pages)
    tr = words().locale("es")
    headings = [tr.plain(f"summaries-block-{name}").replace(" ", "") for name in BLOCKS]
    places = [letters.index(f"{n}·{heading}") for n, heading in enumerate(headings, start=1)]
    assert places == sorted(places)
    assert "Borrador" not in letters


def test_it_says_that_it_is_a_draft_until_the_last_tap(real_folders: Room) -> None:
    phone, jobs = ask(real_folders)
    come(real_folders, phone, jobs)
    pdf = pages(real_folders, phone)
    letters = letters_on(pdf.pages[0])
    assert "Borrador" in letters


def test_when_sharing_was_taken_back_meanwhile_nothing_is_sent(real_folders: Room) -> None:
    finish(real_folders)
    phone, jobs = ask(real_folders)
    with real_folders.kit.look() as work:
        consent = work.consents.holding(ConsentKind.SHARING)
        work.consents.save(consent.withdraw(at=START))
        work.commit()
    real_folders.kit.services.registry.leave(THERAPIST, real_folders.kit.patient_ids[0])
    come(real_folders, phone, jobs)
    assert "document" not in phone.last.payload


def hang(room: Room, jpeg: bytes) -> None:
    """An accepted picture of the session's memory, with the person's likeness allowed."""
    recipe = replace(RECIPE, adapters=(AdapterUse(input_name="adapter1"),))
    with room.kit.look() as work:
        work.scenes.save(replace(SCENE, memory_id="m1"))
        work.pictures.save(
            replace(
                PICTURE,
                memory_id="m1",
                media_id=work.media.put(jpeg, media_type="image/jpeg"),
                status=PictureStatus.APPROVED,
                made_at=START,
                recipe=recipe,
            )
        )
        work.consents.save(
            Consent(
                id="likeness",
                kind=ConsentKind.LIKENESS,
                given_by=GivenBy.PERSON,
                recorded_by=COMPANION,
                given_at=START,
            )
        )
        work.commit()


def sheet_of(room: Room) -> pikepdf.Pdf:
    finish(room)
    phone, jobs = ask(room)
    come(room, phone, jobs)
    return pages(room, phone)


def drawn_on(pdf: pikepdf.Pdf) -> int:
    return sum(1 for thing in pdf.objects if _is_image(thing))


def _is_image(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"


def test_an_accepted_picture_stands_small_in_its_block_with_label_and_consent(
    real_folders: Room,
) -> None:
    hang(real_folders, marked_jpeg(1))
    pdf = sheet_of(real_folders)
    letters = "".join(letters_on(page) for page in pdf.pages)
    assert "Imagenimaginada·hechaconIA·Lavueltaconluna" in letters
    assert "parecido,conpermisodelapersona" in letters
    assert drawn_on(pdf) == 1


@pytest.mark.parametrize("lacks", ["marks", "audience"])
def test_a_picture_that_readers_may_not_see_is_not_on_paper(
    real_folders: Room, lacks: str
) -> None:
    hang(real_folders, bare_jpeg(1) if lacks == "marks" else marked_jpeg(1))
    if lacks == "audience":
        with real_folders.kit.look() as work:
            work.memories.save(the_story(audience=Audience.US))
            work.commit()
    assert drawn_on(sheet_of(real_folders)) == 0


def conclude(room: Room, phone: Phone) -> str:
    """The report since the beginning, as it was read before its conclusion was written."""
    room.kit.wait(timedelta(days=1))
    phone.command("summaries")
    phone.tap("Informe")
    before: str = phone.last.text
    phone.tap("Escribir la conclusión")
    phone.words("Seguimos con el baile.\nMás canciones.")
    room.kit.wait(timedelta(days=100))
    return before


def test_a_report_that_was_concluded_is_read_again_and_comes_on_paper(
    real_folders: Room,
) -> None:
    finish(real_folders)
    phone, jobs = ask(real_folders)
    before = conclude(real_folders, phone)
    phone.command("summaries")
    phone.tap("Informe")
    assert "Sesiones:</b> 0" in phone.last.text
    phone.tap("Informes anteriores")
    phone.tap(phone.last.labels[0])
    again = phone.last.text
    assert before.replace("pendiente", "Seguimos con el baile.\nMás canciones.") == again
    phone.tap("📄 En PDF")
    come(real_folders, phone, jobs)
    letters = "".join(letters_on(page) for page in pages(real_folders, phone).pages)
    assert "1·Sesiones" in letters
    assert "Seguimosconelbaile.Máscanciones." in letters.replace("\n", "")


def test_the_report_that_is_due_comes_on_paper_too(real_folders: Room) -> None:
    finish(real_folders)
    phone, jobs = ask(real_folders)
    phone.command("summaries")
    phone.tap("Informe")
    assert "Informes anteriores" not in phone.last.labels
    phone.tap("📄 En PDF")
    come(real_folders, phone, jobs)
    letters = "".join(letters_on(page) for page in pages(real_folders, phone).pages)
    assert "pendiente" in letters
