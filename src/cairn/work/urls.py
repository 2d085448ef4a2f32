"""Addresses of the work room."""

from __future__ import annotations

from django.urls import path

from cairn.work.web import corrections, day_sheets, loads

urlpatterns = [
    path("work/", day_sheets.get_day_sheet_page, name="get_day_sheet"),
    path("work/record/", day_sheets.record_work_page, name="record_work"),
    path("work/miles/record/", day_sheets.record_trip_page, name="record_trip"),
    path("work/confirm/", day_sheets.confirm_day_page, name="confirm_day"),
    path("work/reopen/", day_sheets.reopen_day_page, name="reopen_day"),
    path("work/entries/<uuid:work_entry_id>/take-back/", corrections.take_back_work_page, name="take_back_work"),
    path("work/miles/<uuid:trip_id>/take-back/", corrections.take_back_trip_page, name="take_back_trip"),
    path("work/load/", loads.list_loads_page, name="list_loads"),
    path("work/miles/", loads.list_miles_page, name="list_miles"),
]
