"""Registering for a class, stepping back, and confirming what was paid."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.exams.queries.sittings import list_results
from cairn.identity.models import Organization
from cairn.kernel.actors import Actor
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.commands.completions import keep_decision
from cairn.training.domain.registrations import Funding, has_seat
from cairn.training.models import CourseClass, Invoice, Registration
from cairn.training.queries.prices import price_on


@command(permission="training.registration.make")
def register_for_class(*, actor: Actor, registration_id: UUID, class_id: UUID, funding: str, now: Instant) -> UUID:
    """Take a seat, or a place in the line for one. Raises NotFound (class), BadInput, Conflict (begun, there already).

    The class is locked first: of two who come at once for the last seat one sits and one waits.
    """
    found = _locked_class(actor, class_id, "training.class.see", now)
    content = {"course_class_id": class_id, "candidate_id": actor.engagement_id, "funding": funding}
    here = Registration.objects.filter(course_class=found, withdrawn_at__isnull=True)
    if not Registration.objects.filter(id=registration_id, organization_id=actor.organization_id).exists():
        if funding not in list(Funding):
            raise BadInput({"funding": "Choose who pays for the class."})
        if here.filter(candidate_id=actor.engagement_id).exists():
            raise Conflict("You are registered for this class already.")
        _still_to_come(found, now)
    taken, waiting = here.filter(seat_at__isnull=False).count(), here.filter(seat_at__isnull=True).count()
    sits = has_seat(found.seats, taken, waiting)
    if create_once(Registration, actor, registration_id, content, registered_at=now, seat_at=now if sits else None):
        registration = Registration.objects.get(id=registration_id)
        if sits:
            _invoice(registration, found, actor, now)
        ledger.record("training.registration.made", course_class=class_id, registration=registration_id, seat=sits)
    return registration_id


@command(permission="training.registration.withdraw")
def withdraw_registration(*, actor: Actor, registration_id: UUID, now: Instant) -> UUID | None:
    """Step back from a class; who moved up into the seat, if anybody did. Raises NotFound, Conflict (exam begun, decided, cancelled).

    Before the class begins nothing is left but the registration. Afterwards the class counts as not completed: it is taken as a whole.
    """
    on = local_date(now, actor.zone)
    mine = visible(Registration, actor, "training.registration.withdraw", on)
    class_id = mine.filter(id=registration_id).values_list("course_class_id", flat=True).first()
    if class_id is None:
        raise NotFound
    found = _locked_class(actor, class_id, "training.class.see", now)
    registration = mine.select_for_update(of=("self",)).get(id=registration_id)
    if registration.withdrawn_at is not None:
        ledger.unchanged("withdrawn before")
        return None
    if hasattr(registration, "completion"):
        raise Conflict("This class is decided. It stays on record as it ended.")
    if found.cancelled_at is not None:
        raise Conflict("This class was cancelled, so there is nothing to step back from, and nothing to pay.")
    if registration.candidate_id in list_results(actor, class_id, on, now):
        raise Conflict("The exam of this class was begun, so the class ends with the decision on it.")
    registration.withdrawn_at = now
    registration.save(update_fields=["withdrawn_at"])
    if registration.seat_at is not None and _has_begun(found, now):
        keep_decision(actor, registration, now)
    Invoice.objects.filter(registration=registration, cancelled_on__isnull=True).update(cancelled_on=on)
    moved_up = _next_in_line(found, actor, now) if registration.seat_at is not None else None
    ledger.record(
        "training.registration.withdrawn", registration=registration_id, course_class=class_id, moved_up=moved_up
    )
    return moved_up


@command(permission="training.payment.confirm")
def confirm_payment(*, actor: Actor, registration_id: UUID, paid_on: date | None, now: Instant) -> UUID:
    """Write down the day on which an invoice was paid. Raises NotFound, BadInput, Conflict (another day is on record)."""
    on = local_date(now, actor.zone)
    rows = visible(Invoice, actor, "training.payment.confirm", on).select_for_update(of=("self",))
    invoice = rows.filter(registration_id=registration_id).first()
    if invoice is None:
        raise NotFound
    if paid_on is None or not invoice.issued_on <= paid_on <= on:
        raise BadInput({"paid_on": "Give the day of the payment: not before the invoice, and not after today."})
    if invoice.paid_on == paid_on:
        ledger.unchanged("confirmed before")
        return registration_id
    if invoice.paid_on is not None:
        raise Conflict("This invoice is paid already, with another day on record. Nothing was changed.")
    invoice.paid_on, invoice.paid_recorded_by_id = paid_on, actor.engagement_id
    invoice.save(update_fields=["paid_on", "paid_recorded_by_id"])
    ledger.record("training.payment.confirmed", registration=registration_id, invoice=invoice.id, on=paid_on)
    return registration_id


def _locked_class(actor: Actor, class_id: UUID, permission: str, now: Instant) -> CourseClass:
    rows = visible(CourseClass, actor, permission, local_date(now, actor.zone)).select_related("course")
    return lock_one(rows, class_id)


def _still_to_come(found: CourseClass, now: Instant) -> None:
    if found.cancelled_at is not None:
        raise Conflict("This class will not take place. Choose another one.")
    if _has_begun(found, now):
        raise Conflict("This class has begun, and a class is taken as a whole. Choose one that is still to come.")


def _has_begun(found: CourseClass, now: Instant) -> bool:
    first = found.blocks.order_by("starts_at").values_list("starts_at", flat=True).first()
    return first is None or first <= now


def _next_in_line(found: CourseClass, actor: Actor, now: Instant) -> UUID | None:
    """Give the free seat to whoever waits longest, unless the class has begun."""
    here = Registration.objects.filter(course_class=found, withdrawn_at__isnull=True)
    if _has_begun(found, now) or here.filter(seat_at__isnull=False).count() >= found.seats:
        return None
    waiting = here.filter(seat_at__isnull=True).order_by("registered_at", "id").first()
    if waiting is None:
        return None
    waiting.seat_at = now
    waiting.save(update_fields=["seat_at"])
    _invoice(waiting, found, actor, now)
    return waiting.id


def _invoice(registration: Registration, found: CourseClass, actor: Actor, now: Instant) -> None:
    """At the price that was shown on the day of registering, also to somebody who waited since."""
    registered_on = local_date(Instant(registration.registered_at), found.zone)
    course = found.course
    payee = Organization.objects.values_list("name", flat=True).get(id=actor.organization_id)
    price = price_on(course.price_rule, course.price_cents, payee, registered_on, actor.place)
    Invoice.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        registration=registration,
        line=f"{course.title}, {in_hours(course.minutes)}",
        payee=price.payee,
        source=price.source,
        amount_cents=price.amount.cents,
        issued_on=local_date(now, found.zone),
    )
