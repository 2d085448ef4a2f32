"""What the records of training body, employer and board say of a candidate's steps. The person notes nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cairn.board.domain.states import State
from cairn.board.queries.own_file import OwnFile, find_own_file
from cairn.identity.domain.agreements import COUNTS
from cairn.identity.queries.agreements import AgreementView, list_agreements
from cairn.journeys.steps import FactKind, StepFact
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.training.domain.registrations import Funding
from cairn.training.queries.registrations import InvoiceRow, RegistrationRow

TRAINING, WORK, BOARD = "the training body's records", "the employer's records", "the board's records"
DONE, UNDER_WAY, NOT_POSSIBLE = FactKind.DONE, FactKind.UNDER_WAY, FactKind.NOT_POSSIBLE


def from_training(rows: Iterable[RegistrationRow], zone: str) -> Iterable[StepFact]:
    """Registration, class, exam and certificate, as far as they got."""
    for row in rows:
        if row.withdrawn_at is None and not row.is_called_off:
            yield from _of_class(row, local_date(row.registered_at, zone))


def class_bills(rows: Iterable[RegistrationRow]) -> Iterator[InvoiceRow]:
    """What classes ask of the person's own purse, paid or not."""
    for row in rows:
        if row.invoice is not None and row.invoice.cancelled_on is None and row.funding is Funding.SELF:
            yield row.invoice


def from_work(hat: Actor, now: Instant) -> Iterable[StepFact]:
    """The supervision agreement, where the person works already: done once both signed. Two statements."""
    return _of_agreements(list_agreements(hat, local_date(now, hat.zone)).rows, hat.zone)


def from_board(actor: Actor, now: Instant) -> Iterable[StepFact]:
    """The application and what the board made of it. One statement."""
    file = find_own_file(actor, local_date(now, actor.zone))
    return () if file is None else _of_file(file)


def _of_class(row: RegistrationRow, registered_on: date) -> Iterator[StepFact]:
    """A class that was not passed is taken again as a whole: its fee, its seat and its hours count for nothing."""
    if row.is_waiting:
        yield StepFact("registered", UNDER_WAY, registered_on, "On the waitlist for a seat.", TRAINING)
    elif row.outcome == "no" and row.decided_on:
        words = f"{row.result}. The whole class is taken again, with its own exam."
        yield StepFact("exam", NOT_POSSIBLE, row.decided_on, words, TRAINING)
    else:
        yield StepFact("registered", DONE, registered_on, "", TRAINING)
        if row.invoice is not None and row.invoice.paid_on and not row.invoice.cancelled_on:
            yield StepFact("class_fee", DONE, row.invoice.paid_on, "", TRAINING)
    if row.outcome == "yes" and row.decided_on:
        for step in ("class", "exam", "certificate"):
            yield StepFact(step, DONE, row.decided_on, "", TRAINING)


def _of_agreements(rows: Iterable[AgreementView], zone: str) -> Iterator[StepFact]:
    """Of clinical supervision, and only as long as it holds. Cover for somebody away is no agreement of one's own."""
    for row in rows:
        if row.state == "ended" or row.supervision != COUNTS or row.kind != "regular":
            continue
        if row.peer_signed_at and row.supervisor_signed_at:
            signed_at = as_instant(max(row.peer_signed_at, row.supervisor_signed_at))
            yield StepFact("agreement", DONE, local_date(signed_at, zone), "", WORK)
        else:
            yield StepFact("agreement", UNDER_WAY, row.starts_on, "Made; both sign it.", WORK)


def _of_file(file: OwnFile) -> Iterator[StepFact]:
    """What was sent is not done before it is decided: nothing that comes before it is settled by sending it."""
    if file.submitted_on is None:
        yield StepFact("application", UNDER_WAY, file.started_on, "Begun, not sent yet.", BOARD)
        return
    if file.state is State.APPROVED and file.decided_on:
        for step in ("application", "requirements", "license"):
            yield StepFact(step, DONE, file.decided_on, "", BOARD)
    elif file.state is State.REFUSED and file.decided_on:
        words = "Refused. The decision gives its reasons."
        yield StepFact("application", NOT_POSSIBLE, file.decided_on, words, BOARD)
    else:
        yield StepFact("application", UNDER_WAY, file.submitted_on, WORDS[file.state], BOARD)


WORDS = {
    State.SENT: "Sent. It is at the board's desk.",
    State.REHABILITATION: "In rehabilitation review.",
    State.ANSWERING: "The board asked for something. Answer its letter.",
}
