"""Updates that could not be applied: they stay in the inbox, and are not forced in later.

By the time the program starts again, the conversation has moved on, and the person has
perhaps repeated what they said, as the kind line asked. So words that were parked are
offered as a memory then, and taps are let go.
"""

from dataclasses import dataclass, field

from core.ports import Registry

FACT = "parked_updates"  #: the registry's fact: their keys, with spaces between


@dataclass(slots=True)
class Parking:
    """The keys of parked updates, kept across restarts."""

    registry: Registry
    _keys: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._keys = set((self.registry.value(FACT) or "").split())

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def park(self, key: str) -> None:
        self._keys.add(key)
        self._keep()

    def take_out(self, key: str) -> None:
        if key in self._keys:
            self._keys.discard(key)
            self._keep()

    def _keep(self) -> None:
        self.registry.set_value(FACT, " ".join(sorted(self._keys)))
