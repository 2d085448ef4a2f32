"""The outcomes page, for the program manager and the funder, and the page of prices behind it."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date, months_after
from cairn.kernel.suppression import hidden_parts
from cairn.outcomes import policy
from cairn.outcomes.commands.prices import PriceDraft, choose_price
from cairn.outcomes.domain.suppression import shown_in_words
from cairn.outcomes.queries.measures import MISSING, SEED, Outcomes, get_outcomes
from cairn.outcomes.queries.prices import list_offered_prices, list_prices
from cairn.outcomes.queries.studies import list_studies
from cairn.platform import clock, figures
from cairn.platform.forms import day_of, read_money, sent_number
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.instruments import instrument
from cairn.platform.pages import page
from cairn.privacy.policy import may

SURVEY, QUESTION = "one-minute-survey", "counterfactual"


@page(permission=policy.SEE)
def show_outcomes(request: HttpRequest) -> HttpResponse:
    """Six questions about a period: how many, how often, at what cost, what changed, what it saved, how sure."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = local_date(clock.now(), actor.zone)
    start, end = read_period(request, today)
    found = get_outcomes(actor, start, end, today)
    return render(
        request,
        "outcomes/measures.html",
        {
            "found": found,
            "people": shown_in_words(found.counts.clients),
            "answered_by": shown_in_words(found.interval.n),
            "satisfied": shown_in_words(found.satisfaction.clients),
            "well": shown_in_words(found.wellbeing.clients),
            "chart": scenario_chart(found),
            "month_rows": month_rows(found),
            "scenario_rows": scenario_rows(found),
            "events": event_words(),
            "studies": list_studies(actor, today),
            "seed": SEED,
            "may_choose": may(actor, policy.CHOOSE),
        },
    )


@page(permission=policy.CHOOSE, methods=("GET", "POST"))
def choose_prices(request: HttpRequest) -> HttpResponse:
    """What each event that did not happen would have cost: choose among the packs' figures or enter the program's own."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    today = local_date(now, actor.zone)
    events = {code: words for code, words in event_words().items() if code not in MISSING}
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            draft = read_price(request)
            choose_price(actor=actor, now=now, draft=draft, events=frozenset(events))
            messages.success(request, "The price is in use from now on.")
            return redirect("choose_prices")
        except BadInput as error:
            problems = error.problems
    context = {
        "in_use": list_prices(actor, today),
        "offered": list_offered_prices(actor, today),
        "events": events,
        "problems": problems,
        "typed": request.POST if problems else {},
        "form_id": new_form_id(actor.organization_id),
    }
    return render(request, "outcomes/prices.html", context, status=400 if problems else 200)


def read_price(request: HttpRequest) -> PriceDraft:
    """The form as a draft; raises BadInput for what is no number."""
    sent, amount, year = request.POST, read_money(request.POST.get("amount", "")), sent_number(request, "price_year")
    if amount is None:
        raise BadInput({"amount": "Write an amount in dollars, like 520 or 520.00."})
    if not year:
        raise BadInput({"price_year": "Write the year of the price, like 2025."})
    return PriceDraft(
        id=sent_id(sent.get("id", ""), request.actor.organization_id),  # type: ignore[attr-defined]
        event=sent.get("event", ""),
        amount=amount,
        basis=sent.get("basis", ""),
        payer_view=sent.get("payer_view", ""),
        price_year=year,
        source=sent.get("source", ""),
    )


def read_period(request: HttpRequest, today: date) -> tuple[date, date]:
    """From and to, both included; six months up to yesterday when nothing was asked for. Raises BadInput."""
    end = day_of(request.GET, "to") or today - timedelta(days=1)
    start = day_of(request.GET, "from") or months_after(end + timedelta(days=1), -6)
    if start > end:
        raise BadInput({"from": "The first day comes after the last. Change one of them."})
    return start, min(end, today)


def event_words() -> dict[str, str]:
    """Each answer of the counterfactual question in the survey's words."""
    question = next(each for each in instrument(SURVEY).questions if each.link_id == QUESTION)
    return {option.code: option.words for option in question.options}


def scenario_chart(found: Outcomes) -> object:
    """The scenarios after the program's cost, with their intervals where there are clients enough."""
    cost = found.cost.cents
    estimates = []
    for scenario in found.scenarios:
        net = scenario.returns.net
        low = None if scenario.low is None else (scenario.low.cents - cost) / 100
        high = None if scenario.high is None else (scenario.high.cents - cost) / 100
        words = f"{net} after cost"
        if scenario.low is not None and scenario.high is not None:
            words = f"{net} after cost ({scenario.low - found.cost} to {scenario.high - found.cost})"
        label = f"{scenario.name.capitalize()}: {scenario.percent} % of what was stated"
        estimates.append(figures.Estimate(label, net.cents / 100, low, high, found.interval.n, words))
    return figures.scenarios("Diversion dollars in three scenarios", estimates, zero_words="pays for itself")


def month_rows(found: Outcomes) -> list[list[str]]:
    """Month by month. Where few people stand behind a month, its contacts and hours are hidden too: they would tell."""
    hidden = hidden_parts([each.clients for each in found.counts.months])
    return [
        [
            f"{each.month:%B} {each.month.year}",
            *(("–", "–") if place in hidden else (f"{each.contacts:,}", f"{each.minutes // 60:,}")),
            shown_in_words(each.clients),
        ]
        for place, each in enumerate(found.counts.months)
    ]


def scenario_rows(found: Outcomes) -> list[list[str]]:
    """The same as the picture, in numbers: saved, interval, what remains, and dollars for each dollar spent."""
    rows = []
    for each in found.scenarios:
        ratio = each.returns.gross_ratio
        rows.append(
            [
                f"{each.name.capitalize()}, {each.percent} %",
                str(each.gross),
                "–" if each.low is None else str(each.low),
                "–" if each.high is None else str(each.high),
                str(each.returns.net),
                "–" if ratio is None else f"${float(ratio):.2f}",
            ]
        )
    return rows
