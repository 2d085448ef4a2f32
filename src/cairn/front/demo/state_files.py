"""A full queue at the board's desk: people with an account each, applications in every hand, papers and fees."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from typing import Any

from cairn.board.models import Application, FeeLine, Letter, SealedStatement, Submission, Verification
from cairn.credentials.domain.applications import Trail
from cairn.credentials.domain.fees import application_fees
from cairn.front.demo.people import PLACE, ZONE, House
from cairn.front.demo.seeded import Seeded
from cairn.front.demo.state_names import name_from
from cairn.identity.models import Engagement, Person
from cairn.kernel.actors import Role
from cairn.kernel.instants import Instant, from_local
from cairn.platform.packs import rules_on
from cairn.platform.sealing import seal

SAID = {"attests_diagnosis": "yes", "attests_treatment": "yes", "attests_recovery": "yes", "attests_no_symptoms": "yes"}
STATES = (("sent", 78), ("answering", 16), ("rehabilitation", 6))
TRAILS = ((Trail.SELF_PAY, 55), (Trail.EMPLOYMENT, 25), (Trail.OTHER_STATE, 12), (Trail.VOLUNTEER, 8))


def tell(house: House, seeded: Seeded, count: int) -> int:
    """`count` applications that are not decided; the number of rows."""
    rows: dict[type[Any], list[Any]] = {
        model: [] for model in (Person, Engagement, Application, SealedStatement, Submission, FeeLine, Verification, Letter)
    }  # fmt: skip
    for _ in range(count):
        _apply(house, seeded, rows)
    for model, made in rows.items():
        model._default_manager.bulk_create(made, batch_size=500)
    return sum(len(made) for made in rows.values())


def _apply(house: House, seeded: Seeded, rows: dict[type[Any], list[Any]]) -> None:
    """Somebody new hands in an application, with everything that goes with it."""
    days_ago = seeded.between(1, 75)
    sent_on, name = house.ago(days_ago), name_from(seeded)
    at = from_local(sent_on, time(8 + seeded.between(0, 9), seeded.between(0, 59)), ZONE)
    candidate = _candidate(house, seeded, name, sent_on, at)
    application = _application(house, seeded, candidate, sent_on, at)
    statement = _statement(house, seeded, application, sent_on, at)
    submission = _submission(house, seeded, statement, name, sent_on, at)
    for row in (candidate.person, candidate, application, statement, submission):
        rows[type(row)].append(row)
    rows[FeeLine] += _fees(house, seeded, application, sent_on)
    if application.state == "answering":
        rows[Letter].append(_letter(house, seeded, application, at, days_ago))


def _candidate(house: House, seeded: Seeded, name: str, sent_on: date, at: Instant) -> Engagement:
    person = Person(id=seeded.new_id(), created_at=at)
    return Engagement(
        id=seeded.new_id(),
        organization_id=house.organization_id,
        person=person,
        role=Role.CANDIDATE.value,
        name=name,
        title="Candidate",
        starts_on=sent_on - timedelta(days=5),
    )


def _application(house: House, seeded: Seeded, candidate: Engagement, sent_on: date, at: Instant) -> Application:
    return Application(
        state=seeded.weighted(STATES),
        answers=json.dumps(_answers(seeded, candidate.name, sent_on), sort_keys=True),
        id=seeded.new_id(),
        organization_id=house.organization_id,
        applicant=candidate,
        place=PLACE,
        zone=ZONE,
        version=2,
        started_at=at,
        saved_at=at,
        submitted_at=at,
        submitted_on=sent_on,
    )


def _statement(house: House, seeded: Seeded, application: Application, sent_on: date, at: Instant) -> SealedStatement:
    """What nobody but the decision may read: sealed at once, as the command does it."""
    row = seeded.new_id()
    said = json.dumps({**SAID, "recovery_since": date(sent_on.year - 4, 5, 2).isoformat()}, sort_keys=True)
    return SealedStatement(
        id=row,
        organization_id=house.organization_id,
        application=application,
        sealed=seal(said, row),
        saved_at=at,
        submitted_at=at,
    )


def _submission(
    house: House, seeded: Seeded, statement: SealedStatement, name: str, sent_on: date, at: Instant
) -> Submission:
    application = statement.application
    return Submission(
        id=seeded.new_id(),
        organization_id=house.organization_id,
        application=application,
        n=1,
        statement=statement,
        answers=application.answers,
        signed_name=name,
        submitted_at=at,
        submitted_on=sent_on,
    )


def _fees(house: House, seeded: Seeded, application: Application, sent_on: date) -> list[FeeLine]:
    rules = rules_on(sent_on, PLACE)
    return [
        FeeLine(
            id=seeded.new_id(),
            organization_id=house.organization_id,
            application=application,
            key=fee.key,
            what=fee.what,
            payee=fee.payee,
            amount_cents=fee.amount.cents,
            rule=rules.citation(fee.key).text,
            charged_on=sent_on,
        )
        for fee in application_fees(rules)
    ]


def _letter(house: House, seeded: Seeded, application: Application, at: Instant, days_ago: int) -> Letter:
    sent_on = house.ago(days_ago // 2)
    clerk = house.staff["Hana"].id
    return Letter(
        id=seeded.new_id(),
        organization_id=house.organization_id,
        application=application,
        n=1,
        codes="apply.agreement",
        text="The supervision agreement lacks a signature. Send it again, signed by both.",
        drafted_at=at,
        drafted_by_id=clerk,
        sent_at=from_local(sent_on, time(15), ZONE),
        sent_on=sent_on,
        sent_by_id=clerk,
    )


def _answers(seeded: Seeded, name: str, sent_on: date) -> dict[str, str]:
    return {
        "legal_name": name,
        "birth_on": date(1960 + seeded.between(0, 42), seeded.between(1, 12), seeded.between(1, 28)).isoformat(),
        "mailing": f"{seeded.between(10, 990)} Larch Street, Helena",
        "kind": seeded.weighted((("behavioral_health_peer", 88), ("family_peer", 12))),
        "trail": seeded.weighted(TRAILS).value,
        "training_body": "Ridgeline Peer Training",
        "class_ended_on": (sent_on - timedelta(days=seeded.between(10, 60))).isoformat(),
        "training_hours": "40",
        "exam_passed": "yes",
        "supervisor_name": "Ben Hollis",
        "supervisor_license": "LCPC-20817",
        "signed_by_candidate_on": (sent_on - timedelta(days=8)).isoformat(),
        "signed_by_supervisor_on": (sent_on - timedelta(days=7)).isoformat(),
        "has_convictions": "no",
    }
