"""Says in plain words what works and what is missing; the facts are gathered by the roots."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LITTLE_DISK_GB = 5.0  #: a stage's adapter, a night's backup and a book fit in it
OLD_BACKUP = timedelta(days=7)
LONG_SECONDS = 60  #: for one picture: longer, and it is said what would help
#: Where the model was not tried to the end: why, and the words for it.
NOT_TRIED = {
    "not-installed": "doctor-model-unknown",
    "slow": "doctor-model-slow",
    "fell": "doctor-model-fell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFacts:
    """What a worker on this machine would work with, as its own process reports it."""

    base_model: str = ""
    loads: bool
    reason: str = ""  #: a code of ModelUnavailable, or of NOT_TRIED
    cuda: str = ""  #: the card's name; empty: none
    vram_gb: float = 0.0
    layout: str = ""  #: how it lies on the card
    needs_gb: float = 0.0  #: what it takes of the card while one picture is drawn
    in_few_steps: bool = False
    can_quicken: bool = False  #: an adapter for few steps is known for it
    teaches_all: bool = False  #: all weights of the model can be taught here
    picture_seconds: float = 0.0  #: that one picture takes, as measured just now


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    now: datetime
    bot_token: bool
    bot_name: str = ""  #: what Telegram answered; empty: it did not
    workers: Mapping[str, bool]  #: queue -> is one running
    model: ModelFacts
    adapter_cache_mib: int
    dreambooth: bool  #: families may ask for all weights to be taught
    free_disk_gb: float
    key_copy_confirmed: bool  #: the operator's own, of the keys as they are now
    key_copy_current: bool  #: the one beside the key folder
    last_backup: datetime | None
    old_replaced: tuple[str, ...] = ()  #: folders of before a restore, for weeks now
    spaces: int
    parked: int  #: updates that could not be applied and wait for another try


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor: a Fluent id with its values."""

    words: str
    fine: bool
    values: dict[str, str | int] = field(default_factory=dict)


def examine(facts: Facts) -> list[Finding]:
    """Everything worth saying, in the order in which it should be mended."""
    return [
        *_telegram(facts),
        *_workers(facts),
        *_model(facts.model),
        Finding(words="doctor-cache", fine=True, values={"size": facts.adapter_cache_mib}),
        *_dreambooth(facts),
        *_keeping(facts),
        _told(facts),
    ]


def _telegram(facts: Facts) -> list[Finding]:
    if not facts.bot_token:
        return [Finding(words="doctor-token-missing", fine=False)]
    if not facts.bot_name:
        return [Finding(words="doctor-telegram-away", fine=False)]
    return [Finding(words="doctor-telegram", fine=True, values={"name": facts.bot_name})]


def _workers(facts: Facts) -> list[Finding]:
    found = []
    for queue, running in facts.workers.items():
        words = f"doctor-worker-{queue}" if running else f"doctor-worker-{queue}-missing"
        found.append(Finding(words=words, fine=running))
    return found


def _model(model: ModelFacts) -> list[Finding]:
    if not model.loads and model.reason in NOT_TRIED:
        return [Finding(words=NOT_TRIED[model.reason], fine=False)]
    if not model.loads:
        values: dict[str, str | int] = {"model": model.base_model, "reason": model.reason}
        return [Finding(words="doctor-model-missing", fine=False, values=values)]
    found = [Finding(words="doctor-model", fine=True, values={"model": model.base_model})]
    needs = math.ceil(model.needs_gb)
    if model.cuda:
        card: dict[str, str | int] = {
            "card": model.cuda,
            "memory": round(model.vram_gb),
            "needs": needs,
            "layout": model.layout,
        }
        found.append(Finding(words="doctor-card", fine=True, values=card))
    else:
        found.append(Finding(words="doctor-no-card", fine=True, values={"needs": needs}))
    return [*found, *_wait(model)]


def _wait(model: ModelFacts) -> list[Finding]:
    """How long people wait for a picture, and what would shorten it."""
    words, values = "doctor-picture-seconds", {"seconds": math.ceil(model.picture_seconds)}
    if model.picture_seconds > 2 * LONG_SECONDS:
        words, values = "doctor-picture-minutes", {"minutes": round(model.picture_seconds / 60)}
    found = [Finding(words=words, fine=True, values={**values})]
    if model.in_few_steps:
        found.append(Finding(words="doctor-few-steps", fine=True))
    elif model.can_quicken and model.picture_seconds > LONG_SECONDS:
        found.append(Finding(words="doctor-few-steps-missing", fine=False))
    return found


def _dreambooth(facts: Facts) -> list[Finding]:
    """Only where it is switched on: whether it would be refused at once."""
    if not facts.dreambooth or not facts.model.loads:
        return []
    can = facts.model.teaches_all
    return [Finding(words="doctor-dreambooth" if can else "doctor-dreambooth-too-much", fine=can)]


def _keeping(facts: Facts) -> list[Finding]:
    disk: dict[str, str | int] = {"free": round(facts.free_disk_gb)}
    enough = facts.free_disk_gb >= LITTLE_DISK_GB
    found = [
        Finding(words="doctor-disk" if enough else "doctor-disk-little", fine=enough, values=disk)
    ]
    found += _key_copies(facts)
    found += [
        Finding(words="doctor-replaced-old", fine=False, values={"folder": name})
        for name in facts.old_replaced
    ]
    if facts.spaces:
        found.append(_backup(facts))
    return found


def _key_copies(facts: Facts) -> list[Finding]:
    """The operator's own copy, and the one beside the key folder, which has to follow it."""
    found = []
    if not facts.key_copy_current:
        found.append(Finding(words="doctor-key-copy-stale", fine=False))
    if not facts.key_copy_confirmed:
        found.append(Finding(words="doctor-key-copy-missing", fine=False))
    return found or [Finding(words="doctor-key-copy", fine=True)]


def _backup(facts: Facts) -> Finding:
    if facts.last_backup is None:
        return Finding(words="doctor-backup-never", fine=False)
    age = facts.now - facts.last_backup
    words = "doctor-backup-old" if age > OLD_BACKUP else "doctor-backup"
    return Finding(words=words, fine=age <= OLD_BACKUP, values={"days": age.days})


def _told(facts: Facts) -> Finding:
    if facts.parked:
        return Finding(words="doctor-parked", fine=False, values={"count": facts.parked})
    return Finding(words="doctor-nothing-parked", fine=True, values={"spaces": facts.spaces})
