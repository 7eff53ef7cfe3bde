"""Fine settings: every parameter, checked kindly, and no way around what is never drawn."""

import pytest

from core.domain import picture_files as names
from core.domain.change import MaskedContent
from core.domain.circle import Role
from core.domain.picture import Care, Recipe
from core.prompting.recipe_codec import recipe_from_json
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MEMORY


def opened(studio: Studio) -> None:
    """The panel of a new picture."""
    studio.phone.command("pictures")
    studio.phone.tap("Ajustes finos")
    studio.phone.tap(MEMORY.title)
    if "Abrirlo" in studio.phone.last.labels:
        studio.phone.tap("Abrirlo")


def recipe(studio: Studio) -> Recipe:
    folder = studio.kit.services.job_folders.folder(studio.last_job.id)
    return recipe_from_json(folder.read(names.RECIPE))


def open_setting(studio: Studio, setting: str) -> None:
    """From the panel; what is asked for less is behind one tap more."""
    if setting not in studio.phone.last.labels:
        studio.phone.tap("Más…")
    studio.phone.tap(setting)


def set_to(studio: Studio, setting: str, value: str) -> None:
    open_setting(studio, setting)
    studio.phone.words(value)


def test_the_panel_shows_what_an_order_would_hold(studio: Studio) -> None:
    opened(studio)
    text = studio.phone.last.text
    assert "amasábamos pan" in text
    assert "<b>Pasos:</b> 25" in text
    assert "<b>Guía:</b> 14" in text
    assert "<b>Semilla:</b> al azar" in text
    assert "<b>Cuántas:</b> 4" in text


def test_each_setting_says_what_it_means(studio: Studio) -> None:
    opened(studio)
    for label in ("Texto", "Lo que no", "Pasos", "Guía", "Semilla", "Cuántas"):
        open_setting(studio, label)
        assert f"<b>{label}</b>\n" in studio.phone.last.text
        studio.phone.tap("Volver")


def test_what_is_set_is_ordered(studio: Studio) -> None:
    opened(studio)
    set_to(studio, "Pasos", "30")
    set_to(studio, "Guía", "7,5")
    assert "<b>Guía:</b> 7,5\n" in studio.phone.last.text
    set_to(studio, "Semilla", "1234")
    studio.phone.tap("Cuántas")
    studio.phone.tap("2")
    studio.phone.tap("Hacerla")
    made = recipe(studio)
    assert (made.num_inference_steps, made.guidance_scale) == (30, 7.5)
    assert made.seeds == (1234, 1235)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("Pasos", "3", "entre 4 y 60"),
        ("Pasos", "muchos", "entre 4 y 60"),
        ("Pasos", "7,5", "entre 4 y 60"),
        ("Guía", "21", "entre 1 y 20"),
        ("Guía", "nan", "entre 1 y 20"),
        ("Semilla", "-1", "entre 0 y 2147483647"),
        ("Cuántas", "5", "entre 1 y 4"),
    ],
)
def test_a_value_that_does_not_fit_is_said_kindly_and_asked_again(
    studio: Studio, setting: str, value: str, said: str
) -> None:
    opened(studio)
    set_to(studio, setting, value)
    assert said in studio.phone.last.text
    studio.phone.words("4")
    assert "Ajustes finos" in studio.phone.last.text


def test_a_text_takes_the_place_of_the_words_but_not_of_who_and_how(studio: Studio) -> None:
    opened(studio)
    set_to(studio, "Texto", "una mesa con harina, luz de la mañana")
    studio.phone.tap("Hacerla")
    made = [(p.text, p.source) for p in recipe(studio).phrases]
    assert [text for text, source in made if source == "doing"] == [
        "una mesa con harina",
        "luz de la mañana",
    ]
    assert [source for _, source in made if source != "doing"] == ["figure", "style"]


@pytest.mark.parametrize("setting", ["Texto", "Lo que no"])
@pytest.mark.parametrize("value", ["desnuda en la cocina", "una mesa, mujer des,nuda, desnuda"])
def test_texts_go_through_the_same_gate(studio: Studio, setting: str, value: str) -> None:
    opened(studio)
    set_to(studio, setting, value)
    assert "sin ropa" in studio.phone.last.text
    studio.phone.words("un jarrón")
    assert "Ajustes finos" in studio.phone.last.text


def test_what_should_not_be_there_is_added_in_english(studio: Studio) -> None:
    opened(studio)
    set_to(studio, "Lo que no", "la ventana")
    studio.phone.tap("Hacerla")
    negative = [p.text for p in recipe(studio).negative]
    assert negative[0] == "the window"
    assert "deformed face" in negative


def test_presets_come_from_the_table(studio: Studio) -> None:
    opened(studio)
    studio.phone.tap("Ya preparados")
    studio.phone.tap("Alguien en su lugar")
    assert "<b>Pasos:</b> 40" in studio.phone.last.text
    assert "<b>Guía:</b> 14,5" in studio.phone.last.text


def test_few_buttons_at_once_and_the_finish_in_words(studio: Studio) -> None:
    opened(studio)
    assert studio.phone.last.labels == [
        *("Texto", "Cuántas", "Acabado"),
        *("Ya preparados", "Más…", "Hacerla", "Volver"),
    ]
    studio.phone.tap("Acabado")
    studio.phone.tap("Esmerado")
    assert "<b>Acabado:</b> Esmerado" in studio.phone.last.text
    set_to(studio, "Semilla", "7")
    studio.phone.tap("Hacerla")
    made = recipe(studio)
    assert made.care is Care.CAREFUL
    assert not made.mended  # the seed is locked


def test_a_setting_can_go_back_to_usual(studio: Studio) -> None:
    opened(studio)
    set_to(studio, "Pasos", "30")
    open_setting(studio, "Pasos")
    studio.phone.tap("Como siempre")
    assert "<b>Pasos:</b> 25" in studio.phone.last.text


def test_the_seed_of_the_last_picture_can_be_locked(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    studio.came(studio.run_worker(), "done")
    studio.phone.tap("Ninguna")
    opened(studio)
    open_setting(studio, "Semilla")
    assert str(studio.pictures()[-1].making.seed) in studio.phone.last.labels


def test_four_more_keep_the_settings(studio: Studio) -> None:
    opened(studio)
    set_to(studio, "Pasos", "30")
    studio.phone.tap("Hacerla")
    studio.came(studio.run_worker(), "done")
    studio.phone.tap("Otras formas…")
    studio.phone.tap("Cuatro más")
    assert recipe(studio).num_inference_steps == 30


def test_a_companion_waits_until_they_were_opened(studio: Studio) -> None:
    owner = studio.phone
    studio.phone = studio.kit.member(8, "Luis", Role.COMPANION, studio.kit.patient_ids[0])
    studio.phone.command("pictures")
    studio.phone.tap("Ajustes finos")
    assert "quien lleva la terapia" in studio.phone.tap(MEMORY.title).notice
    luis, studio.phone = studio.phone, owner
    opened(studio)
    studio.phone = luis
    opened(studio)
    assert "Ajustes finos" in studio.phone.last.text


def test_with_a_therapist_they_are_the_therapists_to_open(studio: Studio) -> None:
    studio.kit.member(9, "Dra. Vela", Role.THERAPIST, studio.kit.patient_ids[0])
    studio.phone.command("pictures")
    studio.phone.tap("Ajustes finos")
    assert "quien lleva la terapia" in studio.phone.tap(MEMORY.title).notice


def opened_for_a_change(studio: Studio) -> None:
    """Fine settings of another background."""
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("El fondo")
    studio.find_part()
    studio.phone.tap("Sí")
    studio.phone.words("una playa")
    studio.phone.tap("Ajustes finos")
    studio.phone.tap("Abrirlo")


def test_a_change_has_settings_of_its_own(studio: Studio) -> None:
    opened_for_a_change(studio)
    set_to(studio, "Fuerza", "0,75")
    set_to(studio, "Borde", "12")
    open_setting(studio, "Contenido")
    studio.phone.tap("Ruido")
    studio.phone.tap("Hacerla")
    request = studio.request(studio.last_job.id)
    assert (request.strength, request.mask_blur_px) == (0.75, 12)
    assert request.masked_content is MaskedContent.LATENT_NOISE


def test_leaving_the_panel_makes_nothing(studio: Studio) -> None:
    opened(studio)
    studio.phone.tap("Volver")
    assert "¿Hacemos una imagen?" in studio.phone.last.text
    assert not studio.kit.queued


def test_leaving_the_panel_of_a_change_goes_back_to_the_picture(studio: Studio) -> None:
    opened_for_a_change(studio)
    said = len(studio.phone.seen)
    studio.phone.tap("Volver")
    assert len(studio.phone.seen) == said + 1
    assert "Cambiar algo" in studio.phone.last.labels
