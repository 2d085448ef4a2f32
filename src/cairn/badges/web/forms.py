"""What the issuing pages ask for, read from what a browser sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.badges.domain.badges import BadgeDraft, Kind
from cairn.badges.queries.issued import IssuedBadge
from cairn.badges.queries.recipients import Recipient
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.platform.forms import Typed, day_of
from cairn.platform.ids import read_id

FIELDS = ("id", "recipient", "recipient_name", "title", "facts", "criteria", "issued_on", "expires_on")
LABELS = {
    "recipient": "Candidate",
    "recipient_name": "Name on the certificate",
    "title": "What it is for",
    "facts": "Facts",
    "criteria": "What it means",
    "issued_on": "Issued on",
    "expires_on": "Last valid day",
}


def typed_from(badge: IssuedBadge) -> Typed:
    """A correction begins with what was issued."""
    return {
        **dict.fromkeys(FIELDS, ""),
        "recipient_name": badge.recipient_name,
        "title": badge.title,
        "facts": "\n".join(f"{label}: {value}" for label, value in badge.facts),
        "criteria": badge.criteria,
        "issued_on": badge.issued_on.isoformat(),
        "expires_on": badge.expires_on.isoformat() if badge.expires_on else "",
    }


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft, and the person to whom it goes when they have an account here."""

    draft: BadgeDraft
    person_id: UUID | None


def read_draft(typed: Typed, actor: Actor, recipients: tuple[Recipient, ...]) -> Sent:
    """Raises BadInput naming what cannot be read."""
    problems: Typed = {}
    issued_on = _day(typed, "issued_on", problems)
    if issued_on is None:
        problems.setdefault("issued_on", "Give the day.")
    expires_on = _day(typed, "expires_on", problems)
    chosen = read_id(typed["recipient"]) if typed["recipient"] else None
    recipient = next((one for one in recipients if one.engagement_id == chosen), None)
    if typed["recipient"] and recipient is None:
        problems["recipient"] = "Choose one of the candidates in the list, or none."
    facts = tuple(_fact(line, problems) for line in typed["facts"].splitlines() if line.strip())
    if problems or issued_on is None:
        raise BadInput(problems)
    kind = next((kind.value for kind in Kind if kind.issued_by is actor.role), "")
    name = typed["recipient_name"] or (recipient.name if recipient else "")
    draft = BadgeDraft(kind, name, typed["title"], facts, issued_on, expires_on, typed["criteria"])
    return Sent(draft, recipient.person_id if recipient else None)


def _fact(line: str, problems: Typed) -> tuple[str, str]:
    label, colon, value = line.partition(":")
    if not colon:
        problems["facts"] = f"Put a colon between label and fact, as in “Hours: 40”. Look at “{line.strip()[:40]}”."
    return label, value


def _day(typed: Typed, name: str, problems: Typed) -> date | None:
    try:
        return day_of(typed, name)
    except BadInput as error:
        problems |= error.problems
        return None
