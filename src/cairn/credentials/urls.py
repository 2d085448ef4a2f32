"""Addresses of the credentials room."""

from __future__ import annotations

from django.urls import path

from cairn.credentials.web import credentials, entries, proofs, renewals

urlpatterns = [
    path("credential/", credentials.get_own_credential, name="get_own_credential"),
    path("credential/renewal/", renewals.show_renewal, name="show_renewal"),
    path("credential/courses/<uuid:continuing_education_id>/proofs/", proofs.keep_proof_page, name="keep_proof"),
    path("credential/proofs/<uuid:ce_proof_id>/", proofs.download_proof, name="download_proof"),
    path("credential/proofs/<uuid:ce_proof_id>/remove/", proofs.remove_proof_page, name="remove_proof"),
    path("credential/<uuid:engagement_id>/", credentials.get_credential, name="get_credential"),
    path("credential/<uuid:engagement_id>/add/", credentials.add_credential_page, name="add_credential"),
    path(
        "credential/<uuid:engagement_id>/background/",
        credentials.record_background_page,
        name="record_background_check",
    ),
    path("credential/<uuid:engagement_id>/ce/", credentials.record_ce_page, name="record_ce"),
    path("credential/<uuid:engagement_id>/record/", entries.list_record, name="list_record"),
    path(
        "credential/<uuid:engagement_id>/record/<slug:kind>/<uuid:entry_id>/",
        entries.take_back,
        name="take_back_entry",
    ),
    path("credential/<uuid:engagement_id>/renewal/", credentials.record_renewal_page, name="record_renewal"),
]
