"""Addresses of the portal. They say "mine", never what kind of place this is; and what staff need to let people in."""

from __future__ import annotations

from django.urls import path

from cairn.platform.pages import public
from cairn.portal.web import (
    app_codes,
    choices,
    choosing,
    door,
    download,
    help_now,
    meetings,
    own_wishes,
    pages,
    permissions,
    reminders,
    staff,
    words,
)

urlpatterns = [
    path("mine/", pages.home, name="portal_home"),
    path("mine/in/", public(door.door), name="portal_door"),
    path("mine/in/passkey/", public(door.OwnPasskey.as_view()), name="portal_passkey"),
    path("mine/in/set-up/", public(door.set_up), name="portal_set_up"),
    path("mine/in/set-up/app/", public(app_codes.set_up_app), name="portal_set_up_app"),
    path("mine/in/app/", public(app_codes.app_door), name="portal_app_door"),
    path("mine/code/", public(door.code), name="portal_code"),
    path("join/<str:code>/", public(door.code), name="portal_join"),
    path("mine/language/", public(door.choose_language), name="portal_language"),
    path("mine/leave/", public(door.leave), name="portal_leave"),
    path("mine/help/", public(help_now.help_page), name="portal_help"),
    path("mine/plan/", pages.plan, name="portal_plan"),
    path("mine/plan/words/", words.write_beside_plan, name="portal_plan_words"),
    path("mine/notes/", words.notes, name="portal_notes"),
    path("mine/notes/<uuid:encounter_id>/", words.note, name="portal_note"),
    path("mine/notes/<uuid:encounter_id>/words/", words.write_beside_note, name="portal_note_words"),
    path("mine/words/<uuid:own_words_id>/", words.change, name="portal_change_words"),
    path("mine/permissions/", permissions.permissions, name="portal_permissions"),
    path("mine/permissions/new/", permissions.give, name="portal_give"),
    path("mine/permissions/<uuid:consent_id>/stop/", permissions.stop, name="portal_stop"),
    path("mine/permissions/asked/<uuid:consent_paper_id>/", permissions.paper, name="portal_paper"),
    path("mine/looks/", pages.looks, name="portal_looks"),
    path("mine/people/", pages.people, name="portal_people"),
    path("mine/people/choose/", choosing.choose, name="portal_choose"),
    path("mine/people/choose/one/", choosing.choose_one, name="portal_choose_one"),
    path("mine/people/wishes/", own_wishes.wishes, name="portal_wishes"),
    path("mine/meetings/", meetings.meetings, name="portal_meetings"),
    path("mine/reminders/", reminders.reminders, name="portal_reminders"),
    path("mine/calendar/", reminders.calendar, name="portal_calendar"),
    path("mine/messages/", meetings.letters, name="portal_letters"),
    path("mine/all/", download.download, name="portal_download"),
    path("mine/choices/", choices.choices, name="portal_choices"),
    path("mine/choices/close/", choices.close, name="portal_close"),
    path("people/<uuid:client_id>/sign-in/", staff.let_in, name="let_client_in"),
    path("people/<uuid:client_id>/sign-in/end/", staff.end, name="end_client_access"),
    path("people/<uuid:client_id>/own-words/", staff.own_words, name="read_own_words"),
    path("peer-wishes/", staff.wishes, name="list_peer_wishes"),
    path("peer-wishes/<uuid:peer_wish_id>/", staff.settle, name="settle_peer_wish"),
    path("way-out/", staff.way_out, name="choose_way_out"),
]
