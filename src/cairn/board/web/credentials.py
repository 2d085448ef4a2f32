"""The book of certificates: the list with standings, one with its history, and what a clerk writes into it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cairn.board.commands.credentials import (
    Act,
    lift_suspension,
    renew_credential,
    surrender_credential,
    suspend_credential,
)
from cairn.board.queries.book import count_book, find_volume, open_book, open_standing
from cairn.board.queries.credentials import get_credential
from cairn.board.web.desk import seen_version
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, Refused
from cairn.kernel.instants import local_date
from cairn.kernel.money import Money
from cairn.platform import clock
from cairn.platform.forms import read_money
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may

KEEP = "board.credential.keep"
FIELDS = {"renew.attested": "attests_ce"}  # where on the form a rule against a renewal is told
WORDS = ("active", "lapsed", "expired", "suspended", "surrendered", "terminated")
ORDERS = {"suspend": suspend_credential, "lift": lift_suspension, "surrender": surrender_credential}


@page(permission=KEEP)
def list_credentials_page(request: HttpRequest) -> HttpResponse:
    """The book, by number; `?standing=lapsed` shows those only, `?number=` opens one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on, number = local_date(clock.now(), actor.zone), request.GET.get("number", "")
    found = find_volume(actor, number, on) if number else None
    if found is not None:
        return redirect("board_credential", credential_id=found[0].id)
    after, standing, counts = (
        read_id(request.GET.get("after", "")),
        request.GET.get("standing", ""),
        count_book(actor, on),
    )
    if standing:
        opened = open_standing(actor, on, standing, counts, after=after)
    else:
        opened = open_book(actor, on, after=after)
    problems = {"number": "No certificate of this book has this number."} if number else {}
    context = {"opened": opened, "counts": counts, "standing": standing, "words": WORDS, "problems": problems}
    return render(request, "board/credentials.html", {**context, "number": number}, status=404 if problems else 200)


@page(permission="board.credential.see")
def get_credential_page(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    return _shown(request, credential_id, "", {})


@page(permission=KEEP, methods=("POST",))
def renew_credential_page(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    def save(actor: Actor, act: Act, sent: QueryDict) -> None:
        renew_credential(
            actor=actor,
            act=act,
            attests_ce=sent.get("attests_ce") == "yes",
            paid_cents=_cents(sent.get("paid", "")),
            now=clock.now(),
        )

    return _saved(request, credential_id, "renew", save, "Renewal written into the book.")


@page(permission=KEEP, methods=("POST",))
def suspend_credential_page(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    return _ordered(request, credential_id, "suspend", "Suspension written into the book.")


@page(permission=KEEP, methods=("POST",))
def lift_suspension_page(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    return _ordered(request, credential_id, "lift", "The suspension is lifted.")


@page(permission=KEEP, methods=("POST",))
def surrender_credential_page(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    return _ordered(request, credential_id, "surrender", "Written into the book: given back.")


def _ordered(request: HttpRequest, credential_id: UUID, verb: str, words: str) -> HttpResponse:
    def save(actor: Actor, act: Act, sent: QueryDict) -> None:
        ORDERS[verb](actor=actor, act=act, reason=sent.get("reason", ""), now=clock.now())

    return _saved(request, credential_id, verb, save, words)


def _saved(
    request: HttpRequest, credential_id: UUID, form: str, save: Callable[[Actor, Act, QueryDict], None], words: str
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    event_id = sent_id(request.POST.get("id", ""), actor.organization_id)
    try:
        save(actor, Act(event_id, credential_id, seen_version(request.POST)), request.POST)
    except BadInput as error:
        return _shown(request, credential_id, form, error.problems)
    except Refused as error:
        said = {finding.code: f"{finding.title}: {finding.remedy}" for finding in error.decision.against}
        return _shown(request, credential_id, form, {FIELDS.get(code, "paid"): words for code, words in said.items()})
    except Conflict as error:
        return _shown(request, credential_id, form, {}, str(error))
    messages.success(request, words)
    return redirect("board_credential", credential_id=credential_id)


def _shown(
    request: HttpRequest, credential_id: UUID, form: str, problems: dict[str, str], conflict: str = ""
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    held = get_credential(actor, credential_id, local_date(clock.now(), actor.zone))
    context = {
        "held": held,
        "one": held.registered,
        "cost": Money(held.renewal.figures["cost_cents"]),
        "may_keep": may(actor, KEEP),
        "has_letter": held.registered.has_application,
        "form": form,
        "typed": request.POST if form else QueryDict(),
        "problems": problems,
        "conflict": conflict,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "board/credential.html", context, status=409 if conflict else 400 if problems else 200)


def _cents(text: str) -> int:
    """An amount such as "93.00"; nonsense is no amount, which the command refuses in words."""
    amount = read_money(text)
    return amount.cents if amount else -1
