"""Opening a round of interviews: which questions, who sits on the panel, whom it hears."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from cairn.hiring import policy
from cairn.hiring.domain.guides import Guide, own_questions, problem_of_own
from cairn.hiring.domain.panels import FEWEST
from cairn.hiring.models import Applicant, ConflictCheck, Interview, Position, Round, Seat
from cairn.hiring.queries.packs import guides, question_words
from cairn.hiring.queries.panels import list_possible_members
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import OTHER_CONTENT, create_once
from cairn.privacy.policy import visible

TWO = "A panel has at least two members, so that nobody decides alone."
CHECKED = "Who did a conflict check for this position does not sit on its panel: the panel must not know."
BEGUN = "Everybody has scored somebody already. A new member would hear of it; open another round instead."


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round as typed: codes of the guide's questions, own questions, engagements and applicants."""

    guide: str
    questions: tuple[str, ...]
    own: tuple[str, ...]
    members: tuple[UUID, ...]
    applicants: tuple[UUID, ...]


@command(permission=policy.RUN)
def open_round(*, actor: Actor, round_id: UUID, position_id: UUID, draft: RoundDraft, now: Instant) -> UUID:
    """Open the next round of a position. The questions are kept as they stand today; every applicant is asked the same ones."""
    on = local_date(now, actor.zone)
    if not visible(Position, actor, policy.RUN, on).select_for_update().filter(id=position_id).exists():
        raise NotFound
    if (before := Round.objects.filter(id=round_id).first()) is not None:
        return _again(before, position_id, draft)
    guide = guides().get(draft.guide)
    problems = _problems(actor, position_id, draft, guide, on)
    if problems or guide is None:
        raise BadInput(problems)
    number = Round.objects.filter(position_id=position_id).count() + 1
    content = {"position_id": position_id, "n": number, "guide": guide.key, "guide_version": guide.version}
    more = {"questions": _kept(guide, draft), "opened_at": now, "opened_by_id": actor.engagement_id}
    create_once(Round, actor, round_id, content, **more)
    for member in dict.fromkeys(draft.members):
        _seat(actor, round_id, member, now)
    for applicant in dict.fromkeys(draft.applicants):
        _hear(actor, round_id, applicant, now)
    ledger.record("hiring.round.opened", round=round_id, position=position_id, n=number, members=len(draft.members))
    return round_id


@command(permission=policy.RUN)
def name_member(*, actor: Actor, round_id: UUID, member_id: UUID, now: Instant) -> None:
    """Add somebody to a panel, as long as no scores have been opened to it."""
    on = local_date(now, actor.zone)
    found = _round(actor, round_id, on)
    problem = _problem_of_members(actor, found.position_id, (member_id,), on)
    if (
        not problem
        and visible(Interview, actor, policy.RUN, on)
        .filter(policy.all_handed_in("id", "round_id"), round=found)
        .exists()
    ):
        problem = BEGUN
    if problem:
        raise BadInput({"member": problem})
    if Seat.objects.filter(round=found, member_id=member_id).exists():
        return ledger.unchanged("named before")
    _seat(actor, round_id, member_id, now)
    ledger.record("hiring.member.named", round=round_id, member=member_id)
    return None


@command(permission=policy.RUN)
def excuse_member(*, actor: Actor, seat_id: UUID, now: Instant) -> None:
    """Somebody cannot go on: they owe no more scores. Two must stay; what was handed in before stays too."""
    on = local_date(now, actor.zone)
    seat = visible(Seat, actor, policy.RUN, on).select_for_update().filter(id=seat_id).first()
    if seat is None:
        raise NotFound
    if seat.excused_at is not None:
        return ledger.unchanged("excused before")
    if Seat.objects.filter(round_id=seat.round_id, excused_at__isnull=True).count() <= FEWEST:
        raise BadInput({"member": f"{TWO} Name somebody else first."})
    seat.excused_at = now
    seat.save(update_fields=["excused_at"])
    ledger.record("hiring.member.excused", round=seat.round_id, seat=seat_id)
    return None


@command(permission=policy.RUN)
def plan_interview(*, actor: Actor, round_id: UUID, applicant_id: UUID, planned_on: date | None, now: Instant) -> None:
    """Let a round hear an applicant, or put down the day of it."""
    on = local_date(now, actor.zone)
    found = _round(actor, round_id, on)
    if not visible(Applicant, actor, policy.RUN, on).filter(id=applicant_id, position_id=found.position_id).exists():
        raise NotFound
    interview = Interview.objects.filter(round=found, applicant_id=applicant_id).first()
    if interview is not None and interview.planned_on == planned_on:
        return ledger.unchanged("planned before")
    if interview is None:
        interview = _hear(actor, round_id, applicant_id, now)
    interview.planned_on = planned_on
    interview.save(update_fields=["planned_on"])
    ledger.record("hiring.interview.planned", interview=interview.id, round=round_id)
    return None


def _problems(actor: Actor, position_id: UUID, draft: RoundDraft, guide: Guide | None, on: date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if guide is None:
        return {"guide": "Choose a guide."}
    if set(draft.questions) - {question.code for question in guide.questions}:
        problems["questions"] = "Choose questions of this guide."
    elif not draft.questions and not draft.own:
        problems["questions"] = "Choose at least one question."
    if own := problem_of_own(draft.own, question_words()):
        problems["own"] = own
    if len(set(draft.members)) < FEWEST:
        problems["members"] = TWO
    elif member := _problem_of_members(actor, position_id, draft.members, on):
        problems["members"] = member
    mine = Applicant.objects.filter(position_id=position_id, id__in=draft.applicants).count()
    if not draft.applicants or mine != len(set(draft.applicants)):
        problems["applicants"] = "Choose whom the panel hears, from those who applied."
    return problems


def _problem_of_members(actor: Actor, position_id: UUID, members: Collection[UUID], on: date) -> str:
    if set(members) - {one.id for one in list_possible_members(actor, on)}:
        return "Choose people who work here as peer supporter, clinical supervisor or program manager."
    checked = ConflictCheck.objects.filter(applicant__position_id=position_id, checked_by_id__in=set(members))
    return CHECKED if checked.exists() else ""


def _again(before: Round, position_id: UUID, draft: RoundDraft) -> UUID:
    """The same form sent twice: the same round, or a conflict."""
    guide = guides()[before.guide]
    same = (before.position_id, before.guide) == (position_id, draft.guide)
    if guide.version == before.guide_version:
        same = same and before.questions == _kept(guide, draft)
    members = set(Seat.objects.filter(round=before).values_list("member_id", flat=True))
    applicants = set(Interview.objects.filter(round=before).values_list("applicant_id", flat=True))
    if not same or members != set(draft.members) or applicants != set(draft.applicants):
        raise Conflict(OTHER_CONTENT)
    ledger.unchanged("opened before")
    return before.id


def _kept(guide: Guide, draft: RoundDraft) -> list[dict[str, str]]:
    chosen = set(draft.questions)
    asked = (*(one for one in guide.questions if one.code in chosen), *own_questions(draft.own))
    return [{name: asdict(one)[name] for name in ("code", "theme", "kind", "text")} for one in asked]


def _seat(actor: Actor, round_id: UUID, member_id: UUID, now: Instant) -> None:
    Seat.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        round_id=round_id,
        member_id=member_id,
        named_at=now,
        named_by_id=actor.engagement_id,
    )


def _hear(actor: Actor, round_id: UUID, applicant_id: UUID, now: Instant) -> Interview:
    return Interview.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        round_id=round_id,
        applicant_id=applicant_id,
        asked_at=now,
    )


def _round(actor: Actor, round_id: UUID, on: date) -> Round:
    found = visible(Round, actor, policy.RUN, on).select_for_update().filter(id=round_id).first()
    if found is None:
        raise NotFound
    return found
