"""Addresses of the court room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.court.web import mentors, reports, studies

ONE = "court/<uuid:court_relationship_id>/"

urlpatterns = [
    path("court/", mentors.relationships, name="list_court_relationships"),
    path("court/new/", mentors.start, name="start_court_relationship"),
    path(ONE, mentors.relationship, name="get_court_relationship"),
    path(f"{ONE}end/", mentors.end, name="end_court_relationship"),
    path(f"{ONE}days/", mentors.record, name="record_court_attendance"),
    path("court/days/<uuid:court_attendance_id>/take-back/", mentors.take_back, name="take_back_court_attendance"),
    path(f"{ONE}report/", reports.preview, name="send_court_report"),
    path("court/reports/<uuid:court_report_id>/", reports.paper, name="get_court_report"),
    path("court/studies/", studies.studies, name="list_court_studies"),
    path("court/studies/<uuid:court_study_id>/", studies.study, name="get_court_study"),
    path("court/studies/<uuid:court_study_id>/finish/", studies.finish, name="finish_court_study"),
]
