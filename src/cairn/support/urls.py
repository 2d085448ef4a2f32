"""Addresses of the support room: people here, contacts beside. An address holds ids, never a name."""

from __future__ import annotations

from django.urls import URLPattern, path

from cairn.support import urls_contacts
from cairn.support.web import (
    apart,
    billing_facts,
    consents,
    known_as,
    left_promises,
    papers,
    peerness,
    people,
    relationships,
    signers,
)

urlpatterns: list[URLPattern] = [
    path("people/", people.caseload, name="list_caseload"),
    path("people/<uuid:client_id>/", people.client, name="get_client"),
    path("people/<uuid:client_id>/name/", known_as.known_as, name="update_client"),
    path("people/<uuid:client_id>/goal/", people.goal, name="update_goal"),
    path("people/<uuid:client_id>/billing/", billing_facts.billing_facts, name="billing_facts"),
    path("people/<uuid:client_id>/billing/name/", billing_facts.legal_name, name="write_legal_name"),
    path("people/<uuid:client_id>/billing/coverage/", billing_facts.coverage, name="add_coverage"),
    path("people/<uuid:client_id>/billing/diagnosis/", billing_facts.diagnosis, name="add_diagnosis"),
    path("people/<uuid:client_id>/looks/", people.looks, name="list_looks"),
    path("people/<uuid:client_id>/who-sees/", apart.who_sees, name="keep_apart"),
    path("people/opened/<uuid:keeper_id>/told/", apart.told, name="say_opening_told"),
    path("people/emergency/", apart.emergency, name="open_in_emergency"),
    path("people/<uuid:client_id>/together/", peerness.walking_together, name="walking_together"),
    path("together/rates/", peerness.peerness_rates_page, name="peerness_rates"),
    path("people/<uuid:client_id>/choose/", relationships.choose, name="start_relationship"),
    path("people/<uuid:client_id>/phase/", relationships.phase, name="change_phase"),
    path("people/<uuid:client_id>/promise/", relationships.promise, name="make_promise"),
    path("people/<uuid:client_id>/goodbye/<uuid:relationship_id>/", relationships.goodbye, name="end_relationship"),
    path("people/<uuid:client_id>/consents/", consents.consents, name="list_consents"),
    path("people/<uuid:client_id>/consents/new/", consents.give, name="give_consent"),
    path("people/<uuid:client_id>/consents/ask/", papers.ask, name="ask_consent"),
    path("people/<uuid:client_id>/signers/", signers.signers, name="list_signers"),
    path("people/<uuid:client_id>/signers/new/", signers.add_guardian, name="record_guardian"),
    path("people/<uuid:client_id>/signers/alone/", signers.add_ground, name="record_ground"),
    path("signers/<uuid:guardian_id>/proof/", signers.prove, name="prove_guardian"),
    path("signers/<uuid:guardian_id>/end/", signers.end, name="end_guardian"),
    path("signers/alone/<uuid:ground_id>/take-back/", signers.take_back, name="take_back_ground"),
    path("consents/<uuid:consent_id>/stop/", consents.revoke, name="revoke_consent"),
    path("consents/<uuid:consent_id>/notice/", consents.notice, name="consent_notice"),
    path("consents/papers/<uuid:paper_id>/", papers.answer, name="answer_paper"),
    path("consents/papers/<uuid:paper_id>/change/", papers.reword, name="reword_paper"),
    path("consents/papers/<uuid:paper_id>/aside/", papers.set_aside, name="set_aside_paper"),
    path("consents/papers/<uuid:paper_id>/words.txt", papers.paper_words, name="paper_words"),
    path("promises/left/", left_promises.left_promises, name="list_left_promises"),
    path("promises/<uuid:promise_id>/left/", left_promises.settle, name="settle_left_promise"),
    path("promises/<uuid:promise_id>/settle/", relationships.settle, name="settle_promise"),
    *urls_contacts.urlpatterns,
]
