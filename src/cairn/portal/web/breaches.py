"""For whoever answers for privacy: the log of information that went astray, and who is told until when."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.queries.names import names_of
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_number, sent_text, sent_texts
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy import policy_requests as policy
from cairn.privacy.commands.breaches import BreachDraft, mark_breach_told, record_breach, rule_out_breach
from cairn.privacy.domain.breaches import Step
from cairn.privacy.queries.breaches import breach_rules, get_breach, list_breaches

BOTH = ("GET", "POST")


@page(permission=policy.KEEP)
def breaches(request: HttpRequest) -> HttpResponse:
    """The log by year of discovery."""
    actor, on = acting(request)
    context = {"years": list_breaches(actor, on), "on": on, "rules": breach_rules(on, actor.place)}
    return render(request, "portal/staff/breaches.html", context)


@page(permission=policy.KEEP, methods=BOTH)
def record(request: HttpRequest) -> HttpResponse:
    """Writing one down: what happened, to the information of how many, since when somebody here knows."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "typed": sent_texts(
                request, "what", "kinds", "people", "most_in_one_state", "discovered_on", "happened_on"
            ),
            "today": on.isoformat(),
            "rules": breach_rules(on, actor.place),
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "portal/staff/record_breach.html", context, status=status)

    def act() -> HttpResponse:
        draft = BreachDraft(
            sent_id(request, "id"),
            sent_text(request, "what"),
            sent_number(request, "people"),
            sent_day(request, "discovered_on"),
            sent_text(request, "kinds"),
            sent_number(request, "most_in_one_state") if sent_text(request, "most_in_one_state") else 0,
            sent_day(request, "happened_on"),
        )
        breach_id = record_breach(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Kept in the log. Below stands who has to be told, and until when.")
        return redirect("get_breach", breach_id=breach_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.KEEP, methods=BOTH)
def breach(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One of the log: who was told, who is still to be told, and why it may be none."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_breach(actor, breach_id, on)
        context = {
            "one": one,
            "names": names_of(actor, {told.by_id for told in one.told.values()}, on),
            "presumed": rules_on(on, actor.place).find("hipaa.breach.presumed"),
            "typed": sent_texts(request, "step", "told_on", "words", "because"),
            "steps": [(duty.step.value, duty.step.label) for duty in one.owed],
            "today": on.isoformat(),
            "on": on,
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "portal/staff/breach.html", context, status=status)

    def act() -> HttpResponse:
        if sent_text(request, "do") == "rule_out":
            rule_out_breach(actor=actor, breach_id=breach_id, because=sent_text(request, "because"), now=clock.now())
            messages.success(request, "Ruled out, with your reason. It stays in the log.")
            return redirect("list_breaches")
        mark_breach_told(
            actor=actor,
            step_id=sent_id(request, "id"),
            breach_id=breach_id,
            step=sent_choice(request, "step", Step, "Choose who was told."),
            told_on=sent_day(request, "told_on"),
            words=sent_text(request, "words"),
            now=clock.now(),
        )
        messages.success(request, "Written down.")
        return redirect("get_breach", breach_id=breach_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
