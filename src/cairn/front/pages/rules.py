"""Rules and their sources: what holds on a day in a place, who says so, how sure that is, and how contradictions were ruled.

Open to everybody: a legislator or a candidate may check what Cairn decides by, without an account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from cairn.front.pages.rule_topics import SETTINGS_PLACE, TOPICS, context_of, title_of
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import day_of
from cairn.platform.packs import place_names, rules_on, the_rulebook, zone_of
from cairn.platform.pages import public
from cairn.privacy.policy import may
from cairn.rulebook.entries import Entry

STATUS = {
    "verified": ("Read in the source", "good"),
    "secondary": ("Read elsewhere, not verified", "unknown"),
    "inferred": ("Follows from a source, not verified", "unknown"),
    "unverified": ("Not verified", "unknown"),
    "obsolete": ("No longer in force", "closed"),
}
LONGEST = 80


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in force, in words. `rivals` are what other sources say: (value, source)."""

    anchor: str
    topic: str
    title: str
    about: str
    value: str
    dates: str
    citation: str
    status: tuple[str, str]
    note: str
    ruling: str
    rivals: tuple[tuple[str, str], ...]
    from_place: str

    @property
    def is_unsure(self) -> bool:
        return self.status[1] == "unknown"


@public
def show_rules(request: HttpRequest, place: str = "") -> HttpResponse:
    """One place on one day; `?q=` narrows to a word, `?on=` takes another day. No statement at all."""
    actor = getattr(request, "actor", None)
    place = place or (actor.place if actor else SETTINGS_PLACE)
    if place not in the_rulebook().places:
        raise NotFound
    today = local_date(clock.now(), actor.zone if actor else zone_of(place))
    text = request.GET.get("q", "").strip()[:LONGEST]
    problems: dict[str, str] = {}
    try:
        on = day_of(request.GET, "on") or today
    except BadInput as error:
        on, problems = today, error.problems
    rows = find_rules(place, on, text) if text else list_rules(place, on)
    topics = [(topic, slugify(topic), list(group)) for topic, group in groupby(rows, key=lambda row: row.topic)]
    names = sorted(place_names().items(), key=lambda pair: pair[1])
    return render(
        request,
        "rules.html",
        {
            "frame_of": "base.html" if actor else "plain.html",
            "place": place,
            "place_name": place_names()[place],
            "places": names,
            "on": on,
            "is_today": on == today,
            "text": text,
            "topics": topics,
            "count": len(rows),
            "unsure": sum(row.is_unsure for row in rows),
            "problems": problems,
            "may_compare": actor is not None and may(actor, "trails.places.compare"),
        },
        status=400 if problems else 200,
    )


def list_rules(place: str, on: date) -> list[RuleRow]:
    """Every rule in force there, by topic and title; what is inherited says from where."""
    rows = [_row(entry, place) for entry in rules_on(on, place).all()]
    return sorted(rows, key=lambda row: (row.topic, row.title, row.about))


def find_rules(place: str, on: date, text: str) -> list[RuleRow]:
    """Those in whose words every word of the text occurs. Nothing for an empty text."""
    wanted = text.casefold().split()
    if not wanted:
        return []
    return [row for row in list_rules(place, on) if all(word in _words(row) for word in wanted)]


def _words(row: RuleRow) -> str:
    told = (row.topic, row.title, row.about, row.value, row.citation, row.note, row.ruling, row.from_place)
    return " ".join(told).casefold()


def _row(entry: Entry, place: str) -> RuleRow:
    topic, _, rest = entry.key.partition(".")
    about = ", ".join(mark for mark in (entry.issuer, context_of(entry.context), entry.label) if mark)
    return RuleRow(
        anchor=slugify(f"{entry.key} {entry.issuer} {entry.context}".replace(".", "-")),
        topic=TOPICS.get(topic, title_of(topic)),
        title=title_of(rest or topic),
        about=about,
        value=entry.shown,
        dates=entry.dates,
        citation=entry.citation.text,
        status=STATUS[entry.citation.status.value],
        note=entry.note,
        ruling=entry.ruling,
        rivals=tuple((rival.shown, rival.citation.text) for rival in entry.rivals),
        from_place="" if entry.place == place else place_names()[entry.place],
    )
