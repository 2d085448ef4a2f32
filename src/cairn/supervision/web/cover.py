"""Who has no supervisor, who is away, and the notice when a supervisor ceased."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.commands.agreements import MAKE
from cairn.identity.queries.names import list_supervisors
from cairn.identity.queries.peers import list_peers
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict
from cairn.platform import clock
from cairn.platform.calendars import HOLIDAYS_FROM
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.forms import acting, read_day
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.supervision import policy
from cairn.supervision.commands.cover import record_absence, record_telling, withdraw_absence
from cairn.supervision.domain.notices import HOW, WHOM
from cairn.supervision.queries.cover import get_change, list_away, list_changes, list_gaps
from cairn.supervision.queries.notices import as_document, draft_notice


@page(permission=policy.COVER)
def list_cover(request: HttpRequest) -> HttpResponse:
    """Gaps first, then who is away, then changes with their notice."""
    actor, on = acting(request)
    peers = list_peers(actor, on)
    context = {
        "gaps": list_gaps(actor, peers, on),
        "away": list_away(actor, on),
        "changes": list_changes(actor, peers, on),
        "on": on,
        "may_make": may(actor, MAKE),
        "may_record": may(actor, policy.ABSENCE),
        "is_own": actor.role is Role.PEER_SUPPORTER,
    }
    return render(request, "supervision/list_cover.html", context)


@page(permission=policy.ABSENCE, methods=("GET", "POST"))
def new_absence(request: HttpRequest) -> HttpResponse:
    """From when until when. Why is not asked."""
    actor, on = acting(request)
    problems: dict[str, str] = {}
    typed = {name: request.POST.get(name, "").strip() for name in ("id", "supervisor", "starts_on", "ends_on")}
    is_own = actor.role is Role.CLINICAL_SUPERVISOR
    if request.method == "POST":
        try:
            record_absence(
                actor=actor,
                absence_id=sent_id(typed["id"], actor.organization_id),
                supervisor_id=actor.engagement_id if is_own else read_id(typed["supervisor"]),
                starts_on=read_day(typed["starts_on"]),
                ends_on=read_day(typed["ends_on"]),
                now=clock.now(),
            )
            messages.success(request, "Written down. See whom nobody covers in these days.")
            return redirect("list_cover")
        except BadInput as error:
            problems = error.problems
        except Conflict as error:
            problems = {"": str(error)}
    else:
        typed |= {"id": str(new_form_id(actor.organization_id)), "starts_on": on.isoformat()}
    supervisors = [] if is_own else [(str(one.id), one.name) for one in list_supervisors(actor, on)]
    context = {"typed": typed, "problems": problems, "supervisors": supervisors}
    return render(request, "supervision/absence_form.html", context, status=400 if problems else 200)


@page(permission=policy.ABSENCE, methods=("POST",))
def withdraw(request: HttpRequest, absence_id: UUID) -> HttpResponse:
    withdraw_absence(actor=request.actor, absence_id=absence_id, now=clock.now())  # type: ignore[attr-defined]
    messages.success(request, "Taken back: there after all.")
    return redirect("list_cover")


@page(permission=policy.CHANGE, methods=("GET", "POST"))
def change_page(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The notice as drafted, its deadline, and who was told when."""
    actor, on = acting(request)
    problems: dict[str, str] = {}
    typed = {"whom": "", "how": "", "told_on": on.isoformat()}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        try:
            record_telling(
                actor=actor,
                agreement_id=agreement_id,
                whom=typed["whom"],
                how=typed["how"],
                told_on=read_day(typed["told_on"]),
                now=clock.now(),
            )
            messages.success(request, "Written down.")
            return redirect("get_change", agreement_id=agreement_id)
        except BadInput as error:
            problems = error.problems
    change = get_change(actor, agreement_id, on)
    told = {each.whom for each in change.told}
    context = {
        "change": change,
        "draft": draft_notice(actor, change, on),
        "days": (change.due_on - on).days if change.due_on else None,
        "whom": WHOM,
        "how": HOW,
        "left": [(code, words) for code, words in WHOM.items() if code not in told],
        "hows": list(HOW.items()),
        "typed": typed,
        "problems": problems,
        "holidays_from": HOLIDAYS_FROM,
    }
    return render(request, "supervision/change.html", context, status=400 if problems else 200)


@page(permission=policy.CHANGE)
def notice(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The same notice as a paper. The file's name names nobody."""
    actor, on = acting(request)
    drafted = draft_notice(actor, get_change(actor, agreement_id, on), on)
    data = as_document(drafted, actor.name, actor.role.label)
    return download("change-of-supervisor.pdf", typeset("supervision", "change_notice", data, now=clock.now()))
