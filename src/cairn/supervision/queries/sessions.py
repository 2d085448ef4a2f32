"""Supervision sessions as recorded, and which of them wait for a signature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.queries.peers import License, read_license
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible
from cairn.supervision import policy  # noqa: F401 - declares who may
from cairn.supervision.domain.sessions import Format, Topic
from cairn.supervision.models import SupervisionSession
from cairn.supervision.queries.scenarios import scenarios


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session, its agreement, and the licenses of the supervisor who gave it."""

    id: UUID
    peer_id: UUID
    peer_name: str
    supervisor_id: UUID
    supervisor_name: str
    kind: str
    format: str
    started_at: datetime
    ended_at: datetime
    zone: str
    started_on: date
    minutes: int
    topics: str
    summary: str
    recorded_at: datetime
    peer_signed_at: datetime | None
    supervisor_signed_at: datetime | None
    cancelled_at: datetime | None
    agreement_starts_on: date
    agreement_ends_on: date | None
    agreement_peer_signed_at: datetime | None
    agreement_supervisor_signed_at: datetime | None
    is_relative: bool
    is_own_therapist: bool
    agreement_supervision: str = COUNTS
    commitments: str = ""
    scenario: str = ""
    licenses: tuple[License, ...] = ()

    @property
    def topic_labels(self) -> tuple[str, ...]:
        return tuple(Topic(code).label for code in self.topics.split(",") if code)

    @property
    def format_label(self) -> str:
        return Format(self.format).label

    @property
    def scenario_title(self) -> str:
        """The title of the scenario; its code when the pack does not hold it any more."""
        known = scenarios().get(self.scenario)
        return known.title if known else self.scenario

    @property
    def is_signed(self) -> bool:
        return self.peer_signed_at is not None and self.supervisor_signed_at is not None


_COLUMNS = (
    "id", "peer_id", "peer__name", "supervisor_id", "supervisor__name", "kind", "format", "started_at", "ended_at",
    "zone", "started_on", "minutes", "topics", "summary", "recorded_at", "peer_signed_at", "supervisor_signed_at",
    "cancelled_at", "agreement__starts_on", "agreement__ends_on", "agreement__peer_signed_at",
    "agreement__supervisor_signed_at", "agreement__is_relative", "agreement__is_own_therapist",
    "agreement__supervision", "commitments", "scenario",
)  # fmt: skip
_WORDS = frozenset({"topics", "summary", "commitments", "scenario"})
_LICENSE = (
    "license_type", "licensed_on", "expires_on", "supervision_training_minutes", "supervision_training_completed_on",
    "recorded_at", "license_number", "taken_back_at",
)  # fmt: skip


def list_sessions_by_peer(
    actor: Actor,
    until: date,
    peer_id: UUID | None = None,
    *,
    permission: str = "supervision.debt.see",
    wordless: bool = False,
) -> dict[UUID, list[SessionRow]]:
    """Every session until a day, oldest first, by peer supporter; cancelled ones are left out. One statement.

    `wordless`: what was talked over is not read, for whoever only counts.
    """
    rows = visible(SupervisionSession, actor, permission, until)
    rows = rows.filter(started_on__lte=until, cancelled_at__isnull=True)
    if peer_id is not None:
        rows = rows.filter(peer_id=peer_id)
    found: dict[UUID, list[SessionRow]] = defaultdict(list)
    for row in _gather(rows, _LICENSE, wordless=wordless):
        found[row.peer_id].append(row)
    return found


def get_session(actor: Actor, session_id: UUID, on: date) -> SessionRow:
    """One session that the actor may see; raises NotFound."""
    for row in _gather(visible(SupervisionSession, actor, "supervision.debt.see", on).filter(id=session_id), ()):
        return row
    raise NotFound


def list_waiting_signatures(actor: Actor, on: date) -> tuple[SessionRow, ...]:
    """Sessions that wait for the actor's own signature, had or given, oldest first. One statement."""
    had = Q(peer_id=actor.engagement_id, peer_signed_at__isnull=True)
    given = Q(supervisor_id=actor.engagement_id, supervisor_signed_at__isnull=True)
    rows = visible(SupervisionSession, actor, "supervision.session.sign", on)
    return tuple(_gather(rows.filter(had | given, cancelled_at__isnull=True), ()))


def _gather(
    rows: QuerySet[SupervisionSession], license_columns: tuple[str, ...], *, wordless: bool = False
) -> Iterable[SessionRow]:
    """Rows of session × license of its supervisor, put together again."""
    licenses = tuple(f"supervisor__qualifications__{name}" for name in license_columns)
    sessions: dict[UUID, SessionRow] = {}
    columns = [Value("") if wordless and name in _WORDS else name for name in _COLUMNS]
    for row in rows.order_by("started_at", "id").values_list(*columns, *licenses):
        session = sessions.setdefault(row[0], SessionRow(*row[: len(_COLUMNS)]))
        held = read_license(row[len(_COLUMNS) :]) if licenses else None
        if held is not None:
            sessions[row[0]] = replace(session, licenses=(*session.licenses, held))
    return sessions.values()
