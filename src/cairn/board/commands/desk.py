"""What the desk writes into a file before it decides: what it saw, and which fees came in."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.facts import Verified
from cairn.board.domain.states import State
from cairn.board.models import Application, FeeLine, Verification
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

MOST_MINUTES = 10_000 * 60  # a slip of the finger, not a rule
CHANGED = "This file changed since you opened it. Nothing was saved; open it again and look at what is new."


@command(permission=policy.VERIFY)
def record_checks(*, actor: Actor, application_id: UUID, verified: Verified, seen_version: int, now: Instant) -> UUID:
    """Write down what the desk verified; the findings follow from it."""
    application = file_at_desk(actor, application_id, policy.VERIFY, seen_version, now)
    today = local_date(now, actor.zone)
    problems = {
        name: "Give a number of hours."
        for name in ("training_minutes", "volunteer_minutes", "extra_training_minutes")
        if not 0 <= getattr(verified, name) <= MOST_MINUTES
    }
    if verified.fingerprint_results_on and verified.fingerprint_results_on > today:
        problems["fingerprint_results_on"] = "This day is still to come. Write down the day of the results."
    if problems:
        raise BadInput(problems)
    before = Verification.objects.filter(application=application).first()
    if before is not None and Verified(**{name: getattr(before, name) for name in asdict(verified)}) == verified:
        ledger.unchanged("nothing new")
        return application_id
    Verification.objects.update_or_create(
        application=application,
        defaults={**asdict(verified), "recorded_at": now, "recorded_by_id": actor.engagement_id},
        create_defaults={
            **asdict(verified),
            "id": new_id(),
            "organization_id": actor.organization_id,
            "recorded_at": now,
            "recorded_by_id": actor.engagement_id,
        },
    )
    grow(application)
    seen = [name for name, value in asdict(replace(verified, fingerprint_results_on=None)).items() if value]
    ledger.record("board.file.checked", application=application_id, seen=seen)
    return application_id


@command(permission=policy.FEES)
def record_payment(*, actor: Actor, fee_line_id: UUID, paid_on: date, now: Instant) -> UUID:
    """Write down that a fee came in, or was shown to have been paid to whoever it is owed to."""
    lines = visible(FeeLine, actor, policy.FEES, local_date(now, actor.zone))
    line = lines.filter(id=fee_line_id).select_for_update(of=("self",)).first()
    if line is None:
        raise NotFound
    if paid_on > local_date(now, actor.zone):
        raise BadInput({"paid_on": "This day is still to come. Write down the payment once it came in."})
    if line.paid_on is not None:
        if line.paid_on != paid_on:
            raise Conflict(f"This was already written down as paid on {line.paid_on.isoformat()}. Nothing was changed.")
        ledger.unchanged("paid before")
        return fee_line_id
    line.paid_on, line.recorded_by_id = paid_on, actor.engagement_id
    line.save(update_fields=["paid_on", "recorded_by_id"])
    ledger.record("board.fee.paid", fee=fee_line_id, key=line.key)
    return fee_line_id


def file_at_desk(actor: Actor, application_id: UUID, permission: str, seen_version: int, now: Instant) -> Application:
    """A file that is the desk's to act on, locked, as the clerk saw it; raises NotFound, Conflict."""
    rows = visible(Application, actor, permission, local_date(now, actor.zone))
    application = rows.filter(id=application_id).select_for_update().first()
    if application is None:
        raise NotFound
    if not State(application.state).is_at_desk:
        raise Conflict(f"This file is not at the desk: {State(application.state).label.lower()}. Nothing was changed.")
    if application.version != seen_version:
        raise Conflict(CHANGED, current_version=application.version)
    return application


def grow(application: Application, state: State | None = None) -> None:
    """Mark that the file changed, and where it is now."""
    application.version += 1
    application.state = (state or State(application.state)).value
    application.save(update_fields=["version", "state"])
