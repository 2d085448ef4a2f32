"""The desk's queue: the oldest file first, each with its clock."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.board import policy
from cairn.board.domain.clocks import Clock, Handover, read_clock
from cairn.board.domain.states import State
from cairn.board.models import Application, Letter, Submission
from cairn.kernel.actors import Actor
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible

SIZE = 50
WAITING = (State.SENT, State.REHABILITATION, State.ANSWERING)


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue."""

    id: UUID
    name: str
    trail: str
    state: State
    first_sent_on: date
    sendings: int
    clock: Clock


def list_queue(actor: Actor, on: date, after: UUID | None = None, *, size: int = SIZE) -> tuple[list[Queued], bool]:
    """A page of the files that are not decided, first sent first, and whether there are more. Three statements."""
    rows = visible(Application, actor, policy.DESK, on).filter(state__in=WAITING).order_by("submitted_at", "id")
    if after is not None:
        last = rows.filter(id=after).values_list("submitted_at", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(submitted_at__gt=last) | Q(submitted_at=last, id__gt=after))
    found = list(rows.values_list("id", "state", "place")[: size + 1])
    ids = [row[0] for row in found[:size]]
    sent = _sendings(actor, ids, on)
    handovers = _handovers(actor, ids, sent, on)
    queue = []
    for application_id, state, place in found[:size]:
        (first_sent_on, _), (_, words) = sent[application_id][0], sent[application_id][-1]
        answers = json.loads(words)
        clock = read_clock(handovers[application_id], rules_on(on, place), on)
        queue.append(
            Queued(
                application_id,
                answers.get("legal_name", ""),
                answers.get("trail", ""),
                State(state),
                first_sent_on,
                len(sent[application_id]),
                clock,
            )
        )
    return queue, len(found) > size


def count_queue(actor: Actor, on: date) -> dict[State, int]:
    """How many files are in which hands. One statement."""
    counts: dict[State, int] = defaultdict(int)
    rows = visible(Application, actor, policy.DESK, on).filter(state__in=WAITING)
    for state in rows.values_list("state", flat=True):
        counts[State(state)] += 1
    return counts


def _sendings(actor: Actor, ids: list[UUID], on: date) -> dict[UUID, list[tuple[date, str]]]:
    sent: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    rows = visible(Submission, actor, policy.DESK, on).filter(application_id__in=ids).order_by("n")
    for application_id, submitted_on, answers in rows.values_list("application_id", "submitted_on", "answers"):
        sent[application_id].append((submitted_on, answers))
    return sent


def _handovers(
    actor: Actor, ids: Iterable[UUID], sent: dict[UUID, list[tuple[date, str]]], on: date
) -> dict[UUID, list[Handover]]:
    found: dict[UUID, list[Handover]] = defaultdict(list)
    for application_id, sendings in sent.items():
        found[application_id] += [Handover(submitted_on, True) for submitted_on, _ in sendings]
    letters = visible(Letter, actor, policy.SEE_LETTER, on).filter(application_id__in=ids, sent_at__isnull=False)
    for letter in letters:
        if letter.sent_on is not None:
            found[letter.application_id].append(Handover(letter.sent_on, False))
    return found
