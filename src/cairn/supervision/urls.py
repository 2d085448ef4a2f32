"""Addresses of the supervision room."""

from __future__ import annotations

from django.urls import path

from cairn.supervision.web import cover, debts, log, others, preparation, record_sign_offs, sign_offs, signatures

urlpatterns = [
    path("supervision/", debts.list_debts_page, name="list_debts"),
    path("supervision/<uuid:peer_id>/", debts.prepare_session, name="prepare_session"),
    path("supervision/<uuid:peer_id>/prepare/", preparation.preparation_page, name="preparation_page"),
    path("supervision/<uuid:peer_id>/log/", log.log_page, name="supervision_log"),
    path("supervision/<uuid:peer_id>/log/paper/", log.log_paper, name="supervision_log_paper"),
    path("supervision/<uuid:peer_id>/timer/", preparation.run_timer, name="run_timer"),
    path("supervision/<uuid:peer_id>/record/", debts.record_session_page, name="record_session"),
    path("supervision/other/<uuid:agreement_id>/", others.other_session, name="record_other_session"),
    path("supervision/cover/", cover.list_cover, name="list_cover"),
    path("supervision/cover/away/", cover.new_absence, name="record_absence"),
    path("supervision/cover/away/<uuid:absence_id>/withdraw/", cover.withdraw, name="withdraw_absence"),
    path("supervision/changes/<uuid:agreement_id>/", cover.change_page, name="get_change"),
    path("supervision/changes/<uuid:agreement_id>/notice/", cover.notice, name="change_notice"),
    path("supervision/notes/", sign_offs.sign_off_page, name="sign_off_notes"),
    path("supervision/records/", record_sign_offs.sign_off_records_page, name="sign_off_records"),
    path("supervision/notes/returned/", sign_offs.returned_notes_page, name="returned_notes"),
    path("supervision/notes/<uuid:note_id>/return/", sign_offs.return_note_page, name="return_note"),
    path("supervision/sessions/<uuid:session_id>/sign/", signatures.sign_session_page, name="sign_session"),
    path("supervision/sessions/<uuid:session_id>/cancel/", signatures.cancel_session_page, name="cancel_session"),
]
