"""Alembic's own commands (`check`, `revision --autogenerate`) for one of the two lineages.

They compare the models with an empty database brought to head in memory: the real ones are
encrypted, and only the program migrates them (storage/migrations.py).
"""

from sqlalchemy import create_engine

from alembic import context
from storage.migrations import LINEAGES, run

name = context.config.config_ini_section
if name not in LINEAGES:
    raise SystemExit("Say which database: alembic -n registry … or alembic -n patient …")
lineage = LINEAGES[name]

engine = create_engine("sqlite://")
with engine.connect() as db:
    if list(context.script.get_heads()):
        run(db, lineage)
        db.commit()
    context.configure(
        connection=db,
        target_metadata=lineage.metadata,
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
