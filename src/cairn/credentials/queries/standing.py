"""How credentials stand on a day: facts read in bulk, then one function for each holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import BooleanField, DateField, OuterRef, Q, QuerySet, Subquery, Value

from cairn.credentials import policy
from cairn.credentials.domain.background import BackgroundFacts, decide_background
from cairn.credentials.domain.continuing_education import Category, CeFacts, CourseTaken, decide_ce
from cairn.credentials.domain.fees import RenewalFeeFacts, decide_renewal_fee
from cairn.credentials.domain.standing import Renewal, StandingFacts, decide_standing
from cairn.credentials.models import BackgroundCheck, ContinuingEducation
from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.platform.packs import rules_on
from cairn.privacy.policy import may, visible
from cairn.rulebook.rules import Rules
from cairn.rulebook.unknown import FOUND, NO_RULE, unless_unknown


@dataclass(frozen=True, slots=True)
class Course:
    """One piece of continuing education as it was recorded."""

    id: UUID
    completed_on: date
    minutes: int
    category: Category
    title: str
    sponsor: str
    source_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One credential of one holder, with what the day says of it."""

    id: UUID
    kind: str
    place: str
    number: str
    issued_on: date
    renewals: tuple[Renewal, ...]
    courses: tuple[Course, ...]
    standing: Decision
    ce: Decision
    fee: Decision


@dataclass(frozen=True, slots=True)
class Holder:
    """A person at work and the credentials that they hold; none means candidate. `background` is None for whoever may not keep it."""

    id: UUID
    name: str
    background: Decision | None
    held: tuple[Held, ...]
    candidate: Decision

    @property
    def standing(self) -> Decision:
        """The best standing of any credential held: the one that practice rests on."""
        return min((each.standing for each in self.held), key=_rank, default=self.candidate)

    @property
    def ce(self) -> Decision | None:
        """The account of continuing education of the same credential."""
        best = min(self.held, key=lambda each: _rank(each.standing), default=None)
        return best.ce if best else None


def get_holder(actor: Actor, engagement_id: UUID, on: date) -> Holder:
    """Everything about one person's credentials. Two statements; raises NotFound."""
    for holder in _holders(actor, on, engagement_id):
        return holder
    raise NotFound


def list_holders(actor: Actor, on: date, *, since: date | None = None) -> dict[UUID, Holder]:
    """Everybody at work on a day (or on any day since another) whom the actor answers for, by engagement. Two statements."""
    return {holder.id: holder for holder in _holders(actor, on, None, since=since)}


def list_barred(actor: Actor, on: date) -> dict[UUID, Decision]:
    """Who of those the actor answers for may not practice on a day, and why, by engagement. One statement."""
    return {holder: standing for holder, standing in list_standings(actor, on).items() if not standing.allowed}


def list_standings(actor: Actor, on: date, *, permission: str = policy.SEE) -> dict[UUID, Decision]:
    """The standing that practice rests on, of everybody at work on a day within the permission's reach, by engagement. One statement.

    Nothing else of a credential is read: neither courses nor anybody's background.
    """
    nothing = {
        "checked_on": Value(None, output_field=DateField()),
        "is_clear": Value(None, output_field=BooleanField()),
    }
    rows = _people(actor, on, None, None, permission).annotate(**nothing).order_by(*_ORDER).values_list(*_COLUMNS)
    persons, gathered = _gather(rows, on)
    return {person: _best(gathered[person].values(), on, actor.place) for person in persons}


def decide_standing_then(holder: Holder | None, on: date, place: str) -> Decision:
    """How somebody's credentials stood on an earlier day, from the rows already read."""
    return _best(holder.held if holder else (), on, place)


def get_standing(actor: Actor, engagement_id: UUID, on: date) -> Decision:
    """Whether this person may practice on a day; raises NotFound."""
    return get_holder(actor, engagement_id, on).standing


def get_ce(actor: Actor, engagement_id: UUID, on: date) -> Decision | None:
    """The continuing education of the year of `on`; None without a certificate. Raises NotFound."""
    return get_holder(actor, engagement_id, on).ce


def _best(held: Iterable[Held | _Gathered], on: date, place: str) -> Decision:
    decisions = [
        decide_standing(StandingFacts(each.issued_on, tuple(each.renewals)), rules_on(on, each.place), on)
        for each in held
    ]
    return min(decisions, key=_rank, default=_uncertified(on, place))


def _background(facts: BackgroundFacts, rules: Rules, on: date) -> Decision:
    return unless_unknown(
        "Background check", ("background.recent",), partial(decide_background, facts, rules, on), age_days=None
    )


def _uncertified(on: date, place: str) -> Decision:
    """Whoever holds no certificate; in a place without rules about certificates that bars from nothing, and is said."""
    facts = StandingFacts(issued_on=None)
    decide = partial(decide_standing, facts, rules_on(on, place), on)
    word = {"until": None, "phrase": "no certificate on record", "say": FOUND.capitalize() + "."}
    return unless_unknown("Certified", ("standing.certified",), decide, **word)


def _rank(standing: Decision) -> tuple[bool, int]:
    words = ("active", "lapsed", "suspended", "expired", "terminated", "revoked", "candidate", NO_RULE)
    return not standing.allowed, words.index(standing.outcome)


@dataclass(slots=True)
class _Gathered:
    """One credential while its rows are being put together."""

    kind: str
    place: str
    number: str
    issued_on: date
    renewals: list[Renewal] = field(default_factory=list)


_Person: TypeAlias = tuple[str, date | None, bool | None]  # name, when the newest check came back, whether it was clear
_COLUMNS = (
    "id", "name", "checked_on", "is_clear", "credentials__id", "credentials__kind", "credentials__place",
    "credentials__number", "credentials__issued_on", "credentials__surrendered_on",
    "credentials__renewals__renewed_on", "credentials__renewals__period_ends_on",
    "credentials__taken_back_at", "credentials__renewals__taken_back_at",
)  # fmt: skip
_ORDER = ("name", "id", "credentials__issued_on", "credentials__id", "credentials__renewals__renewed_on")


def _holders(actor: Actor, on: date, engagement_id: UUID | None, *, since: date | None = None) -> Iterable[Holder]:
    persons, gathered = _gather(_rows(actor, on, engagement_id, since), on)
    courses = _courses(actor, on, engagement_id)
    rules = rules_on(on, actor.place)
    candidate = _uncertified(on, actor.place)
    may_check = may(actor, policy.BACKGROUND)
    return [
        Holder(
            person,
            name,
            _background(BackgroundFacts(checked_on, is_clear), rules, on) if may_check else None,
            tuple(_held(key, each, courses.get(key, ()), on) for key, each in gathered[person].items()),
            candidate,
        )
        for person, (name, checked_on, is_clear) in persons.items()
    ]


def _rows(actor: Actor, on: date, engagement_id: UUID | None, since: date | None) -> QuerySet[Engagement, Any]:
    """Person × credential × renewal, each with the person's newest background check."""
    checks = BackgroundCheck.objects.filter(holder_id=OuterRef("id"), taken_back_at__isnull=True)
    newest = checks.order_by("-completed_on", "-id")
    described = _people(actor, on, engagement_id, since, policy.SEE).annotate(
        checked_on=Subquery(newest.values("completed_on")[:1]), is_clear=Subquery(newest.values("is_clear")[:1])
    )
    return described.order_by(*_ORDER).values_list(*_COLUMNS)


def _people(
    actor: Actor, on: date, engagement_id: UUID | None, since: date | None, permission: str
) -> QuerySet[Engagement]:
    """The one peer supporter, or everybody at work on the day or since another."""
    people = visible(Engagement, actor, permission, on).filter(role="peer_supporter")
    if engagement_id is not None:
        return people.filter(id=engagement_id)
    return people.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since or on), starts_on__lte=on)


def _gather(rows: Iterable[tuple[Any, ...]], on: date) -> tuple[dict[UUID, _Person], dict[UUID, dict[UUID, _Gathered]]]:
    """The rows put together again: each person, and by person the credentials that still count."""
    persons: dict[UUID, _Person] = {}
    gathered: dict[UUID, dict[UUID, _Gathered]] = defaultdict(dict)
    for person, name, checked_on, is_clear, credential, *known, gone_on, renewed_on, ends, gone, renewal_gone in rows:
        persons[person] = (name, checked_on, is_clear)
        if credential is None or gone is not None or (gone_on is not None and gone_on <= on):
            continue
        held = gathered[person].setdefault(credential, _Gathered(*known))
        if renewed_on is not None and renewal_gone is None:
            held.renewals.append(Renewal(renewed_on, ends.year))
    return persons, gathered


def _courses(actor: Actor, on: date, engagement_id: UUID | None) -> dict[UUID, list[Course]]:
    rows = visible(ContinuingEducation, actor, "credentials.credential.see", on).filter(taken_back_at__isnull=True)
    if engagement_id is not None:
        rows = rows.filter(credential__holder_id=engagement_id)
    found: dict[UUID, list[Course]] = defaultdict(list)
    for credential, course, completed_on, minutes, category, title, sponsor, source in rows.order_by(
        "completed_on", "id"
    ).values_list("credential_id", "id", "completed_on", "minutes", "category", "title", "sponsor", "source_id"):
        found[credential].append(Course(course, completed_on, minutes, Category(category), title, sponsor, source))
    return found


def _held(credential_id: UUID, row: _Gathered, courses: Iterable[Course], on: date) -> Held:
    rules = rules_on(on, row.place)
    taken = tuple(courses)
    facts = CeFacts(
        issued_on=row.issued_on,
        courses=tuple(CourseTaken(each.completed_on, each.minutes, each.category, each.title) for each in taken),
    )
    return Held(
        id=credential_id,
        kind=row.kind,
        place=row.place,
        number=row.number,
        issued_on=row.issued_on,
        renewals=tuple(row.renewals),
        courses=taken,
        standing=decide_standing(StandingFacts(row.issued_on, tuple(row.renewals)), rules, on),
        ce=decide_ce(facts, rules, on),
        fee=decide_renewal_fee(RenewalFeeFacts(), rules, on),
    )
