"""Faces and names on a phone, with the clock of the registry in between."""

from datetime import timedelta

import pytest

from bot.incoming import Incoming, IncomingKind
from bot.ticker import Ticker
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.element import Element, ElementKind
from core.domain.life import Level
from core.domain.patient import Standing
from core.domain.vetting import Finding
from core.services.exercise import TICK
from tests.fakes.turns import START, Door, Phone, TurnKit
from tests.integration.exercise.conftest import LUCIA, hang_photo


def ring(kit: TurnKit, phone: Phone) -> int:
    """Let the timers that are due tick, as the clock does; how many did."""
    registry = kit.services.registry
    due = registry.timers_due(kit.clock.now())
    for timer in due:
        incoming = Incoming(kind=IncomingKind.TICK, what=timer.tick, argument=timer.argument)
        phone.send(incoming, key=timer.key)
        registry.remove_timer(timer)
    return len(due)


def at_home(phone: Phone) -> None:
    """Where home offers it: among the first things, or behind them."""
    phone.command("start")
    if "Caras y nombres" not in phone.last.labels and "Más…" in phone.last.labels:
        phone.tap("Más…")


def ready(phone: Phone, *names: str) -> None:
    """Up to the question whether they would like to."""
    at_home(phone)
    phone.tap("Caras y nombres")
    for name in names:
        phone.tap(name)
    phone.tap("Preparados")
    while "Con el nombre basta" in phone.last.labels:
        phone.tap("Con el nombre basta")


def greeting(phone: Phone, *names: str) -> None:
    ready(phone, *(names or ("Lucía",)))
    phone.tap("Sí")
    phone.tap("Ya la hemos mirado")


def after(kit: TurnKit, phone: Phone, *, seconds: int) -> None:
    kit.wait(timedelta(seconds=seconds))
    assert ring(kit, phone) == 1


def test_home_offers_it_only_when_it_is_switched_on(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(exercise_on=None)
    at_home(ana)
    assert "Caras y nombres" not in ana.last.labels


def test_the_owner_switches_it_on_while_no_therapist_is_linked(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(exercise_on=None)
    ana.command("person")
    ana.tap("La sesión")
    ana.tap("Caras y nombres")
    assert "Los estudios son pequeños" in ana.last.text
    ana.tap("Sí")
    assert kit.person().exercise_on is True


def test_with_a_therapist_only_the_therapist_does(ana: Phone, marta: Phone, kit: TurnKit) -> None:
    ana.command("person")
    assert "Caras y nombres" not in ana.last.text
    marta.command("person")
    assert "Caras y nombres" in marta.last.text


def test_in_company_it_is_not_offered_at_all(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(level=Level.PRESENCE)
    at_home(ana)
    assert "Caras y nombres" not in ana.last.labels


def test_people_pets_and_places_with_real_photos_can_be_met(ana: Phone) -> None:
    ana.command("start")
    ana.tap("Caras y nombres")
    assert {"Lucía", "Canelo", "la plaza de Ronda"} <= set(ana.last.labels)
    assert "Carmen" not in ana.last.labels
    assert "Solo ayuda con lo que se practica" in ana.last.text


def test_without_photos_it_says_where_to_send_them(ana: Phone, kit: TurnKit) -> None:
    with kit.look() as work:
        for photo in work.photos.all():
            work.photos.remove(photo.id)
        work.commit()
    ana.command("start")
    ana.tap("Caras y nombres")
    assert "/fotos" in ana.last.text


def test_without_leave_for_photos_it_does_not_begin(ana: Phone, kit: TurnKit) -> None:
    with kit.look() as work:
        work.consents.save(work.consents.get(ConsentKind.PHOTOS).withdraw(at=kit.clock.now()))
        work.commit()
    ana.command("start")
    ana.tap("Caras y nombres")
    assert "permiso" in ana.last.text


def test_three_are_enough(ana: Phone, kit: TurnKit) -> None:
    with kit.look() as work:
        bea = Element(id="bea", kind=ElementKind.RELATIVE, name="Bea", class_noun="woman")
        work.elements.save(bea)
        hang_photo(work, "bea1", element_id="bea")
        work.commit()
    ana.command("start")
    ana.tap("Caras y nombres")
    for name in ("Lucía", "Canelo", "la plaza de Ronda"):
        ana.tap(name)
    assert ana.tap("Bea").notice
    assert sum(label.startswith("✅") for label in ana.last.labels) == 3


def test_what_somebody_is_to_them_is_asked_once_and_said(ana: Phone, kit: TurnKit) -> None:
    ana.command("start")
    ana.tap("Caras y nombres")
    ana.tap("Lucía")
    ana.tap("Preparados")
    assert "«tu nieta»" in ana.last.text
    ana.words("tu nieta")
    ana.tap("Sí")
    assert "🗣 Aquí está Lucía, tu nieta." in ana.last.text
    ana.tap("Basta por hoy")
    ready(ana)
    assert "¿Te apetece" in ana.last.text


def test_assent_is_asked_each_time_and_a_no_leaves_nothing(ana: Phone, kit: TurnKit) -> None:
    ready(ana, "Lucía")
    ana.tap("Hoy no")
    assert "No pasa nada" in ana.last.text
    with kit.look() as work:
        assert work.exercises.all() == []


def test_not_sure_is_not_yet(ana: Phone) -> None:
    ready(ana, "Lucía")
    ana.tap("No lo tengo claro")
    assert "¿Te apetece" in ana.last.text


def test_face_and_name_come_first_with_a_real_photo(ana: Phone, kit: TurnKit) -> None:
    ready(ana, "Lucía")
    ana.tap("Sí")
    assert "🗣 Aquí está Lucía." in ana.last.text
    assert kit.services.stores.media(kit.patient_ids[0]).read(ana.last.payload["picture"]) in {
        b"a photo, Luc\xc3\xada1",
        b"a photo, Luc\xc3\xada2",
    }


def test_another_photo_of_the_same_face_can_be_taken(ana: Phone) -> None:
    ready(ana, "Lucía")
    ana.tap("Sí")
    first = ana.last.payload["picture"]
    ana.tap("Otra foto")
    second = ana.last.payload["picture"]
    ana.tap("Otra foto")
    assert first != second
    assert ana.last.payload["picture"] == first  # the blurred one is not among them


def test_the_greeting_helps_at_once(ana: Phone) -> None:
    greeting(ana)
    assert "🗣 Vamos a saludar a…" in ana.last.text
    assert "tres segundos" in ana.last.text
    assert "<b>Lucía</b>" in ana.last.text


def test_the_wait_comes_back_by_itself_and_grows(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    assert "charlad" in ana.last.text
    kit.wait(timedelta(seconds=14))
    assert ring(kit, ana) == 0
    after(kit, ana, seconds=1)
    assert "Vamos a saludar a…" in ana.last.text
    ana.tap("Ha salido")
    after(kit, ana, seconds=30)
    assert "Vamos a saludar a…" in ana.last.text


def test_after_a_miss_the_name_is_given_and_the_easy_wait_comes_back(
    ana: Phone, kit: TurnKit
) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    after(kit, ana, seconds=15)
    ana.tap("Ha salido")
    after(kit, ana, seconds=30)
    ana.tap("Lo he dicho yo")
    assert ana.seen[-2].text == "🗣 ¡Lucía!"
    after(kit, ana, seconds=15)


def test_show_me_is_a_choice_among_those_met(ana: Phone, kit: TurnKit) -> None:
    greeting(ana, "Lucía", "Canelo")
    for seconds in (15, 30):
        ana.tap("Ha salido")
        after(kit, ana, seconds=seconds)
    ana.tap("Ha salido")  # a minute: room for the dog
    assert "Aquí está Canelo" in ana.last.text
    ana.tap("Ya la hemos mirado")
    ana.tap("Ha salido")
    after(kit, ana, seconds=15)
    assert "🗣 Enséñame a Canelo." in ana.last.text
    assert len(ana.last.payload["album"]) == 2


def test_the_same_tick_twice_shows_one_greeting(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    kit.wait(timedelta(seconds=15))
    timer = kit.services.registry.timers_due(kit.clock.now())[0]
    tick = Incoming(kind=IncomingKind.TICK, what=timer.tick)
    ana.send(tick, key=timer.key)
    shown = len(ana.seen)
    ana.send(tick, key=timer.key)
    assert len(ana.seen) == shown


async def test_the_gaps_survive_a_restart(ana: Phone, kit: TurnKit) -> None:
    """All there is after a restart are the rows; the clock of a new program finds them."""
    greeting(ana)
    ana.tap("Ha salido")
    kit.wait(timedelta(seconds=20))
    let_in = []

    async def take_in(key: str, *, incoming: Incoming, **_: object) -> None:
        let_in.append((key, incoming))

    class Straight:
        async def in_thread(self, _: object, work: object, *given: object) -> object:
            return work(*given)  # type: ignore[operator]

    async def run(_: object) -> None: ...

    clock = Ticker(services=kit.services, bridge=Straight(), run=run, take_in=take_in)  # type: ignore[arg-type]
    await clock.ring()
    await clock.ring()
    ((key, incoming),) = let_in
    assert incoming.what == TICK
    ana.send(incoming, key=key)
    assert "Vamos a saludar a…" in ana.last.text


def test_who_sits_with_them_now_is_not_disturbed_by_another(
    ana: Phone, marta: Phone, kit: TurnKit
) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    ready(marta, "Canelo")
    assert "Otra persona está acompañando" in marta.last.text
    after(kit, ana, seconds=15)
    assert "Vamos a saludar a…" in ana.last.text


def test_long_after_everybody_went_away_nothing_pops_up(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    shown = len(ana.seen)
    after(kit, ana, seconds=7200)
    assert len(ana.seen) == shown


def test_any_unease_ends_it_at_once(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    ana.tap("😟 Es un mal momento")
    assert "Lo dejamos aquí" in ana.last.text
    assert "112" in ana.last.text
    shown = len(ana.seen)
    after(kit, ana, seconds=15)
    assert len(ana.seen) == shown


def test_who_cries_at_a_face_is_told_of_to_the_therapist(ana: Phone, marta: Phone) -> None:
    greeting(ana)
    ana.tap("😟 Es un mal momento")
    assert marta.read() == []
    ana.tap("🌧 Lo pasa mal")
    assert "He avisado a quien lleva la terapia." in ana.last.text
    (alert,) = marta.read()
    assert "mirando caras y nombres con <b>Carmen</b>" in alert.text
    assert alert.labels == ["Lo he visto"]
    assert "🌧 Lo pasa mal" not in ana.last.labels


def test_without_a_therapist_nobody_is_said_to_have_been_told(ana: Phone) -> None:
    greeting(ana)
    ana.tap("😟 Es un mal momento")
    ana.tap("🌧 Lo pasa mal")
    assert "He avisado" not in ana.last.text


def test_danger_shows_the_human_help_of_a_session(ana: Phone, marta: Phone) -> None:
    greeting(ana)
    ana.tap("😟 Es un mal momento")
    ana.tap("🆘 Peligro")
    assert "Pide ayuda a una persona ahora." in ana.last.text
    assert "024" in ana.last.text
    assert "Nadie está mirando este chat." in ana.last.text
    (alert,) = marta.read()
    assert "se ha pedido ayuda ahora mismo" in alert.text


def test_cancel_ends_it_kindly(ana: Phone) -> None:
    greeting(ana)
    ana.command("cancel")
    assert "¿Un recuerdo con <b>Lucía</b>?" in ana.last.text


def test_start_leads_back_into_it(ana: Phone) -> None:
    greeting(ana)
    ana.command("start")
    assert "Vamos a saludar a…" in ana.last.text


def test_it_ends_in_the_offer_of_a_memory(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Basta por hoy")
    assert "Qué buen rato" in ana.last.text
    ana.tap("Sí")
    assert "🗣 Cuéntame algo bonito de Lucía." in ana.last.text
    with kit.look() as work:
        assert work.expectation(1).action == "memory.unasked"


def test_only_the_longest_easy_wait_is_noted_and_only_for_who_decides(
    ana: Phone, marta: Phone, kit: TurnKit
) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    after(kit, ana, seconds=15)
    ana.tap("Ha salido")
    ana.tap("Basta por hoy")
    ana.command("start")
    ana.tap("Caras y nombres")
    assert "15 segundos" not in ana.last.text
    at_home(marta)
    marta.tap("Caras y nombres")
    assert "la espera más larga en la que estuvo a gusto fue de 15 segundos" in marta.last.text


def test_a_session_is_not_disturbed(ana: Phone, kit: TurnKit) -> None:
    from tests.integration.storage.examples import a_session

    greeting(ana)
    ana.tap("Ha salido")
    with kit.look() as work:
        work.sessions.save(a_session("s1"))
        work.commit()
    shown = len(ana.seen)
    after(kit, ana, seconds=15)
    assert len(ana.seen) == shown


def test_a_pause_of_everything_ends_it(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Pausarlo todo")
    with kit.look() as work:
        assert work.exercises.open_one() is None
    assert kit.person().standing is Standing.PAUSED


def test_who_was_removed_meets_nobody_any_more(ana: Phone, kit: TurnKit) -> None:
    pablo = kit.member(4, "Pablo", Role.COMPANION, kit.patient_ids[0])
    greeting(pablo)
    pablo.tap("Ha salido")
    kit.services.registry.leave(4, kit.patient_ids[0])
    shown = len(pablo.seen)
    after(kit, pablo, seconds=15)
    assert len(pablo.seen) == shown


def test_a_face_that_was_taken_out_meanwhile_is_said_gently(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    with kit.look() as work:
        for photo in work.photos.all():
            if photo.element_id == LUCIA:
                work.photos.remove(photo.id)
        work.commit()
    ana.tap("Basta por hoy")
    assert "Qué buen rato" in ana.last.text


@pytest.mark.parametrize("tap", ["Ha salido", "Lo he dicho yo"])
def test_an_old_button_changes_nothing(ana: Phone, kit: TurnKit, tap: str) -> None:
    greeting(ana)
    old = ana.last.buttons[tap]
    ana.tap("Ha salido")
    assert ana.tap_data(old).notice


def test_a_relative_cannot_begin_it(ana: Phone, kit: TurnKit, doors: dict[str, Door]) -> None:
    lucia = kit.member(3, "Lucía", Role.RELATIVE, kit.patient_ids[0])
    at_home(lucia)
    assert "Caras y nombres" not in lucia.last.labels


def test_a_photo_of_which_nobody_is_sure_is_never_met(ana: Phone, kit: TurnKit) -> None:
    unsure = {"findings": (Finding.UNSURE_WHO,), "sent_at": START + timedelta(days=1)}
    with kit.look() as work:
        hang_photo(work, "newest", element_id=LUCIA, **unsure)
        work.elements.save(
            Element(id="e9", kind=ElementKind.PET, name="Zascandil", class_noun="dog")
        )
        hang_photo(work, "only", element_id="e9", **unsure)
        work.commit()
        doubted = {work.photos.get(key).media_id for key in ("newest", "only")}
    ready(ana, "Lucía")
    assert "Zascandil" not in {label for seen in ana.seen for label in seen.labels}
    ana.tap("Sí")
    assert ana.last.payload["picture"] not in doubted
