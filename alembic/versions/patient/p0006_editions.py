"""editions: what was made of the book, and is kept"""

import sqlalchemy as sa
from alembic import op

revision = "p0006"
down_revision = "p0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_editions")),
        sa.UniqueConstraint("id", name=op.f("uq_editions_id")),
    )
    op.create_index(op.f("ix_editions_slot"), "editions", ["slot"])


def downgrade() -> None:
    op.drop_index(op.f("ix_editions_slot"), table_name="editions")
    op.drop_table("editions")
