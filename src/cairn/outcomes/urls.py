"""Addresses of the outcomes room."""

from __future__ import annotations

from django.urls import path

from cairn.outcomes.web import measures

urlpatterns = [
    path("outcomes/", measures.show_outcomes, name="show_outcomes"),
    path("outcomes/prices/", measures.choose_prices, name="choose_prices"),
]
