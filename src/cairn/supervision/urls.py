"""Addresses of the supervision room."""

from __future__ import annotations

from django.urls import path

from cairn.supervision.web import debts, preparation, signatures

urlpatterns = [
    path("supervision/", debts.list_debts_page, name="list_debts"),
    path("supervision/<uuid:peer_id>/", debts.prepare_session, name="prepare_session"),
    path("supervision/<uuid:peer_id>/prepare/", preparation.preparation_page, name="preparation_page"),
    path("supervision/<uuid:peer_id>/timer/", preparation.run_timer, name="run_timer"),
    path("supervision/<uuid:peer_id>/record/", debts.record_session_page, name="record_session"),
    path("supervision/sessions/<uuid:session_id>/sign/", signatures.sign_session_page, name="sign_session"),
    path("supervision/sessions/<uuid:session_id>/cancel/", signatures.cancel_session_page, name="cancel_session"),
]
