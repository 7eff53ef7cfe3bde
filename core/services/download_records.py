"""What is known about one person, as documents somebody can read: no ids, no account numbers.

Of the other people in the circle there is nothing but a name and a role, and only where
they did something: told, sent, allowed, led.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.book.texts import Reader, linking, title_of
from core.domain.alert import AlertCause
from core.domain.circle import Membership
from core.domain.comment import Comment
from core.domain.edition import Edition
from core.domain.element import Element
from core.domain.memory import Memory
from core.domain.patient import Patient
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.domain.session import ReminiscenceSession
from core.domain.steering import PeriodReport, ScaleResult
from core.ports import PatientWork

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """Who is who, where the files lie, and in whose language dates and titles are."""

    reader: Reader
    members: Sequence[Membership]
    files: Mapping[str, str]  #: path in the archive by media id

    def who(self, account_id: int | None) -> str:
        """The name and role of somebody in the circle; of somebody who left, neither."""
        tr = self.reader.tr
        for member in self.members:
            if member.account_id == account_id:
                role = tr.plain(f"role-{member.role}")
                return f"{member.name} ({role})"
        return tr.plain("download-somebody")

    def when(self, moment: datetime | None) -> str | None:
        if moment is None:
            return None
        return moment.astimezone(self.reader.zone).isoformat(timespec="minutes")

    def paths(self, media_ids: Sequence[str]) -> list[str]:
        return [self.files[media_id] for media_id in media_ids if media_id in self.files]


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def person(work: PatientWork, scribe: Scribe) -> Record:
    return {
        **_described(work.patient()),
        "known_to_pictures": [_element(element) for element in work.elements.all()],
        "goals": [
            {"goal": g.text, "set_by": scribe.who(g.set_by), "set_at": scribe.when(g.set_at)}
            for g in work.goals.all()
        ],
        "results_of_outside_scales": [_result(r, scribe) for r in work.scale_results.all()],
    }


def _described(patient: Patient) -> Record:
    """The person as the circle described them."""
    as_they_are = (
        *("name", "language", "birth_year", "places", "country", "time_zone", "level"),
        *("comfort", "song", "glasses", "hearing_aid", "swallow_safe", "best_hour"),
        *("reads", "toilet_words", "pain_words", "max_minutes", "session_place"),
        "family_contact",
    )
    return {
        **{name: getattr(patient, name) for name in as_they_are},
        "avoid": patient.avoid_words,
        "life": {"yes": sorted(patient.gates), "no": sorted(patient.gates_shut)},
    }


def _element(element: Element) -> Record:
    return {
        "name": element.name,
        "kind": element.kind,
        "also_called": element.aliases,
        "may_be_drawn": element.may_be_drawn,
    }


def _result(result: ScaleResult, scribe: Scribe) -> Record:
    return {
        "name": result.name,
        "value": result.value,
        "day": result.day.isoformat(),
        "entered_by": scribe.who(result.entered_by),
    }


def memory(work: PatientWork, kept: Memory, scribe: Scribe) -> Record:
    photos = [photo for photo in work.photos.all() if photo.memory_id == kept.id]
    return {
        "title": title_of(kept, scribe.reader.tr),
        "words": kept.words,
        "words_before_a_correction": kept.former.words if kept.former else "",
        "in_their_own_words": kept.quotable,
        "told_by": kept.teller,
        "teller": kept.teller_name,
        "told_at": scribe.when(kept.told_at),
        "stage_of_life": scribe.reader.tr.plain(f"stage-{kept.stage}"),
        "decade": kept.decade,
        "place": kept.place,
        "told_how": kept.told_how,
        "feeling": kept.feeling,
        "enjoyment_0_to_10": kept.enjoyment,
        "valence": kept.valence,
        "who_may_see_it": kept.audience,
        "in_the_book": kept.in_book,
        "offered_again": kept.use_again,
        "voices": scribe.paths(kept.all_voice_ids),
        "photos": scribe.paths([photo.media_id for photo in photos]),
        "imagined_pictures": scribe.paths([p.media_id for p in work.pictures.of_memory(kept.id)]),
    }


def photo(kept: Photo, scribe: Scribe) -> Record:
    return {
        "file": scribe.files.get(kept.media_id),
        "caption": kept.caption,
        "sent_by": scribe.who(kept.sent_by),
        "sent_at": scribe.when(kept.sent_at),
    }


def picture(kept: Picture, scribe: Scribe) -> Record:
    """An imagined picture, with how it was made."""
    return {
        "file": scribe.files.get(kept.media_id),
        "imagined": True,
        "status": kept.status,
        "style": kept.style,
        "made_at": scribe.when(kept.made_at),
        "made_from": kept.making.prompt,
        "model": kept.making.base_model,
        "approved_by": scribe.who(kept.approved_by) if kept.approved_by else None,
        "approved_at": scribe.when(kept.approved_at),
        "shown_at": scribe.when(kept.shown_at),
    }


def consents(work: PatientWork, scribe: Scribe) -> list[Record]:
    tr = scribe.reader.tr
    elements = {element.id: element.name for element in work.elements.all()}
    return [
        {
            "what": tr.plain(f"privacy-kind-{consent.kind}"),
            "about": elements.get(consent.subject, ""),
            "given_by": tr.plain(f"privacy-giver-{consent.given_by}"),
            "noted_by": scribe.who(consent.recorded_by),
            "given_at": scribe.when(consent.given_at),
            "withdrawn_at": scribe.when(consent.withdrawn_at),
        }
        for consent in work.consents.all()
    ]


def session(kept: ReminiscenceSession, scribe: Scribe, *, told: int) -> Record:
    """A session, in which so many of the stories were told that whoever reads it may see."""
    tr = scribe.reader.tr
    named = [code for code in kept.record.themes if tr.knows(f"theme-{code}")]
    return {
        "begun_at": scribe.when(kept.begun_at),
        "ended_at": scribe.when(kept.ended_at),
        "led_by": scribe.who(kept.led_by),
        "themes": [tr.plain(f"theme-{code}") for code in named],
        "memories_told": told,
        "note_voices": scribe.paths(kept.record.note_voices),
    }


def report(kept: PeriodReport, scribe: Scribe) -> Record:
    """A three-monthly report: its period, and what a therapist concluded of it."""
    return {
        "since": scribe.when(kept.since),
        "until": scribe.when(kept.until),
        "conclusion": kept.conclusion,
        "concluded_by": scribe.who(kept.made_by),
        "to_avoid_then": kept.avoid_words,
    }


def circle(work: PatientWork, scribe: Scribe) -> Record:
    """What the circle left beside the stories, and who saw which kind of thing on which day."""
    return {
        "tips": [
            {"tip": t.words, "given_by": scribe.who(t.given_by), "became": t.state}
            for t in work.tips.all()
        ],
        "comments": [_comment(comment, scribe) for comment in work.comments.all()],
        "alerts": [
            {"cause": a.cause, "raised_at": scribe.when(a.raised_at), "seen": not a.open}
            for a in work.alerts.all()
            if a.cause is not AlertCause.ABUSE  # for therapists alone
        ],
        "faces_and_names": [
            {"ended_at": scribe.when(e.ended_at), "longest_easy_wait_s": e.longest_s}
            for e in work.exercises.all()
            if e.longest_s
        ],
        "editions_sent": [sent for e in work.editions.all() for sent in _sendings(e, scribe)],
        "seen": [
            {"who": scribe.who(s.account_id), "what": s.kind, "day": s.day.isoformat()}
            for s in work.sightings.all()
        ],
    }


def _comment(comment: Comment, scribe: Scribe) -> Record:
    return {
        "comment": comment.words,
        "written_by": scribe.who(comment.written_by),
        "written_at": scribe.when(comment.written_at),
        "hidden": comment.hidden,
    }


def _sendings(edition: Edition, scribe: Scribe) -> list[Record]:
    return [
        {
            "what": edition.kind,
            "to": scribe.who(sent.to_id),
            "by": scribe.who(sent.by_id),
            "at": scribe.when(sent.at),
        }
        for sent in edition.sendings
    ]


def as_text(memories: Sequence[Memory], reader: Reader) -> bytes:
    """All memories to read from top to bottom, those outside the book too."""
    told = []
    for kept in memories:
        about = [sentence.text for sentence in linking(kept, reader)]
        words = reader.tr.plain("download-quoted", words=kept.words)
        body = words if kept.quotable else kept.words
        told.append("\n".join([title_of(kept, reader.tr).upper(), *about, "", body]))
    return "\n\n\n".join(told).encode()
