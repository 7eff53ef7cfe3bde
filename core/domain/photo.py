"""A real photograph the circle sent; never called a picture."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    id: str
    media_id: str
    sent_by: int  #: account id
    sent_at: datetime
    width: int
    height: int
    caption: str = ""
    memory_id: str | None = None  #: the page it stands on
    element_id: str | None = None
