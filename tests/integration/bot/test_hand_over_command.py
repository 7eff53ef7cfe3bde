"""`vivencia hand-over` and `invite`: links, what they open, and a circle that is told of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import cli
from core.domain.circle import Account, Role
from core.domain.patient import Language, PatientId
from core.services import ownership
from storage.house import Stores, open_stores
from storage.paths import house_paths
from storage.system import RandomIds, SystemClock


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VIVENCIA_KEY_FOLDER", str(tmp_path / "keys"))
    monkeypatch.setenv("VIVENCIA_DEFAULT_LANGUAGE", "en")
    monkeypatch.setenv("VIVENCIA_HAND_OVER_DAYS", "10")
    return tmp_path


def stores_in(home: Path) -> Stores:
    return open_stores(house_paths(home / "data", home / "keys"), SystemClock(), RandomIds())


@pytest.fixture
def person(home: Path) -> PatientId:
    stores = stores_in(home)
    owner = Account(id=1, name="Luz", language=Language.ENGLISH)
    made = stores.patients.create(owner, now=stores.clock.now())
    stores.close()
    return made


def test_the_link_waits_and_the_announcement_stands_as_a_row(
    home: Path, person: PatientId, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["hand-over", person]) == 0
    said = capsys.readouterr().out
    assert "in 10 days" in said
    code = said.split()[-1]
    stores = stores_in(home)
    now = stores.clock.now()
    invitation = stores.registry.invitation(code)
    assert invitation is not None
    assert (invitation.role, invitation.patient_id) == (Role.OWNER, person)
    assert not invitation.usable(now=now + timedelta(days=9))
    assert invitation.usable(now=now + timedelta(days=10, minutes=1))
    (due,) = stores.registry.timers_due(now)
    assert (due.tick, due.argument) == (ownership.ANNOUNCE, code)
    stores.close()


def test_nobody_of_that_id_is_said_so(
    home: Path, person: PatientId, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["hand-over", "0000000000000000"]) == 1
    assert "nobody with this id" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "role"), [([], Role.OWNER), (["--therapist"], Role.THERAPIST)]
)
def test_an_invitation_opens_a_space_for_an_owner_or_a_therapist(
    home: Path, capsys: pytest.CaptureFixture[str], options: list[str], role: Role
) -> None:
    assert cli.main(["invite", *options]) == 0
    code = capsys.readouterr().out.split("start=")[1].split()[0]
    stores = stores_in(home)
    invitation = stores.registry.invitation(code)
    assert invitation is not None
    assert (invitation.role, invitation.patient_id) == (role, None)
    stores.close()
