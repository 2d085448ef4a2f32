"""Addresses of the mentoring room."""

from __future__ import annotations

from django.urls import path

from cairn.mentoring.web import benefits, corrections, dues, pairs, sessions

PAIR = "mentoring/pairs/<uuid:mentoring_pair_id>/"

urlpatterns = [
    path("mentoring/", pairs.list_pairs_page, name="list_pairs"),
    path("mentoring/wishes/", pairs.tell_wish_page, name="tell_wish"),
    path("mentoring/mentors/<uuid:engagement_id>/", pairs.choose_mentor_page, name="choose_mentor"),
    path(PAIR, pairs.get_pair_page, name="get_pair"),
    path(f"{PAIR}sign/", pairs.sign_pair_page, name="sign_pair"),
    path(f"{PAIR}end/", pairs.end_pair_page, name="end_pair"),
    path(f"{PAIR}talks/", pairs.record_talk_page, name="record_talk"),
    path("mentoring/sessions/", sessions.list_sessions_page, name="list_skills_sessions"),
    path(
        "mentoring/sessions/<uuid:skills_session_id>/take-over/",
        sessions.take_over_session_page,
        name="take_over_session",
    ),
    path("mentoring/talks/<uuid:mentoring_talk_id>/take-back/", corrections.take_back_talk_page, name="take_back_talk"),
    path(
        "mentoring/sessions/<uuid:skills_session_id>/take-back/",
        corrections.take_back_session_page,
        name="take_back_session",
    ),
    path(
        "mentoring/dues/entries/<uuid:dues_id>/take-back/",
        corrections.take_back_dues_page,
        name="take_back_mentoring_dues",
    ),
    path("mentoring/benefits/", benefits.answer_benefits_page, name="answer_benefits"),
    path("mentoring/benefits/counts/", benefits.list_benefit_counts_page, name="list_benefit_counts"),
    path("mentoring/dues/", dues.list_dues_page, name="list_mentoring_dues"),
    path("mentoring/dues/<uuid:engagement_id>/", dues.record_dues_page, name="record_mentoring_dues"),
]
