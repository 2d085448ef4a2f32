"""Supervision agreements: the list, a new one, signing, ending."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.commands.agreements import END, MAKE, SIGN, end_agreement, make_agreement, sign_agreement
from cairn.identity.domain.agreements import KINDS, AgreementDraft
from cairn.identity.queries.agreements import SEE, get_agreement, list_agreements
from cairn.identity.queries.names import list_peer_supporters, list_supervisors
from cairn.identity.web.forms import Typed, acting, attempt, day_of, typed_in, yes_or_no
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.policy import may

FIELDS = ("id", "peer", "supervisor", "kind", "starts_on", "ends_on", "is_relative", "is_own_therapist")


@page(permission=SEE)
def agreements(request: HttpRequest) -> HttpResponse:
    """One's own; for who answers for supervision, everybody's."""
    actor, on = acting(request)
    after = read_id(request.GET.get("after", ""))
    context = {"agreements": list_agreements(actor, on, after=after), "after": after, "kinds": KINDS}
    return render(
        request, "identity/agreements.html", {**context, "may_make": may(actor, MAKE), "may_end": may(actor, END)}
    )


@page(permission=MAKE, methods=("GET", "POST"))
def new_agreement(request: HttpRequest) -> HttpResponse:
    actor, on = acting(request)
    typed = typed_in(request, *FIELDS)
    if request.method != "POST":
        typed |= {"id": str(new_form_id(actor.organization_id)), "kind": "regular", "starts_on": on.isoformat()}
        typed["peer"] = request.GET.get("peer", "")

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {
            "typed": typed,
            "problems": problems,
            "peers": [(str(one.id), one.name) for one in list_peer_supporters(actor, on)],
            "supervisors": [(str(one.id), one.name) for one in list_supervisors(actor, on)],
            "kinds": list(KINDS.items()),
        }
        return render(request, "identity/agreement_form.html", context, status=status)

    def act() -> HttpResponse:
        agreement_id = sent_id(typed["id"], actor.organization_id)
        make_agreement(actor=actor, agreement_id=agreement_id, draft=_draft(typed), now=clock.now())
        messages.success(request, "Made. It holds once both have signed; each finds it on their own home.")
        return redirect("list_agreements")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=SIGN, methods=("GET", "POST"))
def sign(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Read it once more, then sign."""
    actor, on = acting(request)
    agreement = get_agreement(actor, agreement_id, on)

    def again(problems: Typed, status: int) -> HttpResponse:
        covers = rules_on(on, actor.place).find("supervision.agreement")
        signed = [
            local_date(Instant(at), actor.zone) if at else None
            for at in (agreement.peer_signed_at, agreement.supervisor_signed_at)
        ]
        context = {"agreement": agreement, "problems": problems, "kinds": KINDS, "signed": signed, "covers": covers}
        return render(request, "identity/agreement.html", context, status=status)

    def act() -> HttpResponse:
        sign_agreement(actor=actor, agreement_id=agreement_id, now=clock.now())
        messages.success(request, "Signed.")
        return redirect("list_agreements")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=END, methods=("GET", "POST"))
def end(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Its last day, and why."""
    actor, on = acting(request)
    agreement = get_agreement(actor, agreement_id, on)
    typed = typed_in(request, "ends_on", "because")
    if request.method != "POST":
        typed["ends_on"] = max(on, agreement.starts_on).isoformat()

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {"agreement": agreement, "typed": typed, "problems": problems}
        return render(request, "identity/agreement_end.html", context, status=status)

    def act() -> HttpResponse:
        last_day, because = day_of(typed, "ends_on"), typed["because"]
        end_agreement(actor=actor, agreement_id=agreement_id, ends_on=last_day, because=because, now=clock.now())
        messages.success(request, "Written down. What was done under it stays.")
        return redirect("list_agreements")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _draft(typed: Typed) -> AgreementDraft:
    return AgreementDraft(
        peer_id=read_id(typed["peer"]),
        supervisor_id=read_id(typed["supervisor"]),
        kind=typed["kind"],
        starts_on=day_of(typed, "starts_on"),
        ends_on=day_of(typed, "ends_on"),
        is_relative=yes_or_no(typed, "is_relative"),
        is_own_therapist=yes_or_no(typed, "is_own_therapist"),
    )
