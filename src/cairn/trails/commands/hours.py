"""Keeping the ledger of hours, and asking an organization to confirm what stands in it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, mark_once
from cairn.privacy.policy import visible
from cairn.trails import policy  # noqa: F401 - declares who may
from cairn.trails.commands.confirmations import Handed, ask_confirmation
from cairn.trails.domain.confirmations import Answer
from cairn.trails.domain.hours import Kind
from cairn.trails.models import Confirmation, HoursEntry
from cairn.trails.queries.hours import Line, get_ledger

DAY, TEXT, WHAT = 24 * 60, 120, 200
KIND = "hours"


@command(permission="trails.hours.record")
def record_hours(
    *, actor: Actor, entry_id: UUID, kind: str, on: date | None, minutes: int, with_whom: str, what: str, now: Instant
) -> None:
    """Write down the time of one day with one organization. It counts once they confirmed it."""
    problems: dict[str, str] = {}
    if kind not in list(Kind):
        problems["kind"] = "Choose volunteering or further training."
    if on is None or on > local_date(now, actor.zone):
        problems["on"] = "Give the day. A day to come is written down once it is here."
    if not 1 <= minutes <= DAY:
        problems["hours"] = "Give a length between 1 minute and 24 hours."
    if not with_whom.strip():
        problems["with_whom"] = "Name the organization."
    if max(len(with_whom) / TEXT, len(what) / WHAT) > 1:
        problems["what"] = "Shorten the words a little; they do not fit."
    if problems:
        raise BadInput(problems)
    content = {"candidate_id": actor.engagement_id, "kind": kind, "on": on, "minutes": minutes,
               "with_whom": " ".join(with_whom.split()), "what": what.strip()}  # fmt: skip
    if create_once(HoursEntry, actor, entry_id, content, recorded_at=now):
        ledger.record("trails.hours.recorded", entry=entry_id, kind=kind, on=on, minutes=minutes)


@command(permission="trails.hours.record")
def take_back_hours(*, actor: Actor, entry_id: UUID, now: Instant) -> None:
    """Take a line back. It stays as history and counts no more. Raises NotFound."""
    rows = visible(HoursEntry, actor, "trails.hours.record", local_date(now, actor.zone)).select_for_update()
    row = rows.filter(id=entry_id).first()
    if row is None:
        raise NotFound
    if mark_once(row, "taken_back", now):
        ledger.record("trails.hours.taken_back", entry=entry_id)


@command(permission="trails.confirmation.ask")
def ask_for_hours(*, actor: Actor, confirmation_id: UUID, with_whom: str, asked_of: str, now: Instant) -> Handed:
    """Ask one organization about every line that is not confirmed; links made for them before stop working.

    Whoever is asked sees days, lengths and the asker's name, no more.
    """
    on = local_date(now, actor.zone)
    asked = visible(Confirmation, actor, "trails.confirmation.ask", on)
    if asked.filter(id=confirmation_id).exists():
        ledger.unchanged("asked before")
        return Handed("", now)
    lines = [line for line in get_ledger(actor, None, now).waiting if line.with_whom == with_whom]
    if not lines:
        raise BadInput({"with_whom": "Choose an organization with hours that are not confirmed yet."})
    asks = words_for(actor.name, with_whom, lines)
    handed = ask_confirmation(
        actor=actor, confirmation_id=confirmation_id, kind=KIND, asked_of=asked_of, asks=asks, now=now
    )
    older = [line.asked.id for line in lines if line.asked]
    asked.filter(id__in=older, answer="", expires_at__gt=now).update(expires_at=now)
    rows = visible(HoursEntry, actor, "trails.confirmation.ask", on)
    rows = rows.filter(id__in=[line.id for line in lines])
    rows.exclude(confirmation__answer=Answer.YES).update(
        confirmation_id=confirmation_id
    )  # answered while this was made
    return handed


def words_for(name: str, with_whom: str, lines: list[Line]) -> str:
    """The question as it will be shown, and kept as it was shown."""
    listed = [
        f"{in_words(line.on)}: {in_hours(line.minutes)}, {line.kind.label.lower()}"
        for line in sorted(lines, key=lambda each: each.on)
    ]
    whole = in_hours(sum(line.minutes for line in lines))
    return "\n".join([f"Did {name} spend this time with {with_whom}?", *listed, f"Together: {whole}."])
