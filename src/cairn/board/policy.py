"""Who may see and do what at the board's desk. A draft is its candidate's alone; what is sealed opens for nobody else, ever."""

from __future__ import annotations

from django.db.models import Q

from cairn.board.models import (
    Application,
    AuditDraw,
    AuditedCredential,
    BoardCredential,
    BoardDecision,
    CredentialEvent,
    FeeLine,
    Letter,
    Paper,
    PaperPart,
    RenewalNotice,
    RenewalRun,
    SealedStatement,
    Submission,
)
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

CANDIDATE, CLERK = Role.CANDIDATE, Role.BOARD_CLERK
OWN, ORGANIZATION = Reach.OWN, Reach.ORGANIZATION
WRITE, SEE, DESK = "board.application.write", "board.application.see", "board.desk.see"
ADD_PAPER, SEE_PAPER = "board.paper.add", "board.paper.see"
VERIFY, FEES = "board.file.check", "board.fee.record"
LETTER, SEE_LETTER = "board.letter.write", "board.letter.see"
SETTLE, SEE_DECISION = "board.application.settle", "board.decision.see"
SEE_CREDENTIAL, KEEP_CREDENTIAL = "board.credential.see", "board.credential.keep"
AUDIT = "board.audit.draw"
READ_STATEMENT, JUDGE_STATEMENT = "board.statement.read", "board.statement.judge"

declare(
    [
        Grant(WRITE, CANDIDATE, OWN, "Applies for the own certificate."),
        Grant(SEE, CANDIDATE, OWN, "Follows the own application."),
        Grant(READ_STATEMENT, CANDIDATE, OWN, "Reads and changes the own words before sending them."),
        Grant(ADD_PAPER, CANDIDATE, OWN, "Adds what shows that the rules are met."),
        Grant(SEE_PAPER, CANDIDATE, OWN, "Sees what was added."),
        Grant(SEE_PAPER, CLERK, ORGANIZATION, "Decides beside the evidence."),
        Grant(SEE, CLERK, ORGANIZATION, "Decides what was sent; drafts stay with their writers."),
        Grant(DESK, CLERK, ORGANIZATION, "Decides applications, the oldest first."),
        Grant(VERIFY, CLERK, ORGANIZATION, "Compares what was said with what was sent."),
        Grant(FEES, CLERK, ORGANIZATION, "Keeps what came in."),
        Grant(LETTER, CLERK, ORGANIZATION, "Tells candidates what is missing."),
        Grant(SEE_LETTER, CLERK, ORGANIZATION, "Keeps what was written."),
        Grant(SEE_LETTER, CANDIDATE, OWN, "Reads what the board asks for."),
        Grant(SETTLE, CLERK, ORGANIZATION, "Decides for the board."),
        Grant(SEE_DECISION, CLERK, ORGANIZATION, "Answers for what was decided."),
        Grant(SEE_DECISION, CANDIDATE, OWN, "Learns what was decided, and why."),
        Grant(SEE_CREDENTIAL, CLERK, ORGANIZATION, "Keeps the book."),
        Grant(SEE_CREDENTIAL, CANDIDATE, OWN, "Sees the own certificate."),
        Grant(KEEP_CREDENTIAL, CLERK, ORGANIZATION, "Writes into the book what happens to a certificate."),
        Grant(AUDIT, CLERK, ORGANIZATION, "Asks some for papers, by chance."),
        Grant(JUDGE_STATEMENT, CLERK, ORGANIZATION, "Learns whether the rule is met, and reads nothing."),
    ],
    {
        (Application, OWN): lambda actor, on: Q(applicant_id=actor.engagement_id),
        (Application, ORGANIZATION): lambda actor, on: Q(submitted_at__isnull=False),
        (SealedStatement, OWN): lambda actor, on: Q(application__applicant_id=actor.engagement_id),
        (SealedStatement, ORGANIZATION): lambda actor, on: Q(submitted_at__isnull=False),
        (Submission, OWN): lambda actor, on: Q(application__applicant_id=actor.engagement_id),
        (Submission, ORGANIZATION): lambda actor, on: Q(application__submitted_at__isnull=False),
        (FeeLine, OWN): lambda actor, on: (
            Q(application__applicant_id=actor.engagement_id) | Q(credential__holder_id=actor.engagement_id)
        ),
        (FeeLine, ORGANIZATION): whole_organization,
        (Letter, OWN): lambda actor, on: Q(application__applicant_id=actor.engagement_id, sent_at__isnull=False),
        (Letter, ORGANIZATION): whole_organization,
        (BoardDecision, OWN): lambda actor, on: Q(application__applicant_id=actor.engagement_id),
        (BoardDecision, ORGANIZATION): whole_organization,
        (BoardCredential, OWN): lambda actor, on: Q(holder_id=actor.engagement_id),
        (BoardCredential, ORGANIZATION): whole_organization,
        (CredentialEvent, OWN): lambda actor, on: Q(credential__holder_id=actor.engagement_id),
        (CredentialEvent, ORGANIZATION): whole_organization,
        (RenewalRun, ORGANIZATION): whole_organization,
        (RenewalNotice, ORGANIZATION): whole_organization,
        (AuditDraw, ORGANIZATION): whole_organization,
        (AuditedCredential, ORGANIZATION): whole_organization,
        (Paper, OWN): lambda actor, on: Q(application__applicant_id=actor.engagement_id),
        (Paper, ORGANIZATION): lambda actor, on: Q(application__submitted_at__isnull=False),
        (PaperPart, OWN): lambda actor, on: Q(paper__application__applicant_id=actor.engagement_id),
        (PaperPart, ORGANIZATION): lambda actor, on: Q(paper__application__submitted_at__isnull=False),
    },
)
