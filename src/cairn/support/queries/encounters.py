"""Contacts as those who may see them read them: one, a day's or a month's, what a form remembers, hours worked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, Span
from cairn.platform.db.prepared import prepared
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy_contacts, policy_counts  # declare who may
from cairn.support.domain.encounters import (
    INDIVIDUAL,
    LONGEST_HOURS,
    Kind,
    Mark,
    Place,
    is_after_ending,
    late_by_hours,
)
from cairn.support.models import ContactDraft, Encounter, EncounterMark, Relationship, Survey

CHIPS = 60  # people that a form shows at once


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with the facts that billing, supervision and its own page need. No word of the note."""

    id: UUID
    client_id: UUID
    client_name: str
    program_id: UUID
    peer_id: UUID
    peer_name: str
    relationship_id: UUID | None
    kind: Kind
    place: Place
    phase: str
    span: Span
    zone: str
    started_on: date
    minutes: int
    session_id: UUID | None
    recorded_at: Instant
    note_signed_at: Instant | None
    late_by_hours: int
    is_after_ending: bool  # written down on a later day than the one on which their work together ended
    is_in_error: bool
    peer_overlaps: bool  # two places at once: billing holds it until somebody has looked
    client_overlaps: bool
    has_other_words: bool  # typed in another tab and never brought together with the note
    survey_state: str  # "", "offered", "declined", "answered"

    @property
    def spans_by_day(self) -> list[tuple[date, Span]]:
        """One piece for each local day: a contact over midnight is two service dates."""
        return self.span.by_local_day(self.zone)


@dataclass(frozen=True, slots=True)
class Walking:
    """One person on the form's chips, with the phase to start from."""

    client_id: UUID
    name: str
    relationship_id: UUID
    phase: str


def get_contact(actor: Actor, encounter_id: UUID, on: date) -> Contact:
    """One contact; raises NotFound. One statement."""
    row = _contacts(actor, on).filter(id=encounter_id).first()
    if row is None:
        raise NotFound
    ledger.looked("support.encounter.seen", clients=[row.client_id])
    return _contact(row)


def list_marks(actor: Actor, encounter_ids: list[UUID], on: date) -> dict[UUID, tuple[Mark, ...]]:
    """What happened in each of these contacts. One statement, whatever their number."""
    marks: dict[UUID, tuple[Mark, ...]] = {}
    for encounter_id, family, code in _marks_of(actor, encounter_ids, on):
        marks[encounter_id] = (*marks.get(encounter_id, ()), Mark(family, code))
    return marks


@prepared
def _marks_of(actor: Actor, encounter_ids: list[UUID], on: date) -> QuerySet[EncounterMark, Any]:
    rows = visible(EncounterMark, actor, "support.encounter.see", on).filter(encounter_id__in=encounter_ids)
    return rows.order_by("family", "code").values_list("encounter_id", "family", "code")


def list_contacts_between(  # noqa: PLR0913 - a report's questions, each by name
    actor: Actor,
    start: date,
    end: date,
    *,
    on: date,
    peer_id: UUID | None = None,
    client_id: UUID | None = None,
    program_id: UUID | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int = 5000,
) -> list[Contact]:
    """Contacts by service date from `start` to `end`, both included, oldest first; those in error left out. One statement.

    `after` is the last row of the page before (its `started_on` and `id`). A contact that began on an earlier day and ran over
    midnight into `start` is found under the day on which it began.
    """
    rows = _contacts(actor, on).filter(started_on__gte=start, started_on__lte=end, in_error_at__isnull=True)
    wanted = {"peer_id": peer_id, "client_id": client_id, "program_id": program_id}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if after is not None:
        rows = rows.filter(Q(started_on__gt=after[0]) | Q(started_on=after[0], id__gt=after[1]))
    found = [_contact(row) for row in rows.order_by("started_on", "id")[:limit]]
    ledger.looked("support.encounter.listed", clients=sorted({row.client_id for row in found}), count=len(found))
    return found


def list_unnamed_contacts(actor: Actor, start: date, end: date, *, on: date, limit: int) -> list[Contact]:
    """The same for a sum that names nobody: no look at a person is written down, because none is taken. One statement."""
    rows = _contacts(actor, on, policy_counts.SUM)
    rows = rows.filter(started_on__gte=start, started_on__lte=end, in_error_at__isnull=True)
    ledger.looked("support.encounter.counted")
    return [replace(_contact(row), client_name="") for row in rows.order_by("started_on", "id")[:limit]]


def list_walking(actor: Actor, on: date, limit: int = CHIPS) -> list[Walking]:
    """The people whom the acting peer supporter walks with, by name: the form's chips. One statement."""
    rows = (
        visible(Relationship, actor, "support.encounter.record", on)
        .filter(peer_id=actor.engagement_id)
        .order_by("client__name", "id")
        .values_list("client_id", "client__name", "id", "phase")[:limit]
    )
    people = [Walking(*row) for row in rows]
    ledger.looked("support.client.listed", clients=[person.client_id for person in people])
    return people


def find_walking(actor: Actor, client_id: UUID, on: date) -> Walking | None:
    """One of them: whoever walks with more people than the chips show still reaches each of them. One statement."""
    rows = visible(Relationship, actor, "support.encounter.record", on).filter(peer_id=actor.engagement_id)
    row = rows.filter(client_id=client_id).values_list("client_id", "client__name", "id", "phase").first()
    if row is None:
        return None
    ledger.looked("support.client.listed", clients=[client_id])
    return Walking(*row)


@dataclass(frozen=True, slots=True)
class LastTime:
    """Kind and place that a form starts from."""

    kind: Kind
    place: Place


def find_last_time(actor: Actor, on: date, client_id: UUID) -> LastTime | None:
    """The acting peer supporter's latest everyday contact with this person. One statement.

    Never somebody else's: kind and place are billed facts of this contact.
    What is rare (a court date, an outreach round) is chosen each time, never remembered into the next note.
    """
    everyday = (Kind.ONE_TO_ONE.value, Kind.VIRTUAL.value)
    rows = visible(Encounter, actor, "support.encounter.see", on).filter(
        client_id=client_id, peer_id=actor.engagement_id, in_error_at__isnull=True, kind__in=everyday
    )
    found = rows.order_by("-started_at").values_list("kind", "place").first()
    return LastTime(Kind(found[0]), Place(found[1])) if found else None


def _contacts(actor: Actor, on: date, permission: str = policy_contacts.SEE) -> QuerySet[Encounter]:
    """Visible contacts with names, the note's signing, the survey's state and the two overlaps, in one statement."""
    apart = Coalesce("session_id", "id")  # the rows of one group are one sitting
    others = (
        Encounter.objects.annotate(sitting=apart)
        .filter(
            organization_id=actor.organization_id,
            in_error_at__isnull=True,
            started_at__lt=OuterRef("ended_at"),
            started_at__gt=OuterRef("started_at") - timedelta(hours=LONGEST_HOURS),
            ended_at__gt=OuterRef("started_at"),
        )
        .exclude(sitting=OuterRef("sitting"))
    )
    of_peer = others.filter(peer_id=OuterRef("peer_id"))
    survey = Survey.objects.filter(encounter_id=OuterRef("id"))
    return (
        visible(Encounter, actor, permission, on)
        .select_related("client", "peer")
        .annotate(
            sitting=apart,
            note_signed_at=F("note__signed_at"),
            together_ended_on=F("relationship__ended_on"),
            has_other_words=Exists(ContactDraft.objects.filter(id=OuterRef("id"), author_id=actor.engagement_id)),
            survey_state=Subquery(survey.values("state")[:1]),
            meets_any=Exists(of_peer),
            meets_individual=Exists(of_peer.filter(kind__in=INDIVIDUAL)),
            client_overlaps=Exists(others.filter(client_id=OuterRef("client_id"))),
        )
    )


def _contact(row: Any) -> Contact:
    kind = Kind(row.kind)
    return Contact(
        id=row.id,
        client_id=row.client_id,
        client_name=row.client.name,
        program_id=row.program_id,
        peer_id=row.peer_id,
        peer_name=row.peer.name,
        relationship_id=row.relationship_id,
        kind=kind,
        place=Place(row.place),
        phase=row.phase,
        span=Span(Instant(row.started_at), Instant(row.ended_at)),
        zone=row.zone,
        started_on=row.started_on,
        minutes=row.minutes,
        session_id=row.session_id,
        recorded_at=Instant(row.recorded_at),
        note_signed_at=row.note_signed_at,
        late_by_hours=late_by_hours(Instant(row.ended_at), Instant(row.recorded_at)),
        is_after_ending=is_after_ending(row.together_ended_on, Instant(row.recorded_at), row.zone),
        is_in_error=row.in_error_at is not None,
        peer_overlaps=row.meets_any if kind.is_individual else row.meets_individual,
        client_overlaps=row.client_overlaps,
        has_other_words=row.has_other_words,
        survey_state=row.survey_state or "",
    )
