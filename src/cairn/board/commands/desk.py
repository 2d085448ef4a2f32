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
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible

MOST_MINUTES = 10_000 * 60  # a slip of the finger, not a rule
OWN = "This file is your own. Another clerk looks after it; nothing was changed."
CHANGED = "This file changed since you opened it. Nothing was saved; open it again and look at what is new."


@command(permission=policy.VERIFY)
def record_checks(*, actor: Actor, application_id: UUID, verified: Verified, seen_version: int, now: Instant) -> UUID:
    """Write down what the desk verified; the findings follow from it."""
    application = locked_file(actor, application_id, policy.VERIFY, now)
    before = Verification.objects.filter(application=application).first()
    if before is not None and Verified(**{name: getattr(before, name) for name in asdict(verified)}) == verified:
        ledger.unchanged("nothing new")
        return application_id
    require_at_desk(application, actor, seen_version)
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
    line = lock_one(lines, fee_line_id)
    if line.application_id is not None:
        application = locked_file(actor, line.application_id, policy.FEES, now)
        _refuse_own(application, actor)
    if paid_on > local_date(now, actor.zone):
        raise BadInput({"paid_on": "This day is still to come. Write down the payment once it came in."})
    if line.paid_on is not None:
        if line.paid_on != paid_on:
            raise Conflict(f"This was already written down as paid on {line.paid_on.isoformat()}. Nothing was changed.")
        ledger.unchanged("paid before")
        return fee_line_id
    line.paid_on, line.recorded_by_id = paid_on, actor.engagement_id
    line.save(update_fields=["paid_on", "recorded_by_id"])
    if line.application_id is not None:
        grow(application)
    ledger.record("board.fee.paid", fee=fee_line_id, key=line.key)
    return fee_line_id


def locked_file(actor: Actor, application_id: UUID, permission: str, now: Instant) -> Application:
    """A file that was sent, locked; raises NotFound."""
    rows = visible(Application, actor, permission, local_date(now, actor.zone)).select_related("applicant")
    return lock_one(rows, application_id)


def file_at_desk(actor: Actor, application_id: UUID, permission: str, seen_version: int, now: Instant) -> Application:
    """The same, while it is the desk's to act on and as the clerk saw it; raises NotFound, Conflict."""
    application = locked_file(actor, application_id, permission, now)
    require_at_desk(application, actor, seen_version)
    return application


def require_at_desk(application: Application, actor: Actor, seen_version: int) -> None:
    """Raise Conflict for a clerk's own file, one that is not at the desk, or one that changed since it was opened."""
    _refuse_own(application, actor)
    if not State(application.state).is_at_desk:
        raise Conflict(f"This file is not at the desk: {State(application.state).label.lower()}. Nothing was changed.")
    if application.version != seen_version:
        raise Conflict(CHANGED, current_version=application.version)


def _refuse_own(application: Application, actor: Actor) -> None:
    if application.applicant.person_id == actor.person_id:
        raise Conflict(OWN)


def grow(application: Application, state: State | None = None) -> None:
    """Mark that the file changed, and where it is now."""
    application.version += 1
    application.state = (state or State(application.state)).value
    application.save(update_fields=["version", "state"])
