"""Planning a goodbye, writing down that somebody left, taking that back, and coming back. What is missing in a record holds nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cairn.departures import policy
from cairn.departures.commands.promises import settle_promises, stand_promises_again
from cairn.departures.domain.leaving import LeaveFacts, Reason, decide_leave
from cairn.departures.domain.moves import PromiseChoice
from cairn.departures.models import Departure
from cairn.departures.queries.standing import came_on, last_days, locked_client, standing_departure
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.support.commands.endings import close_services, take_up_services
from cairn.support.models import Client

WORDS_LENGTH, REASON_LENGTH, BACK_LENGTH = 1000, 300, 200
LEFT_BEFORE = (
    "It was already written down on {recorded} that they left on {left}. Nothing was changed; that entry stands."
)


@dataclass(frozen=True, slots=True)
class GoodbyeDraft:
    """A goodbye that is planned. All of it may stay open but whose it is."""

    id: UUID
    client_id: UUID
    planned_for: date | None = None
    reason: Reason | None = None
    reason_words: str = ""
    goodbye: str = ""
    their_words: str = ""


@dataclass(frozen=True, slots=True)
class LeaveDraft:
    """That somebody left: the last day, why, and what becomes of each open promise."""

    id: UUID
    client_id: UUID
    left_on: date | None
    reason: Reason
    reason_words: str = ""
    promises: Mapping[UUID, PromiseChoice] = field(default_factory=dict)


@command(permission=policy.PLAN)
def plan_departure(*, actor: Actor, draft: GoodbyeDraft, seen: int, now: Instant) -> UUID:
    """Plan the goodbye, or change the plan. `seen` is the version that was read (0: none). Raises NotFound, BadInput, Conflict."""
    on = local_date(now, actor.zone)
    client = locked_client(actor, policy.PLAN, draft.client_id, on)
    if client is None:
        raise NotFound
    _check_plan(draft, on)
    content = {
        "planned_for": draft.planned_for, "reason": draft.reason.value if draft.reason else "",
        "reason_words": draft.reason_words.strip(), "goodbye": draft.goodbye.strip(), "their_words": draft.their_words.strip(),
    }  # fmt: skip
    standing = standing_departure(actor, policy.PLAN, client.id, on)
    if standing is not None and standing.left_on is not None:
        raise Conflict(_left_before(standing, actor))
    if standing is not None and all(getattr(standing, name) == value for name, value in content.items()):
        ledger.unchanged("says so already")
        return standing.id
    if (standing.version if standing else 0) != seen:
        raise Conflict("Somebody else worked on this plan in the meantime. Look at it again, then save yours.")
    if standing is None:
        standing = Departure(id=draft.id, organization_id=actor.organization_id, client=client, version=0)
        standing.came_on, standing.planned_at, standing.planned_by_id = came_on(actor, client), now, actor.engagement_id
    for name, value in content.items():
        setattr(standing, name, value)
    standing.version += 1
    standing.save(force_insert=seen == 0)
    ledger.record("departures.goodbye.planned", client=client.id, departure=standing.id, version=standing.version)
    return standing.id


@command(permission=policy.LEAVE)
def leave_program(*, actor: Actor, draft: LeaveDraft, now: Instant) -> UUID:
    """The person left. Services and relationships end on that day; each open promise is kept, or let go with a reason.

    Raises NotFound, BadInput, Conflict (somebody wrote it down before: the first entry stands). Gives the id of the leaving.
    """
    on = local_date(now, actor.zone)
    client = locked_client(actor, policy.LEAVE, draft.client_id, on)
    standing = standing_departure(actor, policy.LEAVE, draft.client_id, on)
    if standing is not None and standing.left_on is not None:
        return _left_again(actor, standing, draft)
    if client is None:
        raise NotFound
    if client.ended_on is not None:
        raise Conflict(f"Services ended on {in_words(client.ended_on)} already. Nothing was changed.")
    left_on, words = _checked_leaving(actor, client, draft, on)
    if standing is None:
        standing = Departure(id=draft.id, organization_id=actor.organization_id, client=client)
        standing.came_on = came_on(actor, client)
    standing.reason, standing.reason_words = draft.reason.value, words
    standing.left_on, standing.left_recorded_at, standing.left_by_id = left_on, now, actor.engagement_id
    standing.ended_relationships = [str(one) for one in close_services(actor, client, left_on, draft.reason.label)]
    standing.save()
    settle_promises(actor, client.id, draft.promises, now, departure=standing)
    ledger.record("departures.departure.recorded", client=client.id, departure=standing.id, reason=draft.reason.value)
    return standing.id


@command(permission=policy.TAKE_BACK)
def take_back_departure(*, actor: Actor, departure_id: UUID, because: str, now: Instant) -> UUID:
    """It was entered in error, or the person stays after all. It stays readable with its reason. Raises NotFound, BadInput, Conflict."""
    on, reason = local_date(now, actor.zone), because.strip()
    departure = _locked(actor, policy.TAKE_BACK, departure_id, on)
    if departure is None:
        return _taken_back_before(actor, departure_id, reason)
    if departure.taken_back_at is not None:
        return _taken_back_before(actor, departure_id, reason)
    if not reason or len(reason) > BACK_LENGTH:
        raise BadInput({"because": f"Say in at most {BACK_LENGTH} characters why it is taken back."})
    if departure.returned_on is not None:
        raise Conflict("They have come back since. What is past stays as it is.")
    if departure.left_on is not None:
        take_up_services(actor, departure.client, [UUID(one) for one in departure.ended_relationships])
        stand_promises_again(actor, departure)
    departure.taken_back_at, departure.taken_back_by_id = now, actor.engagement_id
    departure.taken_back_because = reason
    departure.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_because"])
    ledger.record("departures.departure.taken_back", client=departure.client_id, departure=departure_id)
    return departure_id


@command(permission=policy.RETURN)
def come_back(*, actor: Actor, departure_id: UUID, now: Instant) -> UUID:
    """The person is back today: a new stretch begins, with everything before it kept. Gives the client's id. Raises NotFound, Conflict."""
    on = local_date(now, actor.zone)
    departure = _locked(actor, policy.RETURN, departure_id, on)
    if departure is None or departure.left_on is None or departure.taken_back_at is not None:
        raise NotFound
    if departure.returned_on is not None:
        ledger.unchanged("back already")
        return departure.client_id
    if departure.reason == Reason.DIED.value:
        raise Conflict("It is written down that they died. Take that entry back first, if it is wrong.")
    take_up_services(actor, departure.client)
    departure.returned_on, departure.returned_recorded_at, departure.returned_by_id = on, now, actor.engagement_id
    departure.save(update_fields=["returned_on", "returned_recorded_at", "returned_by_id"])
    ledger.record("departures.departure.returned", client=departure.client_id, departure=departure_id)
    return departure.client_id


def _locked(actor: Actor, permission: str, departure_id: UUID, on: date) -> Departure | None:
    """The leaving with its person, both locked; the person first, as everywhere, so that two who write at once only wait."""
    rows = visible(Departure, actor, permission, on).filter(id=departure_id)
    client_id = rows.values_list("client_id", flat=True).first()
    if client_id is None:
        return None
    client = Client.objects.select_for_update(of=("self",)).get(id=client_id)
    departure = rows.select_for_update(of=("self",)).first()
    if departure is not None:  # else it left their reach while they waited for the person
        departure.client = client
    return departure


def _check_plan(draft: GoodbyeDraft, today: date) -> None:
    problems = {}
    if draft.planned_for and draft.planned_for < today:
        problems["planned_for"] = "This day is past. Plan for today or later, or write down that they left."
    for name, most in (("reason_words", REASON_LENGTH), ("goodbye", WORDS_LENGTH), ("their_words", WORDS_LENGTH)):
        length = len(getattr(draft, name).strip())
        if length > most:
            problems[name] = f"Use at most {most} characters; now it is {length}."
    if problems:
        raise BadInput(problems)


def _checked_leaving(actor: Actor, client: Client, draft: LeaveDraft, today: date) -> tuple[date, str]:
    """The last day and the words on why. Raises BadInput."""
    words = draft.reason_words.strip()
    problems = {}
    if draft.left_on is None:
        problems["left_on"] = "Give the last day."
    else:
        decision = decide_leave(LeaveFacts(came_on(actor, client), *last_days(actor, client)), draft.left_on, today)
        if not decision.allowed:
            problems["left_on"] = " ".join(finding.remedy for finding in decision.against)
    if len(words) > REASON_LENGTH:
        problems["reason_words"] = f"Use at most {REASON_LENGTH} characters; now it is {len(words)}."
    if draft.reason is Reason.OTHER and not words:
        problems["reason_words"] = "Say in a few kind words why they leave."
    if problems or draft.left_on is None:
        raise BadInput(problems)
    return draft.left_on, words


def _left_again(actor: Actor, standing: Departure, draft: LeaveDraft) -> UUID:
    """The same send again changes nothing; anybody else learns that it was written down before."""
    kept = (standing.left_by_id, standing.left_on, standing.reason, standing.reason_words)
    if kept != (actor.engagement_id, draft.left_on, draft.reason.value, draft.reason_words.strip()):
        raise Conflict(_left_before(standing, actor))
    ledger.unchanged("sent before")
    return standing.id


def _left_before(standing: Departure, actor: Actor) -> str:
    recorded = local_date(Instant(standing.left_recorded_at), actor.zone)  # type: ignore[arg-type]
    return LEFT_BEFORE.format(recorded=in_words(recorded), left=in_words(standing.left_on))  # type: ignore[arg-type]


def _taken_back_before(actor: Actor, departure_id: UUID, reason: str) -> UUID:
    """Sent again by whoever took it back; for everybody else there is nothing."""
    rows = Departure.objects.filter(organization_id=actor.organization_id, taken_back_by_id=actor.engagement_id)
    if not rows.filter(id=departure_id, taken_back_because=reason).exists():
        raise NotFound
    ledger.unchanged("sent before")
    return departure_id
