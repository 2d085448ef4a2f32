"""Addresses of the work room."""

from __future__ import annotations

from django.urls import path

from cairn.work.web import day_sheets

urlpatterns = [
    path("work/", day_sheets.get_day_sheet, name="get_day_sheet"),
    path("work/record/", day_sheets.record_work_page, name="record_work"),
]
