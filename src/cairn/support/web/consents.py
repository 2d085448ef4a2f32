"""What a person allows to be shared: cards, saying yes, and taking it back in two taps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_text
from cairn.platform.pages import page
from cairn.privacy import policy_consents
from cairn.privacy.commands.consents import ConsentDraft, give_consent, revoke_consent
from cairn.privacy.domain.consents import (
    KIND_FOR,
    RECIPIENT_MEANS,
    RECIPIENT_WORDS,
    SHARE_WORDS,
    ConsentKind,
    RecipientClass,
    Share,
)
from cairn.privacy.domain.papers import State
from cairn.privacy.policy import may
from cairn.privacy.queries.consents import ConsentView, get_consent, list_consents
from cairn.privacy.queries.intermediaries import ListOwed, list_owed_on
from cairn.privacy.queries.notices import get_notice
from cairn.privacy.queries.papers import list_papers
from cairn.support.queries.clients import get_client_name, is_under_part2
from cairn.support.web.shown import show


@page(permission=policy_consents.SEE)
def consents(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Every permission as a card: who, what, why, until."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    owed = list_owed_on(on, actor.place)
    cards = [_card(consent, owed) for consent in list_consents(actor, client_id, clock.now())]
    papers = list_papers(actor, client_id, on)
    return show(
        request,
        "consents",
        client_id=client_id,
        name=name,
        cards=cards,
        waiting=[paper for paper in papers if paper.state is State.OPEN],
        refused=[paper for paper in papers if paper.state is State.REFUSED],
        may_give=may(actor, policy_consents.GIVE),
        may_ask=may(actor, policy_consents.PREPARE),
        may_see_signers=may(actor, policy_consents.SEE_GUARDIANS),
    )


@page(permission=policy_consents.GIVE, methods=("GET", "POST"))
def give(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Writing down a form that somebody signed by hand. Who signs on the screen reads the exact words there (`web/papers.py`)."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    consent_id = sent_id(request, "id")

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        words = {"recipients": _recipients(), "shares": _shares()}
        typed = Typed.of(request.POST)
        return show(
            request,
            "give_consent",
            status,
            client_id=client_id,
            name=name,
            id=consent_id if status != 409 else sent_id(request, ""),
            typed=typed,
            problems=problems,
            **words,
        )

    def act() -> HttpResponse:
        recipient_class = sent_choice(request, "recipient_class", RecipientClass, "Choose who may receive it.")
        draft = ConsentDraft(
            id=consent_id,
            client_id=client_id,
            kind=KIND_FOR.get(recipient_class, ConsentKind.NAMED_PARTY),
            recipient=sent_text(request, "recipient"),
            recipient_class=recipient_class,
            scope=frozenset(share for share in Share if share.value in request.POST.getlist("scope")),
            purpose=sent_text(request, "purpose"),
            expires_on=sent_day(request, "expires_on"),
            expires_event=sent_text(request, "expires_event"),
            is_signed=request.POST.get("is_signed") == "yes",
        )
        give_consent(actor=actor, draft=draft, now=clock.now())
        _say_saved(request, draft)
        return redirect("list_consents", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy_consents.REVOKE, methods=("GET", "POST"))
def revoke(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The second tap: asks once, in words that name the thing."""
    actor, _ = acting(request)
    if request.method == "POST":
        client_id = revoke_consent(actor=actor, consent_id=consent_id, now=clock.now())
        messages.success(request, "Stopped. From now on nothing more is shared there.")
        return redirect("list_consents", client_id=client_id)
    return show(request, "revoke_consent", consent=get_consent(actor, consent_id, clock.now()))


@page(permission=policy_consents.SEE)
def notice(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """What goes along with anything that is shared under a consent today."""
    actor, on = acting(request)
    one = get_notice(actor, consent_id, clock.now())
    return show(request, "consent_notice", one=one, is_part2=is_under_part2(actor, one.consent.client_id, on))


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the form when it was sent."""

    recipient_class: str
    recipient: str
    scope: tuple[str, ...]
    purpose: str
    expires_on: str
    expires_event: str
    is_signed: bool

    @classmethod
    def of(cls, sent: QueryDict) -> Typed:
        one = {
            name: sent.get(name, "")
            for name in ("recipient_class", "recipient", "purpose", "expires_on", "expires_event")
        }
        return cls(scope=tuple(sent.getlist("scope")), is_signed=sent.get("is_signed") == "yes", **one)


def _recipients() -> list[tuple[str, ...]]:
    """Whom one may choose, with what the choice means where it is easily mistaken."""
    return [
        (one.value, words, RECIPIENT_MEANS[one]) if one in RECIPIENT_MEANS else (one.value, words)
        for one, words in RECIPIENT_WORDS.items()
    ]


def _say_saved(request: HttpRequest, draft: ConsentDraft) -> None:
    """A yes to billing that does not reach the payers is said at once, not found at the first claim."""
    if Share.BILLING not in draft.scope or draft.recipient_class is RecipientClass.CARE_AND_PAYMENT:
        messages.success(request, "Saved. It can be taken back at any time.")
        return
    messages.warning(
        request,
        "Saved, and it can be taken back at any time. It is for this one recipient only: claims stay held until care providers, "
        "plans and payers together may get what a bill needs.",
    )


def _shares() -> list[tuple[str, str]]:
    """What may be ticked; a counselor's own notes have a form of their own."""
    return [(share.value, words) for share, words in SHARE_WORDS.items() if share is not Share.COUNSELING_NOTES]


def _on_exchange(consent: ConsentView, owed: ListOwed | None) -> str:
    """What the person may ask of an exchange of records; nothing of any other receiver."""
    if owed is None or consent.consent.recipient_class is not RecipientClass.INTERMEDIARY:
        return ""
    return (
        f"They may ask {consent.who} in writing to whom it passed this on in the past {owed.years} years; it answers within "
        f"{owed.days} days ({owed.citation}). The letter is on their own pages; count the days under “They ask for their record”."
    )


def _card(consent: ConsentView, owed: ListOwed | None) -> dict[str, Any]:
    ended = f"Taken back on {consent.revoked_on:%B} {consent.revoked_on.day}." if consent.revoked_on else ""
    doubts = " ".join(f"{doubt.title}: {doubt.found}. {doubt.remedy}" for doubt in consent.doubts)
    stands = consent.is_active or consent.waits_for_proof or (consent.needs_own_word and not consent.revoked_on)
    return {
        "who": consent.who,
        "what": consent.what,
        "why": consent.why,
        "until": consent.until,
        "state": "active" if consent.is_active else "waits" if stands else "ended",
        "note": " ".join(part for part in (ended, doubts, _on_exchange(consent, owed)) if part),
        "revoke_href": reverse("revoke_consent", kwargs={"consent_id": consent.id}) if stands else "",
        "words_href": reverse("answer_paper", kwargs={"paper_id": consent.paper_id}) if consent.paper_id else "",
        "notice_href": reverse("consent_notice", kwargs={"consent_id": consent.id}) if consent.is_active else "",
    }
