"""Addresses of the badges room."""

from __future__ import annotations

from django.urls import path

from cairn.badges.web import issuers, verify

urlpatterns = [
    path("verify/", verify.check_badge, name="check_badge"),
    path("verify/<slug:number>/", verify.show_badge, name="show_badge"),
    path("badges/issuers/<uuid:issuer_id>/", issuers.get_issuer, name="get_issuer"),
    path("badges/keys/<uuid:issuer_id>/", issuers.list_public_keys_page, name="list_public_keys"),
    path("badges/keys/<uuid:issuer_id>/<slug:thumbprint>/", issuers.get_public_key_page, name="get_public_key"),
    path("badges/status/<uuid:issuer_id>/<int:number>/", issuers.get_status_list_page, name="get_status_list"),
]
