"""Choosing, taking a choice back, and beginning to walk together once nothing stands in the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from cairn.kernel.actors import Actor, Role
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.commands.farewells import part_kindly
from cairn.matching.commands.wanted import lock_person
from cairn.matching.domain.service import ServiceFacts, decide_service
from cairn.matching.models import Choice
from cairn.matching.queries.choices import service_facts, with_answers
from cairn.matching.queries.practice import ask_practice
from cairn.matching.queries.suggestions import list_who_may_be_chosen
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import mark_once
from cairn.privacy.policy import lock_one, visible
from cairn.support.commands.apart import name_walker
from cairn.support.commands.clients import begin
from cairn.support.commands.relationships import start_relationship
from cairn.support.domain.relationships import StartFacts, decide_start
from cairn.support.models import Client, Relationship
from cairn.support.policy import going_on
from cairn.support.queries.apart import shall_never_see

NEVER = "They shall never see this record, so they could not walk along. Choose somebody else, or let the person take that back first."
DIFFERENT = "This choice was already written down differently. Look at the page again."


@command(permission=policy.CHOOSE)
def choose_peer(
    *, actor: Actor, choice_id: UUID, client_id: UUID, peer_id: UUID, now: Instant, instead_of: UUID | None = None
) -> UUID:
    """The person chose. No reason is asked, also not for a change; a choice that still waits is taken back by the new one.

    `instead_of`: the relationship that ends when this one begins. Raises NotFound, BadInput, Refused, Conflict.
    """
    on = local_date(now, actor.zone)
    client = lock_one(visible(Client, actor, policy.CHOOSE, on), client_id)
    before = Choice.objects.filter(id=choice_id, organization_id=actor.organization_id).first()
    if before is not None:
        if (before.client_id, before.peer_id, before.instead_of_id) != (client_id, peer_id, instead_of):
            raise Conflict(DIFFERENT)
        ledger.unchanged("sent before")
        return choice_id
    together = list(visible(Relationship, actor, policy.CHOOSE, on).filter(going_on(on), client_id=client_id))
    if peer_id not in dict(list_who_may_be_chosen(actor, on)):
        raise BadInput({"peer": "They cannot be chosen today. Choose one of those who are offered."})
    if shall_never_see(actor, client_id, peer_id):
        raise BadInput({"peer": NEVER})
    if instead_of is not None and instead_of not in {one.id for one in together}:
        raise BadInput({"instead_of": "They do not walk together today. Look at the page again."})
    is_with = any(one.peer_id == peer_id for one in together)
    decide_start(StartFacts(client.started_on, client.ended_on, True, is_with), on).require()
    waiting = visible(Choice, actor, policy.CHOOSE, on).filter(client_id=client_id)
    waiting.filter(started_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    Choice.objects.create(
        id=choice_id,
        organization_id=actor.organization_id,
        client=client,
        peer_id=peer_id,
        instead_of_id=instead_of,
        by_client=actor.role is Role.CLIENT,
        made_at=now,
        made_by_id=actor.engagement_id,
        relationship_id=new_id(),
    )
    name_walker(actor, client_id, peer_id, now)
    ledger.record("matching.choice.made", client=client_id, choice=choice_id, peer=peer_id)
    return choice_id


@command(permission=policy.CHOOSE)
def withdraw_choice(*, actor: Actor, choice_id: UUID, now: Instant) -> UUID:
    """Take an open choice back, without a reason. Raises NotFound, Conflict (they walk together by now)."""
    choice = _locked(actor, policy.CHOOSE, choice_id, now)
    if choice.started_at is not None:
        raise Conflict("They walk together by now. Say goodbye on the person's page, or choose somebody else instead.")
    if mark_once(choice, "withdrawn", now):
        ledger.record("matching.choice.withdrawn", client=choice.client_id, choice=choice_id)
    return choice_id


@command(permission=policy.START)
def start_chosen(*, actor: Actor, choice_id: UUID, now: Instant) -> Decision:
    """Begin to walk together; whom they chose instead of is told kindly. Raises NotFound, Refused (with the decision), Conflict."""
    choice = _locked(actor, policy.START, choice_id, now)
    practice = ask_practice(actor, local_date(now, actor.zone))
    decision = decide_service(service_facts(_with_answers(choice), practice))
    if choice.started_at is not None:
        ledger.unchanged("began before")
        return decision
    if choice.withdrawn_at is not None:
        raise Conflict("This choice was taken back. Look at the page again.")
    begin_ready(actor, choice, decision, now)
    part_kindly(actor, choice, now)
    return decision


def begin_ready(actor: Actor, choice: Choice, decision: Decision, now: Instant) -> None:
    """They begin to walk together, where the decision says so. For commands that hold the choice and its person locked. Raises Refused."""
    decision.require()
    start_relationship(
        actor=actor,
        relationship_id=choice.relationship_id,
        client_id=choice.client_id,
        peer_id=choice.peer_id,
        now=now,
    )
    choice.started_at = now
    choice.save(update_fields=["started_at"])
    on = local_date(now, actor.zone)
    ledger.record("matching.choice.started", client=choice.client_id, choice=choice.id, on=on)


@command(permission=policy.ANSWER)
def begin_in_emergency(*, actor: Actor, client_id: UUID, now: Instant) -> Decision:
    """Somebody may be in danger: the one who was chosen begins at once, and still owes the answer.

    Raises NotFound, also for somebody whose services ended: an old choice opens no record.
    """
    on = local_date(now, actor.zone)
    lock_person(actor, client_id)
    rows = visible(Choice, actor, policy.ANSWER, on).select_for_update(of=("self",)).filter(client_id=client_id)
    served = Q(client__ended_on__isnull=True) | Q(client__ended_on__gt=on)
    choice = rows.filter(served, withdrawn_at__isnull=True).order_by("-made_at").first()
    if choice is None:
        raise NotFound
    facts = service_facts(_with_answers(choice))
    decision = decide_service(ServiceFacts(facts.conflict, facts.word, is_emergency=True))
    walks = visible(Relationship, actor, policy.ANSWER, on).filter(client_id=client_id).exists()
    if choice.started_at is not None:
        if not walks:  # it ended since: who was chosen then is asked anew
            raise NotFound
        ledger.unchanged("began before")
        return decision
    if not walks:
        begin(actor, relationship_id=choice.relationship_id, client_id=client_id, peer_id=choice.peer_id, now=now)
    choice.started_at = choice.emergency_at = now
    choice.save(update_fields=["started_at", "emergency_at"])
    ledger.record("matching.choice.begun_in_emergency", client=client_id, choice=choice.id)
    return decision


def _locked(actor: Actor, permission: str, choice_id: UUID, now: Instant) -> Choice:
    rows = visible(Choice, actor, permission, local_date(now, actor.zone)).filter(id=choice_id)
    client_id = rows.values_list("client_id", flat=True).first()
    if client_id is None:
        raise NotFound
    lock_person(actor, client_id)
    return lock_one(rows, choice_id)  # it may have left their reach while they waited


def _with_answers(choice: Choice) -> Any:
    return with_answers(Choice.objects.filter(id=choice.id, organization_id=choice.organization_id)).get()
