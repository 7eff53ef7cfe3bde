"""closing: what helped and hindered is asked in one step, the note with the last"""

import sqlalchemy as sa
from alembic import op

revision = "p0007"
down_revision = "p0006"
branch_labels = None
depends_on = None

_NOW_CALLED = {"helped": "around", "hindered": "around", "note": "you"}


def upgrade() -> None:
    db = op.get_bind()
    sessions = sa.table("sessions", sa.column("seq"), sa.column("body", sa.JSON))
    for seq, body in db.execute(sa.select(sessions.c.seq, sessions.c.body)).all():
        after = [_as_now(step) for step in body.get("after", ())]
        once = [step for n, step in enumerate(after) if step not in after[:n]]
        if once != body.get("after", []):
            changed = sessions.update().where(sessions.c.seq == seq)
            db.execute(changed.values(body={**body, "after": once}))


def _as_now(step: dict) -> dict:
    return {**step, "kind": _NOW_CALLED.get(step["kind"], step["kind"])}


def downgrade() -> None:
    raise NotImplementedError("an older program does not know the steps there are now")
