"""The program manager's pages about programs: what they are, who pays, what they cost, where they work."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.commands.programs import RUN, add_program, add_site, change_program
from cairn.identity.domain.programs import ProgramDraft, SiteDraft
from cairn.identity.queries.programs import ProgramView, get_program, list_programs, list_sites
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt, day_of, read_money, sent_texts, yes_or_no
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.packs import payers_in
from cairn.platform.pages import page

FIELDS = ("id", "name", "is_part2", "payer", "starts_on", "monthly_cost")


@page(permission=RUN)
def programs(request: HttpRequest) -> HttpResponse:
    """Every program with its sites. Two statements."""
    actor, on = acting(request)
    sites = list_sites(actor, on)
    told = [(program, sites.get(program.id, ())) for program in list_programs(actor, on)]
    return render(request, "identity/programs.html", {"programs": told, "payers": payers_in(actor.place)})


@page(permission=RUN, methods=("GET", "POST"))
def new_program(request: HttpRequest) -> HttpResponse:
    """Add one. Nothing is chosen beforehand for Part 2: somebody has to say it."""
    actor, on = acting(request)
    payers = list(payers_in(actor.place).items())
    blank = {"id": str(new_form_id(actor.organization_id)), "name": "", "is_part2": "", "starts_on": on.isoformat()}
    typed = sent_texts(request, *FIELDS) if request.method == "POST" else {**blank, "payer": "", "monthly_cost": ""}

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {"typed": typed, "problems": problems, "payers": payers, "program": None}
        return render(request, "identity/program_form.html", context, status=status)

    def act() -> HttpResponse:
        program_id = sent_id(typed["id"], actor.organization_id)
        add_program(actor=actor, program_id=program_id, draft=_draft(typed), now=clock.now())
        messages.success(request, "Program added.")
        return redirect("list_programs")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=RUN, methods=("GET", "POST"))
def edit_program(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """Change what is known of one: most often the monthly cost."""
    actor, on = acting(request)
    program = get_program(actor, program_id, on)
    payers = {program.payer: program.payer, **payers_in(actor.place)}
    typed = sent_texts(request, *FIELDS) if request.method == "POST" else _stands(program)

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {"typed": typed, "problems": problems, "payers": list(payers.items()), "program": program}
        return render(request, "identity/program_form.html", context, status=status)

    def act() -> HttpResponse:
        change_program(actor=actor, program_id=program_id, draft=_draft(typed), now=clock.now())
        messages.success(request, "Program changed.")
        return redirect("list_programs")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=RUN, methods=("GET", "POST"))
def new_site(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """Add a place where the program works."""
    actor, on = acting(request)
    program = get_program(actor, program_id, on)
    typed = sent_texts(request, "id", "name", "place_of_service")
    if request.method != "POST":
        typed["id"] = str(new_form_id(actor.organization_id))

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {"typed": typed, "problems": problems, "program": program}
        return render(request, "identity/site_form.html", context, status=status)

    def act() -> HttpResponse:
        site_id = sent_id(typed["id"], actor.organization_id)
        draft = SiteDraft(program_id, typed["name"], typed["place_of_service"])
        add_site(actor=actor, site_id=site_id, draft=draft, now=clock.now())
        messages.success(request, "Site added.")
        return redirect("list_programs")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _draft(typed: Typed) -> ProgramDraft:
    return ProgramDraft(
        name=typed["name"],
        is_part2=yes_or_no(typed, "is_part2"),
        payer=typed["payer"],
        starts_on=day_of(typed, "starts_on"),
        monthly_cost_cents=_cents(typed["monthly_cost"]),
    )


def _cents(text: str) -> int:
    """A program that costs nothing is one whose cost nobody gave."""
    cost = read_money(text or "0")
    if cost is None:
        raise BadInput({"monthly_cost": "Give the dollars as a number, such as 18000."})
    return cost.cents


def _stands(program: ProgramView) -> Typed:
    """A program as its form shows it."""
    return {
        "id": str(program.id),
        "name": program.name,
        "is_part2": "yes" if program.is_part2 else "no",
        "payer": program.payer,
        "starts_on": program.starts_on.isoformat(),
        "monthly_cost": str(program.monthly_cost.amount) if program.monthly_cost.cents else "",
    }
