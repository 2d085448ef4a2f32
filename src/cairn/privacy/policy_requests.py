"""Who takes what a person asks of their own record, who answers it, and who keeps the book of information that went astray."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.models import Breach, BreachStep, RecordRequest
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.privacy.subjects import about_clients

SEE, TAKE, ANSWER = "privacy.record_request.see", "privacy.record_request.take", "privacy.record_request.answer"
KEEP = "privacy.breach.keep"
PEER, SUPERVISOR, MANAGER, CLIENT = (
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
    Role.CLIENT,
)
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION

declare(
    [
        Grant(SEE, PEER, OWN, "Can tell their people until when they are answered."),
        Grant(SEE, SUPERVISOR, SUPERVISED, "Sees that nobody whom they answer for is kept waiting."),
        Grant(SEE, MANAGER, ORGANIZATION, "Answers for privacy: each of these has a day."),
        Grant(SEE, CLIENT, OWN, "Knows until when they are answered."),
        Grant(TAKE, PEER, OWN, "Is asked first, often in passing."),
        Grant(TAKE, SUPERVISOR, SUPERVISED, "Writes it down when they are the one who was asked."),
        Grant(TAKE, MANAGER, ORGANIZATION, "Opens the mail."),
        Grant(ANSWER, MANAGER, ORGANIZATION, "Answers for privacy: gives, or says why not."),
        Grant(KEEP, MANAGER, ORGANIZATION, "Answers for privacy: tells those who have to be told."),
    ],
    {
        **{
            (RecordRequest, reach): about_clients(reach, column="client_id")
            for reach in (OWN, SUPERVISED, ORGANIZATION)
        },
        (Breach, ORGANIZATION): whole_organization,
        (BreachStep, ORGANIZATION): whole_organization,
    },
)
