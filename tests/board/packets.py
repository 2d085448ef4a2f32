"""Whole applications for tests: written by Ivo, sent, and what the desk would see of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cairn.board.commands.applications import save_step, start_application, submit_application
from cairn.board.commands.desk import record_checks, record_payment
from cairn.board.domain.facts import Verified
from cairn.board.models import Application, FeeLine
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from tests.people import NOW, TODAY, Cast

RECOVERY_SINCE = date(2019, 5, 17)
ANSWERS = {
    "who": {"legal_name": "Ivo Lang", "birth_on": "1990-02-03", "mailing": "12 Canyon Road, Helena"},
    "way": {"kind": "behavioral_health_peer", "trail": "self_pay"},
    "training": {
        "training_body": "Ridgeline Peer Training",
        "class_ended_on": "2026-10-09",
        "training_hours": "40",
        "exam_passed": "yes",
    },
    "supervision": {
        "supervisor_name": "Ben Hollis",
        "supervisor_license": "LCPC-20817",
        "signed_by_candidate_on": "2026-10-20",
        "signed_by_supervisor_on": "2026-10-21",
    },
    "recovery": {
        "attests_diagnosis": "yes",
        "attests_treatment": "yes",
        "attests_recovery": "yes",
        "attests_no_symptoms": "yes",
        "recovery_since": RECOVERY_SINCE.isoformat(),
    },
    "stays": {},
    "record": {"has_convictions": "no"},
}


def write_application(actor: Actor, *, now: Instant = NOW, **changes: dict[str, str]) -> UUID:
    """An application with every step written (`way={"trail": "employment"}` changes one), not sent yet."""
    with scope_of(actor):
        application_id = start_application(actor=actor, application_id=new_id(), now=now)
        for step, answers in ANSWERS.items():
            sent = {**answers, **changes.get(step, {})}
            save_step(actor=actor, application_id=application_id, step=step, sent=sent, now=now)
    return application_id


def send_application(cast: Cast, *, actor: Actor | None = None, now: Instant = NOW, **changes: dict[str, str]) -> UUID:
    """The same, signed and sent."""
    candidate = actor or cast.ivo
    application_id = write_application(candidate, now=now, **changes)
    with scope_of(candidate):
        name = changes.get("who", {}).get("legal_name", ANSWERS["who"]["legal_name"])
        submit_application(actor=candidate, application_id=application_id, signed_name=name, now=now)
    return application_id


ALL_SEEN = Verified(
    training_minutes=2400,
    certificate_from_provider=True,
    exam_passed=True,
    fingerprint_results_on=TODAY - timedelta(days=30),
    supervisor_is_eligible=True,
)


def complete(cast: Cast, application_id: UUID, **seen: Any) -> int:
    """The desk saw everything that the self-pay way asks for, and both fees came in; the file's version then."""
    with scope_of(cast.hana):
        version = Application.objects.get(id=application_id).version
        verified = replace(ALL_SEEN, **seen)
        record_checks(actor=cast.hana, application_id=application_id, verified=verified, seen_version=version, now=NOW)
        for line in FeeLine.objects.filter(application_id=application_id, paid_on=None):
            record_payment(actor=cast.hana, fee_line_id=line.id, paid_on=TODAY, now=NOW)
        return Application.objects.get(id=application_id).version
