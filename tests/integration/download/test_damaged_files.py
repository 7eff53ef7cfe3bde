"""One damaged file stops nothing: it is left out, and words say so and what to do."""

from pathlib import Path

import pytest

from bot import cli
from core.domain.circle import Role
from core.domain.patient import PatientId
from tests.fakes.turns import Phone, TurnKit
from tests.integration.download.conftest import ANA, VOICE, WORDS, archives_of, live, opened


def place(kit: TurnKit, media_id: str) -> Path:
    assert kit._stores is not None
    return kit._stores.paths.media(kit.patient_ids[0]) / media_id


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)


def photo_of(kit: TurnKit) -> Path:
    with kit.look() as work:
        (photo,) = work.photos.all()
    return place(kit, photo.media_id)


@pytest.mark.parametrize("harm", [flip, Path.unlink])
def test_everything_else_is_downloaded_and_what_is_missing_is_named(
    kit: TurnKit, ana: Phone, harm: object
) -> None:
    assert callable(harm)
    harm(photo_of(kit))
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    (content,) = archives_of(kit, ana)
    archive = opened(content)
    assert VOICE in archive.values()
    assert WORDS in archive["libro.html"].decode()
    missing = archive["FALTA.txt"].decode()
    assert "Aquí falta un archivo" in missing
    assert "photos/0002.jpg" in missing
    assert "photos/0002.jpg" not in archive
    assert "Dentro falta un archivo" in ana.last.text
    assert "quien lleva el bot" in ana.last.text


def test_the_operators_archive_is_written_too_and_it_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VIVENCIA_KEY_FOLDER", str(tmp_path / "keys"))
    person = PatientId(_carmen(tmp_path))
    assert cli.main(["export", person, "--to", str(tmp_path / "out")]) == 1
    archive = opened((tmp_path / "out" / f"vivencia-{person}.zip").read_bytes())
    assert WORDS in archive["libro.html"].decode()
    said = capsys.readouterr().out
    assert "Le falta un archivo" in said
    assert "  photos/0002.jpg\n" in said


def _carmen(folder: Path) -> str:
    with TurnKit.open(folder) as kit:
        kit.member(ANA, "Ana", Role.OWNER)
        kit.prepare(name="Carmen")
        with kit.look() as work:
            live(work)
            work.commit()
        flip(photo_of(kit))
        return kit.patient_ids[0]
