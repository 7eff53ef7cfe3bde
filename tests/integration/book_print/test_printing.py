"""From a tap to a printed book in the chat, with the real stores and the real typesetter."""

from dataclasses import replace

import pytest

from bot.incoming import Incoming, IncomingKind
from core.book.print_edition import EDITION, RESULT
from core.domain.circle import Role
from core.domain.job import JobKind, JobState, JobStatus
from core.domain.memory import Audience
from core.errors import JobFailed
from core.services import books
from core.worker.books import BookBody
from tests.integration.book.conftest import jpeg, keep, told
from tests.integration.book_print.press import Press


def test_two_taps_print_the_book_and_it_arrives_as_a_file(press: Press) -> None:
    press.order()
    assert "Ahora la imprenta está cerrada" in press.ana.last.text

    press.run_worker()

    assert press.ana.last.payload["document_name"] == "libro-a4.pdf"
    assert press.ana.last.text.startswith("📖 El libro, listo para imprimir.")
    with press.received() as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert len(pdf.pages) == 2 + 2 + 3  # cover, contents, two chapters, three memories


def test_what_is_chosen_is_what_is_printed(press: Press) -> None:
    press.order("Hoja A5", "Letra muy grande", "Apaisado", "Marcas de corte")
    assert "Estoy preparando el libro" in press.ana.last.text

    press.run_worker()

    assert press.ana.last.payload["document_name"] == "libro-a5-landscape-large-trimmed.pdf"
    with press.received() as pdf:
        trim = [float(side) for side in pdf.pages[0].trimbox]
        size_mm = [round((trim[i + 2] - trim[i]) / 72 * 25.4) for i in (0, 1)]
        assert size_mm == [210, 148]
        assert float(pdf.pages[0].mediabox[2]) > trim[2]


def test_every_choice_can_be_taken_back_in_the_same_message(press: Press) -> None:
    press.choose("Hoja A5", "Letra muy grande", "Apaisado", "Marcas de corte")
    assert "Hoja A5 apaisada, letra muy grande, con marcas de corte" in press.ana.last.text

    for label in ("Hoja A4", "Letra clara", "Vertical", "Sin marcas"):
        press.ana.tap(label)

    assert "Hoja A4, letra clara." in press.ana.last.text
    assert press.ana.last.payload["replaces"]


def test_a_book_that_says_the_same_is_sent_again_at_once(press: Press) -> None:
    press.order()
    press.run_worker()
    first = press.ana.last.payload["document"]

    record = press.order()

    assert press.ana.last.payload["document"] == first
    assert press.last_job == record, "no new job"


def with_plain_file(press: Press) -> None:
    with press.change() as work:
        plain = work.media.put(jpeg(), media_type="image/jpeg")
        work.pictures.save(replace(work.pictures.get("p0"), plain_media_id=plain))


def large_copy_comes(press: Press) -> None:
    with press.change() as work:
        large = work.media.put(jpeg(256, 256), media_type="image/jpeg")
        work.pictures.save(replace(work.pictures.get("p0"), large_media_id=large))


def test_what_has_no_large_copy_yet_gets_one_where_paper_is_chosen(press: Press) -> None:
    with_plain_file(press)
    press.choose("Hoja A5")
    with press.kit.look() as work:
        assert [(job.kind, job.subject_id) for job in work.jobs.all()] == [(JobKind.ENLARGE, "p0")]


def test_a_book_is_printed_anew_once_a_picture_has_its_large_copy(press: Press) -> None:
    first = press.order()
    press.run_worker()
    large_copy_comes(press)

    assert press.order() != first
    press.run_worker()
    assert press.ana.last.payload["document_name"] == "libro-a4.pdf"


def test_a_large_copy_that_comes_while_it_is_printed_does_not_spoil_it(press: Press) -> None:
    first = press.order()
    large_copy_comes(press)
    press.run_worker()
    assert press.ana.last.payload["document_name"] == "libro-a4.pdf"

    assert press.order() != first, "it was printed from the small one"


def test_a_book_that_changed_is_printed_anew_and_the_old_file_goes(press: Press) -> None:
    press.order()
    press.run_worker()
    first = press.ana.last.payload["document"]
    with press.change() as work:
        books.retitle(work, told(1).id, title="Otra tarde")

    press.order()
    press.run_worker()

    assert press.ana.last.payload["document"] != first
    assert not press.keeps(first)


def test_what_left_the_book_takes_the_printed_book_along(press: Press) -> None:
    press.order()
    press.run_worker()
    printed = press.ana.last.payload["document"]

    with press.change() as work:
        books.take_out(work, told(1).id)

    assert not press.keeps(printed)


def test_a_book_that_changes_while_it_is_printed_is_not_sent(press: Press) -> None:
    press.order()
    with press.change() as work:
        keep(work, told(1, audience=Audience.US))

    press.run_worker()

    assert "document" not in press.ana.last.payload
    assert press.ana.last.labels == ["🖨 Hacerlo otra vez"]
    press.ana.tap("🖨 Hacerlo otra vez")
    press.run_worker()
    with press.received() as pdf:
        assert len(pdf.pages) == 2 + 1 + 2


def test_asking_twice_waits_for_the_same_job(press: Press) -> None:
    first = press.order()

    assert press.order() == first
    assert press.ana.last.labels == ["Dejarlo"]


def test_cancelling_stops_the_job_and_says_so_once(press: Press) -> None:
    record = press.order()
    press.ana.tap("Dejarlo")
    press.deliver()

    assert press.ana.last.text == "De acuerdo, lo dejamos. El libro sigue aquí."
    assert press.jobs.state(record.id) == JobState(status=JobStatus.CANCELLED)
    seen = len(press.ana.seen)
    press.came(record.id, "cancelled")
    assert len(press.ana.seen) == seen


def test_a_job_that_fails_ends_in_kind_words_and_another_try(press: Press) -> None:
    record = press.order()
    press.folder(record.id).write(EDITION, b"{}")

    assert press.run_worker().failure == "edition"

    assert press.ana.last.text.startswith("Ahora no he podido preparar el libro.")
    press.ana.tap("🖨 Hacerlo otra vez")
    assert press.ana.last.labels[0] == "🖨 Hacer el libro"


def test_a_book_too_large_for_a_message_says_what_to_do(press: Press) -> None:
    press.body = BookBody(press.body._folders, most_bytes=1000)
    press.order()

    assert press.run_worker().failure == "too-large"

    assert "Prueba con la hoja A5" in press.ana.last.text
    assert press.ana.last.labels == ["Hoja A5", "Volver al libro"]
    press.ana.tap("Hoja A5")
    assert press.run_worker().failure == "too-large"
    assert press.ana.last.labels == ["Volver al libro"]


@pytest.mark.parametrize("what", ["done", "failed"])
def test_nothing_reaches_whoever_was_removed_while_it_was_printed(press: Press, what: str) -> None:
    luis = press.kit.member(2, "Luis", Role.RELATIVE, press.kit.patient_ids[0])
    luis.command("book")
    for label in ("📦 Llevárselo", "🖨 Imprimir", "🖨 Hacer el libro"):
        luis.tap(label)
    record = press.last_job
    press.kit.services.registry.leave(2, press.kit.patient_ids[0])
    press.folder(record.id).write(RESULT, b"%PDF")
    shown = len(luis.seen)

    luis.send(Incoming(kind=IncomingKind.JOB, job_id=record.id, what=what), key=f"j:{what}")

    assert len(luis.seen) == shown
    assert press.last_job.taken_over


def test_a_job_killed_in_the_middle_is_printed_by_the_next_worker(press: Press) -> None:
    record = press.order()
    ticket = press.jobs._rows[record.id].ticket
    with pytest.raises(JobFailed):
        press.body(ticket, lambda _: None, lambda: True)
    assert RESULT not in press.folder(record.id).names()

    assert press.run_worker().results == (RESULT,)


def test_the_folder_holds_nothing_in_clear(press: Press) -> None:
    record = press.order()
    press.jobs.run_next({record.kind: press.body})
    stores = press.kit._stores
    assert stores is not None
    lying = [path for path in stores.paths.job(record.id).rglob("*") if path.is_file()]
    told_words = told(0).words.encode()

    assert len(lying) >= 4
    for path in lying:
        content = path.read_bytes()
        assert told_words not in content
        assert b"%PDF" not in content
        assert b"\xff\xd8\xff" not in content


def test_an_english_companion_gets_the_book_in_the_persons_language(press: Press) -> None:
    kate = press.kit.member(2, "Kate", Role.RELATIVE, press.kit.patient_ids[0], language="en")
    kate.command("book")
    kate.tap("📦 Take it along")
    kate.tap("🖨 Print")
    kate.tap("🖨 Make the book")
    press.deliver()
    press.jobs.run_next({press.last_job.kind: press.body})
    done = Incoming(kind=IncomingKind.JOB, job_id=press.last_job.id, what="done")
    kate.send(done, key="j:done")

    assert kate.last.text.startswith("📖 The book, ready to print.")
    press.ana.seen.append(kate.last)
    with press.received() as pdf:
        assert str(pdf.Root.Lang) == "es-ES"
        assert str(pdf.docinfo["/Title"]) == "El libro de Manuel"
