"""Addresses of the board room."""

from __future__ import annotations

from django.urls import path

from cairn.board.web import applications, papers

OWN, ONE = "board/application/", "board/applications/<uuid:application_id>/"

urlpatterns = [
    path(OWN, applications.show_own_application, name="own_application"),
    path(f"{OWN}start/", applications.start_application_page, name="start_application"),
    path(f"{OWN}<uuid:application_id>/<slug:step>/", applications.write_step, name="write_step"),
    path(f"{ONE}send/", applications.submit_application_page, name="submit_application"),
    path(f"{ONE}papers/", papers.add_paper_page, name="add_paper"),
    path("board/papers/<uuid:paper_id>/", papers.get_paper_page, name="get_paper"),
    path("board/papers/<uuid:paper_id>/remove/", papers.remove_paper_page, name="remove_paper"),
]
