"""Editions made before, and sent to somebody of the circle: by whom, to whom, with what words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.edition import Edition, EditionKind
from core.domain.memory import Audience
from core.domain.sighting import SightingKind
from core.errors import NotFound
from core.services import books
from tests.fakes.turns import Phone, TurnKit
from tests.integration.book.conftest import fill, keep, told

PAGE = "📖 Libro en una página"
SHARE, SEND = "📤 Enviar a…", "Sí, enviar"


def make(phone: Phone) -> str:
    """Have the book made as one page; the id of its file."""
    phone.command("book")
    phone.tap("📦 Llevárselo")
    phone.tap(PAGE)
    made: str = phone.last.payload["document"]
    return made


def make_two(kit: TurnKit, phone: Phone) -> tuple[str, str]:
    """One of a memory, and another with one more, forty days later."""
    fill(kit, 1)
    first = make(phone)
    kit.wait(timedelta(days=40))
    with kit.look() as work:
        keep(work, told(1))
        work.commit()
    return first, make(phone)


@pytest.fixture
def kate(kit: TurnKit) -> Phone:
    """A relative who reads English."""
    return kit.member(2, "Kate", Role.RELATIVE, kit.patient_ids[0], language="en")


@pytest.fixture
def luis(kit: TurnKit) -> Phone:
    return kit.member(3, "Luis", Role.COMPANION, kit.patient_ids[0])


def test_the_page_about_the_person_is_not_called_a_book(
    kit: TurnKit, ana: Phone, luis: Phone
) -> None:
    fill(kit, 1)
    with kit.look() as work:
        sheet = work.media.put(b"%PDF-1.7", media_type="application/pdf")
        about = Edition(
            id="about",
            kind=EditionKind.ABOUT,
            code="a4",
            language="es",
            face="1",
            media_ids=(sheet,),
            made_at=kit.clock.now(),
            memory_ids=tuple(memory.id for memory in work.memories.all()),
        )
        work.editions.save(about)
        work.commit()
    ana.command("book")
    for label in ("📦 Llevárselo", "🗂 Lo ya hecho"):
        ana.tap(label)
    ana.tap(ana.last.labels[0])
    for label in (SHARE, "Luis", SEND):
        ana.tap(label)
    luis.read()
    assert "Lleva datos suyos: guárdala en un sitio de confianza." in luis.last.text
    assert "libro de vida" not in luis.last.text


def test_the_owner_sends_it_at_once_with_words_of_who_sends_what(
    kit: TurnKit, ana: Phone, kate: Phone
) -> None:
    fill(kit, 3)
    made = make(ana)
    ana.tap(SHARE)
    ana.tap("Kate")
    assert not kate.read()
    ana.tap(SEND)

    assert ana.last.text == "📤 Enviado a Kate."
    kate.read()
    assert kate.last.payload["document"] == made
    assert kate.last.text.startswith("📖 Ana sends you the book as one page")
    assert "Manuel. It has 3 memories." in kate.last.text
    with kit.look() as work:
        [sending] = work.editions.all()[0].sendings
        assert (sending.to_id, sending.by_id) == (2, 1)
        seen = {(s.account_id, s.kind) for s in work.sightings.all()}
        assert (2, SightingKind.EDITION) in seen


def test_a_companion_asks_the_owner_who_gives_leave(
    kit: TurnKit, ana: Phone, luis: Phone, kate: Phone
) -> None:
    fill(kit, 1)
    make(luis)
    luis.tap(SHARE)
    luis.tap("Kate")
    luis.tap("Sí, pedirlo")
    assert not kate.read()
    ana.read()
    assert ana.last.text.startswith("📤 Luis quiere enviar a <b>Kate</b>")

    ana.tap(SEND)
    kate.read()
    luis.read()
    assert kate.last.text.startswith("📖 Luis sends you")
    assert luis.last.text.startswith("Permiso dado")


def test_without_leave_nothing_is_sent(kit: TurnKit, ana: Phone, luis: Phone, kate: Phone) -> None:
    fill(kit, 1)
    make(luis)
    luis.tap(SHARE)
    luis.tap("Kate")
    luis.tap("Sí, pedirlo")
    ana.read()
    ana.tap("No")
    assert not kate.read()
    luis.read()
    assert luis.last.text.startswith("Esta vez no se envía nada a Kate.")


def ask_leave(phone: Phone) -> None:
    make(phone)
    phone.tap(SHARE)
    phone.tap("Kate")
    phone.tap("Sí, pedirlo")


def kate_is_gone(kit: TurnKit, how: str) -> None:
    """She leaves the circle, or asks for quiet."""
    registry, space = kit.services.registry, kit.patient_ids[0]
    if how == "left":
        registry.leave(2, space)
        return
    member = next(m for m in registry.members(space) if m.account_id == 2)
    registry.join(replace(member, muted=True))


GONE = {"left": "Esa persona ya no está en el círculo", "quiet": "Esa persona prefiere"}


def test_leave_for_what_left_the_book_since_is_not_told_as_sent(
    kit: TurnKit, ana: Phone, luis: Phone, kate: Phone
) -> None:
    fill(kit, 2)
    ask_leave(luis)
    ana.read()
    with kit.look() as work:
        books.take_out(work, told(0).id)
        work.commit()
    answer = ana.tap(SEND)

    assert answer.notice.startswith("Eso ya no está")
    assert not kate.read()
    luis.read()
    assert luis.last.text.startswith("Hay permiso, pero no se ha podido enviar")
    assert "/libro" in luis.last.text


@pytest.mark.parametrize(("first", "said"), [(SEND, "se ha enviado"), ("No", "no se envía nada")])
@pytest.mark.parametrize("second", [SEND, "No"])
def test_one_owner_answers_for_all(
    kit: TurnKit, ana: Phone, luis: Phone, kate: Phone, first: str, said: str, second: str
) -> None:
    rosa = kit.member(4, "Rosa", Role.OWNER, kit.patient_ids[0])
    fill(kit, 1)
    ask_leave(luis)
    ana.read()
    rosa.read()
    asked = rosa.last
    ana.tap(first)
    kate.read()
    luis.read()
    arrived, heard = len(kate.seen), len(luis.seen)
    rosa.read()
    assert rosa.last.text.startswith(f"Ana ya ha contestado: {said} a Kate.")

    rosa.seen.append(asked)
    assert rosa.tap(second).notice
    kate.read()
    luis.read()
    assert (len(kate.seen), len(luis.seen)) == (arrived, heard)


@pytest.mark.parametrize("how", GONE)
def test_leave_for_somebody_who_is_gone_since_is_told_to_both(
    kit: TurnKit, ana: Phone, luis: Phone, kate: Phone, how: str
) -> None:
    fill(kit, 1)
    ask_leave(luis)
    ana.read()
    kate_is_gone(kit, how)
    answer = ana.tap(SEND)

    assert answer.notice.startswith(GONE[how])
    assert not kate.read()
    luis.read()
    assert luis.last.text.startswith("Hay permiso, pero no se ha podido enviar")


@pytest.mark.parametrize("answer", [SEND, "No"])
def test_whoever_asked_and_left_since_hears_nothing_more_and_nothing_goes_in_their_name(
    kit: TurnKit, ana: Phone, luis: Phone, kate: Phone, answer: str
) -> None:
    fill(kit, 1)
    ask_leave(luis)
    ana.read()
    kit.services.registry.leave(3, kit.patient_ids[0])
    notice = ana.tap(answer).notice
    assert not luis.read()
    assert not kate.read()
    assert notice.startswith("Quien lo pidió ya no está en el círculo") == (answer == SEND)


def test_an_edition_carries_the_name_of_who_sends_it_as_this_circle_knows_it(
    kit: TurnKit, ana: Phone, kate: Phone
) -> None:
    registry = kit.services.registry
    registry.join(replace(registry.memberships(1)[0], name="Anita"))
    fill(kit, 1)
    make(ana)
    ana.tap(SHARE)
    ana.tap("Kate")
    ana.tap(SEND)
    kate.read()
    assert kate.last.text.startswith("📖 Anita sends you")


@pytest.mark.parametrize("how", GONE)
def test_the_owner_hears_why_nothing_goes_to_somebody_who_is_gone_since(
    kit: TurnKit, ana: Phone, kate: Phone, how: str
) -> None:
    fill(kit, 1)
    make(ana)
    ana.tap(SHARE)
    ana.tap("Kate")
    kate_is_gone(kit, how)

    assert ana.tap(SEND).notice.startswith(GONE[how])
    assert not kate.read()


def test_whoever_asked_for_quiet_is_named_and_not_written_to(
    kit: TurnKit, ana: Phone, kate: Phone
) -> None:
    registry = kit.services.registry
    member = next(m for m in registry.members(kit.patient_ids[0]) if m.account_id == 2)
    registry.join(replace(member, muted=True))
    fill(kit, 1)
    make(ana)
    ana.tap(SHARE)
    assert "Kate" not in ana.last.labels
    assert "así lo han pedido: Kate" in ana.last.text


@pytest.mark.parametrize("role", [Role.RELATIVE, Role.THERAPIST])
def test_who_does_not_keep_the_book_sends_it_to_nobody(kit: TurnKit, role: Role) -> None:
    eva = kit.member(9, "Eva", role, kit.patient_ids[0])
    fill(kit, 1)
    make(eva)
    assert SHARE not in eva.last.labels


def test_what_left_the_book_since_is_neither_got_nor_sent(
    kit: TurnKit, ana: Phone, kate: Phone
) -> None:
    fill(kit, 2)
    made = make(ana)
    ana.tap(SHARE)
    ana.tap("Kate")
    with kit.look() as work:  # and nobody refreshes its page
        work.memories.save(replace(told(0), audience=Audience.US))
        work.commit()
    ana.tap(SEND)
    assert not kate.read()
    with kit.look() as work:
        books.refresh_page(work, told(0).id)
        assert not work.editions.all()
        with pytest.raises(NotFound):
            work.media.read(made)


def test_earlier_editions_are_listed_got_again_and_put_away(kit: TurnKit, ana: Phone) -> None:
    first, second = make_two(kit, ana)
    ana.command("book")
    ana.tap("📦 Llevárselo")
    ana.tap("🗂 Lo ya hecho")
    newer, older = ana.last.labels[:2]
    assert newer.startswith("📖 Página · ")
    ana.tap(older)
    assert "Tiene un recuerdo." in ana.last.text
    ana.tap("📥 Recibirlo")
    assert ana.last.payload["document"] == first != second

    ana.command("book")
    ana.tap("📦 Llevárselo")
    ana.tap("🗂 Lo ya hecho")
    ana.tap(older)
    ana.tap("Borrarlo")
    ana.tap("Sí, borrarlo")
    assert older not in ana.last.labels
    with kit.look() as work, pytest.raises(NotFound):
        work.media.read(first)


def test_a_year_later_only_the_newest_is_left(kit: TurnKit, ana: Phone) -> None:
    first, second = make_two(kit, ana)
    kit.wait(timedelta(days=400))
    [timer] = [
        t for t in kit.services.registry.timers_due(kit.clock.now()) if t.tick == "book.thin"
    ]
    ana.send(Incoming(kind=IncomingKind.TICK, what=timer.tick))
    with kit.look() as work:
        assert [edition.media_ids for edition in work.editions.all()] == [(second,)]
        with pytest.raises(NotFound):
            work.media.read(first)
