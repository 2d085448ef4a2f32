"""Addresses of the referrals room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.referrals.web import figures, making, papers, referrals, steps

ONE = "referrals/<uuid:referral_id>/"

urlpatterns = [
    path("referrals/", referrals.list_page, name="list_referrals"),
    path("referrals/new/", making.new_page, name="make_referral"),
    path("referrals/figures/", figures.all_page, name="count_referrals"),
    path("referrals/places/<uuid:listing_id>/", figures.place_page, name="count_place_referrals"),
    path("people/<uuid:client_id>/referrals/", referrals.client_page, name="list_client_referrals"),
    path(ONE, referrals.one_page, name="get_referral"),
    path(f"{ONE}card/", referrals.give_card, name="hand_card"),
    path(f"{ONE}tell/", referrals.tell, name="tell_place"),
    path(f"{ONE}steps/", steps.add, name="record_referral_step"),
    path(f"{ONE}steps/<uuid:referral_step_id>/", steps.correct_page, name="correct_referral_step"),
    path(f"{ONE}card/print/", papers.card, name="print_referral_card"),
    path(f"{ONE}letter/", papers.letter, name="print_referral_letter"),
]
