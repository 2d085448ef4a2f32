"""Addresses of the outcomes room."""

from __future__ import annotations

from django.urls import path

from cairn.outcomes.web import outcomes

urlpatterns = [
    path("outcomes/", outcomes.show_outcomes, name="show_outcomes"),
    path("outcomes/prices/", outcomes.choose_prices, name="choose_prices"),
]
