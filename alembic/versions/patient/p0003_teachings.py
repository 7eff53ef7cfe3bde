"""teachings of elements, from the order to the choice"""

import sqlalchemy as sa
from alembic import op

revision = "p0003"
down_revision = "p0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "teachings",
        sa.Column("element_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_teachings")),
        sa.UniqueConstraint("id", name=op.f("uq_teachings_id")),
    )
    with op.batch_alter_table("teachings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_teachings_element_id"), ["element_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_teachings_state"), ["state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("teachings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_teachings_state"))
        batch_op.drop_index(batch_op.f("ix_teachings_element_id"))

    op.drop_table("teachings")
