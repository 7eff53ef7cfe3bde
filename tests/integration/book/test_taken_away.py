"""Pictures of what is deleted for good are not left to be seen in any chat."""

from core.domain.circle import Role
from core.domain.conversation import Screen
from core.ports import PatientWork
from tests.fakes.turns import Phone, TurnKit
from tests.integration.book.conftest import keep, made, sent, told


def show(work: PatientWork, phone: Phone, media_id: str) -> int:
    screen = Screen(
        number=0,
        chat_id=phone.account_id,
        account_id=phone.account_id,
        buttons=(),
        open=False,
        shows=(media_id,),
    )
    return work.add_screen(screen).number


def test_a_deleted_memory_takes_its_pictures_out_of_every_chat(kit: TurnKit, ana: Phone) -> None:
    lucia = kit.member(3, "Lucía", Role.RELATIVE, kit.patient_ids[0])
    with kit.look() as work:
        picture = made(work, told(0).id, "one")
        photo = sent(work, told(0).id, "photo")
        keep(work, told(0))
        shown = {show(work, lucia, each.media_id) for each in (picture, photo)}
        shown_here = show(work, ana, picture.media_id)
        work.commit()
    ana.command("book")
    for label in ("Abrir ▶", "▶", "✏️ Cambiar", "🗑 Borrar para siempre", "Sí, borrarla"):
        ana.tap(label)
    lucia.read()
    assert lucia.deleted == shown
    assert shown_here in ana.deleted


def test_whoever_takes_a_photo_away_sees_its_page_afterwards(kit: TurnKit, ana: Phone) -> None:
    lucia = kit.member(3, "Lucía", Role.RELATIVE, kit.patient_ids[0])
    with kit.look() as work:
        photo = sent(work, told(0).id, "photo")
        keep(work, told(0))
        shown = show(work, lucia, photo.media_id)
        work.commit()
    ana.command("book")
    for label in ("Abrir ▶", "▶", "✏️ Cambiar", "Otra imagen", "Quitarla", "Sí, quitarla"):
        ana.tap(label)
    lucia.read()
    assert lucia.deleted == {shown}
    assert "La tarde 0" in ana.last.text
    assert ana.last.payload["screen"] not in ana.deleted
