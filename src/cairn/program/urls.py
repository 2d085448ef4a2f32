"""Addresses of the program room. The three phases themselves are a page that joins rooms: `front/pages/program.py`."""

from __future__ import annotations

from django.urls import path

from cairn.program.web import marks, policies, practice, readiness

ROUND = "program/readiness/<uuid:readiness_round_id>/"
POLICY = "program/policies/<uuid:program_policy_id>/"

urlpatterns = [
    path("program/marks/<uuid:step_mark_id>/take-back/", marks.take_back_mark_page, name="take_back_mark"),
    path("program/readiness/", readiness.list_rounds_page, name="list_readiness_rounds"),
    path("program/readiness/open/", readiness.open_round_page, name="open_readiness_round"),
    path(ROUND, readiness.result_page, name="get_readiness_result"),
    path(f"{ROUND}answer/", readiness.answer_page, name="answer_readiness"),
    path(f"{ROUND}share/", readiness.share_round_page, name="share_readiness_round"),
    path(f"{ROUND}plan/", readiness.plan_page, name="plan_readiness"),
    path("program/policies/", policies.list_policies_page, name="list_policies"),
    path("program/policies/new/", policies.enter_policy_page, name="enter_policy"),
    path(POLICY, policies.get_policy_page, name="get_policy"),
    path(f"{POLICY}read/", policies.acknowledge_policy_page, name="acknowledge_policy"),
    path(f"{POLICY}take-back/", policies.take_back_policy_page, name="take_back_policy"),
    path("practice/scope/", practice.scope_page, name="show_scope"),
    path("practice/ethics/", practice.ethics_page, name="show_ethics"),
    path("practice/ethics/read/", practice.acknowledge_ethics_page, name="acknowledge_ethics"),
    path("practice/wellness/", practice.wellness_page, name="own_wellness"),
    path("practice/wellness/forget/", practice.forget_wellness_page, name="forget_wellness"),
]
