"""The book's pages in the order of a life; every question about numbers has a kept answer.

To count the pages before one takes the longer, the longer the life. So the number of every
visible page stands in a table of its own, which is laid anew once by whatever changes the
order, and read by every turn of a page.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, delete, func, insert, select

from core.domain.book import Chapter, Page
from core.domain.life import LifeStage
from storage.engine import Transaction
from storage.shelf import Shelf
from storage.statements import Prepared, given
from storage.tables import patient as tables

__all__ = ["PageShelf"]

_PAGES = cast(Table, tables.PageRow.__table__)
_NUMBERS = cast(Table, tables.PageNumberRow.__table__)


class PageShelf(Shelf[Page]):
    """The book; what it costs to find a page does not depend on how many there are."""

    row = tables.PageRow
    kind = Page

    def __init__(self, db: Transaction) -> None:
        super().__init__(db)
        self._in_order = True  #: whether the numbers that are kept are true

    def save(self, value: Page) -> None:
        before = self._db.execute(_place_of(), id=value.id).first()
        super().save(value)
        was = None if before is None or before.hidden else (before.stage, before.position)
        now = None if value.hidden else (value.stage.position, value.position)
        self._in_order &= was == now

    def remove(self, key: str) -> None:
        super().remove(key)
        self._in_order = False

    def chapters(self) -> Sequence[Chapter]:
        self.settle()
        *firsts, last = self._db.execute(_where_stages_begin()).first()
        chapters = []
        for stage, first in reversed(list(zip(LifeStage, firsts, strict=True))):
            if first is not None:
                chapters.append(Chapter(stage=stage, first_page=first, pages=last - first + 1))
                last = first - 1
        return chapters[::-1]

    def number(self, number: int) -> Page | None:
        self.settle()
        row = self._db.execute(_page_with(), number=number).first()
        return None if row is None else self._value(row)

    def count(self) -> int:
        self.settle()
        return cast(int, self._db.execute(_last_number()).scalar_one())

    def number_of(self, page_id: str) -> int | None:
        self.settle()
        number: int | None = self._db.execute(_number_of(), id=page_id).scalar_one_or_none()
        return number

    def settle(self) -> None:
        """Number the pages anew if their order was changed."""
        if not self._in_order:
            self._db.execute(_forget_numbers())
            self._db.execute(_number_all())
            self._in_order = True

    def _columns(self, value: Page) -> Mapping[str, Any]:
        return {
            "hidden": value.hidden,
            "stage": value.stage.position,
            "position": value.position,
        }


@cache
def _place_of() -> Prepared:
    c = _PAGES.c
    return Prepared(select(c.hidden, c.stage, c.position).where(c.id == given(c.id)))


@cache
def _where_stages_begin() -> Prepared:
    """The first number of each stage, and the last there is; NULL for none."""
    c = _NUMBERS.c
    firsts = [
        select(func.min(c.number)).where(c.stage == stage.position).scalar_subquery()
        for stage in LifeStage
    ]
    last = select(func.max(c.number)).scalar_subquery()
    return Prepared(select(*firsts, last))


@cache
def _page_with() -> Prepared:
    seq = select(_NUMBERS.c.page).where(_NUMBERS.c.number == given(_NUMBERS.c.number))
    return Prepared(select(_PAGES.c.body).where(_PAGES.c.seq == seq.scalar_subquery()))


@cache
def _number_of() -> Prepared:
    seq = select(_PAGES.c.seq).where(_PAGES.c.id == given(_PAGES.c.id))
    return Prepared(select(_NUMBERS.c.number).where(_NUMBERS.c.page == seq.scalar_subquery()))


@cache
def _last_number() -> Prepared:
    return Prepared(select(func.coalesce(func.max(_NUMBERS.c.number), 0)))


@cache
def _forget_numbers() -> Prepared:
    return Prepared(delete(_NUMBERS))


@cache
def _number_all() -> Prepared:
    c = _PAGES.c
    number = func.row_number().over(order_by=(c.stage, c.position, c.id))
    numbered = select(number, c.seq, c.stage).where(~c.hidden)
    return Prepared(insert(_NUMBERS).from_select(["number", "page", "stage"], numbered))
