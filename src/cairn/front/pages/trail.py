"""The candidate's trail: the journey with everything that the rooms know of its steps, what it costs, and who must act.

Each room that knows something of a step gives facts: one line in PROVIDERS. They are asked under each candidate's hat of the person,
inside that hat's organization, so that a class at the training body and an application at the board stand on one trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.front.pages.trail_records import class_bills, from_board, from_training, from_work
from cairn.journeys.steps import StepFact
from cairn.journeys.walking import SETTLED, Stand, StepState, Walk, walk
from cairn.kernel.actors import Actor, Role
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import Instant, local_date
from cairn.kernel.money import Money
from cairn.platform import clock
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.scope import scope_of
from cairn.trails.domain.waymarks import STATE_WORDS, StepFee, decide_step, step_fees, total, who_words
from cairn.trails.queries.hours import get_ledger, list_hours_facts
from cairn.trails.queries.offers import list_asked_offers, list_offer_facts
from cairn.trails.queries.own_hats import list_own_hats
from cairn.trails.queries.trails import OWN_NOTE, OwnTrail, find_trail, list_noted_facts
from cairn.training.queries.registrations import InvoiceRow, list_registrations

CLASS_FEE = "class_fee"  # the step whose usual fee a real bill stands in for
Provider = Callable[[Actor, Instant], Iterable[StepFact]]

BADGES = {
    StepState.DONE: "good",
    StepState.READY: "told",
    StepState.UNDER_WAY: "told",
    StepState.WAITS: "none",
    StepState.NOT_POSSIBLE: "soon",
    StepState.NOT_NEEDED: "closed",
}


def _own_notes(actor: Actor, now: Instant) -> Iterable[StepFact]:
    return list_noted_facts(actor, local_date(now, actor.zone))


PROVIDERS: tuple[Provider, ...] = (_own_notes, from_board)


@dataclass(frozen=True, slots=True)
class Waymark:
    """One step on the page: how it stands and why, who acts, and whether the candidate can note it or its hours."""

    stand: Stand
    decision: Decision
    badge: tuple[str, str]
    who: str
    is_own_note: bool
    can_note: bool
    has_hours: bool
    asks_employer: bool

    @property
    def look_words(self) -> str:
        """What makes this step worth a look before the others; "" when nothing does."""
        if self.stand.state is StepState.NOT_POSSIBLE:
            return "Not possible yet"
        return "Needed anew" if self.stand.ran_out else ""


@dataclass(frozen=True, slots=True)
class Way:
    """The whole trail of one person on a day. `keeper` is the hat under which it is kept."""

    keeper: Actor
    trail: OwnTrail
    walk: Walk
    waymarks: tuple[Waymark, ...]
    fees: tuple[StepFee, ...]
    bills: tuple[InvoiceRow, ...]

    @property
    def paid(self) -> Money:
        return sum((bill.amount for bill in self.bills if bill.paid_on), total(self.fees, paid=True))

    @property
    def to_come(self) -> Money:
        return sum((bill.amount for bill in self.bills if bill.is_due), total(self.fees, paid=False))

    @property
    def needed(self) -> int:
        return sum(not stand.step.optional for stand in self.walk.stands)

    @property
    def done(self) -> int:
        """Steps that lie behind, those that may be skipped left aside."""
        return sum(stand.state in SETTLED for stand in self.walk.stands if not stand.step.optional)

    @property
    def next(self) -> tuple[Waymark, ...]:
        by_key = {mark.stand.step.key: mark for mark in self.waymarks}
        return tuple(by_key[stand.step.key] for stand in self.walk.next)


def find_way(actor: Actor, now: Instant) -> Way | None:
    """The trail with what every room knows of it; None before one was chosen."""
    on = local_date(now, actor.zone)
    trail, keeper, facts, bills = None, actor, list[StepFact](), list[InvoiceRow]()
    for hat in list_own_hats(actor, on, (Role.CANDIDATE, Role.PEER_SUPPORTER)):
        with scope_of(hat):
            if hat.role is Role.PEER_SUPPORTER:
                facts += from_work(hat, now)
                continue
            found = find_trail(hat, on)
            if found is not None and trail is None:
                trail, keeper = found, hat
            if found is not None:
                facts += list_hours_facts(get_ledger(hat, found, now))
                facts += list_offer_facts(list_asked_offers(hat, now)) if found.journey.step("offer") else ()
            facts += [fact for provider in PROVIDERS for fact in provider(hat, now)]
            classes = list_registrations(hat, on)
            facts += from_training(classes, hat.zone)
            bills += class_bills(classes)
    if trail is None:
        return None
    rules = rules_on(on, keeper.place)
    walked = walk(trail.journey, facts, on)
    marks = tuple(_waymark(stand, decide_step(stand, rules)) for stand in walked.stands)
    fees = (fee for fee in step_fees(walked.stands, rules) if not (bills and fee.step.key == CLASS_FEE))
    return Way(keeper, trail, walked, marks, tuple(fees), tuple(bills))


def _waymark(stand: Stand, decision: Decision) -> Waymark:
    is_own = stand.source == OWN_NOTE
    return Waymark(
        stand,
        decision,
        (STATE_WORDS[stand.state], BADGES[stand.state]),
        who_words(stand.step.who),
        is_own,
        bool(stand.step.own_part) and (is_own or stand.state not in SETTLED),
        stand.step.key in ("volunteering", "extra_training"),
        stand.step.key in ("offer", "employer_check") and stand.state not in SETTLED,
    )


@page(permission="trails.trail.see")
def show_trail(request: HttpRequest) -> HttpResponse:
    """The way with its waymarks; before a trail was chosen, the finder."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    way = find_way(actor, now)
    if way is None:
        return redirect("find_trail")
    stages = [
        (stage, [mark for mark in way.waymarks if mark.stand.step.stage == stage])
        for stage in way.trail.journey.stages()
    ]
    context = {
        "way": way,
        "stages": stages,
        "now_keys": {mark.stand.step.key for mark in way.next},
        "on": local_date(now, actor.zone),
        "kept_elsewhere": way.keeper.organization_id != actor.organization_id,
    }
    return render(request, "trail/show_trail.html", context)


def who_acts(way: Way) -> str:
    """ "you and the employer": on whom the way waits today."""
    words = [who_words(party) for party in way.walk.who_acts]
    if not words:
        return ""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
