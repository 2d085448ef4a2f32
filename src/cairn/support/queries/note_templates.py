"""The program's starting questions, each as its newest version says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible
from cairn.support import policy_templates
from cairn.support.domain.note_templates import Questions
from cairn.support.models import NoteTemplate

SHOWN = 100


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template and the version that is asked now."""

    id: UUID
    version: int
    questions: Questions


def list_templates(actor: Actor, on: date) -> tuple[TemplateView, ...]:
    """By name, retired ones last. One statement."""
    return tuple(sorted(_newest(actor, on, None), key=lambda one: (one.questions.is_retired, one.questions.name)))


def get_template(actor: Actor, template_id: UUID, on: date) -> TemplateView:
    """One template; raises NotFound. One statement."""
    for one in _newest(actor, on, template_id):
        return one
    raise NotFound


def find_questions(actor: Actor, template_id: UUID | None, on: date) -> Questions | None:
    """What a chosen template asks; None when nothing was chosen or it is used no more. One statement when chosen."""
    if template_id is None:
        return None
    found = _newest(actor, on, template_id)
    return found[0].questions if found and not found[0].questions.is_retired else None


def _newest(actor: Actor, on: date, template_id: UUID | None) -> list[TemplateView]:
    rows = visible(NoteTemplate, actor, policy_templates.SEE, on)
    if template_id is not None:
        rows = rows.filter(template_id=template_id)
    newer = NoteTemplate.objects.filter(
        organization_id=OuterRef("organization_id"),
        template_id=OuterRef("template_id"),
        version__gt=OuterRef("version"),
    )
    return [
        TemplateView(
            row.template_id, row.version, Questions(row.name, row.data, row.assessment, row.plan, row.is_retired)
        )
        for row in rows.filter(~Exists(newer)).order_by("name", "template_id")[:SHOWN]
    ]
