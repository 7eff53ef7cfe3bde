"""Statements that are compiled once: values go in and come out as the tables say."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Table, delete, func, select

from storage.engine import Transaction, open_database, writing
from storage.statements import Prepared, counted, given, kept, newest, oldest, upsert
from storage.tables.patient import PatientBase, ScreenRow

SCREENS = cast(Table, ScreenRow.__table__)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Transaction]:
    database = open_database(tmp_path / "a.db", b"k" * 32)
    with writing(database) as db:
        db.exec_driver_sql(
            "CREATE TABLE screens (number INTEGER PRIMARY KEY, chat_id INTEGER NOT NULL,"
            " open BOOLEAN NOT NULL, body JSON NOT NULL)"
        )
        yield db
    database.close()


def keep(db: Transaction, number: int, *, is_open: bool = True) -> None:
    row = {"chat_id": 5, "open": is_open, "body": {"n": number}}
    db.execute(upsert(SCREENS, "number"), number=number, **row)


def test_values_come_out_as_they_went_in(db: Transaction) -> None:
    keep(db, 1)
    [row] = db.execute(select(SCREENS))
    assert (row.number, row.open, row.body) == (1, True, {"n": 1})


def test_a_row_with_the_same_key_is_replaced(db: Transaction) -> None:
    keep(db, 1)
    keep(db, 1, is_open=False)
    assert db.execute(counted(SCREENS, "open"), open=False).scalar_one() == 1
    assert db.execute(counted(SCREENS)).scalar_one() == 1


def test_rows_are_found_by_the_values_of_their_columns_in_order(db: Transaction) -> None:
    for number in (3, 1, 2):
        keep(db, number, is_open=number != 2)
    found = db.execute(kept(SCREENS, "number", "chat_id", "open"), chat_id=5, open=True)
    assert [row.body["n"] for row in found] == [1, 3]
    assert db.execute(newest(SCREENS, "number", "chat_id"), chat_id=5).first().body == {"n": 3}
    assert db.execute(oldest(SCREENS, "number", "chat_id"), chat_id=5).first().body == {"n": 1}


def test_nobody_is_found_where_nothing_fits(db: Transaction) -> None:
    assert db.execute(newest(SCREENS, "number", "chat_id"), chat_id=6).first() is None
    assert db.execute(select(func.max(SCREENS.c.number))).scalar_one() is None


def test_a_value_that_is_forgotten_is_never_taken_for_nothing(db: Transaction) -> None:
    with pytest.raises(KeyError):
        db.execute(upsert(SCREENS, "number"), number=1, chat_id=5, open=True)


def test_a_statement_may_hold_its_values_itself(db: Transaction) -> None:
    for number in (1, 2, 3):
        keep(db, number)
    gone = db.execute(delete(SCREENS).where(SCREENS.c.number.in_([1, 3])))
    assert gone.rowcount == 2
    assert db.execute(select(SCREENS.c.number)).scalars() == [2]


def test_a_statement_takes_new_values_each_time(db: Transaction) -> None:
    keep(db, 1)
    keep(db, 2)
    wanted = Prepared(select(SCREENS.c.body).where(SCREENS.c.number == given(SCREENS.c.number)))
    assert [db.execute(wanted, number=n).first().body["n"] for n in (2, 1)] == [2, 1]


def test_what_was_not_committed_is_undone(tmp_path: Path) -> None:
    database = open_database(tmp_path / "b.db", b"k" * 32)
    with writing(database) as db:
        db.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
        db.commit()
        db.exec_driver_sql("INSERT INTO kept VALUES (1)")
    with writing(database) as db:
        assert db.exec_driver_sql("SELECT count(*) FROM kept").scalar_one() == 0
    database.close()


def test_every_table_of_a_person_s_store_can_be_written_to_by_its_key() -> None:
    for table in PatientBase.metadata.tables.values():
        if "id" in table.c and "seq" in table.c:
            assert " ON CONFLICT (id) DO UPDATE " in upsert(table, "id").sql
