"""What is drawn for a book, made once and kept with the person's other files."""

import json
from contextlib import suppress
from dataclasses import replace

from core.book import cards
from core.book.cards import Card
from core.domain.book import Spread
from core.domain.life import LifeStage
from core.errors import NotFound
from core.ports import PatientWork

COVER, CONTENTS = "cover", "contents"
_STANDING = frozenset({COVER, CONTENTS, *LifeStage})
_KEPT = "book.files"  #: the key in Patient.extras: slot -> [face, media id]


def standing_card(work: PatientWork, slot: str, card: Card) -> str:
    """The media id of a card of the book itself: the cover, the contents, or a stage's code.

    When its face changed, a new one takes its place.
    """
    kept = _kept(work)
    face, media_id = kept.get(slot, ("", ""))
    if face == card.face:
        return media_id
    if media_id:
        work.media.discard(media_id)
    media_id = work.media.put(cards.draw(card), media_type=cards.MEDIA_TYPE)
    _save(work, {**kept, slot: [card.face, media_id]})
    return media_id


def drop_former_editions(work: PatientWork) -> None:
    """Remove editions that were kept beside the cards, before they had a shelf of their own."""
    kept = _kept(work)
    former = kept.keys() - _STANDING
    for slot in former:
        _, *media_ids = kept.pop(slot)
        for media_id in media_ids:
            with suppress(NotFound):
                work.media.discard(media_id)
    if former:
        _save(work, kept)


def _kept(work: PatientWork) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = json.loads(work.patient().extras.get(_KEPT, "{}"))
    return kept


def _save(work: PatientWork, kept: dict[str, list[str]]) -> None:
    patient = work.patient()
    work.save_patient(replace(patient, extras={**patient.extras, _KEPT: json.dumps(kept)}))


def page_card(work: PatientWork, spread: Spread, card: Card) -> str:
    """The media id of the card for a page of words alone."""
    page = spread.page
    if page.card_id and page.card_face == card.face:
        return page.card_id
    if page.card_id:
        work.media.discard(page.card_id)
    drawn = work.media.put(cards.draw(card), media_type=cards.MEDIA_TYPE)
    work.pages.save(replace(page, card_id=drawn, card_face=card.face))
    return drawn
