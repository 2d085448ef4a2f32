"""What claims need to know of one person: legal name, birth date, coverage, diagnosis. For the biller and the program manager."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_day, sent_id
from cairn.platform.ids import new_form_id
from cairn.platform.packs import payers_in, place_names
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support import policy
from cairn.support.commands.billing_facts import (
    add_coverage,
    add_diagnosis,
    end_coverage,
    take_back_diagnosis,
    write_legal_name,
)
from cairn.support.domain.billing_facts import CoverageDraft, DiagnosisDraft, LegalName
from cairn.support.queries.billing_clients import BillingClient, get_billing_client
from cairn.support.web.shown import show

FIELDS = (
    "id", "given", "family", "birth_date", "payer", "member_id", "starts_on", "ends_on", "last_day", "code", "recorded_on",
    "from_clinician", "because",
)  # fmt: skip


@page(permission=policy.RECORD_FACTS)
def billing_facts(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Everything on record, and the forms for what is missing."""
    return _shown(request, client_id, "", {}, 200)


@page(permission=policy.RECORD_FACTS, methods=("POST",))
def legal_name(request: HttpRequest, client_id: UUID) -> HttpResponse:
    def act() -> None:
        name = LegalName(_text(request, "given"), _text(request, "family"), sent_day(request, "birth_date"))
        write_legal_name(actor=acting(request)[0], client_id=client_id, name=name, now=clock.now())

    return _saved(request, client_id, "name", act, "Name and birth date saved.")


@page(permission=policy.RECORD_FACTS, methods=("POST",))
def coverage(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A new coverage; or, with `coverage`, the last day of one."""

    def add() -> None:
        draft = CoverageDraft(
            _text(request, "payer"),
            _text(request, "member_id"),
            sent_day(request, "starts_on"),
            sent_day(request, "ends_on"),
        )
        row_id = sent_id(request, "id")
        add_coverage(actor=acting(request)[0], coverage_id=row_id, client_id=client_id, draft=draft, now=clock.now())

    def end() -> None:
        row_id, last_day = named_id(request, "coverage"), sent_day(request, "last_day")
        end_coverage(
            actor=acting(request)[0], coverage_id=row_id, client_id=client_id, ends_on=last_day, now=clock.now()
        )

    if "coverage" in request.POST:
        return _saved(request, client_id, "end", end, "Last day saved.")
    return _saved(request, client_id, "coverage", add, "Coverage saved.")


@page(permission=policy.RECORD_FACTS, methods=("POST",))
def diagnosis(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A diagnosis out of a clinician's record; or, with `diagnosis`, one taken back."""

    def take_back() -> None:
        row_id, because = named_id(request, "diagnosis"), _text(request, "because")
        take_back_diagnosis(
            actor=acting(request)[0], diagnosis_id=row_id, client_id=client_id, because=because, now=clock.now()
        )

    def act() -> None:
        draft = DiagnosisDraft(
            _text(request, "code"), sent_day(request, "recorded_on"), _text(request, "from_clinician")
        )
        row_id = sent_id(request, "id")
        add_diagnosis(actor=acting(request)[0], diagnosis_id=row_id, client_id=client_id, draft=draft, now=clock.now())

    if "diagnosis" in request.POST:
        return _saved(request, client_id, "wrong", take_back, "Taken back. No claim rests on it any more.")
    return _saved(request, client_id, "diagnosis", act, "Diagnosis saved.")


def _saved(request: HttpRequest, client_id: UUID, form: str, save: Callable[[], None], words: str) -> HttpResponse:
    def act() -> HttpResponse:
        save()
        messages.success(request, words)
        return redirect("billing_facts", client_id=client_id)

    return attempt(act, lambda problems, status: _shown(request, client_id, form, problems, status))


def _shown(request: HttpRequest, client_id: UUID, form: str, problems: dict[str, str], status: int) -> HttpResponse:
    """The page; `form` is the one that comes back with problems, with what was typed."""
    actor, on = acting(request)
    client = get_billing_client(actor, client_id, on, permission=policy.RECORD_FACTS)
    return show(
        request,
        "billing_facts",
        status,
        client=client,
        forms={
            name: _typed(request, client, came_back=name == form)
            for name in ("name", "coverage", "diagnosis", "end", "wrong")
        },
        ending=request.POST.get("coverage", "") if form == "end" else "",
        wrong_one=request.POST.get("diagnosis", "") if form == "wrong" else "",
        form=form,
        problems=problems,
        payers=list(payers_in(actor.place).items()),
        names=place_names(),
        may_open=may(actor, policy.SEE),
    )


def _typed(request: HttpRequest, client: BillingClient, *, came_back: bool) -> dict[str, str]:
    """What stands in one form: what was typed, or what is on record."""
    if came_back:
        return {name: request.POST.get(name, "") for name in FIELDS}
    blank = dict.fromkeys(FIELDS, "") | {"id": str(new_form_id(acting(request)[0].organization_id))}
    born = client.birth_date.isoformat() if client.birth_date else ""
    return blank | {"given": client.legal_given_name, "family": client.legal_family_name, "birth_date": born}


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()
