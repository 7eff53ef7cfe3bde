"""A session's summary on paper, for its therapist: the fifteen blocks, each of them whole."""

from dataclasses import dataclass

SUMMARY = "summary.json"  #: its name in the job's folder


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryBlock:
    number: int  #: from 1, in the order of protocol §14
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySheet:
    session_id: str
    language: str
    title: str
    draft: str  #: says that the companion's taps are not in yet; empty once they are
    blocks: tuple[SummaryBlock, ...]
    note: str
    printed: str
