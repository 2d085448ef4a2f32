"""The coordinator's and the clerk's pages: what was issued, issuing, correcting, revoking, the paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.badges.commands.badges import TO_CHOOSE, correct_badge, issue_badge, revoke_badge
from cairn.badges.commands.prints import print_badge
from cairn.badges.commands.signing_keys import change_signing_key
from cairn.badges.policy import CHANGE_KEY, ISSUE, PRINT, REVOKE, SEE
from cairn.badges.queries.issued import IssuedBadge, get_issued_badge, list_issued_badges
from cairn.badges.queries.recipients import list_recipients
from cairn.badges.web.files import handed_out
from cairn.badges.web.forms import FIELDS, LABELS, read_draft, typed_from
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, sent_texts
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page

REASONS = [(reason.value, reason.label) for reason in TO_CHOOSE]


@page(permission=SEE)
def list_badges_page(request: HttpRequest) -> HttpResponse:
    """Newest first; with `?number=` the one of that number."""
    actor, on = acting(request)
    number, after = request.GET.get("number", "").strip(), read_id(request.GET.get("after", ""))
    badges, older = list_issued_badges(actor, on, number=number, after=after)
    context = {"badges": badges, "older": older, "number": number, "is_first": after is None}
    return render(request, "badges/issued.html", context)


@page(permission=SEE)
def get_badge_page(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    actor, on = acting(request)
    return render(request, "badges/issued_badge.html", {"badge": get_issued_badge(actor, badge_id, on)})


@page(permission=PRINT, methods=("POST",))
def print_badge_page(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    actor, _ = acting(request)
    form = request.POST.get("form", "")
    return handed_out(print_badge(actor=actor, badge_id=badge_id, form=form, now=clock.now()))


@page(permission=ISSUE, methods=("GET", "POST"))
def issue_badge_page(request: HttpRequest) -> HttpResponse:
    """Issue one by hand; courses and licenses issue theirs by themselves."""
    actor, on = acting(request)
    if request.method != "POST":
        typed = {**dict.fromkeys(FIELDS, ""), "id": str(new_form_id(actor.organization_id))}
        return _form(request, {**typed, "issued_on": on.isoformat()}, {})
    typed = sent_texts(request, *FIELDS)
    try:
        sent = read_draft(typed, actor, list_recipients(actor, on))
        draft = sent.draft
        badge_id = issue_badge(
            actor=actor,
            badge_id=sent_id(typed["id"], actor.organization_id),
            kind=draft.kind,
            recipient_name=draft.recipient_name,
            recipient_person_id=sent.person_id,
            title=draft.title,
            facts=draft.facts,
            issued_on=draft.issued_on,
            expires_on=draft.expires_on,
            criteria=draft.criteria,
            now=clock.now(),
        )
    except BadInput as error:
        return _form(request, typed, error.problems)
    messages.success(request, "Issued and signed. It can be checked from now on.")
    return redirect("get_badge", badge_id=badge_id)


@page(permission=ISSUE, methods=("GET", "POST"))
def correct_badge_page(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    """The form with what was issued; sending it revokes that and issues this."""
    actor, on = acting(request)
    old = get_issued_badge(actor, badge_id, on)
    if request.method != "POST":
        return _form(request, {**typed_from(old), "id": str(new_form_id(actor.organization_id))}, {}, old)
    typed = sent_texts(request, *FIELDS)
    try:
        new_id = correct_badge(
            actor=actor,
            badge_id=sent_id(typed["id"], actor.organization_id),
            old_badge_id=badge_id,
            draft=read_draft(typed, actor, ()).draft,
            now=clock.now(),
        )
    except BadInput as error:
        return _form(request, typed, error.problems, old)
    messages.success(request, "Corrected. The old one now says that it was replaced.")
    return redirect("get_badge", badge_id=new_id)


@page(permission=REVOKE, methods=("GET", "POST"))
def revoke_badge_page(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    """Asks once and for the reason, as a stranger may read it."""
    actor, on = acting(request)
    problems: Typed = {}
    if request.method == "POST":
        try:
            revoke_badge(actor=actor, badge_id=badge_id, reason=request.POST.get("reason", ""), now=clock.now())
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "Revoked. Its public page says so from now on.")
            return redirect("get_badge", badge_id=badge_id)
    context = {"badge": get_issued_badge(actor, badge_id, on), "reasons": REASONS, "problems": problems}
    return render(request, "badges/revoke.html", context, status=400 if problems else 200)


@page(permission=CHANGE_KEY, methods=("GET", "POST"))
def change_signing_key_page(request: HttpRequest) -> HttpResponse:
    actor, _ = acting(request)
    if request.method == "POST":
        change_signing_key(actor=actor, now=clock.now())
        messages.success(request, "The next certificate is signed with a new key. Those issued before still hold.")
        return redirect("list_badges")
    return render(request, "badges/change_key.html")


def _form(request: HttpRequest, typed: Typed, problems: Typed, old: IssuedBadge | None = None) -> HttpResponse:
    actor, on = acting(request)
    recipients = [] if old else [(str(one.engagement_id), one.name) for one in list_recipients(actor, on)]
    context = {"typed": typed, "problems": problems, "labels": LABELS, "recipients": recipients, "old": old}
    return render(request, "badges/issue.html", context, status=400 if problems else 200)
