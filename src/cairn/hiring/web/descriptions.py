"""Writing a job description, looking at it as it will be read, and taking it away on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cairn.hiring import policy
from cairn.hiring.commands.positions import write_description
from cairn.hiring.domain.descriptions import LONGEST, DescriptionDraft, Family
from cairn.hiring.queries.packs import choices_for
from cairn.hiring.queries.positions import PositionPage, get_position
from cairn.hiring.web import papers
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.money import Money
from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.forms import acting, read_lines, read_money
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page

HIGHEST_PAY = 1000  # by the hour: more is a slip of the finger
LABELS = {
    "title": "Title",
    "setting": "Where",
    "supervisor": "Supervisor",
    "hours": "Hours",
    "pay_low": "Pay",
    "overview": "About the job",
    "duties": "Duties",
    "own_duties": "Duties of your own",
    "qualifications": "What you ask for",
}


@page(permission=policy.RUN, methods=("GET", "POST"))
def new_position(request: HttpRequest) -> HttpResponse:
    """The first version of a description makes the position."""
    actor, _ = acting(request)
    if request.method == "POST":
        return _write(request, sent_id(request.POST.get("id", ""), actor.organization_id), None)
    return _form(request, new_form_id(actor.organization_id), DescriptionDraft(), {}, None)


@page(permission=policy.RUN, methods=("GET", "POST"))
def edit_description(request: HttpRequest, position_id: UUID) -> HttpResponse:
    """Change the version that is not posted yet, or begin the next one from the posted one."""
    actor, on = acting(request)
    found = get_position(actor, position_id, on)
    if request.method == "POST":
        return _write(request, position_id, found)
    return _form(request, position_id, found.latest.draft, {}, found)


@page(permission=policy.RUN)
def preview(request: HttpRequest, position_id: UUID) -> HttpResponse:
    """The newest version as it will be read, with the warnings under which duties were kept."""
    actor, on = acting(request)
    found = get_position(actor, position_id, on)
    context = {
        "position": found,
        "view": found.latest,
        "facts": papers.facts_of(found.latest),
        "applying": papers.APPLYING,
    }
    return render(request, "hiring/preview.html", context)


@page(permission=policy.RUN)
def description_pdf(request: HttpRequest, position_id: UUID) -> HttpResponse:
    (actor, on), now = acting(request), clock.now()
    view = get_position(actor, position_id, on).latest
    return download("job-description.pdf", papers.pdf_of(view, _house(request), now))


@page(permission=policy.RUN)
def description_docx(request: HttpRequest, position_id: UUID) -> HttpResponse:
    (actor, on), now = acting(request), clock.now()
    view = get_position(actor, position_id, on).latest
    return download("job-description.docx", papers.docx_of(view, _house(request), now), papers.DOCX)


def _write(request: HttpRequest, position_id: UUID, found: PositionPage | None) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    draft = _typed(request.POST)
    try:
        write_description(actor=actor, position_id=position_id, draft=draft, now=now)
    except BadInput as error:
        return _form(request, position_id, draft, error.problems, found)
    return redirect("show_description", position_id=position_id)


def _typed(sent: QueryDict) -> DescriptionDraft:
    return DescriptionDraft(
        **{name: sent.get(name, "").replace("\r\n", "\n").strip() for name in LONGEST},
        pay_low=_pay(sent.get("pay_low", "")),
        pay_high=_pay(sent.get("pay_high", "")),
        duties=tuple(sent.getlist("duties")),
        own_duties=read_lines(sent.get("own_duties", "")),
        keeps_warned=sent.get("keeps_warned") == "yes",
        qualifications=tuple(sent.getlist("qualifications")),
    )


def _form(
    request: HttpRequest,
    position_id: UUID,
    draft: DescriptionDraft,
    problems: dict[str, str],
    found: PositionPage | None,
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    choices = choices_for(actor.place)
    families = [(family, [line for line in choices.duties if line.family is family]) for family in Family]
    context: dict[str, Any] = {
        "id": position_id,
        "found": found,
        "typed": draft,
        "pay": [_dollars(draft.pay_low), _dollars(draft.pay_high)],
        "families": [
            (family, [(line.code, line.text) for line in lines], lines[0].citation)
            for family, lines in families
            if lines
        ],
        "qualifications": [(line.code, line.text) for line in choices.qualifications],
        "not_asked": choices.not_asked,
        "problems": problems,
        "labels": LABELS,
    }
    return render(request, "hiring/description_form.html", context, status=400 if problems else 200)


def _pay(text: str) -> Money | None:
    """Pay by the hour; None for an empty field or nonsense, which the command refuses in words."""
    pay = read_money(text)
    return pay if pay and 0 < pay.amount < HIGHEST_PAY else None


def _dollars(pay: Money | None) -> str:
    return f"{pay.amount:.2f}" if pay else ""


def _house(request: HttpRequest) -> str:
    return str(request.worn.organization_name)  # type: ignore[attr-defined]
