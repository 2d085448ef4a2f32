"""A person's certificate today: the standing in words, the years of continuing education, what is missing by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.credentials.commands.credentials import (
    KINDS,
    CourseDraft,
    CredentialDraft,
    RenewalDraft,
    add_credential,
    record_background_check,
    record_ce,
    record_renewal,
)
from cairn.credentials.domain.continuing_education import Category
from cairn.credentials.domain.missing import say_missing
from cairn.credentials.queries.proofs import list_proofs
from cairn.credentials.queries.standing import Held, get_holder
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import charts, clock
from cairn.platform.forms import read_day, read_hours, read_money, read_number
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may

SHOWN_YEARS = 4
CATEGORIES = (
    Category.GENERAL,
    Category.SUICIDE_PREVENTION,
    Category.ETHICS,
    Category.PREPARATION,
)  # as they are offered
Save = Callable[[Actor, QueryDict, dict[str, str]], None]


@page(permission="credentials.credential.see")
def get_own_credential(request: HttpRequest) -> HttpResponse:
    """The own certificate; whoever holds none of their own sees the way to the list."""
    return _shown(request, request.actor.engagement_id, "", {})  # type: ignore[attr-defined]


@page(permission="credentials.credential.see")
def get_credential(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    return _shown(request, engagement_id, "", {})


@page(permission="credentials.ce.record", methods=("POST",))
def record_ce_page(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Add one course to the years."""

    def save(actor: Actor, sent: QueryDict, problems: dict[str, str]) -> None:
        draft = CourseDraft(
            completed_on=_day(sent, "completed_on", problems),
            minutes=_minutes(sent, problems),
            category=sent.get("category", ""),
            title=sent.get("title", ""),
            sponsor=sent.get("sponsor", ""),
        )
        _stop(problems)
        record_ce(
            actor=actor,
            course_id=sent_id(sent.get("id", ""), actor.organization_id),
            credential_id=_id(sent, "credential"),
            draft=draft,
            now=clock.now(),
        )

    return _saved(request, engagement_id, "ce", save, "Course added.")


@page(permission="credentials.renewal.record", methods=("POST",))
def record_renewal_page(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Write down a renewal that was made."""

    def save(actor: Actor, sent: QueryDict, problems: dict[str, str]) -> None:
        draft = RenewalDraft(
            renewed_on=_day(sent, "renewed_on", problems),
            for_year=read_number(sent.get("for_year", "")),
            fee_paid_cents=_cents(sent, problems),
            attested_ce=sent.get("attested_ce") == "yes",
        )
        _stop(problems)
        record_renewal(
            actor=actor,
            renewal_id=sent_id(sent.get("id", ""), actor.organization_id),
            credential_id=_id(sent, "credential"),
            draft=draft,
            now=clock.now(),
        )

    return _saved(request, engagement_id, "renewal", save, "Renewal saved.")


@page(permission="credentials.credential.add", methods=("POST",))
def add_credential_page(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Put a certificate on record."""

    def save(actor: Actor, sent: QueryDict, problems: dict[str, str]) -> None:
        issued_on = _day(sent, "issued_on", problems)
        _stop(problems)
        add_credential(
            actor=actor,
            credential_id=sent_id(sent.get("id", ""), actor.organization_id),
            holder_id=engagement_id,
            draft=CredentialDraft(sent.get("kind", ""), sent.get("number", ""), issued_on),
            now=clock.now(),
        )

    return _saved(request, engagement_id, "add", save, "Certificate saved.")


@page(permission="credentials.background.record", methods=("POST",))
def record_background_page(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Write down that a background check came back."""

    def save(actor: Actor, sent: QueryDict, problems: dict[str, str]) -> None:
        completed_on = _day(sent, "checked_on", problems)
        _stop(problems)
        record_background_check(
            actor=actor,
            check_id=sent_id(sent.get("id", ""), actor.organization_id),
            holder_id=engagement_id,
            completed_on=completed_on,
            is_clear={"yes": True, "no": False}.get(sent.get("is_clear", "")),
            now=clock.now(),
        )

    return _saved(request, engagement_id, "background", save, "Background check saved.")


def _saved(request: HttpRequest, engagement_id: UUID, form: str, save: Save, words: str) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        save(actor, request.POST, {})
    except BadInput as error:
        return _shown(request, engagement_id, form, error.problems, status=400)
    messages.success(request, words)
    return redirect(reverse("get_credential", kwargs={"engagement_id": engagement_id}))


def _shown(
    request: HttpRequest, engagement_id: UUID, form: str, problems: dict[str, str], status: int = 200
) -> HttpResponse:
    """The page; `form` is the one that comes back with problems, with what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    holder = get_holder(actor, engagement_id, on)
    own = "get_own_credential" if engagement_id == actor.engagement_id else ""
    context = {
        "holder": holder,
        "is_own": bool(own),
        "on": on,
        "pictures": [(held, _years(held), held.ce.figures["years"][::-1]) for held in holder.held],
        "missing": {held.id: say_missing(held.ce) for held in holder.held},
        "proofs": list_proofs(actor, engagement_id, on) if may(actor, "credentials.proof.see") else None,
        "categories": [(each.value, each.label) for each in CATEGORIES],
        "kinds": list(KINDS.items()),
        "may_record": may(actor, "credentials.ce.record"),
        "form": form,
        "typed": request.POST if form else QueryDict(),
        "problems": problems,
        "ids": [new_form_id(actor.organization_id) for _ in range(4)],
        "may_check": may(actor, "credentials.background.record"),
        "years": [(str(year), str(year)) for year in (on.year, on.year + 1)],
    }
    return render(request, "credentials/credential.html", context, status=status)


def _years(held: Held) -> str:
    """The last years of continuing education as a picture."""
    return charts.ce_years(
        [
            charts.CeYear(str(row.year), row.owed / 60, row.earned / 60, row.carried_in / 60, row.carried_out / 60)
            for row in held.ce.figures["years"][-SHOWN_YEARS:]
        ]
    )


def _id(sent: QueryDict, name: str) -> UUID:
    """An id of the form; one that is none belongs to nothing."""
    found = read_id(sent.get(name, ""))
    if found is None:
        raise NotFound
    return found


def _stop(problems: dict[str, str]) -> None:
    if problems:
        raise BadInput(problems)


def _day(sent: QueryDict, name: str, problems: dict[str, str]) -> date:
    day = read_day(sent.get(name, ""))
    if day is None:
        problems[name] = "Give the day, such as 2026-11-20."
    return day or date.min


def _minutes(sent: QueryDict, problems: dict[str, str]) -> int:
    """Hours such as "1.5", exact to the minute."""
    minutes = read_hours(sent.get("hours", ""))
    if minutes is None:
        problems["hours"] = "Give the length in hours, such as 1.5."
    return minutes or 0


def _cents(sent: QueryDict, problems: dict[str, str]) -> int:
    fee = read_money(sent.get("fee_paid", "").strip() or "0")
    if fee is None:
        problems["fee_paid"] = "Give the fee in dollars, such as 93.00."
    return fee.cents if fee else 0
