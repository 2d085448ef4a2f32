"""Addresses of the board room."""

from __future__ import annotations

from django.urls import path

from cairn.board.web import applications

urlpatterns = [
    path("board/application/", applications.show_own_application, name="own_application"),
    path("board/application/start/", applications.start_application_page, name="start_application"),
    path("board/application/<uuid:application_id>/<slug:step>/", applications.write_step, name="write_step"),
    path(
        "board/applications/<uuid:application_id>/send/",
        applications.submit_application_page,
        name="submit_application",
    ),
]
