"""`vivencia import`: what another program taught, for somebody who may be drawn."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import safetensors.torch
import torch

from bot import cli
from core.domain.circle import Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind, PersonAge
from core.domain.patient import Figure, PatientId
from core.ports import PatientWork
from tests.fakes.turns import TurnKit
from tests.integration.download.conftest import ANA

YOUNG = Element(
    id="young1",
    kind=ElementKind.PERSON,
    name="Carmen",
    class_noun="woman",
    age=PersonAge.YOUNG,
    may_be_drawn=True,
)
DOG = Element(id="dog1", kind=ElementKind.PET, name="Canela", class_noun="dog", may_be_drawn=True)
LORA = {"lora_unet_mid_block.lora_down.weight": torch.zeros(2, 2)}
CHECKPOINT = {"model.diffusion_model.input_blocks.0.0.weight": torch.zeros(2, 2)}


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TurnKit]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VIVENCIA_KEY_FOLDER", str(tmp_path / "keys"))
    with TurnKit.open(tmp_path) as kit:
        kit.member(ANA, "Ana", Role.OWNER)
        kit.prepare(name="Carmen")
        with kit.look() as work:
            for element in (YOUNG, DOG):
                work.elements.save(element)
            allow(work, ConsentKind.PHOTOS)
            work.commit()
        yield kit


def allow(work: PatientWork, kind: ConsentKind, subject: str = "") -> None:
    work.consents.save(
        Consent(
            id=f"{kind}{subject}",
            kind=kind,
            given_by=GivenBy.REPRESENTATIVE,
            recorded_by=ANA,
            given_at=datetime(2027, 3, 1, tzinfo=UTC),
            subject=subject,
        )
    )


def given(kit: TurnKit, tensors: dict[str, torch.Tensor], of: str) -> int:
    path = Path("learnt.safetensors")
    path.write_bytes(safetensors.torch.save(tensors))
    person: PatientId = kit.patient_ids[0]
    return cli.main(["import", person, str(path), "--of", of, "--token", "vqzgkwpd"])


def element(kit: TurnKit, element_id: str) -> Element:
    with kit.look() as work:
        return work.elements.get(element_id)


def test_an_adapter_is_taken_in_under_the_familys_own_name(kit: TurnKit) -> None:
    assert given(kit, LORA, "canela") == 0
    dog = element(kit, DOG.id)
    assert (dog.taught, dog.whole, dog.instance_token) == (True, False, "vqzgkwpd")
    with kit.look() as work:
        assert work.media.read(str(dog.adapter_id)) == Path("learnt.safetensors").read_bytes()


def test_a_full_checkpoint_serves_an_age_of_the_person_who_allowed_it(kit: TurnKit) -> None:
    assert given(kit, CHECKPOINT, "young") == 1  # nobody allowed the likeness
    assert not element(kit, YOUNG.id).taught
    with kit.look() as work:
        allow(work, ConsentKind.LIKENESS, YOUNG.id)
        work.commit()
    assert given(kit, CHECKPOINT, "young") == 0
    assert element(kit, YOUNG.id).whole


def test_a_second_file_takes_the_firsts_place(kit: TurnKit) -> None:
    given(kit, LORA, "Canela")
    first = element(kit, DOG.id)
    given(kit, LORA, "Canela")
    with kit.look() as work, pytest.raises(Exception, match="no such file"):
        work.media.read(str(first.adapter_id))


@pytest.mark.parametrize(
    ("tensors", "of"),
    [(CHECKPOINT, "Canela"), ({"x": torch.zeros(1)}, "Canela"), (LORA, "nobody")],
    ids=["a checkpoint for a dog", "nothing learnt", "nobody of that name"],
)
def test_what_does_not_fit_is_refused(
    kit: TurnKit, tensors: dict[str, torch.Tensor], of: str
) -> None:
    assert given(kit, tensors, of) == 1
    assert element(kit, DOG.id) == replace(DOG)


def test_a_file_that_is_none_is_refused(kit: TurnKit) -> None:
    Path("notes.txt").write_text("not a model at all")
    person = kit.patient_ids[0]
    told = ["import", person, "notes.txt", "--of", "Canela", "--token", "vqzgkwpd"]
    assert cli.main(told) == 1
    Path("notes.txt").unlink()
    assert cli.main(told) == 1


def test_what_is_taken_in_for_an_age_has_a_noun_and_its_whole_weight(kit: TurnKit) -> None:
    kit.prepare(figure=Figure.WOMAN)
    with kit.look() as work:
        work.elements.save(replace(YOUNG, class_noun="", weight=0.8, grey=True))
        allow(work, ConsentKind.LIKENESS, YOUNG.id)
        work.commit()
    assert given(kit, LORA, "young") == 0
    young = element(kit, YOUNG.id)
    assert (young.class_noun, young.weight, young.grey) == ("woman", 1.0, False)


def test_a_token_of_somebody_else_is_refused(kit: TurnKit) -> None:
    with kit.look() as work:
        work.elements.save(replace(YOUNG, instance_token="vqzgkwpd"))
        work.commit()
    assert given(kit, LORA, "Canela") == 1
    assert not element(kit, DOG.id).taught
