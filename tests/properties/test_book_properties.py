"""Whatever is told: the book has what may be in it, once, and nothing else leaks anywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.book.print_edition import PrintEdition, to_json
from core.book.print_layout import PrintLayout
from core.book.texts import Reader
from core.book.video_edition import VideoEdition
from core.domain.circle import Role
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, MemoryState, Valence, Verification
from core.ports import PatientWork
from core.services import book_print, book_search, book_video, books
from core.services.about_me import about_page
from core.services.book_editions import page_pieces
from core.services.picture_signing import picture_signer
from tests.fakes.turns import START, TurnKit
from tests.integration.book.conftest import told
from tests.unit.book_print.printed import reader_of

KINDS = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(LifeStage),
        "approved": st.booleans(),
        "audience": st.sampled_from(Audience),
        "valence": st.sampled_from([None, *Valence]),
        "avoid_reason": st.sampled_from(["", "until_review", "su hijo"]),
        "state": st.sampled_from([None, *MemoryState]),
        "verification": st.sampled_from(Verification),
        "asked_in": st.booleans(),
        "decade": st.sampled_from([None, 1940, 1950]),
    }
)


def mark(number: int) -> str:
    """A word that stands in this memory alone."""
    return f"palabra{number:03}fin"


def life(kinds: list[dict[str, object]]) -> list[Memory]:
    return [
        replace(told(n), title="", words=f"Dijo {mark(n)} aquella tarde.", **kind)
        for n, kind in enumerate(kinds)
    ]


def html(work: PatientWork, kit: TurnKit, reader: Reader) -> str:
    return b"".join(page_pieces(work, reader=reader, now=START)).decode()


def paper(work: PatientWork, kit: TurnKit, reader: Reader) -> str:
    order = book_print.book_to_print(
        work, reader=reader, layout=PrintLayout(), now=START, ids=kit.ids
    )
    assert isinstance(order.edition, PrintEdition)
    return to_json(order.edition).decode()


def film(work: PatientWork, kit: TurnKit, reader: Reader) -> str:
    signer = picture_signer(kit.services.registry, now=START)
    order = book_video.book_to_film(work, reader=reader, spoken=True, signer=signer, now=START)
    assert isinstance(order.edition, VideoEdition)
    return to_json(order.edition).decode()


def search(work: PatientWork, kit: TurnKit, reader: Reader) -> str:
    found = book_search.search(work, "dijo", most=1000)
    return " ".join(work.memories.get(page.id).words for page in found)


def chat(work: PatientWork, kit: TurnKit, reader: Reader) -> str:
    return " ".join(spread.memory.words for spread in books.all_spreads(work))


@pytest.mark.parametrize("edition", [chat, search, html, paper, film])
@given(kinds=st.lists(KINDS, max_size=12))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_memory_that_may_be_in_the_book_is_in_every_edition_once_and_no_other_at_all(
    tmp_path_factory: pytest.TempPathFactory,
    edition: Callable[[PatientWork, TurnKit, Reader], str],
    kinds: list[dict[str, object]],
) -> None:
    folder: Path = tmp_path_factory.mktemp("life")
    memories = life(kinds)
    with TurnKit.open(folder) as kit:
        kit.member(1, "Ana", Role.OWNER)
        with kit.look() as work:
            for memory in memories:
                work.memories.save(memory)
                books.refresh_page(work, memory.id)
            said = edition(work, kit, reader_of("es"))
            about = to_json(about_page(work, reader=reader_of("es"), today=START.date())).decode()
    for number, memory in enumerate(memories):
        assert said.count(mark(number)) == (1 if memory.in_book else 0)
        if memory.valence is Valence.PAINFUL or memory.avoid_reason:
            assert mark(number) not in about


@given(kinds=st.lists(KINDS, min_size=1, max_size=6), number=st.integers(0, 5))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_page_forgotten_by_everybody_is_still_never_shown(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[dict[str, object]], number: int
) -> None:
    memories = life([{**kind, "approved": True, "asked_in": False} for kind in kinds])
    chosen = memories[number % len(memories)]
    with TurnKit.open(tmp_path_factory.mktemp("life")) as kit:
        kit.member(1, "Ana", Role.OWNER)
        with kit.look() as work:
            for memory in memories:
                work.memories.save(memory)
                books.refresh_page(work, memory.id)
            hurt = replace(chosen, valence=Valence.PAINFUL, told_at=START - timedelta(days=1))
            work.memories.save(hurt)  # and nobody refreshes its page
            for edition in (chat, html, paper, film, search):
                assert hurt.words not in edition(work, kit, reader_of("es"))
