"""One person under the rules of every place. Signed in, from the own records; for anybody, from what is typed, which nothing keeps.

What is typed is sent in the body and answered with the page: no row, no log and no address holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cairn.front.pages.everywhere_form import GROUPS, Question, read_person, subject_questions, typed_of
from cairn.front.pages.everywhere_records import known_of
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock
from cairn.platform.journeys import the_journeys
from cairn.platform.packs import certifying_places, rules_on, shared_places
from cairn.platform.pages import public
from cairn.privacy.policy import may
from cairn.rulebook.rules import Rules
from cairn.trails.domain.columns import COLUMNS
from cairn.trails.domain.everywhere import Mark, weigh_everywhere
from cairn.trails.domain.person import Person

BADGES = {
    Mark.MET: "good",
    Mark.SHORT: "late",
    Mark.NOT_SAID: "unknown",
    Mark.NOT_ASKED: "told",
    Mark.NO_SOURCE: "none",
}
MEANINGS = {
    Mark.MET: "what is asked for is there",
    Mark.SHORT: "something is missing, and by how much",
    Mark.NOT_SAID: "the place asks, and nothing was said of you",
    Mark.NOT_ASKED: "a source says that the place does not ask",
    Mark.NO_SOURCE: "no source was found: neither yes nor no",
}
UNKNOWN_PLACE = "Choose a place from the list."


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request says: the person, the home place, and the form as it goes back. `problems` by field."""

    person: Person
    home: str
    typed: dict[str, str]
    sources: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)


@never_cache
@public
def put_everywhere(request: HttpRequest) -> HttpResponse:
    """The questions, and above them a row for each place."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    actor: Actor | None = getattr(request, "actor", None)
    now = clock.now()
    on = local_date(now, actor.zone if actor else "UTC")
    names = certifying_places()
    books = {place: (name, rules_on(on, place)) for place, name in names.items()}
    groups = (*GROUPS, ("Training by subject", subject_questions(_subjects(rules for _, rules in books.values()))))
    questions = tuple(question for _, group in groups for question in group)
    asked = _asked(request, actor, names, questions, now)
    is_weighed = not asked.problems and (request.method == "POST" or asked.person != Person())
    context = {
        "frame_of": "base.html" if actor else "plain.html",
        "rows": weigh_everywhere(asked.person, books, asked.home, on, shared_places()) if is_weighed else (),
        "columns": COLUMNS,
        "marks": [(mark, BADGES[mark], MEANINGS[mark]) for mark in Mark],
        "badges": BADGES,
        "groups": groups,
        "labels": {question.name: question.label for question in questions} | {"home": "Home place"},
        "short": {place: rules.rulebook.of(place)[0].issuer or name for place, (name, rules) in books.items()},
        "places": sorted(names.items(), key=lambda pair: pair[1]),
        "home_name": names[asked.home],
        "asked": asked,
        "on": on,
        "may_compare": actor is not None and may(actor, "trails.places.compare"),
    }
    return render(request, "trail/everywhere.html", context, status=400 if asked.problems else 200)


def _asked(
    request: HttpRequest, actor: Actor | None, names: Mapping[str, str], questions: tuple[Question, ...], now: Instant
) -> Asked:
    """From the records when the page is opened; from what was typed when it was sent."""
    on = local_date(now, actor.zone if actor else "UTC")
    known, sources = known_of(actor, now)
    recorded = typed_of(known, on)
    own = (
        actor.place if actor and actor.place in names else next(place for place, _ in the_journeys() if place in names)
    )
    if request.method != "POST":
        return Asked(known, own, recorded, sources)
    typed = {question.name: request.POST.get(question.name, "") for question in questions}
    person, problems = read_person(typed, questions, on)
    home = request.POST.get("home", "")
    if home not in names:
        problems["home"] = UNKNOWN_PLACE
    still = {name: words for name, words in sources.items() if typed.get(name) == recorded.get(name)}
    return Asked(person, home if home in names else own, typed, still, problems)


def _subjects(books: Iterable[Rules]) -> tuple[str, ...]:
    """Subjects of training of which some place asks hours."""
    keys = ("training.minimum", "training.hours")
    found = {entry.context for rules in books for entry in rules.all("training.") if entry.key in keys}
    return tuple(sorted(found - {""}))
