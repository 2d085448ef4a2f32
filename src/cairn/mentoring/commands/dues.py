"""Taking dues, and waiving them."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain.dues import Waiver
from cairn.mentoring.models import Dues
from cairn.mentoring.queries.dues import list_dues
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once


@command(permission="mentoring.dues.record")
def record_dues(*, actor: Actor, dues_id: UUID, person_id: UUID, paid_cents: int, now: Instant) -> UUID:
    """Write down what a mentee paid towards this year; sent again it is the same payment."""
    if paid_cents <= 0:
        raise BadInput({"paid": "Give what was paid in dollars, such as 175.00."})
    return _record(actor, dues_id, person_id, now, paid_cents=paid_cents, waived_because="")


@command(permission="mentoring.dues.record")
def waive_dues(*, actor: Actor, dues_id: UUID, person_id: UUID, because: str, now: Instant) -> UUID:
    """Waive what is left of a mentee's dues for this year."""
    if because not in list(Waiver):
        raise BadInput({"because": "Choose why the dues are waived."})
    return _record(actor, dues_id, person_id, now, paid_cents=0, waived_because=because)


def _record(
    actor: Actor, dues_id: UUID, person_id: UUID, now: Instant, *, paid_cents: int, waived_because: str
) -> UUID:
    today = local_date(now, actor.zone)
    content = {
        "person_id": person_id, "for_year": today.year, "paid_cents": paid_cents, "waived_because": waived_because,
    }  # fmt: skip
    person = next((each for each in list_dues(actor, today) if each.person_id == person_id), None)
    if person is None:
        raise NotFound
    is_sent_again = Dues.objects.filter(id=dues_id, organization_id=actor.organization_id).exists()
    open_cents = person.decision.figures["open_cents"]
    if not is_sent_again and not open_cents:
        raise BadInput({"person": "Nothing is open for this year."})
    if not is_sent_again and paid_cents > open_cents:
        raise BadInput({"paid": "This is more than what is open for the year."})
    if create_once(Dues, actor, dues_id, content, recorded_at=now, recorded_by_id=actor.engagement_id):
        ledger.record("mentoring.dues.recorded", dues=dues_id, person=person_id, is_waived=bool(waived_because))
    return dues_id
