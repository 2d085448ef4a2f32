"""Whether somebody who came in is on record already. Told to nobody but those who answer for everybody served."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from cairn.identity.queries.names import names_of
from cairn.intake import policy
from cairn.intake.domain.alike import Alike, Told, Verdict, initials_of, reasons_for
from cairn.intake.domain.answers import day_of
from cairn.intake.domain.arrivals import State
from cairn.intake.domain.compared import Line, changed_since, lines_of, prints_of
from cairn.intake.domain.questions import Step
from cairn.intake.models import Comparison, Intake, StepEntry
from cairn.intake.queries.steps import newest
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support.domain.phones import phone_digits
from cairn.support.queries.comparing import MOST_READ, OnRecord, get_on_record, list_on_record

Alikes = tuple[OnRecord, tuple[Alike, ...]]  # somebody on record, and why to ask
ON_A_PAGE, MOST_SHOWN, PHONE_END, LATELY = 30, 20, 4, 10


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One person taken in whom nobody compared with the others yet."""

    intake_id: UUID
    called: str
    closed_at: Instant
    begun_by: str


@dataclass(frozen=True, slots=True)
class CheckList:
    """Who waits, and who was compared lately: whatever was decided can be taken back from there."""

    rows: tuple[CheckRow, ...]
    count: int
    done: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided about a pair. It holds until something of either `changed`."""

    verdict: Verdict
    because: str
    at: Instant
    by: str
    changed: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.verdict is not Verdict.TAKEN_BACK and not self.changed


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """Somebody on record who may be the same person, with the reasons, every line that was compared, and what was decided."""

    record: OnRecord
    reasons: tuple[Alike, ...]
    lines: tuple[Line, ...]
    decided: Decided | None

    @property
    def is_open(self) -> bool:
        return self.decided is None or not self.decided.holds


@dataclass(frozen=True, slots=True)
class Check:
    """One intake beside the records that look alike. `is_cut` when more looked alike than can be shown or read."""

    intake_id: UUID
    called: str
    told: Told
    state: State
    client_id: UUID | None
    is_checked: bool
    people: tuple[MaybeSame, ...]
    is_cut: bool

    @property
    def open_count(self) -> int:
        return sum(one.is_open for one in self.people)


def list_checks(actor: Actor, on: date) -> CheckList:
    """Who was taken in and not compared yet, the oldest first, thirty at most; and the last that were. Three statements."""
    rows = unchecked(actor, on).select_related("begun_by")
    compared = visible(Intake, actor, policy.COMPARE, on).select_related("begun_by")
    done = compared.filter(client__isnull=False, checked_at__isnull=False)
    return CheckList(
        _rows(rows.order_by("closed_at", "id")[:ON_A_PAGE]),
        rows.count(),
        _rows(done.order_by("-checked_at", "id")[:LATELY]),
    )


def _rows(found: Iterable[Intake]) -> tuple[CheckRow, ...]:
    return tuple(
        CheckRow(row.id, row.called, as_instant(row.closed_at), row.begun_by.name) for row in found if row.closed_at
    )


def count_checks(actor: Actor, on: date) -> int:
    """How many wait to be compared. One statement."""
    return unchecked(actor, on).count()


def unchecked(actor: Actor, on: date) -> QuerySet[Intake]:
    """Those who were taken in and not compared yet."""
    return visible(Intake, actor, policy.COMPARE, on).filter(state=State.ENROLLED.value, checked_at__isnull=True)


def get_check(actor: Actor, intake_id: UUID, on: date) -> Check:
    """One intake with everybody who looks alike, for reasons in words; raises NotFound. Six statements at most."""
    row = visible(Intake, actor, policy.COMPARE, on).filter(id=intake_id).first()
    if row is None:
        raise NotFound
    told = told_by(actor, row, on)
    alike = find_alike(actor, told, on, leave_out=_new_record(row))
    if row.client_id and row.state == State.SAME.value:
        alike = _with_the_same(actor, row.client_id, alike, on)
    decided = _decided(actor, row, told, {record.id: record for record, _ in alike}, on)
    shown = alike[:MOST_SHOWN]
    ledger.looked("intake.alike.seen", clients=[record.id for record, _ in shown], intake=intake_id)
    return Check(
        row.id,
        row.called,
        told,
        State(row.state),
        row.client_id,
        row.checked_at is not None,
        tuple(
            MaybeSame(record, reasons, lines_of(told, told_on(record)), decided.get(record.id))
            for record, reasons in shown
        ),
        len(alike) > MOST_SHOWN,
    )


def told_by(actor: Actor, row: Intake, on: date) -> Told:
    """What somebody coming in told of themselves that records can be compared by; once they were taken in, what their own record
    says, which may have been put right since. One statement."""
    if row.client_id and row.state == State.ENROLLED.value:
        return told_on(get_on_record(actor, row.client_id, on))
    steps = [Step.WHO.value, Step.REACH.value]
    kept = newest(visible(StepEntry, actor, policy.COMPARE, on).filter(intake=row, step__in=steps))
    who, reach = (kept[step].words if step in kept else {} for step in steps)
    return Told(
        row.called, who.get("given", ""), who.get("family", ""), day_of(who, "birth_date"), reach.get("phone", "")
    )


def find_alike(actor: Actor, told: Told, on: date, *, leave_out: Collection[UUID] = ()) -> list[Alikes]:
    """Everybody on record with a reason to ask, those with more reasons first, then by name. One statement."""
    digits = phone_digits(told.phone)
    records = list_on_record(
        actor, on, initials=initials_of(told), birth_date=told.birth_date, phone_end=digits[-PHONE_END:]
    )
    found = [
        (one, reasons)
        for one in records[:MOST_READ]
        if one.id not in leave_out and (reasons := reasons_for(told, told_on(one)))
    ]
    return sorted(found, key=lambda pair: (-len(pair[1]), pair[0].name, pair[0].id))


def _with_the_same(actor: Actor, client_id: UUID, alike: list[Alikes], on: date) -> list[Alikes]:
    """The one whom somebody said they are comes first, also once a record was put right and nothing looks alike any more: that is
    when it has to be taken back. One statement at most."""
    same = next((pair for pair in alike if pair[0].id == client_id), None)
    return [same or (get_on_record(actor, client_id, on), ()), *(pair for pair in alike if pair is not same)]


def _new_record(row: Intake) -> tuple[UUID, ...]:
    return (row.client_id,) if row.client_id and row.state == State.ENROLLED.value else ()


def told_on(record: OnRecord) -> Told:
    """What a record says that can be compared."""
    return Told(record.name, record.given, record.family, record.birth_date, record.phone)


def _decided(actor: Actor, row: Intake, told: Told, alike: Mapping[UUID, OnRecord], on: date) -> dict[UUID, Decided]:
    """The newest decision of each pair, whichever of the two came in last when it was made. Two statements."""
    of_pair = Q(intake=row)
    if row.client_id and row.state == State.ENROLLED.value:
        of_pair |= Q(client_id=row.client_id, intake__state=State.ENROLLED.value)
    rows = list(
        visible(Comparison, actor, policy.COMPARE, on)
        .filter(of_pair)
        .select_related("intake")
        .order_by("decided_at", "id")
    )
    names = names_of(actor, {one.decided_by_id for one in rows}, on) if rows else {}
    found = {}
    for one in rows:
        is_turned = one.intake_id != row.id
        other = one.intake.client_id if is_turned else one.client_id
        if other is None or other not in alike:
            continue
        found[other] = Decided(
            Verdict(one.verdict),
            one.because,
            as_instant(one.decided_at),
            names.get(one.decided_by_id, ""),
            _changed(one, told, told_on(alike[other]), is_turned=is_turned),
        )
    return found


def key_of_marks(intake_id: UUID) -> bytes:
    """The key of the marks that a decision keeps of two people: not in the database, and another one for each coming in."""
    return hmac.digest(settings.CAIRN_SEAL_KEY, intake_id.bytes, "sha256")


def _changed(decided: Comparison, came: Told, there: Told, *, is_turned: bool) -> tuple[str, ...]:
    """What of either is not as it was; nothing where a decision was kept before that was noted."""
    kept: Mapping[str, dict[str, str]] | None = decided.compared
    if kept is None:
        return ()
    key = key_of_marks(decided.intake_id)
    sides = ("there", "came") if is_turned else ("came", "there")
    found = [
        word
        for side, told in zip(sides, (came, there), strict=True)
        for word in changed_since(kept[side], prints_of(told), key)
    ]
    return tuple(dict.fromkeys(found))
