"""My permissions: seen, given, refused, and stopped in two taps. The commands are those that everybody's permissions go through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.court.queries.own_studies import list_own_studies
from cairn.identity.queries.names import names_of
from cairn.identity.queries.organizations import name_of_organization
from cairn.kernel.errors import BadInput, Conflict, NotFound, Refused
from cairn.platform.forms import sent_choice, sent_day, sent_id, sent_text
from cairn.platform.ids import new_form_id
from cairn.portal.domain.words.names import consent_name, recipient_name, share_name
from cairn.portal.domain.words.standards import standard_in_words
from cairn.portal.web.visits import Visit, own_page
from cairn.privacy import policy_consents
from cairn.privacy.commands.consents import revoke_consent
from cairn.privacy.commands.paper_consents import PaperDraft
from cairn.privacy.commands.papers import PaperAnswer, answer_paper, prepare_paper
from cairn.privacy.domain.consents import RecipientClass, Share
from cairn.privacy.domain.papers import WORDINGS, Party, Says, State
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.queries.consents import get_consent, list_consents
from cairn.privacy.queries.intermediaries import list_owed_on
from cairn.privacy.queries.papers import PaperLine, get_paper, list_papers
from cairn.privacy.subjects import get_person

APART = frozenset({Share.COUNSELING_NOTES, Share.RECORDING})  # asked for by those who need them, on papers of their own
ASKED = tuple(one for one in RecipientClass if one is not RecipientClass.OBSERVER)
BOTH = ("GET", "POST")
A_YEAR = timedelta(days=365)
FIELDS = ("recipient_class", "recipient", "scope", "purpose", "expires_on")


@own_page()
def permissions(visit: Visit) -> HttpResponse:
    """Every permission as a card, the questions that wait, and the beginning of a new one."""
    actor, client_id = visit.actor, visit.client_id
    cards = list_consents(actor, client_id, visit.now)
    waiting = [one for one in list_papers(actor, client_id, visit.on) if one.state is State.OPEN]
    asked, studies = _who_asks(visit, waiting), list_own_studies(actor, client_id, visit.now)
    return visit.show(
        "permissions", "home.permissions", cards=cards, waiting=waiting, asked=asked, studies=studies,
        owed=list_owed_on(visit.on, actor.place),
        **_form(visit, {}), **_names(visit),
    )  # fmt: skip


@own_page(methods=BOTH)
def stop(visit: Visit, consent_id: UUID) -> HttpResponse:
    """The second tap: asked once, in words that name whom it is about."""
    if visit.request.method == "POST":
        revoke_consent(actor=visit.actor, consent_id=consent_id, now=visit.now)
        messages.success(visit.request, visit.told("permissions.was_stopped"))
        return redirect("portal_permissions")
    card = get_consent(visit.actor, consent_id, visit.now)
    return visit.show("stop", "permissions.stop_title", card=card, **_names(visit))


@own_page()
def letter(visit: Visit, consent_id: UUID) -> HttpResponse:
    """A letter to an exchange that a permission names: the list of those to whom it passed their information on. To print and sign."""
    card = get_consent(visit.actor, consent_id, visit.now)
    owed = list_owed_on(visit.on, visit.actor.place)
    if card.consent.recipient_class is not RecipientClass.INTERMEDIARY or owed is None:
        raise NotFound
    person = get_person(visit.actor, policy_consents.SEE, visit.client_id, visit.on)
    return visit.show("letter", "letter.title", card=card, owed=owed, person=person, **_names(visit))


@own_page(methods=BOTH)
def give(visit: Visit) -> HttpResponse:
    """Who, what, what for, until when. Nothing is shared by it: the words to sign stand on the next page."""
    problems: dict[str, str] = {}
    if visit.request.POST.get("no"):  # no question was put yet: there is nothing to keep, and nothing is shared
        messages.success(visit.request, visit.told("give.was_no"))
        return redirect("portal_home")
    if visit.request.method == "POST":
        try:
            paper_id = prepare_paper(actor=visit.actor, draft=_draft(visit), now=visit.now)
            return redirect("portal_paper", consent_paper_id=paper_id)
        except BadInput as error:
            problems = {name: _wrong(visit, name) for name in error.problems}
        except Conflict:
            problems = {"": visit.told("give.wrong")}
    return visit.show("give", "give.title", 400 if problems else 200, **_form(visit, problems))


@own_page(methods=BOTH)
def paper(visit: Visit, consent_paper_id: UUID) -> HttpResponse:
    """A question with exactly the words that are signed: yes and no are of one size, and both are kept."""
    request, problem = visit.request, ""
    if request.method == "POST":
        try:
            state = answer_paper(actor=visit.actor, answer=_answer(visit, consent_paper_id), now=visit.now)
            said = {State.AGREED: "permissions.was_given", State.REFUSED: "paper.was_refused"}
            messages.success(request, visit.told(said.get(state, "paper.waits")))
            return redirect("portal_permissions")
        except Conflict:
            problem = visit.told("paper.changed")
        except (BadInput, Refused):
            problem = visit.told("paper.not_alone")
    found = get_paper(visit.actor, consent_paper_id, visit.on, PaperLanguage(visit.language.value))
    words: dict[str, Any] = {"asked": _who_asks(visit, [found.line])}
    words |= {"paper": found, "wording": WORDINGS[found.language], "problem": problem, "form_id": _new_id(visit)}
    return visit.show("paper", "paper.title", 400 if problem else 200, **words, **_names(visit))


def _who_asks(visit: Visit, papers: Sequence[PaperLine]) -> dict[UUID, str]:
    """Who put each question: the person at work and the program; or the one whose permissions they are."""
    others = {one.prepared_by_id for one in papers} - {visit.actor.engagement_id}
    names = names_of(visit.actor, others, visit.on) if others else {}
    house = name_of_organization(visit.actor) if papers else ""

    def asked(by: UUID) -> str:
        if by == visit.actor.engagement_id:
            return visit.told("permissions.asked_by_you")
        if name := names.get(by, ""):
            return visit.told("permissions.asked_by", name=name, house=house)
        return visit.told("permissions.asked_by_house", house=house)

    return {one.id: asked(one.prepared_by_id) for one in papers}


def _answer(visit: Visit, paper_id: UUID) -> PaperAnswer:
    request = visit.request
    says = sent_choice(request, "says", Says, "")
    read_in = PaperLanguage.SPANISH if request.POST.get("words_in") == "es" else PaperLanguage.ENGLISH
    return PaperAnswer(sent_id(request, "id"), paper_id, says, digest=request.POST.get("digest", ""), language=read_in)


def _new_id(visit: Visit) -> UUID:
    return new_form_id(visit.actor.organization_id)


def _form(visit: Visit, problems: dict[str, str]) -> dict[str, Any]:
    """The form of a new permission, empty or as it was sent."""
    typed = visit.request.POST
    return {
        "problems": problems,
        "recipients": [(one.value, recipient_name(one, visit.language)) for one in ASKED],
        "shares": [(one.value, share_name(one, visit.language)) for one in Share if one not in APART],
        "chosen_recipient": typed.get("recipient_class", ""),
        "recipient": typed.get("recipient", ""),
        "chosen": typed.getlist("scope"),
        "purpose": typed.get("purpose", visit.told("give.why_asked")),
        "until": typed.get("expires_on", (visit.on + A_YEAR).isoformat()),
        "form_id": sent_id(visit.request, "" if "" in problems else "id"),  # one that was used already is of no use
    }


def _draft(visit: Visit) -> PaperDraft:
    request = visit.request
    recipient = sent_choice(request, "recipient_class", RecipientClass, "")
    return PaperDraft(
        id=sent_id(request, "id"),
        client_id=visit.client_id,
        parties=(Party(recipient, sent_text(request, "recipient")),),
        scope=frozenset(share for share in Share if share.value in request.POST.getlist("scope")),
        purpose=sent_text(request, "purpose"),
        expires_on=sent_day(request, "expires_on"),
    )


def _wrong(visit: Visit, field: str) -> str:
    return visit.told(f"give.wrong.{field}" if field in FIELDS else "give.wrong")


def _names(visit: Visit) -> dict[str, Any]:
    """A permission's parts in the language of the page."""
    return {
        "who": lambda one: one.recipient or recipient_name(one.recipient_class, visit.language),
        "why": lambda one: standard_in_words(one.purpose, visit.language),
        "end": lambda one: standard_in_words(one.expires_event, visit.language),
        "what": lambda one: [share_name(share, visit.language) for share in Share if share in one.scope],
        "recipient_name": lambda code: recipient_name(code, visit.language),
        "consent_name": lambda kind: consent_name(kind, visit.language),
    }
