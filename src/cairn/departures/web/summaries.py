"""The discharge summary: drafted from what stands, changed by its writer, signed, printed."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.departures import policy
from cairn.departures.commands.summaries import write_summary
from cairn.departures.domain.summaries import QUESTIONS, SummaryTexts
from cairn.departures.queries.additions import Added, list_additions
from cairn.departures.queries.departures import DepartureView, get_departure
from cairn.departures.queries.drafts import draft_of
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import in_words, local_date
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.forms import acting, attempt, sent_number, sent_text
from cairn.platform.pages import page


@page(permission=policy.WRITE, methods=("GET", "POST"))
def summary(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """Writing the summary. Saved elsewhere meanwhile: both texts, side by side."""
    actor, on = acting(request)
    one = get_departure(actor, departure_id, on)
    if one.taken_back_at is not None:
        raise NotFound
    is_sent = request.method == "POST"
    sent = SummaryTexts(**{question.code: sent_text(request, question.code) for question in QUESTIONS})

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        standing = get_departure(actor, departure_id, on)
        if standing.summary_state == "signed":
            return redirect("get_departure", departure_id=departure_id)
        context = _form(request, standing, sent if is_sent else None, is_saved_meanwhile=status == 409)
        context["problems"] = problems
        return render(request, "departures/summary.html", context, status=status)

    def act() -> HttpResponse:
        sign = request.POST.get("do") == "sign"
        write_summary(
            actor=actor,
            departure_id=departure_id,
            texts=sent,
            with_client="with_client" in request.POST,
            seen=sent_number(request, "seen"),
            sign=sign,
            now=clock.now(),
        )
        messages.success(
            request, "Signed. It stays as it is." if sign else "Saved. Sign it when it says what it should."
        )
        return redirect("get_departure", departure_id=departure_id)

    return attempt(act, again) if is_sent else again({}, 200)


def _form(
    request: HttpRequest, standing: DepartureView, sent: SummaryTexts | None, *, is_saved_meanwhile: bool
) -> dict[str, object]:
    """What was sent, or else what is kept, or else a draft made of the record; beside it what somebody else saved meanwhile."""
    actor, on = acting(request)
    stored = standing.summary
    kept, version = (stored.texts, stored.version) if stored else (draft_of(actor, standing, on), 0)
    return {
        "one": standing,
        "questions": QUESTIONS,
        "typed": asdict(sent or kept),
        "kept": asdict(kept) if is_saved_meanwhile and stored else None,
        "is_draft_made": sent is None and stored is None,
        "seen": sent_number(request, "seen") if sent and not is_saved_meanwhile else version,
        "with_client": "with_client" in request.POST if sent else bool(stored and stored.with_client),
    }


@page(permission=policy.SEE)
def summary_paper(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """The summary as an accessible PDF. The file's name names nobody."""
    actor, on = acting(request)
    one = get_departure(actor, departure_id, on)
    if one.summary is None:
        raise NotFound
    added = list_additions(actor, [one.id], on).get(one.id, ())
    made = typeset("departures", "summary", as_document(one, actor.zone, added), now=clock.now())
    return download("summary.pdf", made)


def as_document(one: DepartureView, zone: str, added: tuple[Added, ...] = ()) -> dict[str, object]:
    """What the typesetter needs. Empty texts are left out; their own words come last, apart; what was added after signing stands
    below the signature."""
    kept = one.summary
    if kept is None:
        raise NotFound
    facts = [["For", one.name], ["Here from", in_words(one.came_on)]]
    facts += [["To", in_words(one.left_on)]] if one.left_on else []
    facts += [["Why", one.reason.label]] if one.reason else []
    facts += [["Written", "together with the person"]] if kept.with_client else []
    apart = replace(kept.texts, their_words="")
    return {
        "title": "Summary of the way together",
        "sender": "Summary",
        "facts": facts,
        "texts": [[each.label, getattr(apart, each.code)] for each in QUESTIONS if getattr(apart, each.code)],
        "theirs": kept.texts.their_words,
        "signed_by": kept.signed_by,
        "signed_at": in_words(local_date(kept.signed_at, zone)) if kept.signed_at else "",
        "added": [
            [f"Added on {in_words(local_date(one.signed_at, zone))}: {one.reason}", one.text, one.by] for one in added
        ],
    }
