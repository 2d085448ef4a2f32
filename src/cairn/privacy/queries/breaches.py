"""Information that went astray: the log by year, and whom somebody still has to tell until when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.platform.packs import rules_on
from cairn.privacy import ledger, policy_requests
from cairn.privacy.domain.breaches import BreachRules, Duty, Step, duties_of, is_large
from cairn.privacy.models import Breach, BreachStep
from cairn.privacy.policy import visible

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Told:
    on: date
    words: str
    by_id: UUID


@dataclass(frozen=True, slots=True)
class BreachView:
    """One of the log. `duties` are empty where it was ruled out."""

    id: UUID
    what: str
    kinds: str
    people: int
    most_in_one_state: int
    discovered_on: date
    happened_on: date | None
    is_large: bool
    duties: tuple[Duty, ...]
    told: dict[Step, Told]
    ruled_out_on: date | None
    ruled_out_because: str

    @property
    def owed(self) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.done_on is None)


@dataclass(frozen=True, slots=True)
class Year:
    """The log of one year of discovery, newest first."""

    year: int
    breaches: tuple[BreachView, ...]


def breach_rules(on: date, place: str) -> BreachRules:
    """The terms of a day. Raises NoRule."""
    rules = rules_on(on, place)
    individual, large = rules.entry("hipaa.breach.individual"), rules.entry("hipaa.breach.large_from")
    media, small = rules.entry("hipaa.breach.media_above"), rules.entry("hipaa.breach.small_after_year_end")
    sources = {Step.PEOPLE: individual.citation, Step.DEPARTMENT: large.citation, Step.MEDIA: media.citation}
    return BreachRules(individual.days, large.count, media.count, small.days, sources, small.citation)


def list_breaches(actor: Actor, on: date) -> tuple[Year, ...]:
    """The log, newest year first. Two statements."""
    found: dict[int, list[BreachView]] = defaultdict(list)
    rows = visible(Breach, actor, policy_requests.KEEP, on).order_by("-discovered_on", "-id")
    for one in _views(actor, rows, on):
        found[one.discovered_on.year].append(one)
    return tuple(Year(year, tuple(breaches)) for year, breaches in found.items())


def get_breach(actor: Actor, breach_id: UUID, on: date) -> BreachView:
    """One of them; raises NotFound. Two statements."""
    found = _views(actor, visible(Breach, actor, policy_requests.KEEP, on).filter(id=breach_id), on)
    if not found:
        raise NotFound
    return found[0]


def list_owed(actor: Actor, on: date) -> tuple[Duty, ...]:
    """Whom somebody still has to be told of any breach, soonest first. Two statements, one where there is no breach; for a home."""
    rows = list(
        visible(Breach, actor, policy_requests.KEEP, on).filter(ruled_out_on__isnull=True).order_by("-id")[:SHOWN]
    )
    steps = _steps(actor, rows, on) if rows else {}
    owed = [duty for row in rows for duty in _duties(row, steps.get(row.id, []), actor.place) if duty.done_on is None]
    return tuple(sorted(owed, key=lambda duty: duty.due))


def _steps(actor: Actor, rows: list[Breach], on: date) -> dict[UUID, list[BreachStep]]:
    found: dict[UUID, list[BreachStep]] = defaultdict(list)
    for step in visible(BreachStep, actor, policy_requests.KEEP, on).filter(breach__in=rows):
        found[step.breach_id].append(step)
    return found


def _duties(row: Breach, steps: list[BreachStep], place: str) -> tuple[Duty, ...]:
    return duties_of(
        discovered_on=row.discovered_on,
        people=row.people,
        most_in_one_state=row.most_in_one_state,
        done={Step(one.step): one.on for one in steps},
        rules=breach_rules(row.discovered_on, place),
    )


def _views(actor: Actor, rows: QuerySet[Breach], on: date) -> tuple[BreachView, ...]:
    found = list(rows[:SHOWN])
    steps = _steps(actor, found, on) if found else {}
    ledger.looked("privacy.breach.seen", count=len(found))
    return tuple(_view(row, steps.get(row.id, []), actor.place) for row in found)


def _view(row: Breach, steps: list[BreachStep], place: str) -> BreachView:
    told = {Step(one.step): Told(one.on, one.words, one.by_id) for one in steps}
    return BreachView(
        row.id, row.what, row.kinds, row.people, row.most_in_one_state, row.discovered_on, row.happened_on,
        is_large(row.people, breach_rules(row.discovered_on, place)),
        () if row.ruled_out_on else _duties(row, steps, place), told, row.ruled_out_on, row.ruled_out_because,
    )  # fmt: skip
