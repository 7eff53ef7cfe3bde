"""Files that were made only to be sent: all that is in them is kept elsewhere, so none stays long.

Whoever asked has it in the chat. Here it goes after a day, when the next one is made, and
at once when what it may hold is taken back.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.errors import NotFound
from core.ports import PatientWork

KEPT_FOR = timedelta(days=1)  #: sending may have to wait for a network
_KEPT = "sent.files"  #: the key in Patient.extras: what for -> [made at, media ids...]
_FORMER = "download.files"  #: the key before, for archives alone: media ids
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def keep(
    work: PatientWork, what_for: str, contents: Sequence[bytes], *, media_type: str, now: datetime
) -> list[str]:
    """Keep files in place of the last ones made for the same; the media id of each."""
    kept = _kept(work)
    _discard(work, kept.pop(what_for, [])[1:])
    media_ids = [work.media.put(content, media_type=media_type) for content in contents]
    _save(work, {**kept, what_for: [now.isoformat(), *media_ids]})
    return media_ids


def let_go(work: PatientWork, *, now: datetime | None = None) -> None:
    """Discard what has had its day; without a `now`, all of it."""
    kept = _kept(work)
    over = [what_for for what_for in kept if now is None or _ends_at(kept[what_for]) <= now]
    for what_for in over:
        _discard(work, kept[what_for][1:])
    if over:
        _save(work, {what_for: held for what_for, held in kept.items() if what_for not in over})


def next_due(work: PatientWork) -> datetime | None:
    """When the next of them will have had its day."""
    return min(map(_ends_at, _kept(work).values()), default=None)


def _ends_at(held: Sequence[str]) -> datetime:
    return datetime.fromisoformat(held[0]) + KEPT_FOR


def _discard(work: PatientWork, media_ids: Sequence[str]) -> None:
    for media_id in media_ids:
        with suppress(NotFound):
            work.media.discard(media_id)


def _kept(work: PatientWork) -> dict[str, list[str]]:
    extras = work.patient().extras
    kept: dict[str, list[str]] = json.loads(extras.get(_KEPT, "{}"))
    if former := json.loads(extras.get(_FORMER, "[]")):
        kept[_FORMER] = [_LONG_AGO.isoformat(), *former]
    return kept


def _save(work: PatientWork, kept: Mapping[str, list[str]]) -> None:
    patient = work.patient()
    extras = {key: value for key, value in patient.extras.items() if key != _FORMER}
    work.save_patient(replace(patient, extras={**extras, _KEPT: json.dumps(kept)}))
