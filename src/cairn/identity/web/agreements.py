"""Supervision agreements: the list, a new one, signing, ending."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.commands.agreements import (
    END,
    MAKE,
    SIGN,
    end_agreement,
    make_agreement,
    revise_agreement,
    sign_agreement,
)
from cairn.identity.domain.agreements import COUNTS, KINDS, SUPERVISIONS, AgreementDraft, VersionDraft
from cairn.identity.queries.agreements import SEE, AgreementView, get_agreement, list_agreements, list_versions
from cairn.identity.queries.names import list_peer_supporters, list_who_may_supervise
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt, day_of, sent_texts, yes_or_no
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.policy import may

VERSION_FIELDS = ("id", "changes", "starts_on", "ends_on", "frequency", "duties", "cosigns_notes")
FIELDS = (
    "id", "peer", "supervisor", "supervision", "kind", "starts_on", "ends_on", "is_relative", "is_own_therapist",
    "frequency", "duties", "cosigns_notes",
)  # fmt: skip


@page(permission=SEE)
def agreements(request: HttpRequest) -> HttpResponse:
    """One's own; for who answers for supervision, everybody's."""
    actor, on = acting(request)
    after = read_id(request.GET.get("after", ""))
    context = {
        "agreements": list_agreements(actor, on, after=after),
        "after": after,
        "kinds": KINDS,
        "supervisions": SUPERVISIONS,
    }
    return render(
        request, "identity/agreements.html", {**context, "may_make": may(actor, MAKE), "may_end": may(actor, END)}
    )


@page(permission=MAKE, methods=("GET", "POST"))
def new_agreement(request: HttpRequest) -> HttpResponse:
    actor, on = acting(request)
    typed = sent_texts(request, *FIELDS)
    if request.method != "POST":
        typed |= {"id": str(new_form_id(actor.organization_id)), "kind": "regular", "starts_on": on.isoformat()}
        typed |= {name: request.GET.get(name, typed[name]) for name in ("peer", "kind", "ends_on")}
        typed["supervision"] = COUNTS

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {
            "typed": typed,
            "problems": problems,
            "peers": [(str(one.id), one.name) for one in list_peer_supporters(actor, on)],
            "supervisors": _supervisors(actor, on),
            "kinds": list(KINDS.items()),
            "supervisions": list(SUPERVISIONS.items()),
            "ratio": rules_on(on, actor.place).find("supervision.ratio"),
        }
        return render(request, "identity/agreement_form.html", context, status=status)

    def act() -> HttpResponse:
        agreement_id = sent_id(typed["id"], actor.organization_id)
        make_agreement(actor=actor, agreement_id=agreement_id, draft=_draft(typed), now=clock.now())
        messages.success(request, "Made. It holds once both have signed; each finds it on their own home.")
        return redirect("list_agreements")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _supervisors(actor: Actor, on: date) -> list[tuple[str, str]]:
    """Clinical supervisors by name; then who may hold other supervision, with their role."""
    return [
        (str(one.id), one.name if one.role is Role.CLINICAL_SUPERVISOR else f"{one.name}, {one.role.label.lower()}")
        for one in list_who_may_supervise(actor, "peer", on)
    ]


@page(permission=MAKE, methods=("GET", "POST"))
def new_version(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The next version: what changes, and from when."""
    actor, on = acting(request)
    agreement = get_agreement(actor, agreement_id, on)
    typed = sent_texts(request, *VERSION_FIELDS)
    if request.method != "POST":
        typed |= _next_version(agreement, actor, on)

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {"agreement": agreement, "typed": typed, "problems": problems}
        return render(request, "identity/agreement_version.html", context, status=status)

    def act() -> HttpResponse:
        version_id = sent_id(typed["id"], actor.organization_id)
        revise_agreement(
            actor=actor, agreement_id=agreement_id, version_id=version_id, draft=_version(typed), now=clock.now()
        )
        messages.success(request, "Written. The old version stays in force until both have signed the new one.")
        return redirect("read_agreement", agreement_id=version_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=SEE)
def read(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One version with all the others of these two: what was agreed when stays readable."""
    actor, on = acting(request)
    return _agreement_page(request, get_agreement(actor, agreement_id, on), on)


@page(permission=SIGN, methods=("GET", "POST"))
def sign(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Read it once more, then sign."""
    actor, on = acting(request)
    agreement = get_agreement(actor, agreement_id, on)

    def again(problems: Typed, status: int) -> HttpResponse:
        return _agreement_page(request, agreement, on, problems, status)

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
    typed = sent_texts(request, "ends_on", "because")
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


def _agreement_page(
    request: HttpRequest, agreement: AgreementView, on: date, problems: Typed | None = None, status: int = 200
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rules = rules_on(on, actor.place)
    context = {
        "agreement": agreement,
        "versions": list_versions(actor, agreement, on),
        "problems": problems or {},
        "kinds": KINDS,
        "supervisions": SUPERVISIONS,
        "counts": agreement.supervision == COUNTS,
        "ratio": rules.find("supervision.ratio"),
        "covers": rules.find("supervision.agreement"),
        "signed": [
            local_date(Instant(at), actor.zone) if at else None
            for at in (agreement.peer_signed_at, agreement.supervisor_signed_at)
        ],
        "may_sign": may(actor, SIGN) and agreement.waits_for(actor),
        "may_make": may(actor, MAKE),
    }
    return render(request, "identity/agreement.html", context, status=status)


def _next_version(agreement: AgreementView, actor: Actor, on: date) -> Typed:
    """The form of the next version, filled with what holds now."""
    return {
        "id": str(new_form_id(actor.organization_id)),
        "starts_on": (on + timedelta(days=1)).isoformat(),
        "ends_on": agreement.ends_on.isoformat() if agreement.ends_on else "",
        "frequency": agreement.frequency,
        "duties": agreement.duties,
        "cosigns_notes": "yes" if agreement.cosigns_notes else "",
    }


def _version(typed: Typed) -> VersionDraft:
    return VersionDraft(
        changes=typed["changes"],
        starts_on=day_of(typed, "starts_on"),
        ends_on=day_of(typed, "ends_on"),
        frequency=typed["frequency"],
        duties=typed["duties"],
        cosigns_notes=typed["cosigns_notes"] == "yes",
    )


def _draft(typed: Typed) -> AgreementDraft:
    return AgreementDraft(
        peer_id=read_id(typed["peer"]),
        supervisor_id=read_id(typed["supervisor"]),
        kind=typed["kind"],
        starts_on=day_of(typed, "starts_on"),
        ends_on=day_of(typed, "ends_on"),
        is_relative=yes_or_no(typed, "is_relative"),
        is_own_therapist=yes_or_no(typed, "is_own_therapist"),
        supervision=typed["supervision"] or COUNTS,
        frequency=typed["frequency"],
        duties=typed["duties"],
        cosigns_notes=typed["cosigns_notes"] == "yes",
    )
