"""My permissions: seen, given, refused, and stopped in two taps. The commands are those that everybody's permissions go through."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput, Conflict
from cairn.platform.forms import sent_choice, sent_day, sent_id, sent_text
from cairn.portal.domain.words.names import recipient_name, share_name
from cairn.portal.web.visits import Visit, own_page
from cairn.privacy.commands.consents import ConsentDraft, give_consent, revoke_consent
from cairn.privacy.domain.consents import KIND_FOR, ConsentKind, RecipientClass, Share
from cairn.privacy.queries.consents import get_consent, list_consents

BOTH = ("GET", "POST")
A_YEAR = timedelta(days=365)
FIELDS = ("recipient_class", "recipient", "scope", "purpose", "expires_on")


@own_page()
def permissions(visit: Visit) -> HttpResponse:
    """Every permission as a card: who, what, what for, until."""
    cards = list_consents(visit.actor, visit.client_id, visit.now)
    return visit.show("permissions", "home.permissions", cards=cards, **_names(visit))


@own_page(methods=BOTH)
def stop(visit: Visit, consent_id: UUID) -> HttpResponse:
    """The second tap: asked once, in words that name whom it is about."""
    if visit.request.method == "POST":
        revoke_consent(actor=visit.actor, consent_id=consent_id, now=visit.now)
        messages.success(visit.request, visit.told("permissions.was_stopped"))
        return redirect("portal_permissions")
    card = get_consent(visit.actor, consent_id, visit.now)
    return visit.show("stop", "permissions.stop_title", card=card, **_names(visit))


@own_page(methods=BOTH)
def give(visit: Visit) -> HttpResponse:
    """Saying yes with the text that belongs to it, or no with one tap that is as large."""
    problems: dict[str, str] = {}
    if visit.request.method == "POST":
        try:
            give_consent(actor=visit.actor, draft=_draft(visit), now=visit.now)
            messages.success(visit.request, visit.told("permissions.was_given"))
            return redirect("portal_permissions")
        except BadInput as error:
            problems = {name: _wrong(visit, name) for name in error.problems}
        except Conflict:
            problems = {"": visit.told("give.wrong")}
    typed = visit.request.POST
    return visit.show(
        "give",
        "give.title",
        400 if problems else 200,
        problems=problems,
        recipients=[(one.value, recipient_name(one, visit.language)) for one in RecipientClass],
        shares=[(one.value, share_name(one, visit.language)) for one in Share if one is not Share.COUNSELING_NOTES],
        chosen_recipient=typed.get("recipient_class", ""),
        recipient=typed.get("recipient", ""),
        chosen=typed.getlist("scope"),
        purpose=typed.get("purpose", visit.told("give.why_asked")),
        until=typed.get("expires_on", _in_a_year(visit.on).isoformat()),
        form_id=sent_id(visit.request, "id"),
    )


def _draft(visit: Visit) -> ConsentDraft:
    request = visit.request
    recipient = sent_choice(request, "recipient_class", RecipientClass, "")
    return ConsentDraft(
        id=sent_id(request, "id"),
        client_id=visit.client_id,
        kind=KIND_FOR.get(recipient, ConsentKind.NAMED_PARTY),
        recipient=sent_text(request, "recipient"),
        recipient_class=recipient,
        scope=frozenset(share for share in Share if share.value in request.POST.getlist("scope")),
        purpose=sent_text(request, "purpose"),
        expires_on=sent_day(request, "expires_on"),
        is_signed=True,  # the button says so, and only the person themselves is signed in here
    )


def _wrong(visit: Visit, field: str) -> str:
    return visit.told(f"give.wrong.{field}" if field in FIELDS else "give.wrong")


def _in_a_year(on: date) -> date:
    return on + A_YEAR


def _names(visit: Visit) -> dict[str, Any]:
    """A permission's parts in the language of the page."""
    return {
        "who": lambda one: one.recipient or recipient_name(one.recipient_class, visit.language),
        "what": lambda one: [share_name(share, visit.language) for share in Share if share in one.scope],
    }
