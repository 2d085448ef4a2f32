"""Sending a record along: only under a consent that stands at this very moment, with the notice, and kept as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.departures import policy
from cairn.departures.models import Sending
from cairn.departures.queries.packages import Wanted, make_package
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once

RECIPIENT_LENGTH, PURPOSE_LENGTH = 200, 300
CHANGED = "What would be sent is not what was looked at: the record changed meanwhile. Look at it again, then send."


@dataclass(frozen=True, slots=True)
class SendingDraft:
    """What is sent. `seen_hash`: the mark of the package that was looked at. `looked`: the person looked at it too."""

    id: UUID
    wanted: Wanted
    seen_hash: str
    looked: bool


@command(permission=policy.SEND)
def send_package(*, actor: Actor, draft: SendingDraft, now: Instant) -> UUID:
    """Hand the record over. The consent is asked again now: one taken back since the page was opened lets nothing out.

    Raises NotFound, BadInput, Refused (with the consent's findings), Conflict (the record changed, or the id was used otherwise).
    """
    wanted = draft.wanted
    scope = ",".join(sorted(share.value for share in wanted.scope))
    content = {
        "client_id": wanted.client_id, "consent_id": wanted.consent_id, "recipient": wanted.recipient, "scope": scope,
        "purpose": wanted.purpose, "looked": draft.looked, "content_hash": draft.seen_hash,
    }  # fmt: skip
    own = Sending.objects.filter(organization_id=actor.organization_id, sent_by_id=actor.engagement_id)
    if own.filter(id=draft.id, **content).exists():
        ledger.unchanged("sent before")
        return draft.id
    _check(wanted)
    package = make_package(actor, wanted, now, sending_id=draft.id)
    if package.content_hash != draft.seen_hash:
        raise Conflict(CHANGED)
    more = {
        "notice": package.notice, "notice_source": package.notice_source, "sent_at": now, "sent_by_id": actor.engagement_id,
    }  # fmt: skip
    if create_once(Sending, actor, draft.id, {**content, "content": package.text}, **more):
        ledger.record(
            "departures.package.sent",
            client=wanted.client_id,
            sending=draft.id,
            consent=wanted.consent_id,
            scope=scope,
            hash=package.content_hash,
        )
    return draft.id


def _check(wanted: Wanted) -> None:
    problems = {}
    for name, text, most, ask in (
        ("recipient", wanted.recipient, RECIPIENT_LENGTH, "Write who receives it."),
        ("purpose", wanted.purpose, PURPOSE_LENGTH, "Write what it is for, in a few words."),
    ):
        if not text:
            problems[name] = ask
        elif len(text) > most:
            problems[name] = f"Use at most {most} characters; now it is {len(text)}."
    if problems:
        raise BadInput(problems)
