"""What somebody of the circle writes beside a page of the book."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_COMMENT = 500  #: characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    id: str
    page_id: str
    words: str
    written_by: int  #: account id
    written_at: datetime
    hidden: bool = False  #: put away by an owner, or by who wrote it
