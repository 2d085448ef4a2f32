"""Addresses of the exams room."""

from __future__ import annotations

from django.urls import path

from cairn.exams.web import items, sittings

urlpatterns = [
    path("exams/items/", items.weigh_items_page, name="weigh_items"),
    path("exams/sittings/<uuid:sitting_id>/", sittings.take_exam, name="take_exam"),
    path("exams/sittings/<uuid:sitting_id>/answer/", sittings.save_answer_page, name="save_answer"),
    path("exams/sittings/<uuid:sitting_id>/submit/", sittings.submit_sitting_page, name="submit_sitting"),
]
