"""Addresses of the board room."""

from __future__ import annotations

from django.urls import path

from cairn.board.web import applications, audits, credentials, decisions, desk, letters, papers, renewal_runs

OWN, ONE = "board/application/", "board/applications/<uuid:application_id>/"
HELD = "board/credentials/<uuid:credential_id>/"
DESK, FILE = "board/desk/", "board/desk/<uuid:application_id>/"

urlpatterns = [
    path(OWN, applications.show_own_application, name="own_application"),
    path(f"{OWN}start/", applications.start_application_page, name="start_application"),
    path(f"{OWN}<uuid:application_id>/<slug:step>/", applications.write_step, name="write_step"),
    path(f"{ONE}send/", applications.submit_application_page, name="submit_application"),
    path(f"{ONE}papers/", papers.add_paper_page, name="add_paper"),
    path("board/papers/<uuid:paper_id>/", papers.get_paper_page, name="get_paper"),
    path("board/papers/<uuid:paper_id>/remove/", papers.remove_paper_page, name="remove_paper"),
    path(DESK, desk.list_queue_page, name="list_queue"),
    path(FILE, desk.get_file_page, name="get_file"),
    path(f"{FILE}checks/", desk.record_checks_page, name="record_checks"),
    path(f"{FILE}fees/<uuid:fee_line_id>/paid/", desk.record_payment_page, name="record_payment"),
    path(f"{FILE}letter/", letters.write_letter_page, name="write_letter"),
    path(f"{FILE}decide/", decisions.settle_application_page, name="settle_application"),
    path("board/letters/<uuid:letter_id>/", letters.edit_letter_page, name="edit_letter"),
    path("board/letters/<uuid:letter_id>/paper/", letters.get_letter_paper, name="get_letter_paper"),
    path("board/credentials/", credentials.list_credentials_page, name="board_credentials"),
    path(HELD, credentials.get_credential_page, name="board_credential"),
    path(f"{HELD}letter/", letters.get_approval_letter, name="get_approval_letter"),
    path(f"{HELD}renew/", credentials.renew_credential_page, name="renew_credential"),
    path(f"{HELD}suspend/", credentials.suspend_credential_page, name="suspend_credential"),
    path(f"{HELD}lift/", credentials.lift_suspension_page, name="lift_suspension"),
    path(f"{HELD}surrender/", credentials.surrender_credential_page, name="surrender_credential"),
    path("board/renewals/", renewal_runs.show_renewal_run, name="renewal_run"),
    path("board/renewals/<int:year>/tell/", renewal_runs.continue_renewal_run_page, name="continue_renewal_run"),
    path("board/renewals/<int:year>/exceptions/", renewal_runs.list_exceptions_page, name="renewal_exceptions"),
    path("board/renewals/<int:year>/certificates/", renewal_runs.print_certificates_page, name="print_certificates"),
    path("board/audits/", audits.draw_audit_page, name="draw_audit"),
    path(
        "board/audits/certain/<uuid:audited_credential_id>/answer/",
        audits.record_certain_answer_page,
        name="record_certain_answer",
    ),
    path("board/audits/<uuid:draw_id>/", audits.get_draw_page, name="get_draw"),
    path(
        "board/audits/<uuid:draw_id>/<uuid:audited_credential_id>/answer/",
        audits.record_audit_answer_page,
        name="record_audit_answer",
    ),
]
