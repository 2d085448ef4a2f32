"""Addresses of the badges room."""

from __future__ import annotations

from django.urls import path

from cairn.badges.web import issued, issuers, own, register, verify

urlpatterns = [
    path("verify/", verify.check_badge, name="check_badge"),
    path("verify/<slug:number>/", verify.show_badge, name="show_badge"),
    path("register/", register.search_register, name="search_register"),
    path("badges/issuers/<uuid:issuer_id>/", issuers.get_issuer, name="get_issuer"),
    path("badges/keys/<uuid:issuer_id>/", issuers.list_public_keys_page, name="list_public_keys"),
    path("badges/keys/<uuid:issuer_id>/<slug:thumbprint>/", issuers.get_public_key_page, name="get_public_key"),
    path("badges/status/<uuid:issuer_id>/<int:number>/", issuers.get_status_list_page, name="get_status_list"),
    path("badges/", own.list_own_badges_page, name="list_own_badges"),
    path("badges/<uuid:badge_id>/print/", own.print_own_badge_page, name="print_own_badge"),
    path("badges/<uuid:badge_id>/signed/", own.get_signed_badge, name="get_signed_badge"),
    path("badges/<uuid:badge_id>/listing/", own.choose_listing_page, name="choose_listing"),
    path("badges/issued/", issued.list_badges_page, name="list_badges"),
    path("badges/issued/new/", issued.issue_badge_page, name="issue_badge"),
    path("badges/issued/key/", issued.change_signing_key_page, name="change_signing_key"),
    path("badges/issued/<uuid:badge_id>/", issued.get_badge_page, name="get_badge"),
    path("badges/issued/<uuid:badge_id>/print/", issued.print_badge_page, name="print_badge"),
    path("badges/issued/<uuid:badge_id>/correct/", issued.correct_badge_page, name="correct_badge"),
    path("badges/issued/<uuid:badge_id>/revoke/", issued.revoke_badge_page, name="revoke_badge"),
]
