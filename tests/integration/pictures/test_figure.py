"""The figure on the person's page reaches the recipe, and an old record has none."""

from core.domain import picture_files as names
from core.domain.patient import Figure, Patient, PatientId
from core.prompting.recipe_codec import recipe_from_json
from storage.documents import from_document
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MEMORY


def test_an_order_draws_the_figure_that_was_said(studio: Studio) -> None:
    studio.kit.prepare(figure=Figure.WOMAN)
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    folder = studio.kit.services.job_folders.folder(studio.last_job.id)
    recipe = recipe_from_json(folder.read(names.RECIPE))
    assert "a girl, seen from behind, far away" in [phrase.text for phrase in recipe.phrases]


def test_a_person_kept_before_there_were_figures_has_none() -> None:
    patient = from_document({"id": "a" * 16, "name": "Juan"}, Patient)
    assert patient == Patient(id=PatientId("a" * 16), name="Juan")
    assert patient.figure is Figure.UNSAID
