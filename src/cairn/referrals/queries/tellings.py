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
    scope = MORE if more else LEAST
    asked = [
        Disclosure(ConsentKind.NAMED_PARTY, name, RecipientClass.OTHER, scope) for name in dict.fromkeys(place.names)
    ]
    if place.is_care:
        kind = ConsentKind.TREATMENT_PAYMENT_OPERATIONS
        asked.append(Disclosure(kind, place.names[0], RecipientClass.PROVIDER, scope))
    decisions = [decide_sharing_for(actor, [client_id], one, at)[client_id] for one in asked]
    best = min(decisions, key=lambda one: (not one.allowed, "consent_id" not in one.figures))
    return Telling(best, best.figures.get("consent_id"), best.figures.get("form_version", ""))


def notice_on(day: date, place: str) -> Citation | None:
    """The rule of that day on the notice that goes along with what a program under 42 CFR Part 2 tells; None where none is known."""
    entry = rules_on(day, place).find("part2.notice_with_disclosure")
    return entry.citation if entry else None
