"""Handing somebody over to another peer supporter, and sending their record along."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.departures import policy
from cairn.departures.commands.sendings import SendingDraft, send_package
from cairn.departures.commands.transfers import TransferDraft, transfer_client
from cairn.departures.domain.packages import POSSIBLE
from cairn.departures.queries.moves import get_sending
from cairn.departures.queries.packages import Package, Wanted, make_package
from cairn.departures.queries.told_elsewhere import ChosenTold, chosen_told
from cairn.departures.web.packages import package_pdf
from cairn.departures.web.promises import promise_rows, promises_sent
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.forms import acting, attempt, named_id, sent_id, sent_text, sent_texts
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy.domain.consents import RECIPIENT_WORDS, SHARE_WORDS, Share, SignedConsent
from cairn.privacy.queries.signed_consents import list_signed
from cairn.support.queries.clients import Together, get_client, get_client_name

BOTH = ("GET", "POST")
SEND_FIELDS = ("consent", "recipient", "purpose")


@page(permission=policy.TRANSFER, methods=BOTH)
def transfer(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Whom they walk on with: somebody who walks with them already, or whose answer stands. Anybody else is chosen, and asked, first."""
    actor, on = acting(request)
    person = get_client(actor, client_id, on)
    going_on = [one for one in person.relationships if one.is_going_on]

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        chosen = chosen_told(actor, client_id, on)
        peers = _who_may_walk_on(chosen, going_on)
        typed = sent_texts(request, "relationship", "peer", "because", "known")
        if request.method == "GET":
            typed |= _as_chosen(chosen, going_on, peers)
        context = {
            "client": person,
            "going_on": [(str(one.id), one.peer_name) for one in going_on],
            "chosen": chosen,
            "peers": peers,
            "typed": typed,
            "rows": promise_rows(request, person.promises),
            "outcomes": [("passed_on", "Pass on to whoever walks on"), ("kept", "Kept"), ("let_go", "Let go")],
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "departures/transfer.html", context, status=status)

    def act() -> HttpResponse:
        transfer_client(actor=actor, draft=_transfer_sent(request, client_id), now=clock.now())
        messages.success(request, "Handed over. Whoever walks on reads here what they want known.")
        return redirect("leaving", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _who_may_walk_on(chosen: ChosenTold | None, going_on: list[Together]) -> list[tuple[str, str]]:
    """Whom they chose first; then those who walk with them already, where one of them can take over from another."""
    whom_they_chose = (
        [(str(chosen.peer_id), f"{chosen.peer_name}, whom they chose")] if chosen and chosen.is_ready else []
    )
    with_them = [(str(one.peer_id), f"{one.peer_name}, who walks with them already") for one in going_on]
    return whom_they_chose + (with_them if len(going_on) > 1 else [])


def _transfer_sent(request: HttpRequest, client_id: UUID) -> TransferDraft:
    peer_id = read_id(sent_text(request, "peer"))
    if peer_id is None:
        raise BadInput({"peer": "Choose who walks on with them."})
    return TransferDraft(
        sent_id(request, "id"),
        named_id(request, "relationship"),
        client_id,
        peer_id,
        sent_text(request, "because"),
        sent_text(request, "known"),
        promises_sent(request),
    )


def _as_chosen(chosen: ChosenTold | None, going_on: list[Together], peers: list[tuple[str, str]]) -> dict[str, str]:
    """What the form begins with: who was left and who was chosen, as far as that is known already."""
    left = chosen.instead_of_id if chosen and chosen.is_ready else None
    if left is None and len(going_on) == 1:
        left = going_on[0].id
    return {"relationship": str(left or ""), "peer": peers[0][0] if chosen and chosen.is_ready else ""}


@page(permission=policy.SEND, methods=BOTH)
def send(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """First what goes along and to whom; then a look at exactly that; then it is handed over. The consent is asked each time."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)

    def again(problems: dict[str, str], status: int, package: Package | None = None) -> HttpResponse:
        consents = [one for one in list_signed(actor, client_id, clock.now()) if not one.is_revoked(clock.now())]
        context = {
            "client_id": client_id,
            "name": name,
            "consents": [(str(one.id), _who(one), _what(one)) for one in consents],
            "shares": [(share.value, SHARE_WORDS[share]) for share in POSSIBLE],
            "typed": sent_texts(request, *SEND_FIELDS),
            "chosen": request.POST.getlist("scope"),
            "package": package,
            "looked": "looked" in request.POST,
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "departures/send.html", context, status=status)

    def act() -> HttpResponse:
        wanted = _wanted(request, client_id)
        now, do = clock.now(), request.POST.get("do", "")
        if do == "send":
            looked = "looked" in request.POST
            draft = SendingDraft(sent_id(request, "id"), wanted, sent_text(request, "seen"), looked)
            sending_id = send_package(actor=actor, draft=draft, now=now)
            messages.success(request, "Kept as sent, with the notice. Hand over these two files.")
            return redirect("get_sending", sending_id=sending_id)
        package = make_package(actor, wanted, now)
        if do == "look":
            package.decision.require()
            return package_pdf(package.text, now)
        return again({}, 200, package)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEND)
def sending(request: HttpRequest, sending_id: UUID) -> HttpResponse:
    """What was handed over, with both files."""
    actor, on = acting(request)
    one = get_sending(actor, sending_id, on)
    context = {"one": one, "sent_on": local_date(one.sent_at, actor.zone)}
    return render(request, "departures/sending.html", context)


@page(permission=policy.SEND)
def sending_file(request: HttpRequest, sending_id: UUID, kind: str) -> HttpResponse:
    """The package as it was sent: to read (PDF) or to take in (JSON). The file's name names nobody."""
    actor, on = acting(request)
    one = get_sending(actor, sending_id, on)
    if kind == "pdf":
        return package_pdf(one.content, one.sent_at)
    if kind != "json":
        raise NotFound
    return download("record.json", one.content, "application/json; charset=utf-8")


def _wanted(request: HttpRequest, client_id: UUID) -> Wanted:
    """What was chosen. Raises BadInput where nothing was."""
    consent_id = read_id(sent_text(request, "consent"))
    if consent_id is None:
        raise BadInput({"consent": "Choose the consent under which it goes. Without one nothing can be sent."})
    chosen = {share for share in Share if share.value in request.POST.getlist("scope")}
    return Wanted(
        client_id, consent_id, sent_text(request, "recipient"), frozenset(chosen), sent_text(request, "purpose")
    )


def _who(one: SignedConsent) -> str:
    return one.recipient or RECIPIENT_WORDS[one.recipient_class]


def _what(one: SignedConsent) -> str:
    return ", ".join(SHARE_WORDS[share] for share in Share if share in one.scope)
