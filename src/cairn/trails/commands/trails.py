"""Taking a trail, and noting the own part of its steps."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.journeys import journeys_of
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible
from cairn.trails import policy  # noqa: F401 - declares who may
from cairn.trails.models import StepNote, TrailChoice
from cairn.trails.queries.trails import get_trail


@command(permission="trails.trail.choose")
def choose_trail(*, actor: Actor, choice_id: UUID, trail: str, now: Instant) -> None:
    """Take a trail, or change to another. What was noted stays; earlier choices stay as history."""
    if trail not in journeys_of(actor.place):
        raise BadInput({"trail": "Choose one of the trails of this place."})
    mine = visible(TrailChoice, actor, "trails.trail.choose", local_date(now, actor.zone))
    newest = mine.select_for_update().order_by("-chosen_at", "-id").first()
    if newest is not None and newest.trail == trail:
        return ledger.unchanged("on this trail already")
    content = {"candidate_id": actor.engagement_id, "trail": trail, "place": actor.place}
    if create_once(TrailChoice, actor, choice_id, content, chosen_at=now):
        ledger.record("trails.trail.chosen", trail=trail)
    return None


@command(permission="trails.step.note")
def note_step(*, actor: Actor, note_id: UUID, step: str, done_on: date | None, now: Instant) -> None:
    """Note that one's own part of a step is done. Another day puts a new note in the place of the old one."""
    today = local_date(now, actor.zone)
    known = get_trail(actor, today).journey.step(step)
    if known is None or not known.own_part:
        raise BadInput({"step": "This step cannot be noted by yourself."})
    if done_on is None or done_on > today:
        raise BadInput({"done_on": "Give the day on which it was done. A day to come is noted once it is here."})
    content = {"candidate_id": actor.engagement_id, "step": step, "done_on": done_on}
    standing = _standing(actor, step, today)
    if standing is not None and standing.done_on == done_on:
        return ledger.unchanged("noted before")
    sent_before = StepNote.objects.filter(id=note_id, organization_id=actor.organization_id).exists()
    if standing is not None and not sent_before:  # an older form that comes again does not set the newer note aside
        _take_back(standing, now)
    if create_once(StepNote, actor, note_id, content, noted_at=now):
        ledger.record("trails.step.noted", step=step, on=done_on)
    return None


@command(permission="trails.step.note")
def take_back_step(*, actor: Actor, step: str, now: Instant) -> None:
    """The step is not done after all. Raises NotFound when it was never noted."""
    today = local_date(now, actor.zone)
    standing = _standing(actor, step, today)
    if standing is not None:
        _take_back(standing, now)
        ledger.record("trails.step.taken_back", step=step)
        return
    if not visible(StepNote, actor, "trails.step.note", today).filter(step=step).exists():
        raise NotFound
    ledger.unchanged("taken back before")


def _standing(actor: Actor, step: str, on: date) -> StepNote | None:
    notes = visible(StepNote, actor, "trails.step.note", on).select_for_update()
    return notes.filter(step=step, taken_back_at__isnull=True).first()


def _take_back(note: StepNote, now: Instant) -> None:
    note.taken_back_at = now
    note.save(update_fields=["taken_back_at"])
