"""Addresses of the support room: people here, contacts beside."""

from __future__ import annotations

from django.urls import URLPattern

from cairn.support import urls_contacts

urlpatterns: list[URLPattern] = [
    *urls_contacts.urlpatterns,
]
