"""What came in for a person, under that person's key while it waits in the registry's inbox.

Words that were not dealt with yet lie in the registry, and so in every backup of it. Under
the registry's key alone they would outlive an erasure.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from core.domain.patient import PatientId
from core.errors import NotFound, StoreError
from storage import sealing
from storage.keys import KeyFolder

__all__ = ["InboxBodies"]

_SEALED = "sealed"  #: no field of an incoming message has this name


class InboxBodies:
    """Seals and opens the bodies of inbox rows, each bound to its row."""

    def __init__(self, keys: KeyFolder) -> None:
        self._keys = keys

    def seal(self, body: Mapping[str, Any], patient_id: PatientId | None, *, row: str) -> Any:
        """The body to keep; as it is when it belongs to nobody there is a key for."""
        key = None if patient_id is None else self._key(patient_id)
        if key is None:
            return dict(body)
        sealed = sealing.wrap(key, json.dumps(dict(body)).encode(), owner=row)
        return {_SEALED: base64.b64encode(sealed).decode()}

    def open(
        self, kept: Mapping[str, Any], patient_id: PatientId | None, *, row: str
    ) -> dict[str, Any]:
        """The body as it came in; StoreErased, or KeyMissing, when nothing opens it."""
        if patient_id is None or _SEALED not in kept:
            return dict(kept)
        key = self._keys.patient(patient_id).inbox
        sealed = base64.b64decode(kept[_SEALED])
        opened: dict[str, Any] = json.loads(sealing.unwrap(key, sealed, owner=row))
        return opened

    def _key(self, patient_id: PatientId) -> bytes | None:
        """None for an id that a tap made up: nothing of a person's can be in it."""
        try:
            return self._keys.patient(patient_id).inbox
        except (StoreError, NotFound):
            return None
