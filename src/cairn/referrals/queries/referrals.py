"""Referrals: the list that says about whom to ask, those of one person, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Count, Min, Q, Value, When

from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client
from cairn.referrals import policy
from cairn.referrals.domain.kinds import HandedOver, Need, Way, Wish
from cairn.referrals.domain.states import State, Terms
from cairn.referrals.domain.steps import Heard, Reason, Step, standing
from cairn.referrals.models import HandOver, Referral, ReferralStep
from cairn.referrals.queries.standings import closed, counted, due, forgotten, state_and_due, waiting, with_standing
from cairn.referrals.queries.terms import terms_on

ON_A_PAGE = 30
SHOWN_OF_ONE = 100  # of one person, newest first


class Group(StrEnum):
    """Which of them a list shows."""

    WAITING = "waiting"
    FORGOTTEN = "forgotten"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One line of a list."""

    id: UUID
    client_id: UUID
    client_name: str
    place_name: str
    peer_name: str
    needs: tuple[Need, ...]
    way: Way
    asked_on: date
    word_on: date
    state: State
    is_due: bool


@dataclass(frozen=True, slots=True)
class ReferralList:
    """A page of one group; `older` is the page after it, None at the end."""

    rows: tuple[ReferralRow, ...]
    counts: dict[Group, int]
    due_count: int
    older: int | None
    terms: Terms


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many to ask about, and since when the longest was silent."""

    count: int
    since: date | None


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing learned, as it was written. `is_corrected`: another row puts it right."""

    step: Step
    by: str
    recorded_at: Instant
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class HandOverView:
    id: UUID
    how: HandedOver
    at: Instant
    by: str
    consent_id: UUID | None
    recipient: str
    told: str
    notice_source: str


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One referral, whole: what was asked, what was done, and all that was learned since, newest first."""

    id: UUID
    client_id: UUID
    client_name: str
    listing_id: UUID | None
    place_name: str
    place_runs: str
    place_contact: str
    needs: tuple[Need, ...]
    hope: str
    wish: Wish
    way: Way
    asked_on: date
    peer_name: str
    state: State
    is_due: bool
    hand_overs: tuple[HandOverView, ...]
    steps: tuple[StepView, ...]
    terms: Terms

    def handed(self, how: HandedOver) -> HandOverView | None:
        return next((one for one in self.hand_overs if one.how is how), None)

    def step(self, step_id: UUID) -> StepView | None:
        return next((one for one in self.steps if one.step.id == step_id), None)


def list_referrals(actor: Actor, on: date, group: Group = Group.WAITING, *, page: int = 0) -> ReferralList:
    """Those about which to ask first, then by the day of the last word. Two statements at any size."""
    terms = terms_on(on, actor.place)
    rows = with_standing(visible(Referral, actor, policy.SEE, on))
    within = {Group.WAITING: waiting(on, terms), Group.FORGOTTEN: forgotten(on, terms), Group.CLOSED: closed()}
    counts = rows.aggregate(due=Count("id", filter=due(on, terms)), **_counts(within))
    due_first = Case(When(due(on, terms), then=Value(0)), default=Value(1))
    order = (due_first, "asked_about_on", "id") if group is Group.WAITING else ("-word_on", "id")
    start = page * ON_A_PAGE
    found = list(
        rows.filter(within[group]).select_related("client", "peer").order_by(*order)[start : start + ON_A_PAGE + 1]
    )
    shown = [_row(row, on, terms) for row in found[:ON_A_PAGE]]
    ledger.looked("referrals.referral.listed", clients={row.client_id for row in shown})
    older = page + 1 if len(found) > ON_A_PAGE else None
    return ReferralList(tuple(shown), {one: counts[one.value] for one in Group}, counts["due"], older, terms)


def count_due(actor: Actor, on: date) -> DueCount:
    """About how many of them it is time to ask. One statement, for a home."""
    rows = with_standing(visible(Referral, actor, policy.SEE, on)).filter(due(on, terms_on(on, actor.place)))
    found = rows.aggregate(count=Count("id"), since=Min("asked_about_on"))
    return DueCount(found["count"], found["since"])


def list_client_referrals(
    actor: Actor, client_id: UUID, on: date, *, without_mistakes: bool = False
) -> tuple[ReferralRow, ...]:
    """Those of one person, newest first, if asked without those written down by mistake; raises NotFound. Two statements."""
    require_client(actor, policy.SEE, client_id, on)
    own = visible(Referral, actor, policy.SEE, on).filter(client_id=client_id)
    rows = with_standing(counted(own) if without_mistakes else own)
    rows = rows.select_related("client", "peer").order_by("-asked_on", "-id")[:SHOWN_OF_ONE]
    ledger.looked("referrals.referral.listed", clients=[client_id])
    terms = terms_on(on, actor.place)
    return tuple(_row(row, on, terms) for row in rows)


def get_referral(actor: Actor, referral_id: UUID, on: date) -> ReferralView:
    """One referral; raises NotFound. Four statements."""
    rows = with_standing(visible(Referral, actor, policy.SEE, on).filter(id=referral_id))
    row = rows.select_related("client", "peer").first()
    if row is None:
        raise NotFound
    ledger.looked("referrals.referral.seen", clients=[row.client_id], referral=referral_id)
    hand_overs = list(visible(HandOver, actor, policy.SEE, on).filter(referral=row).order_by("at", "id"))
    steps = list(visible(ReferralStep, actor, policy.SEE, on).filter(referral=row).order_by("recorded_at", "id"))
    names = names_of(actor, {*(one.by_id for one in hand_overs), *(one.by_id for one in steps)}, on)
    return view_of(row, hand_overs, steps, names, on=on, terms=terms_on(on, actor.place))


def view_of(
    row: Referral,
    hand_overs: Iterable[HandOver],
    steps: Iterable[ReferralStep],
    names: dict[UUID, str],
    *,
    on: date,
    terms: Terms,
) -> ReferralView:
    """One referral with what belongs to it, as its page and its owner's file show it."""
    state, is_due = state_and_due(row, on, terms)
    return ReferralView(
        row.id, row.client_id, row.client.name, row.listing_id, row.place_name, row.place_runs, row.place_contact,
        needs_of(row), row.hope, Wish(row.wish), Way(row.way), row.asked_on, row.peer.name, state, is_due,
        tuple(
            HandOverView(one.id, HandedOver(one.how), as_instant(one.at), names.get(one.by_id, ""), one.consent_id,
                         one.recipient, one.told, one.notice_source)
            for one in hand_overs
        ),
        _told(steps, names), terms,
    )  # fmt: skip


def needs_of(row: Referral) -> tuple[Need, ...]:
    return tuple(Need(code) for code in row.needs.split(","))


def step_of(row: ReferralStep) -> Step:
    reason = Reason(row.reason) if row.reason else None
    return Step(row.id, Heard(row.heard), row.on, reason, row.words, row.corrects_id)


def _counts(within: dict[Group, Q]) -> dict[str, Count]:
    return {group.value: Count("id", filter=which) for group, which in within.items()}


def _row(row: Referral, on: date, terms: Terms) -> ReferralRow:
    state, is_due = state_and_due(row, on, terms)
    word_on: date = row.__dict__["word_on"]
    return ReferralRow(
        row.id, row.client_id, row.client.name, row.place_name, row.peer.name, needs_of(row), Way(row.way), row.asked_on,
        word_on, state, is_due,
    )  # fmt: skip


def _told(rows: Iterable[ReferralStep], names: dict[UUID, str]) -> tuple[StepView, ...]:
    """Newest first, by the day on which it was so."""
    steps = {row.id: step_of(row) for row in rows}
    holding = {step.id for step in standing(steps.values())}
    views = [
        StepView(
            steps[row.id],
            names.get(row.by_id, ""),
            as_instant(row.recorded_at),
            row.id not in holding and row.heard != Heard.NOT_SO.value,
        )
        for row in rows
    ]
    return tuple(sorted(views, key=_newest_last, reverse=True))


def _newest_last(view: StepView) -> tuple[date, int, Instant, int]:
    """In the order in which `with_standing` reads them too."""
    return view.step.on, view.step.heard.stage, view.recorded_at, view.step.id.int
