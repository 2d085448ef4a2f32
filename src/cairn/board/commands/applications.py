"""Writing an application: started, saved step by step, signed and sent. What was sent stays as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.board import policy
from cairn.board.domain.answers import find_gaps, read_step
from cairn.board.domain.facts import Verified, application_facts
from cairn.board.domain.states import State
from cairn.board.domain.steps import BY_CODE
from cairn.board.models import Application, FeeLine, SealedStatement, Submission
from cairn.board.queries.applications import has_desk
from cairn.credentials.domain.fees import application_fees
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.platform.sealing import seal, unseal
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

ALREADY_SENT = "This application is with the board. It can be changed when the board asks for something."


@command(permission=policy.WRITE)
def start_application(*, actor: Actor, application_id: UUID, now: Instant) -> UUID:
    """Begin one, or go on with the one that is open: a person has one at a time."""
    today = local_date(now, actor.zone)
    own = visible(Application, actor, policy.WRITE, today)
    open_one = own.exclude(state__in=(State.APPROVED, State.REFUSED)).first()
    if open_one is not None:
        ledger.unchanged("one is open")
        return open_one.id
    if not has_desk(actor, today):
        raise Conflict("Nobody decides applications here. Change to your hat at the board, and begin there.")
    try:
        with transaction.atomic():
            Application.objects.create(
                id=application_id,
                organization_id=actor.organization_id,
                applicant_id=actor.engagement_id,
                place=actor.place,
                zone=actor.zone,
                state=State.DRAFT.value,
                answers="{}",
                started_at=now,
                saved_at=now,
            )
    except IntegrityError:
        raise Conflict("An application is open already. Go on with that one.") from None
    ledger.record("board.application.started", application=application_id)
    return application_id


@command(permission=policy.WRITE)
def save_step(*, actor: Actor, application_id: UUID, step: str, sent: Mapping[str, str], now: Instant) -> UUID:
    """Keep what was typed into one step, however much of it there is yet."""
    application = open_application(actor, application_id, now)
    if step not in BY_CODE:
        raise NotFound
    asked = BY_CODE[step]
    kept = read_step(asked, sent)
    names = {question.name for question in asked.questions}
    statement = _draft_statement(actor, application, now) if asked.is_sealed else None
    before = _unsealed(statement) if statement else json.loads(application.answers)
    after = {**{name: text for name, text in before.items() if name not in names}, **kept}
    if statement:
        application_facts({}, after, Verified(), (), application.zone)  # an hour that never was is refused here
    if after == before:
        ledger.unchanged("nothing new")
        return application_id
    if statement:
        statement.sealed, statement.saved_at = seal(_json(after), statement.id), now
        statement.save(update_fields=["sealed", "saved_at"])
    else:
        application.answers = _json(after)
    application.saved_at = now
    application.save(update_fields=["answers", "saved_at"])
    ledger.record("board.application.saved", application=application_id, step=step)
    return application_id


@command(permission=policy.WRITE)
def submit_application(*, actor: Actor, application_id: UUID, signed_name: str, now: Instant) -> UUID:
    """Sign and send. From here on the rules of this day answer, and what was sent stays."""
    application = own_application(actor, application_id, now)
    if State(application.state).is_at_desk:
        ledger.unchanged("sent before")
        return application_id
    if not State(application.state).is_open_to_candidate:
        raise Conflict(ALREADY_SENT)
    statement = _draft_statement(actor, application, now)
    answers, name = json.loads(application.answers), signed_name.strip()
    problems = find_gaps({**answers, **_unsealed(statement)})
    if name.casefold() != answers.get("legal_name", "").casefold() or not name:
        problems["signed_name"] = "Sign with your legal name, as you wrote it on the first page."
    if problems:
        raise BadInput(problems)
    today = local_date(now, application.zone)
    statement.submitted_at = now
    statement.save(update_fields=["submitted_at"])
    n = application.submissions.count() + 1
    Submission.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        application=application,
        n=n,
        statement=statement,
        answers=application.answers,
        signed_name=name,
        submitted_at=now,
        submitted_on=today,
    )
    if application.submitted_at is None:
        _charge(application, today)
        application.submitted_at, application.submitted_on = now, today
    application.state, application.version = State.SENT.value, application.version + 1
    application.save(update_fields=["state", "version", "submitted_at", "submitted_on"])
    ledger.record("board.application.submitted", application=application_id, n=n)
    return application_id


def _charge(application: Application, on: date) -> None:
    """What an application costs on the day on which it is first sent; a later price is not for this one."""
    rules = rules_on(on, application.place)
    FeeLine.objects.bulk_create(
        FeeLine(
            id=new_id(),
            organization_id=application.organization_id,
            application=application,
            key=fee.key,
            what=fee.what,
            payee=fee.payee,
            amount_cents=fee.amount.cents,
            rule=rules.citation(fee.key).text[:200],
            charged_on=on,
        )
        for fee in application_fees(rules)
    )


def own_application(actor: Actor, application_id: UUID, now: Instant) -> Application:
    """The actor's own application, locked; raises NotFound."""
    rows = visible(Application, actor, policy.WRITE, local_date(now, actor.zone))
    application = rows.filter(id=application_id).select_for_update().first()
    if application is None:
        raise NotFound
    return application


def open_application(actor: Actor, application_id: UUID, now: Instant) -> Application:
    """The same, while it may be changed; raises Conflict once it is with the board."""
    application = own_application(actor, application_id, now)
    if not State(application.state).is_open_to_candidate:
        raise Conflict(ALREADY_SENT)
    return application


def _draft_statement(actor: Actor, application: Application, now: Instant) -> SealedStatement:
    """The statement being written: a new one begins with the words of the one that was sent before."""
    rows = visible(SealedStatement, actor, policy.READ_STATEMENT, local_date(now, actor.zone))
    newest = rows.filter(application=application).order_by("-saved_at", "-id").first()
    if newest is not None and newest.submitted_at is None:
        return newest
    words = _unsealed(newest) if newest else {}
    row_id = new_id()
    return SealedStatement.objects.create(
        id=row_id,
        organization_id=actor.organization_id,
        application=application,
        sealed=seal(_json(words), row_id),
        saved_at=now,
    )


def _unsealed(statement: SealedStatement) -> dict[str, str]:
    words: dict[str, str] = json.loads(unseal(statement.sealed, statement.id))
    return words


def _json(answers: Mapping[str, str]) -> str:
    return json.dumps(answers, ensure_ascii=False, sort_keys=True)
