"""The program in its three phases: every step with what is known of it, who acts, and why not yet. Joins what the rooms see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.front.pages.compliance import list_compliance
from cairn.front.pages.program_records import Row, from_contacts, from_hiring, from_staff
from cairn.front.pages.ways import opens
from cairn.journeys.steps import StepFact
from cairn.journeys.walking import SETTLED, Stand, StepState
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import BadInput, NotFound, Refused
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import sent_day, sent_line
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.program import policy
from cairn.program.commands.phases import mark_program_step
from cairn.program.domain.pages import HELPS, Place
from cairn.program.domain.phases import WORDS, MarkDraft, PhaseStand, Standing, decide_mark, explain, who_words
from cairn.program.queries.phases import MarkRow, facts_of, list_marks, list_own_facts, standing_of

COMPLIANCE = "credentials.compliance.see"
ADDRESSES = {
    Place.READINESS: "list_readiness_rounds",
    Place.POLICIES: "list_policies",
    Place.JOBS: "list_positions",
    Place.PEOPLE: "people_at_work",
    Place.AGREEMENTS: "list_agreements",
    Place.LICENSES: "list_licenses",
    Place.SITES: "list_programs",
    Place.COMPLIANCE: "list_compliance",
    Place.CASELOAD: "list_caseload",
    Place.SUPERVISION: "list_debts",
    Place.OUTCOMES: "show_outcomes",
}
BADGES = {
    StepState.DONE: "good",
    StepState.READY: "told",
    StepState.UNDER_WAY: "told",
    StepState.WAITS: "none",
    StepState.NOT_POSSIBLE: "soon",
    StepState.NOT_NEEDED: "closed",
}
LABELS = {
    "on": "Day",
    "due_on": "To be done by",
    "whose": "Who",
    "paper": "Paper",
    "page": "Page",
    "note": "Note",
    "step": "Step",
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step on the page. `mark` is what somebody wrote down of it; what Cairn sees by itself has none."""

    stand: Stand
    decision: Decision
    badge: tuple[str, str]
    who: str
    mark: MarkRow | None
    helps: tuple[str, str]
    named: tuple[str, str]

    @property
    def is_seen(self) -> bool:
        """Whether a record shows it, and nobody had to write it down."""
        return self.stand.state is StepState.DONE and self.mark is None


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase, its milestones by part."""

    phase: PhaseStand
    parts: tuple[tuple[str, tuple[Milestone, ...]], ...]
    is_current: bool
    is_behind: bool


def list_seen(actor: Actor, on: date, rows: Iterable[Row] | None = None) -> list[StepFact]:
    """What the rooms see, as far as the role may know it. Two statements with the rows of the compliance page, else eight."""
    if rows is None:
        rows = list_compliance(actor, on) if may(actor, COMPLIANCE) else ()
    return [*from_staff(actor, rows), *from_hiring(actor, on), *from_contacts(actor, on)]


def find_standing(actor: Actor, on: date, marks: Iterable[MarkRow], seen: Iterable[StepFact]) -> Standing:
    """Where the program stands by everything that is known. Two statements."""
    return standing_of([*facts_of(marks, actor.place), *list_own_facts(actor, on), *seen], on)


@page(permission=policy.SEE)
def show_program(request: HttpRequest) -> HttpResponse:
    """Eleven statements, whatever the size of the program."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    marks = list_marks(actor, on)
    standing = find_standing(actor, on, marks, list_seen(actor, on))
    current = standing.current
    views = [_view(each, standing, marks, actor, on) for each in standing.phases]
    context = {
        "current": current,
        "next": [one for view in views for _, part in view.parts for one in part if one.stand in standing.next],
        "views": views,
        "reopened": [each for each in standing.phases if each.phase.n < current.phase.n and each.open],
        "sees_records": may(actor, COMPLIANCE),
        "on": on,
    }
    return render(request, "phases/show_program.html", context)


@page(permission=policy.MARK, methods=("GET", "POST"))
def mark_step_page(request: HttpRequest, step: str) -> HttpResponse:
    """One step: how it stands and why, what was written down, and writing it down."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    seen = list_seen(actor, on)
    if request.method != "POST":
        return _form(request, actor, on, step, seen, {})
    try:
        mark_program_step(
            actor=actor,
            mark_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            draft=_draft(request, step),
            seen=seen,
            now=now,
        )
    except BadInput as error:
        return _form(request, actor, on, step, seen, error.problems)
    except Refused as error:
        return _form(request, actor, on, step, seen, {"step": error.decision.summary()}, status=409)
    messages.success(request, "Written down.")
    return redirect("show_program")


def _form(
    request: HttpRequest,
    actor: Actor,
    on: date,
    key: str,
    seen: list[StepFact],
    problems: dict[str, str],
    status: int = 400,
) -> HttpResponse:
    marks = list_marks(actor, on)
    standing = find_standing(actor, on, marks, seen)
    found = standing.find(key)
    if found is None:
        raise NotFound
    default = HELPS.get(key)
    context = {
        "one": _milestone(found, standing, marks, actor, on),
        "may_mark": decide_mark(standing, key, rules_on(on, actor.place)).allowed and found.state not in SETTLED,
        "history": [(mark, _named(actor, mark.draft.page)) for mark in marks if mark.draft.step == key],
        "typed": {
            "state": request.POST.get("state", "done"),
            "on": request.POST.get("on", on.isoformat()),
            "page": request.POST.get("page", default.value if default else ""),
            **{name: request.POST.get(name, "") for name in ("due_on", "whose", "paper", "note")},
        },
        "pages": [(place.value, place.label) for place in Place],
        "labels": LABELS,
        "new_id": new_form_id(actor.organization_id),
        "problems": problems,
    }
    return render(request, "phases/mark_step.html", context, status=status if problems else 200)


def _draft(request: HttpRequest, step: str) -> MarkDraft:
    is_done = request.POST.get("state", "done") != "under_way"
    return MarkDraft(
        step,
        is_done,
        sent_day(request, "on") if is_done else None,
        None if is_done else sent_day(request, "due_on"),
        *(sent_line(request, name) for name in ("whose", "paper", "page", "note")),
    )


def _view(each: PhaseStand, standing: Standing, marks: Iterable[MarkRow], actor: Actor, on: date) -> PhaseView:
    parts: dict[str, list[Milestone]] = {}
    for found in each.walk.stands:
        parts.setdefault(found.step.stage, []).append(_milestone(found, standing, marks, actor, on))
    current = standing.current.phase
    return PhaseView(
        each,
        tuple((name, tuple(milestones)) for name, milestones in parts.items()),
        each.phase is current,
        each.phase.n < current.n,
    )


def _milestone(found: Stand, standing: Standing, marks: Iterable[MarkRow], actor: Actor, on: date) -> Milestone:
    key = found.step.key
    own = (mark for mark in marks if mark.is_standing and mark.draft.step == key)
    mark = next((mark for mark in own if mark.draft.on == found.since and mark.by == found.source), None)
    return Milestone(
        found,
        explain(standing, found, rules_on(on, actor.place)),
        (WORDS[found.state], BADGES[found.state]),
        who_words(found.step.who),
        mark,
        _named(actor, HELPS[key].value) if key in HELPS else ("", ""),
        _named(actor, mark.draft.page) if mark else ("", ""),
    )


def _named(actor: Actor, code: str) -> tuple[str, str]:
    """A page's name and address; nothing for none, for a page that is no more, or for one that the role does not open."""
    place = next((each for each in Place if each.value == code), None)
    href = reverse(ADDRESSES[place]) if place else ""
    return (place.label, href) if place and opens(actor, href) else ("", "")
