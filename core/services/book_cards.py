"""The cards of a book, drawn once and kept with the person's other files."""

import json
from dataclasses import replace

from core.book.cards import MEDIA_TYPE, Card, draw
from core.domain.book import Spread
from core.ports import PatientWork

_KEPT = "book.cards"  #: the key in Patient.extras: slot -> [face, media id]


def standing_card(work: PatientWork, slot: str, card: Card) -> str:
    """The media id of a card of the book itself: "cover", "contents", or a stage's code."""
    patient = work.patient()
    kept: dict[str, list[str]] = json.loads(patient.extras.get(_KEPT, "{}"))
    face, media_id = kept.get(slot, ("", ""))
    if face == card.face:
        return media_id
    if media_id:
        work.media.trash(media_id)
    drawn = work.media.put(draw(card), media_type=MEDIA_TYPE)
    extras = {**patient.extras, _KEPT: json.dumps({**kept, slot: [card.face, drawn]})}
    work.save_patient(replace(patient, extras=extras))
    return drawn


def page_card(work: PatientWork, spread: Spread, card: Card) -> str:
    """The media id of the card for a page of words alone."""
    page = spread.page
    if page.card_id and page.card_face == card.face:
        return page.card_id
    if page.card_id:
        work.media.trash(page.card_id)
    drawn = work.media.put(draw(card), media_type=MEDIA_TYPE)
    work.pages.save(replace(page, card_id=drawn, card_face=card.face))
    return drawn
