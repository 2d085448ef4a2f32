"""Addresses of the plans room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.plans.web import goals, papers, plans

PLAN = "people/<uuid:client_id>/plan/"

urlpatterns = [
    path("plans/empty/", papers.empty_plan, name="empty_plan"),
    path(PLAN, plans.plan, name="get_plan"),
    path(f"{PLAN}paper/", papers.plan_paper, name="plan_paper"),
    path(f"{PLAN}changes/", plans.revisions, name="list_plan_revisions"),
    path(f"{PLAN}agree/", plans.agree, name="agree_plan"),
    path(f"{PLAN}steps/", plans.mark_step, name="mark_plan_step"),
    path(f"{PLAN}goals/new/", goals.new_goal, name="new_plan_goal"),
    path(f"{PLAN}goals/<uuid:goal_id>/", goals.change_goal, name="write_plan_goal"),
    path(f"{PLAN}parts/<slug:part>/", plans.write_part, name="write_plan_part"),
]
