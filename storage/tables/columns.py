"""What tables of both databases share."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

__all__ = ["NAMING", "DocumentColumns", "OutboxColumns"]

#: Constraints need names, or SQLite's tables could not be rebuilt by a migration.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class DocumentColumns:
    """A value by its id, in the order it was first saved; see storage/documents.py."""

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class OutboxColumns:
    """What must go out; delivered once `answer` is there."""

    id: Mapped[int] = mapped_column(primary_key=True)
    update_key: Mapped[str] = mapped_column(index=True)
    chat_id: Mapped[int]
    kind: Mapped[str]
    screen: Mapped[int | None] = mapped_column(index=True)  #: stays when the payload goes
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    delivered: Mapped[bool] = mapped_column(default=False, index=True)
