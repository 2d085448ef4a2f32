"""Addresses of the meetings room. An address holds ids and days, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.meetings.web import appointments, calendar, feeds, messages, planning, reminders, rhythms

ONE = "appointments/<uuid:appointment_id>/<slug:day>/"

urlpatterns = [
    path("calendar/", calendar.calendar, name="show_calendar"),
    path("calendar/new/", planning.new_appointment, name="make_appointment"),
    path("calendar/hours/", messages.hours, name="set_answering_hours"),
    path("calendar/feed/", feeds.feed, name="keep_calendar_feed"),
    path(ONE, appointments.appointment, name="get_appointment"),
    path(f"{ONE}move/", planning.move, name="move_appointment"),
    path(f"{ONE}call-off/", appointments.call_off, name="call_off_appointment"),
    path(f"{ONE}met/", appointments.settle, name="settle_appointment"),
    path(f"{ONE}end/", appointments.end, name="end_appointment_series"),
    path("people/<uuid:client_id>/messages/", messages.thread, name="list_messages"),
    path("people/<uuid:client_id>/check-ins/", rhythms.check_ins, name="agree_check_ins"),
    path("people/<uuid:client_id>/reminders/", reminders.choose, name="choose_reminders"),
    path("feeds/<slug:token>.ics", feeds.file, name="calendar_feed"),
]
