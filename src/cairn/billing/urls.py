"""Addresses of the billing room."""

from __future__ import annotations

from django.urls import path

from cairn.billing.web import claims

urlpatterns = [
    path("claims/", claims.list_claims, name="list_claims"),
]
