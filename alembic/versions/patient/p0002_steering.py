"""steering: what therapists decide, aim for, enter and conclude"""

import sqlalchemy as sa
from alembic import op

revision = "p0002"
down_revision = "p0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("goals", "scale_results", "reports"):
        op.create_table(
            name,
            sa.Column("seq", sa.Integer(), nullable=False),
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("body", sa.JSON(), nullable=False),
            sa.PrimaryKeyConstraint("seq", name=op.f(f"pk_{name}")),
            sa.UniqueConstraint("id", name=op.f(f"uq_{name}_id")),
        )
    op.create_table(
        "reviews",
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("pausing", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reviews")),
        sa.UniqueConstraint("id", name=op.f("uq_reviews_id")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reviews_open"), ["open"], unique=False)
        batch_op.create_index(batch_op.f("ix_reviews_pausing"), ["pausing"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reviews_pausing"))
        batch_op.drop_index(batch_op.f("ix_reviews_open"))

    for name in ("reviews", "reports", "scale_results", "goals"):
        op.drop_table(name)
