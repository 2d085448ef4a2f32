"""Addresses of the departures room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.departures.web import additions, departures, holds, moves, summaries

PERSON, ONE = "people/<uuid:client_id>/", "leaving/<uuid:departure_id>/"

urlpatterns = [
    path("leaving/", departures.departures, name="list_departures"),
    path(ONE, departures.departure, name="get_departure"),
    path(f"{ONE}take-back/", departures.take_back, name="take_back_departure"),
    path(f"{ONE}back-again/", departures.back_again, name="come_back"),
    path(f"{ONE}summary/", summaries.summary, name="write_summary"),
    path(f"{ONE}summary/paper/", summaries.summary_paper, name="summary_paper"),
    path(f"{ONE}summary/add/", additions.addition, name="add_to_summary"),
    path(f"{PERSON}leaving/", departures.leaving, name="leaving"),
    path(f"{PERSON}leaving/plan/", departures.plan, name="plan_departure"),
    path(f"{PERSON}leaving/left/", departures.leave, name="leave_program"),
    path(f"{PERSON}hold/", holds.hold, name="set_hold"),
    path("holds/", holds.holds, name="list_holds"),
    path("holds/<uuid:hold_id>/lift/", holds.lift, name="lift_hold"),
    path(f"{PERSON}transfer/", moves.transfer, name="transfer_client"),
    path(f"{PERSON}send/", moves.send, name="send_package"),
    path("sent/<uuid:sending_id>/", moves.sending, name="get_sending"),
    path("sent/<uuid:sending_id>/<slug:kind>/", moves.sending_file, name="sending_file"),
]
