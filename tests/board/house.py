"""One row of every kind of the board room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

import json

from cairn.board.models import (
    Application,
    AuditDraw,
    AuditedCredential,
    BoardCredential,
    BoardDecision,
    CredentialEvent,
    FeeLine,
    Letter,
    NumberSeries,
    Paper,
    PaperPart,
    RenewalNotice,
    RenewalRun,
    SealedStatement,
    Submission,
    Verification,
)
from cairn.platform.ids import new_id
from cairn.platform.sealing import seal
from tests.people import NOW, TODAY, ZONE, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    org, words = cast.organization.id, json.dumps({"legal_name": CANARY})
    application = Application.objects.create(
        organization_id=org,
        applicant_id=cast.ivo.engagement_id,
        place="us-mt",
        zone=ZONE,
        state="sent",
        answers=words,
        started_at=NOW,
        saved_at=NOW,
        submitted_at=NOW,
        submitted_on=TODAY,
    )
    row = new_id()
    statement = SealedStatement.objects.create(
        id=row,
        organization_id=org,
        application=application,
        sealed=seal(json.dumps({"recovery_since": CANARY}), row),
        saved_at=NOW,
        submitted_at=NOW,
    )
    Submission.objects.create(
        organization_id=org,
        application=application,
        n=1,
        statement=statement,
        answers=words,
        signed_name=CANARY,
        submitted_at=NOW,
        submitted_on=TODAY,
    )
    paper = Paper.objects.create(
        organization_id=org,
        application=application,
        kind="certificate",
        name=CANARY,
        media="PDF",
        size=len(CANARY),
        digest="4" * 64,
        added_at=NOW,
    )
    PaperPart.objects.create(organization_id=org, paper=paper, n=0, piece=CANARY.encode())
    Verification.objects.create(
        organization_id=org,
        application=application,
        training_minutes=2400,
        certificate_from_provider=True,
        exam_passed=True,
        supervisor_is_eligible=True,
        offer_is_complete=False,
        other_state_verified=False,
        volunteer_minutes=0,
        extra_training_minutes=0,
        recorded_at=NOW,
        recorded_by_id=cast.hana.engagement_id,
    )
    FeeLine.objects.create(
        organization_id=org,
        application=application,
        key="fee.application",
        what=CANARY,
        payee=CANARY,
        amount_cents=12500,
        rule=CANARY,
        charged_on=TODAY,
    )
    Letter.objects.create(
        organization_id=org,
        application=application,
        n=1,
        codes=CANARY,
        text=CANARY,
        drafted_at=NOW,
        drafted_by_id=cast.hana.engagement_id,
        sent_at=NOW,
        sent_on=TODAY,
    )
    BoardDecision.objects.create(
        organization_id=org,
        application=application,
        n=1,
        outcome="rehabilitation",
        reasons=CANARY,
        facts=CANARY,
        findings=CANARY,
        rules=CANARY,
        content_hash="5" * 64,
        decided_at=NOW,
        decided_by_id=cast.hana.engagement_id,
        decided_by_name=CANARY,
    )
    NumberSeries.objects.create(organization_id=org, kind="behavioral_health_peer", last=1)
    credential = BoardCredential.objects.create(
        organization_id=org,
        application=application,
        holder_id=cast.ivo.engagement_id,
        kind="behavioral_health_peer",
        place="us-mt",
        n=1,
        number=CANARY,
        name=CANARY,
        issued_on=TODAY,
    )
    CredentialEvent.objects.create(
        organization_id=org,
        credential=credential,
        kind="issued",
        on=TODAY,
        reason=CANARY,
        recorded_at=NOW,
        recorded_by_id=cast.hana.engagement_id,
        recorded_by_name=CANARY,
    )
    draw = AuditDraw.objects.create(
        organization_id=org,
        year=TODAY.year,
        seed="6" * 32,
        percent=50,
        rule=CANARY,
        eligible=2,
        drawn_on=TODAY,
        drawn_at=NOW,
        drawn_by_id=cast.hana.engagement_id,
        drawn_by_name=CANARY,
    )
    AuditedCredential.objects.create(organization_id=org, draw=draw, credential=credential, place=1, note=CANARY)
    run = RenewalRun.objects.create(
        organization_id=org,
        year=TODAY.year + 1,
        started_at=NOW,
        started_by_id=cast.hana.engagement_id,
        started_by_name=CANARY,
    )
    RenewalNotice.objects.create(
        organization_id=org,
        run=run,
        credential=credential,
        notice="due",
        for_year=TODAY.year + 1,
        cost_cents=9300,
        decided_on=TODAY,
    )
