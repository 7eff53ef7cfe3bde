"""What is drawn or printed for a book, made once and kept with the person's other files."""

import json
from collections.abc import Callable
from dataclasses import replace

from core.book import cards
from core.book.cards import Card
from core.domain.book import Spread
from core.ports import PatientWork

PRINTED = "page"  #: the slot of the whole book as one web page
_KEPT = "book.files"  #: the key in Patient.extras: slot -> [face, media id]


def standing_card(work: PatientWork, slot: str, card: Card) -> str:
    """The media id of a card of the book itself: "cover", "contents", or a stage's code."""
    return kept_file(
        work, slot, face=card.face, make=lambda: cards.draw(card), media_type=cards.MEDIA_TYPE
    )


def kept_file(
    work: PatientWork, slot: str, *, face: str, make: Callable[[], bytes], media_type: str
) -> str:
    """The file in a slot of the book; when its face changed, a new one takes its place."""
    patient = work.patient()
    kept: dict[str, list[str]] = json.loads(patient.extras.get(_KEPT, "{}"))
    old_face, old_id = kept.get(slot, ("", ""))
    if old_face == face:
        return old_id
    if old_id:
        work.media.trash(old_id)
    media_id = work.media.put(make(), media_type=media_type)
    extras = {**patient.extras, _KEPT: json.dumps({**kept, slot: [face, media_id]})}
    work.save_patient(replace(patient, extras=extras))
    return media_id


def drop_printed(work: PatientWork) -> None:
    """Trash the printed page: something in it has left the book."""
    patient = work.patient()
    kept: dict[str, list[str]] = json.loads(patient.extras.get(_KEPT, "{}"))
    if PRINTED in kept:
        _, media_id = kept.pop(PRINTED)
        work.media.trash(media_id)
        work.save_patient(replace(patient, extras={**patient.extras, _KEPT: json.dumps(kept)}))


def page_card(work: PatientWork, spread: Spread, card: Card) -> str:
    """The media id of the card for a page of words alone."""
    page = spread.page
    if page.card_id and page.card_face == card.face:
        return page.card_id
    if page.card_id:
        work.media.trash(page.card_id)
    drawn = work.media.put(cards.draw(card), media_type=cards.MEDIA_TYPE)
    work.pages.save(replace(page, card_id=drawn, card_face=card.face))
    return drawn
