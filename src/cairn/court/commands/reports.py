"""Telling a court: decided at the moment of telling, kept as it went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.court import policy
from cairn.court.domain.attendance import PROGRESS_LENGTH, check_period
from cairn.court.domain.wall import IN_REPORT, Ask
from cairn.court.models import CourtRelationship, CourtReport
from cairn.court.queries.mentors import list_attendance
from cairn.court.queries.wall import scope_in_words, tell_now
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.queries.consents import get_consent

NOTICE = "part2.notice_with_disclosure"
WORDS_LENGTH, SOURCE_LENGTH = 600, 200


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """From when until when; `progress` in a few words only where the consent names it."""

    id: UUID
    relationship_id: UUID
    since: date | None
    until: date | None
    progress: str = ""


@command(permission=policy.REPORT)
def send_court_report(*, actor: Actor, draft: ReportDraft, now: Instant) -> UUID:
    """Tell the court. Raises NotFound, BadInput, Refused (the wall: no consent in force names it), Conflict (nothing to tell)."""
    on = local_date(now, actor.zone)
    row = lock_one(visible(CourtRelationship, actor, policy.REPORT, on), draft.relationship_id)
    if _was_sent(actor, draft, on):
        ledger.unchanged("sent before")
        return draft.id
    progress = draft.progress.strip()
    _check_draft(draft, on)
    if row.ended_on is not None:
        raise Conflict("This has ended. The court is told nothing more.")
    asks = IN_REPORT if progress else [Ask.ATTENDANCE]
    consent_id = tell_now(actor, draft.id, row.client_id, row.court, asks, now)
    days = list_attendance(actor, row.id, on, since=draft.since, until=draft.until)
    if not days:
        raise Conflict("Nothing is written down for these days. There is nothing to tell.")
    consent = get_consent(actor, consent_id, now)
    notice = rules_on(on, actor.place).find(NOTICE)
    content = {
        "relationship_id": row.id, "court": row.court, "since": draft.since, "until": draft.until, "progress": progress,
        "told": [[day.on.isoformat(), day.occasion.value, day.came] for day in days],
        "consent_id": consent.id,
    }  # fmt: skip
    more = {
        "consent_words": scope_in_words(consent)[:WORDS_LENGTH],
        "notice_source": notice.citation.text[:SOURCE_LENGTH] if notice else "",
        "sent_at": now,
        "sent_by_id": actor.engagement_id,
    }
    if create_once(CourtReport, actor, draft.id, content, **more):
        ledger.record("court.report.sent", client=row.client_id, report=draft.id, consent=consent.id, days=len(days))
    return draft.id


def _was_sent(actor: Actor, draft: ReportDraft, on: date) -> bool:
    """Whether the court was told exactly this already."""
    before = visible(CourtReport, actor, policy.REPORT, on).filter(id=draft.id).first()
    return before is not None and (before.relationship_id, before.since, before.until, before.progress) == (
        draft.relationship_id, draft.since, draft.until, draft.progress.strip(),
    )  # fmt: skip


def _check_draft(draft: ReportDraft, on: date) -> None:
    """Raises BadInput for days that cannot be told, and for more words than the court is given."""
    problems, length = check_period(draft.since, draft.until, on), len(draft.progress.strip())
    if length > PROGRESS_LENGTH:
        problems["progress"] = f"Use at most {PROGRESS_LENGTH} characters; now it is {length}."
    if problems:
        raise BadInput(problems)
