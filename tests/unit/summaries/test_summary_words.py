"""A summary in words: fifteen blocks in order, 250 words, nothing that judges or infers."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from bot.handlers.therapist import message
from core.content.linter import Linter
from core.domain.change import Area
from core.domain.circle import Account, Role
from core.domain.consent import GivenBy
from core.domain.distress import ComfortStep, HardMoment, MomentEnding, Situation, Tier
from core.domain.life import Level, LifeStage
from core.domain.memory import (
    Audience,
    Memory,
    MemoryState,
    Teller,
    ToldHow,
    Valence,
    Verification,
    Wording,
)
from core.domain.patient import Language
from core.domain.picture import PictureStyle
from core.domain.session_record import (
    CompanionDay,
    Helped,
    Hindered,
    ObservationItem,
    Rater,
    SessionRecord,
    StopReason,
)
from core.domain.steering import Choice, Goal
from core.domain.summary import (
    BLOCKS,
    AlertKind,
    AssentGiven,
    Reason,
    SessionSummary,
    SuggestionKind,
    as_json,
)
from core.i18n.translator import FOLDER
from core.services import summaries
from core.services.sessions import hard_days_in_a_row
from core.services.summary_blocks import quote_from
from tests.fakes.stores import FakeHouse
from tests.fakes.turns import START, questions, words
from tests.integration.summaries.examples import QUOTE, the_record, the_session, the_story

ZONE = ZoneInfo("Europe/Madrid")
LUZ = Account(id=1, name="Luz", language=Language.SPANISH)
KEYS = [
    "header",
    "alerts",
    "goal",
    "assent",
    "mood",
    "observation",
    "participation",
    "memories",
    "helped",
    "hindered",
    "hard_moments",
    "pictures",
    "companion",
    "suggestions",
    "decision",
    "provenance",
]
#: Words that judge, name an illness, or claim an effect (protocol §14); never the program's.
FORBIDDEN = {
    "es": r"mejor[óa]\b|mejoría|empeor|deterior|declive|avance|progres|tratamiento|terapéutic"
    r"|respuesta a la terapia|diagnós|demencia|alzheimer|fase|estadio|puntuaci|cogniti|parece"
    r"|se siente|está triste|depre|ansie|síntoma|paciente|%|→|↑|↓|tendencia",
    "en": r"improv|declin|worse|deteriorat|progress|treatment|therapy|therapeutic|response to"
    r"|diagnos|dementia|alzheimer|stage \d|score|cogniti|seems|appears|feels|depress|anxi"
    r"|symptom|patient|%|→|↑|↓|trend",
}


#: Whatever a summary may have to name, by the id of its words.
NAMED: dict[str, type[Enum]] = {
    "language-": Language,
    "person-level-": Level,
    "pictures-style-": PictureStyle,
    "privacy-giver-": GivenBy,
    "role-": Role,
    "session-helped-": Helped,
    "session-hindered-": Hindered,
    "session-situation-": Situation,
    "session-you-": CompanionDay,
    "stage-": LifeStage,
    "summaries-alert-": AlertKind,
    "summaries-area-": Area,
    "summaries-assent-": AssentGiven,
    "summaries-choice-": Choice,
    "summaries-comfort-": ComfortStep,
    "summaries-day-": CompanionDay,
    "summaries-decided-": Choice,
    "summaries-effect-": Choice,
    "summaries-ending-": MomentEnding,
    "summaries-how-": ToldHow,
    "summaries-observed-": ObservationItem,
    "summaries-rater-": Rater,
    "summaries-reason-": Reason,
    "summaries-state-": MemoryState,
    "summaries-stop-": StopReason,
    "summaries-suggest-": SuggestionKind,
    "summaries-teller-": Teller,
    "summaries-tier-": Tier,
    "summaries-valence-": Valence,
    "summaries-verified-": Verification,
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_there_are_words_for_everything_that_can_be_named(language: str) -> None:
    tr = words().locale(language)
    ids = [f"{begins}{thing.value}" for begins, kind in NAMED.items() for thing in kind]
    assert [word_id for word_id in ids if not tr.knows(word_id)] == []


def summarise(
    record: SessionRecord, *memories: Memory, goal: str = "", song: str = "", name: str = "Carmen"
) -> SessionSummary:
    """A session that is over, told from stores that hold nothing else."""
    house = FakeHouse()
    patient_id = house.patients.create(LUZ, now=START)
    session = the_session(
        record=replace(record, song=song),
        memory_ids=tuple(memory.id for memory in memories),
        ended_at=START,
    )
    with house.patients.open(patient_id, LUZ) as work:
        work.save_patient(replace(work.patient(), name=name))
        for memory in memories:
            work.memories.save(memory)
        if goal:
            earlier = START - timedelta(days=9)
            work.goals.save(Goal(id="g1", text=goal, set_by=1, set_at=earlier))
        work.sessions.save(session)
        members = house.registry.members(patient_id)
        return summaries.summary(work, session.id, members=members, bank=questions())


def short(summary: SessionSummary, language: str = "es") -> Markup:
    return message.short(words().locale(language), summary, zone=ZONE, bank=questions())


def sample() -> SessionSummary:
    return summarise(
        the_record(companion_day=CompanionDay.GOOD),
        the_story(),
        goal="Conversar con su hija.",
        song="Ojos verdes",
    )


def test_the_sample_of_the_protocol_comes_out_of_such_a_session() -> None:
    summary = sample()
    text = re.sub(r"<[^>]*>", "", short(summary, "en"))
    for line in (
        f"{summary.header.person} · session 1/12 · 2 Mar, 17:28–18:00 (32 min) · owner · Telling",
        "Alerts: none",
        "Conversar con su hija. · Music and dances",
        "song: Ojos verdes",
        "Assent: yes",
        "before 3 (person pointed) · after 5 (person pointed)",
        "enjoyed 3 · interest 3 · at ease 2 · connected 3 · initiative 2 · upset 0",
        "took up 3 of 3 · on their own initiative",
        f"La vuelta con luna · “{QUOTE}” · new · pleasant · enjoyment 9/10 · joy",
        "proposed: kept",
        "helped: the object; got in the way: noise",
        "“Esto no se lo había oído nunca.” · own day: good",
        "Your decision: to be made",
    ):
        assert line.casefold() in text.casefold(), line


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_fifteen_blocks_stand_in_order(language: str) -> None:
    text = short(sample(), language)
    tr = words().locale(language)
    labels = [f"<b>{tr.plain(f'summaries-block-{name}')}:</b>" for name in BLOCKS[1:]]
    places = [text.find(label) for label in labels]
    assert places == sorted(places)
    assert -1 not in places
    assert text.startswith("<b>C-")


def test_the_json_has_its_stable_keys() -> None:
    plain = as_json(sample())
    assert list(plain) == KEYS
    assert list(plain["mood"]) == ["before", "after", "rated_by"]
    assert json.loads(json.dumps(plain)) == plain


def test_the_person_is_a_code_and_never_a_name() -> None:
    summary = sample()
    assert re.fullmatch(r"C-\d{3}", summary.header.person)
    assert "Carmen" not in json.dumps(as_json(summary))


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_word_of_the_summaries_judges_or_infers(language: str) -> None:
    source = (FOLDER / language / "summaries.ftl").read_text(encoding="utf-8")
    wordings = [line.partition("=")[2] or line for line in source.splitlines() if line[:1] != "#"]
    linter = Linter.load()
    for wording in wordings:
        assert not re.search(FORBIDDEN[language], wording, re.IGNORECASE), wording
        assert linter.lint(wording, language) == (), wording


@pytest.mark.parametrize(
    "sentence",
    ["Se le nota una mejoría.", "Ha empeorado.", "She improved by 20%.", "Mood 3 → 5"],
)
def test_the_list_of_what_is_forbidden_does_find_it(sentence: str) -> None:
    both = "|".join(FORBIDDEN.values())
    assert re.search(both, sentence, re.IGNORECASE)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_whole_summary_says_nothing_forbidden(language: str) -> None:
    summary = summarise(_hard(), the_story(valence=Valence.PAINFUL), the_story("m2"))
    tr = words().locale(language)
    blocks = [message.block(tr, summary, n, zone=ZONE, bank=questions()) for n in BLOCKS]
    text = "\n".join([short(summary, language), *blocks])
    assert re.findall(FORBIDDEN[language], text, re.IGNORECASE) == []
    assert Linter.load().lint(text, language) == ()


def _hard() -> SessionRecord:
    moment = HardMoment(
        at=START,
        theme="A2",
        memory_id="m1",
        tier=Tier.DANGER,
        asking=False,
        situation=Situation.SAD,
        ending=MomentEnding.CLOSED,
        ended_at=START,
    )
    return the_record(moments=(moment,), note="")


def test_alerts_stand_first() -> None:
    text = short(summarise(_hard()))
    assert text.index("🆘 peligro (1)") < text.index("Objetivo y tema")


@pytest.mark.parametrize(
    "changes",
    [
        {"valence": Valence.PAINFUL},
        {"avoid_reason": "until_review"},
        {"audience": Audience.US},
        {"approved": False},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_hurts_or_is_not_for_others_is_never_told(changes: dict[str, object]) -> None:
    summary = summarise(the_record(), replace(the_story(), **changes))  # type: ignore[arg-type]
    told = json.dumps(as_json(summary), ensure_ascii=False)
    assert "descalzas" not in told
    assert "luna" not in told


def test_a_retold_story_has_no_quote() -> None:
    assert quote_from(the_story(wording=Wording.RETOLD)) == ""


@given(st.text(alphabet="aáñ ,.!?…\n", max_size=400))
def test_a_quote_is_said_letter_by_letter_or_it_is_not_there(said: str) -> None:
    quote = quote_from(the_story(words=said))
    assert quote in said
    assert len(quote.split()) <= 25
    assert "\n" not in quote


def test_only_how_it_was_told_proposes_a_state_and_never_lost() -> None:
    by_companion = the_story("m2", teller=Teller.COMPANION)
    first, second = summarise(the_record(), the_story(), by_companion).memories
    assert (first.proposed, second.proposed) == (MemoryState.KEPT, None)


def test_three_hard_days_in_a_row_are_an_alert() -> None:
    house = FakeHouse()
    patient_id = house.patients.create(LUZ, now=START)
    with house.patients.open(patient_id, LUZ) as work:
        for number in range(3):
            record = the_record(companion_day=CompanionDay.HARD)
            work.sessions.save(the_session(f"t{number}", record=record, ended_at=START))
        found = summaries.summary(work, "t2", members=[], bank=questions())
        earlier = summaries.summary(work, "t1", members=[], bank=questions())
    assert [alert.kind for alert in found.alerts] == ["companion"]
    assert earlier.alerts == ()


@pytest.mark.parametrize(
    ("led", "alerted"),
    [
        ([(1, "hard"), (2, "hard"), (3, "hard")], False),
        ([(2, "hard"), (1, "hard"), (2, "good"), (1, "hard"), (1, "hard")], True),
        ([(1, "hard"), (1, "hard"), (1, "hard"), (2, None)], False),
        ([(1, "hard"), (1, "hard"), (1, "good"), (1, "hard")], False),
    ],
)
def test_the_hard_days_of_each_companion_are_their_own(
    led: list[tuple[int, str | None]], alerted: bool
) -> None:
    held = [
        the_session(
            f"t{number}",
            led_by=account_id,
            record=the_record(companion_day=CompanionDay(day) if day else None),
        )
        for number, (account_id, day) in enumerate(led)
    ]
    assert hard_days_in_a_row(held, held[-1]) is alerted


HUMAN_WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=3000
) | st.integers(1, 2000).map(lambda n: "palabra " * n)


@given(
    note=HUMAN_WORDS,
    said=HUMAN_WORDS,
    title=HUMAN_WORDS,
    goal=HUMAN_WORDS,
    song=HUMAN_WORDS,
    memories=st.integers(0, 8),
    moments=st.integers(0, 6),
    language=st.sampled_from(["es", "en"]),
)
@settings(max_examples=60, deadline=None)
def test_never_more_than_250_words_whatever_anybody_wrote(
    note: str,
    said: str,
    title: str,
    goal: str,
    song: str,
    memories: int,
    moments: int,
    language: str,
) -> None:
    hard = _hard().moments[0]
    others = tuple(replace(hard, memory_id="") for _ in range(moments))
    told = [the_story(f"m{n}", words=said, title=title) for n in range(memories)]
    record = the_record(note=note, moments=others, themes=("A2", "C1", "C2", "L3", "D3"))
    text = short(summarise(record, *told, goal=goal, song=song), language)
    assert message.count_words(text) <= message.MOST_WORDS
    assert len(re.sub(r"<[^>]*>", "", str(text))) < 4096
