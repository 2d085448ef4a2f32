"""Addresses of the trails room. The trail itself joins rooms: `front/pages/trail.py`."""

from __future__ import annotations

from django.urls import path

from cairn.trails.web import comparison, confirm, finder, hours, offers, steps

urlpatterns = [
    path("trail/find/", finder.find_trail_page, name="find_trail"),
    path("trail/choose/", finder.choose_trail_page, name="choose_trail"),
    path("trail/compare/", comparison.compare_places_page, name="compare_places"),
    path("trail/steps/<slug:step>/", steps.note_step_page, name="note_step"),
    path("trail/offer/", offers.ask_for_offer_page, name="ask_for_offer"),
    path("trail/hours/", hours.list_hours, name="list_hours"),
    path("trail/hours/record/", hours.record_hours_page, name="record_hours"),
    path("trail/hours/ask/", hours.ask_for_hours_page, name="ask_for_hours"),
    path("trail/hours/<uuid:entry_id>/take-back/", hours.take_back_hours_page, name="take_back_hours"),
    path("confirm/<slug:token>/", confirm.confirm, name="confirm"),
]
