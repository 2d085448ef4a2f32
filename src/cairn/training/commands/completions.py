"""Deciding how a class ended for a person: by the rule, once, with the facts and rules kept beside it."""

from __future__ import annotations

import json
from uuid import UUID

from cairn.badges.commands.badges import issue_badge
from cairn.badges.domain.badges import Kind
from cairn.exams.commands.sittings import close_sitting
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.models import Completion, Registration
from cairn.training.queries.completions import certificate_facts, decide_on, facts_for_completion

DECIDE = "training.completion.decide"


@command(permission=DECIDE)
def complete_registration(*, actor: Actor, registration_id: UUID, now: Instant) -> UUID:
    """Decide on one registration by course-passed. It stays as decided; again is the same.

    An exam that nobody sat while it was open is not passed. Raises NotFound, Conflict (the class is not over, cancelled, withdrawn).
    """
    on = local_date(now, actor.zone)
    rows = visible(Registration, actor, DECIDE, on).filter(id=registration_id, seat_at__isnull=False)
    registration = rows.select_related("course_class__course", "candidate").select_for_update(of=("self",)).first()
    if registration is None:
        raise NotFound
    if hasattr(registration, "completion"):
        ledger.unchanged("decided before")
        return registration_id
    if registration.withdrawn_at is not None:
        raise Conflict("This person withdrew from the class before it began. There is nothing to decide.")
    found = registration.course_class
    if found.cancelled_at is not None:
        raise Conflict("This class was cancelled. There is nothing to decide.")
    close_sitting(actor=actor, occasion_id=found.id, candidate_id=registration.candidate_id, now=now)
    if facts_for_completion(actor, registration_id, on, now).is_running:
        raise Conflict("The class or its exam is still under way for this person. Decide when both are over.")
    if keep_decision(actor, registration, now).allowed:
        _certify(actor, registration, now)
    return registration_id


def keep_decision(actor: Actor, registration: Registration, now: Instant) -> Decision:
    """Decide on a registration that is locked, and keep the decision with its facts and rules."""
    on = local_date(now, actor.zone)
    facts = facts_for_completion(actor, registration.id, on, now)
    decision = decide_on(facts, rules_on(on, actor.place), on)
    Completion.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        registration=registration,
        outcome=decision.outcome,
        attended_minutes=facts.course.attended_minutes,
        scheduled_minutes=facts.course.scheduled_minutes,
        correct=facts.course.sittings[0].correct if facts.course.sittings else None,
        items=facts.course.sittings[0].items if facts.course.sittings else None,
        facts=written(decision),
        decided_at=now,
        decided_on=on,
        decided_by_id=actor.engagement_id,
    )
    ledger.record("training.completion.decided", registration=registration.id, outcome=decision.outcome)
    return decision


def _certify(actor: Actor, registration: Registration, now: Instant) -> None:
    """The certificate is a signed badge under the registration's id: anybody can check it, and the board needs no other report."""
    printed = certificate_facts(actor, registration.id, local_date(now, actor.zone))
    issue_badge(
        actor=actor,
        badge_id=registration.id,
        kind=Kind.COURSE.value,
        recipient_name=printed.recipient,
        recipient_person_id=registration.candidate.person_id,
        title=registration.course_class.course.title,
        facts=tuple(
            fact for fact in printed.facts if fact[1] != registration.course_class.course.title
        ),  # the title says it
        issued_on=printed.issued_on,
        expires_on=None,
        now=now,
    )


def written(decision: Decision) -> str:
    """The findings as they were shown, with the rules that they rest on."""
    found = [
        {
            "code": one.code, "verdict": one.verdict.value, "title": one.title, "required": one.required,
            "found": one.found, "rules": [f"{cited.rule}: {cited.text}" for cited in one.citations],
        }
        for one in decision.findings
    ]  # fmt: skip
    return json.dumps({"subject": decision.subject, "outcome": decision.outcome, "findings": found})
