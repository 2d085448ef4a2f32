"""Whether a place may be told of a person at one moment: asked when the page is shown, and again when it is really told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.directory.domain.entries import Kind
from cairn.directory.queries.listings import ListingView
from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import Instant
from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.queries.consents import decide_sharing_for
from cairn.privacy.queries.sending import ask_again

LEAST = frozenset({Share.ATTENDANCE})  # that somebody sends them tells that they come here
MORE = LEAST | {Share.PROGRESS}


@dataclass(frozen=True, slots=True)
class Place:
    """Whom a consent must name: as the entry says today, or the free name. `is_care`: a class of care providers covers it."""

    names: tuple[str, ...]
    is_care: bool

    @property
    def told_as(self) -> str:
        return ", ".join(self.names)


@dataclass(frozen=True, slots=True)
class Telling:
    """May it be told, and by which consent."""

    decision: Decision
    consent_id: UUID | None
    consent_form: str


def place_of(kept_names: tuple[str, str], listing: ListingView | None) -> Place:
    """As the entry says today; for a free name as it was written."""
    if listing is None:
        return Place(tuple(filter(None, kept_names)), is_care=False)
    entry = listing.card.entry
    return Place((entry.service_name, entry.organization_name), entry.kind is Kind.TREATMENT)


def may_tell(actor: Actor, client_id: UUID, place: Place, at: Instant, *, more: bool) -> Telling:
    """One statement for each name, and one for the class of care. `more`: words beyond the name and what is looked for."""
    decisions = [decide_sharing_for(actor, [client_id], one, at)[client_id] for one in _asked(place, more=more)]
    best = min(decisions, key=_closest)
    return Telling(best, best.figures.get("consent_id"), best.figures.get("form_version", ""))


def tell_now(actor: Actor, hand_over_id: UUID, client_id: UUID, place: Place, at: Instant, *, more: bool) -> Telling:
    """Asked again for the moment of the telling. Raises Refused, also for a yes that was taken back meanwhile."""
    sendings = [ask_again(actor, {hand_over_id: client_id}, one, at) for one in _asked(place, more=more)]
    best = min(sendings, key=lambda one: _closest(one.decisions[hand_over_id]))
    consent_id = best.require(hand_over_id)
    decision = best.decisions[hand_over_id]
    return Telling(decision, consent_id, decision.figures.get("form_version", ""))


def _asked(place: Place, *, more: bool) -> list[Disclosure]:
    """What is asked of the consents: by each name of the place, and by the class of care."""
    scope = MORE if more else LEAST
    asked = [
        Disclosure(ConsentKind.NAMED_PARTY, name, RecipientClass.OTHER, scope) for name in dict.fromkeys(place.names)
    ]
    if place.is_care:
        kind = ConsentKind.TREATMENT_PAYMENT_OPERATIONS
        asked.append(Disclosure(kind, place.names[0], RecipientClass.PROVIDER, scope))
    return asked


def _closest(decision: Decision) -> tuple[bool, bool]:
    return not decision.allowed, "consent_id" not in decision.figures


def notice_on(day: date, place: str) -> Citation | None:
    """The rule of that day on the notice that goes along with what a program under 42 CFR Part 2 tells; None where none is known."""
    entry = rules_on(day, place).find("part2.notice_with_disclosure")
    return entry.citation if entry else None
