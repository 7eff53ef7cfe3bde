"""A house with stores in it: the real one on disk, and its double in memory."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from core.domain.circle import Account, Role
from core.domain.patient import PatientId
from core.ports import Clock, Ids, JobFolders, PatientStores, Registry
from storage.house import Stores, open_stores
from storage.paths import HousePaths, house_paths
from tests.fakes.stores import FakeClock, FakeHouse, FakeIds
from tests.integration.storage.examples import LUZ, NOON, a_membership


class House(Protocol):
    """What the real stores and the double have in common: the ports."""

    @property
    def clock(self) -> Clock: ...
    @property
    def ids(self) -> Ids: ...
    @property
    def registry(self) -> Registry: ...
    @property
    def patients(self) -> PatientStores: ...
    @property
    def job_folders(self) -> JobFolders: ...


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder and its keys, made once and copied for every test."""
    home = tmp_path_factory.mktemp("empty")
    paths = house_paths(home / "data", home / "keys")
    open_stores(paths, FakeClock(), FakeIds()).close()
    return home


@pytest.fixture
def paths(tmp_path: Path, empty_house: Path) -> HousePaths:
    shutil.copytree(empty_house, tmp_path, dirs_exist_ok=True)
    return house_paths(tmp_path / "data", tmp_path / "keys")


@pytest.fixture
def stores(paths: HousePaths) -> Iterator[Stores]:
    """The real stores, for what only they can show."""
    opened = open_stores(paths, FakeClock(NOON), FakeIds())
    yield opened
    opened.close()


@pytest.fixture(params=["real", "fake"])
def house(request: pytest.FixtureRequest) -> House:
    """Each test of a contract runs against both."""
    if request.param == "fake":
        return FakeHouse()
    stores: Stores = request.getfixturevalue("stores")
    return stores


@pytest.fixture
def space(house: House) -> PatientId:
    """A space that Luz owns."""
    return house.patients.create(LUZ, now=NOON)


@pytest.fixture
def join(house: House, space: PatientId) -> Callable[[Account, Role], None]:
    def joined(account: Account, role: Role) -> None:
        house.registry.join(a_membership(space, role, account))

    return joined
