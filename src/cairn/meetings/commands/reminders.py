"""Choosing about reminders, and claiming, sending and settling those that are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.reminders import TRIES, Choice, How
from cairn.meetings.models import Reminder, ReminderChoice
from cairn.meetings.queries.reminders import Due
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.scope import scope_of_organization
from cairn.privacy.subjects import require_client

GIVEN_UP_AFTER = timedelta(minutes=10)  # a run that died while it sent holds a claim no longer than this


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """What the person said about being reminded, and the address they gave for it."""

    client_id: UUID
    choice: Choice
    address: str = ""


@command(permission=policy.CHOOSE)
def choose_reminders(*, actor: Actor, draft: ChoiceDraft, now: Instant) -> None:
    """From now on this holds. "No reminders" forgets the address. Raises NotFound, BadInput."""
    require_client(actor, policy.CHOOSE, draft.client_id, local_date(now, actor.zone))
    choice, address = draft.choice, draft.address.strip() if draft.choice.how is How.EMAIL else ""
    if choice.how is How.EMAIL:
        _check(address)
    content = {
        "how": choice.how.value, "address": address, "wording": choice.wording.value, "lead": choice.lead.value,
        "language": choice.language.value,
    }  # fmt: skip
    own: dict[str, Any] = {"organization_id": actor.organization_id, "client_id": draft.client_id}
    if ReminderChoice.objects.filter(**own, **content).exists():
        return ledger.unchanged("chosen before")
    by = {"chosen_at": now, "written_by_id": actor.engagement_id}
    ReminderChoice.objects.update_or_create(**own, defaults={**content, **by})
    ledger.record("meetings.reminder.chosen", client=draft.client_id, how=choice.how.value)
    return None


def claim_reminder(*, due: Due, now: Instant) -> bool:
    """True when this run may send it: nobody else did or does. The operator's command acts, not a person."""
    with scope_of_organization(due.organization_id), transaction.atomic():
        key = {"organization_id": due.organization_id, "appointment_id": due.appointment_id, "starts_at": due.starts_at}
        row, is_new = Reminder.objects.select_for_update().get_or_create(
            **key, defaults={"state": "claimed", "tries": 1, "claimed_at": now}
        )
        if is_new:
            return True
        is_free = row.state == "failed" or (row.state == "claimed" and row.claimed_at < now - GIVEN_UP_AFTER)
        if not is_free or row.tries >= TRIES:
            return False
        row.state, row.tries, row.claimed_at = "claimed", row.tries + 1, now
        row.save(update_fields=["state", "tries", "claimed_at"])
        return True


def settle_reminder(*, due: Due, sent: bool, now: Instant) -> None:
    """It left, or it could not; what left stands in the ledger, where the person can read it."""
    with scope_of_organization(due.organization_id), transaction.atomic():
        rows = Reminder.objects.filter(
            organization_id=due.organization_id, appointment_id=due.appointment_id, starts_at=due.starts_at
        )
        rows.update(state="sent" if sent else "failed", sent_at=now if sent else None)
        act = {"action": "meetings.reminder.sent" if sent else "meetings.reminder.failed"}
        gathering = ledger.Gathering(acts=[act], subjects={due.client_id: None})
        ledger.write(gathering, now=now, organization_id=due.organization_id)


def _check(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput({"address": "Give an e-mail address, like name@example.org."}) from None
