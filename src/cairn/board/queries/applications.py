"""The candidate's own application: what is written, what is still missing, how the own words meet the rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.answers import find_gaps
from cairn.board.domain.facts import Verified, application_facts, only_sealed
from cairn.board.domain.states import State
from cairn.board.domain.steps import STEPS, Step
from cairn.board.models import Application, SealedStatement
from cairn.credentials.domain.applications import decide_may_apply
from cairn.credentials.domain.fees import FeeDue, application_fees
from cairn.identity.queries.organizations import has_role
from cairn.kernel.actors import Actor, Role
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.platform.packs import rules_on
from cairn.platform.sealing import unseal
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class OwnApplication:
    """One's own application with the own sealed words: shown to nobody else."""

    id: UUID
    state: State
    answers: dict[str, str]
    sealed: dict[str, str]
    saved_at: datetime
    submitted_on: date | None
    gaps: dict[str, str]

    def answers_of(self, step: Step) -> dict[str, str]:
        return self.sealed if step.is_sealed else self.answers

    def is_done(self, step: Step) -> bool:
        """Whether nothing that is needed is missing in a step."""
        return not any(question.name in self.gaps for question in step.questions)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that the chosen way asks for."""
        return tuple(step for step in STEPS if step.asked(self.answers))

    @property
    def next_step(self) -> Step | None:
        """The first step with something missing."""
        return next((step for step in self.steps if not self.is_done(step)), None)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the own words say under today's rules, and what it will cost, before anything is sent."""

    sealed: Decision
    fees: tuple[FeeDue, ...]


def has_desk(actor: Actor, on: date) -> bool:
    """Whether somebody decides applications in the actor's organization: a training body has candidates too, and no desk."""
    return has_role(actor, Role.BOARD_CLERK, on)


def find_own_application(actor: Actor, on: date) -> UUID | None:
    """The newest of one's own applications, if there is any."""
    own = visible(Application, actor, policy.WRITE, on)
    return own.order_by("-started_at", "-id").values_list("id", flat=True).first()


def get_own_application(actor: Actor, application_id: UUID, on: date) -> OwnApplication:
    """Two statements; raises NotFound."""
    row = visible(Application, actor, policy.WRITE, on).filter(id=application_id).first()
    if row is None:
        raise NotFound
    statements = visible(SealedStatement, actor, policy.READ_STATEMENT, on).filter(application_id=application_id)
    newest = statements.order_by("-saved_at", "-id").first()
    answers = json.loads(row.answers)
    sealed = json.loads(unseal(newest.sealed, newest.id)) if newest else {}
    gaps = find_gaps({**answers, **sealed})
    return OwnApplication(row.id, State(row.state), answers, sealed, row.saved_at, row.submitted_on, gaps)


def preview(actor: Actor, application: OwnApplication, on: date) -> Preview:
    """No statement: computed from what was read."""
    rules = rules_on(on, actor.place)
    facts = application_facts(application.answers, application.sealed, Verified(), (), actor.zone)
    return Preview(only_sealed(decide_may_apply(facts, rules, on)), application_fees(rules))
