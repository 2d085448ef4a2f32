"""Addresses of the hiring room. A posting is found by a random number; everything else by ids inside the organization."""

from __future__ import annotations

from django.urls import path

from cairn.hiring.web import applicants, descriptions, jobs, positions, rounds, sheets

urlpatterns = [
    path("jobs/<uuid:public_id>/", jobs.job, name="job"),
    path("jobs/<uuid:public_id>/sent/", jobs.job_sent, name="job_sent"),
    path("hiring/", positions.positions, name="list_positions"),
    path("hiring/new/", descriptions.new_position, name="new_position"),
    path("hiring/panel/", sheets.own_interviews, name="list_own_interviews"),
    path("hiring/<uuid:position_id>/", positions.position, name="get_position"),
    path("hiring/<uuid:position_id>/write/", descriptions.edit_description, name="write_description"),
    path("hiring/<uuid:position_id>/description/", descriptions.preview, name="show_description"),
    path("hiring/<uuid:position_id>/description/pdf/", descriptions.description_pdf, name="description_pdf"),
    path("hiring/<uuid:position_id>/description/docx/", descriptions.description_docx, name="description_docx"),
    path("hiring/<uuid:position_id>/post/", positions.post, name="post_position"),
    path("hiring/<uuid:position_id>/close/", positions.close, name="close_position"),
    path("hiring/<uuid:position_id>/rounds/new/", rounds.new_round, name="open_round"),
    path("hiring/applicants/<uuid:applicant_id>/", applicants.applicant, name="get_applicant"),
    path("hiring/applicants/<uuid:applicant_id>/conflict/", applicants.conflict, name="check_conflict"),
    path("hiring/applicants/<uuid:applicant_id>/answer/", applicants.answer, name="answer_applicant"),
    path("hiring/rounds/<uuid:round_id>/", rounds.one_round, name="get_round"),
    path("hiring/rounds/<uuid:round_id>/member/", rounds.name, name="name_member"),
    path("hiring/rounds/<uuid:round_id>/excuse/<uuid:seat_id>/", rounds.excuse, name="excuse_member"),
    path("hiring/rounds/<uuid:round_id>/plan/", rounds.plan, name="plan_interview"),
    path("hiring/rounds/<uuid:round_id>/compare/", rounds.compare, name="compare_round"),
    path("hiring/interviews/<uuid:interview_id>/score/", sheets.score, name="score_interview"),
]
