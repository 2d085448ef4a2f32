"""With whom somebody walks on when they are handed over: with nobody whose question before service is still open."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict, Refused
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.commands.choices import begin_ready
from cairn.matching.commands.wanted import lock_person
from cairn.matching.domain.conflicts import ASK, NONE, POSSIBLE
from cairn.matching.domain.service import ServiceFacts, Word, decide_service
from cairn.matching.models import Choice
from cairn.matching.queries.choices import OPEN, service_facts, with_answers
from cairn.matching.queries.emergencies import begun_against, begun_in_emergency
from cairn.matching.queries.practice import ask_practice
from cairn.privacy.policy import visible
from cairn.support.models import Relationship
from cairn.support.policy import going_on

INSTEAD_OF_ANOTHER = (
    "They chose this peer supporter instead of somebody else. Look at their choice, then hand over from there."
)


def walk_on(actor: Actor, client_id: UUID, peer_id: UUID, left_id: UUID, now: Instant) -> UUID:
    """The relationship with which they walk on: the one that goes on already, or the one that begins now, as they chose.

    Raises Refused (with the decision) while the question is open, Conflict (chosen instead of another). A part of a command.
    """
    on = local_date(now, actor.zone)
    lock_person(actor, client_id)
    walks = visible(Relationship, actor, policy.START, on).filter(going_on(on), client_id=client_id, peer_id=peer_id)
    for relationship_id in walks.values_list("id", flat=True):
        decide_service(_since_an_emergency(actor, relationship_id)).require()
        return relationship_id
    own = visible(Choice, actor, policy.START, on).filter(OPEN, client_id=client_id, peer_id=peer_id)
    choice: Choice | None = with_answers(own.select_for_update(of=("self",))).first()
    if choice is None:
        raise Refused(decide_service(ServiceFacts(ASK)))
    decision = decide_service(service_facts(choice, ask_practice(actor, on)))
    decision.require()
    if choice.instead_of_id not in (None, left_id):
        raise Conflict(INSTEAD_OF_ANOTHER)
    begin_ready(actor, choice, decision, now)
    return choice.relationship_id


def _since_an_emergency(actor: Actor, relationship_id: UUID) -> ServiceFacts:
    """What stands between two who walk already: nothing, unless they began in an emergency and the question stayed open."""
    own = {"relationship_id": relationship_id, "organization_id": actor.organization_id}
    if begun_against().filter(**own).exists():
        return ServiceFacts(POSSIBLE, Word.STOP)
    begun = with_answers(begun_in_emergency().filter(**own)).first()
    return service_facts(begun) if begun else ServiceFacts(NONE)
