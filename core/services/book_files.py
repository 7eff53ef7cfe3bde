"""What is drawn or printed for a book, made once and kept with the person's other files."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.book import cards
from core.book.cards import Card
from core.domain.book import Spread
from core.ports import PatientWork

PRINTED = "page"  #: the slot of the whole book as one web page
ON_PAPER = "print-"  #: how the slots of what is printed on paper begin
_KEPT = "book.files"  #: the key in Patient.extras: slot -> [face, media ids]


def standing_card(work: PatientWork, slot: str, card: Card) -> str:
    """The media id of a card of the book itself: "cover", "contents", or a stage's code."""
    return kept_file(
        work, slot, face=card.face, make=lambda: cards.draw(card), media_type=cards.MEDIA_TYPE
    )


def kept_file(
    work: PatientWork, slot: str, *, face: str, make: Callable[[], bytes], media_type: str
) -> str:
    """The file in a slot of the book; when its face changed, a new one takes its place."""
    if found := found_file(work, slot, face=face):
        return found
    return keep_file(work, slot, face=face, media_id=work.media.put(make(), media_type=media_type))


def found_file(work: PatientWork, slot: str, *, face: str) -> str | None:
    """The media id of the file in a slot, if it has this face."""
    return next(iter(found_files(work, slot, face=face)), None)


def found_files(work: PatientWork, slot: str, *, face: str) -> Sequence[str]:
    """The media ids of the files in a slot, in order; none when they have another face."""
    old_face, *media_ids = _kept(work).get(slot, [""])
    return media_ids if old_face == face else []


def keep_file(work: PatientWork, slot: str, *, face: str, media_id: str) -> str:
    """Put a file into its slot; the one before it goes."""
    keep_files(work, slot, face=face, media_ids=[media_id])
    return media_id


def keep_files(
    work: PatientWork, slot: str, *, face: str, media_ids: Sequence[str]
) -> Sequence[str]:
    """Put files into their slot; those before them go."""
    kept = _kept(work)
    _, *old_ids = kept.get(slot, [""])
    for old_id in set(old_ids) - set(media_ids):
        work.media.trash(old_id)
    _save(work, {**kept, slot: [face, *media_ids]})
    return media_ids


def drop_printed(work: PatientWork) -> None:
    """Trash what was printed: something in it has left the book."""
    kept = _kept(work)
    gone = [slot for slot in kept if slot == PRINTED or slot.startswith(ON_PAPER)]
    for slot in gone:
        _, *media_ids = kept.pop(slot)
        for media_id in media_ids:
            work.media.trash(media_id)
    if gone:
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
        work.media.trash(page.card_id)
    drawn = work.media.put(cards.draw(card), media_type=cards.MEDIA_TYPE)
    work.pages.save(replace(page, card_id=drawn, card_face=card.face))
    return drawn
