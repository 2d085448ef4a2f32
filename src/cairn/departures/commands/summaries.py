"""Writing the discharge summary, and signing it. After that it stays as it is."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from cairn.departures import policy
from cairn.departures.domain.summaries import SummaryTexts, check_texts, content_hash, decide_sign
from cairn.departures.models import Departure, Summary
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible

SIGNED = "This summary is signed. What is signed stays as it is."
MEANWHILE = "This summary was saved somewhere else in the meantime. Both texts are here; decide what stays."


@command(permission=policy.WRITE)
def write_summary(
    *,
    actor: Actor,
    departure_id: UUID,
    texts: SummaryTexts,
    with_client: bool,
    seen: int,
    sign: bool,
    now: Instant,
) -> int:
    """Save the summary, and sign it if asked. `seen` is the version that was read (0: none). Gives the new version.

    Raises NotFound, BadInput, Refused (nothing to sign), Conflict (saved elsewhere, or signed). The same send again changes nothing.
    """
    on = local_date(now, actor.zone)
    departure = lock_one(visible(Departure, actor, policy.WRITE, on).filter(taken_back_at__isnull=True), departure_id)
    check_texts(texts)
    summary = Summary.objects.filter(organization_id=actor.organization_id, departure=departure).first()
    if summary is not None and _says(summary, texts, with_client) and (summary.signed_at is not None) == sign:
        ledger.unchanged("says so already")
        return summary.version
    _check_still_as(summary, seen)
    if sign:
        decide_sign(texts, is_signed=False).require()
    if summary is None:
        summary = Summary(organization_id=actor.organization_id, departure=departure, version=0)
    _put_texts(summary, texts, with_client)
    summary.version, summary.saved_at, summary.written_by_id = summary.version + 1, now, actor.engagement_id
    if sign:
        _put_signature(summary, texts, actor, now)
    summary.save(force_insert=seen == 0)
    action = {"departure": departure_id, "version": summary.version}
    if sign:
        ledger.record("departures.summary.signed", client=departure.client_id, **action, hash=summary.content_hash)
    else:
        ledger.record("departures.summary.written", client=departure.client_id, **action)
    return summary.version


def _check_still_as(summary: Summary | None, seen: int) -> None:
    """Raises Conflict where it is signed, or was saved elsewhere since it was read."""
    if summary is not None and summary.signed_at is not None:
        raise Conflict(SIGNED)
    version = summary.version if summary else 0
    if version != seen:
        raise Conflict(MEANWHILE, current_version=version)


def _put_texts(summary: Summary, texts: SummaryTexts, with_client: bool) -> None:  # noqa: FBT001
    for name, value in asdict(texts).items():
        setattr(summary, name, value)
    summary.with_client = with_client


def _put_signature(summary: Summary, texts: SummaryTexts, actor: Actor, now: Instant) -> None:
    """Who signed when, and the mark by which any later change would show."""
    by = actor.engagement_id
    summary.signed_at, summary.signed_by_id = now, by
    summary.content_hash = content_hash(
        departure_id=summary.departure_id, texts=texts, with_client=summary.with_client, by=by, at=now
    )


def _says(summary: Summary, texts: SummaryTexts, with_client: bool) -> bool:  # noqa: FBT001
    kept = {name: getattr(summary, name) for name in asdict(texts)}
    return kept == asdict(texts) and summary.with_client == with_client
