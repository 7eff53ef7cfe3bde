"""What is kept and by whose leave: consents withdrawn with all that follows, and erasure."""

from core.domain.circle import Account, Action, may
from core.domain.patient import PatientId
from core.errors import NotAllowed
from core.ports import PatientStores, Registry
from core.services import invitations


def erase(
    registry: Registry, stores: PatientStores, patient_id: PatientId, *, by: Account
) -> None:
    """Destroy everything of one person; run again after a crash it comes to the same end."""
    if patient_id not in stores.all_ids():
        return
    own = invitations.membership(registry, by, patient_id)
    if own is None or not may(own.role, Action.ERASE, therapist_linked=False):
        raise NotAllowed
    stores.erase(patient_id)
