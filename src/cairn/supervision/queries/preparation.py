"""One page that knows what a session needs: hours, people as counts, what was agreed, what to bring up, and a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.platform.packs import rules_on
from cairn.privacy.policy import may, visible
from cairn.supervision import policy
from cairn.supervision.domain.preparation import suggest_topics
from cairn.supervision.domain.scenarios import Scenario, next_scenario
from cairn.supervision.domain.sessions import Topic
from cairn.supervision.models import SessionTimer
from cairn.supervision.queries.debts import Debt
from cairn.supervision.queries.scenarios import scenarios
from cairn.supervision.queries.sessions import SessionRow


@dataclass(frozen=True, slots=True)
class Timer:
    """The clock of a session that runs, or that stopped and waits to be written down. Its id becomes the session's."""

    id: UUID
    started_at: datetime
    stopped_at: datetime | None
    scenario: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """What to bring to the next session. `standing_from` cites who wants the standing topics often."""

    scenario: Scenario
    topics: tuple[Topic, ...]
    last_agreed: SessionRow | None
    standing_from: str


def prepare(debt: Debt, on: date, place: str, timer: Timer | None = None) -> Preparation:
    """From what was read already; no statement. While a clock runs, the scenario stays the one that was offered."""
    clinical = [row for row in debt.sessions if row.kind == "clinical"]
    standing = rules_on(on, place).find("supervision.standing_topics")
    known = scenarios()
    used = [row.scenario for row in debt.sessions if row.scenario]
    offered = known.get(timer.scenario) if timer else None
    return Preparation(
        scenario=offered or next_scenario(tuple(known.values()), used, f"{debt.peer.id}:{len(debt.sessions)}"),
        topics=suggest_topics(
            [(row.started_on, row.topics.split(",")) for row in clinical], standing.items if standing else ()
        ),
        last_agreed=next((row for row in reversed(debt.sessions) if row.commitments), None),
        standing_from=standing.citation.text if standing else "",
    )


def find_timer(actor: Actor, peer_id: UUID, on: date) -> Timer | None:
    """The actor's own open clock with this peer supporter. One statement; none for a role that keeps no log."""
    if not may(actor, policy.RECORD):
        return None
    rows = visible(SessionTimer, actor, policy.RECORD, on).filter(peer_id=peer_id, closed_at__isnull=True)
    row = rows.first()
    return Timer(row.id, row.started_at, row.stopped_at, row.scenario) if row else None
