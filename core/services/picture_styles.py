"""Which styles are open: soft always, the others by whoever holds the care settings (§7.3)."""

from dataclasses import replace

from core.domain.circle import Action
from core.domain.patient import Patient
from core.domain.picture import PictureStyle
from core.ports import PatientWork

OPENED = "picture-styles"  #: the key in Patient.extras of the styles that were opened


def open_styles(patient: Patient) -> frozenset[PictureStyle]:
    opened = patient.extras.get(OPENED, "").split()
    return frozenset({PictureStyle.SOFT, *map(PictureStyle, opened)})


def open_style(work: PatientWork, *, style: PictureStyle) -> None:
    """Let everybody choose a style, after the warning was read."""
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    opened = sorted(open_styles(patient) | {style})
    work.save_patient(replace(patient, extras={**patient.extras, OPENED: " ".join(opened)}))
