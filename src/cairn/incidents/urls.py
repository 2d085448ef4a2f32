"""Addresses of the incidents room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.incidents.web import incidents, reports

ONE = "incidents/<uuid:incident_id>/"

urlpatterns = [
    path("incidents/", incidents.incidents, name="list_incidents"),
    path("incidents/new/", incidents.new_incident, name="record_incident"),
    path("incidents/for-you/", incidents.staff_crisis, name="staff_crisis"),
    path(ONE, incidents.incident, name="get_incident"),
    path(f"{ONE}seen/", incidents.acknowledge, name="acknowledge_incident"),
    path(f"{ONE}lines/", incidents.follow_up, name="add_follow_up"),
    path(f"{ONE}close/", incidents.close, name="close_incident"),
    path(f"{ONE}report/", reports.report, name="record_report"),
    path(f"{ONE}report/<uuid:report_id>/letter/", reports.report_letter, name="report_letter"),
]
