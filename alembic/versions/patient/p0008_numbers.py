"""numbers: each page's number in the book is kept, and photos know their page by a column"""

import sqlalchemy as sa
from alembic import op

revision = "p0008"
down_revision = "p0007"
branch_labels = None
depends_on = None

_NUMBER_ALL = """
    INSERT INTO page_numbers (number, page, stage)
    SELECT row_number() OVER (ORDER BY stage, position, id), seq, stage FROM pages WHERE NOT hidden
"""


def upgrade() -> None:
    op.create_table(
        "page_numbers",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_page_numbers")),
    )
    op.create_index(op.f("ix_page_numbers_page"), "page_numbers", ["page"])
    op.create_index("ix_page_numbers_stage", "page_numbers", ["stage", "number"])
    op.execute(_NUMBER_ALL)
    op.add_column("photos", sa.Column("memory_id", sa.String(), nullable=True))
    op.execute("UPDATE photos SET memory_id = json_extract(body, '$.memory_id')")
    op.create_index(op.f("ix_photos_memory_id"), "photos", ["memory_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_photos_memory_id"), table_name="photos")
    op.drop_column("photos", "memory_id")
    op.drop_table("page_numbers")
