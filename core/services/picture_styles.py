"""Which styles are open, and whether the fine settings are (§7.3).

Soft always is; the rest is opened, and shut again, by whoever holds the care settings.
"""

from collections.abc import Collection
from dataclasses import replace

from core.domain.circle import Action
from core.domain.patient import Patient
from core.domain.picture import PictureStyle
from core.ports import PatientWork

OPENED = "picture-styles"  #: the key in Patient.extras of the styles that were opened
FINE = "picture-settings"  #: and whether fine settings were


def open_styles(patient: Patient) -> frozenset[PictureStyle]:
    opened = patient.extras.get(OPENED, "").split()
    return frozenset({PictureStyle.SOFT, *map(PictureStyle, opened)})


def open_style(work: PatientWork, *, style: PictureStyle) -> None:
    """Let everybody choose a style, after the warning was read."""
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    _save(work, patient, open_styles(patient) | {style})


def shut_style(work: PatientWork, *, style: PictureStyle) -> None:
    """Let nobody choose a style any more; soft always stays."""
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    _save(work, patient, open_styles(patient) - {style})


def _save(work: PatientWork, patient: Patient, opened: Collection[PictureStyle]) -> None:
    extras = {**patient.extras, OPENED: " ".join(sorted(opened))}
    work.save_patient(replace(patient, extras=extras))


def fine_settings_open(patient: Patient) -> bool:
    return bool(patient.extras.get(FINE))


def open_fine_settings(work: PatientWork) -> None:
    """Let everybody who makes pictures set them finely, after the warning was read."""
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    work.save_patient(replace(patient, extras={**patient.extras, FINE: "open"}))


def shut_fine_settings(work: PatientWork) -> None:
    """Let nobody set pictures finely any more."""
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    extras = {key: value for key, value in patient.extras.items() if key != FINE}
    work.save_patient(replace(patient, extras=extras))
