"""Addresses of the warmline room. An address holds ids, never a nickname."""

from __future__ import annotations

from django.urls import path

from cairn.warmline.web import calls, hand_offs, shifts

HAND_OFF = "warmline/hand-offs/<uuid:hand_off_id>/"

urlpatterns = [
    path("warmline/", calls.desk, name="show_warmline"),
    path("warmline/calls/new/", calls.new_call, name="log_call"),
    path("warmline/calls/<uuid:call_id>/take-back/", calls.take_back, name="take_back_call"),
    path("warmline/callers/", calls.callers, name="list_callers"),
    path("warmline/hand-overs/", shifts.write_hand_over, name="hand_over_shift"),
    path("warmline/hand-offs/", hand_offs.open_one, name="open_hand_off"),
    path(HAND_OFF, hand_offs.hand_off, name="get_hand_off"),
    path(f"{HAND_OFF}steps/", hand_offs.step, name="mark_hand_off_step"),
    path(f"{HAND_OFF}end/", hand_offs.end, name="end_hand_off"),
    path("warmline/shifts/", shifts.shifts, name="list_shifts"),
    path("warmline/shifts/<uuid:shift_id>/take-back/", shifts.take_back, name="take_back_shift"),
    path("warmline/figures/", shifts.figures, name="warmline_figures"),
]
