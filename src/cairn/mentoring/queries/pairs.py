"""Pairs with their rhythm, and what the two wrote down about their talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain import BODY
from cairn.mentoring.domain.rhythm import RhythmFacts, decide_rhythm
from cairn.mentoring.domain.wishes import Topic, Way
from cairn.mentoring.models import MentoringPair, MentoringTalk
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two people, their signatures, and the day of their last talk."""

    id: UUID
    mentor_id: UUID
    mentor_name: str
    mentee_id: UUID
    mentee_name: str
    mentor_signed_at: datetime | None
    mentee_signed_at: datetime | None
    ended_on: date | None
    last_talk_on: date | None
    rhythm: Decision | None  # None until both have signed

    @property
    def is_agreed(self) -> bool:
        return self.mentor_signed_at is not None and self.mentee_signed_at is not None

    def waits_for(self, person_id: UUID) -> bool:
        """Whether this person's signature is missing."""
        own = self.mentor_signed_at if person_id == self.mentor_id else self.mentee_signed_at
        return own is None and person_id in (self.mentor_id, self.mentee_id)


@dataclass(frozen=True, slots=True)
class TalkRow:
    id: UUID
    on: date
    minutes: int
    way: Way
    topics: tuple[Topic, ...]
    next_step: str
    taken_back_because: str = ""  # it was wrong, stays to be read, and counts no more


def list_pairs(actor: Actor, on: date) -> tuple[PairRow, ...]:
    """The pairs that go on, by the mentee's name: the actor's own, or everybody's for the coordinator. One statement."""
    rows = visible(MentoringPair, actor, "mentoring.pair.see", on).filter(ended_on__isnull=True)
    return _rows(rows, actor, on)


def get_pair(actor: Actor, pair_id: UUID, on: date) -> PairRow:
    """One pair, ended or not; raises NotFound. One statement."""
    for row in _rows(visible(MentoringPair, actor, "mentoring.pair.see", on).filter(id=pair_id), actor, on):
        return row
    raise NotFound


def list_talks(actor: Actor, pair_id: UUID, on: date) -> tuple[TalkRow, ...]:
    """What the two wrote down, newest first; for the two only. One statement."""
    rows = visible(MentoringTalk, actor, "mentoring.talk.see", on).filter(pair_id=pair_id).order_by("-on", "-id")
    return tuple(
        TalkRow(talk, day, minutes, Way(way), tuple(Topic(code) for code in topics.split(",")), next_step, because)
        for talk, day, minutes, way, topics, next_step, because in rows.values_list(
            "id", "on", "minutes", "way", "topics", "next_step", "taken_back_because"
        )
    )


def _rows(rows: QuerySet[MentoringPair], actor: Actor, on: date) -> tuple[PairRow, ...]:
    rules = rules_on(on, BODY)
    found = []
    columns = rows.annotate(last_on=Max("talks__on", filter=Q(talks__taken_back_at__isnull=True))).order_by(
        "mentee__name", "id"
    )
    for pair, mentor, mentor_name, mentee, mentee_name, mentor_at, mentee_at, ended_on, last_on in columns.values_list(
        "id", "mentor_id", "mentor__name", "mentee_id", "mentee__name",
        "mentor_signed_at", "mentee_signed_at", "ended_on", "last_on",
    ):  # fmt: skip
        rhythm = None
        if mentor_at and mentee_at:
            signed_on = local_date(Instant(max(mentor_at, mentee_at)), actor.zone)
            rhythm = decide_rhythm(RhythmFacts(signed_on, last_on), rules, on)
        found.append(
            PairRow(pair, mentor, mentor_name, mentee, mentee_name, mentor_at, mentee_at, ended_on, last_on, rhythm)
        )
    return tuple(found)
