"""Who is acting: one person in one role in one organization at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType
from uuid import UUID

OrganizationId = NewType("OrganizationId", UUID)
EngagementId = NewType("EngagementId", UUID)
PersonId = NewType("PersonId", UUID)
ClientId = NewType("ClientId", UUID)
EncounterId = NewType("EncounterId", UUID)


class Role(StrEnum):
    """The hats of Cairn. An engagement carries exactly one."""

    PEER_SUPPORTER = "peer_supporter"
    CLINICAL_SUPERVISOR = "clinical_supervisor"
    PROGRAM_MANAGER = "program_manager"
    BILLER = "biller"
    FUNDER = "funder"
    TRAINING_COORDINATOR = "training_coordinator"
    BOARD_CLERK = "board_clerk"
    CANDIDATE = "candidate"
    MENTOR = "mentor"
    CLIENT = "client"
    SYSTEM_OWNER = "system_owner"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Actor:
    """The hat being worn: rights come from `role` inside `organization_id`, and from nothing else.

    `zone` is the organization's IANA time zone; `place` the pack place whose rules it works under (`us-mt`).
    """

    person_id: PersonId
    engagement_id: EngagementId
    organization_id: OrganizationId
    role: Role
    name: str
    zone: str
    place: str
    session_key: str = ""  # a digest of the session, for the ledger; never the session's key itself
