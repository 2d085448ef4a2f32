"""Asking for a consent on a screen: putting the question into words, reading them, saying yes or no, and opening them again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput, Conflict
from cairn.platform import clock
from cairn.platform.downloads import show_file
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_text
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy import policy_consents
from cairn.privacy.commands.paper_consents import PaperDraft
from cairn.privacy.commands.papers import (
    PaperAnswer,
    Way,
    answer_paper,
    prepare_paper,
    reword_paper,
    set_aside_paper,
)
from cairn.privacy.domain.consents import RECIPIENT_MEANS, RECIPIENT_WORDS, SHARE_WORDS, RecipientClass, Share
from cairn.privacy.domain.papers import NEVER_REQUIRED, Party, Says, State
from cairn.privacy.domain.signing import Signer
from cairn.privacy.policy import may
from cairn.privacy.queries.papers import PaperView, get_paper
from cairn.support.queries.clients import get_client_name
from cairn.support.web.shown import show

BOTH = ("GET", "POST")
SAID = {
    State.AGREED: "Kept: a yes. It can be taken back at any time.",
    State.REFUSED: "Kept: a no. Nothing is shared.",
    State.OPEN: "Kept. Now the other one is asked.",
}
FIELDS = ("recipient_class", "recipient", "purpose", "expires_on", "expires_event")


@page(permission=policy_consents.PREPARE, methods=BOTH)
def ask(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """What the person is to be asked: who, what, why, until when. Nothing is shared by this."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    paper_id = sent_id(request, "id")

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        form_id = paper_id if status != 409 else sent_id(request, "")  # one that was used already is of no use
        return _form(request, status, Asked.sent(request), problems, client_id=client_id, name=name, id=form_id)

    def act() -> HttpResponse:
        prepare_paper(actor=actor, draft=_draft(request, paper_id, client_id), now=clock.now())
        return redirect("answer_paper", paper_id=paper_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy_consents.PREPARE, methods=BOTH)
def reword(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The same question in other words, as long as nobody signed."""
    actor, on = acting(request)
    paper = get_paper(actor, paper_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        asked = Asked.sent(request) if request.method == "POST" else Asked.of(paper)
        name = get_client_name(actor, paper.client_id, on)
        return _form(request, status, asked, problems, client_id=paper.client_id, name=name, id=paper_id, paper=paper)

    def act() -> HttpResponse:
        reword_paper(actor=actor, draft=_draft(request, paper_id, paper.client_id), now=clock.now())
        return redirect("answer_paper", paper_id=paper_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy_consents.PREPARE, methods=("POST",))
def set_aside(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Ask no longer. No answer is not a no: nothing is kept against anybody."""
    actor, _ = acting(request)
    try:
        client_id = set_aside_paper(actor=actor, paper_id=paper_id, now=clock.now())
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect("answer_paper", paper_id=paper_id)
    messages.success(request, "Set aside. Nobody is asked.")
    return redirect("list_consents", client_id=client_id)


@page(permission=policy_consents.SEE, methods=BOTH)
def answer(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The exact words, and a yes and a no of one size. Once answered: the words as they were signed."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        paper = get_paper(actor, paper_id, on)
        return show(
            request,
            "paper",
            status,
            paper=paper,
            name=paper.signing.person.name,
            answerers=_answerers(paper),
            may_answer=may(actor, policy_consents.ANSWER),
            may_prepare=may(actor, policy_consents.PREPARE),
            may_see_signers=may(actor, policy_consents.SEE_GUARDIANS),
            is_free=paper.line.kind in NEVER_REQUIRED,
            typed={name: request.POST.get(name, "") for name in ("answerer", "witness", "because", "way")},
            problems=problems,
            id=sent_id(request, "id") if status != 409 else sent_id(request, ""),
        )

    def act() -> HttpResponse:
        state = answer_paper(actor=actor, answer=_answer_sent(request, paper_id), now=clock.now())
        messages.success(request, SAID[state])
        return redirect("answer_paper", paper_id=paper_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _answer_sent(request: HttpRequest, paper_id: UUID) -> PaperAnswer:
    signer, _, guardian = request.POST.get("answerer", "").partition(":")
    if signer not in set(Signer):
        raise BadInput({"signer": "Choose who answers now."})
    return PaperAnswer(
        id=sent_id(request, "id"),
        paper_id=paper_id,
        says=sent_choice(request, "says", Says, "Choose yes or no."),
        digest=request.POST.get("digest", ""),
        signer=Signer(signer),
        guardian_id=read_id(guardian),
        way=Way.PAPER if request.POST.get("way") == Way.PAPER else Way.THIS_DEVICE,
        witness=sent_text(request, "witness"),
        because=sent_text(request, "because"),
    )


@page(permission=policy_consents.SEE)
def paper_words(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The words alone, byte for byte: what the mark was taken over. The file's name names nobody."""
    actor, on = acting(request)
    text = get_paper(actor, paper_id, on).text
    return show_file("permission.txt", text, "text/plain; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the form."""

    recipient_class: str
    recipient: str
    scope: tuple[str, ...]
    purpose: str
    expires_on: str
    expires_event: str

    @classmethod
    def sent(cls, request: HttpRequest) -> Asked:
        return cls(scope=tuple(request.POST.getlist("scope")), **{name: request.POST.get(name, "") for name in FIELDS})

    @classmethod
    def of(cls, paper: PaperView) -> Asked:
        return cls(
            recipient_class=paper.parties[0].recipient_class.value,
            recipient="\n".join(party.name for party in paper.parties),
            scope=tuple(share.value for share in Share if share in paper.scope),
            purpose=paper.purpose,
            expires_on=paper.expires_on.isoformat() if paper.expires_on else "",
            expires_event=paper.expires_event,
        )


def _draft(request: HttpRequest, paper_id: UUID, client_id: UUID) -> PaperDraft:
    kind = sent_choice(request, "recipient_class", RecipientClass, "Choose who may receive it.")
    names = [line for line in sent_text(request, "recipient").splitlines() if line.strip()] or [""]
    return PaperDraft(
        id=paper_id,
        client_id=client_id,
        parties=tuple(Party(kind, name) for name in names),
        scope=frozenset(share for share in Share if share.value in request.POST.getlist("scope")),
        purpose=sent_text(request, "purpose"),
        expires_on=sent_day(request, "expires_on"),
        expires_event=sent_text(request, "expires_event"),
    )


def _form(request: HttpRequest, status: int, typed: Asked, problems: dict[str, str], **context: object) -> HttpResponse:
    recipients = [(one.value, words, RECIPIENT_MEANS.get(one, "")) for one, words in RECIPIENT_WORDS.items()]
    shares = [(share.value, words) for share, words in SHARE_WORDS.items()]
    words: dict[str, object] = {"paper": None, "recipients": recipients, "shares": shares}
    return show(request, "ask_consent", status, typed=typed, problems=problems, **{**words, **context})


def _answerers(paper: PaperView) -> list[tuple[str, str]]:
    """Who may answer now, as choices; the person themselves may always say no."""
    found = [(Signer.CLIENT.value, paper.signing.person.name)] if Signer.CLIENT in paper.waits_for else []
    if Signer.GUARDIAN in paper.waits_for:
        found += [(f"{Signer.GUARDIAN.value}:{one.id}", one.shown) for one in paper.signing.able]
    has_said = {one.signer for one in paper.signatures}
    if paper.is_open and Signer.CLIENT not in {*paper.signing.required, *has_said}:
        found.append((Signer.CLIENT.value, f"{paper.signing.person.name}, to say no"))
    return found
