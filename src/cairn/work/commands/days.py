"""Standing by a day, and opening it again."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.work import policy  # noqa: F401 - declares who may
from cairn.work.domain.corrections import FOR_REOPENING, Correction
from cairn.work.models import DayConfirmation
from cairn.work.queries.day_sheets import Standing, get_day_sheet

CONFIRMED = "This day is confirmed. Open it again first; it takes one tap and a reason."


@command(permission="work.day.confirm")
def confirm_day(*, actor: Actor, on: date, seen_minutes: int, seen_miles: int, now: Instant) -> None:
    """Stand by the own day as it was seen, hours and miles; sent again it changes nothing. A day that changed since is confirmed anew."""
    if on > local_date(now, actor.zone):
        raise BadInput({"on": "This day is still to come. Confirm it once it is done."})
    sheet = get_day_sheet(actor, on)
    standing = sheet.standing_of(sheet.day)
    if standing is Standing.CONFIRMED:
        ledger.unchanged("confirmed before")
        return
    if not sheet.day.minutes and not sheet.miles:
        raise BadInput({"on": "Nothing is on this day yet. Add the work first."})
    if (seen_minutes, seen_miles) != (sheet.day.minutes, sheet.miles):
        raise BadInput({"on": "Your day changed since you opened this page. Look once more, then confirm."})
    if standing is Standing.CHANGED:
        _standing_confirmations(actor, on).update(reopened_at=now, reopened_because=Correction.CHANGED.value)
    content = {
        "worked_minutes": sheet.day.minutes,
        "contact_minutes": sheet.day.contact_minutes,
        "miles": sheet.miles,
    }
    DayConfirmation.objects.get_or_create(
        organization_id=actor.organization_id,
        peer_id=actor.engagement_id,
        on=on,
        reopened_at=None,
        defaults={**content, "confirmed_at": now},
    )
    ledger.record("work.day.confirmed", on=on, minutes=sheet.day.minutes, miles=sheet.miles)


@command(permission="work.day.confirm")
def reopen_day(*, actor: Actor, on: date, because: str, now: Instant) -> None:
    """Open an own confirmed day again. What was confirmed stays on record, with the reason."""
    if because not in FOR_REOPENING:
        raise BadInput({"because": "Choose why the day is opened again."})
    if _standing_confirmations(actor, on).update(reopened_at=now, reopened_because=because):
        ledger.record("work.day.reopened", on=on, because=because)
    else:
        ledger.unchanged("not confirmed")


def is_confirmed(actor: Actor, on: date) -> bool:
    """Whether the actor's own day is confirmed now: nothing is added to it or taken from it then."""
    return _standing_confirmations(actor, on).exists()


def _standing_confirmations(actor: Actor, on: date) -> QuerySet[DayConfirmation]:
    return visible(DayConfirmation, actor, "work.day.confirm", on).filter(on=on, reopened_at__isnull=True)
