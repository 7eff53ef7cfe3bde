"""Databases grow without losing a row, or stay as they were."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from alembic import command
from core.domain.closing import AfterKind
from core.domain.photo import Photo
from core.errors import StoreBusy, StoreError
from storage.documents import to_document
from storage.engine import Database, Transaction, open_database, reading, writing
from storage.house import Stores
from storage.migrations import (
    LINEAGES,
    PATIENT,
    REGISTRY,
    Lineage,
    bring_up_to_date,
    migrating,
    revision_of,
    run,
)
from storage.paths import HousePaths
from storage.registry import StoredRegistry
from storage.repositories import MemoryShelf, PageShelf, PhotoShelf, ReviewShelf, SessionShelf
from storage.tables.columns import NAMING
from tests.integration.storage.examples import LUZ, NOON, a_memory, a_page, a_session

KEY = b"k" * 32
HOUSE = Path(__file__).parents[3]


class SmallBase(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class Parent(SmallBase):
    __tablename__ = "parents"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Child(SmallBase):
    __tablename__ = "children"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id", ondelete="CASCADE"))


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = open_database(path, KEY)
    yield database
    database.close()


def a_lineage(home: Path, *, head: str, second: str) -> Lineage:
    """A small lineage of two revisions; the second does what `second` says."""
    versions = home / "alembic" / "versions" / "small"
    versions.mkdir(parents=True, exist_ok=True)
    for name in ("env.py", "script.py.mako"):
        shutil.copyfile(HOUSE / "alembic" / name, home / "alembic" / name)
    (home / "alembic.ini").write_text(
        "[small]\npath_separator = os\nscript_location = %(here)s/alembic\n"
        "version_locations = %(here)s/alembic/versions/small\n"
    )
    first = (
        "op.create_table('parents', sa.Column('id', sa.Integer, primary_key=True),"
        " sa.Column('name', sa.String(20), nullable=False))\n"
        "    op.create_table('children', sa.Column('id', sa.Integer, primary_key=True),"
        " sa.Column('parent_id', sa.Integer,"
        " sa.ForeignKey('parents.id', ondelete='CASCADE'), nullable=False))"
    )
    _write_revision(versions, "s0001", None, first)
    _write_revision(versions, "s0002", "s0001", second)
    return Lineage(name="small", head=head, metadata=SmallBase.metadata, ini=home / "alembic.ini")


def _write_revision(versions: Path, name: str, after: str | None, body: str) -> None:
    (versions / f"{name}_step.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = {name!r}\ndown_revision = {after!r}\n"
        f"branch_labels = depends_on = None\n\n\ndef upgrade():\n    {body}\n"
    )


def at_first_revision(database: Database, lineage: Lineage, copies: Path) -> None:
    with migrating(database) as db:
        run(db, lineage, to="s0001")
    with writing(database) as db:
        db.exec_driver_sql("INSERT INTO parents (id, name) VALUES (1, 'Ana'), (2, 'Eva')")
        db.exec_driver_sql("INSERT INTO children (id, parent_id) VALUES (1, 1), (2, 1), (3, 2)")
        db.commit()


def counts(database: Database) -> tuple[int, int]:
    with reading(database) as db:
        found = [
            db.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
            for table in ("parents", "children")
        ]
    return found[0], found[1]


@pytest.mark.parametrize("lineage", LINEAGES.values(), ids=LINEAGES)
def test_the_migrations_lead_exactly_to_the_models(lineage: Lineage) -> None:
    command.check(Config(lineage.ini, ini_section=lineage.name, stdout=StringIO()))


def made_of(database: Database) -> dict[str, object]:
    """Every table's columns, foreign keys and indexes, in no order, and the revision."""
    with reading(database) as db:

        def ask(pragma: str, name: str) -> list[str]:
            # The first column is a running number, and an index without a name has one in it.
            rows = db.exec_driver_sql(f"PRAGMA {pragma}('{name}')").all()
            return sorted(str(tuple(row)[1:]) for row in rows)

        names = db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all()
        asked = ("table_info", "foreign_key_list", "index_list")
        tables = {name: [ask(pragma, name) for pragma in asked] for (name,) in names}
        indexes = {name: ask("index_info", name) for name in indexed(db)}
        return {"revision": revision_of(db), "tables": tables, "indexes": indexes}


def indexed(db: Transaction) -> list[str]:
    rows = db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").all()
    return sorted(name for (name,) in rows)


@pytest.mark.parametrize("lineage", LINEAGES.values(), ids=LINEAGES)
def test_a_new_database_is_what_the_migrations_lead_to(lineage: Lineage, tmp_path: Path) -> None:
    with opened(tmp_path / "new.db") as new, opened(tmp_path / "grown.db") as grown:
        bring_up_to_date(new, lineage, key=KEY, copies=tmp_path)
        with migrating(grown) as db:
            run(db, lineage)
        assert made_of(new) == made_of(grown)


@pytest.mark.parametrize("lineage", LINEAGES.values(), ids=LINEAGES)
def test_the_program_knows_the_head_of_each_lineage(lineage: Lineage) -> None:
    script = ScriptDirectory.from_config(Config(lineage.ini, ini_section=lineage.name))
    assert script.get_heads() == [lineage.head]


def test_a_current_database_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as database:
        assert bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")
        assert not bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")
    assert not (tmp_path / "copies").exists()


def test_rebuilding_a_parent_table_keeps_its_children(tmp_path: Path) -> None:
    rebuild = "\n    ".join(
        (
            "with op.batch_alter_table('parents', recreate='always') as table:",
            "    table.add_column(sa.Column('town', sa.String(20), nullable=True))",
        )
    )
    lineage = a_lineage(tmp_path, head="s0002", second=rebuild)
    with opened(tmp_path / "a.db") as database:
        at_first_revision(database, lineage, tmp_path / "copies")
        assert bring_up_to_date(database, lineage, key=KEY, copies=tmp_path / "copies")
        assert counts(database) == (2, 3)
        with writing(database) as db:
            assert db.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_the_database_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    lineage = a_lineage(tmp_path, head="s0002", second="op.drop_table('children')")
    with opened(tmp_path / "a.db") as database:
        at_first_revision(database, lineage, tmp_path / "copies")
        bring_up_to_date(database, lineage, key=KEY, copies=tmp_path / "copies")
    with opened(tmp_path / "copies" / "small-s0001.db") as before:
        assert counts(before) == (2, 3)
        with reading(before) as db:
            assert revision_of(db) == "s0001"


def test_a_migration_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    broken = "op.add_column('parents', sa.Column('town', sa.String(20)))\n    raise StopIteration"
    lineage = a_lineage(tmp_path, head="s0002", second=broken)
    with opened(tmp_path / "a.db") as database:
        at_first_revision(database, lineage, tmp_path / "copies")
        with pytest.raises(StopIteration):
            bring_up_to_date(database, lineage, key=KEY, copies=tmp_path / "copies")
        assert counts(database) == (2, 3)
        with reading(database) as db:
            assert revision_of(db) == "s0001"
            columns = db.exec_driver_sql("SELECT name FROM pragma_table_info('parents')")
            assert columns.scalars() == ["id", "name"]


def test_a_migration_that_would_orphan_rows_is_undone(tmp_path: Path) -> None:
    orphaning = "op.execute('DELETE FROM parents WHERE id = 2')"
    lineage = a_lineage(tmp_path, head="s0002", second=orphaning)
    with opened(tmp_path / "a.db") as database:
        at_first_revision(database, lineage, tmp_path / "copies")
        with pytest.raises(StoreError):
            bring_up_to_date(database, lineage, key=KEY, copies=tmp_path / "copies")
        assert counts(database) == (2, 3)


def test_a_database_from_a_newer_program_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as database:
        bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")
        with writing(database) as db:
            db.exec_driver_sql("UPDATE alembic_version SET version_num = 'p9999'")
            db.commit()
        with pytest.raises(StoreError):
            bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")


def test_nobody_writes_while_a_database_is_migrated(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as database:
        bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")
        impatient = open_database(tmp_path / "a.db", KEY, busy_timeout_s=0.05)
        with migrating(database) as db:
            revision_of(db)
            with pytest.raises(StoreBusy), writing(impatient) as other:
                other.exec_driver_sql("DELETE FROM handled")
        impatient.close()


def test_a_command_beside_a_bot_migrates_nothing(tmp_path: Path) -> None:
    lineage = a_lineage(tmp_path, head="s0002", second="op.drop_table('children')")
    copies = tmp_path / "copies"
    with opened(tmp_path / "a.db") as database:
        at_first_revision(database, lineage, copies)
        with pytest.raises(StoreError):
            bring_up_to_date(database, lineage, key=KEY, copies=copies, alone=False)
        assert counts(database) == (2, 3)


def test_a_bot_whose_stores_are_current_never_loads_alembic(paths: HousePaths) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from storage.house import open_stores; from storage.paths import house_paths\n"
        "from storage.system import RandomIds, SystemClock\n"
        f"paths = house_paths(Path({str(paths.data)!r}), Path({str(paths.keys)!r}))\n"
        "open_stores(paths, SystemClock(), RandomIds()).close()\n"
        "sys.exit(any(name in sys.modules for name in ('alembic', 'dbos', 'torch')))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=HOUSE, check=False).returncode == 0


def test_all_stores_can_be_brought_up_to_date_at_once(stores: Stores) -> None:
    for _ in range(2):
        patient_id = stores.patients.create(LUZ, now=NOON)
    with stores.patients.open(patient_id, LUZ) as work:
        work.memories.save(a_memory())
        work.commit()
    assert stores.patients.migrate_all() == 2
    with stores.patients.open(patient_id, LUZ) as work:
        assert work.memories.count() == 1


def test_a_person_from_before_therapists_could_decide_keeps_everything(tmp_path: Path) -> None:
    memory = a_memory()
    with opened(tmp_path / "a.db") as database:
        with migrating(database) as db:
            run(db, PATIENT, to="p0001")
        with writing(database) as db:
            MemoryShelf(db).save(memory)
            db.commit()
        assert bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")
        with reading(database) as db:
            assert MemoryShelf(db).all() == [memory]
            assert ReviewShelf(db).all() == []


def test_a_registry_from_before_reminders_keeps_its_rows(tmp_path: Path) -> None:
    with opened(tmp_path / "registry.db") as database:
        with migrating(database) as db:
            run(db, REGISTRY, to="r0001")
        with writing(database) as db:
            db.exec_driver_sql("INSERT INTO facts (name, value) VALUES ('kept', 'yes')")
            db.commit()
        assert bring_up_to_date(database, REGISTRY, key=KEY, copies=tmp_path / "copies")
        registry = StoredRegistry(database)
        assert registry.value("kept") == "yes"
        assert registry.reminders_due(NOON) == []
    assert (tmp_path / "copies" / "registry-r0001.db").exists()


def test_a_session_left_in_an_older_closing_goes_on_in_todays(tmp_path: Path) -> None:
    older = ("card", "helped", "hindered", "note", "you")
    with opened(tmp_path / "a.db") as database:
        with migrating(database) as db:
            run(db, PATIENT, to="p0006")
        body = to_document(a_session("s1"))
        body["after"] = [{"kind": kind, "memory_id": ""} for kind in older]
        with writing(database) as db:
            insert = "INSERT INTO sessions (id, body, ended) VALUES ('s1', json('{}'), 0)"
            db.exec_driver_sql(insert.format(json.dumps(body)))
            db.commit()
        bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")
        with reading(database) as db:
            (session,) = SessionShelf(db).all()
    assert [step.kind for step in session.after] == [
        AfterKind.CARD,
        AfterKind.AROUND,
        AfterKind.YOU,
    ]


def test_a_book_from_before_pages_had_numbers_is_numbered(tmp_path: Path) -> None:
    photo = Photo(
        id="f1", media_id="x", sent_by=1, sent_at=NOON, width=8, height=6, memory_id="later"
    )
    with opened(tmp_path / "a.db") as database:
        with migrating(database) as db:
            run(db, PATIENT, to="p0007")
            for page in (a_page("later", 20), a_page("out", 15, hidden=True), a_page("first", 10)):
                columns = (page.id, json.dumps(to_document(page)), page.hidden, page.position)
                insert = "INSERT INTO pages (id, body, hidden, stage, position) VALUES (?,?,?,0,?)"
                db.exec_driver_sql(insert, columns)
            kept = (photo.id, json.dumps(to_document(photo)))
            db.exec_driver_sql("INSERT INTO photos (id, body) VALUES (?, ?)", kept)
        bring_up_to_date(database, PATIENT, key=KEY, copies=tmp_path / "copies")
        with reading(database) as db:
            pages = PageShelf(db)
            assert [pages.number_of(name) for name in ("first", "later", "out")] == [1, 2, None]
            assert PhotoShelf(db).of_memory("later") == [photo]
