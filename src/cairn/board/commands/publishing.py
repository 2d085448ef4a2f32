"""What the board publishes of a certificate: a signed badge that anybody can check, for as long as the book says.

Each entry that makes a certificate valid until a day (issued, renewed, a suspension lifted) signs a badge under the entry's own id; a
suspension or a surrender revokes them all at once. A badge that was renewed runs out by its own date, beside the newer one.
"""

from __future__ import annotations

from cairn.badges.commands.badges import issue_badge, revoke_badge
from cairn.badges.domain.badges import Kind, Reason, Standing
from cairn.badges.queries.issued import get_issued_badge
from cairn.board.domain.registered import KINDS, Event, EventKind, decide_registered, printed_facts
from cairn.board.models import BoardCredential, CredentialEvent
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import place_names, rules_on

ENDS = {EventKind.SUSPENDED: Reason.WITHDRAWN, EventKind.SURRENDERED: Reason.GIVEN_UP}


def publish(actor: Actor, credential: BoardCredential, entry: CredentialEvent, now: Instant) -> None:
    """Bring what strangers see in step with the entry just written. Part of the command that wrote it."""
    kind = EventKind(entry.kind)
    if kind in ENDS:
        _revoke_all(actor, credential, ENDS[kind], now)
        return
    today = local_date(now, actor.zone)
    events = [Event(EventKind(row.kind), row.on, row.for_year) for row in credential.events.all()]
    standing = decide_registered(credential.issued_on, events, rules_on(today, credential.place), today)
    until = standing.figures["expires_on"]
    if not standing.allowed or until < today:
        return
    issue_badge(
        actor=actor,
        badge_id=entry.id,
        kind=Kind.LICENSE.value,
        recipient_name=credential.name,
        recipient_person_id=credential.holder.person_id if credential.holder else None,
        title=KINDS[credential.kind],
        facts=printed_facts(
            credential.number, place_names().get(credential.place, credential.place), credential.issued_on
        ),
        issued_on=today,
        expires_on=until,
        now=now,
    )


def _revoke_all(actor: Actor, credential: BoardCredential, because: Reason, now: Instant) -> None:
    today = local_date(now, actor.zone)
    for entry_id in credential.events.values_list("id", flat=True):
        try:
            badge = get_issued_badge(actor, entry_id, today)
        except NotFound:  # this entry signed none
            continue
        if badge.standing is Standing.VALID:
            revoke_badge(actor=actor, badge_id=entry_id, reason=because.value, now=now)
