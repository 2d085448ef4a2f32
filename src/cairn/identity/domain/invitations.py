"""Who may let whom in, and for how long a link works."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant

LINK_LASTS = timedelta(hours=48)
WAIT_BEFORE_RECOVERY = timedelta(hours=24)  # long enough for the owner of an account to see the notice and stop it

MAY_LET_IN: dict[Role, tuple[Role, ...]] = {
    Role.SYSTEM_OWNER: tuple(role for role in Role if role is not Role.CLIENT),
    Role.PROGRAM_MANAGER: (
        Role.PEER_SUPPORTER,
        Role.CLINICAL_SUPERVISOR,
        Role.BILLER,
        Role.FUNDER,
        Role.TRAINING_COORDINATOR,
        Role.CANDIDATE,
        Role.MENTOR,
    ),
}


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """Whom to invite, as typed by the inviter."""

    name: str
    email: str
    title: str
    role: Role | None
    program_id: UUID | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a link works."""

    opens_at: Instant
    closes_at: Instant


def check_draft(draft: InvitationDraft, inviter: Role, offered: Collection[Role]) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken. `offered` are the roles that have pages."""
    problems: dict[str, str] = {}
    if not draft.name.strip():
        problems["name"] = "Give the name that colleagues will see."
    if "@" not in draft.email.strip("@ ") or " " in draft.email.strip():
        problems["email"] = "Give an e-mail address, like ana@example.org."
    if draft.role is None:
        problems["role"] = "Choose the role."
    elif draft.role not in MAY_LET_IN.get(inviter, ()):
        problems["role"] = f"Your role does not invite a {draft.role.label.lower()}. Ask the system owner."
    elif draft.role not in offered:
        problems["role"] = f"There are no pages for a {draft.role.label.lower()} yet, so nobody is let in to them."
    if draft.starts_on is None:
        problems["starts_on"] = "Give the first day."
    elif draft.ends_on is not None and draft.ends_on < draft.starts_on:
        problems["ends_on"] = "The last day comes before the first. Leave it empty if there is none."
    if problems:
        raise BadInput(problems)


def window_for(now: Instant, *, has_account: bool) -> Window:
    """A first link works at once, for two days. One for somebody who signs in already opens a day later."""
    opens_at = Instant(now + WAIT_BEFORE_RECOVERY) if has_account else now
    return Window(opens_at, Instant(opens_at + LINK_LASTS))


def digest_of(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()
