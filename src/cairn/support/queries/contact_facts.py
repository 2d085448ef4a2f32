"""What taking down a contact stands on, read in one statement and locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, Period, in_words
from cairn.platform.db.prepared import prepared
from cairn.privacy.policy import visible
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.domain.encounters import INDIVIDUAL, LONGEST_HOURS, EncounterDraft, EncounterFacts
from cairn.support.models import Encounter, Relationship
from cairn.support.queries.left import day_of_leaving

AFTER_LEAVING = (
    "They left on {day}, so a later contact cannot be written down. Was it earlier? Choose that day. Are they back? "
    "The program manager takes them in again: “They are back” on the page of their leaving."
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What saving a contact stands on: the relationship's row, and what is known about the time."""

    relationship: Relationship
    facts: EncounterFacts
    is_recorded: bool


def facts_for_contact(actor: Actor, draft: EncounterDraft, now: Instant, on: date) -> Ground:
    """Everything that taking down a contact needs, locked, in one statement; raises NotFound for a person who is not theirs.

    Raises BadInput for a day after the person left, when the two walked together until then.
    """
    eve = draft.started_on - timedelta(days=1)  # a contact of the last day can be written up after the goodbye
    earliest = draft.span.start - timedelta(hours=LONGEST_HOURS)
    found = _ground(
        actor,
        on,
        eve,
        draft.started_on,
        draft.id,
        draft.client_id,
        draft.span.start,
        draft.span.end,
        earliest,
        draft.session_id,
        draft.kind.is_individual,
    )
    if not found:
        _refuse_after_leaving(actor, draft)
        raise NotFound
    row = found[0]
    facts = EncounterFacts(
        now=now,
        relationship=period_of(row),
        peer_is_elsewhere=row.peer_is_elsewhere,
        client_is_elsewhere=row.client_is_elsewhere,
    )
    return Ground(row, facts, row.is_recorded)


@prepared
def _ground(  # noqa: PLR0913 - a prepared read takes each id, day and instant by itself
    actor: Actor,
    on: date,
    eve: date,
    day: date,
    encounter_id: UUID,
    client_id: UUID,
    start: datetime,
    end: datetime,
    earliest: datetime,
    session_id: UUID | None,
    is_individual: bool,  # noqa: FBT001 - given by place, as all of them
) -> QuerySet[Relationship, Any]:
    others = visible(Encounter, actor, "support.encounter.record", on).exclude(id=encounter_id)
    others = others.filter(in_error_at__isnull=True, started_at__lt=end, started_at__gt=earliest, ended_at__gt=start)
    if session_id is not None:
        others = others.exclude(session_id=session_id)
    of_peer = others.filter(peer_id=actor.engagement_id)
    if not is_individual:
        of_peer = of_peer.filter(kind__in=INDIVIDUAL)
    then = visible(Relationship, actor, "support.encounter.record", eve)
    own = Relationship.objects.filter(organization_id=actor.organization_id)  # of the actor, by the filter below
    within_a_day = own.filter(started_on=day, ended_on=day)  # begun in an emergency, and over the same day
    return (
        (visible(Relationship, actor, "support.encounter.record", on) | then | within_a_day)
        .filter(peer_id=actor.engagement_id, client_id=client_id)
        .select_related("client")
        .annotate(
            is_recorded=Exists(Encounter.objects.filter(id=encounter_id)),
            peer_is_elsewhere=Exists(of_peer),
            client_is_elsewhere=Exists(others.filter(client_id=client_id)),
        )
        .order_by(F("ended_on").desc(nulls_first=True), "-started_on")
        .select_for_update(of=("self",))[:1]
    )


def _refuse_after_leaving(actor: Actor, draft: EncounterDraft) -> None:
    """Whoever walked with them until the end knows that they left, and is told the way out."""
    left_on = day_of_leaving(actor, draft.client_id)
    if left_on is not None and left_on < draft.started_on:
        raise BadInput({"day": AFTER_LEAVING.format(day=in_words(left_on))})


def period_of(relationship: Relationship) -> Period:
    return Period(relationship.started_on, relationship.ended_on)
