"""Addresses of the gatherings room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.gatherings.web import corrections, gatherings, meetings, sheets

ONE, MEETING = "groups/<uuid:gathering_id>/", "groups/meetings/<uuid:meeting_id>/"

urlpatterns = [
    path("groups/", gatherings.gatherings, name="list_gatherings"),
    path("groups/new/", gatherings.new_gathering, name="begin_gathering"),
    path("groups/figures/", gatherings.figures, name="gathering_figures"),
    path(ONE, gatherings.gathering, name="get_gathering"),
    path(f"{ONE}invite/", gatherings.invite, name="invite_to_gathering"),
    path(f"{ONE}take-off/", gatherings.take_off, name="take_off_roster"),
    path(f"{ONE}leaders/", gatherings.lead, name="change_group_leaders"),
    path(f"{ONE}end/", gatherings.end, name="end_gathering"),
    path(f"{ONE}open/", meetings.open_day, name="open_meeting"),
    path(f"{ONE}sheet/", sheets.topic_sheet, name="topic_sheet"),
    path(MEETING, meetings.meeting, name="get_meeting"),
    path(f"{MEETING}contacts/", meetings.write_contacts, name="write_group_contacts"),
    path(f"{MEETING}cancel/", meetings.cancel, name="cancel_meeting"),
    path(f"{MEETING}correct/", corrections.correct, name="correct_meeting"),
]
