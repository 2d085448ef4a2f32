"""The program's starting questions: choosing some for a note, and changing them."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_number, sent_text
from cairn.platform.ids import is_form_id, new_form_id, read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support import policy_templates
from cairn.support.commands.note_templates import write_template
from cairn.support.domain.note_templates import Questions
from cairn.support.queries.note_templates import TemplateView, get_template, list_templates


@page(permission=policy_templates.SEE)
def templates(request: HttpRequest) -> HttpResponse:
    """Every set of questions, to begin a note from or to change."""
    actor, on = acting(request)
    context = {
        "templates": list_templates(actor, on),
        "person": read_id(request.GET.get("person", "")),
        "may_use": may(actor, "support.encounter.record"),
        "may_write": may(actor, policy_templates.WRITE),
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "support/note_templates.html", context)


@page(permission=policy_templates.WRITE, methods=("GET", "POST"))
def template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """One set of questions. An id that nothing has yet, and that this page handed out, is a new one."""
    actor, on = acting(request)
    is_sent = request.method == "POST"

    def standing() -> TemplateView | None:
        try:
            return get_template(actor, template_id, on)
        except NotFound:
            if not is_form_id(template_id, actor.organization_id):
                raise
            return None

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        kept = standing()
        context = {
            "typed": asdict(_sent(request)) if is_sent else asdict(kept.questions if kept else Questions("")),
            "theirs": kept.questions if kept and status == 409 else None,
            "seen": sent_number(request, "seen") if is_sent and status == 400 else kept.version if kept else 0,
            "problems": problems,
        }
        return render(request, "support/write_note_template.html", context, status=status)

    def act() -> HttpResponse:
        standing()
        seen, now = sent_number(request, "seen"), clock.now()
        write_template(actor=actor, template_id=template_id, questions=_sent(request), seen=seen, now=now)
        messages.success(request, "Saved. Notes that are begun from now on are asked so.")
        return redirect("list_note_templates")

    return attempt(act, again) if is_sent else again({}, 200)


def _sent(request: HttpRequest) -> Questions:
    name, data, assessment, plan = (sent_text(request, field) for field in ("name", "data", "assessment", "plan"))
    return Questions(name, data, assessment, plan, "is_retired" in request.POST)
