"""The scene on one screen, corrected field by field."""

from dataclasses import replace

import pytest

from bot.handlers import person, therapist
from core.domain.circle import Role
from core.domain.element import Element, ElementKind
from core.domain.life import Level
from core.domain.memory import MemoryState, Valence
from core.domain.patient import Standing
from core.domain.scene import SceneAspect, SceneCard, Source
from tests.fakes.turns import Phone, joined
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MEMORY


def scene(studio: Studio) -> SceneCard:
    with studio.kit.look() as work:
        card: SceneCard = work.scenes.of_memory(MEMORY.id)
    return card


def test_a_scene_is_one_sentence_of_what_was_told(studio: Studio) -> None:
    seen = studio.go("pictures.offer", MEMORY.id)
    assert "en la cocina de mi madre" in seen.text
    assert "Amasábamos pan" in seen.text
    assert "hacia 1950" in seen.text
    assert "¿Hacemos una imagen?" in seen.text
    assert seen.labels == ["Sí", "Cambiar", "No"]


def test_nothing_is_said_twice_in_the_sentence(studio: Studio) -> None:
    assert studio.go("pictures.offer", MEMORY.id).text.count("pan") == 1


def test_no_goes_on_without_a_picture(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("No")
    assert studio.doors["home.menu"].reached == [""]
    assert not studio.kit.queued


def test_a_field_is_corrected_by_writing(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Cambiar")
    studio.phone.tap("Dónde")
    studio.phone.words("el patio,\nal sol")
    assert "El patio, al sol" in studio.phone.last.text
    field = scene(studio).field(SceneAspect.WHERE)
    assert (field.text, field.source) == ("el patio, al sol", Source.COMPANION)


def test_what_nobody_knows_is_left_out(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Cambiar")
    studio.phone.tap("Qué se hace")
    studio.phone.tap("No se sabe")
    assert "amasábamos" not in studio.phone.last.text
    assert not scene(studio).field(SceneAspect.DOING).known


def test_what_is_written_with_markup_is_shown_as_written(studio: Studio) -> None:
    studio.go("pictures.change", MEMORY.id)
    studio.phone.tap("Dónde")
    studio.phone.words("<b>la cocina</b> & el patio")
    assert "&lt;b&gt;la cocina&lt;/b&gt; &amp; el patio" in studio.phone.last.text


def test_a_photo_is_no_field(studio: Studio) -> None:
    studio.go("pictures.change", MEMORY.id)
    studio.phone.tap("Dónde")
    studio.send_photo(b"a photo")
    assert "unas pocas palabras" in studio.phone.seen[-2].text
    studio.phone.words("el patio")
    assert scene(studio).field(SceneAspect.WHERE).text == "el patio"


def test_correcting_a_pictured_scene_leaves_the_pictures_theirs(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    pictured = scene(studio)
    assert pictured.approved
    studio.go("pictures.change", MEMORY.id)
    studio.phone.tap("Dónde")
    studio.phone.words("el patio")
    assert scene(studio).id != pictured.id
    assert not scene(studio).approved
    with studio.kit.look() as work:
        assert work.scenes.get(pictured.id) == pictured


def test_a_memory_with_nothing_to_draw_asks_for_a_little_more(studio: Studio) -> None:
    studio.keep(replace(MEMORY, words="Ya. Pues eso."))
    studio.kit.prepare(birth_year=None)
    seen = studio.go("pictures.offer", MEMORY.id)
    assert "necesito saber algo más" in seen.text
    studio.phone.tap("Decir algo más")
    studio.phone.tap("Dónde")
    studio.phone.words("la cocina")
    assert studio.phone.last.labels == ["Sí", "Cambiar", "No"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valence": Valence.PAINFUL}, "Este recuerdo duele"),
        ({"avoid_reason": "until_review"}, "Este recuerdo duele"),
        ({"state": MemoryState.LOST}, "se deja descansar"),
        ({"theme": "L2"}, "gente joven"),
        ({"approved": False}, "Todavía no sé lo bastante"),
    ],
    ids=str,
)
def test_what_is_not_drawn_is_said_kindly(
    studio: Studio, changes: dict[str, object], said: str
) -> None:
    studio.keep(replace(MEMORY, **changes))  # type: ignore[arg-type]
    seen = studio.go("pictures.offer", MEMORY.id)
    assert said in seen.text
    assert "Una foto de verdad" in seen.labels
    studio.phone.tap("Seguir")
    assert studio.doors["home.menu"].reached == [""]


def test_a_refusal_in_a_session_does_not_undo_the_session(studio: Studio) -> None:
    studio.begin_session()
    studio.keep(replace(MEMORY, valence=Valence.PAINFUL))
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Seguir")
    assert studio.doors["session.picture_over"].reached == [""]


def test_words_that_are_not_drawn_are_refused_when_they_are_written(studio: Studio) -> None:
    studio.go("pictures.change", MEMORY.id)
    studio.phone.tap("Qué se hace")
    studio.phone.words("nos bañábamos desnudos")
    studio.phone.tap("Sí")
    assert "sin ropa" in studio.phone.last.text
    assert not studio.kit.queued
    assert "Cambiar" in studio.phone.last.labels


def test_pictures_are_off_in_company(studio: Studio) -> None:
    studio.kit.prepare(level=Level.PRESENCE)
    assert "apagadas" in studio.go("pictures.offer", MEMORY.id).text


def test_in_a_session_pictures_that_are_off_are_not_spoken_of(studio: Studio) -> None:
    studio.kit.prepare(level=Level.PRESENCE)
    studio.begin_session()
    studio.go("pictures.offer", MEMORY.id)
    assert studio.doors["session.picture_over"].reached == [""]


def test_every_screen_of_a_session_can_be_stopped(studio: Studio) -> None:
    studio.begin_session()
    assert {"⏸ Pausa", "😟 Es un mal momento"} <= set(
        studio.go("pictures.offer", MEMORY.id).labels
    )


def test_a_paused_space_makes_no_pictures(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.kit.prepare(standing=Standing.PAUSED)
    studio.phone.tap("Sí")
    assert "reposo" in studio.phone.last.text
    assert not studio.kit.queued


def test_without_consent_to_keep_stories_nothing_is_made(studio: Studio) -> None:
    with studio.kit.look() as work:
        for consent in work.consents.all():
            work.consents.save(consent.withdraw(at=studio.kit.clock.now()))
        work.commit()
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    assert "permiso" in studio.phone.last.text
    assert not studio.kit.queued


def test_a_style_opens_after_one_warning(studio: Studio) -> None:
    studio.go("pictures.change", MEMORY.id)
    studio.phone.tap("Estilo")
    studio.phone.tap("A lápiz")
    assert "más fácil es tomarla por algo que pasó" in studio.phone.last.text
    studio.phone.tap("Abrirlo")
    assert "Estilo: A lápiz" in studio.phone.last.text
    studio.go("pictures.styles", MEMORY.id)
    studio.phone.tap("A lápiz")
    assert "Estilo: A lápiz" in studio.phone.last.text


def test_a_style_the_family_taught_is_one_of_them(studio: Studio) -> None:
    hand = Element(
        id="hand000000000001",
        kind=ElementKind.STYLE,
        name="Los cuadros del abuelo",
        class_noun="painting",
        instance_token="cvxq",
        adapter_id="a1",
        approved=True,
        may_be_drawn=True,
    )
    with studio.kit.look() as work:
        work.elements.save(hand)
        work.commit()
    studio.go("pictures.styles", MEMORY.id)
    studio.phone.tap("Los cuadros del abuelo")
    assert "Estilo: Los cuadros del abuelo" in studio.phone.last.text
    assert hand.id in scene(studio).element_ids
    studio.go("pictures.styles", MEMORY.id)
    studio.phone.tap("Suave")
    assert hand.id not in scene(studio).element_ids


def test_soft_needs_no_warning(studio: Studio) -> None:
    studio.go("pictures.styles", MEMORY.id)
    studio.phone.tap("Suave")
    assert "¿Hacemos una imagen?" in studio.phone.last.text


def test_a_companion_cannot_open_a_style(studio: Studio) -> None:
    phone = studio.kit.member(8, "Luis", Role.COMPANION, studio.kit.patient_ids[0])
    studio.phone, owner = phone, studio.phone
    phone.command("pictures")
    phone.tap("El pan de casa")
    phone.tap("Cambiar")
    phone.tap("Estilo")
    assert "cerrado" in phone.tap("Al óleo").notice
    assert owner.account_id != phone.account_id


def settled_by_a_therapist(studio: Studio) -> Phone:
    """A therapist joins, and opens what is open of the styles."""
    routes = joined(studio.kit.services.routes, person.routes(), therapist.routes())
    studio.kit.services = replace(studio.kit.services, routes=routes)
    phone = studio.kit.member(9, "Dra. Vela", Role.THERAPIST, studio.kit.patient_ids[0])
    phone.command("person")
    phone.tap("La sesión")
    phone.tap("Estilos")
    return phone


def test_a_therapist_shuts_a_style_that_the_owner_opened(studio: Studio) -> None:
    studio.go("pictures.styles", MEMORY.id)
    studio.phone.tap("A lápiz")
    studio.phone.tap("Abrirlo")
    shown = studio.phone.last
    vela = settled_by_a_therapist(studio)
    assert vela.last.labels == ["A lápiz", "Volver"]
    vela.tap("A lápiz")
    assert "Solo está abierto el estilo suave" in vela.last.text
    assert "cerrado" in studio.phone.tap_data(shown.buttons["Sí"]).notice
    studio.go("pictures.styles", MEMORY.id)
    assert "cerrado" in studio.phone.tap("A lápiz").notice


def test_a_therapist_shuts_the_fine_settings(studio: Studio) -> None:
    studio.phone.command("pictures")
    studio.phone.tap("Ajustes finos")
    studio.phone.tap(MEMORY.title)
    studio.phone.tap("Abrirlo")
    vela = settled_by_a_therapist(studio)
    vela.tap("Ajustes finos")
    studio.phone.command("pictures")
    studio.phone.tap("Ajustes finos")
    assert "abre quien lleva la terapia" in studio.phone.tap(MEMORY.title).notice


def test_with_a_therapist_the_owner_cannot_open_a_style(studio: Studio) -> None:
    studio.kit.member(9, "Dra. Vela", Role.THERAPIST, studio.kit.patient_ids[0])
    studio.go("pictures.styles", MEMORY.id)
    assert "cerrado" in studio.phone.tap("Al óleo").notice


def test_the_person_is_named_among_those_in_the_scene(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    assert scene(studio).person_present
    studio.phone.tap("Cambiar")
    assert f"<b>Quién:</b> {studio.kit.person().name}" in studio.phone.last.text
