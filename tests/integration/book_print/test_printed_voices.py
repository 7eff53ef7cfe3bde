"""From the code on a printed page to the voice in the chat, and to nothing for everybody else."""

from dataclasses import replace

import pytest

from bot.handlers import arrival
from core.book.print_edition import EDITION, PrintEdition, from_json
from core.domain.circle import Account, Role
from core.domain.memory import Audience
from core.services import books, privacy
from core.services.invitations import BOT_USERNAME
from tests.fakes.turns import Phone, joined
from tests.integration.book.conftest import keep, told
from tests.integration.book_print.press import Press

CODES = "Código de la voz"


@pytest.fixture
def word(press: Press) -> str:
    """What the printed code of the one page with a voice sends after /start."""
    services = press.kit.services
    services.registry.set_value(BOT_USERNAME, "VivenciaBot")
    routes = joined(services.routes, arrival.routes())
    press.kit.services = replace(services, routes=routes)
    with press.change() as work:
        voice = work.media.put(b"OggS", media_type="audio/ogg")
        keep(work, told(0, voice_ids=(voice,)))
    return printed_word(press)


def printed_word(press: Press) -> str:
    record = press.order(CODES)
    edition = from_json(press.folder(record.id).read(EDITION), PrintEdition)
    (code,) = [page.code for page in edition.pages if page.code is not None]
    start, _, word = code.link.partition("?start=")
    assert start == "https://t.me/VivenciaBot"
    return word


def answer_to(phone: Phone, word: str) -> tuple[str, list[str]]:
    phone.command("start", word)
    return phone.last.text, phone.last.labels


def test_the_codes_are_a_choice_that_can_be_taken_back(press: Press, word: str) -> None:
    press.choose(CODES)
    assert "con el código de la voz" in press.ana.last.text

    press.ana.tap("Sin códigos")

    assert "código" not in press.ana.last.text


def test_the_code_fits_into_a_deep_link_and_names_nobody(press: Press, word: str) -> None:
    assert word.isalnum()
    assert len(word) <= 64
    assert told(0).id not in word
    assert press.kit.patient_ids[0] not in word


def test_a_book_with_codes_is_printed_and_arrives(press: Press, word: str) -> None:
    press.run_worker()

    assert press.ana.last.payload["document_name"] == "libro-a4-voices.pdf"


def test_a_relative_who_scans_it_sees_the_page_and_hears_the_voice(
    press: Press, word: str
) -> None:
    luis = press.kit.member(2, "Luis", Role.RELATIVE, press.kit.patient_ids[0])

    luis.command("start", word)

    page, voice = luis.seen
    assert told(0).words in page.text
    assert len(voice.payload["voices"]) == 1


def test_it_leads_into_the_right_space_of_several(press: Press, word: str) -> None:
    luis = press.kit.member(2, "Luis", Role.RELATIVE, press.kit.patient_ids[0])
    press.kit.member(2, "Luis", Role.OWNER)
    assert luis.account.patient_id != press.kit.patient_ids[0]

    luis.command("start", word)

    assert luis.last.payload["voices"]


def test_to_a_stranger_it_is_a_link_that_leads_nowhere(press: Press, word: str) -> None:
    stranger = press.kit.phone(9, "Nadie")

    assert answer_to(stranger, word) == answer_to(stranger, "unknown")
    assert answer_to(stranger, word) == answer_to(stranger, "v" + "0" * 16)
    assert len(stranger.seen) == 4


def test_whoever_left_the_circle_hears_nothing_any_more(press: Press, word: str) -> None:
    patient_id = press.kit.patient_ids[0]
    luis = press.kit.member(2, "Luis", Role.RELATIVE, patient_id)
    press.kit.services.registry.leave(2, patient_id)

    assert answer_to(luis, word) == answer_to(luis, "unknown")


def test_a_page_that_is_no_longer_for_the_book_is_not_opened(press: Press, word: str) -> None:
    luis = press.kit.member(2, "Luis", Role.RELATIVE, press.kit.patient_ids[0])
    with press.change() as work:
        keep(work, replace(work.memories.get(told(0).id), audience=Audience.US))

    assert answer_to(luis, word) == answer_to(luis, "unknown")


def test_a_code_dies_with_its_memory(press: Press, word: str) -> None:
    luis = press.kit.member(2, "Luis", Role.RELATIVE, press.kit.patient_ids[0])
    with press.change() as work:
        work.memories.remove(told(0).id)
        books.refresh_page(work, told(0).id)

    assert answer_to(luis, word) == answer_to(luis, "unknown")


def test_a_code_dies_with_the_person_it_was_printed_for(press: Press, word: str) -> None:
    luis = press.kit.member(2, "Luis", Role.RELATIVE, press.kit.patient_ids[0])
    luis.command("start", word)
    assert luis.last.payload["voices"]

    services = press.kit.services
    owner = Account(id=press.ana.account_id, name="Ana", language=press.ana.account.language)
    privacy.erase(services.registry, services.stores, press.kit.patient_ids[0], by=owner)

    assert answer_to(luis, word) == answer_to(luis, "unknown")


def test_the_same_page_keeps_its_code_from_one_book_to_the_next(press: Press, word: str) -> None:
    press.run_worker()
    with press.change() as work:
        books.retitle(work, told(1).id, title="Otra tarde")

    assert printed_word(press) == word
