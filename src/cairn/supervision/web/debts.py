"""Who is owed supervision, soonest stop first; and the page that prepares and logs a session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.credentials.queries.standing import list_barred
from cairn.identity.commands.agreements import MAKE
from cairn.kernel.actors import Actor, Role
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import charts, clock
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.lists import page_after
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.supervision.commands.sessions import record_session
from cairn.supervision.domain.accounts import Breach, SessionKind
from cairn.supervision.domain.sessions import Format, Topic
from cairn.supervision.queries.debts import Debt, get_debt, list_debts
from cairn.supervision.queries.others import list_others
from cairn.supervision.queries.preparation import find_timer, prepare
from cairn.supervision.queries.sessions import SessionRow, list_waiting_signatures
from cairn.supervision.web.session_forms import EMPTY, read_session, typed_from_timer
from cairn.support.queries.caseloads import get_caseload

ON_A_PAGE = 50
SHOWN = 12  # sessions on the page, newest first
KINDS = (
    (SessionKind.CLINICAL.value, "Clinical", "pays hours owed"),
    (SessionKind.PEER.value, "Peer", "pays nothing owed"),
    (SessionKind.ADMINISTRATIVE.value, "Administrative", "pays nothing owed"),
)


@page(permission="supervision.debt.see")
def list_debts_page(request: HttpRequest) -> HttpResponse:
    """One line for each peer supporter that the actor answers for, and what waits for the actor's signature."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    debts = list_debts(actor, on)
    shown, older = page_after(debts, lambda debt: str(debt.peer.id), request.GET.get("after", ""), ON_A_PAGE)
    waiting = list_waiting_signatures(actor, on) if may(actor, "supervision.session.sign") else ()
    return render(
        request,
        "supervision/list_debts.html",
        {
            "debts": shown,
            "barred": list_barred(actor, on),
            "count": len(debts),
            "older": older,
            "waiting": waiting,
            "others": list_others(actor, on),
            "is_own": actor.role is Role.PEER_SUPPORTER,
            "may_make": may(actor, MAKE),
        },
    )


@page(permission="supervision.debt.see")
def prepare_session(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Hours, people and log of one peer supporter, with the form for the session; the clock fills in its times."""
    return _prepared(request, peer_id, None, {})


@page(permission="supervision.session.record", methods=("POST",))
def record_session_page(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Save a session to the log; what cannot be taken comes back as it was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        draft = read_session(request.POST, peer_id, actor.zone)
        record_session(
            actor=actor,
            session_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            draft=draft,
            now=clock.now(),
            sign=request.POST.get("sign") == "yes",
        )
    except BadInput as error:
        typed = {name: request.POST.get(name, "") for name in EMPTY}
        return _prepared(
            request, peer_id, {**typed, "topics": request.POST.getlist("topics")}, error.problems, status=400
        )
    messages.success(request, "Saved to the log. It counts once both have signed.")
    return redirect(reverse("prepare_session", kwargs={"peer_id": peer_id}))


def _prepared(
    request: HttpRequest, peer_id: UUID, typed: dict[str, Any] | None, problems: dict[str, str], status: int = 200
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    debt = get_debt(actor, peer_id, on)
    counted = {each.started_at: each.reason for each in debt.decision.figures["not_counted"]}
    newest = debt.sessions[::-1]
    timer = find_timer(actor, peer_id, on)
    context = {
        "debt": debt,
        "on": on,
        "caseload": get_caseload(actor, peer_id, on),
        "trail": "" if debt.is_unknown else charts.supervision_trail(debt.since_last_minutes, _limit(debt), in_hours),
        "sessions": [(row, _against(row, counted, debt)) for row in newest[:SHOWN]],
        "older": len(newest) - SHOWN,
        "last": next(iter(newest), None),
        "breaches": [_dated(gap, actor.zone) for gap in debt.decision.figures["breaches"][::-1]],
        "may_record": may(actor, "supervision.session.record"),
        "may_make": may(actor, MAKE),
        "formats": [(each.value, each.label) for each in Format],
        "kinds": KINDS,
        "ratio": rules_on(on, actor.place).find("supervision.ratio"),
        "timer": timer,
        "scenario": prepare(debt, on, actor.place, timer).scenario,
        "topics": [(each.value, each.label) for each in Topic],
        "typed": typed or {**EMPTY, "kind": SessionKind.CLINICAL.value, **typed_from_timer(timer, actor.zone)},
        "problems": problems,
        "new_id": timer.id if timer else new_form_id(actor.organization_id),
        "zone": actor.zone,
    }
    return render(request, "supervision/prepare_session.html", context, status=status)


def _against(row: SessionRow, counted: Mapping[datetime, str], debt: Debt) -> str:
    """Why a session changes nothing in the account; empty for one that counts."""
    if debt.judged_from is not None and row.started_on < debt.judged_from:
        return "not judged, no rule known for that day"
    return counted.get(row.started_at, "")


def _limit(debt: Debt) -> int:
    """The stop on the trail: what was worked since the last session and what is left, or what the open gap went over."""
    figures = debt.decision.figures
    over = next((each.over_minutes for each in figures["breaches"] if each.until is None), 0)
    return debt.since_last_minutes + debt.until_stop_minutes - over


def _dated(gap: Breach, zone: str) -> tuple[date, date | None, Breach]:
    """A gap with its days as they fall where the work is done."""
    return local_date(gap.since, zone), local_date(gap.until, zone) if gap.until else None, gap
