"""Who may sign for somebody, what was looked at, and on which ground a minor signs alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_text
from cairn.platform.pages import page
from cairn.privacy import policy_consents
from cairn.privacy.commands.guardians import (
    GroundDraft,
    GuardianDraft,
    ProofDraft,
    end_guardian,
    prove_guardian,
    record_ground,
    record_guardian,
    take_back_ground,
)
from cairn.privacy.domain.guardians import Evidence, Ground, Power, Relation
from cairn.privacy.policy import may
from cairn.privacy.queries.signing import find_guardian, get_signing
from cairn.support.queries.clients import get_client_name
from cairn.support.web.shown import show

SEE, RECORD = policy_consents.SEE_GUARDIANS, policy_consents.RECORD_GUARDIANS
BOTH = ("GET", "POST")
FIELDS = ("name", "relation", "starts_on", "ends_on", "evidence", "evidence_words", "seen_on", "ground", "because")
Typed = dict[str, str | list[str]]


@page(permission=SEE)
def signers(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Who must sign today, and why; who may sign for them; on which ground they sign alone."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    signing = get_signing(actor, client_id, on)
    return show(
        request, "signers", client_id=client_id, name=name, signing=signing, on=on, may_record=may(actor, RECORD)
    )


@page(permission=RECORD, methods=BOTH)
def add_guardian(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Somebody who may sign: who they are, what they may sign, from when until when, what was looked at."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        return show(
            request,
            "guardian",
            status,
            client_id=client_id,
            name=name,
            typed=_typed(request, {"starts_on": on.isoformat(), "seen_on": on.isoformat()}),
            problems=problems,
            relations=[(one.value, one.label) for one in Relation],
            powers=[(one.value, one.label) for one in Power],
            evidences=[(one.value, one.label) for one in Evidence],
            id=sent_id(request, "id"),
        )

    def act() -> HttpResponse:
        record_guardian(actor=actor, draft=_guardian_sent(request, client_id), now=clock.now())
        messages.success(request, "Written down.")
        return redirect("list_signers", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _guardian_sent(request: HttpRequest, client_id: UUID) -> GuardianDraft:
    starts_on, seen_on = sent_day(request, "starts_on"), sent_day(request, "seen_on")
    if starts_on is None or seen_on is None:
        raise BadInput({"starts_on" if starts_on is None else "seen_on": "Give the day."})
    return GuardianDraft(
        id=sent_id(request, "id"),
        client_id=client_id,
        name=sent_text(request, "name"),
        relation=sent_choice(request, "relation", Relation, "Choose what they are to the person."),
        may_sign=frozenset(power for power in Power if power.value in request.POST.getlist("may_sign")),
        starts_on=starts_on,
        ends_on=sent_day(request, "ends_on"),
        evidence=sent_choice(request, "evidence", Evidence, "Choose what you looked at."),
        evidence_words=sent_text(request, "evidence_words"),
        seen_on=seen_on,
    )


@page(permission=RECORD, methods=BOTH)
def prove(request: HttpRequest, guardian_id: UUID) -> HttpResponse:
    """The paper that was looked at after somebody had been written down on their word."""
    actor, on = acting(request)
    one = find_guardian(actor, RECORD, guardian_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        typed = {name: request.POST.get(name, "") for name in ("evidence", "words", "seen_on")}
        return show(
            request,
            "guardian_proof",
            status,
            one=one,
            typed=typed if request.method == "POST" else {**typed, "seen_on": on.isoformat()},
            problems=problems,
            evidences=[(kind.value, kind.label) for kind in Evidence if kind is not Evidence.TOLD],
        )

    def act() -> HttpResponse:
        seen_on = sent_day(request, "seen_on")
        if seen_on is None:
            raise BadInput({"seen_on": "Give the day."})
        evidence = sent_choice(request, "evidence", Evidence, "Choose what you looked at.")
        draft = ProofDraft(guardian_id, evidence, seen_on, sent_text(request, "words"))
        client_id = prove_guardian(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Written down. What they signed counts from now on, where this paper is enough.")
        return redirect("list_signers", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=RECORD, methods=("POST",))
def end(request: HttpRequest, guardian_id: UUID) -> HttpResponse:
    """They sign no more, from today."""
    actor, _ = acting(request)
    client_id = end_guardian(actor=actor, guardian_id=guardian_id, now=clock.now())
    messages.success(request, "Ended. From today they sign no more; what they signed alone waits for the person.")
    return redirect("list_signers", client_id=client_id)


@page(permission=RECORD, methods=BOTH)
def add_ground(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Why a minor signs alone. Whether it holds here is decided each time, with its source."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        return show(
            request,
            "signing_ground",
            status,
            client_id=client_id,
            name=name,
            typed=_typed(request, {}),
            problems=problems,
            grounds=[(one.value, one.label) for one in Ground],
            is_listed=request.POST.get("listed") == "yes",
            id=sent_id(request, "id"),
        )

    def act() -> HttpResponse:
        draft = GroundDraft(
            id=sent_id(request, "id"),
            client_id=client_id,
            ground=sent_choice(request, "ground", Ground, "Choose the ground."),
            because=sent_text(request, "because"),
            starts_on=on,
            by_listed_profession=request.POST.get("listed") == "yes",
        )
        record_ground(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Written down. Whether they sign alone is said above, with its source.")
        return redirect("list_signers", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=RECORD, methods=("POST",))
def take_back(request: HttpRequest, ground_id: UUID) -> HttpResponse:
    """It was wrong, or holds no more."""
    actor, _ = acting(request)
    because = sent_text(request, "because") or "Entered wrongly, or holds no more"
    client_id = take_back_ground(actor=actor, ground_id=ground_id, because=because, now=clock.now())
    messages.success(request, "Taken back. It counts no more.")
    return redirect("list_signers", client_id=client_id)


def _typed(request: HttpRequest, first: dict[str, str]) -> Typed:
    """What stood in the form, or what it begins with."""
    if request.method != "POST":
        return {name: first.get(name, "") for name in FIELDS} | {"may_sign": [Power.SHARING.value]}
    return {name: request.POST.get(name, "") for name in FIELDS} | {"may_sign": request.POST.getlist("may_sign")}
