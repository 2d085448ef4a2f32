"""Changing what the program asks: each time a new version, and two who write at once both keep what they wrote."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.support import policy_templates
from cairn.support.domain.note_templates import Questions, check_questions
from cairn.support.models import NoteTemplate

MEANWHILE = "Somebody else changed these questions in the meantime. Look at theirs, then save yours."


@command(permission=policy_templates.WRITE)
def write_template(*, actor: Actor, template_id: UUID, questions: Questions, seen: int, now: Instant) -> int:
    """Write a new version; `seen` is the one that was read (0: none). Gives its number. Raises BadInput, Conflict."""
    check_questions(questions)
    on = local_date(now, actor.zone)
    rows = visible(NoteTemplate, actor, policy_templates.WRITE, on).filter(template_id=template_id)
    newest = rows.order_by("-version").first()
    if newest is not None and _says(newest, questions):
        ledger.unchanged("says so already")
        return newest.version
    if (newest.version if newest else 0) != seen:
        raise Conflict(MEANWHILE, current_version=newest.version if newest else 0)
    try:
        with transaction.atomic():
            NoteTemplate.objects.create(
                organization_id=actor.organization_id,
                template_id=template_id,
                version=seen + 1,
                name=questions.name,
                data=questions.data,
                assessment=questions.assessment,
                plan=questions.plan,
                is_retired=questions.is_retired,
                written_at=now,
                written_by_id=actor.engagement_id,
            )
    except IntegrityError:
        raise Conflict(MEANWHILE) from None
    ledger.record("support.note_template.written", template=template_id, version=seen + 1)
    return seen + 1


def _says(row: NoteTemplate, asked: Questions) -> bool:
    kept = Questions(row.name, row.data, row.assessment, row.plan, row.is_retired)
    return kept == asked
