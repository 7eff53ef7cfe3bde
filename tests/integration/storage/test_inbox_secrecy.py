"""Words that wait in the inbox are under their person's key, and gone with it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from core.domain.circle import Invitation, Role
from core.domain.patient import PatientId
from core.errors import StoreDamaged, StoreErased
from storage.engine import open_database, reading
from storage.house import Stores
from storage.inbox_bodies import InboxBodies
from storage.registry import StoredRegistry
from storage.tables.registry import InboxTableRow
from tests.integration.storage.examples import CHAT, LUZ, NOON

WORDS = {"text": "the smell of the sea"}


@pytest.fixture
def ana(stores: Stores) -> PatientId:
    return stores.patients.create(LUZ, now=NOON)


def take_in(stores: Stores, key: str, patient_id: PatientId | None) -> None:
    stores.registry.take_in(
        key, chat_id=CHAT, account_id=LUZ.id, patient_id=patient_id, body=WORDS
    )


def as_kept(stores: Stores, key: str) -> str:
    """The body as it lies in the registry, for whoever has the registry's key alone."""
    database = open_database(stores.paths.registry, stores.keys.registry_key)
    try:
        with reading(database) as db:
            wanted = select(InboxTableRow.body).where(InboxTableRow.key == key)
            return str(db.execute(wanted).scalar_one())
    finally:
        database.close()


def test_the_registry_s_key_does_not_open_a_person_s_words(stores: Stores, ana: PatientId) -> None:
    take_in(stores, "u:1", ana)
    assert "smell" not in as_kept(stores, "u:1")
    assert [row.body for row in stores.registry.open_rows()] == [WORDS]


def test_what_belongs_to_nobody_stays_under_the_registry_s_key(stores: Stores) -> None:
    take_in(stores, "u:1", None)
    assert "smell" in as_kept(stores, "u:1")


def test_a_tap_may_name_a_person_who_never_was(stores: Stores) -> None:
    for key, invented in (("u:1", "nobodynobodynobo"), ("u:2", "../../etc")):
        take_in(stores, key, PatientId(invented))
    assert [row.body for row in stores.registry.open_rows()] == [WORDS, WORDS]


def test_a_row_that_finds_its_person_is_sealed_then(stores: Stores, ana: PatientId) -> None:
    take_in(stores, "u:1", None)
    stores.registry.move_row("u:1", ana)
    assert "smell" not in as_kept(stores, "u:1")
    row = stores.registry.row("u:1")
    assert row is not None
    assert row.body == WORDS


def test_a_body_opens_only_in_its_own_row(stores: Stores, ana: PatientId) -> None:
    bodies = InboxBodies(stores.keys)
    sealed = bodies.seal(WORDS, ana, row="u:1")
    with pytest.raises(StoreDamaged, match="does not open"):
        bodies.open(sealed, ana, row="u:2")


def test_erasing_a_person_blanks_their_words_in_every_copy_of_the_registry(
    stores: Stores, ana: PatientId, tmp_path: Path
) -> None:
    take_in(stores, "u:1", ana)
    take_in(stores, "u:2", None)
    stores.registry.copy(stores.keys.registry_key, tmp_path / "copy.db")
    stores.patients.erase(ana)
    database = open_database(tmp_path / "copy.db", stores.keys.registry_key)
    restored = StoredRegistry(database, bodies=InboxBodies(stores.keys))
    with pytest.raises(StoreErased):
        restored.row("u:1")
    assert [row.key for row in restored.open_rows()] == ["u:2"]
    closed = restored.row("u:1")
    assert closed is not None
    assert closed.body == {}
    database.close()


def test_words_whose_key_is_away_wait_for_it(stores: Stores, ana: PatientId) -> None:
    take_in(stores, "u:1", ana)
    key = stores.paths.patient_key(ana)
    key.rename(key.with_suffix(".away"))
    assert stores.registry.open_rows() == []
    key.with_suffix(".away").rename(key)
    assert [row.body for row in stores.registry.open_rows()] == [WORDS]


def test_of_many_who_open_a_link_at_once_one_has_it(stores: Stores) -> None:
    stores.registry.save_invitation(Invitation(code="c0de", role=Role.OWNER, expires_at=NOON))
    with ThreadPoolExecutor(8) as people:
        claimed = list(people.map(lambda n: stores.registry.claim_invitation("c0de", n), range(8)))
    assert claimed.count(True) == 1
