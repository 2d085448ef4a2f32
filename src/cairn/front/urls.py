"""Every address of Cairn. A page's address says the room, the noun and an id; never a name."""

from __future__ import annotations

from django.urls import include, path

from cairn.front.pages import (
    compliance,
    everywhere,
    help_now,
    homes,
    looks,
    program,
    rules,
    search,
    trail,
)
from cairn.front.web import errors, hats, mark

urlpatterns = [
    path("", include("cairn.support.urls")),  # asked most, so looked through first
    path("", homes.home, name="home"),
    path("compliance/", compliance.list_compliance_page, name="list_compliance"),
    path("help-now/", help_now.show_help, name="help_now"),
    path("program/", program.show_program, name="show_program"),
    path("program/steps/<slug:step>/", program.mark_step_page, name="mark_program_step"),
    path("rules/", rules.show_rules, name="rules"),
    path("rules/<slug:place>/", rules.show_rules, name="rules_of"),
    path("search/", search.search, name="search"),
    path("trail/", trail.show_trail, name="show_trail"),
    path("trail/everywhere/", everywhere.put_everywhere, name="put_everywhere"),
    path("who-looked/", looks.who_looked, name="who_looked"),
    path("hats/", hats.choose_hat, name="choose_hat"),
    path("hats/wear/", hats.wear_hat, name="wear_hat"),
    path("demo/", hats.demo_entry, name="demo_entry"),
    path("favicon.ico", mark.show_mark, name="show_mark"),
    path("", include("cairn.identity.urls")),
    path("", include("cairn.program.urls")),
    path("", include("cairn.credentials.urls")),
    path("", include("cairn.badges.urls")),
    path("", include("cairn.trails.urls")),
    path("", include("cairn.exams.urls")),
    path("", include("cairn.training.urls")),
    path("", include("cairn.board.urls")),
    path("", include("cairn.work.urls")),
    path("", include("cairn.supervision.urls")),
    path("", include("cairn.hiring.urls")),
    path("", include("cairn.mentoring.urls")),
    path("", include("cairn.directory.urls")),
    path("", include("cairn.plans.urls")),
    path("", include("cairn.gatherings.urls")),
    path("", include("cairn.incidents.urls")),
    path("", include("cairn.departures.urls")),
    path("", include("cairn.intake.urls")),
    path("", include("cairn.matching.urls")),
    path("", include("cairn.referrals.urls")),
    path("", include("cairn.meetings.urls")),
    path("", include("cairn.warmline.urls")),
    path("", include("cairn.court.urls")),
    path("", include("cairn.billing.urls")),
    path("", include("cairn.outcomes.urls")),
    path("", include("cairn.portal.urls")),
]

handler404 = errors.not_found
handler429 = errors.too_many  # asked for by the sign-in library
handler500 = errors.server_error
