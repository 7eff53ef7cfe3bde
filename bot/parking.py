"""Updates that could not be applied: they stay in the inbox, and are not forced in later.

By the time the program starts again, the conversation has moved on, and the person has
perhaps repeated what they said, as the kind line asked. So words that were parked are
offered as a memory then, and taps are let go.

What the program itself brought, a job's result or a tick, nobody can repeat: it is tried
again as it is, after pauses that grow, and after a restart.
"""

from collections import Counter
from dataclasses import dataclass, field

from core.ports import Registry

FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 600.0
_DOUBLINGS = 10  #: enough to come from one to the other
FACT = "parked_updates"  #: the registry's fact: their keys, with spaces between


@dataclass(slots=True)
class Parking:
    """The keys of parked updates, kept across restarts."""

    registry: Registry
    _keys: set[str] = field(init=False)
    _failures: Counter[str] = field(default_factory=Counter)  #: since the program started

    def __post_init__(self) -> None:
        self._keys = set((self.registry.value(FACT) or "").split())

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def park(self, key: str) -> None:
        self._keys.add(key)
        self._keep()

    def failed(self, key: str) -> int:
        """Count a failure; how many there have been in a row."""
        self._failures[key] += 1
        return self._failures[key]

    def take_out(self, key: str) -> None:
        """It was applied."""
        self._failures.pop(key, None)
        if key in self._keys:
            self._keys.discard(key)
            self._keep()

    def _keep(self) -> None:
        self.registry.set_value(FACT, " ".join(sorted(self._keys)))


def pause_s(failures: int) -> float:
    """How long to wait after so many failures in a row."""
    doublings = min(failures - 1, _DOUBLINGS)
    return min(FIRST_PAUSE_S * float(2**doublings), LONGEST_PAUSE_S)


def worth_a_line(failures: int) -> bool:
    """Whether the log is to tell of it: of the 1st, 2nd, 4th, 8th … in a row."""
    return failures & (failures - 1) == 0
