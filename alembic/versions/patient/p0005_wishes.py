"""wishes: what people want changed in a picture"""

import sqlalchemy as sa
from alembic import op

revision = "p0005"
down_revision = "p0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wishes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_wishes")),
        sa.UniqueConstraint("id", name=op.f("uq_wishes_id")),
    )


def downgrade() -> None:
    op.drop_table("wishes")
