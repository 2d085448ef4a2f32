"""The letter that goes with a certificate: to whom, what was issued, and what comes next by the rules of the day of issue."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.letters import reference_of
from cairn.board.models import BoardCredential, Submission
from cairn.board.queries.credentials import Held, get_credential
from cairn.credentials.domain.standing import expiry_day
from cairn.kernel.actors import Actor
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import in_words
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Approval:
    """What the letter says. `next_steps` in the order of their days."""

    held: Held
    mailing: tuple[str, ...]
    reference: str
    holds_until: date
    next_steps: tuple[str, ...]


def get_approval(actor: Actor, credential_id: UUID, on: date) -> Approval:
    """Six statements; raises NotFound, also for a certificate that was issued before Cairn: no application, no letter."""
    held = get_credential(actor, credential_id, on)
    rows = visible(BoardCredential, actor, policy.SEE_CREDENTIAL, on).filter(id=credential_id)
    application_id = rows.values_list("application_id", flat=True)[0]
    sent = visible(Submission, actor, policy.SEE_CREDENTIAL, on).filter(application_id=application_id).order_by("-n")
    answers = sent.values_list("answers", flat=True).first()
    if application_id is None or answers is None:
        raise NotFound
    mailing = json.loads(answers).get("mailing", "")
    one = held.registered
    return Approval(
        held,
        tuple(line.strip() for line in mailing.splitlines() if line.strip()),
        reference_of(application_id),
        expiry_day(rules_on(one.issued_on, one.place), one.issued_on.year),
        tuple(_next_steps(one.issued_on, one.place)),
    )


def _next_steps(issued_on: date, place: str) -> list[str]:
    rules = rules_on(issued_on, place)
    ends, first = expiry_day(rules, issued_on.year), issued_on.year + 1
    return [
        "Work under the supervision that your agreement names. Nobody practices without it, and the board is told of a change.",
        f"Renew by {in_words(ends)}. At today’s price that is {rules.money('fee.renewal')}. No hours are owed with this first renewal.",
        f"From January 1, {first} continuing education counts: {in_hours(rules.minutes('ce.annual'))} by "
        f"{in_words(expiry_day(rules, first))}. You give your word on them; papers are shown only in an audit, so keep them.",
    ]
