"""Addresses of contacts, notes and surveys."""

from __future__ import annotations

from django.urls import URLPattern, path

from cairn.support.web import contacts, note_templates, notes, platforms, rates, surveys, words

urlpatterns: list[URLPattern] = [
    path("contacts/new/", contacts.write_contact, name="write_contact"),
    path("contacts/<uuid:encounter_id>/", contacts.contact, name="contact"),
    path("contacts/<uuid:encounter_id>/draft/", notes.keep_draft, name="keep_draft"),
    path("contacts/<uuid:encounter_id>/words/", words.check_words, name="check_words"),
    path("contacts/questions/", note_templates.templates, name="list_note_templates"),
    path("contacts/questions/<uuid:template_id>/", note_templates.template, name="write_note_template"),
    path("contacts/platforms/", platforms.platforms, name="list_platforms"),
    path("contacts/platforms/new/", platforms.approve, name="approve_platform"),
    path("contacts/platforms/<uuid:platform_id>/end/", platforms.end, name="end_platform"),
    path("contacts/platforms/used/<uuid:platform_use_id>/", platforms.settle, name="settle_platform_use"),
    path("contacts/<uuid:encounter_id>/platform/", platforms.say, name="say_platform"),
    path("contacts/words/", rates.words_rates, name="words_rates"),
    path("contacts/<uuid:encounter_id>/note/", notes.write_note, name="write_note"),
    path("contacts/<uuid:encounter_id>/merge/", notes.merge_note, name="merge_note"),
    path("contacts/<uuid:encounter_id>/amend/", notes.add_amendment, name="add_amendment"),
    path("contacts/<uuid:encounter_id>/error/", contacts.contact_in_error, name="contact_in_error"),
    path("contacts/<uuid:encounter_id>/survey/", surveys.hand_over_survey, name="hand_over_survey"),
    path("s/<slug:token>/", surveys.survey, name="survey"),
]
