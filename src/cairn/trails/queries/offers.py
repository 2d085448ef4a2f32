"""The questions to employers about an offer, newest first, and what their answers say of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cairn.journeys.steps import FactKind, StepFact
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.privacy.policy import visible
from cairn.trails import policy  # noqa: F401 - declares who may
from cairn.trails.domain.confirmations import Answer
from cairn.trails.models import Confirmation

KIND = "offer"
FROM_EMPLOYER = "the employer’s answer"


@dataclass(frozen=True, slots=True)
class AskedOffer:
    """One question as it was shown. `state`: open, ran_out, or the answer."""

    asks: tuple[str, ...]
    asked_of: str
    asked_on: date
    expires_on: date
    state: str
    answered_name: str
    answered_on: date | None
    remark: str


def list_asked_offers(actor: Actor, now: Instant) -> list[AskedOffer]:
    """Every question about an offer that the candidate put. One statement."""
    on = local_date(now, actor.zone)
    rows = visible(Confirmation, actor, "trails.confirmation.ask", on).filter(kind=KIND)
    return [_asked(row, now, actor.zone) for row in rows.order_by("-created_at", "-id")]


def list_offer_facts(asked: Iterable[AskedOffer]) -> Iterator[StepFact]:
    """A yes settles the offer and its confirmation; a question on its way says on whom it waits."""
    for one in asked:
        if one.state == Answer.YES and one.answered_on:
            because = f"Confirmed by {one.answered_name}."
            yield StepFact("offer", FactKind.DONE, one.answered_on, because, FROM_EMPLOYER)
            yield StepFact("employer_check", FactKind.DONE, one.answered_on, because, FROM_EMPLOYER)
        elif one.state == "open":
            because = f"{one.asked_of} was asked."
            yield StepFact("offer", FactKind.UNDER_WAY, one.asked_on, because, FROM_EMPLOYER)


def _asked(row: Confirmation, now: Instant, zone: str) -> AskedOffer:
    return AskedOffer(
        tuple(row.asks.split("\n")),
        row.asked_of,
        local_date(as_instant(row.created_at), zone),
        local_date(as_instant(row.expires_at), zone),
        row.answer or ("open" if row.expires_at > now else "ran_out"),
        row.answered_name,
        local_date(as_instant(row.answered_at), zone) if row.answered_at else None,
        row.remark,
    )
