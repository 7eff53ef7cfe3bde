"""What the bot works with: one frozen value, built by bootstrap, handed to everything else."""

from dataclasses import dataclass, field

from bot.turns import Routes
from core.content.care import Care
from core.content.probes import Probes
from core.content.questions import QuestionBank
from core.i18n.translator import Translations
from core.ports import Clock, Ids, JobClient, JobFolders, PatientStores, Registry


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
    probes: Probes = field(default_factory=Probes.load)
    care: Care = field(default_factory=Care.load)
