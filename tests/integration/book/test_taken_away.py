"""Pictures of what is deleted for good are not left to be seen in any chat."""

from core.domain.circle import Role
from tests.fakes.turns import Phone, TurnKit
from tests.integration.book.conftest import keep, made, sent, told


def test_a_deleted_memory_takes_its_pictures_out_of_every_chat(kit: TurnKit, ana: Phone) -> None:
    lucia = kit.member(3, "Lucía", Role.RELATIVE, kit.patient_ids[0])
    with kit.look() as work:
        picture = made(work, told(0).id, "one")
        photo = sent(work, told(0).id, "photo")
        keep(work, told(0))
        work.commit()
    shown = {lucia.showing(each.media_id) for each in (picture, photo)}
    shown_here = ana.showing(picture.media_id)
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
        work.commit()
    shown = lucia.showing(photo.media_id)
    ana.command("book")
    for label in ("Abrir ▶", "▶", "✏️ Cambiar", "Otra imagen", "Quitarla", "Sí, quitarla"):
        ana.tap(label)
    lucia.read()
    assert lucia.deleted == {shown}
    assert "La tarde 0" in ana.last.text
    assert ana.last.payload["screen"] not in ana.deleted
