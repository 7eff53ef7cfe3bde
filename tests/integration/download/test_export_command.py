"""`vivencia export`: the same archive, for the operator to hand over."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import cli
from core.domain.circle import Role
from core.domain.patient import PatientId
from tests.fakes.turns import TurnKit
from tests.integration.book.conftest import told
from tests.integration.download.conftest import ANA, HELD, LUCIA, SECRET, WORDS, live, opened

ADAPTER = b"an adapter with its recipe in the header"


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PatientId:
    """Carmen in a house of her own, which the settings name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VIVENCIA_KEY_FOLDER", str(tmp_path / "keys"))
    with TurnKit.open(tmp_path) as kit:
        kit.member(ANA, "Ana", Role.OWNER)
        kit.prepare(name="Carmen")
        with kit.look() as work:
            live(work)
            dog = work.elements.get("e1")
            adapter_id = work.media.put(ADAPTER, media_type="application/octet-stream")
            work.elements.save(replace(dog, instance_token="vqzgkwpd", adapter_id=adapter_id))
            work.commit()
        return kit.patient_ids[0]


def test_it_writes_what_the_owner_would_get(
    person: PatientId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", person, "--to", str(tmp_path / "handed" / "over")]) == 0
    written = tmp_path / "handed" / "over" / f"vivencia-{person}.zip"
    archive = opened(written.read_bytes())
    assert WORDS in archive["libro.html"].decode()
    assert SECRET in archive["recuerdos.txt"].decode()
    assert "Ana (responsable)" in archive["data/consents.json"].decode()
    assert written.stat().st_mode & 0o777 == 0o600
    said = capsys.readouterr().out
    assert str(written) in said
    assert "No está cifrado" in said


def test_it_holds_everything_also_what_waits_to_be_kept(person: PatientId, tmp_path: Path) -> None:
    with TurnKit.open(tmp_path) as kit, kit.look() as work:
        work.memories.save(told(3, words=HELD, approved=False, sent_by=LUCIA))
        work.commit()
    assert cli.main(["export", person, "--to", str(tmp_path)]) == 0
    archive = opened((tmp_path / f"vivencia-{person}.zip").read_bytes())
    assert HELD in archive["recuerdos.txt"].decode()


def test_what_the_model_learnt_is_in_it_for_other_programs(
    person: PatientId, tmp_path: Path
) -> None:
    cli.main(["export", person, "--to", str(tmp_path)])
    archive = opened((tmp_path / f"vivencia-{person}.zip").read_bytes())
    assert archive["data/adapters/vqzgkwpd.safetensors"] == ADAPTER


def test_nobody_of_that_id_leaves_nothing_behind(person: PatientId, tmp_path: Path) -> None:
    assert cli.main(["export", "x" * 16, "--to", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


def test_an_archive_that_is_there_already_is_left_alone(person: PatientId, tmp_path: Path) -> None:
    there = tmp_path / f"vivencia-{person}.zip"
    there.write_bytes(b"earlier")
    assert cli.main(["export", person, "--to", str(tmp_path)]) == 1
    assert there.read_bytes() == b"earlier"
