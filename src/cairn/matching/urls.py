"""Addresses of the matching room. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import path

from cairn.matching.web import asked, choosing, disclosures, known_people, offers

PERSON = "people/<uuid:client_id>/"

urlpatterns = [
    path("choosing/", choosing.choices, name="list_choices"),
    path("choosing/<uuid:choice_id>/begin/", choosing.start, name="start_chosen"),
    path("choosing/<uuid:choice_id>/back/", choosing.withdraw, name="withdraw_choice"),
    path("choosing/me/", offers.offer, name="write_offer"),
    path("choosing/asked/", asked.list_page, name="list_asked"),
    path("choosing/farewells/<uuid:farewell_id>/read/", asked.farewell_read, name="mark_farewell_seen"),
    path("choosing/close-to-me/", known_people.known_people, name="list_known_people"),
    path("choosing/close-to-me/<uuid:known_person_id>/off/", known_people.remove, name="remove_known_person"),
    path("choosing/told/", disclosures.disclosures, name="list_disclosures"),
    path("choosing/told/<uuid:conflict_answer_id>/", disclosures.disclosure, name="say_to_disclosure"),
    path(f"{PERSON}wishes/", choosing.wishes, name="write_wishes"),
    path(f"{PERSON}choice/", choosing.choose, name="choose_peer"),
    path(f"{PERSON}known-before/", asked.answer, name="answer_conflict"),
    path(f"{PERSON}known-before/now/", asked.emergency, name="begin_in_emergency"),
]
