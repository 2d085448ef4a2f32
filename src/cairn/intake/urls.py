"""Addresses of the intake room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.intake.web import (
    asked,
    asking,
    asking_doors,
    at_once,
    checks,
    fees,
    finishing,
    heads,
    intakes,
    later,
    signing,
    steps,
)

ROOM = "coming-in/"
ONE = f"{ROOM}<uuid:intake_id>/"

urlpatterns = [
    path(ROOM, intakes.intakes, name="list_intakes"),
    path(f"{ROOM}new/", intakes.new_intake, name="begin_intake"),
    path(f"{ROOM}met/", heads.heads, name="count_heads"),
    path(f"{ROOM}met/figures/", heads.figures, name="heads_by_month"),
    path(f"{ROOM}met/<uuid:head_count_id>/take-back/", heads.take_back, name="take_back_heads"),
    path(f"{ROOM}checks/", checks.checks, name="list_intake_checks"),
    path(f"{ROOM}asked/", asked.asked, name="list_asking"),
    path(f"{ROOM}asked/doors/open/", asking_doors.open_door, name="open_asking_door"),
    path(f"{ROOM}asked/doors/<uuid:asking_door_id>/pause/", asking_doors.pause_door, name="pause_asking_door"),
    path(f"{ROOM}asked/doors/<uuid:asking_door_id>/reopen/", asking_doors.reopen_door, name="reopen_asking_door"),
    path(f"{ROOM}asked/doors/<uuid:asking_door_id>/close/", asking_doors.close_door, name="close_asking_door"),
    path(f"{ROOM}asked/phone/", asking_doors.set_phone, name="set_program_phone"),
    path(f"{ROOM}asked/junk/", asked.junk, name="throw_away_asking"),
    path(f"{ROOM}asked/junk/<uuid:junk_pile_id>/put-back/", asked.put_junk_back, name="put_back_junk"),
    path(f"{ROOM}asked/junk/<uuid:junk_pile_id>/empty/", asked.empty_junk, name="empty_junk"),
    path(f"{ROOM}asked/<uuid:asking_id>/take-up/", asked.take_up, name="take_up_asking"),
    path(f"{ROOM}asked/<uuid:asking_id>/let-go/", asked.let_go, name="let_go_asking"),
    path("ask/<slug:token>/", asking.ask, name="ask"),
    path("ask/<slug:token>/sent/", asking.sent, name="asking_sent"),
    path(f"{ROOM}cost/", fees.fees, name="set_intake_fee"),
    path(ONE, intakes.intake, name="get_intake"),
    path(f"{ONE}steps/<slug:step>/", steps.write_step, name="write_intake_step"),
    path(f"{ONE}take-in/", finishing.finish, name="finish_intake"),
    path(f"{ONE}close/", intakes.give_up, name="give_up_intake"),
    path(f"{ONE}check/", checks.check, name="check_intake"),
    path(f"{ONE}check/take-back/", checks.take_back, name="take_back_comparison"),
    path(f"{ONE}check/close/", checks.close, name="close_intake_check"),
    path("people/new/", at_once.take_in, name="enroll_client"),
    path("people/<uuid:client_id>/coming-in/", finishing.kept, name="kept_intake"),
    path("people/<uuid:client_id>/cost/", signing.sign, name="sign_fee"),
    path("people/<uuid:client_id>/coming-in/<slug:step>/", later.write_later, name="write_kept_step"),
]
