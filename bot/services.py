"""What the bot works with: one frozen value, built by bootstrap, handed to everything else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.turns import Routes
from core.content.care import Care
from core.content.probes import Probes
from core.content.questions import QuestionBank
from core.domain.teaching import Learning
from core.i18n.translator import Translations
from core.ports import Clock, Ids, JobClient, JobFolders, PatientStores, Registry
from core.services import invitations
from core.services.picture_craft import PictureCraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Nightly:
    """Work for a quiet hour of the operator's day."""

    hour: int  #: 0-23
    time_zone: str  #: IANA name
    work: Callable[[], None]
    last_done: Callable[[], datetime | None]  #: None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    clock: Clock
    ids: Ids
    registry: Registry
    stores: PatientStores
    job_folders: JobFolders
    jobs: JobClient
    translations: Translations
    bank: QuestionBank
    routes: Routes
    default_country: str
    default_time_zone: str
    centre_phone: str
    invitations_valid: timedelta = invitations.VALID  #: how long links into a circle are good
    transcribes: bool = False  #: a model here writes down what a voice says
    by_photos: bool = False  #: photos may guide a face that was not taught
    thorough: Learning | None = None  #: how all weights may be taught; None: not here
    nightly: Nightly | None = None  #: None: nothing is kept up at night
    probes: Probes = field(default_factory=Probes.load)
    care: Care = field(default_factory=Care.load)
    craft: PictureCraft = field(default_factory=PictureCraft)
