"""circle: exercises, sightings, tips, comments, alerts and transfers"""

import sqlalchemy as sa

from alembic import op

revision = "p0004"
down_revision = "p0003"
branch_labels = None
depends_on = None

#: Each table's searched columns beside the document's own, all of them indexed.
TABLES = {
    "exercises": {"open": sa.Boolean()},
    "sightings": {"day": sa.String()},
    "tips": {"waiting": sa.Boolean(), "given_by": sa.Integer()},
    "comments": {"page_id": sa.String()},
    "alerts": {"open": sa.Boolean()},
    "transfers": {"waiting": sa.Boolean()},
}


def upgrade() -> None:
    for name, searched in TABLES.items():
        op.create_table(
            name,
            *(sa.Column(column, kind, nullable=False) for column, kind in searched.items()),
            sa.Column("seq", sa.Integer(), nullable=False),
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("body", sa.JSON(), nullable=False),
            sa.PrimaryKeyConstraint("seq", name=op.f(f"pk_{name}")),
            sa.UniqueConstraint("id", name=op.f(f"uq_{name}_id")),
        )
        for column in searched:
            op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
