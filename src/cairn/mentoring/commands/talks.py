"""Writing down a talk of a pair."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain.wishes import Topic, Way
from cairn.mentoring.models import MentoringTalk
from cairn.mentoring.queries.pairs import get_pair
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once

LONGEST = 4 * 60  # minutes: a slip of the finger, not a rule


@dataclass(frozen=True, slots=True)
class TalkDraft:
    on: date
    minutes: int
    way: str
    topics: Collection[str]
    next_step: str = ""


@command(permission="mentoring.talk.record")
def record_talk(*, actor: Actor, talk_id: UUID, pair_id: UUID, draft: TalkDraft, now: Instant) -> UUID:
    """Write down a talk of an agreed pair; sent again it is the same talk."""
    today = local_date(now, actor.zone)
    pair = get_pair(actor, pair_id, today)
    if pair.mentor_id != actor.engagement_id:
        raise NotFound
    problems = _problems(draft, today)
    if not pair.is_agreed or pair.ended_on is not None:
        problems["pair"] = "Talks are written down while the agreement holds: signed by both, and not ended."
    if problems:
        raise BadInput(problems)
    content = {
        "pair_id": pair_id, "on": draft.on, "minutes": draft.minutes, "way": draft.way,
        "topics": ",".join(topic for topic in Topic if topic in draft.topics), "next_step": draft.next_step.strip(),
    }  # fmt: skip
    if create_once(MentoringTalk, actor, talk_id, content, recorded_at=now):
        ledger.record("mentoring.talk.recorded", talk=talk_id, pair=pair_id, minutes=draft.minutes)
    return talk_id


def _problems(draft: TalkDraft, today: date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if draft.on > today:
        problems["on"] = "This day is still to come. Write the talk down once it was."
    if not 1 <= draft.minutes <= LONGEST:
        problems["minutes"] = "Give the length in minutes, up to 4 hours."
    if draft.way not in list(Way):
        problems["way"] = "Choose how you talked."
    if not draft.topics or not set(draft.topics) <= set(Topic):
        problems["topics"] = "Choose what it was about."
    if len(draft.next_step.strip()) > 120:
        problems["next_step"] = "Keep the next step under 120 letters."
    return problems
